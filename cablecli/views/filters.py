"""Functions that reduce a cable to the paragraphs, participants or tags that are wanted."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from typing import Any

from cablecli.errors import CableError
from cablecli.model import Cable, Paragraph
from cablecli.patterns import lazy, pattern
from cablecli.views.reading import paragraph_text

Narrow = Callable[[Cable], Cable]
Test = Callable[[Paragraph], bool]
Cut = Callable[[Paragraph], Paragraph]
_PATTERN_SECONDS = 2.0
_PATTERN_LENGTH = 1000
_PATTERN_SIZE = 100_000  # with its counts written out: some 30 MB
_SENTENCE_END = pattern(
    "end of a sentence",
    # not after a capital or a single letter, as in U.S. and `a. text`, nor after a title; a line of a list is one too
    r"""(?<![A-Z])(?<!\b[a-z0-9])(?<!\b(?:Mr|Dr|Ms|St|No))(?<!\b(?:Amb|Mrs|Gen|Col|Sen|Rep|Gov))[.!?]["')]{0,2}\s+(?=["'(]?[A-Z0-9])
      | \n""",
)
_TOKEN = lazy(
    r"""\\.                                        # an escape
      | \[\^?\]?(?:\\.|[^\]\\])*+\]                  # a set
      | \{(?P<low>[0-9]*)(?:,(?P<high>[0-9]*))?\}  # a count
      | .
    """,
    re.VERBOSE | re.DOTALL,
)


class SlowPattern(CableError):
    """A pattern of the user's that takes too long."""


def tags_of_kind(kinds: Iterable[str]) -> Narrow:
    wanted = frozenset(kinds)
    return lambda cable: replace(cable, tags=tuple(t for t in cable.tags if t.kind in wanted))


def participants_where(names: Iterable[str], sides: Iterable[str]) -> Narrow:
    """Keep people on the given sides, at meetings of somebody whose entry has one of `names`; parts are enough."""
    called, placed = _folded(names), _folded(sides)

    def narrow(cable: Cable) -> Cable:
        people = cable.participants
        if called and not any(_contains(p.text, called) for p in people):
            people = ()
        return replace(
            cable, participants=tuple(p for p in people if not placed or _contains(p.side, placed))
        )

    return narrow


def paragraphs_where(tests: Iterable[Test], around: int = 0, cut: Cut | None = None) -> Narrow:
    """Keep the paragraphs that pass every test, shortened by `cut`, and `around` paragraphs before and after each."""
    tests = tuple(tests)

    def narrow(cable: Cable) -> Cable:
        found = [all(test(p) for test in tests) for p in cable.paragraphs]
        kept = [
            cut(p) if cut and found[k] else p
            for k, p in enumerate(cable.paragraphs)
            if any(found[max(0, k - around) : k + around + 1])
        ]
        return replace(cable, paragraphs=tuple(kept))

    return narrow


def numbered(spec: str) -> Test:
    """Test for numbers such as `4-7,12` or `15-`; ValueError says what is wrong with `spec`."""
    ranges = [_range(part.strip()) for part in spec.split(",")]
    return lambda p: p.number is not None and any(low <= p.number <= high for low, high in ranges)


def _range(part: str) -> tuple[int, float]:
    first, dash, last = part.partition("-")
    if not (first or last) or not all(n.isdecimal() and n.isascii() for n in (first, last) if n):
        raise ValueError(f"{part!r} is no paragraph number or range such as 4-7")
    low = int(first or 0)
    high = int(last) if last else float("inf") if dash else low
    if high < low:
        raise ValueError(f"{part!r} runs backwards")
    return low, high


def marked(markings: Iterable[str]) -> Test:
    """Test for exactly these portion markings, such as `C` or `S//NF`."""
    wanted = frozenset(m.strip().strip("()").upper() for m in markings)
    return lambda p: p.marking in wanted


def headed(headings: Iterable[str]) -> Test:
    """Test for a section heading that contains one of these texts."""
    wanted = _folded(headings)
    return lambda p: _contains(p.heading, wanted)


def labelled(labels: Iterable[str]) -> Test:
    """Test for a label that contains one of these texts: `comment` finds `summary and comment`."""
    wanted = _folded(labels)
    return lambda p: _contains(p.label, wanted)


def _folded(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text.casefold() for text in texts)


def _contains(text: str | None, wanted: tuple[str, ...]) -> bool:
    return text is not None and any(w in text.casefold() for w in wanted)


class Grep:
    """Patterns to search for in paragraphs; any one is enough. A pattern without capitals ignores case."""

    def __init__(self, *patterns: str) -> None:
        self._patterns = [_compiled(pattern) for pattern in patterns]

    def __call__(self, paragraph: Paragraph) -> bool:
        """Whether the paragraph or one of its items has a match; SlowPattern if that takes too long."""
        text = paragraph_text(paragraph)
        with _bounded():
            return any(pattern.search(text, timeout=_PATTERN_SECONDS) for pattern in self._patterns)

    def hits(self, text: str) -> list[tuple[int, int]]:
        """The places of all matches in `text`, in order, without empty ones; SlowPattern if that takes too long."""
        found: list[tuple[int, int]] = []
        with _bounded():
            for pattern in self._patterns:
                found += (m.span() for m in pattern.finditer(text, timeout=_PATTERN_SECONDS) if m[0])
        apart: list[tuple[int, int]] = []
        for start, end in sorted(found):
            if not apart or start >= apart[-1][1]:
                apart.append((start, end))
        return apart

    def snippet(self, paragraph: Paragraph) -> Paragraph:
        """The paragraph reduced to the sentences that match, with dots for what is left out between them."""
        text = paragraph_text(paragraph)
        ends = [0, *(end.end() for end in _SENTENCE_END.finditer(text)), len(text)]
        hits = self.hits(text)
        kept: list[int] = [
            k
            for k, (start, stop) in enumerate(pairwise(ends))
            if any(start < last and first < stop for first, last in hits)
        ]
        if not kept:
            return paragraph  # the hit is empty
        pieces = [text[ends[k] : ends[k + 1]].strip() for k in kept]
        joined = "".join(
            f"{'' if k - 1 in kept else '... '}{piece} " for k, piece in zip(kept, pieces, strict=True)
        )
        words = joined.strip() if kept[0] else joined.strip().removeprefix("... ")
        return replace(paragraph, text=words, items=(), quoted=())


def _compiled(pattern: str) -> Any:
    import regex

    if len(pattern) > _PATTERN_LENGTH:
        raise ValueError(f"longer than {_PATTERN_LENGTH} characters")
    if _unrolled(pattern) > _PATTERN_SIZE:
        raise ValueError("not a regular expression that can be used: its counts multiply to too much")
    if regex.search(r"\(\?(?:R|[0-9]+|&\w+|P>\w+)\)", regex.sub(r"\\.", "", pattern)):
        # without a bound on memory
        raise ValueError("not a regular expression that can be used: it calls itself")
    letters = regex.sub(r"\\[pP]\{[^}]*\}|\\.", "", pattern)
    case = 0 if any(c.isupper() for c in letters) else regex.IGNORECASE
    try:
        return regex.compile(pattern, case | regex.MULTILINE)
    except (regex.error, OverflowError, RecursionError, MemoryError) as error:
        raise ValueError(f"not a regular expression: {error}") from error


@contextmanager
def _bounded() -> Iterator[None]:
    """Turn a timeout into SlowPattern, which ends the run: the next text may take as long."""
    try:
        yield
    except TimeoutError as error:
        raise SlowPattern(f"no answer within {_PATTERN_SECONDS:g} seconds; use a simpler one") from error
    except (MemoryError, RecursionError) as error:
        raise SlowPattern("it needs too much memory; use a simpler one") from error


def _unrolled(pattern: str) -> int:
    """How long the pattern is with every count written out, which is how it is compiled."""
    sizes = [0]  # of each group that is open
    last = 0
    for token in _TOKEN.finditer(pattern):
        if token[0] == "(":
            sizes.append(0)
        elif token[0] == ")" and len(sizes) > 1:
            last = sizes.pop()
            sizes[-1] += last
        elif token["low"] is not None:
            most = max(1, int(token["high"] or token["low"] or 1))
            sizes[-1] += last * (most - 1)
            last *= most
        else:
            last = 1
            sizes[-1] += 1
    return sum(sizes)
