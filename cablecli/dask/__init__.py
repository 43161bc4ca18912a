"""Cables on many machines, by dask: `read` gives a bag of them, `table` a dataframe, `export` partitioned Parquet.

They are read by the functions that read them on one machine, and the tables are those of `export --to parquet`.

A cluster of its own (`--scheduler local`) does not sample its workers' stacks, which took a quarter of their time; for
workers of yours, DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED=False says the same where they and the scheduler start.

What it takes, computed from what a run over 100,000 cables (1.1 GB) on two cores took: a worker reads a cable of 11 kB
and writes its rows in 7.3 ms (1.5 MB a second); it holds 200 MB and five to six times its partition, no more at the
end than at the beginning; the start of a local cluster costs 6 s of CPU. The client reads a dump once to cut it, at
540 MB a second; the scheduler holds 60 MB, and 9 kB for each partition.

  cables        a dump of  cut in  partitions       work       or              scheduler  a worker
  2 million     22 GB      42 s    1,000 of 22 MB   4.1 hours  15 min on 16    70 MB      0.3 GB
  100 million   1.1 TB     35 min  16,700 of 64 MB  203 hours  12 min on 1000  210 MB     0.6 GB

Each partition is a file in each of eight tables. Of a folder with a file for each cable the scheduler holds the names
too, some 100 bytes a cable: 100 million are better kept in archives. `table` holds the rows of a partition at once.
"""

from collections.abc import Iterable, Iterator
from os import PathLike, fspath
from typing import Any

from cablecli.export import needing

with needing("dask"):
    from cablecli.dask.plan import Partition, columns, partitions, rows
from cablecli.export import parquet
from cablecli.model import Cable
from cablecli.reader import cables
from cablecli.sources import Failure

__all__ = ["read", "table"]

Paths = str | PathLike[str] | Iterable[str | PathLike[str]]


def read(paths: Paths, input_format: str | None = None, size: int | None = None) -> Any:
    """A bag of the cables in files and folders, here or wherever fsspec reads: `s3://`, `https://` ...

    `size` is that of a partition in bytes. What cannot be read is not in it, but in `table(paths, "failures")`.
    """
    from dask import bag

    parts = partitions(_names(paths), input_format, size=size)
    return bag.from_sequence(parts, partition_size=1).map_partitions(_cables)


def table(paths: Paths, name: str, input_format: str | None = None, size: int | None = None) -> Any:
    """A dataframe of one table of those of `export`, or of `failures`: the names of inputs and what is wrong.

    Its keys are unique, and the same in all tables of the same paths and size; they have gaps.
    """
    from dask import dataframe

    parts = list(enumerate(partitions(_names(paths), input_format, size=size)))
    schema = parquet.schema(columns()[name])
    return dataframe.from_map(_frame, parts, table=name, meta=_pandas(parquet.arrow([], schema)))


def _names(paths: Paths) -> Iterator[str]:
    return (fspath(path) for path in ([paths] if isinstance(paths, str | PathLike) else paths))


def _cables(group: Iterable[Partition]) -> Iterator[Cable]:
    """The cables of the one partition that there is in a partition of the bag."""
    for part in group:
        for item in part.items():
            yield from (found for found in cables(item) if not isinstance(found, Failure))


def _frame(numbered: tuple[int, Partition], table: str) -> Any:
    number, part = numbered
    found = [row for of, some in rows(part, number) if of == table for row in some]
    return _pandas(parquet.arrow(found, parquet.schema(columns()[table])))


def _pandas(found: Any) -> Any:
    import pandas as pd

    return found.to_pandas(types_mapper=pd.ArrowDtype)
