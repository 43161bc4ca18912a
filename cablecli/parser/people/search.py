"""The run of rows below a label that gives most points as heads of sides and runs of people (FORMAT 5).

Each row begins a head or a run of people, or goes on with the run above; the points of the best way to each row are
those of the best way to an earlier one and of what stands between. Where to go on would only cost, the list ends.
"""

from typing import NamedTuple

from cablecli.parser.people import entries, heads, layout, sides
from cablecli.parser.people import evidence as e
from cablecli.parser.people.entries import Person
from cablecli.parser.people.evidence import total
from cablecli.parser.people.layout import ListLayout
from cablecli.parser.people.rows import LONGEST, Row, joined

_MOST_LINES = 5  # of a run: name, title and office, each wrapped; running text is one row already
_LONG = 90  # characters: more than one line of the relay holds, so people are run on
_FEW_LINES = 3  # of one entry; in more stand several people
_BEHIND, _HOPELESS = 40, -30  # points behind the best way, and in all, with which no further row is tried
_WORSE = 8  # points behind the best run up to a row, with which no longer one is tried unless words ask for it


class Group(NamedTuple):
    """Rows that belong together: the head of a side, or the people of one run of lines."""

    first: int
    last: int
    head: bool
    people: list[tuple[str | None, Person]]  # with the side that stands on their own line


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


_NONE = Path(e.NEVER * 10)
_POSSIBLE = e.NEVER * 5  # points that every way has which can be


def best(rows: list[Row], look: ListLayout, sided: bool) -> Path:
    """The way through the rows from the first on that gives most points, up to its last entry.

    With `sided` the label names the side of the first, so the next paragraph may begin with another one.
    """
    search = _Search(rows, look, sided or (rows[0].opens and sides.opens(rows[0].text)))
    found = _NONE
    for place in range(len(rows)):
        found = max(found, search.add(place), key=_points)
        if search.reached() < max(found.points - _BEHIND, _HOPELESS):
            break
    return found


def _points(path: Path) -> int:
    return path.points


class _Search:
    """The best ways to before each row, after people and after a head."""

    def __init__(self, rows: list[Row], look: ListLayout, sided: bool) -> None:
        self.rows, self.look, self.sided = rows, look, sided
        self.after_people, self.after_head = [Path(0)], [_NONE]
        self.wraps: list[int] = []  # what speaks for each row going on with the one above

    def add(self, place: int) -> Path:
        """One more row: the best way that ends with people in it."""
        wrap = layout.wrap(self.rows, place, self.look) if place else None
        self.wraps.append(e.NEVER if wrap is None else wrap)
        run, head = self._run_to(place), self._head_at(place)
        self.after_people.append(run)
        self.after_head.append(head)
        return run

    def reached(self) -> int:
        """The points of the best way to after the last row."""
        return max(self.after_people[-1].points, self.after_head[-1].points)

    def _run_to(self, last: int) -> Path:
        """The best way that ends in a run of people up to row `last`."""
        found = _NONE
        for first in range(last, max(-1, last - _MOST_LINES - 1), -1):
            before = max(self.after_people[first], self.after_head[first], key=_points)
            if before.points > _POSSIBLE:
                group, points = self._run(first, last)
                if points > e.LEAST and before.points + points > found.points:
                    found = Path(before.points + points, group, before)
                elif before.points + points < found.points - _WORSE and self.wraps[first] <= e.FULL:
                    break
            if self.wraps[first] <= e.NO_WRAP or self.rows[last].last - self.rows[first].piece > _MOST_LINES:
                break
        return found

    def _head_at(self, place: int) -> Path:
        """The best way that ends with a row as the head of a side."""
        points = heads.points(self.rows, place, self.look)
        text = self.rows[place].text
        person = not (sides.is_known(text) or sides.is_organ(text))  # below a head stands its first person
        after, below = self.after_people[place], self.after_head[place]
        below_points = below.points + e.HEAD_OF_NOBODY * person
        before, worth = (after, after.points) if after.points >= below_points else (below, below_points)
        return Path(worth + points, Group(place, place, True, []), before) if worth > _POSSIBLE else _NONE

    def _run(self, first: int, last: int) -> tuple[Group, int]:
        """The people of rows `first` to `last`, and the points of that."""
        rows, look = self.rows[first : last + 1], self.look
        text = joined(rows).text
        # where each side has a paragraph: `2. Malta: Minister Korvat` / `3. Gozo Council: Berg`
        ended = first > 0 and rows[0].opens and not (self.sided and sides.opens(text))
        if ended or len(text) > LONGEST:
            return Group(first, last, False, []), e.NEVER
        points = self._of_layout(first, last) + e.ANNOUNCES * (text[-1] == ":")
        long = len(rows) > _FEW_LINES or (len(rows) == 1 and len(text) > _LONG)
        if rows[0].single:
            one, worth = entries.read(text, "one")
            return Group(first, last, False, [(None, person) for person in one]), points + worth + e.ENTRY
        people, worth = _people(text, look, look.run_in or long)
        return Group(first, last, False, people), points + worth

    def _of_layout(self, first: int, last: int) -> int:
        """What the wraps, bullets and rules of rows `first` to `last` say for one run of people."""
        rows, look = self.rows, self.look
        in_group = first > 0 and not rows[first].gap and look.gaps and not look.blocks
        return sum(self.wraps[first + 1 : last + 1]) + total(
            (in_group and layout.room(rows[first], rows[first - 1], look) >= 0, e.IN_GROUP),
            (first == last and sides.is_known(rows[first].text), e.SIDE_ALONE),
            (any(row.ruled for row in rows[first : last + 1]), e.RULED),
        )


def _people(text: str, look: ListLayout, crowd: bool) -> tuple[list[tuple[str | None, Person]], int]:
    """The people of a text with the sides on their own line, and the points of that; a `crowd` is expected or not."""
    people: list[tuple[str | None, Person]] = []
    points = 0
    for side, share in sides.shares(text, look.inline):
        members = sides.members(share)
        said = share if members is None else members
        several = (crowd or side is not None or members is not None) and not look.parted
        bare = entries.surnames(said) if side is not None and sides.is_known(side) else None
        found, worth = bare or entries.read_any(said, several, look.inverted)
        points += worth + e.ENTRY + e.OWN_SIDE * (side is not None) + e.UNNAMED * entries.is_nobody(said)
        people += [(side, one) for one in found]
    return people, points
