"""Writes cables to files for other programs. A form is a row here, with two functions that are loaded when needed.

`make` turns a cable into what the form needs of it, in the process that parsed it. `write` takes all of these, one by
one, so that memory does not grow with their number. For a form that is a file it is `(made) -> Iterator[str]`, for one
that is a folder `(made, folder) -> None`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any, NamedTuple

from cablecli.errors import CableError

if TYPE_CHECKING:
    from cablecli.model import Cable
    from cablecli.views import View


# The empty file that marks a folder as written by an export. Only such a folder is ever replaced: `--force` and a wrong
# name must not cost somebody a folder of his own. Readers of folders, such as pyarrow's, pass over hidden files.
MARK = ".cablecli-export"


class Made(NamedTuple):
    """What a form wants of one cable."""

    id: str | None
    value: Any


class Form(NamedTuple):
    make: str
    write: str
    is_folder: bool
    extra: str | None = None

    def view(self) -> "View":
        """The view that makes of a cable what the form wants; MissingExtra as below."""
        from cablecli.views import View, show

        make = self._function(self.make)

        def made(cable: "Cable") -> Made:
            return Made(cable.id, make(cable))

        view: View = show()._replace(joint=made)
        return view

    def writer(self) -> Any:
        """The function that writes; MissingExtra where it needs a library that is not there."""
        return self._function(self.write)

    def _function(self, name: str) -> Any:
        with needing(self.extra):
            return resolve_name(f"cablecli.export.{name}")


class MissingExtra(CableError):
    pass


@contextmanager
def needing(extra: str | None) -> Iterator[None]:
    """Imports that need this extra: MissingExtra says so where it is not there."""
    try:
        yield
    except ModuleNotFoundError as error:
        if extra is None or (error.name or "").startswith("cablecli"):
            raise
        reason = f"{error.name} is missing; to have it: pip install 'cablecli[{extra}]'"
        raise MissingExtra(reason) from error


FORMS = {
    "jsonl": Form("texts:record", "texts:write_records", is_folder=False),
    "csv": Form("tables:make", "tables:write", is_folder=True),
    "parquet": Form("tables:make", "parquet:write", is_folder=True, extra="parquet"),
    "markdown": Form("texts:page", "texts:write_pages", is_folder=True),
    "html": Form("pages:make", "pages:write", is_folder=True, extra="html"),
    "graphml": Form("graph:make", "graph:write", is_folder=False, extra="graph"),
}
EXCEL = FORMS["csv"]._replace(write="tables:write_for_excel")
SINGLE = FORMS["html"]._replace(write="pages:write_single", is_folder=False)
