import io
import pickle
from pathlib import Path

import pytest

from cablecli.carriers import RawCable, splitting, unpack
from cablecli.errors import CableError
from cablecli.model import Cable, Leftover, Page
from cablecli.reader import Closed, cables, items, read_each, size

HEADING = "VZCZCXRO4417\nFM AMEMBASSY VALLETTA"
BODY = (
    'C O N F I D E N T I A L VALLETTA 00011{}\n\nSUBJECT: \\"BOATS\\" \\\\ DUES\n\n1. (C) Text, more.\nSMITH'
)


def row(number: int, body: str = BODY) -> str:
    fields = (
        f"4011{number}", "2/5/2009 4:32", f"09VALLETTA11{number}", "Embassy Valletta", "CONFIDENTIAL", "09ROME1",
        HEADING, body.format(number),
    )  # fmt: skip
    return ",".join(f'"{field}"' for field in fields) + "\n"


def unpacked(text: str | bytes) -> list[RawCable | CableError]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(unpack(io.BufferedReader(io.BytesIO(data), 1 << 16)))


def told(text: str | bytes) -> list[str | None]:
    """The member's name of each row that is read, the complaint about each that is not."""
    return [raw.member if isinstance(raw, RawCable) else str(raw) for raw in unpacked(text)]


def test_a_row() -> None:
    (raw,) = unpacked(row(2))
    assert isinstance(raw, RawCable)
    assert raw.content == f"{HEADING}\n" + BODY.format(2).replace('\\"', '"').replace("\\\\", "\\")
    assert raw.page == Page(
        "09VALLETTA112", "2009-02-05 04:32", None, "CONFIDENTIAL", "Embassy Valletta", "40112", "09ROME1"
    )
    assert list(raw.lines or ()) == [1, 2, 2, 3, 4, 5, 6, 7]


def test_rows_of_a_line_each_with_escapes_for_line_ends_and_tabs() -> None:
    plain = [one.replace('","', "\t").strip('"\n') for one in map(row, range(3))]
    text = "".join(one.replace("\n", "\\n").replace("Text, ", "Text,\\t") + "\n" for one in plain)
    for number, raw in enumerate(unpacked(text)):
        assert isinstance(raw, RawCable)
        body = BODY.format(number).replace('\\"', '"').replace("\\\\", "\\").replace("Text, ", "Text,\t")
        assert raw.content == f"{HEADING}\n{body}"
        assert set(raw.lines or ()) == {number + 1}


def test_an_escaped_backslash_before_a_letter_is_no_line_end() -> None:
    (raw,) = unpacked(row(2, BODY.replace("Text", "C:\\\\new")))
    assert isinstance(raw, RawCable)
    assert "C:\\new, more." in str(raw.content)


def test_lines_are_those_of_the_file() -> None:
    text = "".join(map(row, range(4)))
    lines = text.split("\n")
    for raw in unpacked(text):
        assert isinstance(raw, RawCable)
        for part, number in zip(str(raw.content).split("\n"), raw.lines or (), strict=True):
            assert part in lines[number - 1].replace('\\"', '"').replace("\\\\", "\\")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (row(1).replace('"09VALLETTA111",', ""), "it has 7 fields instead of 8"),
        (row(1).replace('"CONFIDENTIAL",', '"CONFIDENTIAL","x",'), "it has 9 fields instead of 8"),
        (row(1).rstrip("\n")[:-1] + "\n", "a quote is not closed"),
        (row(1).replace('\\"BOATS\\"', '"BOATS", "'), "it has 9 fields instead of 8"),
        (row(1).partition(',"CONF')[0] + "\n", "it has 4 fields instead of 8"),
    ],
)
def test_a_damaged_row_is_told_and_the_others_are_read(bad: str, reason: str) -> None:
    found = told(row(0) + bad + row(2) + row(3))
    line = row(0).count("\n") + 1
    assert found[0] == "09VALLETTA110"
    assert found[-2:] == ["09VALLETTA112", "09VALLETTA113"]
    assert found[1:-2] == [f"line {line}: the row is skipped: {reason}"]


def test_a_row_whose_beginning_is_damaged_costs_no_other() -> None:
    assert told(row(0) + "x" + row(1)[1:] + row(2)) == [
        "09VALLETTA110",
        "line 8: the row is skipped: it has 7 fields instead of 8",
        "09VALLETTA112",
    ] or told(row(0) + "x" + row(1)[1:] + row(2))[::2] == ["09VALLETTA110", "09VALLETTA112"]


def test_the_last_row_is_cut() -> None:
    found = told(row(0) + row(1)[:150])
    assert found == ["09VALLETTA110", "line 8: the row is skipped: a quote is not closed"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("header", ["", "id,date,refid,origin,classification,references,header,body\n"])
@pytest.mark.parametrize("doubled", [False, True])
def test_variants(delimiter: str, end: str, header: str, doubled: bool) -> None:
    text = header.replace(",", delimiter) + "".join(map(row, range(3))).replace('","', f'"{delimiter}"')
    if doubled:
        text = text.replace('\\"', '""').replace("\\\\", "\\")
    found = unpacked(text.replace("\n", end))
    assert [raw.member for raw in found if isinstance(raw, RawCable)] == [
        f"09VALLETTA11{k}" for k in range(3)
    ]
    contents = {raw.content for raw in found if isinstance(raw, RawCable)}
    assert contents == {
        f"{HEADING}\n" + BODY.format(k).replace('\\"', '"').replace("\\\\", "\\") for k in range(3)
    }


@pytest.mark.parametrize("head", [0, 1, 400], ids=["none", "small", "long"])
@pytest.mark.parametrize("last", ["doubled", "escaped"])
def test_quotes_are_read_as_each_row_writes_them(head: int, last: str) -> None:
    """Rows without quotes say nothing of those that follow, and files may have been joined."""
    plain = BODY.replace('\\"', "").replace("\\", "")
    quoted = BODY.replace("more.\n", 'more: the \\"pier\\", he said.\n').replace("\nSMITH", ' \\"Yes\\".')
    wanted = quoted.replace('\\"', '"').replace("\\\\", "\\")
    written = {"doubled": wanted.replace('"', '""'), "escaped": quoted}
    rows = "".join(row(number, plain) for number in range(head))
    other = "escaped" if last == "doubled" else "doubled"
    found = unpacked(rows + row(1, written[last]) + row(2, written[other]) + row(3, plain))
    texts = [raw.content if isinstance(raw, RawCable) else str(raw) for raw in found][head:]
    assert texts == [f"{HEADING}\n{text}" for text in (wanted.format(1), wanted.format(2), plain.format(3))]
    assert [raw.content for raw in found[:head] if isinstance(raw, RawCable)] == [
        f"{HEADING}\n{plain.format(number)}" for number in range(head)
    ]


def test_a_backslash_that_escapes_nothing_stays() -> None:
    (raw,) = unpacked(row(1, BODY.replace('\\"', "").replace("\\\\", "\\")))
    assert isinstance(raw, RawCable)
    assert "SUBJECT: BOATS \\ DUES\n" in str(raw.content)


def test_fields_without_quotes_and_empty_ones() -> None:
    text = '40117,2/25/2009 14:32,,Embassy Valletta,CONFIDENTIAL,,,"SUBJECT: X\n\n1. (C) Y."\n'
    (raw,) = unpacked(text)
    assert isinstance(raw, RawCable)
    assert (raw.member, raw.content) == ("40117", "SUBJECT: X\n\n1. (C) Y.")
    assert raw.page == Page(None, "2009-02-25 14:32", None, "CONFIDENTIAL", "Embassy Valletta", "40117")
    assert list(raw.lines or ()) == [1, 2, 3]


def test_long_fields_and_stray_bytes() -> None:
    long = row(1, BODY + "\n2. (C) " + "word " * 60_000)
    found = unpacked(long.encode() + row(2).encode().replace(b"Text", b"Te\xe9xt \xff") + row(3).encode())
    assert [raw.member for raw in found if isinstance(raw, RawCable)] == [
        f"09VALLETTA11{k}" for k in (1, 2, 3)
    ]
    notes = [[note.code for note in raw.notes] for raw in found if isinstance(raw, RawCable)]
    assert notes == [[], ["encoding-guessed"], []]


def test_a_row_that_is_too_large_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "MAX_BYTES", 50_000)
    monkeypatch.setattr(splitting, "_BLOCK", 4096)
    found = told(row(0) + row(1, "x\n" * 100_000) + row(2))
    assert found[::2] == ["09VALLETTA110", "09VALLETTA112"]
    assert str(found[1]).startswith("line 8: the row is skipped: it is larger than")
    (last,) = unpacked(row(0) + row(1, "x\n" * 100_000) + row(2))[2:]
    assert isinstance(last, RawCable)
    assert next(iter(last.lines or ())) == 8 + 100_000 + 2


def test_a_first_row_that_is_too_large_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "MAX_BYTES", 50_000)
    monkeypatch.setattr(splitting, "_BLOCK", 4096)
    found = told(row(0, "x " * 100_000) + row(1, BODY.replace('\\"', '""')) + row(2))
    assert str(found[0]).startswith("line 1: the row is skipped: it is larger than")
    assert found[1:] == ["09VALLETTA111", "09VALLETTA112"]


def test_text_that_is_no_dump() -> None:
    assert "no row of a dump" in read_each_of("a,b,c\n")[0]


def read_each_of(text: str) -> list[str]:
    found = []
    try:
        for raw in unpack(io.BufferedReader(io.BytesIO(text.encode()), 1 << 16), chosen="csv"):
            found.append(str(raw))  # noqa: PERF401
    except CableError as error:
        found.append(str(error))
    return found


def test_a_row_without_date_in_its_text_takes_id_and_year_from_its_fields(tmp_path: Path) -> None:
    path = tmp_path / "cables.csv"
    path.write_text(row(2, "SUBJECT: BOATS\n\nREF: ROME 12\n\n1. (C) Text.\nSMITH").replace(HEADING, ""))
    (cable,) = read_each([str(path)])
    assert isinstance(cable, Cable)
    assert (cable.id, cable.mrn.year, cable.classification) == ("09VALLETTA112", 2009, "CONFIDENTIAL")
    assert [note.code for note in cable.diagnostics] == ["id-from-page", "classification-from-page"]
    assert cable.source.member == "09VALLETTA112"


def test_the_rows_of_a_large_dump_are_left_to_whichever_process_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "cables.csv"
    path.write_text("".join(row(k, BODY + "\n2. (C) " + "word " * 3000) for k in range(9)))
    found = list(items([str(path)]))
    assert all(isinstance(item, Closed) for item in found)
    assert sum(map(size, found)) == path.stat().st_size
    elsewhere = pickle.loads(pickle.dumps(found))
    assert [cable for item in elsewhere for cable in cables(item)] == list(read_each([str(path)]))


def test_text_in_another_column_is_read_and_the_others_are_told() -> None:
    text = BODY.format(2)
    fields = (
        "40112",
        "2/5/2009 4:32",
        text,
        "Embassy Valletta",
        "CONFIDENTIAL",
        "09ROME1",
        "box 7",
        "09VALLETTA112",
    )
    (raw,) = unpacked(",".join(f'"{field}"' for field in fields) + "\n")
    assert isinstance(raw, RawCable)
    assert (raw.content, list(raw.lines or ())) == (
        text.replace('\\"', '"').replace("\\\\", "\\"),
        [1, 2, 3, 4, 5, 6],
    )
    told = "40112\n2/5/2009 4:32\nEmbassy Valletta\nCONFIDENTIAL\n09ROME1\nbox 7\n09VALLETTA112"
    assert raw.rest == (Leftover((1, 6), told),)


@pytest.mark.parametrize(
    ("date", "created"),
    [
        ("2/5/2009 4:32", "2009-02-05 04:32"),
        ("25/12/2009 14:32", "25/12/2009 14:32"),  # no such month: what was meant is not known
        ("2/30/2009 14:32", "2/30/2009 14:32"),
        ("2/5/2009 24:32", "2/5/2009 24:32"),
    ],
)
def test_a_date_that_cannot_be_is_kept_as_it_is_written(date: str, created: str) -> None:
    (raw,) = unpacked(row(2).replace("2/5/2009 4:32", date))
    assert isinstance(raw, RawCable)
    assert raw.page and raw.page.created == created
