"""Packed files and archives made for the tests."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

TEXT = b"SUBJECT: HARBOR DUES\n\n1. (C) The dues will rise.\n"
LONG = b"".join(b"%d. (C) The dues will rise by %d percent.\n" % (k, k * 7919 % 1000) for k in range(20_000))
BOMB = b"1. (C) Text.\n" * 2_000_000


def zstandard() -> ModuleType:
    return pytest.importorskip("zstandard")


def zst(data: bytes) -> bytes:
    return bytes(zstandard().ZstdCompressor().compress(data))


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zst,
}


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(*members: tuple[str, bytes | tarfile.TarInfo]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in members:
            info = data if isinstance(data, tarfile.TarInfo) else tarfile.TarInfo(name)
            content = b"" if isinstance(data, tarfile.TarInfo) else data
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def sevenzipped(path: Path, *members: tuple[str, bytes], **more: str) -> None:
    py7zr = pytest.importorskip("py7zr")
    with py7zr.SevenZipFile(path, "w", **more) as archive:
        for name, data in members:
            archive.writestr(data, name)


Reader = Callable[..., list[tuple[str, bytes | str]]]
