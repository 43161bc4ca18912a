"""All that stands below the text heading: paragraphs, meeting, people, references, and the checks of the whole text."""

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from cablecli.model import Diagnostic, Meeting, Reference
from cablecli.parser.dialects import Front
from cablecli.parser.lines.index import Lines

if TYPE_CHECKING:
    from cablecli.model import Paragraph, Participant, Redaction, SectionHeading


class Below(NamedTuple):
    """What the record takes from there; by default what it holds of a text that is not read so far."""

    headings: "tuple[SectionHeading, ...]" = ()
    summary: str | None = None
    references: tuple[Reference, ...] = ()
    paragraphs: "tuple[Paragraph, ...]" = ()
    meeting: Meeting = Meeting(None, None)
    participants: "tuple[Participant, ...]" = ()
    signature: str | None = None
    redactions: "tuple[Redaction, ...]" = ()


def read(lines: Lines, above: Front, notes: list[Diagnostic]) -> Below:
    """Read the text below what `above` holds, to its end."""
    # Half of the parser, which whoever asks for the heading alone need not load.
    from cablecli.parser import body, checks, meeting
    from cablecli.parser.body import summary
    from cablecli.parser.heading import references

    top, head = above.top, above.head
    main = body.read(lines, head.end, notes, above.signed)
    when, who = meeting.read(lines, main)
    listed = dict(above.attributes).get("Reference")
    refs = references.read(lines, head.references, above.mrn, top.heading.dtg, listed, notes)
    if len(lines):
        checks.read(lines, top, head, main, when, notes)
    return Below(
        headings=main.headings,
        summary=summary.read(main.paragraphs),
        references=refs,
        paragraphs=main.paragraphs,
        meeting=when,
        participants=who,
        signature=main.signature,
        redactions=_redactions(lines, main.paragraphs) if above.released else (),
    )


def _redactions(lines: Lines, paragraphs: "tuple[Paragraph, ...]") -> "tuple[Redaction, ...]":
    """The codes of withheld words: those in the text, then those in the margin."""
    from cablecli.model import Redaction
    from cablecli.parser.dialects import smart
    from cablecli.parser.lines import stamps

    starts = [paragraph.span.start for paragraph in paragraphs]
    margin = (
        Redaction(code, paragraphs[place - 1].number if place else None)
        for offset, code in stamps.margin_codes(lines)
        for place in (bisect_right(starts, offset),)
    )
    return (*smart.redactions(paragraphs), *margin)
