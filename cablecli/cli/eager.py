"""The options that answer at once and end the run; click's own would load `locale` to translate their help."""

from collections.abc import Callable
from typing import Any

import click

from cablecli import __version__


def _answer(*names: str, text: Callable[[click.Context], str], help_: str) -> Callable[[Any], Any]:
    def show(ctx: click.Context, param: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            click.echo(text(ctx), color=ctx.color)
            ctx.exit()

    return click.option(*names, is_flag=True, expose_value=False, is_eager=True, callback=show, help=help_)


HELP = _answer("-h", "--help", text=click.Context.get_help, help_="Show this message and exit.")
VERSION = _answer(
    "--version",
    text=lambda ctx: f"{ctx.find_root().info_name} {__version__}",
    help_="Show the version and exit.",
)
