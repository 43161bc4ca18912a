import click

from cablecli.cli.options import Choice, Settings, cable_command, is_format_open

_STYLES = ("chicago", "bibtex", "ris", "csl-json")


@cable_command(
    "cite",
    "cablecli cite 07PARIS2827",
    "cablecli cite --style bibtex cables/ > cables.bib",
    "cablecli cite --style ris --tag PTER --limit 10 -o ten.ris",
    "cablecli cite --style csl-json --from paris --since 2007 -o paris.json",
)
@click.option("--style", type=Choice(_STYLES), default="chicago", metavar="NAME",
              help=f"{', '.join(_STYLES)}; default: chicago.")  # fmt: skip
@click.option("--limit", type=click.IntRange(0), metavar="N", help="No more than N.")
def command(settings: Settings, style: str, limit: int | None) -> int:
    """Cite cables: as a footnote, or all of them as one file for a reference manager.

    What a cable does not say is left out. Titles keep the cable's own capitals.
    """
    from cablecli.cli.run import print_cables
    from cablecli.views.bibliography import citing

    view = citing(style, limit=limit)
    if style != "chicago" and is_format_open(settings):  # for a program, on a terminal too
        settings = settings._replace(format=view.piped)
    return print_cables(settings, view)
