"""`Collection`: finds cables by id, by filter or by word. Only the results being returned are held in memory."""

import sqlite3
from collections.abc import Callable, Iterator
from heapq import merge
from itertools import chain, islice
from typing import Any

from cablecli.model import Cable, Reference
from cablecli.store import DATABASE, ids, queries
from cablecli.store.database import explained, for_reading
from cablecli.store.filters import Filters
from cablecli.store.results import Counted, Headline, Hit, Node
from cablecli.store.rows import cable_of
from cablecli.store.sample import Found, best, fitting

_INDEXES: dict[str | None, list[queries.Index]] = {
    None: [queries.SUBJECTS, queries.PARAGRAPHS],
    "subject": [queries.SUBJECTS],
    "paragraphs": [queries.PARAGRAPHS],
    "participants": [queries.PEOPLE],
}
_COMMON = 1000  # matching rows: checking the cable of each against the filters takes 5 us
_ALL = -1  # SQLite's limit for no limit


class Collection:
    """The cables of a database that `cablecli index` made; StoreError if it is not one."""

    def __init__(self, path: str = DATABASE) -> None:
        self.path = path
        self._db: sqlite3.Connection = for_reading(path)

    def __enter__(self) -> "Collection":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[Cable]:
        return self.cables()

    def __len__(self) -> int:
        return self._number(queries.HOW_MANY)

    def close(self) -> None:
        self._db.close()

    def get(self, id: str) -> Cable | None:
        """The fullest copy of the cable with this id, in any spelling; None if there is none."""
        return next((cable for one in self.ids(id)[:1] for cable in self.copies(one)), None)

    def ids(self, spelling: str) -> list[str]:
        """The ids that a spelling may mean: several if it leaves out the year."""
        found = ids.read(spelling)
        if not found:
            return []
        if found.id:
            rows = self._rows(queries.THIS_ID, found.id)
        else:
            rows = self._rows(queries.IDS_OF_NUMBER, found.post, found.number)
        return [id for (id,) in rows]

    def ids_from(self, start: str, limit: int) -> list[str]:
        """The first ids that begin like this, in order."""
        return [id for (id,) in self._rows(queries.IDS_BETWEEN, start, f"{start}\U0010ffff", limit)]

    def copies(self, id: str) -> Iterator[Cable]:
        """All copies of a cable, the fullest first."""
        for record, text in self._rows(f"{queries.RECORDS} {queries.COPIES}", id):
            yield cable_of(record, text)

    def path_of(self, id: str) -> str | None:
        """The file that the fullest copy of a cable was read from, under its name at that time; None if unknown."""
        found = self._rows(f"{queries.PATHS} {queries.COPIES} LIMIT 1", id)
        return next((path for (path,) in found), None)

    def nearest(self, spelling: str) -> str | None:
        """The id nearest to one that is not there, from the post with the most similar name; None if none is close."""
        from difflib import get_close_matches

        wanted = ids.read(spelling)
        if not wanted:
            return None
        posts = (post for (post,) in self._rows(queries.POSTS))
        alike = get_close_matches(wanted.post, filter(None, posts), n=1)
        if not alike:
            return None
        found = self._rows(queries.NEAREST_ID, alike[0], wanted.year or 0, wanted.number)
        return next((id for (id,) in found), None)

    def cables(self, filters: Filters | None = None) -> Iterator[Cable]:
        condition, values = queries.where(filters)
        for record, text in self._rows(f"{queries.RECORDS} WHERE {condition} ORDER BY c.key", *values):
            yield cable_of(record, text)

    def listed(
        self, filters: Filters | None = None, *, sort: str | None = None, reverse: bool = False,
        limit: int | None = None,
    ) -> Iterator[Headline]:  # fmt: skip
        """The cables that pass the filters, one line each."""
        condition, values = queries.where(filters)
        parts = queries.parts(sort, reverse=reverse)
        rows = chain.from_iterable(
            self._rows(
                f"{queries.LISTED} WHERE {condition} AND {part} LIMIT ?",
                *values,
                _ALL if limit is None else limit,
            )
            for part in parts
        )
        return (Headline(*row) for row in islice(rows, limit))

    def counted(self, by: str, filters: Filters | None = None) -> Iterator[Counted]:
        """The values to count, for each cable that passes the filters; `by` is a key of `queries.COUNTED`."""
        condition, values = queries.where(filters)
        for *facts, found in self._rows(queries.counted(by, condition), *values):
            yield Counted._make((*facts, tuple(found.split(queries.BETWEEN)) if found else ()))

    def nodes(self, filters: Filters | None = None) -> Iterator[Node]:
        condition, values = queries.where(filters)
        return self._nodes(f"WHERE {condition} ORDER BY c.key", *values)

    def node(self, id: str) -> Node | None:
        """The fullest copy of the cable with this id, with its references; None if there is none."""
        return next(self._nodes(f"{queries.COPIES} LIMIT 1", id), None)

    def citing(self, id: str) -> Iterator[Node]:
        """All copies of the cables that refer to this id, by date."""
        return self._nodes(queries.CITING, id)

    def _nodes(self, condition: str, *values: str) -> Iterator[Node]:
        for key, *line in self._rows(f"{queries.NODES} {condition}", *values):
            references = self._rows(queries.REFERENCES, key)
            yield Node(Headline(*line), tuple(Reference(*row) for row in references))

    def search(
        self, query: str, filters: Filters | None = None, *, place: str | None = None, limit: int | None = None,
        by_date: bool = False, syntax: str = "words",
    ) -> Iterator[Hit]:  # fmt: skip
        """The hits, best first or by date. QueryError if the query has no word to search for."""
        searches = self._searches(query, place, syntax)
        return self._hits(searches, filters, limit, by_date=by_date)

    def search_ids(
        self, query: str, filters: Filters | None = None, *, place: str | None = None, limit: int | None = None,
        by_date: bool = False, syntax: str = "words",
    ) -> Iterator[str]:  # fmt: skip
        """The id of each cable with a hit, once. No text is read, which takes a third of the time."""
        searches = self._fitting(self._searches(query, place, syntax), filters)
        found = self._merged(searches, limit, by_date=by_date, shown=lambda _: "c.id")
        seen: set[str | None] = {None}
        for one in found:
            (id,) = one.shown
            if id not in seen:
                seen.add(id)
                yield id

    def best(
        self, query: str, filters: Filters | None = None, *, place: str | None = None, limit: int = 20,
        syntax: str = "words", most: int = 1000,
    ) -> tuple[Iterator[Hit], bool]:  # fmt: skip
        """The best hits, and whether they come from a sample.

        If more than `most` rows match, only a sample is ranked: each row takes microseconds to rank.
        """
        counted = [(one, self._reached(one, most + 1)) for one in self._searches(query, place, syntax)]
        searches = [(one, count > most) for one, count in counted if count]
        if any(is_common for _, is_common in searches):
            found, are_all = best(self._rows, searches, filters)
            if are_all or len(found) >= limit:
                return map(self._hit, found[:limit]), not are_all
        return self._hits([one for one, _ in searches], filters, limit, by_date=False), False

    def count(self, query: str, filters: Filters | None = None, *, place: str | None = None,
              syntax: str = "words") -> tuple[int, int]:  # fmt: skip
        searches = self._fitting(self._searches(query, place, syntax), filters)
        values = [value for one in searches for value in one.parameters]
        hits, cables = next(self._rows(queries.count_matching(searches), *values))
        return hits, cables

    def _searches(self, query: str, place: str | None, syntax: str) -> list[queries.Search]:
        match = queries.match_expression(query) if syntax == "words" else query
        if place in queries.LABELS:
            return [queries.Search(queries.PARAGRAPHS, match, queries.LABELLED, (place,))]
        return [queries.Search(index, match) for index in _INDEXES[place]]

    def _fitting(self, searches: list[queries.Search], filters: Filters | None) -> list[queries.Search]:
        """The searches, limited to cables that pass. Few cables are collected first, many are tested one by one."""
        if not filters or not any(filters):
            return searches
        if (
            any(self._reached(one, _COMMON) == _COMMON for one in searches)
            and fitting(self._rows, filters) is not None
        ):
            return [one.among(*queries.where(filters)) for one in searches]
        return [one.narrowed(*queries.where(filters, queries.OF_EACH)) for one in searches]

    def _reached(self, search: queries.Search, end: int) -> int:
        """How many rows match the query in any cable; the count stops at `end`."""
        return self._number(search.reached(), search.match, end)

    def _hits(
        self, searches: list[queries.Search], filters: Filters | None, limit: int | None, *, by_date: bool
    ) -> Iterator[Hit]:
        """The hits in order. With a limit, their texts are read only once they are chosen."""
        shown = queries.Search.shown if limit is None else lambda _: ""
        found = self._merged(self._fitting(searches, filters), limit, by_date=by_date, shown=shown)
        return map(self._hit, found)

    def _merged(
        self, searches: list[queries.Search], limit: int | None, *, by_date: bool,
        shown: Callable[[queries.Search], str],
    ) -> Iterator[Found]:  # fmt: skip
        found = [self._found(one, one.rows(by_date=by_date, shown=shown(one)), limit) for one in searches]
        return islice(merge(*found, key=lambda one: one.order), limit)

    def _found(self, search: queries.Search, sql: str, limit: int | None) -> Iterator[Found]:
        found = self._rows(sql, *search.parameters, _ALL if limit is None else limit)
        return (Found(row[:3], row[3], search, row[4:]) for row in found)

    def _hit(self, found: Found) -> Hit:
        """The row as a Hit: the engine's marks around the words become spans."""
        search = found.search
        shown = found.shown or next(self._rows(search.row(), *search.parameters, found.key))
        *facts, marked = shown
        text = ""
        spans: list[tuple[int, int]] = []
        for k, piece in enumerate(" ".join(marked.split()).replace("\x03", "\x02").split("\x02")):
            if k % 2:
                spans.append((len(text), len(text) + len(piece)))
            text += piece
        return Hit._make((*facts, text, found.order[0], tuple(spans)))

    def _number(self, sql: str, *values: object) -> int:
        return int(next(self._rows(sql, *values))[0])

    def _rows(self, sql: str, *values: object) -> Iterator[Any]:
        with explained():
            yield from self._db.execute(sql, values)
