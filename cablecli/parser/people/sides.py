"""Which words head a group of people: a country, `The Maltese Side`, `GOM participants:`, an agency within a side."""

from functools import lru_cache
from typing import TYPE_CHECKING

from cablecli.parser.people import entries
from cablecli.parser.people import evidence as e
from cablecli.parser.people.words import kinds, words
from cablecli.parser.tokens import people_labels
from cablecli.patterns import pattern

if TYPE_CHECKING:
    from re import Match

_TOLD = r"""[(](?:[0-9]{1,2} | (?:co-?)?(?:chair|host)s? | observers?)[)]"""
_COUNT = pattern("number or part of people after a side", rf"""[ ]?{_TOLD}$""", ignore_case=True)
_GOVERNMENT = pattern("short name of a government", r"""GO[A-Z]{1,3}""")
_SHARE = pattern(
    "side and people on one line",
    rf"""(?:^|(?<=[;.])[ ]{{1,2}})[(\[](?P<held>[^()\[\]]{{2,40}})[)\]][ ](?=\S) |  # `(Malta) Minister Korvat`
        (?:^|(?<=[.;)])[ ]+|(?<=[.;)\]]))(?P<side>[^\W\d_](?:[^,:;().\n]|\.(?![ ])
            |(?<=[A-Z]\.[A-Z]|.\bSt)\.(?=[ ])){{0,40}}?)
        # a stop is of one of the two only, else the ways double at each
        (?:[ ](?i:{_TOLD}))?
        (?P<mark>[ ]?:|[ ]?(?:--+(?!-)|\u2014)|[ ][-\u2013](?!-))[ ]*(?=\S)""",  # after a full stop only the last words
)
_FOR = pattern(
    "side on whose behalf people came",
    r"""(?:^|;)[ ]?(?:and[ ])?for[ ](?P<side>[^,;:.]{2,40}),""",
    ignore_case=True,
)
_SHARE_MARKS = frozenset(":-\u2013\u2014)]")  # one of them is in each
_MEMBERS = pattern(
    "members of a side, who follow",
    r"""(?:(?:The|Other|Delegation|Team|Committee)[ ]){0,2}Members?[ ]?:[ ]*(?=\S)""",
    ignore_case=True,
)
_PERSON_END = pattern("end of the first person", r"""[,;]|[ ]--|(?<!\.[ ])\(""")  # not at `Gen. (ret.) Berg`
_FEWEST_POINTS, _MOST_WORDS = 4, 6  # of a word that heads people; words of a heading that is no agency
_LONGEST = 70  # characters of a side's name: the longest ministries with their country
_PERSONAL = e.RANKS | {e.COURTESY, e.GIVEN, e.INITIAL, e.REDACTED, e.VERB, e.FIGURE, e.NOTED, e.INDEFINITE}
PERSONAL = _PERSONAL | e.UNKNOWN  # a line without one of them holds words of an office or place alone
_HELD = frozenset((e.RANK, e.AGENT, e.HOLDER, e.SCRIBE))  # what one person is
_OF_NO_OFFICE = frozenset((e.PLURAL, e.LOW_RANK, e.FIGURE, e.INDEFINITE, e.LOW, e.VERB))
_OF_COUNTRY = frozenset((e.PLACE, e.US))
_OF_ORGANS = frozenset((e.OFFICE, e.SYMBOL, e.FIELD))
_ORGANS = _OF_ORGANS | {e.PLACE, e.US, e.OWNER}
_OF_GROUP = _ORGANS | e.UNKNOWN
_OF_AGENCY = _ORGANS | {e.JOINER, e.AND, e.ARTICLE, e.BRACKET}  # `Department of Trade (DOT)`
_TITLED = e.TITLE_WORDS | {e.ARTICLE, e.SYMBOL}

Share = tuple[str | None, str]  # a side, where a line names one, and the part of the line that is its


@lru_cache(maxsize=1024)
def bare(text: str) -> str:
    """A heading without its article, brackets, count and marks."""
    name = _COUNT.sub("", text.strip(" -*:[]_"))
    if name[:1] == "(" and name[-1:] == ")":  # `(U.S.)`
        name = name[1:-1]
    return people_labels.unled(name)


@lru_cache(maxsize=1024)
def named(text: str) -> str:
    """The side that a heading names, as written: `Maltese side` of `Present on the Maltese side:`."""
    return people_labels.side_of(text) or bare(text)


@lru_cache(maxsize=4096)
def is_known(text: str) -> bool:
    """Whether the words alone make a side: a country, a government, `Maltese Participants`, `U.S. Side`."""
    name = bare(text)
    plain = name.lower().removeprefix("for ").removeprefix("the ")
    if not plain or len(plain) > _LONGEST:
        return False
    government = plain.startswith(("republic of ", "kingdom of ")) or _GOVERNMENT.fullmatch(name)
    return bool(people_labels.is_side(plain) or government) or people_labels.side_of(text) is not None


def is_unit(text: str, side: str) -> bool:
    """Whether a heading names an agency of the country or firm above; below another agency it is a side of its own."""
    if not is_organ(text) or text.startswith("For "):
        return False  # `For the Harbor Forum:`
    whose, own = kinds(bare(side))[:1], kinds(bare(text))[:1]
    if {whose, own} == _OF_COUNTRY:
        return False  # `U.S. Embassy` below `Maltese Oil Board`
    return not is_organ(side) or is_known(side) or whose in (e.PLACE, e.US)


@lru_cache(maxsize=2048)
def points(text: str) -> int:
    """What the words say for a heading of people, apart from its place: negative where they name a person."""
    if is_known(text):
        return e.HEAD_KNOWN
    name = bare(text)
    said = kinds(name)
    if said in ("", e.ARTICLE) or (len(said) > _MOST_WORDS and not _OF_AGENCY.issuperset(said)):
        return e.HEAD_NONE
    office = (e.OFFICE + e.JOINER) in said[:3]  # `State Secretariat for Ports`
    # `Turkish Cypriot members`, `Embassy officials`, `KORVAT OBSERVERS`
    group = said[-1] == e.PLURAL and _OF_GROUP.issuperset(said[:-1])
    personal = 0 if office or group else sum(kind in _PERSONAL for kind in said)
    organ = not _ORGANS.isdisjoint(said)
    return e.HEAD_PERSONAL * personal + e.HEAD_ORGAN * organ + e.HEAD_COLON * (text[-1] == ":")


def is_organ(text: str) -> bool:
    """Whether a heading names an office or agency, which is a unit within a side: `Department of State`, `DOD`."""
    return not _OF_ORGANS.isdisjoint(kinds(bare(text)))


def is_office(text: str) -> bool:
    """Whether a line tells of one person by an office: `the Ambassador`, `Embassy notetaker`."""
    said = set(kinds(text))
    return not said.isdisjoint(_HELD) and said.isdisjoint(_OF_NO_OFFICE)


def is_plain(text: str) -> bool:
    """Whether a line has nothing of a person's but perhaps a bare name: no title, no role, no bracket after it."""
    if "(" in text and not _OF_AGENCY.issuperset(kinds(text)):
        return False
    return "," not in text and not is_somebody(text)


def is_somebody(text: str) -> bool:
    """Whether a line holds a word of a person's: a title, a given name, an initial."""
    return not _PERSONAL.isdisjoint(kinds(text))


def _cuts(text: str) -> "list[Match[str]]":
    """Where sides stand on a line, in order; most lines have no mark of one."""
    if _SHARE_MARKS.isdisjoint(text):
        return []
    return [found for found in _SHARE.finditer(text) if _may_share(found, text[found.end() :])]


@lru_cache(maxsize=1024)
def shares(text: str, inline: bool = False) -> list[Share]:
    """The parts of a line by side: `U.S.: Ambassador Whitlock; Poloff Hollis. Malta: Minister Korvat`."""
    run_on = runs_on(text)
    if run_on and (inline or len({side for side, _ in run_on}) > 1):
        return run_on
    if not (cuts := _cuts(text)):
        return _after_for(text) or _on_behalf(text)
    before = text[: cuts[0].start()].strip()
    stops = [*(found.start() for found in cuts[1:]), len(text)]
    return [(None, before)] * bool(before) + [
        (named(found["held"] or found["side"]), text[found.end() : stop].strip(" ;"))
        for found, stop in zip(cuts, stops, strict=True)
    ]


def opens(text: str) -> bool:
    """Whether a line begins with a side whose people follow on it."""
    return shares(text)[0][0] is not None


def members(text: str) -> str | None:
    """The people after `Members:`, which is nobody's title; None where a text does not begin so."""
    found = _MEMBERS.match(text)
    return text[found.end() :] if found else None


def _on_behalf(text: str) -> list[Share]:
    """The parts of a line whose sides stand after their people: `Stone and Pike for Peru; Korvat for Malta`."""
    out: list[Share] = []
    waiting = ""  # people whose side is to come
    for part in text.rstrip(".").split(";"):
        people, _, side = part.rpartition(" for ")
        if people and is_known(side):
            out.append((bare(side), f"{waiting}{people}".strip(" ,").removeprefix("and ")))
            waiting = ""
        else:
            waiting += f"{part};"
    return out if len(out) > 1 and not waiting else [(None, text)]


def _after_for(text: str) -> list[Share]:
    """The parts of a line whose sides stand before them after FOR: `For Peru, Stone; Pike; for Malta, Korvat`."""
    cuts = [found for found in _FOR.finditer(text) if is_known(found["side"])]
    if len(cuts) < 2 or text[: cuts[0].start()].strip():
        return []
    stops = [*(found.start() for found in cuts[1:]), len(text)]
    parts = zip(cuts, stops, strict=True)
    return [(bare(found["side"]), text[found.end() : stop].strip(" ;")) for found, stop in parts]


def _may_share(found: "Match[str]", after: str) -> bool:
    """Whether people follow a side; after a word that is none for certain, a name must.

    Before a dash the word is an agency's, and titles and dashes follow: `Treasury -- Adviser Berg -- Attache Stone`.
    """
    side = found["held"] or found["side"]
    if is_known(side) or _OF_COUNTRY.issuperset(kinds(side)):  # `TURKISH - MINISTER ERDEMIR`
        return True
    mark = (found["mark"] or "").strip()
    if mark not in (":", "--", "\u2014") or points(found["side"] + ":") < _FEWEST_POINTS:
        return False
    people, _ = entries.read(_PERSON_END.split(after, maxsplit=1)[0])
    if not people or people[0].name is None:
        return False
    return mark == ":" or (f" {mark} " in after and people[0].title is not None and is_organ(found["side"]))


@lru_cache(maxsize=1024)
def runs_on(text: str) -> list[Share]:
    """The same where no mark divides and titles follow: `U.S. The Secretary Charge Stone Malta Minister Korvat`."""
    found = words(text)
    cuts: list[tuple[int, int]] = []
    place = 0
    while place < len(found):
        begin, ahead = found[place].start, range(min(place + 3, len(found) - 1), place, -1)
        titles = (k for k in ahead if found[k].kind in _TITLED and not found[k].mark)
        title = next((k for k in titles if is_known(text[begin : found[k - 1].end])), place)
        if title > place:
            cuts.append((begin, found[title - 1].end))
        elif not cuts:
            return []
        place = max(title, place + 1)
    stops = [start for start, _ in cuts[1:]] + [len(text)]
    return [(bare(text[a:b]), text[b:stop].strip()) for (a, b), stop in zip(cuts, stops, strict=False)]
