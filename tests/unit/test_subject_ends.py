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


CAPITALS, SMALL = "HARBOR BOARD WANTS MORE THAN ONE TUG", "Harbor Board Wants More Than One Tug"
BELOW = "\n\nREF: LISBON 98\n\n1. (SBU) The board met.\n\n2. (SBU) It wants a tug.\nWHITLOCK\n"


def of_subject(subject: str) -> tuple[str | None, list[str]]:
    """The subject that a cable is read to have, and its paragraphs."""
    cable = parse(f"UNCLAS LISBON 000612\n\nE.O. 12958: N/A\nTAGS: EWWT\nSUBJECT: {subject}{BELOW}")
    return cable.subject, [one.text for one in cable.paragraphs]


@pytest.mark.parametrize("subject", [CAPITALS, SMALL])
@pytest.mark.parametrize("between", ["\n", "  "])
@pytest.mark.parametrize(
    ("marking", "notice"),
    [
        ("(U) ", "This is an action request; see paragraph 4."),
        ("(SBU) ", "Sensitive but unclassified; please protect accordingly."),
        ("(U) ", "THIS MESSAGE IS SENSITIVE BUT UNCLASSIFIED.  PLEASE\nPROTECT ACCORDINGLY."),
        ("", "THIS CABLE IS SENSITIVE BUT UNCLASSIFIED. NOT FOR INTERNET PUBLICATION."),
        ("", "Please handle accordingly."),
        ("", "Action request: see paragraph 4."),
    ],
)
def test_a_notice_below_a_subject_or_behind_it_is_text(
    subject: str, between: str, marking: str, notice: str
) -> None:
    found, texts = of_subject(f"{subject}{between}{marking}{notice}")
    assert found == subject
    assert " ".join(texts[0].split()) == " ".join(notice.split())


@pytest.mark.parametrize(
    "subject",
    [
        "HANDLING OF SENSITIVE BUT UNCLASSIFIED\n(SBU) INFORMATION AT THE HARBOR",
        "Why This Cable Is Late",
        "TUGS ARE NOT FOR SALE",
        "HARBOR BOARD WANTS MORE THAN ONE TUG FOR THE WINTER AND AN\nACTION REQUEST FOR PILOTS",
        "Harbor Board Says This Is an Action of Last Resort",
        "Tugs (SBU) and Pilots",
    ],
)
def test_words_of_a_notice_in_a_subject_stay(subject: str) -> None:
    assert of_subject(subject)[0] == subject.replace("\n", " ")
