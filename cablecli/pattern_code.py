"""The code of compiled patterns, kept from one run of the program to the next.

To compile the hundred patterns that one cable needs takes a sixth of the time of a start, to read their code a
hundredth (measured). `re` has no public way to keep it, so this takes the two halves of `re.compile`: one makes the
code, `_sre.compile` checks it and makes a pattern of it. Where a Python lacks them, patterns are compiled as ever.
"""

import atexit
import marshal
import os
import re
import sys
from array import array
from contextlib import suppress
from typing import Any, AnyStr, cast

_MOST = (
    2_000  # patterns in a file, several times those that there are: the old ones of changed sources add up
)
_NUMBERS = "I"  # of four bytes, as code is
_COMPILER: Any = getattr(re, "_compiler", None)

_Key = tuple[str | bytes, int]  # source and flags
# What `_sre.compile` takes after the source: flags, code, the number of groups, their names.
_Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]

_kept: dict[_Key, _Code] = {}
_new: dict[_Key, _Code] = {}  # those that the file lacks
_keeps = False


def keep() -> None:
    """From now on take patterns from the file; when the program ends, add those that it lacked.

    It lies beside Python's own compiled modules, and is written where and when those are.
    """
    global _keeps
    if _keeps or not (_COMPILER and __spec__ and __spec__.cached):
        return
    _keeps = True
    path = f"{__spec__.cached}.{_COMPILER.MAGIC}"  # the version of the code
    # There may be none yet, or it is damaged. pathlib takes 3 ms to load.
    with suppress(OSError, ValueError, EOFError, TypeError), open(path, "rb") as file:  # noqa: PTH123
        _kept.update(marshal.load(file))
    if not sys.dont_write_bytecode:
        atexit.register(_write, path)


def compiled(source: AnyStr, flags: int) -> re.Pattern[AnyStr]:
    """What `re.compile` returns."""
    if _keeps:
        key = (source, int(flags))
        with suppress(Exception):  # halves of another shape, a damaged file
            if key not in _kept:
                _kept[key] = _new[key] = _code(*key)
            return _pattern(source, _kept[key])
    return re.compile(source, flags)


def _pattern(source: AnyStr, kept: _Code) -> re.Pattern[AnyStr]:
    flags, numbers, *groups = kept
    code = array(_NUMBERS)
    code.frombytes(numbers)
    return cast("re.Pattern[AnyStr]", _COMPILER._sre.compile(source, flags, code.tolist(), *groups))


def _code(source: str | bytes, flags: int) -> _Code:
    parsed = _COMPILER._parser.parse(source, flags)
    numbers = array(_NUMBERS, map(int, _COMPILER._code(parsed, flags))).tobytes()
    state = parsed.state
    names = {number: name for name, number in state.groupdict.items()}
    by_number = tuple(map(names.get, range(state.groups)))
    return flags | state.flags, numbers, state.groups - 1, dict(state.groupdict), by_number


def _write(path: str) -> None:
    if _new:
        from pathlib import Path

        own = Path(f"{path}.{os.getpid()}")
        with suppress(OSError):  # the folder may be another's
            own.write_bytes(marshal.dumps(_kept if len(_kept) <= _MOST else _new))
            own.replace(path)
