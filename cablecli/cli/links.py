"""Links for a terminal: to the file of a cable, and to the cables it refers to if they are at hand."""

import os
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from cablecli.cli import inputs
from cablecli.cli.options import Settings
from cablecli.views.blocks import FILE

if TYPE_CHECKING:
    from cablecli.render import Layout

# How a terminal that takes links shows itself: in TERM_PROGRAM, by a variable of its own, by how its TERM begins.
_PROGRAMS = frozenset(("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio"))
_VARIABLES = ("KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "DOMTERM")
_TERMS = ("xterm-kitty", "xterm-ghostty", "foot", "contour", "alacritty")
_BETWEEN = ("tmux", "screen")  # between program and terminal; may show a link as garbage
_FIRST_VTE = 5000  # the version of GNOME's terminal library that learnt them
_FEW = 8  # folders that are looked into


class Links:
    """Maps a target to its address, or None if it is not at hand. It can be sent to another process."""

    def __init__(self, folders: tuple[str, ...], database: str | None) -> None:
        self._folders, self._database = folders, database

    def __call__(self, target: str) -> str | None:
        """`target` is the id of a cable, or `file:` and a path."""
        if target.startswith(FILE):
            path: str | None = target.removeprefix(FILE)
            if path and not os.path.exists(path):  # noqa: PTH110
                path = path.partition("!")[0]  # the archive of a member
        else:
            beside = (os.path.join(folder, f"{target}.txt") for folder in self._folders)  # noqa: PTH118
            path = next(filter(os.path.isfile, beside), None) or _indexed(self._database, target)
        return _address(path) if path and os.path.exists(path) else None  # noqa: PTH110


def _address(path: str) -> str:
    """The path as a `file:` address in plain ASCII."""
    from urllib.parse import quote

    return "file://" + quote(os.fsencode(os.path.abspath(path)))  # noqa: PTH100


@lru_cache(1000)
def _indexed(database: str | None, id: str) -> str | None:
    if database is None:
        return None
    from cablecli.errors import CableError
    from cablecli.store.collection import Collection

    try:
        with Collection(database) as collection:
            return collection.path_of(id)
    except CableError:  # a link less, no reason to fail
        return None


def made(settings: Settings, layout: "Layout", environ: Mapping[str, str]) -> Links | None:
    """The links to draw, or None if they are not wanted. They come only with colours, since both are escapes."""
    if layout.colors is None or settings.hyperlinks == "never":
        return None
    if settings.hyperlinks == "auto" and not (layout.terminal and _is_known(environ)):
        return None
    named = (name if os.path.isdir(name) else os.path.dirname(name) for name in settings.files)  # noqa: PTH112, PTH120
    return Links(tuple(dict.fromkeys(named))[:_FEW], inputs.database(settings))


def _is_known(environ: Mapping[str, str]) -> bool:
    term = environ.get("TERM", "")
    if term.startswith(_BETWEEN) or "TMUX" in environ:
        return False
    vte = environ.get("VTE_VERSION", "")
    return (
        environ.get("TERM_PROGRAM") in _PROGRAMS
        or any(name in environ for name in _VARIABLES)
        or term.startswith(_TERMS)
        or (vte.isdecimal() and int(vte) >= _FIRST_VTE)
    )
