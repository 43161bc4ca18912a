"""Reads REF and Classified By where they come late: after a note, or as paragraph 1 or 2."""

from cablecli.parser.heading import classified_by
from cablecli.parser.heading.field_reader import FieldReader
from cablecli.parser.heading.text_fields import TextHeading
from cablecli.parser.tokens import field_labels, numbers

_REACH = 14  # lines: the longest note between the heading and its last fields


def read(reader: FieldReader) -> None:
    """Look for late fields below the text heading that `reader` has walked."""
    lines, end = reader.lines, reader.out.end
    opened = False  # paragraph 1 has begun, so that a line of it may be prose
    for k in range(end, min(end + _REACH, len(lines))):
        text = lines.text[k]
        number = numbers.numbered(text)
        label = _label(text, number)
        if label and label.numbered and reader.out.classified is None:
            _take_numbered(reader, k, opened)
            return
        if number and _is_too_late(number, reader.out):
            return
        opened = opened or number is not None
        if label and not opened and _is_missing(reader.out, label, text):
            reader.take_field(k, label)


def _is_too_late(number: numbers.Number, out: TextHeading) -> bool:
    """Whether no late field can follow a paragraph: it is not the first, or the officer has been read."""
    return number.number > 1 or out.classified is not None


def _label(text: str, number: numbers.Number | None) -> field_labels.Label | None:
    """The label at the start of a line, or after the number and marking of a paragraph."""
    label = field_labels.head_label(text)
    return label or (_after_marking(text, number) if number and number.marking else None)


def _after_marking(text: str, number: numbers.Number) -> field_labels.Label | None:
    """The label `Classified By` after a number and its marking: `1. CONFIDENTIAL - ENTIRE TEXT. CLASSIFIED BY DCM`."""
    text = _after(text, number)
    label = field_labels.head_label(text) if text else None
    return label._replace(numbered=True) if label and label.field == field_labels.CLASSIFIED else None


def _after(text: str, number: numbers.Number) -> str:
    """The text after a number, its marking and the words `ENTIRE TEXT`."""
    return text[number.rest :].lstrip(" -").removeprefix("ENTIRE TEXT").lstrip(" .-")


def _is_missing(out: TextHeading, label: field_labels.Label, text: str) -> bool:
    """Whether the heading lacks the field of a label."""
    if label.field == field_labels.REF:
        return text[:3].upper() == "REF" and ":" in text[:8] and not out.references
    return label.field in field_labels.OFFICER and out.classified is None


def _take_numbered(reader: FieldReader, k: int, doubtful: bool) -> None:
    """Read `¶1. (U) Classified by ...`, or paragraph 2; it stays a paragraph too. If `doubtful` it needs a reason."""
    lines = reader.lines
    end = classified_by.extent(lines, k)
    field = classified_by.joined(lines, k, end)
    number = numbers.numbered(field)
    if number and number.marking and _after_marking(field, number):
        field = _after(field, number)
    found = classified_by.read(field, lines.span(k, end - 1)).officer
    if found and (found.reasons or not doubtful):
        reader.out = reader.out._replace(classified=found)
