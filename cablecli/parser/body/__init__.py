"""The body of a cable (FORMAT 4): from the lines after the fields to paragraphs, section headings and signature.

`read` first cuts lines that hold two things (`joins`), then claims notices, trailers, the signature and the lists of
people. `runs` joins the free lines to parts, `paragraphs` deals the parts to drafts of paragraphs and to headings, and
`composition` turns the parts of each draft into its text and items.
"""

from collections import deque
from typing import NamedTuple

from cablecli.model import Diagnostic, Paragraph, SectionHeading
from cablecli.model.role import Role
from cablecli.parser.body import behind, composition, signature, summary, trailers
from cablecli.parser.body.draft import Draft
from cablecli.parser.body.paragraphs import Builder
from cablecli.parser.body.runs import build, joined
from cablecli.parser.lines import joins, repeated_headings, website_notices
from cablecli.parser.lines.index import Lines
from cablecli.parser.people import lists
from cablecli.parser.tokens import paragraph_labels


class Body(NamedTuple):
    paragraphs: tuple[Paragraph, ...]
    headings: tuple[SectionHeading, ...]
    signature: str | None
    people: tuple[lists.Listing, ...] = ()


def read(
    lines: Lines, start: int, notes: list[Diagnostic], signed: bool = True, officer: str | None = None
) -> Body:
    """Read the body that begins at piece `start`. Unless `signed`, no signature is looked for at its end.

    The `officer` is the name of who classified the cable.
    """
    if start >= len(lines):
        return Body((), (), None)
    joins.cut(lines, start)
    closing = _closing(lines, start, signed, officer)
    repeated_headings.mark_repeated_headers(lines, start)
    people = lists.find(lines, start, notes)
    rows = frozenset().union(*(listing.rows for listing in people))
    builder = Builder(lines, build(lines, start, rows), notes, people)
    builder.run()
    drafts = deque(d for d in builder.drafts if d.number is not None or any(p.text for p in d.parts))
    headings = tuple(builder.headings)
    del builder  # with all parts, whose text the drafts hold, which go one by one themselves
    paragraphs = tuple(_paragraph(lines, drafts.popleft(), rows) for _ in range(len(drafts)))
    for piece in rows:
        lines.take(piece, Role.PARTICIPANTS, "list of people", refines=Role.PARAGRAPH_TEXT)
    return Body(paragraphs, headings, closing, people)


def _closing(lines: Lines, start: int, signed: bool, officer: str | None) -> str | None:
    """Claim website notices and trailers, then the signature above them. Return the signature."""
    website_notices.mark_boilerplate(lines, start)
    last = signature.above_mangled_end(lines, start, trailers.take(lines, start))
    last = behind.take(lines, start, last, officer)
    return signature.read(lines, start, last, officer) if signed and last >= start else None


def _paragraph(lines: Lines, draft: Draft, rows: frozenset[int]) -> Paragraph:
    parts = [p for p in draft.parts if p.text]
    composed = composition.listed(lines, parts) if draft.listing else composition.compose(lines, parts, rows)
    if len(composed.items) == 1 and not composed.text:  # a label alone begins no list
        composed = composition.Composed(joined("\n".join(part.text for part in parts), lines), (), ())
    opened = paragraph_labels.opening_label(composed.text)
    if draft.marking is None and (draft.number is not None or opened):
        draft.marking = paragraph_labels.later_marking(composed.text)
    label = opened[0] if opened else "summary" if summary.opens_without_point(composed.text) else draft.label
    first, last = draft.parts[0].piece, draft.parts[-1].last
    text = composed.text if composed.text.strip(".") or composed.items else _words_alone(lines, draft)
    return Paragraph(
        draft.number, draft.marking, draft.heading, label,
        text, composed.items, composed.quoted, lines.span(first, last),
    )  # fmt: skip


def _words_alone(lines: Lines, draft: Draft) -> str:
    """The words after a number without text, as `(C - ENTIRE TEXT)`, with a website notice below them."""
    k = draft.parts[0].piece
    words = [lines.text[k].partition(".")[2].strip() or lines.text[k]]
    while k + 1 < len(lines) and lines.role[k + 1] is Role.BOILERPLATE:
        k += 1
        words.append(lines.text[k])
    return " ".join(words)
