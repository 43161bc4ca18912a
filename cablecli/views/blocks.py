"""What a page for reading is made of, whatever renders it: plain values that hold raw cable text."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

_HUNDREDTH = 0.01


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


class Bars(NamedTuple):
    """Counts, each with its share of the whole."""

    caption: str
    rows: Sequence[tuple[str, int, float]]


class Crosstab(NamedTuple):
    """Counts by two things: the first column names the row, the others may be more than a screen is wide."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    caption: str


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


class Piece(NamedTuple):
    """A part of two texts side by side: `kind` is equal, changed, added, lost or redacted; `gap` stands before it."""

    kind: str
    gap: str
    a: str
    b: str


class Difference(NamedTuple):
    """A field or paragraph of two copies: what it is called, what has become of it, and its words."""

    label: str
    kind: str
    pieces: Sequence[Piece]


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


Block = (
    Title
    | Pair
    | Table
    | Bars
    | Crosstab
    | Section
    | Entry
    | Roster
    | Outline
    | Difference
    | Citations
    | Signature
    | Note
)


def grouped(page: Iterable[Block]) -> Iterator[tuple[type[Block], list[Block]]]:
    """Runs of neighbours of one kind: a renderer sets them together."""
    for kind, run in groupby(page, key=type):
        yield kind, list(run)


def bar_table(bars: Bars) -> Table:
    """The same for where no bars are drawn."""
    rows = [(value, str(count), percent(share)) for value, count, share in bars.rows]
    return Table(("value", "count", "share"), rows, bars.caption)


def percent(share: float) -> str:
    """A share in whole hundredths; a little is not said to be nothing."""
    return "<1%" if 0 < share < _HUNDREDTH else f"{share:.0%}"


def signed(piece: Piece) -> str:
    """A piece without colours, as wdiff and git write it: `[-what A has-]{+what B has+}`."""
    if piece.kind == "equal":
        return piece.a
    return (f"[-{piece.a}-]" if piece.a else "") + (f"{{+{piece.b}+}}" if piece.b else "")
