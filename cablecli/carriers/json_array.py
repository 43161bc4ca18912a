"""Our own records as one JSON document: an array, as `--json` prints it, or one object over several lines."""

import re
from codecs import getincrementaldecoder
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
        except ValueError as error:  # a number of thousands of digits
            raise Unreadable(f"line {text.line(text.position)}: is not JSON: a number is too long") from error
        else:
            yield value


class _Text:
    """As much of the document as is needed for the next object."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._line = 1
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
            self._add(1)

    def grows(self, error: "JSONDecodeError") -> bool:
        """Get more if the object may only be incomplete: as much again, so that few tries are needed."""
        is_cut = error.msg.startswith("Unterminated") or error.pos + 16 > len(self.buffer)
        if not is_cut or self._is_over:
            return False
        wanted = 2 * (len(self.buffer) - self.position)
        if wanted > 2 * MAX_BYTES:
            raise Unreadable(TOO_LARGE)
        self._add(wanted - len(self.buffer) + self.position)
        return True

    def line(self, position: int) -> int:
        """The line of a place in the buffer."""
        return self._line + self.buffer.count("\n", 0, position)

    def _add(self, wanted: int) -> None:
        """Get so many characters more, or all there are."""
        parts = [self.buffer[self.position :]]
        have = 0
        while have < wanted and not self._is_over:
            block = self._stream.read1(_BLOCK)
            self._is_over = not block
            parts.append(self._decoder.decode(block, self._is_over))
            have += len(parts[-1])
        self._line = self.line(self.position)
        self.buffer = "".join(parts)
        self.position = 0
