"""The blocks of each view: what it shows, laid out for reading."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from cablecli.model import SCHEMA_VERSION, Cable
from cablecli.views import DEEPEST, SHOW, Cables, Names, Row, View, cell, front, reading
from cablecli.views.blocks import Block, Pair, Table

Pages = Iterator[list[Block]]


def _table(rows: Iterable[Row], names: Names) -> Table:
    return Table(names, [tuple(cell(row[name]) for name in names) for row in rows])


def _of_rows(
    layout: Callable[[Cable, list[Row]], Block], view: View, cables: Cables, names: Names | None
) -> Pages:
    """A cable's title above its rows, in the view's layout or as a table of the chosen names."""
    for cable in cables:
        found = next(view.rows([cable]))
        shown = layout(cable, found) if names is None else _table(found, names)
        yield [reading.title(cable), shown] if found else []


def _participant_tree(cable: Cable, rows: list[Row]) -> Block:
    return reading.roster(cable, cable.participants)


def _tag_table(cable: Cable, rows: list[Row]) -> Block:
    return _table(rows, ("tag", "kind", "name"))


def _finding_table(cable: Cable, rows: list[Row]) -> Block:
    return _table(rows, ("kind", "line", "code", "message"))


def _layout_table(cable: Cable, rows: list[Row]) -> Block:
    named = [{**row, "as written": row["text"]} for row in rows]
    return _table(named, ("line", "role", "rule", "as written"))


def _paragraphs(view: View, cables: Cables, names: Names | None) -> Pages:
    """A cable's title above its paragraphs, or a table of the chosen names."""
    for cable in cables:
        if names is not None and cable.paragraphs:
            yield [reading.title(cable), _table(next(view.rows([cable])), names)]
        else:
            yield [reading.title(cable), *reading.paragraphs(cable)] if cable.paragraphs else []


def _trees(view: View, cables: Cables, names: Names | None, *, depth: int | None = None) -> Pages:
    """The paragraphs under their headings: their first words, down to `depth`, or whole if there is no depth."""
    from cablecli.views import outlines

    for cable in cables:
        tree = outlines.outline(cable, depth) if depth else outlines.whole_tree(cable)
        yield [reading.title(cable), tree] if cable.paragraphs else []


def _counts(view: View, cables: Cables, names: Names | None) -> Pages:
    for rows in view.rows(cables):
        yield [_table(rows, names or (view.columns[-1], *view.columns[:-1]))] if rows else []


def _whole(
    view: View, cables: Cables, names: Names | None, *, brief: bool = False, full: bool = False
) -> Pages:
    for cable in cables:
        yield reading.whole(cable, brief=brief, full=full) if names is None else _parts(cable, names)


def _parts(cable: Cable, names: Names) -> list[Block]:
    blocks: list[Block] = []
    for name in names:
        blocks += _PARTS[name](cable) if name in _PARTS else _pairs(cable, name)
    return blocks


def _pairs(cable: Cable, key: str) -> list[Block]:
    """The values of a field or key of the record; those of an inner object come one by one."""
    if key == "schema":
        return [Pair(key, str(SCHEMA_VERSION))]
    from cablecli.views.fields import OF_CABLE

    columns = [column for column in SHOW if key in (column, column.partition(".")[0])] or [key]
    values = {column: cell(OF_CABLE[column](cable)) for column in columns}
    return [Pair(column, value) for column, value in values.items() if value]


# How a key of the record is shown alone, where that is more than its name and value.
_PARTS: dict[str, Callable[[Cable], list[Block]]] = {
    "tags": front.tags,
    "references": front.references,
    "paragraphs": reading.body,
    "participants": lambda cable: [reading.roster(cable, cable.participants)] if cable.participants else [],
    "diagnostics": front.findings,
    "leftovers": front.leftovers,
}
PAGES: dict[str, Callable[[View, Cables, Names | None], Pages]] = {
    "paragraphs": _paragraphs,
    "paragraph counts": _counts,
    "tree": _trees,
    **{f"outline {depth}": partial(_trees, depth=depth) for depth in range(1, DEEPEST + 1)},
    "participants": partial(_of_rows, _participant_tree),
    "tags": partial(_of_rows, _tag_table),
    "counts": _counts,
    "people counts": _counts,
    "findings": partial(_of_rows, _finding_table),
    "lines": partial(_of_rows, _layout_table),
    "cables": _whole,
    "brief cables": partial(_whole, brief=True),
    "full cables": partial(_whole, full=True),
}
