"""Finds the year of a reference: as written with it, or inferred from the cable's own number and date (FORMAT 7.5)."""

from typing import TYPE_CHECKING

from cablecli.facts import tables
from cablecli.model import Mrn
from cablecli.parser.tokens.dates import read_date
from cablecli.patterns import pattern

if TYPE_CHECKING:
    from re import Match

_DATED = pattern(
    "date after a number",
    # introduced by a comma, a bracket, a word, or two of them: `, DATED MAY 2, 1972`
    r"""(?:[ ]?[,(][ ]?(?:(?:OF|DTD\.?|DATED)[ ]+)?|[ ]?(?:OF|DTD\.?|DATED)[ ]+)
        (?P<date>[A-Z0-9][A-Z0-9 ,./\-]{5,18})""",
    ignore_case=True,
)
_GROUP = pattern(
    "date-time group after a number",
    r"""[ ]?[,(]?[ ]?(?:DTG:?[ ]?)?[0-9]{6}Z[ ]?[A-Z]{3}[ ]?(?P<year>[0-9]{2})\b""",
    ignore_case=True,
)
_FIRST_YEAR, _LAST_YEAR = 1965, 2100  # four digits between them may be a year
_OLDEST = 30  # years: two digits after a slash that would make a reference older are the end of a range
_LARGEST = "PARIS"  # sends more than any post but State
_ALL_SEND = 1_000  # any post may have sent as many by the end of January
_NEAR = 30  # numbers that a post may give out while its cable waits for clearance
_JANUARY, _FEBRUARY = 31, 59  # the last day of each month, counted from the start of the year
# Numbers up to 1.5 times the post's average by that day are of this year. Higher ones are of last year in January; in
# February they are only from three times the average on, and below that the year is unknown. The margin is for the
# first days, when the average is near zero.
_MAY_BE_SENT, _IS_NOT_SENT, _MARGIN = 1.5, 3, 100


def written(found: "Match[str]", own: Mrn) -> int | None:
    """The year written with a post and number, before or after them, or None."""
    for group in ("year", "within", "bracket", "after", "slash"):
        if part := found[group]:
            year = full(part.lstrip("'"), own)
            # after a slash or dash, an old year is the end of a range: `BAGHDAD 3565-67`
            if year and (group != "slash" or own.year is None or own.year - year < _OLDEST):
                return year
    return None


def is_written(found: "Match[str]") -> bool:
    """Whether a year is written before or behind a post and number. Between them it may be another number."""
    return bool(found["year"] or found["bracket"] or found["after"])


def of_date_after(text: str, at: int, own: Mrn) -> int | None:
    """The year of a date after a number: `STATE 122604 (MAY 7, 1973)`, `OF 7 MAY 73`, `(DTG 071402Z MAY 73)`."""
    if group := _GROUP.match(text, at):
        return full(group["year"], own)
    found = _DATED.match(text, at)
    date = read_date(found["date"]) if found else None
    return full(date[:4], own) if date else None


def full(digits: str, own: Mrn) -> int | None:
    """A written year in full, with O read as zero; None if it is later than the cable's own."""
    digits = digits.upper().replace("O", "0")
    year = int(digits) if len(digits) == 4 else tables.year_of(int(digits))
    return year if may_be_year(year, own) else None


def may_be_year(number: int, own: Mrn) -> bool:
    """Whether a number may be a year not later than the cable's own, so that it must not be taken for a serial."""
    return _FIRST_YEAR < number <= (own.year or _LAST_YEAR)


def infer(post: str, number: int, own: Mrn, day: int | None) -> int | None:
    """The year of a reference that names none: the cable's own or the year before; None if both fit (FORMAT 7.5).

    For the cable's own post, a number well above the cable's own is last year's. For other posts, a number is last
    year's if the cable's `day` is in January or February and the post cannot have sent so many by then.
    """
    if own.year is None:
        return None
    if own.post == post and own.number is not None:
        near = number - own.number <= max(_NEAR, own.number // 4)
        return own.year if number <= own.number or near else own.year - 1
    if day is None or day > _FEBRUARY:
        return own.year
    volume = tables.annual_volume(post, own.year)
    if volume is None:
        return _unmeasured(number, own.year, own.number, day)
    return _measured(number, own.year, volume * day / 365, day)


def _measured(number: int, year: int, sent: float, day: int) -> int | None:
    """The year of a reference to a post that has sent about `sent` cables so far this year."""
    if number <= sent * _MAY_BE_SENT + _MARGIN:
        return year
    return year - 1 if day <= _JANUARY or number > sent * _IS_NOT_SENT + _MARGIN else None


def _unmeasured(number: int, year: int, own: int | None, day: int) -> int | None:
    """The year of a reference to a post of unknown volume, judged by the largest post and the cable's own number."""
    if number <= _ALL_SEND or day > _JANUARY:
        return year
    largest = (tables.annual_volume(_LARGEST, year) or 0) * day / 365
    return year - 1 if own and number > max(largest, own) * _MAY_BE_SENT + _MARGIN else None
