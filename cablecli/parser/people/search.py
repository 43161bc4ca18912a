"""The run of rows below a label that gives most points as heads of sides and runs of people (FORMAT 5).

Each row begins a head or a run of people, or goes on with the run above; the points of the best way to each row are
those of the best way to an earlier one and of what stands between. Where to go on would only cost, the list ends.
"""

from functools import lru_cache
from typing import NamedTuple

from cablecli.parser.people import entries, heads, layout, sides
from cablecli.parser.people import evidence as e
from cablecli.parser.people.entries import Entry
from cablecli.parser.people.evidence import total
from cablecli.parser.people.layout import Layout
from cablecli.parser.people.rows import LONGEST, Row
from cablecli.parser.people.words import words

_MOST_LINES = 14  # of people that run on
_MOST_OF_ONE = 5  # of an entry with lines of its own: name, title and office, each wrapped
_LONG = 90  # characters: more than one line of the relay holds, so people are run on
_SHORTEST_RUN = 30  # characters of two people with titles
_FEW_LINES = 3  # of one entry; in more stand several people
_BEHIND, _HOPELESS = 40, -30  # points behind the best end, and in all, with which no further row is tried


class Group(NamedTuple):
    """Rows that belong together: the head of a side, or the people of one run of lines."""

    first: int
    last: int
    head: bool
    people: list[tuple[str | None, Entry]]  # with the side that stands on their own line


class Path(NamedTuple):
    """A way to read the rows so far: its points, its last group, and the way before that."""

    points: int
    group: Group | None
    before: "Path | None"

    def then(self, points: int, group: Group) -> "Path":
        return Path(self.points + points, group, self)

    def groups(self) -> list[Group]:
        out: list[Group] = []
        path: Path | None = self
        while path and path.group:
            out.append(path.group)
            path = path.before
        return out[::-1]


_START = Path(0, None, None)
_NONE = Path(-10_000, None, None)
_POSSIBLE = -5_000  # points that no way has which is none


def best(rows: list[Row], look: Layout) -> Path:
    """The way through the rows from the first on that gives most points, up to its last entry."""
    runs, headed = [_START], [_NONE]  # the best way to before each row, behind people and behind a head
    found = _NONE
    for stop in range(1, len(rows) + 1):
        run = _best_run(rows, stop, look, runs, headed)
        headed.append(_best_head(rows, stop - 1, look, runs, headed))
        runs.append(run)
        found = max(found, run, key=_points)
        if max(run.points, headed[-1].points) < max(found.points - _BEHIND, _HOPELESS):
            break
    return found


def _points(path: Path) -> int:
    return path.points


def _best_run(rows: list[Row], stop: int, look: Layout, runs: list[Path], headed: list[Path]) -> Path:
    """The best way that ends in a run of people up to before row `stop`."""
    found = _NONE
    most = _MOST_LINES if look.run_in or look.inline else _MOST_OF_ONE
    for first in range(stop - 1, max(-1, stop - 1 - most), -1):
        before = max(runs[first], headed[first], key=_points)
        if before.points > _POSSIBLE:
            group, points = _run(rows, first, stop, look)
            if points > e.LEAST and before.points + points > found.points:
                found = before.then(points, group)
        wrap = layout.wrap(rows, first, look) if first else None
        if wrap is None or wrap <= e.NO_WRAP:
            break
    return found


def _best_head(rows: list[Row], place: int, look: Layout, runs: list[Path], headed: list[Path]) -> Path:
    """The best way that ends with a row as the head of a side."""
    points = heads.points(rows, place, look)
    text = rows[place].text
    person = not sides.is_known(text) and not sides.is_organ(text)  # below a head stands its first person
    twice = points + total((sides.is_known(text), e.HEAD_TWICE), (person, e.HEAD_OF_NOBODY))
    group = Group(place, place, True, [])
    ways = [(runs[place], points), (headed[place], twice)]
    return max(
        (before.then(worth, group) for before, worth in ways if before.points > _POSSIBLE),
        key=_points,
        default=_NONE,
    )


def _of_layout(rows: list[Row], first: int, stop: int, look: Layout) -> int:
    """What the wraps, bullets and rules of rows `first` to `stop` say for one run of people."""
    wraps = sum(layout.wrap(rows, place, look) or 0 for place in range(first + 1, stop))
    in_group = first > 0 and not rows[first].gap and look.gaps and not look.blocks
    in_group = in_group and layout.room(rows[first], rows[first - 1], look) >= 0
    return wraps + total(
        (in_group, e.IN_GROUP),
        (stop - first == 1 and sides.is_known(rows[first].text), e.SIDE_ALONE),
        (look.bulleted and not rows[first].bullet and first > 0, e.UNBULLETED),
        (any(row.ruled for row in rows[first:stop]), e.RULED),
    )


def _run(rows: list[Row], first: int, stop: int, look: Layout) -> tuple[Group, int]:
    """The people of rows `first` to `stop`, and the points of that."""
    mine = rows[first:stop]
    text = _joined([row.text for row in mine])
    if (mine[0].opens and first) or len(text) > LONGEST:
        return Group(first, stop - 1, False, []), -10_000
    points = _of_layout(rows, first, stop, look) + e.ANNOUNCES * (text[-1] == ":")
    long = len(mine) > _FEW_LINES or (len(mine) == 1 and len(text) > _LONG)
    people: list[tuple[str | None, Entry]] = []
    for side, share in _shares(text, look):
        said = share.rstrip(",") if look.commas else share
        found, worth = _read(said, side is not None or look.run_in or long)
        points += worth + e.ENTRY + e.OWN_SIDE * (side is not None)
        people += [(side, one) for one in found]
    return Group(first, stop - 1, False, people), points


def _shares(text: str, look: Layout) -> list[tuple[str | None, str]]:
    found = sides.runs_on(text)
    if found and (look.inline or len({side for side, _ in found}) > 1):
        return list(found)
    return list(sides.shares(text))


@lru_cache(maxsize=2048)
def _read(text: str, crowd: bool) -> tuple[list[Entry], int]:
    """The people of a text, one or several, whichever reading has more points; a `crowd` is expected or not."""
    found, points = entries.read(text)
    if (len(text) < _SHORTEST_RUN and not crowd) or any(w.sign == ";" for w in words(text)):
        return found, points
    for mode in ("commas", "bare", "named"):
        several, more = entries.read(text, mode)
        bare = all(one.name is not None and one.role is None for one in several)
        worth = more + (e.ALL_BARE * bare if crowd else e.SEVERAL)
        if len(several) > 1 and worth > points:
            found, points = several, worth
    return found, points


def _joined(lines: list[str]) -> str:
    """Lines as one; what a hyphen or slash ends goes on without a blank."""
    text = lines[0]
    for line in lines[1:]:
        text += line if text[-1] in "-/" and text[-2:-1].isalnum() else f" {line}"
    return text
