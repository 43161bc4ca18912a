"""Tells the cable's own level and captions from those of a page that ends within the heading (FORMAT 1.9).

This can be told where the classification line has the cable's number. The heading reaches from FM to the first number
of a paragraph.
"""

from cablecli.model.role import Role
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens import captions, classification, numbers

_LONGEST_HEADING = 120  # lines: eighty addresses and the fields
_LONGEST_BARE = 40  # characters of a level with its letters spaced out
_FIRST_LETTERS = frozenset(level[0] for level in classification.LEVELS)


def mark(lines: Lines) -> None:
    """Claim the levels alone on a line within the heading as banners of its pages."""
    bare = _bare(lines)
    numbered = _numbered(lines) if bare else None
    if numbered is None:
        return
    extent, level = _extent(lines, numbered), classification.level_at(lines.text[numbered])
    for k in extent:
        # `STILL` / `RESTRICTED` may be words of a subject
        if k in bare and (lines.gap[k] or (level and bare[k] == level[0])):
            lines.take(k, Role.BANNER, "level within the heading", passed=True)


def without_own(lines: Lines, banners: list[int]) -> list[int]:
    """The pieces of what may be banners but for the cable's own captions, right below the classification line."""
    if not any(captions.captions_in(lines.text[k]) for k in banners):
        return banners
    numbered = _numbered(lines)
    if numbered is None:
        return banners
    end = numbered + 1
    while end < len(lines) and (lines.passed[end] or captions.captions_in(lines.text[end])):
        end += 1
    return [k for k in banners if not numbered < k < end]


def _bare(lines: Lines) -> dict[int, str]:
    """The levels alone on their lines, by piece."""
    short = (k for k, text in enumerate(lines.text[:_LONGEST_HEADING]) if text[0] in _FIRST_LETTERS)
    fused = ((k, lines.text[k].replace(" ", "")) for k in short if len(lines.text[k]) < _LONGEST_BARE)
    return {k: classification.LEVELS[word] for k, word in fused if word in classification.LEVELS}


def _numbered(lines: Lines) -> int | None:
    """The piece of the classification line, if it has the cable's number."""
    return next((k for k, text in enumerate(lines.text[:_LONGEST_HEADING]) if _has_number(text)), None)


def _has_number(text: str) -> bool:
    if len(text) > classification.LONGEST or not classification.may_begin_level(text):
        return False
    return classification.is_numbered_level(text)


def _extent(lines: Lines, numbered: int) -> range:
    """The pieces of the heading, whose classification line is a piece of it."""
    top = lines.text[:_LONGEST_HEADING]
    begin = next((k for k, text in enumerate(top[:numbered]) if text.startswith("FM ")), numbered)
    below = range(numbered + 1, len(top))
    return range(begin + 1, next((k for k in below if numbers.numbered(top[k])), len(top)))
