import bz2
import gzip
import io
import lzma
import os
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from cablecli.errors import CableError
from cablecli.sources import Failure, containers, streams, walk
from cablecli.sources.containers import KINDS, kind_of

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


@pytest.fixture(name="read")
def _read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[tuple[str, bytes | str]]]:
    """The names in a file of these bytes with what each holds, or why it does not."""
    monkeypatch.chdir(tmp_path)

    def read(data: bytes | None, name: str = "box") -> list[tuple[str, bytes | str]]:
        if data is not None:
            Path(name).write_bytes(data)
        found: list[tuple[str, bytes | str]] = []
        for one in walk([name]):
            if isinstance(one, Failure):
                found.append((one.name, str(one.error)))
                continue
            try:
                held = one.stream.read()
                assert one.data in (None, held)
                found.append((one.name, held))
            except CableError as error:
                found.append((one.name, str(error)))
        return found

    return read


Reader = Callable[..., list[tuple[str, bytes | str]]]


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
    assert found == [("box!a", TEXT), ("box", "is damaged behind a; the rest is not read")]
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
    text = "\u00b61. (C) Caf\u00e9.\n" * 9000
    for encoding in ("utf-16", "utf-32", "utf-8-sig"):
        assert read(text.encode(encoding)) == [("box", text.encode())]
        assert read(zipped(("a", text.encode(encoding)))) == [("box!a", text.encode())]
    assert read(b"\xff\xfe\x00\xd8\x00") == [("box", "is damaged: it says utf-16 but is not")]
    assert read("\ufeff".encode("utf-16-le") + "ab".encode("utf-16-le") * 50_000 + b"\x00")[0][1] == (
        "is damaged: it says utf-16 but is not"
    )


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


@pytest.mark.parametrize(("kind", "module"), [("7z", "py7zr"), ("zst", "zstandard")])
def test_a_missing_extra(read: Reader, kind: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(sys.modules, f"cablecli.sources.{KINDS[kind].module}", raising=False)
    extra = KINDS[kind].extra
    assert read(KINDS[kind].magic + TEXT) == [
        ("box", f"is {kind}-packed; to read it: pip install 'cablecli[{extra}]'")
    ]
