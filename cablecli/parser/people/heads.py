"""Which row of a list heads a side or a unit, by its words, its place and the rows about it (FORMAT 5)."""

from cablecli.parser.people import evidence as e
from cablecli.parser.people import layout as layouts
from cablecli.parser.people import sides
from cablecli.parser.people.evidence import total
from cablecli.parser.people.labels import announces, is_sentence
from cablecli.parser.people.layout import ListLayout
from cablecli.parser.people.rows import Row


def points(rows: list[Row], place: int, layout: ListLayout) -> int:
    """What speaks for a row being the head of a side or unit; `NEVER` where nothing does."""
    row = rows[place]
    if place + 1 >= len(rows):
        return e.NEVER
    if row.text[-1] == ":" and is_sentence(row.text):
        return e.ANNOUNCEMENT if announces(row.text) else e.NEVER
    begins, after = _begins(rows, place), rows[place + 1]
    marked = begins or _is_marked(row, layout)
    if _goes_on(rows, place, layout, marked):
        return e.NEVER
    found = sides.points(row.text) + e.HEAD_APART * begins + _of_place(row, after, marked, layout)
    found += _of_plain_words(row, after, begins, layout)
    return found if found > 0 else e.NEVER


def _goes_on(rows: list[Row], place: int, layout: ListLayout, marked: bool) -> bool:
    """Whether a row is one with the line below or above it, if with anything: `Prime` / `Minister Berg`.

    Below an unmarked head stand rows that are no less indented, and the line above had room for its first word.
    """
    row, after = rows[place], rows[place + 1]
    if layouts.is_aside(after) or (row.text[-1] != ":" and layouts.is_open(row.text)):
        return True
    return not marked and (row.indent > after.indent or layouts.room(row, rows[place - 1], layout) < 0)


def _begins(rows: list[Row], place: int) -> bool:
    """Whether something parts a row from what stands above, as far as a page's end lets one see that."""
    row = rows[place]
    parted = row.gap > 0 or row.ruled or (row.page and rows[place + 1].gap > 0)
    return not place or parted or sides.is_known(rows[place - 1].text)


def _is_marked(row: Row, layout: ListLayout) -> bool:
    """Whether its words, their colon or the indent of the rows below make a row a head."""
    stepped = layout.stepped and not layouts.is_deep(row, layout.edge)
    return stepped or sides.is_known(row.text) or row.text[-1] == ":"


def _of_place(row: Row, after: Row, marked: bool, layout: ListLayout) -> int:
    """What the row's bullet, indent and rule say, next to those of the row below."""
    deep, deep_after = (layouts.is_deep(one, layout.edge) for one in (row, after))
    unbulleted = layout.bulleted and not row.bullet
    return total(
        (row.ruled, e.HEAD_RULED),
        (layout.stepped and deep_after and not deep, e.HEAD_STEPPED),
        (layout.hanging and deep, e.HEAD_NONE),
        (unbulleted and bool(after.bullet), e.HEAD_UNBULLETED),
        (not marked and not unbulleted, e.HEAD_NOT_SET if layout.gaps else e.HEAD_TIGHT),
    )


def _of_plain_words(row: Row, after: Row, begins: bool, layout: ListLayout) -> int:
    """What words that name no side for certain say by their looks and those of the row below."""
    if sides.is_known(row.text) or not sides.is_plain(row.text):
        return 0
    single = " " not in row.text and (begins or not (layout.countries or layouts.may_be_wrapped(row)))
    return total(
        (begins and not sides.is_plain(after.text), e.HEAD_LIKE),
        (single, e.HEAD_SINGLE),  # there `Bank` would be the rest of an office
        (not (begins or layout.bulleted) and layout.lone and layouts.is_single(row), e.HEAD_LONE),
    )
