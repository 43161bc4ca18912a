"""The tables of a collection for use outside a database: their columns, from `schema.sql`, and rows with keys."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from cablecli.store.database import explained, schema
from cablecli.store.queries import CHILDREN
from cablecli.store.rows import Rows, TableRow

_KEYED = ("paragraphs", "participants")  # the tables whose rows have a key of their own


class Column(NamedTuple):
    """A column; `kind` is INTEGER or TEXT."""

    name: str
    kind: str
    is_nullable: bool


@cache
def tables() -> dict[str, tuple[Column, ...]]:
    """The columns of each table, except `sources`, which is about files of one machine; cables have path and member."""
    with explained():
        db = sqlite3.connect(":memory:")
        db.executescript(schema())
        found = {name: tuple(_columns(db, name)) for name in ("cables", *CHILDREN)}
        db.close()
    return found


def _columns(db: sqlite3.Connection, table: str) -> Iterator[Column]:
    for _, name, kind, is_needed, _, place_in_key in db.execute(f"PRAGMA table_info({table})"):
        if name != "source":
            yield Column(name, kind, not (is_needed or place_in_key))


class Numbers:
    """Numbers rows as a new collection would; keys start after `last`."""

    def __init__(self, last: int = 0) -> None:
        self._last: defaultdict[str, int] = defaultdict(lambda: last)

    def numbered(self, one: Rows) -> Iterator[tuple[str, list[TableRow]]]:
        """The rows of a cable by table, in the order of its columns."""
        cable = self._next("cables")
        yield "cables", [(cable, *one.cable)]
        for table, found in one.children.items():
            if table in _KEYED:
                yield table, [(self._next(table), cable, *row) for row in found]
            else:
                yield table, [(cable, *row) for row in found]

    def _next(self, table: str) -> int:
        self._last[table] += 1
        return self._last[table]
