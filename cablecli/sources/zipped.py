"""Reads the members of zip files, in sorted order."""

import stat
import zipfile
from binascii import crc32
from collections.abc import Iterator
from copy import copy
from io import BufferedIOBase
from typing import IO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from cablecli.errors import Unreadable
from cablecli.sources.containers import Member
from cablecli.sources.streams import Bytes, Failure, Read, damage

_ENCRYPTED = 1
_BOUNDED = (ZIP_STORED, ZIP_DEFLATED)
# The library unpacks these without bound, 4 KB of bzip2 to gigabytes, so it is only used to read the packed bytes.
_UNBOUNDED = {ZIP_BZIP2: "bzip2", ZIP_LZMA: "lzma"}
_MOST_DIRECTORY = 32 << 20  # bytes of the list of members, which takes ten times as much in memory
_HEADER = 30  # bytes before a member's name
_SIZE = 5  # the index of that list's size in the end record
_NAMES = {9: "deflate64", 93: "zstd", 95: "xz", 98: "PPMd"}


def members(data: Bytes) -> Iterator[Member | Failure]:
    """Yield every file in the archive. Directories, links and devices are skipped."""
    file = data.seekable()
    _check_directory(file)
    with ZipFile(file) as archive:
        if _overlap(archive.infolist()):
            raise Unreadable("is damaged: its members overlap")
        for info in sorted(archive.infolist(), key=lambda one: one.filename):
            if info.is_dir() or stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
                continue
            try:
                _check(info)
                stream = archive.open(info if info.compress_type in _BOUNDED else _as_it_is(info))
                member = _member(info, stream)
            except Exception as error:  # whatever a damaged entry makes the library raise
                yield Failure(info.filename, damage(error))
                continue
            with stream:
                yield member


def _member(info: ZipInfo, stream: IO[bytes]) -> Member:
    if info.compress_type in _BOUNDED:
        return Member(info.filename, stream.read, lambda: info.compress_size)
    from cablecli.sources import packed

    member = packed.zip_member(info.filename, stream, _UNBOUNDED[info.compress_type])
    return member._replace(read=_Checked(info, member.read).read)


def _as_it_is(info: ZipInfo) -> ZipInfo:
    """A copy of the entry that says the member is not packed, so that the library returns the packed bytes."""
    entry = copy(info)
    entry.compress_type, entry.file_size = ZIP_STORED, info.compress_size
    del entry.CRC
    return entry


class _Checked:
    """A member's bytes, checked against the size and the checksum of its entry."""

    def __init__(self, info: ZipInfo, read: Read) -> None:
        self._left, self._wanted, self._sum = info.file_size, info.CRC, 0
        self._read = read

    def read(self, size: int) -> bytes:
        """The next bytes."""
        data = self._read(min(size, self._left)) if self._left else b""
        self._left -= len(data)
        self._sum = crc32(data, self._sum)
        if not data and size and (self._left or self._sum != self._wanted):
            raise BadZipFile("Bad CRC-32")
        return data


def _check_directory(file: BufferedIOBase) -> None:
    """Refuse a list of members that is too long to be held in memory. Its size is in the end record."""
    end = zipfile._EndRecData(file)  # type: ignore[attr-defined]  # reads the records of files over 4 GB too
    if end and end[_SIZE] > _MOST_DIRECTORY:
        raise Unreadable(f"has a list of members of more than {_MOST_DIRECTORY >> 20} MB")
    file.seek(0)


def _overlap(members: list[ZipInfo]) -> bool:
    """Whether members overlap, so that the same bytes would be unpacked again and again."""
    end = 0
    for info in sorted(members, key=lambda one: one.header_offset):
        if info.header_offset < end:
            return True
        end = info.header_offset + _HEADER + len(info.orig_filename) + info.compress_size
    return False


def _check(info: ZipInfo) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise Unreadable("is encrypted")
    if info.compress_type not in (*_BOUNDED, *_UNBOUNDED):
        name = _NAMES.get(info.compress_type, f"method {info.compress_type}")
        raise Unreadable(f"is packed with {name}, which is not read in a zip file")
