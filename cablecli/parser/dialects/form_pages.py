"""The foot and the head of the pages of the Department's printed forms, which cut the text between them."""

from collections.abc import Callable

from cablecli.facts import tables
from cablecli.model.role import Role
from cablecli.parser.lines import copy_pages, stamps
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens.dates import MONTH_WORD
from cablecli.patterns import pattern

_PAGE = pattern(
    "foot and head of a form's pages",
    # the print at the foot, number and sender at the head of the next page, an airgram's also as `Page 2 of A-112`,
    # marks of archives
    rf"""(?:.{{0,16}}[ _])?.EPRODUCTION[ ]FROM[ ]THIS\b.{{0,12}}
            (?:PROHIBITED[ ].?UNLESS[ ].{{0,2}}UNCLASSIFIED.{{0,2}})?
        | PAGE[ ][0-9]{{1,2}}[ ]OF[ ]TELEGRAM[ ]TO[ ].{{3,60}}
        | (?:.{{0,16}}[ _])?PROHIBITED[ ].?UNLESS[ ].{{0,2}}UNCLASSIFIED.{{0,2}}
        | [^A-Z]{{0,6}}[0-9]{{1,5}},[ ]{MONTH_WORD}[ .:,]{{1,4}}[0-9]{{1,3}}.{{0,60}}\bFROM[ ][A-Z][A-Z .]{{2,30}}
        | (?-i:P)AGE[ ](?:0?1|(?P<later>[0-9]{{1,2}}))(?:,|[ ]OF|[ ]OF[ ][0-9]{{1,2}},?)?[ ]C?A-[0-9]{{1,5}}
            (?:(?:,|,?[ ]FROM:?)(?-i:(?:[ ][A-Z][A-Za-z]{{1,15}}){{1,3}}))?
        | FORM[ ](?:[0-9]{{1,2}}-[0-9]{{2}}[ ]{{1,9}})?DS-?[0-9]{{3}}.{{0,20}}
        | N[WH][ ]?\#?[ ]?:?[ ]?[0-9]{{5,6}}(?:[ ]DOC.{{0,30}})? | [DP]OC[IL]D:[ ]?[0-9]{{6,10}}(?:[ ].{{0,20}})?""",
    ignore_case=True,
)
_LONGEST_PAGE = 110  # characters of such a line
_SENDER = pattern(
    "sender below the head of a page", r"""FROM:?[ ](?P<sender>[A-Z .,]{3,40})""", ignore_case=True
)


_LATER = pattern(
    "page of an airgram alone", r"""PAGE[ ][0-9]{1,2}(?:[ ]OF(?:[ ][0-9]{1,2})?)?,?""", ignore_case=True
)
_AIRGRAM = pattern(
    "number of an airgram at the head of a page",
    r"""(?:[A-Z][A-Z .]{2,24}[ ])?C?A-[0-9]{1,5}
        (?:,?[ ]FROM:?[ ][A-Z .,]{3,40}|,(?-i:(?:[ ][A-Z][A-Za-z]{1,15}){1,3})|,)?""",
    ignore_case=True,
)
_GROUP = pattern(
    "line that begins with a downgrading group", r"""(?:GROUP|GP)[ \-]?[1-4]\b.*""", ignore_case=True
)
_DOWNGRADED = pattern(
    "downgrading group with what becomes of the level",
    r"""(?:GROUP|GP)[ \-]?[1-4][.,;:]?[ ](?:
        (?:AUTOMATICALLY[ ])?DOWNGRADED[ ]AT[ ][0-9]{1,2}[ \-]YEAR[ ]INTERVALS[.,;]?
            (?:[ ](?:NOT[ ]|AND[ ])?(?:AUTOMATICALLY[ ])?DECLASSIFIED(?:[ ]AFTER[ ][0-9]{1,2}[ ]YEARS)?)?
        | EXCLUDED[ ]FROM[ ]AUTOMATIC[ ]DOWNGRADING[ ]AND[ ]DECLASSIFICATION
        )(?:[.;]?[ ]DOD[ ]DIR[ .0-9]{3,12})?[.;]?""",
    ignore_case=True,
)
_GROUP_LINES = 6  # that a narrow stamp breaks it into


def mark_pages(lines: Lines) -> None:
    """Claim the lines at the foot and the head of a form's pages, with the level beside them."""
    copy_pages.mark(lines)
    head = False
    for k, text in enumerate(lines.text):
        found = _PAGE.fullmatch(text) if len(text) < _LONGEST_PAGE else None
        if found or (head and is_sender(text)):
            lines.take(k, Role.PAGE_MARKER, "page of a form", passed=True)
        head = found is not None and found["later"] is not None  # below a foot, FROM may be the form's own
        _take_lines(lines, k)
    stamps.mark_banners(lines)


def is_sender(text: str) -> bool:
    """Whether a line is nothing but the sender, as below the head of an airgram's page: `from MONROVIA`."""
    found = _SENDER.fullmatch(text)
    return found is not None and tables.post_of_address(found["sender"].upper()) is not None


def _take_lines(lines: Lines, k: int) -> None:
    """Claim what stands over several lines, of which piece `k` is one.

    The head of a page, `Page 2 of` above `A-41 from Asmara` or below `Bonn` and `A-41`, or a downgrading group.
    """
    text = lines.text[k]
    if _LATER.fullmatch(text):
        head = _around(lines, k, _is_of_head)
        if any(map(_AIRGRAM.fullmatch, lines.text[head.start : head.stop])):
            lines.take(head, Role.PAGE_MARKER, "head of a page of a form", passed=True)
    elif _GROUP.fullmatch(text):
        lines.take(range(k, _end_of_group(lines, k)), Role.STAMP, "downgrading group", passed=True)


def _end_of_group(lines: Lines, k: int) -> int:
    """The end of the longest downgrading group that begins with piece `k`, wherever its lines break, or `k`."""
    last = min(k + _GROUP_LINES, len(lines))
    ends = range(next((j for j in range(k + 1, last) if lines.gap[j]), last), k, -1)
    return next((end for end in ends if _DOWNGRADED.fullmatch(" ".join(lines.text[k:end]))), k)


def _around(lines: Lines, k: int, fits: Callable[[str], bool]) -> range:
    """The lines that fit, above and below piece `k` without a blank line."""
    first, end = k, k + 1
    while first and not lines.gap[first] and fits(lines.text[first - 1]):
        first -= 1
    while end < len(lines) and not lines.gap[end] and fits(lines.text[end]):
        end += 1
    return range(first, end)


def _is_of_head(text: str) -> bool:
    """Whether a line at the head of a page is an airgram's number, or the post alone."""
    return len(text) < _LONGEST_PAGE and (
        _AIRGRAM.fullmatch(text) is not None
        or is_sender(text)
        or (" " not in text[12:] and tables.post_of_address(text.upper()) is not None)
    )
