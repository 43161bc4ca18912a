"""The blocks of a page for reading, whatever renders it: plain values that hold raw cable text."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from cablecli.views import Row, cell

_HUNDREDTH = 0.01
FILE = "file:"  # before the path that a link leads to


def of_file(path: str | None) -> str:
    """The target of a link to a file; empty if there is none."""
    return FILE + path if path else ""


class Title(NamedTuple):
    """Which cable this is; `frame` is "rule" or "panel" if the whole cable follows, else empty.

    Its id is a link to `target`: see `Detail`.
    """

    id: str
    date: str | None
    sender: str | None
    classification: str | None
    subject: str | None
    frame: str = ""
    target: str = ""


class Pair(NamedTuple):
    """A name and its value; neighbouring pairs form one grid."""

    label: str
    text: str


Places = Sequence[tuple[int, int]]  # in a text: start and end of each


class Table(NamedTuple):
    """Rows of cells under column names; only the last column may be long.

    `matches` has the places in the column `text` of each row that a search found; it is empty for other tables.
    If `fixed` is not 0, a table too wide for the screen is split; each part repeats the first `fixed` columns.
    The ids are links to `targets`, those of each row: see `Detail`.
    Where a table goes on, `first` has the rows that it began with, which decide how all is laid out.
    """

    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    caption: str | None = None
    matches: Sequence[Places] = ()
    fixed: int = 0
    targets: Sequence[str] = ()
    first: "Sequence[tuple[str, ...]]" = ()


def table(rows: Iterable[Row], names: tuple[str, ...], matches: Sequence[Places] = ()) -> Table:
    """The columns of rows that have these names."""
    return Table(names, [tuple(cell(row[name]) for name in names) for row in rows], matches=matches)


class Bars(NamedTuple):
    """Counts, each with its share of the whole."""

    caption: str
    rows: Sequence[tuple[str, int, float]]


class Detail(NamedTuple):
    """A piece of a fact that should not be broken: a label, the name that is looked for, and a note on it."""

    text: str
    note: str = ""
    label: str = ""
    is_name: bool = False
    target: str = ""  # what a link leads to: the id of a cable, or `file:` and a path


class Fact(NamedTuple):
    """A label and its parts on at most so many lines of a screen (0: all), where what is left out is counted.

    If there is too little room, the notes of loose parts are dropped first; `right` ends the first line.
    """

    label: str
    parts: Sequence[Detail]
    mark: str = " · "
    most: int = 0
    is_loose: bool = False
    right: str = ""


class Front(NamedTuple):
    """The heading of a cable: facts for a screen, and the whole for output that is searched."""

    facts: Sequence[Fact]
    whole: "Sequence[Block]"


class Section(NamedTuple):
    text: str


class Line(NamedTuple):
    """A block of a paragraph or one of its items; lines broken inside `text` stay broken."""

    text: str
    label: str = ""
    level: int = 0
    quoted: bool = False
    strong: Places = ()  # labels: SUMMARY:, END COMMENT
    matches: Places = ()  # what a search found


class Sides(NamedTuple):
    """A list of people in its own words: the heading of each side, and its entries."""

    branches: Sequence[tuple[str | None, Sequence[str]]]


class Person(NamedTuple):
    """Someone at a meeting; `name` is None if only the office is known."""

    name: str | None
    title: str | None
    role: str | None
    notetaker: bool


class Roster(NamedTuple):
    """The people at a meeting by side, and when and where they met."""

    meeting: str | None
    sides: Sequence[tuple[str | None, Sequence[Person]]]


class Entry(NamedTuple):
    """A paragraph: number and marking for the gutter, and the content beside them."""

    number: int | None
    marking: str | None
    content: Sequence[Line | Sides]


class Stub(NamedTuple):
    """A paragraph or an item in an outline: its first words, and how many it has."""

    number: str
    marking: str | None
    label: str | None
    text: str
    words: int
    inner: "Sequence[Stub]" = ()


class Branch(NamedTuple):
    """What is under a heading, in full or as stubs; `numbers` is the range of its paragraphs."""

    heading: str | None
    numbers: str
    entries: Sequence[Entry | Stub]


class Outline(NamedTuple):
    """Paragraphs grouped under their headings."""

    branches: Sequence[Branch]


class Variant(NamedTuple):
    """A part of two texts side by side: `kind` is equal, changed, added, lost or redacted; `gap` comes before it."""

    kind: str
    gap: str
    a: str
    b: str


class Difference(NamedTuple):
    """A field or paragraph of two copies: its name, what kind of difference it is, and its words."""

    label: str
    kind: str
    pieces: Sequence[Variant]


class Cited(NamedTuple):
    """A cable in a tree of citations, at hand or not; `note` says what is unusual about it."""

    label: str | None
    name: str
    note: str | None = None
    date: str | None = None
    level: str | None = None
    subject: str | None = None
    branches: "Sequence[Cited]" = ()
    is_at_hand: bool = True
    target: str = ""  # of a link: see `Detail`


class Citations(NamedTuple):
    """Trees of citations under the names of their directions."""

    groups: Sequence[tuple[str | None, Sequence[Cited]]]


class Signature(NamedTuple):
    text: str


class Note(NamedTuple):
    """A remark about how the cable was read, not part of it; a screen only counts folded ones."""

    text: str
    is_folded: bool = False


Block = (
    Title
    | Pair
    | Table
    | Front
    | Bars
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
    """Runs of neighbouring blocks of one kind, which are rendered together."""
    for kind, run in groupby(page, key=type):
        yield kind, list(run)


def spelt_out(page: Iterable[Block]) -> Iterator[Block]:
    """The page for formats that fold and draw nothing: the whole heading, bars as a table."""
    for block in page:
        if isinstance(block, Front):
            yield from block.whole
        elif isinstance(block, Bars):
            rows = [(value, str(count), percent(share)) for value, count, share in block.rows]
            yield Table(("value", "count", "share"), rows, block.caption)
        else:
            yield block


def percent(share: float) -> str:
    """A share in whole percent; a very small one is `<1%`, not `0%`."""
    return "<1%" if 0 < share < _HUNDREDTH else f"{share:.0%}"


def signed(piece: Variant) -> str:
    """A piece without colours, in the notation of wdiff and git: `[-what A has-]{+what B has+}`."""
    if piece.kind == "equal":
        return piece.a
    return (f"[-{piece.a}-]" if piece.a else "") + (f"{{+{piece.b}+}}" if piece.b else "")
