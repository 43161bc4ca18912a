"""Decides which lines belong to a list of references (FORMAT 3.9)."""

from collections.abc import Iterable

from cablecli.facts import tables
from cablecli.parser.heading import reference_kinds
from cablecli.parser.heading.reference_marks import CABLE, LABEL, is_reference, labels, post_in
from cablecli.parser.lines.widths import RELAY_LINE, UNWRAPPED
from cablecli.parser.tokens import captions, field_labels, numbers, portion_markings
from cablecli.patterns import pattern

_ITEM = pattern(
    "start of a reference item",
    # its letter, a year, post and number, a conjunction, or a word for another kind of reference
    r"""[¶\ufffd]?[ ]?(?:REF[ ]?)?[(\[]?(?:[A-Z](?:\.|\)|\]|:[ ]|[ ]-[ ]|(?<=REF[ ].)[ ])|[0-9]{2,4}[ ]?[A-Z]{3}
        |[A-Z][A-Z .'\-]{2,24}[ ]?[0-9]{2,8}\b|AND[ ]|\(|[0-9]|SEPTEL|NOTAL|IIR[ ]|E-?MAIL
    |[A-Z/\-]{1,20}[ ]E-?MAIL)""",
    ignore_case=True,
)
_LETTER = pattern("letter of an item within a line", r"""(?:^|[ ])[B-Z]\.[ ]{1,3}[0-9A-Z]""")
_OPEN = pattern("unfinished reference", r"""(?:[,;/&\-]|\b(?:AND|[A-Z]\.|REF))$""", ignore_case=True)
_NUMBER_ALONE = pattern("number that ends an item", r"""[0-9]{1,8}(?![0-9.)/])""")
_LAST_NAME = pattern(
    "name at the end of a line",
    r"""(?:^|[ .)\]])(?P<post>[A-Z][A-Z.'\-]{2,15}(?:[ ][A-Z.'\-]{2,15}){0,2})$""",
)
_LONGEST_ITEM = 400  # characters of a line of references; longer lines are unwrapped prose
_FULL = 50  # characters: a longer line was wrapped, since the next label and number had no room


def looks_like_item(text: str, before: str, parted: bool) -> bool:
    """Whether a line continues the list of references after line `before`. With `parted`, a blank line is between."""
    if _opens_paragraph(text, parted) or captions.is_notice(text):
        return False
    if text[0].isdigit() and _NUMBER_ALONE.match(text) and _awaits_number(before):
        return True
    if _ITEM.match(text) and len(text) < _LONGEST_ITEM:
        return not parted or bool(LABEL.match(text)) or _is_reference(text)
    return not parted and _goes_on(text, before)


def _opens_paragraph(text: str, parted: bool) -> bool:
    """Whether a line begins with a paragraph's number or marking and no reference follows, as in `(U) ROME 12`."""
    marked = portion_markings.portion(text)
    if marked and not _is_reference(text[marked[1] :].strip() or "."):
        return True
    number = numbers.numbered(text)
    if not number:
        listed = numbers.bracketed(text) if parted else None
        return listed is not None and not names_something(text[listed[1].rest :])
    return parted or number.marking is not None or not names_something(text[number.rest :].strip())


def names_something(item: str) -> bool:
    """Whether an item after a number names a cable, a report or the like: `2. STATE 41207`."""
    return bool(item) and len(item) <= RELAY_LINE and _is_known(item)


def _awaits_number(before: str) -> bool:
    """Whether a line ends with a post, so that its number may follow, even after a blank line."""
    found = _LAST_NAME.search(before)
    return found is not None and post_in(found["post"])[0] is not None


def is_lettered(text: str) -> bool:
    """Whether a line begins with the letter of a reference and names a cable: `B. ROME 21`."""
    label = LABEL.match(text)
    return label is not None and is_reference(text[label.end() :])


def is_cable(text: str) -> bool:
    """Whether a text is just the post and number of a cable: `STATE 41207`."""
    found = CABLE.fullmatch(text)
    return found is not None and tables.post(found["post"].upper()) is not None


def _goes_on(text: str, before: str) -> bool:
    """Whether a line that begins no item continues the one above."""
    return text[-1] != ":" and (  # a colon introduces the text below
        bool(_OPEN.search(before))
        or len(before) > _FULL
        or text[0].islower()
        or (text.isupper() and len(text) <= RELAY_LINE)
        or before.count("(") > before.count(")")
    )


def has_next_label(text: str, above: Iterable[str], parted: bool) -> bool:
    """Whether a line holds the label that follows the last one above: `C)` after `B)`, first or after the rest of B.

    After a blank line the label must lead to a reference, since paragraphs without a number can begin with one too.
    """
    if not (")" in text or _LETTER.search(text)) or len(text) > UNWRAPPED or field_labels.head_label(text):
        return False
    listed = " ".join(above)
    known = len(labels(listed))
    cuts = labels(f"{listed} {text}")
    if not known or len(cuts) == known:
        return False
    _, start, end = cuts[known]
    item = text[end - len(listed) - 1 :].strip()
    first = text[0] == "(" and start - len(listed) <= 1
    return bool(item) and ((first and not parted) or _is_known(item))


def _is_known(item: str) -> bool:
    """Whether an item is a cable, or by its words a report, an e-mail or the like."""
    return _is_reference(item) or reference_kinds.by_words(item) is not None


def _is_reference(text: str) -> bool:
    if text.upper().startswith(("AND ", "NOTAL", "SEPTEL", "IIR ")) or text[0] == "(":
        return True
    return is_reference(text)
