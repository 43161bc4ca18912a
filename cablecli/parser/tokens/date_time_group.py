"""The date-time group: `R 021423Z JUL 07`, with its precedence."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cablecli.facts import tables
from cablecli.parser.tokens.dates import MONTH, MONTHS
from cablecli.patterns import pattern

if TYPE_CHECKING:
    from re import Match
DTG = pattern(
    "date-time group",
    # also without the blanks in it, or with one among its figures; `DDHHMM`, the zone, month and year
    rf"""(?:(?P<precedence>[ZOPRYMW](?:[ ]?[ZOPR])?)[ ]+)?
        (?P<text>(?P<day>[0-9]{{2}})[ ]?(?P<hour>[0-9]{{2}})[ ]?(?P<minute>[0-9]{{2}})[ ]?(?P<zone>[A-Z])[ ]*
        {MONTH}[ ]*(?P<year>[0-9]{{4}}|[0-9][ ]?[0-9]))(?![0-9])""",
    ignore_case=True,
)
_ZONES = {
    "Z": 0,
    **{letter: k for k, letter in enumerate("ABCDEFGHIKLM", 1)},
    **{  # hours ahead of UTC; J is none
        letter: -k for k, letter in enumerate("NOPQRSTUVWXY", 1)
    },
}
_FIRST_YEAR, _LAST_YEAR = 1900, 2100  # a year outside them was mis-keyed
_PRECEDENCE_LETTERS = "ZOPRYMWzoprymw "  # one or two stand before the group
_LOOK_ALIKES = str.maketrans("OoIl", "0011")  # letters that stand where only figures can
_FIGURED_MONTHS = str.maketrans("01", "OI")  # `0CT`
_FEWEST_FIGURES = 3  # of the six

_UNREAD = pattern(
    "group that cannot be a date-time group",
    # any three letters for a month, a year of any length, no zone or one that a scanner took for a figure
    rf"""(?:(?P<precedence>[ZOPRYMW](?:[ ]?[ZOPR])?)[ ]+)?
        (?P<text>(?P<day>[0-9]{{2}})[ ]?(?P<hour>[0-9]{{2}})(?P<minute>[0-9]{{2}})[ ]?(?P<zone>[A-Z27])?[ ]*
        (?P<month>{"|".join(MONTHS)}|[A-Z]{{3}})[A-Z]{{0,6}}[ ]*(?P<year>[0-9]{{1,6}}))(?![0-9])""",
    ignore_case=True,
)
_LETTERED = pattern(
    "date-time group with letters for figures",
    rf"""(?P<lead>(?:[ZOPRYMW](?:[ ]?[ZOPR])?[ ]+)?)(?P<figures>[0-9OoIl]{{6}})
        (?P<zone>[ ]?Z[ ]*)(?P<month>{"|".join(MONTHS)}|0CT|N0V)(?P<gap>[A-Z]{{0,6}}[ ]*)(?P<year>[0-9OoIl]{{2}})
        (?![0-9A-Za-z])""",
)


def date_time(text: str) -> "Match[str] | None":
    """The match of DTG at the start of `text`; most lines have no digits there."""
    return DTG.match(text) if text.lstrip(_PRECEDENCE_LETTERS)[:2].isdecimal() else None


def unread_group(text: str) -> "Match[str] | None":
    """The match of a group with a mis-keyed month, year or zone: `271036Z APR 20009`; it stands for no date."""
    return _UNREAD.match(text) if text.lstrip(_PRECEDENCE_LETTERS)[:6].isdecimal() else None


def iso_dtg(found: "Match[str]") -> str | None:
    """`2007-07-02T07:41Z` from a match of either; the time in UTC. None where the day, hour, zone or year cannot be."""
    day, hour, minute, zone, month = found.group("day", "hour", "minute", "zone", "month")
    year = dtg_year(found)
    if year is None or month.upper() not in MONTHS or (zone or "").upper() not in _ZONES:
        return None
    ahead = timedelta(hours=_ZONES[zone.upper()])
    try:
        local = datetime(year, MONTHS.index(month.upper()) + 1, int(day), int(hour), int(minute))
    except ValueError:
        return None
    return f"{(local - ahead).isoformat(timespec='minutes')}Z"


def dtg_year(found: "Match[str]") -> int | None:
    """The year of a match, in four digits; None where it cannot be one."""
    digits: str = found["year"].replace(" ", "")
    year = tables.year_of(int(digits)) if len(digits) == 2 else int(digits)
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else None


def lettered_group(text: str) -> "Match[str] | None":
    """The match of DTG in `text` with figures for the letters that look like them: `R O61220Z JUN 75`.

    The zone, a month and a year prove it.
    """
    found = _LETTERED.match(text)
    if not found or sum(map(str.isdecimal, found["figures"])) < _FEWEST_FIGURES:
        return None
    figures, year = (found[part].translate(_LOOK_ALIKES) for part in ("figures", "year"))
    month = found["month"].translate(_FIGURED_MONTHS)
    return date_time(f"{found['lead']}{figures}{found['zone']}{month}{found['gap']}{year}")
