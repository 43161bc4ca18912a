"""The record of one cable, as frozen values. `to_dict` gives the contract's shape (schema 1).

`None` and empty tuples mean that the cable does not hold the value; nothing is guessed.
A `span` is a pair of character offsets into `Cable.content`: what a reader would point at.
The file is long because it spells the record out twice, as `to_dict` and as `from_dict`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cablecli.typed import Fields

SCHEMA_VERSION = 1


class Span(NamedTuple):
    """`content[start:end]`, end exclusive."""

    start: int
    end: int


NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Mrn:
    """Message reference number: `PARIS 2827` of 2007. `year` has four digits or is unknown."""

    year: int | None
    post: str | None
    number: int | None


@dataclass(frozen=True, slots=True)
class Page:
    """What a web page or dump says of the cable beside its text, as given there."""

    id: str | None = None
    created: str | None = None
    released: str | None = None
    classification: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where the text came from: a path as the user gave it, the member of an archive or dump, the page's own data."""

    path: str | None = None
    member: str | None = None
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class Addressee:
    """One line of TO or INFO (ACP 127 format lines 7 and 8); the number keeps its leading zeros."""

    routing_indicator: str | None
    address: str
    precedence: str | None = None
    number: str | None = None
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Heading:
    """The transmission heading (ACP 127 format lines 1 to 8). `dtg` is ISO 8601, UTC, to the minute."""

    transmission_id: str | None = None
    precedence: str | None = None
    dtg: str | None = None
    dtg_text: str | None = None
    sender: str | None = None
    action: tuple[Addressee, ...] = ()
    info: tuple[Addressee, ...] = ()


@dataclass(frozen=True, slots=True)
class DeclassifyOn:
    """The declassification instruction as written, and its date (ISO) where it is one."""

    text: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Tag:
    """A TAGS entry; `kind` is subject, program, geographic, organization, person or unknown."""

    tag: str
    kind: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of REF. `id` is set only where the reference is a cable whose year is known."""

    label: str | None
    text: str
    kind: str
    id: str | None
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class ClassifiedBy:
    """The classifying officer; reasons are spelt `1.4(b)`."""

    name: str | None
    title: str | None
    reasons: tuple[str, ...]
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """A heading over paragraphs, unwrapped and without its rules."""

    text: str
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Item:
    """A sub-paragraph (`a`, `1`) or bullet (`-`) of a paragraph, with its own items."""

    label: str
    marking: str | None
    text: str
    items: tuple["Item", ...] = ()
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A top-level paragraph. `text` starts after number and marking; blocks are split by blank lines.

    `quoted` holds the parts of `text` that stand between BEGIN TEXT and END TEXT.
    """

    number: int | None
    marking: str | None
    heading: str | None
    label: str | None
    text: str
    items: tuple[Item, ...] = ()
    quoted: tuple[Span, ...] = ()
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Meeting:
    """When and where the participants met, as written."""

    date: str | None
    place: str | None
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Participant:
    """One entry of a participants list. `title` stands before the name, `role` after it."""

    side: str | None
    name: str | None
    title: str | None
    role: str | None
    notetaker: bool
    paragraph: int | None
    text: str
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Redaction:
    """A code that a release put in the place of words, and the number of the paragraph that it stands in."""

    code: str
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class Distribution:
    """The bureaus that got copies, `EUR-12`: for action, of origin, for information; `/033 W` copies; the counter."""

    action: tuple[str, ...]
    origin: tuple[str, ...]
    info: tuple[str, ...]
    copies: str | None
    counter: str | None


@dataclass(frozen=True, slots=True)
class Drafting:
    """Who wrote, approved and cleared the cable, as written."""

    drafted_by: str | None
    approved_by: str | None
    cleared_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something doubtful, repaired or contradictory; `line` is 1-based in the input."""

    code: str
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Leftover:
    """Lines that belong to no element; first and last line, 1-based, inclusive."""

    lines: tuple[int, int]
    text: str


class Element(NamedTuple):
    """A run of lines with one role. The elements of a cable cover all its non-blank text, in order."""

    role: str
    span: Span
    lines: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cable:
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
    headings: tuple[SectionHeading, ...]
    summary: str | None
    references: tuple[Reference, ...]
    classified_by: ClassifiedBy | None
    paragraphs: tuple[Paragraph, ...]
    meeting: Meeting
    participants: tuple[Participant, ...]
    signature: str | None
    attributes: tuple[tuple[str, str | None], ...] = ()
    redactions: tuple[Redaction, ...] = ()
    distribution: Distribution | None = None
    drafting: Drafting | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    elements: Callable[[], Iterable[Element]] = field(default=tuple, repr=False, compare=False)
    content: str = field(default="", repr=False)

    @property
    def layout(self) -> tuple[Element, ...]:
        """The elements of `content` in order; they cover all its non-blank text."""
        return tuple(self.elements())

    def to_dict(self) -> dict[str, Any]:
        """The record in the contract's shape: JSON types only, keys in the contract's order."""
        return {
            "schema": SCHEMA_VERSION,
            "id": self.id,
            "mrn": {"year": self.mrn.year, "post": self.mrn.post, "number": self.mrn.number},
            "format": self.format,
            "source": _source(self.source),
            "heading": _heading(self.heading),
            "classification": self.classification,
            "captions": list(self.captions),
            "sections": self.sections,
            "corrected_copy": self.corrected_copy,
            "executive_order": self.executive_order,
            "declassify_on": self.declassify_on
            and {"text": self.declassify_on.text, "date": self.declassify_on.date},
            "tags": [{"tag": t.tag, "kind": t.kind, "name": t.name} for t in self.tags],
            "subject": self.subject,
            "headings": [h.text for h in self.headings],
            "summary": self.summary,
            "references": [
                {"label": r.label, "text": r.text, "kind": r.kind, "id": r.id} for r in self.references
            ],
            "classified_by": self.classified_by
            and {
                "name": self.classified_by.name,
                "title": self.classified_by.title,
                "reasons": list(self.classified_by.reasons),
            },
            "paragraphs": [_paragraph(p) for p in self.paragraphs],
            "meeting": {"date": self.meeting.date, "place": self.meeting.place},
            "participants": [_participant(p) for p in self.participants],
            "signature": self.signature,
            "attributes": dict(self.attributes) or None,
            "redactions": [{"code": r.code, "paragraph": r.paragraph} for r in self.redactions],
            "distribution": self.distribution and _distribution(self.distribution),
            "drafting": self.drafting and _drafting(self.drafting),
            "diagnostics": [{"code": d.code, "message": d.message, "line": d.line} for d in self.diagnostics],
            "leftovers": [{"lines": list(o.lines), "text": o.text} for o in self.leftovers],
        }

    @classmethod
    def from_dict(cls, record: Any) -> "Cable":
        """The cable whose `to_dict` gave this record, without content and spans; ValueError where it is none."""
        it = Fields(record)
        if it.number("schema") != SCHEMA_VERSION:
            raise ValueError(f"schema {it.number('schema')} is not known")
        mrn, meeting = it.part("mrn"), it.part("meeting")
        return cls(
            id=it.text("id"),
            mrn=Mrn(mrn.number("year"), mrn.text("post"), mrn.number("number")),
            format=it.string("format"),
            source=_read_source(it.part("source")),
            heading=_read_heading(it.part("heading")),
            classification=it.text("classification"),
            captions=it.strings("captions"),
            sections=it.number("sections"),
            corrected_copy=it.text("corrected_copy"),
            executive_order=it.text("executive_order"),
            declassify_on=_read_declassify_on(it.part_or_none("declassify_on")),
            tags=tuple(Tag(t.string("tag"), t.string("kind"), t.text("name")) for t in it.parts("tags")),
            subject=it.text("subject"),
            headings=tuple(map(SectionHeading, it.strings("headings"))),
            summary=it.text("summary"),
            references=tuple(
                Reference(r.text("label"), r.string("text"), r.string("kind"), r.text("id"))
                for r in it.parts("references")
            ),
            classified_by=_read_classified_by(it.part_or_none("classified_by")),
            paragraphs=tuple(map(_read_paragraph, it.parts("paragraphs"))),
            meeting=Meeting(meeting.text("date"), meeting.text("place")),
            participants=tuple(map(_read_participant, it.parts("participants"))),
            signature=it.text("signature"),
            attributes=_read_attributes(it, record),
            redactions=tuple(
                Redaction(r.string("code"), r.number("paragraph")) for r in it.parts("redactions")
            )
            if "redactions" in record
            else (),
            distribution=_read_distribution(it.part_or_none("distribution")),
            drafting=_read_drafting(it.part_or_none("drafting")),
            diagnostics=tuple(
                Diagnostic(d.string("code"), d.string("message"), d.number("line"))
                for d in it.parts("diagnostics")
            ),
            leftovers=tuple(Leftover(o.pair("lines"), o.string("text")) for o in it.parts("leftovers")),
        )


def _source(source: Source) -> dict[str, Any]:
    page = source.page
    return {
        "path": source.path,
        "member": source.member,
        "page": page
        and {
            "id": page.id,
            "created": page.created,
            "released": page.released,
            "classification": page.classification,
            "origin": page.origin,
        },
    }


def _heading(heading: Heading) -> dict[str, Any]:
    return {
        "transmission_id": heading.transmission_id,
        "precedence": heading.precedence,
        "dtg": heading.dtg,
        "dtg_text": heading.dtg_text,
        "from": heading.sender,
        "action": [_addressee(a) for a in heading.action],
        "info": [_addressee(a) for a in heading.info],
    }


def _addressee(addressee: Addressee) -> dict[str, Any]:
    return {
        "routing_indicator": addressee.routing_indicator,
        "address": addressee.address,
        "precedence": addressee.precedence,
        "number": addressee.number,
    }


def _distribution(block: Distribution) -> dict[str, Any]:
    return {
        "action": list(block.action),
        "origin": list(block.origin),
        "info": list(block.info),
        "copies": block.copies,
        "counter": block.counter,
    }


def _drafting(block: Drafting) -> dict[str, Any]:
    return {
        "drafted_by": block.drafted_by,
        "approved_by": block.approved_by,
        "cleared_by": list(block.cleared_by),
    }


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {
        "number": paragraph.number,
        "marking": paragraph.marking,
        "heading": paragraph.heading,
        "label": paragraph.label,
        "text": paragraph.text,
        "items": [_item(i) for i in paragraph.items],
        "quoted": [list(q) for q in paragraph.quoted],
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "label": item.label,
        "marking": item.marking,
        "text": item.text,
        "items": [_item(i) for i in item.items],
    }


def _participant(participant: Participant) -> dict[str, Any]:
    return {
        "side": participant.side,
        "name": participant.name,
        "title": participant.title,
        "role": participant.role,
        "notetaker": participant.notetaker,
        "paragraph": participant.paragraph,
        "text": participant.text,
    }


def _read_declassify_on(part: Fields | None) -> DeclassifyOn | None:
    return DeclassifyOn(part.string("text"), part.text("date")) if part else None


def _read_classified_by(part: Fields | None) -> ClassifiedBy | None:
    return ClassifiedBy(part.text("name"), part.text("title"), part.strings("reasons")) if part else None


def _read_source(source: Fields) -> Source:
    page = source.part_or_none("page")
    return Source(
        source.text("path"),
        source.text("member"),
        Page(
            page.text("id"),
            page.text("created"),
            page.text("released"),
            page.text("classification"),
            page.text("origin"),
        )
        if page
        else None,
    )


def _read_attributes(it: Fields, record: dict[str, Any]) -> tuple[tuple[str, str | None], ...]:
    values = it.part_or_none("attributes")
    return tuple((name, values.text(name)) for name in record["attributes"]) if values else ()


def _read_distribution(block: Fields | None) -> Distribution | None:
    if block is None:
        return None
    return Distribution(
        block.strings("action"),
        block.strings("origin"),
        block.strings("info"),
        block.text("copies"),
        block.text("counter"),
    )


def _read_drafting(block: Fields | None) -> Drafting | None:
    if block is None:
        return None
    return Drafting(block.text("drafted_by"), block.text("approved_by"), block.strings("cleared_by"))


def _read_heading(heading: Fields) -> Heading:
    return Heading(
        heading.text("transmission_id"),
        heading.text("precedence"),
        heading.text("dtg"),
        heading.text("dtg_text"),
        heading.text("from"),
        tuple(map(_read_addressee, heading.parts("action"))),
        tuple(map(_read_addressee, heading.parts("info"))),
    )


def _read_addressee(one: Fields) -> Addressee:
    return Addressee(
        one.text("routing_indicator"), one.string("address"), one.text("precedence"), one.text("number")
    )


def _read_paragraph(one: Fields) -> Paragraph:
    return Paragraph(
        one.number("number"),
        one.text("marking"),
        one.text("heading"),
        one.text("label"),
        one.string("text"),
        tuple(map(_read_item, one.parts("items"))),
        tuple(Span(*pair) for pair in one.pairs("quoted")),
    )


def _read_item(one: Fields) -> Item:
    items = tuple(map(_read_item, one.parts("items")))
    return Item(one.string("label"), one.text("marking"), one.string("text"), items)


def _read_participant(one: Fields) -> Participant:
    return Participant(
        one.text("side"),
        one.text("name"),
        one.text("title"),
        one.text("role"),
        one.flag("notetaker"),
        one.number("paragraph"),
        one.string("text"),
    )
