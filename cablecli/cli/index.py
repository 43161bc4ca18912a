import click

from cablecli.cli.options import CableCommand, Settings, cable_command, examples, is_given


@click.command(
    "index",
    cls=CableCommand,
    epilog=examples(
        "cablecli index cables/ dump.csv.gz",
        "cablecli index --prune cables/",
        "cablecli index -d balkans.db balkans/",
    ),
)
@click.option("--prune", is_flag=True, help="Forget the inputs that are gone.")
@cable_command
def command(settings: Settings, prune: bool) -> int:
    """Put cables into a collection, or bring it up to date: unchanged inputs are skipped, changed ones replaced."""
    from cablecli.cli.indexing import run

    about_output = ("format_", "as_json", "fields", "template", "excel", "output", "unique")
    if any(map(is_given, about_output)):
        raise click.UsageError("index prints no cables: options about the output have no meaning here.")
    return run(settings, prune=prune)
