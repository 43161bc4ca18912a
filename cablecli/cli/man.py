"""The manual pages, made from the help of the commands; a wheel ships them (`.ci/man_pages.py`)."""

from collections.abc import Iterable, Iterator
from inspect import cleandoc

import click

from cablecli import __version__
from cablecli.cli.commands import COMMANDS, PROGRAM, group
from cablecli.cli.options import sections
from cablecli.cli.output import FAILED, INTERRUPTED, OK, READER_GONE, USAGE

_STATUS = {
    f"{OK}": "Every input was read, also when there was nothing of the kind asked for.",
    f"{FAILED}": "At least one input could not be read or is no cable; the others were still printed.",
    f"{USAGE}": "Wrong usage.",
    f"{INTERRUPTED}, {READER_GONE}": "Interrupted; the reader of the pipe went away.",
}


def pages() -> dict[str, str]:
    """The pages by file name: one for the program, one for each command."""
    top = group.make_context(PROGRAM, [], resilient_parsing=True)
    commands = {name: command for name in COMMANDS if (command := group.get_command(top, name))}
    found = {f"{PROGRAM}.1": "\n".join(_program(top, commands.values())) + "\n"}
    for name, command in commands.items():
        context = click.Context(command, parent=top, info_name=name)
        found[f"{PROGRAM}-{name}.1"] = "\n".join(_command(context, COMMANDS[name])) + "\n"
    return found


def _program(ctx: click.Context, commands: Iterable[click.Command]) -> Iterator[str]:
    yield from _opening(ctx, "inspect U.S. diplomatic cables")
    yield ".SH COMMANDS"
    yield from _terms(COMMANDS.items())
    yield ".SH ENVIRONMENT"
    options = [one for command in commands for one in command.params if isinstance(one, click.Option)]
    yield from _terms(
        {str(one.envvar): f"Stands for {one.opts[-1]}." for one in options if one.envvar}.items()
    )
    yield ".SH EXIT STATUS"
    yield from _terms(_STATUS.items())
    yield ".SH SEE ALSO"
    yield _escaped(", ".join(f"{PROGRAM}-{name}(1)" for name in COMMANDS))


def _command(ctx: click.Context, summary: str) -> Iterator[str]:
    yield from _opening(ctx, summary)
    _, *examples = (ctx.command.epilog or "").removeprefix("\b\n").split("\n")
    yield ".SH EXAMPLES"
    yield from _verbatim(line.strip() for line in examples)
    yield ".SH SEE ALSO"
    yield f".BR {PROGRAM} (1)"


def _opening(ctx: click.Context, summary: str) -> Iterator[str]:
    path = ctx.command_path
    yield f'.TH {path.replace(" ", "-").upper()} 1 "" "{PROGRAM} {__version__}"'
    yield ".SH NAME"
    yield _escaped(f"{path.replace(' ', '-')} - {summary.rstrip('.')}")
    yield ".SH SYNOPSIS"
    yield f".B {path}"
    yield _escaped(" ".join(ctx.command.collect_usage_pieces(ctx)))
    yield ".SH DESCRIPTION"
    for paragraph in cleandoc(ctx.command.help or "").split("\n\n"):
        yield ".PP"
        if paragraph.startswith("\b\n"):  # click's mark of lines that stay as they are
            yield from _verbatim(paragraph.split("\n")[1:])
        else:
            yield _escaped(" ".join(paragraph.split()))
    for title, records in sections(ctx.command, ctx).items():
        yield ".SH OPTIONS" if title == "Options" else f".SS {title}"
        yield from _terms(records)


def _terms(records: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, text in records:
        yield ".TP"
        yield f"\\fB{_escaped(term)}\\fR"
        yield _escaped(text)


def _verbatim(lines: Iterable[str]) -> Iterator[str]:
    yield ".nf"
    yield from map(_escaped, lines)
    yield ".fi"


def _escaped(line: str) -> str:
    """A line that troff takes as text: backslashes and dashes come out as such, and no line starts a request."""
    text = line.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{text}" if text.startswith((".", "'")) else text
