"""Which row of a list heads a side or a unit, by its words, its place and the rows about it (FORMAT 5)."""

from cablecli.parser.people import evidence as e
from cablecli.parser.people import layout as layouts
from cablecli.parser.people import sides
from cablecli.parser.people.evidence import total
from cablecli.parser.people.labels import announces, is_sentence
from cablecli.parser.people.layout import Layout
from cablecli.parser.people.rows import LONGEST_HEAD, Row

_SHORT, _LONG = 40, 90  # characters of a head, and of people run on below it where wraps are lost


def points(rows: list[Row], place: int, layout: Layout) -> int:
    """What speaks for a row being the head of a side or unit; `NEVER` where nothing does."""
    row = rows[place]
    if place + 1 >= len(rows) or row.text[-1] in ",;" or len(row.text) > LONGEST_HEAD:
        return e.NEVER
    if row.text[-1] == ":" and is_sentence(row.text):
        return e.ANNOUNCEMENT if announces(row.text) else e.NEVER
    begins = _begins(rows, place, layout)
    unmarked = not begins and not _is_marked(row.text)
    if unmarked and not row.page and layouts.room(row, rows[place - 1], layout) < 0:
        return e.NEVER  # it goes on with the line above, if with anything
    after = rows[place + 1]
    found = sides.points(row.text) + e.HEAD_APART * begins + _of_place(row, after, unmarked, layout)
    found += _of_plain_words(row, after, begins, row.gap > 0 or not place, layout)
    return found if found > 0 else e.NEVER


def _of_place(row: Row, after: Row, unmarked: bool, layout: Layout) -> int:
    """What the row's bullet and rule say, next to those of the row below."""
    unbulleted = layout.bulleted and not row.bullet
    return total(
        (row.ruled, e.HEAD_RULED),
        (unbulleted and bool(after.bullet), e.HEAD_UNBULLETED),
        (unmarked and not unbulleted, e.HEAD_NOT_SET if layout.gaps else e.HEAD_TIGHT),
        (after.opens, e.HEAD_OVER_NUMBER),
    )


def _begins(rows: list[Row], place: int, layout: Layout) -> bool:
    """Whether something parts a row from what stands above, as far as a page's end lets one see that."""
    row = rows[place]
    parted = row.gap > 0 or (row.page and rows[place + 1].gap > 0)
    return not place or parted or row.ruled or sides.is_known(rows[place - 1].text)


def _is_marked(text: str) -> bool:
    """Whether the words or their signs make a head: a country, a colon, brackets."""
    return sides.is_known(text) or text[-1] == ":" or text[0] == "["


def _stands_alone(row: Row, begins: bool, layout: Layout) -> bool:
    """Whether a row is one word, set apart or in a list without countries; there `Bank` is the rest of an office."""
    return " " not in row.text and (begins or not (layout.countries or layouts.may_be_wrapped(row)))


def _of_plain_words(row: Row, after: Row, begins: bool, parted: bool, layout: Layout) -> int:
    """What words that name no side for certain say by their looks and those of the row below."""
    if sides.is_known(row.text) or not sides.is_plain(row.text):
        return 0
    return total(
        (begins and not sides.is_plain(after.text), e.HEAD_LIKE),
        (parted and layout.headed, e.HEAD_LIKE),
        (_stands_alone(row, begins, layout), e.HEAD_SINGLE),
        (not (begins or layout.bulleted) and layout.lone and layouts.is_single(row), e.HEAD_LONE),
        (len(row.text) < _SHORT and len(after.text) > _LONG, e.HEAD_SHORT),
    )
