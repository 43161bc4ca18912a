"""Where the output goes: standard output, or a file that bears its name only when all of it is written."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from pathlib import Path

STDOUT = "-"


class RunError(Exception):
    """The run cannot go on; `str(error)` is the complaint."""


class Output:
    """An open output. A file that still grows has another name, `hidden`."""

    def __init__(self, stream: TextIO, path: str | None = None, hidden: "Path | None" = None) -> None:
        self.stream, self.path, self.hidden = stream, path, hidden

    def write(self, text: str) -> None:
        """Write a piece; who reads standard output gets it at once."""
        if self.path is None:
            self.stream.write(text)
            self.stream.flush()
        else:
            with _explained(self.path):
                self.stream.write(text)

    def is_at(self, name: str) -> bool:
        """Whether `name` is that of the growing file, met on a walk through the directory that it is in."""
        return self.hidden is not None and self.hidden.name in name


@contextmanager
def opened(path: str | None) -> Iterator[Output]:
    """The output called `path`, standard output without one; what was there stays until all is written."""
    if path is None or path == STDOUT:
        yield Output(sys.stdout)
    else:
        yield from _file(path)


def _file(path: str) -> Iterator[Output]:
    from pathlib import Path

    if Path(path).exists() and not Path(path).is_file():
        with _explained(path):
            stream = Path(path).open("w", encoding="utf-8", errors="backslashreplace")  # noqa: SIM115
        yield Output(stream, path)  # a device or a pipe: what is written is gone
        with _explained(path):
            stream.close()
    else:
        yield from _replacing(path)


def _replacing(path: str) -> Iterator[Output]:
    """A new file beside `path`, which takes its place at the end; whatever goes wrong, it is removed."""
    from pathlib import Path
    from secrets import token_hex

    with _explained(path):
        target = Path(path).resolve()
        hidden = target.with_name(f".{target.name[:200]}.{token_hex(6)}")
        stream = hidden.open("x", encoding="utf-8", errors="backslashreplace", newline="")
    try:
        yield Output(stream, path, hidden)
        with _explained(path):
            if target.exists():
                hidden.chmod(target.stat().st_mode & 0o7777)
            stream.flush()
            os.fsync(stream.fileno())
            stream.close()
            hidden.replace(target)
    finally:
        with suppress(OSError):
            stream.close()
        with suppress(OSError):
            hidden.unlink()


@contextmanager
def _explained(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RunError(f"{path}: {(error.strerror or str(error)).lower()}") from error
