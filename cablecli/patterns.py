"""Named regular expressions that are compiled when first used. Compiling all of them would dominate start-up.

They use `re`, which compiles twice as fast as `regex` and matches 7 % faster (measured). `regex` is used for patterns
that users give, since it has a time limit (`filters.Grep`).
"""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, AnyStr, cast

ALL: list[re.Pattern[Any]] = []  # of all loaded modules, for the test that they are linear


def lazy(source: AnyStr, flags: int = 0, signs: Iterable[AnyStr] = ()) -> re.Pattern[AnyStr]:
    """An object with the methods of a pattern, which compiles `source` at the first call of one.

    With `signs`, in capitals, it waits for a text that holds one of them in any case, as every match does.
    """
    made = cast("re.Pattern[AnyStr]", _Lazy(source, flags, tuple(signs)))
    ALL.append(made)
    return made


# What is found in a text without a sign, by the methods that can wait.
_NOTHING = {"search": None, "match": None, "fullmatch": None, "finditer": iter(())}
# Texts without a sign: more than one cable needs; in a longer run the compiled pattern is faster.
_MOST_WAITS = 100


class _Lazy:
    def __init__(self, pattern: Any, flags: int, signs: tuple[Any, ...]) -> None:
        self.pattern, self.flags, self.signs = pattern, flags, signs
        self.waits = _MOST_WAITS if signs else 0

    def __getattr__(self, method: str) -> Any:
        return partial(self._first, method) if self.waits and method in _NOTHING else self._compiled(method)

    def _first(self, method: str, text: Any, at: int = 0, *end: int) -> Any:
        rest = text[at:].upper()
        self.waits -= 1
        if not any(map(rest.__contains__, self.signs)):
            return _NOTHING[method]
        return self._compiled(method)(text, at, *end)

    def _compiled(self, method: str) -> Any:
        compiled = re.compile(self.pattern, self.flags)
        for name in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub"):
            setattr(self, name, getattr(compiled, name))
        return getattr(compiled, method)


NAMES: dict[str, str] = {}  # by source
FIGURES = "0123456789"  # the signs of patterns of numbers
_ANY_CASE = re.VERBOSE | re.IGNORECASE
_ASCII_CASE = _ANY_CASE | re.ASCII
_CLASSES = (r"\s", r"\w", r"\d", r"\S", r"\W", r"\D", r"\B")  # re.ASCII would change their meaning


def pattern(
    name: str, source: str, *, ignore_case: bool = False, signs: Iterable[str] = ()
) -> re.Pattern[str]:
    """A verbose pattern that is compiled when it is first used, or with `signs` when a text holds one: see `lazy`.

    With `ignore_case`, only ASCII letters have case. Unicode gives K and S a third form, which makes each set of
    letters large and compiling a third slower. Blanks and word ends are those of all scripts.
    """
    flags = re.VERBOSE
    if ignore_case and any(escape in source for escape in _CLASSES):
        flags = _ANY_CASE
    elif ignore_case:
        source, flags = source.replace(r"\b", r"(?u:\b)"), _ASCII_CASE
    NAMES[source] = name
    return lazy(source, flags, signs)


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
