"""What a person sees at a terminal: colour, gutters, lines wrapped. With `progress` the only file that imports rich.

Cable text enters rich only through `_text`, which sanitizes it; never as markup.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat, zip_longest
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from cablecli.render import Layout
from cablecli.text.terminal import sanitize
from cablecli.views.blocks import (
    Block,
    Entry,
    Line,
    Note,
    Outline,
    Pair,
    Person,
    Roster,
    Section,
    Signature,
    Table,
    Title,
    grouped,
)
from cablecli.views.reading import gutter

# The customary colours of the classifications; the first whose word a classification starts with.
_BADGES = (
    ("TOP SECRET", "bold black on color(208)", "color(208)"),
    ("SECRET", "bold white on red", "red"),
    ("CONFIDENTIAL", "bold white on blue", "bright_blue"),
    ("", "bold black on green", "green"),
)
_MARKINGS = {"TS": "color(208)", "S": "red", "C": "bright_blue"}
_DIM, _HIT, _HEADING, _NAME, _NOTETAKER = (
    "dim",
    "bold black on yellow",
    "bold magenta",
    "bold",
    "italic green",
)
_COLUMN_STYLES = {"id": "bold", "tag": "bold", "number": "bold", "addressee": "bold"}
_TEXT = "text"  # the column that holds whole paragraphs
_GAP = 2  # between the columns of a table
_NARROW = 40  # below this a value stands under its label
_LAST_COLUMN = 16  # a table whose last column has less room is set as a list
_WIDE_CELL = 20  # a column before the last may be folded to this
_GUIDES = {True: ("├─ ", "│  ", "└─ ", "   "), False: ("|- ", "|  ", "`- ", "   ")}
_Drawn = Sequence[Text | Panel]  # lines, and panels that are several


def rich(pages: Iterator[list[Block]], layout: Layout) -> Iterator[str]:
    """Each page as terminal text, laid out for `layout.width` columns."""
    pen = _Pen(layout)
    between = ""
    for page in filter(None, pages):
        yield between + pen.draw(page)
        between = "\n"


class _Pen:
    """Draws blocks as lines of at most `width` columns."""

    def __init__(self, layout: Layout) -> None:
        self.width = layout.width
        self.hits = layout.hits
        self.branch, self.trunk, self.last, self.blank = _GUIDES[layout.unicode]
        self.bar, self.rule = ("│ ", "─") if layout.unicode else ("| ", "-")
        self.buffer = io.StringIO() if layout.unicode else _AsciiBuffer()
        # Explicit in all that rich would otherwise ask the environment for.
        self.console = Console(
            file=self.buffer,
            width=layout.width,
            height=100,
            force_terminal=layout.colors is not None,
            color_system=layout.colors,  # type: ignore[arg-type]
            no_color=layout.colors is None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def draw(self, page: Sequence[Block]) -> str:
        """The page as text with an empty line between its parts."""
        entries = [e for block in page for e in _entries_of(block)]
        self.numbers, self.markings = _gutter_widths(entries, self.width)
        parts = [_DRAW[kind](self, run) for kind, run in grouped(page)]
        self.console.print(*_spaced(parts), sep="\n", soft_wrap=True)
        text = self.buffer.getvalue()
        self.buffer.seek(0)
        self.buffer.truncate()
        return text

    def wrap(self, text: Text, width: int) -> list[Text]:
        """`text` in lines of `width`, its own line ends kept."""
        if "\n" not in text.plain and "\t" not in text.plain and text.cell_len <= width:
            return [text]
        lines = list(text.wrap(self.console, max(width, 1), overflow="fold"))
        for line in lines:
            line.rstrip()
        return lines

    def hang(self, start: Text, text: Text, width: int) -> list[Text]:
        """`text` beside `start`, the lines after the first set in by as much."""
        lines = self.wrap(text, width - start.cell_len) or [Text()]
        return _prefixed(lines, start, Text(" " * start.cell_len))


class _AsciiBuffer(io.StringIO):
    """Tells rich to draw boxes of signs that every encoding has."""

    encoding = "ascii"


def _text(raw: str, style: str = "") -> Text:
    return Text(sanitize(raw), style=style)


def _flat(raw: str, style: str = "") -> Text:
    return Text(" ".join(sanitize(raw).split("\n")), style=style)


def _spaced(parts: Iterable[_Drawn]) -> _Drawn:
    """The lines of all parts, with an empty one between the parts."""
    lines: list[Text | Panel] = []
    for part in parts:
        lines += [Text(), *part] if lines else part
    return lines


def _prefixed(lines: Iterable[Text], first: Text, rest: Text) -> list[Text]:
    return [Text.assemble(rest if index else first, line) for index, line in enumerate(lines)]


def _badge(classification: str) -> tuple[str, str]:
    return next((badge, color) for word, badge, color in _BADGES if classification.startswith(word))


def _marking_style(marking: str) -> str:
    return _MARKINGS.get(marking.replace("-", "/").split("/")[0].strip().upper(), "green")


def _titles(pen: _Pen, run: Sequence[Title]) -> _Drawn:
    title = run[0]
    badge, color = _badge(title.classification) if title.classification else ("", _DIM)
    words = [_flat(title.id, "bold"), *(_flat(t, "") for t in (title.date, title.sender) if t)]
    if title.classification:
        words.append(_flat(f" {title.classification} ", badge))
    head = Text("  ").join(words)
    lines = [head, _flat(title.subject, "bold")] if title.subject else [head]
    if not title.panel:
        return [line for text in lines for line in pen.wrap(text, pen.width)]
    inner = (line for text in lines for line in pen.wrap(text, pen.width - 4))
    return [Panel(Text("\n").join(inner), border_style=color, width=pen.width)]


def _pairs(pen: _Pen, run: Sequence[Pair]) -> _Drawn:
    label_width = max(len(pair.label) for pair in run) + _GAP
    lines: list[Text] = []
    for pair in run:
        label, value = Text(pair.label, style=_DIM), _flat(pair.text)
        if pen.width < _NARROW:
            lines += [label, *pen.hang(Text("  "), value, pen.width)]
        else:
            label.pad_right(label_width - len(pair.label))
            lines += pen.hang(label, value, pen.width)
    return lines


def _tables(pen: _Pen, run: Sequence[Table]) -> _Drawn:
    return _spaced(_table(pen, table) for table in run)


def _table(pen: _Pen, table: Table) -> list[Text]:
    rows = [list(map(_cell, repeat(pen), table.columns, row)) for row in table.rows]
    widths = _column_widths(table.columns, rows, pen.width)
    caption = [Text(table.caption, style=_HEADING)] if table.caption else []
    if widths is None:
        return [*caption, *_list(pen, table.columns, rows)]
    head = [Text(name, style=_DIM) for name in table.columns]
    rule = [Text(pen.rule * width, style=_DIM) for width in widths]
    right = [all(row[i].plain.isdecimal() or not row[i].plain for row in rows) for i in range(len(widths))]
    return [*caption, *(line for row in (head, rule, *rows) for line in _row(pen, row, widths, right))]


def _cell(pen: _Pen, name: str, raw: str) -> Text:
    text = _text(raw.replace("\n\n", "\n"), _COLUMN_STYLES.get(name, ""))
    if name == "marking" and raw:
        text.stylize(_marking_style(raw))
    if name == _TEXT:
        _highlight(pen, text)
    return text


def _column_widths(names: Sequence[str], rows: Sequence[Sequence[Text]], width: int) -> list[int] | None:
    """As wide as the cells; too wide, the inner ones are folded; None if there is no room even then."""
    natural = [max([len(name), *(_widest(row[i]) for row in rows)]) for i, name in enumerate(names)]
    needed = min(natural[-1], max(_LAST_COLUMN, 3 * width // 5 if names[-1] == _TEXT else 0))
    for inner in (natural[:-1], [min(n, _WIDE_CELL) for n in natural[:-1]]):
        rest = width - sum(inner) - _GAP * len(inner)
        if rest >= needed:
            return [*inner, min(natural[-1], rest)]
    return None


def _widest(text: Text) -> int:
    return max(map(cell_len, text.plain.split("\n")))


def _row(pen: _Pen, cells: Sequence[Text], widths: Sequence[int], right: Sequence[bool]) -> Iterator[Text]:
    wrapped = [pen.wrap(text, width) for text, width in zip(cells, widths, strict=True)]
    for pieces in zip_longest(*wrapped, fillvalue=Text()):
        parts: list[str | Text] = []
        for piece, width, is_right in zip(pieces, widths, right, strict=True):
            fill = " " * (width - piece.cell_len)
            parts += [fill, piece, " " * _GAP] if is_right else [piece, fill + " " * _GAP]
        line = Text.assemble(*parts)
        line.rstrip()
        yield line


def _list(pen: _Pen, names: Sequence[str], rows: Sequence[Sequence[Text]]) -> Iterator[Text]:
    """Rows for a narrow screen: the short cells in a line, the last one below them."""
    for index, (*short, last) in enumerate(rows):
        if index and names[-1] == _TEXT:
            yield Text()
        yield from pen.wrap(Text(" " * _GAP).join(cell for cell in short if cell.plain), pen.width)
        yield from pen.hang(Text(" " * _GAP), last, pen.width)


def _sections(pen: _Pen, run: Sequence[Section]) -> _Drawn:
    return _spaced(pen.wrap(_flat(section.text, _HEADING), pen.width) for section in run)


def _entries(pen: _Pen, run: Sequence[Entry]) -> _Drawn:
    return _spaced(_entry(pen, entry, pen.width) for entry in run)


def _entries_of(block: Block) -> Iterator[Entry]:
    if isinstance(block, Entry):
        yield block
    elif isinstance(block, Outline):
        for _, entries in block.branches:
            yield from entries


def _gutter_widths(entries: Sequence[Entry], width: int) -> tuple[int, int]:
    """Room for the widest number and marking of a page, within reason."""
    gutters = [gutter(e.number, sanitize(e.marking or "")) for e in entries]
    numbers = max((len(number) for number, _ in gutters), default=0)
    usual = [len(marking) for _, marking in gutters if len(marking) <= max(4, min(8, width // 8))]
    return numbers, max(usual, default=0)


def _entry(pen: _Pen, entry: Entry, width: int) -> list[Text]:
    """Number and marking in the gutter, the text beside them; too long a marking leads the text."""
    number, marking = gutter(entry.number, sanitize(entry.marking or ""))
    shown = Text(marking, style=_marking_style(entry.marking or ""))
    start = Text(number.rjust(pen.numbers), style="bold")
    fits = len(marking) <= pen.markings
    if pen.markings:
        start = Text.assemble(start, " " if pen.numbers else "", shown if fits else "")
        start.pad_right(pen.markings - (len(marking) if fits else 0))
    start.append("  " if start.plain else "")
    content = _content(pen, entry.content, width - start.cell_len)
    if not fits:
        content = [*pen.wrap(shown, width - start.cell_len), *content]
    return _prefixed(content or [Text()], start, Text(" " * start.cell_len))


def _content(pen: _Pen, content: Sequence[Line | Roster], width: int) -> list[Text]:
    lines: list[Text] = []
    above = None
    for part in content:
        if isinstance(part, Roster):
            lines += _roster(pen, part, width)
            continue
        if lines and not part.level:
            is_inside = isinstance(above, Line) and above.quoted and part.quoted
            lines.append(Text(pen.bar.rstrip() if is_inside else "", style=_DIM))
        lines += _line(pen, part, width)
        above = part
    return lines


def _line(pen: _Pen, line: Line, width: int) -> list[Text]:
    text = _text(line.text, "italic" if line.quoted else "")
    _highlight(pen, text)
    margin = Text(" " * min(2 * (line.level - 1), width // 3) if line.level else "")
    if line.quoted:
        bar = Text(pen.bar, style=_DIM)
        return _prefixed(pen.wrap(text, width - 2), bar, bar)
    label = _flat(f"{line.label} " if line.label else "   " if line.level else "", _DIM)
    return pen.hang(Text.assemble(margin, label), text, width)


def _highlight(pen: _Pen, text: Text) -> None:
    for start, end in pen.hits(text.plain) if pen.hits else ():
        text.stylize(_HIT, start, end)


def _rosters(pen: _Pen, run: Sequence[Roster]) -> _Drawn:
    return _spaced(_roster(pen, roster, pen.width) for roster in run)


def _roster(pen: _Pen, roster: Roster, width: int) -> list[Text]:
    """A branch a side and a leaf a person, the offices aligned behind the names."""
    names = [_flat(p.name).cell_len for _, people in roster.sides for p in people if p.name]
    column = min(max(names, default=0), width // 2) + _GAP
    top: list[list[Text]] = []
    for side, people in roster.sides:
        depth = 2 if side else 1
        leaves = [_person(pen, who, column, width - depth * len(pen.branch)) for who in people]
        if side:
            head = pen.wrap(_flat(side, _HEADING), width - len(pen.branch))
            top.append([*head, *_branched(pen, leaves)])
        else:
            top += leaves
    meeting = pen.wrap(_flat(roster.meeting, _NAME), width) if roster.meeting else []
    return [*meeting, *_branched(pen, top)]


def _branched(pen: _Pen, groups: Sequence[Sequence[Text]]) -> list[Text]:
    """Groups of lines as the branches of a tree."""
    lines: list[Text] = []
    for index, group in enumerate(groups):
        is_last = index == len(groups) - 1
        first, rest = (pen.last, pen.blank) if is_last else (pen.branch, pen.trunk)
        lines += _prefixed(group, Text(first, style=_DIM), Text(rest, style=_DIM))
    return lines


def _person(pen: _Pen, who: Person, column: int, width: int) -> list[Text]:
    office = _flat(", ".join(filter(None, (who.title, who.role))))
    if who.notetaker:
        office.append("  " if office.plain else "").append("notetaker", _NOTETAKER)
    if not who.name:
        return pen.wrap(office, width)
    name = _flat(who.name, _NAME)
    if not office.plain:
        return pen.wrap(name, width)
    if width - column < _LAST_COLUMN or name.cell_len > column - _GAP:
        return [*pen.wrap(name, width), *pen.hang(Text("  "), office, width)]
    name.pad_right(column - name.cell_len)
    return pen.hang(name, office, width)


def _outlines(pen: _Pen, run: Sequence[Outline]) -> _Drawn:
    lines: list[Text] = []
    for heading, entries in (branch for outline in run for branch in outline.branches):
        lines += pen.wrap(_flat(heading, _HEADING), pen.width) if heading else []
        lines += _branched(pen, [_entry(pen, e, pen.width - len(pen.branch)) for e in entries])
    return lines


def _signatures(pen: _Pen, run: Sequence[Signature]) -> _Drawn:
    indent = Text(" " * (pen.numbers + pen.markings + 3))
    return [line for s in run for line in pen.hang(indent, _flat(s.text, _NAME), pen.width)]


def _notes(pen: _Pen, run: Sequence[Note]) -> _Drawn:
    return [line for note in run for line in pen.wrap(_flat(note.text, _DIM), pen.width)]


_DRAW: dict[type[Block], Callable[[_Pen, Any], _Drawn]] = {
    Title: _titles,
    Pair: _pairs,
    Table: _tables,
    Section: _sections,
    Entry: _entries,
    Roster: _rosters,
    Outline: _outlines,
    Signature: _signatures,
    Note: _notes,
}
