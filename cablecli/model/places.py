"""Places in the text: spans, elements with their roles, leftovers, and diagnostics about them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cablecli.model.role import Role
from cablecli.model.value import Value


class Span(NamedTuple):
    """`content[start:end]`, end exclusive."""

    start: int
    end: int


NOWHERE = Span(0, 0)


class Element(NamedTuple):
    """A line, or some in a row, that one rule claimed; those of a cable cover all its non-blank text, in order.

    Of a mail that quotes a cable they leave out the mark `>` before each line.
    """

    role: str
    span: Span
    lines: tuple[int, int]
    rule: str = ""  # the name of the rule; empty for a leftover


def runs(elements: Iterable[Element]) -> Iterator[Element]:
    """Neighbours of one role and rule as one element; each start of a paragraph begins another.

    So does a line from farther up: a stream may hold the sections of a cable in another order.
    """
    first = last = None
    for one in elements:
        if first and last and one.role != Role.PARAGRAPH_START and _goes_on(one, last):
            last = one
            continue
        if first and last:
            yield _whole(first, last)
        first = last = one
    if first and last:
        yield _whole(first, last)


def _goes_on(one: Element, last: Element) -> bool:
    return one.role == last.role and one.rule == last.rule and one.lines[0] >= last.lines[1]


def _whole(first: Element, last: Element) -> Element:
    if first is last:
        return first
    return first._replace(span=Span(first.span.start, last.span.end), lines=(first.lines[0], last.lines[1]))


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


def leftovers(elements: Iterable[Element], content: str) -> Iterator[Leftover]:
    """The elements that no rule has claimed, with adjacent ones joined."""
    for element in runs(elements):
        if element.role == Role.LEFTOVER:
            yield Leftover(element.lines, content[element.span.start : element.span.end])
