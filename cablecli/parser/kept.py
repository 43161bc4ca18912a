"""What of the lines above the text no value of the record holds: kept as it is written, so that no word gets lost.

Paragraphs need no such look: they are composed of all the words of their lines. The values of fields are read out of
their lines, and a line may hold more than its field: a note, an address in an unknown form, a paragraph behind REF.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from cablecli.facts.edits import is_one_edit
from cablecli.facts.words import words
from cablecli.model import Leftover
from cablecli.model.role import Role
from cablecli.parser.heading.text_fields import TextHeading
from cablecli.parser.reading import Reading
from cablecli.patterns import pattern

_MACHINE = frozenset((Role.HEADING, Role.DISTRIBUTION))
_READ_OUT = frozenset((Role.MARKING, Role.CAPTION, Role.PASSING, Role.FIELD, Role.SIGNATURE))
_BETWEEN = " "  # values, so that no word is found over the end of one
_PARTS = str.maketrans(dict.fromkeys("/-:(),;&+", " "))
_SIGNS = pattern("all but letters and figures", r"""[\W_]+""")
_REASONS = frozenset("ABCDEFGH")  # letters of reasons, which stand in a value one by one
_LONG_LABEL = 6  # letters of a label that is known by its beginning, or with one letter off


def read(reading: Reading) -> tuple[tuple[str, ...], tuple[Leftover, ...]]:
    """The routing lines and the leftovers: lines of which the values hold neither the whole nor each word.

    Routing lines are those of the transmission heading: `PP RUEHAG RUEHROV`, `ZNY CCCCC ZZH`; leftovers those of fields
    and captions.
    """
    held = joined(_values(reading))
    lines = reading.lines
    routing: list[str] = []
    leftovers: list[Leftover] = []
    for text, role, number in zip(lines.text, lines.role, lines.number, strict=True):
        if role in _MACHINE and unheld(text, held):
            routing.append(text)
        elif role in _READ_OUT and unheld(text, held):
            leftovers.append(Leftover((number, number), text))
    return tuple(routing), tuple(leftovers)


def joined(values: Iterable[str]) -> str:
    """Values in the form in which `unheld` looks words up: letters and figures only."""
    return _BETWEEN.join(map(_letters, values))


def unheld(text: str, held: str) -> list[str]:
    """The words of a line that the joined values do not hold; those of labels are in the names of fields."""
    if _letters(text) in held:
        return []
    label, _, value = text.partition(" ")
    if value and _is_label(_letters(label)) and _letters(value) in held:
        return []  # most lines of fields: `SUBJECT: ...`, `FM AMEMBASSY VALLETTA`
    parts = ((part, _letters(part).lstrip("0")) for part in text.translate(_PARTS).split())
    return [part for part, letters in parts if letters not in held and not _is_label(letters)]


@lru_cache(maxsize=4096)
def _is_label(part: str) -> bool:
    """Whether a word is one of a label, cut by the wrap or with a letter off, or the letters of reasons."""
    labels = words("label-words")
    if part in labels or _REASONS.issuperset(part):
        return True
    long = [label for label in labels if len(label) >= _LONG_LABEL]
    return any(label.startswith(part) or label.endswith(part) or is_one_edit(part, label) for label in long)


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    """A line or a word in the form in which it is looked up; headings share most of theirs."""
    return (text if text.isalnum() else _SIGNS.sub("", text)).upper()


def _values(reading: Reading) -> Iterator[str]:
    """All that the record says beside its paragraphs."""
    top = reading.top.heading
    yield from filter(None, (top.transmission_id, top.precedence, top.dtg_text, top.sender))
    for one in (*top.action, *top.info):
        yield _joined((one.routing_indicator, one.address, one.precedence, one.number))
    yield from _of_fields(reading.head)
    yield from (f"{one.label or ''} {one.text}" for one in reading.references)
    for name, value in reading.attributes:
        yield f"{name} {value or ''}"
    if reading.distribution:
        block = reading.distribution
        yield _joined((*block.action, *block.origin, *block.info, block.copies, block.counter))
    if reading.drafting:
        yield _joined(
            (reading.drafting.drafted_by, reading.drafting.approved_by, *reading.drafting.cleared_by)
        )
    yield reading.signature or ""


def _of_fields(head: TextHeading) -> Iterator[str]:
    """What the text heading says."""
    yield head.subject or ""
    yield _joined((head.level, head.post, str(head.serial), str(head.sections), head.corrected, head.order))
    yield _joined((*head.captions, *head.passing, "FOR OFFICIAL USE ONLY" if head.official_use else None))
    yield " ".join(tag.tag for tag in head.tags)
    if head.declassify:
        yield head.declassify.text
    if head.classified:
        yield _joined((head.classified.name, head.classified.title, *head.classified.reasons))


def _joined(values: Iterable[str | None]) -> str:
    return " ".join(filter(None, values))
