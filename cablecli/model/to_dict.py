"""From a cable to its record, in the contract's shape (schema 1)."""

from typing import Any

from cablecli.model import (
    SCHEMA_VERSION,
    Addressee,
    Cable,
    Distribution,
    Drafting,
    Heading,
    Item,
    Paragraph,
    Participant,
    Source,
)


def record(cable: Cable) -> dict[str, Any]:
    """JSON types only, keys in the contract's order."""
    return {
        "schema": SCHEMA_VERSION,
        "id": cable.id,
        "mrn": {"year": cable.mrn.year, "post": cable.mrn.post, "number": cable.mrn.number},
        "format": cable.format,
        "source": _source(cable.source),
        "heading": _heading(cable.heading),
        "classification": cable.classification,
        "captions": list(cable.captions),
        "sections": cable.sections,
        "corrected_copy": cable.corrected_copy,
        "executive_order": cable.executive_order,
        "declassify_on": cable.declassify_on
        and {"text": cable.declassify_on.text, "date": cable.declassify_on.date},
        "tags": [{"tag": t.tag, "kind": t.kind, "name": t.name} for t in cable.tags],
        "subject": cable.subject,
        "headings": [h.text for h in cable.headings],
        "summary": cable.summary,
        "references": [
            {"label": r.label, "text": r.text, "kind": r.kind, "id": r.id} for r in cable.references
        ],
        "classified_by": cable.classified_by
        and {
            "name": cable.classified_by.name,
            "title": cable.classified_by.title,
            "reasons": list(cable.classified_by.reasons),
        },
        "paragraphs": [_paragraph(p) for p in cable.paragraphs],
        "meeting": {"date": cable.meeting.date, "place": cable.meeting.place},
        "participants": [_participant(p) for p in cable.participants],
        "signature": cable.signature,
        "attributes": dict(cable.attributes) or None,
        "redactions": [{"code": r.code, "paragraph": r.paragraph} for r in cable.redactions],
        "distribution": cable.distribution and _distribution(cable.distribution),
        "drafting": cable.drafting and _drafting(cable.drafting),
        "diagnostics": [{"code": d.code, "message": d.message, "line": d.line} for d in cable.diagnostics],
        "leftovers": [{"lines": list(o.lines), "text": o.text} for o in cable.leftovers],
    }


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
