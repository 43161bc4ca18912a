"""Opens the inputs: paths, directories, globs that the shell did not expand, standard input, archives.

`walk` yields an `Input` for each, with its bytes as a stream for the carriers. An input that cannot be read is yielded
as a `Failure`, so that one bad input does not stop the others. `containers` opens archives and compressed files, with a
module for each kind. Names stay as the user typed them, which `pathlib` would change: hence `os`.
"""
# ruff: noqa: PTH112, PTH114, PTH116, PTH118, PTH119, PTH206, PTH208

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from cablecli.errors import Unreadable
from cablecli.sources.containers import contents
from cablecli.sources.streams import Bytes, Failure, Input, explain, label

__all__ = ["STDIN", "Failure", "Input", "expand", "label", "walk"]

STDIN = "-"
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def walk(
    paths: Iterable[str],
    check: Callable[[int], object] | None = None,
    globs: Sequence[str] = (),
) -> Iterator[Input | Failure]:
    """Yield the inputs that `paths` stand for, in order, each opened only when its turn comes.

    An input can be read only until the next one is requested. `check` is called with the descriptor of each file before
    it is read. If there are `globs`, only files that match one of them are read from directories.
    """
    for name in expand(paths, globs):
        if isinstance(name, Failure):
            yield name
        else:
            yield from _load(name, check)


def expand(paths: Iterable[str], globs: Sequence[str] = ()) -> Iterator[str | Failure]:
    """Yield the names of the inputs that `paths` stand for, without opening them."""
    for path in paths:
        yield from _expand(path, globs)


def _expand(path: str, globs: Sequence[str]) -> Iterator[str | Failure]:
    if path == STDIN:
        yield path
    elif os.path.isdir(path):
        yield from _below(path, globs)
    elif any(sign in path for sign in "*?[") and not os.path.lexists(path):
        yield from _matching(path, globs)
    else:
        yield path


def _matching(pattern: str, globs: Sequence[str]) -> Iterator[str | Failure]:
    """The files that match a pattern, each once. A matching directory is read as if the user had named it."""
    try:
        names = _globbed(pattern)
    except (OSError, ValueError) as error:  # a name with a NUL, among others
        yield Failure(pattern, explain(error))
        return
    except RecursionError:  # the library recurses for each part of a pattern
        yield Failure(pattern, Unreadable("has too many parts for a pattern"))
        return
    if not names:
        yield Failure(pattern, Unreadable("no file matches"))
    seen: set[str] = set()
    for found in _files(names, globs):
        if isinstance(found, Failure):
            yield found
            continue
        place = _place(found)
        if place not in seen:  # a link to a directory leads to files that others have named
            seen.add(place)
            yield found


def _files(names: Iterable[str], globs: Sequence[str]) -> Iterator[str | Failure]:
    """The files among some sorted names, and those below the directories among them."""
    last = None
    for name in names:
        if last and name.startswith(f"{last}{os.sep}"):
            continue  # already read with its directory
        if os.path.isdir(name):
            last = name
            yield from _below(name, globs)
        else:
            yield name


_real = lru_cache(os.path.realpath)


def _place(name: str) -> str:
    """The name in the real directory that holds the file."""
    directory, base = os.path.split(name)
    return os.path.join(_real(directory), base)


def _parted(pattern: str) -> tuple[str, str]:
    """The folders before the first wildcard, and the pattern below them."""
    parts = pattern.split(os.sep)
    first = next(k for k, part in enumerate(parts) if any(sign in part for sign in "*?["))
    return os.sep.join([*parts[:first], ""]) if first else "", os.sep.join(parts[first:])


def _globbed(pattern: str) -> list[str]:
    """The names that match, sorted. `Path.glob` is used since it follows no links below `**`."""
    from pathlib import Path

    top, rest = _parted(pattern)
    is_hidden = rest.startswith(".") or f"{os.sep}." in rest
    found = (path.relative_to(top or ".").parts for path in Path(top).glob(rest))
    shown = (names for names in found if is_hidden or not any(name.startswith(".") for name in names))
    return [os.path.join(top, *names) if names else top.rstrip(os.sep) or "." for names in sorted(shown)]


def _below(top: str, globs: Sequence[str] = ()) -> Iterator[str | Failure]:
    """Every file below `top`, in sorted order. A directory without a file to read is a failure.

    Hidden files and links to directories are skipped, as other programs do; a link may lead to a directory above.
    """
    pending = [top]
    is_empty = True
    while pending:
        path = pending.pop()
        found: str | Failure = path
        try:
            if os.path.isdir(path):
                if path == top or not os.path.islink(path):
                    pending += _listed(path)
                continue
            if globs and not is_wanted(os.path.relpath(path, top), globs):
                continue
            if not stat.S_ISREG(os.stat(path).st_mode):
                raise Unreadable("is not a regular file")
        except (OSError, Unreadable) as error:
            found = Failure(path, explain(error))
        is_empty = False
        yield found
    if is_empty:
        yield Failure(top, Unreadable(f"holds no files{' that match' if globs else ''}"))


def _listed(directory: str) -> list[str]:
    """The entries of a directory in reverse order, without hidden ones."""
    names = (name for name in os.listdir(directory) if not name.startswith("."))
    return [os.path.join(directory, name) for name in sorted(names, reverse=True)]


def is_wanted(path: str, globs: Sequence[str]) -> bool:
    """Whether one of the patterns matches the file's name or, if it has a slash, the path below the top."""
    from fnmatch import fnmatchcase

    # `**/` may stand for nothing.
    names = {glob: path if "/" in glob else os.path.basename(path) for glob in globs}
    return any(fnmatchcase(n, g) or fnmatchcase(n, g.removeprefix("**/")) for g, n in names.items())


def _load(name: str, check: Callable[[int], object] | None) -> Iterator[Input | Failure]:
    try:
        descriptor = _stdin() if name == STDIN else _open(name)
    except (OSError, ValueError, Unreadable) as error:
        yield Failure(name, explain(error))
        return
    try:
        if check:
            check(descriptor)
        yield from contents(name, Bytes(lambda size: os.read(descriptor, size), descriptor))
    except Unreadable as error:
        yield Failure(name, error)
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
