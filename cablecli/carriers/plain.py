"""One telegram as plain text."""

from collections.abc import Iterator

from cablecli.carriers import RawCable
from cablecli.text import decode


def sniff(head: bytes) -> bool:
    """True: what no other carrier knows is read as text."""
    return True


def read(data: bytes) -> Iterator[RawCable]:
    """The whole text as one cable."""
    text, notes = decode(data)
    yield RawCable(text, notes=notes)
