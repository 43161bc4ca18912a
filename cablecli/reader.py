"""Paths in, cables out: the one way from bytes to records."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from os import PathLike, fspath

from cablecli.carriers import RawCable, unpack
from cablecli.errors import CableError
from cablecli.model import Cable, Source
from cablecli.parser import parse
from cablecli.sources import Failure, Input, walk


def read(*paths: str | PathLike[str]) -> Iterator[Cable]:
    """The cables in files and directories, lazily; the first input that fails raises its CableError."""
    for result in read_each(fspath(path) for path in paths):
        if isinstance(result, Failure):
            result.error.add_note(f"while reading {result.name}")
            raise result.error
        yield result


def read_each(paths: Iterable[str]) -> Iterator[Cable | Failure]:
    """The cables in `paths` in order, with a Failure in the place of each input that is none."""
    for source in walk(paths):
        if isinstance(source, Failure):
            yield source
        else:
            yield from _cables(source)


def _cables(source: Input) -> Iterator[Cable | Failure]:
    try:
        for raw in unpack(source.data):
            yield _parse(source.name, raw)
    except CableError as error:
        yield Failure(source.name, error)


def _parse(name: str, raw: RawCable) -> Cable | Failure:
    try:
        cable = parse(raw.text, Source(name, raw.member))
    except CableError as error:
        return Failure(f"{name}!{raw.member}" if raw.member else name, error)
    return replace(cable, diagnostics=raw.notes + cable.diagnostics) if raw.notes else cable
