"""Lists of people in copies: rules, banners, stamps and redactions among the rows."""

import pytest

from cablecli import parse

ABOVE = "FM AMEMBASSY VALLETTA\nTO SECSTATE WASHDC\n\nC O N F I D E N T I A L VALLETTA 000112\n\nSUBJECT: PORTS\n\n"
LISTED = (
    "1. (C) They agreed.\n\n2. (U) Participants:\n\nMalta\nCol. Pavel Sant, Head of Delegation\nRene Zammit\n"
)
THREE = ["Pavel Sant", "Rene Zammit", "Ruth Amari"]


@pytest.mark.parametrize("rule", ["--------------------", "\n=====", "____________________________________"])
@pytest.mark.parametrize("end", ["WHITLOCK\n", "\nWHITLOCK\n\nNNNN\n", ""])
def test_a_rule_above_the_end_of_the_text_underlines_nobody(rule: str, end: str) -> None:
    cable = parse(f"{ABOVE}{LISTED}Ruth Amari, Notetaker\n{rule}\n{end}")
    assert [one.name for one in cable.participants] == THREE
    assert cable.headings == ()


@pytest.mark.parametrize("end", ["They ate.\n", "WHITLOCK\n", "3. (C) They ate.\nWHITLOCK\n"])
def test_a_heading_apart_below_a_list_is_nobody(end: str) -> None:
    cable = parse(f"{ABOVE}{LISTED}Ruth Amari, Notetaker\n\nOpen Skies\n----------\n\n{end}")
    assert [one.name for one in cable.participants] == THREE
    assert [heading.text for heading in cable.headings] == ["Open Skies"]
