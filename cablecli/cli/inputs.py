"""The inputs that a command line names. Names stay as they were typed, hence `os` and not `Path`."""
# ruff: noqa: PTH112, PTH116, PTH118

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice

import click

from cablecli.cli.options import Settings
from cablecli.cli.output import STDOUT
from cablecli.errors import Unreadable
from cablecli.sources import STDIN, Failure
from cablecli.sources.streams import explain

_BLOCK = 1 << 16
_LONGEST_NAME = 1 << 14  # four times what a system allows
_PACKED = (".gz", ".bz2", ".xz", ".zst", ".zip", ".7z", ".tgz", ".tbz2", ".txz")
_MOST_FILES = 200_000


class Guard:
    """Keeps the output from being read as an input, under whatever name or link it is reached."""

    def __init__(self, output: str | None, name: str = "--output") -> None:
        self._context = _context()  # a thread that reads ahead has none
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
        raise click.UsageError(f"{self._name} {self._output} is also an input.", self._context)


def _identity(file: str | int) -> tuple[int, int] | None:
    """Device and inode of a regular file; None for devices and pipes, which may be read and written at once."""
    state = os.stat(file)
    return (state.st_dev, state.st_ino) if stat.S_ISREG(state.st_mode) else None


def paths(settings: Settings, guard: Guard) -> Iterable[str | Failure]:
    """The paths to read, those in a list lazily; UsageError if there are none."""
    files, names = settings.files, settings.files_from
    if settings.null and names is None:
        raise click.UsageError("--null is about --files-from, which is not given.", _context())
    if names == STDIN and STDIN in files:
        raise click.UsageError("standard input cannot hold both a cable and the names of files.", _context())
    if names is not None:
        return _chained(files, _listed(names, b"\0" if settings.null else b"\n", guard))
    if not files and (sys.stdin is None or sys.stdin.isatty()):
        raise click.UsageError("no FILE given, and standard input is a terminal.", _context())
    return files or (STDIN,)


def _context() -> click.Context:
    return click.get_current_context()


def _chained(files: Iterable[str], listed: Iterable[str | Failure]) -> Iterator[str | Failure]:
    yield from files
    yield from listed


def _listed(source: str, end: bytes, guard: Guard) -> Iterator[str | Failure]:
    """The names in a list, each as soon as it arrives; a Failure if the list cannot be read."""
    rest = b""
    try:
        for block in _blocks(source, guard):
            *lines, rest = (rest + block).split(end)
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
