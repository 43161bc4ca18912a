"""The labels of the fields of the text heading: `E.O.`, `TAGS:`, `SUBJECT:`, `REF:`, `Classified By:` and their kin."""

from functools import lru_cache
from typing import NamedTuple

from cablecli.facts import tables
from cablecli.facts.edits import is_one_edit
from cablecli.patterns import pattern

EO, TAGS, SUBJECT, REF, CLASSIFIED, DERIVED, DECLASSIFY, REASON = (
    "eo", "tags", "subject", "ref", "classified", "derived", "declassify", "reason",
)  # fmt: skip
OFFICER = (CLASSIFIED, DERIVED)  # the fields that tell who classified the cable

_FIELD = pattern(
    "field label",
    r"""[¶\ufffd]?[ ]*(?:
        (?P<eo>E\.?[ ]?[O0]\.?[ ]{0,3}(?=[:]?[ ]*(?:1[0-9]{4}|N/?A\b|DECL|X?GDS\b))
            | EXECUTIVE[ ]ORDER[ ](?=1[0-9]{4}))
      # `TAGS`, its first letter lost, or without colon before codes
      | (?P<tags>T?[ ]?AGS?(?:[ ]*[:;]+|$|(?=[ ]+[A-Z]{2,6}(?:[, ;/]|$))))
      # `SUBJECT` in its measured spellings; without a sign only before a name
      | (?P<subject>(?:S?UB?J(?:ECT)?|SUB|SUBECT|SUJBECT)[ ]*(?:[:;]|\.(?=[ ]))
            | SUBJ(?:ECT)?(?=[ ]{1,3}[A-Z"'(]))
      # `REF`, `REFTELS`; without a colon before a lettered item, or a post and its number
      | (?P<ref>REF(?:TEL|ERENCE)?(?:S|\(S\)|[ ]S(?=[ ]?:))?[ ]*(?:[:;]+|\.(?=[ ]|[A-Z]\.)|
            (?=[ ]+\(?A[.):]{1,2}[ ]+[^ \n\t])|
            (?=[ ]+A[ ]+(?:[0-9]{2,4}[ ]+)?(?:[A-Z]{3,16}[ ]){1,3}[0-9]{1,8}\b)|
            (?=[ ]+(?:\(?[A-Z]\)?[.):][ ]+)?(?:[0-9]{2,4}[ ]+)?(?:[A-Z]{3,}[ ]?){1,3}[ ]?[0-9]{1,6}\b)))
      # what tells of the classification, also in a paragraph of its own
      | (?P<numbered>[0-9]{1,2}\.[ ]*(?=(?:\([A-Z]{1,3}\)[ ]*)?(?:CLASSIFIED|DERIVED)[ ]+(?:BY|FROM)))?+
        (?:\((?:U|C|S|SBU|S/NF)\)[ ]*)?
        (?: (?P<classified>CLASSIFIED[ ]+(?:BY|PER)\b) | (?P<derived>DERIVED[ ]+FROM\b)
          | (?P<declassify>DECLASSIFY[ ]+ON\b) | (?P<reason>REASONS?(?=[ ]*:)) )
        [ ]*:?
    )[ ]*""",
    ignore_case=True,
)
# The first two letters of all labels: most lines have others, and are not looked at by the pattern.
_FIELD_STARTS = frozenset(
    start
    for letters in ("E.", "EO", "E0", "E ", "EX", "TA", "AG", "T ", "SU", "UB", "RE", "CL", "DE")
    for start in (letters, letters.title(), letters.lower(), letters[0].lower() + letters[1])
)
_FIELD_SIGNS = frozenset("(¶\ufffd0123456789")
_LATER = {  # for each field those whose labels may share its line
    "slug": frozenset((EO, TAGS, SUBJECT)),
    EO: frozenset((TAGS, SUBJECT)),
    TAGS: frozenset((SUBJECT, REF, CLASSIFIED)),
    SUBJECT: frozenset((REF, CLASSIFIED, DERIVED, EO)),
    REF: frozenset((CLASSIFIED, DERIVED)),
}
_ORDERS = "(?:10501|11652|12065|12356|12958|13292|13526)"  # on classification
_PLACE = pattern(
    "place where a later label may stand",
    # of the orders those on classification: another is what a subject is about
    rf"""(?<![A-Z.])E\.?[ ]?[O0]\.?[ ]{{0,3}}(?={_ORDERS}\b)
      | (?:\([A-Z]\)[ ])?(?<!UN)(?<!DE)(?:CLASSIFIED[ ]+BY|DERIVED[ ]+FROM)\b  # also glued to the word before
      | (?<=[ \n\t,;])TAGS?(?=[ ]+[A-Z]{{2,5}}\b)
      | (?<=[ \n\t,;])SIPDIS$  # the caption below the E.O. line, typed into it
      | (?<![A-Z])[A-Z]{{2,40}}+(?:\(S\))?(?=[ ]?:)  # a word with its colon, which may end in a label""",
    ignore_case=True,
)
_NO_COLON = ("TAG", "SIPDIS", "SIFIED", "DERIVED", "1")  # the order's number begins with 1
_GLUED = ((TAGS, ("TAGS",)), (SUBJECT, ("SUBJECT", "SUBJ")), (REF, ("REFTELS", "REFTEL", "REFS", "REF")))
_MIS_KEYED = pattern(
    "word where a label stands",
    # `TAG S:` too: two words that a blank parts, which needs the colon
    r"""(?P<word>[A-Z]{1,7}+[ ][A-Z]{1,7}+(?=[ ]?:)|[A-Z]{2,9})
        (?:[ ]?(?P<sign>[:;,.\-])[:;,.\-]?|(?=[ ]))[ ]*(?=[^ ])""",
    ignore_case=True,
)
_CLASSIFIER = pattern(
    "mis-keyed label of who classified",
    r"""(?P<word>[A-Z]{5,14})\.?(?:[ \-]{1,3}(?P<by>[A-Z]{1,2})(?![A-Z]))?[ ]?(?P<colon>:)?[ ]+(?=[^ ])""",
    ignore_case=True,
)
_SHORTEST_VALUE = 12  # characters: fewer hold no value and a label with one
_LABELS = {
    TAGS: ("TAGS",),
    SUBJECT: ("SUBJECT", "SUBJ"),
    REF: ("REF", "REFS", "REFTEL", "REFTELS", "REFERENCE"),
}
_ORDER = pattern(
    "mis-keyed label of the order",
    rf"""(?:E[.,:;M]?[ ]?[A-Z0]|[A-Z][.,:;][ ]?[O0])[.,:;M]{{0,2}}[ ]{{0,3}}  # scanners read M for a full stop
        (?={_ORDERS}\b)""",
    ignore_case=True,
)
_NAMES_CABLE = pattern(
    "reference behind a label",
    r"""[(\[]?A[.):\]]{1,2}[ ]*[^ ] | (?:(?:19|20)?[0-9]{2}[ ])?(?P<post>[A-Z][A-Z .]{2,24}?)[ ][0-9]{1,8}\b""",
)


class Label(NamedTuple):
    """A field label at the start of a line: which field, and where its value begins."""

    field: str
    end: int
    numbered: bool
    signed: bool = True  # False for SUBJECT without its colon, with which a sentence may begin


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
    if field == TAGS and ":" not in found[TAGS] and not text[:end].isupper() and not _are_tags(text[end:]):
        return None
    signed = field != SUBJECT or not found[SUBJECT].isalpha()
    if not signed and not text[:4].isupper():
        return None
    return Label(field, end, found["numbered"] is not None, signed)


def near_label(text: str) -> Label | None:
    """The label that `text` begins with, one letter from how it is spelt: `TAS: PREL`, `SUBEJCT: ...`, `REG: ROME 12`.

    It is for lines in its place in the heading. What stands behind it must be of the field too, since `BAGS:` is a
    word: known TAGS, a cable; a subject may be anything, so that its label needs the colon.
    """
    if found := _ORDER.match(text):
        return Label(EO, found.end(), False)
    found = _MIS_KEYED.match(text)
    if not found:
        return None
    word = found["word"].upper()
    for field in _fields_near(word):
        signed = found["sign"] == ":" or (found["sign"] == "-" and word in _LABELS[field])
        if (field == TAGS or signed) and _is_value(field, text[found.end() :]):
            return Label(field, found.end(), False)
    return None


@lru_cache(maxsize=4096)
def _fields_near(word: str) -> tuple[str, ...]:
    """The fields of which a word is a label, or one letter from one."""
    return tuple(
        field
        for field, names in _LABELS.items()
        if any(word == name or is_one_edit(word, name) for name in names)
    )


def _are_tags(value: str) -> bool:
    """Whether nothing but known TAGS stands in a value, or at least begins it in capitals."""
    words = value.replace(",", " ").replace(";", " ").split()
    return bool(words) and words[0].isupper() and tables.is_written(words[0]) and value.isupper()


def _names_cable(value: str) -> bool:
    found = _NAMES_CABLE.match(value)
    return found is not None and (found["post"] is None or tables.post(found["post"].upper()) is not None)


def mis_keyed_classifier(text: str) -> Label | None:
    """The label of who classified the cable with `By` lost or its words mis-keyed: `CLASIFIED BY`, `CLASSIFIEDBY:`.

    Any other word is one only where the reason stands behind it, or begins at the end of the line.
    """
    found = _CLASSIFIER.match(text)
    if not found:
        return None
    word, by, rest = found["word"].upper(), (found["by"] or "").upper(), text[found.end() :].lower()
    colon, reason = found["colon"] is not None, _holds_reason(rest)
    told = _is_told(word, by, colon or reason) or (
        colon and reason and (by == "BY" or (word, by) == ("CLASSIFIED", ""))
    )
    return Label(CLASSIFIED, found.end(), False) if told else None


def _is_told(word: str, by: str, proven: bool) -> bool:
    """Whether two words are `CLASSIFIED BY` nearly enough; where BY is wrong too, colon or reason have `proven` it."""
    if proven and is_one_edit(word, "CLASSIFIED BY"):
        return True  # the blank is the letter left out
    return _is_like_classified(word) and (by == "BY" or (proven and is_one_edit(by, "BY")))


def _is_like_classified(word: str) -> bool:
    return (
        word.startswith("CLASS")
        or is_one_edit(word, "CLASSIFIED")
        or (word[0] == "C" and "S" in word and word.endswith(("FIED", "IFED")))
    )


def _holds_reason(rest: str) -> bool:
    """Whether a reason stands behind a label, or its word is cut off at the end of the line."""
    return "1.4" in rest or "1.5" in rest or "reas" in rest[-8:]


def inner_label(field: str, text: str) -> int | None:
    """Where in the value of `field` the label of a later field stands; None where there is none.

    It may be mis-keyed, or glued to the last word: `... TO VALLETTAREF: ROME 98`, `N/A AGS: PREL`.
    """
    later = _LATER.get(field)
    if not later or len(text) <= _SHORTEST_VALUE or not _may_hold_label(text):
        return None
    for found in _PLACE.finditer(text):
        at = _later_label(text, found.start(), found.end(), later)
        if at is not None:
            return at
    return None


def _may_hold_label(text: str) -> bool:
    """Whether a value has what every place of `_PLACE` has: a colon, or a word of a label that needs none."""
    if ":" in text:
        return True
    return any(map(text.upper().__contains__, _NO_COLON))


def _later_label(text: str, start: int, end: int, later: frozenset[str]) -> int | None:
    """Where the word between `start` and `end` is the label of one of the fields `later`, or its last letters are."""
    word = text[start:end].upper()
    if word == "SIPDIS":
        return start if TAGS in later else None
    label = head_label(text[start:])
    if label:
        return start if label.field in later else None
    if text[end : end + 2].strip(" ")[:1] == ":" and (size := _glued_label(word, text[end:], later)):
        return end - size
    label = near_label(text[start:]) if start else None
    return start if label and label.field in later else None


def _glued_label(word: str, behind: str, later: frozenset[str]) -> int:
    """How many letters at the end of a word are the label of one of the fields `later`; 0 where none are."""
    for field, names in _GLUED:
        name = next((name for name in names if word.endswith(name)), "")
        if field in later and name and _is_value(field, behind.lstrip(" :")):
            return len(name)
    return 0


def _is_value(field: str, value: str) -> bool:
    """Whether what stands behind a doubtful label is of its field; a subject may be anything."""
    if field == TAGS:
        return _are_tags(value)
    return _names_cable(value) if field == REF else True
