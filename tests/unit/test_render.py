import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from making import HOSTILE, TAMED, cable, everywhere, paragraph
from rich.cells import cell_len

from cablecli import views
from cablecli.model import Addressee, Cable, Item, Paragraph, Participant, Reference, Tag
from cablecli.render import OUTPUTS, Layout, decide, pick, renderer
from cablecli.text.terminal import sanitize

VIEWS = {
    "show": views.show(),
    "paragraphs": views.PARAGRAPHS,
    "tree": views.PARAGRAPH_TREE,
    "participants": views.PARTICIPANTS,
    "tags": views.TAGS,
    "counts": views.tag_counts(),
}
STYLES = re.compile(r"\x1b\[[0-9;]*m")
DRAWN = str.maketrans("", "", "│├└─╭╮╰╯")
EVERY_VIEW = pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)


def rendered(name: str, view: views.View, *cables: Cable, **layout: Any) -> str:
    takes = {"rows": view.rows, "records": view.records, "blocks": lambda cs: view.blocks(cs, None)}
    pages = takes[OUTPUTS[name].takes](iter(cables))
    return "".join(renderer(name)(pages, Layout(**{"columns": view.columns, **layout})))


def squeezed(text: str) -> str:
    return "".join(text.translate(DRAWN).split())


@EVERY_VIEW
@pytest.mark.parametrize("name", OUTPUTS)
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


def test_rich_without_colors_has_no_escapes() -> None:
    assert "\x1b" not in rendered("rich", views.show(), cable())
    assert "\x1b[" in rendered("rich", views.show(), cable(), colors="standard")


def test_rich_draws_with_plain_signs_where_the_encoding_is_small() -> None:
    assert rendered("rich", views.show(), cable(), unicode=False).isascii()


@pytest.mark.parametrize(
    ("classification", "code"),
    [
        ("UNCLASSIFIED//FOR OFFICIAL USE ONLY", "42m"),
        ("CONFIDENTIAL//NOFORN", "44m"),
        ("SECRET", "41m"),
        ("TOP SECRET", "48;5;208m"),
    ],
)
def test_the_customary_colours(classification: str, code: str) -> None:
    text = rendered("rich", views.TAGS, cable(classification=classification), colors="256", width=120)
    assert f"{code} {classification} " in text


def test_a_badge_keeps_its_margins_and_stands_whole() -> None:
    narrow = rendered("rich", views.TAGS, cable(), colors="standard", width=30).splitlines()
    assert "\x1b[1;97;44m CONFIDENTIAL \x1b[0m" in narrow
    assert "[CONFIDENTIAL]" in rendered("rich", views.TAGS, cable(), width=30).splitlines()


def test_names_of_columns_are_dim_and_a_tab_counts_as_the_blanks_it_is() -> None:
    made = cable(tags=(Tag("X", "person", "one\ttwo"),))
    lines = rendered("rich", views.TAGS, made, colors="standard").splitlines()
    assert lines[-3].startswith("\x1b[2mtag\x1b[0m")
    assert lines[-1].endswith("one     two")


def test_a_hit_in_a_table_and_in_an_item() -> None:
    layout: dict[str, Any] = {
        "colors": "standard",
        "hits": lambda t: [m.span() for m in re.finditer("or", t)],
    }
    for view in (views.PARAGRAPHS, views.PARAGRAPH_TREE, views.show()):
        assert "f\x1b[1;30;43mor\x1b[0m the harb" in rendered("rich", view, cable(), **layout)


def test_hits_are_highlighted() -> None:
    text = rendered(
        "rich",
        views.PARAGRAPHS,
        cable(),
        colors="standard",
        hits=lambda t: [m.span() for m in re.finditer("Korvat", t)],
    )
    assert "\x1b[1;30;43mKorvat\x1b[0m" in text


def test_show_on_a_terminal() -> None:
    lines = rendered("rich", views.show(), cable(), width=60).splitlines()
    assert lines[:13] == [
        "09VALLETTA112   2009-02-25 14:32Z   AMEMBASSY VALLETTA",
        "[CONFIDENTIAL]",
        "HARBOR MINISTER KORVAT PREVIEWS MIGRATION TALKS",
        "─" * 60,
        "To      SECSTATE WASHDC (1876), info ROME           PRIORITY",
        "TAGS    PREL External Political Relations · MT Malta",
        "        (KORVAT, ILAN)",
        "Refs    A 09VALLETTA98   KORVAT-WHITLOCK LETTER",
        "Class.  Ambassador Dana Whitlock; reasons 1.4(b), 1.4(d);",
        "        declassify 2019-02-25",
        "File    valletta.txt · SIPDIS · NOFORN · E.O. 12958",
        "        2 sections · corrected copy",
        "! line 41: paragraph 7 is missing [number-gap]",
    ]
    start = lines.index("2. (U)  Participants:")
    assert lines[start + 1 : start + 7] == [
        "        U.S.",
        "        ├── Ambassador Whitlock",
        "        └── Poloff Hollis (notetaker)",
        "        Malta:",
        "        ├── Minister Ilan Korvat, Chairman",
        "        └── Chef de Cabinet",
    ]
    assert "4. (C)  Korvat named two conditions:" in lines
    assert "        a. (C) money" in lines
    assert "           - for the harbor" in lines
    assert "        │ We agree." in lines
    assert "6.      He is likely right." in lines
    assert lines[-1] == "! line 50: left over: NNNN"


def test_prose_is_no_wider_than_a_measure_and_what_keeps_its_lines_is() -> None:
    table = "x" * 120 + "\n" + "y" * 120
    made = cable(paragraphs=(paragraph(1, "C", "word " * 100), paragraph(2, "C", table)))
    lines = rendered("rich", views.show(), made, width=200).splitlines()
    assert max(len(line) for line in lines if "word" in line) == 87
    assert "2. (C)  " + "x" * 120 in lines
    assert len(lines[3]) <= 88
    assert any(
        len(line) > 100 for line in rendered("rich", views.show(), made, width=200, measure=200).splitlines()
    )


def test_what_has_no_room_in_the_head_is_counted() -> None:
    heading = replace(cable().heading, info=tuple(Addressee(None, f"AMEMBASSY CITY{k}") for k in range(40)))
    tags = tuple(Tag(f"K{k:03}", "program", "A Long Name of a Program") for k in range(14))
    refs = tuple(Reference(chr(65 + k), f"VALLETTA {k}", "cable", f"09VALLETTA{k}") for k in range(26))
    made = cable(heading=heading, tags=tags, references=refs)
    lines = rendered("rich", views.show(), made, width=60).splitlines()
    assert lines[4:13] == [
        "To      SECSTATE WASHDC, info AMEMBASSY CITY0,      PRIORITY",
        "        AMEMBASSY CITY1, AMEMBASSY CITY2, +37 (--full)",
        "TAGS    K000 A Long Name of a Program · K001 · K002 · K003",
        "        K004 · K005 · K006 · K007 · K008 · K009 · K010",
        "        K011 · K012 · K013",
        "Refs    A 09VALLETTA0   B 09VALLETTA1   C 09VALLETTA2",
        "        D 09VALLETTA3   E 09VALLETTA4   F 09VALLETTA5",
        "        G 09VALLETTA6   H 09VALLETTA7   +18 (--full)",
        "Class.  Ambassador Dana Whitlock; reasons 1.4(b), 1.4(d);",
    ]
    full = rendered("rich", views.show(full=True), made, width=60)
    assert full.startswith("╭")
    assert all(
        f" {name}\n" in full for name in ("AMEMBASSY CITY39", "A Long Name of a Program", "VALLETTA 25")
    )


def test_links_lead_to_what_is_at_hand_and_to_nothing_else() -> None:
    def links(target: str) -> str | None:
        return {"file:valletta.txt": "file:///valletta.txt", "09VALLETTA98": "file:///98"}.get(target)

    text = rendered("rich", views.show(), cable(), colors="standard", links=links)
    assert re.findall(r"\x1b]8;id=\d+;(.+?)\x1b\\(.+?)\x1b]8;;\x1b\\", text) == [
        ("file:///98", "\x1b[1m09VALLETTA98\x1b[0m"),
        ("file:///valletta.txt", "valletta.txt"),
    ]
    assert "\x1b]8" not in rendered("rich", views.show(), cable(), colors="standard")


def test_labels_are_bold() -> None:
    text = rendered("rich", views.show(), cable(), colors="standard")
    assert "\x1b[1mSUMMARY: \x1b[0mTalks would resume. \x1b[1mEND SUMMARY.\x1b[0m" in text


def test_the_paragraphs_have_one_layout_with_each_heading_once() -> None:
    made = cable(paragraphs=_with_items())
    for width in (40, 200):
        lines = rendered("rich", views.PARAGRAPHS, made, width=width).splitlines()
        assert lines.count("A Heading") == 1
        assert "3. (C)  Three." in lines


def test_an_outline_has_headings_and_how_paragraphs_begin() -> None:
    made = cable(
        subject="PILOT BOATS",
        paragraphs=(paragraph(1, "C", "SUMMARY: " + "One boat. " * 20, label="summary"), *_with_items()),
    )
    lines = rendered("rich", views.outline(2), made, width=60).splitlines()
    assert lines[lines.index("PILOT BOATS") + 1 :] == [
        "├── 1. (C)     summary  One boat. One boat. One …       41 w",
        "└── A Heading",
        "    ├── 2. (S/NF)       Two.                             7 w",
        "    ├── 3. (C)          Three.                           1 w",
        "    └── 4. (C)          Four.                            1 w",
    ]
    colored = rendered("rich", views.outline(2), made, width=60, colors="standard")
    assert "\x1b[1m4.\x1b[0m \x1b[1m(C)   \x1b[0m  \x1b[3m     \x1b[0mFour. " in colored
    shallow = rendered("rich", views.outline(1), made, width=60).splitlines()
    assert shallow[-1] == "└── A Heading                                            2-4"
    deep = rendered("rich", views.outline(4), made, width=60, unicode=False)
    assert "first" in deep
    assert "inner" in deep
    assert deep.isascii()
    assert "\n    4. (C) Four.  1 w\n" in rendered("text", views.outline(2), made)
    assert "- **4. (C)** Four. *1 w*\n" in rendered("markdown", views.outline(2), made)


def test_the_tree_of_the_paragraphs_has_their_headings_and_items_as_branches() -> None:
    made = cable(subject="PILOT BOATS", paragraphs=(paragraph(1, "C", "One."), *_with_items()))
    lines = rendered("rich", views.PARAGRAPH_TREE, made, width=40).splitlines()
    assert lines[lines.index(made.subject or "") + 1 :] == [
        "├── 1. (C)  One.",
        "└── A Heading",
        "    ├── 2. (S/NF)  Two.",
        "    │   └── a. first",
        "    │       ├── - inner",
        "    │       └── - last",
        "    ├── 3. (C)  Three.",
        "    └── 4. (C)  Four.",
    ]


def test_a_long_marking_moves_the_text_of_its_own_paragraph_only() -> None:
    lines = rendered("rich", views.show(), cable(paragraphs=_with_items())).splitlines()
    assert lines[lines.index("2. (S/NF)  Two.") :][:5] == [
        "2. (S/NF)  Two.",
        "           a. first",
        "              - inner",
        "              - last",
        "",
    ]
    assert "3. (C)  Three." in lines


def _with_items() -> tuple[Paragraph, ...]:
    inner = (Item("-", None, "inner", at=5), Item("-", None, "last", at=5))
    items = (Item("a", None, "first", inner, at=4),)
    return (
        paragraph(2, "S/NF", "Two.", heading="A Heading", items=items),
        *(
            paragraph(number, "C", text, heading="A Heading")
            for number, text in ((3, "Three."), (4, "Four."))
        ),
    )


@pytest.mark.parametrize("unicode", [True, False])
def test_a_table_has_one_rule_and_no_blanks_behind_its_rows(unicode: bool) -> None:
    lines = rendered("rich", views.TAGS, cable(), width=60, unicode=unicode).splitlines()
    assert lines[-5:] == [
        "tag           kind        name",
        ("─" if unicode else "-") * 54,
        "PREL          subject     External Political Relations",
        "MT            geographic  Malta",
        "KORVAT, ILAN  person",
    ]


@pytest.mark.parametrize("width", [20, 31, 80])
def test_wide_letters_tabs_and_marks_without_width_stay_inside(width: int) -> None:
    text = "\u6e2f\u53e3" * 40 + " e\u0301" * 60 + "\tnext\tcolumn\n" * 3
    made = cable(subject=text, paragraphs=(paragraph(1, "C", text, items=(Item("a", None, text),)),))
    for view in VIEWS.values():
        shown = rendered("rich", view, made, width=width)
        assert max(map(cell_len, shown.splitlines())) <= width
        assert "\t" not in shown
    assert (
        rendered("rich", views.PARAGRAPHS, made, width=width).count("\u6e2f") == 3 * 40
    )  # subject, text and item


def test_items_of_any_depth_leave_room_for_their_text() -> None:
    items: tuple[Item, ...] = ()
    for level in range(60):
        items = (Item("a", None, f"level{level}", items),)
    made = cable(paragraphs=(paragraph(1, "C", "Deep.", items=items),))
    for view in (views.show(), views.PARAGRAPH_TREE):
        for width in (20, 40, 80):
            shown = rendered("rich", view, made, width=width)
            assert max(map(len, shown.splitlines())) <= width
            assert len(re.findall("level", shown)) == 60
            assert "\n\n\n" not in shown


def test_on_the_narrowest_screen_text_stands_below_its_gutter() -> None:
    made = cable(
        participants=(),
        paragraphs=(paragraph(1, "C", "One."), paragraph(2, "SBU", "Two."), paragraph(None, None, "Three.")),
    )
    lines = rendered("rich", views.show(), made, width=20).splitlines()
    assert lines[lines.index("1. (C)  One.") :][:6] == [
        "1. (C)  One.",
        "",
        "2. (SBU)",
        "  Two.",
        "",
        "        Three.",
    ]


def test_a_name_below_the_text_leaves_no_empty_line_where_it_is_narrow() -> None:
    made = cable(paragraphs=(paragraph(1, "S/NF", "One."),), participants=(), headings=())
    assert "\n  One.\n\n  WHITLOCK\n" in rendered("rich", views.show(), made, width=20)


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


class Stream(io.StringIO):
    def __init__(self, is_terminal: bool, encoding: str = "utf-8") -> None:
        super().__init__()
        self.is_terminal, self.name_of_encoding = is_terminal, encoding

    def isatty(self) -> bool:
        return self.is_terminal

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self.name_of_encoding


def test_auto_is_rich_on_a_terminal_only() -> None:
    assert pick("auto", "tsv", Stream(True)) == "rich"
    assert pick("auto", "text", Stream(False)) == "text"
    assert pick("csv", "tsv", Stream(True)) == "csv"


@pytest.mark.parametrize(
    ("environ", "option", "terminal", "colored"),
    [
        ({}, "auto", True, True),
        ({}, "auto", False, False),
        ({"TERM": "dumb"}, "auto", True, False),
        ({"NO_COLOR": "1"}, "auto", True, False),
        ({"NO_COLOR": ""}, "auto", True, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, "auto", True, False),
        ({"NO_COLOR": "1"}, "always", False, True),
        ({"FORCE_COLOR": "1"}, "auto", False, True),
        ({"FORCE_COLOR": "0"}, "auto", True, False),
        ({"CLICOLOR_FORCE": "1"}, "auto", False, True),
        ({"FORCE_COLOR": "1"}, "never", True, False),
    ],
)
def test_who_decides_on_colour(environ: dict[str, str], option: str, terminal: bool, colored: bool) -> None:
    assert (decide(Stream(terminal), environ, option).colors is not None) is colored


def test_who_decides_on_the_width() -> None:
    assert decide(Stream(False), {}, width=33).width == 33
    assert decide(Stream(False), {"COLUMNS": "120"}).width == 120
    assert decide(Stream(False), {"COLUMNS": "5"}).width == 20
    assert decide(Stream(False), {"COLUMNS": "wide"}).width == 80
    assert decide(Stream(False, "iso8859-1"), {}).unicode is False


@pytest.mark.parametrize("count", range(4))
def test_json_of_any_number_of_cables_is_one_array(count: int) -> None:
    cables = [cable(id=f"09VALLETTA{number}") for number in range(1, count + 1)]
    names = [one.id for one in cables]
    assert [record["id"] for record in json.loads(rendered("json", VIEWS["show"], *cables))] == names
    lines = rendered("jsonl", VIEWS["show"], *cables).splitlines()
    assert [json.loads(line)["id"] for line in lines] == names
