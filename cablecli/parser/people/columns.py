"""Tables of people: sides in columns, a side and its people on each row, names with their offices."""

from bisect import bisect_right
from collections.abc import Iterator

from cablecli.parser.people import entries, names, sides
from cablecli.parser.people import evidence as e
from cablecli.parser.people.entries import GAP
from cablecli.parser.people.rows import Row
from cablecli.parser.people.words import kinds
from cablecli.parser.tokens.rules import is_rule
from cablecli.patterns import pattern

_TITLES = frozenset(
    "name names position title rank office organization agency affiliation country company role".split()
)
_AFTER_SIDE = pattern("gap or dash after a side", r"""[ \t]{2,}(?:-[ \t]+)?(?=[^\s-]) | [ ]-[ ](?=\S)""")
_DASHED = -1  # the column of people behind a dash, which need not stand below each other
_FULL = 80  # the size of a cell that reaches the edge of its column: as a full line of text
_MOST_WORDS = 5  # of the first of two sides with one blank between
_SLIP = 4  # characters that a column may begin before its heading
_FEWEST_ROWS = 2  # that make a table
_FEWEST_CELLS = 3  # of a row with nobody else: name, office, agency
_FIRST_ROWS = 3  # among which a table begins, if anywhere


def columns(rows: list[Row]) -> list[Row]:
    """The rows with columns one below the other, where the first of them holds two sides or more; else as they are.

    Below `Name  Position  Organization` the cells of a row are parted by commas; where the first column names the
    sides, a colon follows each.
    """
    if not rows:
        return rows
    stop = next((k for k, row in enumerate(rows) if k and _opens_paragraph(row)), len(rows))
    table, others = _without_bars(rows[:stop]), rows[stop:]
    if are_titles(table[0].text):
        return [*_below_titles(table[0], table[1:]), *others]
    found = heads(table[0].text) or _squeezed(table[0].text) or _heads_of_table(table)
    if not found:
        single = _one_a_row(table) if len(GAP.split(table[0].text)) >= _FEWEST_CELLS else []
        return [*(single or _sides_first(table)), *others]
    return [*_one_below_other(found, table[0], table[1:]), *others]


def _opens_paragraph(row: Row) -> bool:
    """Whether a paragraph begins at a row, perhaps without a marking: `2. Borg was late.` has no columns."""
    return row.opens or (row.gap > 0 and row.bullet[:1].isdigit() and not GAP.search(row.text))


def are_titles(text: str) -> bool:
    """Whether a line gives the titles of columns: `Name  Position`."""
    return _TITLES.issuperset(text.lower().split())


def _without_bars(rows: list[Row]) -> list[Row]:
    """The rows of `| Malta | U.S. |` with two blanks for each bar, so that what was in a column still is."""
    if not all("|" in row.text for row in rows[:_FEWEST_ROWS]):
        return rows
    texts = [row.text.replace("|", "  ").rstrip() for row in rows]
    return [
        row._replace(text=text.lstrip() or "--", size=row.indent + len(text))
        for row, text in zip(rows, texts, strict=True)
    ]


def _below_titles(titles: Row, rows: list[Row]) -> list[Row]:
    """The rows below titles of columns; where names stand first each is one person, its cells parted by commas."""
    rows = [row for row in rows if not _is_rule(row)]
    if not titles.text.lower().startswith("name"):
        return rows
    edges = _edges(titles, GAP.split(titles.text))
    left = min(map(_begin, rows), default=0)
    table: list[tuple[Row, list[str]]] = []
    for row in rows:
        cells = _cells(row, edges)
        if table and _begin(row) > left + 1 and not all(cells):  # `Haile Gebre` / `Selassie`
            above, begun = table[-1]
            longer = [f"{cell} {more}".strip() for cell, more in zip(begun, cells, strict=True)]
            table[-1] = above._replace(last=row.last), longer
        else:
            table.append((row, cells))
    return [
        row
        if row.text[-1] == ":" or sides.is_known(row.text)  # a side's, no person's
        else row._replace(text=", ".join(filter(None, cells)), tabled=True, single=True)
        for row, cells in table
    ]


def _one_a_row(rows: list[Row]) -> list[Row]:
    """The rows as one person each, their cells parted by commas, where each has three or more and the first names her.

    None where the second are people throughout, since sides may stand side by side.
    """
    table = [GAP.split(row.text) for row in rows]
    named = all(len(cells) >= _FEWEST_CELLS and names.read(cells[0]).name for cells in table)
    if not named or len(rows) < _FEWEST_ROWS or all(_is_person(cells[1]) for cells in table):
        return []
    return [
        row._replace(text=", ".join(cells), tabled=True, single=True)
        for row, cells in zip(rows, table, strict=True)
    ]


def _sides_first(rows: list[Row]) -> list[Row]:
    """The rows with a colon after each side, where the first of two columns or words before a dash name them.

    `Malta      Minister Borg`; `Malta - Minister Borg`, `Embassy - DCM Stone`.
    """
    pairs = _pairs(rows)
    edges = {at for side, _, at in pairs.values() if sides.is_known(side)}
    if sum(sides.is_known(side) or at == _DASHED for side, _, at in pairs.values()) < _FEWEST_ROWS:
        return rows
    named = {k: f"{side}: {people}" for k, (side, people, at) in pairs.items() if at in edges}
    return [
        row._replace(text=named.get(k, row.text), tabled=k in named or _begin(row) in edges)
        for k, row in enumerate(rows)
    ]


def _pairs(rows: list[Row]) -> dict[int, tuple[str, str, int]]:
    """The pair of each row that has one; none where the first rows have none: that spares the text below most lists."""
    if not any(map(_pair, rows[:_FIRST_ROWS])):
        return {}
    return {k: pair for k, row in enumerate(rows) if (pair := _pair(row))}


def _pair(row: Row) -> tuple[str, str, int] | None:
    """The bare words before a wide gap, or a side before a dash, what stands behind, and where; None where none are."""
    gap = _AFTER_SIDE.search(row.text)
    if not gap:
        return None
    side, people = row.text[: gap.start()], row.text[gap.end() :]
    if side[-1] in ":-" or not sides.is_plain(side) or sides.is_known(people):
        return None
    if gap[0] == " - ":
        return (side, people, _DASHED) if sides.is_known(f"{side}:") or sides.is_organ(side) else None
    return side, people, _begin(row) + gap.end()


def _one_below_other(heads: list[str], first: Row, rows: list[Row]) -> Iterator[Row]:
    """Each head with the cells of its column below it."""
    edges = _edges(first, heads)
    stop = next((k for k, row in enumerate(rows) if _ends_table(row, edges)), len(rows))
    rows, others = rows[:stop], rows[stop:]
    table = [(row, _cells(row, edges)) for row in rows if not _is_rule(row)]
    for column, head in enumerate(heads):
        opens = first.opens and column == 0
        yield first._replace(text=f"{head.rstrip(':')}:", gap=1, bullet="", opens=opens)
        yield from _sized([row._replace(text=cells[column]) for row, cells in table if cells[column]])
    yield from others


def _ends_table(row: Row, edges: list[int]) -> bool:
    """Whether a row without a wide gap is a sentence over the edge of a column, or stands apart above a rule."""
    begin = _begin(row)
    crosses = begin < edges[1] - _SLIP and begin + len(row.text) > edges[1]
    heads = row.ruled and row.gap > 0
    return (heads or (crosses and e.VERB in kinds(row.text))) and not GAP.search(row.text)


def _edges(row: Row, parts: list[str]) -> list[int]:
    """The places in the text at which the parts of a row begin."""
    edges, at = [], 0
    for part in parts:
        at = row.text.index(part, at)
        edges.append(_begin(row) + at)
        at += len(part)
    return edges


def _begin(row: Row) -> int:
    """The column at which the text of a row begins, behind a number or bullet."""
    return row.size - len(row.text)


def _is_rule(row: Row) -> bool:
    """Whether a row underlines the heads of columns, be they as short as `US`."""
    return all(is_rule(part) or part == "--" for part in row.text.split())


def heads(text: str) -> list[str]:
    """The sides that a line names in columns, none where it names fewer than two."""
    cells = [cell for cell in GAP.split(text) if cell]
    return cells if len(cells) > 1 and all(map(sides.is_known, cells)) else []


def _heads_of_table(rows: list[Row]) -> list[str]:
    """The cells of the first row where all are bare words, one of them a side or all above people."""
    cells = GAP.split(rows[0].text)
    if len(cells) < 2 or not all(map(sides.is_plain, cells)):
        return []
    below = next((row for row in rows[1:] if not _is_rule(row)), None)
    people = GAP.split(below.text) if below else []
    if len(people) != len(cells):
        return []
    return cells if any(map(sides.is_known, cells)) or all(map(_is_person, people)) else []


def _is_person(cell: str) -> bool:
    """Whether a cell names a person, and has a word that shows it."""
    return sides.is_somebody(cell) and names.read(cell).name is not None


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
    for part, at in zip(parts, _edges(row, parts), strict=True):
        column = max(0, bisect_right(edges, at + _SLIP) - 1)
        cells[column] = f"{cells[column]} {part}".strip()
    return cells


def _halves(text: str) -> list[str]:
    people, _ = entries.read(text, "bare")
    if len(people) == 2 and all(one.name for one in people):
        cut = text.index(people[1].text)
        return [text[:cut].strip(), text[cut:]]
    return [text, ""]
