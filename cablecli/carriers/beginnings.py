"""Finds where a cable may begin in a stream, and its kind.

One small pattern finds the first lines of cables of all kinds. A pattern for each kind then checks what follows. It is
compiled only when needed, since most inputs are one cable.
"""

import re

from cablecli.carriers.telegram_sections import WORN_GROUP, WORN_LINE
from cablecli.patterns import lazy

FIELD = rb"(?:E\.?[ ]?O\.?[ ]?1[0-9]{4}|TAGS?[ ]?:|SUBJ(?:ECT)?[ ]?:)"
DTG = rb"(?:[ZOPR][ ]){0,2}[0-9]{6}Z[ ][A-Z]{3,9}[ ][0-9]{2}"
# A level by its beginning, spaced out or not, as far as no other word begins so: scans err at its end.
_LEVEL = (
    rb"(?:U[ ]?N[ ]?C[ ]?L[ ]?A[ ]?S|L[ ]?I[ ]?M[ ]?I[ ]?T[ ]?E[ ]?D[ ]+O[ ]?F"
    rb"|R[ ]?E[ ]?S[ ]?T[ ]?R[ ]?I[ ]?C[ ]?T[ ]?E"
    rb"|C[ ]?O[ ]?N[ ]?F[ ]?I[ ]?D[ ]?E[ ]?N[ ]?T[ ]?I|(?:T[ ]?O[ ]?P[ ]+)?S[ ]?E[ ]?C[ ]?R[ ]?E[ ]?T\b)"
)
_LEVEL_BEGINS = rb"(?:U[ ]?N[ ]?C|L[ ]?I[ ]?M|R[ ]?E[ ]?S|C[ ]?O[ ]?N|S[ ]?E[ ]?C|T[ ]?O[ ]?P)"
LEVEL_LINE = _LEVEL + rb"[^\n]{0,120}[0-9]{2,8}[ \t\r]*"
_END = rb"[^\n]{0,200}\n"
# After a sender, where no more is needed.
_NUMBERED_LEVEL = _LEVEL_BEGINS + rb"[^\n]{0,140}[0-9]{2}[ \t\r]*\n"
_FEW = rb"(?:[^\n]{0,120}\n){0,8}?[ \t]{0,80}"  # lines between a heading's first line and the one that confirms it
_TO_FIELDS = rb"(?:[^\n]{0,200}\n){0,25}?[ \t]{0,80}" + FIELD
_PAGE = rb"<(?:\?xml[ ]|!DOCTYPE[ ]html|html\b)"
# A heading glued to the last line of the file before it, which had no line end.
_GLUED = rb"(?:VZCZC[A-Z]{3}[0-9]|(?:[ZOPR][ ]){1,2}[0-9]{6}\w?[ ][A-Z])"

# A surname in capitals, alone on its line.
SURNAME = rb"[A-Z](?:[A-Z'\-]|[ ](?=[A-Z])){2,24}+"

# What the line after one begins with if a heading is glued to that one's end.
_AFTER_GLUED = rb"[ \t\r\n]{0,9}(?:[B-OQ-Z]M[ ]|[ZOPR]{2}[ ]R|DE[ ]R|SIPDIS|" + DTG + rb"|" + FIELD + rb")"

# How the first line of each kind begins. That of a heading may be of three kinds. The pattern is tried at every line of
# every input, so a repeat that runs over a line must not backtrack (`+` after the braces): it took most of the time.
_FIRST = lazy(
    rb"\n(?![ \t\f\r]{0,80}+\n)(?=[ \t\f]{0,80}(?:"  # no kind begins in a blank line
    rb"(?P<headless>(?:NNNN?[ \t\r\n]{0,80}|" + SURNAME + rb"[ \t\r]{0,9}\n[ \t]{0,40})1\.[ ])"
    rb"|(?P<heading>VZCZC[A-Z]|(?:ZZ|OO|PP|RR)[ ]R[A-Z]|(?:[ZOPR][ ]){0,2}[0-9]{6}Z[ ]|FM[ ][A-Z]|"
    + _LEVEL_BEGINS + rb"|"
    rb"(?:\w?[^\w\n]{1,4}){0,2}[0-9]\S{4,8}[ ,/]{1,2}[A-Z0-9]{3}[ ,/.]{1,3}[0-9])"
    rb"|(?P<record>Message[ ]Text)|(?P<attributes>Message[ ]Attributes)|(?P<message>[^\w\n]{0,9}MRN\b)"
    rb"|(?P<white_house>PREC[ ]?:)"
    rb"|(?P<printed>(?:INCOMING|OUTGOING)[ ]TELEGRAM\b|(?:FOREIGN[ ]SERVICE[ ])?A(?:IR\s?|[ ]I[ ]R[ ])G)"
    rb"|(?P<sheet>[^\n]{0,60}ASSASSINATION[ ]SYSTEM)|(?P<web>Reference[ ]ID|Viewing[ ]cable|Identifier:|Canonical)"
    rb"|[^\n<{]{0,160}+(?:</(?i:html)>[ \t]{0,80})?(?:(?P<page>" + _PAGE + rb")|(?P<json>\{))"
    # the next line, and then the end of a line, show whether a heading may be glued to it
    rb"|(?P<glued>(?!E\.?[ ]?O|TAGS?[ ]?:|SUBJ)(?=[^\n]*+\n" + _AFTER_GLUED + rb")"
    rb"[^\n]{2,3500}(?:[0-9]|[ ]Z[A-Z]{2})[ \t\r]*\n)"
    rb"))",
    re.VERBOSE,
)  # fmt: skip
_KINDS = {"heading": ("transmission", "level", "glued")}

# A record of ours, or an object of another archive that holds a text.
_RECORD = rb"""(?=")[^\n]{0,4000}?"(?:schema"[ ]?:[ ]?[0-9]|body"[ ]?:[ ]?")"""
_SOURCES = {
    "transmission": rb"(?:VZCZC[A-Z]{3}[0-9]{0,4}|(?:ZZ|OO|PP|RR)[ ]R[A-Z]{3,7})" + _END + _FEW
    + rb"(?:FM[ ]|DE[ ]R|" + DTG + rb")"
    rb"|" + DTG + _END + rb"(?:[^\n]{0,120}\n){0,3}?[ \t]{0,80}FM[ ]"
    # no line of a sentence, which may begin with TO as well
    rb"|FM[ ][A-Z]" + _END + rb"(?:[ \t\r]*\n)?"
    rb"(?:TO[ ][A-Z](?![^\n]{0,120}\.[ \t\r]{0,9}\n)|" + _FEW + _NUMBERED_LEVEL + rb")"
    rb"|" + WORN_GROUP,
    "level": LEVEL_LINE + rb"\n" + _TO_FIELDS,
    # not one label above another
    "record": rb"Message[ ]Text[ \t\r]*\n(?!\s{0,80}Message[ ]Text\s)",
    "attributes": rb"Message[ ]Attributes[ \t\r]*(?:\n(?!\s{0,80}Message[ ]Attributes\s)|\Z)",
    "message": rb"(?:[^\w\n]{0,9})MRN\b"
    rb"(?=[^\n]{0,300}(?:\n(?![^\w\n]{0,9}MRN\b)[^\n]{0,300}){0,40}?\n[^\w\n]{0,9}(?:Date/DTG|Dissemination[ ]Rule)\b)",
    "white_house": rb"PREC[ ]?:[^\n]{0,80}\n(?=[\s\S]{0,1200}?\n[ \t]{0,80}ORIG[ ]?:)",
    "printed": rb"(?:INCOMING|OUTGOING)[ ]TELEGRAM\b(?=[\s\S]{0,2000}?\b(?:NO|FROM|Control)[ ]?:)"
    rb"|(?:FOREIGN[ ]SERVICE[ ])?(?:AIR\s{0,4}G\s{0,4}G?RAM|A[ ]I[ ]R[ ]G[ ]R[ ]A[ ]M)"
    rb"(?:[ ]{2}[^\n]{0,80})?[ \t\r]*\n(?=[\s\S]{0,2000}?\b(?:FROM|TO)\s{0,9}:)",
    "sheet": rb"[^\n]{0,60}ASSASSINATION[ ]SYSTEM\s{1,9}IDENTIFICATION[ ]FORM",
    "web": rb"Reference[ ]ID[ \t\r\n]+Created\b|Viewing[ ]cable[ ][0-9]{2}[A-Z]|Identifier:[ ][0-9]{2}[A-Z]{3,30}[0-9]"
    rb"|Canonical[ ]ID:",
}  # fmt: skip
# For each kind, what comes before its beginning, which a lookahead checks.
_PATTERNS = {
    **{
        name: lazy(rb"(?=[ \t\f]{0,80}(?:" + source + rb"))", re.VERBOSE) for name, source in _SOURCES.items()
    },
    # a text without a heading, by its first number after the end of another, or after the surname that may end it
    "headless": lazy(
        rb"[ \t\f]{0,80}(?:NNNN?[ \t\r]*(?:\n[ \t\r\n]{0,80})?|" + SURNAME + rb"[ \t\r]{0,9}\n[ \t]{0,40})"
        rb"(?=1\.[ ])",
        re.VERBOSE,
    ),
    "page": lazy(rb"[^\n<{]{0,160}(?:</(?i:html)>[ \t]{0,80})?(?=" + _PAGE + rb")", re.VERBOSE),
    "json": lazy(rb"[^\n<{]{0,160}(?=\{[ ]?" + _RECORD + rb")", re.VERBOSE),
    "glued": lazy(
        rb"(?<![^\n])[^\n]{0,3480}?[\w.)>\]][ ]?(?=" + _GLUED + rb"|" + LEVEL_LINE + rb"\n)", re.VERBOSE
    ),
}
# Lines that stand above headings, by words that are in no sentence.
_ABOVE_HEADINGS = (b"This record is a partial extract of the original cable", b"INFO  LOG-00")
_IN_LINE = lazy(rb"(?<=[\w.)>\]][ ])|(?<=[\w.)>\]])")
# A heading that is recognized although its next lines are in another piece.
_CUT = lazy(_GLUED + rb"|" + WORN_LINE + rb"\Z", re.VERBOSE)
_AHEAD = 4096  # no pattern looks further


def search(data: bytes | bytearray, at: int = 0) -> re.Match[bytes] | None:
    """The next beginning from this place on, at the end of the match, or None."""
    begin = at
    while first := _FIRST.search(data, at):
        if confirmed := _confirmed(first, data):
            return _line_glued(data, begin, confirmed[1].end()) or confirmed[1]
        at = first.end()
    return _line_glued(data, begin, len(data))


def _line_glued(data: bytes | bytearray, at: int, stop: int) -> re.Match[bytes] | None:
    """The next line that stands above headings and was glued to the one before it."""
    found = [data.find(words, at + 1, stop) for words in _ABOVE_HEADINGS]
    first = min((place for place in found if place >= 0), default=None)
    return None if first is None else _IN_LINE.match(data, first)


def kind_of(data: bytes) -> str:
    """The kind as which a piece begins, or ""."""
    if _CUT.match(data):
        return "transmission"
    head = b"\n" + data[:_AHEAD].lstrip(b" \t\f")
    first = _FIRST.match(head)
    kind, found = (first and _confirmed(first, head)) or ("", None)
    if found and found.end() == 1:
        return kind
    return "headless" if data.startswith(b"1. ") else ""


def _confirmed(first: re.Match[bytes], data: bytes | bytearray) -> tuple[str, re.Match[bytes]] | None:
    """The kind that begins in a line, with a match up to its beginning; None if the next lines do not confirm it."""
    name = first.lastgroup or ""
    for kind in _KINDS.get(name, (name,)):
        if found := _PATTERNS[kind].match(data, first.end()):
            return kind, found
    return None
