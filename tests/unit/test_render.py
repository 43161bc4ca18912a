"""What every format owes to its readers, and what pipes get."""

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from making import HOSTILE, TAMED, cable, everywhere, paragraph
from rendering import EVERY_VIEW, STYLES, VIEWS, rendered, squeezed

from cablecli import views
from cablecli.export import Made, tables
from cablecli.model import Cable, Item, Participant
from cablecli.render import FORMATS
from cablecli.text.terminal import sanitize


@EVERY_VIEW
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_every_view(name: str, view: views.View) -> None:
    assert rendered(name, view, cable(), cable())
    assert rendered(name, view) in ("", "[]\n", "\t".join(view.columns) + "\n", ",".join(view.columns) + "\n")


@EVERY_VIEW
@pytest.mark.parametrize("name", ["rich", "text", "tsv", "markdown", "json", "jsonl"])
def test_nothing_unsafe_reaches_a_terminal_or_a_pipe(name: str, view: views.View) -> None:
    text = rendered(name, view, everywhere(HOSTILE), colors="standard")
    bare = STYLES.sub("", text) if name == "rich" else text
    assert sanitize(bare) == bare
    assert "\ufffd" in text or name in ("json", "jsonl")


@EVERY_VIEW
@pytest.mark.parametrize("name", ["rich", "text", "tsv"])
def test_markup_prints_as_itself(name: str, view: views.View) -> None:
    assert squeezed(TAMED) in squeezed(rendered(name, view, everywhere(HOSTILE), width=1000))


@EVERY_VIEW
def test_data_formats_keep_the_text_as_it_is(view: views.View) -> None:
    text = rendered("csv", view, everywhere(HOSTILE))
    assert any(HOSTILE in value for row in csv.reader(io.StringIO(text)) for value in row)
    assert HOSTILE in "".join(_strings(json.loads(rendered("json", view, everywhere(HOSTILE)))))


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [s for inner in value.values() for s in _strings(inner)]
    if isinstance(value, list):
        return [s for inner in value for s in _strings(inner)]
    return [value] if isinstance(value, str) else []


def test_a_lone_carriage_return_in_a_cell_ends_no_row(tmp_path: Path) -> None:
    text = rendered("csv", views.TAGS, everywhere("a\rb"))
    tables.write(iter([Made(None, tables.make(everywhere("a\rb")))]), tmp_path)
    for held in (text, (tmp_path / "tags.csv").read_bytes().decode()):
        rows = list(csv.reader(io.StringIO(held, newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}
        assert rows[-1][-1] == "a\rb"


def test_csv_on_a_terminal_is_safe() -> None:
    text = rendered("csv", views.TAGS, everywhere(HOSTILE), terminal=True)
    assert sanitize(text) == text


@EVERY_VIEW
@pytest.mark.parametrize("width", [20, 33, 60, 80, 100, 200])
def test_a_terminal_line_is_never_too_wide_and_nothing_is_cut(width: int, view: views.View) -> None:
    made = _long()
    text = rendered("rich", view, made, width=width)
    assert max(map(len, text.splitlines())) <= width
    assert "…" not in text
    assert not re.search(" $", text, re.MULTILINE)
    for part in _parts_shown(view, made):
        assert not Counter(squeezed(part)) - Counter(squeezed(text)), part


def _long() -> Cable:
    long = "word " * 60 + "x" * 230 + " end"
    items = (Item("a", "S//REL TO USA, FVEY", "item " * 50, (Item("-", None, "inner " * 50, at=250),), at=5),)
    return cable(
        subject="SUBJECT " * 30,
        paragraphs=(
            *cable().paragraphs,
            paragraph(100, "S//REL TO USA, FVEY", long, heading="Heading " * 20, items=items),
        ),
        participants=(
            *cable().participants,
            Participant(
                "A Very Long Delegation Name " * 3, "N" * 50, "Title " * 20, "Role " * 20, True, 2, "x"
            ),
        ),
    )


def _parts_shown(view: views.View, made: Cable) -> list[str]:
    if view.noun == "tags":
        return ["External Political Relations"]
    if view.noun == "participants":
        return [made.subject or "", "N" * 50, "February 24, 2009; Valletta"]
    return [made.subject or "", "word " * 60 + "x" * 230 + " end", "item " * 50, "inner " * 50]


def test_show_in_a_pipe() -> None:
    text = rendered("text", views.show(), cable())
    assert text.startswith("Id:             09VALLETTA112\nDate:           2009-02-25 14:32Z\n")
    assert (
        "\n\n4. (C) Korvat named two conditions:\n    a. (C) money\n        - for the harbor\n    b. time\n\n"
        in text
    )
    assert "\n\n5. (C) He handed over a note:\n\n| We agree.\n\n" in text
    assert (
        "\n\n2. (U) Participants:\n    U.S.\n        Ambassador Whitlock\n        Poloff Hollis (notetaker)\n"
        "    Malta:\n        Minister Ilan Korvat, Chairman\n" in text
    )
    assert "\n\nA Cautious Partner\n------------------\n\n" in text
    assert "KORVAT-WHITLOCK LETTER\n\nNote: line 41: paragraph 7 is missing [number-gap]\n\n1. (U)" in text
    assert text.endswith("\n\nWHITLOCK\n\nNote: line 50: left over: NNNN\n")
    assert all(f"\n{label}:" in text for label in ("Transmission", "Precedence", "DTG"))
    assert "\ninfo    PRIORITY    0310    RUEHRO   AMEMBASSY ROME\n" in text


def test_tsv_is_one_line_a_row_and_can_be_undone() -> None:
    text = rendered("tsv", views.PARAGRAPHS, cable(paragraphs=(paragraph(1, None, "a\tb\nc\\n"),)))
    assert text == "id\tnumber\tmarking\theading\tlabel\ttext\n09VALLETTA112\t1\t\t\t\ta\\tb\\nc\\\\n\n"
    assert rendered("tsv", views.TAGS, cable(), header=False).count("\n") == 3


def test_json_has_null_and_csv_nothing() -> None:
    assert json.loads(rendered("json", views.TAGS, cable()))[2]["name"] is None
    assert rendered("csv", views.TAGS, cable()).splitlines()[3] == '09VALLETTA112,"KORVAT, ILAN",person,'
    assert json.loads(rendered("jsonl", views.TAGS, cable()).splitlines()[0])["tag"] == "PREL"


def test_json_for_an_encoding_that_is_not_utf() -> None:
    assert rendered("jsonl", views.show(), cable(subject="S\u00e3o"), unicode=False).isascii()


def test_markdown() -> None:
    made = cable(
        subject="A *bold* [title] | #1",
        paragraphs=(*cable().paragraphs, paragraph(7, "C", "1. no list\n- x")),
    )
    text = rendered("markdown", views.show(), made)
    assert text.startswith("# 09VALLETTA112\n\n**A \\*bold\\* \\[title\\] \\| \\#1**\n\n")
    assert "\n\n## A Cautious Partner\n\n**4. (C)** Korvat named two conditions:\n\n- a. (C) money\n" in text
    assert "\n  - for the harbor\n- b. time\n\n" in text
    assert "\n\n> We agree.\n" in text
    assert (
        "\n**2. (U)** Participants:\n\n- U.S.\n  - Ambassador Whitlock\n  - Poloff Hollis (notetaker)\n"
        in text
    )
    assert (
        "| tag | kind | name |\n| --- | --- | --- |\n| PREL | subject | External Political Relations |\n"
        in text
    )
    assert "**7. (C)**\n\n```text\n1. no list\n- x\n```\n" in text


@pytest.mark.parametrize("count", range(4))
def test_json_of_any_number_of_cables_is_one_array(count: int) -> None:
    cables = [cable(id=f"09VALLETTA{number}") for number in range(1, count + 1)]
    names = [one.id for one in cables]
    assert [record["id"] for record in json.loads(rendered("json", VIEWS["show"], *cables))] == names
    lines = rendered("jsonl", VIEWS["show"], *cables).splitlines()
    assert [json.loads(line)["id"] for line in lines] == names


@pytest.mark.parametrize(("ruled", "count"), [(True, 2), (False, 0)])
def test_a_rule_parts_whole_cables_in_text(ruled: bool, count: int) -> None:
    text = rendered("text", VIEWS["show"], cable(), cable(), cable(), ruled=ruled)
    assert text.count("\n" + "=" * 72 + "\n\n") == count
    assert not text.endswith("=\n")
