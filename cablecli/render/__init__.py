"""Turns the pages of views into text, in the formats of the table below, and decides on width and colour.

A format is a row in FORMATS and a function `(layout) -> Rendering`, which turns pages into text one by one. `terminal`
draws with rich, `plain` and `document` write text and Markdown, `data` what programs read, `html` pages. The text goes
to `cli.output`.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TextIO


class Format(NamedTuple):
    """A format: the module whose function of that name makes it, and which of the view's functions it takes."""

    module: str
    takes: str  # "rows", "records" or "blocks"


FORMATS = {
    "rich": Format("terminal", "blocks"),
    "text": Format("plain", "blocks"),
    "tsv": Format("data", "rows"),
    "csv": Format("data", "rows"),
    "json": Format("data", "records"),
    "jsonl": Format("data", "records"),
    "markdown": Format("document", "blocks"),
}
NAMES = tuple(FORMATS)  # those that a user can ask for by name
AUTO = "auto"
TEMPLATE = "template"
FORMATS[TEMPLATE] = Format("data", "rows")
NARROWEST = 20
_USUAL_WIDTH = 80
_MEASURE = 88  # columns of prose that an eye can follow, however wide the screen


class Slot(NamedTuple):
    """A piece of a template: literal words, then a value with its format specification."""

    words: str
    name: str | None
    spec: str


class Layout(NamedTuple):
    """How to lay out: all that a format may know about where its text goes."""

    columns: tuple[str, ...] = ()
    header: bool = True
    width: int = _USUAL_WIDTH
    measure: int = _MEASURE  # the last column of prose
    colors: str | None = None  # rich's name of a colour system, None for no colour and no other escapes
    unicode: bool = True
    terminal: bool = False
    hits: Callable[[str], list[tuple[int, int]]] | None = None
    template: tuple[Slot, ...] = ()
    excel: bool = False
    ruled: bool = False  # whether text has a rule between pages, since each is a whole cable
    links: Callable[[str], str | None] | None = None  # the address of a file or a cable


def pick(name: str, piped: str, stdout: TextIO) -> str:
    """The format meant by `name`; `auto` is for people on a terminal, for the next program in a pipe."""
    if name != AUTO:
        return name
    return "rich" if stdout.isatty() else piped


class Rendering(NamedTuple):
    """How pages become one output: the text of a page, and what goes before, between and after such texts.

    A page may be rendered by another process, since its text is the same wherever it ends up.
    """

    page: Callable[[Any], str]
    opening: str = ""
    after: str = ""  # after each text, as a piece of its own: to join a large text to it would make a copy
    between: str = ""
    closing: str = ""
    empty: str = ""  # the whole output if there is no page

    def joined(self, texts: Iterable[str]) -> Iterator[str]:
        """The whole output, piece by piece; pages without text are left out."""
        before = self.opening
        is_empty = True
        for text in filter(None, texts):
            yield before + text
            if self.after:
                yield self.after
            before, is_empty = self.between, False
        yield self.empty if is_empty else self.closing


def rendering(name: str, layout: Layout) -> Rendering:
    """The rendering of a format, whose module is loaded only now."""
    from importlib import import_module

    made: Rendering = getattr(import_module(f"{__name__}.{FORMATS[name].module}"), name)(layout)
    return made


def rendered(name: str, pages: Iterable[Any], layout: Layout) -> Iterator[str]:
    """The whole output in a format, piece by piece."""
    it = rendering(name, layout)
    return it.joined(map(it.page, filter(None, pages)))


def decide(stdout: TextIO, environ: Mapping[str, str], color: str = AUTO, width: int | None = None) -> Layout:
    """The layout for `stdout`: what the user asked for, then the environment, then what the terminal says."""
    return Layout(
        width=width or max(NARROWEST, _width(stdout, environ)),
        measure=width or _MEASURE,
        colors=_palette(environ) if _is_colored(stdout, environ, color) else None,
        unicode=(stdout.encoding or "").lower().replace("-", "").startswith("utf"),
        terminal=stdout.isatty(),
    )


def _width(stdout: TextIO, environ: Mapping[str, str]) -> int:
    if environ.get("COLUMNS", "").isdecimal() and int(environ["COLUMNS"]):
        return min(int(environ["COLUMNS"]), 1000)
    try:
        return os.get_terminal_size(stdout.fileno()).columns or _USUAL_WIDTH
    except (OSError, ValueError):
        return _USUAL_WIDTH


def _is_colored(stdout: TextIO, environ: Mapping[str, str], color: str) -> bool:
    if color != AUTO:
        return color == "always"
    if environ.get("NO_COLOR"):
        return False
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        if environ.get(name):
            return environ[name] != "0"
    return stdout.isatty() and environ.get("TERM") not in ("dumb", "unknown")


def _palette(environ: Mapping[str, str]) -> str:
    if environ.get("COLORTERM") in ("truecolor", "24bit"):
        return "truecolor"
    return "256" if "256" in environ.get("TERM", "") else "standard"
