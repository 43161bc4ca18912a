"""Tabs in place of blanks, in lines that were saved from a table."""

import pytest

from cablecli.parser import parse

TEXT = """\
LIMITED OFFICIAL USE
PAGE 01        VALLET 00292  161527Z
ACTION EUR-20
INFO  OCT-01 ISO-00 /033 W
R 161403Z JAN 74
FM AMEMBASSY VALLETTA
TO SECSTATE WASHDC PRIORITY 1930
LIMITED OFFICIAL USE VALLETTA 0292
E.O. 11652: N/A
TAGS: EWWT, MT
SUBJECT: DUES

1. THE DUES\tROSE.
"""


@pytest.mark.parametrize(
    "line", ["ACTION EUR-20", "INFO  OCT-01 ISO-00 /033 W", "TO SECSTATE WASHDC PRIORITY 1930"]
)
def test_a_tab_in_the_heading_is_a_blank(line: str) -> None:
    tabbed = parse(TEXT.replace(line, "\t".join(line.split())))
    plain = parse(TEXT)
    assert plain.distribution and plain.heading.action[0].precedence == "PRIORITY"
    assert tabbed.distribution == plain.distribution
    assert [one.address for one in tabbed.heading.action] == ["SECSTATE WASHDC"]
    assert [one.number for one in tabbed.heading.action] == ["1930"]


def test_a_tab_in_a_paragraph_stays() -> None:
    assert parse(TEXT).paragraphs[0].text == "THE DUES\tROSE."
