"""Forms that are no cable are refused by name; a telegram that quotes one, or lies under one, is read."""

import pytest

from cablecli import parse
from cablecli.errors import NotACable

HEADING = "R 251301Z FEB 79\nFM AMEMBASSY VALLETTA\nTO SECSTATE WASHDC 4821\n\n"
TELEGRAM = HEADING + (
    "CONFIDENTIAL VALLETTA 0347\n\nE.O. 12065: GDS\nTAGS: PREL, MT\nSUBJECT: {subject}\n\n{text}\n\nWHITLOCK\n"
)
FIELDS = "CONFIDENTIAL\nSUBJECT: (C) HARBOR DUES\n\n1. (C) The dues stay.\n2. (C) The minister said so.\n"
CARD = (
    "JFK ASSASSINATION SYSTEM\nIDENTIFICATION FORM\n\nAGENCY : NARA\nORIGINATOR : DOS\nFROM : Valletta\n"
    "TO : Secretary of State\nTITLE : DOS Incoming Telegram\nDATE : 02/25/1963\nCLASSIFICATION : Confidential\n"
)
PRINTED = (
    "\nINCOMING TELEGRAM          Department of State\n\nCONFIDENTIAL\n\nAction              Control: 11402\n"
    "EUR                 Rec'd: February 25, 1963\n\nFROM: Valletta\n\nTO: Secretary of State\n\n"
    "NO: 37, February 25, 3 p.m.\n\nDEPTEL 45.\n\nHarbor dues will not rise.\n\nWHITLOCK\n"
)
REPORT, MEMORANDUM = "an intelligence information report", "a memorandum"
CARD_NAME, SHEET, INDEX = "a record card", "a withdrawal sheet", "an index page"


@pytest.mark.parametrize(
    ("top", "form"),
    [
        ("DEPARTMENT OF DEFENSE\nINTELLIGENCE INFORMATION REPORT\n\n", REPORT),
        ("CENTRAL INTELLIGENCE AGENCY\nIntelligence Information Cable\nROUTINE        IN 44871\n", REPORT),
        ("DEPARTMENT OF STATE\nMEMORANDUM OF CONVERSATION\n\nDATE: February 25, 1971\n", MEMORANDUM),
        ("RELEASED IN FULL\n\nSECRET\n\nMEMORANDUM FOR THE RECORD            25 February 1966\n", MEMORANDUM),
        ("ACTION MEMORANDUM\n\nTO: The Secretary\nFROM: EUR - Nora Amari\n", MEMORANDUM),
        ("Office Memorandum * UNITED STATES GOVERNMENT\n\nTO : EUR - Mr. Hollis\n", MEMORANDUM),
        (
            "EMBASSY OF THE\nUNITED STATES OF AMERICA\nValletta, February 25, 1972\n\nDear Peter:\n\n",
            "a letter",
        ),
        ("THE WHITE HOUSE\nWASHINGTON\n\nDear Mr. President,\n\n", "a letter"),
        ("TABLE OF CONTENTS\n\n", INDEX),
        ("INDEX OF CABLES\nJanuary - March 1971\n\n", INDEX),
        ("WITHDRAWAL SHEET (PRESIDENTIAL LIBRARIES)\n\n", SHEET),
        ("Withdrawal / Redaction Sheet\nClinton Library\n\n", SHEET),
        ("NATIONAL ARCHIVES AND RECORDS ADMINISTRATION\n\nWITHDRAWAL NOTICE\n\n", SHEET),
        (CARD, CARD_NAME),
    ],
)
def test_a_form_is_refused_by_its_name(top: str, form: str) -> None:
    with pytest.raises(NotACable, match=f"^not a cable: {form}$"):
        parse(top + FIELDS)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (TELEGRAM.format(subject="TALKS", text="MEMORANDUM OF CONVERSATION\n\n1. HE SPOKE."), "TALKS"),
        (TELEGRAM.format(subject="INDEX", text="INTELLIGENCE INFORMATION REPORT\n\n1. COUNTRY: MALTA."), "INDEX"),
        (TELEGRAM.format(subject="LETTER", text="Dear Mr. Minister:\n\n1. I write about dues."), "LETTER"),
        ("MEMORANDUM\n\n" + TELEGRAM.format(subject="TALKS", text="1. HE SPOKE."), "TALKS"),
        (CARD + "\f" + TELEGRAM.format(subject="TALKS", text="1. HE SPOKE."), "TALKS"),
        ("WITHDRAWAL SHEET\n\n" + TELEGRAM.format(subject="TALKS", text="1. HE SPOKE."), "TALKS"),
        ("TAGS: PREL, MT\nSUBJECT: TALKS\n\nMEMORANDUM FOR THE RECORD\n\n1. (C) He spoke.\n", "TALKS"),
        ("UNCLAS VALLETTA 0347\n\nSUBJECT: TALKS\n\nDear Colleague:\n\n1. (U) He spoke.\n", "TALKS"),
        ("SUBJECT: TALKS\n\n1. (C) He spoke.\n\nMEMORANDUM FOR THE RECORD\n\n2. (C) He went.\n", "TALKS"),
        (FIELDS.replace("\n\n", "\n\n" + "The dues stay.\n" * 12 + "MEMORANDUM FOR THE RECORD\n\n"), "(C) HARBOR DUES"),
        (CARD + FIELDS + "\n".join(f"{n}. (C) The dues stay." for n in range(3, 40)), "(C) HARBOR DUES"),
        ("Memorandum for the minister was handed over today.\n\n" + FIELDS, "(C) HARBOR DUES"),
        (CARD + PRINTED, None),
    ],
)  # fmt: skip
def test_a_telegram_with_such_a_form_in_it_is_read(text: str, subject: str | None) -> None:
    cable = parse(text)
    assert cable.subject == subject
    assert cable.paragraphs


NIACT = """INCOMING TELEGRAM    Department of State

CONFIDENTIAL
Control: 11762
Rec'd: October 18, 1962  9:54 a.m.
FROM: Valletta
TO: Secretary of State
NO: 417, October 18, 4 p.m.
{}

ACTION DEPARTMENT 417 INFORMATION LONDON 12

Foreign Minister Korvat told me today that the harbor talks will go on.

WHITLOCK
"""


@pytest.mark.parametrize(
    ("line", "precedence"),
    [("NIACT", "NIACT IMMEDIATE"), ("NIACT IMMEDIATE", "NIACT IMMEDIATE"), ("PRIORITY", "PRIORITY")],
)
def test_a_precedence_stands_alone_on_a_printed_form(line: str, precedence: str) -> None:
    assert parse(NIACT.format(line)).heading.precedence == precedence


@pytest.mark.parametrize(("written", "year"), [("2012", 2012), ("12", 2012), ("2952", None), ("1899", None)])
def test_a_message_has_a_year_that_a_cable_can_have(written: str, year: int | None) -> None:
    found = parse(f"MRN: {written} VALLETTA 214\n{FIELDS}\nDissemination Rule: Archive Copy\n")
    assert (found.mrn.year, found.mrn.number) == (year, 214)


def test_a_byte_order_mark_that_a_caller_left_hides_nothing() -> None:
    heading = "VZCZCXRO2214\nPP RUEHAG\nP 251432Z FEB 09\nFM AMEMBASSY VALLETTA\nTO SECSTATE WASHDC"
    text = f"{heading}\n\nCONFIDENTIAL VALLETTA 000112\n\n1. (C) The quay is hot."
    assert parse(f"\ufeff{text}").to_dict() == parse(text).to_dict()


RECORD = """Message Text

PAGE 01  VALLET 00112  251500Z

R 251432Z FEB 76
FM AMEMBASSY VALLETTA
TO SECSTATE WASHDC 112

CONFIDENTIAL VALLETTA 112

TAGS: PREL, MT
SUBJ: DUES

1. HE IS CALM.
STONE UNQUOTE

NNN

Message Attributes

Draft Date: 25 FEB 1976
Document Number: 1976VALLET00112
From: VALLETTA
"""


@pytest.mark.parametrize(
    ("end", "signature"),
    [
        ("STONE UNQUOTE", "STONE"),
        ("STONE\nUNQUOTE HOLLIS", "HOLLIS"),
        ("STONE UNQTE\nHOLLIS", "HOLLIS"),
        ("STONE\nUNQTE HOLLIS", "HOLLIS"),
    ],
)
def test_unquote_follows_a_signature(end: str, signature: str) -> None:
    found = parse(RECORD.replace("STONE UNQUOTE", end))
    assert (found.signature, found.paragraphs[-1].text) == (signature, "HE IS CALM.")


AGAIN = """R 251432Z FEB 76
FM AMEMBASSY VALLETTA
TO SECSTATE WASHDC 113

CONFIDENTIAL SECTION 02 OF 02 VALLETTA 112
"""


@pytest.mark.parametrize(
    "join",
    [
        f"CONFIDENTIAL\n\n\nNNNNVV ESA999MJC999\nPP RUEHC\n{AGAIN}",
        f"BT\n#0112\n\nNNNN\n\n{AGAIN}",
        f"BT\n#0112\nNNNNMAFVVZCZ\n\n{AGAIN}",
        "CONFIDENTIAL\n\nNOTE BY OC/T: NOT PASSED TUNIS\nBY ADDEE.\n\nCONFIDENTIAL\n\nPAGE 02  VALLET 00112  251500Z\n",
    ],
)
def test_what_stands_between_sections_and_pages_of_an_archive_is_no_text(join: str) -> None:
    cable = parse(RECORD.replace("IS CALM.", f"IS\n{join}\nCALM.\n\n2. HE STAYS."))
    assert [one.text for one in cable.paragraphs] == ["HE IS CALM.", "HE STAYS."]
    assert cable.signature == "STONE"


@pytest.mark.parametrize("words", ["BT", "#0112", "NNN ESA99", "NOTE BY A PILOT: NOT PASSED."])
def test_such_words_without_a_join_are_text(words: str) -> None:
    text = RECORD.replace("IS CALM.", f"IS\n{words}\nCALM.\n\nPAGE 02  VALLET 00112  251500Z\n\n2. HE STAYS.")
    assert parse(text).paragraphs[0].text == f"HE IS {words} CALM."


@pytest.mark.parametrize("below", ["", "Raw content\nMetadata\nPrint\nShare\n"])
def test_what_a_page_of_the_web_adds_below_the_end_of_a_message(below: str) -> None:
    text = RECORD.partition("Message Attributes")[0].replace(" UNQUOTE", "\nCONFIDENTIAL")
    cable = parse(text.removeprefix("Message Text\n\n").rstrip() + "\n" + below)
    assert (cable.signature, cable.paragraphs[-1].text) == ("STONE", "HE IS CALM.")


def test_the_text_of_a_short_last_section_is_no_trailer() -> None:
    text = RECORD.partition("Message Attributes")[0].replace(
        " UNQUOTE\n\nNNN", f"\nNNN\n\n{AGAIN}\n2. HE STAYS\nSTONE"
    )
    assert parse(text).paragraphs[-1].number == 2


FORM = """UNCLASSIFIED

MRN: 13 VALLETTA 112
Date/DTG: Feb 25, 2013 / 251432Z FEB 13
From: AMEMBASSY VALLETTA
Action: WASHDC, SECSTATE ROUTINE
Captions: SENSITIVE Pass Line: STATE FOR EUR
| Info: | ROME, AMEMBASSY ROUTINE |
| |
E.O.: 13526
TAGS: PREL, MT
Subject: Visit From: Paris

1. (U) He is calm.
"""


def test_a_field_may_stand_in_another_but_not_in_a_subject() -> None:
    cable = parse(FORM)
    assert (cable.subject, cable.heading.sender) == ("Visit From: Paris", "AMEMBASSY VALLETTA")
    assert (cable.captions, cable.passing) == (("SENSITIVE",), ("STATE FOR EUR",))
    assert cable.executive_order == "13526"  # below an empty row


@pytest.mark.parametrize(
    "below", ["", "Page 1 of A-37\n", 'PROHIBITED UNLESS "UNCLASSIFIED"\n', "NW 34567\n"]
)
def test_the_sender_of_the_form_is_not_that_of_its_next_page(below: str) -> None:
    cable = parse("CONFIDENTIAL" + PRINTED.replace("FROM: V", f"{below}FROM: V"))
    assert (cable.format, cable.heading.sender, cable.mrn.post) == ("telegram-form", "Valletta", "VALLETTA")
