"""From a record to its cable; a missing or wrong value is a ValueError that names the key."""

from typing import Any

from cablecli.model import (
    SCHEMA_VERSION,
    Addressee,
    Cable,
    ClassifiedBy,
    DeclassifyOn,
    Diagnostic,
    Distribution,
    Drafting,
    Heading,
    Item,
    Leftover,
    Meeting,
    Mrn,
    Page,
    Paragraph,
    Participant,
    Redaction,
    Reference,
    SectionHeading,
    Source,
    Span,
    Tag,
)
from cablecli.model.json_values import Fields
from cablecli.model.kinds import FORMATS, REFERENCE_KINDS, TAG_KINDS

_DEEPEST = 50  # items in items: deeper than any list, and than what can be sent to another process


def cable(record: Any) -> Cable:
    """The cable without content and spans, which a record does not hold."""
    it = Fields(record)
    if it.number("schema") != SCHEMA_VERSION:
        raise ValueError(f"schema {it.number('schema')} is not known")
    mrn, meeting = it.part("mrn"), it.part("meeting")
    return Cable(
        id=it.text("id"),
        mrn=Mrn(mrn.number("year", 1900, 2100), mrn.text("post"), mrn.number("number")),
        format=it.one_of("format", FORMATS),
        source=_read_source(it.part("source")),
        heading=_read_heading(it.part("heading")),
        classification=it.text("classification"),
        captions=it.strings("captions"),
        passing=it.strings_if_any("passing"),
        sections=it.number("sections", 1),
        corrected_copy=it.text("corrected_copy", 0),
        executive_order=it.text("executive_order"),
        declassify_on=_read_declassify_on(it.part_or_none("declassify_on")),
        tags=tuple(
            Tag(t.string("tag"), t.one_of("kind", TAG_KINDS), t.text("name")) for t in it.parts("tags")
        ),
        subject=it.text("subject"),
        headings=tuple(map(SectionHeading, it.strings("headings"))),
        summary=it.text("summary"),
        references=tuple(
            Reference(r.text("label"), r.string("text"), r.one_of("kind", REFERENCE_KINDS), r.text("id"))
            for r in it.parts("references")
        ),
        classified_by=_read_classified_by(it.part_or_none("classified_by")),
        paragraphs=tuple(map(_read_paragraph, it.parts("paragraphs"))),
        meeting=Meeting(meeting.text("date"), meeting.text("place"), day=meeting.optional("day")),
        participants=tuple(map(_read_participant, it.parts("participants"))),
        signature=it.text("signature"),
        attributes=_read_attributes(it, record),
        redactions=tuple(Redaction(r.string("code"), r.number("paragraph")) for r in it.parts("redactions"))
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
            page.optional("number"),
            page.optional("references"),
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
        heading.strings_if_any("routing"),
    )


def _read_addressee(one: Fields) -> Addressee:
    return Addressee(
        one.text("routing_indicator"), one.string("address"), one.text("precedence"), one.text("number")
    )


def _read_paragraph(one: Fields) -> Paragraph:
    paragraph = Paragraph(
        one.number("number"),
        one.text("marking"),
        one.text("heading"),
        one.text("label"),
        one.string("text"),
        tuple(_read_item(item, 1) for item in one.parts("items")),
        tuple(Span(*pair) for pair in one.pairs("quoted")),
    )
    if any(span.end > len(paragraph.text) for span in paragraph.quoted):
        raise ValueError("paragraphs.quoted ends after the text")
    return paragraph


def _read_item(one: Fields, depth: int) -> Item:
    if depth > _DEEPEST:
        raise ValueError("items are nested too deep")
    items = tuple(_read_item(item, depth + 1) for item in one.parts("items"))
    return Item(
        one.string("label"),
        one.text("marking"),
        one.string("text"),
        items,
        (one.has("at") and one.number("at")) or 0,
    )


def _read_participant(one: Fields) -> Participant:
    return Participant(
        one.text("side"),
        one.text("name"),
        one.text("title"),
        one.text("role"),
        one.flag("notetaker"),
        one.number("paragraph"),
        one.string("text"),
        unit=one.optional("unit"),
    )
