"""From inputs to a collection: unchanged inputs are skipped, the rest parsed by many processes and written by one."""
# ruff: noqa: PTH100, PTH116, PTH123

import os
import stat
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, suppress
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from cablecli import __version__
from cablecli.cli import inputs
from cablecli.cli.inputs import database
from cablecli.cli.messages import Failures, Watch, has_room
from cablecli.cli.options import Settings
from cablecli.cli.output import FAILED, OK, RunError
from cablecli.cli.run import processes, spread_over
from cablecli.reader import Item, cables, contained, items
from cablecli.sources import STDIN, Failure, expand
from cablecli.store import DATABASE, StoreError
from cablecli.store.rows import storable
from cablecli.store.writer import State, Writer

if TYPE_CHECKING:
    from cablecli.model import Cable
    from cablecli.store.filters import Filters
    from cablecli.store.rows import Rows


class Batch(NamedTuple):
    """What one item holds, ready to be written."""

    name: str
    cables: "list[Rows]"
    failures: list[Failure]


class Batches(NamedTuple):
    """Turns items into batches, here or in another process."""

    filters: "Filters | None"

    def work(self, found: list[Item]) -> list[Batch]:
        return list(map(self.batch, found))

    def batch(self, item: Item) -> Batch:
        """The cables of an item as rows; a cable that cannot be stored becomes a failure of its own."""
        results = [self._rows(one) for one in cables(item)]
        failures = [one for one in results if isinstance(one, Failure)]
        return Batch(item.name, [one for one in results if one and not isinstance(one, Failure)], failures)

    def _rows(self, one: "Cable | Failure") -> "Rows | Failure | None":
        from cablecli.store.rows import rows

        if isinstance(one, Failure):
            return one
        return contained(rows, one) if not self.filters or self.filters.fit(one) else None


class _Inputs:
    """The inputs that are new or changed. `states` are those indexed before, `opened` those being read, in order."""

    def __init__(self, states: dict[str, State], settings: Settings, database: str) -> None:
        self.states, self.input_format, self.globs = states, settings.input_format, settings.globs
        self._way = _way(settings)
        self.opened: dict[str, tuple[str, State]] = {}  # by the name in messages: absolute path, state
        self.unchanged: list[tuple[str, State]] = []
        absolute = os.path.abspath(database)
        self._own = {absolute + end for end in ("", "-wal", "-shm", "-journal")}
        self._seen: set[str] = set()

    def items(self, paths: Iterable[str | Failure]) -> Iterator[Item]:
        """The items of the inputs, without those that an interrupted run has already written."""
        for name in self._names(paths):
            if isinstance(name, Failure):
                yield name
            elif (absolute := name if name == STDIN else os.path.abspath(name)) not in self._seen:
                self._seen.add(absolute)
                yield from self._read(name, absolute)

    def _names(self, paths: Iterable[str | Failure]) -> Iterator[str | Failure]:
        """The names of the inputs, without the collection itself, which may be in a directory that is indexed."""
        for path in paths:
            for name in [path] if isinstance(path, Failure) else expand([path], self.globs):
                if isinstance(name, Failure) or os.path.abspath(name) not in self._own:
                    yield name
                elif name == path:
                    yield Failure(name, StoreError("is the collection itself"))

    def _read(self, name: str, absolute: str) -> Iterator[Item]:
        done = 0
        with suppress(OSError):  # of which the reader says what is wrong; what was read of it before is kept
            now = _state(name, self.states.get(storable(absolute)), self._way)
            if now.complete:
                self.unchanged.append((name, now))
                return
            self.opened[name] = absolute, now
            done = now.done
        yield from islice(items([name], self.input_format), done, None)

    def home(self, name: str) -> str | None:
        """The input that an item of this name belongs to, or None."""
        while name and name not in self.opened:
            name = name.rpartition("!")[0]
        return name or None


def _way(settings: Settings) -> str:
    """In which way inputs are read: another way, or program, may give other cables of the same input."""
    wanted = settings.filters._asdict() if settings.filters else {}
    named = {"version": __version__, "format": settings.input_format, **wanted}
    return " ".join(f"{name}={value}" for name, value in named.items() if value)


def _state(name: str, old: State | None, way: str) -> State:
    """The present state of an input: the old one if it is unchanged, as its time or else its hash shows.

    The way in which it is read stands behind the hash. An input of which nothing could be read has none.
    """
    found = None if name == STDIN else os.stat(name)
    # A pipe can be read once, and its name may mean another then.
    if found is None or not stat.S_ISREG(found.st_mode):
        return State(0, None, None, None)
    size, modified = found.st_size, found.st_mtime_ns
    if old and old.hash and (old.size, old.modified, old.hash.partition(" ")[2]) == (size, modified, way):
        return old
    from hashlib import file_digest

    with open(name, "rb") as file:
        digest = f"{file_digest(file, 'blake2b').hexdigest()[:32]} {way}".rstrip()
    if old and (old.size, old.hash) == (size, digest):
        return old._replace(modified=modified)
    return State(old.key if old else 0, size, modified, digest)


class _Run:
    def __init__(self, writer: Writer, found: _Inputs, watch: Watch, told: Failures) -> None:
        self._writer, self._found, self._watch, self._told = writer, found, watch, told
        self._current: str | None = None
        self._key = 0
        self.added = self.replaced = 0

    def take(self, batch: Batch) -> None:
        for failure in batch.failures:
            self._told.tell(failure)
        home = self._found.home(batch.name)
        if home is not None:
            self._turn_to(home)
            self._writer.add(self._key, batch.cables, len(batch.failures))
            self.added += len(batch.cables)
        self._watch.step(self.added)

    def _turn_to(self, home: str | None) -> None:
        """Note which input comes next. Items come in the order of the inputs, so the one before is complete."""
        if home == self._current:
            return
        if self._current is not None:
            self._writer.complete(self._key)
        self._current = home
        if home is not None:
            absolute, state = self._found.opened[home]
            self.replaced += bool(state.key and not state.done)
            self._key = self._writer.open(absolute, state)

    def end(self, *, prune: bool) -> str:
        """Complete the last input, and return the closing message."""
        self._turn_to(None)
        for name, state in self._found.unchanged:
            self._writer.touch(state.key, state.modified)
            if state.failures:
                error = StoreError(f"is unchanged; {state.failures} of its parts could not be read")
                self._told.tell(Failure(name, error))
        opened, unchanged = len(self._found.opened), len(self._found.unchanged)
        gone = self._writer.prune() if prune else 0
        copies = self._writer.duplicates()
        said = (
            (opened, f"{_many(self.added, 'cable')} of {_many(opened, 'input')} added"),
            (not opened, "nothing added"),
            (self.replaced, f"{self.replaced:,} of them read again"),
            (unchanged, f"{_many(unchanged, 'input')} unchanged"),
            (gone, f"{gone:,} gone and forgotten"),
            (copies, f"{_many(copies, 'id')} found more than once, the fullest copy first"),
        )
        return "; ".join(text for count, text in said if count)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"


def run(settings: Settings, *, prune: bool) -> int:
    path = database(settings) or DATABASE
    watch = Watch(partial(inputs.total, settings) if not settings.quiet and has_room() else None)
    told = Failures(watch, inputs.directories(settings), verbose=settings.verbose)
    try:
        said = _written(settings, path, watch, told, prune=prune)
        told.close()
    except (StoreError, RunError) as error:
        watch.complain(f"{path}: {error}")
        return FAILED
    finally:
        watch.close()
    if not settings.quiet:
        watch.complain(f"{path}: {said}")
    return FAILED if told.count else OK


def _written(settings: Settings, path: str, watch: Watch, told: Failures, *, prune: bool) -> str:
    """Read the inputs into the collection, and return the closing message."""
    only_prunes = prune and not settings.files and settings.files_from is None
    paths = () if only_prunes else inputs.paths(settings, inputs.Guard(path))
    with Writer(path) as writer:
        found = _Inputs(writer.states(), settings, path)
        this = _Run(writer, found, watch, told)
        pieces = watch.counted(found.items(paths))
        with closing(_batches(Batches(settings.filters), pieces, settings.jobs)) as batches:
            for batch in batches:
                this.take(batch)
        return this.end(prune=prune)


def _batches(work: Batches, found: Iterator[Item], asked: int | None) -> Generator[Batch, None, None]:
    """The batches in order, made here and, once that pays, by other processes."""
    count, alone = processes(asked)
    end = time.process_time() + alone
    for item in found:
        if time.process_time() >= end:
            with closing(spread_over(work, chain((item,), found), count)) as results:
                for result in results:
                    yield Batch(result.name, [], [result]) if isinstance(result, Failure) else result
            return
        yield work.batch(item)
