"""The commands by name, with their one-line help. A command's module is loaded only when it runs."""

from importlib import import_module
from typing import Any

import click

from cablecli import __version__

PROGRAM = "cablecli"
COMMANDS = {
    "show": "The whole cable: heading, metadata, body.",
    "paragraphs": "Its numbered paragraphs.",
    "participants": "Who was at the meeting, by side.",
    "tags": "Its TAGS, decoded.",
    "lint": "What was doubtful, left over or contradictory.",
    "list": "One line a cable: date, id, classification, sender, subject.",
    "index": "Files into a collection: one SQLite database.",
    "search": "Full text over a collection.",
    "stats": "Counts with bars: by year, post, tag and more.",
    "diff": "Two copies or releases of a cable, paragraph by paragraph.",
    "refs": "What a cable refers to, and what refers to it.",
    "cite": "A footnote, or an entry for a reference manager.",
    "export": "Cables as files for other programs: tables, pages, a graph.",
    "formats": "The kinds of input that can be read.",
    "completion": "The script that switches completion on in a shell.",
    "schema": "The JSON Schema of the record of one cable.",
}

# What other programs call the like.
_OTHER_NAMES = {
    "cat": "show", "view": "show", "open": "show", "read": "show", "grep": "search", "find": "search",
    "ls": "list", "people": "participants", "check": "lint",
    "timeline": "stats", "footnote": "cite", "compare": "diff",
}  # fmt: skip


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"cablecli.cli.{cmd_name}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args[:1] == ["help"]:
            args = [*args[1:2], "--help"]
        args = ["--version"] if args[:1] == ["version"] else args
        try:
            return super().parse_args(ctx, [*args])
        except click.NoSuchOption as error:
            name = next(filter(COMMANDS.__contains__, args), None)
            if name is None or not _has(self.get_command(ctx, name), error.option_name):
                raise
            told = f"{error.option_name} stands before its command."
            raise click.UsageError(
                f"{told} Did you mean '{PROGRAM} {name} {error.option_name}'?", ctx
            ) from None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if ctx.resilient_parsing:  # a shell completes
            return super().resolve_command(ctx, args)
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"no command {args[0]!r}.{_advice(args)}")
        name, command, rest = super().resolve_command(ctx, args)
        if command:
            _refuse_repeated(command, click.Context(command, ctx, info_name=name), rest)
        return name, command, rest

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _has(command: click.Command | None, option: str) -> bool:
    return command is not None and any(option in (*one.opts, *one.secondary_opts) for one in command.params)


def _refuse_repeated(command: click.Command, context: click.Context, args: list[str]) -> None:
    """Refuse an option that is given twice, unless its values add up: the parser would silently drop the first."""
    try:
        given = command.make_parser(context).parse_args(list(args))[2]
    except click.UsageError:
        return  # reported when the command itself parses them
    seen = set()
    for one in given:
        if isinstance(one, click.Option) and not one.multiple and (one.secondary_opts or not one.is_flag):
            if one in seen:
                names = " or ".join(max(opts, key=len) for opts in (one.opts, one.secondary_opts) if opts)
                raise click.UsageError(f"{names} is given twice.", context)
            seen.add(one)


def _advice(args: list[str]) -> str:
    """What a word that is no command may have meant: a command by another name, an input, or a misspelt command."""
    from pathlib import Path

    from cablecli.cli.options import suggest
    from cablecli.store.ids import read

    word = args[0]
    if word.lower() in _OTHER_NAMES:
        return f" Did you mean {_OTHER_NAMES[word.lower()]!r}?"
    try:
        is_input = Path(word).exists() or bool(read(word))
    except (OSError, ValueError):
        is_input = False
    return f" Did you mean '{PROGRAM} show {word}'?" if is_input else suggest(word, COMMANDS)


@click.command(
    cls=_LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
@click.pass_context
def group(ctx: click.Context) -> None:
    """Inspect U.S. diplomatic cables.

    \b
    cablecli show cable.txt                  read one cable
    cablecli tags --count cables/            the TAGS of a directory, counted
    cablecli paragraphs --json cable.txt     its paragraphs for another program
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
