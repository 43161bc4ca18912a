import sys
from pathlib import Path

import click

from cablecli.cli.options import examples
from cablecli.cli.output import OK


@click.command("schema", epilog=examples("cablecli schema > cable.schema.json"))
def command() -> int:
    """Print the JSON Schema of the record that `show --json` gives."""
    path = Path(__file__).parent.parent / "model" / "cable.schema.json"
    sys.stdout.write(path.read_text(encoding="utf-8"))
    return OK
