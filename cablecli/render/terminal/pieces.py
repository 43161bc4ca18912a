"""What the pages are put together from: safe text, and arrangements that rich lays out once the width is known."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.style import Style
from rich.table import Column, Table
from rich.text import Text
from rich.tree import Tree

from cablecli.facts.levels import CONFIDENTIAL, SECRET, TOP_SECRET
from cablecli.text.terminal import sanitize
from cablecli.views.blocks import Places

# Magenta can be read on black and on white in all usual themes; what is dim nearly vanishes in some: guides only.
DIM, HIT, HEADING, NAME, LABEL, ALERT = (
    "dim",
    "bold black on yellow",
    "bold magenta",
    "bold",
    "magenta",
    "bold red",
)
GAP = 2  # blanks between things side by side
_ROOM = 12  # columns that nearly all words fit into
# The customary colours of the classifications, the first that begins a classification: of badge and rule; and the look
# of a marking, where of the customary ones only red can be read on black and on white.
# White is the bright one: the usual one is grey in a light theme, unreadable on blue.
_COLORS = (
    (TOP_SECRET, "TS", "bold black on color(208)", "color(208)", "bold black on color(208)"),
    (SECRET, "S", "bold bright_white on red", "red", "bold red"),
    (CONFIDENTIAL, "C", "bold bright_white on blue", "blue", "bold"),
    ("", "", "bold black on green", "green", ""),
)


class Pen(NamedTuple):
    """What the drawing of a page depends on besides the page."""

    width: int
    colored: bool
    unicode: bool
    hits: Callable[[str], list[tuple[int, int]]] | None
    links: Callable[[str], str | None] | None
    measure: int  # the last column for prose, however wide the screen
    numbers: int = 0  # the width of the paragraphs' numbers
    gutter: int = 0  # the usual width of numbers and markings together

    def measured(self, body: RenderableType) -> "Measured":
        """`body` as prose, which goes no further than the measure."""
        return Measured(self.width - self.measure, body)


def safe(raw: str, style: str = "") -> Text:
    """The one way for cable text into rich: never markup, no control character, line ends kept."""
    return Text(sanitize(raw).expandtabs(), style=style)


def flat(raw: str, style: str = "") -> Text:
    """Cable text, made safe, in one line."""
    return Text(" ".join(sanitize(raw).expandtabs().split("\n")), style=style)


def lit(pen: Pen, text: Text, matches: Places = ()) -> Text:
    """`text` with what was searched for made visible: these places, or those that the pattern of the user finds."""
    for start, end in pen.hits(text.plain) if pen.hits else matches:
        text.stylize(HIT, start, end)
    return text


def linked(pen: Pen, text: Text, target: str) -> Text:
    """`text` as a link to `target`, where links are wanted and that is at hand."""
    address = pen.links(target) if pen.links and target else None
    if address:
        text.stylize(Style(link=address))
    return text


def badge(pen: Pen, classification: str) -> tuple[Text, str]:
    """The classification as a badge, and the colour that goes with it."""
    style, color = next(
        (style, color) for word, _, style, color, _ in _COLORS if classification.startswith(word)
    )
    return flat(f" {classification} ", style) if pen.colored else flat(f"[{classification}]"), color


def marking_style(marking: str) -> str:
    """The look of a portion marking: `S//NF` has that of secret ones."""
    level = marking.replace("-", "/").split("/")[0].strip().upper()
    return next(look for _, short, _, _, look in _COLORS if short in ("", level))


class Sized(NamedTuple):
    """Something that is made only once its width is known."""

    make: Callable[[int], RenderableType]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        yield self.make(options.max_width)


class Measured(NamedTuple):
    """`body` with `less` columns fewer than there are, unless that leaves too little room."""

    less: int
    body: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        width = max(options.max_width - self.less, min(options.max_width, _ROOM))
        yield from console.render(self.body, options.update_width(width))


class Barred(NamedTuple):
    """`body` with a bar at the left of all its lines, those that rich breaks too."""

    bar: str
    body: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        inner = options.update_width(options.max_width - len(self.bar))
        bar = Segment(self.bar, console.get_style(DIM))
        for line in console.render_lines(self.body, inner, pad=False):
            yield from (bar, *line, Segment.line())


class Stacked(NamedTuple):
    """Parts one below the other; each is made when it is its turn, so that few are held at a time."""

    parts: Iterable[RenderableType]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from self.parts


def trimmed(line: list[Segment]) -> list[Segment]:
    """A line without trailing blanks, except coloured ones."""
    while line and not (line[-1].style and line[-1].style.bgcolor):
        text, style, _ = line.pop()
        if text := text.rstrip(" "):
            return [*line, Segment(text, style)]
    return line


def breaks(text: str, room: int, width: int) -> Iterator[int]:
    """Where a text too long for a line, which has `room`, goes on in the next: between words if it can."""
    at, left = 0, cell_len(text)
    while left > room and at < len(text):
        end = at + max(room, 1)
        while end > at + 1 and cell_len(text[at:end]) > room:
            end -= 1
        blank = text.rfind(" ", at + 1, end + 1)
        end = blank + 1 if blank > 0 else end
        while text[end : end + 1] == " ":
            end += 1
        left -= cell_len(text[at:end])
        if end < len(text):
            yield end
        at, room = end, width


def stacked(parts: Iterable[RenderableType]) -> RenderableType:
    return Stacked(parts)


def spaced(parts: Iterable[RenderableType]) -> RenderableType:
    """One below the other, an empty line between them."""
    return Stacked(piece for k, part in enumerate(parts) for piece in ((Text(), part) if k else (part,)))


def beside(start: Text, body: RenderableType) -> RenderableType:
    """`body` in a column of its own beside `start`; below it where `start` would leave too little room."""

    def arranged(width: int) -> RenderableType:
        if start.cell_len > min(width // 2, width - _ROOM):
            below = Padding(body, (0, 0, 0, GAP))
            return Stacked((start, below)) if start.plain.strip() else below
        # Given, so that rich need not measure what may be long.
        widths = (start.cell_len, width - start.cell_len)
        grid = Table.grid(*(Column(width=width, overflow="fold") for width in widths))
        grid.add_row(start, body)
        return grid

    return Sized(arranged) if start.plain else body


def planted(root: RenderableType | None) -> Tree:
    """An empty tree; without a root its first branches are at the left margin."""
    return Tree(root or "", guide_style=DIM, hide_root=root is None)
