"""Telegrams and airgrams on the printed forms of the 1960s: heading, addressees, references, further sections."""

import pytest

from cablecli import Cable, parse

OUTGOING = """\
{title}

INDICATE: [] COLLECT
          [] CHARGE TO              {level}

2204

Origin                                               MAR 4  11 20 PM 1966
ARA      SENT TO: Amembassy LIMA     PRIORITY   402
Info
SS       RPTD INFO: Amembassy QUITO   77
G                   {command}
SP
L        Subj: Purchase of Two Launches for Harbor
INR
         REF: LIMA'S 377

You may inform Minister Salcedo orally and say that he will be paid in June.

For Quito: no action required.{marks}

                                                  HOLBECK

Drafted by: ARA:HKStone:mb 3/4/66
"""
INCOMING = """\
INCOMING TELEGRAM  Department of State

31                             CONFIDENTIAL

Action                                   Control:  1207
   NEA                                   Rec'd:    JUNE 4, 1963
Info                                               9:05 AM

          {sender}  VALLETTA

          {to}    Secretary of State

          NO:    88, JUNE 4, 2 P.M. (SECTION ONE OF TWO)

1. MINISTER OF PORTS ASKED FOR TWO TUGS.

2. HE THEN READ FROM A PAPER AND SAID THAT THE

(COMPLETE TEXT SECTION ONE OF TWO)

OAKES

KL/4

INCOMING TELEGRAM  Department of State

                               CONFIDENTIAL

Action                                   Control:  1209
   NEA                                   Rec'd:    JUNE 4, 1963

          FROM:  VALLETTA

          TO:    Secretary of State

          NO:    {number}, JUNE 4, 2 P.M. (SECTION TWO OF TWO)

BOARD WAS DIVIDED.

3. I SAID WE WOULD LOOK INTO IT.

{closing}
"""
AIRGRAM = """\
                          DEPARTMENT OF STATE
   ORIGIN/ACTION
      AF-6                 A I R G R A M           E 11 MALTA

  RM/R  REP  AF
   1             A-77      LIMITED OFFICIAL USE
  ARA  EUR  FE   NO.                       HANDLING INDICATOR

  NEA  CU  INR   TO    : Department of State
   3        5
  E    P   IO    INFO  : Rome, Tunis

  L    FBO AID   FROM  : Amembassy VALLETTA      DATE: March 2, 1966

                 SUBJECT : The New Harbor Board

   1. Two members changed places.

   2. The new chairman is a pilot.

                              {name}
                              Second Secretary of Embassy

   Enclosures:
     1. List of members
     2. Letter
     3. Map
     4. Second map
     5. Third map
     6. Fourth map
     7. Note of the pilot

   Group 4
   Downgraded at 3-year intervals;
   declassified after 12 years.

   Clearances:
   POL - Mr. Berg

   Drafted by:                      Contents and Classification Approved by:
   ECON:PMHollis:jk 3/1/66          DCM:ABorg
"""


def outgoing(**words: str) -> Cable:
    plain = {
        "title": "OUTGOING TELEGRAM   Department of State",
        "level": "SECRET",
        "command": "CINCSO",
        "marks": "",
    }
    return parse(OUTGOING.format(**(plain | words)))


@pytest.mark.parametrize(
    "title", ["OUTGOING TELEGRAM   Department of State", "(I OUTGOING TELEGRAM", "| OUTGOING TELEGRAM"]
)
@pytest.mark.parametrize("level", ["CONFIDENTIAL", "CONFlDENTIAL"])
@pytest.mark.parametrize("marks", ["", "\n\nGP-3.", "\n\nGROUP 4\n\nEND", "\n\nEND."])
def test_a_worn_outgoing_form_with_offices_in_the_margin(title: str, level: str, marks: str) -> None:
    cable = outgoing(title=title, level=level, marks=marks)
    heading = cable.heading
    assert (cable.format, cable.classification, heading.precedence) == (
        "telegram-form",
        "CONFIDENTIAL",
        "PRIORITY",
    )
    assert [one.address for one in (*heading.action, *heading.info)] == [
        "Amembassy LIMA",
        "Amembassy QUITO",
        "CINCSO",
    ]
    assert (cable.subject, cable.signature) == ("Purchase of Two Launches for Harbor", "HOLBECK")
    assert [one.text for one in cable.references] == ["LIMA'S 377"]
    assert [one.text.split()[0] for one in cable.paragraphs] == ["You", "For"]
    assert cable.paragraphs[-1].text == "For Quito: no action required."


def test_words_that_look_like_marks_of_a_form() -> None:
    cable = outgoing(marks=" The sign says END\nOF WORK.", command="COMMENT")
    assert cable.paragraphs[-1].text.endswith("END OF WORK.")
    assert len(cable.heading.info) == 1


@pytest.mark.parametrize(("sender", "to"), [("FROM:", "TO:"), ("FR0M:", "T0:")])
def test_the_form_of_a_further_section_is_no_text(sender: str, to: str) -> None:
    cable = parse(INCOMING.format(sender=sender, to=to, number=88, closing="GP-4.\n\nOAKES\n\nKL/4"))
    assert [one.text for one in cable.paragraphs] == [
        "MINISTER OF PORTS ASKED FOR TWO TUGS.",
        "HE THEN READ FROM A PAPER AND SAID THAT THE BOARD WAS DIVIDED.",
        "I SAID WE WOULD LOOK INTO IT.",
    ]
    assert (cable.sections, cable.signature, cable.heading.sender) == (2, "OAKES", "VALLETTA")
    assert [one.address for one in cable.heading.action] == ["Secretary of State"]


def test_the_surname_of_an_earlier_section_signs_where_the_last_has_none() -> None:
    cable = parse(INCOMING.format(sender="FROM:", to="TO:", number=88, closing="HE WILL PAY."))
    assert (cable.signature, cable.paragraphs[-1].text[-12:]) == ("OAKES", "HE WILL PAY.")


def test_the_form_of_another_telegram_is_no_section() -> None:
    cable = parse(INCOMING.format(sender="FROM:", to="TO:", number=90, closing="HE WILL PAY."))
    assert all("BOARD WAS" not in one.text for one in cable.paragraphs)


@pytest.mark.parametrize(
    ("name", "surname"), [("Peter M. Hollis", "Hollis"), ("P. M. HOLLIS", "HOLLIS"), ("HOLLIS", "HOLLIS")]
)
def test_an_airgram_with_boxes_left_of_its_title_signed_above_enclosures(name: str, surname: str) -> None:
    cable = parse(AIRGRAM.format(name=name))
    assert (cable.format, cable.mrn.number, cable.classification) == ("airgram", 77, "LIMITED OFFICIAL USE")
    assert (cable.heading.sender, len(cable.heading.action), len(cable.heading.info)) == (
        "Amembassy VALLETTA",
        1,
        2,
    )
    assert (cable.signature, cable.paragraphs[-1].text) == (surname, "The new chairman is a pilot.")


@pytest.mark.parametrize("name", ["CONFIDENTIAL", "The Ambassador"])
def test_a_level_or_an_office_signs_no_airgram(name: str) -> None:
    assert parse(AIRGRAM.format(name=name)).signature is None


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
