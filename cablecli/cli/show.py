import click

from cablecli.cli.options import Settings, cable_command


@cable_command(
    "show",
    "cablecli show cable.txt",
    "cablecli show --full 08TALLINN311",
    "cablecli show --json cable.txt | jq '.[].subject'",
    "cablecli show --format csv --fields id,heading.dtg,subject cables/",
)
@click.option("--brief", is_flag=True, help="Without the addressees.")
@click.option("--full", is_flag=True, help="On a terminal too: how it was sent, and all addressees.")
def command(settings: Settings, brief: bool, full: bool) -> int:
    """Show whole cables: heading, metadata, body."""
    from cablecli import views
    from cablecli.cli.run import print_cables

    if brief and full:
        raise click.UsageError("--brief and --full contradict each other.")
    settings = settings if settings.pager is not None else settings._replace(pager=True)
    return print_cables(settings, views.show(brief=brief, full=full))
