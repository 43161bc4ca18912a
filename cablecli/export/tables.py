"""The tables of a collection as files: CSV, and the rows that other forms of tables are made of."""

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from cablecli.export import Made
from cablecli.model import Cable
from cablecli.store.rows import Rows, rows
from cablecli.store.tables import Numbers, tables
from cablecli.views import cell

# What a spreadsheet takes for the start of a formula, also in full width and behind blanks.
_FORMULA = re.compile(r"\s*[=+\-@\uff0b\uff0d\uff1d\uff20]")


def make(cable: Cable) -> Rows:
    """The rows of a cable, without its record."""
    return rows(cable)._replace(record=b"")


def write(made: Iterator[Made], folder: Path) -> None:
    """A file a table: UTF-8, a header, RFC 4180 with plain line feeds."""
    _write(made, folder, "utf-8", "\n", cell)


def write_for_excel(made: Iterator[Made], folder: Path) -> None:
    """The same with what Excel wants: a byte order mark, CR LF, and no cell that it takes for a formula."""
    _write(made, folder, "utf-8-sig", "\r\n", _safe)


def _safe(value: Any) -> str:
    text = cell(value)
    return f"'{text}" if isinstance(value, str) and _FORMULA.match(text) else text


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
