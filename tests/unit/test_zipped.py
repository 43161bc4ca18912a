"""Zip archives: their members, their caps, what is damaged."""

import os
import zipfile
from pathlib import Path

import pytest
from packing import BOMB, LONG, TEXT, Reader, tarred, zipped


def test_zip_members_come_sorted(read: Reader) -> None:
    data = zipped(("b/2.txt", TEXT), ("a", TEXT), ("b/1.txt", LONG), ("d/", b""), ("empty", b""))
    assert read(data) == [
        ("box!a", TEXT),
        ("box!b/1.txt", LONG),
        ("box!b/2.txt", TEXT),
        ("box!empty", "is empty"),
    ]
    assert read(zipped(("d/", b""))) == [("box", "holds no files")]
    assert read(zipped(("a", TEXT), method=zipfile.ZIP_STORED)) == [("box!a", TEXT)]


def test_paths_that_climb_out_are_names(read: Reader, tmp_path: Path) -> None:
    names = ("../../up.txt", "/etc/abs.txt", "a/../../b", "C:\\x\\y", "bell\x07\n")
    before = sorted(os.listdir(tmp_path))  # noqa: PTH208
    assert sorted(read(zipped(*((name, TEXT) for name in names)))) == sorted(
        (f"box!{name}", TEXT) for name in names
    )
    assert read(tarred(*((name, TEXT) for name in names))) == [(f"box!{name}", TEXT) for name in names]
    assert sorted(os.listdir(tmp_path)) == sorted({*before, "box"})  # noqa: PTH208


def test_zip_members_that_cannot_be_read(read: Reader) -> None:
    data = bytearray(zipped(("a", LONG), ("b", TEXT), ("c", TEXT)))
    data[2000] ^= 0xFF  # inside a
    found = dict(read(bytes(data)))
    assert str(found["box!a"]).startswith("is damaged")
    assert (found["box!b"], found["box!c"]) == (TEXT, TEXT)
    locked = zipped(("a", TEXT), ("b", TEXT)).replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    )
    assert read(locked) == [("box!a", "is encrypted"), ("box!b", "is encrypted")]
    strange = zipped(("a", TEXT), method=zipfile.ZIP_STORED).replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x00\x00\x09\x00"
    )
    assert read(strange) == [("box!a", "is packed with deflate64, which is not read in a zip file")]
    assert read(b"PK\x03\x04" + TEXT) == [("box", "is damaged: file is not a zip file")]
    assert read(zipped(("a", LONG))[:-30])[0][0] == "box"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_zip_members_may_be_packed_otherwise(read: Reader, method: int) -> None:
    members = (("a", LONG), ("b", TEXT), ("c", b""), ("d", TEXT))
    data = zipped(*members, method=method)
    assert read(data) == [("box!a", LONG), ("box!b", TEXT), ("box!c", "is empty"), ("box!d", TEXT)]
    damaged = bytearray(data)
    damaged[data.index(b"PK\x01\x02") - 40 - 30] ^= 0xFF  # inside d
    found = dict(read(bytes(damaged)))
    assert found["box!a"] == LONG and "is damaged" in str(found["box!d"])
    assert read(zipped(("a", BOMB), ("b", TEXT), method=method)) == [
        ("box!a", "unpacks to more than 500 times its size; not read any further"), ("box!b", TEXT),
    ]  # fmt: skip


def test_a_zip_member_whose_checksum_differs_is_damaged(read: Reader) -> None:
    data = bytearray(zipped(("a", TEXT), method=zipfile.ZIP_LZMA))
    data[data.index(b"PK\x01\x02") + 16] ^= 0xFF  # the sum in the list of members
    assert "is damaged" in str(read(bytes(data))[0][1])


def test_a_zip_bomb_is_one_line_and_the_rest_is_read(read: Reader) -> None:
    found = read(zipped(("a", BOMB), ("b", TEXT)))
    assert found == [
        ("box!a", "unpacks to more than 500 times its size; not read any further"),
        ("box!b", TEXT),
    ]


def test_zip_members_that_overlap_are_not_read(read: Reader) -> None:
    data = zipped(("a", TEXT * 50))
    start = data.index(b"PK\x01\x02")
    entry, end = data[start:-22], bytearray(data[-22:])
    end[8:10] = end[10:12] = (200).to_bytes(2, "little")
    end[12:16] = (200 * len(entry)).to_bytes(4, "little")
    assert read(data[:start] + entry * 200 + end) == [("box", "is damaged: its members overlap")]


def test_a_zip_file_with_too_many_members(read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    zipfiles = pytest.importorskip("cablecli.sources.zipped")
    monkeypatch.setattr(zipfiles, "_MOST_DIRECTORY", 1 << 10)
    assert read(zipped(("a", TEXT))) == [("box!a", TEXT)]
    assert read(zipped(*((f"{k}.txt", TEXT) for k in range(50)))) == [
        ("box", "has a list of members of more than 0 MB")
    ]
