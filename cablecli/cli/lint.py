import click

from cablecli.cli.options import Choice, Settings, cable_command
from cablecli.cli.output import OK

_KINDS = ("coverage", "leftover", "doubt", "finding")


@cable_command(
    "lint",
    "cablecli lint cable.txt",
    "cablecli lint --kind finding cables/",
    "cablecli lint --format csv cables/ > lint.csv",
    "cablecli lint --layout cable.txt",
    "cablecli lint --codes",
)
@click.option("--kind", "kinds", multiple=True, type=Choice(_KINDS), metavar="KIND",
              help=f"Only rows of this kind: {', '.join(_KINDS)}.")  # fmt: skip
@click.option("--codes", is_flag=True, help="List the codes and what they mean; no FILE is read.")
@click.option("--layout", is_flag=True, help="A row a line instead: its role, and the rule that claimed it.")
def command(settings: Settings, kinds: tuple[str, ...], codes: bool, layout: bool) -> int:
    """Inspect the reading: what was parsed, what is left over, what is doubtful or contradicts itself."""
    if codes:
        from cablecli.model.codes import CODES

        width = max(map(len, CODES))
        for code, (kind, meaning) in CODES.items():
            click.echo(f"{code:{width}}  {kind:7}  {meaning}")
        return OK
    from cablecli.cli.run import print_cables
    from cablecli.views.lint import LAYOUT, lint

    if layout and kinds:
        raise click.UsageError("--layout shows all lines; --kind does not go with it.")
    return print_cables(settings, LAYOUT if layout else lint(kinds or _KINDS))
