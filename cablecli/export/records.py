"""JSON lines: the record of a cable on each."""

from collections.abc import Iterator

from cablecli.export import Made
from cablecli.model import Cable
from cablecli.render import Layout
from cablecli.render.data import json_line


def make(cable: Cable) -> str:
    """The line, which is that of `show --format jsonl`."""
    return json_line(cable.to_dict(), Layout())


def write(made: Iterator[Made]) -> Iterator[str]:
    """The lines."""
    return (one.value for one in made)
