"""The date-time group: `R 021423Z JUL 07`, with its precedence."""

from typing import TYPE_CHECKING

from cablecli.facts import tables
from cablecli.parser.tokens.dates import MONTH, MONTHS, iso
from cablecli.patterns import pattern

if TYPE_CHECKING:
    from re import Match
DTG = pattern(
    "date-time group",
    rf"""(?:(?P<precedence>[ZOPRYMW](?:[ ]?[ZOPR])?)[ ]+)?
        (?P<text>(?P<day>[0-9]{{2}})[ ]?(?P<hour>[0-9]{{2}})(?P<minute>[0-9]{{2}})[ ]?(?P<zone>[A-Z])[ ]*
        {MONTH}[ ]*(?P<year>[0-9]{{4}}|[0-9][ ]?[0-9]))(?![0-9])""",
    ignore_case=True,
)
_PRECEDENCE_LETTERS = "ZOPRYMWzoprymw "  # one or two stand before the group


def date_time(text: str) -> "Match[str] | None":
    """The match of DTG at the start of `text`; most lines have no digits there."""
    return DTG.match(text) if text.lstrip(_PRECEDENCE_LETTERS)[:2].isdigit() else None


def iso_dtg(found: "Match[str]") -> str | None:
    """`2007-07-02T07:41Z` from a match of DTG; None where the day or hour cannot be."""
    day, hour, minute, zone, month = found.group("day", "hour", "minute", "zone", "month")
    if zone not in "Zz" or hour > "23" or minute > "59":
        return None
    written = iso(dtg_year(found), MONTHS.index(month.upper()) + 1, int(day))
    return f"{written}T{hour}:{minute}Z" if written else None


def dtg_year(found: "Match[str]") -> int:
    """The year of a match of DTG, in four digits."""
    digits: str = found["year"].replace(" ", "")
    return int(digits) if len(digits) == 4 else tables.year_of(int(digits))
