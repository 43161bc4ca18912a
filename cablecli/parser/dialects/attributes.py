"""The `Message Attributes` of a 1973-79 archive record: names, values, and what they are worth (FORMAT 1.8).

A value goes on over the following lines, indented or not, until the next known name that has not come yet; a line
with a colon is no attribute unless its name is known (FORMAT 1.8).
"""

from collections.abc import Iterator
from typing import NamedTuple

from cablecli.model import Element, Span
from cablecli.model.role import Role
from cablecli.parser.lines.normal import join_words
from cablecli.parser.lines.stamps import is_stamp
from cablecli.parser.tokens.dates import MONTHS, iso
from cablecli.patterns import pattern

NAMES = frozenset(
    name.strip()
    for name in """Automatic Decaptioning|Capture Date|Channel Indicators|Current Classification|Concepts
    |Control Number|Copy|Draft Date|Sent Date|Decaption Date|Decaption Note|Disposition Action
    |Disposition Approved on Date|Disposition Authority|Disposition Case Number|Disposition Comment
    |Disposition Date|Disposition Event|Disposition History|Disposition Reason|Disposition Remarks
    |Document Number|Document Source|Document Unique ID|Drafter|Enclosure|Errors|Executive Order|Film Number
    |From|Handling Restrictions|Image Path|ISecure|Legacy Key|Line Count|Litigation Code IDs|Litigation Codes
    |Litigation History|Locator|Markings|Message ID|Office|Original Classification
    |Original Handling Restrictions|Original Previous Classification|Original Previous Handling Restrictions
    |Page Count|Previous Channel Indicators|Previous Classification|Previous Handling Restrictions|Reference
    |Retention|Review Action|Review Authority|Review Comment|Review Content Flags|Review Date|Review Event
    |Review Exemptions|Review History|Review Markings|Review Media Identifier|Review Referrals
    |Review Release Date|Review Release Event|Review Transfer Date|Review Withdrawn Fields|SAS ID|Secure
    |Status|Subject|TAGS|To|Type""".split("|")
)
_STAMPED = ("Markings", "Review Markings")  # whose value is a stamp; elsewhere one is a page's
_NO_DATE = pattern("no date", r"""01[ \-]JAN[ \-]1960(?:[ ]12:00:00[ ]AM)?""", ignore_case=True)
_DATE = pattern(
    "date of an attribute",
    r"""(?P<day>[0-9]{1,2})[ \-](?P<month>[A-Z]{3})[A-Z]{0,6}[ \-](?P<year>[0-9]{4})(?![0-9])""",
    ignore_case=True,
)
_NUMBER = pattern(
    "document number",
    r"""(?P<year>19[0-9]{2})(?P<post>[A-Z]{3,8})(?P<number>[0-9]{4,6})[A-Z]?""",
    ignore_case=True,
)


class _Line(NamedTuple):
    number: int
    at: int
    text: str


class DocumentNumber(NamedTuple):
    """`1975VALLET00347`: the post is cut to six letters."""

    year: int
    post: str
    number: int


class Attributes(NamedTuple):
    """Names and values in their order, the line of each, and their place in the text."""

    values: dict[str, str | None]
    line: dict[str, int]
    elements: tuple[Element, ...]

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
    """The attributes between two offsets, behind the line `Message Attributes`."""
    values: dict[str, list[str]] = {"": []}
    runs: dict[str, list[_Line]] = {"": []}
    name = ""  # what stands above the first name belongs to none
    for line in _lines(content, start, stop):
        found, colon, value = line.text.partition(":")
        if colon and found.rstrip() in NAMES and found.rstrip() not in values:
            name = found.rstrip()
            values[name], runs[name] = [], []
        else:
            value = line.text
        if name in _STAMPED or not is_stamp(line.text):
            values[name].append(value.strip())
        runs[name].append(line)
    elements = tuple(_element(key, run) for key, run in runs.items() if run)
    del values[""]
    return Attributes(
        {key: _value(parts) for key, parts in values.items()},
        {key: runs[key][0].number for key in values},
        elements,
    )


def _element(name: str, run: list[_Line]) -> Element:
    span = Span(run[0].at, run[-1].at + len(run[-1].text))
    role = Role.FIELD if name else Role.FURNITURE
    return Element(role, span, (run[0].number, run[-1].number), name or "label of the archive")


def _lines(content: str, start: int, stop: int) -> Iterator[_Line]:
    """The lines with text from `start` to `stop`, stripped, with number and offset."""
    number, at = content.count("\n", 0, start) + 1, start
    for raw in content[start:stop].split("\n"):
        text = raw.strip()
        if text:
            yield _Line(number, at + raw.index(text[0]), text)
        number, at = number + 1, at + len(raw) + 1


def _value(parts: list[str]) -> str | None:
    """The value on one line; null for `n/a` and for the date that stands for none (FORMAT 1.8)."""
    text = join_words(part for part in parts if part)
    return None if text.casefold() in ("", "n/a") or _NO_DATE.fullmatch(text) else text
