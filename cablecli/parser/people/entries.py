"""From the words of a line to the people in it: the cut into title, name and role that the evidence speaks for.

Each word goes to one state; a path through the states is a reading of the line, and the dearest path is taken
(Viterbi). What the line looks like to it, kinds and signs, is shared by many lines, so readings are remembered.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from cablecli.parser.people import evidence as e
from cablecli.parser.people.words import Word, told, words
from cablecli.patterns import pattern

TITLE, TAIL, HELD, ALONE, BARE, LONG, FIRST, SECOND, THIRD, MORE, ROLE, BETWEEN = range(12)
_TITLES, _NAMES, _WHOLE = (
    (TITLE, TAIL, HELD),
    (ALONE, BARE, LONG, FIRST, SECOND, THIRD, MORE),
    range(ROLE + 1),
)
_AFTER = {
    ALONE: BARE,
    BARE: LONG,
    LONG: LONG,
    FIRST: SECOND,
    SECOND: THIRD,
    THIRD: MORE,
    MORE: MORE,
}  # a name's next word
_LONGER = {BARE: 0, LONG: e.THIRD, SECOND: 0, THIRD: e.THIRD, MORE: e.FURTHER}
_NEVER = -999
_SHORT_WORDS = frozenset((e.PARTICLE, e.INITIAL, e.SUFFIX))  # they do not make a name longer
_RANKS = frozenset((e.RANK, e.AGENT, e.HOLDER, e.PLURAL, e.LOW_RANK, e.SURNAME_TOO))
_RANK_BEGINS = frozenset((e.RANK, e.AGENT, e.HOLDER, e.PLURAL, e.MODIFIER, e.COURTESY))
_TAIL_ENDS = frozenset((e.FIELD, e.OFFICE, e.PLACE, e.SYMBOL, e.CAPITAL))
_OPEN = frozenset((e.MODIFIER, e.JOINER, e.ARTICLE, e.AND))
_NO_BEGINNING = frozenset((e.JOINER, e.AND, e.BRACKET))
_FIELDS = frozenset((e.FIELD, e.OFFICE, e.PLACE, e.SYMBOL, e.MODIFIER))


_NICKNAME = pattern("short name in brackets", r"""(?:[A-Z][a-z]{0,2}){2,3}(?<=[a-z][A-Z])""")  # `(HbN)`


class Reading(NamedTuple):
    """The state of each word, `starts` where a person begins, and the points."""

    states: tuple[int, ...]
    starts: frozenset[int]
    score: int


class Entry(NamedTuple):
    """One person of a line; `text` is all that the line says of it."""

    title: str | None
    name: str | None
    role: str | None
    notetaker: bool
    text: str
    doubtful: bool = False


def read(text: str, mode: str = "line") -> tuple[list[Entry], int]:
    """The people of a text and the points of that reading; `mode` tells whether one or several are expected."""
    found = words(text)
    if not found:
        return [], _NEVER
    kinds, signs = "".join(w.kind for w in found), tuple(w.sign for w in found)
    best = reading(kinds, signs, mode)
    best = best._replace(score=best.score + _manner(found, best)) if mode != "line" else best
    if best.score < e.DOUBTFUL and (len(best.starts) < 2 or best.score < e.SENTENCE):
        return [Entry(None, None, text, False, text, True)], best.score
    cuts = [k for k in sorted(best.starts) if not _is_arbitrary(found, best.states, k)]
    entries: list[Entry] = []
    for first, stop in zip(cuts, [*cuts[1:], len(found)], strict=True):
        if kinds[first:stop] != e.INDEFINITE:  # `and others`
            entries.append(_entry(text, found[first:stop], best.states[first:stop], entries))
    if entries and found[-1].kind == e.NOTED and text[found[-1].end - 2 :].startswith(("s)", "rs")):
        entries = [one._replace(notetaker=True) if one.title == entries[-1].title else one for one in entries]
    return entries, best.score


@lru_cache(maxsize=16384)
def reading(kinds: str, signs: tuple[str, ...], mode: str) -> Reading:
    """The best path of states for words of these kinds with these signs before them."""
    walk = _Walk(mode, 0 if e.PLURAL in kinds else e.SINGLE)
    for kind, sign in zip(kinds, signs, strict=True):
        walk.step(kind, sign)
    whole = walk.whole()
    state = max(_WHOLE, key=whole.__getitem__)
    return _traced(walk.back, state, whole[state] + (e.SENTENCE if e.VERB in kinds else 0))


class _Walk:
    """The best points of each state behind the words so far, and the way back."""

    __slots__ = ("back", "last", "new", "points", "price", "single", "titled")

    def __init__(self, mode: str, single: int) -> None:
        self.price, self.single = e.NEXT.get(mode, e.NEXT["bare"]), single
        self.titled = e.TITLED if mode == "named" else 0
        self.points = [_NEVER] * 12
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
        out[ALONE] += 0 if self.last == e.REDACTED else self.single + e.PLACE_ONLY * (self.last == e.PLACE)
        out[BARE] += e.BARE_ONLY
        out[LONG] += e.BARE_ONLY
        if self.last == e.PARTICLE:
            for state in _NAMES:
                out[state] += e.UNFIT
        out[FIRST] += {e.GIVEN: e.GIVEN_ONLY, e.PLACE: e.PLACE_ONLY}.get(self.last, 0)
        out[ROLE] += e.UNFINISHED if self.last in _OPEN else 0
        return out

    def put(self, state: int, points: int, before: int, begins: bool = False) -> None:
        if points > self.new[state]:
            self.new[state] = points
            self.back[-1][state] = before, begins

    def step(self, kind: str, sign: str) -> None:
        """One more word."""
        self.new = [_NEVER] * 12
        self.back.append([(0, False)] * 12)
        if not self.last:
            self.begin(kind, 0, 0)
        else:
            whole = self.whole()
            best = max(_WHOLE, key=whole.__getitem__)
            opened = whole[best] + self.cost(kind, sign, best == ROLE)
            if kind == e.AND:
                self.put(BETWEEN, opened if sign else whole[best] + self.price["&"], best)
            if self.points[BETWEEN] > opened:
                self.begin(kind, self.points[BETWEEN], BETWEEN)
            else:
                seam = e.SEAM if best == ROLE and not sign and self.last == kind == e.CAPITAL else 0
                untold = e.UNTOLD if best in (BARE, LONG) and sign == "," else 0
                self.begin(kind, opened + seam, best, untold)
            self.title_on(kind, sign)
            self.name_on(kind, sign, whole)
        self.points, self.last = self.new, kind

    def cost(self, kind: str, sign: str, told: bool) -> int:
        """Of beginning a person behind another one."""
        if not sign and kind == e.REDACTED:
            return self.price["redacted"]
        if not sign and kind == e.AGENT and (self.last in _FIELDS or (told and self.last in _RANKS)):
            return self.price[""] + e.SPLIT
        if not sign and told and kind == e.MODIFIER and self.last == e.SYMBOL:
            return self.price[""] + e.SPLIT
        if not sign and self.last == e.NOTED:
            return self.price["noted"]
        return self.price["bracket" if not sign and self.last == e.BRACKET else sign]

    def begin(self, kind: str, points: int, before: int, untold: int = 0) -> None:
        if kind in _NO_BEGINNING and self.last:
            return
        as_title, as_name, _ = e.WORDS[kind]
        untold += self.titled if self.last and kind not in (e.INDEFINITE, e.ARTICLE) else 0
        self.put(HELD if kind == e.ARTICLE else TITLE, points + untold + as_title, before, True)
        first = {e.PARTICLE: e.PARTICLE_FIRST, e.UPPER: e.UPPER_FIRST}.get(kind, 0)
        self.put(ALONE, points + as_name + first, before, True)

    def title_on(self, kind: str, sign: str) -> None:
        """The title goes on, or its name begins."""
        as_title, as_name, as_role = e.WORDS[kind]
        for state in _TITLES:
            points = self.points[state] + e.TITLE_ON[sign]
            points += min(as_title, as_role) if state == TAIL and kind != e.COURTESY else as_title
            again = state == TAIL and kind in _RANK_BEGINS and self.last in _TAIL_ENDS
            again = again or (state == HELD and kind in (e.MODIFIER, e.COURTESY) and self.last in _RANKS)
            if kind == e.CAPITAL and self.last in _RANKS:
                points += e.NAMED
            if state == HELD and kind == e.COURTESY and self.last == e.ARTICLE:
                self.put(TITLE, points, state)  # `The Hon. Tom Borg`
            after = (
                TAIL if state == TITLE and kind in (e.JOINER, e.PARTICLE) and self.last in _RANKS else state
            )
            self.put(after, points + e.AGAIN if again else points, state)
            if state != HELD:
                led = e.NAME_BEHIND[sign] + e.TO_NAME.get(self.last, e.UNFIT)
                self.put(FIRST, self.points[state] + led + as_name, state)

    def name_on(self, kind: str, sign: str, whole: list[int]) -> None:
        """The name goes on, or its role begins or goes on."""
        _, as_name, as_role = e.WORDS[kind]
        closed = sign and not (sign == "," and kind == e.SUFFIX)
        behind = 0 if not sign and kind in (e.BRACKET, e.NOTED, e.LETTERS) else e.TO_ROLE[sign]
        for state in _NAMES:
            after = state if kind in _SHORT_WORDS and state != ALONE else _AFTER[state]
            if not closed and kind != e.REDACTED:
                late = e.GIVEN_LATE if kind == e.GIVEN and after in (LONG, THIRD, MORE) else 0
                late += e.LATE_INITIAL if kind == e.INITIAL and state in (BARE, LONG, SECOND, THIRD) else 0
                longer = _LONGER[after] if after != state else 0
                self.put(after, self.points[state] + as_name + late + longer, state)
            told = e.BARE_ONLY if state in (BARE, LONG) and kind != e.NOTED else 0
            if kind != e.AND:
                self.put(ROLE, whole[state] - told + behind + as_role, state)
        whole_before = 0
        if not sign and self.last == e.BRACKET and kind != e.NOTED:
            whole_before = e.WHOLE_BRACKET
        elif not sign and kind == e.CAPITAL and self.last in _RANKS:
            whole_before = e.NAMED_IN_ROLE
        self.put(ROLE, self.points[ROLE] + e.ROLE_ON[sign] + whole_before + as_role, ROLE)


def _traced(back: list[list[tuple[int, bool]]], state: int, score: int) -> Reading:
    states, starts = [], set()
    for place in range(len(back) - 1, -1, -1):
        states.append(state)
        state, begins = back[place][state]
        if begins:
            starts.add(place)
    return Reading(tuple(reversed(states)), frozenset(starts), score)


def _entry(text: str, found: Sequence[Word], states: tuple[int, ...], before: list[Entry]) -> Entry:
    """The parts of one person, cut out of the text as written."""
    if states[-1] == BETWEEN and len(states) > 1:
        found, states = found[:-1], states[:-1]
    said = text[found[0].start : found[-1].end]
    noted = any(
        w.kind == e.NOTED
        or (
            w.kind == e.BRACKET
            and "ote" in text[w.start : w.end].lower()
            and told(text[w.start : w.end]) != text[w.start + 1 : w.end - 1].strip()
        )
        for w in found
    )
    title = _part(text, [w for w, s in zip(found, states, strict=True) if s in _TITLES and w.kind != e.NOTED])
    name = _part(text, [w for w, s in zip(found, states, strict=True) if s in _NAMES])
    role = _role(text, [w for w, s in zip(found, states, strict=True) if s == ROLE and w.kind != e.NOTED])
    if not name or _is_crowded([w for w, s in zip(found, states, strict=True) if s in _NAMES]):
        left = [w for w in found if w.kind != e.NOTED or text[w.start] not in "(["]
        return Entry(None, None, _part(text, left) or said, noted, said)
    if title is None and before and found[0].sign != ";" and _is_shared(before[-1]):
        title = before[-1].title
    return Entry(title, name, role, noted, said)


def _is_arbitrary(found: Sequence[Word], states: tuple[int, ...], cut: int) -> bool:
    """Whether a person begins amid so many names that nothing shows where: `Lim Kok Yao Chen Hong Tak`."""
    if cut == 0 or found[cut].sign or states[cut] not in _NAMES or states[cut - 1] not in _NAMES:
        return False
    first = next((k for k in range(cut, 0, -1) if states[k - 1] not in _NAMES), 0)
    last = next((k for k in range(cut, len(found)) if states[k] not in _NAMES or (k > cut and found[k].sign)), len(found))
    return _is_crowded(found[first:last])


def _is_crowded(names: Sequence[Word]) -> bool:
    """Whether words are more than the name of one person."""
    return sum(w.kind not in _SHORT_WORDS for w in names) >= e.CROWDED


def _is_shared(one: Entry) -> bool:
    """Whether the title of the person before is that of several: `Poloffs Berg and Stone`."""
    return one.title is not None and words(one.title)[-1].kind == e.PLURAL


def _part(text: str, found: Sequence[Word]) -> str | None:
    return text[found[0].start : found[-1].end] if found else None


def _role(text: str, found: Sequence[Word]) -> str | None:
    """The role as written; brackets directly behind the name lose their signs."""
    if not found:
        return None
    first, rest = found[0], found[1:]
    if first.kind != e.BRACKET:
        role = text[first.start : found[-1].end]
        for bracket in (text[w.start : w.end] for w in rest if w.kind == e.BRACKET):
            role = (
                role.replace(bracket, f"({inner})")
                if (inner := told(bracket)) != bracket[1:-1].strip()
                else role
            )
        return role.removesuffix(" and").rstrip(" ,")
    inner = told(text[first.start : first.end])
    if "protect" in inner.lower() or _NICKNAME.fullmatch(inner):
        inner = ""
    return ", ".join(filter(None, (inner, _part(text, rest)))) or None


def _manner(found: Sequence[Word], best: Reading) -> int:
    """Points off where a run tells of its people in more than one manner."""
    cuts = sorted(best.starts)
    offices = [  # of each: whether one stands before, and whether one behind a comma
        (best.states[a] in _TITLES and found[a].kind != e.COURTESY, _has_role(found[a:b], best.states[a:b]))
        for a, b in zip(cuts, [*cuts[1:], len(found)], strict=True)
    ]
    behind = [before for before, role in offices if role]
    mixed = e.MIXED * (True in behind and False in behind)
    commas = any(found[k].sign == "," for k in cuts[1:])
    return mixed + e.PARTED_TWICE * (commas and 0 < len(behind) < len(offices))


def _has_role(found: Sequence[Word], states: tuple[int, ...]) -> bool:
    """Whether a comma leads to a person's office."""
    return ROLE in states and found[states.index(ROLE)].sign == ","
