"""Recognizes documents that are not cables and say so at the top: memoranda, letters, reports, archive sheets."""

from functools import cache
from itertools import islice

from cablecli.facts import tables
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens import numbers
from cablecli.patterns import pattern

_TOP = 12  # lines: letterhead, level, date and an address of four lines come before `Dear Peter:`
_CARD = 40  # lines: the longest card has 25; a longer text is a scanned document below its card
_AFTER_NAME = pattern(
    "rest of a line after a form's name",
    r"""
    \W{0,3}
    | (?:[ ]{2,}|\t) .{1,40}  # a date or a number in another column
    | [ ] (?:\W|(?:OF|FOR|TO|ON|FROM)[ ]) [^.]{1,80}  # `FOR THE RECORD`, `(PRESIDENTIAL LIBRARIES)`
    """,
)
_SALUTATION = pattern("salutation", r""" Dear [ ] [A-Z] [^.!?]{0,40} (?:\.[^.!?]{1,30})? [:,] """)


def named(lines: Lines) -> str | None:
    """What a text is by a form's name or a salutation above its first paragraph, as `a letter`; None without one."""
    above = (text for text, passed in zip(lines.text, lines.passed, strict=True) if not passed)
    for text in islice(above, _TOP):
        if numbers.numbered(text):
            break
        if _SALUTATION.fullmatch(text):
            return "a letter"
        title = text.upper().replace(" / ", "/")
        for name, form in _forms():
            if title.startswith(name) and _AFTER_NAME.fullmatch(title, len(name)):
                return None if form == "a record card" and len(lines) > _CARD else form
    return None


@cache
def _forms() -> list[list[str]]:
    return [line.split("\t") for line in tables.lines("forms.tsv")]
