"""Where something stands in the text, what is there, and what is doubtful about it."""

from dataclasses import dataclass
from typing import NamedTuple

from cablecli.model.value import Value


class Span(NamedTuple):
    """`content[start:end]`, end exclusive."""

    start: int
    end: int


NOWHERE = Span(0, 0)


class Element(NamedTuple):
    """A run of lines that one rule claimed. The elements of a cable cover all its non-blank text, in order."""

    role: str
    span: Span
    lines: tuple[int, int]
    rule: str = ""  # the name of the rule; empty for a leftover


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Diagnostic(Value):
    """Something doubtful, repaired or contradictory; `line` is 1-based in the input."""

    code: str
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Leftover(Value):
    """Lines that belong to no element; first and last line, 1-based, inclusive."""

    lines: tuple[int, int]
    text: str
