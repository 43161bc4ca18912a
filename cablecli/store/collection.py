"""`Collection`: what is in, asked for by id, by filter, by word. Nothing is held in memory but what is given."""

import sqlite3
from collections.abc import Iterator
from heapq import merge
from typing import Any

from cablecli.model import Cable
from cablecli.store import ids, queries, words
from cablecli.store.database import explained, for_reading
from cablecli.store.filters import Filters
from cablecli.store.results import Hit, Listed
from cablecli.store.rows import cable_of

DATABASE = "cables.db"
PLACES = ("subject", "paragraphs", "participants", "comment", "summary")
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
        return int(next(self._rows("SELECT count(*) FROM cables"))[0])

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

    def copies(self, id: str) -> Iterator[Cable]:
        """All copies of a cable, the fullest first."""
        for record, text in self._rows(f"{queries.RECORDS} WHERE c.id = ? ORDER BY c.size DESC, c.key", id):
            yield cable_of(record, text)

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

    def search(
        self, query: str, filters: Filters | None = None, *, place: str | None = None, limit: int | None = None,
        by_date: bool = False, syntax: str = "words",
    ) -> Iterator[Hit]:  # fmt: skip
        """What matches, the best first or in the order of time; ValueError where the query asks for nothing."""
        match = words.match_expression(query) if syntax == "words" else query
        condition, values = queries.where(filters)
        sort = "c.date IS NULL, c.date, c.key" if by_date else "f.rank"
        arguments = (match, *values, _ALL if limit is None else limit)
        found = (map(_hit, self._rows(sql, *arguments)) for sql in _statements(place, condition, sort))
        key = (lambda hit: (hit.date is None, hit.date)) if by_date else (lambda hit: hit.rank)
        for number, hit in enumerate(merge(*found, key=key)):
            if number == limit:
                return
            yield hit

    def count(self, query: str, filters: Filters | None = None, *, place: str | None = None,
              syntax: str = "words") -> tuple[int, int]:  # fmt: skip
        """How many hits a search has, and in how many cables."""
        keys = [hit.cable for hit in self.search(query, filters, place=place, syntax=syntax)]
        return len(keys), len(set(keys))

    def _rows(self, sql: str, *values: object) -> Iterator[Any]:
        with explained():
            yield from self._db.execute(sql, values)


def _statements(place: str | None, condition: str, sort: str) -> Iterator[str]:
    if place in (None, "subject"):
        yield queries.ranked_subjects(condition, sort)
    if place == "participants":
        yield queries.ranked_people(condition, sort)
    elif place != "subject":
        is_kind = place in ("comment", "summary")
        yield queries.ranked_paragraphs(condition, sort, f" AND p.label LIKE '%{place}%'" if is_kind else "")


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
