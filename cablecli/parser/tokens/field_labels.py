"""Recognizes the labels of the text heading: `E.O.`, `TAGS:`, `SUBJECT:`, `REF:`, `Classified By:` and variants."""

from functools import lru_cache
from string import digits
from typing import NamedTuple

from cablecli.facts import tables
from cablecli.facts.edits import is_one_edit
from cablecli.patterns import one_of, pattern

EO, TAGS, SUBJECT, REF, CLASSIFIED, DERIVED, DECLASSIFY, REASON = (
    "eo", "tags", "subject", "ref", "classified", "derived", "declassify", "reason",
)  # fmt: skip
OFFICER = (CLASSIFIED, DERIVED)  # the fields that name the classifying officer

_FIELD = pattern(
    "field label",
    r"""[¶\ufffd]?[ ]*(?:
        (?P<eo>E\.?[ ]?[O0]\.?[ ]{0,3}(?=[:]?[ ]*(?:1[0-9]{4}|N/?A\b|DECL|X?GDS\b))
            | EXECUTIVE[ ]ORDER[ ](?=1[0-9]{4}))
      # `TAGS`, perhaps without its first letter, or without a colon before codes
      | (?P<tags>T?[ ]?AGS?(?:[ ]*[:;]+|$|(?=[ ]+[A-Z]{2,6}(?:[, ;/]|$))))
      # `SUBJECT` in its known spellings; without a colon only before a capital
      | (?P<subject>(?:S?UB?J(?:ECT)?|SUB|SUBECT|SUJBECT)[ ]*(?:\.?[:;]|\.(?=[ ]))
            | SUBJ(?:ECT)?(?=[ ]{1,3}[A-Z"'(]))
      # `REF`, `REFTELS`; without a colon before a lettered item, or a post and its number
      | (?P<ref>REF(?:TEL|ERENCE)?(?:S|\(S\)|[ ]S(?=[ ]?:))?[ ]*(?:[:;]+|\.(?=[ ]|[A-Z]\.)|
            (?=[ ]+\(?A[.):]{1,2}[ ]+[^ \n\t])|
            (?=[ ]+A[ ]+(?:[0-9]{2,4}[ ]+)?(?:[A-Z]{3,16}[ ]){1,3}[0-9]{1,8}\b)|
            (?=[ ]+(?:\(?[A-Z]\)?[.):][ ]+)?(?:[0-9]{2,4}[ ]+)?
                (?:(?:(?:AU|DE|EL|ES|LA|LE|ST\.?)[ ])?[A-Z]{3,}[ ]?){1,3}[ ]?[0-9]{1,6}\b)))
      # who classified, and until when, perhaps in a numbered paragraph
      | (?P<numbered>[0-9]{1,2}\.[ ]*(?=(?:\([A-Z]{1,3}\)[ ]*)?(?:CLASSIFIED|DERIVED)[ ]+(?:BY|FROM)))?+
        (?:\((?:U|C|S|SBU|S/NF)\)[ ]*)?
        (?: (?P<classified>CLASSIFIED[ ]+(?:BY|PER)\b
                (?![ ]+(?-i:the|an?)[ ](?-i:[a-z]{3})(?!.*1[.][45])))  # no sentence: `Classified by the ministry`
          | (?P<derived>DERIVED[ ]+FROM\b)
          | (?P<declassify>DECLASSIFY[ ]+ON\b) | (?P<reason>REASONS?(?=[ ]*:)) )
        [ ]*:?
    )[ ]*""",
    ignore_case=True,
)
# The first two letters of all labels. Most lines have others and need no match.
_FIELD_STARTS = frozenset(
    start
    for letters in ("E.", "EO", "E0", "E ", "EX", "TA", "AG", "T ", "SU", "UB", "RE", "CL", "DE")
    for start in (letters, letters.title(), letters.lower(), letters[0].lower() + letters[1])
)
_FIELD_SIGNS = frozenset("(¶\ufffd0123456789")
_LATER = {  # for each field, and for lines of none, the fields whose labels may share its line
    None: frozenset((EO, TAGS, SUBJECT)),
    EO: frozenset((TAGS, SUBJECT)),
    TAGS: frozenset((SUBJECT, REF, CLASSIFIED)),
    SUBJECT: frozenset((REF, CLASSIFIED, DERIVED, EO)),
    REF: frozenset((CLASSIFIED, DERIVED)),
}
_ON_SECRETS = ("10501", "11652", "12065", "12356", "12958", "13292", "13526")  # executive orders
_ORDERS = one_of(_ON_SECRETS)
_PLACE = pattern(
    "place where a later label may stand",
    # only an order on classification; a subject may be about another
    rf"""(?<![A-Z.])E\.?[ ]?[O0]\.?[ ]{{0,3}}(?={_ORDERS}\b)
      | (?:\([A-Z]\)[ ])?(?<!UN)(?<!DE)(?:CLASSIFIED[ ]+BY|DERIVED[ ]+FROM)\b  # perhaps glued to the word before
      | (?<=[ \n\t,;])TAGS?(?=[ ]+[A-Z]{{2,5}}\b)
      | (?<=[ \n\t,;])SIPDIS$  # the caption below the E.O. line, typed into it
      | (?<![A-Z])[A-Z]{{2,40}}+(?:\(S\))?(?=[ ]?:)  # a word with its colon, which may end in a label""",
    ignore_case=True,
)
_NO_COLON = ("TAG", "SIPDIS", "SIFIED", "DERIVED")
_GLUED = ((TAGS, ("TAGS",)), (SUBJECT, ("SUBJECT", "SUBJ")), (REF, ("REFTELS", "REFTEL", "REFS", "REF")))
_MIS_KEYED = pattern(
    "word in the place of a label",
    # two words only with a colon: `TAG S:`; scanners read figures for letters, `5UBJECT`
    r"""(?P<word>[A-Z]{1,7}+[ ][A-Z]{1,7}+(?=[ ]?:)|[A-Z158]{2,9})
        (?:[ ]?(?P<sign>[:;,.\-])[:;,.\-]?|(?=[ ]))[ ]*(?=[^ ])""",
    ignore_case=True,
)
_CLASSIFIER = pattern(
    "mis-keyed Classified By",
    r"""(?P<word>[A-Z]{5,14})\.?(?:[ \-]{1,3}(?P<by>[A-Z]{1,2})(?![A-Z]))?[ ]?(?P<colon>:)?[ ]+(?=[^ ])""",
    ignore_case=True,
)
_LONGEST_CLASSIFIER = 16  # characters of the label with a letter too many, its blanks and its colon
_SHORTEST_VALUE = 12  # characters: a shorter text cannot hold a value and another label with its value
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
    "reference after a label",
    r"""[(\[]?A[.):\]]{1,2}[ ]*[^ ] | (?:(?:19|20)?[0-9]{2}[ ])?(?P<post>[A-Z][A-Z .]{2,24}?)[ ][0-9]{1,8}\b""",
)


class Label(NamedTuple):
    """A field label at the start of a line."""

    field: str
    end: int  # the offset of the value
    numbered: bool  # a paragraph number comes before the label
    signed: bool = True  # False for SUBJECT without its colon, with which a sentence may begin


def head_label(text: str) -> Label | None:
    """The field label that `text` begins with, or None: `E.O.`, `TAGS:`, `SUBJECT:`, `REF:`, `Classified By:`."""
    if text[:2] not in _FIELD_STARTS and text[0] not in _FIELD_SIGNS:
        return None
    return _head_label(text)


@lru_cache(maxsize=1024)
def _head_label(text: str) -> Label | None:
    """`head_label` for a line with a fitting first letter. Cached, since three stages ask for each line's label."""
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
    """The misspelt label that `text` begins with: `TAS: PREL`, `SUBEJCT: ...`, `REG: ROME 12`, `CLASIFIED BY DCM`.

    Only for lines where that field is expected. The value must fit too, since `BAGS:` is a word: known TAGS, or a
    cable. A subject may be anything, so its label needs the colon.
    """
    if found := _ORDER.match(text):
        return Label(EO, found.end(), False)
    found = _MIS_KEYED.match(text)
    if not found:
        return mis_keyed_classifier(text)
    word = found["word"].upper()
    for field in _fields_near(word):
        signed = found["sign"] == ":" or (found["sign"] == "-" and word in _LABELS[field])
        if (field == TAGS or signed) and _is_value(field, text[found.end() :]):
            return Label(field, found.end(), False)
    return mis_keyed_classifier(text)


@lru_cache(maxsize=4096)
def _fields_near(word: str) -> tuple[str, ...]:
    """The fields that have a word as their label, spelt right or with one letter wrong."""
    return tuple(
        field
        for field, names in _LABELS.items()
        if any(word == name or is_one_edit(word, name) for name in names)
    )


def _are_tags(value: str) -> bool:
    """Whether a value is in capitals and begins with a known tag."""
    words = value.replace(",", " ").replace(";", " ").split()
    return bool(words) and words[0].isupper() and tables.is_written(words[0]) and value.isupper()


def _names_cable(value: str) -> bool:
    found = _NAMES_CABLE.match(value)
    return found is not None and (found["post"] is None or tables.post(found["post"].upper()) is not None)


def mis_keyed_classifier(text: str) -> Label | None:
    """The label `Classified By` without its `By`, or mis-keyed: `CLASIFIED BY`, `CLASSIFIEDBY:`, `Classifie dBy:`.

    Other words with a colon count if a reason follows, or begins at the end of the line.
    """
    at = text.find(":", 0, _LONGEST_CLASSIFIER)
    if at > 0 and _has_letters_of_classified_by(text[:at]):
        return Label(CLASSIFIED, at + 1, False)
    found = _CLASSIFIER.match(text)
    if not found:
        return None
    word, by = found["word"].upper(), (found["by"] or "").upper()
    near = by == "BY" and _is_like_classified(word)
    named = found["colon"] is not None and (by == "BY" or word == "CLASSIFIED")
    is_label = near or (named and _holds_reason(text[found.end() :]))
    return Label(CLASSIFIED, found.end(), False) if is_label else None


def _is_like_classified(word: str) -> bool:
    if word.startswith("CLASS") or is_one_edit(word, "CLASSIFIED"):
        return True
    return word[0] == "C" and "S" in word and word.endswith(("FIED", "IFED"))


def _has_letters_of_classified_by(text: str) -> bool:
    """Whether a text has these letters but for one, wherever its blank is: `Classifie dBy`, `Classified RBy`."""
    letters = "".join(text.split()).upper()
    return letters == "CLASSIFIEDBY" or is_one_edit(letters, "CLASSIFIEDBY")


def _holds_reason(rest: str) -> bool:
    """Whether the text after a label has a reason, or the beginning of the word at its end."""
    return "1.4" in rest or "1.5" in rest or "reas" in rest[-8:].lower()


def inner_label(field: str | None, text: str) -> int | None:
    """The offset of a later field's label in the value of `field`, or in a line of no field; None without one.

    The label may be mis-keyed, or glued to the last word: `... TO VALLETTAREF: ROME 98`, `N/A AGS: PREL`.
    """
    later = _LATER.get(field)
    if not later or len(text) <= _SHORTEST_VALUE or not _may_hold_label(text, later):
        return None
    for found in _PLACE.finditer(text):
        at = _later_label(text, found.start(), found.end(), later)
        if at is not None:
            return at
    return None


_OF_TITLE = pattern(
    "words of a title that look like a label",
    r"""CLASSIFIED[ ]+BY[ ]+(?:THE|AN?|ITS|HIS|HER|OUR)\b(?!.{0,200}\bREASON)""",
    ignore_case=True,
)


def _may_hold_label(text: str, later: frozenset[str]) -> bool:
    """Whether a value has a label's word that needs no colon, or a colon but those of the order and DECL."""
    plain = text.upper().lstrip(digits).removeprefix(":").replace("DECL:", "")
    order = EO in later and any(map(text.__contains__, _ON_SECRETS))
    return order or ":" in plain or any(map(plain.__contains__, _NO_COLON))


def _later_label(text: str, start: int, end: int, later: frozenset[str]) -> int | None:
    """The offset of a label of the fields `later` in the word between `start` and `end`, or None."""
    word = text[start:end].upper()
    if word == "SIPDIS":
        return start if TAGS in later else None
    label = head_label(text[start:])
    if label:
        return start if label.field in later and not _OF_TITLE.match(text, start) else None
    if size := _glued_label(word, text[end:], later) if text[end : end + 2].lstrip(" ")[:1] == ":" else 0:
        return end - size
    label = near_label(text[start:]) if start else None
    return start if label and label.field in later else None


def _glued_label(word: str, value: str, later: frozenset[str]) -> int:
    """The number of letters at the end of a word that are a label of the fields `later`, or 0."""
    for field, names in _GLUED:
        name = next((name for name in names if word.endswith(name)), "")
        if field in later and name and _is_value(field, value.lstrip(" :")):
            return len(name)
    return 0


def _is_value(field: str, value: str) -> bool:
    """Whether the text after a doubtful label can be the field's value. A subject may be anything."""
    if field == TAGS:
        return _are_tags(value)
    return _names_cable(value) if field == REF else True
