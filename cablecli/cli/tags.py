import click

from cablecli.cli.options import Choice, Settings, cable_command
from cablecli.model.kinds import TAG_KINDS


@cable_command(
    "tags",
    "cablecli tags cable.txt",
    "cablecli tags --kind geographic cables/",
    "cablecli tags --count --limit 10 cables/",
)
@click.option("--kind", "kinds", multiple=True, type=Choice(TAG_KINDS), metavar="KIND",
              help=f"Only tags of this kind: {', '.join(TAG_KINDS)}.")  # fmt: skip
@click.option("--count", is_flag=True, help="Count over all inputs, the most frequent first.")
@click.option("--limit", type=click.IntRange(0), metavar="N", help="With --count no more than N.")
def command(settings: Settings, kinds: tuple[str, ...], count: bool, limit: int | None) -> int:
    """Show the TAGS, decoded: tag, kind, name."""
    from cablecli.cli.run import print_cables
    from cablecli.views import TAGS, counts

    if limit is not None and not count:
        raise click.UsageError("--limit is about --count, which is not given.")
    view = counts.tags(limit) if count else TAGS
    if not kinds:
        return print_cables(settings, view)
    from cablecli.views.filters import tags_of_kind

    return print_cables(settings, view, tags_of_kind(kinds))
