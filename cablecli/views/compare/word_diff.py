"""Two texts word by word: what is equal, added, lost, changed, or withheld in one of them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from cablecli.parser.tokens.withheld import CODE
from cablecli.patterns import pattern
from cablecli.views.blocks import Variant

EQUAL, CHANGED, ADDED, LOST, REDACTED = "equal", "changed", "added", "lost", "redacted"
RUN = 3  # words in a row: one that both texts have once is hardly there by chance
# difflib takes time by the pairs of equal words, of which 500 words of prose have 3,000 with themselves, and by the
# square of the length where each second word differs.
_MOST_PAIRS, _MOST_WORDS = 20_000, 1000
_NOWHERE = -1
_TOKEN = pattern(
    "token of a comparison",
    rf"""(?P<mark>                                     # what a release puts in the place of words
          (?i: x{{4,}} ) | [\u2580-\u259f\u25a0]+         # XXXX; boxes
        | [\[(<] [^\[\]<>]{{0,60}}?                     # [3 lines not declassified], (excised), [NAME REMOVED]
          \b (?i: not[ ]declassified | excised | deleted | redacted | removed | withheld | sanitized ) \b
          [^\[\]<>]{{0,60}}? [\])>]
        | \[ [ .\-_\u2013\u2014\u2026]{{0,100}} \]         # empty brackets
        | (?<![\w/\-.]) {CODE} (?![\w/\-])
        )
      | \w+ (?: ['\u2019.\-] \w+ )*                    # a word: it may have apostrophes, dots, hyphens inside
      | (?P<sign>[^\w\s]) (?P=sign)*                   # a punctuation mark, or a row of them
    """,
)


class Token(NamedTuple):
    """A word, a punctuation mark or a redaction mark, and its place."""

    text: str
    start: int
    end: int
    is_mark: bool

    @property
    def key(self) -> str:
        """What is compared. Hyphens are ignored: they may come from a line end that other copies do not have."""
        return self.text.replace("-", "") or self.text


Match = tuple[int, int, int]  # where in a, where in b, how many
Stretch = tuple[int, int, int, int]  # a[:] and b[:]


def tokens(text: str) -> list[Token]:
    return [Token(m[0], *m.span(), m["mark"] is not None) for m in _TOKEN.finditer(text)]


def is_withheld(text: str) -> bool:
    """Whether a text is nothing but redaction marks and punctuation."""
    found = tokens(text)
    return any(one.is_mark for one in found) and all(
        one.is_mark or not one.text[0].isalnum() for one in found
    )


def unique(places: Iterable[tuple[tuple[str, ...], int]]) -> dict[tuple[str, ...], int]:
    """The runs of words that occur in one place only, and that place."""
    found: dict[tuple[str, ...], int] = {}
    several: set[tuple[str, ...]] = set()
    for run, place in places:
        if found.setdefault(run, place) != place:
            several.add(run)
    return {run: place for run, place in found.items() if run not in several}


def runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The runs of RUN words in order; a shorter text is one run."""
    for k in range(max(1, len(words) - RUN + 1)):
        yield tuple(words[k : k + RUN])


def pieces(a: str, b: str, codes: tuple[int, int] = (0, 0)) -> list[Variant]:
    """The texts side by side in pieces; `codes` counts the redaction codes in each margin, for unmarked gaps."""
    if a == b:
        return [Variant(EQUAL, "", a, b)]
    first, second = tokens(a), tokens(b)
    found = []
    for i, i_end, j, j_end in _stretches(first, second):
        left, right = first[i:i_end], second[j:j_end]
        kind = _kind(left, right, codes)
        gap = _gap(a, first, i) if left else _gap(b, second, j)
        found.append(Variant(kind, gap, _slice(a, left), _slice(b, right)))
    return found


def _kind(a: Sequence[Token], b: Sequence[Token], codes: tuple[int, int]) -> str:
    """What happened here; words are redacted if a mark replaces them, or if they are gone and the margin has a code."""
    if [one.key for one in a] == [one.key for one in b]:
        return EQUAL
    if a and b:
        return REDACTED if _has_mark(a) != _has_mark(b) else CHANGED
    withheld = codes[1] > codes[0] if a else codes[0] > codes[1]
    return REDACTED if withheld else LOST if a else ADDED


def _has_mark(found: Sequence[Token]) -> bool:
    return any(one.is_mark for one in found)


def _gap(text: str, found: Sequence[Token], k: int) -> str:
    """The blanks before a token."""
    return text[found[k - 1].end if k else 0 : found[k].start]


def _slice(text: str, found: Sequence[Token]) -> str:
    return text[found[0].start : found[-1].end] if found else ""


def _stretches(a: Sequence[Token], b: Sequence[Token]) -> Iterator[Stretch]:
    """Stretches of both that are equal, and those between them."""
    i = j = 0
    matches = _joined(_matches([one.key for one in a], [one.key for one in b]))
    for at, there, count in (*matches, (len(a), len(b), 0)):
        if at > i or there > j:
            yield i, at, j, there
        i, j = at + count, there + count
        if count:
            yield at, i, there, j


def _joined(matches: Iterable[Match]) -> list[Match]:
    """The matches, where neighbours that touch in both texts are one."""
    found: list[Match] = []
    for i, j, count in matches:
        if found and (found[-1][0] + found[-1][2], found[-1][1] + found[-1][2]) == (i, j):
            i, j, count = found[-1][0], found[-1][1], found.pop()[2] + count
        found.append((i, j, count))
    return found


def _matches(a: Sequence[str], b: Sequence[str]) -> Iterator[Match]:
    """The equal stretches in order; long texts are first cut at runs that surely belong together."""
    if _is_small(a, b):
        yield from _compared(a, b, (0, len(a), 0, len(b)))
        return
    ends = [(0, 0), *_anchors(a, b), (len(a), len(b))]
    for (i, j), (i_end, j_end) in pairwise(ends):
        start = _equal(a, b, (i, i_end, j, j_end))
        yield i, j, start
        stretch = (i + start, i_end, j + start, j_end)
        if _is_small(a[i + start : i_end], b[j + start : j_end]):
            yield from _compared(a, b, stretch)


def _is_small(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether difflib has something to compare and would finish soon."""
    if not a or not b or len(a) + len(b) > _MOST_WORDS:
        return False
    counts, others = Counter(a), Counter(b)
    return sum(count * others[word] for word, count in counts.items()) <= _MOST_PAIRS


def _compared(a: Sequence[str], b: Sequence[str], stretch: Stretch) -> Iterator[Match]:
    i, i_end, j, j_end = stretch
    matcher = SequenceMatcher(None, a[i:i_end], b[j:j_end], autojunk=False)
    for block in matcher.get_matching_blocks():
        if block.size:
            yield i + block.a, j + block.b, block.size


def _equal(a: Sequence[str], b: Sequence[str], stretch: Stretch) -> int:
    """How many words are equal at the start of a stretch."""
    i, i_end, j, j_end = stretch
    most = min(i_end - i, j_end - j)
    return next((k for k in range(most) if a[i + k] != b[j + k]), most)


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """The starts of runs that each text has once, as many as are in the same order in both."""
    here = unique((run, k) for k, run in enumerate(runs(a)))
    there = unique((run, k) for k, run in enumerate(runs(b)))
    return _rising([(k, there[run]) for run, k in here.items() if run in there])


def _rising(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence in which the second numbers rise too; the first ones rise already."""
    least: list[int] = []  # of the rising parts of each length, the least end ...
    last: list[int] = []  # ... and the place where that is
    before: list[int] = []
    for k, (_, there) in enumerate(places):
        length = bisect_left(least, there)
        before.append(last[length - 1] if length else _NOWHERE)
        least[length : length + 1], last[length : length + 1] = [there], [k]
    found = []
    k = last[-1] if last else _NOWHERE
    while k != _NOWHERE:
        found.append(places[k])
        k = before[k]
    return found[::-1]
