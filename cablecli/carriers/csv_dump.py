"""The dump of the cables, a row each: id, date, reference id, origin, classification, references, heading, body.

The references, which a machine has made of the text with errors, are not used. A row begins with a number and a date,
which no line of a text does; so a damaged row costs nothing but itself.
"""

import re
from collections.abc import Iterator
from functools import partial
from io import BufferedReader
from itertools import chain
from typing import IO, Any, NamedTuple

from cablecli.carriers import Cables, Part, Parts, RawCable
from cablecli.carriers.splitting import TOO_LARGE, Piece, from_text, split
from cablecli.errors import NotACable, Unreadable
from cablecli.model import Diagnostic
from cablecli.patterns import lazy
from cablecli.text.decoding import HEAD, MAX_BYTES, decode

_FIELDS = 8
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
    pieces = split(stream, _STARTS, resume=True, line=line)
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
    import csv

    csv.field_size_limit(MAX_BYTES)
    text, notes = decode(data)
    reader = csv.reader((found[0] for found in _LINES.finditer(text)), **dialect)
    begin = line
    try:
        for row in reader:
            if len(row) == _FIELDS:
                yield _cable(row, begin, notes)
            elif row:
                reason = f"it has {len(row)} fields instead of {_FIELDS}"
                yield Unreadable(f"line {begin}: the row is skipped: {reason}")
                return
            begin = line + reader.line_num
    except csv.Error as error:
        reason = "a quote is not closed" if "end of data" in str(error) else str(error)
        yield Unreadable(f"line {begin}: the row is skipped: {reason}")


def _cable(row: list[str], line: int, notes: tuple[Diagnostic, ...]) -> RawCable:
    """The cable of a row that begins at this line."""
    from cablecli.model import Page

    number, date, reference, origin, classification, _, heading, body = row
    begin = line + sum(field.count("\n") for field in row[:6])
    turn = begin + heading.count("\n")
    lines = [*range(begin, turn + 1), *range(turn, turn + body.count("\n") + 1)]
    if not heading:
        del lines[0]
    raw = from_text(f"{heading}\n{body}" if heading else body, (), lines)
    page = Page(reference or None, _iso(date), None, classification or None, origin or None)
    notes = tuple(Diagnostic(note.code, note.message, line) for note in notes)
    return raw._replace(member=reference or number or f"line {line}", page=page, notes=notes + raw.notes)


def _iso(date: str) -> str | None:
    """`2009-02-25 14:32` of `2/25/2009 14:32`."""
    found = _DATE.fullmatch(date.strip())
    if not found:
        return date or None
    month, day, year, hour, minute = found.groups()
    return f"{year}-{int(month):02}-{int(day):02} {int(hour):02}:{minute}"
