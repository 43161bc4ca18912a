"""Reads the members of tar files in their order, so that a stream will do as well as a file."""

import tarfile
from collections.abc import Iterator
from contextlib import suppress
from io import SEEK_END, BufferedReader
from typing import IO

from cablecli.errors import Unreadable
from cablecli.patterns import lazy
from cablecli.sources.containers import Member
from cablecli.sources.streams import Bytes, Failure

_HEADER = 1 << 13  # bytes of all headers between two members, which the library holds in memory
_BLOCK = 1 << 16
_UNIT = 512  # the size of an archive is a multiple of it
_DIGITS = lazy(rb"[0-9]{200}")  # before 3.11.10 the library takes quadratic time over a run of digits


def members(data: Bytes) -> Iterator[Member | Failure]:
    """Yield every file in the archive. Directories, links and devices are skipped."""
    file = _Forward(data.stream)
    with tarfile.open(fileobj=file, mode="r:") as archive:  # type: ignore[call-overload]
        last = None
        while (info := archive.next()) is not None:
            archive.members.clear()  # else it keeps every one
            file.expect(info.offset_data + info.size)
            last = info.name
            if info.issparse():
                yield Failure(info.name, Unreadable("is a sparse file, which is not read"))
            elif info.isreg() and (content := archive.extractfile(info)) is not None:
                yield Member(info.name, content.read)
        file.check_end(last)


def stretches(file: IO[bytes], size: int) -> Iterator[tuple[int, int]]:
    """Divide the archive into ranges of about `size` bytes, each an archive of some of its members.

    After a damaged header there are no more cuts.
    """
    end = file.seek(0, SEEK_END)
    file.seek(0)
    begin = 0
    with suppress(tarfile.TarError), tarfile.open(fileobj=file, mode="r:") as archive:
        while (info := archive.next()) is not None:
            archive.members.clear()  # type: ignore[attr-defined]
            if info.offset - begin >= size:
                yield begin, info.offset
                begin = info.offset
    yield begin, end


class _Forward:
    """The archive's bytes as a file in which the library can only go forward. It raises errors of its own."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self._position = 0
        self._member_end = 0
        self._left = _HEADER
        self._cut_off = Unreadable("is cut off in the middle")  # one object, since it is one fault

    def expect(self, end: int) -> None:
        """Expect a member up to this place, and then another header."""
        self._member_end, self._left = end, _HEADER

    def tell(self) -> int:
        """How many bytes have been read."""
        return self._position

    def seek(self, position: int) -> None:
        """Skip to this place."""
        while (missing := position - self._position) > 0:
            if not self._take(min(missing, _BLOCK)):
                raise self._cut_off

    def read(self, size: int) -> bytes:
        """The next bytes, of a member or of a header."""
        if self._position < self._member_end:
            data = self._take(size)
            if len(data) < size:
                raise self._cut_off
            return data
        self._left -= size
        if self._left < 0:
            raise Unreadable(f"is damaged: a header claims more than {_HEADER >> 10} KB")
        data = self._take(size)
        if _DIGITS.search(data):
            raise Unreadable("is damaged: a header holds a number without end")
        return data

    def check_end(self, last: str | None) -> None:
        """Raise if data follows the end, since the library takes a damaged header for the end."""
        while block := self._take(_BLOCK):
            if block.strip(b"\0"):
                raise Unreadable(f"is damaged after {last or 'its first block'}; the rest is not read")
        if self._position % _UNIT:
            raise self._cut_off

    def _take(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._position += len(data)
        return data
