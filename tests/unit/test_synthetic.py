"""The synthetic cables are what they claim to be, and the parser finds in them what was put there."""

import csv
import re
import tarfile
import zipfile
from itertools import islice
from pathlib import Path

import pytest

from cablecli.parser import parse
from tests import synthetic
from tests.synthetic import Synthetic, cables, message, page, record, row, text
from tests.synthetic.__main__ import main


@pytest.fixture(name="some", scope="module")
def _some() -> list[Synthetic]:
    return list(cables(1000))


def test_the_same_seed_gives_the_same_cables(some: list[Synthetic]) -> None:
    assert list(islice(cables(5), 3)) == some[:3]
    assert next(cables(1, seed=1)).body != some[0].body


def test_ids_are_unique_and_sizes_are_real(some: list[Synthetic]) -> None:
    assert len({cable.id for cable in some}) == len(some)
    sizes = sorted(len(cable.text) for cable in some)
    assert 9_000 < sum(sizes) / len(sizes) < 13_000
    assert sizes[0] < 3_000
    assert 30_000 < sizes[-1] < 80_000


LAYOUTS = {
    "VZCZCXRO": 0.4,
    "VZCZCXYZ": 0.2,
    " SECTION 01 OF 0": 0.4,
    " OF 002": 0.1,
    "partial extract": 0.005,
    "INFO LOG-00": 0.005,
    "SIPDIS": 0.8,
    "NOFORN": 0.03,
    "C O R R E C T E D": 0.005,
    "DECL: ": 0.3,
    "E.O. 12958: N/A": 0.2,
    r"OVIP \(": 0.01,
    "REF: A. ": 0.1,
    r"\nClassified By: .{55}\w\n\w": 0.003,
    "\n-------": 0.4,
    "SUMMARY": 0.3,
    "BEGIN TEXT": 0.02,
    "\n-- ": 0.05,
    "XXXXXXXXXXXX": 0.1,
    "articipants:": 0.01,
    "PARTICIPANTS\n----": 0.005,
    "Classified Web Site": 0.1,
    "NNNN": 0.005,
    "¶2.": 0.3,
    "\u2019": 0.01,
}


@pytest.mark.parametrize("sign", LAYOUTS)
def test_each_layout_is_met(some: list[Synthetic], sign: str) -> None:
    found = (re.search(sign, text(cable).replace(" \n", "\n")) for cable in some)
    share = sum(map(bool, found)) / len(some)
    assert share > LAYOUTS[sign]


def test_the_parser_finds_what_was_put_there(some: list[Synthetic]) -> None:
    wrong = {"id": 0, "tags": 0, "subject": 0, "numbers": 0, "signature": 0}
    for cable in some:
        found = parse(text(cable))
        truth = cable.truth
        wrong["id"] += found.id != cable.id and "partial extract" not in cable.header
        wrong["tags"] += tuple(tag.tag for tag in found.tags) != truth.tags
        wrong["subject"] += found.subject != truth.subject
        wrong["numbers"] += sum(p.number is not None for p in found.paragraphs) != truth.numbers
        wrong["signature"] += found.signature != truth.signature
    assert all(count <= len(some) // 50 for count in wrong.values()), wrong


def test_a_dump_has_eight_columns_and_their_texts(tmp_path: Path) -> None:
    path = tmp_path / "cables.csv"
    synthetic.write_csv(path, cables(50))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, escapechar="\\", doublequote=False))
    assert [line[0] for line in rows] == [str(k) for k in range(1, 51)]
    for line, cable in zip(rows, cables(50), strict=True):
        assert line[2:5] == [cable.id, cable.origin, cable.classification]
        assert line[6:] == [cable.header, cable.body]


def test_quotes_and_backslashes_are_escaped(some: list[Synthetic]) -> None:
    assert row(1, some[0]._replace(body='a "b" \\ c')).endswith(',"a \\"b\\" \\\\ c"\n')


def test_records_and_messages(some: list[Synthetic]) -> None:
    for cable in some[:50]:
        assert re.search(r"Message Text\n.*\nMessage Attributes\n", record(cable), re.DOTALL)
        assert re.search(r"\AUNCLASSIFIED\nMRN: .*\nSignature: ", message(cable), re.DOTALL)


def test_a_leap_day_has_a_message_too(some: list[Synthetic]) -> None:
    leap_day = some[0].date.replace(year=2008, month=2, day=29)
    assert "Date/DTG:       Feb 28, 2018 / 28" in message(some[0]._replace(date=leap_day))


def test_files_pages_and_archives(tmp_path: Path) -> None:
    few = list(cables(5))
    synthetic.write_files(tmp_path / "text", few)
    synthetic.write_files(tmp_path / "pages", few, page)
    synthetic.write_zip(tmp_path / "a.zip", few)
    synthetic.write_tar(tmp_path / "a.tar.gz", few)
    texts = {f"{c.date.year}/{c.id}.txt": text(c) for c in few}
    found = sorted((tmp_path / "text").rglob("*.txt"))
    assert [path.read_text(encoding="utf-8") for path in found] == [texts[name] for name in sorted(texts)]
    assert all(
        p.read_text(encoding="utf-8").count("<pre>") == 2 for p in (tmp_path / "pages").rglob("*.html")
    )
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {name: archive.read(name).decode() for name in archive.namelist()} == texts
    with tarfile.open(tmp_path / "a.tar.gz") as packed:
        assert packed.getnames() == list(texts)


def test_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["synthetic", "--csv", "3", str(tmp_path / "x.csv")])
    main()
    assert (tmp_path / "x.csv").read_text(encoding="utf-8") == "".join(map(row, (1, 2, 3), cables(3)))
