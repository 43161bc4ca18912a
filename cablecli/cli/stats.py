import click

from cablecli.cli.options import Choice, Settings, cable_command

_PERIODS = ("year", "month", "week")
_FIELDS = ("post", "tag", "classification", "precedence", "caption", "marking", "action-office")
_GAP = "gap"
_KEYS = (*_PERIODS, *_FIELDS, _GAP)


@cable_command(
    "stats",
    "cablecli stats cables/",
    "cablecli stats --by tag --limit 20 --since 2007",
    "cablecli stats --by classification --per year cables/",
    "cablecli stats --by gap --from valletta",
)
@click.option(
    "--by", type=Choice(_KEYS), default="year", metavar="WHAT",
    help=f"{', '.join(_KEYS[:-1])}, or gap: serial numbers missing between those at hand; default: year.",
)  # fmt: skip
@click.option(
    "--per", type=Choice(_PERIODS), metavar="PERIOD", help="A table of the counts by year, month or week."
)
@click.option(
    "--sort", type=Choice(("count", "value")), metavar="WHAT",
    help="By count or value; default: periods and gaps by value, the rest by count.",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(0), metavar="N", help="Only the first N values.")
def command(settings: Settings, by: str, per: str | None, sort: str | None, limit: int | None) -> int:
    """Count cables. A cable counts once for each of its values; their share is of all cables."""
    from cablecli.cli import inputs
    from cablecli.cli.run import print_answer, print_cables
    from cablecli.store.queries import COUNTED
    from cablecli.views.stats import stats

    if per and by == _GAP:
        raise click.UsageError("--per does not go with --by gap, which tells the year of each gap.")
    view = stats(by, per=per, sort=sort, limit=limit)
    if by not in COUNTED or settings.unique or not inputs.reads_collection(settings):
        return print_cables(settings, view)
    return inputs.asked(
        settings, lambda collection: print_answer(settings, view, collection.counted(by, settings.filters))
    )
