"""Which paragraphs of two copies belong together: by their words, and by their numbers where these say nothing."""

from bisect import bisect
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from cablecli.views.compare.word_diff import runs, unique

_ALIKE = 0.2  # of the runs of the shorter one: fewer are phrases that any cable may have
# Worth this share of runs: more than a phrase, less than the same text under another number.
_SAME_NUMBER = 0.3


class Passage(NamedTuple):
    """A paragraph: its words without number and marking."""

    number: int | None
    words: Sequence[str]


def matched(a: Sequence[Passage], b: Sequence[Passage]) -> list[tuple[int, int]]:
    """The pairs that belong together, in order; a paragraph that was moved has no partner."""
    scores = _likeness(a, b)
    for pair in _same_numbers(a, b):
        scores[pair] = scores.get(pair, 0.0) + _SAME_NUMBER
    best = sorted(scores, key=lambda pair: (-scores[pair], abs(pair[0] - pair[1]), pair))
    chosen: list[tuple[int, int]] = []
    for i, j in best:
        k = bisect(chosen, (i, j))
        is_behind = k == 0 or (chosen[k - 1][0] < i and chosen[k - 1][1] < j)
        is_before = k == len(chosen) or (chosen[k][0] > i and chosen[k][1] > j)
        if is_behind and is_before:
            chosen.insert(k, (i, j))
    return chosen


def _likeness(a: Sequence[Passage], b: Sequence[Passage]) -> dict[tuple[int, int], float]:
    """For each pair that is alike, the share of runs that both have and nothing else in B has; linear in the text."""
    places = unique((run, j) for j, passage in enumerate(b) for run in runs(passage.words))
    votes: Counter[tuple[int, int]] = Counter()
    for i, passage in enumerate(a):
        votes.update((i, places[run]) for run in set(runs(passage.words)) if run in places)
    sizes, others = (_sizes(passages) for passages in (a, b))
    shares = {(i, j): count / min(sizes[i], others[j]) for (i, j), count in votes.items()}
    return {pair: share for pair, share in shares.items() if share >= _ALIKE}


def _sizes(passages: Sequence[Passage]) -> list[int]:
    return [len(set(runs(one.words))) for one in passages]


def _same_numbers(a: Sequence[Passage], b: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Pairs with the same number or, without numbers, the same text; repeated ones pair up in order."""
    places = {key: j for j, key in enumerate(_keys(b))}
    return ((i, places[key]) for i, key in enumerate(_keys(a)) if key in places)


def _keys(passages: Iterable[Passage]) -> Iterator[tuple[Hashable, int]]:
    seen: Counter[Hashable] = Counter()
    for passage in passages:
        key = tuple(passage.words) if passage.number is None else passage.number
        seen[key] += 1
        yield key, seen[key]
