"""The inputs that a command line names: files, which are read directly, ids and collections from the database.

Names stay as they were typed, hence `os` and not `Path`.
"""
# ruff: noqa: PTH109, PTH110, PTH112, PTH113, PTH116, PTH118, PTH120, PTH121

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import chain, groupby, islice, takewhile
from typing import TYPE_CHECKING, cast

import click

from cablecli.cli.options import Settings, is_given
from cablecli.cli.output import FAILED, STDOUT, complain
from cablecli.errors import CableError, Unreadable
from cablecli.reader import Item, Raw, items
from cablecli.sources import STDIN, Failure
from cablecli.sources.containers import EMPTY
from cablecli.sources.streams import explain
from cablecli.store import DATABASE, QueryError, StoreError

if TYPE_CHECKING:
    from cablecli.model import Cable
    from cablecli.store.collection import Collection
    from cablecli.store.ids import Spelling

_BLOCK = 1 << 16
_MOST_EMPTY = 1 << 12  # names at once
_LONGEST_NAME = 1 << 14  # four times what a system allows
_PACKED = (".gz", ".bz2", ".xz", ".zst", ".zip", ".7z", ".tgz", ".tbz2", ".txz")
_MOST_FILES = 200_000


class Guard:
    """Keeps the output from being read as an input, under whatever name or link it is reached."""

    def __init__(self, output: str | None, name: str = "--output") -> None:
        self._output = None if output == STDOUT else output
        self._name = name  # of the output on the command line
        self._files: set[tuple[int, int]] = set()
        with suppress(OSError, ValueError):
            output_files = [sys.stdout.fileno()] if self._output is None else _files([self._output])
            self._files = {found for file in output_files if (found := _identity(file))}

    def check(self, descriptor: int) -> None:
        """UsageError for a file that the output would replace; Unreadable for the one that standard output goes to."""
        if not self._files or _identity(descriptor) not in self._files:
            return
        if self._output is None:
            raise Unreadable("is also the output")
        raise click.UsageError(f"{self._name} {self._output} is also an input.")


def _identity(file: str | int) -> tuple[int, int] | None:
    """Device and inode of a regular file; None for devices and pipes, which may be read and written at once."""
    state = os.stat(file)
    return (state.st_dev, state.st_ino) if stat.S_ISREG(state.st_mode) else None


def found(settings: Settings, guard: Guard) -> Iterator[Item]:
    """The items that the command line names, in order."""
    if reads_collection(settings):
        return _answers(settings, lambda collection: _raw(collection, collection.cables(settings.filters)))
    if settings.files or settings.files_from is not None or not (path := database(settings)):
        return _items(settings, paths(settings, guard), guard)
    return (_advised(item, path) for item in _items(settings, paths(settings, guard), guard))


def _advised(item: Item, database: str) -> Item:
    """An item; if it is an empty standard input, the failure says how to read the collection instead."""
    if not isinstance(item, Failure) or str(item.error) != EMPTY:
        return item
    return Failure(item.name, Unreadable(f"{EMPTY}; name the collection to read that: -d {database}"))


def database(settings: Settings) -> str | None:
    """The path of the collection: as the user named it, else the nearest `cables.db` here or above."""
    return settings.database or nearest()


def nearest() -> str | None:
    """The `cables.db` of this directory, else of the nearest one above that has one."""
    folder = os.getcwd()
    while not os.path.isfile(path := os.path.join(folder, DATABASE)):
        if folder == os.path.dirname(folder):
            return None
        folder = os.path.dirname(folder)
    return os.path.relpath(path)


def spare(settings: Settings, output: str | None, name: str = "--output") -> None:
    """Refuse an output that would replace the collection, or the folder that it is in."""
    if output is None or not os.path.exists(output):
        return
    path = database(settings)
    if path and os.path.exists(path) and _holds(os.path.realpath(output), os.path.realpath(path), path):
        verb = "is" if os.path.isfile(output) else "holds"
        raise click.UsageError(f"{name} {output} {verb} the collection.")


def _holds(output: str, path: str, file: str) -> bool:
    return os.path.samefile(output, file) or path.startswith(os.path.join(output, ""))


def reads_collection(settings: Settings) -> bool:
    """Whether cables come from the collection: no input is named, and it is named or standard input is a terminal."""
    if settings.files or settings.files_from is not None:
        return False
    return bool(is_given("database") or ((sys.stdin is None or sys.stdin.isatty()) and database(settings)))


def _items(settings: Settings, words: Iterable[str | Failure], guard: Guard) -> Iterator[Item]:
    if settings.files_from is None:  # a list of names holds one a line
        words = _grouped(list(words))
    for is_read, run in groupby(words, _is_read):
        if is_read:
            yield from items(run, settings.input_format, guard.check, settings.globs)
        else:
            ids = cast("Iterator[str]", run)
            yield from _answers(settings, partial(_by_ids, ids), ids)


def _is_read(word: str | Failure) -> bool:
    """Whether a word is a file or another input to read, or nothing at all; else it is an id to look up."""
    return isinstance(word, Failure) or _is_input(word) or not _id(word)


def _id(spelling: str) -> "Spelling | None":
    from cablecli.store import ids  # files are no ids

    return ids.read(spelling)


def _grouped(words: list[str | Failure]) -> Iterator[str | Failure]:
    """The words of a command line, with words that together form an id joined: `07 PARIS 2827`."""
    while words:
        count = 1
        if isinstance(words[0], str) and not _is_input(words[0]):
            from cablecli.store import ids

            first = words[: ids.MOST_WORDS]
            others = takewhile(lambda word: not isinstance(word, Failure) and not _is_input(word), first)
            count = ids.grouped(list(map(str, others)))
        yield " ".join(map(str, words[:count])) if count > 1 else words[0]
        del words[:count]


def _is_input(path: str) -> bool:
    """Whether a word is a file, standard input or a pattern of names. These take precedence over ids."""
    return path == STDIN or os.path.lexists(path) or any(sign in path for sign in "*?[/\\")


def _answers(
    settings: Settings, ask: "Callable[[Collection], Iterator[Item]]", names: Iterable[str] = (DATABASE,)
) -> Iterator[Item]:
    """The items with which the collection answers; one Failure if it cannot be read, one a name if there is none."""
    from cablecli.store.collection import Collection

    path = database(settings)
    if path is None:
        reason = (
            f"no such file, and no collection ({DATABASE}) is here or above to look it up in;"
            " `cablecli index FILE...` makes one"
        )
        yield from (Failure(name, StoreError(reason)) for name in names)
        return
    try:
        with Collection(path) as collection:
            yield from ask(collection)
    except CableError as error:
        yield Failure(path, error)


def asked(settings: Settings, answer: "Callable[[Collection], int]") -> int:
    """The exit status that `answer` returns for the collection; FAILED, with a message, if it cannot be read."""
    from cablecli.store.collection import Collection

    path = database(settings) or DATABASE
    try:
        with Collection(path) as collection:
            return answer(collection)
    except QueryError as error:
        raise click.UsageError(f"{error}.") from error
    except StoreError as error:
        complain(f"cablecli: {path}: {error}")
        return FAILED


def _by_ids(spellings: Iterator[str], collection: "Collection") -> Iterator[Item]:
    for spelling in spellings:
        try:
            yield from _by_id(spelling, collection)
        except CableError as error:  # of one damaged record
            yield Failure(collection.path, error)


def _by_id(spelling: str, collection: "Collection") -> Iterator[Item]:
    known = collection.ids(spelling)
    if len(known) == 1:
        cable = collection.get(known[0])
        yield from _raw(collection, iter([cable] if cable else []))
    elif known:
        yield Failure(spelling, StoreError(f"of which year? {collection.path} holds {', '.join(known)}"))
    else:
        hint = _hint(spelling, collection)
        yield Failure(spelling, StoreError(f"is no file and not in {collection.path}{hint}"))


def _hint(spelling: str, collection: "Collection") -> str:
    """Advice about a cable that is not there: list those that refer to it, or look at the nearest id."""
    meant = _id(spelling)
    if meant and meant.id and next(iter(collection.citing(meant.id)), None):
        return f"; `cablecli list --ref {meant.id}` lists those there that refer to it"
    nearest = collection.nearest(spelling)
    return f"; the nearest there is {nearest}" if nearest else ""


def _raw(collection: "Collection", cables: "Iterator[Cable]") -> Iterator[Item]:
    from cablecli.carriers import RawCable

    return (Raw(collection.path, cable.id, RawCable(cable)) for cable in cables)


def paths(settings: Settings, guard: Guard) -> Iterable[str | Failure]:
    """The paths to read, those in a list lazily; UsageError if there are none."""
    files, names = settings.files, settings.files_from
    if settings.null and names is None:
        raise click.UsageError("--null is about --files-from, which is not given.")
    if names == STDIN and STDIN in files:
        raise click.UsageError("standard input cannot hold both a cable and the names of files.")
    if names is not None:
        return chain(files, _listed(names, b"\0" if settings.null else b"\n", guard))
    if not files and (sys.stdin is None or sys.stdin.isatty()):
        raise click.UsageError("no FILE given, and standard input is a terminal.")
    return files or (STDIN,)


def _listed(source: str, end: bytes, guard: Guard) -> Iterator[str | Failure]:
    """The names in a list, each as soon as it arrives; a Failure if the list cannot be read."""
    rest = b""
    try:
        for block in _blocks(source, guard):
            *lines, rest = (rest + block).split(end)
            if len(block) >= _MOST_EMPTY and not block.strip(end):
                raise Unreadable("is no list of names: it is empty line after line")
            yield from _names(lines)
            if len(rest) > _LONGEST_NAME:
                raise Unreadable(f"is no list of names: one is longer than {_LONGEST_NAME >> 10} KB")
        yield from _names([rest])
    except (OSError, Unreadable) as error:
        yield Failure(source, explain(error))


def _blocks(source: str, guard: Guard) -> Iterator[bytes]:
    if source == STDIN and sys.stdin is None:
        raise OSError("is closed")
    descriptor = sys.stdin.fileno() if source == STDIN else os.open(source, os.O_RDONLY)
    try:
        guard.check(descriptor)
        while block := os.read(descriptor, _BLOCK):
            yield block
    finally:
        if source != STDIN:
            os.close(descriptor)


def _names(lines: Iterable[bytes]) -> Iterator[str]:
    for line in lines:
        if name := os.fsdecode(line.removesuffix(b"\r")):
            yield f"./{name}" if name == STDIN else name


def directories(settings: Settings) -> tuple[str, ...]:
    """The directories among the files, as prefixes of the names of what is in them."""
    return tuple(os.path.join(file, "") for file in settings.files if os.path.isdir(file))


def total(settings: Settings) -> int | None:
    """How many bytes there are to read; None if that is unknown or would take a long search."""
    if settings.files_from is not None or not settings.files or STDIN in settings.files:
        return None
    files = list(islice(_files(settings.files), _MOST_FILES))
    if len(files) == _MOST_FILES or any(file.endswith(_PACKED) for file in files):
        return None
    found = list(filter(os.path.exists, files))
    with suppress(OSError):  # a file may be gone by now
        if all(map(os.path.isfile, found)):  # what a pipe will bring is unknown
            return sum(map(os.path.getsize, found))
    return None


def _files(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        if os.path.isdir(path):
            yield from (os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)
        else:
            yield path
