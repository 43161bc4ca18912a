"""The tables of a collection as files: CSV, and the rows that other forms of tables are made of."""

import csv
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from cablecli.export import Made
from cablecli.model import Cable
from cablecli.render.data import spreadsheet_cell
from cablecli.store.columns import Numbers, tables
from cablecli.store.rows import Rows, rows
from cablecli.views import cell


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
            writers[table] = csv.writer(file, lineterminator=end)
            writers[table].writerow(column.name for column in columns)
        for one in made:
            for table, found in numbers.numbered(one.value):
                writers[table].writerows([map(text, row) for row in found])
