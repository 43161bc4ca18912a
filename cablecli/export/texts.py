"""The forms that are text: a file of JSON lines, a folder of Markdown."""

from collections.abc import Iterator
from pathlib import Path

from cablecli.export import Made
from cablecli.export.names import UniqueNames, stem
from cablecli.model import Cable
from cablecli.render import Layout
from cablecli.render.data import jsonl
from cablecli.render.document import document


def record(cable: Cable) -> str:
    """The line of a cable, which is that of `show --format jsonl`."""
    return f"{jsonl(Layout()).page([cable.to_dict()])}\n"


def write_records(made: Iterator[Made]) -> Iterator[str]:
    return (one.value for one in made)


def page(cable: Cable) -> tuple[str, str]:
    """The name that its file should have, and the text."""
    return stem(cable), document(cable)


def write_pages(made: Iterator[Made], folder: Path) -> None:
    names = UniqueNames()
    for one in made:
        name, text = one.value
        path = folder / f"{names.new(name)}.md"
        path.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
