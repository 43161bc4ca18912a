"""Output through a pager, which is started when there is more than the screen holds."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, TextIO

from cablecli.cli.output import Output, PagerLeft
from cablecli.patterns import lazy

if TYPE_CHECKING:
    from subprocess import Popen

_USUAL = "less -RFX"  # with colours, at once back where all fits on the screen, and what was read stays there
_SETTINGS = {"LESS": "RFX", "LESSCHARSET": "utf-8"}  # for `PAGER=less`, where they are not set
_LINK = lazy(r"\x1b\]8;[^\x1b]*\x1b\\")
_FIRST_WITH_LINKS = 581  # the version of less
_SMALLEST, _USUAL_SCREEN = 4, (80, 24)  # a screen with fewer rows cannot be paged through


def is_wanted(stream: TextIO) -> bool:
    """Whether there is a screen to page on, and no empty CABLECLI_PAGER or PAGER rules a pager out."""
    return stream.isatty() and os.environ.get("TERM") != "dumb" and bool(_line().strip())


def _line() -> str:
    names = ("CABLECLI_PAGER", "PAGER")
    return next((os.environ[name] for name in names if name in os.environ), _USUAL)


class Paged(Output):
    """Holds back what is written until it exceeds the screen, then starts the pager and passes everything on."""

    def __init__(self, stream: TextIO, *, links: bool) -> None:
        super().__init__(stream)
        self._links = links
        self._kept: list[str] = []
        self._pager: Popen[str] | None = None
        self._columns, rows = _screen(stream)
        self._free = rows - 1  # one for the prompt

    def write(self, text: str) -> None:
        """Write a piece; PagerLeft once the pager is gone."""
        if self._free < 0:
            self._pass_on(text)
            return
        self._kept.append(text)
        self._free -= sum(self._rows(line) for line in text.splitlines())
        if self._free < 0:
            self._pager = _started(self.stream)
            kept, self._kept = "".join(self._kept), []
            self._pass_on(kept)

    def _pass_on(self, text: str) -> None:
        """Where no pager could be started, the text goes to the screen as it comes."""
        (self._send if self._pager else super().write)(text)

    def _rows(self, line: str) -> int:
        """How many rows of the screen a line takes; a line with escapes has been laid out to fit one."""
        return 1 if "\x1b" in line else 1 + max(0, len(line) - 1) // self._columns

    def _send(self, text: str) -> None:
        if self._pager and self._pager.stdin:
            if "\x1b]8;" in text and not (self._links or _takes_links()):
                text = _LINK.sub("", text)
            try:
                self._pager.stdin.write(text)
                self._pager.stdin.flush()
            except BrokenPipeError as error:
                raise PagerLeft from error

    def close(self) -> None:
        """Write what was held back, or wait until the user leaves the pager, which handles interrupts meanwhile."""
        if self._pager is None:
            super().write("".join(self._kept))
            return
        import signal

        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            if self._pager.stdin:
                with suppress(BrokenPipeError):
                    self._pager.stdin.close()
            self._pager.wait()
        finally:
            signal.signal(signal.SIGINT, before)


def _screen(stream: TextIO) -> tuple[int, int]:
    try:
        columns, rows = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        return _USUAL_SCREEN
    return columns or _USUAL_SCREEN[0], max(_SMALLEST, rows) if rows else _USUAL_SCREEN[1]


def _started(stream: TextIO) -> "Popen[str] | None":
    """The running pager; None if it is missing or its command line cannot be parsed."""
    import shlex
    from subprocess import PIPE, Popen

    try:
        return Popen(
            shlex.split(_line()), stdin=PIPE, env={**_SETTINGS, **os.environ},
            encoding=stream.encoding, errors="backslashreplace",
        )  # fmt: skip
    except (OSError, ValueError):
        return None


@cache
def _takes_links() -> bool:
    """Whether the pager is a `less` that supports hyperlinks; others may show them as garbage."""
    import shlex
    from subprocess import run

    program = shlex.split(_line())[0]
    if os.path.basename(program) != "less":  # noqa: PTH119
        return False
    try:
        said = run([program, "--version"], capture_output=True, text=True, check=False).stdout.split()
    except OSError:
        return False
    return len(said) > 1 and said[1].isdecimal() and int(said[1]) >= _FIRST_WITH_LINKS


@contextmanager
def paged(stream: TextIO, *, links: bool = False) -> Iterator[Output]:
    """`stream` through the pager.

    Messages on standard error are held back until the user leaves the pager: they would break up the page.
    """
    output = Paged(stream, links=links)
    stderr, held = sys.stderr, _Held()
    sys.stderr = held if stderr is not None and stderr.isatty() else stderr
    try:
        yield output
    finally:
        try:
            output.close()
        finally:
            sys.stderr = stderr
            if held.getvalue():
                stderr.write(held.getvalue())
                stderr.flush()


class _Held(io.StringIO):
    """A terminal's standard error that appears later."""

    def isatty(self) -> bool:
        return True
