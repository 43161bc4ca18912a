"""Reads REF and Classified By where they come late: after a note, as paragraph 1 or 2, or below the signature."""

from cablecli.model.role import Role
from cablecli.parser.heading import classified_by
from cablecli.parser.heading.field_reader import FieldReader
from cablecli.parser.heading.text_fields import TextHeading
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens import field_labels, numbers

_REACH = 14  # lines: the longest note between the heading and its last fields


def read(reader: FieldReader) -> None:
    """Look for late fields below the text heading that `reader` has walked."""
    lines, end = reader.lines, reader.out.end
    opened = False  # paragraph 1 has begun, so that a line of it may be prose
    for k in range(end, min(end + _REACH, len(lines))):
        text = lines.text[k]
        label = field_labels.head_label(text)
        if reader.out.classified is None and ((label and label.numbered) or _after_marking(text)):
            _take_numbered(reader, k, opened)
            return
        number = numbers.numbered(text)
        if number and (number.number > 1 or reader.out.classified):
            return  # no late field can follow
        opened = opened or number is not None
        if label and not opened and _is_missing(reader.out, label, text):
            reader.take_field(k, label)


def below(lines: Lines, head: TextHeading) -> TextHeading:
    """With who classified the cable if that, with its reasons, stands below the signature only."""
    for k in lines.of_role(Role.TRAILER) if head.classified is None else ():
        label = field_labels.head_label(lines.text[k])
        if label and label.field == field_labels.CLASSIFIED:
            end = classified_by.extent(lines, k)
            found = classified_by.read(classified_by.joined(lines, k, end), lines.span(k, end - 1))
            if found.officer and found.officer.reasons:
                return head.with_classified(found.officer).with_declassify(found.declassify or "")
    return head


def _after_marking(text: str) -> str | None:
    """The text from `Classified By` on, if that follows a number and its marking, or None.

    `1. CONFIDENTIAL - ENTIRE TEXT. CLASSIFIED BY DCM`
    """
    number = numbers.numbered(text)
    if not number or not number.marking:
        return None
    rest = text[number.rest :].lstrip(" -").removeprefix("ENTIRE TEXT").lstrip(" .-")
    label = field_labels.head_label(rest) if rest else None
    return rest if label and label.field == field_labels.CLASSIFIED else None


def _is_missing(out: TextHeading, label: field_labels.Label, text: str) -> bool:
    """Whether the heading lacks the field of a label."""
    if label.field == field_labels.REF:
        return text[:3].upper() == "REF" and ":" in text[:8] and not out.references
    return label.field in field_labels.OFFICER and out.classified is None


def _take_numbered(reader: FieldReader, k: int, doubtful: bool) -> None:
    """Read `¶1. (U) Classified by ...`, or paragraph 2; it stays a paragraph too. If `doubtful` it needs a reason."""
    end = classified_by.extent(reader.lines, k)
    field = classified_by.joined(reader.lines, k, end)
    found = classified_by.read(_after_marking(field) or field, reader.lines.span(k, end - 1)).officer
    if found and (found.reasons or not doubtful):
        reader.out = reader.out._replace(classified=found)
