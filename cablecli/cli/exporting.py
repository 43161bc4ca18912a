"""One export: the form's output is opened beside its final name, filled, and put in place."""

import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import click

from cablecli.cli import inputs, lookup
from cablecli.cli.folder import growing, is_replaceable
from cablecli.cli.messages import is_watched
from cablecli.cli.options import Settings
from cablecli.cli.output import STDOUT, complain, explained, opened
from cablecli.cli.recipe import wanted
from cablecli.cli.run import Use, gather
from cablecli.cli.status import FAILED, OK
from cablecli.errors import CableError
from cablecli.export import Form, MissingExtra, needing


def run(settings: Settings, form: Form, dest: str, *, force: bool) -> int:
    """Export all cables, and return the exit status."""
    try:
        view, write = form.view(), form.writer()
    except MissingExtra as error:
        complain(f"cablecli: {error}")
        return FAILED
    filling = _filling(write, dest, is_folder=form.is_folder, force=force)
    return gather(settings._replace(format="jsonl"), view, dest, filling)


def run_on(settings: Settings, scheduler: str, dest: str, *, force: bool) -> int:
    """Export all cables as Parquet through the workers of a scheduler, and return the exit status."""
    if settings.unique or lookup.reads_collection(settings):
        raise _refused("with --scheduler cables come from files, and of copies all are kept.")
    lookup.spare(settings, dest, "output")
    paths = inputs.paths(settings, inputs.Guard(None))
    try:
        with needing("dask"):
            from cablecli.dask.export import connected, export
            from cablecli.dask.plan import partitions
        take = partial(wanted, filters=settings.filters)
        is_told = is_watched() and not settings.quiet
        with connected(scheduler, settings.jobs) as client:
            parts = partitions(paths, settings.input_format, settings.globs)
            count, first = export(dest, parts, client, take, force=force, is_watched=is_told)
    except (CableError, OSError) as error:
        complain(f"cablecli: {dest}: {error}")
        return FAILED
    for name, reason in first:
        complain(f"cablecli: {name}: {reason}")
    if count > len(first):
        complain(f"cablecli: {count} inputs could not be read; {dest}/_failures names them")
    return FAILED if count else OK


@contextmanager
def _filling(write: Callable[..., Any], dest: str, *, is_folder: bool, force: bool) -> Iterator[Use]:
    """The function that takes what is made of the cables and writes it to `dest`."""
    _check(dest, is_folder=is_folder, force=force)
    if is_folder:
        with growing(dest) as folder:
            yield lambda made: write(made, folder)
    else:
        with opened(dest) as output:

            def use(made: Iterator[Any]) -> None:
                with nullcontext() if dest == STDOUT else explained(dest):
                    for text in write(made):
                        output.write(text)

            yield use


def _check(dest: str, *, is_folder: bool, force: bool) -> None:
    """UsageError if the export would destroy something; devices and pipes are fine, since nothing is lost there."""
    if is_folder and dest == STDOUT:
        raise _refused("this form is a folder, which standard output cannot be.")
    with explained(dest):
        if dest != STDOUT and Path(dest).exists():
            _check_old(Path(dest), dest, is_folder=is_folder, force=force)


def _check_old(path: Path, dest: str, *, is_folder: bool, force: bool) -> None:
    if path.is_dir() != is_folder:
        raise _refused(f"{dest} is a {'file' if is_folder else 'folder'}, and this form is none.")
    if is_folder and not is_replaceable(path):
        raise _refused(f"{dest} is there already, and no earlier export made it: name another folder.")
    is_held = any(path.iterdir()) if is_folder else stat.S_ISREG(path.stat().st_mode)
    if is_held and not force:
        raise _refused(f"{dest} is there already; --force replaces it.")


def _refused(why: str) -> click.UsageError:
    return click.UsageError(why, click.get_current_context())
