"""The id that a site prints above its copy, where the text itself holds no date."""

import pytest

from cablecli.parser import parse

TEXT = "{line}\n\nUNCLAS VALLETTA 003110\n\nTAGS: EWWT, MT\nSUBJECT: HARBOR\n\n¶1. (U) It opened.\n"


@pytest.mark.parametrize(
    ("line", "identity"),
    [
        ("Cable reference id: #05VALLETTA3110", "05VALLETTA3110"),
        ("| Reference id | 05VALLETTA3110 |", "05VALLETTA3110"),
        ("Cable reference id: #05VALLETTA3111", None),  # of another cable
        ("In reply to 05VALLETTA3110", None),
    ],
)
def test_the_id_above_a_copy_gives_the_year(line: str, identity: str | None) -> None:
    assert parse(TEXT.format(line=line)).id == identity
