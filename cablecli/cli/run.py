"""Runs a command: read the cables, view, render and write them, and count failures."""

import os
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, closing
from functools import partial
from itertools import chain, islice
from typing import Any, Protocol, TextIO

import click

from cablecli.cli import inputs
from cablecli.cli.messages import FEW, Failures, Watch, has_room, is_watched
from cablecli.cli.options import Settings, suggest
from cablecli.cli.output import FAILED, OK, Output, PagerLeft, RunError, opened
from cablecli.cli.recipe import Recipe, Rendered
from cablecli.errors import InternalError
from cablecli.model import Cable
from cablecli.reader import Item, contained, is_record, size
from cablecli.render import FORMATS, Slot, decide, pick
from cablecli.sources import Failure
from cablecli.views import Names, View

Hits = Callable[[str], list[tuple[int, int]]]
Use = Callable[[Iterator[Any]], None]
_LONG = 1 << 19  # bytes; the longest known cables are as long
_ALONE = 0.25  # seconds of work in one process before it pays to start others


class Worker(Protocol):
    """Something that can be sent to another process to work on items there."""

    def work(self, items: list[Item]) -> list[Any]: ...


def print_cables(
    settings: Settings, view: View, narrow: Callable[[Cable], Cable] | None = None, hits: Hits | None = None
) -> int:
    """Print `view` of the cables that the command line names, each narrowed first. Return the exit status.

    In a worker process only the recipe is made: see `Recipe`.
    """
    if settings.recipes is not None:
        settings.recipes.append(_recipe(settings, sys.stdout, view, narrow, hits))
        return OK
    guard = inputs.Guard(settings.output)

    def printed(output: Output, watch: Watch) -> int:
        recipe = _recipe(settings, output.stream, view, narrow, hits)
        found = (item for item in inputs.found(settings, guard) if not output.is_at(item.name))

        def use(tally: _Tally, passed: Iterator[Any]) -> None:
            for text in _texts(recipe, tally, passed):
                output.write(text)

        return _work_through(settings, recipe, found, watch, use)

    return _written(settings, printed)


def print_answer(settings: Settings, view: View, things: Iterable[Any]) -> int:
    """Print `view` of things already read, as an answer of the collection. Return the exit status."""

    def printed(output: Output, watch: Watch) -> int:
        recipe = _recipe(settings, output.stream, view, None, None)
        rest = iter(things)
        first = list(islice(rest, 1))
        for text in recipe.render(recipe.pages(chain(first, rest))):
            output.write(text)
        if not first and is_watched() and not settings.quiet:
            watch.complain(f"no {view.noun} found")
        return OK

    return _written(settings, printed)


def _written(settings: Settings, write: Callable[[Output, Watch], int]) -> int:
    """Let `write` fill the output, and return the exit status."""
    inputs.spare(settings, settings.output)
    watch = Watch(None)
    try:
        links = settings.hyperlinks == "always"
        with opened(settings.output, pager=bool(settings.pager), links=links) as output:
            if not settings.quiet and has_room(output):
                watch = Watch(partial(inputs.total, settings))
            return write(output, watch)
    except PagerLeft:
        return OK
    except RunError as error:
        watch.complain(str(error))
        return FAILED
    finally:
        watch.close()


def _recipe(
    settings: Settings, stream: TextIO, view: View, narrow: Callable[[Cable], Cable] | None, hits: Hits | None
) -> Recipe:
    name = pick(settings.format, view.piped, stream)
    own = view.columns if FORMATS[name].takes == "rows" else view.keys
    slots = _slots(settings.template)
    view, names = _chosen(view, (*own, *view.on_demand), settings.fields, slots)
    layout = decide(stream, os.environ, settings.color, settings.width)._replace(
        columns=names or view.columns, header=settings.header, hits=hits, template=slots, excel=settings.excel,
        ruled=view.is_whole and names is None,
    )  # fmt: skip
    if name == "rich":
        from cablecli.cli import links

        layout = layout._replace(links=links.made(settings, layout, os.environ))
    return Recipe(view, narrow, name, names, layout, quiet=settings.quiet, filters=settings.filters)


def _slots(template: str | None) -> tuple[Slot, ...]:
    if template is None:
        return ()
    from cablecli.render.data import parsed

    try:
        return parsed(template)
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="'--template'") from error


def _chosen(
    view: View, own: Names, fields: Names | None, slots: tuple[Slot, ...]
) -> tuple[View, Names | None]:
    """The view with the fields of the user or the template. An unknown field raises BadParameter, which lists all."""
    wanted = tuple(slot.name for slot in slots if slot.name is not None) if slots else fields
    if wanted is None:
        return view, None
    from cablecli.views.fields import UnknownField, choose

    try:
        return choose(view, wanted, own, groups=not slots)
    except UnknownField as error:
        name = error.name
        start = f"no field {name!r}.{suggest(name, error.names)}" if name else "no field named."
        hint = "'--template'" if slots else "'--fields'"
        raise click.BadParameter(f"{start} {error}", param_hint=hint) from error


def gather(settings: Settings, view: View, dest: str, filling: AbstractContextManager[Use]) -> int:
    """Pass the results of the view's `joint` for all cables to `filling`. Return the exit status."""
    recipe = _recipe(settings, sys.stdout, view, None, None)
    if settings.recipes is not None:
        settings.recipes.append(recipe)
        return OK
    inputs.spare(settings, dest, "output")
    guard = inputs.Guard(dest, "output")
    watch = Watch(partial(inputs.total, settings) if not settings.quiet and has_room() else None)
    try:
        with filling as use:
            found = inputs.found(settings, guard)
            return _work_through(
                settings, recipe, found, watch, lambda tally, passed: use(tally.showing(passed))
            )
    except RunError as error:
        watch.complain(str(error))
        return FAILED
    finally:
        watch.close()


def _work_through(
    settings: Settings, recipe: Recipe, found: Iterator[Item], watch: Watch,
    use: "Callable[[_Tally, Iterator[Any]], None]",
) -> int:  # fmt: skip
    """Pass the results to `use`, print the closing remarks, and return the exit status."""
    told = Failures(watch, inputs.directories(settings), verbose=settings.verbose)
    tally = _Tally(watch, told, unique=settings.unique)
    # For a screen others are started only if they are asked for.
    asked = 1 if settings.jobs is None and recipe.format == "rich" else settings.jobs
    with closing(_results(recipe, watch.counted(found), processes(asked))) as results:
        use(tally, tally.passing(results))
    watch.close()
    told.close()
    if not settings.quiet:
        for remark in _remarks(tally, told.count, recipe.view.noun):
            watch.complain(remark)
    return FAILED if told.count else OK


def _remarks(tally: "_Tally", failed: int, noun: str) -> Iterator[str]:
    if tally.dropped:
        yield f"{tally.dropped} duplicate{'s' * (tally.dropped > 1)} dropped"
    if failed > FEW or failed > max(tally.read, 1):  # few are told one by one, unless they are most
        yield f"{failed} of {failed + tally.read + tally.dropped} inputs could not be read"
    if tally.read and not tally.shown and is_watched():
        yield f"no {noun} found"


class _Tally:
    """Counts cables read, duplicates dropped and cables shown; failures are reported at once."""

    def __init__(self, watch: Watch, told: Failures, *, unique: bool) -> None:
        self.read = self.dropped = self.shown = 0
        self._watch = watch
        self.fail = told.tell
        self._seen: set[str] | None = set() if unique else None

    def passing(self, results: Iterable[Any]) -> Iterator[Any]:
        for result in results:
            if isinstance(result, Failure):
                self.fail(result)
            elif self._is_new(result.id):
                self.read += 1
                yield result
            else:
                self.dropped += 1
            self._watch.step(self.read)

    def _is_new(self, cable: str | None) -> bool:
        if self._seen is None or cable is None:
            return True
        if cable in self._seen:
            return False
        self._seen.add(cable)
        return True

    def showing(self, things: Iterable[Any]) -> Iterator[Any]:
        """The pieces or pages unchanged; those that are not empty are counted."""
        for thing in things:
            self.shown += bool(thing.text if isinstance(thing, Rendered) else thing)
            yield thing


def _texts(recipe: Recipe, tally: _Tally, passed: Iterator[Any]) -> Iterator[str]:
    """The output in pieces: one for each cable or, if the view is joint, one page for all."""
    if recipe.is_joint:
        return recipe.render(tally.showing(recipe.pages(passed)))
    shown = tally.showing(_rendered(recipe, tally, passed))
    return recipe.rendering.joined(one.text for one in shown)


def _rendered(recipe: Recipe, tally: _Tally, passed: Iterator[Any]) -> Iterator[Rendered]:
    """The texts of cables, some of which other processes have made."""
    for result in passed:
        one = result if isinstance(result, Rendered) else contained(recipe.piece, result)
        if isinstance(one, Failure):
            tally.fail(one)
        else:
            yield one


def _results(recipe: Recipe, found: Iterator[Item], jobs: tuple[int, float]) -> Generator[Any, None, None]:
    """The results of the items, in order: made here and, once that pays, by other processes."""
    count, alone = jobs
    end = time.process_time() + alone
    for item in found:
        # to send a record costs more than to read it, and to send a very long text takes twice the memory
        if time.process_time() >= end and not is_record(item) and size(item) < _LONG:
            yield from spread_over(recipe, chain((item,), found), count)
            return
        for result in recipe.read(item):
            if recipe.is_joint and isinstance(result, Cable):
                yield contained(recipe.tagged, result)
            else:
                yield result


def processes(asked: int | None) -> tuple[int, float]:
    """How many processes to use, and after how many seconds of work to start them."""
    if asked is not None:
        return asked, 0.0 if asked > 1 else float("inf")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores, _ALONE if cores > 1 else float("inf")


def spread_over(recipe: Worker, found: Iterable[Item], jobs: int) -> Generator[Any, None, None]:
    """The results of the items, in order, made by `jobs` processes."""
    from cablecli.cli.pool import WorkerLost, spread

    def lost(item: Item, error: WorkerLost) -> list[Failure]:
        return [Failure(item.name, InternalError(f"internal error: {error}"))]

    try:
        with closing(spread(recipe.work, found, jobs, size, lost)) as chunks:
            for results in chunks:
                yield from results
    except WorkerLost as error:
        raise RunError(f"{error}; the output is not complete") from error
