import click

from cablecli.cli.options import Settings, about_output, cable_command, completed, is_given


@cable_command(
    "index",
    "cablecli index cables/ dump.csv.gz",
    "cablecli index --prune cables/",
    "cablecli index -d balkans.db balkans/",
)
@click.argument("files", nargs=-1, metavar="[FILE]...", shell_complete=completed("paths"))
@click.option("--prune", is_flag=True, help="Forget the inputs that are gone.")
def command(settings: Settings, prune: bool) -> int:
    """Put cables into a collection, or bring it up to date: unchanged inputs are skipped, changed ones replaced.

    An input that was read with other filters or as another format, or of which nothing could be read, is read again.
    """
    from cablecli.cli.indexing import run

    if about_output() or is_given("unique"):
        raise click.UsageError("index prints no cables: options about the output have no meaning here.")
    return run(settings, prune=prune)
