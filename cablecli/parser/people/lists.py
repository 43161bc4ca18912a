"""Where a text lists the people at a meeting, and who they are: label, rows, entries, the end, each by its evidence.

A list is the run of rows below a label that gives most points: heads of sides, entries, and lines that go on with an
entry each have theirs, and it ends where to go on would only cost. A label over rows that give too few is none.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cablecli.model.role import Role
from cablecli.parser.lines.index import Lines
from cablecli.parser.people import entries, evidence, sides
from cablecli.parser.people.columns import columns
from cablecli.parser.people.entries import Entry
from cablecli.parser.people.rows import Row, below
from cablecli.parser.people.words import words
from cablecli.parser.tokens import numbers, paragraph_labels, portion_markings
from cablecli.parser.tokens.rules import is_rule
from cablecli.patterns import pattern

# Points of rows, beside those of their words.
ENTRY = 2  # an entry of its own, so that lines that may stand alone do
UNBULLETED = -6  # among rows with bullets
RULED = -12  # a rule below makes a heading
ANNOUNCES = -6  # a colon at the end
HEAD_RULED, HEAD_APART, HEAD_UNBULLETED = 5, 3, 4  # under a head, below a blank line, plain among bullets
HEAD_LIKE, HEAD_SINGLE, HEAD_UPPER, HEAD_SHORT = (
    5,
    8,
    4,
    6,
)  # plain words over entries that are none; one word; capitals over mixed case
HEAD_TIGHT = -1  # the same where no blank line marks anything
HEAD_NOT_SET = -5  # nothing in the layout marks it
LEAST = -20  # of the lines of an entry; a sentence has less, and there the list ends
HEAD_TWICE = -9  # two sides in a row
HEAD_OVER_GAP = -3  # a blank line parts it from its people, while others have none
NO_WRAP = -5  # with so few points or fewer a line is not tried as the rest of the one above
FITS = -8  # the line above had room for the first word, so nothing was wrapped
LONELY = 9  # `Officer` without a name
FULL, SLACK, RUN_IN = 1, 2, 6
OPEN_ENDED, COMMA, LOWER, BRACKET, HANGING, BULLETED, IN_BLOCK, OVER_GAP = 7, 2, 5, 4, 3, 7, 5, -5
SEVERAL = -9  # people on a line of a list that has one on each
ORGAN = -7  # an office where a person should be
LAST_APART = -6  # a last bare line below a blank one is the next heading
LABELLED, ANNOUNCED, UNLABELLED = 5, 10, 24  # points that a list must have to be one

_LONG = 90  # characters: more than one line of the relay holds
_INITIAL_LAST = pattern("initial at the end of a line", r"""[a-z.][ ][A-Z]\.$""")
_SIDE_LAST = pattern("side at the end of a line of people", r"""[.;)][ ]+[^.;:)]{1,40}(?::|[ ]--?)$""")
_SHORT = 40
_HALF = 22  # characters left on a line; no wrap leaves as many, whatever the layout
_MOST_LINES = 14  # of one run of people
_OPEN_ENDS = frozenset("of for to and the & in on at with from de del al van von der bin by".split())
_ORGAN = pattern(
    "name of an office",
    r"""(?:[A-Z]\w{1,20}[ ])?(?:Office|Ministry|Department|Dept\.?|Bureau|Embassy|Directorate|Secretariat|Delegation)[ ](?:of|for|in)[ ]""",
    ignore_case=True,
)
_LEAD_WORDS = (  # each stem that a label or an announcing sentence has, looked for in the text at once
    "articip", "ARTICIP", "ttend", "TTEND", "resent", "RESENT", "ccompanied", "CCOMPANIED", "oined", "oining", "elegation",
    "ELEGATION", "odel ", "ODEL ", "taffdel", "STAFFDEL", " side", " Side", " SIDE", " team:", " Team:", "t the table", "at the",
)  # fmt: skip
_LEAD = pattern(
    "sentence that announces people",
    r"""\b(?:participants?|attend(?:ed|ing|ees?|ance)|present|(?:was|were|is|are)[ ](?:also[ ])?(?:accompanied|joined)[ ]by
        |join(?:ed|ing)|delegation[ ](?:\S{1,30}[ ]){0,6}(?:included|consisted|was|were|comprised)|codel|staffdel
        |at[ ]the[ ]table)\b""",
    ignore_case=True,
)
_MIDST = pattern(
    "label within a sentence",
    r"""[.;!?)][ ]{1,2}(?=(?:[A-Z][\w.']{0,20}[ ]){0,3}[Pp](?:articipants|resent)|(?:[A-Z][\w.']{0,20}[ ]){0,3}[Aa]ttendees)""",
)
_INCLUDED = pattern(
    "people in a sentence of their own",
    r"""(?:The[ ])?(?:\w{1,20}[ ])?(?:Participants|Attendees|Present|In[ ]attendance)[ ](?:(?:in|at)[ ]the[ ]\w{1,20}[ ])?(?:included|were|are)[ ]""",
)
_US = frozenset(
    before + name + after
    for name in ("U.S.", "US", "USG", "United States", "UNITED STATES", "U.S", "AMERICAN", "American", "USA")
    for before, after in (
        ("", ""),
        ("", ":"),
        ("[", "]"),
        ("", " Side"),
        ("", " side"),
        ("", " SIDE"),
        ("", " side:"),
        ("", " Side:"),
        ("", " SIDE:"),
        ("The ", " side:"),
        ("The ", " Side:"),
    )
)
_BEFORE_AGENT = frozenset((evidence.FIELD, evidence.MODIFIER, evidence.SYMBOL))  # `Pol/Econ` / `Officer`
_BEGINNINGS = frozenset("¶\ufffd0123456789(*-")
_MOST_ALONE = 8  # lines without a label that are tried as the first of a list
_NEAR = 12  # rows above the head of the American side within which another side stands


class Listed(NamedTuple):
    """A person of a list, with the side and unit above, and the pieces of its lines."""

    side: str | None
    unit: str | None
    entry: Entry
    first: int
    last: int


class Listing(NamedTuple):
    """A list: the piece that its label stands on, the pieces of its rows, its people."""

    label: int | None  # None where two sides stand alone
    first: int
    rows: frozenset[int]
    last: int
    people: tuple[Listed, ...]


class _Label(NamedTuple):
    piece: int
    at: int  # offset of the first person in that piece
    side: str | None
    least: int  # points that the rows must have


def find(source: Lines, start: int) -> tuple[Listing, ...]:
    """The lists of people in the text from piece `start` on."""
    out: list[Listing] = []
    end, alone = start - 1, 0
    for label in _labels(source, start):
        alone += label.least == UNLABELLED
        if label.piece <= end or (label.least == UNLABELLED and alone > _MOST_ALONE):
            continue
        if found := _listing(source, label):
            out.append(found)
            end = found.last
    return tuple(out)


# -- labels ----------------------------------------------------------------------------------------


def _labels(source: Lines, start: int) -> Iterator[_Label]:
    """What may open a list, in order."""
    alone = (
        () if _US.isdisjoint(source.text) else [k for k in range(start, len(source)) if source.text[k] in _US]
    )
    mentions = _mentions(source, start)
    for k in sorted(mentions.union(alone)):
        if k in mentions:
            yield from _label(source, k, source.text[k])
        if source.text[k] in _US and source.role[k] == Role.LEFTOVER:
            yield _Label(_above(source, k, start), 0, None, UNLABELLED)


def _mentions(source: Lines, start: int) -> set[int]:
    """The pieces that may hold a label: at their beginning, behind a sentence, or as the end of one."""
    found: set[int] = set()
    if start >= len(source):
        return found
    for word in _LEAD_WORDS:
        at = source.content.find(word, source.start[start])
        while at >= 0:
            k = source.at(at)
            found.add(k)
            after = source.following(k)
            if after < len(source) and source.text[after][-1] == ":":
                found.add(after)
            at = source.content.find(word, source.start[k] + len(source.text[k]))
    return {k for k in found if source.role[k] == Role.LEFTOVER and _may_label(source, k)}


def _may_label(source: Lines, k: int) -> bool:
    text = source.text[k]
    return ":" in text or _begins(source, k)


def _begins(source: Lines, k: int) -> bool:
    """Whether a line begins something: behind a blank line or a rule, or with a number or marking."""
    return (
        k == 0
        or source.gap[k] > 0
        or source.flat
        or source.text[k][0] in _BEGINNINGS
        or is_rule(source.text[k - 1])
    )


def _label(source: Lines, k: int, text: str) -> Iterator[_Label]:
    """The label on a line, where it has one: at its beginning, at its end, or behind a sentence in it."""
    at = _behind_number(text)
    rest = text[at:]
    opened = paragraph_labels.list_of_people(rest)
    if opened and (_begins(source, k) or ":" in rest[: opened.end]):
        yield _Label(k, at + opened.end, opened.side, ANNOUNCED if opened.weak else LABELLED)
    elif included := _INCLUDED.match(rest):
        yield _Label(k, at + included.end(), None, UNLABELLED)
    elif text[-1] == ":":
        if _LEAD.search(_last_sentence(source, k, rest if at else "")):
            yield _Label(k, len(text), None, ANNOUNCED)
    else:
        for found in _MIDST.finditer(text):
            opened = paragraph_labels.list_of_people(text[found.end() :])
            if opened and ":" in text[found.end() : found.end() + opened.end]:
                yield _Label(k, found.end() + opened.end, opened.side, ANNOUNCED)


def _behind_number(text: str) -> int:
    """The offset of what stands behind a paragraph's number and marking, or a marking alone."""
    number = numbers.numbered(text) if text[0] in numbers.NUMBER_SIGNS else None
    if number:
        at = number.rest
    else:
        found = portion_markings.portion(text) if text[0] == "(" else None
        at = found[1] if found else 0
    rest = text[at:].lstrip()
    return len(text) - len(rest) if rest else 0


def _last_sentence(source: Lines, k: int, rest: str) -> str:
    """The sentence that a line ends, with the line above where it begins there; `rest` where a number stands before."""
    text = rest or source.text[k]
    if not rest and k and not source.gap[k] and ". " not in text:
        text = f"{source.text[k - 1]} {text}"
    return text.rpartition(". ")[2]


def _above(source: Lines, k: int, start: int) -> int:
    """Where a list without a label begins: at the American side, or at another one shortly above."""
    first = k
    for j in range(k - 1, max(start, k - _NEAR) - 1, -1):
        text = source.text[j]
        if text[-1] in ".;" or len(text) > _LONG or text[0] in numbers.NUMBER_SIGNS - {"P", "p"}:
            break
        if sides.is_known(text):
            first = j
    return first


# -- rows ------------------------------------------------------------------------------------------


class _Layout(NamedTuple):
    """What the rows of a list have in common."""

    bulleted: bool
    blocks: bool  # a blank line between entries rather than between groups
    usual: int  # blank lines between all rows, which say nothing
    countries: bool  # some row is a side's for certain
    upper: bool
    gaps: bool  # blank lines part something
    commas: bool  # each entry ends in a comma
    width: int  # the longest line that the drafter's wrap leaves
    wide: bool
    run_in: bool  # people follow on the line of the label or of a side
    inline: bool  # sides share their lines with people, without a sign


def _listing(source: Lines, label: _Label) -> Listing | None:
    rows = columns(_announced(below(source, label.piece, label.at)))
    if not rows:
        return None
    if lead := _INCLUDED.match(rows[0].text):
        rows[0] = rows[0]._replace(text=rows[0].text[lead.end() :])
    layout = _layout(
        source, rows, lead is not None or (bool(label.at) and label.at < len(source.text[label.piece]))
    )
    best = _best(rows, layout, label)
    people = tuple(_people(best.groups, label.side, rows))
    named = sum(one.entry.name is not None for one in people)
    if not people or best.points < label.least or named * 3 < len(people):
        return None
    if label.least == UNLABELLED and (len({p.side for p in people}) < 2 and len(people) < 4):
        return None
    last = rows[best.groups[-1].last].piece
    mine = frozenset(range(label.piece + (label.at > 0), last + 1)).difference(
        row.piece for row in rows if row.opens
    )
    return Listing(label.piece if label.at else None, label.piece, mine, last, people)


def _announced(rows: list[Row]) -> list[Row]:
    """The rows with announcing sentences on one row each: `On the side of the Minister sat at the` / `table:`."""
    out: list[Row] = []
    for row in rows:
        if (
            out
            and row.text[-1] == ":"
            and not (row.gap or row.bullet or out[-1].bullet)
            and out[-1].text[-1] not in ".:;"
        ):
            whole = f"{out[-1].text} {row.text}"
            if not sides.is_known(row.text) and is_sentence(whole):
                out[-1] = out[-1]._replace(text=whole)
                continue
        out.append(row)
    return out


def _layout(source: Lines, rows: list[Row], run_in: bool) -> _Layout:
    below_head = rows[1:] if run_in else rows
    bullets = sum(bool(row.bullet) for row in rows)
    first = next((k for k, row in enumerate(rows) if k and row.opens), len(rows))
    mine = rows[:first]
    gaps = sum(row.gap > 0 for row in mine[1:])
    plain = [row for row in mine if not sides.is_known(row.text)]
    commas = sum(row.text[-1] == "," for row in mine)
    start = max(0, rows[0].piece - 40)
    sizes = [
        len(t)
        for t, gap in zip(source.text[start : start + 120], source.gap[start + 1 : start + 121])
        if not gap and 44 < len(t) < 80
    ]
    width = sorted(sizes)[len(sizes) * 4 // 5] if sizes else 60
    inline = len({row.text.split(" ", 1)[0] for row in mine if sides.runs_on(row.text)}) > 1
    return _Layout(
        bullets * 2 > len(below_head[:first]) or bullets > 2,
        gaps > 2 and len(plain) * 5 < sum(row.gap > 0 for row in plain) * 9,
        min(row.gap for row in mine[1:])
        if len(mine) > 2 and gaps >= len(mine) - 2 - sum(row.page for row in mine)
        else 0,
        any(sides.is_known(row.text) for row in mine),
        all(row.text.isupper() for row in mine),
        gaps > 0,
        commas > 2 and commas * 3 > len(mine) * 2,
        width,
        source.wide,
        run_in
        or any(row.text[-1] != ":" and ":" in row.text and sides.shares(row.text)[0][0] for row in mine[:8]),
        inline,
    )


class _Group(NamedTuple):
    """Rows that belong together: the head of a side, or the people of one run of lines."""

    first: int
    last: int
    head: bool
    people: list[tuple[str | None, Entry]]  # with the side that stands on their own line


class _Path(NamedTuple):
    points: int
    groups: tuple[_Group, ...]


_NONE = _Path(-10_000, ())


def _best(rows: list[Row], layout: _Layout, label: _Label) -> _Path:
    """The run of rows from the first on that gives most points, and its groups."""
    entry: list[_Path] = [
        _Path(0, ())
    ]  # the best path that ends before each row with an entry, or at the start
    head: list[_Path] = [_NONE]
    best = _NONE
    for stop in range(1, len(rows) + 1):
        before_head = head[stop - 1]
        path, headed = _NONE, _NONE
        for first in range(stop - 1, max(-1, stop - 1 - _MOST_LINES), -1):
            base = max(entry[first], head[first])
            if base.points > -5000:
                group, points = _run(rows, first, stop, layout)
                if points > LEAST and base.points + points > path.points:
                    path = _Path(base.points + points, (*base.groups, group))
            wrap = _wrap(rows, first, layout) if first else None
            if wrap is None or wrap <= NO_WRAP:
                break
        points = _head_points(rows, stop - 1, layout)
        for base in (entry[stop - 1], before_head):
            bonus = 0 if base is entry[stop - 1] else HEAD_TWICE * sides.is_known(rows[stop - 1].text)
            if base.points > -5000 and base.points + points + bonus > headed.points:
                headed = _Path(
                    base.points + points + bonus, (*base.groups, _Group(stop - 1, stop - 1, True, []))
                )
        entry.append(path)
        head.append(headed)
        final = path.points + _last_points(rows, stop - 1, layout)
        if final > best.points:
            best = path._replace(points=final)
        if max(path.points, headed.points) < best.points - 40 or max(path.points, headed.points) < -30:
            break
    return best


def is_sentence(text: str) -> bool:
    """Whether a line announces people rather than names a side: `Joining Vukelic were:`."""
    return _LEAD.search(text) is not None or any(w.kind == evidence.VERB for w in words(text))


def _wrap(rows: list[Row], place: int, layout: _Layout) -> int | None:
    """What speaks for a row going on with the one above; None where it cannot."""
    row, above = rows[place], rows[place - 1]
    if row.bullet or row.opens or above.ruled or row.ruled:
        return None
    last = above.text.rsplit(" ", 1)[-1].lower()
    open_ended = (
        last in _OPEN_ENDS
        or _INITIAL_LAST.search(above.text) is not None
        or above.text.count("(") > above.text.count(")")
        or (above.text[-1] in "-/" and above.text[-2:-1].isalpha())
        or _is_rest_of_office(above.text, row.text)
    )
    comma = above.text[-1] == "," and (not layout.commas or not sides.is_personal(row.text))
    lower = row.text[0].islower() and not row.text.startswith("xxx")
    points = OPEN_ENDED * open_ended + COMMA * comma + LOWER * lower + BRACKET * (row.text[0] == "(")
    if layout.run_in and _SIDE_LAST.search(above.text):
        return RUN_IN  # `; South:` at a line's end
    if above.text[-1] in ":;" and not (layout.run_in and above.text[-1] == ";"):
        return None
    if row.gap and not row.page:
        if row.gap <= layout.usual and (open_ended or comma or lower):
            return points
        return points + OVER_GAP if open_ended or lower or comma else None
    if not (open_ended or comma or lower):
        room = _room(row, above, layout)
        laid_out = layout.bulleted or layout.blocks or row.indent > above.indent
        points += FULL if room < 0 or (laid_out and room < _HALF) else max(FITS, -room)
    points += LONELY * ([w.kind for w in words(row.text) if w.kind != evidence.NOTED] == [evidence.AGENT])
    points += BULLETED * layout.bulleted + RUN_IN * (layout.run_in and _room(row, above, layout) < 0)
    points += HANGING * (row.indent > above.indent + 1) + IN_BLOCK * (layout.blocks and not row.page)
    return points


def _is_rest_of_office(above: str, text: str) -> bool:
    """Whether a line begins with what ends an office: `Officer` alone, `Officer, Embassy Rome` behind `Political`."""
    before, found = words(above), words(text)
    if not found or found[0].kind != evidence.AGENT or not before or before[-1].kind not in _BEFORE_AGENT:
        return False
    return len(found) == 1 or bool(found[1].sign) or found[1].kind in (evidence.BRACKET, evidence.NOTED)


def _room(row: Row, above: Row, layout: _Layout) -> int:
    """How many characters the line above had left for the first word of a row."""
    return 99 if layout.wide else layout.width - above.size - 1 - len(row.text.split(" ", 1)[0]) - SLACK


def _run(rows: list[Row], first: int, stop: int, layout: _Layout) -> tuple[_Group, int]:
    """The people of rows `first` to `stop`, and the points of that."""
    points = 0
    for place in range(first + 1, stop):
        points += _wrap(rows, place, layout) or 0
    text = _joined([row.text for row in rows[first:stop]])
    row = rows[first]
    if row.opens and first:
        return _Group(first, stop - 1, False, []), -10_000
    if layout.bulleted and not row.bullet and first:
        points += UNBULLETED
    points += RULED * any(r.ruled for r in rows[first:stop]) + ANNOUNCES * (text[-1] == ":")
    people: list[tuple[str | None, Entry]] = []
    for side, share in _shares(text, layout):
        found, score = _read(
            share.rstrip(",") if layout.commas else share,
            side is not None
            or layout.run_in
            or stop - first > 3
            or (stop - first == 1 and len(text) > _LONG),
        )
        points += score + ENTRY + (6 if side else 0) + ORGAN * _is_organ(found)
        people += [(side, one) for one in found]
    return _Group(first, stop - 1, False, people), points


def _is_organ(found: list[Entry]) -> bool:
    """Whether what should be a person is an office: `Ministry of Ports`."""
    return len(found) == 1 and not found[0].name and _ORGAN.match(found[0].text) is not None


def _shares(text: str, layout: _Layout) -> list[tuple[str | None, str]]:
    found = sides.runs_on(text)
    if found and (layout.inline or len({side for side, _ in found}) > 1):
        return found
    return sides.shares(text)


@lru_cache(maxsize=2048)
def _read(text: str, crowd: bool) -> tuple[list[Entry], int]:
    """The people of a text, one or several, whichever reading has more points."""
    found, points = entries.read(text)
    if len(text) < 30 or any(w.sign == ";" for w in words(text)):
        return found, points
    cost = 0 if crowd else SEVERAL
    for mode in ("commas", "bare", "named"):
        several, more = entries.read(text, mode)
        more += cost
        if len(several) > 1 and more > points:
            found, points = several, more
    return found, points


def _joined(lines: list[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        text += line if text[-1] in "-/" and text[-2:-1].isalnum() else f" {line}"
    return text


def _head_points(rows: list[Row], place: int, layout: _Layout) -> int:
    """What speaks for a row being the head of a side or unit."""
    row = rows[place]
    if place + 1 >= len(rows) or row.text[-1] in ",;" or len(row.text) > 70:
        return -1000
    if row.text[-1] == ":" and is_sentence(row.text):
        return 6
    points = sides.points(row.text)
    after = rows[place + 1]
    points += HEAD_RULED * row.ruled
    points += HEAD_UNBULLETED * (layout.bulleted and not row.bullet and bool(after.bullet))
    known = sides.is_known(row.text)
    begins = not place or row.gap > layout.usual or row.ruled or sides.is_known(rows[place - 1].text)
    if not begins and not known and row.text[-1] != ":" and row.text[0] != "[":
        if place and _room(row, rows[place - 1], layout) < 0 and not row.page:
            return -1000  # it goes on with the line above, if with anything
        points += 0 if layout.bulleted and not row.bullet else HEAD_NOT_SET if layout.gaps else HEAD_TIGHT
    points += HEAD_APART * begins + HEAD_OVER_GAP * (after.gap > layout.usual and not layout.blocks)
    if not known and sides.is_plain(row.text):
        points += HEAD_LIKE * (begins and not sides.is_plain(after.text)) + HEAD_SINGLE * (
            " " not in row.text
        )
        points += HEAD_SHORT * (layout.wide and len(row.text) < _SHORT and len(after.text) > _LONG)
        points += HEAD_UPPER * (row.text.isupper() and not layout.upper)
    if after.opens:
        points -= 12
    return points if points > 0 else -1000


def _last_points(rows: list[Row], place: int, layout: _Layout) -> int:
    """What speaks against a row being the last entry."""
    row = rows[place]
    last = not row.bullet and place > 0 and place + 1 < len(rows) and rows[place + 1].opens
    if not last or (row.gap and rows[place - 1].gap) or not sides.is_plain(row.text):
        return 0
    return LAST_APART if row.gap or layout.wide else 0


# -- people ----------------------------------------------------------------------------------------


def _people(groups: tuple[_Group, ...], side: str | None, rows: list[Row]) -> Iterator[Listed]:
    """The people of a list under their sides; a head that is no country's, among such, is a unit."""
    unit: str | None = None
    headed = side is not None
    for group in groups:
        headed = headed or (group.head and sides.is_known(rows[group.first].text))
        if not group.head:
            for own, one in group.people:
                if own is not None:
                    below_side = headed and not sides.is_known(own)  # `State: A, B` under a side
                    side, unit = (side, own) if below_side else (own, None)
                yield Listed(side, unit, one, rows[group.first].piece, rows[group.last].piece)
            continue
        text = rows[group.first].text
        if is_sentence(text) and not sides.is_known(text):
            side, unit = None, None
        elif (
            sides.is_known(text)
            or side is None
            or not sides.is_organ(text)
            or sides.is_of_another(text, side)
            or (sides.is_organ(side) and not sides.is_known(side))
        ):
            side, unit = paragraph_labels.side_of(text) or sides.bare(text), None
        else:
            unit = sides.bare(text)
