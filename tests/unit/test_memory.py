"""What the parser holds at most: a few times the size of a text. Python counts it, no clock."""

import bz2
import gc
import gzip
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from packing import tarred, zipped

from cablecli.carriers import RawCable
from cablecli.carriers.splitting import from_text
from cablecli.cli import run
from cablecli.cli.output import Output
from cablecli.cli.recipe import Recipe
from cablecli.errors import NotACable
from cablecli.parser import parse
from cablecli.reader import Item, Raw, cables, read_each
from cablecli.sources import Failure
from cablecli.text.letters import lowered
from cablecli.text.repair import controls

TOP = "VZCZCXRO1\n"
HEAD = """P 251432Z FEB 09
FM AMEMBASSY VALLETTA
TO RUEHC/SECSTATE WASHDC PRIORITY 1876
C O N F I D E N T I A L VALLETTA 000112

E.O. 12958: DECL: 02/25/2019
TAGS: PREL, MT
SUBJECT: FERRIES

"""
SMALL = f"{TOP}{HEAD}¶1. (C) The dues rise."
SAMPLES = Path(__file__).parents[2] / "samples"
SIZE = 1 << 20
TEXTS = {
    "bullets in a line": f"{TOP}{HEAD}¶1. (C) Korvat said:" + " -- a;" * (SIZE // 6),
    "words of a routing line": f"{TOP}OO " + "RUEHC " * (SIZE // 6) + f"\n{HEAD}¶1. (C) The dues rise.",
    "an officer": f"{TOP}{HEAD}Classified By: " + "P) Sum " * (SIZE // 7) + "\n\n1. (C) The dues rise.",
    "a wrapped paragraph": f"{TOP}{HEAD}¶1. (C) Korvat said that\n"
    + f"{'the dues rise ' * 4}\n" * (SIZE // 57),
    "a line that is not ASCII": f"{TOP}{HEAD}¶1. (C) Korvat said: " + "dues " * (SIZE // 5) + "said:",
}


def held(read: Callable[[str], object], text: str) -> tuple[int, int]:
    """The bytes that reading a text holds at most beside the text itself, and those that its result holds."""
    tracemalloc.start()
    try:
        result = read(text)
        now, peak = tracemalloc.get_traced_memory()
        del result
        return peak, now
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", TEXTS)
def test_a_parse_holds_a_few_times_its_text(name: str) -> None:
    parse(SMALL)  # loads what stays
    peak, _ = held(parse, TEXTS[name])
    assert peak < 6 * SIZE


def test_a_cable_is_kept_without_the_lines_of_its_text() -> None:
    parse(SMALL)
    _, kept = held(parse, TEXTS["a wrapped paragraph"])
    assert kept < 1.7 * SIZE  # its paragraph, and the places of its lines


def test_a_parse_leaves_nothing_to_the_search_for_cycles() -> None:
    texts = [path.read_text() for path in sorted(SAMPLES.glob("*.txt"))]
    for _ in range(2):  # the first time also loads what stays
        gc.collect()
        gc.disable()
        try:
            for text in texts:
                parse(text)
            found = gc.collect()
        finally:
            gc.enable()
    assert found == 0


def test_a_text_is_not_copied_to_look_for_control_characters() -> None:
    peak, _ = held(controls, "dues " * (SIZE // 5))
    assert peak < SIZE / 2


def test_a_text_is_held_once_in_lower_case() -> None:
    peak, _ = held(lowered, "DUES " * (SIZE // 5))
    assert peak < 1.5 * SIZE


def test_a_long_text_is_not_sent_to_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Item] = []
    monkeypatch.setattr(run, "spread_over", lambda _recipe, found, _jobs: map(sent.append, found))
    recipe = cast(Recipe, SimpleNamespace(is_joint=False, read=lambda item: [item.name]))
    items = [Raw(name, None, RawCable(text)) for name, text in (("long", "dues " * SIZE), ("short", SMALL))]
    results = list(run._results(recipe, iter(items), (2, 0.0)))
    assert (results[0], sent) == ("long", items[1:])


def test_the_bytes_of_a_row_are_not_held_while_its_cable_is_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    row = '"1","2/5/2009 4:32","09VALLETTA1","","","","","' + f"{SMALL}{'dues ' * (SIZE // 5)}" + '"\n'
    path.write_text(row)
    parsed: list[int] = []

    def parse(*_: object, **__: object) -> None:
        parsed.append(tracemalloc.get_traced_memory()[0])
        raise NotACable

    list(read_each([str(path)]))  # loads what stays
    monkeypatch.setattr("cablecli.reader.parse", parse)
    held(lambda name: list(read_each([name])), str(path))
    assert parsed[0] < 1.5 * SIZE  # the text


def test_output_is_encoded_in_pieces() -> None:
    with Path(os.devnull).open("w") as null:
        peak, _ = held(Output(null).write, "dues " * SIZE)
    assert peak < 3 * SIZE


def test_entities_are_read_in_a_few_times_their_text() -> None:
    peak, _ = held(from_text, "&lt;" * (SIZE // 4))
    assert peak < 4 * SIZE


def _not_a_cable(number: int) -> bytes:
    return f"{number} {'the dues rise ' * (SIZE // 14)}".encode()


def _a_page_without_one(number: int) -> bytes:
    return b"<html><body><p>" + _not_a_cable(number) + b"</p></body></html>"


def _cut_off(number: int) -> bytes:
    return bz2.compress(_not_a_cable(number))[:-20]


def _too_deep(_: int) -> bytes:
    data = SMALL.encode()
    for _ in range(3):
        data = zipped(*((str(number), data) for number in range(5)))
    return data


def _a_wrong_encoding(number: int) -> bytes:
    return b"\xff\xfe" + _not_a_cable(number).decode().encode("utf-16-le") + b"\x00\xd8\n\x00"


def _no_records(number: int) -> bytes:
    return b'{"text": "' + _not_a_cable(number)


def _refused(_: int) -> bytes:
    """Refused as a member of an archive, after some megabytes."""
    return gzip.compress((SMALL + "a" * 4 * SIZE).encode())


def _a_packed_archive_cut_off(number: int) -> bytes:
    return gzip.compress(tarred(("a", _not_a_cable(number))), 0)[: -SIZE // 2]


FAILING = (
    _not_a_cable,
    _a_page_without_one,
    _cut_off,
    _too_deep,
    _a_wrong_encoding,
    _no_records,
    _refused,
    _a_packed_archive_cut_off,
)


@pytest.mark.parametrize("make", FAILING, ids=lambda make: str(make.__name__))
def test_what_failed_is_not_held(make: Callable[[int], bytes], tmp_path: Path) -> None:
    """Whoever holds the failures holds nothing of the inputs, and nothing is left to the search for cycles."""
    for number in range(8):
        (tmp_path / str(number)).write_bytes(make(number))
    list(read_each([str(tmp_path)]))  # loads what stays
    gc.disable()
    try:
        _, kept = held(
            lambda name: [one for one in read_each([name]) if isinstance(one, Failure)], str(tmp_path)
        )
        failures = list(read_each([str(tmp_path)]))
    finally:
        gc.enable()
    assert len(failures) >= 8
    assert kept < SIZE / 8


def test_a_fault_of_the_program_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str, *_: object, **__: object) -> None:
        fault = ValueError(text + ".")
        raise fault  # its frame holds it

    monkeypatch.setattr("cablecli.reader.parse", fail)
    gc.disable()
    try:
        _, kept = held(lambda text: list(cables(Raw("a", None, RawCable(text)))), "dues " * SIZE)
    finally:
        gc.enable()
    assert kept < 8 * SIZE
