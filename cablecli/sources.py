"""Where bytes come from: paths, directories, globs that the shell left alone, standard input.

What cannot be read is a `Failure`, a value like the others, so that one bad input stops nothing.
Names stay as the user typed them, which `Path` would not let them: hence `os`.
"""
# ruff: noqa: PTH112, PTH116, PTH118, PTH207, PTH208

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cablecli.errors import CableError, Unreadable
from cablecli.text import HEAD, reject_binary

STDIN = "-"
MAX_BYTES = 64 << 20
_BLOCK = 1 << 20
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Input(NamedTuple):
    """One input's bytes, under the name that the user gave it or that a directory lists."""

    name: str
    data: bytes


class Failure(NamedTuple):
    """An input that could not be read or is no cable; `str(error)` is the sentence."""

    name: str
    error: CableError


def walk(paths: Iterable[str]) -> Iterator[Input | Failure]:
    """The inputs that `paths` stand for, in order, each opened only when its turn comes."""
    for path in paths:
        for name in _expand(path):
            yield name if isinstance(name, Failure) else _load(name)


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
            found = Failure(path, _explain(error))
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


def _load(name: str) -> Input | Failure:
    try:
        return Input(name, _read_stdin() if name == STDIN else _read_path(name))
    except (OSError, ValueError, CableError) as error:
        return Failure(name, _explain(error))


def _read_path(path: str) -> bytes:
    # Opening without blocking lets a FIFO that nobody writes to end at once instead of hanging.
    descriptor = os.open(path, _OPEN_FLAGS)
    try:
        if hasattr(os, "set_blocking"):
            os.set_blocking(descriptor, True)
        return _read(descriptor)
    finally:
        os.close(descriptor)


def _read_stdin() -> bytes:
    if sys.stdin is None:
        raise Unreadable("is closed")
    return _read(sys.stdin.fileno())


def _read(descriptor: int) -> bytes:
    """All bytes, unless the first of them already show that this is no text."""
    head = b""
    while len(head) < HEAD and (block := os.read(descriptor, HEAD - len(head))):
        head += block
    if not head:
        raise Unreadable("is empty")
    reject_binary(head)
    blocks, size = [head], len(head)
    while block := os.read(descriptor, _BLOCK):
        blocks.append(block)
        size += len(block)
        if size > MAX_BYTES:
            raise Unreadable(f"is larger than {MAX_BYTES >> 20} MB, too large for one cable")
    return b"".join(blocks)


def _explain(error: Exception) -> CableError:
    if isinstance(error, CableError):
        return error
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    explained = Unreadable(reason[:1].lower() + reason[1:])
    explained.__cause__ = error
    return explained
