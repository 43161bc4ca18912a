"""What a person sees at a terminal: rich's tables, trees and panels. With `progress` the only home of rich.

Cable text enters rich only through `pieces.safe` and `pieces.flat`, which sanitize it; never as markup.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from typing import Any

from rich.console import Console, RenderableType
from rich.text import Text

from cablecli.render import Layout
from cablecli.render.terminal.bars import bars, crosstabs
from cablecli.render.terminal.citations import citation_tree
from cablecli.render.terminal.differences import differences
from cablecli.render.terminal.front import fronts, title, titles
from cablecli.render.terminal.outline import outline_tree
from cablecli.render.terminal.paragraphs import entries, gutters, rosters, signatures
from cablecli.render.terminal.pieces import (
    ALERT,
    HEADING,
    Pen,
    Trimmed,
    beside,
    flat,
    spaced,
    stacked,
)
from cablecli.render.terminal.tables import pairs, tables
from cablecli.views.blocks import (
    Bars,
    Block,
    Citations,
    Crosstab,
    Difference,
    Entry,
    Front,
    Note,
    Outline,
    Pair,
    Roster,
    Section,
    Signature,
    Table,
    Title,
    grouped,
)

_HEAD = (Title, Front, Note)


def rich(pages: Iterator[list[Block]], layout: Layout) -> Iterator[str]:
    """Each page as terminal text, laid out for `layout.width` columns."""
    buffer = io.StringIO() if layout.unicode else _AsciiBuffer()
    console = _console(buffer, layout)
    pen = Pen(
        layout.width, layout.colors is not None, layout.unicode, layout.hits, layout.links,
        min(layout.width, layout.measure),
    )  # fmt: skip
    for page in filter(None, pages):
        console.print(Trimmed(_drawn(gutters(pen, page), page)), end="")
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        buffer.write("\n")  # between two pages


class _AsciiBuffer(io.StringIO):
    """Tells rich to draw boxes and guides of signs that every encoding has."""

    encoding = "ascii"


def _console(buffer: io.StringIO, layout: Layout) -> Console:
    """Explicit in all that rich would otherwise ask the environment for."""
    return Console(
        file=buffer,
        width=layout.width,
        height=100,
        force_terminal=layout.colors is not None,
        color_system=layout.colors,  # type: ignore[arg-type]
        no_color=layout.colors is None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def _drawn(pen: Pen, page: Sequence[Block]) -> RenderableType:
    """The head close together, then neighbours of a kind; an empty line between all others."""
    match page:
        case [Title() as one, Outline() as outline]:
            return outline_tree(pen, outline, title(pen, one))
        case [Title() as one, Citations() as found]:
            return citation_tree(found, title(pen, one))
    head = list(takewhile(lambda block: isinstance(block, _HEAD), page))
    parts = [stacked(_DRAW[kind](pen, run) for kind, run in grouped(head))] if head else []
    return spaced([*parts, *(_DRAW[kind](pen, run) for kind, run in grouped(page[len(head) :]))])


def _sections(pen: Pen, run: Sequence[Section]) -> RenderableType:
    return spaced(flat(section.text, HEADING) for section in run)


def _notes(pen: Pen, run: Sequence[Note]) -> RenderableType:
    """Remarks are marked by a sign, which can be read in every theme."""
    texts = [flat(note.text) for note in run if not note.is_folded]
    folded = len(run) - len(texts)
    more = [Text(f"+{folded} more (--full)")] if folded else []
    return stacked(pen.measured(beside(Text("! ", ALERT), text)) for text in (*texts, *more))


_DRAW: dict[type[Block], Callable[[Pen, Any], RenderableType]] = {
    Title: titles,
    Front: fronts,
    Pair: pairs,
    Table: tables,
    Bars: bars,
    Crosstab: crosstabs,
    Section: _sections,
    Entry: entries,
    Roster: rosters,
    Outline: lambda pen, run: spaced(outline_tree(pen, outline, None) for outline in run),
    Difference: differences,
    Citations: lambda pen, run: spaced(citation_tree(found, None) for found in run),
    Signature: signatures,
    Note: _notes,
}
