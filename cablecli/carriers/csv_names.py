"""Reads another archive's table: rows below the names of their columns, one of which is that of the text."""

from collections.abc import Iterator
from io import BufferedReader
from typing import NamedTuple

from cablecli.carriers import Cables, RawCable
from cablecli.carriers.named_values import BODIES, Value, from_values
from cablecli.errors import CableError, Unreadable
from cablecli.patterns import lazy
from cablecli.text.decoding import MAX_BYTES, decode

_NAME = lazy(r'"?[A-Za-z][A-Za-z_ ]{0,30}"?')


class Columns(NamedTuple):
    """The names of a table's columns, in small letters, and the sign between them."""

    names: tuple[str, ...]
    delimiter: str


def columns(head: str) -> Columns | None:
    """The columns that the first line names, if the row below it has a text in quotes; or None."""
    first, _, below = head.lstrip("\ufeff").partition("\n")
    row = below.partition("\n")[0]
    for delimiter in ",;\t":
        names = first.rstrip("\r").split(delimiter)
        if len(names) > 1 and all(map(_NAME.fullmatch, names)) and f'{delimiter}"' in f"{delimiter}{row}":
            found = Columns(tuple(name.strip('" ').lower() for name in names), delimiter)
            return None if set(BODIES).isdisjoint(found.names) else found
    return None


def read(stream: BufferedReader, table: Columns, line: int) -> Cables:
    """Yield the cable of each row from this line on, and an error for one with too few or too many fields."""
    import csv

    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(_lines(stream), delimiter=table.delimiter, strict=True)
    begin = line
    try:
        for row in reader:
            if row and begin > 1:  # the first line holds the names
                yield _cable(row, table.names, begin)
            begin = line + reader.line_num
    except csv.Error as error:
        yield Unreadable(f"line {begin}: the rows from here on are skipped: {error}")


def _lines(stream: BufferedReader) -> Iterator[str]:
    while data := stream.readline(MAX_BYTES):
        yield data.decode("utf-8", "surrogateescape")


def _cable(row: list[str], names: tuple[str, ...], line: int) -> RawCable | CableError:
    if len(row) != len(names):
        return Unreadable(
            f"line {line}: the row is skipped: it has {len(row)} fields instead of {len(names)}"
        )
    values: dict[str, Value] = {}
    begin = line
    try:
        for name, field in zip(names, row, strict=True):
            text, notes = decode(field.encode("utf-8", "surrogateescape"))
            values[name] = Value(text, range(begin, begin + field.count("\n") + 1), notes)
            begin += field.count("\n")
        return from_values(values)
    except CableError as error:
        return Unreadable(f"line {line}: the row is skipped: {error}")
