import click

from cablecli.cli.options import Settings, cable_command, examples


@click.command(
    "index",
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

    if settings.format != "auto" or settings.fields or settings.output or settings.unique:
        raise click.UsageError("index prints no cables: options about the output have no meaning here.")
    return run(settings, prune=prune)
