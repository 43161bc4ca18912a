"""Reads the number at the start of a paragraph, with its portion marking: `¶4. (C)`, `6.(C)`, `8. C Korvat`."""

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cablecli.facts.levels import LEVELS
from cablecli.facts.words import words
from cablecli.parser.tokens import portion_markings
from cablecli.patterns import one_of, pattern

if TYPE_CHECKING:
    from re import Match

NUMBER_SIGNS = frozenset("¶\ufffdÂ0123456789()[]Ppl")
_DOUBTFUL = frozenset("()[]Ppl")  # of these, what brackets and words begin with as well
_STRAY = (")", "[", "]", "(¶", "(\ufffd")  # a bracket before a number, which its marking proves
_LOOK_ALIKES = str.maketrans("lIi|!OoSB", "111110058")


class Number(NamedTuple):
    """A number at the start of a line that may be a paragraph's."""

    number: int
    marking: str | None
    rest: int  # the offset of the text after number and marking
    pilcrow: bool
    bare: bool  # the marking has no brackets: `8. C Korvat`
    list_like: bool = False  # written like the items of a list: `8)`, `(8)` or `8 (C)`


_MARKING = r"""\((?:C|S|U|SBU|S//?NF|C//?NF|LOU)\)"""  # the only ones that prove a doubtful number
_NUMBER = pattern(
    "paragraph number",
    rf"""(?P<pilcrow>(?:[¶\ufffd][ \u00a0]*|Â¶[ ]*){{1,9}})?+  # perhaps wrongly decoded, or several
        (?:PARA(?:GRAPH)?[ ]+)?
        (?P<before>{_MARKING}[ ]+)?  # `(C) 7.`: the marking typed first
        (?P<bracket>\((?=[0-9]{{1,2}}\)[ ]*\())?  # `(14) (C)`, never `(14) said`
        (?:\((?=[0-9]{{1,2}}\.[ ]{{0,3}}\())?  # round a whole paragraph: `(2. (C) Comment: ...)`
        (?P<number>[1-9][0-9]{{0,2}})  # longer ones are years and serials
        (?P<point>\.{{1,2}}
            # a scanner may put a blank before it: `2 . FISHERIES`, but not in `2 . 5 PERCENT`
            |[ ]\.(?=[ ]{{1,2}}(?-i:[A-Z"(]))
            # without a point only before a marking, which never follows a figure in prose
            |[ ]{{1,2}}(?={_MARKING}[ ])|,(?=[ ]*\()|\)(?=[ ]*\()|(?={_MARKING})
            # or before a letter or a label in capitals: `6A. TEXT`, `3 COMMENT: TEXT`
            |(?-i:(?=A\.[ ][A-Z]|[ ](?:COMMENT|SUMMARY)[:.][ ])))(?![0-9])[ \t\u00a0]*""",
    ignore_case=True,
)
_USUAL = pattern(
    "paragraph number in its usual form",  # of which the other one is made only where it is needed
    r"""(?P<pilcrow>¶[ ]?)?(?P<number>[1-9][0-9]{0,2})(?P<point>\.)[ ]{0,3}(?=\()""",
)
_DAMAGED = pattern(
    "damaged number",
    # letters for figures, or other signs for the point; the marking proves it: `l. (C)`, `3. . (C)`, `3: (C)`
    rf"""(?P<pilcrow>[¶\ufffd][ ]?)?(?P<number>[1-9l][0-9lO]{{0,2}})
        (?:[ ]?[.,;:\-]){{1,3}}[ ]{{0,2}}(?={_MARKING})""",
)
_LONG = 100  # characters: a longer line is a whole paragraph
_LONGEST_DAMAGED = 11  # characters up to the bracket of `10. . (C)`, with blanks
_LONGEST_START = 16  # characters up to the bracket of `¶100. (S//NF)`, the most usual form
# What follows the number of a list's item: `8)`, or just blanks.
_LIST_POINTS = (")", " ", "  ")
_BARE = pattern(
    "marking without brackets",
    # not of a unit of troops
    r"""(?P<marking>SBU|LOU|S/NF|C/NF|S//NF|C|S|U)[ ]{1,2}(?=[A-Z"'](?:[a-z.A-Z]|[ ][a-z]))
        (?!(?:Battery|Company|Squadron|Troop)\b)""",
)
_FULL_TEXT = pattern(
    "entire text",
    rf"""(?:(?P<level>{one_of((*LEVELS, "LOU", "C", "S"))})[ ]?-?[ ]?ENTIRE[ ]TEXT\.?)[ ]*""",
)


def numbered(text: str) -> Number | None:
    """The paragraph number that `text` begins with, and its marking; None without a number.

    `¶1. (C)`, `¶ 4. (C)`, `6.(C)`, `(C) 7.`, `8. C Korvat`, `11, (SBU)`, `12.. (C)`, `13. C) `, `14) (C)`.
    The caller must decide whether the number is a paragraph's: `15. He said` may be a wrapped date.
    """
    first = text[0]
    if first not in NUMBER_SIGNS:
        return None
    if first in _DOUBTFUL:
        if text.startswith(_STRAY):
            return _after_bracket(text)
        if not _may_be_numbered(text):
            return None
    return _numbered_line(text) if len(text) < _LONG else _numbered(text)


def _numbered(text: str) -> Number | None:
    """`numbered` for a line with fitting first signs."""
    end = text.find(")", 3, _LONGEST_START) + 1
    if end and (known := _numbered_and_marked(text[:end])):
        if text[end : end + 1] == " " and text[end + 1 : end + 2].isalnum():
            return known
        return known._replace(rest=_after_twins(text, end))
    return _damaged(text) or _with_marking(text)


# Several stages ask for each line. A long text is not held.
_numbered_line = lru_cache(maxsize=1024)(_numbered)


def _after_bracket(text: str) -> Number | None:
    """The number after a stray bracket, which its marking proves: `)2. (C)`, `(¶2. (C) Comment: ...)`."""
    number = numbered(text[1:]) if text[0] == "(" or text[1:2].isdigit() else None
    return number._replace(rest=number.rest + 1) if number and number.marking else None


def _damaged(text: str) -> Number | None:
    """The damaged number that `text` begins with, if a marking follows to prove it, else None."""
    found = _DAMAGED.match(text) if "(" in text[:_LONGEST_DAMAGED] else None
    marked = portion_markings.portion(text, found.end()) if found else None
    if not found or not marked:
        return None
    number = int(found["number"].translate(_LOOK_ALIKES))
    return Number(number, marked[0], _after_twins(text, marked[1]), bool(found["pilcrow"]), False)


_BRACKETED = pattern(
    "number in brackets",
    r"""(?P<form>\(?)(?P<number>[1-9][0-9]?)\)[ ]{1,3}(?=[A-Z"“'])""",
)
_SCANNED = pattern(
    "number with its sign misread",
    # the point as a comma, a pilcrow as a letter
    r"""(?P<form>P?)(?P<number>[1-9][0-9]?)(?:(?<=P[0-9])\.|(?<=P[0-9]{2})\.|,)[ ]{1,3}(?=[A-Z"“'(])""",
)
_FIRST_LETTERS = frozenset("lIi|!¶")
_WORN = pattern(
    "worn number",
    # letters for figures, another sign for the point; without any only figures: `I. He`, `l2, He`, `16 THE SHIP`
    r"""(?P<pilcrow>[¶\ufffd][ ]?)?(?P<number>[0-9lIi|!OoSB]{1,3}+)
        (?:[ ]?[.,:]|(?<=[0-9])(?=[ ]))[ ]{1,3}(?=[A-Z"“'(])""",
)


def bracketed(text: str) -> tuple[str, Number] | None:
    """The opening bracket, if any, and the number that a text begins with: `(1) He`, `1) He`. Most are of lists."""
    found = _BRACKETED.match(text)
    return (found["form"], _unproved(text, found)) if found else None


def scanned(text: str) -> tuple[str, Number] | None:
    """What stands before the number that a text begins with where its sign was misread, and it: `1, He`, `P1. He`."""
    found = _SCANNED.match(text) if text[0] in NUMBER_SIGNS else None
    return (found["form"], _unproved(text, found)) if found else None


def is_first_worn(text: str) -> bool:
    """Whether a text begins with the first number as scanners misread it: `1, He`, `P1. He`, `I. He`."""
    if text[0] in _FIRST_LETTERS:
        return worn(text, 1) is not None
    found = scanned(text)
    return found is not None and found[1].number == 1


def worn(text: str, value: int) -> Number | None:
    """The number that a text begins with if it may be a worn form of a value that is missing there."""
    found = _WORN.match(text)
    return _unproved(text, found) if found and found["number"].translate(_LOOK_ALIKES) == str(value) else None


def _unproved(text: str, found: "Match[str]") -> Number:
    """A number that the others of the text must prove, with the marking behind it in any of its forms."""
    value, mended = int(found["number"].translate(_LOOK_ALIKES)), f"1. {text[found.end() :]}"
    one = _with_marking(mended)
    assert one
    return one._replace(number=value, rest=one.rest + len(text) - len(mended), pilcrow=False)


def is_marked(text: str) -> bool:
    """Whether a text begins with a number and a marking, as only paragraphs do: `1. (C)`."""
    number = numbered(text)
    return number is not None and bool(number.marking)


def _may_be_numbered(text: str) -> bool:
    """Whether a text can begin with a number: `P` only as PARA, a bracket only round or before a digit."""
    if text[0] == "l":
        return text[1:2] in ".0123456789lO"
    if text[0] in "Pp":
        return text[:4].upper() == "PARA"
    if text[0] != "(" or text[1:2].isdigit():
        return True
    return text[text.find(")") + 1 :][:3].strip()[:1].isdigit()


def _with_marking(text: str) -> Number | None:
    """The number that `text` begins with, with the marking before or after it in any of its forms; or None."""
    found = _NUMBER.match(text)
    if not found:
        return None
    number, at, pilcrow = int(found["number"]), found.end(), found["pilcrow"] is not None
    if text.startswith(f"{number}. ", at):
        at += len(f"{number}. ")  # typed twice: `1. 1. Summary`
    if found["before"]:
        return Number(number, found["before"].strip("() ").upper(), at, pilcrow, False)
    readers = (portion_markings.portion, portion_markings.half_portion, portion_markings.after_number)
    if portion := next(filter(None, (read(text, at) for read in readers)), None):
        rest, list_like = _after_twins(text, portion[1]), found["point"] in _LIST_POINTS
        return Number(number, portion[0], rest, pilcrow, False, list_like)
    if found["point"] and "." not in found["point"]:
        return None  # with no point at all it may be `6A. TEXT` or `3 COMMENT: TEXT`, as the pattern says
    if whole := _FULL_TEXT.match(text, at):
        return Number(number, whole[0].strip(" .").upper(), whole.end(), pilcrow, False)
    bare = _BARE.match(text, at)
    return Number(number, bare["marking"] if bare else None, at, pilcrow, bare is not None)


@lru_cache(maxsize=4096)
def _numbered_and_marked(start: str) -> Number | None:
    """The number of a text that ends with its marking, `¶4. (C)`; None for other forms. One blank is taken to follow.

    Cached, since this is the most usual form and cables share few of them.
    """
    usual = _USUAL.match(start)
    found = usual or _NUMBER.match(start)
    if not found or (not usual and found["before"]):
        return None
    marked = portion_markings.portion(start, found.end())
    if not marked or marked[1] != len(start):
        return None
    pilcrow = found["pilcrow"] is not None
    return Number(
        int(found["number"]), marked[0], marked[1] + 1, pilcrow, False, found["point"] in _LIST_POINTS
    )


def _after_twins(text: str, at: int) -> int:
    """The offset after blanks and repeated markings: `(C) (C) Korvat`."""
    while True:
        while at < len(text) and (text[at] in " \t\u00a0" or text[at : at + 2] == ". "):
            at += 1
        twin = portion_markings.portion(text, at)
        if not twin:
            return at
        at = twin[1]


def counts_on(word: str) -> bool:
    """Whether a figure can follow the last word of a line: `in November` / `15`, but not `November.`"""
    stem = word.rstrip(".").upper()
    ends = word[-1:] == "." and (len(stem) > len("Art") or stem == "MAY")  # not an abbreviation
    return not ends and word[:3].upper() in words("before_figures")
