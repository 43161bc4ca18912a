"""The foot and the head of the pages of the Department's printed forms, which cut the text between them."""

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


def mark_pages(lines: Lines) -> None:
    """Claim the lines at the foot and the head of a form's pages, with the level beside them."""
    copy_pages.mark(lines)
    head = False
    for k, text in enumerate(lines.text):
        found = _PAGE.fullmatch(text) if len(text) < _LONGEST_PAGE else None
        if found or (head and is_sender(text)):
            lines.take(k, Role.PAGE_MARKER, "page of a form", passed=True)
        head = found is not None and found["later"] is not None  # below a foot, FROM may be the form's own
    stamps.mark_banners(lines)


def is_sender(text: str) -> bool:
    """Whether a line is nothing but the sender, as below the head of an airgram's page: `from MONROVIA`."""
    found = _SENDER.fullmatch(text)
    return found is not None and tables.post_of_address(found["sender"].upper()) is not None
