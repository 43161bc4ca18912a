"""Restores line ends in a cable that lost them all, so that its first line begins with the whole heading (FORMAT 3.1).

A blank becomes a line end again before each part of the telegram that has a fixed place and form: date-time group, FM,
TO, INFO, the level, captions, the labels of the text heading, and paragraph numbers that count from 1. Offsets stay the
same. Other line ends cannot be known, and none are made up.
"""

from collections.abc import Iterator

from cablecli.patterns import pattern

_SHORTEST = 300  # characters: no heading has a first line as long, however many addressees stand on it
_HEADING = pattern(
    "transmission heading on one line",
    r"""(?P<above>[^\n]{0,200}?)\b[ZOPR][ ](?:[ZOPR][ ])?[0-9]{6}Z[ ][A-Z]{3}[ ][0-9]{2}[ ]+FM[ ](?=[A-Z])""",
)
_MACHINE = pattern(
    "line of the transmission heading, within a line",
    r"""[ ](?=(?:DE[ ]RU[A-Z]{3} | ZNY[ ] | [ZOPR][ ](?:[ZOPR][ ])?[0-9]{6}Z[ ] | FM[ ] | TO[ ] | INFO[ ]
        | RU[A-Z]{3,6}/  # each addressee
        | C[ ]O[ ]N[ ]F[ ]I | S[ ]E[ ]C[ ]R[ ]E[ ]T | U[ ]N[ ]C[ ]L[ ]A
        | CONFIDENTIAL | SECRET | UNCLAS | LIMITED[ ]OFF))""",
)
_SLUG = pattern(
    "field of the text heading, within a line",
    r"""[ ](?=(?:SIPDIS\b | NOFORN\b | E\.O\.[ ]?[0-9]{5} | TAGS: | SUBJECT: | REFS?:
        | C(?:lassified | LASSIFIED)[ ]B[yY]:?[ ]))""",
)
_NUMBER = pattern(
    "number of a paragraph, within a line", r"""[ ](?=¶?[ ]?(?P<number>[0-9]{1,2})\.[ ]{1,2}[(A-Z])"""
)
_LEVEL = pattern("level", r"""(?:C[ ]O[ ]N|S[ ]E[ ]C|U[ ]N[ ]C|CONFIDENTIAL|SECRET|UNCLAS|LIMITED)""")


def restored(text: str) -> str:
    """Return the text with its line ends restored, or unchanged if its first line is of ordinary length."""
    begin = len(text) - len(text.lstrip())
    if text.find("\n", begin, begin + _SHORTEST) >= 0 or len(text) - begin < _SHORTEST:
        return text
    if not _HEADING.match(text, begin):
        return text
    end = text.find("\n", begin)
    ends = frozenset(_ends(text, begin, end if end > 0 else len(text)))
    return "".join("\n" if at in ends else sign for at, sign in enumerate(text))


def _ends(text: str, begin: int, end: int) -> Iterator[int]:
    """The offsets between `begin` and `end` at which lines ended."""
    at = begin
    for found in _MACHINE.finditer(text, begin, end):
        yield found.start()
        at = found.end()
        if _LEVEL.match(text, at):
            break  # the text heading begins
    for found in _SLUG.finditer(text, at, end):
        yield found.start()
    wanted = 1
    for found in _NUMBER.finditer(text, at, end):
        if int(found["number"]) == wanted:
            yield found.start()
            wanted += 1
