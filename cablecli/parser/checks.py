"""The cross-checks of format A.2: what a cable says twice, compared. They report and never correct."""

from collections.abc import Iterator
from datetime import date

from cablecli.facts import tables
from cablecli.model import Diagnostic, Meeting
from cablecli.model.role import Role
from cablecli.parser.body import Body
from cablecli.parser.heading.mrn import marker_number
from cablecli.parser.heading.text_heading import Fields
from cablecli.parser.heading.transmission import Envelope
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens.classification import RANKS
from cablecli.patterns import pattern

_RANKS = {**RANKS, "LOU": 1, "LIMITED OFFICIAL USE": 1, "RESTRICTED": 1, "TOP SECRET": 4}
_LETTERS = {"U": 0, "E": 0, "R": 1, "C": 2, "S": 3, "T": 4}
_MONTH_DAY = pattern(
    "month and day",
    r"""\b(?P<month>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6}\.?[ ](?P<day>[0-9]{1,2})(?![0-9])""",
    ignore_case=True,
)
_EXTRACT = "partial extract of the original cable"


def read(
    lines: Lines, top: Envelope, head: Fields, main: Body, when: Meeting, notes: list[Diagnostic]
) -> None:
    """Append a diagnostic for each contradiction and for what is missing."""
    where = lines.number[head.line] if lines.number else None
    for code, message, line in (
        *_of_text(lines, main),
        *_of_identity(top, head, where),
        *_of_markers(lines, head, where),
        *_of_dates(lines, top, head, when),
        *_of_levels(lines, top, head, main, where),
        *_of_tags(lines, head),
    ):
        notes.append(Diagnostic(code, message, line))


_TEXT = 500  # characters: a heading with its fields may be as long, but hardly a cable without text
_Found = Iterator[tuple[str, str, int | None]]


def _of_text(lines: Lines, main: Body) -> _Found:
    if _EXTRACT in lines.content[:600]:
        yield "partial-extract", "the text is a partial extract of the cable", 1
    if not main.paragraphs and len(lines.content) > _TEXT:
        yield "no-paragraph", "a text of this length should hold paragraphs; none was found", lines.number[-1]
    if main.signature is None and lines.text[-1].endswith(("...", "\u2026", "EEEEEEEE")):
        yield "truncated", "the text breaks off", lines.number[-1]


def _of_identity(top: Envelope, head: Fields, where: int | None) -> _Found:
    number = head.serial
    sender = tables.post_of_address(top.heading.sender.upper()) if top.heading.sender else None
    post = tables.post(head.post) if head.post else None
    if sender and post and sender not in post and post not in sender:
        message = f"the heading is from {sender}, the classification line bears {post} {number}"
        yield "other-cable", message, where
    elif (
        number is not None
        and top.serial
        and top.serial.isdigit()
        and number % 10_000 != int(top.serial) % 10_000
    ):
        yield "serial-differs", f"the number is {number}, the DE line has #{top.serial}", where


def _of_markers(lines: Lines, head: Fields, where: int | None) -> _Found:
    """The number and the sections of the classification line against those of the page markers."""
    marked = marker_number(lines)
    if head.serial is not None and marked is not None and marked != head.serial:
        yield "other-cable", f"the number is {head.serial}, the page markers bear {marked}", where
    if not head.sections:
        return
    totals = {lines.text[k].split()[-1] for k in lines.of_role(Role.PAGE_MARKER)}
    odd = sorted(t for t in totals if len(t) == 3 and t.isdigit() and int(t) != head.sections)
    if odd:
        yield (
            "sections-differ",
            f"{head.sections} sections on the classification line, {int(odd[0])} in a page marker",
            where,
        )


def _of_dates(lines: Lines, top: Envelope, head: Fields, when: Meeting) -> _Found:
    sent = date.fromisoformat(top.heading.dtg[:10]) if top.heading.dtg else None
    day = sent.toordinal() - date(sent.year, 1, 1).toordinal() + 1 if sent else 0
    if sent and top.julian is not None and abs(top.julian - day) not in (0, 1, 364, 365):
        message = f"the DE line is of day {top.julian}, the date-time group of day {day}"
        yield "julian-differs", message, None
    instruction = head.declassify
    if (
        instruction
        and instruction.date is None
        and instruction.text.count("/") == 2
        and instruction.text[:1].isdigit()
    ):
        yield "date-unread", f"the declassification date {instruction.text} cannot be read", None
    if sent and instruction and instruction.date and instruction.date < sent.isoformat():
        yield (
            "declassified-before",
            f"declassification on {instruction.date} lies before the cable's date",
            None,
        )
    met = _MONTH_DAY.search(when.date) if when.date else None
    named = _MONTH_DAY.search(head.subject) if met and head.subject else None
    if met and named and _day(met[0]) != _day(named[0]):
        message = f"the subject names {named[0]}, the meeting line {met[0]}"
        yield "meeting-date-differs", message, lines.number[lines.at(when.span.start)]


def _day(text: str) -> tuple[str, int]:
    month, _, day = text.rpartition(" ")
    return month[:3].upper(), int(day)


def _of_levels(lines: Lines, top: Envelope, head: Fields, main: Body, where: int | None) -> _Found:
    if head.level is None:
        return
    level = _RANKS.get(head.level, 0)
    line = _LETTERS.get(top.level_letter or "")
    if line is not None and line != level and not (line == 0 and level == 1):
        yield (
            "level-differs",
            f"the security line says {top.level_letter}, the classification line {head.level}",
            where,
        )
    above = {mark for mark in {p.marking for p in main.paragraphs} if mark and _rank(mark) > max(level, 1)}
    for paragraph in main.paragraphs if above else ():
        if paragraph.marking in above:
            number = f"paragraph {paragraph.number}" if paragraph.number is not None else "a paragraph"
            message = f"{number} is marked {paragraph.marking} in a {head.level} cable"
            yield "marking-above-level", message, lines.number[lines.at(paragraph.span.start)]


def _rank(marking: str) -> int:
    """How high the first word of a marking ranks."""
    for sign in "/- ,":
        marking = marking.partition(sign)[0]
    return _RANKS.get(marking, 0)


def _of_tags(lines: Lines, head: Fields) -> _Found:
    first, stop = head.tag_pieces
    for tag in head.tags:
        if tag.kind == "unknown":
            meant = tables.tag_variant(tag.tag)
            hint = f"; probably {' '.join(meant)}" if meant else ""
            piece = next((k for k in range(first, stop) if tag.tag in lines.text[k].upper()), first)
            yield "tag-unknown", f"{tag.tag} is in no list of TAGS{hint}", lines.number[piece]
