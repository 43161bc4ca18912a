"""Recognizes the labels that paragraphs and headings open with: summary, comment, action request, participants."""

from cablecli.facts.words import words
from cablecli.parser.tokens import people_labels, portion_markings
from cablecli.patterns import pattern

_LABELS = dict(line.split(" = ") for line in words("paragraph_labels"))
_LABEL_STARTS = frozenset(("begi", *(name[:4] for name in _LABELS), "fyi", "fyi.", "fyi:", "fyi-", "fyi "))
_OPENING = pattern(
    "opening label",
    # up to three words, perhaps joined to others or CONTINUED; then a colon, a stop, a dash or the line's end
    r"""(?:BEGIN[ ])?[\-/*\[( ]{0,9}(?P<label>[A-Z][A-Z']*(?:[ ](?:[A-Z][A-Z']*)){0,2})
        (?P<more>(?:(?:[ ]?(?:AND|&|/|WITH)[ ]?|,[ ](?:AND[ ])?(?=COMMENT|ACTION|INTRODUCTION))
            [A-Z][A-Z']*(?:[ ][A-Z]+){0,2}){0,2})
        (?:,?[ ]?\(?(?:CONT'?D?\.?|CONTINUED)\)?)?
        (?P<point>[ ]?(?::|\.:?(?=[ \n\t]|$)|--|;|-(?=[ ])|[ ]{0,9}(?=\n|$)
            |[ ]{0,9}[/\-*\])]{1,9}[ ]{0,9}(?=\n|$)))[ \n\t]{0,9}""",
    ignore_case=True,
)


_JOINT = pattern("joint labels", r"""[ ]?(?:\band\b|&|/|\bwith\b)[ ]?|,[ ]|(?<=^comment)[ ]""")
_SIGNS = frozenset("-/*([")
_TYPESET = "\u2019"  # the apostrophe of newspapers' copies
_REACH = 80  # characters that hold any label
PARTICIPANTS = "participants"


def opens_list_of_people(text: str) -> int | None:
    """The offset after a participants label at the start of `text`, as `Participants:` or `Present:`, or None."""
    found = people_labels.list_of_people(text)
    return found.end if found and not found.weak else None


def opening_label(text: str) -> tuple[str, int] | None:
    """The known label that a paragraph or heading opens with, and the offset after it; None without one.

    `SUMMARY: ...`, `Summary and Comment.`, `Action Requested --`, but not `Summary executions`.
    """
    people = opens_list_of_people(text)
    if people is not None:
        return PARTICIPANTS, people
    if text[:4].lower() not in _LABEL_STARTS and text[:1] not in _SIGNS:
        return None
    found = _OPENING.match(text.replace(_TYPESET, "'") if _TYPESET in text[:_REACH] else text)
    if not found:
        return None
    word = found["label"].lower()
    label = _LABELS.get(word) or _LABELS.get(_JOINT.split(word, 1)[0])
    return (label, found.end()) if label else None


_RUN_IN = pattern("title run into a paragraph", r"""[A-Z][^.:()]{2,60}[.:][ ]{1,2}(?=\()""")


def later_marking(text: str) -> str | None:
    """The portion marking after a label or title at the start of a paragraph: `SUMMARY. (C) Korvat ...`; or None."""
    found = _RUN_IN.match(text)
    marked = portion_markings.portion(text, found.end()) if found else None
    return marked[0] if marked else None


END_SUMMARY = pattern(
    "end of summary",
    # alone, or together with another label
    r"""[(\[\-/* ]{0,9}(?<![A-Z])(?:END[ ]*(?:OF[ ])?(?:THE[ ])?(?:(?:INTRODUCTION|ACTION[ ]REQUEST(?:ED)?
        |COMMENT|EXECUTIVE)(?:[ ](?:AND|&)[ ]|/|[ ]))?SUMMARY|END[ ]SUM|ENDSUM)\b
        (?:[ ]?(?:AND|&|/|,)[ ]?[A-Z]+(?:[ ]REQUEST(?:ED)?)?)?[ ]{0,9}[\-/*)\].:]{0,9}""",
    ignore_case=True,
)
_END = pattern(
    "end of a labelled text",
    r"""[(\[\-/* ]{0,9}END[ ](?:OF[ ])?(?:THE[ ])?(?P<label>[A-Z][A-Z' &/]{2,40}?)[ ]?[\-/*)\].: ]{0,9}""",
    ignore_case=True,
)
_REACH_OF_END = 60  # characters at the end of a text that hold any END label


def is_end(text: str) -> bool:
    """Whether a text is an END label and no more: `End comment.`, `--END SUMMARY--`, but not `End game`."""
    found = _END.fullmatch(text)
    opened = opening_label(found["label"]) if found else None
    return bool(found and opened and opened[1] >= len(found["label"]) and names_ended(found["label"]))


def names_ended(text: str) -> bool:
    """Whether the last word of a text is that of a labelled text or a document, which END may end."""
    last = text.upper().split()[-1]
    return last in words("ended") or last in words("quoted_documents")


def closes(text: str) -> bool:
    """Whether a text ends with an END label, perhaps with a colon: `They met. END SUMMARY:`."""
    tail = text[-_REACH_OF_END:]
    at = tail.upper().rfind("END ")
    return at >= 0 and is_end(tail[at:])
