"""Pages for a browser: a folder of them, or one for all.

Which cables are at hand to be linked to is known only when all have been seen. So they wait in files without a name,
which vanish however the run ends, and are read from there once more.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile

from cablecli.export import Made
from cablecli.export.names import UniqueNames, stem
from cablecli.model import Cable
from cablecli.render import html
from cablecli.views.listing import headline, line, row


def make(cable: Cable) -> tuple[str, tuple[str, ...], str]:
    """The name that its page should have, its line in the list of all, its record."""
    return stem(cable), line(row(headline(cable))), json.dumps(cable.to_dict())


def write(made: Iterator[Made], folder: Path) -> None:
    """A page a cable, named by its id, and `index.html`."""
    with _Kept(made, folder) as kept:
        links = {id: f"{name}.html" for id, name in kept.names.items()}
        for name, cable in kept.cables():
            _save(folder / f"{name}.html", iter([html.page(cable, links, "index.html")]))
        lines = ((f"{name}.html", *line) for name, line in kept.lines())
        _save(folder / "index.html", html.index(kept.title, lines))


def write_single(made: Iterator[Made]) -> Iterator[str]:
    """One page: a list of the cables, then all of them. A single cable gets its own page instead."""
    with _Kept(made) as kept:
        links = {id: f"#{name}" for id, name in kept.names.items()}
        if kept.count == 1:
            yield from (html.page(cable) for _, cable in kept.cables())
        else:
            lines = ((f"#{name}", *line) for name, line in kept.lines())
            yield from html.single(kept.title, lines, kept.cables(), links)


def _save(path: Path, pieces: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.writelines(pieces)


class _Kept:
    """Cables in files. `names` are those of their pages by id, of copies that of the first."""

    def __init__(self, made: Iterator[Made], folder: Path | None = None) -> None:
        self.names: dict[str, str] = {}
        self.count = 0
        self._made = made
        with ExitStack() as stack:
            self._list, self._records = (
                stack.enter_context(TemporaryFile("w+", encoding="utf-8", newline="\n", dir=folder))
                for _ in range(2)
            )
            self._files = stack.pop_all()

    def __enter__(self) -> "_Kept":
        names = UniqueNames("index")
        for one in self._made:
            wanted, line, record = one.value
            name = names.new(wanted)
            self._list.write(f"{json.dumps([name, line])}\n")
            self._records.write(f"{record}\n")
            self.count += 1
            if one.id:
                self.names.setdefault(one.id, name)
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close()

    @property
    def title(self) -> str:
        return f"{self.count:,} cable{'s' * (self.count != 1)}"

    def lines(self) -> Iterator[tuple[str, list[str]]]:
        self._list.seek(0)
        return map(json.loads, self._list)

    def cables(self) -> Iterator[tuple[str, Cable]]:
        self._records.seek(0)
        for (name, _), record in zip(self.lines(), self._records, strict=True):
            yield name, Cable.from_dict(json.loads(record))
