"""What a person sees at a terminal: rich's tables, trees and panels. With `progress` the only home of rich.

Cable text enters rich only through `pieces.safe` and `pieces.flat`, which sanitize it; never as markup.
"""

import io
from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import takewhile
from typing import Any

from rich.console import Console, RenderableType

from cablecli.render import Layout, Rendering
from cablecli.render.terminal.paragraphs import gutters
from cablecli.render.terminal.pieces import Pen, Trimmed, spaced, stacked
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
_DRAWN_BY: dict[
    type[Block], tuple[str, str]
] = {  # which module draws a run of such blocks, and by which function; a page needs few of them
    Title: ("front", "titles"),
    Front: ("front", "fronts"),
    Note: ("front", "notes"),
    Pair: ("grids", "pairs"),
    Table: ("grids", "tables"),
    Bars: ("bars", "bars"),
    Crosstab: ("bars", "crosstabs"),
    Section: ("paragraphs", "sections"),
    Entry: ("paragraphs", "entries"),
    Roster: ("paragraphs", "rosters"),
    Signature: ("paragraphs", "signatures"),
    Outline: ("outline", "outlines"),
    Difference: ("differences", "differences"),
    Citations: ("citations", "citations"),
}


def rich(layout: Layout) -> Rendering:
    """Each page as terminal text, laid out for `layout.width` columns."""
    buffer = io.StringIO() if layout.unicode else _AsciiBuffer()
    console = _console(buffer, layout)
    pen = Pen(
        layout.width, layout.colors is not None, layout.unicode, layout.hits, layout.links,
        min(layout.width, layout.measure),
    )  # fmt: skip

    def page(blocks: list[Block]) -> str:
        buffer.seek(0)
        buffer.truncate()  # of what a page that failed has left, too
        console.print(Trimmed(_drawn(gutters(pen, blocks), blocks)), end="")
        return buffer.getvalue()

    return Rendering(page, between="\n")


class _AsciiBuffer(io.StringIO):
    """Makes rich draw boxes and guides in ASCII."""

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
        case [Title() as one, (Outline() | Citations()) as tree]:
            root = _run(pen, Title, [one])
            drawn: RenderableType = _function(*_DRAWN_BY[type(tree)])(pen, [tree], root)
            return drawn
    head = list(takewhile(lambda block: isinstance(block, _HEAD), page))
    parts = [stacked(_run(pen, *run) for run in grouped(head))] if head else []
    return spaced([*parts, *(_run(pen, *run) for run in grouped(page[len(head) :]))])


def _run(pen: Pen, kind: type[Block], run: Sequence[Block]) -> RenderableType:
    """Neighbours of a kind."""
    drawn: RenderableType = _function(*_DRAWN_BY[kind])(pen, run)
    return drawn


def _function(module: str, name: str) -> Callable[..., Any]:
    function: Callable[..., Any] = getattr(import_module(f"cablecli.render.terminal.{module}"), name)
    return function
