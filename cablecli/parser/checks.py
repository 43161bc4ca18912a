"""The cross-checks of FORMAT 8.1: compare what a cable states twice. They report and never correct."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import compress, count
from operator import itemgetter

from cablecli.facts import tables
from cablecli.facts.levels import SECURITY
from cablecli.model import Diagnostic, Meeting, Reference
from cablecli.model.role import Role
from cablecli.parser.body import Body, behind
from cablecli.parser.heading.mrn import marker_number
from cablecli.parser.heading.text_fields import TextHeading
from cablecli.parser.heading.transmission import Envelope
from cablecli.parser.lines.index import ABOVE_HEADING, Lines
from cablecli.parser.lines.stamps import EXTRACT
from cablecli.parser.tokens.classification import LONGEST, RANKS, classification_line, may_begin_level
from cablecli.parser.tokens.date_time_group import PRECEDENCE_LETTERS, date_time
from cablecli.parser.tokens.dates import MONTH
from cablecli.patterns import pattern
from cablecli.text.blanks import LONG

_MONTH_DAY = pattern(
    "month and day",
    rf"""\b{MONTH}\.?[ ](?P<day>[0-9]{{1,2}})(?![0-9])""",
    ignore_case=True,
)
_LONGEST_FIELD = 300  # characters of a subject or reference
_LONGEST_GROUP = 30  # of a date-time group with its precedence
_BEGINNING = itemgetter(slice(4))
_LABELS = ("TAGS:", "SUBJECT:", "SUBJ:")


def read(
    lines: Lines, top: Envelope, head: TextHeading, main: Body, when: Meeting, references: Sequence[Reference]
) -> list[Diagnostic]:
    """Return a diagnostic for each contradiction and each missing part."""
    where = lines.number[lines.at(head.at)]
    found = (
        *_of_text(lines, main),
        *_of_text_around(lines),
        *_of_identity(top, head, where),
        *_of_markers(lines, head, where),
        *_of_julian_day(top),
        *_of_declassification(top, head),
        *_of_meeting_day(lines, head, when),
        *_of_security_line(top, head, where),
        *_of_markings(lines, head, main),
        *_of_tags(lines, head),
        *_of_lengths(lines, head, references),
        *_of_text_lines(lines, head),
    )
    return [Diagnostic(code, message, line) for code, message, line in found]


_TEXT = 500  # characters: a heading with its fields may be that long; a longer cable should have text
_FULL = 45  # characters: the relay wraps at 60 to 69, and a shorter last line may be a name or a row
_AROUND = 1000  # characters: a scanned cover sheet, a mail form or an archive's notes have fewer
_Found = Iterator[tuple[str, str, int | None]]


def _of_text(lines: Lines, main: Body) -> _Found:
    if EXTRACT in lines.content[:600]:
        yield "partial-extract", "the text is a partial extract of the cable", 1
    if not main.paragraphs and len(lines.content) > _TEXT:
        yield "no-paragraph", "a text of this length should hold paragraphs; none was found", lines.number[-1]
    if main.signature is None and _breaks_off(lines):
        yield "truncated", "the text breaks off", lines.number[-1]


def _breaks_off(lines: Lines) -> bool:
    """Whether an unsigned text ends with the sign of a break, or with a full line inside a sentence."""
    if lines.text[-1].endswith(("...", "\u2026", "EEEEEEEE")):
        return True
    furniture = (Role.BANNER, Role.END_MARK)
    pieces = zip(reversed(lines.text), reversed(lines.role), reversed(lines.passed), strict=True)
    text, role, _ = next(
        (piece for piece in pieces if not (piece[2] or piece[1] in furniture)), ("-", None, False)
    )
    return role is Role.PARAGRAPH_TEXT and len(text) >= _FULL and (text[-1].isalpha() or text[-1] == ",")


def _of_text_around(lines: Lines) -> _Found:
    """Find text above the heading or below the signature that is too long to be a frame."""
    above = [k for k in lines.of_role(Role.FURNITURE) if lines.rule[k] == ABOVE_HEADING]
    if sum(len(lines.text[k]) for k in above) > _AROUND:
        message = "much text stands above the heading; it may belong to another document"
        yield "text-above", message, lines.number[above[0]]
    below = list(lines.of_role(Role.TRAILER))
    if other := [k for k in below if lines.rule[k] == behind.RULE]:
        yield (
            "no-cable-behind",
            "text of another kind follows the end; it is left over",
            lines.number[other[0]],
        )
    elif sum(len(lines.text[k]) for k in below) > _AROUND:
        message = "much text stands below the signature; it may be another section"
        yield "text-behind-end", message, lines.number[below[0]]


def _of_identity(top: Envelope, head: TextHeading, where: int | None) -> _Found:
    number = head.serial
    sender = tables.post_of_address(top.heading.sender.upper()) if top.heading.sender else None
    post = tables.post(head.post) if head.post else None
    if sender and post and sender not in post and post not in sender:
        message = f"the heading is from {sender}, the classification line bears {post} {number}"
        yield "other-cable", message, where
    elif number is not None and top.number is not None and number % 10_000 != top.number % 10_000:
        yield "serial-differs", f"the number is {number}, the DE line has #{top.serial}", where


def _of_markers(lines: Lines, head: TextHeading, where: int | None) -> _Found:
    """Compare the number and the sections of the classification line with those of the page markers."""
    marked = marker_number(lines)
    if head.serial is not None and marked is not None and marked != head.serial:
        yield "other-cable", f"the number is {head.serial}, the page markers bear {marked}", where
    if not head.sections:
        return
    totals = {lines.text[k].split()[-1] for k in lines.of_role(Role.PAGE_MARKER)}
    odd = sorted(t for t in totals if len(t) == 3 and t.isdecimal() and int(t) != head.sections)
    if odd:
        yield (
            "sections-differ",
            f"{head.sections} sections on the classification line, {int(odd[0])} in a page marker",
            where,
        )


def _of_julian_day(top: Envelope) -> _Found:
    """Compare the day on the DE line with the date-time group; a midnight may lie between the two."""
    if top.heading.dtg is None or top.julian is None:
        return
    day = date.fromisoformat(top.heading.dtg[:10]).timetuple().tm_yday
    if abs(top.julian - day) not in (0, 1, 364, 365):
        yield "julian-differs", f"the DE line is of day {top.julian}, the date-time group of day {day}", None


def _of_declassification(top: Envelope, head: TextHeading) -> _Found:
    if head.declassify is None:
        return
    text, until = head.declassify.text, head.declassify.date
    if until is None and text.count("/") == 2 and text[:1].isdigit():
        yield "date-unread", f"the declassification date {text} cannot be read", None
    if until and top.heading.dtg and until < top.heading.dtg[:10]:
        yield "declassified-before", f"declassification on {until} is before the cable's date", None


def _of_meeting_day(lines: Lines, head: TextHeading, when: Meeting) -> _Found:
    met = _MONTH_DAY.search(when.date) if when.date else None
    named = _MONTH_DAY.search(head.subject) if met and head.subject else None
    if met and named and _day(met[0]) != _day(named[0]):
        message = f"the subject names {named[0]}, the meeting line {met[0]}"
        yield "subject-date-differs", message, lines.number[lines.at(when.span.start)]


def _day(text: str) -> tuple[str, int]:
    month, _, day = text.rpartition(" ")
    return month[:3].upper(), int(day)


def _of_security_line(top: Envelope, head: TextHeading, where: int | None) -> _Found:
    """Compare the security line with the classification line. SBU cables are sent as unclassified."""
    sent = SECURITY.get(top.level_letter or "")
    ranks = RANKS.get(sent or ""), RANKS.get(head.level or "", 0)
    if head.level and sent and ranks[0] != ranks[1] and ranks != (0, 1):
        message = f"the security line says {top.level_letter}, the classification line {head.level}"
        yield "level-differs", message, where


def _of_markings(lines: Lines, head: TextHeading, main: Body) -> _Found:
    """Find paragraphs that are marked higher than the cable. SBU does not count as a level."""
    if head.level is None:
        return
    level = max(RANKS.get(head.level, 0), 1)
    for paragraph in main.paragraphs:
        if paragraph.marking and _rank(paragraph.marking) > level:
            number = f"paragraph {paragraph.number}" if paragraph.number is not None else "a paragraph"
            message = f"{number} is marked {paragraph.marking} in a {head.level} cable"
            yield "marking-above-level", message, lines.number[lines.at(paragraph.span.start)]


@lru_cache(maxsize=1024)
def _rank(marking: str) -> int:
    """The rank of the first word of a marking."""
    for sign in "/- ,":
        marking = marking.partition(sign)[0]
    return RANKS.get(marking, 0)


def _of_lengths(lines: Lines, head: TextHeading, references: Sequence[Reference]) -> _Found:
    """Find fields so long that they must hold other text too."""
    if head.subject and len(head.subject) > _LONGEST_FIELD:
        yield (
            "field-long",
            f"the subject is {len(head.subject)} characters long",
            lines.number[lines.at(head.at)],
        )
    size = head.tags_span.end - head.tags_span.start
    if not head.tags and size > LONG:
        message = f"the TAGS are {size:,} characters long; they were not taken apart and are left over"
        yield "field-long", message, lines.number[lines.at(head.tags_span.start)]
    for one in references:
        if len(one.text) > _LONGEST_FIELD:
            message = f"reference {one.label or one.text[:20]} is {len(one.text)} characters long"
            yield "field-long", message, lines.number[lines.at(one.span.start)]


def _of_text_lines(lines: Lines, head: TextHeading) -> _Found:
    """Find the first line of the text that looks like a line of a heading."""
    likely = map(_may_be_of_heading, map(_BEGINNING, lines.text[head.end :]))
    for k in compress(count(head.end), likely):
        if not lines.passed[k] and (what := _of_heading(lines.text[k])):
            message = f"{what} stands in the text: {lines.text[k][:40]}"
            yield "heading-in-text", message, lines.number[k]
            return


@lru_cache(maxsize=4096)
def _may_be_of_heading(beginning: str) -> bool:
    """Whether a line of a heading can have these first four characters. Cached, since all cables share few."""
    if beginning != beginning.upper():
        return False
    group = beginning.lstrip(PRECEDENCE_LETTERS)[:2]
    return (
        beginning.startswith(("TAGS", "SUBJ")) or may_begin_level(beginning) or not group or group.isdecimal()
    )


def _of_heading(text: str) -> str | None:
    """Which heading line this is, by name, or None. Only forms that never occur in prose count."""
    if not text[:8].isupper():  # headings are typed in capitals; prose hardly ever is
        return None
    if text.startswith(_LABELS):
        return text.partition(":")[0]
    level = classification_line(text) if len(text) <= LONGEST else None
    if level and level.serial is not None and text.isupper() and not level.damaged:
        return "a classification line"
    return "a date-time group" if len(text) < _LONGEST_GROUP and date_time(text) else None


def _of_tags(lines: Lines, head: TextHeading) -> _Found:
    """Each tag that is in no list, with the line where it stands: that of the tag before, or one below."""
    start, end = head.tags_span
    text, at = lines.content[start:end].upper(), 0
    for tag in head.tags:
        if tag.kind == "unknown":
            meant = tables.tag_variant(tag.tag)
            hint = f"; probably {' '.join(meant)}" if meant else ""
            at = max(at, text.find(tag.tag, at))
            yield "tag-unknown", f"{tag.tag} is in no list of TAGS{hint}", lines.number[lines.at(start + at)]
