"""What holds for every text: no crash, nothing lost, spans in order, the same record for the same cable."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cablecli.errors import NotACable
from cablecli.parser import parse
from tests.damage import SAMPLES, check, damaged

LINES = st.sampled_from(
    """VZCZCXRO1095
PP RUEHBW
DE RUEHVT #0112/01 0561432
P 251432Z FEB 09
FM AMEMBASSY VALLETTA
TO RUEHC/SECSTATE WASHDC PRIORITY 1876
INFO RUEHRO/AMEMBASSY ROME 0310
BT
C O N F I D E N T I A L SECTION 01 OF 02 VALLETTA 000112
SIPDIS
E.O. 12958: DECL: 02/25/2019
TAGS: PREL, MT
SUBJECT: A TITLE
REF: A. ROME 1
     B. 08 TRIPOLI 944
Classified By: DCM Dana Whitlock
¶1. (C) SUMMARY: Text.
2. (SBU) Text
A Heading
---------
-- item
A. item
(1) item
BEGIN TEXT:
END TEXT.
VALLETTA 00000112  002 OF 002
Participants:
U.S.
Ambassador Whitlock (notetaker)
WHITLOCK
NNNN

it went on in lower case
Visit our Classified Web Site at:
http://www.state.sgov.gov/x""".split("\n")
)


def parsed(text: str) -> None:
    try:
        check(parse(text))
    except NotACable as error:
        assert str(error)


@given(st.text())
def test_any_text(text: str) -> None:
    parsed(text)


@given(st.lists(LINES | st.text(max_size=40), max_size=40))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_order_of_lines(lines: list[str]) -> None:
    parsed("\n".join(lines))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_damaged_samples(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for seed in range(60):
        parsed(damaged(text, seed))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_structure_does_not_hang_on_the_words_of_prose(path: Path) -> None:
    """Other words of the same shape in the same places give the same numbers, markings and counts."""
    text = path.read_text(encoding="utf-8")
    swapped = text
    for one, other in (
        ("said", "told"),
        ("harbor", "quarry"),
        ("fisher", "farmer"),
        ("ferry", "train"),
        ("port", "mill"),
        ("fees", "dues"),
    ):
        for change in (str, str.upper, str.capitalize):
            swapped = swapped.replace(change(one) + " ", change(other) + " ")

    def shape(text: str) -> list[tuple[object, ...]]:
        cable = parse(text)
        return [
            (p.number, p.marking, p.label, len(p.items), p.text.count("\n")) for p in cable.paragraphs
        ] + [(len(cable.headings), len(cable.participants), cable.signature)]

    assert shape(swapped) == shape(text)
