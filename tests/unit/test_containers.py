"""Packed files and tar archives, and the caps on all of them."""

import gzip
import lzma
import os
import sys
import tarfile
import time
from pathlib import Path

import pytest
from packing import BOMB, LONG, PACKERS, TEXT, Reader, tarred, zipped

from cablecli.sources import containers, streams, walk
from cablecli.sources.containers import KINDS, kind_of


@pytest.mark.parametrize("kind", PACKERS)
def test_packed_files(read: Reader, kind: str) -> None:
    pack = PACKERS[kind]
    assert kind_of(pack(TEXT)) == kind
    assert read(pack(TEXT)) == [("box", TEXT)]
    assert read(pack(LONG)) == [("box", LONG)]
    assert read(pack(TEXT) + pack(LONG) + b"\0" * 1000 + pack(TEXT)) == [("box", TEXT + LONG + TEXT)]
    assert read(pack(TEXT) + b"\0" * 99) == [("box", TEXT)]
    assert read(pack(TEXT) + b"strange") == [("box", TEXT)]
    assert read(pack(b"")) == [("box", "is empty")]


@pytest.mark.parametrize("kind", PACKERS)
def test_packed_files_that_are_cut_or_damaged(read: Reader, kind: str) -> None:
    data = PACKERS[kind](LONG)
    for size in (len(data) - 1, len(data) // 2, 12):
        assert read(data[:size])[0][1] == "is cut off in the middle"
    middle = len(data) // 2
    (found,) = read(
        data[:middle] + bytes(byte ^ 0xFF for byte in data[middle : middle + 40]) + data[middle + 40 :]
    )
    assert str(found[1]).startswith(("is damaged", "is cut off"))


@pytest.mark.parametrize("kind", PACKERS)
def test_packed_bombs(read: Reader, kind: str) -> None:
    assert read(PACKERS[kind](BOMB)) == [
        ("box", "unpacks to more than 500 times its size; not read any further")
    ]


def test_the_ratio_holds_for_all_of_a_file(read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_RATIO", 20)
    data = zipped(*((name, LONG[:60_000]) for name in "abcdefgh"))
    monkeypatch.setattr(containers, "SLACK", 100_000)
    assert all(isinstance(held, bytes) for _, held in read(data))
    monkeypatch.setattr(containers, "MAX_RATIO", 2)
    monkeypatch.setattr(containers, "_SLACK_OF_ALL", 100_000)
    assert any("the size of the file" in str(held) for _, held in read(data))


def test_the_cap_on_all_that_comes_out_of_a_file(read: Reader) -> None:
    """A megabyte may come out of each member whatever the ratio, but not out of any number of them."""
    most = b"1" * (1 << 20)
    members = [(f"{k:02}", most) for k in range(40)]
    found = read(zipped(*members))
    told = [
        name
        for name, data in found
        if data == "unpacks to more than 500 times the size of the file; not read any further"
    ]
    assert (found[0], len(found)) == (("box!00", most), 40)
    assert told and told == [f"box!{k:02}" for k in range(40 - len(told), 40)]


def test_the_caps_on_size(read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_MEMBER", 1000)
    assert [str(data)[:20] for _, data in read(zipped(("a", LONG), ("b", TEXT)))] == [
        "unpacks to more than",
        str(TEXT)[:20],
    ]
    monkeypatch.setattr(containers, "MAX_MEMBER", 1 << 30)
    monkeypatch.setattr(containers, "MAX_TOTAL", 100)
    assert [isinstance(data, bytes) for _, data in read(tarred(*[("a", TEXT)] * 4))][:2] == [True, True]
    assert [isinstance(data, bytes) for _, data in read(tarred(*[("a", TEXT)] * 4))][2:] == [False, False]


@pytest.mark.parametrize("kind", ["", *PACKERS])
def test_tar_members_come_in_their_order(read: Reader, kind: str) -> None:
    link, device = tarfile.TarInfo("link"), tarfile.TarInfo("device")
    link.type, link.linkname, device.type = tarfile.SYMTYPE, "/etc/passwd", tarfile.CHRTYPE
    data = tarred(("b", TEXT), ("link", link), ("n" * 300, LONG), ("device", device), ("a", TEXT))
    packed = PACKERS[kind](data) if kind else data
    assert read(packed) == [("box!b", TEXT), ("box!" + "n" * 300, LONG), ("box!a", TEXT)]


def test_tar_members_are_passed_over_unread(tmp_path: Path) -> None:
    path = tmp_path / "box.tar"
    path.write_bytes(tarred(("a", LONG), ("b", LONG), ("c", TEXT)))
    assert [one.name.rpartition("!")[2] for one in walk([str(path)])] == ["a", "b", "c"]


def test_tar_files_that_are_cut_or_damaged(read: Reader) -> None:
    data = tarred(("a", TEXT), ("b", TEXT), ("c", TEXT))
    assert read(data[:1200]) == [("box!a", TEXT), ("box", "is cut off in the middle")]
    assert read(data[:1560]) == [("box!a", TEXT), ("box!b", "is cut off in the middle")]
    assert read(gzip.compress(data[:1560])) == [("box!a", TEXT), ("box!b", "is cut off in the middle")]
    found = read(data[:1030] + b"\xff" * 60 + data[1090:])
    assert found == [("box!a", TEXT), ("box", "is damaged after a; the rest is not read")]
    (bomb,) = [
        one
        for one in read(gzip.compress(tarred(("a", TEXT), ("b", BOMB), ("c", TEXT))))
        if isinstance(one[1], str)
    ]
    assert bomb == ("box!b", "unpacks to more than 500 times the size of the file; not read any further")


def test_a_tar_header_that_claims_too_much(read: Reader) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 1 << 30
    data = info.tobuf(tarfile.USTAR_FORMAT) + b"\0" * (3 << 20)
    assert read(data) == [("box", "is damaged: a header claims more than 8 KB")]


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME])
def test_a_tar_header_that_takes_long_to_read(read: Reader, kind: bytes) -> None:
    info = tarfile.TarInfo("p")
    info.type, info.size = kind, 900_000
    data = info.tobuf(tarfile.GNU_FORMAT) + b"1" * 900_000 + b"\0" * 1024
    begun = time.process_time()
    assert read(data) == [("box", "is damaged: a header claims more than 8 KB")]
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("size", [2**62, 8 << 30, (0x80FF << 48) + 1, int("9" * 400)])
def test_a_tar_member_that_claims_too_much_ends_the_archive_once(read: Reader, size: int) -> None:
    info = tarfile.TarInfo("x.txt")
    if size < 1 << 63:
        info.size = size
        head = info.tobuf(tarfile.GNU_FORMAT)
    else:
        info.size, info.pax_headers = 512, {"size": str(size)}
        head = info.tobuf(tarfile.PAX_FORMAT)
    begun = time.process_time()
    (found,) = read(head + b"x" * 512)
    is_number = size < 10**199  # more digits make a header of itself unreadable
    assert found == (
        ("box!x.txt", "is cut off in the middle")
        if is_number
        else ("box", "is damaged: a header holds a number without end")
    )
    assert time.process_time() - begun < 1


def test_containers_in_containers(read: Reader) -> None:
    inner = zipped(("x", TEXT), ("y.gz", gzip.compress(TEXT)))
    once = zipped(("a.zip", inner), ("b.tar.xz", lzma.compress(tarred(("z", TEXT)))), ("c", TEXT))
    assert read(once) == [
        ("box!a.zip!x", TEXT),
        ("box!a.zip!y.gz", TEXT),
        ("box!b.tar.xz!z", TEXT),
        ("box!c", TEXT),
    ]
    assert read(tarred(("o.zip", once), ("d", TEXT))) == [
        ("box!o.zip!a.zip", "is nested too deep; unpack it first"),
        ("box!o.zip!b.tar.xz", "is nested too deep; unpack it first"),
        ("box!o.zip!c", TEXT),
        ("box!d", TEXT),
    ]
    assert read(gzip.compress(gzip.compress(gzip.compress(TEXT)))) == [
        ("box", "is nested too deep; unpack it first")
    ]


def test_an_archive_that_comes_from_no_file(read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    data = gzip.compress(zipped(("a", os.urandom(60_000).hex().encode()), ("b", TEXT)))
    assert [name for name, _ in read(data)] == ["box!a", "box!b"]
    monkeypatch.setattr(streams, "MAX_HELD", 20_000)
    ((name, reason),) = read(data)
    assert (name, str(reason)[:13]) == ("box", "is an archive")


def test_text_in_other_encodings(read: Reader) -> None:
    text = "\u00b61. (C) Caf\u00e9.\n" * 9000 + "\u2013" * 9000  # the dash takes more bytes than in UTF-16
    for encoding in ("utf-16", "utf-32", "utf-8-sig"):
        assert read(text[-9000:].encode(encoding)) == [("box", text[-9000:].encode())]
        assert read(text.encode(encoding)) == [("box", text.encode())]
        assert read(zipped(("a", text.encode(encoding)))) == [("box!a", text.encode())]
    assert read(b"\xff\xfe\x00\xd8\x00") == [("box", "is damaged: it says utf-16 but is not")]
    assert read("\ufeff".encode("utf-16-le") + "ab".encode("utf-16-le") * 50_000 + b"\x00")[0][1] == (
        "is damaged: it says utf-16 but is not"
    )


@pytest.mark.parametrize(("kind", "module"), [("7z", "py7zr"), ("zst", "zstandard")])
def test_a_missing_extra(read: Reader, kind: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(sys.modules, f"cablecli.sources.{KINDS[kind].module}", raising=False)
    extra = KINDS[kind].extra
    assert read(KINDS[kind].magic + TEXT) == [
        ("box", f"is {kind}-packed; to read it: pip install 'cablecli[{extra}]'")
    ]
