"""One run: read, view, render, write, count what failed."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import click

from cablecli.blocks import Note
from cablecli.cli.options import Settings, suggest
from cablecli.model import Cable
from cablecli.reader import read_each
from cablecli.render import OUTPUTS, decide, pick, renderer
from cablecli.sources import STDIN, Failure
from cablecli.text import one_line
from cablecli.views import View

Hits = Callable[[str], list[tuple[int, int]]]


def run(
    settings: Settings,
    view: View,
    narrow: Callable[[Cable], Cable] | None = None,
    hits: Hits | None = None,
) -> int:
    """Print `view` of all cables, each narrowed first, and give the exit status."""
    name = pick(settings.format, view.piped, sys.stdout)
    takes = OUTPUTS[name].takes
    names = _checked(settings.fields, view.columns if takes == "rows" else view.keys)
    layout = decide(sys.stdout, os.environ, settings.color, settings.width)
    layout = layout._replace(columns=names or view.columns, header=settings.header, hits=hits)
    tally = _Tally()
    cables = tally.cables(_paths(settings.files))
    pages = _pages(view, takes, map(narrow, cables) if narrow else cables, names, settings.quiet)
    for piece in renderer(name)(tally.pages(pages), layout):
        sys.stdout.write(piece)
        sys.stdout.flush()
    if tally.read and not tally.shown and not settings.quiet and _is_watched():
        complain(f"no {view.noun} found")
    return 1 if tally.failed else 0


class _Tally:
    """Counts what passes: cables read, inputs failed (each named at once), pages with something on them."""

    def __init__(self) -> None:
        self.read = self.failed = self.shown = 0

    def cables(self, paths: Iterable[str]) -> Iterator[Cable]:
        for result in read_each(paths):
            if isinstance(result, Failure):
                self.failed += 1
                name = "standard input" if result.name == STDIN else result.name
                complain(f"{name}: {result.error}")
            else:
                self.read += 1
                yield result

    def pages(self, pages: Iterable[list[Any]]) -> Iterator[list[Any]]:
        for page in pages:
            self.shown += bool(page)
            yield page


def complain(message: str) -> None:
    """One line on standard error."""
    click.echo(f"cablecli: {one_line(message)}", err=True)


def _is_watched() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _paths(files: tuple[str, ...]) -> tuple[str, ...]:
    if files:
        return files
    if sys.stdin is None or sys.stdin.isatty():
        raise click.UsageError(
            "no FILE given, and standard input is a terminal.", click.get_current_context()
        )
    return (STDIN,)


def _checked(chosen: tuple[str, ...] | None, names: tuple[str, ...]) -> tuple[str, ...] | None:
    """The chosen names if all exist; else a complaint that lists them."""
    for name in chosen or ():
        if name not in names:
            start = f"no field {name!r}.{suggest(name, names)}" if name else "no field named."
            raise click.BadParameter(f"{start} There are: {', '.join(names)}.", param_hint="'--fields'")
    return chosen


def _pages(
    view: View, takes: str, cables: Iterable[Cable], names: tuple[str, ...] | None, quiet: bool
) -> Iterator[list[Any]]:
    if takes == "blocks":
        for blocks in view.blocks(cables, names):
            yield [block for block in blocks if not (quiet and isinstance(block, Note))]
    elif takes == "rows":
        yield from view.rows(cables)
    else:
        for rows in view.records(cables):
            yield [{name: row[name] for name in names} for row in rows] if names else rows
