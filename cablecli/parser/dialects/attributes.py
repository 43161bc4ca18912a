"""Reads the `Message Attributes` of a 1973-79 archive record: names and values (FORMAT 1.8).

The names are in alphabetical order. A value goes on over the next lines, indented or not, until a new name comes. A
line with a colon opens an attribute if its name is known, or fits the alphabetical order.
"""

from collections.abc import Iterator
from typing import NamedTuple

from cablecli.facts.words import words
from cablecli.model import Element, Span
from cablecli.model.role import Role
from cablecli.parser.lines.normal import join_words
from cablecli.parser.lines.stamps import is_stamp
from cablecli.parser.tokens.dates import MONTHS, iso
from cablecli.patterns import pattern

LABEL = "Message Attributes"
_NAME = pattern("unknown name of an attribute", r"""[A-Z][A-Za-z]{2,20}(?:[ ][A-Z][A-Za-z]{0,20}){0,3}""")
_STAMPED = ("Markings", "Review Markings")  # attributes whose value is a stamp; other stamps belong to pages
# What the archive writes where there is no date.
_NO_DATE = pattern("no date", r"""01[ \-]JAN[ \-]1960(?:[ ]12:00:00[ ]AM)?""", ignore_case=True)
_DATE = pattern(
    "date of an attribute",
    # `01 JAN 1994`, `25-feb-1975`; the month may be in full
    r"""(?P<day>[0-9]{1,2})[ \-](?P<month>[A-Z]{3})[A-Z]{0,6}[ \-](?P<year>[0-9]{4})(?![0-9])""",
    ignore_case=True,
)
_NUMBER = pattern(
    "document number",
    r"""(?P<year>19[0-9]{2})(?P<post>[A-Z]{3,8})(?P<number>[0-9]{4,6})[A-Z]?""",
    ignore_case=True,
)


class Line(NamedTuple):
    """A line of the attributes, stripped, with its number and offset."""

    number: int
    at: int
    text: str


class DocumentNumber(NamedTuple):
    """The parts of `1975VALLET00347`, where the post is cut to six letters."""

    year: int
    post: str
    number: int


class Attributes(NamedTuple):
    """The attributes in order: their values, and their lines. Lines above the first name are under `""`."""

    values: dict[str, str | None]
    lines: dict[str, list[Line]]

    @property
    def elements(self) -> tuple[Element, ...]:
        """All lines, each with its role and the name of its attribute."""
        return tuple(_element(name, line) for name, lines in self.lines.items() for line in lines)

    @property
    def above(self) -> tuple[Element, ...]:
        """The lines above the first name, the only ones that may be of no attribute."""
        return tuple(_element("", line) for line in self.lines.get("", ()))

    def line(self, name: str) -> int:
        """The line on which an attribute begins."""
        return self.lines[name][0].number

    def date(self, name: str) -> str | None:
        """The ISO date of an attribute; the archive writes dates in three spellings."""
        found = _DATE.match(self.values.get(name) or "")
        month = found["month"].upper() if found else ""
        if not found or month not in MONTHS:
            return None
        return iso(int(found["year"]), MONTHS.index(month) + 1, int(found["day"]))

    def sent(self) -> tuple[str, str] | None:
        """(name, ISO date) of the day of the telegram: `Draft Date`, in the data of 1977 `Sent Date`."""
        for name in ("Draft Date", "Sent Date"):
            if found := self.date(name):
                return name, found
        return None

    def number(self) -> DocumentNumber | None:
        """The parts of `Document Number`; not unique: up to 52 records share one."""
        found = _NUMBER.fullmatch(self.values.get("Document Number") or "")
        return found and DocumentNumber(int(found["year"]), found["post"].upper(), int(found["number"]))


def read(content: str, start: int, stop: int) -> Attributes:
    """Read the attributes between two offsets, the first of which is at the line `Message Attributes`."""
    values: dict[str, list[str]] = {"": []}
    runs: dict[str, list[Line]] = {"": []}
    name = ""  # of the lines above the first name
    lines = list(_lines(content, start, stop))
    names = _names(lines)
    for line in lines:
        opened = names.get(line.number)
        value = line.text
        if opened is not None and opened not in values:
            name, value = opened, line.text.partition(":")[2]
            values[name], runs[name] = [], []
        if name in _STAMPED or not is_stamp(line.text):
            values[name].append(value.strip())
        runs[name].append(line)
    del values[""]
    return Attributes({key: _value(parts) for key, parts in values.items()}, runs)


def _names(lines: list[Line]) -> dict[int, str]:
    """The names of the attributes, by the number of the line that opens them."""
    known = words("archive-attributes")
    found: dict[int, str] = {}
    after = ""  # the next known name below
    for line in reversed(lines):
        name, colon, _ = line.text.partition(":")
        if colon and name.rstrip() in known:
            after = found[line.number] = name.rstrip()
        elif colon and _NAME.fullmatch(name) and name < after:
            found[line.number] = name
    before = ""
    # An unknown name out of alphabetical order is part of a value.
    for line in lines:
        name = found.get(line.number, before)
        if name < before and name not in known:
            del found[line.number]
        else:
            before = name
    return found


def _element(name: str, line: Line) -> Element:
    """A line with its role. Above the first name only the label and stamps are claimed."""
    rule, role = name, Role.FIELD if name else Role.LEFTOVER
    if name not in _STAMPED and is_stamp(line.text):
        rule, role = "stamp", Role.STAMP
    elif not name and line.text == LABEL:
        rule, role = "label of the archive", Role.FURNITURE
    return Element(role, Span(line.at, line.at + len(line.text)), (line.number, line.number), rule)


def _lines(content: str, start: int, stop: int) -> Iterator[Line]:
    """The lines with text between two offsets."""
    number, at = content.count("\n", 0, start) + 1, start
    for raw in content[start:stop].split("\n"):
        text = raw.strip()
        if text:
            yield Line(number, at + raw.index(text[0]), text)
        number, at = number + 1, at + len(raw) + 1


def _value(parts: list[str]) -> str | None:
    """The value on one line, or None for `n/a` and for the date that means none (FORMAT 1.8)."""
    text = join_words(part for part in parts if part)
    empty = text.casefold() in ("", "n/a") or (text.startswith("01") and _NO_DATE.fullmatch(text))
    return None if empty else text
