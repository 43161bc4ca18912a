"""Lists of people that are drawn, not collected: layouts, labels, forms and copies meet as nobody arranged them."""

from collections import Counter

import pytest

from cablecli import parse
from tests.synthetic import people

DRAWN = 300
RIGHT = 0.97  # of the people that were put there, with side, title, name and role; a floor that may only rise


def truth(sheet: people.Sheet) -> Counter[tuple[str | None, ...]]:
    return Counter((one.side, one.title, one.name, one.role) for one in sheet.people)


def read(sheet: people.Sheet) -> Counter[tuple[str | None, ...]]:
    found = parse(sheet.text).participants
    return Counter((one.side, one.title, one.name, one.role) for one in found)


def test_the_people_of_a_drawn_list_are_read() -> None:
    wanted, got, right = 0, 0, 0
    for sheet in people.lists(DRAWN):
        put, found = truth(sheet), read(sheet)
        wanted, got, right = wanted + put.total(), got + found.total(), right + (put & found).total()
    assert 2 * right / (wanted + got) >= RIGHT


@pytest.mark.parametrize("sheet", list(people.negatives()), ids=lambda sheet: sheet.drawn[0][:40])
def test_nobody_is_invented(sheet: people.Sheet) -> None:
    assert parse(sheet.text).participants == ()


@pytest.mark.parametrize(
    "row", ["()", ").", "- -", "[", "·", "B6", "G-8", "A/S", "R&D", ": Poloff", "²", "İ", "I", "--- x"]
)
def test_a_row_of_signs_or_codes_costs_nothing(row: str) -> None:
    (sheet,) = people.lists(1)
    listed = (
        "Participants:\n\nU.S.\nAmbassador Stone, Bureau\n"
        + row
        + "\n\nMalta\n"
        + row
        + "\nMinister Borg\n\n"
    )
    text = sheet.text.replace("2. (U) ", f"2. (U) {listed}3. (U) ", 1)
    assert "Ambassador" in {one.title for one in parse(text).participants}
