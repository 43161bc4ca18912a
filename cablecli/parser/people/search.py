"""The run of rows below a label that gives most points as heads of sides and runs of people (FORMAT 5).

Each row begins a head or a run of people, or goes on with the run above; the points of the best way to each row are
those of the best way to an earlier one and of what stands between. Where to go on would only cost, the list ends.
"""

from itertools import pairwise, takewhile
from operator import attrgetter
from typing import NamedTuple

from cablecli.parser.people import entries, layout, names, sides, wraps
from cablecli.parser.people import evidence as e
from cablecli.parser.people.entries import Person
from cablecli.parser.people.labels import announces, is_sentence
from cablecli.parser.people.layout import ListLayout
from cablecli.parser.people.rows import LONGEST, Row, joined
from cablecli.parser.people.words import kinds

_MOST_LINES = 5  # of a run: name, title and office, each wrapped; running text is one row already
_LONG = 90  # characters: more than one line of the relay holds, so people are run on
_FEW_LINES = 3  # of one entry; in more stand several people
_BEHIND, _HOPELESS = 40, -30  # points behind the best way, and in all, with which no further row is tried
# Points behind the best run up to a row, with which a longer one is tried only where words ask for it.
_WORSE = 8
_Members = list[tuple[str | None, Person]]


class Group(NamedTuple):
    """Rows that belong together: the head of a side, or the people of one run of lines."""

    first: int
    last: int
    head: bool
    people: _Members  # with the side that stands on their own line


class Path(NamedTuple):
    """A way to read the rows so far: its points, its last group, and the way before that."""

    points: int
    group: Group | None = None
    before: "Path | None" = None

    def groups(self) -> list[Group]:
        """The groups of this way, in order."""
        out: list[Group] = []
        path: Path | None = self
        while path and path.group:
            out.append(path.group)
            path = path.before
        return out[::-1]


_NONE = Path(e.NEVER)
_points, _text = attrgetter("points"), attrgetter("text")


def best(rows: list[Row], look: ListLayout, sided: bool) -> tuple[Path, bool]:
    """The way through the rows from the first on that gives most points, up to its last entry, and whether it ends so.

    With `sided` the label names the side of the first, so the next paragraph may begin with another one.
    """
    search = _Search(rows, look, sided or (rows[0].opens and sides.opens(rows[0].text)))
    found = _NONE
    for place in range(len(rows)):
        found = max(found, search.add(place), key=_points)
        hopeless = search.before[-1].points < max(found.points - _BEHIND, _HOPELESS)
        text = rows[place].text
        if hopeless and text.count("(") <= text.count(")"):  # not at `(came` / `late)`
            return found, place + 1 < len(rows)  # the last one may be the head of what comes
    return found, False


class _Search:
    """The best ways to before each row: after people, after a head, and the better of the two."""

    def __init__(self, rows: list[Row], look: ListLayout, sided: bool) -> None:
        self.rows, self.look, self.sided = rows, look, sided
        self.after_people, self.after_head, self.before = [Path(0)], [_NONE], [Path(0)]
        self.wraps: list[int] = []  # what speaks for each row going on with the one above

    def add(self, place: int) -> Path:
        """One more row: the best way that ends with people in it."""
        wrap = wraps.wrap(self.rows, place, self.look) if place else None
        self.wraps.append(e.NEVER if wrap is None else wrap)
        run, head = self._run_to(place), self._head_at(place)
        self.after_people.append(run)
        self.after_head.append(head)
        self.before.append(max(run, head, key=_points))
        return run

    def _run_to(self, last: int) -> Path:
        """The best way that ends in a run of people up to row `last`."""
        found = _NONE
        for first in range(last, max(-1, last - _MOST_LINES - 1), -1):
            before, wrap = self.before[first], self.wraps[first]
            if before is not _NONE:
                group, points = self._run(first, last)
                # running people go on where either may be
                if points > e.LEAST and before.points + points + self.look.run_in > found.points:
                    found = Path(before.points + points, group, before)
                elif before.points + points < found.points - _WORSE and wrap <= e.FULL:
                    break
            if wrap <= e.NO_WRAP or self.rows[last].last - self.rows[first].piece > _MOST_LINES:
                break
        return found

    def _head_at(self, place: int) -> Path:
        """The best way that ends with a row as the head of a side."""
        points = _of_head(self.rows, place, self.look)
        if points == e.NEVER:
            return _NONE
        text = self.rows[place].text
        first = layout.is_single(self.rows[place]) and _is_first_unit(self.rows[place:])
        unit = first or sides.is_known(text) or sides.is_organ(text)
        after, below = self.after_people[place], self.after_head[place]
        below_points = below.points + e.HEAD_OF_NOBODY * (not unit)  # below a head stands its first person
        before, worth = (after, after.points) if after.points >= below_points else (below, below_points)
        return Path(worth + points, Group(place, place, True, []), before) if before is not _NONE else _NONE

    def _run(self, first: int, last: int) -> tuple[Group, int]:
        """The people of rows `first` to `last`, and the points of that."""
        row, look = self.rows[first], self.look
        text = joined(self.rows[first : last + 1]).text
        # where each side has a paragraph: `2. Malta: Minister Korvat` / `3. Gozo Council: Berg`
        ended = first > 0 and row.opens and not (self.sided and sides.opens(text))
        if ended or len(text) > LONGEST:
            return Group(first, last, False, []), e.NEVER
        points = self._of_layout(first, last) + e.ANNOUNCES * (text[-1] == ":")
        if row.single:
            one, worth = entries.read(text, "one")
            return Group(first, last, False, [(None, person) for person in one]), points + worth + e.ENTRY
        long = last - first >= _FEW_LINES or (first == last and len(text) > _LONG)
        people, worth = _people(text, look, look.run_in or long, row.piece in look.inverted)
        if row.bullet and look.bulleted and [side for side, _ in people] == [None, None]:
            people, worth = _as_one(text, people, worth)
        apart = len(people) > 1 and self._are_whole(first, last)
        return Group(first, last, False, people), points + worth + e.SEVERAL * apart

    def _are_whole(self, first: int, last: int) -> bool:
        """Whether rows that might go on with each other name one person each."""
        return first < last and all(entries.is_one(row.text) for row in self.rows[first : last + 1])

    def _of_layout(self, first: int, last: int) -> int:
        """What the wraps, bullets and rules of rows `first` to `last` say for one run of people."""
        rows, look = self.rows, self.look
        grouped = first > 0 and look.gaps and not look.blocks
        in_group = grouped and not rows[first].gap
        last_alone = first == last and _is_like_heading(rows, first, look)
        return (
            sum(self.wraps[first + 1 : last + 1])
            + e.IN_GROUP * (in_group and layout.room(rows[first], rows[first - 1], look) >= 0)
            + e.LIKE_HEADING * last_alone * (1 + look.run_in)
            + e.SIDE_ALONE * (first == last and sides.is_known(rows[first].text))
            + e.RULED * any(row.ruled for row in rows[first : last + 1])
        )


def _is_like_heading(rows: list[Row], place: int, look: ListLayout) -> bool:
    """Whether a row stands alone above the next paragraph; it is ruled, or no word of it is surely a person's.

    Where all stand alone, `The Minister` is like a heading if nobody above is called so.
    """
    row, after = rows[place], rows[place + 1 : place + 2]
    if not place or not (row.gap or look.flat) or not any(one.opens for one in after):
        return False
    if look.blocks or look.flat:
        return _is_called(row) and not any(map(_is_called, rows[:place]))
    return (look.gaps or look.run_in) and (row.ruled or not sides.is_somebody(row.text))


def _is_called(row: Row) -> bool:
    """Whether a row is an article and an office: `The Minister`."""
    said = kinds(row.text)
    return said[:1] == e.ARTICLE and said[-1] in e.OFFICES and names.read(row.text).name is None


def _people(text: str, look: ListLayout, crowd: bool, inverted: bool) -> tuple[_Members, int]:
    """The people of a text with the sides on their own line, and the points of that; a `crowd` is expected or not."""
    people: _Members = []
    points = 0
    for side, share in sides.shares(text, look.inline):
        members = sides.members(share)
        said = share if members is None else members
        told = side is not None or members is not None
        several = (crowd or (told and not look.column)) and not look.parted
        bare = entries.surnames(said) if side is not None and sides.is_known(side) else None
        found, worth = bare or entries.read_any(said, several, inverted, look.styles)
        unnamed = sum(map(entries.is_nobody, map(_text, found))) or not found  # `other officials`
        points += worth + e.ENTRY + e.OWN_SIDE * (side is not None) + e.UNNAMED * unnamed
        people += [(side, one) for one in found]
    return people, points


def _as_one(text: str, people: _Members, worth: int) -> tuple[_Members, int]:
    """The people of a row with a bullet or number, as one where that says nearly as much and nothing joins them."""
    office = kinds(people[1][1].title or "")
    if ";" in text or e.AND in kinds(text) or not e.OFFICES.isdisjoint(office):
        return people, worth
    found, alone = entries.read(text, "one")
    near = alone + e.ENTRY + e.OF_ROW >= worth and found[0][:2] == people[0][1][:2]
    return ([(None, found[0])], alone + e.ENTRY) if near else (people, worth)


# -- heads of sides --------------------------------------------------------------------------------


def _of_head(rows: list[Row], place: int, look: ListLayout) -> int:
    """What speaks for a row being the head of a side or unit; `NEVER` where nothing does."""
    row = rows[place]
    if row.single or place + 1 == len(rows) or _is_tabled(row, rows[place + 1]):
        return e.NEVER
    if row.text[-1] == ":" and is_sentence(row.text):
        return e.ANNOUNCEMENT if announces(row.text) else e.NEVER
    begins, after = _begins(rows, place, look), rows[place + 1]
    stepped = look.stepped and not layout.is_deep(row, look.edge)
    marked = any((begins, stepped, row.text[-1] == ":", sides.is_known(row.text)))
    if _goes_on(rows, place, look, marked):
        return e.NEVER
    found = sides.points(row.text) + e.HEAD_APART * begins + e.HEAD_RULED * row.ruled
    found += e.HEAD_STEPPED * (stepped and layout.is_deep(after, look.edge))
    found += _of_marks(row, after, marked, look) + _of_plain_words(row, after, begins, look)
    return found if found > 0 else e.NEVER


def _is_tabled(row: Row, after: Row) -> bool:
    """Whether two rows stand in columns, and the first begins with what may be a name: it heads nobody."""
    found = entries.GAP.search(row.text)
    if not found or not entries.GAP.search(after.text):
        return False
    return e.NAMING.issuperset(kinds(row.text[: found.start()]))


def _goes_on(rows: list[Row], place: int, look: ListLayout, marked: bool) -> bool:
    """Whether a row is one with the line below or above it, if with anything: `Prime` / `Minister Berg`.

    Below an unmarked head stand rows that are no less indented, and the line above had room for its first word.
    """
    row, after = rows[place], rows[place + 1]
    if layout.is_aside(after) or (row.text[-1] != ":" and layout.is_open(row.text)):
        return True
    return not marked and (row.indent > after.indent or layout.room(row, rows[place - 1], look) < 0)


def _is_first_unit(rows: list[Row]) -> bool:
    """Whether the groups of a side begin with bare words over people each, as the first row, a single word, does.

    `Rosport` / `Berg, Director`; `MFA` / `Hart, Envoy`. The next side or paragraph is none of them.
    """
    more = takewhile(lambda row: not row.opens and not sides.is_known(row.text), rows[1:])
    groups = [(rows[0], rows[1]), *((row, after) for row, after in pairwise(more) if row.gap)]
    headed = all(not after.gap and entries.is_one(after.text) for _, after in groups)
    return len(groups) > 1 and headed and all(sides.is_plain(row.text) for row, _ in groups)


def _of_marks(row: Row, after: Row, marked: bool, look: ListLayout) -> int:
    """What the row's bullet and indent say, or that nothing marks it."""
    unbulleted = look.bulleted and not row.bullet
    found = e.HEAD_NONE * (look.hanging and layout.is_deep(row, look.edge))
    if unbulleted:
        found += e.HEAD_UNBULLETED * bool(after.bullet)
    elif not marked:
        found += e.HEAD_NOT_SET if look.gaps else e.HEAD_TIGHT * (not sides.is_organ(row.text))
    return found


def _begins(rows: list[Row], place: int, look: ListLayout) -> bool:
    """Whether something parts a row from what stands above, as far as a page's end lets one see that.

    Where blank lines part the people, that above `EUR Staff Hargrove` says nothing.
    """
    row, apart = rows[place], rows[place + 1].gap > 0
    named = look.blocks and apart and " " in row.text and names.read(row.text).name is not None
    parted = (row.gap > 0 and not named) or row.ruled or (row.page and apart)
    return not place or parted or sides.is_known(rows[place - 1].text)


def _of_plain_words(row: Row, after: Row, begins: bool, look: ListLayout) -> int:
    """What words that name no side for certain say by their looks and those of the row below."""
    listed = bool(row.bullet) and row.bullet == after.bullet  # one of many
    if listed or not sides.is_plain(row.text) or sides.is_known(row.text):
        return 0
    single = " " not in row.text and (
        begins or not (look.countries or layout.OF_OFFICE.issuperset(kinds(row.text)))
    )
    return (
        e.HEAD_LIKE * (begins and not sides.is_plain(after.text))
        + e.HEAD_SINGLE * single  # there `Bank` would be the rest of an office
        + e.HEAD_LONE * (look.lone and not (begins or look.bulleted) and layout.is_single(row))
    )
