import click

from cablecli.cli.options import Choice, Settings, cable_command
from cablecli.store import SORTS


@cable_command(
    "list",
    "cablecli list cables/",
    "cablecli list --sort date --reverse --limit 20",
    "cablecli list --from paris --since 2007-06 --tag PREL",
)
@click.option(
    "--sort", type=Choice(SORTS), metavar="WHAT", help=f"By {', '.join(SORTS)}; default: as they come."
)
@click.option("--reverse", is_flag=True, help="The last first.")
@click.option("--limit", type=click.IntRange(0), metavar="N", help="No more than N.")
def command(settings: Settings, sort: str | None, reverse: bool, limit: int | None) -> int:
    """List cables: date, id, classification, sender and subject of each in a line."""
    from cablecli.cli import inputs
    from cablecli.cli.run import print_answer, print_cables
    from cablecli.views.listing import COLUMNS, listing

    # Other fields are only in the records of the collection, not in its table of cables.
    is_more = settings.template is not None or not {*(settings.fields or ())} <= {*COLUMNS}
    if not inputs.reads_collection(settings) or settings.unique or is_more:
        return print_cables(settings, listing(sort, reverse=reverse, limit=limit))
    return inputs.asked(settings, lambda collection: print_answer(settings, listing(), collection.listed(
        settings.filters, sort=sort, reverse=reverse, limit=limit)))  # fmt: skip
