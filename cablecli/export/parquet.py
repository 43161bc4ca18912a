"""The tables of a collection as Parquet. The only home of pyarrow."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from cablecli.export import Made
from cablecli.store.rows import Row
from cablecli.store.tables import Column, Numbers, tables

_TYPES = {"INTEGER": pa.int64(), "TEXT": pa.string()}
_BATCH = 5000  # rows of a group: of paragraphs, of about 1 kB each, 5 MB in memory


class _Table:
    """A file that takes rows. Its types are those of the table, whatever the rows hold: also where all are null."""

    def __init__(self, path: Path, columns: tuple[Column, ...]) -> None:
        fields = [pa.field(name, _TYPES[kind], is_nullable) for name, kind, is_nullable in columns]
        self._schema = pa.schema(fields)
        self._file = path.open("wb")
        self._writer = parquet.ParquetWriter(self._file, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def __enter__(self) -> "_Table":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._flush()
                self._writer.close()
        finally:
            self._file.close()

    def add(self, rows: list[Row]) -> None:
        self._rows += rows
        if len(self._rows) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        columns = zip(*self._rows, strict=True) if self._rows else [()] * len(self._schema)
        arrays = [pa.array(values, field.type) for values, field in zip(columns, self._schema, strict=True)]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._rows = []


def write(made: Iterator[Made], folder: Path) -> None:
    """A file a table."""
    numbers = Numbers()
    with ExitStack() as stack:
        files = {
            table: stack.enter_context(_Table(folder / f"{table}.parquet", columns))
            for table, columns in tables().items()
        }
        for one in made:
            for table, found in numbers.numbered(one.value):
                files[table].add(found)
