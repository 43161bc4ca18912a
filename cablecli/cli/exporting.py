"""One export: the form's output is opened beside its final name, filled, and put in place."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from secrets import token_hex
from shutil import rmtree
from typing import Any

import click

from cablecli.cli import inputs
from cablecli.cli.messages import is_watched
from cablecli.cli.options import Settings
from cablecli.cli.output import FAILED, OK, STDOUT, complain, ended_by_signals, explained, opened
from cablecli.cli.recipe import wanted
from cablecli.cli.run import Use, gather
from cablecli.errors import CableError
from cablecli.export import MARK, Form, MissingExtra, needing


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
    if settings.unique or inputs.reads_collection(settings):
        raise click.UsageError("with --scheduler cables come from files, and of copies all are kept.")
    inputs.spare(settings, dest, "output")
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
        raise click.UsageError("this form is a folder, which standard output cannot be.")
    with explained(dest):
        if dest != STDOUT and Path(dest).exists():
            _check_old(Path(dest), dest, is_folder=is_folder, force=force)


def _check_old(path: Path, dest: str, *, is_folder: bool, force: bool) -> None:
    if path.is_dir() != is_folder:
        here, needed = ("file", "folder") if is_folder else ("folder", "file")
        raise click.UsageError(f"{dest} is a {here}; this form needs a {needed}.")
    is_held = any(path.iterdir()) if is_folder else stat.S_ISREG(path.stat().st_mode)
    if is_folder and is_held and not (path / MARK).is_file():
        raise click.UsageError(
            f"{dest} is there already, and no earlier export made it: name another folder."
        )
    if is_held and not force:
        raise click.UsageError(f"{dest} is there already; --force replaces it.")


@contextmanager
def growing(path: str) -> Iterator[Path]:
    """A folder beside `path` that becomes `path` at the end, or is removed if anything goes wrong."""
    with explained(path), ended_by_signals():
        target = Path(os.path.realpath(path))
        hidden = target.with_name(f".cablecli.{token_hex(6)}")
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
        try:  # a signal may come as soon as the folder is there
            # private while it grows, as what it replaces may be
            hidden.mkdir(0o777 if mode is None else 0o700)
            yield hidden
            (hidden / MARK).touch()
            if mode is not None:
                hidden.chmod(mode)
            _take_place(hidden, target)
        finally:
            rmtree(hidden, ignore_errors=True)


def _take_place(new: Path, target: Path) -> None:
    """Swap the folders. Two names cannot be exchanged at once, so the old one is moved away, and back if that fails."""
    if not target.exists():
        new.rename(target)
        return
    aside = new.with_name(f"{new.name}.old")
    target.rename(aside)
    try:
        new.rename(target)
    except BaseException:
        aside.rename(target)
        raise
    rmtree(aside, ignore_errors=True)
