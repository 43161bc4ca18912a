from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from cablecli.cli.options import Settings, cable_command, completed, is_format_open
from cablecli.render import AUTO

if TYPE_CHECKING:
    from cablecli.views import View
    from cablecli.views.filters import Test

_NEEDS = {"depth": "tree", "full": "tree", "snippet": "grep"}
_CONTRARY = (("depth", "full"), ("count", "tree"), ("count", "snippet"), ("tree", "fields"))


@cable_command(
    "paragraphs",
    "cablecli paragraphs -n 4-7,12 cable.txt",
    "cablecli paragraphs --tree --depth 3 cable.txt",
    "cablecli paragraphs --label comment --format jsonl cables/",
    "cablecli paragraphs --grep 'sanctions?' -C 1 cables/",
    "cablecli paragraphs --grep 'port company' --snippet cables/",
)
@click.option("--tree", is_flag=True, help="An outline: headings, and how each paragraph begins.")
@click.option("--depth", type=click.IntRange(1, 9), metavar="N",
              help="Of the outline: 1 headings, 2 paragraphs too (default), 3 and more items.")  # fmt: skip
@click.option("--full", is_flag=True, help="With --tree the whole text.")
@click.option("-n", "--number", "numbers", multiple=True, metavar="4-7,12", help="Only these numbers.")
@click.option("--marking", "markings", multiple=True, metavar="C", help="Only this portion marking.")
@click.option("--heading", "headings", multiple=True, metavar="TEXT",
              help="Only under headings with this text.")  # fmt: skip
@click.option("--label", "labels", multiple=True, metavar="TEXT", shell_complete=completed("labels"),
              help="Only with this label: summary, comment ...")  # fmt: skip
@click.option("--grep", "greps", multiple=True, metavar="REGEX",
              help="Only with a match; any case unless REGEX has capitals.")  # fmt: skip
@click.option("-C", "--context", "around", type=click.IntRange(0), default=0, metavar="N",
              help="And N paragraphs before and after each.")  # fmt: skip
@click.option("--snippet", is_flag=True, help="With --grep only the sentences that match.")
@click.option("--count", is_flag=True, help="Only how many there are, for each cable that has any.")
def command(
    settings: Settings, tree: bool, depth: int | None, full: bool, greps: tuple[str, ...], around: int,
    snippet: bool, count: bool, **wanted: tuple[str, ...],
) -> int:  # fmt: skip
    """Show the numbered paragraphs, all or some."""
    from cablecli import views
    from cablecli.cli.run import print_cables
    from cablecli.views import counts, filters

    given = {"tree": tree, "depth": depth, "full": full, "snippet": snippet, "count": count, "grep": greps}
    _check({**given, "fields": settings.fields})
    if tree and settings.format not in (AUTO, "rich", "text", "markdown"):
        if not is_format_open(settings):
            raise click.UsageError(f"--tree is for reading: it has no {settings.format} form.")
        settings = settings._replace(format=AUTO)
    pattern = _valid("--grep", filters.Grep, *greps) if greps else None
    tests = [*_tests(**wanted), *([pattern] if pattern else [])]
    if around and not tests:
        raise click.UsageError("--context is about --grep, --number and the like; none of them is given.")
    narrow = filters.paragraphs_where(tests, around, pattern.snippet if snippet and pattern else None)
    view = _outline(depth, full) if tree else counts.PARAGRAPHS if count else views.PARAGRAPHS
    try:
        return print_cables(settings, view, narrow, pattern.hits if pattern else None)
    except filters.SlowPattern as error:
        raise click.BadParameter(str(error), param_hint="'--grep'") from error


def _outline(depth: int | None, full: bool) -> "View":
    from cablecli import views

    return views.PARAGRAPH_TREE if full else views.outline(depth or 2)


def _check(given: Mapping[str, Any]) -> None:
    """UsageError for options that need another one, or contradict it."""
    for option, other in _NEEDS.items():
        if given[option] and not given[other]:
            raise click.UsageError(f"--{option} is about --{other}, which is not given.")
    for option, other in _CONTRARY:
        if given[option] and given[other]:
            raise click.UsageError(f"--{option} and --{other} contradict each other.")


def _tests(
    numbers: tuple[str, ...], markings: tuple[str, ...], headings: tuple[str, ...], labels: tuple[str, ...]
) -> "Iterator[Test]":
    """The tests that a paragraph must pass, for the options that were given."""
    from cablecli.views import filters

    if numbers:
        yield _valid("--number", filters.numbered, ",".join(numbers))
    for test, values in ((filters.marked, markings), (filters.headed, headings), (filters.labelled, labels)):
        if values:
            yield test(values)


def _valid(option: str, make: Callable[..., Any], *values: str) -> Any:
    try:
        return make(*values)
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint=f"'{option}'") from error
