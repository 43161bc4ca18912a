"""The values above the text: those of the transmission heading and of the text heading."""

from dataclasses import dataclass

from cablecli.model.places import NOWHERE, Span
from cablecli.model.value import Value


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Mrn(Value):
    """Message reference number: `PARIS 2827` of 2007. `year` has four digits or is unknown."""

    year: int | None
    post: str | None
    number: int | None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Addressee(Value):
    """One line of TO or INFO (ACP 127 format lines 7 and 8); the number keeps its leading zeros."""

    routing_indicator: str | None
    address: str
    precedence: str | None = None
    number: str | None = None
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Heading(Value):
    """The transmission heading (ACP 127 format lines 1 to 8). `dtg` is ISO 8601, UTC, to the minute."""

    transmission_id: str | None = None
    precedence: str | None = None
    dtg: str | None = None
    dtg_text: str | None = None
    sender: str | None = None
    action: tuple[Addressee, ...] = ()
    info: tuple[Addressee, ...] = ()
    routing: tuple[str, ...] = ()  # the lines that no other value holds, as written


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DeclassifyOn(Value):
    """The declassification instruction as written, and its ISO date if it has one."""

    text: str
    date: str | None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Tag(Value):
    """A TAGS entry; `kind` is one of `kinds.TAG_KINDS`."""

    tag: str
    kind: str
    name: str | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Reference(Value):
    """One entry of REF. `id` is set only if the reference is a cable and its year is known."""

    label: str | None
    text: str
    kind: str
    id: str | None
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ClassifiedBy(Value):
    """The classifying officer; reasons are spelt `1.4(b)`."""

    name: str | None
    title: str | None
    reasons: tuple[str, ...]
    span: Span = NOWHERE
