from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from cablecli.cli.options import CableCommand, Settings, cable_command, completed, examples

if TYPE_CHECKING:
    from cablecli.views.filters import Test


@click.command(
    "paragraphs",
    cls=CableCommand,
    epilog=examples(
        "cablecli paragraphs -n 4-7,12 cable.txt",
        "cablecli paragraphs --tree --heading kosovo cable.txt",
        "cablecli paragraphs --label comment --format jsonl cables/",
        "cablecli paragraphs --grep 'sanctions?' cables/",
    ),
)
@click.option("--tree", is_flag=True, help="Grouped under their headings.")
@click.option("-n", "--number", "numbers", multiple=True, metavar="4-7,12", help="Only these numbers.")
@click.option("--marking", "markings", multiple=True, metavar="C", help="Only this portion marking.")
@click.option(
    "--heading", "headings", multiple=True, metavar="TEXT", help="Only under headings with this text."
)
@click.option(
    "--label",
    "labels",
    multiple=True,
    metavar="TEXT",
    shell_complete=completed("labels"),
    help="Only with this label: summary, comment ...",
)
@click.option(
    "--grep",
    "greps",
    multiple=True,
    metavar="REGEX",
    help="Only with a match; any case unless REGEX has capitals.",
)
@cable_command
def command(
    settings: Settings,
    tree: bool,
    numbers: tuple[str, ...],
    markings: tuple[str, ...],
    headings: tuple[str, ...],
    labels: tuple[str, ...],
    greps: tuple[str, ...],
) -> int:
    """Show the numbered paragraphs, all or some."""
    from cablecli import views
    from cablecli.cli.run import run
    from cablecli.views import filters

    if tree and settings.format not in ("auto", "rich", "text", "markdown"):
        raise click.UsageError(f"--tree is for reading: it has no {settings.format} form.")
    pattern = _valid("--grep", filters.Grep, *greps) if greps else None
    tests: list[Test] = [_valid("--number", filters.numbered, ",".join(numbers))] if numbers else []
    tests += [filters.marked(markings)] if markings else []
    tests += [filters.headed(headings)] if headings else []
    tests += [filters.labelled(labels)] if labels else []
    tests += [pattern] if pattern else []
    view = views.PARAGRAPH_TREE if tree else views.PARAGRAPHS
    try:
        return run(settings, view, filters.paragraphs_where(tests), pattern.hits if pattern else None)
    except filters.SlowPattern as error:
        raise click.BadParameter(str(error), param_hint="'--grep'") from error


def _valid(option: str, make: Callable[..., Any], *values: str) -> Any:
    try:
        return make(*values)
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint=f"'{option}'") from error
