"""Text for a pipe: no colour, no boxes, no wrapping, no truncation, no control characters."""

from collections.abc import Callable, Iterator, Sequence
from textwrap import indent
from typing import Any

from cablecli.render import Layout, Rendering
from cablecli.text.terminal import sanitize
from cablecli.views import cell
from cablecli.views.blocks import (
    Bars,
    Block,
    Branch,
    Citations,
    Cited,
    Crosstab,
    Difference,
    Entry,
    Front,
    Line,
    Note,
    Outline,
    Pair,
    Roster,
    Section,
    Sides,
    Signature,
    Stub,
    Table,
    Title,
    bar_table,
    grouped,
    signed,
)
from cablecli.views.reading import gutter, person

_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t"})
_INDENT = "    "
_BETWEEN_CABLES = "\n" + "=" * 72 + "\n\n"


def tsv(layout: Layout) -> Rendering:
    """One row a line; tab, newline and backslash in a cell are written `\\t`, `\\n`, `\\\\`."""
    head = "\t".join(layout.columns) + "\n" if layout.header else ""
    return Rendering(lambda rows: "".join(_tsv_line(row, layout.columns) for row in rows), head, empty=head)


def _tsv_line(row: dict[str, Any], columns: tuple[str, ...]) -> str:
    return "\t".join(sanitize(cell(row[name])).translate(_ESCAPES) for name in columns) + "\n"


def text(layout: Layout) -> Rendering:
    """The blocks as plain paragraphs, with an empty line between them."""

    def page(blocks: list[Block]) -> str:
        return "\n\n".join(_TEXT[kind](run, layout) for kind, run in grouped(_spelt_out(blocks))) + "\n"

    return Rendering(page, between=_BETWEEN_CABLES if layout.ruled else "\n")


def _spelt_out(page: list[Block]) -> Iterator[Block]:
    """The page with all of its head as named values, so that it can be searched line by line."""
    for block in page:
        if isinstance(block, Title) and block.frame:
            labels = ("Id", "Date", "From", "Classification", "Subject")
            yield from (Pair(label, value) for label, value in zip(labels, block[:5], strict=True) if value)
        elif isinstance(block, Front):
            yield from block.whole
        else:
            yield block


def _title(run: Sequence[Title], layout: Layout) -> str:
    return "\n".join(_flat("  ".join(filter(None, block[:4]))) + _under(block.subject) for block in run)


def _under(subject: str | None) -> str:
    return "\n" + _flat(subject) if subject else ""


def _flat(value: str) -> str:
    return " ".join(sanitize(value).split("\n"))


def _pairs(run: Sequence[Pair], layout: Layout) -> str:
    width = max(16, *(len(pair.label) + 2 for pair in run))
    return "\n".join(f"{pair.label + ':':{width}}{_flat(pair.text)}" for pair in run)


def _tables(run: Sequence[Table | Crosstab], layout: Layout) -> str:
    return "\n\n".join(_table(table, layout) for table in run)


def _table(table: Table | Crosstab, layout: Layout) -> str:
    head = [tuple(name.upper() for name in table.columns)] if layout.header else []
    rows = [[sanitize(text) for text in row] for row in [*head, *table.rows]]
    widths = [max(len(row[i]) for row in rows) if rows else 0 for i in range(len(table.columns) - 1)]
    margin = "\n" + " " * (sum(widths) + 2 * len(widths))
    lines = []
    for row in rows:
        start = "".join(f"{_flat(text):{width}}  " for text, width in zip(row, widths, strict=False))
        lines.append((start + row[-1].replace("\n", margin)).rstrip())
    return "\n".join([table.caption, *lines] if table.caption else lines)


def _sections(run: Sequence[Section], layout: Layout) -> str:
    return "\n\n".join(f"{_flat(s.text)}\n{'-' * len(_flat(s.text))}" for s in run)


def _entries(run: Sequence[Entry], layout: Layout) -> str:
    return "\n\n".join(_entry(entry) for entry in run)


def _entry(entry: Entry) -> str:
    start = text = sanitize(" ".join(filter(None, gutter(entry.number, entry.marking))))
    for part in entry.content:
        if isinstance(part, Sides):
            mark, piece = "\n", _sides(part)
        elif text == start and not part.level and not part.quoted:
            mark, piece = " ", _line(part)
        else:
            mark, piece = "\n" if part.level else "\n\n", _line(part)
        text += mark + piece if text else piece
    return text


def _sides(listed: Sides) -> str:
    lines = []
    for side, people in listed.branches:
        lines += [_INDENT + _flat(side)] if side else []
        lines += [_INDENT * (2 if side else 1) + _flat(who) for who in people]
    return "\n".join(lines)


def _line(line: Line) -> str:
    margin = _INDENT * line.level + ("| " if line.quoted else "")
    label = f"{line.label} " if line.label else ""
    return margin + sanitize(label + line.text).replace("\n", "\n" + margin)


def _rosters(run: Sequence[Roster], layout: Layout) -> str:
    return "\n\n".join(_roster(roster, "") for roster in run)


def _roster(roster: Roster, margin: str) -> str:
    lines = [roster.meeting] if roster.meeting else []
    for side, people in roster.sides:
        inner = "  " if side else ""
        lines += [side] if side else []
        lines += [inner + person(p) for p in people]
    return "\n".join(margin + sanitize(line).replace("\n", " ") for line in lines)


def _outlines(run: Sequence[Outline], layout: Layout) -> str:
    return "\n\n".join(_branch(branch, layout) for outline in run for branch in outline.branches)


def _branch(branch: Branch, layout: Layout) -> str:
    """A heading with what is under it: paragraphs, or a line for each."""
    if not branch.heading:
        head = []
    elif branch.entries:
        head = [_sections([Section(branch.heading)], layout)]
    else:
        head = [_flat(f"{branch.heading}  {branch.numbers}")]
    stubs = "\n".join(line for one in branch.entries if isinstance(one, Stub) for line in _stub(one, 1))
    whole = [indent(_entry(one), _INDENT) for one in branch.entries if isinstance(one, Entry)]
    return "\n\n".join(filter(None, (*head, stubs, *whole)))


def _stub(stub: Stub, level: int) -> Iterator[str]:
    start = filter(
        None, (stub.number, stub.marking and f"({stub.marking})", stub.label and f"[{stub.label}]")
    )
    yield _INDENT * level + _flat(f"{' '.join((*start, stub.text))}  {stub.words} w")
    for inner in stub.inner:
        yield from _stub(inner, level + 1)


def _differences(run: Sequence[Difference], layout: Layout) -> str:
    return "\n\n".join(_difference(one) for one in run)


def _difference(one: Difference) -> str:
    words = "".join(piece.gap + signed(piece) for piece in one.pieces).strip()
    return "\n".join(filter(None, (f"{one.label}: {one.kind}", indent(sanitize(words), _INDENT))))


def _citations(run: Sequence[Citations], layout: Layout) -> str:
    groups = [group for one in run for group in one.groups]
    return "\n\n".join(
        "\n".join(
            ([heading] if heading else []) + [line for one in branches for line in _cited(one, _INDENT)]
        )
        for heading, branches in groups
    )


def _cited(branch: Cited, margin: str) -> Iterator[str]:
    note = f"[{branch.note}]" if branch.note else None
    facts = (branch.label, branch.name, branch.date, branch.level, branch.subject, note)
    yield margin + _flat("  ".join(filter(None, facts)))
    for one in branch.branches:
        yield from _cited(one, margin + _INDENT)


def _signatures(run: Sequence[Signature], layout: Layout) -> str:
    return "\n".join(_flat(s.text) for s in run)


def _notes(run: Sequence[Note], layout: Layout) -> str:
    return "\n".join(f"Note: {_flat(note.text)}" for note in run)


_TEXT: dict[type[Block], Callable[[Any, Layout], str]] = {
    Title: _title,
    Pair: _pairs,
    Table: _tables,
    Bars: lambda run, layout: _tables(list(map(bar_table, run)), layout),
    Crosstab: _tables,
    Section: _sections,
    Entry: _entries,
    Roster: _rosters,
    Outline: _outlines,
    Difference: _differences,
    Citations: _citations,
    Signature: _signatures,
    Note: _notes,
}
