"""`parse`: from the text of one cable to its record. Pure: no files, no clock, no environment.

The stages, in order, each claiming lines of the shared index: pages -> transmission heading -> text heading ->
ending -> body -> meeting. Fields are read only from lines of their role.
"""

from cablecli.errors import NotACable
from cablecli.model import Cable, Diagnostic, Source
from cablecli.parser import below, dialects
from cablecli.parser.dialects import sas
from cablecli.parser.heading import text_heading
from cablecli.parser.heading.mrn import cable_id
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.normal import normal
from cablecli.parser.tokens import classification

__all__ = ["parse"]


def parse(text: str, source: Source | None = None, *, heading_only: bool = False) -> Cable:
    """The record of the cable in `text`. Raises NotACable where too few signs of one are found.

    With `heading_only` all but what stands in the text heading is left out, also who classified, and the leftovers.
    """
    notes: list[Diagnostic] = []
    content = normal(text)
    record = sas.open_record(content, notes)
    if heading_only and not record:
        content = content[: _second_paragraph(content)]
    lines = record.lines if record else Lines(content)
    if not len(lines) and not record:
        raise NotACable("the text is empty")
    above = dialects.read(lines, record, source, notes, whole=not heading_only)
    head, mrn = above.head, above.mrn
    rest = below.Below() if heading_only else below.read(lines, above, notes)
    refs = rest.references
    if record:
        refs, mrn = sas.complete(record, refs, above.top.heading, head, mrn, notes)
    return Cable(
        id=cable_id(mrn),
        mrn=mrn,
        format=above.format,
        source=source or Source(),
        heading=above.top.heading,
        classification=_classification(head),
        captions=head.captions,
        passing=head.passing,
        sections=head.sections,
        corrected_copy=head.corrected,
        executive_order=head.order,
        declassify_on=head.declassify,
        tags=head.tags,
        subject=head.subject,
        headings=rest.headings,
        summary=rest.summary,
        references=refs,
        classified_by=head.classified,
        paragraphs=rest.paragraphs,
        meeting=rest.meeting,
        participants=rest.participants,
        signature=above.signature or rest.signature,
        attributes=above.attributes,
        redactions=rest.redactions,
        distribution=above.distribution,
        drafting=above.drafting,
        diagnostics=tuple(notes),
        leftovers=() if heading_only else (*lines.leftovers(), *(record.leftovers if record else ())),
        elements=record.layout if record else lines.layout,
        content=content,
    )


def _second_paragraph(content: str) -> int | None:
    """Where the second paragraph begins; the text heading ends before it. None where it is not seen at once."""
    if "MRN:" in content[:3000]:
        return None  # a message of 2009 on may put its fields below the text
    end: int | None = None
    for mark in ("\n¶2.", "\n¶ 2.", "\n2. (", "\n2.  (", "\n2.   "):
        at = content.find(mark, 0, end)
        end = at if at > 0 else end
    return end


def _classification(head: text_heading.TextHeading) -> str | None:
    level = head.level
    if level is None:
        return None
    limited = head.official_use or not {"SENSITIVE", "SBU", "FOUO"}.isdisjoint(head.captions)
    if level == "UNCLASSIFIED" and limited:
        level = classification.FOUO
    return f"{level}//NOFORN" if "NOFORN" in head.captions else level
