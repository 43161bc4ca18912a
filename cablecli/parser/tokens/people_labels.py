"""Recognizes the label of a list of people: `Participants:`, `U.S. Side`, `Present at the talks were:` (FORMAT 5.1)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from cablecli.facts import lexicon, tables
from cablecli.facts.words import words
from cablecli.patterns import pattern
from cablecli.text.letters import lowered

if TYPE_CHECKING:
    from re import Match

_STEMS = (
    "part",  # also `took part`
    "ttend",
    "present",
    "del",  # also `codel`
    " side",
    "team",
    "officials",
    "members",
    "composition",
    "visitors",
    "guest",
    "locutors",
    "hosts",
    "those ",
    "people ",
    "persons ",
    "the table",
    "the room",
    "was there",
    "accompan",
    "joined",
)
# Of an announcing sentence that began before, or that tells of a meeting.
_REST = (" were", "table", "side:", " there:", " following", " for:", " with:", " by:")
_REACH = 160  # characters within which a label's noun must come
_LABEL = pattern(
    "label of a list of people",
    r"""[\-*/(\[_ ]{0,9}(?:\([A-Z/]{1,5}\)[ ]{0,2})?
        (?:(?:ANNEX | APPENDIX | ATTACHMENT | ENCLOSURE)[ ]?[A-Z0-9]?(?:[:.]|[ ]-+)[ ]+)?
        (?P<label>
            (?P<whose>(?:  # up to four words that name a side
                (?!(?:PARTI?CI?PANTS? | INTERLOCUTORS | ATTENDEES | ATTENDANCE | PRESENT | ATTENDING | IN | MEMBERS
                    | COMPOSITION | LIST(?![ ]OF[ ](?:THOSE | PEOPLE | PERSONS)) | CODEL | STAFFDEL | DELEGATION
                    | DELEGATES | SIDE | TEAM | REPRESENTATIVES | DEL | OFFICIALS)\b)
                (?:(?:[A-Z]\.){1,5} | [^\W\d_][\w'\u2019&/\-]{0,30})[ ]){0,4})
            (?:(?P<strong>  # nouns that only open lists of people
                    (?:(?:LIST | MEMBERS | COMPOSITION)[ ]OF[ ](?:THE[ ])?(?:[\w.]{1,20}[ ])?)?
                    (?:(?:(?:CODEL | STAFFDEL)(?:[ ]\w{1,20})? | DELEGATION)[ ]  # `Codel Harkness members`
                        (?:MEMBERS | LISTS? | COMPOSITION | PARTICIPANTS)
                    | (?:PARTI?CI?PANTS? | INTERLOCUTORS | ATTENDEES)(?:'?[ ]LISTS?)?
                    | LIST[ ]OF[ ](?:GUESTS | VISITORS)
                    | (?:GUESTS? | VISITORS? | ATTENDEE | ATTENDANCE | DELEGATES?)'?[ ]LISTS?
                    | (?:MEMBERS | COMPOSITION)[ ]OF[ ](?:THE[ ])?(?:\w{1,20}[ ])?
                        (?:DELEGATION | PARTY | STAFFDEL | CODEL | TEAM | MISSION | GROUP))
                | (?P<invited>GUESTS | HOSTS | VISITORS | DELEGATIONS)
                | (?P<held>ATTENDANCE | PRESENT | IN[ ]ATTENDANCE | ATTENDING
                    | (?<=WHO[ ])(?:ATTENDED | PARTICIPATED | TOOK[ ]PART)
                    | (?:(?<=WHO[ ](?:WAS | SAT)[ ]) | (?<=(?:THOSE | EOPLE | RSONS | [ ]WERE)[ ]))(?:THERE
                        | (?:AT | AROUND | ROUND | IN)[ ]THE[ ](?:TABLE | ROOM | MEETINGS? | TALKS | SESSION | BRIEFING
                            | RECEPTION | DISCUSSIONS? | BREAKFAST | LUNCH(?:EON)? | DINNER))))
            | (?P<weak>  # those that may open other things as well
                (?:CODEL | STAFFDEL | DELEGATION | DELEGATES | DEL | SIDE | TEAM | REPRESENTATIVES | OFFICIALS)
                (?:[ ]MEMBERS)?)))
        (?P<occasion>[ ](?:OF | IN | AT | FOR | ON | DURING | FROM | AS(?![ ]FOLLOWS))
            (?:[ ](?!(?:WERE | WAS | INCLUDED? | INCLUDES)\b)[^\s:]{1,30}){1,10}+)?
        (?P<verb>(?:[ ](?:WERE | WAS | IS | WILL[ ](?:BE | INCLUDE) | INCLUDED? | INCLUDES | INCLUDING | ARE
            | (?:CONSIST(?:ED|S) | COMPOSED | COMPRISED | MADE[ ]UP)[ ]OF | COMPRIS(?:ED|ES) | REPRESENTED[ ]BY
            | (?:AS[ ])?FOLLOWS?)){0,2})
        [ ]{0,9}(?:\([^()]{1,40}\)[ ]{0,9})?  # `(in order of rank)`
        (?P<end>: | --+ | \.(?=[ ]{1,2}\S) | [ ]-(?=[ ]|$) | [.;]?[ ]{0,9}$ | [\-*/)\]_]{1,9}$)[ \-*_]{0,9}""",
    ignore_case=True,
)
_LED = pattern(
    "words before the name of a side", r"""(?:(?:on|from)[ ](?=the[ ]))?the[ ]""", ignore_case=True
)
# Bodies of people, who are one of several sides where others are set apart.
_BODIES = ("codel ", "staffdel ", "delegation ", "jirga ", "shura ", "panel ")
_LONGEST_PLAIN = 60  # characters of a label without a colon: `Participants in the talks at Sliema`


class PeopleLabel(NamedTuple):
    """The label of a list of people."""

    side: str | None  # whose people they are, if the label says so
    end: int  # the offset after the label
    weak: bool  # `Maltese delegation:` may open other things as well
    among: str | None  # whose people they are where other people are set apart: `Codel members`


def may_hold(texts: Iterable[str]) -> set[int]:
    """The places of the texts that may hold a label or the rest of one: much cheaper than reading a label in each."""
    whole = lowered("\n".join(texts))
    found = set()
    for stem in map(str.encode, _STEMS + _REST):
        place, last, at = 0, 0, whole.find(stem)
        while at >= 0:
            place += whole.count(b"\n", last, at)
            found.add(place)
            last, at = at, whole.find(stem, at + 1)
    return found


def _has_stem(text: str) -> bool:
    return any(map(text.lower().__contains__, _STEMS))


def list_of_people(text: str) -> PeopleLabel | None:
    """The label that a text opens with, or None."""
    beginning = text[: _REACH + 40]
    found = _LABEL.match(beginning) if _has_stem(beginning) else None
    if not found or found["whose"].lower().removesuffix("the ").endswith((" of ", " for ", " with ", " to ")):
        return None  # `Head of Delegation`, `Gifts for the guests`
    own = not found["held"] and _names_a_side(found["whose"])
    if not _leads_on(found, own and not found["verb"], len(text)):
        return None
    named = unled(found["label"].strip())
    side = named if (own or _is_visit(found)) and not _is_sentence(found) else _for_whom(found)
    among = side or (named if named.lower().startswith(_BODIES) and not found["verb"] else None)
    return PeopleLabel(side, found.end(), _may_open_others(found), among)


def _is_sentence(found: "Match[str]") -> bool:
    """Whether a label tells of a side but does not name it: `The Maltese delegation was:`.

    `The Maltese side was represented by:` and `On the Maltese side were:` do.
    """
    told = bool(found["weak"] and found["verb"]) and not found["verb"].lower().endswith("by")
    return told and not found["whose"].lower().startswith(("on ", "from "))


def _is_visit(found: "Match[str]") -> bool:
    """Whether a label names a side by itself: `CODEL:`, which brings its members with it."""
    return (found["weak"] or "").upper() in ("CODEL", "STAFFDEL")


def _may_open_others(found: "Match[str]") -> bool:
    """Whether other things than people may follow.

    `Guests:`, `Maltese side:`, `Participants. The talks began.`, `Participants were` at a line's end.
    """
    sentence = bool(found["verb"]) and not found["end"].strip()
    return bool(found["weak"] or found["invited"]) or found["end"] == "." or sentence


def _for_whom(found: "Match[str]") -> str | None:
    """The side named after a label's noun, or None: `Attending for Malta:`, `Present on the Maltese side:`."""
    word, _, side = (found["occasion"] or "").strip().partition(" ")
    whose, _, noun = (side := unled(side)).rpartition(" ")
    named = is_side(side) or (noun.lower() == "side" and _names_a_side(whose))
    return side if word.lower() in ("for", "from", "on") and named else None


def unled(text: str) -> str:
    """Words without an article, or a preposition with it: `Maltese side` of `On the Maltese side`."""
    found = _LED.match(text)
    return text[found.end() :] if found else text


def is_side(name: str) -> bool:
    """Whether words name a country or an organization: `Malta`, `U.S.`, `European Union`."""
    plain = name.lower()
    return (
        any("side" in lexicon.features(form) for form in (plain, plain.rstrip(".")))
        or plain in tables.places()
    )


def _leads_on(found: "Match[str]", own: bool, length: int) -> bool:
    """Whether people follow a label: it ends with a colon or says little else.

    A weak label must also name its side, or have both verb and colon.
    """
    colon = found["end"] == ":"
    if found["end"] == "." and found.end() < length:
        return not any(found.group("whose", "held", "occasion", "verb"))
    if found["weak"] and not own:
        return colon and bool(found["verb"] or _is_visit(found))
    if not colon and found[0].count("(") > found[0].count(")"):
        return False  # a bracket goes on below: `Participants in the dinner (hosted by`
    alone = not found["verb"] or (found.end() == length and bool(found["strong"]))  # `PARTICIPANTS WERE`
    return colon or (alone and found.end() <= _LONGEST_PLAIN)


def _names_a_side(whose: str) -> bool:
    """Whether the words before the noun say whose people they are, unlike `Other`, `On this side`, `Two officials`."""
    named = [word for word in whose.lower().split() if word not in words("anybody")]
    return bool(named) and (
        named[0] == "for" or lexicon.features(named[0]).isdisjoint(("indefinite", "joiner"))
    )


def side_of(text: str) -> str | None:
    """The side named by a line that is only a label, or None: `The Maltese Side:`, `U.S. Participants`."""
    found = list_of_people(text)
    return found.side if found and found.end == len(text) else None
