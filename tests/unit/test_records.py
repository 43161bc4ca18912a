import io
import json
import pickle
import time
from pathlib import Path
from typing import Any

import pytest
from making import cable, everywhere

from cablecli.carriers import RawCable, unpack
from cablecli.errors import CableError, Unreadable
from cablecli.model import Cable, Page, Source
from cablecli.model.kinds import FORMATS, REFERENCE_KINDS, TAG_KINDS
from cablecli.reader import read_each

TOP = Path(__file__).parents[2]
SAMPLES = [str(TOP / "samples"), str(TOP / "tests" / "golden-carriers")]


def unpacked(text: str | bytes, chosen: str | None = None) -> list[Any]:
    data = text if isinstance(text, bytes) else text.encode()
    raws = unpack(io.BufferedReader(io.BytesIO(data), 1 << 16), chosen=chosen)
    return [raw.content if isinstance(raw, RawCable) else str(raw) for raw in raws]


def test_every_sample_comes_back_exactly() -> None:
    records = [c.to_dict() for c in read_each(SAMPLES) if isinstance(c, Cable)]
    assert len(records) > 15
    for found in (
        unpacked("\n".join(map(json.dumps, records))),
        unpacked("[\n" + ",\n".join(map(json.dumps, records)) + "\n]\n"),
        unpacked(json.dumps(records, indent=2)),
        unpacked("\n".join(json.dumps(r, indent=4, ensure_ascii=False) for r in records)),
    ):
        assert [one.to_dict() for one in found] == records


def test_whatever_a_record_holds_comes_back() -> None:
    for one in (
        cable(),
        everywhere("\u00e9 \U0001f600 [b] \x07"),
        cable(source=Source("p", "m", Page(None, "x"))),
    ):
        record = json.loads(json.dumps(one.to_dict()))
        assert Cable.from_dict(record).to_dict() == one.to_dict()


def test_the_source_is_that_of_the_record(tmp_path: Path) -> None:
    path = tmp_path / "kept.jsonl"
    path.write_text(json.dumps(cable().to_dict()))
    (found,) = read_each([str(path)])
    assert isinstance(found, Cable)
    assert found.source == Source("valletta.txt")


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("schema", 2, "schema 2 is not known"),
        ("schema", "1", "schema is not a whole number"),
        ("mrn", None, "mrn is no object"),
        ("id", 5, "id is not text"),
        ("sections", True, "sections is not a whole number"),
        ("captions", "SIPDIS", "captions is not a list"),
        ("captions", [1], "captions is not a list of texts"),
        ("tags", [5], r"tags\[0\] is no object"),
        ("tags", [{"tag": "PREL"}], r"tags\[0\].kind is missing"),
        ("paragraphs", [{}], r"paragraphs\[0\].number is missing"),
        ("participants", [{"side": None}], r"participants\[0\].name is missing"),
        ("subject", "", "subject is not null, but empty"),
        ("format", "pdf", "format is not one of acp127, sas"),
        ("tags", [{"tag": "PREL", "kind": "", "name": None}], r"tags\[0\].kind is not one of subject"),
        ("sections", -7, "sections is not a number from 1 to"),
        ("sections", 10**30, "sections is not a number from 1 to"),
        ("mrn", {"year": 9976, "post": None, "number": 1}, "mrn.year is not a number from 1900 to 2100"),
        ("leftovers", [{"lines": [-5, 99], "text": ""}], r"leftovers\[0\].lines is not a span"),
        ("leftovers", [{"lines": [9, 3], "text": ""}], r"leftovers\[0\].lines is not a span"),
        ("leftovers", [{"lines": [1], "text": ""}], r"leftovers\[0\].lines is not a pair of numbers"),
        ("leftovers", [{"lines": [1, True], "text": ""}], r"leftovers\[0\].lines is not a pair of numbers"),
    ],
)
def test_what_is_no_record_is_told(key: str, value: Any, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Cable.from_dict({**cable().to_dict(), key: value})


def test_missing_keys_are_told() -> None:
    record = cable().to_dict()
    for key in set(record) - {
        "attributes",
        "passing",
        "redactions",
        "distribution",
        "drafting",
        "declassify_on",
        "classified_by",
    }:
        with pytest.raises(ValueError, match=f"{key} is missing"):
            Cable.from_dict({name: value for name, value in record.items() if name != key})


def test_bad_lines_are_passed_over() -> None:
    line = json.dumps(cable().to_dict())
    found = unpacked(f'{line}\n{{"a": 1}}\n\nnot JSON\n{{"schema":\n{line}\n{{"schema": {"9" * 5000}}}\n')
    assert [one if isinstance(one, str) else one.id for one in found] == [
        "09VALLETTA112",
        "line 2: is no record of a cable: schema is missing",
        "line 4: is not JSON: Expecting value",
        "line 5: is not JSON: Expecting value",
        "09VALLETTA112",
        "line 7: is not JSON: a number is too long",
    ]


def test_bad_elements_are_passed_over_and_a_damaged_array_ends() -> None:
    line = json.dumps(cable().to_dict())
    assert unpacked(f'[{line},\n{{"a": 1}}, 5, {line}]')[1:3] == [
        "record 2: is no record of a cable: schema is missing",
        "record 3: is no record of a cable: the record is no object",
    ]
    with pytest.raises(Unreadable, match="line 2: is not JSON"):
        unpacked(f"[{line},\nnope nope nope nope]")
    with pytest.raises(Unreadable, match="is not JSON"):
        unpacked(f"[{line},\n{line[:-40]}")


def test_no_cable_is_no_error() -> None:
    assert unpacked("[]\n") == []


def test_a_deep_record_is_told() -> None:
    try:
        found = unpacked('{"a":' * 200_000 + "\n")
    except CableError as error:
        found = [str(error)]
    assert "JSON" in found[0] or "deep" in found[0]
    items = '{"items": [' * 100_000 + "]}" * 100_000
    record = cable().to_dict() | {"paragraphs": []}
    text = json.dumps(record).replace('"paragraphs": []', f'"paragraphs": [{items}]')
    (message,) = unpacked(text)
    assert isinstance(message, str)


def test_characters_that_a_block_cuts() -> None:
    record = everywhere("\u20ac" * 70_001).to_dict()
    for shift in range(3):
        (found,) = unpacked(" " * shift + json.dumps([record], indent=1, ensure_ascii=False))
        assert found.to_dict() == record


def _paragraph(**more: Any) -> dict[str, Any]:
    (first, *_) = cable().to_dict()["paragraphs"]
    return {**first, **more}


def test_spans_lie_in_the_text() -> None:
    for span, reason in (([-5, 99999999], "is not a span"), ([0, 4], "ends after the text")):
        with pytest.raises(ValueError, match=reason):
            Cable.from_dict({**cable().to_dict(), "paragraphs": [_paragraph(text="One", quoted=[span])]})


@pytest.mark.parametrize(("depth", "is_taken"), [(40, True), (200, False), (300, False)])
def test_the_depth_of_items_does_not_depend_on_the_processes(depth: int, is_taken: bool) -> None:
    item: dict[str, Any] = {"label": "-", "marking": None, "text": "x", "items": []}
    for _ in range(depth - 1):
        item = {**item, "items": [item]}
    record = {**cable().to_dict(), "paragraphs": [_paragraph(items=[item])]}
    (found,) = unpacked(json.dumps([record]))
    assert isinstance(found, Cable) == is_taken
    assert is_taken or "items are nested too deep" in str(found)
    pickle.dumps(found)


def test_a_number_without_end_is_no_fault_of_the_program() -> None:
    digits = "9" * 5000
    for text in (f'[{{"schema": {digits}}}]', f'{{"schema": {digits}}}\n'):
        try:
            (message,) = unpacked(text)
        except Unreadable as error:
            message = str(error)
        assert str(message).startswith("line 1: is not JSON: ")


def test_an_unfinished_object_is_read_in_linear_time() -> None:
    begun = time.process_time()
    with pytest.raises(Unreadable):
        unpacked('[{"schema": "' + "x" * (40 << 20))
    assert time.process_time() - begun < 3


def test_kinds_and_formats_are_those_of_the_schema() -> None:
    schema = (TOP / "cablecli" / "model" / "cable.schema.json").read_text()
    for words in (FORMATS, TAG_KINDS, REFERENCE_KINDS):
        assert f'"enum": {json.dumps(words)}' in schema
