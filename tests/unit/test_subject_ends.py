"""Where the subject ends in a copy without blank lines, whose text has no numbers."""

import pytest

from cablecli.parser import parse

HEADING = "UNCLAS LA PAZ 0604\nE.O. 11652: N/A\nTAGS: BEXP, BL\nSUBJECT: EXPORTS TO BOLIVIA\n"
TEXT = (
    "REQUEST WHATEVER DATA ON EXPORTS BY COUNTRY THE OFFICE HAS.\nIT SHOULD BE SENT BY POUCH. NEED IS GREAT."
)


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\n"])
def test_blank_lines_above_the_signature_do_not_make_the_text_a_subject(between: str) -> None:
    cable = parse(f"{HEADING}{TEXT}{between}STEDMAN\n")
    assert cable.subject == "EXPORTS TO BOLIVIA"
    assert cable.signature == "STEDMAN"
    assert [one.text for one in cable.paragraphs] == [TEXT.replace("\n", " ")]


@pytest.mark.parametrize("below", ["STEDMAN\n", "THEY MET. THEY WENT.\n\nSTEDMAN\n"])
def test_the_second_line_of_a_subject_stays(below: str) -> None:
    assert parse(f"{HEADING}AND PERU\n\n{below}").subject == "EXPORTS TO BOLIVIA AND PERU"
