"""Reads the date-time group with its precedence: `R 021423Z JUL 07`."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cablecli.facts import tables
from cablecli.parser.tokens.dates import MONTH, MONTHS
from cablecli.patterns import pattern

if TYPE_CHECKING:
    from re import Match
DTG = pattern(
    "date-time group",
    # day, hour, minute, zone, month and year; blanks may be missing, or fall among the figures
    rf"""(?:(?P<precedence>[ZOPRYMW](?:[ ]?[ZOPR])?)[ ]*)?
        (?P<text>(?P<day>[0-9]{{2}})[ ]?(?P<hour>[0-9]{{2}})[ ]?(?P<minute>[0-9]{{2}})[ ]?(?P<zone>[A-Z])[ ]*
        {MONTH}[ ]*(?P<year>[0-9]{{4}}|[0-9][ ]?[0-9]))(?![0-9])""",
    ignore_case=True,
)
_ZONES = {  # hours ahead of UTC by the letter of the zone; J is not used
    "Z": 0,
    **{letter: k for k, letter in enumerate("ABCDEFGHIKLM", 1)},
    **{letter: -k for k, letter in enumerate("NOPQRSTUVWXY", 1)},
}
_FIRST_YEAR, _LAST_YEAR = 1900, 2100  # a year outside them was mis-keyed
PRECEDENCE_LETTERS = "ZOPRYMWzoprymw "  # one or two come before the group
_LOOK_ALIKES = str.maketrans("OoIl", "0011")  # letters typed or read for figures
_FIGURED_MONTHS = str.maketrans("01", "OI")  # `0CT`
_FEWEST_FIGURES = 3  # of the six for day and time; the others may be letters

_UNREAD = pattern(
    "group that cannot be a date-time group",
    # any three letters for a month, a year of any length, and no zone or one read as a figure
    rf"""(?:(?P<precedence>[ZOPRYMW](?:[ ]?[ZOPR])?)[ ]*)?
        (?P<text>(?P<day>[0-9]{{2}})[ ]?(?P<hour>[0-9]{{2}})(?P<minute>[0-9]{{2}})[ ]?(?P<zone>[A-Z27])?[ ]*
        (?P<month>{"|".join(MONTHS)}|[A-Z]{{3}})[A-Z]{{0,6}}[ ]*(?P<year>[0-9]{{1,6}}))(?![0-9])""",
    ignore_case=True,
)
_LETTERED = pattern(
    "date-time group with letters for figures",
    # and figures for Z
    rf"""(?P<lead>(?:[ZOPRYMW](?:[ ]?[ZOPR])?[ ]*)?)(?P<figures>[0-9OoIl]{{6}})
        (?P<blank>[ ]?)[Z27](?P<blanks>[ ]*)(?P<month>{"|".join(MONTHS)}|0CT|N0V)(?P<gap>[A-Z]{{0,6}}[ ]*)
        (?P<year>[0-9OoIl]{{2}})(?![0-9A-Za-z])""",
)


def date_time(text: str) -> "Match[str] | None":
    """The match of DTG at the start of `text`, or None."""
    return DTG.match(text) if text.lstrip(PRECEDENCE_LETTERS)[:2].isdecimal() else None


def any_group(text: str) -> "Match[str] | None":
    """The match of a group at the start of `text`, mended or even if it gives no date; or None."""
    return date_time(text) or lettered_group(text) or _unread_group(text)


def _unread_group(text: str) -> "Match[str] | None":
    """The match of a group with a mis-keyed month, year or zone, which gives no date: `271036Z APR 20009`; or None."""
    return _UNREAD.match(text) if text.lstrip(PRECEDENCE_LETTERS)[:6].isdecimal() else None


def iso_dtg(found: "Match[str]") -> str | None:
    """The time of a group in UTC, as `2007-07-02T07:41Z`; None if its day, hour, zone or year is impossible."""
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
    """The year of a group in four digits, or None if it is impossible."""
    digits: str = found["year"].replace(" ", "")
    year = tables.year_of(int(digits)) if len(digits) == 2 else int(digits)
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else None


def lettered_group(text: str) -> "Match[str] | None":
    """The match of DTG after letters like O have been read as figures, or None: `R O61220Z JUN 75`, `R 0612202 JUN 75`.

    Zone, month and year must be there to prove it.
    """
    found = _LETTERED.match(text)
    if not found or sum(map(str.isdecimal, found["figures"])) < _FEWEST_FIGURES:
        return None
    figures, year = (found[part].translate(_LOOK_ALIKES) for part in ("figures", "year"))
    month = found["month"].translate(_FIGURED_MONTHS)
    zone = f"{found['blank']}Z{found['blanks']}"
    return date_time(f"{found['lead']}{figures}{zone}{month}{found['gap']}{year}")
