import click

from cablecli.cli.options import CableCommand, Settings, cable_command, examples


@click.command(
    "show",
    cls=CableCommand,
    epilog=examples(
        "cablecli show cable.txt",
        "cablecli show --brief cables/ | less",
        "cablecli show --json cable.txt | jq '.[].subject'",
        "cablecli show --format csv --fields id,heading.dtg,subject cables/",
    ),
)
@click.option("--brief", is_flag=True, help="Without the addressees.")
@cable_command
def command(settings: Settings, brief: bool) -> int:
    """Show whole cables: heading, metadata, body."""
    from cablecli import views
    from cablecli.cli.run import run

    return run(settings, views.show(brief=brief))
