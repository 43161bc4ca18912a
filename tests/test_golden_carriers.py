"""Files in the exact form of each carrier: what they hold reads as the plain text of the same cables does.

The file's name says which: `press+meeting.csv` holds samples/press.txt and samples/meeting.txt, in this order.
"""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cablecli.model import Cable
from cablecli.parser import parse
from cablecli.reader import read_each

HERE = Path(__file__).parent / "golden-carriers"
SAMPLES = HERE.parents[1] / "samples"
SPECIMENS = HERE.parents[2] / "shared" / "carriers"
CORPUS = HERE.parents[2] / "shared" / "corpus"
FILES = sorted(path for path in HERE.rglob("*.*") if path.parent.name not in ("sas", "smart"))
_OF_THE_PAGE = ("An archive of cables", "Home")  # what stands above the cable on an archive's page
_OWN_LINES = {"page", "html"}  # a page's line ends are not those of its source


def cables(path: Path) -> list[Cable]:
    found = list(read_each([str(path)]))
    assert all(isinstance(cable, Cable) for cable in found), found
    return [cable for cable in found if isinstance(cable, Cable)]


def record(cable: Cable, *, lines: bool = False) -> dict[str, Any]:
    """The record without what tells where it came from."""
    found = cable.to_dict()
    del found["source"]
    if not lines:
        for note in found["diagnostics"]:
            note["line"] = None
        for rest in found["leftovers"]:
            rest["lines"] = None
    return found


def test_there_is_a_case_for_each_carrier() -> None:
    assert {path.parent.name for path in FILES} == {"page", "html", "csv", "web", "text"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_carrier_gives_the_record_of_its_text(path: Path) -> None:
    names = path.stem.split("+")
    found = cables(path)
    assert len(found) == len(names)
    for name, cable in zip(names, found, strict=True):
        (expected,) = cables(SAMPLES / f"{name}.txt")
        exact = path.parent.name in _OWN_LINES
        own = tuple(rest for rest in cable.leftovers if rest.text not in _OF_THE_PAGE)
        cable = replace(cable, leftovers=own)
        assert record(cable, lines=exact) == record(expected, lines=exact)


@pytest.mark.parametrize(
    "path", [p for p in FILES if p.parent.name not in _OWN_LINES], ids=lambda p: f"{p.parent.name}/{p.name}"
)
def test_lines_are_those_of_the_input(path: Path) -> None:
    lines = path.read_bytes().decode().split("\n")
    for cable in cables(path):
        for element in cable.layout:
            first = cable.content[element.span.start : element.span.end].split("\n")[0].strip()
            unescaped = lines[element.lines[0] - 1].replace('\\"', '"').replace('""', '"')
            assert first in unescaped.replace("\u00a0", " ") or "](" in unescaped


def test_pages_and_rows_keep_what_they_say_of_the_cable() -> None:
    (page,) = cables(HERE / "page" / "meeting.html")
    assert page.to_dict()["source"]["page"] == {
        "id": "08TALLINN311",
        "created": "2008-09-12 10:10",
        "released": "2010-12-07 21:09",
        "classification": "CONFIDENTIAL",
        "origin": "Embassy Tallinn",
        "number": None,
        "references": None,
    }
    (copy,) = cables(HERE / "web" / "web-copy.txt")
    assert copy.source.page
    assert copy.source.page.released == "2011-08-30 01:44"
    row = cables(HERE / "csv" / "meeting+press+instruction+three-sections.csv")[2]
    assert row.source.member == "09STATE62114"
    assert row.to_dict()["source"]["page"] == {
        "id": "09STATE62114",
        "created": "2009-06-16 21:09",
        "released": None,
        "classification": "UNCLASSIFIED//FOR OFFICIAL USE ONLY",
        "origin": "Secretary of State",
        "number": "40119",
        "references": None,
    }


def test_archive_records_are_read_whole_one_by_one() -> None:
    path = HERE / "sas" / "lisbon+madrid.txt"
    parts = re.split(r"(?m)^(?=[^\n]*Declassified/Released[^\n]*\nMessage Text$)", path.read_text())
    texts = ["".join(parts[:2]), *parts[2:]]
    assert [record(cable) for cable in cables(path)] == [record(parse(text)) for text in texts]
    assert [cable.source.member for cable in cables(path)] == ["1976LISBON02871", "1976MADRID01190"]
    assert [cable.format for cable in cables(path)] == ["sas", "sas"]


def test_releases_are_read_one_by_one() -> None:
    path = HERE / "smart" / "644+645.txt"
    text = path.read_text()
    cut = text.index("Page 1 of 1\n") + len("Page 1 of 1\n")
    found = cables(path)
    assert [record(cable) for cable in found] == [record(parse(text[:cut])), record(parse(text[cut:]))]
    assert [cable.source.member for cable in found] == ["23VALLETTA644", "23VALLETTA645"]


@pytest.mark.skipif(not SPECIMENS.is_dir(), reason="the specimens are not here")
@pytest.mark.parametrize("path", sorted(SPECIMENS.glob("*.html")), ids=lambda path: path.stem)
def test_specimens(path: Path) -> None:
    (page,) = cables(path)
    assert page.source.page
    assert page.id == page.source.page.id == path.stem.removesuffix("-2011")
    assert not {d.code for d in page.diagnostics if d.code.startswith(("page-", "id-"))}
    text = CORPUS / f"{path.stem}.txt"
    if text.exists():
        (expected,) = cables(text)
        wanted = record(expected, lines=True)
        for note in wanted["diagnostics"]:
            note["message"] = note["message"].replace(text.name, text.stem)  # the year from the file's name
        assert record(page, lines=True) == wanted
    else:
        assert [d.code for d in page.diagnostics] == ["other-cable-behind", "truncated"]
        assert page.leftovers[-1].text.startswith("50133  2006-01-19  06THEHAGUE131")
        assert page.signature is None
