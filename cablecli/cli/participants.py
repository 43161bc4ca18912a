import click

from cablecli.cli.options import Settings, cable_command


@cable_command(
    "participants",
    "cablecli participants cable.txt",
    "cablecli participants --name whitlock cables/",
    "cablecli participants --side France --count cables/",
    "cablecli participants --fields date,name,role,source cables/ > people.tsv",
)
@click.option("--name", "names", multiple=True, metavar="WORD",
              help="Only meetings with somebody whose name or title contains this.")  # fmt: skip
@click.option("--side", "sides", multiple=True, metavar="TEXT", help="Only sides whose name contains this.")
@click.option("--count", is_flag=True, help="Count people over all inputs, the most frequent first.")
def command(settings: Settings, names: tuple[str, ...], sides: tuple[str, ...], count: bool) -> int:
    """Show who was at the meeting, by side."""
    from cablecli.cli.run import print_cables
    from cablecli.views import PARTICIPANTS, counts

    view = counts.PEOPLE if count else PARTICIPANTS
    if not names and not sides:
        return print_cables(settings, view)
    from cablecli.views import filters

    return print_cables(settings, view, filters.participants_where(names, sides))
