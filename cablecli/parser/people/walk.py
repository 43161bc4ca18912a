"""The best way to take the words of a line apart into people, each into title, name and role.

Each word goes to one state; a path through the states is a reading of the line, and the path with most points is
taken (Viterbi). A line is nothing to it but kinds and signs, shared by many lines, so readings are remembered.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from cablecli.parser.people import evidence as e
from cablecli.parser.people.evidence import total

# The states of a title: plain, behind `of`, with an article. Of a name without a title: its first word, second,
# further ones; of one with a title: first, second, third, more. Then the role, and `and` between people.
TITLE, TAIL, HELD, ALONE, BARE, LONG, FIRST, SECOND, THIRD, MORE, ROLE, BETWEEN = range(12)
TITLES = (TITLE, TAIL, HELD)
NAMES = (ALONE, BARE, LONG, FIRST, SECOND, THIRD, MORE)
SHORT_WORDS = frozenset((e.PARTICLE, e.INITIAL, e.SUFFIX))  # they do not make a name longer
_WHOLE = range(ROLE + 1)  # behind which a person may end
_AFTER = {ALONE: BARE, BARE: LONG, LONG: LONG, FIRST: SECOND, SECOND: THIRD, THIRD: MORE, MORE: MORE}
_LONGER = {BARE: 0, LONG: e.THIRD, SECOND: 0, THIRD: e.THIRD, MORE: e.FURTHER}
NEVER = -999
_UNREACHED = NEVER // 2  # points that no state has but by way of one that cannot be
_RANKS = frozenset((e.RANK, e.AGENT, e.HOLDER, e.PLURAL, e.LOW_RANK, e.SURNAME_TOO))
_RANK_BEGINS = frozenset((e.RANK, e.AGENT, e.HOLDER, e.PLURAL, e.MODIFIER, e.COURTESY))
_UNLED = frozenset((e.COURTESY, e.SURNAME_TOO))  # `Mr.`, `Major`: nothing of a title stands before them
_TAIL_ENDS = frozenset((e.FIELD, e.OFFICE, e.PLACE, e.SYMBOL, e.CAPITAL))
_OPEN = frozenset((e.MODIFIER, e.JOINER, e.ARTICLE, e.AND))
_NO_BEGINNING = frozenset((e.JOINER, e.AND, e.BRACKET))
_SURNAMES = frozenset((e.PLACE, e.FIELD, e.OFFICE))  # that may be one
_FIELDS = frozenset((e.FIELD, e.OFFICE, e.PLACE, e.SYMBOL, e.MODIFIER))


class Reading(NamedTuple):
    """The state of each word, `starts` where a person begins, and the points."""

    states: tuple[int, ...]
    starts: frozenset[int]
    score: int


@lru_cache(maxsize=16384)
def reading(kinds: str, signs: tuple[str, ...], mode: str) -> Reading:
    """The best path of states for words of these kinds with these signs before them."""
    walk = _Walk(mode, 0 if e.PLURAL in kinds else e.SINGLE)
    for kind, sign in zip(kinds, signs, strict=True):
        walk.step(kind, sign)
    whole = walk.whole()
    state = max(_WHOLE, key=whole.__getitem__)
    return _traced(walk.back, state, whole[state] + (e.SENTENCE if e.VERB in kinds else 0))


def _traced(back: list[list[tuple[int, bool]]], state: int, score: int) -> Reading:
    states, starts = [], set()
    for place in range(len(back) - 1, -1, -1):
        states.append(state)
        state, begins = back[place][state]
        if begins:
            starts.add(place)
    return Reading(tuple(reversed(states)), frozenset(starts), score)


@cache
def _next_of_name(state: int, kind: str) -> tuple[int, int]:
    """The state behind one more word of a name, and the points off for a longer name."""
    after = state if kind in SHORT_WORDS and state != ALONE else _AFTER[state]
    return after, (_LONGER[after] if after != state else 0) + total(
        (kind == e.GIVEN and after in (LONG, THIRD, MORE), e.GIVEN_LATE),
        (kind == e.INITIAL and state in (BARE, LONG, SECOND, THIRD), e.LATE_INITIAL),
    )


class _Walk:
    """The best points of each state behind the words so far, and the way back."""

    __slots__ = ("back", "last", "new", "points", "price", "single", "titled")

    def __init__(self, mode: str, single: int) -> None:
        self.price, self.single = e.NEXT[mode], single
        if not single:  # a title that several share: `Senators Colby, Dunn and Estes`
            self.price = self.price if mode == "one" else {**self.price, ",": 0, "&": 0}
        self.titled = e.TITLED if mode == "named" else 0
        self.points = [NEVER] * 12
        self.new = self.points
        self.back: list[list[tuple[int, bool]]] = []
        self.last = ""

    def whole(self) -> list[int]:
        """The points of each state where a person ends behind it."""
        out = self.points[:BETWEEN]
        alone = e.ALONE.get(self.last, e.UNFIT)
        out[TITLE] += e.OFFICE_ONLY + alone
        out[TAIL] += e.OFFICE_ONLY + min(0, alone + e.OF_RANK)
        out[HELD] += alone
        out[ALONE] += 0 if self.last == e.REDACTED else self.single
        out[BARE] += e.BARE_ONLY
        out[LONG] += e.BARE_ONLY
        if self.last == e.PARTICLE:
            for state in NAMES:
                out[state] += e.UNFIT
        out[FIRST] += e.GIVEN_ONLY * (self.last == e.GIVEN)
        out[ROLE] += e.UNFINISHED if self.last in _OPEN else 0
        return out

    def put(self, state: int, points: int, before: int, begins: bool = False) -> None:
        if points > self.new[state]:
            self.new[state] = points
            self.back[-1][state] = before, begins

    def step(self, kind: str, sign: str) -> None:
        """One more word."""
        self.new = [NEVER] * 12
        self.back.append([(0, False)] * 12)
        if not self.last:
            self.begin(kind, 0, 0)
        else:
            whole = self.whole()
            self.part(kind, sign, whole)
            self.title_on(kind, sign)
            self.title_to_name(kind, sign)
            self.name_on(kind, sign)
            self.name_to_role(kind, sign, whole)
            self.role_on(kind, sign)
        self.points, self.last = self.new, kind

    # -- from one person to the next ---------------------------------------------------------------

    def part(self, kind: str, sign: str, whole: list[int]) -> None:
        """The person ends before the word, which joins or begins another."""
        best = max(_WHOLE, key=whole.__getitem__)
        opened = whole[best] + self.cost(kind, sign, best == ROLE)
        if kind == e.AND:
            self.put(BETWEEN, opened if sign else whole[best] + self.price["&"], best)
        if self.points[BETWEEN] > opened:
            self.begin(kind, self.points[BETWEEN], BETWEEN)
            return
        seam = best == ROLE and not sign and self.last == kind == e.CAPITAL
        untold = best in (BARE, LONG) and sign == ","
        self.begin(kind, opened + e.SEAM * seam, best, e.UNTOLD * untold)

    def cost(self, kind: str, sign: str, told: bool) -> int:
        """Of beginning a person behind another one, whose role was `told` or not."""
        if sign:
            return self.price[sign]
        if kind == e.REDACTED:
            return self.price["redacted"]
        if self.splits_office(kind, told):
            return self.price[""] + e.SPLIT
        return self.price[{e.NOTED: "noted", e.BRACKET: "bracket"}.get(self.last, "")]

    def splits_office(self, kind: str, told: bool) -> bool:
        """Whether a word rather goes on with the office before it."""
        if kind == e.AGENT:
            return self.last in _FIELDS or (told and self.last in _RANKS)
        return told and kind == e.MODIFIER and self.last == e.SYMBOL

    def begin(self, kind: str, points: int, before: int, titled: int = 0) -> None:
        """A person begins with a title, for `titled` points more, or with a name."""
        if kind in _NO_BEGINNING and self.last:
            return
        as_title, as_name, _ = e.WORDS[kind]
        if kind in _SURNAMES and before == BETWEEN and not self.single:
            as_name = e.SURNAME  # `Poloffs Oduya and Mills`
        if self.last and kind not in (e.INDEFINITE, e.ARTICLE, e.SCRIBE):
            titled += self.titled
        self.put(HELD if kind == e.ARTICLE else TITLE, points + titled + as_title, before, True)
        self.put(ALONE, points + as_name + e.PARTICLE_FIRST * (kind == e.PARTICLE), before, True)

    # -- within a person ---------------------------------------------------------------------------

    def title_on(self, kind: str, sign: str) -> None:
        """The title goes on."""
        as_title, _, as_role = e.WORDS[kind]
        on = e.TITLE_ON[sign] + total(
            (kind == e.CAPITAL and self.last in _RANKS, e.NAMED),
            (kind in _UNLED and self.last in (e.CAPITAL, e.GIVEN), e.LED),
        )
        for state in self.reached(TITLES):
            in_tail = state == TAIL and kind != e.COURTESY
            worth = self.points[state] + on + (min(as_title, as_role) if in_tail else as_title)
            if state == HELD and kind == e.COURTESY and self.last == e.ARTICLE:
                self.put(TITLE, worth, state)  # `The Hon. Tom Borg`
            self.put(self.title_after(state, kind), worth + e.AGAIN * self.is_another(state, kind), state)

    def title_to_name(self, kind: str, sign: str) -> None:
        """The title ends, and its name begins; not that of a title with an article."""
        surname = kind in _SURNAMES and not sign and self.last in (e.HOLDER, e.COURTESY)
        led = e.NAME_BEHIND[sign] + e.TO_NAME.get(self.last, e.UNFIT)
        led += e.SURNAME if surname else e.WORDS[kind][1]
        for state in self.reached((TITLE, TAIL)):
            self.put(FIRST, self.points[state] + led, state)

    def reached(self, states: tuple[int, ...]) -> list[int]:
        """Those of some states that a reading of the words so far has come to."""
        points = self.points
        return [state for state in states if points[state] > _UNREACHED]

    def title_after(self, state: int, kind: str) -> int:
        tail = state == TITLE and kind in (e.JOINER, e.PARTICLE) and self.last in _RANKS
        return TAIL if tail else state

    def is_another(self, state: int, kind: str) -> bool:
        """Whether a second title begins: `Minister of Trade` / `Ambassador`, `The Secretary` / `Acting Director`."""
        if state == TAIL:
            return kind in _RANK_BEGINS and self.last in _TAIL_ENDS
        if kind == e.SCRIBE:
            return True
        return state == HELD and kind in (e.MODIFIER, e.COURTESY) and self.last in _RANKS

    def name_on(self, kind: str, sign: str) -> None:
        """The name goes on."""
        if kind == e.REDACTED or (sign and (sign, kind) != (",", e.SUFFIX)):
            return
        surname = kind in _SURNAMES and not sign and self.last == e.GIVEN
        as_name = e.SURNAME if surname else e.WORDS[kind][1]
        for state in self.reached(NAMES):
            after, longer = _next_of_name(state, kind)
            self.put(after, self.points[state] + as_name + longer, state)

    def name_to_role(self, kind: str, sign: str, whole: list[int]) -> None:
        """The name ends, and its role begins."""
        if kind == e.AND:
            return
        directly = not sign and kind in (e.BRACKET, e.NOTED, e.LETTERS)
        as_role = e.WORDS[kind][2] + (0 if directly else e.TO_ROLE[sign])
        for state in self.reached(NAMES):
            told = e.BARE_ONLY if state in (BARE, LONG) and kind != e.NOTED else 0
            self.put(ROLE, whole[state] - told + as_role, state)

    def role_on(self, kind: str, sign: str) -> None:
        as_role = e.WORDS[kind][2]
        if not sign and kind == e.CAPITAL and self.last in _RANKS:
            as_role += e.NAMED_IN_ROLE
        self.put(ROLE, self.points[ROLE] + e.ROLE_ON[sign] + as_role, ROLE)
