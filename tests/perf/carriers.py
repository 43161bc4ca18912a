"""What each carrier and container adds: bytes to texts, nothing parsed, against plain files of the same texts."""

import bz2
import gzip
import json
import lzma
from collections.abc import Callable, Iterator, Sequence
from html import escape
from importlib.util import find_spec
from pathlib import Path

from cablecli.carriers import CARRIERS
from cablecli.parser import parse
from cablecli.reader import Closed, items
from cablecli.sources.containers import KINDS
from tests import synthetic
from tests.perf.measure import Row, work
from tests.synthetic import Synthetic

Write = Callable[[Path, Sequence[Synthetic]], object]


def carriers(found: Sequence[Synthetic], folder: Path, runs: int) -> Iterator[Row]:
    """A row for all that `cablecli formats` lists and that can be written here."""
    plain = _taken(folder / "plain", _files(_text), found, runs)
    parsed = work(lambda: [parse(cable.text) for cable in found] and None, runs)
    yield Row("plain files to texts", "parse", plain / parsed)
    for name in (*CARRIERS, *KINDS):
        if write := FORMS.get(name):
            yield Row(f"  {name}", "plain files", _taken(folder / f"x.{name}", write, found, runs) / plain)


def _taken(path: Path, write: Write, found: Sequence[Synthetic], runs: int) -> float:
    """The time for all texts out of what is written there."""
    write(path, found)
    if _opened(path) != len(found):
        raise ValueError(f"{path.name} does not hold what was written")
    return work(lambda: _opened(path), runs)


def _opened(path: Path) -> int:
    """How many cables are taken out."""
    return sum(len(list(i.part.open())) if isinstance(i, Closed) else 1 for i in items([str(path)]))


def _text(cable: Synthetic) -> bytes:
    return cable.text.encode()


def _record(cable: Synthetic) -> str:
    return json.dumps(parse(cable.text).to_dict())


def _web(cable: Synthetic) -> bytes:
    return f"Viewing cable {cable.id}, {cable.truth.subject}\n\n{cable.text}".encode()


def _html(cable: Synthetic) -> bytes:
    return f"<html><body><h1>{cable.id}</h1><pre>{escape(cable.text)}</pre></body></html>".encode()


def _encoded(form: Callable[[Synthetic], str]) -> Callable[[Synthetic], bytes]:
    return lambda cable: form(cable).encode()


def _files(form: Callable[[Synthetic], bytes]) -> Write:
    """A file for each cable."""

    def write(path: Path, found: Sequence[Synthetic]) -> None:
        path.mkdir()
        for cable in found:
            (path / cable.id).write_bytes(form(cable))

    return write


def _seven(path: Path, found: Sequence[Synthetic]) -> None:
    from py7zr import SevenZipFile

    with SevenZipFile(path, "w") as archive:
        for name, data in synthetic.members(found):
            archive.writestr(data, name)


def _zst(cable: Synthetic) -> bytes:
    from zstandard import compress

    return compress(_text(cable))


FORMS: dict[str, Write] = {
    "json": lambda path, found: path.write_text(f"[{','.join(map(_record, found))}]"),
    "jsonl": lambda path, found: path.write_text("\n".join(map(_record, found))),
    "csv": synthetic.write_csv,
    "page": _files(_encoded(synthetic.page)),
    "html": _files(_html),
    "sas": _files(_encoded(synthetic.record)),
    "smart": _files(_encoded(synthetic.message)),
    "web": _files(_web),
    "gz": _files(lambda cable: gzip.compress(_text(cable))),
    "bz2": _files(lambda cable: bz2.compress(_text(cable))),
    "xz": _files(lambda cable: lzma.compress(_text(cable))),
    **({"zst": _files(_zst)} if find_spec("zstandard") else {}),
    "zip": synthetic.write_zip,
    "tar": synthetic.write_tar,
    **({"7z": _seven} if find_spec("py7zr") else {}),
}
