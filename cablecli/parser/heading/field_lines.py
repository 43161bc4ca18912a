"""Claims the lines of each field of the text heading, and cuts off other text at the end of the last one.

Each function begins at offset `at` of piece `i`, after the label, and returns the field's text and the piece after it.
"""

from cablecli.model.role import Role
from cablecli.parser.heading import continuations, tags
from cablecli.parser.heading.reference_lines import has_next_label, looks_like_item
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.normal import join_words
from cablecli.parser.tokens import field_labels

_MOST_OF_ORDER = 3  # lines of an E.O. field: the name of an event can take two more
_MOST_OF_SUBJECT = 8  # lines: the longest known subject has five
_LOOK_BACK = 40  # lines of a list of references among which its last label is looked for


def order(lines: Lines, i: int, at: int) -> tuple[str | None, str, int]:
    """The order's number, the text after it, and the next piece."""
    value = lines.text[i][at:].lstrip(": ")
    number = value[:5] if value[:1] == "1" and value[:5].isdigit() else None
    value = value.removeprefix(number or "").lstrip(": ")
    end = i + 1
    while end < min(i + _MOST_OF_ORDER, len(lines)) and continuations.order_goes_on(lines, end, value):
        value = f"{value} {lines.text[end]}".strip()
        lines.take(end, Role.FIELD, field_labels.EO)
        end += 1
    return number, value, end


def tags_field(lines: Lines, i: int, at: int) -> tuple[str, int]:
    parts, end = [lines.text[i][at:]], i + 1
    opened = tags.opened(parts[0])  # brackets not closed on their line
    while end < len(lines) and (lines.gap[end] <= 1 or any(lines.passed[end - 1 : end + 1])):
        if not lines.passed[end]:
            if not field_labels.head_label(lines.text[end]):
                _cut_at_label(lines, end, field_labels.TAGS)
            if not continuations.tags_go_on(lines, end, parts[-1], opened > 0):
                break
            parts.append(lines.text[end])
            opened += tags.opened(parts[-1])
            lines.take(end, Role.FIELD, field_labels.TAGS)
        end += 1
    return " ".join(parts), end


def subject(lines: Lines, i: int, at: int) -> tuple[str, int]:
    at += _repeated_label(lines.text[i][at:])
    parts, end = [lines.text[i][at:]], i + 1
    while end < len(lines) and len(parts) < _MOST_OF_SUBJECT:
        if not continuations.subject_goes_on(lines, end, parts[-1]):
            break
        if not lines.passed[end]:
            _cut_at_label(lines, end, field_labels.SUBJECT)
            parts.append(lines.text[end])
            lines.take(end, Role.FIELD, field_labels.SUBJECT)
        end = lines.following(end) if lines.passed[end] else end + 1
    return join_words(filter(None, parts)), end


def _repeated_label(value: str) -> int:
    """The number of characters at the start of a subject that repeat its label."""
    label = field_labels.head_label(value) if value else None
    return label.end if label and label.field == field_labels.SUBJECT and label.signed else 0


def references(lines: Lines, i: int, at: int, before: tuple[int, ...]) -> tuple[tuple[int, ...], int]:
    """The offsets of the lines of REF, which may go on from earlier REF fields (`before`), and the next piece."""
    taken = [lines.at(start) for start in before[-_LOOK_BACK:]]
    earlier = len(taken)
    if lines.text[i][at:].strip():
        i = lines.split(i, at)[-1]
        taken.append(i)
    k = i + 1
    while k < len(lines) and (lines.passed[k] or not _references_end(lines, k, taken)):
        if not lines.passed[k]:
            _cut_at_label(lines, k, field_labels.REF)
            taken.append(k)
        k += 1
    fresh = taken[earlier:]
    for piece in fresh:
        lines.take(piece, Role.FIELD, field_labels.REF)
    return tuple(lines.start[piece] for piece in fresh), k


def _references_end(lines: Lines, k: int, taken: list[int]) -> bool:
    """Whether the references `taken` so far end before piece `k`."""
    parted = lines.gap[k] > 0 or lines.flat
    if not continuations.opens_other(lines, k) and _is_item(lines, k, taken, parted):
        return False
    above = (lines.text[j] for j in taken[-_LOOK_BACK:])
    return not taken or not has_next_label(lines.text[k], above, parted)


def _is_item(lines: Lines, k: int, taken: list[int], parted: bool) -> bool:
    """Whether piece `k` goes on with the references `taken` so far, if any, by its own words and what stands below."""
    text, before = lines.text[k], lines.text[taken[-1]] if taken else ""
    if not looks_like_item(text, before, parted=True):
        if parted or not looks_like_item(text, before, parted=False):
            return False
        if taken and continuations.opens_body(lines, k):
            return False
    return not taken or not continuations.opens_count(lines, k)


def _cut_at_label(lines: Lines, k: int, field: str) -> None:
    """Cut a later field's label or the notice behind a subject, and the text after it, off a line of `field`."""
    at = field_labels.inner_label(field, lines.text[k])
    if at or (field == field_labels.SUBJECT and (at := continuations.notice_in(lines.text[k]))):
        lines.split(k, at)
