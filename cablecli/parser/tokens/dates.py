"""Reads dates, and the declassification instructions that hold them."""

from datetime import date

from cablecli.patterns import pattern
from cablecli.text.blanks import single_spaced

_LABEL = pattern(
    "declassification label",
    r"""(?:DECL(?:AS(?:S(?:IFY|IFIED(?=[ ]+ON\b|[ ]*[:;]))?)?\b(?:[ ]ON\b)?|L|(?!ASSIFIED))[ ]*[:;.]?[ ]*
        |DCL\b:?[ ]*|ON[ ]*:[ ]*)+""",
    ignore_case=True,
)
_AMENDED = pattern("amended order", r"""AS[ ]AMENDED[ ,;:.]*(?=DECL\b|[0-9])""", ignore_case=True)
_WORD = pattern("mis-keyed declassification label", r"""[A-Z]{3,6}[:;][ ]*(?=[0-9])""", ignore_case=True)
_NUMERIC = pattern(
    "numeric date", r"""(?P<a>[0-9]{1,4})[/\-.](?P<b>[0-9]{1,2})[/\-.](?P<c>[0-9]{4}|[0-9]{1,2})(?![0-9/])"""
)
_SPELLED = pattern(
    "spelled date",
    r"""(?:(?P<month1>[A-Z]{3,9})\.?[ ]+(?P<day1>[0-9]{1,2}),?[ ]+
        |(?P<day2>[0-9]{1,2})[ \-]*(?P<month2>[A-Z]{3,9})\.?,?[ \-]*(?=[0-9]{2}))(?P<year>[0-9]{4}|(?<!,[ ])[0-9]{2})
        (?![0-9])""",
    ignore_case=True,
)
_FIRST_YEAR, _LAST_YEAR = 1901, 2100  # a year outside them was mis-keyed
_CENTURY = 70  # two digits stand for 1970 to 2069, since declassification dates lie in the future
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
# For patterns; the name may be in full.
MONTH = rf"(?P<month>{'|'.join(MONTHS)})[A-Z]{{0,6}}"
MONTH_NAME = MONTH.replace("?P<month>", "?:")
MONTH_WORD = rf"""{MONTH_NAME}\.?"""  # perhaps cut short, with its stop


def iso(year: int, month: int, day: int) -> str | None:
    """The date as `2009-02-25`, or None if there is no such day, or no cable can have or name it."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def day_of_year(when: str) -> int:
    """The day of the year, from 1, of an ISO date or of a time that begins with one."""
    return date.fromisoformat(when[:10]).timetuple().tm_yday


def declassification(value: str) -> tuple[str, str | None]:
    """The value of an E.O. line without its DECL label, and its ISO date or None.

    Dates are M/D/Y or Y/M/D (measured: 1,107 and 66; D/M/Y never), D/M/Y only where the first number exceeds 12.
    `DNG:` (downgrade), `OADR`, `MR`, `25X1` and events have no date.
    """
    text = single_spaced(value).strip(" ,;")
    if text[:2].upper() == "AS" and (amended := _AMENDED.match(text)):
        text = text[amended.end() :]  # about the order, not the cable
    label = _LABEL.match(text)
    if label:
        text = text[label.end() :].strip(" ,;")
    if text.upper().startswith("DNG"):
        return text, None
    # GDS, the general schedule, goes before its date
    found = read_date(text.removeprefix("GDS").lstrip(" ,;:"))
    if found is None and (typo := _WORD.match(text)):
        found = read_date(text[typo.end() :])
        text = text[typo.end() :] if found else text
    return text, found


def read_date(text: str) -> str | None:
    """The ISO date that `text` begins with, or None if there is no possible date."""
    found = _NUMERIC.match(text)
    if found:
        return iso(*_order(*found.groups()))
    found = _SPELLED.match(text)
    if found:
        name = (found["month1"] or found["month2"]).upper()[:3]
        if name in MONTHS:
            return iso(_year(found["year"]), MONTHS.index(name) + 1, int(found["day1"] or found["day2"]))
    return None


def _order(a: str, b: str, c: str) -> tuple[int, int, int]:
    if len(a) == 4:
        return int(a), int(b), int(c)
    if len(a) == 3:
        return 0, 0, 0
    year = _year(c)
    month, day = int(a), int(b)
    return (year, day, month) if month > 12 >= day else (year, month, day)


def _year(digits: str) -> int:
    """Four digits as they stand, two as a year from 1970 to 2069, and 0 for other lengths."""
    if len(digits) == 2:
        return 1900 + _CENTURY + (int(digits) - _CENTURY) % 100
    return int(digits) if len(digits) == 4 else 0
