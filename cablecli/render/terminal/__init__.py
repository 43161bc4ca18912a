"""What a person sees at a terminal: rich's tables, trees and panels. With `progress` the only home of rich.

Cable text enters rich only through `pieces.safe` and `pieces.flat`, which sanitize it; never as markup.
"""

import io
from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import chain, islice, takewhile

from rich.console import Console, RenderableType
from rich.segment import Segment, Segments

from cablecli.render import Layout, Rendering
from cablecli.render.terminal.paragraphs import gutters
from cablecli.render.terminal.pieces import Pen, spaced, stacked, trimmed
from cablecli.views import blocks
from cablecli.views.blocks import Block, Citations, Front, Note, Outline, Pair, Title

_HEAD = (Title, Front, Note)
_AT_ONCE = 1000  # lines, which rich holds until they are printed
_TOGETHER = (Pair, Note)  # drawn as a run of neighbours; others one by one
_DRAWN_BY: dict[type[Block], str] = {  # module and function, loaded when needed: a page needs few of them
    Title: "front:title",
    Front: "front:front",
    Note: "front:notes",
    Pair: "grids:pairs",
    blocks.Table: "grids:table",
    blocks.Bars: "grids:bars",
    blocks.Section: "paragraphs:section",
    blocks.Entry: "paragraphs:entry",
    blocks.Roster: "paragraphs:roster",
    blocks.Signature: "paragraphs:signature",
    Outline: "trees:outline",
    Citations: "trees:citations",
    blocks.Difference: "differences:difference",
}


def rich(layout: Layout) -> Rendering:
    """Each page as terminal text, laid out for `layout.width` columns."""
    buffer = io.StringIO() if layout.unicode else _AsciiBuffer()
    console = _console(buffer, layout)
    pen = Pen(
        layout.width, layout.colors is not None, layout.unicode, layout.hits, layout.links,
        min(layout.width, layout.measure),
    )  # fmt: skip

    def page(found: list[Block]) -> str:
        buffer.seek(0)
        buffer.truncate()  # of what a page that failed has left, too
        drawn = console.render(_drawn(gutters(pen, found), found))
        lines = ((*trimmed(line), Segment.line()) for line in Segment.split_lines(drawn))
        while some := list(islice(lines, _AT_ONCE)):
            console.print(Segments(chain.from_iterable(some)), end="")
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
            drawn: RenderableType = _function(type(tree))(pen, tree, _function(Title)(pen, one))
            return drawn
    head = list(takewhile(lambda block: isinstance(block, _HEAD), page))
    parts = [stacked(_run(pen, *run) for run in blocks.grouped(head))] if head else []
    return spaced([*parts, *(_run(pen, *run) for run in blocks.grouped(page[len(head) :]))])


def _run(pen: Pen, kind: type[Block], run: Sequence[Block]) -> RenderableType:
    draw = _function(kind)
    return spaced([draw(pen, run)] if kind in _TOGETHER else [draw(pen, one) for one in run])


def _function(kind: type[Block]) -> Callable[..., RenderableType]:
    module, name = _DRAWN_BY[kind].split(":")
    function: Callable[..., RenderableType] = getattr(import_module(f"{__name__}.{module}"), name)
    return function
