"""What the forms of each era print around a text: printed forms of the 1960s, page lines, columns of a message."""

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


SCANNED = """\
INCOMING TELEGRAM  Department of Stete
{level}
Action . Control: 21877
EUR Rec'd: November 29, 1963
: FROM: Lisbon
ss
{to} Secretary of State
INR
{number} 612, NOVEMBER 29, 5 P.M.

PRIORITY
ACTION DEPARTMENT 612, INFORMATION ROME 66

1. MINISTER OF PORTS ASKED FOR TWO TUGS.

OAKES
"""


@pytest.mark.parametrize("to", ["TO:", "G TO:", "INR TO:"])
@pytest.mark.parametrize("number", ["NO:", "RMR NO:"])
@pytest.mark.parametrize("level", ["SECRET", '" 47 SECRET'])
def test_an_office_or_a_speck_may_touch_a_label_or_the_level(to: str, number: str, level: str) -> None:
    cable = parse(SCANNED.format(to=to, number=number, level=level))
    assert (cable.format, cable.classification, cable.mrn.number) == ("telegram-form", "SECRET", 612)
    assert (cable.heading.sender, len(cable.heading.action)) == ("Lisbon", 1)


@pytest.mark.parametrize("line", ["RPT TO: ROME", "CASE NO: 612, BOX 4", "BOX NO: 4"])
def test_a_word_before_a_label_may_be_another_label(line: str) -> None:
    text = SCANNED.format(to="TO:", number="NO:", level="SECRET").replace("INR\n", f"{line}\n")
    assert parse(text).mrn.number == 612


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


@pytest.mark.parametrize(
    "head",
    [
        "SECRET\n\n      Page 2 of\n      A-77 from Valletta",
        "SECRET\n\n      Valletta\n      A-77\n      Page 2",
        "      Valletta A-77\n      Page 2 of 3",
        "GROUP 3\nDowngraded at 12-year intervals;\nnot automatically declassified.\n\nPage 2 of\nA-77 from Valletta",
        "GROUP 1\nExcluded from automatic\ndowngrading and declassification",
        "GROUP 1\nExcluded from automatic downgrading\nand declassification",
        "SECRET\n\nGROUP 4\nDowngraded at 3-year intervals. Declassified\nafter 12 years.\n\nPage 2\nA-77, Valletta",
        "GP-3. Downgraded at 12-year intervals, not\nautomatically declassified",
        "Group 4. Downgraded at 3 year intervals;\ndeclassified after 12 years. DOD Dir 5200.10",
    ],
)
def test_the_head_and_the_foot_of_a_page_of_an_airgram(head: str) -> None:
    text = AIRGRAM.format(name="Peter M. Hollis").replace(
        "Two members changed", f"Two members of\n\n{head}\n\nthe board changed"
    )
    assert parse(text).paragraphs[0].text == "Two members of the board changed places."


@pytest.mark.parametrize(
    "line",
    [
        "Page 2 of",
        "Valletta",
        "GROUP 3",
        "Page 2 of the paper",
        "Group 3 of",
        "GP-3 was downgraded at",
        "A-77, Valletta",
    ],
)
def test_a_line_of_an_airgram_that_is_no_head_alone(line: str) -> None:
    text = AIRGRAM.format(name="Peter M. Hollis").replace(
        "Two members changed", f"Two members of\n{line}\nthe board changed"
    )
    assert line in parse(text).paragraphs[0].text


@pytest.mark.parametrize("name", ["CONFIDENTIAL", "The Ambassador"])
def test_a_level_or_an_office_signs_no_airgram(name: str) -> None:
    assert parse(AIRGRAM.format(name=name)).signature is None


COLUMNS = """\
UNCLASSIFIED

MRN:
Date/DTG:
From:
Action:
E.O.:
TAGS:
Captions:
Reference:
Subject:
15 VALLETTA 91
Mar 06, 2015 / 061355Z MAR 15
AMEMBASSY VALLETTA
WASHDC, SECSTATE
IMMEDIATE
13526
{tags}
SENSITIVE
None
(SBU) Pilots Ask for Pay
1. (SBU) Pilots asked for pay.

Signature:
STONE
Dissemination Rule:
Archive Copy
"""


@pytest.mark.parametrize("tags", ["ECON, EQZZ, EWWT, MT", "ECON, QQZZ, ZZQQ", "ECON, MT"])
def test_codes_in_a_column_are_tags_though_some_are_unknown(tags: str) -> None:
    cable = parse(COLUMNS.format(tags=tags))
    assert [one.tag for one in cable.tags] == tags.split(", ")
    assert (cable.declassify_on, cable.executive_order, cable.captions) == (None, "13526", ("SENSITIVE",))
    assert (cable.subject, cable.signature) == ("(SBU) Pilots Ask for Pay", "STONE")
    assert [(one.address, one.precedence) for one in cable.heading.action] == [
        ("SECSTATE WASHDC", "IMMEDIATE")
    ]


VALUES_BELOW = """\
UNCLASSIFIED
MRN:
18 VALLETTA 512
Date/DTG:
Apr 10, 2018 / 101105Z APR 18
From:
AMEMBASSY VALLETTA
Action:
WASHDC, SECSTATE ROUTINE
E.O.:
13526
TAGS:
PGOV, MT
Subject:
Pilots Ask for Pay

1. (U) Pilots asked for pay.

Signature:
STONE
UNCLASSIFIED
"""


def test_a_level_below_the_signature_is_none_of_it() -> None:
    assert parse(VALUES_BELOW).signature == "STONE"


def test_a_value_of_a_later_name_is_none_of_an_earlier_one() -> None:
    cable = parse(COLUMNS.format(tags="").replace("\n\nSENSITIVE", "\nSENSITIVE"))
    assert (cable.declassify_on, cable.captions, cable.tags) == (None, ("SENSITIVE",), ())
    lines = COLUMNS.replace("\nNone\n", "\nA) 15 ROME 1\nB) 15 ROME 2\nC) 15 ROME 3\n")
    cable = parse(lines.format(tags="QQZZ XXYY"))
    assert (cable.declassify_on, cable.captions, len(cable.references)) == (None, ("SENSITIVE",), 3)
    declassify = parse(lines.format(tags="DECL: 3/6/2025\nECON, MT")).declassify_on
    assert declassify is not None
    assert declassify.date == "2025-03-06"


@pytest.mark.parametrize("line", ["PILOTS, TUGS", "THE MALTA TALKS", "ECON OF THE HARBOR, MT"])
def test_words_in_a_column_are_no_tags(line: str) -> None:
    cable = parse(COLUMNS.format(tags=line))
    assert cable.tags == ()
    assert cable.declassify_on is None


TABLE = """\
| SECRET |

| **MRN:** | 16 VALLETTA 12 |
|---|---|
| **Date/DTG:** | Jan 09, 2016 / 090440Z JAN 16 |
| **From:** | AMEMBASSY VALLETTA |
| **Subject:** | Cranes |

1. Two cranes.

| **Signature:** | Stone |
| **Dissemination Rule:** | Archive Copy |

| SECRET | Page 1 of 1 |
"""


def test_a_banner_may_be_a_cell_of_a_table() -> None:
    cable = parse(TABLE)
    assert (cable.classification, dict(cable.attributes)["Dissemination Rule"]) == ("SECRET", "Archive Copy")
    assert parse(TABLE.replace("| SECRET |\n", "| Secret cranes |\n")).classification is None


TIGHT = """\
O 221055Z MAY 79
FM AMEMBASSY VALLETTA
TO SECSTATE WASHDC IMMEDIATE 8117
S E C R E T VALLETTA 2207
E.O. 12065: GDS
TAGS: PINS, MT
SUBJECT: PILOTS
1. (S) ENTIRE TEXT.
2. NINETEEN PILOTS CAN BE ASSEMBLED. FERRY IS RUNNING.
THE VIEW OF THE BOARD
3. BOARD CAME TO RESIDENCE YESTERDAY AND SAID:

- THAT PILOTS ARE UNDER ITS PROTECTION;
- THAT TUGS SHOULD NOT MOVE BY NIGHT.

IT LEFT AT 1740, ON FOOT.{more}
4. WE SHALL SEE.
STONE
SECRET

NNN
"""


@pytest.mark.parametrize(
    ("more", "heading"),
    [
        ("\nWHAT COMES NEXT", "WHAT COMES NEXT"),
        ('\nIT SAID "NO MORE TUGS."', "THE VIEW OF THE BOARD"),
        ("\nIT WILL NOT COME\nBACK", "THE VIEW OF THE BOARD"),
    ],
)
def test_headings_where_blank_lines_part_no_paragraphs(more: str, heading: str) -> None:
    cable = parse(TIGHT.format(more=more))
    assert [one.heading for one in cable.paragraphs] == [None, None, "THE VIEW OF THE BOARD", heading]
    assert cable.paragraphs[1].text.endswith("FERRY IS RUNNING.")


def test_where_blank_lines_part_paragraphs_a_line_below_text_is_no_heading() -> None:
    text = TIGHT.format(more="").replace("\n2.", "\n\n2.").replace("\n4.", "\n\n4.")
    assert parse(text).paragraphs[1].text.endswith("FERRY IS RUNNING. THE VIEW OF THE BOARD")


@pytest.mark.parametrize("blank", ["\n{}", "{}\n"])
def test_a_text_with_some_blank_lines_above_paragraphs_is_not_tight(blank: str) -> None:
    part = "BOARD WILL NOT COME TO THE TALKS OF THE PILOTS AT NOON.\nTHEY ARE\n"
    text = TIGHT.format(more="").partition("2. ")[0] + "".join(f"{n}. {part}" for n in range(2, 6))
    parted = text + blank.format("OTHER PILOTS\n") + "6. NO MORE.\nSTONE\n"
    assert parse(text + "6. NO MORE.\nSTONE\n").paragraphs[1].heading is None
    assert parse(parted).paragraphs[2].text.endswith("THEY ARE")


@pytest.mark.parametrize(
    "line",
    [
        "PAGE 02 OF 02  VALLET 02207                          C07/08  003311  NOD552",
        "PAGE 02 OF 02  VALLET 02207",
        "PAGE Ø2        VALLET Ø22Ø7  Ø1 OF Ø2   2212182",
        "PAGE 02        VALLET 02207  221218Z",
        "  NATIONAL SECURITY COUNCIL\n    MESSAGE CENTER\n\n"
        "PAGE 02    AMEMBASSY NEW VALLETTA  2207      DTG:221218Z MAR 83 PSN: 059999",
        "SECRET\n            WHITE HOUSE SITUATION ROOM\n\n"
        "PAGE 02 OF 02  VALLETTA 2207    DTG: 221218Z MAR 83  PSN: 059999\n"
        "EOB999         AN009999                  TOR: 102/1752Z  CSN: HCE999",
        "NATIONAL SECURITY COUNCIL\nMESSAGE CENTER\n\n"
        "PAGE 02         VALLETTA 2207      DTG: 221218Z MAR 83  PSN: 059999\n"
        "EOB999         ANO09999         TOR: 102/1752Z   CSN: HCE999",
        "EOB999   ANO09999   TOR: 102/1752Z   CSN: HCE999",
        "SECRET\nWHITE HOUSE SITUATION ROOM\nPAGE 02 OF 03",
        "WHITE HOUSE SITUATION ROOM\nPAGE 02 OF 03",
    ],
)
def test_a_page_line_in_a_sentence(line: str) -> None:
    text = TIGHT.format(more=f" IT WILL COME AT\nSECRET\n\n{line}\n\n5:30 WITH A LIST.")
    assert parse(text).paragraphs[2].text.endswith("IT WILL COME AT 5:30 WITH A LIST.")


def test_page_two_of_a_paper_is_no_page_line() -> None:
    text = TIGHT.format(more=" SEE\nPAGE 02 OF 02  VALLET 02207   WHICH HAS THE LIST.")
    assert "WHICH HAS THE LIST." in parse(text).paragraphs[2].text


def test_a_council_that_a_sentence_names_above_a_page_line_is_text() -> None:
    text = TIGHT.format(
        more=" HE CALLED THE\nNATIONAL SECURITY COUNCIL\n\nPAGE 02  VALLET 02207  221218Z\n\nAT ONCE."
    )
    assert parse(text).paragraphs[2].text.endswith("HE CALLED THE NATIONAL SECURITY COUNCIL AT ONCE.")


@pytest.mark.parametrize("line", ["WHITE HOUSE SITUATION ROOM", "EOB999 TOR: 102/1752Z AND CSN"])
def test_a_message_center_that_a_sentence_names_above_a_page_number_is_text(line: str) -> None:
    text = TIGHT.format(more=f" HE CALLED THE\n{line}\nPAGE 02 OF 03\nAT ONCE.")
    assert parse(text).paragraphs[2].text.endswith(f"HE CALLED THE {line} AT ONCE.")


def test_the_number_of_a_case_below_a_release_is_a_stamp_and_in_the_text_is_not() -> None:
    stamps = "UNCLASSIFIED\nUNITED STATES DEPARTMENT OF STATE\nREVIEW AUTHORITY: ADA L STONE\nCASE ID: 1 FEB 2001  {}\n"
    text = TIGHT.partition("SECRET\n\nNNN")[0].format(more="\nCASE ID: 12 WAITS.")
    cable = parse(f"RELEASED IN FULL\n{text}\n\n{stamps.format(200004121)}")
    assert (cable.signature, cable.paragraphs[-1].text) == ("STONE", "WE SHALL SEE.")
    assert "CASE ID: 12 WAITS." in cable.paragraphs[2].text


def test_a_slashed_zero_is_a_figure_only_beside_one() -> None:
    text = TIGHT.format(more=" ØST WAS 1Ø YEARS IN ØØ7 ROOMS.")
    assert parse(text).paragraphs[2].text.endswith("ØST WAS 10 YEARS IN 007 ROOMS.")
