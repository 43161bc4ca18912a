from typing import TYPE_CHECKING, Any

import click

from cablecli.cli.options import Choice, Settings, cable_command
from cablecli.cli.output import OK
from cablecli.store import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cablecli.store.results import Hit

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
@click.option("--sort", type=Choice(("rank", "date")), default="rank", metavar="WHAT",
              help="By rank or date.")  # fmt: skip
@click.option("--limit", type=click.IntRange(0), metavar="N",
              help=f"No more than N; default: {_USUAL}, all for --ids.")  # fmt: skip
@click.option("--exact", is_flag=True,
              help=f"Rank all that match; without it, of more than {_RANKED:,} a sample.")  # fmt: skip
@click.option("--ids", "only_ids", is_flag=True, help="Only the ids of the cables, one a line.")
@click.option("--count", is_flag=True, help="Only how many paragraphs there are, and in how many cables.")
@click.option("--syntax", type=Choice(("words", "fts5")), default="words", metavar="NAME",
              help="words, or fts5 for the engine's own language.")  # fmt: skip
def command(
    settings: Settings, place: str | None, sort: str, limit: int | None, exact: bool, only_ids: bool,
    count: bool, syntax: str,
) -> int:  # fmt: skip
    """Search a collection, the best paragraphs first. "...", -word, OR and word* mean what they look like."""
    from cablecli.cli.inputs import asked

    query = " ".join(settings.files)  # the arguments that are files for other commands
    wanted: Any = {"query": query, "filters": settings.filters, "place": place, "syntax": syntax}
    if limit is None and not only_ids:
        limit = _USUAL
    if count:
        return asked(settings, lambda collection: _print_count(collection.count(**wanted)))
    if sort == "rank" and not exact and limit is not None and limit <= _USUAL:
        return asked(settings, lambda collection: _print_best(
            settings, *collection.best(**wanted, limit=limit, most=_RANKED), only_ids=only_ids))  # fmt: skip
    wanted |= {"limit": limit, "by_date": sort == "date"}
    if only_ids:
        return asked(settings, lambda collection: _print_ids(collection.search_ids(**wanted)))
    return asked(settings, lambda collection: _print(settings, collection.search(**wanted)))


def _print_count(counts: tuple[int, int]) -> int:
    """How many paragraphs there are, and in how many cables."""
    click.echo("\t".join(map(str, counts)))
    return OK


def _print_best(settings: Settings, found: "Iterable[Hit]", is_sample: bool, *, only_ids: bool) -> int:
    """The hits or their ids. A remark says if they come from a sample."""
    from cablecli.cli.messages import is_watched

    if is_sample and is_watched() and not settings.quiet:
        click.echo(_SAMPLED, err=True)
    return _print_ids(hit.id for hit in found) if only_ids else _print(settings, found)


def _print_ids(ids: "Iterable[str | None]") -> int:
    for id in dict.fromkeys(filter(None, ids)):
        click.echo(id)
    return OK


def _print(settings: Settings, found: "Iterable[Hit]") -> int:
    from cablecli.cli.run import print_answer
    from cablecli.views.listing import HITS

    return print_answer(settings, HITS, found)
