"""Sides in columns: the rows of the first, then those of the next."""

from bisect import bisect_right
from collections.abc import Iterator

from cablecli.parser.people import entries, sides
from cablecli.parser.people.entries import GAP
from cablecli.parser.people.rows import Row
from cablecli.parser.tokens.rules import is_rule

_TITLES = frozenset(
    "name names position title rank office organization agency affiliation country company role".split()
)
_FULL = 80  # the size of a cell that reaches the edge of its column: as a full line of text
_MOST_WORDS = 5  # of the first of two sides with one blank between
_SLIP = 4  # characters that a column may begin before its heading


def columns(rows: list[Row]) -> list[Row]:
    """The rows with columns one below the other, where the first of them holds two sides or more; else as they are.

    Below `Name  Position  Organization` the cells of a row are parted by commas.
    """
    if not rows:
        return rows
    if are_titles(rows[0].text):
        return _below_titles(rows)
    found = heads(rows[0].text) or _squeezed(rows[0].text) or _heads_of_table(rows)
    if not found:
        return rows
    stop = next((k for k, row in enumerate(rows) if k and row.opens), len(rows))
    return [*_one_below_other(found, rows[0], rows[1:stop]), *rows[stop:]]


def are_titles(text: str) -> bool:
    """Whether a line gives the titles of columns: `Name  Position`."""
    return _TITLES.issuperset(text.lower().split())


def _below_titles(rows: list[Row]) -> list[Row]:
    """The rows below titles of columns; where names stand first the cells are parted by commas."""
    people = [row for row in rows[1:] if not _is_rule(row)]
    if not rows[0].text.lower().startswith("name"):
        return people
    return [row._replace(text=GAP.sub(", ", row.text)) for row in people]


def _one_below_other(heads: list[str], first: Row, rows: list[Row]) -> Iterator[Row]:
    """Each head with the cells of its column below it."""
    edges = [_begin(first) + at for at in _places(first.text, heads)]
    table = [(row, _cells(row, edges)) for row in rows if not _is_rule(row)]
    for column, head in enumerate(heads):
        opens = first.opens and column == 0
        yield first._replace(text=f"{head.rstrip(':')}:", gap=1, bullet="", opens=opens)
        yield from _sized([row._replace(text=cells[column]) for row, cells in table if cells[column]])


def _begin(row: Row) -> int:
    """The column at which the text of a row begins, behind a number or bullet."""
    return row.indent + row.size - len(row.text)


def _is_rule(row: Row) -> bool:
    return all(map(is_rule, row.text.split()))


def heads(text: str) -> list[str]:
    """The sides that a line names in columns, none where it names fewer than two."""
    cells = [cell for cell in GAP.split(text) if cell]
    return cells if len(cells) > 1 and all(map(sides.is_known, cells)) else []


def _heads_of_table(rows: list[Row]) -> list[str]:
    """The cells of the first row where one is a side, the others bare words, and the row below has as many."""
    cells = GAP.split(rows[0].text)
    below = next((row.text for row in rows[1:] if not _is_rule(row)), "")
    table = len(cells) > 1 and len(GAP.split(below)) == len(cells)
    return cells if table and any(map(sides.is_known, cells)) and all(map(sides.is_plain, cells)) else []


def _places(text: str, parts: list[str]) -> list[int]:
    """The offsets of the parts of a line, in order."""
    places, end = [], 0
    for part in parts:
        places.append(text.index(part, end))
        end = places[-1] + len(part)
    return places


def _sized(cells: list[Row]) -> list[Row]:
    """The cells of a column, those as long as the longest taken for full lines, the others for short ones."""
    width = max((len(cell.text) for cell in cells), default=0)
    return [cell._replace(size=_FULL if len(cell.text) > width - _SLIP else 0, bullet="") for cell in cells]


def _squeezed(text: str) -> list[str]:
    """Two sides with one blank between: `U.S. Algeria`."""
    words = [] if text[-1] == ":" or GAP.search(text) else text.split(" ")
    for cut in range(1, min(len(words), _MOST_WORDS)):
        one, other = " ".join(words[:cut]), " ".join(words[cut:])
        if sides.is_known(one) and sides.is_known(other):
            return [one, other]
    return []


def _cells(row: Row, edges: list[int]) -> list[str]:
    """The cell of a row in each column: one each, or by where they begin, or two people with one blank between."""
    parts = GAP.split(row.text)
    if len(parts) == len(edges):
        return parts
    if len(parts) == 1 and len(edges) == 2 and _begin(row) < edges[1] - _SLIP:
        return _halves(row.text)
    cells = [""] * len(edges)
    for part, at in zip(parts, _places(row.text, parts), strict=True):
        column = max(0, bisect_right(edges, _begin(row) + at + _SLIP) - 1)
        cells[column] = f"{cells[column]} {part}".strip()
    return cells


def _halves(text: str) -> list[str]:
    people, _ = entries.read(text, "bare")
    if len(people) == 2 and all(one.name for one in people):
        cut = text.index(people[1].text)
        return [text[:cut].strip(), text[cut:]]
    return [text, ""]
