"""Two copies of a cable: paragraphs that belong together, words that one lacks, marks of withheld words."""

import random
import time
from pathlib import Path
from typing import Any

import pytest
from making import HOSTILE, cable, everywhere, paragraph

from cablecli import parse
from cablecli.model import Heading, Redaction
from cablecli.render import Layout, rendered
from cablecli.text.terminal import sanitize
from cablecli.views.compare import DIFFERENCES, Compared, Comparison, compared
from cablecli.views.compare.word_diff import pieces, tokens

SAMPLES = Path(__file__).parents[2] / "samples"
TALK = "Korvat said that the harbor is full and that the pilots are tired of it."
BOATS = "Two boats of the Gozo line left at noon with the mail and came back empty."
CRANE = "The second crane was paid for by a friend whom nobody has seen in the yard."


def texts(*found: str | tuple[int | None, str], **more: Any) -> Any:
    numbered = [one if isinstance(one, tuple) else (k, one) for k, one in enumerate(found, 1)]
    return cable(paragraphs=tuple(paragraph(n, "C", text) for n, text in numbered), **more)


def kinds(a: Any, b: Any) -> list[tuple[Any, ...]]:
    return [(one.number_a, one.number_b, one.kind) for one in compared(a, b).parts if one.part == "paragraph"]


def words(a: str, b: str) -> list[tuple[str, str, str]]:
    return [(one.kind, one.a, one.b) for one in pieces(a, b) if one.kind != "equal"]


def test_a_paragraph_that_was_added_leaves_the_others_with_their_own() -> None:
    assert kinds(texts(TALK, CRANE), texts(TALK, BOATS, CRANE)) == [
        (1, 1, "equal"),
        (None, 2, "added"),
        (2, 3, "equal"),
    ]
    assert kinds(texts(TALK, BOATS, CRANE), texts(TALK, CRANE))[1] == (2, None, "lost")


def test_a_paragraph_that_is_all_new_is_known_by_its_number() -> None:
    assert kinds(texts(TALK, BOATS, CRANE), texts(TALK, "Nobody came.", CRANE))[1] == (2, 2, "changed")


def test_paragraphs_without_numbers_are_known_by_their_words() -> None:
    a = texts((None, TALK), (None, BOATS), (None, "B1"), (None, "B1"))
    b = texts((None, BOATS.replace("noon", "two")), (None, "B1"), (None, "B1"))
    assert [kind for _, _, kind in kinds(a, b)] == ["lost", "changed", "equal", "equal"]


def test_a_number_alone_that_differs_is_a_difference() -> None:
    assert not compared(texts((4, TALK)), texts((4, TALK))).differs
    assert compared(texts((4, TALK)), texts((5, TALK))).differs


def test_a_marking_that_differs_is_told() -> None:
    other = cable(paragraphs=(paragraph(1, "S", TALK),))
    (part,) = compared(texts(TALK), other).parts
    assert (part.kind, part.text_a, part.text_b) == ("changed", f"(C) {TALK}", f"(S) {TALK}")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("left at noon today", "left at two today", [("changed", "noon", "two")]),
        ("left at noon", "left at noon, alone", [("added", "", ", alone")]),
        ("left late at noon", "left at noon", [("lost", "late", "")]),
        ("the har-bor is full", "the harbor  is\nfull", []),
        ("he (sic) left", "he left", [("lost", "(sic)", "")]),
        ("he asked again [B6]", "he asked again", [("lost", "[B6]", "")]),
    ],
)
def test_words_that_changed(a: str, b: str, expected: list[tuple[str, str, str]]) -> None:
    assert words(a, b) == expected


@pytest.mark.parametrize(
    "mark",
    [
        "XXXXXXXXXXXX",
        "xxxxx",
        "[less than 1 line not declassified]",
        "[1 LINE (6 WORDS) NOT DECLASSIFIED]",
        "[Name removed]",
        "(EXCISED)",
        "[...]",
        "[ ]",
        "[ ---- ]",
        "██████",
        "B1",
        "1.4(D)",
        "(b)(6)",
    ],
)
def test_words_against_a_mark_are_redacted(mark: str) -> None:
    a, b = f"He met {mark}, who left.", "He met Avdey Priluk of the yard, who left."
    assert words(a, b) == [("redacted", mark, "Avdey Priluk of the yard")]
    assert words(b, a) == [("redacted", "Avdey Priluk of the yard", mark)]


@pytest.mark.parametrize(
    "text", ["[bold]", "(not yet declassified by us)x", "B1/B2", "1.4", "X-ray", "XXX", "----"]
)
def test_what_is_no_mark(text: str) -> None:
    assert not any(one.is_mark for one in tokens(text))


def test_words_that_are_gone_beside_a_code_in_the_margin_are_redacted() -> None:
    whole, part = "He met Avdey Priluk, who left.", "He met , who left."
    assert kinds(texts(whole), texts(part)) == [(1, 1, "changed")]
    assert kinds(texts(whole), texts(part, redactions=(Redaction("B1", 1),))) == [(1, 1, "redacted")]
    inside = texts(f"{part} B1", redactions=(Redaction("B1", 1),))
    lost = [one.kind for one in compared(texts(whole), inside).parts[-1].pieces if one.a and not one.b]
    assert lost == ["lost"]  # the code in the text stands for nothing else


def test_two_releases() -> None:
    first, second = (parse((SAMPLES / f"release-{year}.txt").read_text()) for year in (1999, 2011))
    assert kinds(first, second) == [
        (1, 1, "equal"),
        (2, 2, "redacted"),
        (3, 3, "redacted"),
        (None, 4, "redacted"),
        (None, 5, "redacted"),
        (6, 6, "changed"),
        (7, 7, "redacted"),
    ]
    assert [kind for _, _, kind in kinds(second, first)] == [kind for _, _, kind in kinds(first, second)]
    assert len(compared(first, second).parts) == 7
    mark = second, parse((SAMPLES / "release-1999.txt").read_text().replace("NOT DECLASSIFIED", "OMITTED"))
    assert kinds(*mark)[3] == (4, None, "lost")


def test_a_paragraph_that_is_a_mark_stands_for_those_of_the_other() -> None:
    a, b = texts(TALK, BOATS, CRANE), texts(TALK, (None, "[1 paragraph not declassified]"), (3, CRANE))
    (hidden,) = [one for one in compared(a, b).parts if one.kind != "equal"]
    assert (hidden.kind, hidden.number_a, hidden.text_a) == ("redacted", 2, f"2. (C) {BOATS}")
    assert hidden.text_b == "(C) [1 paragraph not declassified]"


def test_fields_that_differ() -> None:
    a, b = (
        cable(),
        cable(classification=None, corrected_copy=None, subject="DOCK MINISTER KORVAT", heading=Heading()),
    )
    fields = {one.part: one for one in compared(a, b).parts if one.part != "paragraph"}
    assert fields["classification"] == Compared(
        "classification", None, None, "lost", "CONFIDENTIAL", None, fields["classification"].pieces
    )
    assert fields["heading.action"].text_a == "RUEHC SECSTATE WASHDC PRIORITY 1876"
    assert {"subject", "corrected_copy", "heading.dtg"} < set(fields)
    assert not {"source.path", "summary", "tags", "diagnostics"} & set(fields)


def shown(one: Comparison, name: str, **layout: Any) -> str:
    pages = DIFFERENCES.blocks([one], None)  # type: ignore[list-item]
    return "".join(rendered(name, pages, Layout(**layout)))


def test_a_screen_shows_what_changed_and_what_stands_near() -> None:
    middle = " ".join(f"word{k}" for k in range(100))
    one = compared(texts(f"Alpha {middle} omega.", TALK), texts(f"Beta {middle} XXXXXX.", TALK))
    plain = shown(one, "rich", width=60)
    assert "paragraph 1  redacted\n  (C) [-Alpha-]{+Beta+} word0 word1" in plain
    assert "word11 … word88" in " ".join(plain.split())
    assert "[-omega-]{+XXXXXX+}." in plain
    assert "paragraph 2  equal" in plain
    assert "paragraphs: 1 equal, 1 redacted; fields that differ: 0" in plain
    assert max(map(len, plain.splitlines())) <= 60
    assert shown(one, "rich", unicode=False).isascii()
    assert "\x1b[9;31mAlpha\x1b[0m \x1b[1;32mBeta\x1b[0m" in shown(one, "rich", colors="standard")


@pytest.mark.parametrize("name", ["rich", "text", "markdown"])
def test_nothing_unsafe_is_shown(name: str) -> None:
    text = shown(compared(everywhere(HOSTILE), cable()), name)
    assert sanitize(text) == text
    assert "[red]r" in text.replace("\\", "")


def _random(seed: int, words: list[str], count: int) -> str:
    return " ".join(random.Random(seed).choices(words, k=count))


NATURAL = [f"w{int(random.Random(k).paretovariate(0.9))}" for k in range(30_000)]
LONG = {  # what a comparison word by word would take hours for
    "changed here and there": (
        " ".join(NATURAL),
        " ".join("new" if k % 29 == 0 else w for k, w in enumerate(NATURAL)),
    ),
    "one word": ("a " * 30_000, "a " * 15_000 + "b " * 15_000),
    "two words": (_random(1, ["a", "b"], 30_000), _random(2, ["a", "b"], 30_000)),
    "turned round": (
        " ".join(f"x{k}" for k in range(30_000)),
        " ".join(f"x{-k}" for k in range(-29_999, 1)),
    ),
}


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("size", [400, 30_000])
def test_long_texts_take_no_quadratic_time(name: str, size: int) -> None:
    """In one paragraph, and in many."""
    a, b = (
        texts(*(" ".join(text.split()[k : k + size]) for k in range(0, 30_000, size))) for text in LONG[name]
    )
    begun = time.process_time()
    found = compared(a, b)
    assert time.process_time() - begun < 8
    for side, whole in (("text_a", a), ("text_b", b)):  # and nothing of it is lost
        said = [getattr(one, side) for one in found.parts if getattr(one, side)]
        assert sorted(said) == sorted(f"(C) {p.text}" for p in whole.paragraphs)


def test_a_long_paragraph_is_compared_word_by_word_all_the_same() -> None:
    a, b = LONG["changed here and there"]
    changed = words(a, b)
    assert len(changed) > 1000
    assert {one[2] for one in changed if one[0] == "changed"} >= {"new"}
