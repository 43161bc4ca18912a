"""Tables, the lists that they become on a narrow screen, and counts as bars."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from math import ceil

from rich.box import SIMPLE_HEAD, Box
from rich.cells import cell_len
from rich.console import JustifyMethod, RenderableType
from rich.padding import Padding
from rich.table import Column
from rich.table import Table as Grid
from rich.text import Text

from cablecli.model.role import Role
from cablecli.render.terminal.pieces import (
    DIM,
    GAP,
    HEADING,
    NAME,
    Pen,
    Sized,
    beside,
    flat,
    linked,
    lit,
    marking_style,
    safe,
    spaced,
    stacked,
)
from cablecli.views.blocks import Bars, Pair, Places, Table, percent

_NAMES = ("id", "tag", "number", "addressee")  # columns that tell what a row is about
_ROLES: dict[str, str] = {  # what a reader looks for when adding a rule; the rest is dim
    **dict.fromkeys((Role.HEADING, Role.MARKING, Role.CAPTION, Role.PASSING, Role.FIELD), "cyan"),
    **dict.fromkeys((Role.SECTION_HEADING, Role.PARTICIPANTS, Role.SIGNATURE), "magenta"),
    **dict.fromkeys((Role.PARAGRAPH_START, Role.PARAGRAPH_TEXT, Role.ITEM), "green"),
    Role.LEFTOVER: "bold red",
}
_IDS = ("id", "cited")
_TEXT = "text"  # the column that holds whole paragraphs
_LAST_COLUMN = 16  # a table whose last column has less room is set as a list
_ROOMY = 35  # columns for the last one, which odd cells of the others may not take
_WIDE_CELL = 20  # a column before the last may be folded to this
_USUAL = 9 / 10  # of the cells of a column: those that should stand on one line
_ASCII_HEAD = Box(str(SIMPLE_HEAD).replace("─", "-"), ascii=True)
_SHARE = len("100%")
_SHORTEST = 4  # columns of the longest bar, where the screen has hardly room
_EIGHTHS = ("", *"▏▎▍▌▋▊▉")  # of a column
_Row = Sequence[Text]


def pairs(pen: Pen, run: Sequence[Pair]) -> RenderableType:
    width = max(len(pair.label) for pair in run) + GAP
    return stacked(beside(Text(f"{pair.label:{width}}", DIM), flat(pair.text)) for pair in run)


def table(pen: Pen, one: Table) -> RenderableType:
    if one.fixed:
        body = Sized(lambda width: spaced(table(pen, part) for part in _parts(one, width)))
    else:
        body = _body(pen, one)
    return stacked((flat(one.caption, HEADING), body)) if one.caption else body


def _body(pen: Pen, one: Table) -> Sized:
    rows = [
        [
            _cell(pen, name, raw, matches or (), target or "")
            for name, raw in zip(one.columns, row, strict=True)
        ]
        for row, matches, target in zip_longest(one.rows, one.matches, one.targets)
    ]
    first = [[safe(raw) for raw in row] for row in one.first]
    return Sized(lambda width: _arranged(pen, one.columns, rows, width, first))


def _cell(pen: Pen, name: str, raw: str, matches: Places, target: str) -> Text:
    if name == "role":
        return safe(raw, _ROLES.get(raw, DIM))
    if name in ("marking", "class") and raw:
        return safe(raw, marking_style(raw))
    text = safe(raw.replace("\n\n", "\n"), NAME if name in _NAMES else "")
    if name == _TEXT:
        return lit(pen, text, matches if text.plain == raw else ())
    return linked(pen, text, target or raw) if name in _IDS else text


def _arranged(
    pen: Pen, names: Sequence[str], rows: Sequence[_Row], width: int, first: Sequence[_Row]
) -> RenderableType:
    """A grid if there is room for one, else a list; a table that goes on stays what it was."""
    widths = _column_widths(names, first or rows, width)
    if widths and first:
        widths = _column_widths(names, [*first, *rows], width) or widths
    return _list(names, rows) if widths is None else _grid(pen, names, rows, widths)


def _column_widths(names: Sequence[str], rows: Sequence[_Row], width: int) -> list[int] | None:
    """As wide as the cells; too wide, the inner ones are folded, first those of odd cells; None if there is no room."""
    cells = [
        sorted(max(len(name), _widest(row[i])) for row in rows) or [len(name)] for i, name in enumerate(names)
    ]
    natural = [column[-1] for column in cells]
    folded = [min(n, _WIDE_CELL) for n in natural[:-1]]
    usual = [min(column[ceil(_USUAL * len(column)) - 1], _WIDE_CELL) for column in cells[:-1]]
    needed = min(natural[-1], max(_LAST_COLUMN, 3 * width // 5 if names[-1] == _TEXT else 0))
    roomy = max(needed, min(natural[-1], _ROOMY))
    for inner, least in ((natural[:-1], roomy), (folded, roomy), (usual, needed), (folded, needed)):
        rest = width - sum(inner) - GAP * len(inner)
        if rest >= least:
            return [*inner, min(natural[-1], rest)]
    return None


def _widest(text: Text) -> int:
    return max(map(cell_len, text.plain.split("\n")))


def _grid(pen: Pen, names: Sequence[str], rows: Sequence[_Row], widths: Sequence[int]) -> Grid:
    """The widths are given, so that rich does not measure each cell, and nothing of a cell is left out."""
    columns = [
        Column(name, width=width, overflow="fold", justify=_side(row[i].plain for row in rows))
        for i, (name, width) in enumerate(zip(names, widths, strict=True))
    ]
    grid = Grid(
        *columns,
        box=SIMPLE_HEAD if pen.unicode else _ASCII_HEAD,
        border_style=DIM,
        header_style=DIM,
        padding=(0, GAP - 1, 0, 0),  # the box adds the other blank
        pad_edge=False,
        show_edge=False,
    )
    for row in rows:
        grid.add_row(*row)
    return grid


def _side(cells: Iterable[str]) -> JustifyMethod:
    return "right" if all(cell.isdecimal() or not cell for cell in cells) else "left"


def _list(names: Sequence[str], rows: Sequence[_Row]) -> RenderableType:
    """Rows for a narrow screen: the short cells in a line, the last one below them."""
    listed = (stacked(_item(row)) for row in rows)
    return spaced(listed) if names[-1] == _TEXT else stacked(listed)


def _item(row: _Row) -> Iterator[RenderableType]:
    *short, last = row
    if any(short):
        yield Text(" " * GAP).join(filter(None, short))
    if last:
        yield Padding(last, (0, 0, 0, GAP))


def bars(pen: Pen, one: Bars) -> RenderableType:
    """Each value with its count, its share and a bar; the greatest count fills the line."""
    return stacked((flat(one.caption, HEADING), Sized(lambda width: _bar_grid(pen, one, width))))


def _bar_grid(pen: Pen, block: Bars, width: int) -> Grid:
    most = max(count for _, count, _ in block.rows)
    count_width = len(f"{most:,}")
    fixed = count_width + _SHARE + 3 * GAP
    names = min(
        max(cell_len(flat(value).plain) for value, _, _ in block.rows),
        max(_SHORTEST, width - fixed - _SHORTEST),
    )
    long = max(1, width - fixed - names)
    grid = Grid.grid(
        Column(width=names, overflow="fold"), Column(width=count_width, justify="right"),
        Column(width=_SHARE, justify="right"), Column(width=long), padding=(0, GAP, 0, 0), pad_edge=False,
    )  # fmt: skip
    for value, count, share in block.rows:
        grid.add_row(flat(value, NAME), f"{count:,}", Text(percent(share), DIM), _bar(pen, count, most, long))
    return grid


def _bar(pen: Pen, count: int, most: int, width: int) -> Text:
    """A bar, exact to an eighth of a column; even the smallest count is visible."""
    if not pen.unicode:
        return Text("#" * max(1, width * count // most))
    whole, rest = divmod(max(1, len(_EIGHTHS) * width * count // most), len(_EIGHTHS))
    return Text("█" * whole + _EIGHTHS[rest])


def _parts(block: Table, width: int) -> list[Table]:
    """The table in parts that are as wide as the screen or have one column of counts."""
    columns = list(zip(block.columns, *block.rows, strict=True))
    fixed, counts = columns[: block.fixed], columns[block.fixed :]
    room = width - sum(map(_width, fixed))
    parts: list[list[tuple[str, ...]]] = [[]]
    for column in counts:
        if parts[-1] and sum(map(_width, parts[-1])) + _width(column) - GAP > room:
            parts.append([])
        parts[-1].append(column)
    return [_as_table([*fixed, *part]) for part in parts]


def _width(column: Sequence[str]) -> int:
    """The width of a column, with the gap after it."""
    return max(cell_len(flat(cell).plain) for cell in column) + GAP


def _as_table(columns: Sequence[tuple[str, ...]]) -> Table:
    names, *rows = zip(*columns, strict=True)
    return Table(names, rows)
