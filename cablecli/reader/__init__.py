"""Reads paths to cables: the one way from bytes to records.

`items` lets the sources open each input and its carrier find the parts in it; `cables` takes the text of each cable out
of a part, parses it, and completes it with what a page or dump says of it (`page_data`). An item can be sent to another
process between the two. Every error becomes a Failure of its input or cable alone.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from os import PathLike, fspath
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from cablecli.carriers import Part, Parts, RawCable, parts, unpack_bytes
from cablecli.errors import CableError, NotACable, internal
from cablecli.model import Cable, Source
from cablecli.parser import may_hold_more, parse
from cablecli.sources import STDIN, Failure, Input, label, walk

if TYPE_CHECKING:
    from cablecli.model import Page

_RECORD = 1 << 14  # bytes of an average record
R = TypeVar("R")


class Closed(NamedTuple):
    """A part of an input whose cables have not been taken out yet."""

    path: str
    member: str | None
    part: Part

    @property
    def name(self) -> str:
        return label(self.path, self.member)


class Raw(NamedTuple):
    """One cable taken out of an input."""

    path: str
    member: str | None
    cable: RawCable

    @property
    def name(self) -> str:
        return label(self.path, self.place)

    @property
    def place(self) -> str | None:
        """The member of an archive, and the member of a dump within it."""
        return "!".join(filter(None, (self.member, self.cable.member))) or None


# What can be read on its own, even in another process: a small input or part of a large one, a cable, or a failure.
Item = Closed | Raw | Failure


def read(
    *paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    input_format: str | None = None,
    errors: Literal["raise", "skip"] | Callable[[str, CableError], object] = "raise",
) -> Iterator[Cable]:
    """Yield the cables in files and directories, lazily.

    With `errors="raise"` an input that fails raises its CableError, whose text then begins with the input's name; with
    "skip" it is left out; a function is called with its name and error. In the last two cases reading goes on. Any
    other `errors` is a ValueError.
    """
    if errors not in ("raise", "skip") and not callable(errors):
        raise ValueError(f'errors is "raise", "skip" or a function, not {errors!r}')
    names = (
        fspath(name) for path in paths for name in ([path] if isinstance(path, str | PathLike) else path)
    )
    for result in read_each(names, input_format):
        if not isinstance(result, Failure):
            yield result
        elif callable(errors):
            errors(result.name, result.error)
        elif errors == "raise":
            result.error.args = (f"{result.name}: {result.error}",)
            raise result.error


def read_each(paths: Iterable[str], input_format: str | None = None) -> Iterator[Cable | Failure]:
    """Yield the cables in `paths` in order, with a Failure in place of each input that cannot be read."""
    for item in items(paths, input_format):
        yield from cables(item)


def items(
    paths: Iterable[str | Failure],
    input_format: str | None = None,
    check: Callable[[int], object] | None = None,
    globs: Sequence[str] = (),
) -> Iterator[Item]:
    """Yield the items in `paths`, in order, each opened only when its turn comes.

    Without an `input_format` the carrier is recognized. `check` is called with the descriptor of each file before it is
    read, and `globs` select among the files in directories.
    """
    for path in paths:
        for source in [path] if isinstance(path, Failure) else walk([path], check, globs):
            if isinstance(source, Failure):
                yield source
            else:
                yield from items_in(source, input_format)


def items_in(source: Input, input_format: str | None = None) -> Iterator[Item]:
    path, member, stream, data = source
    name = member or path
    if data is not None:
        part = Part(partial(unpack_bytes, data, name, input_format), len(data))
        yield Closed(path, member, part)
    else:
        yield from opened(path, member, parts(stream, name, input_format))


def cables(
    item: Item, *, heading_only: bool = False, fits: Callable[[Cable], bool] | None = None
) -> Iterator[Cable | Failure]:
    """Yield the cables of an item, or just their headings, with a Failure in place of each that cannot be read.

    A cable whose heading `fits` rejects is left out without reading the rest.
    """
    if isinstance(item, Failure):
        yield item
    elif isinstance(item, Raw):
        head = _parsed(item, True) if fits else None
        if head is None or isinstance(head, Failure) or not fits or fits(head):
            cable = head if head and heading_only else _parsed(item, heading_only)
            yield cable
            yield from _no_cable_below(item, cable)
    else:
        for inner in opened(item.path, item.member, item.part.open()):
            yield from cables(inner, heading_only=heading_only, fits=fits)


def contained(make: Callable[[Cable], R], cable: Cable) -> R | Failure:
    """Return `make(cable)`, or a Failure of this cable alone if that raises."""
    try:
        return make(cable)
    except CableError:  # from a user's pattern, so the cable is not to blame
        raise
    except Exception as error:
        return Failure(label(cable.source.path or STDIN, cable.source.member), internal(error))


def is_record(item: Item) -> bool:
    return isinstance(item, Raw) and isinstance(item.cable.content, Cable)


def size(item: Item) -> int:
    """Roughly how many bytes of input an item represents."""
    if isinstance(item, Closed):
        return item.part.size
    if isinstance(item, Failure):
        return 1
    content = item.cable.content
    return len(content) if isinstance(content, str) else _RECORD


def opened(path: str, member: str | None, found: Parts) -> Iterator[Item]:
    """Yield the items that a carrier finds in an input, with its errors as Failures."""
    try:
        for one in found:
            if isinstance(one, CableError):
                yield Failure(label(path, member), one)
            elif isinstance(one, Part):
                yield Closed(path, member, one)
            else:
                yield Raw(path, member, one)
    except Exception as error:
        yield Failure(label(path, member), error if isinstance(error, CableError) else internal(error))


def _parsed(raw: Raw, heading_only: bool) -> Cable | Failure:
    """The cable, or a Failure of this cable alone."""
    try:
        return _cable(raw, heading_only)
    except CableError as error:
        return Failure(raw.name, error)
    except Exception as error:
        return Failure(raw.name, internal(error))


def _no_cable_below(raw: Raw, cable: Cable | Failure) -> Iterator[Failure]:
    """The failure of text between two cables that belongs to neither. The one above holds it as leftovers."""
    if isinstance(cable, Failure) or not _is_of_several(raw.cable):
        return
    for note in cable.diagnostics:
        if note.code == "no-cable-behind":
            where = f"line {note.line}: " if note.line else ""
            yield Failure(raw.name, NotACable(f"{where}the text below the end is no cable; it is left over"))


def _is_of_several(raw: RawCable) -> bool:
    """Whether it stood in a stream of texts, which may hold others between them, unlike a dump or a page."""
    return raw.member is not None and raw.page is None


def _cable(raw: Raw, heading_only: bool) -> Cable:
    content, _, notes, page, lines, rest = raw.cable
    if isinstance(content, Cable):
        return content
    # A cable without a date takes its year from the id of the page or the name of the file.
    source = Source(raw.path, _id_of(page) or raw.cable.member or raw.member)
    is_whole = not heading_only or (_is_of_several(raw.cable) and may_hold_more(content))
    cable = parse(content, source, heading_only=not is_whole)
    if page or (lines is not None and lines != range(1, len(lines) + 1)):
        from cablecli.reader.page_data import completed, placed

        cable = placed(cable, lines) if lines is not None else cable
        cable = completed(cable, page) if page else cable
    whole = Source(raw.path, raw.place, page)
    if not notes and not rest and whole == source:
        return cable
    return replace(
        cable, source=whole, diagnostics=notes + cable.diagnostics, leftovers=cable.leftovers + rest
    )


def _id_of(page: "Page | None") -> str | None:
    if page is None or not page.id:
        return None
    from cablecli.reader.page_data import read_id

    return read_id(page.id)[0]
