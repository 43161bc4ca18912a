"""Finds the lines above a heading that belong to its cable: copies for offices, stamps, a mail form, a database row."""

import re

from cablecli.carriers.telegram_sections import LEVEL
from cablecli.patterns import lazy

_MOST = 80  # lines above a heading
_DATE = rb"[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}"
# A line may be all blanks but its last word, so no repeat of blanks gives any back (`+` after it).
_LINE = lazy(
    rb"""[ \t]*+(?![A-Z][A-Z ]{2,30}[^\n]{0,100}\bPage[ ][0-9])(?:  # the foot of a page is that of the text above
      [_*\-]{3,}[^\n]{0,60} | > | null  # rules, the remains of a database row
    | ```[a-z]{0,9} | [#]{1,3}[ ][0-9]{2}[A-Z]{3,30}[0-9]{1,7}  # a Markdown file's fence and heading
    | PAGE[ ]0?[01]\b[^\n]{0,80} | [0-9]{2,3}
    | (?:ACTION|ORIGIN|INFO|COPY)[ ]++[A-Z/]{1,6}-[0-9][^\n]{0,90}
     | (?:[A-Z0-9/]{1,6}-[0-9]{2}(?:[ ]++|$)){1,20}[^\n]{0,20}
    | /?[0-9]{3}[ ]?[A-Z]{1,2} | TED[0-9]{3,6} | [A-Z]{2,8}:
    | (?:""" + LEVEL + rb""")(?:[ ][^\n]{0,90})?
    | (?:LIMITED[ ]OFFICIAL[ ]USE|SBU|SENSITIVE|SIPDIS|NOFORN|EXDIS|LIMDIS|NODIS|STADIS)[^\n]{0,60}
    | (?:UNCLASSIFIED|RELEASE[D]?[ ]IN|[^\n:]{0,40}Declassified/Released|DECLASSIFIED)[^\n]{0,160}  # no `Markings:`
     | [A-Z][1-9][0-9]?(?:,[ ]?[0-9B.()]+){0,4}  # an exemption, an exhibit
    | (?:To|Action|From|TAGS|Captions|Subject|Ref|Cable|Text)[ ]?:[^\n]{0,200} | Cable
    | (?:ACTION|INFO|DISSEMINATION|CHARGE|APPROVED|DRAFTED|CLEARED|SOURCE
        |APPROVED[ ]BY|DRAFTED[ ]BY|VIA|FROM):[^\n]{0,120}
    | TELEGRAM[ ]{2,}+[^\n]{0,60} | [^\n]{2,60}[ ]""" + _DATE + rb"""[ ][0-9:]{4,8}[^\n]{0,80}
    | """ + _DATE + rb"""(?:[ ][0-9:]{4,8})? | [0-9]{2}[A-Z]{3,30}[0-9]{1,7}(?:[|,][0-9A-Z|,]{0,400})? | [0-9]{4,7}
    | (?:Embassy|Consulate|Mission|Secretary[ ]of[ ]State|US[ ]embassy[ ]cable)\b[^\n]{0,60}
    | [A-Z]:\\[^\n]{5,160} | https?://[^\n]{5,200} | [#][ ]?(?:DOCID|Page)[^\n]{0,60}
     | This[ ]record[ ]is[ ]a[ ]partial[ ]extract[^\n]{0,120}
    )?[ \t\r\f]*""",
    re.VERBOSE,
)  # fmt: skip


# The line of a first page, its figure as scans read it: `PAGE 01`, `PAGE OI`, `PAGI BI`.
_FIRST_PAGE = lazy(rb"[^\w\n]{0,3}PAG[A-Z][ ]?:?[ ]{1,3}(?:[^2-9 \n]{1,4}|[0-9A-Z]1)(?:[ :][^\n]{0,60})?\n")
_NEAR = 4096  # bytes of a mail's head and its few words
_MAIL_HEAD = lazy(
    rb"^From:[ ][^\n]{3,120}\n(?:(?:Sent|Date):[ ][^\n]{6,80}\n|(?:To|Cc):[^\n]{0,400}\n){1,4}Subject:[ ]",
    re.MULTILINE,
)
_CABLE = lazy(rb"^[ \t]*(?:FM[ ][A-Z]|TAGS:|E\.?O\.?[ ]?1|[0-9]{1,2}\.[ ])", re.MULTILINE)
_PROSE = lazy(rb"(?:\b[A-Za-z]{1,12}[ ,]+){6}|NNNN?\s*\Z")  # ends the text before


def _page_above(data: bytes) -> int:
    """The offset of the `PAGE 01` line of the next heading, if it is among the last lines; else the end."""
    at = len(data)
    for _ in range(_MOST // 2):
        at = data.rfind(b"\n", 0, max(at - 1, 0)) + 1
        if _FIRST_PAGE.match(data, at):
            return at
        if at == 0 or _PROSE.search(data, at, data.find(b"\n", at) + 1):
            break
    return len(data)


def _mail_above(data: bytes) -> int:
    """The offset of the head of the mail to which the next heading is attached; without one, the end."""
    heads = list(_MAIL_HEAD.finditer(data, max(len(data) - _NEAR, 0)))
    return heads[-1].start() if heads and not _CABLE.search(data, heads[-1].end()) else len(data)


def lines_above(data: bytes) -> int:
    """The offset at which the lines begin, at the end of a text, that belong to the heading after it."""
    at = end = min(_page_above(data), _mail_above(data))
    for _ in range(_MOST):
        begin = data.rfind(b"\n", 0, max(end - 1, 0)) + 1
        line = data[begin:end].rstrip(b"\n")
        if begin == 0 or not _LINE.fullmatch(line):
            break
        end = begin
        at = begin if line.strip() else at
    return at
