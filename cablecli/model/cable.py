"""`Cable`, the record of one cable. Classes that many cables do not need are imported only for type checkers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cablecli.model.heading import ClassifiedBy, DeclassifyOn, Heading, Mrn, Reference, Tag
from cablecli.model.places import NOWHERE, Diagnostic, Element, Leftover, Span, runs
from cablecli.model.value import Value, Values

if TYPE_CHECKING:
    from cablecli.model.body import Paragraph, Participant, Redaction, SectionHeading
    from cablecli.model.margin import Distribution, Drafting, Page

_LISTS = ("tags", "references", "paragraphs", "participants", "diagnostics", "leftovers")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Source(Value):
    """Where the text came from: a path as the user gave it, the member of an archive or dump, the page's own data."""

    path: str | None = None
    member: str | None = None
    page: "Page | None" = None

    @property
    def name(self) -> str | None:
        """The path, with the member after an exclamation mark: `dump.zip!a.txt`; None if neither is known."""
        return "!".join(filter(None, (self.path, self.member))) or None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Meeting(Value):
    """When and where the participants met, as written; `day` is the ISO date."""

    date: str | None
    place: str | None
    span: Span = NOWHERE
    day: str | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Cable(Value):
    """One cable. `content` is the text that the spans point into."""

    id: str | None
    mrn: Mrn
    format: str
    source: Source
    heading: Heading
    classification: str | None
    captions: tuple[str, ...]
    sections: int | None
    corrected_copy: str | None
    executive_order: str | None
    declassify_on: DeclassifyOn | None
    tags: tuple[Tag, ...]
    subject: str | None
    headings: "tuple[SectionHeading, ...]"
    summary: str | None
    references: tuple[Reference, ...]
    classified_by: ClassifiedBy | None
    paragraphs: "tuple[Paragraph, ...]"
    meeting: Meeting
    participants: "tuple[Participant, ...]"
    signature: str | None
    passing: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str | None], ...] = ()
    redactions: "tuple[Redaction, ...]" = ()
    distribution: "Distribution | None" = None
    drafting: "Drafting | None" = None
    diagnostics: tuple[Diagnostic, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    elements: Callable[[], Iterable[Element]] = field(default=tuple, repr=False, compare=False)
    content: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        for name in _LISTS:
            object.__setattr__(self, name, Values(getattr(self, name)))

    def __repr__(self) -> str:
        facts = (self.id or self.source.path, self.heading.dtg, self.heading.sender, self.classification)
        text = f"{' '.join(filter(None, facts))}: {self.subject}"
        return f"<Cable {text!r}>"

    def _repr_html_(self) -> str:
        from cablecli.render.notebook import cable

        return cable(self)

    @property
    def layout(self) -> tuple[Element, ...]:
        """Runs of lines that one rule claimed, in order; they cover all non-blank text of `content`."""
        return tuple(runs(self.elements()))

    def to_dict(self) -> dict[str, Any]:
        """The record in the contract's shape: JSON types only, keys in the contract's order."""
        from cablecli.model.to_dict import record

        return record(self)

    def to_markdown(self) -> str:
        """The cable for reading, as CommonMark: what `cablecli show --format markdown` prints."""
        from cablecli.render.document import document

        return document(self)

    @classmethod
    def from_dict(cls, record: Any) -> "Cable":
        """The cable whose `to_dict` made this record, without content and spans. ValueError if it is not a record."""
        from cablecli.model.from_dict import cable

        return cable(record)
