"""7z archives."""

from pathlib import Path

import pytest
from packing import BOMB, LONG, TEXT, Reader, sevenzipped, zipped

from cablecli.sources import walk


def test_sevenzip_members(read: Reader, tmp_path: Path) -> None:
    inner = zipped(("x", TEXT))
    sevenzipped(tmp_path / "box", ("b", TEXT), ("long", LONG), ("empty", b""), ("in.zip", inner), ("a", TEXT))
    expected = [
        ("box!b", TEXT),
        ("box!long", LONG),
        ("box!empty", "is empty"),
        ("box!in.zip!x", TEXT),
        ("box!a", TEXT),
    ]
    assert sorted(read(None)) == sorted(expected)
    for _ in zip(walk([str(tmp_path / "box")]), range(2), strict=False):
        pass  # left in the middle


def test_sevenzip_files_that_cannot_be_read(read: Reader, tmp_path: Path) -> None:
    path = tmp_path / "box"
    sevenzipped(path, ("a", TEXT), ("b", LONG))
    data = bytearray(path.read_bytes())
    assert str(read(bytes(data[:-20]))[0][1]).startswith("is damaged")
    data[200] ^= 0xFF
    assert any(str(found).startswith("is damaged") for _, found in read(bytes(data)))
    sevenzipped(path, ("a", TEXT), password="x")
    assert [reason for _, reason in read(None)] == ["is encrypted"]
    sevenzipped(path, ("a", BOMB))
    assert read(None) == [("box", "unpacks to more than 500 times its size; not read")]


def test_a_wrong_checksum_is_told_as_such(read: Reader, tmp_path: Path) -> None:
    py7zr = pytest.importorskip("py7zr")
    sevenzipped(tmp_path / "box", ("a", TEXT), ("b", TEXT), filters=[{"id": py7zr.FILTER_COPY}])
    data = bytearray((tmp_path / "box").read_bytes())
    data[40] ^= 1  # inside a
    assert read(bytes(data))[0] == ("box!a", "is damaged: its checksum is wrong")


def test_sevenzip_coders_that_damage_can_crash(read: Reader, tmp_path: Path) -> None:
    py7zr = pytest.importorskip("py7zr")
    refused = {"PPMd": py7zr.FILTER_PPMD, "brotli": py7zr.FILTER_BROTLI, "zstd": py7zr.FILTER_ZSTD}
    for name, number in refused.items():
        filters = [{"id": number, "order": 6, "mem": 16, "level": 3}]
        sevenzipped(tmp_path / "box", ("a", LONG), filters=filters)
        assert read(None) == [("box", f"is packed with {name}, which is not read")]
        data = bytearray((tmp_path / "box").read_bytes())
        data[63] ^= 0xFF
        assert read(bytes(data)) == [("box", f"is packed with {name}, which is not read")]
    for number in (py7zr.FILTER_COPY, py7zr.FILTER_LZMA, py7zr.FILTER_BZIP2, py7zr.FILTER_DEFLATE):
        sevenzipped(tmp_path / "box", ("a", LONG), filters=[{"id": number}])
        assert read(None) == [("box!a", LONG)]


def test_a_sevenzip_header_packed_with_such_a_coder(
    read: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library would unpack it before anybody could ask what is in the file."""
    py7zr = pytest.importorskip("py7zr")
    Header = py7zr.archiveinfo.Header
    coder = [{"id": py7zr.FILTER_PPMD, "order": 6, "mem": 16}]
    encode = Header._encode_header
    monkeypatch.setattr(Header, "_encode_header", lambda it, file, after, _: encode(it, file, after, coder))
    sevenzipped(tmp_path / "box", ("a", LONG))
    assert read(None) == [("box", "is packed with PPMd, which is not read")]
