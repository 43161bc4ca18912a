"""Markdown: a file a cable."""

from collections.abc import Iterator
from pathlib import Path

from cablecli.export import Made
from cablecli.export.names import UniqueNames, stem
from cablecli.model import Cable
from cablecli.render.document import document


def make(cable: Cable) -> tuple[str, str]:
    """The name that the file should have, and its text."""
    return stem(cable), document(cable)


def write(made: Iterator[Made], folder: Path) -> None:
    """The files."""
    names = UniqueNames()
    for one in made:
        name, text = one.value
        path = folder / f"{names.new(name)}.md"
        path.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
