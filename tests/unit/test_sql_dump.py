"""Dumps of databases: each row of a table of cables is one, however the program that made the dump writes it."""

import io

import pytest

from cablecli import carriers
from cablecli.carriers import RawCable, growing, unpack
from cablecli.errors import CableError, NotACable, Unreadable
from cablecli.model import Page
from cablecli.parser import parse

HEADING = "P 271036Z APR 09\nFM AMEMBASSY VALLETTA\nTO RUEHC/SECSTATE WASHDC PRIORITY 5875"
BODY = (
    "C O N F I D E N T I A L VALLETTA 00019{0}\n\nSIPDIS\n\nTAGS: PREL, MT\nSUBJECT: KORVAT'S TALKS {0}\n\n"
    "1. (C) He read \\server\\file (a, b),('c') and more;\nINSERT INTO stayed prose.\nWHITLOCK\n"
)
NAMES = ("id", "date", "refid", "classification", "origin", "header", "content")
LIST = f"({', '.join(NAMES)})"


def values(number: int) -> tuple[str, ...]:
    return (
        str(number),
        "2009-04-27 10:36:00",
        f"09VALLETTA19{number}",
        "confidential",
        "Embassy Valletta",
        HEADING,
        BODY.format(number),
    )


def doubled(number: int) -> str:
    """A row as pg_dump and sqlite3 write it."""
    number_, *texts = values(number)
    return f"({number_}, " + ", ".join("'" + text.replace("'", "''") + "'" for text in texts) + ")"


def escaped(number: int) -> str:
    """A row as mysqldump writes it."""
    number_, *texts = values(number)
    signs = (("\\", "\\\\"), ("'", "\\'"), ("\n", "\\n"))
    for plain, sign in signs:
        texts = [text.replace(plain, sign) for text in texts]
    return f"({number_}," + ",".join(f"'{text}'" for text in texts) + ")"


def copied(number: int) -> str:
    return "\t".join(text.replace("\\", "\\\\").replace("\n", "\\n") for text in values(number)) + "\n"


def unpacked(text: str | bytes) -> list[RawCable | CableError]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(unpack(io.BufferedReader(io.BytesIO(data), 1 << 16)))


def told(text: str | bytes) -> list[str | None]:
    """The member's name of each row that is read, the complaint about each that is not."""
    return [raw.member if isinstance(raw, RawCable) else str(raw) for raw in unpacked(text)]


CREATED = (
    "CREATE TABLE `tags` (\n  `id` int(11) NOT NULL,\n  `tag` varchar(9),\n  PRIMARY KEY (`id`)\n) ENGINE=x;\n"
    "INSERT INTO `tags` VALUES (1,'PREL'),(2,'PGOV');\n"
    "CREATE TABLE IF NOT EXISTS `cable` (\n  `id` int(11) NOT NULL,\n  `date` datetime, `refid` varchar(40),\n"
    "  `classification` enum('a','b'),\n  `origin` text, `header` text,\n  `content` longtext,\n"
    "  PRIMARY KEY (`id`), KEY `d` (`date`,`refid`)\n) ENGINE=InnoDB;\n"
)
FORMS = {
    "a statement a row": "-- a dump\n"
    + "".join(f"INSERT INTO cable {LIST} VALUES {doubled(k)};\n" for k in (1, 2, 3)),
    "many rows a statement": f"INSERT INTO cable {LIST} VALUES\n{', '.join(map(doubled, (1, 2, 3)))};\n",
    "quoted names": f'INSERT INTO "public"."cable" {LIST} VALUES{",".join(map(doubled, (1, 2, 3)))};\n',
    "mysql": CREATED + f"INSERT INTO `cable` VALUES {','.join(map(escaped, (1, 2, 3)))};\nUNLOCK TABLES;\n",
    "mysql replace": CREATED + f"REPLACE INTO `cable` VALUES {','.join(map(escaped, (1, 2, 3)))};\n",
    "lower case": f"insert into cable {LIST} values {','.join(map(doubled, (1, 2, 3)))};\n",
    "postgres": f"SET x = 1;\n\nCOPY public.cable {LIST} FROM stdin;\n{''.join(map(copied, (1, 2, 3)))}\\.\n\n\n",
    "postgres, cut": f"COPY cable {LIST} FROM stdin;\n{''.join(map(copied, (1, 2, 3)))}"[:-1],
    "several tables": f"COPY tag (id, tag) FROM stdin;\n1\tPREL\n\\.\nCOPY cable {LIST} FROM stdin;\n"
    + "".join(map(copied, (1, 2, 3)))
    + "\\.\n",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_each_row_is_a_cable(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert carriers.recognised(text) == "sql"
    for block in (1 << 16, 100, 7):
        monkeypatch.setattr(growing, "_BLOCK", block)
        found = unpacked(text)
        assert [raw.content for raw in found if isinstance(raw, RawCable)] == [
            f"{HEADING}\n{BODY.format(k)}" for k in (1, 2, 3)
        ]
        assert {raw.page for raw in found[:1] if isinstance(raw, RawCable)} == {
            Page("09VALLETTA191", "2009-04-27 10:36", None, "CONFIDENTIAL", "Embassy Valletta")
        }


def test_lines_are_those_of_the_file() -> None:
    text = FORMS["a statement a row"]
    lines = text.split("\n")
    for raw in unpacked(text):
        assert isinstance(raw, RawCable)
        for part, number in zip(str(raw.content).split("\n"), raw.lines or (), strict=True):
            assert part.replace("'", "''") in lines[number - 1]


def test_line_ends_in_a_value_are_written_in_two_ways() -> None:
    """Each line keeps its number, also where some line ends are escapes and others are not."""
    text = escaped(1).replace("\\n1. (C)", "\n1. (C)").replace("\\nWHITLOCK", "\\\\\\\nWHITLOCK")
    raw = next(unpack(io.BufferedReader(io.BytesIO(f"INSERT INTO cable {LIST} VALUES {text};\n".encode()))))
    assert isinstance(raw, RawCable)
    numbers = dict(zip(str(raw.content).split("\n"), raw.lines or (), strict=True))
    assert [
        numbers[line]
        for line in ("SIPDIS", "1. (C) He read \\server\\file (a, b),('c') and more;", "WHITLOCK")
    ] == [1, 2, 3]


def test_a_value_may_be_in_another_encoding() -> None:
    text = FORMS["a statement a row"].replace("KORVAT", "KORV\u00c9T").encode("cp1252")
    (first, *_) = unpacked(text)
    assert isinstance(first, RawCable)
    assert "KORV\u00c9T'S TALKS 1" in str(first.content)
    assert [note.code for note in first.notes] == ["encoding-guessed"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"INSERT INTO cable {LIST} VALUES (1, 'x');\nINSERT INTO cable {LIST} VALUES {doubled(2)};\n",
            ["line 1: the row is skipped: it has 2 values instead of 7", "09VALLETTA192"],
        ),
        (
            f"INSERT INTO cable {LIST} VALUES (1, now(), 'x');\nINSERT INTO cable {LIST} VALUES {doubled(2)};\n",
            ["line 1: the row is skipped: a value cannot be read", "09VALLETTA192"],
        ),
        (
            f"INSERT INTO cable {LIST} VALUES {doubled(1)};\nINSERT INTO cable {LIST} VALUES {doubled(2)[:99]}",
            ["09VALLETTA191", "line 14: the row is skipped: a value is not closed"],
        ),
        (
            f"INSERT INTO cable {LIST} VALUES (1,'','','','','',NULL), {doubled(2)};",
            ["line 1: the row is skipped: holds no text", "09VALLETTA192"],
        ),
        (
            f"INSERT INTO cable VALUES {doubled(1)};\nINSERT INTO cable VALUES {doubled(2)};\n",
            ["line 1: the columns of table cable have no names; not read"],
        ),
        (f"COPY cable {LIST} FROM stdin;\n1\t2\n{copied(2)}\\.\n", [
            "line 2: the row is skipped: it has 2 values instead of 7", "09VALLETTA192"]),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_is_told(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_a_dump_without_cables_is_none() -> None:
    with pytest.raises(NotACable, match="a database dump without a table of cables"):
        unpacked("INSERT INTO tags (id, tag) VALUES (1, 'PREL');\n")


def test_a_value_without_end_is_refused_before_all_of_it_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growing, "MAX_BYTES", 1 << 18)
    stream = io.BufferedReader(
        io.BytesIO(f"INSERT INTO cable {LIST} VALUES (1, '".encode() + b"word " * (1 << 20))
    )
    with pytest.raises(Unreadable, match="too large"):
        list(unpack(stream))
    assert stream.read1(1)  # the rest was left


TEXT = f"{HEADING}\n{BODY.format(1)}"


@pytest.mark.parametrize(
    "text",
    [
        TEXT + f"INSERT INTO cable {LIST} VALUES (1, 'x');\n",  # hung on behind the signature
        TEXT.replace("1. (C)", "INSERT INTO the record what he said.\n\n1. (C)"),
        TEXT.replace("SIPDIS", "COPY TO AMBASSADOR"),
        "COPY 3 OF 5\n" + TEXT,
        "INSERT INTO FILE\n" + TEXT,
        "COPY (FOR FILE) FROM stdin\n" + TEXT,
        "CREATE TABLE (a list)\n" + TEXT,
        "SELECT * FROM cable;\n" + TEXT,
    ],
)
def test_what_is_no_dump(text: str) -> None:
    assert carriers.recognised(text) == "text"
    (raw,) = unpacked(text)
    assert isinstance(raw, RawCable)
    assert parse(str(raw.content)).subject == "KORVAT'S TALKS 1"


def test_each_line_end_is_counted_once() -> None:
    """Each value asks for its line; to count from the beginning would make many rows behind a large one dear."""
    text = "a value\n" * 1000
    counted = []

    class Counts(str):
        __slots__ = ()

        def count(self, sign: str, start: int = 0, end: int | None = None) -> int:  # type: ignore[override]
            counted.append((end or len(self)) - start)
            return super().count(sign, start, end)

    stream = growing.Growing(io.BufferedReader(io.BytesIO()), "utf-8")
    stream.buffer = Counts(text)
    assert [stream.line(place) for place in range(0, len(text), 80)] == list(range(1, 1001, 10))
    assert sum(counted) < 2 * len(text)
    assert stream.line(8) == 2  # also of a place before
