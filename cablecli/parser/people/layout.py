"""What the layout of a list says: what its rows have in common (FORMAT 5)."""

from functools import lru_cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from cablecli.facts import lexicon
from cablecli.facts.words import words as listed
from cablecli.parser.lines.index import Lines
from cablecli.parser.people import entries, prose, sides
from cablecli.parser.people import evidence as e
from cablecli.parser.people.rows import LONGEST_HEAD, Row, joined
from cablecli.parser.people.shapes import kind_of
from cablecli.parser.people.words import is_romanized, kinds, words
from cablecli.patterns import pattern

_INITIAL_LAST = pattern("initial at the end of a line", r"""[a-z]\.?[ ](?:[A-Z]\.[ ])?[A-Z]\.$""")
_PART = pattern(
    "end of an entry within a line, not of a side",
    # a number is none in `(b)(6)`
    r""";[ ](?![^;:]{1,40}:) | (?<![(][bB]\))(?<![(][bB]\)[ ])[(][0-9]{1,2}[)]""",
)
_DASH = pattern("dash between a name and an office", r"""[ ]?--+[ ]? | [ ]-[ ]""")
_LAST_OF_ALL = pattern("last person of a sentence", r""",[ ]and[ ][^,;]{3,80}\.$""", ignore_case=True)
OF_OFFICE = frozenset((e.FIELD, e.OFFICE, e.JOINER, e.AND))  # a line of these alone names nobody
_SLACK = 2  # characters that a drafter's wrap may leave although the word would fit
_RELAY = 90  # characters that no line of the relay holds: its wraps are lost
WIDE_OPEN = 99  # characters left where wraps are lost
_FEWEST_FLOWING = 4  # lines on end that are running text: so many entries do not all fill theirs by accident
_MEASURED = 40  # rows that show the layout of all
_FEWEST_FULL = 3  # lines that show a wrap of the list's own
_FEWEST_DEEP = 2  # indented rows that show what such rows are
_FEWEST_DASHES = 3  # rows with one dash each that show its use
_FIRST_ROWS = 8  # among which people stand on the line of a side, if anywhere


class ListLayout(NamedTuple):
    """What the rows of a list have in common."""

    bulleted: bool
    flat: bool  # blank lines say nothing
    blocks: bool  # a blank line between entries rather than between groups
    countries: bool  # some row is a side's for certain
    gaps: bool  # blank lines part something
    commas: bool  # each entry ends in a comma
    parted: bool  # semicolons or numbers part the people within the lines, so commas do not
    width: int  # the column at which the list wraps, or else the copy
    relay: int  # characters of the longest line that can have been wrapped
    run_in: bool  # people follow on the line of the label or of a side
    column: bool  # they do so, but stand one below the other
    inline: bool  # sides share their lines with people, without a mark
    inverted: frozenset[int]  # pieces of rows whose surnames stand first: `Tate, Corwin, Ambassador`
    styles: frozenset[str]  # words that are styles here, and elsewhere names: `M. Borg` beside `Mme Sene`
    edge: int  # the column at which rows begin that are not indented
    hanging: bool  # lines that go on with an entry are indented
    stepped: bool  # people are indented below their sides and units
    lone: bool  # one row alone is a single word that no list knows: the other side, where one is known


def measure(lines: Lines, rows: list[Row], run_in: bool) -> ListLayout:
    """The layout of the rows up to the next paragraph; `run_in`: the first stands on the label's line."""
    mine = _measured(rows)
    if run_in:
        mine = prose.without(mine)
    edge = _edge(mine)
    hanging = _hangs(mine, edge)
    own = _own_wrap(mine, run_in)
    shared = run_in or any(sides.opens(row.text) for row in mine[:_FIRST_ROWS])
    column = shared and _stand_one_a_line(lines, mine)
    known = sum(sides.is_known(row.text) for row in mine)
    return ListLayout(
        bulleted=_is_bulleted(mine, run_in),
        flat=lines.flat,
        blocks=_stand_in_blocks(mine),
        countries=known > 0,
        gaps=any(row.gap for row in mine[1:]),
        commas=_end_in_commas(mine),
        parted=_is_parted(mine, run_in),
        width=own or lines.wrap,
        relay=max(own, lines.wrap, _RELAY),
        run_in=shared and not column,
        column=column,
        inline=_names_sides_inline(mine),
        inverted=_inverted(mine),
        styles=_styles(mine),
        edge=edge,
        hanging=hanging,
        stepped=not hanging and _steps_in(mine, edge),
        lone=known == 1 and sum(map(is_single, mine)) == 1,
    )


def _measured(rows: list[Row]) -> list[Row]:
    """The rows that show the layout: those before the next paragraph."""
    return rows[:1] + list(takewhile(lambda row: not row.opens, rows[1:_MEASURED]))


def _styles(rows: list[Row]) -> frozenset[str]:
    """The words that styles of the same language in other entries show to be styles too."""
    said = set(" ".join([row.text for row in rows]).lower().split())
    known = lexicon.styles()
    return frozenset(
        style for style, others in known.items() if style in said and not said.isdisjoint(others)
    )


def _edge(rows: list[Row]) -> int:
    """The column at which rows begin that are not indented; one more where a single blank steps people in."""
    edge = min((row.indent for row in rows), default=0)
    single = {row.indent for row in rows} == {edge, edge + 1}
    return edge - 1 if single and _steps_in(rows, edge - 1) else edge


def _stand_one_a_line(lines: Lines, rows: list[Row]) -> bool:
    """Whether people stand one below the other from the label's or a side's line on, each indented line one person.

    Some line had room for the first word of the next. One may go on below: `Berg, Director of` / `Ports`.
    """
    edge = rows[1].indent if rows[1:] and rows[1].indent > rows[0].indent else _RELAY
    column = [*rows[:1], *takewhile(lambda row: row.indent >= edge or sides.opens(row.text), rows[1:])]
    begun = [(above, row) for above, row in pairwise(column) if not is_open(above.text)]
    full = all(_is_full(above, row, lines.wrap - _SLACK) for above, row in begun)
    firsts = [*rows[:1], *(row for _, row in begun)]
    return (
        len(firsts) >= _FEWEST_FULL
        and not full
        and all(entries.is_one(sides.shares(row.text)[-1][1]) for row in firsts)
    )


def _is_parted(rows: list[Row], run_in: bool) -> bool:
    """Whether half of the rows have a mark that parts people within them, or a run without sides has two."""
    marks = [_parts(row.text) for row in rows]
    if run_in and sum(marks) > 1 and not any(sides.opens(row.text) for row in rows):
        return True
    return sum(map(bool, marks)) >= max(2, len(rows) / 2)


def _parts(text: str) -> int:
    """The number of marks that part people within a line; those before its sides are none."""
    return sum(len(_PART.findall(share)) for _, share in sides.shares(text)) if _PART.search(text) else 0


def with_offices(rows: list[Row]) -> list[Row]:
    """The rows with the offices that stand alone after commas: each after a semicolon, or indented below its name."""
    mine = _measured(rows)
    if _have_semicolons(mine):
        rows = [row._replace(text=row.text.replace("; ", ", ")) for row in rows]
    return _with_those_below(_with_dashes(rows, len(mine)), mine)


def _with_dashes(rows: list[Row], measured: int) -> list[Row]:
    """The rows as one person each where three or more have one dash each, between a name and an office or firm."""
    dashed = [k for k, row in enumerate(rows[:measured]) if "--" in row.text or " - " in row.text]
    cells = {k: _DASH.split(rows[k].text) for k in dashed}
    if len(cells) < _FEWEST_DASHES or {(len(parts), all(parts)) for parts in cells.values()} != {(2, True)}:
        return rows
    rows = rows.copy()
    for k, (before, behind) in cells.items():
        if _is_one(before, behind) and not sides.opens(rows[k].text):
            rows[k] = rows[k]._replace(tabled=True, single=len(entries.read(rows[k].text)[0]) > 1)
    return rows


def _is_one(before: str, behind: str) -> bool:
    """Whether one person stands before a dash and none with a title behind it, or no name before it and one behind."""
    first, second = entries.read(before)[0], entries.read(behind)[0]
    if len(first) != 1:
        return False
    return not any(one.title for one in second) if first[0].name else len(second) == 1


def _have_semicolons(rows: list[Row]) -> bool:
    """Whether most lines with a semicolon are a name and its office: `Berg; Harbor Board`, not `Malta: Berg; Hart`.

    Nor are they in `U.S. - Berg, Stone; Malta - Minister`, where a side stands before a dash.
    """
    split = (row.text for row in rows if "; " in row.text and ":" not in row.text and row.text[-1] != "-")
    cells = [text.split("; ") for text in split if not sides.opens(text)]
    bare = [cell for cell in cells if len(cell) == 2 and kinds(cell[0])[:1] not in e.OFFICES]
    return sum(_is_office_of(*cell[::-1]) for cell in bare) * 3 >= len(cells) * 2 > 0


def _with_those_below(rows: list[Row], mine: list[Row]) -> list[Row]:
    """The rows with the offices that are indented below names, where in `mine` all that is indented is one."""
    edge = _edge(mine)
    pairs = [(row, above) for above, row in pairwise(mine) if is_deep(row, edge)]
    if not pairs or not all(_is_office_of(row.text, above.text) for row, above in pairs):
        return rows
    out: list[Row] = []
    for row in rows:
        if out and is_deep(row, edge):
            out[-1] = out[-1]._replace(
                text=f"{out[-1].text.rstrip(',')}, {row.text}", last=row.last, size=row.size
            )
        else:
            out.append(row)
    return out


def _is_office_of(text: str, above: str) -> bool:
    """Whether words are an office or perhaps a firm, and those above them a name without an office.

    A firm has no word of a person's, the person above it has, and a single word may be a surname that was cut off.
    """
    lower, upper = (entries.read_any(one, False, False)[0][:1] for one in (text, above))
    # either may be empty, since a sign is nobody
    alone = [one.name for one in lower] == [None] and kinds(text)[:1] != e.ARTICLE
    firm = " " in text and sides.is_somebody(above) and not (sides.is_somebody(text) or sides.is_known(above))
    named = [one.role is None or above[-1] == ")" for one in upper if one.name]
    return (alone or firm) and named == [True]


def _end_in_commas(rows: list[Row]) -> bool:
    """Whether more than two entries of three end in a comma, and three at least."""
    commas = sum(row.text[-1] == "," for row in rows)
    return commas > 2 and commas * 3 > len(rows) * 2


def _is_bulleted(rows: list[Row], run_in: bool) -> bool:
    """Whether bullets mark the people: three, a majority of the entries that could bear one, or all blocks."""
    entries = sum(row.text[-1] != ":" and not _is_bare_head(row) for row in rows) - run_in
    bullets = sum(
        bool(row.bullet) and e.VERB not in kinds(row.text) for row in rows
    )  # no paragraphs: `2. HE SAID`
    blocks = [bool(row.bullet) for k, row in enumerate(rows) if row.gap or not k]
    return bullets > 2 or bullets * 2 > entries or (len(blocks) > 1 and all(blocks))


def is_aside(row: Row) -> bool:
    """Whether a row is a mere `(notetaker)`; `Notetaker` is somebody."""
    return kinds(row.text) == e.NOTED and not row.text[0].isupper()


def is_single(row: Row) -> bool:
    """Whether a row is one unknown word."""
    return kinds(row.text) in e.UNKNOWN


def _inverted(rows: list[Row]) -> frozenset[int]:
    """The pieces of the rows where surnames stand first: of all, or of the groups below heads that have them so."""
    if all(" " in row.text.partition(",")[0] or "," not in row.text for row in rows):
        return frozenset()  # as in most lists; few surnames have two words, and some have one
    groups = [rows[:1]]
    for above, row in pairwise(rows):
        if row.gap or above.text[-1] == ":" or sides.is_known(above.text):
            groups.append([])
        groups[-1].append(row)
    found = [rows] if _has_surnames_first(rows) else filter(_has_surnames_first, groups)
    return frozenset(row.piece for group in found for row in group)


def _has_surnames_first(rows: list[Row]) -> bool:
    """Whether all rows with a comma begin `Tate, Corwin` and every third, of two both, have a known given name there.

    Those that go on with the row above say nothing.
    """
    begun = [*rows[:1], *(row for above, row in pairwise(rows) if not _goes_on(row, above))]
    texts = [row.text for row in begun if "," in row.text]
    given = sum(map(_is_given, texts))
    told = given == len(texts) > 1 or (len(texts) > 2 and given * 3 >= len(texts))
    return told and all(entries.given_at(words(text)) for text in texts)


def _is_given(text: str) -> bool:
    """Whether a surname has a known given name, initials or joined syllables behind it: `Lee, Min-ho`, `Berg, A. P.`"""
    found = words(text)
    at = entries.given_at(found)
    shown = not {e.GIVEN, e.INITIAL}.isdisjoint(w.kind for w in found[at : at + 2])
    return at > 0 and (shown or is_romanized(text, found[at]))


def is_deep(row: Row, edge: int) -> bool:
    """Whether a row is indented."""
    return row.indent > edge + 1


def _hangs(rows: list[Row], edge: int) -> bool:
    """Whether indented rows go on with those above.

    Half of them can only do so, or no line above had room for them, or they name nobody and each line above does.
    """
    deep = [(row, above) for above, row in pairwise(rows) if is_deep(row, edge)]
    if len(deep) < _FEWEST_DEEP:
        return False
    longest = max(row.size for row in rows)
    sure = sum(_goes_on(row, above) for row, above in deep)
    full = all(_is_full(above, row, longest) for row, above in deep)
    rests = (entries.is_one(above.text) and not entries.is_one(row.text) for row, above in deep)
    return full or sure >= max(_FEWEST_DEEP, len(deep) / 2) or all(rests)


def _is_full(above: Row, row: Row, width: int) -> bool:
    """Whether a line had no room for the first word of the next."""
    return above.size + len(_first_word(row)) >= width


def _goes_on(row: Row, above: Row) -> bool:
    """Whether a row can only go on with the one above."""
    return row.text[0].islower() or above.text[-1] == "," or is_open(above.text)


def _own_wrap(rows: list[Row], run_in: bool) -> int:
    """The column at which the list itself is wrapped: no line had room for the next word, and some go on; or 0.

    People that run on from the label's line are shown to do so by the `and` before the last of them, too.
    """
    pairs = [(row, above) for above, row in pairwise(rows) if not (row.bullet or row.gap or row.opens)]
    longest = max((above.size for _, above in pairs), default=0)
    full = all(_is_full(above, row, longest) for row, above in pairs)
    goes_on = any(_goes_on(row, above) for row, above in pairs)
    running = run_in and len(pairs) > 1 and _LAST_OF_ALL.search(rows[-1].text) is not None
    return longest if full and (running or (goes_on and len(pairs) >= _FEWEST_FULL)) else 0


def _first_word(row: Row) -> str:
    return row.text.split(" ", 1)[0]


def _steps_in(rows: list[Row], edge: int) -> bool:
    """Whether people are indented below sides and units: all other rows are bare words, half of them such names."""
    heads = [row for row in rows if not is_deep(row, edge)]
    known = sum(sides.is_known(row.text) or sides.is_organ(row.text) for row in heads)
    if not heads or heads[0] is not rows[0] or known * 2 < len(heads) or not all(map(_is_bare_head, heads)):
        return False
    return len(heads) > 1 and not all(map(_is_bare_head, rows))


def _is_bare_head(row: Row) -> bool:
    return sides.is_known(row.text) or sides.is_plain(row.text)


def _names_sides_inline(rows: list[Row]) -> bool:
    """Whether two different sides open the lines of their people."""
    return len({run_on[0][0] for row in rows if (run_on := sides.runs_on(row.text))}) > 1


def _stand_in_blocks(rows: list[Row]) -> bool:
    """Whether blank lines part entries: three or more, above more than half of the rows."""
    parted = sum(row.gap > 0 for row in rows)
    return parted > 2 and len(rows) * 5 < parted * 9


def flowing(rows: list[Row], layout: ListLayout) -> list[Row]:
    """The rows with the lines of running text as one each: so few places are left where people could begin."""
    if not layout.run_in:
        return rows
    signs = ":;" if layout.parted else ".,:;"  # after one people may begin
    out: list[Row] = []
    for run in _full_lines(prose.without(rows), layout):
        ends = [k for k, row in enumerate(run, 1) if len(run) < _FEWEST_FLOWING or row.text[-1] in signs]
        out += [joined(run[a:b]) for a, b in pairwise(sorted({0, *ends, len(run)}))]
    return out


def _full_lines(rows: list[Row], layout: ListLayout) -> list[list[Row]]:
    """The rows in runs in which each but the last fills its line."""
    runs = [rows[:1]]
    for above, row in pairwise(rows):
        wrapped = room(row, above, layout) < 0 or (row.page and above.text[-1] not in ".:;")
        anew = row.bullet or row.opens or row.tabled or row.gap
        if anew or not wrapped or is_sided(row, above):
            runs.append([])
        runs[-1].append(row)
    return runs


def is_sided(row: Row, above: Row) -> bool:
    """Whether a known side and its people begin a line that does not go on with the one above."""
    side = sides.shares(row.text)[0][0] if ":" in row.text[:LONGEST_HEAD] else None
    return side is not None and sides.is_known(side) and not (above.text[-1] == "," or is_open(above.text))


def room(row: Row, above: Row, layout: ListLayout) -> int:
    """How many characters the line above had left for the first word of a row; below 0 it was wrapped."""
    if above.size > layout.relay:
        return WIDE_OPEN
    return layout.width - above.size - 1 - len(_first_word(row)) - _SLACK


@lru_cache(maxsize=1024)
def is_open(text: str) -> bool:
    """Whether a line cannot end an entry: `Bureau of`, `Philip J.`, `(Deputy`, `Minister-`."""
    if text[-1] in "-/" or text.count("(") > text.count(")") or _INITIAL_LAST.search(text):
        return True
    last = text.rpartition(" ")[2]
    kind = kind_of(last)
    surname = kind == e.PARTICLE and kinds(text)[-1:] == e.CAPITAL  # `Congressman De`
    return (last.lower() in listed("open_ends") and not surname) or kind == e.MODIFIER
