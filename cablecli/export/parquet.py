"""The tables of a collection as Parquet. The only home of pyarrow."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import dataset, parquet

from cablecli.export import Made
from cablecli.export.tables import Numbers
from cablecli.store.database import Column, tables
from cablecli.store.rows import TableRow

_TYPES = {"INTEGER": pa.int64(), "TEXT": pa.string()}
_BATCH = 5000  # rows of a group: of paragraphs, of about 1 kB each, 5 MB in memory


def schema(columns: tuple[Column, ...]) -> pa.Schema:
    return pa.schema([pa.field(name, _TYPES[kind], is_nullable) for name, kind, is_nullable in columns])


def arrow(rows: list[TableRow], columns: pa.Schema) -> pa.Table:
    """Rows in memory, with the types of the table's columns even if all values are null."""
    values = zip(*rows, strict=True) if rows else [()] * len(columns)
    arrays = [pa.array(of, field.type) for of, field in zip(values, columns, strict=True)]
    return pa.Table.from_arrays(arrays, schema=columns)


class TableFile:
    def __init__(self, path: Path, columns: tuple[Column, ...]) -> None:
        self._schema = schema(columns)
        self._file = path.open("wb")
        self._writer = parquet.ParquetWriter(self._file, self._schema, compression="zstd")
        self._rows: list[TableRow] = []

    def __enter__(self) -> "TableFile":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._flush()
                self._writer.close()
        finally:
            self._file.close()

    def add(self, rows: list[TableRow]) -> None:
        """Take rows; they are written in groups."""
        self._rows += rows
        if len(self._rows) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        self._writer.write_table(arrow(self._rows, self._schema))
        self._rows = []


def write(made: Iterator[Made], folder: Path, last: int = 0) -> None:
    numbers = Numbers(last)
    with ExitStack() as stack:
        files = {
            table: stack.enter_context(TableFile(folder / f"{table}.parquet", columns))
            for table, columns in tables().items()
        }
        for one in made:
            for table, found in numbers.numbered(one.value):
                files[table].add(found)


def summary(folder: str, fs: Any, few: int = 5) -> tuple[int, list[TableRow]]:
    """How many rows there are in the files of a folder, and the first few."""
    found = dataset.dataset(folder, filesystem=fs, format="parquet", exclude_invalid_files=False)
    return found.count_rows(), [tuple(row.values()) for row in found.head(few).to_pylist()]
