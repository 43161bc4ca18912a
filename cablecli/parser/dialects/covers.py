"""Separates a telegram from its cover: a message's fields around an older telegram, or a mail that quotes one.

The telegram is read as if it were alone. In its text everything else is blank, so that offsets and line numbers remain
those of the input. Fields of the cover only fill gaps; where they contradict the telegram there is a finding.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from cablecli.model import Diagnostic, Leftover, Mrn
from cablecli.model.places import Element
from cablecli.model.role import Role
from cablecli.parser.dialects import named_fields, smart
from cablecli.parser.heading.text_fields import TextHeading
from cablecli.parser.heading.transmission import Envelope
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.normal import blank
from cablecli.parser.lines.page_markers import mark_pages
from cablecli.parser.tokens.classification import LONGEST, is_numbered_level
from cablecli.parser.tokens.date_time_group import DTG
from cablecli.parser.tokens.field_labels import head_label
from cablecli.patterns import pattern

_REACH = 70  # pieces from FM to the first page line above, and to the classification line below
_LONGEST = 90  # characters of a heading's line, with what a printer added
_ABOVE = pattern(
    "line above FM in a framed telegram",
    # offices with their copies, the counter, and the number of copies
    r"""(?:ACTION|ORIGIN|INFO|COPY)[ ].* | (?:[A-Z0-9/]{1,6}-[0-9]{2}(?:[ ]+|$)){1,20}.{0,12}
        | -{3,}.{0,40} | /[0-9]{3}[ ]?[A-Z]{0,2}""",
)
_PAGE = pattern(
    "page line of a framed telegram",
    # whole or in two pieces; and the level with the number of the print-out
    r"""PAGE[ ][0-9]{2}.* | [A-Z][A-Z .]{1,24}[ ][0-9]{3,6}[ ](?:[0-9]{2}[ ]OF[ ][0-9]{2}[ ])?[0-9]{6}Z
        | [A-Z][A-Z ]{3,36}[ ]PTQ[0-9]{4}""",
)
_QUOTE = pattern(
    "mark of a quoted line",
    # for each mail that quotes it; or a bar, which no other one closes as in the rows of a table
    r"""^[ \t]{0,4}(?P<mark>(?:>[ ]?){1,9}|[|](?=[ ]|$)(?!.*[|][ ]*$))""",
)
_FEWEST_QUOTED = 4  # lines: FM, TO, the classification line, and one of text
_HEADS = (
    "FM ",
    "TAGS",
    "SUBJ",
    "MRN",
    "Message Text",
    "Message Attributes",
    "PAGE 01 ",
)  # of a cable's lines


class Cover(NamedTuple):
    """A telegram and the cover around it."""

    lines: Lines  # of the telegram
    outer: Lines  # of the cover
    message: smart.Message | None = None  # the cover's fields, if it has any

    @property
    def elements(self) -> tuple[Element, ...]:
        """The lines of the cover, in order."""
        return tuple(self.outer.elements())

    @property
    def leftovers(self) -> tuple[Leftover, ...]:
        """The lines of the cover that no stage has claimed."""
        return tuple(self.outer.leftovers_at(self.outer.of_role(Role.LEFTOVER)))


def of_message(content: str, notes: list[Diagnostic]) -> Cover | None:
    """The telegram inside the fields of a message (FORMAT 1.11), or None."""
    whole = Lines(content)
    if not smart.is_message(whole):
        return None
    first = _telegram_start(whole, named_fields.first(whole) or 0)
    if first is None:
        return None
    start = whole.start[first]
    last = named_fields.below(whole, first)
    stop = whole.start[last] if last < len(whole) else len(content)
    outer = Lines(content[:start] + blank(content[start:stop]) + content[stop:])
    mark_pages(outer)
    message = smart.read(outer, notes)
    inner = Lines(blank(content[:start]) + content[start:stop])
    for k, text in enumerate(inner.text):
        if len(text) < _LONGEST and _PAGE.fullmatch(text):
            inner.take(k, Role.PAGE_MARKER, "page line of a framed telegram", passed=True)
    return Cover(inner, outer, message)


def _telegram_start(lines: Lines, fields: int) -> int | None:
    """The first piece of the telegram's own heading below the fields, or None."""
    sender = next((k for k in range(fields, len(lines)) if lines.text[k].startswith("FM ")), None)
    if sender is None or not any(map(_opens_text, lines.text[sender : sender + _REACH])):
        return None
    k = sender
    while k > max(fields, sender - _REACH) and _is_above(lines.text[k - 1]):
        k -= 1
    return k


def _is_above(text: str) -> bool:
    return len(text) < _LONGEST and any(form.match(text) for form in (_ABOVE, _PAGE, DTG))


def _opens_text(text: str) -> bool:
    """Whether a line is a classification line with a number, or a field of the text heading."""
    return (len(text) <= LONGEST and is_numbered_level(text)) or head_label(text) is not None


def of_mail(content: str) -> Cover | None:
    """The cable of any form in a mail, each of its lines after `>` or a bar; or None.

    Unless all lines are quoted, some of them must be a cable's.
    """
    lines = content.split("\n")
    marks = [_QUOTE.match(line) for line in lines]
    if sum(mark is not None for mark in marks) < _FEWEST_QUOTED:
        return None
    inner = Lines(
        "\n".join(
            line[: mark.start("mark")] + " " * len(mark["mark"]) + line[mark.end() :] if mark else blank(line)
            for line, mark in zip(lines, marks, strict=True)
        )
    )
    outer = Lines("\n".join(blank(line) if mark else line for line, mark in zip(lines, marks, strict=True)))
    return (
        Cover(inner, outer) if not len(outer) or any(text.startswith(_HEADS) for text in inner.text) else None
    )


def fill(message: smart.Message, top: Envelope, head: TextHeading) -> tuple[Envelope, TextHeading]:
    """Both headings, with gaps filled from the fields of the cover."""
    given = message.head
    head = head._replace(subject=head.subject or given.subject, tags=head.tags or given.tags)
    if head.level is None and given.level != "UNCLASSIFIED":  # a release always is, whatever the telegram was
        head = head._replace(level=given.level)
    heading, outer = top.heading, message.heading
    if heading.sender is None:
        heading = replace(heading, sender=outer.sender)
    if heading.dtg_text is None:
        heading = replace(heading, dtg=outer.dtg, dtg_text=outer.dtg_text)
    return top._replace(heading=heading), head


def number(cover: Cover, own: Mrn) -> Mrn:
    """The telegram's number, completed from that of its cover."""
    given = cover.message.mrn if cover.message else own
    return Mrn(own.year or given.year, own.post or given.post, own.number or given.number)


def differences(cover: Cover, top: Envelope, own: Mrn) -> Iterator[Diagnostic]:
    """A finding for each contradiction between cover and telegram. The cover's time of day is a placeholder."""
    if cover.message is None:
        return
    given = cover.message.mrn
    if given.number and own.number and (given.post, given.number) != (own.post, own.number):
        message = f"the cover is of {given.post} {given.number}, the telegram of {own.post} {own.number}"
        yield Diagnostic("attribute-differs", message)
    sent, written = cover.message.heading.dtg, top.heading.dtg
    if sent and written and sent[:10] != written[:10]:
        message = f"the cover is of {sent[:10]}, the telegram of {written[:10]}"
        yield Diagnostic("attribute-differs", message)
