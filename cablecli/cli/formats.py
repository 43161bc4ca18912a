import sys
from collections.abc import Iterator

import click

from cablecli.carriers import CARRIERS
from cablecli.cli.options import examples
from cablecli.cli.output import OK


@click.command("formats", epilog=examples("cablecli formats"))
def command() -> int:
    """List what can be read, and how each kind of input is recognised.

    A name of the first list can be given to --input-format. Containers are opened wherever they are found; what is
    in them is read like any other input and goes by a name such as archive.zip!path/in/it.
    """
    for title, rows in (("Input formats", _formats()), ("Containers", _containers())):
        table = list(rows)
        widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
        lines = (
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in table
        )
        sys.stdout.write(f"{title}\n" + "".join(f"  {line.rstrip()}\n" for line in lines))
    return OK


def _formats() -> Iterator[tuple[str, ...]]:
    for name, carrier in CARRIERS.items():
        yield name, carrier.holds, f"found by {carrier.found_by}"


def _containers() -> Iterator[tuple[str, ...]]:
    from cablecli.sources.containers import KINDS

    for name, kind in KINDS.items():
        what = "archive" if kind.is_archive else "compressed file"
        yield (
            name,
            what,
            "found by its first bytes",
            f"needs pip install 'cablecli[{kind.extra}]'" if kind.extra else "",
        )
