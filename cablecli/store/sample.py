"""Ranks a sample of rows, for words so common that ranking all their rows would take seconds.

The engine's own rank depends on how rare each word is, for which it reads all rows that hold it. Here all words have
the same weight, and the rest of bm25 is computed for the sampled rows: many hits in a short text come first.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from cablecli.store import queries
from cablecli.store.filters import Filters

Ask = Callable[..., Iterator[Any]]  # the rows that a statement gives with its values
_FEW = 20  # if no more than one cable in so many passes the filters, cables are searched one by one
_ROUND = 40  # cables in turn, spread evenly over those that fit: to search one takes about 100 us
_ROUNDS = 5
_ENOUGH = 100  # rows to rank
_PLACES = 16  # if many cables fit, places from which rows are taken, spread evenly over the table
_ROWS = 20  # of each place
_ALL = -1  # SQLite's limit for no limit
_SATURATION, _BY_LENGTH = 1.2, 0.75  # the constants of the engine's bm25


class Found(NamedTuple):
    """A matching row. `order` sorts it among others, rank first; `shown` has the columns to show, if they were read."""

    order: tuple[Any, ...]
    key: int
    search: queries.Search
    shown: tuple[Any, ...] = ()


class _Match(NamedTuple):
    key: int
    hits: int
    length: int


def best(
    ask: Ask, searches: list[tuple[queries.Search, bool]], filters: Filters | None
) -> tuple[list[Found], bool]:
    """Matching rows, best first, and whether they are all. Each search comes with whether its words are common."""
    keys = fitting(ask, filters)
    found: list[Found] = []
    are_all = True
    for search, is_common in searches:
        if not is_common or keys is None:
            rows, is_whole = _spread(ask, search, filters, *((_PLACES, _ROWS) if is_common else (1, _ALL)))
        else:
            rows, is_whole = _of_cables(ask, search, keys)
        found += _ranked(search, rows)
        are_all = are_all and is_whole
    return sorted(found, key=lambda one: one.order), are_all


def fitting(ask: Ask, filters: Filters | None) -> list[int] | None:
    """The keys of the cables that pass the filters, in order; None if these are many, or all."""
    condition, values = queries.where(filters)
    if condition == queries.EVERY:
        return None
    ((last,),) = ask(queries.LAST)
    few = max(_ROUND, (last or 0) // _FEW)
    keys = [key for (key,) in ask(queries.fitting(condition), *values, few + 1)]
    return sorted(keys) if len(keys) <= few else None


def _of_cables(ask: Ask, search: queries.Search, keys: list[int]) -> tuple[list[_Match], bool]:
    """Matching rows of these cables, taken in rounds until there are enough; and whether all cables were searched."""
    rows: list[_Match] = []
    rounds = max(1, len(keys) // _ROUND)
    taken = 0
    while taken < min(rounds, _ROUNDS) and len(rows) < _ENOUGH:
        for key in keys[taken::rounds]:
            rows += map(_Match._make, ask(search.of_cable(), *search.parameters, key, key, _ALL))
        taken += 1
    return rows, taken == rounds


def _spread(
    ask: Ask, search: queries.Search, filters: Filters | None, count: int, most: int
) -> tuple[list[_Match], bool]:
    """The first matching rows from `count` places spread over the table; and whether these are all matching rows."""
    search = search.narrowed(*queries.where(filters, queries.OF_EACH))
    ((last,),) = ask(search.last())
    ends = [(last or 0) * k // count for k in range(count + 1)]
    places = [
        [_Match(*row) for row in ask(search.within(), *search.parameters, start + 1, end, most)]
        for start, end in pairwise(ends)
    ]
    return [row for rows in places for row in rows], all(len(rows) != most for rows in places)


def _ranked(search: queries.Search, rows: list[_Match]) -> Iterator[Found]:
    average = sum(row.length for row in rows) / len(rows) if rows else 1
    for row in rows:
        against = _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * row.length / average)
        score = row.hits * (_SATURATION + 1) / (row.hits + against)
        yield Found((-search.table.weight * score, row.key), row.key, search)
