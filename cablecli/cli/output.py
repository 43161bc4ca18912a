"""What a shell gets: the output, which may be a file that gets its name once it is complete, complaints, the status."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EACCES
from functools import partial
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from pathlib import Path

# The exit statuses, here and nowhere else; a command returns one of them.
OK = 0
FAILED = 1  # an input, the output or the collection could not be used; what could be printed was
USAGE = 2
SAME, DIFFERENT, TROUBLE = 0, 1, 2  # of `diff`, as of cmp and grep: trouble must not look like an answer
BY_SIGNAL = 128  # and its number, as shells give it
INTERRUPTED = 130
READER_GONE = 141
STDOUT = "-"
_AT_ONCE = 1 << 20  # characters, which the stream copies to encode them


def complain(*lines: str) -> None:
    """Write each as one line on standard error; if that cannot be written to, the run goes on without complaints."""
    from cablecli.text.terminal import one_line

    if sys.stderr is None:
        return
    try:
        sys.stderr.write("".join(f"{one_line(line)}\n" for line in lines))
        sys.stderr.flush()
    except BrokenPipeError:
        raise
    except OSError:
        sys.stderr = None


class RunError(Exception):
    """The run cannot go on; `str(error)` is the complaint."""


class PagerLeft(Exception):
    """The user has left the pager, which is not an error."""


class Output:
    """An open output. A file that is still being written has another name, `hidden`."""

    def __init__(self, stream: TextIO, path: str | None = None, hidden: "Path | None" = None) -> None:
        self.stream, self.path, self.hidden = stream, path, hidden

    def write(self, text: str) -> None:
        """Write a piece; standard output is flushed with each line end, and not between a line and its end."""
        if self.path is None:
            self._write(text)
            if "\n" in text:
                self.stream.flush()
        else:
            with explained(self.path):
                self._write(text)

    def _write(self, text: str) -> None:
        for begin in range(0, len(text), _AT_ONCE):
            self.stream.write(text[begin : begin + _AT_ONCE])

    def is_at(self, name: str) -> bool:
        """Whether `name` is the unfinished file, found on a walk through its directory."""
        return self.hidden is not None and self.hidden.name in name


@contextmanager
def opened(path: str | None, *, pager: bool = False, links: bool = False) -> Iterator[Output]:
    """The output called `path`, or standard output; an existing file stays until the new one is complete.

    With `links` any pager gets hyperlinks, else only one that is known to support them.
    """
    if path is None or path == STDOUT:
        yield from _standard(pager=pager, links=links)
    else:
        yield from _file(path)


def _standard(*, pager: bool, links: bool) -> Iterator[Output]:
    if pager:
        from cablecli.cli.pager import is_wanted, paged

        if is_wanted(sys.stdout):
            with paged(sys.stdout, links=links) as output:
                yield output
            return
    yield Output(sys.stdout)


def _file(path: str) -> Iterator[Output]:
    with explained(path):
        mode = _mode(path)
    if mode is None or stat.S_ISREG(mode):
        with ended_by_signals():
            yield from _replacing(path, mode)
        return
    with explained(path):
        stream = open(path, "w", encoding="utf-8", errors="backslashreplace")  # noqa: PTH123, SIM115
    try:
        yield Output(stream, path)  # a device or a pipe: what is written is gone
    finally:
        with explained(path):
            stream.close()


def _mode(path: str) -> int | None:
    """The mode of the file, or None if there is none yet; PermissionError if it is write-protected."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116
    except FileNotFoundError:
        return None
    if not os.access(path, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES))
    return mode


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Signals that end the program let it clean up first; those that are ignored, as under nohup, stay ignored."""
    import signal

    def end(number: int, _: object) -> None:
        sys.exit(BY_SIGNAL + number)

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    numbers = [n for n in (getattr(signal, name) for name in names) if signal.getsignal(n) == signal.SIG_DFL]
    for number in numbers:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in numbers:
            signal.signal(number, signal.SIG_DFL)


def _replacing(path: str, mode: int | None) -> Iterator[Output]:
    """A new file beside `path` that takes its place at the end, or is removed if anything goes wrong."""
    from pathlib import Path
    from secrets import token_hex

    with explained(path):
        target = Path(os.path.realpath(path))
        hidden = target.with_name(f".cablecli.{token_hex(6)}")
    try:  # a signal may come as soon as the file is there
        with explained(path):
            stream = _created(hidden, mode)
        try:
            yield Output(stream, path, hidden)
            with explained(path):
                if mode is not None:
                    hidden.chmod(stat.S_IMODE(mode))
                stream.flush()
                os.fsync(stream.fileno())
                stream.close()
                hidden.replace(target)
        finally:
            with suppress(OSError):
                stream.close()
    finally:
        with suppress(OSError):
            hidden.unlink()


def _created(hidden: "Path", mode: int | None) -> TextIO:
    """The new file. While it grows nobody else may read it, if what it replaces is private."""
    private = partial(os.open, mode=0o666 if mode is None else 0o600)
    return open(hidden, "x", encoding="utf-8", errors="backslashreplace", newline="", opener=private)


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Errors of the system as a RunError that names the output."""
    try:
        yield
    except OSError as error:
        raise RunError(f"{path}: {(error.strerror or str(error)).lower()}") from error
