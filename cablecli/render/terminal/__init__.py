"""What a person sees at a terminal: rich's tables, trees and panels. With `progress` the only home of rich.

Cable text enters rich only through `pieces.safe` and `pieces.flat`, which sanitize it; never as markup.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rich.console import Console, RenderableType
from rich.panel import Panel
from rich.text import Text

from cablecli.render import Layout
from cablecli.render.terminal.bars import bars, crosstabs
from cablecli.render.terminal.citations import citation_tree
from cablecli.render.terminal.differences import differences
from cablecli.render.terminal.paragraphs import entries, gutters, outline_tree, rosters, signatures
from cablecli.render.terminal.pieces import (
    DIM,
    HEADING,
    NAME,
    Pen,
    Sized,
    Trimmed,
    badge,
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


def rich(pages: Iterator[list[Block]], layout: Layout) -> Iterator[str]:
    """Each page as terminal text, laid out for `layout.width` columns."""
    buffer = io.StringIO() if layout.unicode else _AsciiBuffer()
    console = _console(buffer, layout)
    pen = Pen(layout.width, layout.colors is not None, layout.unicode, layout.hits)
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
    """Neighbours of a kind together, an empty line between kinds; a tree grows out of its title."""
    match page:
        case [Title() as title, Outline() as outline]:
            return outline_tree(pen, outline, _title(pen, title))
        case [Title() as title, Citations() as found]:
            return citation_tree(found, _title(pen, title))
    return spaced(_DRAW[kind](pen, run) for kind, run in grouped(page))


def _titles(pen: Pen, run: Sequence[Title]) -> RenderableType:
    return spaced(_title(pen, title) for title in run)


def _title(pen: Pen, title: Title) -> RenderableType:
    """Which cable this is; at the head of a whole one in a box of its classification's colour."""
    facts = [flat(title.id, NAME), *map(flat, filter(None, (title.date, title.sender)))]
    mark, color = badge(pen, title.classification) if title.classification else (Text(), DIM)
    subject = [flat(title.subject, NAME)] if title.subject else []
    lines = stacked((Sized(lambda width: _head(facts, mark, width)), *subject))
    return Panel(lines, border_style=color) if title.panel else lines


def _head(facts: Sequence[Text], mark: Text, width: int) -> RenderableType:
    """The badge stands whole: in the line of the facts, or below them."""
    line = Text("  ").join(facts)
    whole = Text("  ").join((line, mark)) if mark else line
    return whole if whole.cell_len <= width or not mark else stacked((line, mark))


def _sections(pen: Pen, run: Sequence[Section]) -> RenderableType:
    return spaced(flat(section.text, HEADING) for section in run)


def _notes(pen: Pen, run: Sequence[Note]) -> RenderableType:
    return stacked(flat(note.text, DIM) for note in run)


_DRAW: dict[type[Block], Callable[[Pen, Any], RenderableType]] = {
    Title: _titles,
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
