"""Reads the `Message Attributes` of a 1973-79 archive record: names and values (FORMAT 1.8).

The names are in alphabetical order. A value goes on over the next lines, indented or not, until a new name comes. A
line with a colon opens an attribute if its name is known, or fits the alphabetical order.
"""

from collections.abc import Iterator
from itertools import filterfalse, takewhile
from typing import NamedTuple

from cablecli.facts.words import words
from cablecli.model import Element, Span
from cablecli.model.role import Role
from cablecli.parser.body.behind import is_of_text
from cablecli.parser.lines.normal import join_words
from cablecli.parser.lines.stamps import is_stamp
from cablecli.parser.tokens.dates import read_date
from cablecli.patterns import pattern
from cablecli.text.blanks import single_spaced

LABEL = "Message Attributes"
_STAMPED = ("Markings", "Review Markings")  # attributes whose value is a stamp; other stamps belong to pages
_NAME = pattern("unknown name of an attribute", r"""[A-Z][A-Za-z]{2,20}(?:[ ][A-Z][A-Za-z]{0,20}){0,3}""")
# What the archive writes where there is no date.
_NO_DATE = pattern("no date", r"""01[ \-]JAN[ \-]1960(?:[ ]12:00:00[ ]AM)?""", ignore_case=True)
_NUMBER = pattern(
    "document number",
    r"""(?P<year>19[0-9]{2})(?P<post>[A-Z]{3,8})(?P<number>[0-9]{4,6})[A-Z]?""",
    ignore_case=True,
)


class DocumentNumber(NamedTuple):
    """The parts of `1975VALLET00347`, where the post is cut to six letters."""

    year: int
    post: str
    number: int


class Attributes(NamedTuple):
    """The attributes in order: their values, and the numbers of the lines on which they begin."""

    values: dict[str, str | None]
    lines: dict[str, int]
    content: str = ""
    start: int = 0
    stop: int = 0

    @property
    def elements(self) -> tuple[Element, ...]:
        """All lines, each with its role and the name of its attribute."""
        return tuple(self._elements())

    @property
    def above(self) -> tuple[Element, ...]:
        """The lines above the first name, the only ones that may be of no attribute."""
        first = next(iter(self.lines.values()), 0)
        return tuple(takewhile(lambda one: one.lines[0] < first, self._elements()))

    def _elements(self) -> Iterator[Element]:
        names = {number: name for name, number in self.lines.items()}
        name, at = "", self.start  # no name for the lines above the first
        for number, line in enumerate(self.content[at : self.stop].split("\n"), _number(self.content, at)):
            name = names.get(number, name)
            if text := line.strip():
                start = at + line.index(text[0])
                role, rule = _role(name, text)
                yield Element(role, Span(start, start + len(text)), (number, number), rule)
            at += len(line) + 1

    def date(self, name: str) -> str | None:
        """The ISO date of an attribute, as `01 JAN 1994` or `25-feb-1975`."""
        return read_date(self.values.get(name) or "")

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
    """Read the attributes between two offsets, the first of which is at the line `Message Attributes`.

    They may end before the second, where text of another kind follows.
    """
    lines = content[start:stop].split("\n")
    texts = list(map(str.strip, lines))
    openings = _openings(texts)
    if (end := _end(texts, max(openings.values(), default=0))) < len(texts):
        texts = texts[:end]
        stop = start + len("\n".join(lines[:end]))
    values: dict[str, str | None] = {}
    for (name, first), end in zip(openings.items(), [*openings.values(), len(texts)][1:], strict=True):
        value = texts[first].partition(":")[2].strip()
        if end > first + 1:
            # where stamps are the value, one that repeats it is the page's own
            passed = value.__eq__ if name in _STAMPED else is_stamp
            value = join_words(filter(None, (value, *filterfalse(passed, texts[first + 1 : end]))))
        values[name] = _value(value)
    top = _number(content, start)
    return Attributes(values, {name: top + k for name, k in openings.items()}, content, start, stop)


def _number(content: str, at: int) -> int:
    """The number of the line that holds the character at `at`."""
    return content.count("\n", 0, at) + 1


def _openings(texts: list[str]) -> dict[str, int]:
    """The place of the line that opens each attribute, by its name."""
    known = words("archive-attributes")
    found: list[tuple[str, int]] = []
    after = ""  # the next known name below
    for k in range(len(texts) - 1, -1, -1):
        name, colon, _ = texts[k].partition(":")
        if colon and (stripped := name.rstrip()) in known:
            after = stripped
            found.append((after, k))
        elif colon and _NAME.fullmatch(name) and name < after:
            found.append((name, k))
    openings: dict[str, int] = {}
    before = ""
    for name, k in reversed(found):
        # An unknown name out of alphabetical order is part of a value, and so is a name that comes again.
        if name >= before or name in known:
            before = name
            openings.setdefault(name, k)
    return openings


def _end(texts: list[str], last: int) -> int:
    """The line below the `last` attribute with which text of another kind begins, a letter or a note."""

    def begins(k: int) -> bool:
        return bool(texts[k]) and not texts[k - 1] and not is_stamp(texts[k])

    first = next(filter(begins, range(last + 1, len(texts))), len(texts))
    return first if any(map(is_of_text, texts[first:])) else len(texts)


def _role(name: str, text: str) -> tuple[Role, str]:
    """The role of a line and its rule. Above the first name only the label and stamps are claimed."""
    if name not in _STAMPED and is_stamp(text):
        return Role.STAMP, "stamp"
    if not name and text == LABEL:
        return Role.FURNITURE, "label of the archive"
    return Role.FIELD if name else Role.LEFTOVER, name


def _value(text: str) -> str | None:
    """The value single-spaced, or None for `n/a` and for the date that means none (FORMAT 1.8)."""
    if text in ("", "n/a", "N/A") or (text.startswith("01") and _NO_DATE.fullmatch(text)):
        return None
    return single_spaced(text)
