"""The best way to take the words of a line apart into people, each into title, name and role.

Each word goes to one state, and each step from state to state has points; the path with most points is the reading
of the line (Viterbi). A line is nothing to it but kinds and marks, so steps and readings serve many lines.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from cablecli.parser.people import evidence as e

# The states of a title: plain, after `of`, with an article. Of a name without a title: its first word, second,
# further ones; of one with a title: first, second, third, more. Then the role, and `and` between people.
TITLE, TAIL, HELD, ALONE, BARE, LONG, FIRST, SECOND, THIRD, MORE, ROLE, BETWEEN = range(12)
TITLES = (TITLE, TAIL, HELD)
NAMES = (ALONE, BARE, LONG, FIRST, SECOND, THIRD, MORE)
SHORT_WORDS = frozenset((e.PARTICLE, e.INITIAL, e.SUFFIX))  # they do not make a name longer
NEVER = -999  # points of what cannot be
_AFTER = {ALONE: BARE, BARE: LONG, LONG: LONG, FIRST: SECOND, SECOND: THIRD, THIRD: MORE, MORE: MORE}
_LONGER = {BARE: 0, LONG: e.THIRD, SECOND: 0, THIRD: e.THIRD, MORE: e.FURTHER}
_UNLED = frozenset((e.COURTESY, e.SURNAME_TOO))  # `Mr.`, `Major`: nothing of a title stands before them
_TAIL_ENDS = frozenset((e.FIELD, e.OFFICE, e.PLACE, e.SYMBOL, e.CAPITAL))
_OPEN = frozenset((e.MODIFIER, e.JOINER, e.ARTICLE, e.AND))
_NO_BEGINNING = frozenset((e.JOINER, e.AND, e.BRACKET))
_SURNAMES = frozenset((e.PLACE, e.FIELD, e.OFFICE))  # that may be one
_SHARED = {",": 0, "&": 0}  # what commas and `and` cost: `Senators Colby, Dunn and Estes`
_FIELDS = frozenset((e.FIELD, e.OFFICE, e.PLACE, e.SYMBOL, e.MODIFIER))
_OF_AGENT = e.RANKS | {e.CAPITAL}  # after a role: `Chief of Staff` / `Tolima Secretary Berg`

Step = tuple[int, int, int]  # from a state, to a state, the points of that
Worths = tuple[int, ...]  # what something is worth in each state
Column = tuple[tuple[int, int], ...]  # the states that a word may have, each with its points
Back = dict[int, tuple[int, bool]]  # of each state the one before it, and whether a person begins
_LOST = -25  # points behind the best state from which none comes back


class Walk(NamedTuple):
    """The state of each word, `starts` where a person begins, and the points."""

    states: tuple[int, ...]
    starts: frozenset[int]
    score: int


@lru_cache(maxsize=2048)
def reading(kinds: str, marks: tuple[str, ...], mode: str) -> Walk:
    """The best path of states for words of these kinds with these marks before them."""
    shared = e.PLURAL in kinds  # people with one title need no commas
    column: Column = ((TITLE, 0),)
    came, score, last = [], 0, ""
    for kind, mark in zip(kinds, marks, strict=True):
        column, back, gained = _next_column(column, last, kind, mark, mode, shared)
        came.append(back)
        score += gained
        last = kind
    endings = _endings(last, shared)
    ended = [(at + endings[state], -state) for state, at in column if state != BETWEEN]
    best, state = max(ended, default=(NEVER, -BETWEEN))
    return _traced(came, -state, score + best + (e.SENTENCE if e.VERB in kinds else 0))


@lru_cache(maxsize=4096)
def _next_column(
    column: Column, last: str, kind: str, mark: str, mode: str, shared: bool
) -> tuple[Column, Back, int]:
    """The states after one more word, the way back from each, and what the best of them gained.

    Points are those behind the best state: so few columns come up again and again, however long the text is, and a
    word costs a look-up.
    """
    reached: dict[int, int] = {}
    came: Back = {}
    steps = _within(last, kind, mark, shared)
    for before, at in column:
        for after, worth in steps[before]:
            if at + worth > reached.get(after, NEVER):
                reached[after], came[after] = at + worth, (before, False)
    for after, worths in _beginnings(last, kind, mark, mode, shared):
        points, before = max([(at + worths[state], -state) for state, at in column])
        if points > reached.get(after, NEVER):
            reached[after], came[after] = points, (-before, after != BETWEEN)
    if not reached:  # nobody begins with `of`, after `and`
        reached[TITLE], came[TITLE] = NEVER, (column[0][0], False)
    best = max(reached.values())
    kept = [(state, at - best) for state, at in sorted(reached.items()) if at - best > _LOST]
    return tuple(kept), came, best


def _traced(back: list[Back], state: int, score: int) -> Walk:
    """The way back from the last state to the first word."""
    states, starts = [], set()
    for place in range(len(back) - 1, -1, -1):
        states.append(state)
        state, begins = back[place][state]
        if begins:
            starts.add(place)
    return Walk(tuple(reversed(states)), frozenset(starts), score)


# -- from one person to the next -------------------------------------------------------------------


@cache
def _endings(last: str, shared: bool) -> Worths:
    """What it is worth, in each state but the last, that a person ends after a word of the kind `last`."""
    alone = e.ALONE.get(last, e.UNFIT)
    cut = e.UNFIT * (last == e.PARTICLE)
    single = 0 if shared or last == e.REDACTED else e.SINGLE
    names = (single, e.BARE_ONLY, e.BARE_ONLY, e.GIVEN_ONLY * (last == e.GIVEN), 0, 0, 0)
    unfinished = e.UNFINISHED * (last in _OPEN)
    titles = (e.OFFICE_ONLY + alone, e.OFFICE_ONLY + min(0, alone + e.OF_RANK), alone + unfinished)
    return (*titles, *(points + cut for points in names), unfinished)


@cache
def _beginnings(last: str, kind: str, mark: str, mode: str, shared: bool) -> tuple[tuple[int, Worths], ...]:
    """The states that the first word of a person may have, each with the points of coming there from every state."""
    as_title, as_name, _ = e.WORDS[kind]
    as_name += e.PARTICLE_FIRST * (kind == e.PARTICLE)
    as_title += e.UNFIT * (kind == e.JOINER)  # `for National` / `Reconciliation`
    title = HELD if kind == e.ARTICLE else TITLE
    if not last:
        return (title, (as_title,) * (BETWEEN + 1)), (ALONE, (as_name,) * (BETWEEN + 1))
    ends = _ends_before(last, kind, mark, mode, shared)
    if kind == e.AND:
        return ((BETWEEN, (*ends, NEVER)),)
    if kind in _NO_BEGINNING:
        return ()
    as_title += e.TITLED * (mode == "named")
    after_and = e.SURNAME if shared and kind in _SURNAMES else as_name  # `Poloffs Oduya and Mills`
    names = (*(end + as_name for end in ends), after_and)
    if mark == "," and mode != "titled":
        ends[BARE] += e.UNTOLD
        ends[LONG] += e.UNTOLD
    return (title, (*(end + as_title for end in ends), as_title)), (ALONE, names)


def _ends_before(last: str, kind: str, mark: str, mode: str, shared: bool) -> list[int]:
    """What it is worth, in each state but the last, that a person ends and another one follows."""
    price = e.NEXT[mode] if mode == "one" or not shared else e.NEXT[mode] | _SHARED
    cost = price[mark or _between(last, kind)]
    in_role = 0
    if not mark:
        cost += e.SPLIT * (kind == e.AGENT and last in _FIELDS)
        split = (kind == e.AGENT and last in _OF_AGENT) or last + kind == e.SYMBOL + e.MODIFIER
        in_role = e.SEAM * (last == kind == e.CAPITAL) + e.SPLIT * split
    ends = [cost + end for end in _endings(last, shared)]
    ends[ROLE] += in_role
    ends[SECOND] += e.GIVEN_ONLY * (not mark and last == e.GIVEN and kind in e.UNKNOWN)  # `Dr. Ana Luz Borg`
    return ends


def _between(last: str, kind: str) -> str:
    """What parts two people between whom no mark stands."""
    if kind in (e.AND, e.REDACTED):
        return "&" if kind == e.AND else "redacted"
    return {e.NOTED: "noted", e.BRACKET: "bracket"}.get(last, "")


# -- within a person -------------------------------------------------------------------------------


@cache
def _within(last: str, kind: str, mark: str, shared: bool) -> tuple[tuple[tuple[int, int], ...], ...]:
    """The steps that go on with a person, from each state; none to the first word."""
    steps: list[list[tuple[int, int]]] = [[] for _ in range(BETWEEN + 1)]
    if last:
        found = (
            _title_on(last, kind, mark),
            _title_to_name(last, kind, mark),
            _name_on(last, kind, mark),
            _to_role(last, kind, mark, shared),
        )
        for before, after, worth in chain(*found):
            steps[before].append((after, worth))
    return tuple(map(tuple, steps))


def _title_on(last: str, kind: str, mark: str) -> Iterator[Step]:
    """The title goes on; a second one costs more."""
    as_title, _, as_role = e.WORDS[kind]
    as_tail = as_title if kind == e.COURTESY else min(as_title, as_role)
    led = kind in _UNLED and last in (e.CAPITAL, e.GIVEN)
    on = e.TITLE_ON[mark] + e.NAMED * _is_named(last, kind, mark) + e.LED * led
    # `Minister of State` in one column, `Dr. Borg` in the next
    again = 0 if mark in ("\t", ":", ",") else e.AGAIN
    second = mark == "-" and e.OFFICES.issuperset((last, kind))  # `ODC Chief -- Poloff Berg`
    opens_tail = kind in (e.JOINER, e.PARTICLE) and last in e.RANKS
    held = kind == e.SCRIBE or (kind in (e.MODIFIER, e.COURTESY) and last in e.RANKS)
    yield TITLE, TAIL if opens_tail else TITLE, on + as_title + again * (kind == e.SCRIBE or second)
    on_tail = on - e.LED * (led and mark == ",")  # `Minister for Sugar, Ratu Borg`
    # `Minister of Trade` / `Ambassador`
    more = kind in e.TITLE_WORDS and last in _TAIL_ENDS
    yield TAIL, TAIL, on_tail + as_tail + (e.DASHED if mark == "-" else again) * more
    yield HELD, HELD, on + as_title + again * held  # `The Secretary` / `Acting Director`
    if kind == e.COURTESY and (last == e.ARTICLE or mark == ","):
        yield HELD, TITLE, on + as_title  # `The Hon. Tom Borg`; `the Mayor, Mr. Borg` where one is expected


def _is_named(last: str, kind: str, mark: str) -> bool:
    """Whether an unknown word or initial in a title is a name rather: after a rank, or in `Stone / Berg / Pike`."""
    return kind in (e.CAPITAL, e.INITIAL) and (mark == "/" or (mark != "," and last in e.RANKS))


def _title_to_name(last: str, kind: str, mark: str) -> Iterator[Step]:
    """The title ends, and its name begins; not that of a title with an article."""
    worth = _as_name(last, kind, mark, (e.HOLDER, e.COURTESY))
    for state in (TITLE, TAIL):
        yield state, FIRST, worth + e.NAME_AFTER[mark] + (0 if mark == "-" else e.TO_NAME.get(last, e.UNFIT))


def _name_on(last: str, kind: str, mark: str) -> Iterator[Step]:
    """The name goes on."""
    goes_on = not mark or (mark, kind) == (",", e.SUFFIX) or (last, mark) == (e.INITIAL, "\t")
    if kind == e.REDACTED or not goes_on:
        return
    worth = _as_name(last, kind, mark, (e.GIVEN,))
    for state in NAMES:
        after = state if kind in SHORT_WORDS and state != ALONE else _AFTER[state]
        late = kind == e.GIVEN and (after in (LONG, THIRD, MORE) or last == e.GIVEN_TOO)
        yield state, after, worth + e.GIVEN_LATE * late + _longer(state, after, kind)


def _as_name(last: str, kind: str, mark: str, leading: tuple[str, ...]) -> int:
    """The points of a word in a name; after some kinds a place, field or office may be a surname."""
    surname = kind in _SURNAMES and not mark and last in leading
    return e.SURNAME if surname else e.WORDS[kind][1]


def _longer(state: int, after: int, kind: str) -> int:
    """Points off for a name with one more word."""
    initial = kind == e.INITIAL and state in (BARE, LONG, SECOND, THIRD)
    return e.LATE_INITIAL * initial + (_LONGER.get(after, 0) if after != state else 0)


def _to_role(last: str, kind: str, mark: str, shared: bool) -> Iterator[Step]:
    """The name ends, and its role begins, or the role goes on."""
    as_role = e.WORDS[kind][2]
    if kind != e.AND:
        directly = not mark and kind in (e.BRACKET, e.NOTED, e.LETTERS)
        begins = as_role + (0 if directly else e.TO_ROLE[mark])
        ends = _endings(last, shared)
        for state in NAMES:
            told = e.BARE_ONLY * (state in (BARE, LONG) and kind != e.NOTED)
            surname = state == ALONE and mark == "," and kind in e.RANKS and last in e.UNKNOWN
            yield state, ROLE, ends[state] - told + e.SURNAME_TOLD * surname + begins
    titled = not mark and kind == e.CAPITAL and last in e.RANKS
    yield ROLE, ROLE, e.ROLE_ON[mark] + as_role + e.NAMED_IN_ROLE * titled
