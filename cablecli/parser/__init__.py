"""`parse` turns the text of one cable into its record.

It reads nothing but the text and the package's own tables, and no clock or setting.

The work is done in stages, listed in STAGES. Each stage takes the `Reading` so far and returns a fuller one, and
claims lines of the index that all stages share. Lines that no stage claims become leftovers of the record.
The rooms, from the lowest: `tokens` (single lines), `lines` (the index), `people`, `heading`, `body`, `meeting`,
`dialects` (the forms a text can have). FORMAT.md describes what they know about cables.
"""

from functools import cache, partial
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from cablecli.errors import NotACable
from cablecli.facts import levels
from cablecli.model import Cable, Leftover, Source
from cablecli.model.places import Element
from cablecli.model.role import Role
from cablecli.parser.heading.mrn import cable_id
from cablecli.parser.heading.text_fields import TextHeading
from cablecli.parser.lines.normal import normal
from cablecli.parser.reading import Form, Reading
from cablecli.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cablecli.parser.dialects.covers import Cover
    from cablecli.parser.dialects.sas import Record

__all__ = ["STAGES", "may_hold_more", "parse"]


class Stage(NamedTuple):
    """One step of the parse: the function that does it, and the roles that it may give to lines."""

    room: str  # the module below `cablecli.parser`
    function: str
    takes: str  # what it reads, in words
    claims: tuple[Role, ...] = ()
    whole: bool = True  # skipped when only the heading is wanted


_FRAME = (Role.FURNITURE, Role.PAGE_MARKER, Role.STAMP, Role.BANNER, Role.END_MARK)
_HEADING = (
    *(Role.HEADING, Role.DISTRIBUTION, Role.FURNITURE, Role.STAMP, Role.PASSING, Role.REPEATED_HEADING),
    Role.FIELD,  # a subject among the labels
)
_FIELDS = (Role.MARKING, Role.CAPTION, Role.PASSING, Role.FIELD, Role.FURNITURE)
_ON_FORMS = (Role.HEADING, Role.SIGNATURE, Role.REPEATED_HEADING)
_BODY = (
    *(Role.SECTION_HEADING, Role.RULE, Role.PARAGRAPH_START, Role.PARAGRAPH_TEXT, Role.ITEM, Role.PARTICIPANTS),
    *(Role.BOILERPLATE, Role.SIGNATURE, Role.TRAILER, Role.END_MARK, Role.BANNER),
    *(Role.REPEATED_HEADING, Role.STRAY_CAPTION, Role.FURNITURE),
)  # fmt: skip
STAGES = (
    Stage(
        "dialects", "form", "the text, with the labels of the archive or of a message", _FRAME, whole=False
    ),
    Stage("dialects", "pages", "all lines", (*_FRAME, Role.REPEATED_HEADING), whole=False),
    Stage("dialects", "transmission_heading", "the lines from the top", _HEADING, whole=False),
    # on a printed form this stage also reads the heading and the name at the end
    Stage(
        "dialects",
        "fields",
        "the lines after it",
        (*_FRAME, *_FIELDS, *_ON_FORMS, Role.TRAILER),
        whole=False,
    ),
    Stage("whole_text", "body", "the lines after the fields", _BODY),
    Stage("whole_text", "people", "the paragraphs that list people"),
    Stage("whole_text", "references", "the lines of REF, the number and the date"),
    Stage("whole_text", "summary", "the paragraphs"),
    Stage("whole_text", "checks", "everything the cable states twice"),
    Stage("whole_text", "rest", "the lines of fields, and all values"),
    Stage("dialects", "record", "the archive's attributes", whole=False),
)

_TOP = 4000  # characters within which a form is known
_SECOND = pattern("second paragraph", r"""\n(?:¶[ ]?2\. | 2\.(?:[ ]{1,2}\( | [ ]{3}))""")


@cache
def _function(stage: Stage) -> "Callable[[Reading], Reading]":
    function: Callable[[Reading], Reading] = getattr(
        import_module(f"cablecli.parser.{stage.room}"), stage.function
    )
    return function


def parse(text: str, source: Source | None = None, *, heading_only: bool = False) -> Cable:
    """Return the record of the cable in `text`. Raise NotACable if too little in it looks like a cable.

    With `heading_only` the record holds only what the text heading says, without `classified_by` and leftovers.
    If that heading does not identify the cable, the whole text is read after all.
    """
    if heading_only:
        try:
            cable = _parse(text, source, heading_only=True)
        except NotACable:
            return _parse(text, source, heading_only=False)
        if cable.id or cable.mrn.number is not None:
            return cable
    return _parse(text, source, heading_only=False)


def may_hold_more(text: str) -> bool:
    """Whether text that is no cable may stand below the end, which only the whole parse tells."""
    from cablecli.parser.body.behind import is_of_text, may_go_on
    from cablecli.parser.dialects.attributes import LABEL

    end = text.rfind(LABEL)
    if end < 0:  # the two rare forms with fields below the signature are read
        return any(map(text[:_TOP].__contains__, ("MRN", "PREC:"))) or may_go_on(text)
    # no attribute of an archive record is a sentence
    return may_go_on(text, end) or any(map(is_of_text, text[end:].split("\n")))


def _parse(text: str, source: Source | None, *, heading_only: bool) -> Cable:
    content = normal(text)
    reading = Reading(
        content if not heading_only else content[: _second_paragraph(content)],
        source or Source(),
        Form.TELEGRAM,
        TextHeading(),
        whole=not heading_only,
    )
    for stage in STAGES:
        if not (heading_only and stage.whole):
            reading = _function(stage)(reading)
            if not len(reading.lines) and reading.form != Form.RECORD:
                raise NotACable("the text is empty")
    return _cable(reading, content)


def _second_paragraph(content: str) -> int | None:
    """The offset of the second paragraph, before which the text heading ends; None if no plain number shows it."""
    if "MRN:" in content[:3000] or "Message Attributes" in content or "Message Text" in content[:4000]:
        return None  # messages and archive records may have fields below the text
    second = _SECOND.search(content)
    return second.start() if second else None


def _cable(reading: Reading, content: str) -> Cable:
    head, body = reading.head, reading.body
    frames = [one for one in (reading.record, reading.cover) if one]  # the lines around the telegram
    layout = reading.lines.layout()
    rest: tuple[Leftover, ...] = ()
    if reading.whole:
        around = (left for frame in frames for left in frame.leftovers)
        rest = (*reading.lines.leftovers(), *reading.unread, *around)
    return Cable(
        id=None if reading.form == Form.PRINTED else cable_id(reading.mrn),
        mrn=reading.mrn,
        format=reading.format,
        source=reading.source,
        heading=reading.top.heading,
        # on the forms of 1961-64 NOFORN restricts distribution, and is no part of the level
        classification=head.level if reading.form == Form.PRINTED else _classification(head),
        captions=head.captions,
        passing=head.passing,
        sections=head.sections,
        corrected_copy=head.corrected,
        executive_order=head.order,
        declassify_on=head.declassify,
        tags=head.tags,
        subject=head.subject,
        headings=body.headings if body else (),
        summary=reading.summary,
        references=reading.references,
        classified_by=head.classified,
        paragraphs=body.paragraphs if body else (),
        meeting=reading.meeting,
        participants=reading.participants,
        signature=reading.signature,
        attributes=reading.attributes,
        redactions=reading.redactions,
        distribution=reading.distribution,
        drafting=reading.drafting,
        diagnostics=reading.notes,
        leftovers=tuple(sorted(rest, key=lambda one: one.lines)),
        elements=partial(_elements, layout, frames) if frames else layout,
        content=content,
    )


def _elements(layout: "Callable[[], Iterator[Element]]", frames: "Sequence[Record | Cover]") -> list[Element]:
    around = (one for frame in frames for one in frame.elements)
    return sorted((*layout(), *around), key=lambda one: one.span)


def _classification(head: TextHeading) -> str | None:
    level = head.level
    if level is None:
        return None
    limited = head.official_use or not {"SENSITIVE", "SBU", "FOUO"}.isdisjoint(head.captions)
    if level == "UNCLASSIFIED" and limited:
        level = levels.FOUO
    return f"{level}//NOFORN" if "NOFORN" in head.captions else level
