"""Two sides in two columns: the rows of the left one, then those of the right one."""

from cablecli.parser.people import entries, sides
from cablecli.parser.people.rows import Row
from cablecli.parser.tokens.rules import is_rule
from cablecli.patterns import pattern

_GAP = pattern("blank between columns", r"""[ ]{2,}|[ ]*\t[ \t]*""")
_TITLES = frozenset(("name", "names", "position", "title", "office", "organization", "affiliation", "role"))
_FULL = 80  # the size of a cell that reaches the edge of its column: as a full line of text
_MOST_WORDS = 5  # of the first of two sides with one blank between
_SLIP = 4  # characters that a column may begin before its heading


def columns(rows: list[Row]) -> list[Row]:
    """The rows with two columns one below the other, where the first of them holds two sides; else as they are."""
    if not rows:
        return rows
    if _TITLES.issuperset(rows[0].text.lower().split()):
        return rows[1:]
    heads = _heads(rows[0].text)
    if not heads:
        return rows
    edge = rows[0].indent + rows[0].text.rindex(heads[1])
    left, right = [_head(rows[0], heads[0])._replace(opens=rows[0].opens)], [_head(rows[0], heads[1])]
    stop = next((k for k, row in enumerate(rows) if k and row.opens), len(rows))
    for row in rows[1:stop]:
        if all(map(is_rule, row.text.split())):
            continue
        one, other = _halves(row, edge)
        left += [row._replace(text=one)] if one else []
        right += [row._replace(text=other)] if other else []
    return [*_sized(left), *_sized(right), *rows[stop:]]


def _heads(text: str) -> list[str]:
    """The two sides that a line names, none where it names not two."""
    cells = [cell for cell in _GAP.split(text) if cell]
    if len(cells) != 2 and text[-1] != ":":
        cells = _squeezed(text)
    return cells if len(cells) == 2 and all(map(sides.is_known, cells)) else []


def _sized(cells: list[Row]) -> list[Row]:
    """The cells of a column, those as long as the longest taken for full lines, the others for short ones."""
    width = max(len(cell.text) for cell in cells)
    return [cell._replace(size=_FULL if len(cell.text) > width - _SLIP else 0, bullet="") for cell in cells]


def _head(row: Row, text: str) -> Row:
    return row._replace(text=text.rstrip(":") + ":", gap=1, opens=False)


def _squeezed(text: str) -> list[str]:
    """Two sides with one blank between: `U.S. Algeria`."""
    words = text.split(" ")
    for cut in range(1, min(len(words), _MOST_WORDS)):
        one, other = " ".join(words[:cut]), " ".join(words[cut:])
        if sides.is_known(one) and sides.is_known(other):
            return [one, other]
    return []


def _halves(row: Row, edge: int) -> tuple[str, str]:
    """The left and the right cell of a row: at the edge, at a run of blanks, else between two people."""
    cells = _GAP.split(row.text, 1)
    if len(cells) == 2:
        return cells[0], cells[1].strip()
    if row.indent >= edge - _SLIP > 0:
        return "", row.text
    people, _ = entries.read(row.text, "bare")
    if len(people) == 2 and all(one.name for one in people):
        cut = row.text.index(people[1].text)
        return row.text[:cut].strip(), row.text[cut:]
    return row.text, ""
