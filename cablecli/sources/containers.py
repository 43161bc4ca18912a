"""Opens compressed files and archives, recognized by their first bytes, and reads them member by member.

Nothing is unpacked to disk, so a path in an archive is only a name. A member or archive that unpacks to more than the
caps allow fails alone.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import islice
from typing import NamedTuple

from cablecli.errors import CableError, Unreadable, forget
from cablecli.sources.streams import Bytes, Failure, Input, Read, as_text, damage
from cablecli.text.decoding import reject_binary

MAX_MEMBER = 16 << 30
MAX_TOTAL = 256 << 30  # of all that comes out of one file
MAX_RATIO = 500  # text packs to a tenth, alike texts to a hundredth
SLACK = 1 << 20  # a member may always unpack to as much, whatever the ratio
_SLACK_OF_ALL = 16 << 20
EVERY = slice(None)
EMPTY = "is empty"


class Kind(NamedTuple):
    """A kind of container, and the module that reads it.

    The module of an archive has `members(bytes) -> Iterator[Member | Failure]`, that of a compressed file
    `member(name, stream) -> Member`.
    """

    magic: bytes
    offset: int  # of the magic bytes
    module: str
    is_archive: bool
    extra: str | None = None  # the optional dependency that it needs


class Member(NamedTuple):
    """One file in a container."""

    name: str | None  # in an archive
    read: Read
    packed: Callable[[], int] | None = None  # how many compressed bytes have been read for it so far


KINDS = {
    "gz": Kind(b"\x1f\x8b", 0, "packed", False),
    "bz2": Kind(b"BZh", 0, "packed", False),
    "xz": Kind(b"\xfd7zXZ\x00", 0, "packed", False),
    "zst": Kind(b"\x28\xb5\x2f\xfd", 0, "packed", False, "zstd"),
    "zip": Kind(b"PK\x03\x04", 0, "zipped", True),
    "tar": Kind(b"ustar", 257, "tarred", True),
    "7z": Kind(b"7z\xbc\xaf\x27\x1c", 0, "sevenzip", True, "7z"),
}
_MOST = {True: 2, False: 2}  # how deep archives, and compressed files, may be nested


def kind_of(head: bytes) -> str | None:
    """The name of the kind of container that begins with these bytes, or None."""
    for name, kind in KINDS.items():
        if head.startswith(kind.magic, kind.offset):
            return name
    return None


def contents(path: str, data: Bytes, numbers: slice = EVERY) -> Iterator[Input | Failure]:
    """The inputs in a file: itself if it is no container, else its members, with those of nested archives.

    Of an archive only the members with these `numbers` are opened.
    """
    return _Opener(path, data.size, numbers).inputs(None, data, {True: 0, False: 0})


class _Opener:
    """Opens the contents of one file, and counts the bytes that come out of it."""

    def __init__(self, path: str, size: int | None, numbers: slice) -> None:
        self.path = path
        self.numbers = numbers
        self.total = 0
        self.most = MAX_TOTAL if size is None else min(MAX_TOTAL, max(_SLACK_OF_ALL, MAX_RATIO * size))
        self.spent: CableError | None = None  # the error for everything after the total cap was reached

    def inputs(self, name: str | None, data: Bytes, depth: dict[bool, int]) -> Iterator[Input | Failure]:
        """The inputs in `data`, the member `name`. `depth` counts the archives and compressions around it."""
        this = Input(self.path, name, data.stream)
        found: Input | Failure
        try:
            kind = _checked(data.head, depth)
            found = this if kind else _plain(this, as_text(data))
        except CableError as error:
            kind, found = None, Failure(this.name, error)
        if kind is None:
            yield found
        else:
            is_archive = KINDS[kind].is_archive
            yield from self._inside(this, kind, data, {**depth, is_archive: depth[is_archive] + 1})

    def _inside(
        self, this: Input, kind: str, data: Bytes, depth: dict[bool, int]
    ) -> Iterator[Input | Failure]:
        last = None
        is_empty = True
        try:
            numbers = EVERY if this.member else self.numbers
            for member in islice(members(kind, data), numbers.start, numbers.stop):
                is_empty = False
                name = "!".join(filter(None, (this.member, member.name))) or None
                if isinstance(member, Failure):
                    yield Failure(f"{self.path}!{name}", member.error)
                else:
                    last = Bytes(self._metered(member))
                    yield from self.inputs(name, last, depth)
        except Exception as error:  # whatever a damaged archive makes its library raise
            if not _is_reported(error, last):
                yield Failure(this.name, damage(error))
            forget(error)  # one that was reported before has been raised again
            return
        if is_empty:
            yield Failure(this.name, Unreadable("holds no files"))

    def _metered(self, member: Member) -> Read:
        """A `read` for the member that raises when a cap is exceeded."""
        size = 0

        def read(wanted: int) -> bytes:
            nonlocal size
            data = member.read(wanted)
            size += len(data)
            self.total += len(data)
            if size > SLACK and member.packed and size > MAX_RATIO * member.packed():
                raise Unreadable(f"unpacks to more than {MAX_RATIO} times its size; not read any further")
            if size > MAX_MEMBER:
                raise _too_much(MAX_MEMBER)
            if self.spent or self.total > self.most:
                self.spent = self.spent or _too_much(self.most)
                raise self.spent
            return data

        return read


def _too_much(cap: int) -> Unreadable:
    is_fixed = cap in (MAX_MEMBER, MAX_TOTAL)
    size = f"{cap >> 30} GB" if is_fixed else f"{MAX_RATIO} times the size of the file"
    return Unreadable(f"unpacks to more than {size}; not read any further")


def _is_reported(error: Exception, last: Bytes | None) -> bool:
    """Whether an error was already reported for the last member, which ends too early if its archive does."""
    failure = last and last.failure
    return failure is not None and (error is failure or isinstance(error, EOFError))


def _plain(this: Input, data: Bytes) -> Input:
    head = data.head
    return this._replace(stream=data.stream, data=head if data.is_short else None)


def _checked(head: bytes, depth: dict[bool, int]) -> str | None:
    """The kind of container, or None for a plain input. Raise CableError if the input must not be read."""
    if not head:
        raise Unreadable(EMPTY)
    kind = kind_of(head)
    if kind is None:
        reject_binary(head)
    elif depth[KINDS[kind].is_archive] >= _MOST[KINDS[kind].is_archive]:
        raise Unreadable("is nested too deep; unpack it first")
    return kind


def members(name: str, data: Bytes) -> Iterator[Member | Failure]:
    """The members of a container of the kind `name`."""
    kind = KINDS[name]
    try:
        module = import_module(f"cablecli.sources.{kind.module}")
        if kind.is_archive:
            yield from module.members(data)
        else:
            yield module.member(name, data.stream)
    except ModuleNotFoundError as error:
        raise Unreadable(f"is {name}-packed; to read it: pip install 'cablecli[{kind.extra}]'") from error
