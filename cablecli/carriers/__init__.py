"""The shapes in which cables are kept: bytes to the raw text of each cable inside.

A carrier is a module with `sniff(head) -> bool` and `read(data) -> Iterator[RawCable]`, and one row here.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple

from cablecli.model import Diagnostic
from cablecli.text import HEAD

# Asked in this order; the last one takes everything.
CARRIERS = {"plain": "cablecli.carriers.plain"}


class RawCable(NamedTuple):
    """The text of one cable, its name inside the carrier, and what was doubtful in getting it out."""

    text: str
    member: str | None = None
    notes: tuple[Diagnostic, ...] = ()


def unpack(data: bytes) -> Iterator[RawCable]:
    """The raw cables in `data`, by the first carrier that knows its shape."""
    for module in map(import_module, CARRIERS.values()):
        if module.sniff(data[:HEAD]):
            yield from module.read(data)
            return
