"""Counts: bars as long as the screen is wide, and tables of more columns than it holds."""

from collections.abc import Sequence
from functools import partial

from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Column, Table
from rich.text import Text

from cablecli.render.terminal.grids import tables
from cablecli.render.terminal.pieces import DIM, GAP, HEADING, NAME, Pen, Sized, flat, spaced, stacked
from cablecli.views.blocks import Bars, Crosstab, percent
from cablecli.views.blocks import Table as Rows

_SHARE = len("100%")
_SHORTEST = 4  # columns of the longest bar, where the screen has hardly room
_FIXED = 2  # columns that each part of a table begins with
_BLOCKS = ("", *"▏▎▍▌▋▊▉")  # the eighths of a column


def bars(pen: Pen, run: Sequence[Bars]) -> RenderableType:
    """Each value with its count, its share and a bar; the greatest count fills the line."""
    return spaced(stacked((flat(one.caption, HEADING), Sized(partial(_grid, pen, one)))) for one in run)


def _grid(pen: Pen, block: Bars, width: int) -> Table:
    most = max(count for _, count, _ in block.rows)
    count_width = len(f"{most:,}")
    fixed = count_width + _SHARE + 3 * GAP
    names = min(
        max(cell_len(flat(value).plain) for value, _, _ in block.rows),
        max(_SHORTEST, width - fixed - _SHORTEST),
    )
    long = max(1, width - fixed - names)
    table = Table.grid(
        Column(width=names, overflow="fold"), Column(width=count_width, justify="right"),
        Column(width=_SHARE, justify="right"), Column(width=long), padding=(0, GAP, 0, 0), pad_edge=False,
    )  # fmt: skip
    for value, count, share in block.rows:
        table.add_row(
            flat(value, NAME), f"{count:,}", Text(percent(share), DIM), _bar(pen, count, most, long)
        )
    return table


def _bar(pen: Pen, count: int, most: int, width: int) -> Text:
    """A bar, exact to an eighth of a column; even the smallest count is visible."""
    if not pen.unicode:
        return Text("#" * max(1, width * count // most))
    whole, rest = divmod(max(1, len(_BLOCKS) * width * count // most), len(_BLOCKS))
    return Text("█" * whole + _BLOCKS[rest])


def crosstabs(pen: Pen, run: Sequence[Crosstab]) -> RenderableType:
    """As many tables, one below the other, as the columns need; each begins with the names and the totals."""
    return spaced(stacked((flat(one.caption, HEADING), Sized(partial(_arranged, pen, one)))) for one in run)


def _arranged(pen: Pen, block: Crosstab, width: int) -> RenderableType:
    return tables(pen, _parts(block, width))


def _parts(block: Crosstab, width: int) -> list[Rows]:
    """The table in parts that are as wide as the screen or have one column of counts."""
    columns = list(zip(block.columns, *block.rows, strict=True))
    fixed, counts = columns[:_FIXED], columns[_FIXED:]
    room = width - sum(map(_width, fixed))
    parts: list[list[tuple[str, ...]]] = [[]]
    for column in counts:
        if parts[-1] and sum(map(_width, parts[-1])) + _width(column) - GAP > room:
            parts.append([])
        parts[-1].append(column)
    return [_table([*fixed, *part]) for part in parts]


def _width(column: Sequence[str]) -> int:
    """The width of a column, with the gap after it."""
    return max(cell_len(flat(cell).plain) for cell in column) + GAP


def _table(columns: Sequence[tuple[str, ...]]) -> Rows:
    names, *rows = zip(*columns, strict=True)
    return Rows(names, rows)
