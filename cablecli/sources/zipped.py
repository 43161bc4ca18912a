"""The members of zip files, in sorted order."""

import stat
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from cablecli.errors import Unreadable
from cablecli.sources.containers import Member
from cablecli.sources.streams import Bytes, Failure, damage

_ENCRYPTED = 1
# The library unpacks the others without bound: 4 KB of bzip2 can come to gigabytes.
_BOUNDED = (ZIP_STORED, ZIP_DEFLATED)
_NAMES = {9: "deflate64", 12: "bzip2", 14: "lzma", 93: "zstd"}


def members(data: Bytes) -> Iterator[Member | Failure]:
    """Every file in the archive; directories, links and devices are passed over."""
    with ZipFile(data.seekable()) as archive:
        for info in sorted(archive.infolist(), key=lambda one: one.filename):
            if info.is_dir() or stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
                continue
            try:
                _check(info)
                file = archive.open(info)
            except Exception as error:  # whatever a damaged entry makes the library raise
                yield Failure(info.filename, damage(error))
                continue
            with file:
                yield Member(info.filename, file.read, lambda size=info.compress_size: size)  # type: ignore[misc]


def _check(info: ZipInfo) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise Unreadable("is encrypted")
    if info.compress_type not in _BOUNDED:
        name = _NAMES.get(info.compress_type, f"method {info.compress_type}")
        raise Unreadable(f"is packed with {name}, which is not read in a zip file")
