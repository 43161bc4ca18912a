"""Shared by the carriers of text: cuts a stream where a new record begins, and makes a cable of a piece."""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from io import BufferedReader
from itertools import repeat
from typing import NamedTuple

from cablecli.carriers import Cables, RawCable
from cablecli.errors import CableError, Unreadable
from cablecli.model import Diagnostic, Leftover
from cablecli.patterns import lazy
from cablecli.text.decoding import MAX_BYTES, decode
from cablecli.text.repair import html_remains

_BLOCK = 1 << 18
_AHEAD = 4096  # no pattern looks further
_BREAKS = dict.fromkeys(map(ord, "\r\f\v"), "\n")
_OTHER = lazy(
    r"^[ \t]*[0-9]{1,6}  [0-9]{4}-[0-9]{2}-[0-9]{2}  ([0-9]{2}[A-Z]{3,30}[0-9]{1,7})  ", re.MULTILINE
)
# Of the byte order of a file that was joined to another, and blanks of no width.
_MARKS = (b"\xef\xbb\xbf", b"\xe2\x80\x8b")
# Five times what a telegram of 100 sections has, thirty times the longest known cable. The parser uses some hundred
# bytes for each, however short, so that the lines count for more than the size.
_MOST_LINES = 50_000
TOO_LARGE = f"is larger than {MAX_BYTES >> 20} MB, too large for one cable"


Search = Callable[[bytearray, int], re.Match[bytes] | None]  # like the method of a pattern


class Piece(NamedTuple):
    """A part of the input and the number of its first line. The data is None if it is too large for one cable."""

    data: bytes | None
    line: int


def whole(stream: BufferedReader) -> bytes:
    """Return all bytes of an input that is one cable."""
    blocks: list[bytes] = []  # one large read would allocate as much as the cap
    size = 0
    while size <= MAX_BYTES and (block := stream.read1(_BLOCK)):
        blocks.append(block)
        size += len(block)
    if size > MAX_BYTES:
        raise Unreadable(TOO_LARGE)
    return b"".join(blocks)


def split(stream: BufferedReader, search: Search, *, resume: bool = False, line: int = 1) -> Iterator[Piece]:
    """Yield the stream in pieces. A new piece begins where a match of `search` ends.

    A piece that is too large raises or, with `resume`, is skipped up to the next one. If the stream fails, the complete
    pieces are yielded first.
    """
    cutter = _Cutter(search, line)
    try:
        while block := stream.read1(_BLOCK):
            cutter.add(block)
            yield from cutter.pieces()
            if cutter.is_full():
                if not resume:
                    raise Unreadable(TOO_LARGE)
                yield from cutter.forget()
    except CableError:
        yield from cutter.pieces(is_over=True)
        raise
    yield from cutter.pieces(is_over=True)
    yield from cutter.rest()


class _Cutter:
    def __init__(self, search: Search, line: int) -> None:
        self._search = search
        self._buffer = bytearray()
        self._searched = 0
        self._line = line
        self._is_forgetting = False

    def add(self, block: bytes) -> None:
        self._buffer += block
        for mark in _MARKS:
            if mark in block:  # one that two blocks share is left, as one inside a line
                self._buffer[-len(block) :] = block = block.replace(b"\n" + mark, b"\n")

    def is_full(self) -> bool:
        return len(self._buffer) > MAX_BYTES

    def pieces(self, *, is_over: bool = False) -> Iterator[Piece]:
        """The pieces that are complete, since another one has begun."""
        begin = 0
        while found := self._search(self._buffer, self._searched):
            if not is_over and found.start() + _AHEAD > len(self._buffer):
                self._searched = max(found.start() - 1, 0)  # with the line end before it
                break
            yield from self._piece(begin, found.end())
            begin = found.end()
            self._searched = begin
        else:
            self._searched = max(self._searched, len(self._buffer) - _AHEAD)
        del self._buffer[:begin]
        self._searched = max(self._searched - begin, 0)

    def rest(self) -> Iterator[Piece]:
        """The last piece. No copy of it is kept."""
        last = list(self._piece(0, len(self._buffer)))
        self._buffer.clear()
        while last:
            yield last.pop()

    def forget(self) -> Iterator[Piece]:
        """Drop the bytes that have been searched. The first time, yield a piece without data."""
        if not self._is_forgetting:
            yield Piece(None, self._line)
        self._is_forgetting = True
        self._line += self._buffer.count(b"\n", 0, self._searched)
        del self._buffer[: self._searched]
        self._searched = 0

    def _piece(self, begin: int, end: int) -> Iterator[Piece]:
        if not self._is_forgetting and end > begin:
            with memoryview(self._buffer) as view:
                yield Piece(bytes(view[begin:end]), self._line)  # no name holds it
        self._is_forgetting = False
        self._line += self._buffer.count(b"\n", begin, end)


def cable(data: bytes, line: int = 1) -> RawCable:
    """The cable whose text is a piece of an input, which begins at this line."""
    text, notes = decode(data)
    return from_text(text, notes, range(line, line + text.count("\n") + 1))


def from_text(text: str, notes: tuple[Diagnostic, ...] = (), lines: Sequence[int] | None = None) -> RawCable:
    """The cable of a text whose lines have these numbers in the input. The notes' lines are those of the text."""
    if lines is None:
        lines = range(1, text.count("\n") + 2)
    repaired = html_remains(text)
    placed = tuple(
        replace(note, line=lines[note.line - 1]) if note.line else note for note in notes + repaired.notes
    )
    if repaired.lines:
        lines = [lines[place] for place in repaired.lines]
    _check_lines(repaired.text, "\r\f\v", 2 * _MOST_LINES)  # a line may end with two of them
    text, lines = _with_newlines(repaired.text, lines)
    _check_lines(text, "\n", _MOST_LINES)
    return _alone(RawCable(text, notes=placed, lines=lines), text, lines)


def _check_lines(text: str, ends: str, most: int) -> None:
    if sum(map(text.count, ends)) > most:
        raise Unreadable(f"has more than {_MOST_LINES:,} lines, too many for one cable")


def _alone(raw: RawCable, text: str, lines: Sequence[int]) -> RawCable:
    """The cable without a second one that an exporter appended, as a row of its database, where the text breaks off."""
    found = _OTHER.search(text) if "..." in text or "\u2026" in text else None
    content = text[: found.start()].rstrip() if found else ""
    if not found or not content.endswith(("...", "\u2026")):
        return raw
    line = text.count("\n", 0, found.start())
    note = Diagnostic(
        "other-cable-behind", f"the text breaks off, and {found[1]} follows; left over", lines[line]
    )
    rest = Leftover((lines[line], lines[-1]), text[found.start() :].strip())
    lines = lines[: content.count("\n") + 1]
    return raw._replace(content=content, notes=(*raw.notes, note), lines=lines, rest=(rest,))


def _with_newlines(text: str, lines: Sequence[int]) -> tuple[str, Sequence[int]]:
    """The text with a newline for every line end and form feed, and its lines' numbers in the input."""
    if "\r" in text:
        text = text.replace("\r\r\n", "\n").replace("\r\n", "\n")
        if "\n" not in text:
            text = text.replace("\r", "\n")
            lines = range(lines[0], lines[0] + text.count("\n") + 1)
    if not any(sign in text for sign in "\r\f\v"):
        return text, lines
    numbers = array("l")
    for number, line in zip(lines, text.split("\n"), strict=True):
        numbers.extend(repeat(number, 1 + sum(line.count(sign) for sign in "\r\f\v")))
    return text.translate(_BREAKS), numbers


def numbered(raws: Iterable[RawCable | CableError]) -> Cables:
    """Yield the cables of one input. If there are several, those without a name are numbered."""
    waiting: RawCable | CableError | None = None
    failure = None
    count = 0
    try:
        for raw in raws:
            if waiting is not None:
                count += 1
                yield _named(waiting, count)
            waiting = raw
    except CableError as error:  # raised after the cable that is waiting
        failure = error
    if isinstance(waiting, RawCable) and not (count or failure):
        yield waiting._replace(member=None)
    elif waiting is not None:
        yield _named(waiting, count + 1)
    if failure:
        raise failure


def _named(raw: RawCable | CableError, number: int) -> RawCable | CableError:
    return raw if isinstance(raw, CableError) or raw.member else raw._replace(member=str(number))
