"""One export: the form's output is opened beside its final name, filled, and put in place."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import click

from cablecli.cli.folder import growing, is_replaceable
from cablecli.cli.options import Settings
from cablecli.cli.output import STDOUT, RunError, explained, opened
from cablecli.cli.run import Use, gather
from cablecli.export import Form, MissingExtra


def run(settings: Settings, form: Form, dest: str, *, force: bool) -> int:
    """Export all cables, and give the exit status."""
    return gather(settings._replace(format="jsonl"), form.view(), dest, _opened(form, dest, force=force))


@contextmanager
def _opened(form: Form, dest: str, *, force: bool) -> Iterator[Use]:
    try:
        write = form.writer()
    except MissingExtra as error:
        raise RunError(str(error)) from error
    _check(form, dest, force=force)
    if form.is_folder:
        with growing(dest) as folder:
            yield lambda made: write(made, folder)
    else:
        with opened(dest) as output:

            def use(made: Iterator[Any]) -> None:
                with nullcontext() if dest == STDOUT else explained(dest):
                    for text in write(made):
                        output.write(text)

            yield use


def _check(form: Form, dest: str, *, force: bool) -> None:
    """Refuse what would cost the user something; a device or a pipe only takes what is written to it."""
    if form.is_folder and dest == STDOUT:
        raise _refused("this form is a folder, which standard output cannot be.")
    path = Path(dest)
    with explained(dest):
        if dest == STDOUT or not path.exists():
            return
        is_folder = path.is_dir()
        if form.is_folder != is_folder and (is_folder or form.is_folder):
            raise _refused(f"{dest} is a {'folder' if is_folder else 'file'}, and this form is none.")
        if is_folder and not is_replaceable(path):
            raise _refused(f"{dest} is there already, and no earlier export made it: name another folder.")
        is_empty = is_folder and not any(path.iterdir())
        is_device = not is_folder and not stat.S_ISREG(path.stat().st_mode)
        if not (force or is_empty or is_device):
            raise _refused(f"{dest} is there already; --force replaces it.")


def _refused(why: str) -> click.UsageError:
    return click.UsageError(why, click.get_current_context())
