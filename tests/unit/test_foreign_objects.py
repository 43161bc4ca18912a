"""JSON of other archives: an object with a text is a cable; one above a text is the scanner's."""

import json
from pathlib import Path
from typing import Any

import pytest

from cablecli import carriers
from cablecli.model import Cable
from cablecli.reader import read_each
from cablecli.sources import Failure

TEXT = (
    "R 251301Z FEB 79\nFM AMEMBASSY VALLETTA\nTO SECSTATE WASHDC 4821\n\nUNCLAS VALLETTA 0347\n\n"
    "E.O. 12065: N/A\nTAGS: EFIS, MT\nSUBJECT: HARBOR DUES\n\n1. DUES WILL RISE IN MARCH.\n\nWHITLOCK\n"
)
HEADING, _, BELOW = TEXT.partition("\n\n")
ID = "79VALLETTA347"


def read(tmp_path: Path, text: str) -> list[Cable | str]:
    path = tmp_path / "input"
    path.write_text(text)
    return [str(one.error) if isinstance(one, Failure) else one for one in read_each([str(path)])]


def shapes(value: dict[str, Any]) -> list[str]:
    return [json.dumps(value) + "\n", json.dumps(value, indent=1), json.dumps([value])]


@pytest.mark.parametrize(
    "value",
    [
        {"body": TEXT},
        {"content": TEXT},
        {"header": HEADING, "body": BELOW},
        {"head": HEADING, "body": BELOW},
        {"heading": HEADING, "body": BELOW},
        {"destination": HEADING, "content": BELOW},
        {"header": HEADING.replace("\n", "<br>"), "content": BELOW.replace("\n", "<br />")},
        {"header": HEADING, "content": f"<p>{BELOW.strip()}</p>".replace("\n", "<br>\n")},
        {"header": None, "body": TEXT},
        {"schema": "other/v2", "body": TEXT},
        {"id": 7, "tags": ["EFIS"], "body": TEXT},
    ],
)
def test_an_object_with_a_text_is_a_cable(tmp_path: Path, value: dict[str, Any]) -> None:
    for text in shapes(value):
        (found,) = read(tmp_path, text)
        assert isinstance(found, Cable)
        assert (found.id, found.signature, found.diagnostics) == (ID, "WHITLOCK", ())


def table(names: str, *rows: tuple[str, ...]) -> str:
    delimiter = next(sign for sign in ";\t," if sign in names)
    cells = (delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    return "\n".join((names, *cells, ""))


def test_a_table_that_names_its_columns(tmp_path: Path) -> None:
    for names in ("refid,text", '"RefID";"Body"', "\ufeffid\tcontent"):
        found = read(tmp_path, table(names, (ID, TEXT), ("79ROME1",), (ID, TEXT + "VALE\n"), (ID, " ")))
        first, short, second, empty = found
        assert isinstance(first, Cable) and (first.id, first.signature, first.diagnostics) == (
            ID,
            "WHITLOCK",
            (),
        )
        assert isinstance(second, Cable) and second.source.page and second.source.page.id == ID
        assert str(short).endswith("line 16: the row is skipped: it has 1 fields instead of 2")
        assert str(empty).endswith("line 32: the row is skipped: holds no text")
    (dated,) = read(tmp_path, table("id,date,refid,text", ("7", "2/25/1979 13:01", ID, TEXT)))
    assert isinstance(dated, Cable) and dated.signature == "WHITLOCK"
    cut = table("refid,text", (ID, TEXT)).rstrip('"\n')
    assert "line 2: the rows from here on are skipped" in str(read(tmp_path, cut)[0])


def test_a_list_of_words_above_a_text_names_no_columns(tmp_path: Path) -> None:
    for above in ("Text, body", "refid,text", "Body"):
        (found,) = read(tmp_path, f"{above}\n\n{TEXT}")
        assert isinstance(found, Cable) and found.id == ID


def test_lines_under_other_names_are_left_over(tmp_path: Path) -> None:
    value = {"body": TEXT, "cover": "SEEN BY HOLLIS\nMARCH 3", "url": "a", "references": "79ROME1"}
    (found,) = read(tmp_path, json.dumps(value))
    assert isinstance(found, Cable) and found.source.page
    assert [one.text for one in found.leftovers] == ["SEEN BY HOLLIS\nMARCH 3"]
    assert found.source.page.references == "79ROME1"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"doc_id": "1979VALLETTA00347", "date": "1979-02-25T13:01:00Z"}, None),
        ({"refid": "79VALLETTA347", "created": "1979-02-25 00:00:00"}, None),  # a day without an hour
        ({"created": "1979-02-26"}, "page-date-differs"),
        ({"created": "1979-02-25 15:01:07.5+00"}, "page-date-differs"),
        ({"id": "79VALLETTA348"}, "page-id-differs"),
        ({"id": 17, "ref": "79VALLETTA348"}, "page-id-differs"),
        ({"id": 17, "mrn": "79 VALLETTA 347"}, None),
        ({"classification": "secret"}, "page-classification-differs"),
        ({"level": "secret"}, "page-classification-differs"),
    ],
)
def test_what_stands_beside_the_text_is_held_against_it(
    tmp_path: Path, more: dict[str, Any], code: str | None
) -> None:
    (found,) = read(tmp_path, json.dumps({"body": TEXT, **more}))
    assert isinstance(found, Cable)
    assert [note.code for note in found.diagnostics] == [code] * (code is not None)


@pytest.mark.parametrize(
    "value", [{"title": "x"}, {"body": ""}, {"body": None}, {"body": {"text": "x"}}, {"schema": "other/v2"}]
)
def test_an_object_without_a_text_is_told_and_the_next_is_read(tmp_path: Path, value: dict[str, Any]) -> None:
    failure, found = read(tmp_path, f"{json.dumps(value)}\n{json.dumps({'body': TEXT})}\n")
    assert str(failure).startswith("line 1: ")
    assert isinstance(found, Cable)
    assert found.id == ID


@pytest.mark.parametrize(
    "above",
    [
        '{"engine": "tesseract", "schema": "archive-ocr/v1"}\n\n===== PAGE 1 =====\n',
        '{"a": 1}\n',
        '{"a": 1}\n{"b": 2}\n',
        '{"body": null}\n',
        '{\n  "engine": "t",\n  "pages": 1\n}\n',
        '[{"a": 1}]\n',
        "[1, 2]\n",
        "{}\n",
    ],
)
def test_an_object_above_a_text_is_none_itself(tmp_path: Path, above: str) -> None:
    for number in (1, 3):
        found = read(tmp_path, (above + TEXT) * number)
        assert [one.id for one in found if isinstance(one, Cable)] == [ID] * number == [ID] * len(found)


def test_a_text_below_our_records_does_not_hide_them(tmp_path: Path) -> None:
    (one,) = read(tmp_path, TEXT)
    assert isinstance(one, Cable)
    line = json.dumps(one.to_dict()) + "\n"
    assert carriers.recognised(line + TEXT) == "jsonl"
