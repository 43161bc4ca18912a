from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from cablecli.cli.options import Choice, Settings, cable_command
from cablecli.cli.output import OK
from cablecli.store import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cablecli.store.collection import Collection
    from cablecli.store.results import Hit

_T = TypeVar("_T")
_USUAL = 20
_RANKED = 1000  # matches: ranking one takes 8 us, and a word so common says little about any paragraph
_SAMPLED = f"cablecli: more than {_RANKED:,} paragraphs match, a sample of them is ranked; --exact ranks all"


@cable_command(
    "search",
    "cablecli search kosovo",
    "cablecli search 'kosovo \"security council\" -serbia'",
    "cablecli search 'ferr* OR harbor' --in subject --since 2007",
    "cablecli search kosovo --ids | xargs cablecli show",
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
    from cablecli.cli.inputs import asked

    query = " ".join(settings.files)  # the arguments that are files for other commands
    if limit is None and not only_ids:
        limit = _USUAL
    wanted = _Wanted(query, settings, place, syntax, limit, by_date=sort == "date", exact=exact)
    if count:
        return asked(settings, wanted.print_count)
    if only_ids:
        return asked(settings, lambda collection: _print_ids(wanted.ids(collection)))
    return asked(settings, lambda collection: _print(settings, wanted.hits(collection)))


class _Wanted(NamedTuple):
    query: str
    settings: Settings
    place: str | None
    syntax: str
    limit: int | None
    by_date: bool
    exact: bool

    @property
    def sample(self) -> int | None:
        """How many hits to take from a sample of many; None if the exact order is wanted, or more than a few."""
        few = self.limit is not None and self.limit <= _USUAL
        return self.limit if few and not self.by_date and not self.exact else None

    def print_count(self, collection: "Collection") -> int:
        filters = self.settings.filters
        hits, cables = collection.count(self.query, filters, place=self.place, syntax=self.syntax)
        click.echo(f"{hits}\t{cables}")
        return OK

    def hits(self, collection: "Collection") -> "Iterator[Hit]":
        """The matching paragraphs in the wanted order. A remark says if they come from a sample."""
        if self.sample is None:
            return self._all(collection.search)
        found, is_sample = collection.best(
            self.query, self.settings.filters,
            place=self.place, limit=self.sample, syntax=self.syntax, most=_RANKED,
        )  # fmt: skip
        if is_sample and not self.settings.quiet:
            _say_that_it_is_a_sample()
        return found

    def ids(self, collection: "Collection") -> "Iterator[str]":
        """The ids of the cables with matching paragraphs, in the same order."""
        if self.sample is None:
            return self._all(collection.search_ids)
        return (hit.id for hit in self.hits(collection) if hit.id)

    def _all(self, search: "Callable[..., Iterator[_T]]") -> "Iterator[_T]":
        return search(
            self.query, self.settings.filters,
            place=self.place, limit=self.limit, by_date=self.by_date, syntax=self.syntax,
        )  # fmt: skip


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
