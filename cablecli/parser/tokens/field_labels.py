"""The labels of the fields of the text heading: `E.O.`, `TAGS:`, `SUBJECT:`, `REF:`, `Classified By:` and their kin."""

from functools import lru_cache
from typing import NamedTuple

from cablecli.patterns import pattern

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
    word, *by = text[:at].upper().split()
    if by != ["BY"] and (by or word != "CLASSIFIED"):
        return None
    if (by and _is_like_classified(word)) or (word.isalpha() and _holds_reason(text[at:].lower())):
        return Label(CLASSIFIED, at + 1, False)
    return None


def _is_like_classified(word: str) -> bool:
    if not word.isalpha():
        return False
    return word.startswith("CLASS") or (word[0] == "C" and "S" in word and word.endswith(("FIED", "IFED")))


def _holds_reason(rest: str) -> bool:
    """Whether a reason stands behind a label, or its word is cut off at the end of the line."""
    return "1.4" in rest or "1.5" in rest or "reas" in rest[-8:]


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
