"""The tree of the paragraphs: how each begins, or the whole of it with its items as branches."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text
from rich.tree import Tree

from cablecli.render.terminal.paragraphs import Content, content, entry_text
from cablecli.render.terminal.pieces import (
    GAP,
    HEADING,
    NAME,
    Pen,
    Sized,
    flat,
    lit,
    marking_style,
    planted,
    spaced,
)
from cablecli.views.blocks import Branch, Entry, Line, Outline, Sides, Stub

_GUIDE = 4  # columns of a level of rich's trees
_LABEL = "italic"
_MARKING = 10  # columns; what is longer, a sentence such as (SECRET - ENTIRE TEXT), moves its own line only


def outlines(pen: Pen, run: Sequence[Outline], root: RenderableType | None = None) -> RenderableType:
    """Trees of paragraphs, an empty line between them; one alone may grow from a root."""
    return spaced(_tree(pen, outline, root) for outline in run)


def _tree(pen: Pen, outline: Outline, root: RenderableType | None) -> Tree:
    """Paragraphs as branches of their headings, items as branches of their paragraphs."""
    tree = planted(root)
    stubs = [stub for branch in outline.branches for stub in branch.entries if isinstance(stub, Stub)]
    columns = _columns(stubs)
    for branch in outline.branches:
        grown = tree.add(_heading(pen, branch)) if branch.heading else tree
        for entry in branch.entries:
            if isinstance(entry, Stub):
                _grow_stub(pen, grown, entry, columns, level=1 if branch.heading else 0)
            else:
                _grow(pen, grown, entry)
    return tree


def _columns(stubs: Sequence[Stub]) -> tuple[int, int, int]:
    """The widths of numbers, markings and labels."""
    return (
        max((len(stub.number) for stub in stubs), default=0),
        min(max((len(_marking(stub)) for stub in stubs), default=0), _MARKING),
        max((len(stub.label or "") for stub in stubs), default=0),
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


def _grow(pen: Pen, branch: Tree, entry: Entry) -> None:
    deepest = pen.width // (2 * _GUIDE) - 2  # guides take half of the width at most
    (_, own), *items = _by_item(entry.content) if deepest > 0 else [(0, entry.content)]
    path = [branch.add(entry_text(pen, entry._replace(content=own)))]
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
