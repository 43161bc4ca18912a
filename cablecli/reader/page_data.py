"""Compares a cable with what its web page or dump says about it, and fills gaps in the text from there.

The data of pages and dumps come from a database. The post itself wrote the text, so the text wins.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from cablecli.facts import levels, tables
from cablecli.model import Cable, Diagnostic, Element, Leftover, Mrn
from cablecli.patterns import lazy

if TYPE_CHECKING:
    from cablecli.model import Page

_ID = lazy(
    r"(?P<year>[0-9]{2}|19[0-9]{2}|20[0-9]{2}) ?(?P<post>[A-Z][A-Z.'/ -]*[A-Z]) ?(?P<number>[0-9]{1,7})(?:_[A-E])?"
)
_SECTION = lazy(r"S?ECTION ?[0-9]{1,2} ?OF ?[0-9]{1,2}")
_WORDS = lazy(r"EFTO|NOFORN|SIPDIS|SENSITIVE|AMEMBASSY|AMCONSUL|USMISSION")
_SECOND = lazy(r"(?<=[0-9])(?:TOSEC|SECTO|TOPOL)[0-9]+")
_AMBIGUOUS = lazy(r"[0-9]{2}[A-Z]{3,}[0-9]+[A-Z]{2,}[0-9]+")
_LEVELS = lazy(levels.WITH_CONTROLS)
_NOTHING = Mrn(None, None, None)
_DATE = lazy(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?: (?P<hour>[0-9]{2}):[0-9]{2})?")


def read_id(given: str) -> tuple[str | None, Mrn]:
    """The id of a page or row in the usual form, and its parts. Malformed ids are repaired (FORMAT 7.4).

    An id with two numbers is kept as given, without parts. One without a number gives None.
    """
    text = _SECOND.sub("", _WORDS.sub("", _SECTION.sub("", given.strip().upper())))
    if len(text) > 4 and text[:2] == text[2:4] and text[4:5].isalpha():
        text = text[2:]  # 7575LIBREVILLE1895
    found = _ID.fullmatch(text)
    if not found:
        return (given if _AMBIGUOUS.fullmatch(text) else None), _NOTHING
    year, number = int(found["year"]), int(found["number"])
    year = year if year >= 100 else tables.year_of(year)
    post = tables.post(found["post"]) or re.sub("[^A-Z]", "", found["post"])
    return f"{year % 100:02}{post}{number}", Mrn(year, post, number)


def completed(cable: Cable, page: "Page") -> Cable:
    """Return the cable with the page's id and level if the text has none, and a diagnostic for each difference."""
    if _is_level(page.classification):
        cable = _without_level(cable)
    notes = [note for check in (_of_id, _of_level, _of_date) for note in check(cable, page)]
    if cable.id is None and page.id:
        cable = _with_id(cable, page.id)
    if cable.classification is None and _is_level(page.classification):
        cable = replace(cable, classification=page.classification)
    return replace(cable, diagnostics=(*cable.diagnostics, *notes)) if notes else cable


def _is_level(said: str | None) -> bool:
    return said is not None and _LEVELS.fullmatch(said) is not None


def _with_id(cable: Cable, name: str) -> Cable:
    """The cable with the page's id, unless it contradicts the text's own number."""
    given, mrn = read_id(name)
    if not given or not _agree(cable.mrn, mrn):
        return cable
    return replace(cable, id=given, mrn=mrn if mrn.number else cable.mrn)


def _without_level(cable: Cable) -> Cable:
    """The cable without a level that comes only from the security line, since the page's is better evidence."""
    notes = tuple(note for note in cable.diagnostics if note.code != "level-from-security-line")
    return cable if notes == cable.diagnostics else replace(cable, classification=None, diagnostics=notes)


_Found = Iterator[Diagnostic]


def _of_id(cable: Cable, page: "Page") -> _Found:
    if not page.id:
        return
    given, mrn = read_id(page.id)
    if cable.id is None and given and _agree(cable.mrn, mrn):
        yield Diagnostic("id-from-page", f"the text holds no whole id; {given} is that of the page")
    elif given != cable.id and (mrn.number is None or not _agree(cable.mrn, mrn)):
        yield Diagnostic(
            "page-id-differs", f"the page calls it {page.id}, the text {cable.id or _spoken(cable.mrn)}"
        )


def _agree(text: Mrn, page: Mrn) -> bool:
    """Whether the two agree in all the parts that both have."""
    pairs = ((text.year, page.year), (text.post, page.post), (text.number, page.number))
    return all(one is None or other is None or one == other for one, other in pairs)


def _spoken(mrn: Mrn) -> str:
    return " ".join(str(part) for part in (mrn.post, mrn.number) if part) or "nothing"


def _of_level(cable: Cable, page: "Page") -> _Found:
    if not page.classification:
        return
    if cable.classification is None:
        if _is_level(page.classification):
            message = f"the text holds no classification; {page.classification} is that of the page"
            yield Diagnostic("classification-from-page", message)
    elif cable.classification != page.classification:
        message = f"the page says {page.classification}, the text {cable.classification}"
        yield Diagnostic("page-classification-differs", message)


def _of_date(cable: Cable, page: "Page") -> _Found:
    """Compare day and hour. On the pages of 2010 the minutes repeat the hour."""
    found = _DATE.fullmatch(page.created or "")
    dtg = cable.heading.dtg
    if not found or not dtg:
        return
    day, hour = dtg[:10], dtg[11:13]
    if found["day"] != day or (found["hour"] and found["hour"] != hour):
        yield Diagnostic(
            "page-date-differs", f"the page says {page.created}, the text {dtg.replace('T', ' ')}"
        )


def placed(cable: Cable, lines: Sequence[int]) -> Cable:
    """Return the cable with the line numbers of the input, which `lines` gives for each line of its text."""
    at = partial(_at, lines)
    return replace(
        cable,
        diagnostics=tuple(replace(note, line=note.line and at(note.line)) for note in cable.diagnostics),
        leftovers=tuple(
            Leftover((at(rest.lines[0]), at(rest.lines[1])), rest.text) for rest in cable.leftovers
        ),
        elements=partial(_elements, cable.elements, lines),
    )


def _at(lines: Sequence[int], line: int) -> int:
    return lines[min(line, len(lines)) - 1]


def _elements(elements: Callable[[], Iterable[Element]], lines: Sequence[int]) -> Iterator[Element]:
    for element in elements():
        yield element._replace(lines=(_at(lines, element.lines[0]), _at(lines, element.lines[1])))
