"""The best way to take the words of a line apart into people, each into title, name and role.

Each word goes to one state, and each step from state to state has points; the path with most points is the reading
of the line (Viterbi). A line is nothing to it but kinds and marks, so steps and readings serve many lines.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from cablecli.parser.people import evidence as e
from cablecli.parser.people.evidence import total

# The states of a title: plain, after `of`, with an article. Of a name without a title: its first word, second,
# further ones; of one with a title: first, second, third, more. Then the role, and `and` between people.
TITLE, TAIL, HELD, ALONE, BARE, LONG, FIRST, SECOND, THIRD, MORE, ROLE, BETWEEN = range(12)
TITLES = (TITLE, TAIL, HELD)
NAMES = (ALONE, BARE, LONG, FIRST, SECOND, THIRD, MORE)
SHORT_WORDS = frozenset((e.PARTICLE, e.INITIAL, e.SUFFIX))  # they do not make a name longer
NEVER = -999  # points of what cannot be
_AFTER = {ALONE: BARE, BARE: LONG, LONG: LONG, FIRST: SECOND, SECOND: THIRD, THIRD: MORE, MORE: MORE}
_LONGER = {BARE: 0, LONG: e.THIRD, SECOND: 0, THIRD: e.THIRD, MORE: e.FURTHER}
_RANK_BEGINS = frozenset((e.RANK, e.AGENT, e.HOLDER, e.PLURAL, e.MODIFIER, e.COURTESY))
_UNLED = frozenset((e.COURTESY, e.SURNAME_TOO))  # `Mr.`, `Major`: nothing of a title stands before them
_TAIL_ENDS = frozenset((e.FIELD, e.OFFICE, e.PLACE, e.SYMBOL, e.CAPITAL))
_OPEN = frozenset((e.MODIFIER, e.JOINER, e.ARTICLE, e.AND))
_NO_BEGINNING = frozenset((e.JOINER, e.AND, e.BRACKET))
_SURNAMES = frozenset((e.PLACE, e.FIELD, e.OFFICE))  # that may be one
_BARE_TITLES = frozenset((e.INDEFINITE, e.ARTICLE, e.SCRIBE))  # of people who have no name
_SHARED = {",": 0, "&": 0}  # what commas and `and` cost: `Senators Colby, Dunn and Estes`
_FIELDS = frozenset((e.FIELD, e.OFFICE, e.PLACE, e.SYMBOL, e.MODIFIER))
_OF_AGENT = e.RANKS | {e.CAPITAL}  # after a role: `Chief of Staff` / `Tolima Secretary Berg`

Onward = tuple[int, int, bool]  # to a state, the points of the step, whether a person begins
Step = tuple[int, int, int, bool]  # the same with the state before it
Column = tuple[int, ...]  # the points of each state after a word
Back = list[tuple[int, bool]]  # of each state the one before it, and whether a person begins
_FIRST: Column = (0,) + (NEVER,) * BETWEEN


class Walk(NamedTuple):
    """The state of each word, `starts` where a person begins, and the points."""

    states: tuple[int, ...]
    starts: frozenset[int]
    score: int


@lru_cache(maxsize=2048)
def reading(kinds: str, marks: tuple[str, ...], mode: str) -> Walk:
    """The best path of states for words of these kinds with these marks before them."""
    shared = e.PLURAL in kinds
    column, came, score, last = _FIRST, [], 0, ""
    for kind, mark in zip(kinds, marks, strict=True):
        column, back, gained = _next_column(column, last, kind, mark, mode, shared)
        came.append(back)
        score += gained
        last = kind
    whole = [at + end for at, end in zip(column, _endings(last, shared), strict=False)]
    best = max(whole)
    return _traced(came, whole.index(best), score + best + (e.SENTENCE if e.VERB in kinds else 0))


@lru_cache(maxsize=4096)
def _next_column(
    column: Column, last: str, kind: str, mark: str, mode: str, shared: bool
) -> tuple[Column, Back, int]:
    """The points of all states after one more word, the way back from each, and what the best state gained.

    Points are those behind the best state: so few columns come up again and again, however long the text is, and a
    word costs a look-up.
    """
    reached, came = [NEVER] * (BETWEEN + 1), [(TITLE, False)] * (BETWEEN + 1)
    for before, steps in _steps(last, kind, mark, mode, shared):
        start = column[before]
        if start == NEVER:
            continue
        for after, worth, begins in steps:
            if start + worth > reached[after]:
                reached[after], came[after] = start + worth, (before, begins)
    best = max(reached)
    return tuple([NEVER if at == NEVER else at - best for at in reached]), came, best


def _traced(back: list[Back], state: int, score: int) -> Walk:
    """The way back from the last state to the first word."""
    states, starts = [], set()
    for place in range(len(back) - 1, -1, -1):
        states.append(state)
        state, begins = back[place][state]
        if begins:
            starts.add(place)
    return Walk(tuple(reversed(states)), frozenset(starts), score)


@cache
def _steps(last: str, kind: str, mark: str, mode: str, shared: bool) -> tuple[tuple[int, list[Onward]], ...]:
    """All steps from a word of the kind `last` to one of `kind`, by the state that they leave.

    People with a `shared` title need no commas.
    """
    if last:
        steps = (*_to_next_person(last, kind, mark, mode, shared), *_within(last, kind, mark, shared))
    else:
        steps = (*_begin(kind, TITLE, 0, 0),)
    out: dict[int, list[Onward]] = {}
    for before, after, worth, begins in steps:
        out.setdefault(before, []).append((after, worth, begins))
    return tuple(out.items())


@cache
def _within(last: str, kind: str, mark: str, shared: bool) -> tuple[Step, ...]:
    """The steps that go on with a person."""
    return (
        *_title_on(last, kind, mark),
        *_title_to_name(last, kind, mark),
        *_name_on(last, kind, mark),
        *_to_role(last, kind, mark, shared),
    )


# -- from one person to the next -------------------------------------------------------------------


@cache
def _endings(last: str, shared: bool) -> tuple[int, ...]:
    """What it is worth, in each state, that a person ends after a word of the kind `last`."""
    alone = e.ALONE.get(last, e.UNFIT)
    cut = {e.PARTICLE: e.UNFIT, e.INITIAL: e.INITIAL_LAST}.get(last, 0)
    single = 0 if shared or last == e.REDACTED else e.SINGLE
    names = (single, e.BARE_ONLY, e.BARE_ONLY, e.GIVEN_ONLY * (last == e.GIVEN), 0, 0, 0)
    unfinished = e.UNFINISHED * (last in _OPEN)
    titles = (e.OFFICE_ONLY + alone, e.OFFICE_ONLY + min(0, alone + e.OF_RANK), alone + unfinished)
    return (*titles, *(points + cut for points in names), unfinished)


def _to_next_person(last: str, kind: str, mark: str, mode: str, shared: bool) -> Iterator[Step]:
    """The person ends before the word, which joins or begins another."""
    price = e.NEXT[mode] if mode == "one" or not shared else e.NEXT[mode] | _SHARED
    titled = e.TITLED * (mode == "named" and kind not in _BARE_TITLES)
    for state, end in enumerate(_endings(last, shared)):
        opened = end + _cost(price, last, kind, mark, state == ROLE)
        if kind == e.AND:
            yield state, BETWEEN, opened if mark else end + price["&"], False
        elif kind not in _NO_BEGINNING:
            opened += e.SEAM * (state == ROLE and not mark and last == kind == e.CAPITAL)
            untold = e.UNTOLD * (state in (BARE, LONG) and mark == ",")
            yield from _begin(kind, state, opened, titled + untold)
    if kind not in _NO_BEGINNING:
        yield from _begin_after_and(kind, titled, shared)


def _begin_after_and(kind: str, titled: int, shared: bool) -> Iterator[Step]:
    for before, state, points, begins in _begin(kind, BETWEEN, 0, titled):
        surname = shared and state == ALONE and kind in _SURNAMES  # `Poloffs Oduya and Mills`
        yield before, state, e.SURNAME if surname else points, begins


def _begin(kind: str, before: int, points: int, titled: int) -> Iterator[Step]:
    """A person begins with a title, for `titled` points more, or with a name."""
    as_title, as_name, _ = e.WORDS[kind]
    yield before, HELD if kind == e.ARTICLE else TITLE, points + titled + as_title, True
    yield before, ALONE, points + as_name + e.PARTICLE_FIRST * (kind == e.PARTICLE), True


def _cost(price: dict[str, int], last: str, kind: str, mark: str, told: bool) -> int:
    """Of beginning a person after another one, whose role was `told` or not."""
    if mark:
        return price[mark]
    if kind == e.REDACTED:
        return price["redacted"]
    if _splits_office(last, kind, told):
        return price[""] + e.SPLIT
    return price[{e.NOTED: "noted", e.BRACKET: "bracket"}.get(last, "")]


def _splits_office(last: str, kind: str, told: bool) -> bool:
    """Whether a word rather goes on with the office before it."""
    if kind == e.AGENT:
        return last in _FIELDS or (told and last in _OF_AGENT)
    return told and kind == e.MODIFIER and last == e.SYMBOL


# -- within a person -------------------------------------------------------------------------------


def _title_on(last: str, kind: str, mark: str) -> Iterator[Step]:
    """The title goes on."""
    as_title, _, as_role = e.WORDS[kind]
    on = e.TITLE_ON[mark] + total(
        (kind == e.CAPITAL and last in e.RANKS, e.NAMED),
        (kind in _UNLED and last in (e.CAPITAL, e.GIVEN), e.LED),
    )
    if kind == e.COURTESY and last == e.ARTICLE:
        yield HELD, TITLE, on + as_title, False  # `The Hon. Tom Borg`
    apart = mark in ("\t", ":")  # `Minister of State` in one column, `Dr. Borg` in the next
    tail = kind in (e.JOINER, e.PARTICLE) and last in e.RANKS
    for state in TITLES:
        worth = min(as_title, as_role) if state == TAIL and kind != e.COURTESY else as_title
        after = TAIL if state == TITLE and tail else state
        yield state, after, on + worth + e.AGAIN * (not apart and _is_another(state, last, kind)), False


def _is_another(state: int, last: str, kind: str) -> bool:
    """Whether a second title begins: `Minister of Trade` / `Ambassador`, `The Secretary` / `Acting Director`."""
    if state == TAIL:
        return kind in _RANK_BEGINS and last in _TAIL_ENDS
    return kind == e.SCRIBE or (state == HELD and kind in (e.MODIFIER, e.COURTESY) and last in e.RANKS)


def _title_to_name(last: str, kind: str, mark: str) -> Iterator[Step]:
    """The title ends, and its name begins; not that of a title with an article."""
    worth = _as_name(last, kind, mark, (e.HOLDER, e.COURTESY))
    for state in (TITLE, TAIL):
        yield state, FIRST, worth + e.NAME_AFTER[mark] + e.TO_NAME.get(last, e.UNFIT), False


def _name_on(last: str, kind: str, mark: str) -> Iterator[Step]:
    """The name goes on."""
    if kind == e.REDACTED or (mark and (mark, kind) != (",", e.SUFFIX)):
        return
    worth = _as_name(last, kind, mark, (e.GIVEN,))
    for state in NAMES:
        after = state if kind in SHORT_WORDS and state != ALONE else _AFTER[state]
        late = kind == e.GIVEN and (after in (LONG, THIRD, MORE) or last == e.GIVEN_TOO)
        yield state, after, worth + e.GIVEN_LATE * late + _longer(state, after, kind), False


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
    titled = not mark and kind == e.CAPITAL and last in e.RANKS
    yield ROLE, ROLE, e.ROLE_ON[mark] + as_role + e.NAMED_IN_ROLE * titled, False
    if kind == e.AND:
        return
    directly = not mark and kind in (e.BRACKET, e.NOTED, e.LETTERS)
    begins = as_role + (0 if directly else e.TO_ROLE[mark])
    ends = _endings(last, shared)
    for state in NAMES:
        told = e.BARE_ONLY * (state in (BARE, LONG) and kind != e.NOTED)
        yield state, ROLE, ends[state] - told + begins, False
