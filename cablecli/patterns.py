"""Named regular expressions that are compiled when first used. Compiling all of them would dominate start-up.

They use `re`, which compiles twice as fast as `regex` and matches 7 % faster (measured). `regex` is used for patterns
that users give, since it has a time limit (`filters.Grep`).
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, AnyStr, cast

from cablecli import pattern_code

ALL: list[re.Pattern[Any]] = []  # of all loaded modules, for the test that they are linear


def lazy(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """An object with the methods of a pattern, which compiles `source` at the first call of one."""
    made = cast("re.Pattern[AnyStr]", _Lazy(source, flags))
    ALL.append(made)
    return made


class _Lazy:
    def __init__(self, pattern: Any, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, method: str) -> Any:
        made = pattern_code.compiled(self.pattern, self.flags)
        for name in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub"):
            setattr(self, name, getattr(made, name))
        return getattr(made, method)


NAMES: dict[str, str] = {}  # by source
_ANY_CASE = re.VERBOSE | re.IGNORECASE
_ASCII_CASE = _ANY_CASE | re.ASCII
_CLASSES = (r"\s", r"\w", r"\d", r"\S", r"\W", r"\D", r"\B")  # re.ASCII would change their meaning


def pattern(name: str, source: str, *, ignore_case: bool = False) -> re.Pattern[str]:
    """A verbose pattern that is compiled when it is first used.

    With `ignore_case`, only ASCII letters have case. Unicode gives K and S a third form, which makes each set of
    letters large and compiling a third slower. Blanks and word ends are those of all scripts.
    """
    flags = re.VERBOSE
    if ignore_case and any(escape in source for escape in _CLASSES):
        flags = _ANY_CASE
    elif ignore_case:
        source, flags = source.replace(r"\b", r"(?u:\b)"), _ASCII_CASE
    NAMES[source] = name
    return lazy(source, flags)


def one_of(words: Iterable[str]) -> str:
    """The source of a group that matches the longest fitting word of these."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, longest_first))})"


def around(
    words: Iterable[str], sought: re.Pattern[str], text: str, before: int, after: int
) -> Iterator[re.Match[str]]:
    """The matches, in order, of a pattern whose every match holds one of some words.

    Finding a word is much faster than trying a pattern at each character, so the pattern is tried only near the words:
    from `before` characters before one begins to `after` characters after. Matches and their lookaheads must fit.
    """
    for begin, end in _joined(sorted(at for word in words for at in places(word, text)), before, after):
        yield from sought.finditer(text, begin, end)


def places(word: str, text: str) -> Iterator[int]:
    """The offsets of a word in a text."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _joined(found: Iterable[int], before: int, after: int) -> Iterator[tuple[int, int]]:
    """The ranges around some places, with those that touch joined."""
    begin = end = -1
    for at in found:
        if at - before > end:
            if end >= 0:
                yield begin, end
            begin = max(0, at - before)
        end = at + after
    if end >= 0:
        yield begin, end
