"""Reads records of the 1973-79 archive (State Archiving System, FORMAT 1.8).

A record is `Message Text`, a telegram with the archive's stamps and page lines, then `Message Attributes`. The telegram
is read like any other. The attributes fill its gaps, each with a diagnostic, and are compared with its values.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from cablecli.facts import tables
from cablecli.facts.edits import is_one_edit
from cablecli.model import Diagnostic, Element, Heading, Leftover, Mrn, Reference, Span, places
from cablecli.model.role import Role
from cablecli.parser.dialects import attributes
from cablecli.parser.dialects.attributes import Attributes
from cablecli.parser.dialects.body_alone import SURNAME
from cablecli.parser.heading import tags
from cablecli.parser.heading.text_fields import TextHeading
from cablecli.parser.lines import stamps
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens import captions, classification
from cablecli.parser.tokens.quotations import UNQUOTE
from cablecli.patterns import pattern

_TEXT = "Message Text"
_FIRST_PAGE, _SECOND_PAGE = "PAGE 01 ", "\nPAGE 02 "
_LABEL_REACH, _PAGE_REACH = 8, 3  # pieces within which a record without attributes must begin
_NOTE_REACH = 12  # pieces at the end within which a note of the archive begins
_ENDING = 3  # pieces: the surname that signed a quotation, UNQUOTE, the cable's own surname
_ENOUGH = 3  # known attributes that make a record
_LEVELS = frozenset(classification.LEVELS.values())
# Captions that the archive names as handling restrictions.
_RESTRICTIONS = ("EXDIS", "NODIS", "LIMDIS", "STADIS", "NOFORN", "ONLY")
_NO_BODY = pattern(
    "no text",
    # a note in its place; or an error message of the archive's program
    r"""N/A|(?:ADS[ ])?TEXT[ ](?:ON[ ]MICROFILM|UNRETRIEVABLE)\.?|MRN:.{0,60}ERROR[ ]READING[ ]TEXT[ ].{0,90}""",
    ignore_case=True,
)
_UNQUOTE = pattern(
    "signatures around UNQUOTE",
    # a name, not the last sentence of a quoted speech: `THANK YOU. UNQUOTE`
    r"""(?:[A-Z][A-Z.'\- ]{0,23}[A-Z][ ]|(?=UNQ[A-Z]+\.?[ ]))
        (?P<unquote>UNQ(?:UO)?TE\.?)(?:[ ](?P<name>[A-Z][A-Z'\-]{1,20}))?""",
)
_LABEL_SIGNS = "AMNTamnt"  # first letters of `Message Text` and of the words in place of a text


class Record(NamedTuple):
    """An archive record in its parts."""

    lines: Lines
    banners: list[str]
    attributes: Attributes
    content: str  # the whole text
    after: tuple[Element, ...] = ()  # text after the record
    labelled: bool = True  # False for a copy of the telegram alone, with the archive's page lines

    @property
    def elements(self) -> tuple[Element, ...]:
        """The lines around the telegram."""
        return self.attributes.elements + self.after

    @property
    def leftovers(self) -> tuple[Leftover, ...]:
        """The lines around the telegram that are not an attribute, label or stamp."""
        around = (self.attributes.above, self.after)  # each line between them is an attribute's
        return tuple(found for part in around for found in places.leftovers(part, self.content))


def open_record(content: str, notes: list[Diagnostic], whole: bool) -> Record | None:
    """The text as an archive record, or None if it is none. Unless `whole`, of its telegram only the first page."""
    first = _line_of(content, _TEXT, 0)
    cut = _line_of(content, attributes.LABEL, first or 0)
    if cut is None:
        return _without_attributes(content, labelled=first is not None)
    again = _line_of(content, _TEXT, cut)
    stop = len(content) if again is None else again
    found = attributes.read(content, cut, stop)
    if len(found.values) < _ENOUGH:
        return None
    telegram = content[:cut] if whole else content[:cut].partition(_SECOND_PAGE)[0]
    lines = Lines(telegram.rstrip())
    return Record(lines, _open_text(lines), found, content, _rest(content, found.stop, notes))


def _line_of(content: str, words: str, start: int) -> int | None:
    """The offset of the next line that is just these words, or None."""
    at = content.find(words, start)
    while at >= 0:
        before = content.rfind("\n", 0, at) + 1
        after = content.find("\n", at)
        if content[before : after if after > 0 else None].strip() == words:
            return before
        at = content.find(words, at + 1)
    return None


def _without_attributes(content: str, labelled: bool) -> Record | None:
    """A record that begins with its label or, unless `labelled`, with its first page line; or None.

    Only stamps and banners come before either.
    """
    lines = Lines(content)
    opening, reach = (_TEXT, _LABEL_REACH) if labelled else (_FIRST_PAGE, _PAGE_REACH)
    if not any(text.startswith(opening) for text in lines.text[:reach]):
        return None
    return Record(lines, _open_text(lines), Attributes({}, {}), content, labelled=labelled)


def _rest(content: str, stop: int, notes: list[Diagnostic]) -> tuple[Element, ...]:
    """The text after the record, another one or no cable, left over with a note: one text is one cable."""
    text = content[stop:].strip()
    if not text:
        return ()
    start = content.index(text, stop)
    first = content.count("\n", 0, start) + 1
    numbers = (first, first + text.count("\n"))
    if text.startswith(_TEXT):
        notes.append(Diagnostic("second-record", "another archive record follows and was not read", first))
    else:
        notes.append(Diagnostic("no-cable-behind", "text that is no record follows; it is left over", first))
    return (Element(Role.LEFTOVER, Span(start, start + len(text)), numbers),)


def _open_text(lines: Lines) -> list[str]:
    """Claim what the archive added to the telegram. Return the banners of its pages."""
    for k, text in enumerate(lines.text):
        if text[0] in _LABEL_SIGNS and (text == _TEXT or _NO_BODY.fullmatch(text)):
            lines.take(k, Role.FURNITURE, "label of the archive", passed=True)
    return stamps.mark_archive(lines)


def mark_ending(lines: Lines) -> None:
    """Claim lines after or around the signature: `EXEMPT`, `HART UNQUOTE`, `NOTE BY OC/T: ...` (FORMAT 1.8)."""
    for k in range(max(0, len(lines) - _NOTE_REACH), len(lines)):
        if lines.role[k] is Role.LEFTOVER and stamps.NOTE.match(lines.text[k]):
            lines.take(range(k, len(lines)), Role.TRAILER, "note of the archive")
            break
    last = len(lines) - 1
    while last > 0 and lines.role[last] is not Role.LEFTOVER:
        last -= 1
    for k in range(last, max(0, last - _ENDING), -1):
        pieces = len(lines)
        _mark_quoted_signature(lines, k, last)
        last += len(lines) - pieces


def _mark_quoted_signature(lines: Lines, k: int, last: int) -> None:
    """Claim piece `k` if it closes a quoted telegram. In `HART UNQUOTE STONE` the cable's signer is STONE."""
    text = lines.text[k]
    found = _UNQUOTE.fullmatch(text)
    if found and found["name"]:
        lines.split(k, found.start("name"))
        lines.take(k, Role.TRAILER, "signature of a quoted telegram")
    elif text == "EXEMPT" or (k < last and (found or _ends_quotation(lines, k, last))):
        lines.take(k, Role.TRAILER, "end of a quoted telegram")
    elif found:
        lines.take(lines.split(k, found.start("unquote"))[-1], Role.TRAILER, "UNQUOTE after a signature")


def _ends_quotation(lines: Lines, k: int, last: int) -> bool:
    """Whether piece `k` is UNQUOTE, or the surname above it that signed the quotation."""
    if lines.text[k] in UNQUOTE:
        return True
    return k + 1 < last and lines.text[k + 1] in UNQUOTE and bool(SURNAME.fullmatch(lines.text[k]))


# -- what the attributes add ---------------------------------------------------------------------------------


def fill(
    record: Record, heading: Heading, head: TextHeading, year: int | None, notes: list[Diagnostic]
) -> tuple[Heading, TextHeading]:
    """Both headings, with gaps filled from the banners and the attributes."""
    found = record.attributes
    head = _fill_level(record, head, notes)
    if head.subject is None and (subject := found.values.get("Subject")):
        head = head._replace(subject=subject)
        _note_use(found, "Subject", "subject", notes)
    if not head.tags and (listed := tags.read(found.values.get("TAGS") or "", year)):
        head = head._replace(tags=listed)
        _note_use(found, "TAGS", "TAGS", notes)
    if heading.sender is None and (sender := found.values.get("From")):
        heading = replace(heading, sender=sender)
        _note_use(found, "From", "sender", notes)
    return heading, head


def _fill_level(record: Record, head: TextHeading, notes: list[Diagnostic]) -> TextHeading:
    """With the level and captions of the page banners, else of the attributes. Only known words count."""
    for banner in record.banners:
        level = classification.classification_line(banner)
        if level and head.level is None:
            head = head._replace(level=level.level)
        known = (*head.captions, *(level.captions if level else ()), *captions.captions_in(banner))
        head = head._replace(captions=tuple(dict.fromkeys(known)))
    found = record.attributes
    name = found.values.get("Original Classification")
    if head.level is None and name in _LEVELS:
        head = head._replace(level=name)
        _note_use(found, "Original Classification", "classification", notes)
    if not set(head.captions) & set(_RESTRICTIONS) and (restrictions := _restrictions(found)):
        head = head._replace(captions=(*head.captions, *restrictions))
        _note_use(found, "Original Handling Restrictions", "captions", notes)
    return head


def _restrictions(found: Attributes) -> list[str]:
    words = (found.values.get("Original Handling Restrictions") or "").replace(",", " ").replace("/", " ")
    return [word for word in words.split() if word in _RESTRICTIONS]


def _note_use(found: Attributes, name: str, what: str, notes: list[Diagnostic]) -> None:
    message = f"the text holds no {what}; it is that of the attribute {name}"
    notes.append(Diagnostic("from-attributes", message, found.lines[name]))


def year(record: Record, notes: list[Diagnostic]) -> int | None:
    """The year for a telegram without date-time group: that of `Document Number`, else of the date sent."""
    if number := record.attributes.number():
        name, found = "Document Number", number.year
    elif sent := record.attributes.sent():
        name, found = sent[0], int(sent[1][:4])
    else:
        return None
    _note_use(record.attributes, name, "date", notes)
    return found


def complete(
    record: Record,
    references: tuple[Reference, ...],
    heading: Heading,
    head: TextHeading,
    mrn: Mrn,
    notes: list[Diagnostic],
) -> tuple[tuple[Reference, ...], Mrn]:
    """References and number with the post's name of the time; notes where the attributes differ."""
    own = identify(record, head, mrn, notes)
    compare(record, heading, head, own, notes)
    return renamed(references, mrn.post, own.post), own


def identify(record: Record, head: TextHeading, mrn: Mrn, notes: list[Diagnostic]) -> Mrn:
    """The cable's number, completed from `Document Number`.

    The post keeps its name of the 1970s (PEKING). A name that the archive cut is completed from telegram or table.
    """
    document = record.attributes.number()
    if document is None:
        return mrn
    if mrn.number is None:
        _note_use(record.attributes, "Document Number", "number", notes)
    post = _post(document.post, "".join(filter(str.isalpha, head.post or "")))
    return Mrn(mrn.year, post, document.number if mrn.number is None else mrn.number)


def _post(cut: str, written: str) -> str:
    """The full name of the post that the archive cut to `cut` and the telegram calls `written`."""
    name = tables.post(written or cut)
    if name and name.startswith(cut):
        return name
    return written or cut


def renamed(references: tuple[Reference, ...], today: str | None, own: str | None) -> tuple[Reference, ...]:
    """References with the cable's own post under its name of the time, as in the cable's id."""
    if not today or not own or today == own:
        return references
    return tuple(
        replace(one, id=f"{one.id[:2]}{own}{one.id[2 + len(today) :]}")
        if one.id and one.id[2:].rstrip("0123456789") == today
        else one
        for one in references
    )


# -- where the attributes differ -----------------------------------------------------------------------------


class _Pair(NamedTuple):
    """An attribute, the telegram's value for it, and whether the two agree."""

    name: str
    ours: str
    agree: bool


def compare(record: Record, heading: Heading, head: TextHeading, mrn: Mrn, notes: list[Diagnostic]) -> None:
    """Note each attribute that contradicts the telegram, and whether the archive has no text."""
    found = record.attributes
    for name, ours, agree in _pairs(found, heading, head, mrn):
        if not agree:
            message = f"the attribute {name} is {found.values[name]}, the text has {ours}"
            notes.append(Diagnostic("attribute-differs", message, found.lines[name]))
    locator = found.values.get("Locator")
    if locator and "TEXT ON-LINE" not in locator.upper():
        message = f"the archive holds no text of this cable: {locator}"
        notes.append(Diagnostic("text-not-online", message, found.lines["Locator"]))
    elif not locator and (missing := next(filter(_NO_BODY.fullmatch, record.lines.text), None)):
        notes.append(Diagnostic("text-not-online", f"the archive holds no text of this cable: {missing}"))


def _pairs(found: Attributes, heading: Heading, head: TextHeading, mrn: Mrn) -> Iterator[_Pair]:
    """A pair for each value that both attributes and telegram have."""
    values = found.values
    yield from _number_pair(found, mrn)
    yield from _date_pair(found, heading)
    post, other = _post_of(heading.sender), _post_of(values.get("From"))
    if heading.sender and post and other:
        yield _Pair("From", heading.sender, post == other)
    yield from _subject_pairs(found, head, mrn)
    yield from _level_pairs(found, head)


def _subject_pairs(found: Attributes, head: TextHeading, mrn: Mrn) -> Iterator[_Pair]:
    """The pairs of SUBJECT, either of which may be cut short, and TAGS, to which the archive adds some."""
    values = found.values
    if head.subject and (subject := values.get("Subject")):
        one, other = _letters(subject), _letters(head.subject)
        yield _Pair("Subject", head.subject, one.startswith(other) or other.startswith(one))
    if head.tags and (listed := tags.read(values.get("TAGS") or "", mrn.year)):
        written = [tag.tag for tag in head.tags]
        same = _are_same({tag.tag for tag in listed}, set(written))
        yield _Pair("TAGS", ", ".join(written), same)


def _are_same(listed: set[str], written: set[str]) -> bool:
    """Whether the archive lists all TAGS of the text. One letter of a tag may differ: `PGON`, `PGOV`."""
    added = listed - written
    return all(any(is_one_edit(tag, other) for other in added) for tag in written - listed)


def _level_pairs(found: Attributes, head: TextHeading) -> Iterator[_Pair]:
    level = found.values.get("Original Classification")
    if head.level and level in _LEVELS:
        yield _Pair("Original Classification", head.level, level == head.level)
    if restrictions := _restrictions(found):
        own = [caption for caption in head.captions if caption in _RESTRICTIONS]
        yield _Pair("Original Handling Restrictions", ", ".join(own), set(own) == set(restrictions))


def _number_pair(found: Attributes, mrn: Mrn) -> Iterator[_Pair]:
    """`Document Number` against year, post and number. The archive cut the post's name to six characters."""
    number = found.number()
    if number and mrn.number is not None and mrn.post:
        same = mrn.post.startswith(number.post[:5]) and (mrn.year, mrn.number) == (number.year, number.number)
        yield _Pair("Document Number", f"{mrn.year} {mrn.post} {mrn.number}", same)


def _date_pair(found: Attributes, heading: Heading) -> Iterator[_Pair]:
    """The date of the draft against the date-time group. A telegram may leave the day after its draft."""
    sent = found.sent()
    if sent and heading.dtg:
        days = date.fromisoformat(sent[1]) - date.fromisoformat(heading.dtg[:10])
        yield _Pair(sent[0], heading.dtg[:10], abs(days.days) <= 1)


def _post_of(address: str | None) -> str | None:
    return tables.post_of_address(address.upper()) if address else None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.upper()))
