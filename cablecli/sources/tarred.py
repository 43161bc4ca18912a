"""The members of tar files, in the order in which they come, so that a stream does as well as a file."""

import tarfile
from collections.abc import Iterator
from io import BufferedReader

from cablecli.errors import Unreadable
from cablecli.sources.containers import Member
from cablecli.sources.streams import Bytes, Failure

_HEADER = (
    1 << 14
)  # of names and notes before a member; the library's time for them grew with the square of it
_NOTES = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)
_AHEAD = 1 << 16  # how far the library reads behind a member, the next header included
_TRIES = (
    8  # reads behind the end before it is no end: the library passes over a member by reading all it claims
)
_BLOCK = 1 << 16
_UNIT = 512  # an archive is a multiple of it


def members(data: Bytes) -> Iterator[Member | Failure]:
    """Every file in the archive; directories, links and devices are passed over."""
    stream = _Rationed(data.stream)
    with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Info) as archive:  # type: ignore[call-overload]
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


class _Info(tarfile.TarInfo):
    """A header that is not read where it claims to be longer than any is."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _NOTES and self.size > _HEADER:
            raise Unreadable(f"is damaged: a header claims more than {_HEADER >> 10} KB")
        return super()._proc_member(archive)  # type: ignore[misc, no-any-return]


class _Rationed:
    """The archive's bytes, no more at a time than the last member and a header: the library holds a header whole."""

    def __init__(self, stream: BufferedReader) -> None:
        self.size = 0
        self._stream = stream
        self._left = _AHEAD
        self._tries = 0

    def allow(self, size: int) -> None:
        """Expect a member of this size, and the next header."""
        self._left = size + _AHEAD

    def read(self, size: int) -> bytes:
        """The next bytes."""
        data = self._stream.read(min(size, self._left + 1))
        self.size += len(data)
        self._left -= len(data)
        self._tries = 0 if data else self._tries + 1
        if self._left < 0:
            raise Unreadable(f"is damaged: a header claims more than {_AHEAD >> 10} KB")
        if self._tries > _TRIES:
            raise EOFError
        return data
