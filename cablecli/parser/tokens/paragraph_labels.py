"""The labels that paragraphs and headings open with: summary, comment, action request, participants."""

from typing import NamedTuple

from cablecli.facts import lexicon
from cablecli.facts.words import words
from cablecli.parser.tokens import portion_markings
from cablecli.patterns import pattern

_LABELS = dict(line.split(" = ") for line in words("paragraph_labels"))
_LABEL_STARTS = frozenset(("begi", *(name[:4] for name in _LABELS), "fyi", "fyi.", "fyi:", "fyi-", "fyi "))
_OPENING = pattern(
    "opening label",
    r"""(?:BEGIN[ ])?[\-/*\[( ]{0,9}(?P<label>[A-Z][A-Z']*(?:[ ](?:[A-Z][A-Z']*)){0,2})
        (?P<more>(?:(?:[ ]?(?:AND|&|/|WITH)[ ]?|,[ ](?:AND[ ])?(?=COMMENT|ACTION|INTRODUCTION))
            [A-Z][A-Z']*(?:[ ][A-Z]+){0,2}){0,2})
        (?:[ ]?\(?(?:CONT'?D?\.?|CONTINUED)\)?)?
        (?P<point>[ ]?(?::|\.:?(?=\s|$)|--|;|-(?=[ ])|[ ]{0,9}(?=\n|$)
            |[ ]{0,9}[/\-*\])]{1,9}[ ]{0,9}(?=\n|$)))\s{0,9}""",
    ignore_case=True,
)


_JOINT = pattern("joint labels", r"""[ ]?(?:\band\b|&|/|\bwith\b)[ ]?|,[ ]|(?<=^comment)[ ]""")
_SIGNS = frozenset("-/*([")
PARTICIPANTS = "participants"
_PEOPLE_WORDS = ("articip", "ttend", "resent", "elegation", "odel", "taffdel", "ARTICIP", "TTEND", "RESENT", "ELEGATION",
                 "ODEL", "TAFFDEL", "side", "SIDE", "Side", "eam", "fficials")  # fmt: skip
_PEOPLE = pattern(
    "label of a list of people",
    r"""[\-*/(\[_ ]{0,9}(?:\([A-Z/]{1,5}\)[ ]{0,2})?(?:ANNEX[ ]?[A-Z0-9]?[:.][ ]+)?
        (?P<label>(?P<whose>(?:(?!(?:PARTICIPANTS?|ATTENDEES|ATTENDANCE|PRESENT|ATTENDING|IN|MEMBERS|COMPOSITION|LIST
            |CODEL|STAFFDEL|DELEGATION|DELEGATES|SIDE|TEAM|REPRESENTATIVES|OFFICIALS)\b)(?:(?:[A-Z]\.){1,5}|[^\W\d_][\w'\u2019&/\-]{0,30})[ ]){0,4})
        (?:(?P<strong>(?:(?:LIST|MEMBERS|COMPOSITION)[ ]OF[ ](?:THE[ ])?(?:[\w.]{1,20}[ ])?)?
            (?:(?:CODEL|STAFFDEL|DELEGATION)[ ](?:MEMBERS|LISTS?|COMPOSITION|PARTICIPANTS)
            |PARTICIPANTS?(?:[ ]LIST)?|ATTENDEES(?:[ ]LIST)?|MEMBERS[ ]OF[ ](?:THE[ ])?(?:\w{1,20}[ ])?(?:DELEGATION|PARTY|STAFFDEL|CODEL))
            |(?P<held>ATTENDANCE|PRESENT|IN[ ]ATTENDANCE|ATTENDING))
        |(?P<weak>(?:CODEL|STAFFDEL|DELEGATION|DELEGATES|SIDE|TEAM|REPRESENTATIVES|OFFICIALS)(?:[ ]MEMBERS)?)))
        (?P<more>(?P<occasion>[ ](?:OF|IN|AT|FOR|ON|DURING|FROM)
            (?:[ ](?!(?:WERE|WAS|INCLUDED?|INCLUDES)\b)[^\s:]{1,30}){1,10}+)?
        (?P<verb>[ ](?:WERE|WAS|INCLUDED?|INCLUDES|INCLUDING|ARE|CONSISTED[ ]OF|COMPRISED|AS[ ]FOLLOWS)){0,2})
        [ ]{0,9}(?:\([^()]{1,40}\)[ ]{0,9})?(?P<end>:|--|[ ]-[ ]|\.?[ ]{0,9}$|[\-*/)\]_]{1,9}$)[ \-]{0,9}""",
    ignore_case=True,
)
_ANYBODY = frozenset(
    """the list of meeting key main other full all dinner lunch luncheon breakfast conference also additional
    codel staffdel delegation principal on from by following and expected confirmed total general""".split()
)


class People(NamedTuple):
    """The label of a list of people: whose they are, if it tells, and the offset of what stands behind it."""

    side: str | None
    end: int
    weak: bool  # `Maltese delegation:` may open other things as well


def list_of_people(text: str) -> People | None:
    """The label that a text opens with; None where it is none: `Participants:`, `U.S. Side`, `Present at the talks were:`."""
    if not any(word in text[:160] for word in _PEOPLE_WORDS):
        return None
    found = _PEOPLE.match(text[:200])
    if not found or (
        (found["verb"] or found["occasion"]) and found["end"] != ":" and (found["verb"] or len(text) > 60)
    ):
        return None
    whose = [w for w in found["whose"].split() if w.lower() not in _ANYBODY]
    counted = bool(whose) and "indefinite" in lexicon.features(
        whose[0].lower()
    )  # `Two Maltese officials` are people
    own = bool(whose) and not counted and not found["held"] and not found["verb"]
    if found["whose"].lower().endswith((" of ", " for ", " with ", " to ")):
        return None  # `Head of Delegation`
    if found["weak"] and not own and not (found["verb"] and found["end"] == ":"):
        return None
    side = found["label"].strip()
    side = side[4:] if side[:4].lower() == "the " else side
    return People(side if own else None, found.end(), found["weak"] is not None)


def side_of(text: str) -> str | None:
    """The side where a line is nothing but a label that names one: `The Maltese Side:`, `U.S. Participants`."""
    found = list_of_people(text)
    return found.side if found and found.end == len(text) else None


def opens_list_of_people(text: str) -> int | None:
    """The offset after a participants label at the start of `text`: `Participants:`, `Present:`; None without one."""
    found = list_of_people(text)
    return found.end if found and not found.weak else None


def opening_label(text: str) -> tuple[str, int] | None:
    """(label, offset after it) where a paragraph or heading opens with a known label and its point.

    `SUMMARY: ...`, `Summary and Comment.`, `Action Requested --`. `Summary executions` opens with none.
    """
    people = opens_list_of_people(text)
    if people is not None:
        return PARTICIPANTS, people
    if text[:4].lower() not in _LABEL_STARTS and text[:1] not in _SIGNS:
        return None
    found = _OPENING.match(text)
    if not found:
        return None
    word = found["label"].lower()
    label = _LABELS.get(word) or _LABELS.get(_JOINT.split(word, 1)[0])
    return (label, found.end()) if label else None


_RUN_IN = pattern("title run into a paragraph", r"""[A-Z][^.:()]{2,60}[.:][ ]{1,2}(?=\()""")


def later_marking(text: str) -> str | None:
    """The portion marking behind the label or the title that a paragraph opens with: `SUMMARY. (C) Korvat ...`."""
    found = _RUN_IN.match(text)
    marked = portion_markings.portion(text, found.end()) if found else None
    return marked[0] if marked else None


END_SUMMARY = pattern(
    "end of summary",
    r"""[(\[\-/* ]{0,9}(?<![A-Z])(?:END[ ]*(?:OF[ ])?(?:THE[ ])?(?:(?:INTRODUCTION|ACTION[ ]REQUEST(?:ED)?
        |COMMENT|EXECUTIVE)(?:[ ](?:AND|&)[ ]|/|[ ]))?SUMMARY|END[ ]SUM|ENDSUM)\b
        (?:[ ]?(?:AND|&|/|,)[ ]?[A-Z]+(?:[ ]REQUEST(?:ED)?)?)?[ ]{0,9}[\-/*)\].:]{0,9}""",
    ignore_case=True,
)
