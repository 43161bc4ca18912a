"""Notices of declassification that archives stamp on a page: who released it, by what authority, when (FORMAT 1.12).

A notice opens with words that no cable uses on a line of its own; the lines directly below and above it belong to it
where they name an authority, an order's section, a case, a reviewer or a date.
"""

from functools import cache
from itertools import takewhile
from operator import itemgetter

from cablecli.facts.words import words
from cablecli.model.role import Role
from cablecli.parser.lines.index import Lines
from cablecli.patterns import pattern

_EDGE = 5  # lines at the top and at the end: they bear what is stamped on each page
_TOP = 400  # characters that hold an act's name
_beginning = itemgetter(slice(4))
REVIEWED = r"""(?:DE)?CLASSIFIED[ ]BY:?[ ].{0,80}A/GIS/IPS.{0,60} | REVIEW[ ]AUTHORITY:.{0,150}"""
_OPENING = pattern(
    "first line of a notice of declassification",
    REVIEWED
    + r"""
    | (?:THIS[ ]DOCUMENT[ ](?:HAS[ ]BEEN|IS)[ ])? DECLASSIFIED (?:[ ]IN[ ](?:PART|FULL))? [.]?
    | DECLASSIFIED[ ](?:AND[ ]RELEASED[ ])?UNDER[ ](?:THE[ ])?AUTHORITY[ ]OF[ ].{3,120}
    | DEPARTMENT[ ]OF[ ]STATE(?:,?[ ]A/GIS/IPS.{0,40}|[ ]DECLASSIFIED[ ]UNDER.{1,40})
    # the agency's stamp: what was done to the copy, its date, the number of the reel
    | (?:(?:DECLASSIFIED|SANITIZED|IN[ ]PART|COPY)[ \-]{1,3}){0,4}APPROVED[ ]FOR[ ]RELEASE(?:[ ]DATE)?:?[ ][0-9].{5,60}
    | CIA-RDP[0-9A-Z\-]{10,24}
    # the archives: `Authority NND 969035`, `By KVH NARA, Date 8/17/2012`, a library, a collection
    | AUTHORITY:?[ ][A-Z]{2,5}[ \-]?[0-9]{2}.{0,30} | .{0,30}(?<![A-Z])NAR[AS][, ]{1,2}DATE:?[ ].{4,20}
    | (?:PHOTO)?COP(?:Y|IED)[ ]FROM[ ].{3,60}LIBRARY | REPRODUCED[ ](?:AT|FROM)[ ].{3,60}ARCHIVES
    | .{0,20}[12][0-9]{3}[ ]RELEASE[ ]UNDER[ ]THE[ ].{3,90}[ ]ACT[ ]OF[ ][0-9]{4}\W{0,2}
    | NW[ ][0-9]{4,6}[ ]DOC[IL]D:.{5,30}
    """,
    ignore_case=True,
)
_FURTHER = pattern(
    "further line of a notice of declassification",
    r"""
    (?:PER[ ])?E\.?O\.?[ ]1[0-9]{4}(?:,.{2,40}|[.]?)  # `E.O. 13526, sec. 3.5`; a cable's own field has a colon
    | (?:BY|DATE|DATE/CASE[ ]ID|REASONS?|AUTHORITY|DECLASSIFY(?:[ ]ON)?|DECLASSIFICATION[ ]DATE):?[ ].{2,60}
    | CASE[ ]ID:[ ][0-9]{1,2}[ ][A-Z]{3}[ ][0-9]{4}[ ]{1,4}[0-9]{6,12}
    | INTERAGENCY[ ]SECURITY[ ]CLASSIFICATION[ ]APPEALS[ ]PANEL[.,]? | ISCAP[ ].{3,60}
    | (?:(?:U\.?S\.?|UNITED[ ]STATES|PA/HO,?)[ ])?DEPARTMENT[ ]OF[ ]STATE | CHANGED?[ ]TO[ ][A-Z ]{6,16}
    | (?:\([ X]\)[ ]?[A-Z]+[ ]?){1,4}  # boxes: `(X) Release ( ) Excise ( ) Deny`
    # numbers of cases: `F-2009-01234`, `2009-0334-MR`, `NLJ 99-141`
    | (?:NL[A-Z]{1,3}[ \-])?(?:[A-Z]{1,2}-?)?[0-9]{2,4}-[0-9]{2,6}(?:-[A-Z]{1,4})?(?:[ ][#]?[0-9]{1,6})?
    # dates alone
    | [0-9]{1,2}[/\- ](?:[0-9]{1,2}|[A-Z]{3,9})[/\- ](?:[0-9]{2}){1,2} | [A-Z]{3,9}[ ][0-9]{1,2},[ ][0-9]{4}
    """,
    ignore_case=True,
)


@cache
def _starts() -> frozenset[str]:
    """The first four characters of notices, in capitals or not; the archives' number is `NW 12345`."""
    numbered = (f"NW {figure}" for figure in range(1, 10))
    return frozenset(
        form for start in (*words("notice_starts"), *numbered) for form in (start, start.capitalize())
    )


def mark(lines: Lines) -> None:
    """Claim the notices, so that what they cut is read on."""
    starts = _starts()
    edges = (*lines.text[:_EDGE], *lines.text[-_EDGE:])
    if starts.isdisjoint(map(_beginning, edges)) and "RELEASE UNDER" not in lines.content[:_TOP]:
        return
    for k, text in enumerate(lines.text):
        likely = text[:4] in starts or "NAR" in text or "RELEASE UNDER" in text  # after a name or a number
        if likely and not lines.passed[k] and _OPENING.fullmatch(text):
            _take(lines, k)


def _take(lines: Lines, opening: int) -> None:
    first = opening - _count(lines, range(opening, 0, -1), -1)
    reel = "CIA-RDP" in lines.text[opening]  # no cable's own words have a reel's number
    if reel or _is_apart(lines, first):
        last = opening + _count(lines, range(opening + 1, len(lines)), 0)
        lines.take(range(first, last + 1), Role.STAMP, "notice of declassification", passed=True)


def _count(lines: Lines, ends: range, side: int) -> int:
    """How many lines on one side of an opening belong to it: each line end between them in turn, and no blank line."""

    def continues(i: int) -> bool:
        other = i + side
        return lines.gap[i] == 0 and not lines.passed[other] and bool(_FURTHER.fullmatch(lines.text[other]))

    return sum(1 for _ in takewhile(continues, ends))


def _is_apart(lines: Lines, first: int) -> bool:
    """Whether a notice is no line of the text above it: `... PAPERS THAT WERE` / `DECLASSIFIED IN PART`."""
    return first == 0 or lines.gap[first] > 0 or lines.flat or lines.passed[first - 1]
