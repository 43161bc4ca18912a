import click

from cablecli.cli.options import Settings, cable_command, examples


@click.command(
    "participants",
    epilog=examples(
        "cablecli participants cable.txt",
        "cablecli participants --side France cable.txt",
        "cablecli participants --format csv cables/ > people.csv",
    ),
)
@click.option("--side", "sides", multiple=True, metavar="TEXT", help="Only sides whose name contains this.")
@cable_command
def command(settings: Settings, sides: tuple[str, ...]) -> int:
    """Show who was at the meeting, by side."""
    from cablecli import views
    from cablecli.cli.run import run
    from cablecli.views import filters

    return run(settings, views.PARTICIPANTS, filters.participants_on(sides) if sides else None)
