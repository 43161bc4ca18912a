"""Text behind the end of a cable that is none of it: what ends the cable, and what only looks so."""

from pathlib import Path

import pytest
from carried import raws, telegram

from cablecli.carriers import RawCable
from cablecli.model import Cable
from cablecli.parser import parse
from cablecli.reader import Raw, cables
from cablecli.sources import Failure

SAMPLES = Path(__file__).parents[2] / "samples"
LETTER = (
    "\n\nDear Sir,\n\nplease find enclosed the cables that you asked for.\n"
    "They were copied last week.\n\nYours, A. Clerk\n"
)
TWO = "1. (C) Korvat came to the port early.\n\n2. (C) He left again at noon."
CAPITALS = "KORVAT CAME TO THE PORT EARLY.\n\nHE LEFT AGAIN AT NOON."


def behind(cable: Cable) -> str:
    """The text left over, if it is told."""
    told = [note for note in cable.diagnostics if note.code == "no-cable-behind"]
    return " ".join(" ".join(one.text for one in cable.leftovers).split()) if told else ""


@pytest.mark.parametrize(
    "body",
    [
        # a surname right below the last sentence
        TWO + "\nWHITLOCK" + LETTER,
        TWO + "\nWHITLOCK\n\n\nINVOICE FOR COPIES OF THE CABLES OF\nThe Port Library\n\nThe sum of all is due in May.",
        # without a sentence below it, if that is of some lines
        "1. (C) Korvat came to the port.\nWHITLOCK\n\nINVOICE 00441\n2 x PAPER  57\nTOTAL  57\nTHANK YOU, COME AGAIN",
        # below a comment, or the notice of a website
        TWO + " End Comment.\n\nWHITLOCK" + LETTER,
        TWO + "\n\nVisit Valletta's Classified Website:\nhttp://www.state.sgov.gov/p/x/index.cfm\n\nWHITLOCK" + LETTER,
        # an end mark
        TWO + "\n\nWHITLOCK\nNNNN" + LETTER,
        TWO + "\n\nWHITLOCK\n<< END OF DOCUMENT >>" + LETTER,
        # a text in capitals with prose that is not
        CAPITALS + "\n\nWHITLOCK" + LETTER,
    ],
)  # fmt: skip
def test_text_behind_the_end_is_left_over_and_told(body: str) -> None:
    cable = parse(telegram(1, body=body))
    assert cable.signature == "WHITLOCK"
    assert behind(cable).endswith(" ".join(body.split())[-40:])
    assert not any("Clerk" in paragraph.text for paragraph in cable.paragraphs)


def test_the_surname_of_who_classified_the_cable_ends_it() -> None:
    body = "Classified By: Ambassador Ada Whitlock. Reasons: 1.4(b).\n\n" + TWO + "\n\nWHITLOCK" + LETTER
    assert parse(telegram(1, body=body)).signature == "WHITLOCK"
    other = body.replace("\nWHITLOCK\n", "\nBIRDS\n")
    assert parse(telegram(1, body=other)).signature is None


def test_numbers_that_begin_again_below_a_surname_are_of_another_text() -> None:
    body = TWO + "\nWHITLOCK\n\n1. (C) The other cable has a text too.\n\n2. (C) It ends here.\n\nBERG"
    cable = parse(telegram(1, body=body))
    assert (cable.signature, len(cable.paragraphs)) == ("WHITLOCK", 2)
    assert behind(cable).endswith("BERG")


@pytest.mark.parametrize(
    "body",
    [
        # headings of sections
        TWO + "\n\nOUTLOOK\n\nThe port will be quiet until the next year.",
        TWO + "\n\nBIRDS\n\nThe storks came back to the harbor this month.\n\nWHITLOCK",
        "1. (C) Korvat came.\n\nECONOMY\n\n1. (C) Prices rose in the spring of the year.\n\n2. (C) He left.\nWHITLOCK",
        # numbers go on below the signature of the first section
        TWO + "\nWHITLOCK\n\n3. (C) He came back in the evening.\n\nWHITLOCK",
        TWO + "\nWHITLOCK\n\n3. (C) He came back in the evening with all of them.",
        # or the text, over the end of a page
        CAPITALS + "\n\nROME\n\nVALLETTA 00000001  002 OF 002\n\nThe port was named so in the letter.",
        # no blank line
        TWO + "\nWHITLOCK\nThe ferry company said that it had known him.",
        # no prose below
        TWO + "\nWHITLOCK\n\nB1 1.4(d)",
        # the last words of a sentence
        "1. (C) He named the port of\nROME\n\nand another one that was smaller.\n\n2. (C) He left.\nWHITLOCK",
        TWO + " It was called\nROME\n\nand nobody had seen it for many years.",
        # a text without numbers, in mixed case
        "Korvat came.\nWHITLOCK\n\nThe Minister said that he had known him.",
    ],
)  # fmt: skip
def test_what_only_looks_like_text_behind_the_end(body: str) -> None:
    assert behind(parse(telegram(1, body=body))) == ""


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_letter_below_a_sample(sample: Path) -> None:
    cable = parse(sample.read_text() + LETTER)
    assert cable.signature == parse(sample.read_text()).signature
    assert behind(cable).endswith("Yours, A. Clerk")


WITH_FIELDS_BELOW = [
    SAMPLES / "archive-1976.txt",
    SAMPLES / "smart-2012.txt",
    SAMPLES.parent / "tests/golden/white-house/labels-below-and-a-further-section.txt",
]


@pytest.mark.parametrize("path", WITH_FIELDS_BELOW, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    "other",
    [
        LETTER,
        "\n\nHOPE TO HAVE AN ANSWER FOR YOU NEXT WEEK. REGARDS. BERG\n\nNNN\n",
        "\n\nKORVAT SAID THAT THE DUES OF THE HARBOR\nWOULD RISE IN THE SPRING OF NEXT YEAR.\n",
    ],
)
def test_text_below_the_fields_at_the_end_of_a_cable(path: Path, other: str) -> None:
    cable = parse(path.read_text() + other)
    assert behind(cable).endswith(" ".join(other.split()))
    assert cable.attributes == parse(path.read_text()).attributes
    # also where only the headings are read
    raw = Raw("joined.txt", None, RawCable(path.read_text() + other, member="1"))
    assert [type(one) for one in cables(raw, heading_only=True)] == [Cable, Failure]


def test_text_right_below_the_last_page_line_of_a_cable() -> None:
    text = WITH_FIELDS_BELOW[-1].read_text() + "\nhttp://store/cable/m0771203.html   4/2/2009\n"
    assert behind(parse(text + "THE DUES OF THE HARBOR WILL RISE. REGARDS. BERG\n")).endswith("BERG")
    assert behind(parse(text + "          SIT: NEALE\n")) == ""


@pytest.mark.parametrize("path", WITH_FIELDS_BELOW, ids=lambda path: path.stem)
def test_a_value_below_a_blank_line_is_none_of_another_text(path: Path) -> None:
    value = "\n          SIT: BERG HOLLIS NEALE STONE WHITLOCK\n          J.R. STONE\n"
    assert behind(parse(path.read_text() + value)) == ""


def test_a_stamp_between_an_archive_record_and_a_letter_is_none_of_it() -> None:
    stamp = "\n\nDeclassified/Released US Department of State EO Systematic Review 04 MAY 2006"
    cable = parse((SAMPLES / "archive-1976.txt").read_text() + stamp + LETTER)
    assert behind(cable).startswith("Dear Sir")


@pytest.mark.parametrize(
    "above",
    [
        "This record is a partial extract of the original cable. The full text is not available.\n\n",
        "INFO  LOG-00   EEB-00   AF-00    AID-00   AMAD-00  ACQ-00   CEA-01\n\n",
    ],
)  # fmt: skip
def test_a_line_above_a_heading_that_is_glued_to_the_cable_before_it(above: str) -> None:
    found = raws(telegram(1).rstrip("\n") + above + telegram(2))
    assert [parse(str(raw.content)).signature for raw in found] == ["SMITH", "SMITH"]
    assert str(found[1].content).startswith(above)
