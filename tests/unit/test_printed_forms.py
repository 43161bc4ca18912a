"""The heading of a printed form of the 1960s: addressees, passing lines, references, and what an airgram encloses."""

import pytest
from test_forms_of_eras import AIRGRAM, INCOMING, OUTGOING

from cablecli import Cable, parse


def test_the_heading_of_what_an_airgram_encloses_is_not_its_own() -> None:
    form = (
        AIRGRAM.format(name="Peter M. Hollis").replace("   1. Two", "   Two").replace("   2. The", "   The")
    )
    memo = """MEMORANDUM OF CONVERSATION

   PARTICIPANTS: Mr. Berg, Pilot
   DATE:         February 20, 1966
   SUBJECT:      The Second Quay

   Mr. Berg said that no quay was needed."""
    cable = parse(f"{form.partition('   Enclosures:')[0]}   Enclosure:\n\n   {memo}\n")
    assert cable.subject == "The New Harbor Board"
    assert [one.text for one in cable.paragraphs] == [
        "Two members changed places.",
        "The new chairman is a pilot.",
    ]
    assert cable.signature == "Hollis"
    assert "no quay was needed" in cable.leftovers[-1].text


def test_an_airgram_may_have_two_lines_of_references() -> None:
    form = AIRGRAM.format(name="Peter M. Hollis")
    subject = "                 SUBJECT : The New Harbor Board\n"
    cable = parse(
        form.replace(subject, f"{subject}                 REF     : A-60\n                 REF     : A-71\n")
    )
    assert [one.text for one in cable.paragraphs] == [
        "Two members changed places.",
        "The new chairman is a pilot.",
    ]


def below_the_number(lines: str) -> Cable:
    """An incoming telegram with more lines of its heading above the text."""
    form = INCOMING.partition("(COMPLETE")[0].format(sender="FROM:", to="TO:")
    return parse(
        form.replace("1. MINISTER", f"{lines}\n\n1. MINISTER") + "BOARD WAS DIVIDED.\n\nOAKES\n\nKL/4\n"
    )


@pytest.mark.parametrize(
    ("lines", "info"),
    [
        (
            "INFORMATION ROME 12, TUNIS 31,\nLONDON 115, CINCMEAFSA UNNUMBERED",
            {"ROME": "12", "TUNIS": "31", "LONDON": "115", "CINCMEAFSA": None},
        ),
        ("Information Rome 12,\nTunis 31.", {"Rome": "12", "Tunis": "31"}),
        ("INFORMATION ROME UNNUMBERED TUNIS 31", {"ROME": None, "TUNIS": "31"}),
        ("INFORMATION ROME 12\nDEPTEL 31", {"ROME": "12"}),
    ],
)
def test_addressees_below_the_number_of_a_form(lines: str, info: dict[str, str | None]) -> None:
    heading = below_the_number(f"ACTION DEPARTMENT 88, {lines}").heading
    assert {one.address: one.number for one in heading.info} == info


@pytest.mark.parametrize(
    ("line", "passing", "headings"),
    [
        ("\nDEPARTMENT PASS AID/W", ("DEPARTMENT PASS AID/W",), ()),
        ("DEPARTMENT PASS AID/W\n\nDEPTEL 31", ("DEPARTMENT PASS AID/W",), ()),
        ("CINCLANT FOR POLAD", ("CINCLANT FOR POLAD",), ()),
        ("\nDepartment pass AID/W", ("Department pass AID/W",), ()),
        ("\nDEPARTMENT PASS ROME AS VALLETTA'S 12", ("DEPARTMENT PASS ROME AS VALLETTA'S 12",), ()),
        ("\nDepartment pass Rome as Valletta's 12", ("Department pass Rome as Valletta's 12",), ()),
        ("\nROME PASS HOLDERS' RIGHTS", (), ("ROME PASS HOLDERS' RIGHTS",)),
        ("\nRome pass holders", (), ("Rome pass holders",)),
        ("\nA PASS FOR THE PILOTS", (), ("A PASS FOR THE PILOTS",)),
    ],
)
def test_a_passing_line_on_a_form(line: str, passing: tuple[str, ...], headings: tuple[str, ...]) -> None:
    cable = below_the_number(f"ACTION DEPARTMENT 88, INFORMATION ROME 12\n{line}")
    assert (cable.passing, tuple(one.text for one in cable.headings)) == (passing, headings)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("REFERENCE: (A) ROME 14; (B) DEPTEL 22", {"A": "ROME 14", "B": "DEPTEL 22"}),
        ("CORRECTED PAGE ONE\n\nREF: A. EMBTEL 14 B. DEPTEL 22", {"A": "EMBTEL 14", "B": "DEPTEL 22"}),
        ("(A) EMBTEL 14\n(B) DEPTEL 22", {"A": "EMBTEL 14", "B": "DEPTEL 22"}),
        ("REF: EMBTEL 14 AND DEPTEL 22", {None: "EMBTEL 14 AND DEPTEL 22"}),
    ],
)
def test_letters_of_references_on_a_form(line: str, found: dict[str | None, str]) -> None:
    assert {one.label: one.text for one in below_the_number(line).references} == found


def test_the_number_of_a_circular_is_no_addressee() -> None:
    form = OUTGOING.replace(
        "SENT TO: Amembassy LIMA     PRIORITY   402", "ACTION: CIRCULAR 402, Amembassy LIMA"
    )
    cable = parse(
        form.format(title="OUTGOING TELEGRAM   Department of State", level="SECRET", command="", marks="")
    )
    assert [one.address for one in cable.heading.action] == ["Amembassy LIMA"]
