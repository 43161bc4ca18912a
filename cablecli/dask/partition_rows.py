"""The rows of a partition: those of the tables of a collection, and what failed in a table of its own."""

from collections.abc import Callable, Iterator

from cablecli.dask.plan import Partition
from cablecli.export import Made
from cablecli.export.tables import make
from cablecli.model import Cable
from cablecli.reader import Item, cables, contained
from cablecli.sources import Failure
from cablecli.store.columns import Column, Numbers, tables
from cablecli.store.rows import TableRow, storable

FAILURES = "failures"
# Bits of a key that count within a partition; the bits above them hold the number of the partition.
_KEYS = 32
Wanted = Callable[[Item], Iterator[Cable | Failure]]


def columns() -> dict[str, tuple[Column, ...]]:
    return {**tables(), FAILURES: (Column("name", "TEXT", False), Column("error", "TEXT", False))}


def first_key(number: int) -> int:
    """The number after which the keys of a partition start."""
    return number << _KEYS


def results(part: Partition, wanted: Wanted = cables) -> Iterator[Made | Failure]:
    """The cables of a partition as rows, with a Failure in place of each that could not be read."""
    for item in part.items():
        for found in wanted(item):
            yield found if isinstance(found, Failure) else contained(_made, found)


def _made(cable: Cable) -> Made:
    return Made(cable.id, make(cable))


def rows(part: Partition, number: int) -> Iterator[tuple[str, list[TableRow]]]:
    numbers = Numbers(first_key(number))
    for result in results(part):
        if isinstance(result, Failure):
            yield FAILURES, [failure_row(result)]
        else:
            yield from numbers.numbered(result.value)


def failure_row(failure: Failure) -> TableRow:
    return storable(failure.name), storable(str(failure.error))
