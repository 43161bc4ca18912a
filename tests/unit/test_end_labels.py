"""END labels: what ends a labelled text, and what only begins with the word."""

import pytest

from cablecli.model import Cable
from cablecli.parser import parse

HEADING = "C O N F I D E N T I A L VALLETTA 000112\n\nTAGS: EWWT\nSUBJECT: DUES\n\n"


def cable(body: str) -> Cable:
    return parse(f"{HEADING}{body}\n\n2. (C) They ate.\n\nOil\n\n3. (C) They left.\nSTONE\n")


@pytest.mark.parametrize(
    ("line", "headings"),
    [
        ("End Game\n--------", ["End Game"]),
        ("END STATE", ["END STATE"]),
        ("End Comment\n-----------", []),
        ("END BIO NOTE", []),
        ("End of Unofficial Translation\n-----------------------------", []),
    ],
)
def test_end_begins_a_heading_unless_it_ends_a_text(line: str, headings: list[str]) -> None:
    found = cable(f"1. (C) They met.\n\n{line}").headings
    assert [one.text for one in found] == [*headings, "Oil"]


@pytest.mark.parametrize(
    ("above", "headings"),
    [
        ("SUMMARY: They met. END SUMMARY:", ["Defense"]),
        ("They met. End comment:", ["Defense"]),
        ("They met. They raised:", []),  # an entry of a list
        ("They met to the end, in summary:", []),
    ],
)
def test_the_colon_of_an_end_label_introduces_nothing(above: str, headings: list[str]) -> None:
    found = cable(f"1. (C) {above}\n\nDefense").headings
    assert [one.text for one in found] == [*headings, "Oil"]


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("--End Summary--", []),
        ("- END COMMENT.", []),
        ("--End the comment periods", ["End the comment periods"]),
        ("-- End games", ["End games"]),
        ("--End state: peace", ["End state: peace"]),
    ],
)
def test_an_end_label_between_dashes_is_no_item(line: str, items: list[str]) -> None:
    first = cable(f"1. (C) SUMMARY: They met.\n{line}").paragraphs[0]
    assert [one.text for one in first.items] == items
    assert items or first.text == f"SUMMARY: They met. {line}"
