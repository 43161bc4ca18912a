"""What the parser holds at most: a few times the size of a text. Python counts it, no clock."""

import gc
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from cablecli.carriers import RawCable
from cablecli.carriers.splitting import from_text
from cablecli.cli import run
from cablecli.cli.output import Output
from cablecli.cli.recipe import Recipe
from cablecli.parser import parse
from cablecli.reader import Item, Raw, read
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


def test_output_is_encoded_in_pieces() -> None:
    with Path(os.devnull).open("w") as null:
        peak, _ = held(Output(null).write, "dues " * SIZE)
    assert peak < 3 * SIZE


def test_entities_are_read_in_a_few_times_their_text() -> None:
    peak, _ = held(from_text, "&lt;" * (SIZE // 4))
    assert peak < 4 * SIZE


def test_what_failed_is_not_held(tmp_path: Path) -> None:
    """Each member is refused after some megabytes; their buffers go with them, though no search for cycles runs."""
    path = tmp_path / "a.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        for number in range(8):
            file.writestr(f"{number}.txt", SMALL + "a" * 4 * SIZE)
    failures: list[str] = []
    gc.disable()
    try:
        peak, _ = held(lambda name: list(read(name, errors=lambda one, _: failures.append(one))), str(path))
    finally:
        gc.enable()
    assert len(failures) == 8
    assert peak < 16 * SIZE
