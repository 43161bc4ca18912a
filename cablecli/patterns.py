"""Regular expressions that are compiled when first used, and bear a name: compiling all would be most of the start.

They are compiled by `re`, measured twice as quick at it as `regex` and 7 % quicker at matching; `regex` serves the
patterns that users give, which need its time limit (`filters.Grep`).
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, AnyStr, cast

ALL: list[re.Pattern[Any]] = []  # those of the modules that are loaded, for the test that they are linear


def lazy(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern, as far as its methods are concerned."""
    made = cast("re.Pattern[AnyStr]", _Lazy(source, flags))
    ALL.append(made)
    return made


class _Lazy:
    def __init__(self, pattern: Any, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, method: str) -> Any:
        compiled = re.compile(self.pattern, self.flags)
        for name in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub"):
            setattr(self, name, getattr(compiled, name))
        return getattr(compiled, method)


NAMES: dict[str, str] = {}  # by source
_ANY_CASE = re.VERBOSE | re.IGNORECASE
_ASCII_CASE = _ANY_CASE | re.ASCII
_CLASSES = (r"\s", r"\w", r"\d", r"\S", r"\W", r"\D", r"\B")  # with these ASCII would be another pattern


def pattern(name: str, source: str, *, ignore_case: bool = False) -> re.Pattern[str]:
    """A verbose pattern that is compiled when it is first used.

    Of the letters only ASCII's have case: K and S have a third form elsewhere, which makes every set of letters a large
    one and the pattern a third dearer to compile. Blanks and the ends of words stay those of all scripts.
    """
    flags = re.VERBOSE
    if ignore_case and any(escape in source for escape in _CLASSES):
        flags = _ANY_CASE
    elif ignore_case:
        source, flags = source.replace(r"\b", r"(?u:\b)"), _ASCII_CASE
    NAMES[source] = name
    return lazy(source, flags)


def one_of(words: Iterable[str]) -> str:
    """The source of a group that matches one of these words, the longest that does."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, longest_first))})"


def around(
    words: Iterable[str], sought: re.Pattern[str], text: str, before: int, behind: int
) -> Iterator[re.Match[str]]:
    """The matches of a pattern each of which holds one of some words, in order.

    A pattern that does not begin with a literal is tried at each character; a word is found at once. The pattern runs
    where one stands only, from so many characters before to so many behind its beginning; each match, and what it looks
    at behind its end, must lie within.
    """
    for begin, end in _joined(sorted(at for word in words for at in _places(word, text)), before, behind):
        yield from sought.finditer(text, begin, end)


def _places(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _joined(places: Iterable[int], before: int, behind: int) -> Iterator[tuple[int, int]]:
    """The stretches around some places, those that touch as one."""
    begin = end = -1
    for at in places:
        if at - before > end:
            if end >= 0:
                yield begin, end
            begin = max(0, at - before)
        end = at + behind
    if end >= 0:
        yield begin, end
