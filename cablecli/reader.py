"""Paths in, cables out: the one way from bytes to records."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BufferedReader, BytesIO
from os import PathLike, fspath
from typing import NamedTuple

from cablecli.carriers import RawCable, unpack
from cablecli.errors import CableError
from cablecli.model import Cable, Source
from cablecli.outer import completed, placed, read_id
from cablecli.parser import parse
from cablecli.sources import Failure, Input, label, walk

_RECORD = 1 << 14  # bytes of a record, about


class Small(NamedTuple):
    """All of a short input, and the carrier that was chosen for it."""

    path: str
    member: str | None
    data: bytes
    chosen: str | None

    @property
    def name(self) -> str:
        """The input's name in messages."""
        return label(self.path, self.member)


class Raw(NamedTuple):
    """One cable taken out of an input."""

    path: str
    member: str | None
    cable: RawCable

    @property
    def name(self) -> str:
        """The cable's name in messages."""
        return label(self.path, self.place)

    @property
    def place(self) -> str | None:
        """The member of an archive and in it that of a dump."""
        return "!".join(filter(None, (self.member, self.cable.member))) or None


# What can be read on its own, in another process too: a small input as it is, a cable of a large one, a failure.
Item = Small | Raw | Failure


def read(*paths: str | PathLike[str], input_format: str | None = None) -> Iterator[Cable]:
    """The cables in files and directories, lazily; the first input that fails raises its CableError."""
    for result in read_each((fspath(path) for path in paths), input_format):
        if isinstance(result, Failure):
            result.error.add_note(f"while reading {result.name}")
            raise result.error
        yield result


def read_each(paths: Iterable[str], input_format: str | None = None) -> Iterator[Cable | Failure]:
    """The cables in `paths` in order, with a Failure in the place of each input that is none."""
    for item in items(paths, input_format):
        yield from cables(item)


def items(paths: Iterable[str | Failure], input_format: str | None = None) -> Iterator[Item]:
    """What `paths` hold, in order, each opened only when its turn comes; the carrier is found where none is named."""
    for path in paths:
        for source in [path] if isinstance(path, Failure) else walk([path]):
            if isinstance(source, Failure):
                yield source
            elif source.data is not None:
                yield Small(source.path, source.member, source.data, input_format)
            else:
                yield from _raws(source, input_format)


def cables(item: Item, *, heading_only: bool = False) -> Iterator[Cable | Failure]:
    """The cables of an item, or their headings; what is wrong is a Failure in its place."""
    if isinstance(item, Failure):
        yield item
    elif isinstance(item, Raw):
        yield _parsed(item, heading_only)
    else:
        stream: BufferedReader = BufferedReader(BytesIO(item.data), max(len(item.data), 1))
        for raw in _raws(Input(item.path, item.member, stream), item.chosen):
            yield raw if isinstance(raw, Failure) else _parsed(raw, heading_only)


def is_record(item: Item) -> bool:
    """Whether it is a cable that needs no parsing."""
    return isinstance(item, Raw) and isinstance(item.cable.content, Cable)


def size(item: Item) -> int:
    """About how many bytes of input an item stands for."""
    if isinstance(item, Small):
        return len(item.data)
    if isinstance(item, Failure):
        return 1
    content = item.cable.content
    return len(content) if isinstance(content, str) else _RECORD


def _raws(source: Input, chosen: str | None) -> Iterator[Raw | Failure]:
    try:
        for cable in unpack(source.stream, source.member or source.path, chosen):
            if isinstance(cable, CableError):
                yield Failure(source.name, cable)
            else:
                yield Raw(source.path, source.member, cable)
    except CableError as error:
        yield Failure(source.name, error)


def _parsed(raw: Raw, heading_only: bool) -> Cable | Failure:
    content, _, notes, page, lines, rest = raw.cable
    if isinstance(content, Cable):
        return content
    # A cable without a date takes its year from the page's id, or from the name that its file has.
    known = read_id(page.id)[0] if page and page.id else None
    try:
        source = Source(raw.path, known or raw.cable.member or raw.member)
        cable = parse(content, source, heading_only=heading_only)
    except CableError as error:
        return Failure(raw.name, error)
    if lines is not None:
        cable = placed(cable, lines)
    if page:
        cable = completed(cable, page)
    whole = Source(raw.path, raw.place, page)
    if not notes and not rest and whole == source:
        return cable
    return replace(
        cable, source=whole, diagnostics=notes + cable.diagnostics, leftovers=cable.leftovers + rest
    )
