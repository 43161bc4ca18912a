"""The line with date, time and place: where it stands, and where the place ends."""

import pytest

from cablecli import parse

ABOVE = "FM AMEMBASSY VALLETTA\nTO SECSTATE WASHDC\n\nC O N F I D E N T I A L VALLETTA 000112\n\nSUBJECT: PORTS\n\n"
PEOPLE = "DAS Pamela Vickery\nAmbassador Dana Whitlock"
PLACES = {
    "Baku. See also ref B.": "Baku",
    "Baku. (Note: No press.)": "Baku",
    "Baku (Note: No press.)": "Baku",
    "Baku. The Minister asked for tea.": "Baku",
    "St. Julian's. See also ref B.": "St. Julian's",
    "Office of Gen. Borg, Baku": "Office of Gen. Borg, Baku",
    "Washington, D.C.": "Washington, D.C.",
    "Washington.": "Washington",
    "The Minister asked for tea.": None,
    "the Minister spoke in Baku": None,
}


@pytest.mark.parametrize("place", PLACES)
def test_a_place_ends_before_a_sentence_and_is_none(place: str) -> None:
    cable = parse(f"{ABOVE}1. (U) November 30, 2009; 12:15 p.m.; {place}\n\n2. (C) They met.\n")
    assert cable.meeting.place == PLACES[place]


@pytest.mark.parametrize(
    "label", ["\n\nU.S. Participants:\n", "\nParticipants:\n", "\n\nParticipants:\n\nU.S.\n"]
)
@pytest.mark.parametrize("number", ["1. (U) ", "1. (C) He spoke.\n\n2. (U) Date: "])
def test_a_meeting_line_in_the_paragraph_of_its_list(label: str, number: str) -> None:
    text = f"{ABOVE}{number}August 27, 2007; 6:00 p.m.; Sliema{label}{PEOPLE}\n\n3. (C) They met.\n"
    cable = parse(text)
    assert (cable.meeting.date, cable.meeting.place) == ("August 27, 2007; 6:00 p.m.", "Sliema")
    assert text[cable.meeting.span.start : cable.meeting.span.end].endswith("Sliema")
    assert [one.name for one in cable.participants] == ["Pamela Vickery", "Dana Whitlock"]


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ("DATE:   May 3, 2007\nPLACE:  Sliema", "Sliema"),
        ("Place: The Harbor Board\nDate: May 3, 2007", "The Harbor Board"),
        ("Date: May 3, 2007", None),
        ("Location: Sliema", ""),
        ("Date of arrival: May 3, 2007", ""),
        ("Date: May 3, 2007. The talks began.", ""),
    ],
)
@pytest.mark.parametrize(
    "memorandum", ["{fields}\n\nPARTICIPANTS:\n{people}", "PARTICIPANTS:\n{people}\n\n{fields}"]
)
def test_fields_of_a_memorandum_above_or_below_its_list(
    memorandum: str, fields: str, place: str | None
) -> None:
    said = memorandum.format(fields=fields, people=PEOPLE)
    cable = parse(
        f"{ABOVE}1. (U) Memorandum of conversation follows:\n\n{said}\n\nThe DAS: It rained.\n\n2. End.\n"
    )
    assert (cable.meeting.date, cable.meeting.place or None) == (
        None if place == "" else "May 3, 2007",
        place or None,
    )


@pytest.mark.parametrize(
    "said", ["August 27, 2007 was a dark day.", "May 3 saw rain.", "The talks began on May 3, 2007."]
)
def test_a_sentence_above_a_list_is_no_meeting_line(said: str) -> None:
    cable = parse(f"{ABOVE}1. (U) {said}\n\nParticipants:\n{PEOPLE}\n\n2. (C) They met.\n")
    assert cable.meeting.date is None
    assert len(cable.participants) == 2
