"""REF and Classified By that stand behind a note or in a paragraph of their own, the first or the second."""

from cablecli.parser.heading import classified_by
from cablecli.parser.heading.field_reader import FieldReader
from cablecli.parser.heading.text_fields import TextHeading
from cablecli.parser.tokens import field_labels, numbers

_REACH = 14  # lines that a note between the heading and its last fields takes up


def read(reader: FieldReader) -> None:
    """Look for them below the text heading that `reader` has walked."""
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
    """Whether a paragraph is behind the place of late fields: past the first, or below the officer."""
    return number.number > 1 or out.classified is not None


def _label(text: str, number: numbers.Number | None) -> field_labels.Label | None:
    """The label of a line, also behind the number and marking of paragraph 1."""
    label = field_labels.head_label(text)
    return label or (_behind_marking(text, number) if number and number.marking else None)


def _behind_marking(text: str, number: numbers.Number) -> field_labels.Label | None:
    """The label of the officer behind a number and its marking: `1. CONFIDENTIAL - ENTIRE TEXT. CLASSIFIED BY DCM`."""
    text = _behind(text, number)
    label = field_labels.head_label(text) if text else None
    return label._replace(numbered=True) if label and label.field == field_labels.CLASSIFIED else None


def _behind(text: str, number: numbers.Number) -> str:
    """What stands behind a number and its marking, also behind the words `ENTIRE TEXT`."""
    return text[number.rest :].lstrip(" -").removeprefix("ENTIRE TEXT").lstrip(" .-")


def _is_missing(out: TextHeading, label: field_labels.Label, text: str) -> bool:
    """Whether a label is of a field that the heading has not."""
    if label.field == field_labels.REF:
        return text[:3].upper() == "REF" and ":" in text[:8] and not out.references
    return label.field in field_labels.OFFICER and out.classified is None


def _take_numbered(reader: FieldReader, k: int, doubtful: bool) -> None:
    """`¶1. (U) Classified by ...`, or paragraph 2: it stays a paragraph. A doubtful one must name a reason."""
    lines = reader.lines
    opening = numbers.numbered(lines.text[k])
    if not opening or opening.number > 2:
        return
    end = classified_by.extent(lines, k)
    field = classified_by.joined(lines, k, end)
    number = numbers.numbered(field)
    if number and number.marking and _behind_marking(field, number):
        field = _behind(field, number)
    found = classified_by.read(field, lines.span(k, end - 1)).officer
    if found and (found.reasons or not doubtful):
        reader.out = reader.out._replace(classified=found)
