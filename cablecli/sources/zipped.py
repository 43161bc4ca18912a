"""The members of zip files, in sorted order."""

import stat
import zipfile
from collections.abc import Iterator
from io import BufferedIOBase
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from cablecli.errors import Unreadable
from cablecli.sources.containers import Member
from cablecli.sources.streams import Bytes, Failure, damage

_ENCRYPTED = 1
# The library unpacks the others without bound: 4 KB of bzip2 can come to gigabytes.
_BOUNDED = (ZIP_STORED, ZIP_DEFLATED)
_MOST_DIRECTORY = 32 << 20  # of the list of members, of which the library makes ten times as much
_HEADER = 30  # bytes in front of a member's name
_SIZE = 5  # of that list, among the file's last words
_NAMES = {9: "deflate64", 12: "bzip2", 14: "lzma", 93: "zstd"}


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
                member = archive.open(info)
            except Exception as error:  # whatever a damaged entry makes the library raise
                yield Failure(info.filename, damage(error))
                continue
            with member:
                yield Member(info.filename, member.read, lambda size=info.compress_size: size)  # type: ignore[misc]


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
    if info.compress_type not in _BOUNDED:
        name = _NAMES.get(info.compress_type, f"method {info.compress_type}")
        raise Unreadable(f"is packed with {name}, which is not read in a zip file")
