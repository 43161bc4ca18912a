"""`Collection`: what is in, asked for by id, by filter, by word. Nothing is held in memory but what is given."""

import sqlite3
from collections.abc import Callable, Iterator
from heapq import merge
from itertools import chain, islice
from typing import Any

from cablecli.model import Cable, Reference
from cablecli.store import ids, queries, words
from cablecli.store.database import explained, for_reading
from cablecli.store.filters import Filters
from cablecli.store.results import Counted, Hit, Listed, Node
from cablecli.store.rows import cable_of
from cablecli.store.sample import Found, best, fitting

DATABASE = "cables.db"
PLACES = ("subject", "paragraphs", "participants", "comment", "summary")
_INDEXES: dict[str | None, list[queries.Index]] = {
    None: [queries.SUBJECTS, queries.PARAGRAPHS],
    "subject": [queries.SUBJECTS],
    "paragraphs": [queries.PARAGRAPHS],
    "participants": [queries.PEOPLE],
}
_COMMON = 1000  # rows that match: to ask of each whether its cable fits takes 5 us
_ALL = -1  # SQLite's limit for no limit


class Collection:
    """The cables of a database that `cablecli index` made; StoreError where it is none."""

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
        return self._number("SELECT count(*) FROM cables")

    def close(self) -> None:
        """Let go of the database."""
        self._db.close()

    def get(self, id: str) -> Cable | None:
        """The fullest copy of the cable with this id, however it is spelt; None if there is none."""
        return next((cable for one in self.ids(id)[:1] for cable in self.copies(one)), None)

    def ids(self, spelling: str) -> list[str]:
        """The ids that a spelling may stand for: several where it leaves out the year."""
        found = ids.read(spelling)
        if not found:
            return []
        if found.id:
            sql, values = "SELECT DISTINCT id FROM cables WHERE id = ?", (found.id,)
            return [row[0] for row in self._rows(sql, *values)]
        sql = "SELECT DISTINCT id FROM cables WHERE post = ? AND number = ? AND id IS NOT NULL ORDER BY year"
        return [row[0] for row in self._rows(sql, found.post, found.number)]

    def ids_from(self, start: str, limit: int) -> list[str]:
        """The first ids that begin like this, in order."""
        sql = "SELECT DISTINCT id FROM cables WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
        return [row[0] for row in self._rows(sql, start, f"{start}\U0010ffff", limit)]

    def copies(self, id: str) -> Iterator[Cable]:
        """All copies of a cable, the fullest first."""
        for record, text in self._rows(f"{queries.RECORDS} WHERE c.id = ? ORDER BY c.size DESC, c.key", id):
            yield cable_of(record, text)

    def path_of(self, id: str) -> str | None:
        """The file that the fullest copy of a cable was read from, as it was named then."""
        found = self._rows("SELECT path FROM cables WHERE id = ? ORDER BY size DESC, key LIMIT 1", id)
        return next((row[0] for row in found), None)

    def nearest(self, spelling: str) -> str | None:
        """The id that comes nearest to one that is not there: of the same post, else of one spelt alike."""
        from difflib import get_close_matches

        wanted = ids.read(spelling)
        if not wanted:
            return None
        posts = [row[0] for row in self._rows("SELECT DISTINCT post FROM cables WHERE id IS NOT NULL")]
        alike = get_close_matches(wanted.post, filter(None, posts), n=1)
        sql = (
            "SELECT id FROM cables WHERE post = ? AND id IS NOT NULL"
            " ORDER BY abs(year - ?), abs(number - ?), id LIMIT 1"
        )
        found = self._rows(sql, alike[0], wanted.year or 0, wanted.number) if alike else iter(())
        return next((row[0] for row in found), None)

    def cables(self, filters: Filters | None = None) -> Iterator[Cable]:
        """The cables that fit, in the order in which they were indexed."""
        condition, values = queries.where(filters)
        for record, text in self._rows(f"{queries.RECORDS} WHERE {condition} ORDER BY c.key", *values):
            yield cable_of(record, text)

    def listed(
        self, filters: Filters | None = None, *, sort: str | None = None, reverse: bool = False,
        limit: int | None = None,
    ) -> Iterator[Listed]:  # fmt: skip
        """The same cables, a line each."""
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
        return (Listed(*row) for row in islice(rows, limit))

    def counted(self, by: str, filters: Filters | None = None) -> Iterator[Counted]:
        """The same cables, of each what a count needs; `by` is a field of `queries.COUNTED`."""
        condition, values = queries.where(filters)
        columns = f"c.id, c.date, c.year, c.post, c.number, {queries.COUNTED[by]}"
        sql = f"SELECT {columns} FROM cables c WHERE {condition} ORDER BY c.key"
        for *facts, found in self._rows(sql, *values):
            yield Counted._make((*facts, tuple(found.split(queries.BETWEEN)) if found else ()))

    def nodes(self, filters: Filters | None = None) -> Iterator[Node]:
        """The same cables with their references."""
        condition, values = queries.where(filters)
        return self._nodes(f"WHERE {condition} ORDER BY c.key", *values)

    def node(self, id: str) -> Node | None:
        """The fullest copy of the cable with this id, with its references; None if there is none."""
        return next(self._nodes("WHERE c.id = ? ORDER BY c.size DESC, c.key LIMIT 1", id), None)

    def citing(self, id: str) -> Iterator[Node]:
        """The cables that refer to this id, each copy of them, in the order of time."""
        citing = "WHERE c.key IN (SELECT cable FROM refs WHERE id = ?)"
        return self._nodes(f"{citing} ORDER BY {queries.order('date', reverse=False)}", id)

    def _nodes(self, condition: str, *values: str) -> Iterator[Node]:
        for key, *line in self._rows(f"{queries.NODES} {condition}", *values):
            references = self._rows(queries.REFERENCES, key)
            yield Node(Listed(*line), tuple(Reference(*row) for row in references))

    def search(
        self, query: str, filters: Filters | None = None, *, place: str | None = None, limit: int | None = None,
        by_date: bool = False, syntax: str = "words",
    ) -> Iterator[Hit]:  # fmt: skip
        """What matches, the best first or in the order of time; ValueError where the query asks for nothing."""
        searches = self._searches(query, place, syntax)
        return self._hits(searches, filters, limit, by_date=by_date)

    def search_ids(
        self, query: str, filters: Filters | None = None, *, place: str | None = None, limit: int | None = None,
        by_date: bool = False, syntax: str = "words",
    ) -> Iterator[str]:  # fmt: skip
        """The ids of the cables of these hits, each once. No text is looked at: that takes a third of the time."""
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
        """The best hits, and whether of a sample.

        Where more than `most` rows match a sample is ranked: to rank one takes microseconds.
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
        """How many hits a search has, and in how many cables."""
        searches = self._fitting(self._searches(query, place, syntax), filters)
        sql = " UNION ALL ".join(one.matching() for one in searches)
        values = [value for one in searches for value in one.parameters]
        hits, cables = next(self._rows(f"SELECT count(*), count(DISTINCT key) FROM ({sql})", *values))
        return hits, cables

    def _searches(self, query: str, place: str | None, syntax: str) -> list[queries.Search]:
        match = words.match_expression(query) if syntax == "words" else query
        label = f"p.label LIKE '%{place}%'" if place in ("comment", "summary") else queries.EVERY
        return [queries.Search(index, match, label) for index in _INDEXES.get(place, [queries.PARAGRAPHS])]

    def _fitting(self, searches: list[queries.Search], filters: Filters | None) -> list[queries.Search]:
        """The searches of cables that fit only: of few the rows are a set, of many each is asked."""
        if not filters or not any(filters):
            return searches
        if (
            any(self._reached(one, _COMMON) == _COMMON for one in searches)
            and fitting(self._rows, filters) is not None
        ):
            return [one.among(*queries.where(filters)) for one in searches]
        return [one.narrowed(*queries.where(filters, queries.OF_EACH)) for one in searches]

    def _reached(self, search: queries.Search, end: int) -> int:
        """How many rows match, whatever the cables, counted up to `end`."""
        return self._number(search.reached(), search.match, end)

    def _hits(
        self, searches: list[queries.Search], filters: Filters | None, limit: int | None, *, by_date: bool
    ) -> Iterator[Hit]:
        """The hits in order; of a few the texts are looked at when they are known."""
        shown = queries.Search.shown if limit is None else lambda _: ""
        found = self._merged(self._fitting(searches, filters), limit, by_date=by_date, shown=shown)
        return map(self._hit, found)

    def _merged(
        self, searches: list[queries.Search], limit: int | None, *, by_date: bool,
        shown: Callable[[queries.Search], str],
    ) -> Iterator[Found]:  # fmt: skip
        """The rows that match, in order."""
        found = [self._found(one, one.rows(by_date=by_date, shown=shown(one)), limit) for one in searches]
        return islice(merge(*found, key=lambda one: one.order), limit)

    def _found(self, search: queries.Search, sql: str, limit: int | None) -> Iterator[Found]:
        found = self._rows(sql, *search.parameters, _ALL if limit is None else limit)
        return (Found(row[:3], row[3], search, row[4:]) for row in found)

    def _hit(self, found: Found) -> Hit:
        """The row with the marks that the engine set round the words taken out of the text."""
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
