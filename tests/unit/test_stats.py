"""Counts of cables: each key, each order, the periods, the gaps; bars on any screen."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from making import HOSTILE, cable, everywhere, paragraph

from cablecli.cli import stats as command
from cablecli.model import Cable, Distribution, Heading, Mrn, Tag
from cablecli.render import Layout, rendered
from cablecli.text.terminal import sanitize
from cablecli.views.stats import FIELDS, GAP, PERIODS, stats

OFFICES = Distribution(("EUR-12", "NEA-07"), (), (), None, None)


def sent(date: str | None, number: int | None = 1, post: str | None = "VALLETTA", **more: Any) -> Cable:
    year = int(date[:4]) if date else None
    return cable(heading=Heading(dtg=date, precedence="ROUTINE"), mrn=Mrn(year, post, number), **more)


CABLES = (
    sent("2007-12-31T10:00Z", tags=(Tag("MT", "geographic"), Tag("PREL", "subject"))),
    sent("2008-01-01T10:00Z", tags=(Tag("PREL", "subject"),), distribution=OFFICES),
    sent("2008-06-02T10:00Z", classification=None, tags=(), captions=("EXDIS", "SIPDIS")),
    sent(None, None, None, tags=(Tag("MT", "geographic"),), paragraphs=(paragraph(), paragraph(2, "S"))),
)


def counted(by: str, cables: Iterable[Cable] = CABLES, **options: Any) -> list[tuple[Any, ...]]:
    view = stats(by, **options)
    assert view.joint
    (rows,) = view.rows(map(view.joint, cables))
    return [tuple(row[name] for name in view.columns) for row in rows]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("year", [("2007", 1, 0.25), ("2008", 2, 0.5), (None, 1, 0.25)]),
        ("month", [("2007-12", 1, 0.25), ("2008-01", 1, 0.25), ("2008-06", 1, 0.25), (None, 1, 0.25)]),
        ("week", [("2008-W01", 2, 0.5), ("2008-W23", 1, 0.25), (None, 1, 0.25)]),
        ("post", [("VALLETTA", 3, 0.75), (None, 1, 0.25)]),
        ("tag", [("MT", 2, 0.5), ("PREL", 2, 0.5), (None, 1, 0.25)]),
        ("classification", [("CONFIDENTIAL", 3, 0.75), (None, 1, 0.25)]),
        ("precedence", [("ROUTINE", 4, 1.0)]),
        ("caption", [("SIPDIS", 4, 1.0), ("NOFORN", 3, 0.75), ("EXDIS", 1, 0.25)]),
        ("marking", [("C", 4, 1.0), ("U", 3, 0.75), ("S", 1, 0.25)]),
        ("action-office", [("EUR", 1, 0.25), ("NEA", 1, 0.25), (None, 3, 0.75)]),
    ],
)
def test_a_cable_counts_once_for_each_of_its_values(by: str, expected: list[tuple[Any, ...]]) -> None:
    assert counted(by) == expected


def test_each_key_is_tried_and_offered() -> None:
    assert (*PERIODS, *FIELDS, GAP) == command._KEYS


def test_a_date_counts_as_far_as_it_goes() -> None:
    vague = [replace(CABLES[0], heading=Heading(), mrn=Mrn(2007, "VALLETTA", 5))]
    assert [counted(by, vague)[0][0] for by in PERIODS] == ["2007", None, None]


def test_order_and_limit() -> None:
    assert [row[0] for row in counted("year", sort="count")] == ["2008", "2007", None]
    assert [row[0] for row in counted("caption", sort="value")] == ["EXDIS", "NOFORN", "SIPDIS"]
    assert counted("caption", limit=1) == [("SIPDIS", 4, 1.0)]
    assert counted("caption", limit=0) == counted("caption", []) == []


def test_values_by_period_are_rows_in_long_form() -> None:
    assert counted("tag", per="year") == [
        ("MT", "2007", 1),
        ("MT", None, 1),
        ("PREL", "2007", 1),
        ("PREL", "2008", 1),
        (None, "2008", 1),
    ]


def test_gaps_are_runs_of_numbers_between_those_at_hand() -> None:
    numbers = [sent("2008-01-01T10:00Z", number) for number in (3, 9, 4, 9, 7)]
    other = [
        sent("2009-01-01T10:00Z", 2),
        sent("2009-01-01T10:00Z", 40),
        sent("2009-01-01T10:00Z", 1, "ROME"),
    ]
    found = counted("gap", [*other, *numbers, CABLES[3]])
    assert found == [("VALLETTA", 2008, 5, 6, 2), ("VALLETTA", 2008, 8, 8, 1), ("VALLETTA", 2009, 3, 39, 37)]
    assert counted("gap", [*numbers, *other], sort="count", limit=1) == found[2:]


def screen(by: str, cables: Iterable[Cable] = CABLES, *, per: str | None = None, **layout: Any) -> str:
    view = stats(by, per=per)
    assert view.joint
    joints: Iterator[Any] = map(view.joint, cables)
    return "".join(rendered("rich", view.blocks(joints, None), Layout(**layout)))


@pytest.mark.parametrize("width", [20, 60, 120])
def test_the_longest_bar_fills_the_screen(width: int) -> None:
    lines = screen("year", width=width).splitlines()
    assert lines[0] == "4 cables by year"
    assert max(map(len, lines[1:])) == len(lines[2]) == width
    assert lines[2].split()[:3] == ["2008", "2", "50%"]
    assert lines[1].count("█") * 2 in (lines[2].count("█"), lines[2].count("█") - 1)


def test_bars_in_ascii_and_without_colour() -> None:
    text = screen("year", width=60, unicode=False)
    assert text.isascii()
    assert "\x1b" not in text
    assert [line.count("#") for line in text.splitlines()] == [0, 21, 43, 21]


def test_a_little_is_seen() -> None:
    lines = screen("year", [CABLES[0], *[CABLES[1]] * 999], width=40).splitlines()
    assert lines[1] == "2007    1   <1%  ▏"


def test_a_table_that_is_too_wide_goes_on_below() -> None:
    many = [sent(f"{year}-06-02T10:00Z", tags=(Tag("PREL", "subject"),)) for year in range(1990, 2010)]
    lines = screen("tag", many, per="year", width=60).splitlines()
    assert max(map(len, lines)) <= 60
    heads = [line.split() for line in lines if line.startswith("tag")]
    assert [head[:2] for head in heads] == [["tag", "all"]] * len(heads)
    assert [year for head in heads for year in head[2:]] == list(map(str, range(1990, 2010)))
    assert [line.split()[:2] for line in lines if line.startswith("PREL")] == [["PREL", "20"]] * len(heads)


@pytest.mark.parametrize("name", ["rich", "text", "tsv", "markdown"])
@pytest.mark.parametrize("per", [None, "year"])
def test_nothing_unsafe_is_counted_onto_a_terminal(name: str, per: str | None) -> None:
    view = stats("tag", per=per)
    assert view.joint
    joints = [view.joint(everywhere(HOSTILE))]
    pages = view.rows(joints) if name == "tsv" else view.blocks(joints, None)  # type: ignore[arg-type]
    text = "".join(rendered(name, pages, Layout(columns=view.columns)))
    assert sanitize(text) == text
    assert "[bold]" in text.replace("\\", "")
