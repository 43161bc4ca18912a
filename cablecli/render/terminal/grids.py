"""Tables, the lists that they become on a narrow screen, and counts as bars."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from cablecli.model.role import Role
from cablecli.render.terminal.pieces import (
    DIM,
    GAP,
    HEADING,
    NAME,
    Pen,
    Row,
    Sized,
    beside,
    flat,
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
_TEXT = "text"  # the column that holds whole paragraphs
_LAST_COLUMN = 16  # a table whose last column has less room is set as a list
_WIDE_CELL = 20  # a column before the last may be folded to this
_SHARE = len("100%")
_SHORTEST = 4  # columns of the longest bar, where the screen has hardly room
_EIGHTHS = ("", *"▏▎▍▌▋▊▉")  # of a column


def pairs(pen: Pen, run: Sequence[Pair]) -> RenderableType:
    width = max(len(pair.label) for pair in run) + GAP
    return stacked(beside(Text(f"{pair.label:{width}}", DIM), flat(pair.text)) for pair in run)


def table(pen: Pen, one: Table) -> RenderableType:
    if one.fixed:
        body = Sized(lambda width: spaced(table(pen, part) for part in _parts(one, width)))
    else:
        body = Sized(lambda width: _body(pen, one, width))
    return stacked((flat(one.caption, HEADING), body)) if one.caption else body


def _body(pen: Pen, one: Table, width: int) -> RenderableType:
    """The table for a width; its cells are made as they are drawn."""
    rows = (
        [_cell(pen, name, raw, matches) for name, raw in zip(one.columns, row, strict=True)]
        for row, matches in zip_longest(one.rows, one.matches, fillvalue=())
    )
    widths = _column_widths(one, width)
    return _list(one.columns, rows) if widths is None else stacked(_grid(pen, one, rows, widths))


def _cell(pen: Pen, name: str, raw: str, matches: Places) -> Text:
    if name == "role":
        return safe(raw, _ROLES.get(raw, DIM))
    if name in ("marking", "class") and raw:
        return safe(raw, marking_style(raw))
    text = safe(raw.replace("\n\n", "\n"), NAME if name in _NAMES else "")
    return lit(pen, text, matches if text.plain == raw else ()) if name == _TEXT else text


def _column_widths(one: Table, width: int) -> list[int] | None:
    """As wide as the cells; too wide, the inner ones are folded; None if there is no room even then."""
    natural = [max([len(name), *(_widest(row[i]) for row in one.rows)]) for i, name in enumerate(one.columns)]
    needed = min(natural[-1], max(_LAST_COLUMN, 3 * width // 5 if one.columns[-1] == _TEXT else 0))
    for inner in (natural[:-1], [min(n, _WIDE_CELL) for n in natural[:-1]]):
        rest = width - sum(inner) - GAP * len(inner)
        if rest >= needed:
            return [*inner, min(natural[-1], rest)]
    return None


def _widest(raw: str) -> int:
    return max(map(cell_len, safe(raw).plain.split("\n")))


def _grid(
    pen: Pen, one: Table, rows: Iterable[Sequence[Text]], widths: Sequence[int]
) -> Iterator[RenderableType]:
    """The heads of the columns above a rule, then the rows; nothing of a cell is left out."""
    rights = [all(row[i].isdecimal() or not row[i] for row in one.rows) for i in range(len(widths))]
    yield Row([Text(name, DIM) for name in one.columns], widths, GAP, rights)
    yield Text(("─" if pen.unicode else "-") * (sum(widths) + GAP * (len(widths) - 1)), DIM)
    yield from (Row(row, widths, GAP, rights) for row in rows)


def _list(names: Sequence[str], rows: Iterable[Sequence[Text]]) -> RenderableType:
    """Rows for a narrow screen: the short cells in a line, the last one below them."""
    listed = (stacked(_item(row)) for row in rows)
    return spaced(listed) if names[-1] == _TEXT else stacked(listed)


def _item(row: Sequence[Text]) -> Iterator[RenderableType]:
    *short, last = row
    if any(short):
        yield Text(" " * GAP).join(filter(None, short))
    if last:
        yield Padding(last, (0, 0, 0, GAP))


def bars(pen: Pen, one: Bars) -> RenderableType:
    """Each value with its count, its share and a bar; the greatest count fills the line."""
    return stacked((flat(one.caption, HEADING), Sized(lambda width: stacked(_bar_rows(pen, one, width)))))


def _bar_rows(pen: Pen, block: Bars, width: int) -> Iterator[Row]:
    most = max(count for _, count, _ in block.rows)
    count_width = len(f"{most:,}")
    fixed = count_width + _SHARE + 3 * GAP
    names = min(
        max(cell_len(flat(value).plain) for value, _, _ in block.rows),
        max(_SHORTEST, width - fixed - _SHORTEST),
    )
    long = max(1, width - fixed - names)
    widths, rights = (names, count_width, _SHARE, long), (False, True, True, False)
    for value, count, share in block.rows:
        cells = flat(value, NAME), Text(f"{count:,}"), Text(percent(share), DIM), _bar(pen, count, most, long)
        yield Row(cells, widths, GAP, rights)


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
