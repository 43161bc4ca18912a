"""Reads the dump of 2011: rows of id, date, reference id, origin, classification, references, heading, body.

The references were extracted by a program, with errors, so they are kept but not used. A row begins with a number and a
date, as no line of a text does; so a damaged row does not affect the next.
"""

import re
from array import array
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from io import BufferedReader
from typing import IO, Any, NamedTuple

from cablecli.carriers import Cables, Part, Parts, RawCable, csv_names
from cablecli.carriers.boundaries import is_text
from cablecli.carriers.splitting import TOO_LARGE, Piece, from_text, split
from cablecli.errors import NotACable, Unreadable
from cablecli.model import Diagnostic, Leftover
from cablecli.patterns import lazy
from cablecli.text.decoding import HEAD, MAX_BYTES, decode

_FIELDS = 8
_HEADING = 6  # the column of the heading; that of the body comes next
_ROW = r'"?[0-9]{1,9}"?[,;\t]"?[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}[ T][0-9]{1,2}:[0-9]{2}'
_ROWS = lazy(f"^{_ROW}", re.MULTILINE)
_AFTER_LINE = lazy(rf"\n{_ROW}")  # found ten times as quickly as any beginning of a line
_STARTS = lazy(rf"\n(?={_ROW})".encode())
_DOUBLED = lazy(r'""(?<![,;\t\n]"")(?![,;\t\r\n])')  # no empty field; what it begins with is found quickly
_ESCAPES = lazy(r"\\([\\nrt])")
_MEANT = {"n": "\n", "r": "\r", "t": "\t"}  # by the letter behind the backslash
_LINES = lazy(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_DATE = lazy(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}) ([0-9]{1,2}):([0-9]{2})")


def sniff(head: str) -> bool:
    """Whether a line begins like a row, or names the columns of another archive's table."""
    return bool(_AFTER_LINE.search(f"\n{head}")) or csv_names.columns(head) is not None


class Stretch(NamedTuple):
    """A range of bytes of a dump that begins with a row, and the number of its first line."""

    begin: int
    end: int
    line: int


def stretches(file: IO[bytes], size: int) -> Iterator[Stretch]:
    """Divide the dump into stretches of about `size` bytes, each cut at the first row that begins in its block."""
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
    """Yield the rows as parts, and an error with its line number for each damaged one.

    For a stretch, give the `head` of the whole dump, which shows how fields are written, and its first line number.
    """
    head = stream.peek(HEAD)[:HEAD] if head is None else head
    text = head.decode("utf-8", "replace")
    table = csv_names.columns(text)
    if table and (len(table.names) != _FIELDS or not _ROWS.search(text)):
        yield from csv_names.read(stream, table, line)
        return
    delimiter, is_doubled = _delimiter(text), _is_doubled(text)
    is_first = is_empty = True
    for piece in split(stream, _STARTS.search, resume=True, line=line):
        is_header, is_first = is_first and _is_header(piece), False
        if piece.data is None:
            is_empty = False
            yield Unreadable(f"line {piece.line}: the row is skipped: it {TOO_LARGE}")
        elif not is_header and piece.data.strip(b"\r\n"):
            is_empty = False
            rows = partial(_rows, [piece.data], piece.line, delimiter, is_doubled)
            part = Part(rows, len(piece.data))
            del piece
            yield part
    if is_empty:
        raise NotACable("not a cable: no row of a dump found")


def _delimiter(head: str) -> str:
    """The sign between the fields of the first row."""
    found = _ROWS.search(head)
    return next((sign for sign in ",;\t" if found and sign in found[0]), ",")


def _is_doubled(text: str) -> bool | None:
    """Whether quotes in fields are doubled, or escaped; None if a text has no such quotes."""
    doubled, escaped = len(_DOUBLED.findall(text)), text.count('\\"')
    return doubled > escaped if doubled or escaped else None


def _dialect(text: str, delimiter: str, is_doubled: bool | None) -> dict[str, Any]:
    """How the csv module reads a row: its own quotes show it, else those of the first rows.

    The first rows may have no quotes, and two dumps may have been joined. Where nothing shows it a backslash is itself,
    but not in a row on one line, whose line ends are escaped.
    """
    own = _is_doubled(text)
    is_doubled = is_doubled if own is None else own
    escapes = "\\\\" in text or ("\\n" in text and _is_line(text))
    is_escaped = is_doubled is False or (is_doubled is None and escapes)
    return {
        "delimiter": delimiter,
        "doublequote": not is_escaped,
        "escapechar": "\\" if is_escaped else None,
        "strict": True,
    }


def _is_line(text: str) -> bool:
    return "\n" not in text.rstrip("\n")


def _is_header(piece: Piece) -> bool:
    """Whether the piece above the first row holds the names of the columns."""
    text = b"1" if piece.data is None else piece.data.strip()  # no header is so large
    return b"\n" not in text and not any(sign in text for sign in b"0123456789")


def _rows(held: list[bytes], line: int, delimiter: str, is_doubled: bool | None) -> Cables:
    """Yield the cables of a row, and of what follows it up to the next one. Its bytes are `held` until it is opened."""
    text, notes = decode(held.pop())
    found = _fields(text, line, _dialect(text, delimiter, is_doubled))[::-1]
    is_line = _is_line(text)
    del text
    while found:  # each row is freed before its cable is parsed, to save memory
        made = _made(*found.pop(), notes)
        if is_line and isinstance(made, RawCable) and made.lines:  # the line ends in its fields are escaped
            made = made._replace(lines=array("l", [line]) * len(made.lines))
        yield made


def _made(line: int, row: list[str] | str, notes: tuple[Diagnostic, ...]) -> RawCable | Unreadable:
    """The cable of a row, or an error that says what is wrong with it."""
    if isinstance(row, str):
        return Unreadable(f"line {line}: the row is skipped: {row}")
    return _cable(row, line, notes)


def _fields(text: str, line: int, dialect: dict[str, Any]) -> list[tuple[int, list[str] | str]]:
    """The line number and the fields of each row, or a message for the last if it is damaged.

    It is a list, so that the csv reader, which holds four bytes for each character of its longest field, can be freed.
    """
    import csv

    csv.field_size_limit(MAX_BYTES)
    texts: Iterator[str] = (found[0] for found in _LINES.finditer(text))
    if dialect["escapechar"] and "\\n" in text:
        texts = map(_spelled_out, texts)
    reader = csv.reader(texts, **dialect)
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


def _spelled_out(text: str) -> str:
    """A line with the escapes of control characters spelled out: a backslash, then the character itself."""
    return _ESCAPES.sub(lambda found: f"\\{_MEANT.get(found[1], found[1])}", text)


def _cable(row: list[str], line: int, notes: tuple[Diagnostic, ...]) -> RawCable:
    """The cable of a row. Its text is in the usual columns, else in any column that holds one."""
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
    """The cable of a row with its columns in another order. All columns but the text are left over."""
    raw = _read(row[: column + 1], column, line, notes)
    others = "\n".join(field for field in (*row[:column], *row[column + 1 :]) if field.strip())
    end = line + sum(field.count("\n") for field in row)
    return raw._replace(member=f"line {line}", rest=(*raw.rest, Leftover((line, end), others)))


def _is_text(field: str) -> bool:
    return "\n" in field and is_text(field.encode("utf-8", "replace"))


def _read(row: list[str], column: int, line: int, notes: tuple[Diagnostic, ...]) -> RawCable:
    """The columns from this one on, as one text."""
    begin = line + sum(field.count("\n") for field in row[:column])
    lines = array("l")
    for field in row[column:]:
        end = begin + field.count("\n")
        lines.extend(range(begin, end + 1))
        begin = end
    raw = from_text("\n".join(row[column:]), (), lines)
    return raw._replace(notes=tuple(replace(note, line=line) for note in notes) + raw.notes)


def _iso(date: str) -> str | None:
    """The date in ISO form: `2009-02-25 14:32` for `2/25/2009 14:32`; one that cannot be stays as it is written."""
    if found := _DATE.fullmatch(date.strip()):
        month, day, year, hour, minute = map(int, found.groups())
        with suppress(ValueError):
            return datetime(year, month, day, hour, minute).isoformat(" ", "minutes")
    return date or None
