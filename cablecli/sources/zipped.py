"""The members of zip files, in sorted order."""

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
# The library unpacks these without bound, 4 KB of bzip2 to gigabytes; so it only gets us what is packed.
_UNBOUNDED = {ZIP_BZIP2: "bzip2", ZIP_LZMA: "lzma"}
_MOST_DIRECTORY = 32 << 20  # of the list of members, of which the library makes ten times as much
_HEADER = 30  # bytes in front of a member's name
_SIZE = 5  # of that list, among the file's last words
_NAMES = {9: "deflate64", 93: "zstd", 95: "xz", 98: "PPMd"}


def members(data: Bytes) -> Iterator[Member | Failure]:
    """Every file in the archive; directories, links and devices are passed over."""
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
    """The entry of a member as if it were not packed, for the library to give its bytes as they are."""
    entry = copy(info)
    entry.compress_type, entry.file_size = ZIP_STORED, info.compress_size
    del entry.CRC
    return entry


class _Checked:
    """A member's bytes, as many as its entry says, which bear out its checksum."""

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
    """Refuse a list of members that is too long to be held; its length stands in the file's last words."""
    end = zipfile._EndRecData(file)  # type: ignore[attr-defined]  # with the larger numbers of files over 4 GB
    if end and end[_SIZE] > _MOST_DIRECTORY:
        raise Unreadable(f"has a list of members of more than {_MOST_DIRECTORY >> 20} MB")
    file.seek(0)


def _overlap(members: list[ZipInfo]) -> bool:
    """Whether one begins before the one in front of it ends: the same bytes, to be unpacked again and again."""
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
