"""Where bytes come from: paths, directories, globs that the shell left alone, standard input, archives.

What cannot be read is a `Failure`, a value like the others, so that one bad input stops nothing.
Names stay as the user typed them, which `Path` would not let them: hence `os`.
"""
# ruff: noqa: PTH112, PTH116, PTH118, PTH207, PTH208

import os
import stat
import sys
from collections.abc import Iterable, Iterator

from cablecli.errors import Unreadable
from cablecli.sources.containers import contents
from cablecli.sources.streams import Bytes, Failure, Input, explain, label

__all__ = ["STDIN", "Failure", "Input", "expand", "label", "walk"]

STDIN = "-"
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def walk(paths: Iterable[str]) -> Iterator[Input | Failure]:
    """The inputs that `paths` stand for, in order, each opened only when its turn comes.

    An input can be read only until the next one is asked for.
    """
    for path in paths:
        for name in _expand(path):
            if isinstance(name, Failure):
                yield name
            else:
                yield from _load(name)


def expand(paths: Iterable[str]) -> Iterator[str | Failure]:
    """The names of those inputs, none of them opened."""
    for path in paths:
        yield from _expand(path)


def _expand(path: str) -> Iterator[str | Failure]:
    if path == STDIN:
        yield path
    elif os.path.isdir(path):
        yield from _below(path)
    elif any(sign in path for sign in "*?[") and not os.path.lexists(path):
        yield from _matching(path)
    else:
        yield path


def _matching(pattern: str) -> Iterator[str | Failure]:
    from glob import glob

    names = sorted(glob(pattern, recursive=True))
    if not names:
        yield Failure(pattern, Unreadable("no file matches"))
    for name in names:
        if os.path.isdir(name):
            yield from _below(name)
        else:
            yield name


def _below(top: str) -> Iterator[str | Failure]:
    """Every file under `top` in sorted order; a directory that holds nothing at all is a failure."""
    pending: list[tuple[str, frozenset[tuple[int, int]]]] = [(top, frozenset())]
    empty = True
    while pending:
        path, above = pending.pop()
        found: str | Failure = path
        try:
            state = os.stat(path)
            if stat.S_ISDIR(state.st_mode):
                inside = above | {_identity(state, above)}
                names = sorted(os.listdir(path), reverse=True)
                pending += [(os.path.join(path, name), inside) for name in names]
                continue
            if not stat.S_ISREG(state.st_mode):
                raise Unreadable("is not a regular file")
        except (OSError, Unreadable) as error:
            found = Failure(path, explain(error))
        empty = False
        yield found
    if empty:
        yield Failure(top, Unreadable("holds no files"))


def _identity(state: os.stat_result, above: frozenset[tuple[int, int]]) -> tuple[int, int]:
    """What tells a directory from all others; one that lies below itself is a loop."""
    identity = (state.st_dev, state.st_ino)
    if identity in above:
        raise Unreadable("is a symbolic link to a directory above it")
    return identity


def _load(name: str) -> Iterator[Input | Failure]:
    try:
        descriptor = _stdin() if name == STDIN else _open(name)
    except (OSError, ValueError, Unreadable) as error:
        yield Failure(name, explain(error))
        return
    try:
        yield from contents(name, Bytes(lambda size: os.read(descriptor, size), descriptor))
    finally:
        if name != STDIN:
            os.close(descriptor)


def _open(path: str) -> int:
    # Opening without blocking lets a FIFO that nobody writes to end at once instead of hanging.
    descriptor = os.open(path, _OPEN_FLAGS)
    if hasattr(os, "set_blocking"):
        os.set_blocking(descriptor, True)
    return descriptor


def _stdin() -> int:
    if sys.stdin is None:
        raise Unreadable("is closed")
    return sys.stdin.fileno()
