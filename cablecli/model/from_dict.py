"""From a record to its cable; a missing or wrong value is a ValueError that names the key."""

from functools import partial
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
        source=_source(it.part("source")),
        heading=_heading(it.part("heading")),
        classification=it.text("classification"),
        captions=it.strings("captions"),
        passing=it.strings_if_any("passing"),
        sections=it.number("sections", 1),
        corrected_copy=it.text("corrected_copy", 0),
        executive_order=it.text("executive_order"),
        declassify_on=it.made("declassify_on", lambda d: DeclassifyOn(d.string("text"), d.text("date"))),
        tags=it.each("tags", lambda t: Tag(t.string("tag"), t.one_of("kind", TAG_KINDS), t.text("name"))),
        subject=it.text("subject"),
        headings=tuple(map(SectionHeading, it.strings("headings"))),
        summary=it.text("summary"),
        references=it.each("references", _reference),
        classified_by=it.made(
            "classified_by", lambda c: ClassifiedBy(c.text("name"), c.text("title"), c.strings("reasons"))
        ),
        paragraphs=it.each("paragraphs", _paragraph),
        meeting=Meeting(meeting.text("date"), meeting.text("place"), day=meeting.optional("day")),
        participants=it.each("participants", _participant),
        signature=it.text("signature"),
        attributes=_attributes(it, record),
        redactions=it.each("redactions", _redaction) if it.has("redactions") else (),
        distribution=it.made("distribution", _distribution),
        drafting=it.made("drafting", _drafting),
        diagnostics=it.each("diagnostics", _diagnostic),
        leftovers=it.each("leftovers", lambda o: Leftover(o.pair("lines"), o.string("text"))),
    )


def _source(one: Fields) -> Source:
    return Source(one.text("path"), one.text("member"), one.made("page", _page))


def _page(one: Fields) -> Page:
    return Page(
        one.text("id"), one.text("created"), one.text("released"), one.text("classification"),
        one.text("origin"), one.optional("number"), one.optional("references"),
    )  # fmt: skip


def _attributes(it: Fields, record: dict[str, Any]) -> tuple[tuple[str, str | None], ...]:
    values = it.part_or_none("attributes")
    return tuple((name, values.text(name)) for name in record["attributes"]) if values else ()


def _redaction(one: Fields) -> Redaction:
    return Redaction(one.string("code"), one.number("paragraph"))


def _diagnostic(one: Fields) -> Diagnostic:
    return Diagnostic(one.string("code"), one.string("message"), one.number("line"))


def _distribution(one: Fields) -> Distribution:
    return Distribution(
        one.strings("action"),
        one.strings("origin"),
        one.strings("info"),
        one.text("copies"),
        one.text("counter"),
    )


def _drafting(one: Fields) -> Drafting:
    return Drafting(one.text("drafted_by"), one.text("approved_by"), one.strings("cleared_by"))


def _heading(one: Fields) -> Heading:
    return Heading(
        one.text("transmission_id"), one.text("precedence"), one.text("dtg"), one.text("dtg_text"),
        one.text("from"), one.each("action", _addressee), one.each("info", _addressee),
        one.strings_if_any("routing"),
    )  # fmt: skip


def _addressee(one: Fields) -> Addressee:
    return Addressee(
        one.text("routing_indicator"), one.string("address"), one.text("precedence"), one.text("number")
    )


def _reference(one: Fields) -> Reference:
    return Reference(
        one.text("label"), one.string("text"), one.one_of("kind", REFERENCE_KINDS), one.text("id")
    )


def _paragraph(one: Fields) -> Paragraph:
    paragraph = Paragraph(
        one.number("number"),
        one.text("marking"),
        one.text("heading"),
        one.text("label"),
        one.string("text"),
        one.each("items", partial(_item, depth=1)),
        tuple(Span(*pair) for pair in one.pairs("quoted")),
    )
    if any(span.end > len(paragraph.text) for span in paragraph.quoted):
        raise ValueError("paragraphs.quoted ends after the text")
    return paragraph


def _item(one: Fields, depth: int) -> Item:
    if depth > _DEEPEST:
        raise ValueError("items are nested too deep")
    items = one.each("items", partial(_item, depth=depth + 1))
    at = (one.has("at") and one.number("at")) or 0
    return Item(one.string("label"), one.text("marking"), one.string("text"), items, at)


def _participant(one: Fields) -> Participant:
    return Participant(
        one.text("side"), one.text("name"), one.text("title"), one.text("role"), one.flag("notetaker"),
        one.number("paragraph"), one.string("text"), unit=one.optional("unit"),
    )  # fmt: skip
