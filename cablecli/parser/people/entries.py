"""The people in the words of a line: each taken apart into title, name and role by the evidence (`walk`)."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from cablecli.facts import lexicon
from cablecli.facts.words import words as listed
from cablecli.parser.people import evidence as e
from cablecli.parser.people.walk import BETWEEN, NAMES, NEVER, ROLE, SHORT_WORDS, TITLES, Walk, reading
from cablecli.parser.people.words import Word, kinds, takes_notes, told, words
from cablecli.parser.tokens.withheld import is_withheld
from cablecli.patterns import pattern

_PART_OF_STATE = [0 if state in TITLES else 1 if state in NAMES else 2 for state in range(BETWEEN + 1)]
_WITHOUT_NAME = frozenset((*TITLES, BETWEEN))
_CLOSING = frozenset((e.AND, e.BRACKET, e.NOTED))  # people end at one without a comma
_NICKNAME = pattern("short name in brackets", r"""(?:[A-Z][a-z]?){2,3}(?<=[a-z][A-Z])""")  # `(HbN)`
GAP = pattern("blank between columns", r"""[ \t](?:[ \t]+|(?<=\t))""")
_HEAD_END = pattern(
    "end of the head of an entry", r"""[,;:(\[\t] | [ ]{2} | [ ]--?[ ] | [ ](?:of|from|for|with|at)[ ]"""
)
_SURNAMES = frozenset((e.CAPITAL, e.UPPER, e.SURNAME_TOO, e.GIVEN_TOO))
_FEWEST_SURNAMES = 3  # two may be a name and its office, unless `and` joins them
_INVERTED = e.NAMING | {e.PARTICLE, e.SYMBOL}  # of a surname before its given name: `LEE, Ada`
_LONGEST_SURNAME = 4  # words of it, and the given name
_TITLED = e.TITLE_WORDS | {e.SYMBOL}
_LEADING = e.RANKS | {e.COURTESY, e.LOW}  # of a title that has a name after it
_NO_NAME = e.OFFICES | frozenset((e.LOW_RANK, e.MODIFIER, e.JOINER, e.ARTICLE, e.US, e.OWNER, e.LOW))
_PERHAPS_FIELDS = e.UNKNOWN | {e.FIELD}
_ORGANS = frozenset((e.FIELD, e.OFFICE))
_LONG_NAME = 5  # characters that no initial has, its full stop among them: `Hart.`, not `Vda.`
_LONGEST_OF_NOBODY = 6  # words of an entry without a name; in more a sentence is told


class Person(NamedTuple):
    """One person of a line; `text` is all that the line says of it."""

    title: str | None
    name: str | None
    role: str | None
    notetaker: bool
    text: str
    doubtful: bool = False


@lru_cache(maxsize=2048)
def read(text: str, mode: str = "line") -> tuple[list[Person], int]:
    """The people of a text and the points of that reading; `mode` tells what is expected (`evidence.NEXT`)."""
    found = words(text)
    if not found:
        return [], NEVER
    best, points = _best(found, mode)
    return _people(text, found, best, points), points


@lru_cache(maxsize=2048)
def read_any(
    text: str, crowd: bool, inverted: bool, styles: frozenset[str] = frozenset()
) -> tuple[list[Person], int]:
    """The people of a text, one or several, whichever reading has more points; a `crowd` is expected or not.

    In an `inverted` list `Tate, Corwin` is one name; `styles` are words that are no names in this one.
    """
    found = words(text)
    if not found:
        return [], NEVER
    if not styles.isdisjoint(text.lower().split()):
        found = _styled(text, found, styles)
    if inverted and (at := given_at(found)):
        surname = [w._replace(kind=e.UPPER) if w.kind == e.SYMBOL else w for w in found[:at]]
        found = (*surname, found[at]._replace(mark=""), *found[at + 1 :])
    line, points = _best(found, "line")
    # two names have their offices in brackets: `Ada Stone (Trade), Nils Berg (Ports)`
    told = (w.kind == e.BRACKET and not w.mark and before.kind in e.NAMING for before, w in pairwise(found))
    crowd = crowd or sum(told) > 1
    return _several(text, found, crowd, points) or (_people(text, found, line, points), points)


def _styled(text: str, found: tuple[Word, ...], styles: frozenset[str]) -> tuple[Word, ...]:
    """The words with those that are styles here where a person begins with one: `M. Borg; Malik Ali Sal`.

    Also behind another style of its language: `Drs. H. Budi Sal`, not `Dr. M. Borg`.
    """
    out: list[Word] = []
    others: Sequence[str] = ()  # styles that may follow the word before
    for w, after in pairwise((*found, found[-1]._replace(mark=";"))):
        said = text[w.start : w.end].lower()
        begins = not out or w.mark or said in others
        out.append(w._replace(kind=e.COURTESY) if begins and said in styles and not after.mark else w)
        others = lexicon.styles().get(said, ())
    return tuple(out)


def _several(text: str, found: Sequence[Word], crowd: bool, least: int) -> tuple[list[Person], int] | None:
    """The best reading of words as several people, where one has more points than `least`; what no `crowd` is costs."""
    people: list[Person] = []
    points = least
    most = e.ALL_BARE if crowd else e.SEVERAL
    for best, score in _of_several(text, found, crowd):
        if len(best.starts) < 2 or score + most <= points:
            continue
        several = _people(text, found, best, score)
        score += most * (not crowd or all(one.name is not None and one.role is None for one in several))
        if len(several) > 1 and score > points:
            people, points = several, score
    return (people, points) if people else None


def _of_several(text: str, found: Sequence[Word], crowd: bool) -> Iterator[tuple[Walk, int]]:
    """The readings of words as several people, with their points: commas or nothing between them.

    On a line of its own only a title right after a name shows that there are more than one.
    """
    if any(w.mark == ";" and w.kind != e.AND for w in found) or not (crowd or _has_second_title(found)):
        return
    if crowd and "," in text:
        yield _best(found, "titled" if found[0].kind in _TITLED else "commas")
    best, points = _best(found, "bare")
    yield best, points
    if points < best.score and crowd and "," in text:  # they are told of in more than one manner
        yield _best(found, "named")


def _has_second_title(found: Sequence[Word]) -> bool:
    """Whether a title stands right after a name: `Ambassador Stone Poloff Berg`."""
    return any(w.kind in _TITLED and not w.mark and before.kind in e.NAMING for before, w in pairwise(found))


def surnames(text: str) -> tuple[list[Person], int] | None:
    """The people of a text that holds nothing but surnames, commas and `and`; None where it holds anything else."""
    if not (_SURNAMES | {e.AND}).issuperset(kinds(text)):
        return None
    found = words(text)
    names = [w for w in found if w.kind != e.AND]
    joined = all(w.mark == "," or e.AND in (before.kind, w.kind) for before, w in pairwise(found))
    if not joined or len(names) < _FEWEST_SURNAMES - (e.AND in kinds(text)):
        return None
    said = [text[w.start : w.end] for w in names]
    return [Person(None, name, None, False, name) for name in said], sum(e.WORDS[w.kind][1] for w in names)


def is_nobody(text: str) -> bool:
    """Whether a text is one entry without a name: `two aides`, `his son`, `a surveyor (name not given)`."""
    found = words(text)
    if not found or found[0].kind != e.INDEFINITE or len(found) > _LONGEST_OF_NOBODY:
        return False
    people, _ = read(text)
    return len(people) == 1 and people[0].name is None and not people[0].doubtful


def is_one(text: str) -> bool:
    """Whether a text that ends as an entry does names one person or couple: `Dr. Borg, DCM`, `Borg and Mrs. Borg`."""
    people, points = read(text)
    couple = len(people) > 1 and e.AND + e.COURTESY in kinds(text)
    if points <= 0 or text[-1] in ",;-/" or len(people) != 1 + couple or people[0].name is None:
        return False
    role = people[0].role
    if role is None or text[-1] == ")":
        return True  # `Ada Stone, Nils Berg` may be two, `Ada Stone (D-Texas)` is not
    told, _, rest = role.partition(", ")
    own = rest if f"({told})" in text else role  # `Ada Stone (D-TX), DCM`
    return not own or not e.NAMING.issuperset(kinds(own))


def is_firm_or_ship(text: str) -> bool:
    """Whether a firm's or a ship's name is the head of an entry: `Major Tool Company`, `USS Captain Ward (FF)`.

    `USNS Harbor Captain Berg` and `Berg, Harbor Works Inc.` are people.
    """
    head = _HEAD_END.split(text, maxsplit=1)[0]
    first, _, name = head.partition(" ")
    if first in listed("ship_prefixes"):
        return bool(name) and not _has_second_title(words(name))
    said = name.lower().split(" ")
    ends = {said[-1], " ".join(said[-2:]), text[len(head) + 2 :].lower()}  # also of `Berg & Hart, Inc.`
    return not ends.isdisjoint(listed("firm_ends"))


def given_at(found: Sequence[Word]) -> int:
    """The place of the given name behind a surname and a comma, `van Berg, Ada, DCM`; 0 where none is."""
    at = next((k for k, w in enumerate(found[:_LONGEST_SURNAME]) if w.mark), 0)
    said = {word.kind for word in found[:at]}
    if not said or not _INVERTED.issuperset(said) or (e.GIVEN in said and at > 1):
        return 0
    if found[at].mark != "," or found[at].kind not in e.NAMING:
        return 0
    return 0 if found[at].kind != e.INITIAL and _are_names(found[at + 1 : at + 3]) else at


def _are_names(after: Sequence[Word]) -> bool:
    """Whether what follows two names shows them to be those of a list: another name alone behind a comma."""
    if not after or not after[0].mark:
        return False
    alone = len(after) == 1 or after[1].mark
    return after[0].kind == e.AND or bool(alone and after[0].kind in e.NAMING)


def _best(found: Sequence[Word], mode: str) -> tuple[Walk, int]:
    """The best reading of words in a mode, and its points."""
    best = reading("".join([w.kind for w in found]), tuple([w.mark for w in found]), mode)
    return best, best.score + (_manner(found, best) if mode != "line" else 0)


def _people(text: str, found: Sequence[Word], best: Walk, points: int) -> list[Person]:
    """The people of a reading, each taken apart; with too few points the text stands whole."""
    if points < e.DOUBTFUL and (len(best.starts) < 2 or points < e.SENTENCE):
        return [] if _is_untold(text, found) else [Person(None, None, text, False, text, True)]
    cuts = [k for k in sorted(best.starts) if not _is_arbitrary(found, best.states, k)]
    entries: list[Person] = []
    for first, stop in pairwise([*cuts, len(found)]):
        mine = found[first:stop]
        one = _entry(text, mine, best.states[first:stop], entries)
        places = one.title is None and len(mine) > 1 and {w.kind for w in mine} == {e.PLACE}
        if not places and not _is_untold(text, mine):  # `Ambassadors of Malta, Peru, Chile`
            entries.append(one)
    return _all_noted(text, found[-1], entries)


def _is_untold(text: str, found: Sequence[Word]) -> bool:
    """Whether an entry tells of nobody: `and others`, `other embassy officials`, `Vacant, Harbor Board`."""
    if found[0].kind != e.INDEFINITE:
        return False
    head = [w.kind for w in takewhile(lambda w: w.mark != ",", found[1:])]
    other = text[found[0].start : found[0].end].lower() in listed("untold")
    return not found[1:] or (other and (e.NAMING.isdisjoint(head) or head[-1] in (e.PLURAL, e.LOW)))


def _all_noted(text: str, last: Word, entries: list[Person]) -> list[Person]:
    """`Poloffs Berg and Stone (notetakers)`: what the last word says of all with that title."""
    if last.kind != e.NOTED or text[last.start : last.end].rstrip(")]")[-1] not in "sS":
        return entries
    return [one._replace(notetaker=one.notetaker or one.title == entries[-1].title) for one in entries]


def _entry(text: str, found: Sequence[Word], states: tuple[int, ...], before: list[Person]) -> Person:
    """The parts of one person, cut out of the text as written."""
    if states[-1] == BETWEEN:
        found, states = found[:-1], states[:-1]
    said = text[found[0].start : found[-1].end]
    noted = any(takes_notes(text, w) for w in found)
    title, named, role = _parts(found, states)
    unnamed = _has_no_name(found[0].kind, title, named) or _is_office(title, named, role)
    if unnamed or not named or _is_crowded(named):
        office = _part(text, [w for w in found if w.kind != e.NOTED or text[w.start] not in "(["])
        return Person(None, None, office or said, noted, said, bool(named) and not unnamed)
    if title or found[0].mark == ";":
        return Person(_part(text, title), _name(text, named), _role(text, role), noted, said)
    return Person(_shared_title(before), _name(text, named), _role(text, role), noted, said)


def _parts(found: Sequence[Word], states: tuple[int, ...]) -> tuple[list[Word], list[Word], list[Word]]:
    """The words of title, name and role, without `notetaker`; `Head of delegation: Minister` is a role and a title."""
    parts: tuple[list[Word], list[Word], list[Word]] = ([], [], [])
    for w, state in zip(found, states, strict=True):
        if w.kind != e.NOTED:
            parts[_PART_OF_STATE[state]].append(w)
    title, named, role = map(_without_ands, parts)
    colon = next((k for k, w in enumerate(title) if k and w.mark == ":"), 0)
    return title[colon:], named, role or title[:colon]


def _without_ands(part: list[Word]) -> list[Word]:
    """A part without `and` at its beginning or end: `Econoff and` of `Econoff and notetaker`."""
    said = [k for k, w in enumerate(part) if w.kind != e.AND]
    return part[said[0] : said[-1] + 1] if said else []


def _shared_title(before: list[Person]) -> str | None:
    """The title of the person before where it is that of several: `Poloffs Berg and Stone`."""
    title = before[-1].title if before else None
    return title if title and words(title)[-1].kind == e.PLURAL else None


def _has_no_name(first: str, title: Sequence[Word], named: Sequence[Word]) -> bool:
    """Whether an entry that begins `two`, `a` or `his` has no name: `his son`, `five men from Gozo`."""
    if first != e.INDEFINITE:
        return False
    of_title = {w.kind for w in title}
    led = not _LEADING.isdisjoint(of_title)  # `his wife Ada Stone`, `two Poloffs Berg and Stone`
    unnamed = e.NAMING.isdisjoint(w.kind for w in named)
    return unnamed or not led or (e.JOINER in of_title and not named[0].mark)  # `a friend of Minister Borg`


def _is_office(title: Sequence[Word], named: Sequence[Word], role: Sequence[Word]) -> bool:
    """Whether words read as a name are an office's: `Secretary` / `General`, `of Ports`, `Harbor` / `Power Board`.

    After a style they are a name all the same: `Mr. Counsel`.
    """
    if not named or (title and title[-1].kind == e.COURTESY):
        return False
    if named[0].kind == e.JOINER or _NO_NAME.issuperset(w.kind for w in named):
        return True
    single = len(named) == 1 and named[0].kind in _PERHAPS_FIELDS
    behind = _behind_comma([*title, *named]) if single else ()
    if behind:
        return e.TITLE_WORDS.isdisjoint(w.kind for w in behind)  # `Editor, Radio` / `Gulvets`
    return bool(role) and _is_of_organ(title, named, role)


def _behind_comma(said: Sequence[Word]) -> Sequence[Word]:
    """The words from the last one with a comma on; none where that is the first."""
    comma = max((k for k, w in enumerate(said) if w.mark == ","), default=0)
    return said[comma:] if comma else ()


def _is_of_organ(title: Sequence[Word], named: Sequence[Word], role: Sequence[Word]) -> bool:
    """Whether a name is the beginning of an organ that the role goes on with: `Head, Energy Committee`."""
    if not title and len(named) == 1 and named[0].kind in (e.SURNAME_TOO, e.GIVEN_TOO):
        return role[0].kind not in e.RANKS and role[0].mark == ","
    organ = not role[0].mark and role[0].kind in _ORGANS
    return organ and (len(named) == 1 or named[-1].kind in _ORGANS)


def _is_arbitrary(found: Sequence[Word], states: tuple[int, ...], cut: int) -> bool:
    """Whether a person begins amid so many names that nothing shows where: `Lim Kok Yao Chen Hong Tak`."""
    if cut == 0 or found[cut].mark:
        return False
    before = list(takewhile(lambda k: states[k] in NAMES, range(cut - 1, -1, -1)))
    after = list(takewhile(lambda k: states[k] in NAMES and not found[k].mark, range(cut, len(found))))
    return bool(before and after) and _is_crowded([found[k] for k in before + after])


def _is_crowded(names: Sequence[Word]) -> bool:
    """Whether words are more than the name of one person; with a particle one more is none too many."""
    particled = any(w.kind == e.PARTICLE for w in names)
    return sum(w.kind not in SHORT_WORDS for w in names) >= e.CROWDED + particled


def _name(text: str, named: Sequence[Word]) -> str | None:
    """The words of a name, without the full stop that looks like an initial's: `Consul Hart. Minister Borg`."""
    name = _part(text, named)
    return name[:-1] if name and name[-1] == "." and name[-_LONG_NAME:-1].isalpha() else name


def _part(text: str, found: Sequence[Word]) -> str | None:
    return GAP.sub(" ", text[found[0].start : found[-1].end]) if found else None


def _role(text: str, found: Sequence[Word]) -> str | None:
    """The role as written; brackets directly after the name lose their marks, all lose `notetaker`."""
    if not found:
        return None
    role = text[found[0].start : found[-1].end]
    for bracket in dict.fromkeys(text[w.start : w.end] for w in found if w.kind == e.BRACKET):
        inner = told(bracket)
        if bracket == text[found[0].start : found[0].end]:
            unsaid = "protect" in inner.lower() or _NICKNAME.fullmatch(inner) or is_withheld(bracket)
            rest = _part(text, found[1:])
            role = ", ".join(filter(None, ("" if unsaid else inner, rest)))
        elif inner != bracket[1:-1].strip():
            role = role.replace(bracket, f"({inner})")
    return role.rstrip(" ,_`") or None


def _manner(found: Sequence[Word], best: Walk) -> int:
    """Points off where a run tells of its people in more than one manner."""
    cuts = sorted(best.starts)
    after = []  # of each with an office after a comma: whether one stands before the name as well
    for first, stop in pairwise([*cuts, len(found)]):
        role = best.states.index(ROLE, first, stop) if ROLE in best.states[first:stop] else first
        if role > first and found[role].mark == ",":
            after.append(best.states[first] in TITLES and found[first].kind != e.COURTESY)
    commas, seams = _parted_by(found, cuts[1:])
    return (
        e.MIXED * ((True in after and False in after) + (commas and seams))
        + e.PARTED_TWICE * (commas and 0 < len(after) < len(cuts))
        + e.UNTOLD * _has_office_behind_style(found, best.states, cuts)
    )


def _parted_by(found: Sequence[Word], cuts: list[int]) -> tuple[bool, bool]:
    """Whether commas part some people, those before `and` among them, and whether nothing parts others."""
    between = (found[k - (found[k - 1].kind == e.AND)].mark for k in cuts)
    return "," in between, any(not found[k].mark and found[k - 1].kind not in _CLOSING for k in cuts)


def _has_office_behind_style(found: Sequence[Word], states: tuple[int, ...], cuts: list[int]) -> bool:
    """Whether an office stands for somebody right after a comma and a style with its name: `Ratu Borg, Director`."""
    ends = [*cuts[1:], len(found)]
    return any(
        found[first].kind == e.COURTESY
        and found[cut].mark == ","
        and found[cut].kind in e.TITLE_WORDS
        and _WITHOUT_NAME.issuperset(states[cut:stop])
        and ROLE not in states[first:cut]
        for first, cut, stop in zip(cuts, ends, ends[1:], strict=False)
    )
