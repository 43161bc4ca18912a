"""The layouts of the views of single cables, by the names that they give to `laid_out`."""

from collections.abc import Callable, Iterator

from cablecli.model import SCHEMA_VERSION, Cable
from cablecli.views import SHOW, Cables, Names, View, blocks, cell, reading
from cablecli.views.blocks import Block, Pair

Pages = Iterator[list[Block]]


def table(view: View, cables: Cables, names: Names | None, *, shown: Names, **heads: str) -> Pages:
    """A cable's title above a table of its rows; `heads` are the heads of columns with other names."""
    for cable in cables:
        rows = next(view.rows([cable]))
        found = blocks.table(rows, names or shown)
        if not names:
            found = found._replace(columns=tuple(heads.get(name, name) for name in shown))
        yield [reading.title(cable), found] if rows else []


def participants(view: View, cables: Cables, names: Names | None) -> Pages:
    for cable in cables:
        rows = next(view.rows([cable]))
        people = blocks.table(rows, names) if names else reading.roster(cable, cable.participants)
        yield [reading.title(cable), people] if rows else []


def paragraphs(view: View, cables: Cables, names: Names | None) -> Pages:
    for cable in cables:
        rows = [blocks.table(next(view.rows([cable])), names)] if names else reading.paragraphs(cable)
        yield [reading.title(cable), *rows] if cable.paragraphs else []


def trees(view: View, cables: Cables, names: Names | None, *, depth: int | None = None) -> Pages:
    """The paragraphs under their headings: their first words, down to `depth`, or whole if there is no depth."""
    from cablecli.views import outlines

    for cable in cables:
        yield [reading.title(cable), outlines.outline(cable, depth)] if cable.paragraphs else []


def counts(view: View, cables: Cables, names: Names | None) -> Pages:
    """The counts before what they count."""
    for rows in view.rows(cables):
        yield [blocks.table(rows, names or (view.columns[-1], *view.columns[:-1]))] if rows else []


def whole(view: View, cables: Cables, names: Names | None, *, brief: bool, full: bool) -> Pages:
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
    "tags": reading.tags,
    "references": reading.references,
    "paragraphs": reading.body,
    "participants": lambda cable: [reading.roster(cable, cable.participants)] if cable.participants else [],
    "diagnostics": reading.findings,
    "leftovers": reading.leftovers,
}
