"""The members of tar files, in the order in which they come, so that a stream does as well as a file."""

import tarfile
from collections.abc import Iterator
from io import BufferedReader

from cablecli.errors import Unreadable
from cablecli.sources.containers import Member
from cablecli.sources.streams import Bytes, Failure

_HEADER = 1 << 20
_BLOCK = 1 << 16
_UNIT = 512  # an archive is a multiple of it


def members(data: Bytes) -> Iterator[Member | Failure]:
    """Every file in the archive; directories, links and devices are passed over."""
    stream = _Rationed(data.stream)
    with tarfile.open(fileobj=stream, mode="r|") as archive:  # type: ignore[call-overload]
        last = None
        while (info := archive.next()) is not None:
            archive.members.clear()  # or it keeps every one
            stream.allow(info.size)
            last = info.name
            if info.issparse():
                yield Failure(info.name, Unreadable("is a sparse file, which is not read"))
            elif info.isreg() and (file := archive.extractfile(info)) is not None:
                yield Member(info.name, file.read)
        _check_end(archive, stream, last)


def _check_end(archive: tarfile.TarFile, stream: "_Rationed", last: str | None) -> None:
    """Complain if something stands behind the end: a damaged header looks to the library like one."""
    while True:
        stream.allow(_BLOCK)
        block: bytes = archive.fileobj.read(_BLOCK)
        if not block:
            break
        if block.strip(b"\0"):
            raise Unreadable(f"is damaged behind {last or 'its first block'}; the rest is not read")
    if stream.size % _UNIT:
        raise EOFError


class _Rationed:
    """The archive's bytes, no more at a time than the last member and a header: the library holds a header whole."""

    def __init__(self, stream: BufferedReader) -> None:
        self.size = 0
        self._stream = stream
        self._left = _HEADER

    def allow(self, size: int) -> None:
        """Expect a member of this size, and the next header."""
        self._left = size + _HEADER

    def read(self, size: int) -> bytes:
        """The next bytes."""
        data = self._stream.read(min(size, self._left + 1))
        self.size += len(data)
        self._left -= len(data)
        if self._left < 0:
            raise Unreadable("is damaged: a header claims more than a megabyte")
        return data
