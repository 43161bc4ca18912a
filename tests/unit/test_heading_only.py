"""A parse that stops at the text heading says the same of it as one that goes on."""

from dataclasses import replace
from pathlib import Path

import pytest

from cablecli.errors import NotACable
from cablecli.parser import parse
from tests.test_tables import ROWS, cable_of

TESTS = Path(__file__).parents[1]
PATHS = sorted([*(TESTS.parent / "samples").glob("*.txt"), *(TESTS / "golden").rglob("*.txt")])
TEXTS = {f"{path.parent.name}/{path.stem}": path.read_text(encoding="utf-8") for path in PATHS}
TEXTS |= {row.name: cable_of(row) for row in ROWS}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_heading_alone_is_read_as_with_the_rest(text: str) -> None:
    alone, whole = parse(text, heading_only=True), parse(text)
    assert (alone.id, alone.tags, alone.subject) == (whole.id, whole.tags, whole.subject)
    left_out = {"action": alone.heading.action, "info": alone.heading.info, "routing": alone.heading.routing}
    assert alone.heading == replace(whole.heading, **left_out)
    if alone.id is None:
        return  # the whole was read
    assert not alone.paragraphs
    assert not alone.leftovers
    assert alone.format == "smart" or not (alone.heading.action or alone.heading.info)
    assert alone.classified_by is None or alone.format == "smart"


@pytest.mark.parametrize("alone", [True, False])
def test_a_page_line_alone_makes_no_cable(alone: bool) -> None:
    with pytest.raises(NotACable):
        parse("PAGE 01 of the annual report\n\nThe harbor was quiet.\n", heading_only=alone)
