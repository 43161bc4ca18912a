"""From a cable to its record, in the contract's shape (schema 1)."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from cablecli.model import SCHEMA_VERSION, Cable, Distribution, Drafting, Heading, Item, Paragraph, Source


def _keys(*names: str) -> Callable[[Any], dict[str, Any]]:
    """A function that gives these attributes of a value, in this order."""
    values = attrgetter(*names)
    return lambda value: dict(zip(names, values(value), strict=True))


_mrn = _keys("year", "post", "number")
_page = _keys("id", "created", "released", "classification", "origin", "number", "references")
_addressee = _keys("routing_indicator", "address", "precedence", "number")
_declassify_on = _keys("text", "date")
_tag = _keys("tag", "kind", "name")
_reference = _keys("label", "text", "kind", "id")
_meeting = _keys("date", "day", "place")
_participant = _keys("side", "unit", "name", "title", "role", "notetaker", "paragraph", "text")
_redaction = _keys("code", "paragraph")
_diagnostic = _keys("code", "message", "line")


def record(cable: Cable) -> dict[str, Any]:
    """JSON types only, keys in the contract's order."""
    officer = cable.classified_by
    return {
        "schema": SCHEMA_VERSION,
        "id": cable.id,
        "mrn": _mrn(cable.mrn),
        "format": cable.format,
        "source": _source(cable.source),
        "heading": _heading(cable.heading),
        "classification": cable.classification,
        "captions": list(cable.captions),
        "passing": list(cable.passing),
        "sections": cable.sections,
        "corrected_copy": cable.corrected_copy,
        "executive_order": cable.executive_order,
        "declassify_on": cable.declassify_on and _declassify_on(cable.declassify_on),
        "tags": list(map(_tag, cable.tags)),
        "subject": cable.subject,
        "headings": [heading.text for heading in cable.headings],
        "summary": cable.summary,
        "references": list(map(_reference, cable.references)),
        "classified_by": officer
        and {"name": officer.name, "title": officer.title, "reasons": list(officer.reasons)},
        "paragraphs": list(map(_paragraph, cable.paragraphs)),
        "meeting": _meeting(cable.meeting),
        "participants": list(map(_participant, cable.participants)),
        "signature": cable.signature,
        "attributes": dict(cable.attributes) or None,
        "redactions": list(map(_redaction, cable.redactions)),
        "distribution": cable.distribution and _distribution(cable.distribution),
        "drafting": cable.drafting and _drafting(cable.drafting),
        "diagnostics": list(map(_diagnostic, cable.diagnostics)),
        "leftovers": [{"lines": list(left.lines), "text": left.text} for left in cable.leftovers],
    }


def _source(source: Source) -> dict[str, Any]:
    return {"path": source.path, "member": source.member, "page": source.page and _page(source.page)}


def _heading(heading: Heading) -> dict[str, Any]:
    return {
        "transmission_id": heading.transmission_id,
        "precedence": heading.precedence,
        "dtg": heading.dtg,
        "dtg_text": heading.dtg_text,
        "from": heading.sender,
        "action": list(map(_addressee, heading.action)),
        "info": list(map(_addressee, heading.info)),
        "routing": list(heading.routing),
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
        "items": list(map(_item, paragraph.items)),
        "quoted": list(map(list, paragraph.quoted)),
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "label": item.label,
        "marking": item.marking,
        "text": item.text,
        "items": list(map(_item, item.items)),
        "at": item.at,
    }
