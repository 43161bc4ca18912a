"""How inputs are cut for many machines: partitions of even size, each read on its own, wherever fsspec reads.

Folders are cut by files, zip and tar by members, a large dump in CSV where a row begins. All else stays in one piece,
however large: each part of a packed file would have to unpack all that is before it. The rows of a partition are those
of the tables of a collection; what failed is in a table of its own.
"""
# ruff: noqa: PTH109, PTH116, PTH118

import glob
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BufferedReader, BytesIO
from typing import Any, Literal, NamedTuple

import fsspec
from fsspec.core import url_to_fs

from cablecli.carriers import csv_dump, recognised
from cablecli.errors import CableError, Unreadable
from cablecli.export import Made
from cablecli.export.tables import Numbers, make
from cablecli.model import Cable
from cablecli.reader import Item, cables, contained, items_in, opened
from cablecli.sources import STDIN, Failure, Input, expand, is_wanted
from cablecli.sources.containers import contents, kind_of, members
from cablecli.sources.streams import Bytes, explain
from cablecli.store.database import Column, tables
from cablecli.store.rows import TableRow, storable
from cablecli.text.decoding import HEAD, byte_order, reject_binary

# Bytes of a partition. Not less, or its start costs more than a hundredth of its work; not more, so that a worker
# holds it and its rows, some ten times as much, in 1 GB.
_LEAST, _MOST = 4 << 20, 64 << 20
_PARTITIONS = 1000  # as long as these bounds allow: even work for a hundred machines
_PACKED = 4  # times its size a zip file of texts unpacks to, or more
# Partitions of a zip file: each reads the whole list of members, of which each costs a hundredth of a cable.
_MOST_OF_ZIP = 16
_FILE = 1 << 12  # what opening a file costs, in bytes that are read meanwhile
FAILURES = "failures"
# Bits of a key that count within a partition; the bits above them hold the number of the partition.
_KEYS = 32
Wanted = Callable[[Item], Iterator[Cable | Failure]]


class FileSpan(NamedTuple):
    """A file, or the bytes or members of it from `begin` to `end`; of rows, the line in which they begin."""

    path: str
    kind: Literal["file", "members", "tar", "rows"] = "file"
    begin: int = 0
    end: int | None = None
    line: int = 1


class Partition(NamedTuple):
    """What one task reads. Relative names are those of a folder, which need not be that of the worker."""

    spans: tuple[FileSpan | Failure, ...]
    folder: str
    input_format: str | None = None

    def items(self) -> Iterator[Item]:
        """What there is in it, in order; what cannot be read is a Failure."""
        for span in self.spans:
            if isinstance(span, Failure):
                yield span
                continue
            try:
                yield from _read(span, os.path.join(self.folder, span.path), self.input_format)
            except Exception as error:  # of whatever fsspec reads from
                yield Failure(span.path, _explain(span.path, error))


def partitions(
    paths: Iterable[str | Failure],
    input_format: str | None = None,
    globs: Sequence[str] = (),
    size: int | None = None,
) -> list[Partition]:
    """The partitions of all inputs, of about `size` bytes each."""
    files = [found for path in paths for found in _files(path, globs)]
    if size is None:
        size = min(max(sum(weight for _, weight in files) // _PARTITIONS, _LEAST), _MOST)
    spans = (part for found, weight in files for part in _cut(found, weight, size, input_format))
    return [Partition(group, os.getcwd(), input_format) for group in _grouped(spans, size)]


def _grouped(
    spans: Iterable[tuple[FileSpan | Failure, int]], size: int
) -> Iterator[tuple[FileSpan | Failure, ...]]:
    group: list[FileSpan | Failure] = []
    held = 0
    for span, weight in spans:
        if group and held + weight > size * 5 // 4:  # a stretch may be a little longer
            yield tuple(group)
            group, held = [], 0
        group.append(span)
        held += weight + _FILE
    if group:
        yield tuple(group)


def _files(path: str | Failure, globs: Sequence[str]) -> Iterator[tuple[str | Failure, int]]:
    """The files that a path names, and their sizes."""
    if isinstance(path, Failure):
        yield path, 0
    elif path == STDIN:
        yield Failure(path, Unreadable("standard input cannot be read by other processes")), 0
    elif is_far(path):
        try:
            yield from _far_files(path, globs)
        except Exception as error:  # of whatever fsspec reads from
            yield Failure(path, _explain(path, error)), 0
    else:
        yield from map(_sized, expand([path], globs))


def _sized(name: str | Failure) -> tuple[str | Failure, int]:
    try:
        state = None if isinstance(name, Failure) else os.stat(name)
    except (OSError, ValueError) as error:  # a name with a NUL, among others
        return Failure(str(name), explain(error)), 0
    if state and not stat.S_ISREG(state.st_mode):
        return Failure(str(name), Unreadable("is not a regular file")), 0
    return name, state.st_size if state else 0


def _explain(path: str, error: Exception) -> CableError:
    """The error as one that says what is wrong: of a file that is not there fsspec says only the name."""
    is_bare = isinstance(error, FileNotFoundError) and path.endswith(str(error))
    return Unreadable("no such file or directory") if is_bare else explain(error)


def is_far(path: str) -> bool:
    """Whether it is an address that fsspec knows how to open, and no file here."""
    return ("://" in path or "::" in path) and not os.path.lexists(path)


def _far_files(path: str, globs: Sequence[str]) -> Iterator[tuple[str | Failure, int]]:
    fs, name = url_to_fs(path)
    if glob.has_magic(name) and not fs.exists(name):
        found = fs.glob(name, detail=True)
    elif (info := fs.info(name))["type"] != "directory":
        yield path, info["size"] or 0
        return
    else:
        every = fs.find(name, detail=True)
        found = {one: of for one, of in every.items() if not globs or is_wanted(one[len(name) + 1 :], globs)}
    if not found:
        yield Failure(path, Unreadable("holds no files")), 0
    for one, info in sorted(found.items()):
        yield fs.unstrip_protocol(one), info["size"] or 0


def _cut(
    path: str | Failure, weight: int, size: int, input_format: str | None
) -> Iterator[tuple[FileSpan | Failure, int]]:
    """A file in spans of about this size. If it cannot be read, its reader reports that."""
    if isinstance(path, Failure):
        yield Failure(path.name, Unreadable(str(path.error))), weight  # causes may not go to another process
        return
    if weight * _PACKED <= size:
        yield FileSpan(path), weight
        return
    try:
        with _open(path) as file:
            spans = list(_spans(path, file, weight, size, input_format))
    except Exception:  # of whatever fsspec reads from
        spans = []
    yield from spans or [(FileSpan(path), weight)]


def _spans(
    path: str, file: Any, weight: int, size: int, input_format: str | None
) -> Iterator[tuple[FileSpan, int]]:
    head = file.read(HEAD)
    file.seek(0)
    kind = kind_of(head)
    if kind == "tar":
        from cablecli.sources import tarred

        for begin, end in tarred.stretches(file, size):
            yield FileSpan(path, "tar", begin, end), end - begin
    elif kind == "zip":
        count = sum(1 for _ in members(kind, Bytes(file.read, file=file)))
        parts = min(weight * _PACKED // size + 1, count, _MOST_OF_ZIP)
        for k in range(parts):
            numbers = count * k // parts, count * (k + 1) // parts
            yield FileSpan(path, "members", *numbers), weight * _PACKED // parts
    elif kind is None and _is_csv(head, path, input_format):
        for stretch in csv_dump.stretches(file, size):
            yield FileSpan(path, "rows", *stretch), stretch.end - stretch.begin


def _is_csv(head: bytes, path: str, input_format: str | None) -> bool:
    """Whether it is a dump in CSV whose bytes are those of its text."""
    reject_binary(head)
    is_recoded = byte_order(head)[1] is not None
    return not is_recoded and (input_format or recognised(head.decode("utf-8", "replace"), path)) == "csv"


def _open(place: str, *, is_whole: bool = False) -> Any:
    """The open file. A whole file on the web is requested at once, since not every server sends parts of files."""
    if not is_far(place):
        return open(place, "rb")  # noqa: PTH123
    is_at_once = is_whole and place.startswith(("http://", "https://"))
    return fsspec.open(place, "rb", **({"block_size": 0} if is_at_once else {}))


def _read(span: FileSpan, place: str, input_format: str | None) -> Iterator[Item]:
    """What a span holds; `place` is where its file is."""
    path, kind, begin, end, line = span
    place = path if is_far(path) else place
    with _open(place, is_whole=kind == "file") as file:
        if kind in ("file", "members"):
            is_stream = getattr(file, "size", 0) is None  # of fsspec, which can only be read on
            data = Bytes(file.read, file=None if is_stream else file)
            yield from _items(contents(path, data, slice(begin, end)), input_format)
            return
        head = file.read(HEAD)
        file.seek(begin)
        part = BytesIO(file.read((end or 0) - begin))
    if kind == "tar":
        yield from _items(contents(path, Bytes(part.read)), input_format)
    else:
        yield from opened(path, None, csv_dump.read(BufferedReader(part), head, line))


def _items(sources: Iterator[Input | Failure], input_format: str | None) -> Iterator[Item]:
    for source in sources:
        yield from [source] if isinstance(source, Failure) else items_in(source, input_format)


def columns() -> dict[str, tuple[Column, ...]]:
    return {**tables(), FAILURES: (Column("name", "TEXT", False), Column("error", "TEXT", False))}


def first_key(number: int) -> int:
    """The number after which the keys of a partition start."""
    return number << _KEYS


def results(part: Partition, wanted: Wanted = cables) -> Iterator[Made | Failure]:
    """The cables of a partition as rows, with a Failure in place of each that could not be read."""
    for item in part.items():
        for found in wanted(item):
            yield (
                found if isinstance(found, Failure) else contained(lambda one: Made(one.id, make(one)), found)
            )


def rows(part: Partition, number: int) -> Iterator[tuple[str, list[TableRow]]]:
    numbers = Numbers(first_key(number))
    for result in results(part):
        if isinstance(result, Failure):
            yield FAILURES, [failure_row(result)]
        else:
            yield from numbers.numbered(result.value)


def failure_row(failure: Failure) -> TableRow:
    return storable(failure.name), storable(str(failure.error))
