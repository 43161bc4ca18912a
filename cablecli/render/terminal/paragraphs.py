"""The body of a cable: gutters, items and quotations, the trees of paragraphs and of people."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text
from rich.tree import Tree

from cablecli.render.terminal.pieces import (
    DIM,
    GAP,
    HEADING,
    NAME,
    Barred,
    Pen,
    beside,
    flat,
    lit,
    marking_style,
    planted,
    safe,
    spaced,
    stacked,
)
from cablecli.views.blocks import Block, Entry, Line, Outline, Person, Roster, Section, Sides, Signature
from cablecli.views.reading import gutter

_NOTETAKER = "italic green"
Content = Sequence[Line | Sides]


def gutters(pen: Pen, page: Iterable[Block]) -> Pen:
    """The pen for a page: its texts begin in the column that most of them need; a long marking moves its own only."""
    found = [entry for block in page for entry in _entries_of(block)]
    numbers = max((len(gutter(entry.number, None)[0]) for entry in found), default=0)
    pen = pen._replace(numbers=numbers)
    widths = Counter(_start(pen, entry).cell_len for entry in found)
    return pen._replace(gutter=min(max(widths, key=widths.__getitem__, default=0), pen.width // 2))


def _entries_of(block: Block) -> Iterator[Entry]:
    if isinstance(block, Entry):
        yield block
    elif isinstance(block, Outline):
        for branch in block.branches:
            yield from (entry for entry in branch.entries if isinstance(entry, Entry))


def _start(pen: Pen, entry: Entry) -> Text:
    """The content of the gutter: number and marking, and the blanks after them."""
    number, marking = gutter(entry.number, flat(entry.marking or "").plain)
    parts = [(number.rjust(pen.numbers), NAME), (marking, marking_style(entry.marking or ""))]
    start = Text(" ").join(Text(*part) for part in parts if part[0])
    start.append(" " * GAP if start else "")
    start.pad_right(max(0, pen.gutter - start.cell_len))
    return start


def section(pen: Pen, one: Section) -> Text:
    return flat(one.text, HEADING)


def entry(pen: Pen, one: Entry) -> RenderableType:
    return beside(_start(pen, one), content(pen, one.content))


def signature(pen: Pen, one: Signature) -> RenderableType:
    """The name that closes a cable, below the text of the paragraphs."""
    return beside(Text(" " * pen.gutter), flat(one.text, NAME))


def content(pen: Pen, content: Content) -> RenderableType:
    """Blocks with an empty line between them; quoted ones share a bar, items and people follow without one."""
    return stacked(_runs(pen, content)) if content else Text()


def _runs(pen: Pen, content: Content) -> Iterator[RenderableType]:
    columns = [0]  # where the text of each level begins
    for k, ((is_close, is_quoted), run) in enumerate(groupby(content, key=_manner)):
        parts = (_part(pen, part, columns) for part in run)
        if k and not is_close:
            yield Text()
        body = stacked(parts) if is_close else spaced(parts)
        yield Barred("│ " if pen.unicode else "| ", body) if is_quoted else body


def _manner(part: Line | Sides) -> tuple[bool, bool]:
    """Whether a part follows the one above without an empty line, and whether it is quoted."""
    return (True, False) if isinstance(part, Sides) else (part.level > 0, part.quoted)


def _part(pen: Pen, part: Line | Sides, columns: list[int]) -> RenderableType:
    """A block, or an item that begins where the text of the one above it begins."""
    if isinstance(part, Sides):
        return pen.measured(_sides(pen, part))
    text = _text(pen, part)
    body = text if "\n" in text.plain else pen.measured(text)
    if not part.level:
        return body
    level = min(part.level, len(columns))
    if part.label:
        margin = min(columns[level - 1], pen.width // 3)  # deep ones keep room for their text
        start = flat(" " * margin + part.label + " ", DIM)
        columns[level:] = [start.cell_len]
    else:  # goes on with the item above it
        start = Text(" " * columns[min(level, len(columns) - 1)])
    return beside(start, body)


def _text(pen: Pen, line: Line) -> Text:
    """The words of a block, its labels bold, what was searched for lit."""
    text = safe(line.text, "italic" if line.quoted else "")
    if len(text) != len(line.text):  # the places are those of the raw text
        return lit(pen, text)
    for start, end in line.strong:
        text.stylize(NAME, start, end)
    return lit(pen, text, line.matches)


def _sides(pen: Pen, listed: Sides) -> Tree:
    """A branch a side and a leaf an entry."""
    tree = planted(None)
    for side, people in listed.branches:
        branch = tree.add(lit(pen, flat(side, NAME))) if side else tree
        for who in people:
            branch.add(lit(pen, flat(who)))
    return tree


def roster(pen: Pen, roster: Roster) -> Tree:
    """A branch a side and a leaf a person, below when and where they met."""
    names = [flat(p.name).cell_len for _, people in roster.sides for p in people if p.name]
    column = min(max(names, default=0), pen.width // 3) + GAP
    tree = planted(flat(roster.meeting, NAME) if roster.meeting else None)
    for side, people in roster.sides:
        branch = tree.add(flat(side, HEADING)) if side else tree
        for who in people:
            branch.add(_person(who, column))
    return tree


def _person(who: Person, column: int) -> RenderableType:
    """A name and an office; offices begin in one column, except after a long name."""
    office = flat(", ".join(filter(None, (who.title, who.role))))
    if who.notetaker:
        office.append("  " if office else "").append("notetaker", _NOTETAKER)
    if not who.name:
        return office
    name = flat(who.name, NAME)
    if not office:
        return name
    name.append(" " * max(GAP, column - name.cell_len))
    return beside(name, office)
