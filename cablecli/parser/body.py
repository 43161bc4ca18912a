"""The body: its pieces cut and claimed, dealt to paragraphs and headings, and the paragraphs composed (format 4)."""

from typing import NamedTuple

from cablecli.model import Diagnostic, Paragraph, SectionHeading
from cablecli.parser import ending, joins, labels, lines, prose
from cablecli.parser.drafts import Builder, Draft
from cablecli.parser.lines import Lines
from cablecli.parser.parts import build


class Body(NamedTuple):
    paragraphs: tuple[Paragraph, ...]
    headings: tuple[SectionHeading, ...]
    drafts: tuple[Draft, ...]  # one for each paragraph, with its lines
    signature: str | None


def read(source: Lines, start: int, notes: list[Diagnostic], signed: bool = True) -> Body:
    """Read the body that begins at piece `start`; one that is not `signed` ends without a signature."""
    joins.cut(source, start)
    signature = ending.read(source, start, signed)
    joins.mark_repeated_headers(source, start)
    parts = build(source, start)
    builder = Builder(source, parts, notes)
    builder.run()
    drafts = [d for d in builder.drafts if any(p.text for p in d.parts) or d.number is not None]
    paragraphs = tuple(_paragraph(source, draft) for draft in drafts)
    return Body(paragraphs, tuple(builder.headings), tuple(drafts), signature)


def _paragraph(source: Lines, draft: Draft) -> Paragraph:
    parts = [p for p in draft.parts if p.text]
    composed = prose.listed(source, parts) if draft.listing else prose.compose(source, parts)
    draft.places = composed.places
    if draft.number is not None and draft.marking is None:
        draft.marking = labels.later_marking(composed.text)
    opened = labels.opening_label(composed.text)
    first, last = draft.parts[0].piece, draft.parts[-1].last
    if draft.listing:
        for part in draft.parts[1:]:
            for k in range(part.piece, part.last + 1):
                if source.role[k] == lines.PARAGRAPH_TEXT:
                    source.role[k] = lines.PARTICIPANTS
    return Paragraph(
        draft.number, draft.marking, draft.heading, opened[0] if opened else draft.label,
        composed.text, composed.items, composed.quoted, source.span(first, last),
    )  # fmt: skip
