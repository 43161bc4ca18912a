import re

import pytest
from making import cable, paragraph

from cablecli.in_short import LEVELS, NOFORN, letters
from cablecli.model import Cable
from cablecli.store.filters import made
from cablecli.views import filters


def numbers(made: Cable, *tests: filters.Test) -> list[int | None]:
    return [p.number for p in filters.paragraphs_where(tests)(made).paragraphs]


@pytest.mark.parametrize(
    ("spec", "expected"),
    [("2", [2]), ("2-4", [2, 3, 4]), ("1,4-", [1, 4, 5, 6]), ("-2", [1, 2]), (" 3 , 9", [3]), ("8", [])],
)
def test_numbers(spec: str, expected: list[int]) -> None:
    assert numbers(cable(), filters.numbered(spec)) == expected


@pytest.mark.parametrize("spec", ["", "a", "1,,2", "4-2", "-", "1-2-3", "\u0663", "1.5"])
def test_bad_numbers_say_what_is_wrong(spec: str) -> None:
    with pytest.raises(ValueError, match=r"no paragraph number|backwards"):
        filters.numbered(spec)


def test_markings_are_exact_and_other_texts_are_parts() -> None:
    assert numbers(cable(), filters.marked(["(u)"])) == [1, 2]
    assert numbers(cable(), filters.headed(["cautious"])) == [4, 5]
    assert numbers(cable(), filters.labelled(["COMMENT", "summary"])) == [3, 6]
    assert numbers(cable(), filters.marked(["C"]), filters.headed(["partner"]), filters.numbered("5-")) == [5]


@pytest.mark.parametrize("level", [*LEVELS.values(), "OFFICIAL USE ONLY"])
@pytest.mark.parametrize("caption", ["", NOFORN])
def test_a_classification_can_be_asked_for_as_it_is_printed(level: str, caption: str) -> None:
    printed = level + caption
    for asked in (printed, letters(printed), letters(printed).lower().replace("/", "//")):
        wanted = made(levels=[asked])
        assert wanted.levels == (printed,)
        assert wanted.fit_heading(cable(classification=level + NOFORN))
        assert wanted.fit_heading(cable(classification=level)) == (not caption)


@pytest.mark.parametrize("level", ["NF", "/NF", "S/", "X/NF", "SECRET//NODIS"])
def test_what_is_no_classification_is_refused(level: str) -> None:
    with pytest.raises(ValueError, match="is no classification"):
        made(levels=[level])


def test_people_and_tags() -> None:
    assert [p.name for p in filters.participants_where((), ["mal"])(cable()).participants] == [
        "Ilan Korvat",
        None,
    ]
    assert [t.tag for t in filters.tags_of_kind(["subject", "geographic"])(cable()).tags] == ["PREL", "MT"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("korvat", [2, 4]),
        ("Korvat", [2, 4]),
        ("KORVAT", []),
        (r"\bmoney\b", [4]),
        (r"\W\S+ (?=likely)", [6]),
        (r"harbor$", [4]),
    ],
)
def test_grep_reads_items_too_and_is_smart_about_case(pattern: str, expected: list[int]) -> None:
    assert numbers(cable(), filters.Grep(pattern)) == expected


def test_grep_tells_where() -> None:
    assert filters.Grep("o*").hits("foo bar ooo") == [(1, 3), (8, 11)]
    assert filters.Grep("bar", "oo", "ar o").hits("foo bar ooo") == [(1, 3), (4, 7), (8, 10)]


@pytest.mark.parametrize("pattern", ["(", "[", "a{99999999999999999999}", "x" * 2000])
def test_a_bad_pattern_says_why(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"regular expression|longer"):
        filters.Grep(pattern)


@pytest.fixture(name="hurried")
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "_PATTERN_SECONDS", 0.1)


@pytest.mark.usefixtures("hurried")
def test_a_slow_pattern_ends() -> None:
    with pytest.raises(filters.SlowPattern):  # it would take years
        filters.Grep(r"(x+x+)+\1y")(paragraph(text="x" * 5000))


@pytest.mark.parametrize(
    "pattern", ["(a{60000}){60000}", "((a{99}b){99}){99}", "(?:[)(]{900}x{900}){900}", r"(\({2000}){1,2000}"]
)
def test_counts_that_multiply_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="its counts multiply to too much"):
        filters.Grep(pattern)


@pytest.mark.parametrize("pattern", ["(?R)?", "(a(?1)?b)", "(?P<n>a(?&n)?)", "(?P<n>a(?P>n)?)"])
def test_patterns_that_call_themselves_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="it calls itself"):
        filters.Grep(pattern)
    filters.Grep(re.escape(pattern))


@pytest.mark.parametrize(
    "pattern", ["a{900}b{900}.{0,900}", "([a-z]{1,40} ){1,40}", "x{,3}", "{2}", "a{2", ")("]
)
def test_counts_that_do_not_multiply_are_taken(pattern: str) -> None:
    try:
        filters.Grep(pattern)
    except ValueError as error:  # what is wrong with it is something else
        assert "multiply" not in str(error)


@pytest.mark.usefixtures("hurried")
def test_a_slow_pattern_ends_where_hits_are_shown() -> None:
    slow = filters.Grep("foo|(a|aa)+$")
    with pytest.raises(filters.SlowPattern, match=r"no answer within 0\.1 seconds"):
        slow.hits("foo " + "a" * 3000 + " b")


def test_a_pattern_without_end_is_one_of_the_users() -> None:
    class Endless:
        def search(self, *_: object, **__: object) -> None:
            raise MemoryError

    endless = filters.Grep("x")
    endless._patterns = [Endless()]
    with pytest.raises(filters.SlowPattern, match="too much memory"):
        endless(paragraph(text="x"))


def test_paragraphs_around_those_that_match_are_kept_whole() -> None:
    test = filters.Grep("money")
    kept = filters.paragraphs_where([test], 1, test.snippet)(cable()).paragraphs
    assert [p.number for p in kept] == [3, 4, 5]
    assert [p.text for p in kept] == [
        cable().paragraphs[2].text,
        "... a. (C) money",
        cable().paragraphs[4].text,
    ]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("boats", "He asked for boats."),
        ("ropes", "... Amb. Stone of the U.S. Embassy had ropes (two)."),
        ("He|Rain", "He asked for boats. ... Rain fell."),
        ("z*", None),
    ],
)
def test_a_snippet_is_the_sentence_of_the_hit(pattern: str, expected: str | None) -> None:
    text = "He asked for boats. Amb. Stone of the U.S. Embassy had ropes (two). Rain fell."
    assert filters.Grep(pattern).snippet(paragraph(1, "C", text)).text == (expected or text)
