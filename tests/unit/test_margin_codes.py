"""Codes of withheld words in the margin of a release, beside lines of the heading."""

import pytest

from cablecli.parser import parse

CODE = f"{' ' * 30}B1"
TEXT = """\
C O N F I D E N T I A L VALLETTA 000112{level}

{above}SIPDIS

E.O. 12958: DECL: 02/25/2019
TAGS: PREL, MT
SUBJECT: HARBOR TALKS

1. (C) The minister said that the talks would resume in May and{prose}
that he would send a note.
"""


def test_a_code_beside_the_classification_line_makes_no_banner_of_the_caption() -> None:
    cable = parse(TEXT.format(level=CODE, above="", prose=CODE))
    assert cable.captions == ("SIPDIS",)
    assert [(one.code, one.paragraph) for one in cable.redactions] == [("B1", None), ("B1", 1)]


@pytest.mark.parametrize(
    "above", ["RELEASED IN PART B1\n\nCONFIDENTIAL\n\n", "CONFIDENTIAL\nRELEASED IN PART B1\n\n"]
)
def test_a_level_beside_a_stamp_is_a_banner(above: str) -> None:
    cable = parse(TEXT.format(level="", above=above, prose=CODE))
    assert cable.classification == "CONFIDENTIAL"
    assert not cable.leftovers
