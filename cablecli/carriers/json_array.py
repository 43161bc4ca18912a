"""Our own records as one JSON document: an array, as `--json` prints it, or one object over several lines."""

import re
from collections.abc import Iterator
from io import BufferedReader
from typing import TYPE_CHECKING, Any

from cablecli.carriers import Cables, RawCable
from cablecli.carriers.splitting import TOO_LARGE, from_text
from cablecli.errors import CableError, Unreadable
from cablecli.model import Cable, Page
from cablecli.patterns import lazy
from cablecli.text.decoding import MAX_BYTES

if TYPE_CHECKING:
    from json import JSONDecodeError

_BLOCK = 1 << 16
_BETWEEN = lazy(r"[\s,\[\]]*")
_START = lazy(r"""\s*(?:\[\s*(?:\{|\]\s*\Z)|\{\s*")""")


def sniff(head: str) -> bool:
    """Whether it begins as an array of objects, or as an object that goes on behind its first line."""
    first, end, _ = head.lstrip().partition("\n")
    is_one_line = first.startswith("{") and (not end or first.rstrip().endswith("}"))
    return bool(_START.match(head)) and not is_one_line


def read(stream: BufferedReader) -> Cables:
    """A cable for each object, as soon as it is complete; what is no record is told and passed over."""
    for number, value in enumerate(_objects(stream), 1):
        yield record(value, f"record {number}")


def record(value: Any, where: str) -> RawCable | CableError:
    """The cable of one record of ours, or of an object of others that holds its text."""
    if isinstance(value, dict) and "schema" not in value and isinstance(value.get("body"), str):
        return _foreign(value)
    try:
        return RawCable(Cable.from_dict(value))
    except (ValueError, RecursionError) as error:
        return Unreadable(f"{where}: is no record of a cable: {error}")


def _foreign(value: dict[str, Any]) -> RawCable:
    """The text of another archive's object, and what it says beside it, by the names that archives use."""

    def said(*names: str) -> str | None:
        return next(
            (text for name in names if isinstance(text := value.get(name), str) and text.strip()), None
        )

    header = said("header")
    raw = from_text(f"{header}\n{value['body']}" if header else value["body"])
    level = said("classification")
    page = Page(
        said("identifier", "refid", "reference_id", "doc_id", "id"),
        said("date_sent", "created", "date", "authored"),
        said("released"),
        level.upper() if level else None,
        said("office", "origin"),
    )
    return raw._replace(page=page, member=page.id)


def _objects(stream: BufferedReader) -> Iterator[Any]:
    from json import JSONDecodeError, JSONDecoder

    decoder = JSONDecoder()
    text = _Text(stream)
    while text.passes(_BETWEEN):
        try:
            value, text.position = decoder.raw_decode(text.buffer, text.position)
        except RecursionError:
            raise Unreadable("is nested too deep for a record of a cable") from None
        except JSONDecodeError as error:
            if not text.grows(error):
                raise Unreadable(f"line {text.line(error.pos)}: is not JSON: {error.msg}") from error
        else:
            yield value


class _Text:
    """As much of the document as is needed for the next object."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self._line = 1
        self._rest = b""
        self._is_over = False
        self.buffer = ""
        self.position = 0

    def passes(self, pattern: re.Pattern[str]) -> bool:
        """Pass over what stands between objects; whether one follows."""
        while True:
            if found := pattern.match(self.buffer, self.position):
                self.position = found.end()
            if self.position < len(self.buffer):
                return True
            if self._is_over:
                return False
            self._add()

    def grows(self, error: "JSONDecodeError") -> bool:
        """Get more if the object may only be incomplete: as much again, so that few tries are needed."""
        is_cut = error.msg.startswith("Unterminated") or error.pos + 16 > len(self.buffer)
        if not is_cut or self._is_over:
            return False
        wanted = 2 * (len(self.buffer) - self.position)
        if wanted > 2 * MAX_BYTES:
            raise Unreadable(TOO_LARGE)
        while len(self.buffer) - self.position < wanted and not self._is_over:
            self._add()
        return True

    def line(self, position: int) -> int:
        """The line of a place in the buffer."""
        return self._line + self.buffer.count("\n", 0, position)

    def _add(self) -> None:
        block = self._stream.read1(_BLOCK)
        self._is_over = not block
        data = self._rest + block
        cut = len(data) if self._is_over else _whole_characters(data)
        self._rest = data[cut:]
        self._line = self.line(self.position)
        self.buffer = self.buffer[self.position :] + data[:cut].decode("utf-8", "replace")
        self.position = 0


def _whole_characters(data: bytes) -> int:
    """Up to where the data holds no character that its end may have cut."""
    for back in range(1, min(4, len(data)) + 1):
        if data[-back] & 0xC0 != 0x80:
            return len(data) - back if data[-back] & 0xC0 == 0xC0 else len(data)
    return len(data)
