"""The tables of a collection for other programs: rows with keys, and CSV."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from cablecli.export import Made
from cablecli.model import Cable
from cablecli.render.data import csv_writer, spreadsheet_cell
from cablecli.store.database import tables
from cablecli.store.rows import Rows, TableRow, rows
from cablecli.views import cell

_KEYED = ("paragraphs", "participants")  # the tables whose rows have a key of their own


class Numbers:
    """Numbers rows as a new collection would; keys start after `last`."""

    def __init__(self, last: int = 0) -> None:
        self._last: defaultdict[str, int] = defaultdict(lambda: last)

    def numbered(self, one: Rows) -> Iterator[tuple[str, list[TableRow]]]:
        """The rows of a cable by table, in the order of its columns."""
        cable = self._next("cables")
        yield "cables", [(cable, *one.cable)]
        for table, found in one.children.items():
            if table in _KEYED:
                yield table, [(self._next(table), cable, *row) for row in found]
            else:
                yield table, [(cable, *row) for row in found]

    def _next(self, table: str) -> int:
        self._last[table] += 1
        return self._last[table]


def make(cable: Cable) -> Rows:
    """The rows of a cable, without its record."""
    return rows(cable)._replace(record=b"")


def write(made: Iterator[Made], folder: Path) -> None:
    """A file a table: UTF-8, a header, RFC 4180 with plain line feeds."""
    _write(made, folder, "utf-8", "\n", cell)


def write_for_excel(made: Iterator[Made], folder: Path) -> None:
    """A file a table, as Excel wants it: a byte order mark, CR LF, and no cell that it takes for a formula."""
    _write(made, folder, "utf-8-sig", "\r\n", spreadsheet_cell)


def _write(made: Iterator[Made], folder: Path, encoding: str, end: str, text: Callable[[Any], str]) -> None:
    numbers = Numbers()
    with ExitStack() as stack:
        writers = {}
        for table, columns in tables().items():
            path = folder / f"{table}.csv"
            file = stack.enter_context(
                path.open("w", encoding=encoding, errors="backslashreplace", newline="")
            )
            writers[table] = csv_writer(file.write, end)
            writers[table].writerow(column.name for column in columns)
        for one in made:
            for table, found in numbers.numbered(one.value):
                writers[table].writerows([map(text, row) for row in found])
