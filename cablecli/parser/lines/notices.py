"""Notices of declassification that archives stamp on a page: who released it, by what authority, when (FORMAT 1.12).

A notice opens with words that no cable uses on a line of its own; the lines directly below and above it belong to it
where they name an authority, an order's section, a case, a reviewer or a date.
"""

from functools import cache
from itertools import compress, count, takewhile
from operator import itemgetter

from cablecli.facts.words import words
from cablecli.model.role import Role
from cablecli.parser.lines.index import Lines
from cablecli.patterns import pattern

_EDGE = 5  # lines at the top and at the end: they bear what is stamped on each page
_TOP = 400  # characters that hold an act's name
_MANY = 3  # lines of nothing but such words, which no sentence has
_beginning = itemgetter(slice(4))
REVIEWED = r"""(?:DE)?CLASSIFIED[ ]BY:?[ ][^/]{0,80}+(?<=A)/GIS/IPS.{0,60} | REVIEW[ ]AUTHORITY:.{0,150}"""
REVIEWER = r"""[A-Z][A-Z.\- ]{2,40},[ ](?:ACTING[ \-])?(?:DIRECTOR|REVIEWER|SENIOR[ ]REVIEWER)"""
_NUMBER = r"""(?:CIA-RDP[0-9A-Z\-]{10,24} | NND[ \-]?[0-9]{5,8} | C[01][0-9]{7} | TRANSPARENCY[ ]CASE[#]?[ ][0-9]{4,6}
    # of a library's case or box: `NLJ 99-141`, `NLRR M452/2 #51187`, `NLC-16-120-6-41-4`
    | NL[A-Z]{1,4}[ \-](?:[A-Z]{1,4}[ \-]){0,2}[A-Z]{0,3}[0-9]{1,6}(?:[/\-][0-9A-Z]{1,6}){0,8}(?:[ ][#]?[0-9]{1,6})?)"""
_DATE = (
    r"""(?:[0-9]{1,4}[/\- ](?:[0-9]{1,2}|[A-Z]{3,9})[/\- ][0-9]{2,4}|[A-Z]{3,9}[ ][0-9]{1,2},[ ][0-9]{4})"""
)
_OPENING = pattern(
    "first line of a notice of declassification",
    REVIEWED
    + rf""" | (?:AUTHORITY:?[ ])?{_NUMBER}
    | DECLASSIFIED[ ](?:AND[ ]RELEASED[ ])?UNDER[ ](?:THE[ ])?AUTHORITY[ ]OF[ ].{{3,120}}
    | DEPARTMENT[ ]OF[ ]STATE(?:,?[ ]A/GIS/IPS.{{0,40}}|[ ]DECLASSIFIED[ ]UNDER.{{1,40}})
    # the archives: `Authority NND 969035`, a library, a collection
    | AUTHORITY:?[ ][A-Z]{{2,5}}[ \-]?[0-9]{{2}}.{{0,30}}
    | (?:PHOTO)?COP(?:Y|IED)[ ]FROM[ ].{{3,60}}LIBRARY | [A-Z. ]{{3,40}}LIBRARY[ ](?:PHOTO)?COPY
    | REPRODUCED[ ](?:AT|FROM)[ ].{{3,60}}ARCHIVES
    | NW[ ][0-9]{{4,6}}[ ]DOC[IL]D:.{{5,30}}
    """,
    ignore_case=True,
)
_NAMED = pattern(
    "first line of a notice that begins with a name or number",
    r""".{0,30}(?<![A-Z])NAR[AS][, ]{1,2}DATE:?[ ].{4,20}
    | .{0,20}[12][0-9]{3}[ ]RELEASE[ ]UNDER[ ]THE[ ].{3,90}[ ]ACT[ ]OF[ ][0-9]{4}\W{0,2}""",
    ignore_case=True,
)
_FURTHER = pattern(
    "further line of a notice of declassification",
    rf"""
    {_DATE} | (?:19|20)[0-9]{{2}} | {REVIEWER} | BY[ ][A-Z]{{2,4}}[.,]?
    # with a colon, since a sentence may go on with `BY THE END OF MAY`
    | (?:BY|DATE|DATE/CASE[ ]ID|REASONS?|AUTHORITY|DECLASSIFY(?:[ ]ON)?|DECLASSIFICATION[ ]DATE):[ ]?.{{2,60}}
    | (?:(?:U\.?S\.?|UNITED[ ]STATES|PA/HO,?)[ ])?DEPARTMENT[ ]OF[ ]STATE | CHANGED?[ ]TO[ ][A-Z ]{{6,16}}
    | (?:\([ X]\)[ ]?[A-Z]+[ ]?){{1,4}}  # boxes: `(X) Release ( ) Excise ( ) Deny`
    # numbers of cases: `F-2009-01234`, `2009-0334-MR`
    | (?:[A-Z]{{1,2}}[ :#\-]{{0,3}})?[0-9]{{2,4}}-[0-9]{{2,6}}(?:-[A-Z]{{1,4}})?(?:[ ][#]?[0-9]{{1,6}})?
        (?:[ ]{{1,4}}[A-Z]{{2,4}}[ ]{{1,4}}{_DATE})?
    """,
    ignore_case=True,
)
_SURE = pattern(
    "what only a notice has",
    rf"""\b{_NUMBER} | \bNAR[AS]\b | \b(?:INSTRUCTIONS|ISCAP|MORI)\b | \bE\.?O\.?[ ]1[0-9]{{4}} | A/GIS/IPS | {REVIEWER}
    | [0-9]{{4}}-[0-9]{{3,5}}-M | [0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{2,4}}""",
    ignore_case=True,
)
_BLANKS = str.maketrans(",;:()[]_/", "         ")
_LONGEST = 120  # characters of a line of such words
_INITIALS = 4  # letters behind BY
_KEEPERS = ("LIBRARY", "ARCHIVES")


@cache
def _starts() -> frozenset[str]:
    """The first four characters of notices, in capitals or not; numbers begin with `NW 1` or `C057`."""
    numbered = (*(f"NW {figure}" for figure in range(1, 10)), *(f"C{figures:03}" for figures in range(200)))
    return frozenset(
        form
        for start in (*(word.ljust(4) for word in words("notice_starts")), *numbered)
        for form in (start, start.title())
    )


def mark(lines: Lines) -> bool:
    """Claim the notices, so that what they cut is read on. Return whether there are any."""
    starts = _starts()
    openings = [*compress(count(), map(starts.__contains__, map(_beginning, lines.text)))]
    edge = len(lines) - _EDGE
    stamped = any(k < _EDGE or k >= edge for k in openings) or "RELEASE UNDER" in lines.content[:_TOP]
    if stamped:  # after a name or a number
        openings = sorted({*openings, *lines.holding(("NAR", "RELEASE UNDER"), 0)})
    free = (k for k in openings if not lines.passed[k] and _opens(lines.text[k]))
    return sum([_take(lines, k, stamped) for k in free]) > 0


def _opens(text: str) -> bool:
    """Whether a line can be the first of a notice."""
    if _OPENING.fullmatch(text) or not words("notice_acts").isdisjoint(_words(text)):
        return True
    return ("NAR" in text or "RELEASE" in text) and _NAMED.fullmatch(text) is not None


@cache
def _known() -> frozenset[str]:
    return _telling() | words("notice_links")


@cache
def _telling() -> frozenset[str]:
    return words("notice_acts") | words("notice_words")


def _words(text: str) -> frozenset[str]:
    """The words of a line of a notice, without numbers and initials; none where another word is among them."""
    found: set[str] = set()
    above = ""
    for part in text.upper().translate(_BLANKS).split() if len(text) < _LONGEST else ():
        word = part.strip(".-#*")
        if word in _known():
            found.add(word)
        elif word.isalpha() and len(word) > 1 and (above != "BY" or len(word) > _INITIALS or word == "THE"):
            return frozenset()
        above = word
    return frozenset(found)


def _take(lines: Lines, opening: int, stamped: bool) -> bool:
    """Claim the notice with this first line: in a text with stamped pages where it is set off, else if it is sure."""
    first = opening - _count(lines, range(opening, 0, -1), -1)
    last = opening + _count(lines, range(opening + 1, len(lines)), 0)
    taken = (stamped and _is_apart(lines, first)) or _is_sure(lines, first, last)
    if taken:
        lines.take(range(first, last + 1), Role.STAMP, "notice of declassification", passed=True)
    return taken


def _is_sure(lines: Lines, first: int, last: int) -> bool:
    """Whether a notice has a number or several lines, which prove it even amid a sentence, or names who keeps it."""
    whole = " ".join(lines.text[first : last + 1])
    if last - first + 1 >= _MANY or _SURE.search(whole):
        return True
    return any(map(whole.upper().__contains__, _KEEPERS)) and lines.ends_early(last)


def _count(lines: Lines, ends: range, side: int) -> int:
    """How many lines on one side of an opening belong to it: each line end between them in turn, and no blank line."""

    def continues(i: int) -> bool:
        other = i + side
        text = lines.text[other]
        free = lines.gap[i] == 0 and not lines.passed[other]
        return free and (bool(_FURTHER.fullmatch(text) or _telling() & _words(text)) or _opens(text))

    return sum(1 for _ in takewhile(continues, ends))


def _is_apart(lines: Lines, first: int) -> bool:
    """Whether a notice is no line of the text above it: `... PAPERS THAT WERE` / `DECLASSIFIED IN PART`."""
    return first == 0 or lines.gap[first] > 0 or lines.flat or lines.passed[first - 1]
