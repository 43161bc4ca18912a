"""Opens or creates the database of a collection, tells its columns, and turns SQLite's errors into one clear line."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from cablecli.store import StoreError
from cablecli.store.queries import CHILDREN

VERSION = 1
_APPLICATION = 0x43424C45  # "CBLE": marks the database as a collection
_MAPPED = 1 << 34  # bytes mapped into memory, since a search reads pages all over the file
_PATIENCE = 5.0  # seconds to wait for another process that writes
# Rows have about 1 kB, and half a row is lost on each page; with the largest pages that is less than one percent.
# Deleted pages are removed from the file when a run ends.
_NEW = "PRAGMA page_size = 65536; PRAGMA auto_vacuum = INCREMENTAL;"
_WRITING = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA cache_size = -32000;
PRAGMA temp_store = MEMORY;
"""
_SENTENCES = (  # what SQLite says, and what a user is told
    ("not a database", "is no SQLite database"),
    ("malformed", "is damaged; index its inputs again into a new file"),
    ("locked", "is being written by another process; try again when it is done"),
    ("readonly", "cannot be written: no permission"),
    ("unable to open", "cannot be opened: no such folder or no permission"),
    ("is full", "cannot be written: the disk is full; what was committed before is kept"),
    ("disk i/o", "cannot be read or written: the disk failed or is full"),
    ("no such module: fts5", "cannot be used: this Python's SQLite lacks FTS5"),
)


@contextmanager
def explained() -> Iterator[None]:
    """SQLite's errors as StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        said = str(error).lower()
        raise StoreError(next((told for sign, told in _SENTENCES if sign in said), said)) from error


@contextmanager
def kept(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """The connection, which is closed only if something fails."""
    try:
        yield db
    except BaseException:
        db.close()
        raise


def for_reading(path: str) -> sqlite3.Connection:
    """A read-only connection; StoreError if there is no collection, or one of an unknown version."""
    if not Path(path).is_file():
        raise StoreError("is not there; `cablecli index FILE...` makes it")
    with explained(), kept(_readable(Path(path).resolve().as_uri())) as db:
        # The engine's own `lower` is for ASCII alone.
        db.create_function("fold", 1, lambda text: text and text.casefold(), deterministic=True)
        _check(db)
    return db


def _readable(uri: str) -> sqlite3.Connection:
    # A thread of `cli.pool` may go on with an answer that another began; never do two use it at once.
    connect = partial(sqlite3.connect, uri=True, timeout=_PATIENCE, check_same_thread=False)
    db = connect(f"{uri}?mode=ro")
    try:
        db.execute(f"PRAGMA mmap_size = {_MAPPED}")
        db.execute("PRAGMA schema_version")
        return db
    except sqlite3.Error as error:
        db.close()
        if not any(sign in str(error) for sign in ("unable to open", "readonly")):
            raise
    # In a read-only folder SQLite cannot create the log's index, but there nobody writes either.
    return connect(f"{uri}?immutable=1")


def for_writing(path: str) -> sqlite3.Connection:
    """A connection for a writer, which commits explicitly; the collection is created if there is none."""
    with explained(), kept(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as db:
        if not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            db.executescript(_NEW + _WRITING)
            _create(db)
        _check(db)
        db.executescript(_WRITING)
    return db


def _schema() -> str:
    return Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")


def _create(db: sqlite3.Connection) -> None:
    made = f"PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {VERSION};"
    db.executescript(f"BEGIN IMMEDIATE; {_schema()} {made} COMMIT;")


def _check(db: sqlite3.Connection) -> None:
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if application != _APPLICATION:
        raise StoreError("is a database, but no collection of cables")
    if version > VERSION:
        raise StoreError(f"is of version {version}, this program reads up to {VERSION}; update cablecli")


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
        db.executescript(_schema())
        found = {name: tuple(_columns(db, name)) for name in ("cables", *CHILDREN)}
        db.close()
    return found


def _columns(db: sqlite3.Connection, table: str) -> Iterator[Column]:
    for _, name, kind, is_needed, _, place_in_key in db.execute(f"PRAGMA table_info({table})"):
        if name != "source":
            yield Column(name, kind, not (is_needed or place_in_key))
