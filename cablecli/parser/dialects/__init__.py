"""The stages above the text, each in the form that the text itself shows (FORMAT 1.17).

`Message Attributes` make an archive record (`sas`), `MRN:` fields a message of 2009 on (`smart`); all else is a
telegram (`acp127`), also the body of one alone.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from cablecli.errors import NotACable
from cablecli.facts.levels import CONFIDENTIAL, RESTRICTED, SECRET, TOP_SECRET, UNCLASSIFIED
from cablecli.model import Diagnostic
from cablecli.parser.dialects import body_alone
from cablecli.parser.heading import addressees, distribution, mrn, text_heading, transmission
from cablecli.parser.heading.text_fields import TextHeading
from cablecli.parser.heading.transmission import Envelope
from cablecli.parser.lines import repeated_headings, stamps
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.page_markers import mark_pages
from cablecli.parser.reading import NO_HEADING, Form, Reading
from cablecli.parser.tokens import numbers

if TYPE_CHECKING:
    from cablecli.parser.dialects import covers, sas

_SECURITY = {  # letters of the security line; those sent encrypted only (EEEEE) are unclassified
    "U": UNCLASSIFIED, "E": UNCLASSIFIED, "R": RESTRICTED, "C": CONFIDENTIAL, "S": SECRET, "T": TOP_SECRET,
}  # fmt: skip


# A telegram's first surely known line as a mail quotes it.
_QUOTED = ("\n> FM ", "\n>FM ")


_RECORD_WORDS = ("Message Text", "Message Attributes", "PAGE 01 ")
_PRINTED_WORDS = ("TELEGRAM", "AIRGRAM", "A I R G R A M", "FOR RM USE ONLY", "HANDLING INDICAT")
_SHEET = 6000  # characters above a printed form: an archive's sheet


def form(reading: Reading) -> Reading:
    """Which form the text has, as far as the archive's or a message's own labels tell it."""
    notes: list[Diagnostic] = []
    content = reading.content
    record = _record(content, notes)
    cover = _cover(content, notes) if record is None else None
    if record:
        name = "sas" if record.labelled else "acp127"
        reading = reading._replace(form=Form.RECORD, format=name, record=record, lines=record.lines)
    elif cover:
        attributes = cover.message.attributes if cover.message else ()
        reading = reading._replace(cover=cover, lines=cover.lines, attributes=attributes)
    else:
        reading = _form_of_text(reading._replace(lines=Lines(content)))
    return reading.noted(notes)


def _record(content: str, notes: list[Diagnostic]) -> "sas.Record | None":
    """The archive record that a text is, if it is one."""
    if not any(map(content.__contains__, _RECORD_WORDS)):
        return None
    from cablecli.parser.dialects import sas

    return sas.open_record(content, notes)


def _form_of_text(reading: Reading) -> Reading:
    """The form that a text without a record or a frame round it has, each by a word that all of its kind hold."""
    content = reading.content
    if "MRN" in content:
        from cablecli.parser.dialects import smart

        if smart.is_message(reading.lines):
            reading = reading._replace(form=Form.MESSAGE, format="smart", released=True)
    elif "PREC:" in content:
        from cablecli.parser.dialects import white_house

        if white_house.is_form(reading.lines):
            white_house.mark_pages(reading.lines)
            reading = reading._replace(form=Form.WHITE_HOUSE)
    elif any(map(content[:_SHEET].__contains__, _PRINTED_WORDS)):
        from cablecli.parser.dialects import telegram_form

        if telegram_form.find(reading.lines) is not None:
            telegram_form.mark_pages(reading.lines)
            reading = reading._replace(form=Form.PRINTED)
    return reading


def _cover(content: str, notes: list[Diagnostic]) -> "covers.Cover | None":
    """The frame round a telegram that has a heading of its own: the fields of a message, or a mail that quotes it."""
    quoted = ">" in content and "\n>" in content and any(map(content.__contains__, _QUOTED))
    if not quoted and not ("\nFM " in content and "MRN" in content):
        return None
    from cablecli.parser.dialects import covers

    return covers.find(content, notes)


def pages(reading: Reading) -> Reading:
    """Claim what carriers and relays put between the lines, so that no later stage stumbles over it."""
    lines = reading.lines
    if reading.form == Form.MESSAGE:  # its stamps stand between its fields
        mark_pages(lines)
        return reading
    framed = reading.cover is not None and reading.cover.message is not None
    released = framed or stamps.is_release(lines)
    if released:
        stamps.mark_release(lines, alone=framed)
    if reading.form != Form.RECORD:  # a record's own are claimed already
        stamps.mark_stamps(lines)
        if mark_pages(lines):
            stamps.mark_banners(lines)
    if reading.form == Form.TELEGRAM and body_alone.is_body(lines):
        reading = reading._replace(form=Form.BODY)
    headed_again = released or lines.content.rfind("\nFM ") != lines.content.find("\nFM ")
    if headed_again or reading.form in (Form.RECORD, Form.BODY, Form.WHITE_HOUSE):
        repeated_headings.mark_repeated(lines)
    return reading._replace(released=released)


def transmission_heading(reading: Reading) -> Reading:
    """From the first routing line to the last addressee; a message has fields in its place, a body alone none."""
    if reading.form in (Form.MESSAGE, Form.PRINTED):
        return reading
    if reading.form == Form.BODY:
        later = body_alone.later_heading(reading.lines)
        top = transmission.read(later, reading.whole) if later else NO_HEADING
        return reading._replace(top=top._replace(end=0))
    if reading.form == Form.WHITE_HOUSE:
        from cablecli.parser.dialects import white_house

        spelled = white_house.read(reading.lines)
        return reading._replace(top=_wanted(spelled.top, reading.whole), attributes=spelled.attributes)
    block = distribution.read(reading.lines)
    top = transmission.read(reading.lines, reading.whole)
    if block:
        reading = reading._replace(distribution=block.distribution, drafting=block.drafting)
    return reading._replace(top=top).noted(top.notes)


def fields(reading: Reading) -> Reading:
    """The classification line and the fields below it, with the number of the cable that they bear."""
    notes: list[Diagnostic] = []
    if reading.form == Form.MESSAGE:
        return _message(reading, notes).noted(notes)
    if reading.form == Form.PRINTED:
        return _printed(reading)
    year = _year(reading, notes)
    head = text_heading.read(reading.lines, reading.top.end, year, reading.whole)
    notes += head.notes
    reading = _in_form(_with_spilled(reading._replace(head=head)), year, notes)
    if reading.form in (Form.TELEGRAM, Form.WHITE_HOUSE) or (reading.record and not reading.record.labelled):
        _require_cable(reading)
    return _numbered(_levelled(reading, notes), year, notes).noted(notes)


def _with_spilled(reading: Reading) -> Reading:
    """The addresses of INFO that stand below the classification line, with the others."""
    if not (reading.head.spilled and reading.whole):
        return reading
    top = reading.top
    info = (*top.heading.info, *addressees.read(reading.lines, reading.head.spilled))
    return reading._replace(top=top._replace(heading=replace(top.heading, info=info)))


def _levelled(reading: Reading, notes: list[Diagnostic]) -> Reading:
    """With the level that the security line names, where no classification line stands."""
    letter = reading.top.level_letter
    if reading.head.level is not None or letter not in _SECURITY:
        return reading
    level = _SECURITY[letter]
    message = f"no classification line; the security line names {level}"
    notes.append(Diagnostic("level-from-security-line", message))
    return reading._replace(head=reading.head._replace(level=level))


def _numbered(reading: Reading, year: int | None, notes: list[Diagnostic]) -> Reading:
    """With the number of the cable, and what a cover says of it."""
    own = mrn.mrn(reading.lines, reading.top, reading.head, year)
    if reading.cover:
        from cablecli.parser.dialects import covers

        own = covers.number(reading.cover, own)
        notes += covers.differences(reading.cover, reading.top, own)
    return reading._replace(mrn=own)


def _message(reading: Reading, notes: list[Diagnostic]) -> Reading:
    """The fields of a message of 2009 on. Its text has no signature where a field holds one."""
    from cablecli.parser.dialects import smart

    found = smart.read(reading.lines, notes)
    return reading._replace(
        top=NO_HEADING._replace(heading=found.heading),
        head=found.head,
        mrn=found.mrn,
        attributes=found.attributes,
        drafting=found.drafting,
        signed="Signature" not in dict(found.attributes),
        signature=found.signature,
    )


def _printed(reading: Reading) -> Reading:
    """The heading of a telegram or airgram on a printed form; it has no fields below it."""
    from cablecli.parser.dialects import telegram_form

    form = telegram_form.read(reading.lines, telegram_form.find(reading.lines) or 0)
    form = form._replace(top=_wanted(form.top, reading.whole))
    return reading._replace(**form._asdict(), signed=form.signature is None)


def _wanted(top: Envelope, whole: bool) -> Envelope:
    """The heading without its addressees, where they are not wanted."""
    return top if whole else top._replace(heading=replace(top.heading, action=(), info=()))


def _year(reading: Reading, notes: list[Diagnostic]) -> int | None:
    """The year of the date-time group, else the next best evidence of the form."""
    year = mrn.year(reading.top)
    if year is not None:
        return year
    if reading.record:
        from cablecli.parser.dialects import sas

        return sas.year(reading.record, notes)
    return mrn.year_of_form(reading.lines) or mrn.year_from_name(reading.source, reading.lines, notes)


def _in_form(reading: Reading, year: int | None, notes: list[Diagnostic]) -> Reading:
    """What the archive's attributes add to the fields, and what a body alone keeps of them."""
    if reading.cover:
        from cablecli.parser.dialects import covers

        top, head = covers.fill(reading.cover, reading.top, reading.head)
        return reading._replace(top=top, head=head)
    if reading.form in (Form.TELEGRAM, Form.WHITE_HOUSE):
        return reading
    from cablecli.parser.dialects import sas

    sas.mark_ending(reading.lines)
    if reading.record is None:
        later = body_alone.later_heading(reading.lines) if reading.head.level is None else None
        head = body_alone.levelled(reading.lines, reading.head, later)
        return reading._replace(head=body_alone.body_start(reading.lines, head))
    heading, head = sas.fill(reading.record, reading.top.heading, reading.head, year, notes)
    attributes = tuple(reading.record.attributes.values.items())
    return reading._replace(top=reading.top._replace(heading=heading), head=head, attributes=attributes)


def _require_cable(reading: Reading) -> None:
    """Two independent signs: heading lines, classification line, fields, or marked paragraphs (FORMAT 1.17)."""
    lines, head = reading.lines, reading.head
    signs = min(reading.top.signs, 2) + head.signs
    if signs < 2:
        signs += min(2, _marked_paragraphs(lines, head))
    if signs < 2:
        what = "no heading, classification line, TAGS, SUBJECT or marked paragraphs"
        raise NotACable(
            f"not a cable: {what} found" if signs == 0 else "not a cable: only one sign of one found"
        )


def _marked_paragraphs(lines: Lines, head: TextHeading) -> int:
    found = map(numbers.numbered, lines.text[head.end :])
    return sum(number is not None and number.marking is not None for number in found)


def record(reading: Reading) -> Reading:
    """References and number as the archive spells the post, with what its attributes say otherwise noted."""
    if reading.record is None:
        return reading
    from cablecli.parser.dialects import sas

    notes: list[Diagnostic] = []
    refs, own = sas.complete(
        reading.record, reading.references, reading.top.heading, reading.head, reading.mrn, notes
    )
    return reading._replace(references=refs, mrn=own).noted(notes)
