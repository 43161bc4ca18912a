"""Finds the classification line among the lines above the body."""

from collections.abc import Iterator

from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens import numbers
from cablecli.parser.tokens.classification import LONGEST, Classification, classification_line

_REACH = 40  # lines to search: the longest list of addresses above one
_BARE_REACH = 8  # lines to search for one without post and number, since a page's banner looks the same


def find(lines: Lines, start: int) -> tuple[int, Classification] | None:
    """The classification line near piece `start`: the first with a number, else a bare one close by."""
    bare: tuple[int, Classification] | None = None
    for i, found in _candidates(lines, start):
        if found.serial is not None:
            return i, found
        bare = bare or (i, found)
    return bare if bare and bare[0] < start + _BARE_REACH else None


def _candidates(lines: Lines, start: int) -> Iterator[tuple[int, Classification]]:
    """The lines that may be the classification line, up to the first marked paragraph; below another, with a number."""
    opened = False
    for i in range(start, min(start + _REACH, len(lines))):
        text = lines.text[i]
        if lines.passed[i]:
            continue
        if number := numbers.numbered(text):
            opened = True
            if number.marking:
                return
        spaced = text[3:4] in " E"  # `C O N F`, which its blanks make long, or `SECRET`
        found = classification_line(text) if len(text) <= LONGEST or spaced else None
        if found and not (opened and found.serial is None):
            yield i, found
