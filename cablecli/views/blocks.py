"""What a page for reading is made of, whatever renders it: plain values that hold raw cable text."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple


class Title(NamedTuple):
    """Which cable this is: a panel at the head of a whole cable, else a line or two above a table."""

    id: str
    date: str | None
    sender: str | None
    classification: str | None
    subject: str | None
    panel: bool = False


class Pair(NamedTuple):
    """A name and its value; neighbours are set as one grid."""

    label: str
    text: str


class Table(NamedTuple):
    """Rows of cells under column names; the last column is the one that may be long."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    caption: str | None = None


class Section(NamedTuple):
    """A section heading of the body."""

    text: str


class Line(NamedTuple):
    """A block of a paragraph or one of its items; lines broken inside `text` stay broken."""

    text: str
    label: str = ""
    level: int = 0
    quoted: bool = False


class Person(NamedTuple):
    """One at a meeting; `name` is None where only the office is known."""

    name: str | None
    title: str | None
    role: str | None
    notetaker: bool


class Roster(NamedTuple):
    """The people at a meeting by side, and when and where they met."""

    meeting: str | None
    sides: Sequence[tuple[str | None, Sequence[Person]]]


class Entry(NamedTuple):
    """A paragraph: number and marking for the gutter, and what stands beside them."""

    number: int | None
    marking: str | None
    content: Sequence[Line | Roster]


class Outline(NamedTuple):
    """Paragraphs grouped under their headings."""

    branches: Sequence[tuple[str | None, Sequence[Entry]]]


class Branch(NamedTuple):
    """A cable in a tree of citations, or what stands for one that is not at hand; `note` says what is odd about it."""

    label: str | None
    name: str
    note: str | None = None
    date: str | None = None
    level: str | None = None
    subject: str | None = None
    branches: "Sequence[Branch]" = ()
    is_at_hand: bool = True


class Citations(NamedTuple):
    """Trees of citations under the names of their directions."""

    groups: Sequence[tuple[str | None, Sequence[Branch]]]


class Signature(NamedTuple):
    """The name that closes a cable."""

    text: str


class Note(NamedTuple):
    """A remark about the reading of the cable, not a part of it."""

    text: str


Block = Title | Pair | Table | Section | Entry | Roster | Outline | Citations | Signature | Note


def grouped(page: Iterable[Block]) -> Iterator[tuple[type[Block], list[Block]]]:
    """Runs of neighbours of one kind: a renderer sets them together."""
    for kind, run in groupby(page, key=type):
        yield kind, list(run)
