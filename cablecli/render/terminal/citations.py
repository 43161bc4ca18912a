"""Trees of citations: a cable a line, what is not at hand dim."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text
from rich.tree import Tree

from cablecli.render.terminal.pieces import (
    DIM,
    GAP,
    HEADING,
    NAME,
    Pen,
    beside,
    flat,
    marking_style,
    planted,
    spaced,
)
from cablecli.views.blocks import Citations, Cited

_NOTE = "bold yellow"


def citations(pen: Pen, run: Sequence[Citations], root: RenderableType | None = None) -> RenderableType:
    """Trees of citations, an empty line between them; one alone may grow from a root."""
    return spaced(_tree(found, root) for found in run)


def _tree(found: Citations, root: RenderableType | None) -> Tree:
    """The trees under the names of their directions, if there is more than one."""
    tree = planted(root)
    for heading, branches in found.groups:
        _grow(tree.add(flat(heading, HEADING)) if heading else tree, branches)
    return tree


def _grow(tree: Tree, branches: Sequence[Cited]) -> None:
    """Siblings with their names and dates in columns."""
    labels = max((flat(one.label or "").cell_len for one in branches), default=0)
    names = max((flat(one.name).cell_len for one in branches if one.is_at_hand), default=0)
    for one in branches:
        label = flat(one.label or "", DIM)
        label.pad_right(labels + 1 - label.cell_len if labels else 0)
        _grow(tree.add(beside(label, _line(one, names)) if labels else _line(one, names)), one.branches)


def _line(branch: Cited, names: int) -> RenderableType:
    note = flat(branch.note or "", _NOTE if branch.is_at_hand else DIM)
    if not branch.is_at_hand:
        return Text(" " * GAP).join(filter(None, (flat(branch.name, DIM), note)))
    name = flat(branch.name, NAME)
    name.pad_right(max(0, names - name.cell_len))
    level = flat(branch.level or "", marking_style(branch.level or ""))
    facts = [name, *filter(None, (flat(branch.date or ""), level, note))]
    start = Text(" " * GAP).join(facts)
    if not branch.subject:
        return start
    return beside(start.append(" " * GAP), flat(branch.subject))
