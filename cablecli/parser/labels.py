"""The words and numbers that open things: field labels, paragraph numbers, summary and comment labels."""

import re
from functools import lru_cache
from typing import NamedTuple

from cablecli.parser import marking
from cablecli.parser.pattern import pattern

EO, TAGS, SUBJECT, REF, CLASSIFIED, DERIVED, DECLASSIFY, REASON = (
    "eo", "tags", "subject", "ref", "classified", "derived", "declassify", "reason",
)  # fmt: skip

_FIELD = pattern(
    "field label",
    r"""[¶\ufffd]?[ ]*(?:
        (?P<eo>E\.?[ ]?[O0]\.?[ ]{0,3}(?=[:]?[ ]*(?:1[0-9]{4}|N/?A\b|DECL))
            | EXECUTIVE[ ]ORDER[ ](?=1[0-9]{4}))
      | (?P<tags>T?[ ]?AGS?(?:[ ]*[:;]+|$|(?=[ ]+[A-Z]{2,6}(?:[, ;/]|$))))
      | (?P<subject>(?:S?UB?J(?:ECT)?|SUB|SUBECT|SUJBECT)[ ]*(?:[:;]|\.(?=[ ]))
            | SUBJ(?:ECT)?(?=[ ]{1,3}[A-Z"'(]))
      | (?P<ref>(?:PRIME)?REF(?:TEL|ERENCE)?(?:S|\(S\))?[ ]*(?:[:;]+|\.(?=[ ]|[A-Z]\.)|
            (?=[ ]+\(?A[.):]{1,2}[ ]+\S)|
            (?=[ ]+(?:\(?[A-Z]\)?[.):][ ]+)?(?:[0-9]{2,4}[ ]+)?(?:[A-Z]{3,}[ ]?){1,3}[ ]?[0-9]{1,6}\b)))
      | (?P<numbered>[0-9]{1,2}\.[ ]*(?=\([A-Z]{1,3}\)[ ]*(?:CLASSIFIED|DERIVED)[ ]+(?:BY|FROM)))?+
        (?:\((?:U|C|S|SBU|S/NF)\)[ ]*)?
        (?: (?P<classified>CLASSIFIED[ ]+(?:BY|PER)\b) | (?P<derived>DERIVED[ ]+FROM\b)
          | (?P<declassify>DECLASSIFY[ ]+ON\b) | (?P<reason>REASONS?(?=[ ]*:)) )
        [ ]*:?
    )[ ]*""",
    ignore_case=True,
)
_FIELD_STARTS = frozenset(
    start
    for letters in ("E.", "EO", "E0", "E ", "EX", "TA", "AG", "T ", "SU", "UB", "PR", "RE", "CL", "DE")
    for start in (letters, letters.title(), letters.lower(), letters[0].lower() + letters[1])
)
_FIELD_SIGNS = frozenset("(¶\ufffd0123456789")
_INNER = {  # for each field the letters that a later one's label in its line holds, and the label
    EO: (
        ("TAG", "SUBJ", "SIPDIS"),
        pattern(
            "label after E.O.",
            r"""(?<=[\s,;])(?:TAGS?\b[ ]*:?(?=[ ]+[A-Z]{2,5}\b)|SUBJ(?:ECT)?:|SIPDIS$)""",
            ignore_case=True,
        ),
    ),
    TAGS: (
        ("SUBJ", "REF", "CLASSIFIED"),
        pattern(
            "label after TAGS",
            r"""(?<=[\s,;])(?:SUBJ(?:ECT)?[ ]*:|REFS?:|CLASSIFIED[ ]BY:)""",
            ignore_case=True,
        ),
    ),
    SUBJECT: (
        ("REF", "CLASSIFIED", "12958"),
        pattern(
            "label after SUBJECT",
            r"""(?<=[\s.])(?:(?:PRIME)?REF(?:TEL)?S?:|REF\(S\):|(?:\([A-Z]\)[ ])?CLASSIFIED[ ]+BY\b:?
                |E\.?O\.?[ ]12958)""",
            ignore_case=True,
        ),
    ),
    REF: (
        ("CLASSIFIED", "DERIVED"),
        pattern(
            "label after REF",
            r"""(?<=[\s.;)])(?:\([A-Z]\)[ ])?(?:CLASSIFIED[ ]+BY\b|DERIVED[ ]+FROM\b)""",
            ignore_case=True,
        ),
    ),
    "slug": (
        ("1", "TAG", "SUBJECT"),
        pattern(
            "label after a passing line",
            r"""(?<=\s)(?:E\.?[ ]?[O0]\.?[ ]{0,3}1[0-9]{4}\b|TAGS?:|SUBJECT:)""",
            ignore_case=True,
        ),
    ),
}


class Label(NamedTuple):
    """A field label at the start of a line: which field, and where its value begins."""

    field: str
    end: int
    numbered: bool


def head_label(text: str) -> Label | None:
    """The field label that `text` begins with: `E.O.`, `TAGS:`, `SUBJECT:`, `REF:`, `Classified By:` and their kin."""
    if text[:2] not in _FIELD_STARTS and text[0] not in _FIELD_SIGNS:
        return None
    return _head_label(text)


@lru_cache(maxsize=1024)
def _head_label(text: str) -> Label | None:
    """The same for a line that may bear one: three stages ask about each line of the heading."""
    found = _FIELD.match(text)
    if not found:
        return None
    field, end = found.lastgroup or "", found.end()
    if field == TAGS and ":" not in found[TAGS] and not text[:end].isupper():
        return None
    if field == SUBJECT and not text[:4].isupper() and not any(sign in found[SUBJECT] for sign in ":;"):
        return None
    return Label(field, end, found["numbered"] is not None)


def mis_keyed_classifier(text: str) -> Label | None:
    """The label of who classified the cable with `By` lost or its word mis-keyed.

    Any other word is one only where the reason stands behind it, or begins at the end of the line.
    """
    at = text.find(":", 8, 20)
    if at < 0:
        return None
    label, rest = text[:at].upper().split(), text[at:].lower()
    if label != ["CLASSIFIED"] and (len(label) != 2 or label[1] != "BY" or not label[0].isalpha()):
        return None
    word = label[0]
    like = word.startswith("CLASS") or (word[0] == "C" and "S" in word and word.endswith(("FIED", "IFED")))
    close = like and len(label) == 2
    reason = "1.4" in rest or "1.5" in rest or "reas" in rest[-8:]
    return Label(CLASSIFIED, at + 1, False) if close or reason else None


def inner_label(field: str, text: str) -> int | None:
    """Where in the value of `field` the label of a later field stands; None where there is none."""
    if field in _INNER and len(text) > 12:
        signs, label = _INNER[field]
        capitals = text.upper()
        for sign in signs:
            if sign in capitals:
                found = label.search(text)
                return found.start() if found else None
    return None


NUMBER_SIGNS = frozenset("¶\ufffdÂ0123456789(Pp")


class Number(NamedTuple):
    """A number at the start of a line that may be a paragraph's; `rest` is where the text goes on."""

    number: int
    marking: str | None
    rest: int
    pilcrow: bool
    bare: bool  # the marking has no brackets: `8. C Korvat`
    list_like: bool = False  # written `8)`, `(8)` or `8 (C)`: as the items of a list are


_NUMBER = pattern(
    "paragraph number",
    r"""(?P<pilcrow>(?:[¶\ufffd][ \u00a0]*|Â¶[ ]*)+)?+
        (?:PARA(?:GRAPH)?[ ]+)?
        (?:\((?P<before>C|S|U|SBU|S/NF|C/NF|LOU)\)[ ]+)?
        (?P<bracket>\((?=[0-9]{1,2}\)[ ]*\())?
        (?P<number>[1-9][0-9]{0,2})
        (?P<point>\.{1,2}
            |[ ]{1,2}(?=\((?:C|S|U|SBU|S//?NF|C//?NF|LOU)\)[ ])
            |,(?=[ ]*\()|\)(?=[ ]*\()|(?=\((?:C|S|U|SBU|S//?NF
            |C//?NF)\))|(?-i:(?=A\.[ ][A-Z]|[ ](?:COMMENT|SUMMARY)[:.][ ])))(?![0-9])[ \t\u00a0]*""",
    ignore_case=True,
)
_LIST_POINTS = (")", " ", "  ")
_BARE = pattern(
    "marking without brackets", r"""(?P<marking>SBU|S/NF|C/NF|S//NF|C|S|U)[ ]{1,2}(?=[A-Z"'][a-z.A-Z])"""
)
_FULL_TEXT = pattern(
    "entire text",
    r"""(?:(?P<level>CONFIDENTIAL|SECRET|UNCLASSIFIED|LOU|LIMITED OFFICIAL USE|C
        |S)[ ]?-?[ ]?ENTIRE[ ]TEXT\.?)[ ]*""",
)


def numbered(text: str) -> Number | None:
    """The paragraph number that `text` begins with, its marking and its rest; None where it begins with none.

    `¶1. (C)`, `¶ 4. (C)`, `6.(C)`, `(C) 7.`, `8. C Korvat`, `11, (SBU)`, `12.. (C)`, `13. C) `, `14) (C)`.
    Whether the number is a paragraph's is for the caller to weigh: `15. He said` may be a wrapped date.
    """
    first = text[0]
    if first not in NUMBER_SIGNS or (first in "Pp" and text[:4].upper() != "PARA"):
        return None
    if first == "(" and not text[1:2].isdigit() and not text[text.find(")") + 1 :][:3].strip()[:1].isdigit():
        return None
    end = text.find(")", 3, 16) + 1
    if end and (known := _numbered_and_marked(text[:end])):
        if text[end : end + 1] == " " and text[end + 1 : end + 2].isalnum():
            return known
        return known._replace(rest=_after_twins(text, end))
    found = _NUMBER.match(text)
    if not found:
        return None
    number, at, pilcrow = int(found["number"]), found.end(), found["pilcrow"] is not None
    if text.startswith(f"{number}. ", at):
        at += len(f"{number}. ")  # typed twice: `1. 1. Summary`
    if found["before"]:
        return Number(number, found["before"].upper(), at, pilcrow, False)
    portion = marking.portion(text, at) or marking.half_portion(text, at)
    if portion:
        return Number(
            number, portion[0], _after_twins(text, portion[1]), pilcrow, False, found["point"] in _LIST_POINTS
        )
    if found["point"] and found["point"][0] != ".":
        return None  # without any: `6A. TEXT` begins paragraph 6, `3 COMMENT: TEXT` paragraph 3
    whole = _FULL_TEXT.match(text, at)
    if whole:
        return Number(number, whole[0].strip(" .").upper(), whole.end(), pilcrow, False)
    bare = _BARE.match(text, at)
    if bare:
        return Number(number, bare["marking"], at, pilcrow, True)
    return Number(number, None, at, pilcrow, False)


@lru_cache(maxsize=4096)
def _numbered_and_marked(start: str) -> Number | None:
    """The commonest beginning, `¶4. (C)`, up to its bracket; cables share few, so each is looked at once.

    Its rest is behind one blank.
    """
    found = _NUMBER.match(start)
    if not found or found["before"]:
        return None
    marked = marking.portion(start, found.end())
    if not marked or marked[1] != len(start):
        return None
    pilcrow = found["pilcrow"] is not None
    return Number(
        int(found["number"]), marked[0], marked[1] + 1, pilcrow, False, found["point"] in _LIST_POINTS
    )


def _after_twins(text: str, at: int) -> int:
    """Past blanks and a doubled marking: `(C) (C) Korvat`."""
    while True:
        while at < len(text) and (text[at] in " \t\u00a0" or text[at : at + 2] == ". "):
            at += 1
        twin = marking.portion(text, at)
        if not twin:
            return at
        at = twin[1]


_LABELS = {
    name: label
    for label, names in (
        (
            "summary",
            "summary|executive summary|introduction and summary|summary and introduction|bluf"
            "|summary continued|summary cont'd|summary contd|summary cont",
        ),
        ("key points", "key points"),
        (
            "comment",
            "comment|embassy comment|post comment|mission comment|consulate comment|department comment",
        ),
        ("comment", "ambassador's comment|bio comment"),
        ("action request", "action request|action requested|embassy action request"),
        ("action", "action"),
        ("request for guidance", "request for guidance"),
        ("guidance", "guidance"),
        ("background", "background"),
        ("introduction", "introduction"),
        ("recommendation", "recommendation|recommendations"),
        ("objectives", "objective|objectives"),
        ("talking points", "talking points"),
        ("reporting deadline", "reporting deadline"),
        ("point of contact", "point of contact|points of contact"),
        ("next steps", "next steps"),
        ("conclusion", "conclusion"),
        ("analysis", "analysis"),
        ("scenesetter", "scenesetter"),
        ("bio note", "bio note|biographic note|biographical note"),
        ("note", "note"),
        ("fyi", "fyi"),
    )
    for name in names.split("|")
}
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
_PEOPLE_STARTS = frozenset(
    (
        "parti", "atten", "list ", "the p", "the a", "the m", "meeti", "key p", "other", "full ", "confe", "dinne",
        "lunch", "in at", "prese",
    )
)  # fmt: skip
_PEOPLE = pattern(
    "participants label",
    r"""[\-*/( ]{0,9}(?:(?:LIST[ ]OF|THE|MEETING|KEY|OTHER|FULL)[ ]){0,2}(?:(?:MEETING|CONFERENCE|DINNER
        |LUNCH)[ ])?(?:PARTICIPANTS?(?:[ ]LIST)?|ATTENDEES|ATTENDING|IN[ ]ATTENDANCE(?:[ ]WERE)?|PRESENT
    |ATTENDANCE)
        (?:[ ](?:IN|AT)[ ](?:THE[ ])?(?:MEETING|DINNER|LUNCH|TALKS)|[ ]INCLUDED|[ ]WERE)?[ ]{0,9}(?::
            |\.?[ ]{0,9}$|--|[ ]-[ ]|[\-*/)]{1,9}$)[ \-]{0,9}""",
    ignore_case=True,
)


def opens_list_of_people(text: str) -> int | None:
    """The offset after a participants label at the start of `text`: `Participants:`, `Present:`; None without one."""
    if text[:5].lower() not in _PEOPLE_STARTS and text[:1] not in _SIGNS:
        return None
    found = _PEOPLE.match(text)
    return found.end() if found else None


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
    marked = marking.portion(text, found.end()) if found else None
    return marked[0] if marked else None


END_SUMMARY = pattern(
    "end of summary",
    r"""[(\[\-/* ]{0,9}(?<![A-Z])(?:END[ ]*(?:OF[ ])?(?:THE[ ])?(?:(?:INTRODUCTION|ACTION[ ]REQUEST(?:ED)?
        |COMMENT|EXECUTIVE)(?:[ ](?:AND|&)[ ]|/|[ ]))?SUMMARY|END[ ]SUM|ENDSUM)\b
        (?:[ ]?(?:AND|&|/|,)[ ]?[A-Z]+(?:[ ]REQUEST(?:ED)?)?)?[ ]{0,9}[\-/*)\].:]{0,9}""",
    ignore_case=True,
)
_DOCUMENT = r"""TEXT|QUOTE|POINTS|TRANSLATION|NON-?PAPER|PAPER|LETTER|STATEMENT|TRANSCRIPT|EXCERPTS?
    |DEMARCHE|DRAFT|MESSAGE
    |LIST|AGENDA|ARTICLE|REPORT|DECLARATION|DOCUMENT|RESPONSE|QUESTIONS?|Q[ ]?(?:&|AND)[ ]?A|E-?MAIL
        |MEMORANDUM|MEMO|SPEECH
    |REMARKS|NOTE[ ]VERBALE|GUIDANCE|PROPOSAL|CABLE|TELEGRAM|COMMUNIQUE|AGREEMENT|RESOLUTION|TABLE|SECRET
        |CONFIDENTIAL|UNCLASSIFIED|SBU"""
_NO_DOCUMENT = r"""(?!(?:OF[ ])?(?:SUMMARY|COMMENT|FYI|NOTE\b(?![ ]VERBALE)|BIO|ACTION|INTRODUCTION))"""
_SHORT_DOCUMENT = r"""(?:OF[ ])?(?:[A-Z\-]+[ ]){0,4}(?:TEXT|QUOTE|POINTS|TRANSLATION|NON-?PAPER|LETTER
    |STATEMENT|LIST)[A-Z '\-]{0,40}"""


def _quote_mark(word: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Two patterns for BEGIN or END of a document: at the start of a line, and at its end."""
    alone = rf"""[\-*\[("/<. ]{{0,9}}{word}(?:[ ]OF)?[ :]+{_NO_DOCUMENT}(?=(?:[A-Z\-/"']+[ ]+){{0,6}}
        (?:{_DOCUMENT})\b)
        [^.:\]]{{0,80}}[.:\]\-*")>]{{0,9}}{"[ ]{0,9}$" if word != "END" else ""}"""
    behind = rf"""(?<=[.:;([)\]"' ])[\[("*\-]{{0,9}}{word}[ ]{_SHORT_DOCUMENT}[.:\]\-*)"]{{0,9}}[ ]{{0,9}}$"""
    return (
        pattern(f"{word.lower()} of a quoted text", alone, ignore_case=True),
        pattern(f"{word.lower()} of a quoted text, last on its line", behind, ignore_case=True),
    )


_BEGIN_QUOTE, _INLINE_BEGIN = _quote_mark("BEGIN")
_END_QUOTE, _INLINE_END = _quote_mark("END")


def begins_quote(text: str) -> bool:
    """Whether a line opens a quoted document: `BEGIN TEXT:`, `Begin translation:`, `... follows. BEGIN TEXT`."""
    if "egin " not in text and "EGIN " not in text:  # neither has `beginning`
        return False
    return bool(_BEGIN_QUOTE.match(text) or _INLINE_BEGIN.search(text))


def ends_quote(text: str) -> bool:
    """Whether a line closes a quoted document: `END TEXT.`, `End talking points`, `... . END QUOTE.`, `UNQUOTE`."""
    if "nd " not in text and "ND " not in text and not text.startswith("UNQUOTE"):
        return False
    return bool(text.startswith("UNQUOTE") or _END_QUOTE.match(text) or _INLINE_END.search(text))
