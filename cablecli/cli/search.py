import sys
from os.path import exists
from typing import TYPE_CHECKING, Any

import click

from cablecli.cli.options import Choice, Settings, cable_command, is_format_open, is_given
from cablecli.cli.output import complain
from cablecli.store import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cablecli.store.results import Hit
    from cablecli.views import View

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
@click.argument("files", nargs=-1, metavar="QUERY...")
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
    from cablecli.cli.run import print_answer
    from cablecli.views.listing import COUNT, HITS, IDS

    if any(map(is_given, ("files_from", "null", "globs", "input_format", "unique"))):
        raise click.UsageError("search reads a collection: --unique and options about files do not fit.")
    query = " ".join(settings.files)
    _remark_on_paths(settings)
    wanted: Any = {"query": query, "filters": settings.filters, "place": place, "syntax": syntax}
    if limit is None and not only_ids:
        limit = _USUAL
    if count:
        told = print_answer if sys.stdout.isatty() else _print_bare
        return asked(settings, lambda collection: told(settings, COUNT, [collection.count(**wanted)]))
    if sort == "rank" and not exact and limit is not None and limit <= _USUAL:
        return asked(settings, lambda collection: _print_best(
            settings, *collection.best(**wanted, limit=limit, most=_RANKED), only_ids=only_ids))  # fmt: skip
    wanted |= {"limit": limit, "by_date": sort == "date"}
    if only_ids:
        return asked(settings, lambda collection: _print_bare(settings, IDS, collection.search_ids(**wanted)))
    return asked(settings, lambda collection: print_answer(settings, HITS, collection.search(**wanted)))


def _remark_on_paths(settings: Settings) -> None:
    """Say that a folder behind a word, as `grep` has it, is a word here."""
    path = next(filter(exists, settings.files[1:]), None)
    if path and not settings.quiet:
        complain(
            f"cablecli: {path} is searched for as a word, though it is a path: search reads a collection"
        )


def _print_best(settings: Settings, found: "Iterable[Hit]", is_sample: bool, *, only_ids: bool) -> int:
    """The hits or their ids. A remark says if they come from a sample."""
    from cablecli.cli.messages import is_watched
    from cablecli.cli.run import print_answer
    from cablecli.views.listing import HITS, IDS

    if is_sample and is_watched() and not settings.quiet:
        complain(_SAMPLED)
    if not only_ids:
        return print_answer(settings, HITS, found)
    return _print_bare(settings, IDS, dict.fromkeys(hit.id for hit in found if hit.id))


def _print_bare(settings: Settings, view: "View", things: "Iterable[Any]") -> int:
    """The values alone, for another program, unless the command line asks for a format."""
    from cablecli.cli.run import print_answer

    if is_format_open(settings):
        settings = settings._replace(format="tsv", header=False)
    return print_answer(settings, view, things)
