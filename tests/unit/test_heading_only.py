"""A parse that stops at the text heading says the same of it as one that goes on."""

from dataclasses import replace
from pathlib import Path

import pytest

from cablecli.parser import parse

TESTS = Path(__file__).parents[1]
TEXTS = sorted([*(TESTS.parent / "samples").glob("*.txt"), *(TESTS / "golden").rglob("*.txt")])


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_heading_alone_is_read_as_with_the_rest(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    alone, whole = parse(text, heading_only=True), parse(text)
    assert (alone.id, alone.tags, alone.subject) == (whole.id, whole.tags, whole.subject)
    assert alone.heading == replace(whole.heading, action=alone.heading.action, info=alone.heading.info)
    assert not alone.paragraphs
    assert not alone.leftovers
    assert alone.classified_by is None or alone.format == "smart"
