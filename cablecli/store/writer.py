"""The one writer of a collection. Its transactions are large, yet a kill costs only seconds of work."""

import os
import time
from collections.abc import Iterable
from typing import NamedTuple

from cablecli.store import StoreError, queries
from cablecli.store.database import explained, for_writing, kept
from cablecli.store.rows import Rows, TableRow, readable, storable

_MOST_CABLES = 2000  # cables in a transaction: their rows wait in memory
_LONGEST = 5.0  # seconds


class State(NamedTuple):
    """An input as it was when indexed: enough to tell whether it has changed, and how much of it was written."""

    key: int
    size: int | None
    modified: int | None
    hash: str | None
    done: int = 0
    failures: int = 0
    complete: int = 0


class Writer:
    """Puts cables into the collection at `path`.

    After an error, what is not committed is dropped, a few seconds' work: half a transaction must never be kept.
    """

    def __init__(self, path: str) -> None:
        self._db = for_writing(path)
        self._version = 0
        self._pending: list[tuple[int, Rows]] = []
        self._since = time.monotonic()
        with explained(), kept(self._db):
            self._begin(is_first=True)

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.close()
        else:
            self._db.close()

    @explained()
    def states(self) -> dict[str, State]:
        """The inputs indexed so far, by absolute path, as it is stored.

        One of which nothing could be read has no hash, so that it is tried again: what it lacked, such as a library
        that unpacks it, may be there now.
        """
        found = self._db.execute("""
            SELECT path, key, size, modified,
              CASE WHEN NOT failures OR EXISTS (SELECT 1 FROM cables WHERE source = sources.key) THEN hash END,
              done, failures, complete
            FROM sources""")
        return {path: State._make(values) for path, *values in found}

    @explained()
    def open(self, path: str, state: State) -> int:
        """The key for an input about to be read: the old one if it is unfinished, else a new one that replaces it."""
        if state.done:
            return state.key
        self._flush()
        if state.key:
            self._forget(state.key)
        made = self._db.execute(
            "INSERT INTO sources (path, size, modified, hash) VALUES (?, ?, ?, ?)",
            (storable(path), state.size, state.modified, state.hash),
        )
        return int(made.lastrowid or 0)

    @explained()
    def add(self, source: int, cables: Iterable[Rows], failures: int) -> None:
        """Take the cables of one piece of an input."""
        self._pending += [(source, one) for one in cables]
        self._db.execute(
            "UPDATE sources SET done = done + 1, failures = failures + ? WHERE key = ?",
            (failures, source),
        )
        if len(self._pending) >= _MOST_CABLES or time.monotonic() - self._since > _LONGEST:
            self._commit()

    @explained()
    def complete(self, source: int) -> None:
        self._db.execute("UPDATE sources SET complete = 1 WHERE key = ?", (source,))

    @explained()
    def touch(self, key: int, modified: int | None) -> None:
        """Note the new time of an input whose content has not changed."""
        self._db.execute("UPDATE sources SET modified = ? WHERE key = ?", (modified, key))

    @explained()
    def prune(self) -> int:
        """Forget the inputs that are gone, and return their number."""
        gone = [
            key
            for key, path in self._db.execute("SELECT key, path FROM sources WHERE size IS NOT NULL")
            if not any(map(os.path.exists, (path, readable(path))))
        ]
        for key in gone:
            self._forget(key)
        return len(gone)

    @explained()
    def duplicates(self) -> int:
        self._flush()
        return int(self._db.execute("SELECT count(*) FROM duplicates").fetchone()[0])

    @explained()
    def close(self) -> None:
        """Commit, and leave a single file that readers can open alone."""
        self._flush()
        self._db.execute("COMMIT")
        self._db.executescript("PRAGMA incremental_vacuum")  # a step a page, which `execute` takes one of
        self._db.close()

    def _begin(self, *, is_first: bool = False) -> None:
        """Begin a transaction, in which nobody else can write; StoreError if another process wrote in between."""
        self._db.execute("BEGIN IMMEDIATE")
        (version,) = self._db.execute("PRAGMA data_version").fetchone()
        if not is_first and version != self._version:
            raise StoreError("has been changed by another process meanwhile; run the command again to go on")
        self._version = version
        self._since = time.monotonic()

    def _commit(self) -> None:
        self._flush()
        self._db.execute("COMMIT")
        self._begin()

    def _flush(self) -> None:
        """Write the pending cables to all tables, with one statement for each."""
        pending, self._pending = self._pending, []
        if not pending:
            return
        first = {table: self._next(table) for table in ("cables", "paragraphs", "participants")}
        keyed = [(key, source, one) for key, (source, one) in enumerate(pending, first["cables"])]
        self._insert("cables", queries.CABLE, [(key, source, *one.cable) for key, source, one in keyed])
        self._insert("records", "cable, record", [(key, one.record) for key, _, one in keyed])
        for table, columns in queries.CHILDREN.items():
            rows: list[TableRow] = [(key, *row) for key, _, one in keyed for row in one.children[table]]
            self._insert(table, f"cable, {columns}", rows)
        for index, (table, _) in queries.INDEXES.items():
            self._db.execute(queries.add_words(index), (first[table],))

    def _next(self, table: str) -> int:
        return int(self._db.execute(f"SELECT coalesce(max(key), 0) + 1 FROM {table}").fetchone()[0])

    def _insert(self, table: str, columns: str, rows: list[TableRow]) -> None:
        self._db.executemany(queries.insert(table, columns), rows)

    def _forget(self, source: int) -> None:
        for index in queries.INDEXES:
            self._db.execute(queries.forget_words(index), (source,))
        for table in ("records", *queries.CHILDREN):
            self._db.execute(queries.forget(table), (source,))
        self._db.execute("DELETE FROM cables WHERE source = ?", (source,))
        self._db.execute("DELETE FROM sources WHERE key = ?", (source,))
