"""The stages before the body, for each form that a text can have (FORMAT 1.8 to 1.14).

`form` decides the form: an archive record has `Message Attributes` (`sas`), a message of 2009 on has `MRN:` fields
(`smart`), and `telegram_form`, `white_house` and `body_alone` know further ones; all others are telegrams. The other
stages read what comes before the body with the module of that form, or with the rooms `lines` and `heading`. Modules
of rare forms are imported only when a text needs them.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from cablecli.errors import NotACable
from cablecli.facts.levels import SECURITY
from cablecli.model import Diagnostic
from cablecli.parser.dialects import body_alone
from cablecli.parser.heading import addressees, distribution, mrn, text_heading, transmission
from cablecli.parser.heading.transmission import Envelope
from cablecli.parser.lines import heading_levels, notices, repeated_headings, stamps
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.page_markers import mark_pages
from cablecli.parser.reading import NO_HEADING, Form, Reading
from cablecli.parser.tokens import numbers

if TYPE_CHECKING:
    from cablecli.parser.dialects import covers, sas

_QUOTE_MARKS = ">|"  # of lines in a mail
_PRINTED_WORDS = ("TELEGRAM", "AIRGRAM", "A I R G R A M", "FOR RM USE ONLY", "HANDLING INDICAT")
_TOP = 8000  # characters: the longest archive's sheet above a printed form, the stamps above a message


def form(reading: Reading) -> Reading:
    """Decide which form the text has, and cut it into lines."""
    notes: list[Diagnostic] = []
    cover = _cover(reading.content, notes)
    content = cover.lines.content if cover else reading.content
    if cover and cover.message:
        reading = reading._replace(lines=cover.lines, attributes=cover.message.attributes)
    elif record := _record(content, notes, reading.whole):
        name = "sas" if record.labelled else "acp127"
        reading = reading._replace(form=Form.RECORD, format=name, record=record, lines=record.lines)
    else:
        reading = _form_of_text(reading._replace(lines=cover.lines if cover else Lines(content)))
    return reading._replace(cover=cover).noted(notes)


def _record(content: str, notes: list[Diagnostic], whole: bool) -> "sas.Record | None":
    """The text as an archive record, or None if it is none."""
    top = content[:_TOP]
    if "Message Attributes" not in content and "Message Text" not in top and "PAGE 01 " not in top:
        return None
    from cablecli.parser.dialects import sas

    return sas.open_record(content, notes, whole)


def _form_of_text(reading: Reading) -> Reading:
    """Set the form of a text without a record or cover around it. A word that each form has is looked for first."""
    top = reading.lines.content[:_TOP]
    if "MRN" in top:
        from cablecli.parser.dialects import smart

        if smart.is_message(reading.lines):
            reading = reading._replace(form=Form.MESSAGE, format="smart", released=True)
    elif "PREC:" in top:
        from cablecli.parser.dialects import white_house

        if white_house.is_form(reading.lines):
            white_house.mark_pages(reading.lines)
            reading = reading._replace(form=Form.WHITE_HOUSE)
    elif "\nFM " not in top and any(map(top.__contains__, _PRINTED_WORDS)):
        from cablecli.parser.dialects import form_pages, telegram_form

        title = telegram_form.find(reading.lines)
        if title is not None:
            form_pages.mark_pages(reading.lines)
            reading = reading._replace(form=Form.PRINTED, title=reading.lines.start[title])
    return reading


def _cover(content: str, notes: list[Diagnostic]) -> "covers.Cover | None":
    """The cover around a cable, or None: a mail, or the fields of a message above a telegram's own heading."""
    # one character is found ten times as quickly as two
    quoted = any(mark in content and f"\n{mark}" in content for mark in _QUOTE_MARKS)
    if not quoted and not ("\nFM " in content and "MRN" in content[:_TOP]):
        return None
    from cablecli.parser.dialects import covers

    return (covers.of_mail(content) if quoted else None) or covers.of_message(content, notes)


def pages(reading: Reading) -> Reading:
    """Claim what pages, archives and relays added between the lines, before other stages read them."""
    lines = reading.lines
    noticed = notices.mark(lines)
    if reading.form == Form.MESSAGE:  # its stamps are claimed with its fields
        mark_pages(lines)
        return reading
    framed = reading.cover is not None and reading.cover.message is not None
    released = framed or stamps.is_release(lines)
    if released:
        stamps.mark_release(lines, alone=framed)
    if reading.form != Form.RECORD:  # a record's own are claimed already
        stamps.mark_stamps(lines)
        if mark_pages(lines) or noticed:
            stamps.mark_banners(lines)
    heading_levels.mark(lines)
    if reading.form == Form.TELEGRAM and body_alone.is_body(lines):
        reading = reading._replace(form=Form.BODY)
    headed_again = released or lines.content.rfind("\nFM ") != lines.content.find("\nFM ")
    if headed_again or reading.form in (Form.RECORD, Form.BODY, Form.WHITE_HOUSE):
        repeated_headings.mark_repeated(lines)
    return reading._replace(released=released)


def transmission_heading(reading: Reading) -> Reading:
    """Read the lines from the first routing line to the last addressee, in the way of the form."""
    if reading.form in (Form.MESSAGE, Form.PRINTED):
        return reading
    if reading.form == Form.BODY:
        later = body_alone.later_heading(reading.lines)
        top = transmission.read(later, reading.whole) if later else NO_HEADING
        return reading._replace(top=top._replace(end=0))
    if reading.form == Form.WHITE_HOUSE:
        from cablecli.parser.dialects import white_house

        spelled = white_house.read(reading.lines)
        top = _wanted(spelled.top, reading.whole)
        return reading._replace(top=top, head=spelled.head, attributes=spelled.attributes).noted(top.notes)
    block = distribution.read(reading.lines)
    top = transmission.read(reading.lines, reading.whole)
    if block:
        reading = reading._replace(distribution=block.distribution, drafting=block.drafting)
    return reading._replace(top=top).noted(top.notes)


def fields(reading: Reading) -> Reading:
    """Read the classification line, the fields below it, and the cable's number."""
    notes: list[Diagnostic] = []
    if reading.form == Form.MESSAGE:
        return _message(reading, notes).noted(notes)
    if reading.form == Form.PRINTED:
        return _printed(reading)
    year = _year(reading, notes)
    head = text_heading.read(reading.lines, reading.top.end, year, reading.whole).over(reading.head)
    notes += head.notes
    if reading.top.evidence < 2 and not (head.tags or head.post or reading.record or reading.cover):
        _refuse_others(reading.lines)
    reading = _in_form(_with_spilled(reading._replace(head=head)), year, notes)
    if reading.form in (Form.TELEGRAM, Form.WHITE_HOUSE) or (reading.record and not reading.record.labelled):
        _require_cable(reading)
    return _numbered(_levelled(reading, notes), year, notes).noted(notes)


def _with_spilled(reading: Reading) -> Reading:
    """With the INFO addresses below the classification line added to the heading."""
    if not (reading.head.spilled and reading.whole):
        return reading
    top = reading.top
    info = (*top.heading.info, *addressees.read(reading.lines, reading.head.spilled))
    return reading._replace(top=top._replace(heading=replace(top.heading, info=info)))


def _levelled(reading: Reading, notes: list[Diagnostic]) -> Reading:
    """With the level of the security line, if there is no classification line."""
    letter = reading.top.level_letter
    if reading.head.level is not None or letter not in SECURITY:
        return reading
    level = SECURITY[letter]
    message = f"no classification line; the security line names {level}"
    notes.append(Diagnostic("level-from-security-line", message))
    return reading._replace(head=reading.head._replace(level=level))


def _numbered(reading: Reading, year: int | None, notes: list[Diagnostic]) -> Reading:
    """With the number of the cable, completed from a cover."""
    own = mrn.mrn(reading.lines, reading.top, reading.head, year)
    if reading.cover:
        from cablecli.parser.dialects import covers

        own = covers.number(reading.cover, own)
        notes += covers.differences(reading.cover, reading.top, own)
    return reading._replace(mrn=own)


def _message(reading: Reading, notes: list[Diagnostic]) -> Reading:
    """Read the fields of a message of 2009 on. If one of them is a signature, its text has none."""
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
    """Read the heading of a telegram or airgram on a printed form, which has no fields below it."""
    from cablecli.parser.dialects import telegram_form

    form = telegram_form.read(reading.lines, reading.lines.at(reading.title))
    form = form._replace(top=_wanted(form.top, reading.whole))
    return reading._replace(**form._asdict(), signed=form.signature is None)


def _wanted(top: Envelope, whole: bool) -> Envelope:
    """The heading, without addressees unless the whole text is wanted."""
    return top if whole else top._replace(heading=replace(top.heading, action=(), info=()))


def _year(reading: Reading, notes: list[Diagnostic]) -> int | None:
    """The year of the date-time group, else of the archive record, the form or the file name."""
    year = mrn.year(reading.top)
    if year is not None:
        return year
    if reading.record:
        from cablecli.parser.dialects import sas

        return sas.year(reading.record, notes)
    printed = mrn.year_of_form(reading.lines) or mrn.year_of_copy(reading.lines)
    return printed or mrn.year_from_name(reading.source, reading.lines, notes)


def _in_form(reading: Reading, year: int | None, notes: list[Diagnostic]) -> Reading:
    """With the headings completed from a cover, from the archive's attributes, or from what a body alone holds."""
    if reading.cover and reading.cover.message:
        from cablecli.parser.dialects import covers

        top, head = covers.fill(reading.cover.message, reading.top, reading.head)
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


def _refuse_others(lines: Lines) -> None:
    """Refuse a text without heading, TAGS and post, where its own top names another form (FORMAT 1.17)."""
    from cablecli.parser.dialects import other_forms

    form = other_forms.named(lines)
    if form:
        raise NotACable(f"not a cable: {form}")


def _require_cable(reading: Reading) -> None:
    """Raise NotACable unless two heading lines, fields or marked paragraphs show that it is one (FORMAT 1.17)."""
    lines, head = reading.lines, reading.head
    evidence = min(reading.top.evidence, 2) + head.evidence
    if evidence < 2:
        evidence += min(2, sum(map(numbers.is_marked, lines.text[head.end :])))
    if evidence < 2:
        what = "no heading, classification line, TAGS, SUBJECT or marked paragraphs"
        raise NotACable(
            f"not a cable: {what} found" if evidence == 0 else "not a cable: only one part of one found"
        )


def record(reading: Reading) -> Reading:
    """Complete references and number from the archive record, and note where its attributes differ."""
    if reading.record is None:
        return reading
    from cablecli.parser.dialects import sas

    notes: list[Diagnostic] = []
    refs, own = sas.complete(
        reading.record, reading.references, reading.top.heading, reading.head, reading.mrn, notes
    )
    return reading._replace(references=refs, mrn=own).noted(notes)
