"""The lines below a label as rows: bullets and numbers off, columns apart, with what the layout says of each."""

from collections.abc import Sequence
from typing import NamedTuple

from cablecli.facts.bullets import BULLETS
from cablecli.facts.words import words as listed
from cablecli.model.role import Role
from cablecli.parser.lines.index import Lines
from cablecli.parser.people import evidence as e
from cablecli.parser.people import sides
from cablecli.parser.people.words import kinds
from cablecli.parser.tokens import classification, dates, numbers, portion_markings
from cablecli.parser.tokens.rules import is_rule
from cablecli.patterns import pattern

LONGEST_HEAD = 70  # characters of the head of a side
MOST_ROWS = 600  # of a list
_MOST_ALIKE = 3  # rows running that say the same (`Interpreter`), or head others: a side, a unit, an office
_LINES_ABOVE = 8  # of a paragraph before the label in it
LONGEST = 4_000  # characters of a line of people: of 1,600 texts the longest has 1,640
_SHORT_RULES = frozenset(("--", "==", "~~", "__"))
_LEADER, _AFTER_HEAD = ".....", ":   "
_ASIDES = frozenset(("BEGIN LIST", "END LIST", "MEMBERS:", "OTHER MEMBERS:", "DELEGATION MEMBERS:"))
_OF_PAGES = (Role.PAGE_MARKER, Role.BANNER, Role.REPEATED_HEADING)
_BULLET = pattern(
    "bullet or number of a row",
    rf"""(?P<bullet>(?:[-\u2013\u2014]++|[{BULLETS}]++|o(?=[ ])|O(?=[ ]{{2}})|[¶\ufffd](?![ ]?[0-9])
            |(?:[+?]|>{{1,2}})(?=[ ])))  # `?` is what a copy may leave of a bullet
            [ \t]*(?=[^\s\-])
            (?!.*(?:[ \-]-|\*)$)  # the same on both sides frames a head: `-- Malta --`
        | (?P<number>[(]?[0-9]{{1,2}}[.)]|[#][0-9]{{1,2}}[.):]?)[ \t]+(?=\S)
        | (?P<letter>[(]?(?:[a-zA-Z]|[ivxIVX]{{2,4}})[.)])[ \t]+(?=\S)(?![(][0-9][)])""",
)
_QUOTES = frozenset("\"\u201d'")
_COMMA_IN_QUOTES = pattern("comma inside the quotes that end", r"""(?<=\w),(?P<quote>["\u201d'])(?=\s|$)""")
_ROUTING = pattern(
    "line of a transmission heading",
    r"""VZCZC[A-Z]{3} | ZN[RY][ ][A-Z]{5} | (?:TO|INFO)[ ]R[A-Z]{3,7}/ | DE[ ]R[A-Z]{3,7}[ ]\#""",
)
_UNCOUNTED = ("", "o", "O")  # a bullet that is a letter, and none
_PAGE = pattern("worn page marker", r"""PAGE[ ][0-9]""")
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
    if len(rows) == 1:
        return rows[0]
    text = rows[0].text
    for row in rows[1:]:
        text += row.text if text[-1] in "-/" and text[-2:-1].isalnum() else f" {row.text}"
    return rows[0]._replace(text=text, last=rows[-1].last, size=rows[-1].size)


def below(lines: Lines, piece: int, at: int, most: int = MOST_ROWS) -> list[Row]:
    """The rows from offset `at` of a piece on, as far as a list may reach, but not many more than `most`."""
    text = lines.text[piece][at:].strip()
    if len(text) > LONGEST:
        return []
    out = [_row(lines, piece, text)] if text else []
    number = _number_above(lines, piece) if at else None
    page, gap = False, 0
    for k in range(piece + 1, len(lines)):
        text = lines.text[k]
        if lines.passed[k]:
            page |= lines.role[k] in _OF_PAGES
        elif len(out) >= most or _ends(lines, k, out):
            break
        elif is_rule(text) or text in _SHORT_RULES:
            _underline(out, lines.gap[k])
            gap = max(gap, lines.gap[k])
        elif not _is_aside(text, first=not out):
            out += _below(lines, k, page, gap, number)
            page, gap = False, 0
            number = _number_after(out[-1], text, number) if out else number
    return _numbered(_above_end(lines, out))


def _number_above(lines: Lines, piece: int) -> numbers.Number | None:
    """The number of the paragraph that a label stands in or, as a heading, below: `JULY` / `20. BORG LEFT` has none."""
    for k in range(piece, max(piece - _LINES_ABOVE, -1), -1):
        begins = lines.text[k][0] in numbers.NUMBER_SIGNS and (k == piece or lines.gap[k] > 0)
        if begins and (number := numbers.numbered(lines.text[k])):
            return number
    return None


def _number_after(row: Row, text: str, number: numbers.Number | None) -> numbers.Number | None:
    """The number that the next paragraph's follows, after a row; None where the people have numbers of their own."""
    if row.bullet.strip("(#.:)").isdigit():
        return None
    return numbers.numbered(text) if row.opens else number


def _underline(rows: list[Row], gap: int) -> None:
    """Tell the last row of a rule so many blank lines below it."""
    if rows and not (gap or rows[-1].ruled):
        rows[-1] = rows[-1]._replace(ruled=True)


def is_endless(lines: Lines, piece: int, at: int) -> bool:
    """Whether the people from offset `at` of a piece on stand in a line that is too long to be taken apart."""
    rest = lines.text[piece][at:].strip()
    line = rest or next(iter(lines.text[piece + 1 : piece + 2]), "")
    return len(line) > LONGEST


def _ends(lines: Lines, k: int, rows: list[Row]) -> bool:
    """Whether no list that has these rows reaches piece `k`: something else, a paragraph or a field stands between."""
    text = lines.text[k]
    if lines.role[k] != Role.LEFTOVER or len(text) > LONGEST:
        return True
    long = bool(rows) and rows[-1].opens and len(rows[-1].text) > LONGEST_HEAD
    paragraph = long and not sides.opens(rows[-1].text)
    return paragraph or _is_field(text) or _is_one_too_many(lines, text, rows[-_MOST_ALIKE:])


def _is_one_too_many(lines: Lines, text: str, above: list[Row]) -> bool:
    """Whether a line says what the rows above it say, each, or they and it are heads over nobody.

    No list is so; without this a text of one line again and again would cost thirty times the usual.
    """
    if len(above) < _MOST_ALIKE:
        return False
    again = all(text == lines.text[row.piece] for row in above) and e.REDACTED not in kinds(text)
    return again or (text[-1] == ":" and all(row.text[-1] == ":" for row in above))


def _is_field(text: str) -> bool:
    """Whether a line tells who wrote or cleared the text, when or where, or is of the heading of a section or cable."""
    level = classification.classification_line(text)
    if (level and level.serial) or (text[0] in "VZTID" and _ROUTING.match(text)):
        return True
    return ":" in text and ("://" in text or _label(text) in listed("fields_of_memoranda"))


def _label(text: str) -> str:
    """What stands before a line's first colon, without a paragraph's number, in small letters."""
    number = numbers.numbered(text) if text[0] in numbers.NUMBER_SIGNS else None
    return text[number.rest if number else 0 :].partition(":")[0].strip().lower()


def _above_end(lines: Lines, rows: list[Row]) -> list[Row]:
    """The rows without a signature in capitals below people in mixed case.

    A rule below the last one underlines nothing, unless a heading stands apart there.
    """
    if not rows or not _is_last(lines, rows[-1].piece):
        return rows
    last = rows[-1].text
    name = last.isupper() and last.replace(" ", "").isalpha() and last[0] != "X"
    if name and len(rows) > 1 and not rows[-2].text.isupper():
        rows = rows[:-1]
    return [*rows[:-1], rows[-1]._replace(ruled=rows[-1].ruled and rows[-1].gap > 0)]


def _is_last(lines: Lines, piece: int) -> bool:
    """Whether only rules, the signature and what follows it stand below a piece."""
    below = range(piece + 1, len(lines))
    return all(lines.role[k] is not Role.LEFTOVER or is_rule(lines.text[k]) for k in below)


def _is_aside(text: str, *, first: bool) -> bool:
    """Whether a line in a list is none of it: BEGIN and END, `Members:`, a note, a worn page marker, a date on top."""
    if (first and _DATE.match(text)) or _PAGE.match(text):
        return True
    told = text[0] == "(" and text[-1] == ")" and kinds(text[1:-1])
    remark = told and (
        text[:6].upper() == "(NOTE:" or (text[-2] == "." and (e.LOW in told or e.VERB in told))
    )
    return bool(remark) or text.upper() in _ASIDES


def _below(lines: Lines, k: int, page: bool, gap: int, label: numbers.Number | None) -> list[Row]:
    """A line as a row, with `gap` blank lines above a rule over it.

    With the number of a paragraph it opens something else, or has its number as a mark.
    """
    text = lines.text[k]
    number = numbers.numbered(text) if text[0] in numbers.NUMBER_SIGNS else None
    if number and _opens_paragraph(number, label, lines.gap[k]):
        rest = text[number.rest :].strip()
        return [_row(lines, k, rest, gap=1, opens=True)] if rest else []
    return [_row(lines, k, text, gap=0 if page or lines.flat else max(gap, lines.gap[k]), page=page)]


def _opens_paragraph(number: numbers.Number, label: numbers.Number | None, gap: int) -> bool:
    """Whether a number is a paragraph's: a marking shows it, or a blank line above if it follows the label's."""
    if number.list_like and not (label and label.list_like):  # unless the cable numbers its own so: `3) (C)`
        return False
    follows = label is not None and number.number == label.number + 1
    return bool(number.marking) or number.pilcrow or (gap > 0 and follows)


def _row(lines: Lines, k: int, text: str, *, gap: int = 0, page: bool = False, opens: bool = False) -> Row:
    begin = lines.start[k]
    indent = begin - lines.content.rfind("\n", 0, begin) - 1
    text = _unmarked(text)
    if not _QUOTES.isdisjoint(text):
        text = _COMMA_IN_QUOTES.sub("\\g<quote>,", text)  # `Ada "Babs," DCM`
    bullet = ""
    if (marked := _BULLET.match(text)) and text[marked.end() :]:
        bullet, text = marked[marked.lastgroup or 0], _unmarked(text[marked.end() :])
    size = indent + len(lines.text[k])
    tabled = _LEADER in text or _AFTER_HEAD in text  # `Borg..........Harbor Board`; `Ports:    Borg; Sal`
    return Row(text, k, k, size, bullet, gap=gap, page=page, indent=indent, opens=opens, tabled=tabled)


def _unmarked(text: str) -> str:
    """A text without the portion marking that it begins with, unless it says nothing else."""
    found = portion_markings.portion(text) if text[:1] == "(" else None
    return text[found[1] :].strip() or text if found else text


def _numbered(rows: list[Row]) -> list[Row]:
    """Letters are numbers only where a second follows the first, `B.` or `II.`; else initials, as a lone `?` is."""
    marks = {k: row.bullet.strip("().").lower() for k, row in enumerate(rows) if row.bullet not in _UNCOUNTED}
    letters = {k: mark for k, mark in marks.items() if mark.isalpha()}
    said = list(letters.values())
    counted = said[:2] == ["a", "b"] or {"i", "ii"}.issubset(said)
    doubtful = [k for k, mark in marks.items() if mark == "?"]
    for k in [*(() if counted else letters), *(doubtful if len(doubtful) == 1 else ())]:
        rows[k] = rows[k]._replace(text=f"{rows[k].bullet} {rows[k].text}", bullet="")
    return rows
