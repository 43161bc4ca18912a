"""A folder as output: it is filled under another name and gets its own when it is complete."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from shutil import rmtree

from cablecli.cli.output import ended_by_signals, explained
from cablecli.export import MARK


def is_replaceable(folder: Path) -> bool:
    """Whether it is empty or was written by an export."""
    return (folder / MARK).is_file() or not any(folder.iterdir())


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
