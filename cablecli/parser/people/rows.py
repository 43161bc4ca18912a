"""The lines below a label as rows: bullets and numbers off, columns apart, with what the layout says of each."""

from collections.abc import Sequence
from typing import NamedTuple

from cablecli.facts.bullets import BULLETS
from cablecli.facts.words import words as listed
from cablecli.model.role import Role
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens import dates, numbers, portion_markings
from cablecli.parser.tokens.rules import is_rule
from cablecli.patterns import pattern

LONGEST_HEAD = 70  # characters of the head of a side
_MOST = 1000  # rows of a list
LONGEST = 4_000  # characters of a line of people: of 1,600 texts the longest has 1,640
_ASIDES = frozenset(("BEGIN LIST", "END LIST", "MEMBERS:", "OTHER MEMBERS:", "DELEGATION MEMBERS:"))
_BULLET = pattern(
    "bullet or number of a row",
    rf"""(?P<bullet>(?:[-\u2013\u2014]+|[{BULLETS}]+|o(?=[ ])|[¶\ufffd](?![ ]?[0-9])))[ \t]*(?=[^\s\-])
        | (?P<number>[(]?[0-9]{{1,2}}[.)])[ \t]+(?=\S)
        | (?P<letter>[(]?(?:[a-zA-Z]|[ivxIVX]{{2,4}})[.)])[ \t]+(?=\S)""",
)
_DATE = pattern(
    "date that a line begins with",
    rf"""(?:[A-Z][a-z]{{2,6}}day,?[ ])?
        (?:{dates.MONTH}\.?[ ][0-9]{{1,2}}\b | [0-9]{{1,2}}[ ](?:{"|".join(dates.MONTHS)}))""",
    ignore_case=True,
)


class Row(NamedTuple):
    """One line: its `text` without bullet; `page` where a page ends."""

    text: str
    piece: int
    last: int  # the piece of its last line
    size: int  # characters of the whole line, its indent included
    bullet: str = ""
    gap: int = 0  # blank lines before
    page: bool = False
    ruled: bool = False  # a rule below
    indent: int = 0
    opens: bool = False  # a paragraph's number stands before
    tabled: bool = False  # of a table, so that it goes on with none
    single: bool = False  # one person, as a table has it


def joined(rows: Sequence[Row]) -> Row:
    """Rows as one, which ends as the last does; what a hyphen or slash ends goes on without a blank."""
    text = rows[0].text
    for row in rows[1:]:
        text += row.text if text[-1] in "-/" and text[-2:-1].isalnum() else f" {row.text}"
    return rows[0]._replace(text=text, last=rows[-1].last, size=rows[-1].size)


def below(lines: Lines, piece: int, at: int) -> list[Row]:
    """The rows from offset `at` of a piece on, as far as a list may reach."""
    text = lines.text[piece][at:].strip()
    if len(text) > LONGEST:
        return []
    out = [_row(lines, piece, text)] if text else []
    page = False
    for k in range(piece + 1, len(lines)):
        text = lines.text[k]
        if lines.passed[k]:
            page = page or lines.role[k] == Role.PAGE_MARKER
        elif _ends(lines, k, out):
            break
        elif is_rule(text) or text in ("--", "==", "~~", "__"):
            out[-1:] = _ruled(out[-1:], lines.gap[k] == 0)
        elif not _is_aside(text, first=not out):
            out += _below(lines, k, page)
            page = False
    return _numbered(out[:-1] if _ends_in_signature(lines, out) else out)


def _ruled(last: list[Row], close: bool) -> list[Row]:
    """The last row with the rule below it, where that is `close`."""
    return [row._replace(ruled=True) for row in last] if close else last


def is_endless(lines: Lines, piece: int, at: int) -> bool:
    """Whether the people from offset `at` of a piece on stand in a line that is too long to be taken apart."""
    rest = lines.text[piece][at:].strip()
    line = rest or next(iter(lines.text[piece + 1 : piece + 2]), "")
    return len(line) > LONGEST


def _ends(lines: Lines, k: int, rows: list[Row]) -> bool:
    """Whether no list that has these rows reaches piece `k`: something else, a paragraph or a field stands between."""
    paragraph = bool(rows) and rows[-1].opens and len(rows[-1].text) > LONGEST_HEAD
    many = len(rows) > _MOST or len(lines.text[k]) > LONGEST
    return paragraph or many or lines.role[k] != Role.LEFTOVER or _is_field(lines.text[k])


def _ends_in_signature(lines: Lines, rows: list[Row]) -> bool:
    """Whether the text ends in a name in capitals below people in mixed case."""
    if len(rows) < 2 or rows[-1].piece != len(lines) - 1:
        return False
    last = rows[-1].text
    return (
        last.isupper() and last.replace(" ", "").isalpha() and not rows[-2].text.isupper() and last[0] != "X"
    )


def _is_aside(text: str, *, first: bool) -> bool:
    """Whether a line in a list is none of it: its BEGIN and END, `Members:`, a note, the date above the sides."""
    if first and _DATE.match(text):
        return True
    upper = text.upper()
    return upper in _ASIDES or (upper.startswith("(NOTE:") and text[-1] == ")")


def _is_field(text: str) -> bool:
    """Whether a line below a list says who wrote or cleared it, when or where: `Drafted by: Pike`, `Venue: ...`."""
    label, colon, _ = text.partition(":")
    return "://" in text or (bool(colon) and label.lower() in listed("fields_of_memoranda"))


def _below(lines: Lines, k: int, page: bool) -> list[Row]:
    """A line as a row; with a paragraph's number it opens something else, or has its number as a mark."""
    text = lines.text[k]
    number = numbers.numbered(text) if text[0] in numbers.NUMBER_SIGNS else None
    if number and (number.marking or number.pilcrow) and not number.list_like:
        rest = text[number.rest :].strip()
        return [_row(lines, k, rest)._replace(opens=True, gap=1)] if rest else []
    return [_row(lines, k, text)._replace(gap=0 if page or lines.flat else lines.gap[k], page=page)]


def _row(lines: Lines, piece: int, text: str) -> Row:
    begin = lines.start[piece]
    indent = begin - lines.content.rfind("\n", 0, begin) - 1
    size = indent + len(lines.text[piece])
    if found := portion_markings.portion(text) if text[:1] == "(" else None:
        text = text[found[1] :].strip() or text
    found_bullet = _BULLET.match(text)
    if not found_bullet or not text[found_bullet.end() :]:
        return Row(text, piece, piece, size, indent=indent)
    bullet = found_bullet["bullet"] or found_bullet["number"] or found_bullet["letter"]
    return Row(text[found_bullet.end() :], piece, piece, size, bullet, indent=indent)


def _numbered(rows: list[Row]) -> list[Row]:
    """Letters are numbers only where a second follows the first, `B.` or `II.`; else they are initials."""
    letters = [row.bullet.strip("().").lower() for row in rows if _has_letter(row)]
    if not letters or letters[:2] == ["a", "b"] or {"i", "ii"}.issubset(letters):
        return rows
    return [
        row._replace(text=f"{row.bullet} {row.text}", bullet="") if _has_letter(row) else row for row in rows
    ]


def _has_letter(row: Row) -> bool:
    return row.bullet.strip("().").isalpha() and row.bullet != "o"
