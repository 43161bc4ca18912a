"""Archive text of 1973-79: records of `Message Text` and `Message Attributes`, whole, one after the other."""

import re
from io import BufferedReader

from cablecli.carriers import Cables, RawCable
from cablecli.carriers.splitting import cable, numbered, split
from cablecli.patterns import lazy

_LINE = r"[^\S\n]*Message (?:Text|Attributes)[^\S\n]*$"
_LABEL = lazy(f"^{_LINE}", re.MULTILINE)
_STARTS = lazy(rf"\n(?={_LINE})".encode(), re.MULTILINE)
_NUMBER = lazy(rb"^[ \t]*Document Number:[ \t]*([^\s]{4,40})[ \t\r]*$", re.MULTILINE)


def sniff(head: str) -> bool:
    """Whether one of the labels stands on a line."""
    return bool(_LABEL.search(head))


def read(stream: BufferedReader) -> Cables:
    """The records of an archive as cables, each with its attributes and what stands above the first label."""
    yield from numbered(_records(stream))


def _records(stream: BufferedReader) -> Cables:
    record = _Record(1)
    for data, line in split(stream, _STARTS):
        is_text = b"Message Text" in (data or b"")[:200].partition(b"\n")[0]
        is_attributes = b"Message Attributes" in (data or b"")[:200].partition(b"\n")[0]
        if (is_text and record.has_label) or (is_attributes and record.has_attributes):
            yield record.cable()
            record = _Record(line)
        record.add(data or b"", has_label=is_text or is_attributes, has_attributes=is_attributes)
    if record.has_label or record.parts:
        yield record.cable()


class _Record:
    """A record whose end has not been seen yet."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.parts: list[bytes] = []
        self.has_label = self.has_attributes = False

    def add(self, data: bytes, *, has_label: bool, has_attributes: bool) -> None:
        """Take a part of the text."""
        self.parts.append(data)
        self.has_label |= has_label
        self.has_attributes |= has_attributes

    def cable(self) -> RawCable:
        """All of it, under its document number."""
        number = _NUMBER.search(self.parts[-1])
        raw = cable(b"".join(self.parts), self.line)
        return raw._replace(member=number[1].decode("ascii", "replace") if number else None)
