"""The values of the text: headings and paragraphs, the people who met, the words that a release withheld."""

from dataclasses import dataclass

from cablecli.model.places import NOWHERE, Span
from cablecli.model.value import Value


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SectionHeading(Value):
    """A heading over paragraphs, unwrapped and without its rules."""

    text: str
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Item(Value):
    """A sub-paragraph (`a`, `1`) or bullet (`-`) of a paragraph, with its own items.

    `at` is the offset in the text of the paragraph, or of the item above it, before which it comes.
    """

    label: str
    marking: str | None
    text: str
    items: tuple["Item", ...] = ()
    at: int = 0
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Paragraph(Value):
    """A top-level paragraph. `text` starts after number and marking; blocks are split by blank lines.

    `quoted` holds the parts of `text` between BEGIN TEXT and END TEXT.
    """

    number: int | None
    marking: str | None
    heading: str | None
    label: str | None
    text: str
    items: tuple[Item, ...] = ()
    quoted: tuple[Span, ...] = ()
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Participant(Value):
    """One entry of a participants list. `title` comes before the name, `role` after it; `unit` is a part of a side."""

    side: str | None
    name: str | None
    title: str | None
    role: str | None
    notetaker: bool
    paragraph: int | None
    text: str
    span: Span = NOWHERE
    unit: str | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Redaction(Value):
    """A code that a release put in place of words, and the number of the paragraph it is in."""

    code: str
    paragraph: int | None
