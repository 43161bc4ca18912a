"""Text for a pipe: no colour, no boxes, no wrapping, no truncation, no control characters."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from textwrap import indent
from typing import Any

from cablecli.render import Layout, Rendering
from cablecli.text.terminal import sanitize
from cablecli.views import blocks
from cablecli.views.blocks import Block, Entry, Pair, Sides, Stub, Title
from cablecli.views.reading import gutter, person

_INDENT = "    "
_BETWEEN_CABLES = "\n" + "=" * 72 + "\n\n"
_HEAD = ("Id", "Date", "From", "Classification", "Subject")


def text(layout: Layout) -> Rendering:
    """The blocks as plain paragraphs, with an empty line between them."""
    writers = _TEXT | {blocks.Table: partial(_table, header=layout.header)}

    def page(found: list[Block]) -> str:
        runs = blocks.grouped(_with_named_head(blocks.spelt_out(found)))
        return "\n\n".join(_run(writers[kind], kind, run) for kind, run in runs) + "\n"

    return Rendering(page, between=_BETWEEN_CABLES if layout.ruled else "\n")


def _with_named_head(page: Iterator[Block]) -> Iterator[Block]:
    """The page with its title as named values, so that it can be searched line by line."""
    for block in page:
        if isinstance(block, Title) and block.frame:
            yield from (Pair(label, value) for label, value in zip(_HEAD, block[:5], strict=True) if value)
        else:
            yield block


def _run(write: Callable[[Any], str], kind: type[Block], run: list[Block]) -> str:
    if kind is Pair:
        return write(run)
    return ("\n" if kind is blocks.Note else "\n\n").join(map(write, run))


def _title(title: Title) -> str:
    return "\n".join(map(_flat, filter(None, ("  ".join(filter(None, title[:4])), title.subject))))


def _flat(value: str) -> str:
    return " ".join(sanitize(value).split("\n"))


def _pairs(run: Sequence[Pair]) -> str:
    width = max(16, *(len(pair.label) + 2 for pair in run))
    return "\n".join(f"{pair.label + ':':{width}}{_flat(pair.text)}" for pair in run)


def _table(table: blocks.Table, *, header: bool) -> str:
    head = [tuple(name.upper() for name in table.columns)] if header else []
    rows = [[sanitize(text) for text in row] for row in [*head, *table.rows]]
    widths = [max(len(row[i]) for row in rows) if rows else 0 for i in range(len(table.columns) - 1)]
    margin = "\n" + " " * (sum(widths) + 2 * len(widths))
    lines = []
    for row in rows:
        start = "".join(f"{_flat(text):{width}}  " for text, width in zip(row, widths, strict=False))
        lines.append((start + row[-1].replace("\n", margin)).rstrip())
    return "\n".join([table.caption, *lines] if table.caption else lines)


def _section(text: str) -> str:
    return f"{_flat(text)}\n{'-' * len(_flat(text))}"


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


def _line(line: blocks.Line) -> str:
    margin = _INDENT * line.level + ("| " if line.quoted else "")
    label = f"{line.label} " if line.label else ""
    return margin + sanitize(label + line.text).replace("\n", "\n" + margin)


def _roster(roster: blocks.Roster) -> str:
    lines = [roster.meeting] if roster.meeting else []
    for side, people in roster.sides:
        lines += [side] if side else []
        lines += [("  " if side else "") + person(p) for p in people]
    return "\n".join(map(_flat, lines))


def _branch(branch: blocks.Branch) -> str:
    """A heading with what is under it: paragraphs, or a line for each."""
    if not branch.heading:
        head = ""
    elif branch.entries:
        head = _section(branch.heading)
    else:
        head = _flat(f"{branch.heading}  {branch.numbers}")
    stubs = "\n".join(line for one in branch.entries if isinstance(one, Stub) for line in _stub(one, 1))
    whole = [indent(_entry(one), _INDENT) for one in branch.entries if isinstance(one, Entry)]
    return "\n\n".join(filter(None, (head, stubs, *whole)))


def _stub(stub: Stub, level: int) -> Iterator[str]:
    marking, label = stub.marking and f"({stub.marking})", stub.label and f"[{stub.label}]"
    start = " ".join(filter(None, (stub.number, marking, label)))
    yield _INDENT * level + _flat(f"{f'{start} ' if start else ''}{stub.text}  {stub.words} w")
    for inner in stub.inner:
        yield from _stub(inner, level + 1)


def _difference(one: blocks.Difference) -> str:
    words = "".join(piece.gap + blocks.signed(piece) for piece in one.pieces).strip()
    return "\n".join(filter(None, (f"{one.label}: {one.kind}", indent(sanitize(words), _INDENT))))


def _citations(found: blocks.Citations) -> str:
    return "\n\n".join(
        "\n".join([*([heading] if heading else []), *(line for one in branches for line in _cited(one, 1))])
        for heading, branches in found.groups
    )


def _cited(branch: blocks.Cited, level: int) -> Iterator[str]:
    note = f"[{branch.note}]" if branch.note else None
    facts = (branch.label, branch.name, branch.date, branch.level, branch.subject, note)
    yield _INDENT * level + _flat("  ".join(filter(None, facts)))
    for one in branch.branches:
        yield from _cited(one, level + 1)


_TEXT: dict[type[Block], Callable[[Any], str]] = {
    Title: _title,
    Pair: _pairs,
    blocks.Section: lambda section: _section(section.text),
    Entry: _entry,
    blocks.Roster: _roster,
    blocks.Outline: lambda outline: "\n\n".join(map(_branch, outline.branches)),
    blocks.Difference: _difference,
    blocks.Citations: _citations,
    blocks.Signature: lambda signature: _flat(signature.text),
    blocks.Note: lambda note: f"Note: {_flat(note.text)}",
}
