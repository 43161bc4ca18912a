from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from cablecli.cli.options import CableCommand, Choice, Settings, cable_command, examples
from cablecli.cli.status import OK
from cablecli.store import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cablecli.store.collection import Collection
    from cablecli.store.filters import Filters
    from cablecli.store.results import Hit

_T = TypeVar("_T")
_USUAL = 20
_RANKED = 1000  # matches: to rank one takes 8 us, and a word of so many tells little of any
_SAMPLED = f"cablecli: more than {_RANKED:,} paragraphs match, a sample of them is ranked; --exact ranks all"


@click.command(
    "search",
    cls=CableCommand,
    epilog=examples(
        "cablecli search kosovo",
        "cablecli search 'kosovo \"security council\" -serbia'",
        "cablecli search 'ferr* OR harbor' --in subject --since 2007",
        "cablecli search kosovo --ids | xargs cablecli show",
    ),
)
@click.option("--in", "place", type=Choice(PLACES), metavar="WHERE", help=f"Only in {', '.join(PLACES)}.")
@click.option(
    "--sort", type=Choice(("rank", "date")), default="rank", metavar="WHAT", help="By rank or date."
)
@click.option(
    "--limit", type=click.IntRange(0), metavar="N", help=f"No more than N; default: {_USUAL}, all for --ids."
)
@click.option(
    "--exact", is_flag=True, help=f"Rank all that match; without it, of more than {_RANKED:,} a sample."
)
@click.option("--ids", "only_ids", is_flag=True, help="Only the ids of the cables, one a line.")
@click.option("--count", is_flag=True, help="Only how many paragraphs there are, and in how many cables.")
@click.option("--syntax", type=Choice(("words", "fts5")), default="words", metavar="NAME",
              help="words, or fts5 for the engine's own language.")  # fmt: skip
@cable_command
def command(
    settings: Settings,
    place: str | None,
    sort: str,
    limit: int | None,
    exact: bool,
    only_ids: bool,
    count: bool,
    syntax: str,
) -> int:
    """Search a collection, the best paragraphs first. "...", -word, OR and word* mean what they look like."""
    from cablecli.cli.lookup import asked

    query = " ".join(settings.files)  # what would be files for other commands
    wanted = _Wanted(query, settings.filters, place, syntax)
    if count:
        return asked(settings, wanted.print_count)
    end = limit if limit is not None else None if only_ids else _USUAL

    def answer(collection: "Collection") -> int:
        # The few best of many; who wants more of them, or all, gets the exact order.
        if sort == "rank" and end is not None and end <= _USUAL and not exact:
            found, is_sample = wanted.best(collection, end)
            if is_sample and not settings.quiet:
                _say_that_it_is_a_sample()
        elif only_ids:
            return _print_ids(wanted.all(collection.search_ids, end, by_date=sort == "date"))
        else:
            found = wanted.all(collection.search, end, by_date=sort == "date")
        return _print_ids(hit.id for hit in found if hit.id) if only_ids else _print(settings, found)

    return asked(settings, answer)


class _Wanted(NamedTuple):
    """What is searched for, and where."""

    query: str
    filters: "Filters | None"
    place: str | None
    syntax: str

    def print_count(self, collection: "Collection") -> int:
        hits, cables = collection.count(self.query, self.filters, place=self.place, syntax=self.syntax)
        click.echo(f"{hits}\t{cables}")
        return OK

    def best(self, collection: "Collection", limit: int) -> "tuple[Iterator[Hit], bool]":
        return collection.best(
            self.query, self.filters, place=self.place, limit=limit, syntax=self.syntax, most=_RANKED
        )

    def all(
        self, search: "Callable[..., Iterator[_T]]", limit: int | None, *, by_date: bool
    ) -> "Iterator[_T]":
        return search(
            self.query, self.filters, place=self.place, limit=limit, by_date=by_date, syntax=self.syntax
        )


def _say_that_it_is_a_sample() -> None:
    from cablecli.cli.messages import is_watched

    if is_watched():
        click.echo(_SAMPLED, err=True)


def _print_ids(ids: "Iterable[str]") -> int:
    for id in dict.fromkeys(ids):
        click.echo(id)
    return OK


def _print(settings: Settings, found: "Iterable[Hit]") -> int:
    from cablecli.cli.run import print_answer
    from cablecli.views.listing import HITS

    return print_answer(settings, HITS, found)
