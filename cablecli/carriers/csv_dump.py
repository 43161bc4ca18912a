"""The dump of the cables, a row each: id, date, reference id, origin, classification, references, heading, body.

The references, which a machine has made of the text with errors, are kept beside it, not used. A row begins with a
number and a date, which no line of a text does; so a damaged row costs nothing but itself.
"""

import re
from array import array
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import BufferedReader
from itertools import chain
from typing import IO, Any, NamedTuple

from cablecli.carriers import Cables, Part, Parts, RawCable
from cablecli.carriers.boundaries import is_text
from cablecli.carriers.splitting import TOO_LARGE, Piece, from_text, split
from cablecli.errors import NotACable, Unreadable
from cablecli.model import Diagnostic, Leftover
from cablecli.patterns import lazy
from cablecli.text.decoding import HEAD, MAX_BYTES, decode

_FIELDS = 8
_HEADING = 6  # the column of the heading; the body stands behind it
_ROW = r'"?[0-9]{1,9}"?[,;\t]"?[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}[ T][0-9]{1,2}:[0-9]{2}'
_ROWS = lazy(f"^{_ROW}", re.MULTILINE)
_LATER = lazy(rf"\n{_ROW}")  # found ten times as quickly as any beginning of a line
_STARTS = lazy(rf"\n(?={_ROW})".encode())
_DOUBLED = lazy(r'(?<![,;\t\n])""(?![,;\t\r\n])')
_LINES = lazy(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_DATE = lazy(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}) ([0-9]{1,2}):([0-9]{2})")


def sniff(head: str) -> bool:
    """Whether a line begins like a row."""
    return bool(_ROWS.match(head) or _LATER.search(head))


class Stretch(NamedTuple):
    """Bytes of a dump that begin with a row, which is in this line."""

    begin: int
    end: int
    line: int


def stretches(file: IO[bytes], size: int) -> Iterator[Stretch]:
    """The dump cut into stretches of about so many bytes.

    Each block is cut at the first row that begins in it; which one does not matter, so none is sought over its edge.
    """
    place, begin = 0, Stretch(0, 0, 1)
    line = 1
    while block := file.read(size):
        found = _STARTS.search(block) if place else None
        if found:
            end = place + found.end()
            yield begin._replace(end=end)
            begin = Stretch(end, end, line + block.count(b"\n", 0, found.end()))
        line += block.count(b"\n")
        place += len(block)
    yield begin._replace(end=place)


def read(stream: BufferedReader, head: bytes | None = None, line: int = 1) -> Parts:
    """The rows, each to be read on its own; of a damaged one its line is told.

    Of a stretch the head of the whole is needed, which says how fields are written, and the line that it begins in.
    """
    head = stream.peek(HEAD)[:HEAD] if head is None else head
    dialect = _dialect(head.decode("utf-8", "replace"))
    pieces = split(stream, _STARTS.search, resume=True, line=line)
    first = next(pieces, None)
    if first and not _is_header(first):
        pieces = chain([first], pieces)
    is_empty = True
    for piece in pieces:
        if piece.data is None:
            is_empty = False
            yield Unreadable(f"line {piece.line}: the row is skipped: it {TOO_LARGE}")
        elif piece.data.strip(b"\r\n"):
            is_empty = False
            yield Part(partial(_rows, piece.data, piece.line, dialect), len(piece.data))
    if is_empty:
        raise NotACable("not a cable: no row of a dump found")


def _dialect(head: str) -> dict[str, Any]:
    """How fields are parted and quotes inside them written, by what the first rows hold more of."""
    found = _ROWS.search(head)
    signs = [sign for sign in ",;\t" if found and sign in found[0]]
    is_doubled = len(_DOUBLED.findall(head)) > head.count('\\"')
    return {
        "delimiter": signs[0] if signs else ",",
        "doublequote": is_doubled,
        "escapechar": None if is_doubled else "\\",
        "strict": True,
    }


def _is_header(piece: Piece) -> bool:
    """Whether the piece above the first row is the columns' names."""
    text = (piece.data or b"").strip()
    return b"\n" not in text and not any(sign in text for sign in b"0123456789")


def _rows(data: bytes, line: int, dialect: dict[str, Any]) -> Cables:
    """The cables of a row and of what stands behind it up to the next one."""
    text, notes = decode(data)
    found = _fields(text, line, dialect)[::-1]
    del text
    while found:  # a row is let go before its cable is read, which needs room of its own
        yield _made(*found.pop(), notes)


def _made(line: int, row: list[str] | str, notes: tuple[Diagnostic, ...]) -> RawCable | Unreadable:
    """The cable of a row, or what is wrong with it."""
    if isinstance(row, str):
        return Unreadable(f"line {line}: the row is skipped: {row}")
    return _cable(row, line, notes)


def _fields(text: str, line: int, dialect: dict[str, Any]) -> list[tuple[int, list[str] | str]]:
    """The line and the fields of each row, or what is wrong with the last.

    A list, since the reader keeps four bytes for each character of its longest field.
    """
    import csv

    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader((found[0] for found in _LINES.finditer(text)), **dialect)
    rows: list[tuple[int, list[str] | str]] = []
    begin = line
    try:
        for row in reader:
            if row and len(row) != _FIELDS:
                return [*rows, (begin, f"it has {len(row)} fields instead of {_FIELDS}")]
            if row:
                rows.append((begin, row))
            begin = line + reader.line_num
    except csv.Error as error:
        rows.append((begin, "a quote is not closed" if "end of data" in str(error) else str(error)))
    return rows


def _cable(row: list[str], line: int, notes: tuple[Diagnostic, ...]) -> RawCable:
    """The cable of a row that begins at this line, its text where the columns have it or else where one holds it."""
    from cablecli.model import Page

    if not any(map(_is_text, row[_HEADING:])):
        column = next((place for place, field in enumerate(row[:_HEADING]) if _is_text(field)), None)
        if column is not None:
            return _moved(row, column, line, notes)
    raw = _read(row, _HEADING, line, notes) if row[_HEADING] else _read(row, _HEADING + 1, line, notes)
    number, date, reference, origin, classification, references = (field or None for field in row[:_HEADING])
    page = Page(reference, _iso(date or ""), None, classification, origin, number, references)
    return raw._replace(member=reference or number or f"line {line}", page=page)


def _moved(row: list[str], column: int, line: int, notes: tuple[Diagnostic, ...]) -> RawCable:
    """The cable of a row whose columns stand in another order: what the others say is left over."""
    raw = _read(row[: column + 1], column, line, notes)
    others = "\n".join(field for field in (*row[:column], *row[column + 1 :]) if field.strip())
    end = line + sum(field.count("\n") for field in row)
    return raw._replace(member=f"line {line}", rest=(*raw.rest, Leftover((line, end), others)))


def _is_text(field: str) -> bool:
    return "\n" in field and is_text(field.encode("utf-8", "replace"))


def _read(row: list[str], column: int, line: int, notes: tuple[Diagnostic, ...]) -> RawCable:
    """What the columns from this one on hold, as one text; the row begins at this line."""
    begin = line + sum(field.count("\n") for field in row[:column])
    lines = array("l")
    for field in row[column:]:
        end = begin + field.count("\n")
        lines.extend(range(begin, end + 1))
        begin = end
    raw = from_text("\n".join(row[column:]), (), lines)
    return raw._replace(notes=tuple(replace(note, line=line) for note in notes) + raw.notes)


def _iso(date: str) -> str | None:
    """`2009-02-25 14:32` of `2/25/2009 14:32`."""
    found = _DATE.fullmatch(date.strip())
    if not found:
        return date or None
    month, day, year, hour, minute = found.groups()
    return f"{year}-{int(month):02}-{int(day):02} {int(hour):02}:{minute}"
