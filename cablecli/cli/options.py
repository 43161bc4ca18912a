"""The options that all commands share, and the settings that they amount to."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cablecli.carriers import CARRIERS
from cablecli.render import AUTO, NARROWEST, OUTPUTS

if TYPE_CHECKING:
    from cablecli.store.filters import Filters

Command = Callable[..., int]


class Settings(NamedTuple):
    """What the user asked for, whatever the command."""

    files: tuple[str, ...]
    format: str
    color: str
    width: int | None
    fields: tuple[str, ...] | None
    header: bool
    quiet: bool
    output: str | None = None
    files_from: str | None = None
    null: bool = False
    jobs: int | None = None
    unique: bool = False
    input_format: str | None = None
    globs: tuple[str, ...] = ()
    verbose: bool = False
    database: str | None = None
    filters: "Filters | None" = None
    pager: bool | None = None
    hyperlinks: str = AUTO


class Choice(click.Choice[str]):
    """One of a few names; for another one it says which was probably meant."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            self.fail(f"{error.message}{suggest(str(value), self.choices)}", param, ctx)


def suggest(word: str, names: Iterable[str]) -> str:
    """A sentence to append to a complaint: the name that `word` may stand for, or nothing."""
    from difflib import get_close_matches

    word = word.lower()
    names = list(names)
    close = get_close_matches(word, names, n=1) or [name for name in names if word and name.startswith(word)]
    return f" Did you mean {close[0]!r}?" if close else ""


def examples(*lines: str) -> str:
    """An epilog of command lines with what they do."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


database_option = click.option(
    "-d", "--database", metavar="PATH", envvar="CABLECLI_DATABASE",
    help="The collection; default: CABLECLI_DATABASE, else the nearest cables.db here or above.",
)  # fmt: skip
_FILTERS = {  # the options by the argument of `filters.made`
    "senders": ("--from", "POST", "Only cables from this post."),
    "recipients": ("--to", "POST", "Only to this post."),
    "since": ("--since", "DATE", "Only of this year, month or day or later: 2007, 2007-06, 2007-06-13."),
    "until": ("--until", "DATE", "Only of this year, month or day or earlier."),
    "tags": ("--tag", "TAG", "Only with this tag."),
    "levels": ("--class", "LEVEL", "Only of this classification: C or CONFIDENTIAL, SBU ..."),
    "refs": ("--ref", "ID", "Only with this reference."),
    "participants": ("--participant", "NAME", "Only where this name is among the participants."),
}
_SHARED = (
    click.argument("files", nargs=-1, metavar="[FILE|ID]..."),
    click.option(
        "-f",
        "--format",
        "format_",
        type=Choice([AUTO, *OUTPUTS]),
        default=AUTO,
        metavar="NAME",
        help=f"{AUTO} (rich on a terminal, plain in a pipe), {', '.join(OUTPUTS)}.",
    ),
    click.option("--json", "as_json", is_flag=True, help="Short for --format json."),
    click.option("--fields", metavar="A,B", help="Only these columns or keys, in this order; '' lists them."),
    click.option("--no-header", is_flag=True, help="No header row in csv, tsv and text."),
    click.option("--color", type=Choice([AUTO, "always", "never"]), default=AUTO, metavar="WHEN",
                 help="auto, always or never; NO_COLOR and FORCE_COLOR are honoured."),
    click.option("--width", type=click.IntRange(NARROWEST, 1000), metavar="N",
                 help="Columns to lay out for (format rich); default: the terminal's."),
    click.option("--hyperlinks", type=Choice([AUTO, "always", "never"]), default=AUTO, metavar="WHEN",
                 help="Links to files and references at hand: auto, where the terminal is known to take them; they"
                      " come with colours."),
    click.option("--pager/--no-pager", default=None, allow_from_autoenv=False,
                 help="Page through what is longer than the screen (show does so by itself) with CABLECLI_PAGER,"
                      " PAGER or less."),
    click.option("--input-format", type=Choice(CARRIERS), metavar="NAME",
                 help="What the inputs are, where that is not found out: a name that `cablecli formats` lists."),
    click.option("--glob", "globs", multiple=True, metavar="GLOB",
                 help="Below directories only the files of such a name, for example '*.txt'; may be repeated."),
    click.option("-o", "--output", metavar="PATH", help="Write to a file, which appears when all is written."),
    click.option("--files-from", metavar="PATH", help="Read the names of inputs from a list, one a line, or from -."),
    click.option("-0", "--null", is_flag=True, help="The names in the list end with NUL."),
    click.option("--unique", is_flag=True, help="Only the first cable of each id."),
    click.option("-j", "--jobs", type=click.IntRange(1, 256), metavar="N",
                 help="Processes to work with; default: all cores when there is much to do."),
    click.option("-v", "--verbose", is_flag=True,
                 help="Every failure is named, and what a text lacks that is no cable."),
    click.option("-q", "--quiet", is_flag=True, help="No diagnostics, no remarks; failures are still named."),
    database_option,
    *(click.option(option, name, multiple=True, metavar=what, help=text)
      for name, (option, what, text) in _FILTERS.items()),
)  # fmt: skip


# Options that go into the settings as they are.
_MORE = (
    "quiet", "output", "files_from", "null", "jobs", "unique", "input_format", "globs", "verbose", "database",
    "pager", "hyperlinks",
)  # fmt: skip


def cable_command(function: Command) -> Command:
    """Give a command the shared options; it gets them as `Settings`, its own ones by name."""

    @wraps(function)
    def command(
        *,
        files: tuple[str, ...],
        format_: str,
        as_json: bool,
        fields: str | None,
        no_header: bool,
        color: str,
        width: int | None,
        **own: Any,
    ) -> int:
        if as_json and format_ not in (AUTO, "json"):
            raise click.UsageError(f"--json and --format {format_} contradict each other.")
        if own["quiet"] and own["verbose"]:
            raise click.UsageError("--quiet and --verbose contradict each other.")
        names = None if fields is None else tuple(dict.fromkeys(name.strip() for name in fields.split(",")))
        chosen = "json" if as_json else format_
        more = {name: own.pop(name) for name in _MORE}
        more["filters"] = _filters({name: own.pop(name) for name in _FILTERS})
        return function(Settings(files, chosen, color, width, names, not no_header, **more), **own)

    for option in reversed(_SHARED):
        command = option(command)
    return command


def _filters(given: dict[str, tuple[str, ...]]) -> "Filters | None":
    """The filters that were asked for, None where there are none."""
    if not any(given.values()):
        return None
    from cablecli.store.filters import made

    try:
        return made(**given)
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="a filter") from error
