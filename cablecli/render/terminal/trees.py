"""Trees: the paragraphs under their headings, how each begins or whole, and the citations of cables."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text
from rich.tree import Tree

from cablecli.render.terminal.paragraphs import Content, content, entry
from cablecli.render.terminal.pieces import (
    DIM,
    GAP,
    HEADING,
    NAME,
    Pen,
    Sized,
    beside,
    flat,
    linked,
    lit,
    marking_style,
    planted,
)
from cablecli.views.blocks import Branch, Citations, Cited, Entry, Line, Outline, Sides, Stub

_GUIDE = 4  # columns of a level of rich's trees
_LABEL = "italic"
_NOTE = "bold yellow"
# Columns of `(SECRET//NOFORN)`; what is longer, a sentence such as (SECRET - ENTIRE TEXT), moves its own line only.
_MARKING = 16


def outline(pen: Pen, outline: Outline, root: RenderableType | None = None) -> Tree:
    """Paragraphs as branches of their headings, items as branches of their paragraphs; it may grow from a root."""
    tree = planted(root)
    columns = _columns(outline)
    for branch in outline.branches:
        grown = tree.add(_heading(pen, branch)) if branch.heading else tree
        for one in branch.entries:
            if isinstance(one, Stub):
                _grow_stub(pen, grown, one, columns, level=1 if branch.heading else 0)
            else:
                _grow(pen, grown, one)
    return tree


def _columns(outline: Outline) -> tuple[int, int, int]:
    """The widths of numbers, markings and labels; labels below a heading begin a level farther in."""
    rows = [
        (stub, _GUIDE if branch.heading else 0)
        for branch in outline.branches
        for stub in branch.entries
        if isinstance(stub, Stub)
    ]
    return (
        max((len(stub.number) for stub, _ in rows), default=0),
        min(max((len(_marking(stub)) for stub, _ in rows), default=0), _MARKING),
        max((len(stub.label) + inset for stub, inset in rows if stub.label), default=0),
    )


def _marking(stub: Stub) -> str:
    return f"({flat(stub.marking).plain})" if stub.marking else ""


def _heading(pen: Pen, branch: Branch) -> RenderableType:
    """The heading, and at the right the numbers below it where nothing else tells them."""
    heading = flat(branch.heading or "", HEADING)
    if branch.entries:
        return heading
    return pen.measured(Sized(lambda width: _ended(heading, branch.numbers, width, pen.unicode)))


def _grow_stub(pen: Pen, branch: Tree, stub: Stub, columns: tuple[int, int, int], level: int) -> None:
    """One line for each stub; the texts begin in the same column at every level."""
    numbers, markings, labels = columns
    start = Text().append(f"{stub.number:>{numbers}}", NAME)
    if markings:
        start.append(" ").append(f"{_marking(stub):{markings}}", marking_style(stub.marking or ""))
    room = labels + GAP - _GUIDE * level if labels else 0
    label = stub.label or ""
    start.append("  ").append(f"{label}{'  ' if label else '':{max(0, room - len(label))}}", _LABEL)
    line = start.append_text(lit(pen, flat(stub.text)))
    grown = branch.add(pen.measured(Sized(lambda width: _ended(line, f"{stub.words} w", width, pen.unicode))))
    for inner in stub.inner:
        _grow_stub(pen, grown, inner, (len(inner.number), 0, 0), level + 1)


def _ended(text: Text, end: str, width: int, unicode: bool) -> Text:
    """One line: the text, shortened where it is too long, and `end` at the right."""
    room = width - len(end) - GAP
    line = text.copy()
    if line.cell_len > room:
        dots = "…" if unicode else "..."
        cut = max(0, room - len(dots) - 1)
        blank = line.plain.rfind(" ", 0, cut + 1)
        line.truncate(blank if blank > room // 2 else cut)
        line.rstrip()
        line.append(f" {dots}")
    line.pad_right(max(GAP, width - len(end) - line.cell_len))
    return line.append(end)


def _grow(pen: Pen, branch: Tree, one: Entry) -> None:
    deepest = pen.width // (2 * _GUIDE) - 2  # guides take half of the width at most
    (_, own), *items = _by_item(one.content) if deepest > 0 else [(0, one.content)]
    path = [branch.add(entry(pen, one._replace(content=own)))]
    for level, parts in items:
        path[min(level, deepest) :] = []
        path.append(path[-1].add(content(pen, parts)))


def _by_item(content: Content) -> list[tuple[int, list[Line | Sides]]]:
    """A paragraph's own blocks, then each item's, with its level; the tree sets them in, so they need no margin."""
    found: list[tuple[int, list[Line | Sides]]] = [(0, [])]
    for part in content:
        if isinstance(part, Line) and part.level:
            if part.label:
                found.append((part.level, []))
            part = part._replace(level=1)
        found[-1][1].append(part)
    return found


def citations(pen: Pen, found: Citations, root: RenderableType | None = None) -> Tree:
    """Cables under the names of their directions, if there is more than one; what is not at hand is dim."""
    tree = planted(root)
    for heading, branches in found.groups:
        _grow_cited(pen, tree.add(flat(heading, HEADING)) if heading else tree, branches)
    return tree


def _grow_cited(pen: Pen, tree: Tree, branches: Sequence[Cited]) -> None:
    """Siblings with their names and dates in columns."""
    labels = max((flat(one.label or "").cell_len for one in branches), default=0)
    names = max((flat(one.name).cell_len for one in branches if one.is_at_hand), default=0)
    for one in branches:
        label = flat(one.label or "", DIM)
        label.pad_right(labels + 1 - label.cell_len if labels else 0)
        line = _cited_line(pen, one, names)
        _grow_cited(pen, tree.add(beside(label, line) if labels else line), one.branches)


def _cited_line(pen: Pen, branch: Cited, names: int) -> RenderableType:
    note = flat(branch.note or "", _NOTE if branch.is_at_hand else DIM)
    if not branch.is_at_hand:
        return Text(" " * GAP).join(filter(None, (flat(branch.name, DIM), note)))
    name = linked(pen, flat(branch.name, NAME), branch.target)
    name.pad_right(max(0, names - name.cell_len))
    level = flat(branch.level or "", marking_style(branch.level or ""))
    facts = [name, *filter(None, (flat(branch.date or ""), level, note))]
    start = Text(" " * GAP).join(facts)
    if not branch.subject:
        return start
    return beside(start.append(" " * GAP), flat(branch.subject))
