"""The table of stages holds: each gives lines no role but those that it names, and no line twice."""

from pathlib import Path

import pytest

from cablecli.model import Source
from cablecli.model.role import Role
from cablecli.parser import STAGES
from cablecli.parser import _function as function_of
from cablecli.parser.heading.text_fields import TextHeading
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.normal import normal
from cablecli.parser.reading import Form, Reading

ROOT = Path(__file__).parents[2]
TEXTS = sorted((ROOT / "samples").glob("*.txt")) + sorted((ROOT / "tests" / "golden").rglob("*.txt"))


def roles(lines: Lines) -> dict[int, tuple[Role, str]]:
    """Role and rule of each claimed piece, by its place in the text."""
    claimed = zip(lines.start, lines.role, lines.rule, strict=True)
    return {start: (role, rule) for start, role, rule in claimed if role is not Role.LEFTOVER}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_stage_claims_what_it_names_and_each_claim_has_a_rule(path: Path) -> None:
    reading = Reading(normal(path.read_text(encoding="utf-8")), Source(), Form.TELEGRAM, TextHeading())
    for stage in STAGES:
        before = roles(reading.lines)
        reading = function_of(stage)(reading)
        after = roles(reading.lines)
        new = {place: found for place, found in after.items() if before.get(place) != found}
        assert {role for role, _ in new.values()} <= set(stage.claims), stage.function
        assert all(rule for _, rule in new.values())


def test_the_first_claim_stands_unless_a_rule_refines_it() -> None:
    lines = Lines("one\ntwo\nthree")
    lines.take(0, Role.STAMP, "stamp", passed=True)
    lines.take(range(3), Role.FIELD, "field")
    lines.take(1, Role.TRAILER, "trailer", refines=Role.STAMP)
    lines.take(2, Role.CAPTION, "caption", refines=Role.FIELD)
    assert lines.role == [Role.STAMP, Role.FIELD, Role.CAPTION]
    assert lines.rule == ["stamp", "field", "caption"]
    assert lines.passed == [True, False, False]
