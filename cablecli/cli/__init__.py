"""The program: `main` runs a command and turns its result or error into an exit status.

`commands` names the commands. Each is a module with a `command` function, which chooses a view and calls `run`. That
finds the `inputs`, reads them in one process or several (`recipe`, `pool`), and writes (`output`).
"""

import atexit
import gc
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn, TextIO

from cablecli.cli.output import FAILED, INTERRUPTED, OK, READER_GONE, USAGE, complain

if TYPE_CHECKING:
    import click

# Objects between two searches for unused cycles: a start makes fewer, and a run hardly any cycles.
_GARBAGE = 50_000

_LONGEST_WIDTH = 5  # digits


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run `cablecli` with these arguments (else those of the process) and exit."""
    gc.set_threshold(_GARBAGE)
    # The interpreter's last search would walk over all that was loaded, to free nothing.
    atexit.register(gc.freeze)
    sys.exit(_status(sys.argv[1:] if args is None else args))


def _status(args: Sequence[str]) -> int:
    try:
        _prepare_streams()
        status = _run([*args])  # `list` is here the command of that name, once it has run
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _discard(sys.stdout, sys.stderr)
        return READER_GONE
    except OSError as error:  # inputs fail as values, so this is the output
        _discard(sys.stdout)
        complain(f"cablecli: standard output: {(error.strerror or str(error)).lower()}")
        return FAILED


def _run(args: list[str]) -> int:
    import click

    from cablecli import pattern_code
    from cablecli.cli.commands import PROGRAM, group

    if f"_{PROGRAM.upper()}_COMPLETE" in os.environ:
        group.main(args, prog_name=PROGRAM)
    try:
        with group.make_context(PROGRAM, args) as context:
            pattern_code.keep()
            return group.invoke(context) or OK
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        complain(*_usage(error))
        return USAGE


def _usage(error: "click.ClickException") -> Iterator[str]:
    message = error.format_message().replace("\n\t", " ")  # click sets choices on lines of their own
    yield f"cablecli: {message[:1].lower()}{message[1:]}"
    if context := getattr(error, "ctx", None):
        yield f"Try '{context.command_path} --help' for help."


class _Closed(io.TextIOBase):
    """Stands in for a standard output that was closed from the start: writing to it is an error."""

    def write(self, text: str) -> int:
        raise OSError("is closed")


def _prepare_streams() -> None:
    """Characters that the output's encoding lacks become escapes; Windows pipes get UTF-8 by default."""
    if len(os.environ.get("COLUMNS", "")) > _LONGEST_WIDTH:  # rich makes a number of it, however long it is
        del os.environ["COLUMNS"]
    if sys.stdout is None:
        sys.stdout = _Closed()
    stdout = sys.stdout
    if isinstance(stdout, io.TextIOWrapper):
        is_windows_pipe = os.name == "nt" and not stdout.isatty() and "PYTHONIOENCODING" not in os.environ
        stdout.reconfigure(encoding="utf-8" if is_windows_pipe else None, errors="backslashreplace")


def _discard(*streams: TextIO | None) -> None:
    """Throw away what is still buffered, so that the interpreter's last flush cannot fail."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in filter(None, streams):
        with suppress(io.UnsupportedOperation):  # one that was closed from the start
            os.dup2(nowhere, stream.fileno())
