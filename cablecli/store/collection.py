"""`Collection`: what is in, asked for by id, by filter, by word. Nothing is held in memory but what is given."""

import sqlite3
from collections.abc import Iterator
from heapq import merge
from itertools import islice
from typing import Any

from cablecli.model import Cable, Reference
from cablecli.store import ids, queries, words
from cablecli.store.database import explained, for_reading
from cablecli.store.filters import Filters
from cablecli.store.results import Counted, Hit, Listed, Node
from cablecli.store.rows import cable_of

DATABASE = "cables.db"
PLACES = ("subject", "paragraphs", "participants", "comment", "summary")
_INDEXES: dict[str | None, list[queries.Index]] = {
    None: [queries.SUBJECTS, queries.PARAGRAPHS],
    "subject": [queries.SUBJECTS],
    "paragraphs": [queries.PARAGRAPHS],
    "participants": [queries.PEOPLE],
}
_FEW = 5000  # cables that a filter lets pass: the keys of their paragraphs are at hand in about 10 ms
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
        order = queries.order(sort, reverse=reverse) if sort else f"c.key {'DESC' if reverse else ''}"
        sql = f"{queries.LISTED} WHERE {condition} ORDER BY {order} LIMIT ?"
        return (Listed(*row) for row in self._rows(sql, *values, _ALL if limit is None else limit))

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
        by_date: bool = False, syntax: str = "words", most: int | None = None,
    ) -> Iterator[Hit]:  # fmt: skip
        """What matches, the best first or in the order of time; ValueError where the query asks for nothing.

        Where more than `most` rows match, an even sample of about so many is ranked: to rank one takes microseconds.
        """
        sort = queries.BY_DATE if by_date else queries.BY_RANK
        end = _ALL if limit is None else limit
        found = [
            map(_hit, self._rows(one.hits(sort), *one.values, self._spread(one, most), end))
            for one in self._searches(query, filters, place, syntax)
        ]
        key = (lambda hit: (hit.date is None, hit.date)) if by_date else (lambda hit: hit.rank)
        return islice(merge(*found, key=key), limit)

    def is_common(self, query: str, filters: Filters | None = None, *, place: str | None = None,
                  syntax: str = "words", most: int) -> bool:  # fmt: skip
        """Whether a search that ranks no more than `most` ranks a sample."""
        return any(self._spread(one, most) > 1 for one in self._searches(query, filters, place, syntax))

    def count(self, query: str, filters: Filters | None = None, *, place: str | None = None,
              syntax: str = "words") -> tuple[int, int]:  # fmt: skip
        """How many hits a search has, and in how many cables."""
        searches = self._searches(query, filters, place, syntax)
        sql = " UNION ALL ".join(one.matching() for one in searches)
        values = [value for one in searches for value in one.values]
        hits, cables = next(self._rows(f"SELECT count(*), count(DISTINCT key) FROM ({sql})", *values))
        return hits, cables

    def _searches(
        self, query: str, filters: Filters | None, place: str | None, syntax: str
    ) -> list[queries.Search]:
        match = words.match_expression(query) if syntax == "words" else query
        condition, values = queries.where(filters)
        is_narrow = (
            condition != queries.EVERY and self._number(queries.fitting(condition), *values, _FEW) < _FEW
        )
        if place in ("comment", "summary"):
            condition += f" AND p.label LIKE '%{place}%'"
        searches = []
        for index in _INDEXES.get(place, [queries.PARAGRAPHS]):
            own = queries.among(index, condition) if is_narrow else condition
            searches.append(queries.Search(index, own, (match, *values), is_narrow))
        return searches

    def _spread(self, search: queries.Search, most: int | None) -> int:
        """Of how many rows one is ranked for about `most` in all, which lie as they do in the table's first part."""
        if most is None or search.is_narrow:
            return 1
        count, last = next(self._rows(search.first(), *search.values, most))
        return max(1, round(self._number(search.last()) / last)) if count == most else 1

    def _number(self, sql: str, *values: object) -> int:
        return int(next(self._rows(sql, *values))[0])

    def _rows(self, sql: str, *values: object) -> Iterator[Any]:
        with explained():
            yield from self._db.execute(sql, values)


def _hit(row: tuple[Any, ...]) -> Hit:
    """The row with the marks that the engine set round the words taken out of the text."""
    *facts, marked, rank = row
    text = ""
    spans: list[tuple[int, int]] = []
    for k, piece in enumerate(" ".join(marked.split()).replace("\x03", "\x02").split("\x02")):
        if k % 2:
            spans.append((len(text), len(text) + len(piece)))
        text += piece
    return Hit._make((*facts, text, rank, tuple(spans)))
