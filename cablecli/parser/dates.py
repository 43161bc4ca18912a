"""Declassification instructions and their dates."""

from cablecli.parser.envelope import MONTHS
from cablecli.parser.pattern import Pattern

_LABEL = Pattern(
    "declassification label",
    r"""(?:DECL(?:ASSIFY[ ]ON|L)?[ ]*[:;.]?[ ]*|DCL\b:?[ ]*|ON[ ]*:[ ]*)+""",
    ignore_case=True,
)
_WORD = Pattern("mis-keyed declassification label", r"""[A-Z]{3,6}[:;][ ]*(?=[0-9])""", ignore_case=True)
_NUMERIC = Pattern(
    "numeric date", r"""(?P<a>[0-9]{1,4})[/\-.](?P<b>[0-9]{1,2})[/\-.](?P<c>[0-9]{4}|[0-9]{1,2})(?![0-9/])"""
)
_SPELLED = Pattern(
    "spelled date",
    r"""(?:(?P<month1>[A-Z]{3,9})\.?[ ]+(?P<day1>[0-9]{1,2}),?[ ]+
        |(?P<day2>[0-9]{1,2})[ ]+(?P<month2>[A-Z]{3,9})\.?,?[ ]+)(?P<year>[0-9]{4})(?![0-9])""",
    ignore_case=True,
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def declassification(value: str) -> tuple[str, str | None]:
    """(text without its DECL label, ISO date or None) of an E.O. line's value.

    Dates are M/D/Y or Y/M/D (measured: 1,107 and 66; D/M/Y never), D/M/Y only where the first number exceeds 12.
    `DNG:` (downgrade), `OADR`, `MR`, `25X1` and events have no date.
    """
    text = " ".join(value.split()).strip(" ,;")
    label = _LABEL.match(text)
    if label and label.end() < len(text) + 1:
        text = text[label.end() :].strip(" ,;")
    if text.upper().startswith("DNG"):
        return text, None
    date = read_date(text)
    if date is None and (typo := _WORD.match(text)):
        date = read_date(text[typo.end() :])
        text = text[typo.end() :] if date else text
    return text, date


def read_date(text: str) -> str | None:
    """The ISO date that `text` begins with, or None where it begins with none that can be."""
    found = _NUMERIC.match(text)
    if found:
        return _iso(*_order(found["a"], found["b"], found["c"]))
    found = _SPELLED.match(text)
    if found:
        name = (found["month1"] or found["month2"]).upper()[:3]
        if name in MONTHS:
            return _iso(int(found["year"]), MONTHS.index(name) + 1, int(found["day1"] or found["day2"]))
    return None


def _order(a: str, b: str, c: str) -> tuple[int, int, int]:
    if len(a) == 4:
        return int(a), int(b), int(c)
    if len(a) == 3:
        return 0, 0, 0
    year = int(c) if len(c) == 4 else 2000 + int(c) if len(c) == 2 else 0
    month, day = int(a), int(b)
    return (year, day, month) if month > 12 >= day else (year, month, day)


def _iso(year: int, month: int, day: int) -> str | None:
    if not (1900 < year < 2200 and 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]):
        return None
    return f"{year:04}-{month:02}-{day:02}"
