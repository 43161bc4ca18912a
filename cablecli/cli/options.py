"""The options that all commands share, and the `Settings` made of them."""

from collections.abc import Callable, Iterable
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cablecli.carriers import CARRIERS
from cablecli.render import AUTO, NAMES, NARROWEST, TEMPLATE

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from cablecli.cli.recipe import Recipe
    from cablecli.store.filters import Filters

_OUTPUT = "Output"
Command = Callable[..., int]
Completion = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


class Settings(NamedTuple):
    """The values of the options that all commands share."""

    files: tuple[str, ...]
    format: str
    color: str
    width: int | None
    fields: tuple[str, ...] | None
    header: bool
    quiet: bool
    output: str | None
    files_from: str | None
    null: bool
    jobs: int | None
    unique: bool
    input_format: str | None
    globs: tuple[str, ...]
    verbose: bool
    database: str | None
    filters: "Filters | None"
    template: str | None
    excel: bool
    pager: bool | None
    hyperlinks: str
    recipes: "list[Recipe] | None" = None  # set in a worker process, which wants only this: see `recipe.py`


class Choice(click.Choice[str]):
    """One of a few names; for a misspelt one, the error suggests which was meant."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            self.fail(f"{error.message}{suggest(str(value), self.choices)}", param, ctx)


class SharedOption(click.Option):
    """An option that many commands have; help lists it in its section."""

    def __init__(self, *args: Any, section: str, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.section = section

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """How an error names the option: its variable too where the value came from that."""
        from click.core import ParameterSource

        hint = click.Parameter.get_error_hint(self, ctx)
        is_from_there = ctx and ctx.get_parameter_source(self.name or "") == ParameterSource.ENVIRONMENT
        return f"{hint} (env var: '{self.envvar}')" if is_from_there else hint


# Options that people look for, and what to use instead.
_NO_OPTIONS = {
    "--per": "'cablecli stats --by tag --per year'",
    "--by": "'cablecli stats --by tag'",
    "--year": "--since YEAR --until YEAR",
    "--date": "--since DATE --until DATE",
    "--classification": "--class",
    "--sender": "--from",
    "-n": "--limit",  # of `paragraphs` it is the number
    "--at-hand": "'cablecli refs --fields cited,at_hand'",
}


class CableCommand(click.Command):
    """A command whose help lists its own options first, then the shared ones section by section."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            if error.option_name not in _NO_OPTIONS:
                raise
            advice = _NO_OPTIONS[error.option_name]
            raise click.UsageError(
                f"no such option: {error.option_name}. Did you mean {advice}?", ctx
            ) from error

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, records in sections(self, ctx).items():
            with formatter.section(title):
                formatter.write_dl(records)


def sections(command: click.Command, ctx: click.Context) -> dict[str, list[tuple[str, str]]]:
    """The options of a command as help shows them, by the title of their section."""
    found: dict[str, list[tuple[str, str]]] = {"Options": []}
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
        if record:
            found.setdefault(getattr(param, "section", "Options"), []).append(record)
    return found


def suggest(word: str, names: Iterable[str]) -> str:
    """A sentence to append to an error: which of `names` the word probably means; empty if none is close."""
    from difflib import get_close_matches

    word = word.lower()
    names = list(names)
    close = get_close_matches(word, names, n=1) or [name for name in names if word and name.startswith(word)]
    return f" Did you mean {close[0]!r}?" if close else ""


def is_given(name: str) -> bool:
    """Whether this parameter was given on the command line, not in the environment."""
    from click.core import ParameterSource

    return click.get_current_context().get_parameter_source(name) == ParameterSource.COMMANDLINE


def about_output() -> set[str]:
    """The options about the output that the command line gives."""
    params = click.get_current_context().command.params
    shared = (one.name or "" for one in params if isinstance(one, SharedOption) and one.section == _OUTPUT)
    return set(filter(is_given, shared))


def is_format_open(settings: Settings) -> bool:
    """Whether the command line asks for no format; one of the environment is a default and yields to other options."""
    names = ("format", "as_json", "excel", "template")
    return settings.format == AUTO or (settings.recipes is None and not any(map(is_given, names)))


def completed(by: str) -> Completion:
    """A completion by a function of `cli.completion`, which is imported only when a shell asks."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        from cablecli.cli import completion

        found: list[CompletionItem] = getattr(completion, by)(ctx, incomplete)
        return found

    return complete


_FILTERS = {  # by the argument of `filters.made`: the option, its value, its help, and what completes it
    "senders": ("--from", "POST", "Only cables from this post.", "posts"),
    "recipients": ("--to", "POST", "Only to this post.", "recipients"),
    "since": (
        "--since",
        "DATE",
        "Only of this year, month or day or later: 2007, 2007-06, 2007-06-13.",
        None,
    ),
    "until": ("--until", "DATE", "Only of this year, month or day or earlier.", None),
    "tags": ("--tag", "TAG", "Only with this tag.", "tags"),
    "levels": ("--class", "LEVEL", "Only of this classification: C or CONFIDENTIAL, SBU ...", "levels"),
    "refs": ("--ref", "ID", "Only with this reference.", "ids"),
    "participants": ("--participant", "NAME", "Only where this name is among the participants.", None),
}
_input, _filter, _output, _run = (
    partial(click.option, cls=SharedOption, section=section)
    for section in ("Input", "Only these cables", _OUTPUT, "The run")
)
_SHARED = (
    click.argument("files", nargs=-1, metavar="[FILE|ID]...", shell_complete=completed("files")),
    _output(
        "-f", "--format", type=Choice([AUTO, *NAMES]), default=AUTO, metavar="NAME",
        envvar="CABLECLI_FORMAT", show_envvar=True,
        help=f"{AUTO} (rich on a terminal, plain in a pipe), {', '.join(NAMES)}.",
    ),
    _output("--json", "as_json", is_flag=True, help="Short for --format json."),
    _output("--fields", metavar="A,B", shell_complete=completed("fields"),
            help="Only these columns or keys, in this order; heading.dtg reaches into a record; '' lists them."),
    _output("--template", metavar="TEXT",
            help=r"A line for each cable or row: '{id}\t{heading.dtg:.10}\t{subject}'; names as for --fields."),
    _output("--excel", is_flag=True, help="csv that a spreadsheet opens correctly; no cell becomes a formula."),
    _output("--no-header", is_flag=True, help="No header row in csv, tsv and text."),
    _output("--color", type=Choice([AUTO, "always", "never"]), default=AUTO, metavar="WHEN",
            envvar="CABLECLI_COLOR", show_envvar=True,
            help="auto, always or never; NO_COLOR and FORCE_COLOR are honoured."),
    _output("--width", type=click.IntRange(NARROWEST, 1000), metavar="N",
            envvar="CABLECLI_WIDTH", show_envvar=True,
            help="Columns to lay out for (format rich); default: the terminal's."),
    _output("--hyperlinks", type=Choice([AUTO, "always", "never"]), default=AUTO, metavar="WHEN",
            help="Links to files and references at hand; auto: if the terminal is known to support them. They come"
                 " with colours."),
    _output("--pager/--no-pager", default=None, allow_from_autoenv=False,
            help="Page through what is longer than the screen (show does so by itself) with CABLECLI_PAGER, PAGER"
                 " or less."),
    _output("-o", "--output", metavar="PATH", shell_complete=completed("paths"),
            help="Write to a file, which appears once it is complete."),
    _filter("--unique", is_flag=True, help="Only the first cable with each id."),
    *(_filter(option, name, multiple=True, metavar=what, help=text,
              shell_complete=completed(by) if by else None)
      for name, (option, what, text, by) in _FILTERS.items()),
    _input("--input-format", type=Choice(CARRIERS), metavar="NAME",
           help="What the inputs are, if they are not recognised: a name that `cablecli formats` lists."),
    _input("--glob", "globs", multiple=True, metavar="GLOB",
           help="In directories read only files with such a name, for example '*.txt'; may be repeated."),
    _input("--files-from", metavar="PATH", shell_complete=completed("paths"),
           help="Read the names of inputs from a list, one a line, or from -."),
    _input("-0", "--null", is_flag=True, help="The names in the list end with NUL."),
    _input("-d", "--database", metavar="PATH", shell_complete=completed("paths"),
           envvar="CABLECLI_DATABASE", show_envvar=True,
           help="The collection; default: the nearest cables.db here or above."),
    _run("-j", "--jobs", type=click.IntRange(1, 256), metavar="N",
         help="Processes to work with; default: all cores when there is much to do."),
    _run("-v", "--verbose", is_flag=True,
         help="Name every failure, and say what a text lacks to be a cable."),
    _run("-q", "--quiet", is_flag=True, help="No diagnostics, no remarks; failures are still named."),
)  # fmt: skip


_NAMES = {*Settings._fields, *_FILTERS, "as_json", "no_header"}  # of the parameters that all commands share


def examples(*lines: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def cable_command(name: str, *lines: str) -> Callable[[Command], click.Command]:
    """Make a function a command with the shared options and these examples.

    It receives the shared options as `Settings`, its own by name.
    """

    def made(function: Command) -> click.Command:
        @wraps(function, updated=())
        def command(**given: Any) -> int:
            shared = {name: given.pop(name) for name in _NAMES & given.keys()}
            return function(_settings(shared), **given)

        for option in reversed(_SHARED):
            option(command)
        own = getattr(function, "__click_params__", [])
        names = {param.name for param in own}  # an option of its own may stand for a shared one
        shared = [param for param in command.__click_params__ if param.name not in names]  # type: ignore[attr-defined]
        command.__click_params__ = [*shared, *own]  # type: ignore[attr-defined]
        return click.command(name, cls=CableCommand, epilog=examples(*lines))(command)

    return made


def _settings(given: dict[str, Any]) -> Settings:
    """The settings that the values of the shared parameters mean; UsageError if some contradict each other."""
    if given["quiet"] and given["verbose"]:
        raise click.UsageError("--quiet and --verbose contradict each other.")
    fields, has_template = given["fields"], given["template"] is not None
    if fields is not None and has_template:
        raise click.UsageError("--fields and --template contradict each other.")
    if fields is not None:
        given["fields"] = tuple(dict.fromkeys(name.strip() for name in fields.split(",")))
    implied = {"json": given.pop("as_json"), "csv": given["excel"], TEMPLATE: has_template}
    given["format"] = _format(given["format"], implied)
    given["header"] = not given.pop("no_header")
    given["filters"] = _filters({name: given.pop(name) for name in _FILTERS})
    return Settings(**given)


def _format(named: str, implied: dict[str, bool]) -> str:
    """The format to use. The command line overrides the environment. UsageError if two options contradict."""
    asked = [name for name, is_asked in implied.items() if is_asked]
    if named != AUTO and (is_given("format") or not asked):
        asked.append(named)
    if len(set(asked)) > 1:
        raise click.UsageError(f"the formats {' and '.join(asked)} contradict each other.")
    return asked[0] if asked else AUTO


def _filters(given: dict[str, tuple[str, ...]]) -> "Filters | None":
    if not any(given.values()):
        return None
    from cablecli.store.filters import made

    try:
        return made(**given)
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="a filter") from error
