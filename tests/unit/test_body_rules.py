"""One-line rules of the body: headings, numbers, items, page furniture, what closes a text. Each row holds one rule."""

import pytest

from cablecli.model import Cable
from cablecli.parser import body as body_room
from cablecli.parser import parse

HEAD = """P 251432Z FEB 09
FM AMEMBASSY VALLETTA
TO SECSTATE WASHDC

C O N F I D E N T I A L VALLETTA 000112

SIPDIS

E.O. 12958: DECL: 02/25/2019
TAGS: PREL, MT
SUBJECT: HARBOR DUES

"""
ONE = "1. (C) Korvat told the Ambassador that the dues would rise in the spring."
TWO = "2. (C) He promised a note."


def cable(body: str) -> Cable:
    return parse(f"{HEAD}{body}\n")


# headings: the lines between two paragraphs, and the heading they are

RULE = "-" * 18


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        # rules below, above, on the line
        (f"A Cautious Partner\n{RULE}", "A Cautious Partner"),
        # as mail gateways escaped lines of dashes (RFC 934)
        (f"- {RULE}\nA Cautious Partner\n- {RULE}", "A Cautious Partner"),
        (f"A Cautious\nPartner\n{'-' * 10}", "A Cautious Partner"),
        (f"A Cautious\n{'-' * 10}\nPartner\n{'-' * 7}", "A Cautious Partner"),
        (f"{RULE}\nA Cautious Partner\n{RULE}", "A Cautious Partner"),
        (f"{RULE}\nNew Dues for Ferries and Pilots.\n{RULE}", "New Dues for Ferries and Pilots."),
        ("------- Fleets -------", "Fleets"),
        ("Fleets -------------", "Fleets"),
        ("*** OUTLOOK ***", "OUTLOOK"),
        ("- - - FLEETS OF THE\nOUTER HARBOR - - -", "FLEETS OF THE OUTER HARBOR"),
        ("A Cautious Partner\n" + "\u2010" * 18, "A Cautious Partner"),
        ("A Cautious Partner\n" + "\u2500" * 18, "A Cautious Partner"),
        # without a rule
        ("A Cautious Partner", "A Cautious Partner"),
        ("What next?", "What next?"),
        ("(C) Jamiyat al-Bahr al-Marsa wa al-Qalaa", "(C) Jamiyat al-Bahr al-Marsa wa al-Qalaa"),
        ("Trade with U.S.", "Trade with U.S."),
        ("XXXXXXXXXXXX ON THE HARBOR", "XXXXXXXXXXXX ON THE HARBOR"),
        # what looks like one and is none
        ("He is calm.", None),
        ("and he would then go", None),
        (f"{RULE}\nThe pilots said they would wait for the note.\n{RULE}", None),
        ("-- A Cautious Partner", None),
        ("XXXXXXXXXXXX", None),
        ("12345 - 678", None),
        ("CONFIDENTIAL", None),
        ("End of Text", None),
        ("Visit Valletta", None),
        ("See www.valletta.gov", None),
        ("B1 1.4(D)", None),
        ("Korvat, the minister,", None),
        ("QUOTE", None),
        ("SUMMARY: KORVAT SAID DUES WOULD RISE. END SUMMARY", None),
        ("The pilots who had come said that nobody would go out again soon", None),
    ],
)
def test_lines_between_two_paragraphs_are_a_heading_or_none(lines: str, heading: str | None) -> None:
    found = cable(f"{ONE}\n\n{lines}\n\n{TWO}\nWHITLOCK")
    assert [h.text for h in found.headings] == ([heading] if heading else [])
    assert found.paragraphs[-1].heading == heading and found.signature == "WHITLOCK"


@pytest.mark.parametrize("length", [9, 40])
def test_a_heading_right_between_two_paragraphs_may_have_any_rule(length: int) -> None:
    assert [h.text for h in cable(f"{ONE}\nA Cautious Partner\n{'-' * length}\n{TWO}").headings] == [
        "A Cautious Partner"
    ]


@pytest.mark.parametrize(
    "body",
    [
        f"{ONE} The pilots\nasked for the following\n{RULE}\nand went.\n\n{TWO}",  # in mid-sentence
        f"{ONE} Their names are:\n\nIlan Korvat, Pilot\n\n{TWO}",  # an entry of a list
        f"1. (C) He asked for two things:\n\nA. Boats.\n\nB. Pilots\n\n{TWO}",
        f"1. (C) He asked for two things:\n\n* Boats\n* Ropes of hemp\n\nTO BUY\n\n* A Pilot\n\n{TWO}",
    ],
)
def test_lines_that_go_on_with_a_paragraph_are_no_heading(body: str) -> None:
    assert cable(body).headings == ()


# paragraph numbers


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        (f"{ONE} {TWO}", [1, 2]),
        (f"{ONE} 2. ( C) He promised a note.", [1, 2]),
        (f"{ONE[:-1]} of XXXXXXXXXXXX {TWO}", [1, 2]),
        (f"{ONE}\n\nXXXXXXXXXXXX{TWO}", [1, 2]),
        (f"{ONE}\n\n{'-' * 40}¶{TWO}", [1, 2]),
        (f"1. (C) Summary. {ONE[:7]}Summary. He is calm, and all the others who were there were calm.", [1]),
        (f"{ONE}\n\n({TWO[:-1]}.)", [1, 2]),
        # dates and figures at a line start
        ("1. (C) He said that all of them would come again on June\n15. He would be there.", [1]),
        ("1. (C) He asked for pilots, boats and a sum of more than\n2. 5 tons of ropes.", [1]),
        # unmarked: the next in sequence behind an end, whatever blank lines the copy kept
        ("1. HE CAME IN MAY.\n2. HE WENT IN NOVEMBER.\n3. HE IS CALM.", [1, 2, 3]),
        ("1. HE CAME.\nPAGE 02 VALLET 00112 251432Z\n\n2. HE WENT.\n3. HE IS CALM.", [1, 2, 3]),
        # blank lines between some only
        (
            f"1. HE CAME.\n2. {'THE SHIP LAY THERE AND ' * 3}\nWAITED.\n\n"
            "HE WENT TO THE PORT COUNCIL, WHICH HAD MET FOR SOME TIME.\n3. HE IS CALM.",
            [1, 2, 3],
        ),
        # a table with ranks, in the first paragraph and in a later one
        (
            "1. SALES:\n\n     1.  ROME      61,200\n     2.  U.S.      48,900\n\n2. HE IS CALM.\n\n3. MORE.",
            [1, 2, 3],
        ),
        ("1. HE CAME.\n\n2. SALES:\n\n  1.  ROME      61,200\n  2.  U.S.      48,900\n\n3. MORE.", [1, 2, 3]),
        ("1. HE CAME.\n2 . HE WENT.\n3. HE IS CALM.", [1, 2, 3]),
        ("1. THE DUES ROSE BY ABOUT\n2 . 5 PERCENT.\n2. HE IS CALM.", [1, 2]),
        # worn by a scanner, where the others show what is missing
        ("I. (C) SUMMARY: HE CAME.\n\n2. (C) HE WENT.\n\n3. (C) HE IS CALM.", [1, 2, 3]),
        ("1. HE CAME.\n\n2, HE WENT.\n\n3. HE IS CALM.", [1, 2, 3]),
        ("1. HE CAME.\n\n2 HE WENT.\n\n3. HE IS CALM.", [1, 2, 3]),
        ("9. HE CAME.\n\nlO. HE WENT.\n\n11. HE IS CALM.", [9, 10, 11]),
        ("1. HE CAME.\n\n2 . (c) HE WENT.\n\n3 . (C/NIF NATO) HE IS CALM.", [1, 2, 3]),
        ("1. HE CAME.\n\n2, HE WENT.\n\n3, HE SLEPT.\n\n4. HE IS CALM.", [1, 2, 3, 4]),
        ("I. SECRET - ENTIRE TEXT.\n\n2. HE WENT.\n\n3. HE IS CALM.", [1, 2, 3]),
        ("¶I. (C) Summary: He came.\n\n¶2. (C) He went.", [1, 2]),
        ("1, HE CAME.\n\n2, HE WENT. HE SAW:\n\n7, RUE DE ROME.\n\n3, HE IS CALM.", [1, 2, 3]),
        # and where nothing is
        ("I. THE DUES\n\n1. HE CAME.\n\n2. HE WENT.", [1, 2]),
        ("1. HE CAME.\n\n3, HE SAID, WERE LOST.\n\n2. HE WENT.", [1, 2]),
        # the sign misread in all
        ("1, HE CAME.\n\n2, HE WENT.\n\n3, HE IS CALM.", [1, 2, 3]),
        ("P1. (C) HE CAME.\n\nP2. (C) HE WENT.", [1, 2]),
        ("2, HE SAID, WERE LOST.\n\n3, HE SAID, CAME.", [None, None]),
        ("1. (C) One.\n\n2. (C) He asked:\n\n1. Who?\n2. When?\n\n3. (C) Three.", [1, 2, 3]),
    ],
)
def test_a_number_begins_a_paragraph_or_stands_in_one(body: str, numbers: list[int]) -> None:
    assert [p.number for p in cable(body).paragraphs] == numbers


@pytest.mark.parametrize(
    ("start", "marking"),
    [
        ("(S/REL MALTA)", "S/REL MALTA"),
        ("(SECRET/REL MALTA)", "SECRET/REL MALTA"),
        ("(S//REL FRANCE, PORTUGAL,\nAND SOUTH AFRICA):", "S//REL FRANCE, PORTUGAL, AND SOUTH AFRICA"),
        ("(R)", "R"),
        ("(NC)", "NC"),
        ("(//NS//ATOMAL)", "//NS//ATOMAL"),
        ("(Iran)", None),
        ("The (R) party", None),
    ],
)  # fmt: skip
def test_a_marking_stands_right_behind_the_number(start: str, marking: str | None) -> None:
    (paragraph,) = cable(f"1. {start} Korvat said it.").paragraphs
    assert paragraph.marking == marking
    assert paragraph.text == ("Korvat said it." if marking else f"{start} Korvat said it.")


# page furniture: only it goes

PAGE = "PAGE 02 VALLET 06677 01 OF 03 291400Z"


@pytest.mark.parametrize(
    "between",
    [
        f"\n{PAGE}\n",
        f"\nCONFIDENTIAL\nCONFIDENTIAL\n{PAGE}\n",
        f"\nCONFIDENTIAL {PAGE}\n",
        f"\n{PAGE} ",
        f" {PAGE} ",
        "\nPAGE 02\n\nVALLET 06677 01 OF 03 291400Z\n\n",
        "\nPAGE 02        STATE  288104\n",
        "\nPAGE 02 RUEHVT 0112 251432Z\n",
        "\nVALLETTA 00000112  002 OF 003\n",
        "\nVALLETTA 00000112  002.\n\n2 OF 003 ",
        "\nVALLETTA 00000112  002.2 OF\n003\n",
        " VALLETTA 00000112  002 of \n \n  003 ",
        " VALLETTA 00000112  002\nOF 003 ",
        " VALLETTA 00000112  002 of 003 ",
        "\n\nC O N F I D E N T I A L SECTION 02 OF 03 VALLETTA 000112 \n",
        "\n\nCC O N F I D E N T I A L SECTION 02 OF 03 VALLETTA 000112\n",
    ],
)
def test_a_page_join_is_taken_out_of_a_sentence(between: str) -> None:
    body = f"1. (C) KORVAT SAID THAT THE DUES WOULD RISE AND THE PORT{between}COUNCIL HAD AGREED."
    (paragraph,) = cable(body).paragraphs
    assert paragraph.text == "KORVAT SAID THAT THE DUES WOULD RISE AND THE PORT COUNCIL HAD AGREED."


def test_page_markers_in_two_cases_on_a_line_go_out_in_order() -> None:
    body = (
        "1. (C) It is large. Valletta 00000112  002 of 003 It is old. VALLETTA 00000112  003 OF 003 It ends."
    )
    assert cable(body).paragraphs[0].text == "It is large. It is old. It ends."


@pytest.mark.parametrize(
    "text", ["See page 02 of the report.", "PAGE 02 OF THE REPORT IS LOST.", "IT SOLD 00120050 OF 300."]
)
def test_a_page_that_the_text_names_stays(text: str) -> None:
    assert cable(f"1. (C) {text}").paragraphs[0].text == text


# what closes a text


@pytest.mark.parametrize(
    ("ending", "signature"),
    [
        ("He is calm.\nWHITLOCK", "WHITLOCK"),
        ("He is calm. WHITLOCK", "WHITLOCK"),
        ("He is calm.WHITLOCK", "WHITLOCK"),
        ("He is calm. .WHITLOCK", "WHITLOCK"),
        ("He is calm.\n\nWHITLOCK##", "WHITLOCK"),
        ("He is calm.\n\nWHITLOCK>>", "WHITLOCK"),
        ("He is calm.\n\nDE VRIES --", "DE VRIES"),
        ("He is calm.\nWhitlock jr", "Whitlock jr"),
        ("He is calm.\nMcBRIDE", "McBRIDE"),
        ("He is calm.\nWHITLOCK\nWHITLOCK", "WHITLOCK"),
        ("He is calm. END COMMENT WHITLOCK", "WHITLOCK"),
        ("HE IS CALM. END COMMENT\nwhitlock", "whitlock"),
        ("HE IS CALM.  END\nCOMMENT WHITLOCK", "WHITLOCK"),
        ("He is calm.  End of\ncomment Whitlock", "Whitlock"),
        ("He is calm.\n\nEnd of Part One LA MARE", "LA MARE"),
        ("He is calm.\nXXXXXXXXXXXX\nWHITLOCK", "WHITLOCK"),
        ("He is calm. XXXXXXXXXXXX WHITLOCK", "WHITLOCK"),
        ("He is calm.\n\nMINIMIZE CONSIDERED WHITLOCK", "WHITLOCK"),
        ("He is calm.\n\nMINIMIZE FOR KHARTOUM AND NDJAMENA CONSIDERED WHITLOCK", "WHITLOCK"),
        ("He is calm.\nWHITLOCK\n#MINIMIZE FOR KHARTOUM CONSIDERED.", "WHITLOCK"),
        ("He is calm.\nGP-3\nWHITLOCK", "WHITLOCK"),
        ("WRITE TO:\n\nMINISTRY OF PORTS\nVALLETTA, MALTA\nWHITLOCK", "WHITLOCK"),
        ('"The lamp burns."\nWHITLOCK UNQUOTE WHITLOCK', "WHITLOCK"),
        ('"The lamp burns."\nUNQTE WHITLOCK', "WHITLOCK"),
        ("He is calm.\nWhitlock\nK TWO ORDERED HELD UNTIL...", "Whitlock"),
        ("He left for the U.S. WHITLOCK", "WHITLOCK"),
        ("He left. De la Mare", "De la Mare"),
        ("He left. van den Berg", "van den Berg"),
        ("Participants:\nU.S.\nAda Stone, Consul\nVAN DER BERG", "VAN DER BERG"),
        ("Participants:\nU.S.\nAda Stone, Consul\nST. CLAIR", "ST. CLAIR"),
        ("He is calm.\nWHITLOCK\nNNNN", "WHITLOCK"),
        (
            "He is calm.\nWHITLOCK\nNNNN\nRaw content\nMetadata\nPrint\nShare",
            "WHITLOCK",
        ),  # a page's own words
        # nobody's name
        ("Please call Peter J. Hollis", None),
        ("HE SPOKE OF THE QUAYS AND OF THE PILOTS WHO HAD GONE TO THE TOWN\nLA PAZ", None),
        ("Please call Amb. Stone", None),
        ("He went home. La Mare", None),
        ("He sees Mr. van den Berg", None),
        ("THE BOARD SAW NO END\nNOTE PAPER", None),
        ("PLEASE CALL PETER J. HOLLIS", None),
        ("He is calm.\n\nCONTIDENTIAL", None),
        ("He is calm. END COMMENT", None),
        ("He is calm.\n\nUNQUOTE--", None),
        ("He spoke of the quays and of the pilots who had gone to the island of\nGozo", None),
        ("HE SPOKE OF THE QUAYS AND OF THE PILOTS WHO HAD GONE TO THE ISLAND OF\nGOZO.", None),
        ("He is calm.\nXXXXXXXXXXXX", None),
    ],
)
def test_the_surname_that_closes_a_text(ending: str, signature: str | None) -> None:
    found = cable(f"1. (C) {ending}")
    assert found.signature == signature
    if signature:
        assert signature not in found.paragraphs[-1].text


@pytest.mark.parametrize(
    "notice",
    [
        "Visit Embassy Valletta's Classified Web Site:\nhttp://www.state.sgov.gov/p/eur/valletta/",
        "Visit Malta,s Economy and Harbor Forum at\nhttp://www.intelink.gov/communities/state/mal ta",
        "For more reports visit:\nhttp://www.state.sgov.gov/p/eur/valletta/",
        '"Visit Valletta\'s Web Site at http://www.intelink.s\ngov.gov/wiki/Portal:Malta"',
        "Visit Valletta's Classified Web Site at\nhttp://www.sgov.gov/p and the Sea\nBlog at http://www.x.gov/l /",
        "http://www.state.sgov.gov/p/eur/valletta/index.c fm",
        f"{'*' * 40}\nVisit us: http://www.state.sgov.gov/p\n\nIt is on SIPRNET.\n{'*' * 40}",
    ],
)  # fmt: skip
def test_a_website_notice_is_no_text(notice: str) -> None:
    found = cable(f"{ONE}\n{notice}\nWHITLOCK")
    assert [p.text for p in found.paragraphs] == [ONE[7:]] and found.signature == "WHITLOCK"


def test_an_address_in_a_sentence_is_text() -> None:
    text = "The report stands at http://www.ports.mt/report and is long."
    assert cable(f"1. (C) {text}\n\n{TWO}\nWHITLOCK").paragraphs[0].text == text


# items


@pytest.mark.parametrize(
    ("body", "items"),
    [
        ("He asked for:\n-- boats;\n-- pilots.", ["boats;", "pilots."]),
        ("He asked for:\n--mend the quays --lower the tolls", ["mend the quays", "lower the tolls"]),
        ("He asked for:\n-- 5) boats\n--6) pilots", ["5) boats", "6) pilots"]),
        ("He asked for:\n- --BOATS.\n- --PILOTS.", ["BOATS.", "PILOTS."]),
        ("He asked for: - Boats of wood.\n\n- Pilots.", ["Boats of wood.", "Pilots."]),
        ("He asked:\n(1) for boats.\n(2) for pilots.", ["for boats.", "for pilots."]),
        ("He asked:\n(1) for boats, and (2) for pilots.", []),
        ("He asked for boats of wood and of iron and for ropes\n- and for pilots.", []),
        ("He asked for boats\n- not of wood, but of iron - and for ropes.", []),
        ("He asked for boats\n- of wood - ten\n- of iron - two", ["of wood - ten", "of iron - two"]),
        ("Parts:\nA. Quays 1) Old B. Tolls 1) New C. Pilots", ["Quays 1) Old", "Tolls 1) New", "Pilots"]),
        ("Parts:\nA. Stone met John B. Hart and Mark C. Berg", ["Stone met John B. Hart and Mark C. Berg"]),
    ],
)
def test_items_of_a_list(body: str, items: list[str]) -> None:
    assert [item.text for item in cable(f"1. (C) {body}").paragraphs[0].items] == items


def test_text_and_items_can_be_put_together_again() -> None:
    body = "1. (C) Below is the paper.\n\nQuays:\n\n-- Raise them.\n-- Pay.\n\nHarbors:\n\n-- Dredge.\n\nEnd of paper."
    (paragraph,) = cable(body).paragraphs
    texts = ["Below is the paper.\n\nQuays:", "\n\nHarbors:", "\n\nEnd of paper."]
    ends = [item.at for item in paragraph.items]
    assert ends == [len(texts[0]), len(texts[0]), len(texts[0] + texts[1])]
    assert paragraph.text == "".join(texts)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("1. (C - ENTIRE TEXT)\n\n2. HE IS CALM.", "(C - ENTIRE TEXT)"),
        (f"{ONE}\n .\n{TWO}", ONE[7:]),
    ],
)
def test_the_text_of_the_first_paragraph(body: str, text: str) -> None:
    assert cable(body).paragraphs[0].text == text


# the summary


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        ("1. (C) Summary: He is calm. End summary. More.", "He is calm."),
        ("1. (C) He is calm. End summary.", "He is calm."),
        ("1. (C) SUMMARY  He is calm. END SUMMARY", "He is calm."),
        ("1. (C) Summary    He is calm.\nEnd summary.", "He is calm."),
        ("1. (C) Executive Summary  he is calm. End summary.", "he is calm."),
        ("1. (C) Summary and comment He is calm. End summary and comment.", "He is calm."),
        ("1. (C) Summary executions went on. End summary.", "Summary executions went on."),
        ("(C) SUMMARY\n-----------\n\n1. (C) He is calm. END SUMMARY", "He is calm."),
        ("Summary\n-------\n\n1. (U) See para 3.\n\n2. (C) Summary: He is calm.", "He is calm."),
        ("1. (C) Summary: \u0130zmir is calm. End summary. \u0130\u0130\u0130", "\u0130zmir is calm."),
        ("1. (C) In summary, he is calm.", None),
    ],
)
def test_the_summary(body: str, summary: str | None) -> None:
    assert cable(body).summary == summary


QUOTED = "1. HE SAID:  QUOTE\n\n1. DUES WILL RISE.\n\n2. PILOTS WILL BE TRAINED.  {}\n\n2. WE HAVE NO VIEW."


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        (QUOTED.format("UNQUOTE"), [1, 2]),
        (QUOTED.format("\n\nUNQUOTE."), [1, 2]),
        (QUOTED.replace("QUOTE", "QTE").format("UNQTE"), [1, 2]),
        (QUOTED.replace("HE SAID:  QUOTE", "TEXT OF NOTE FOLLOWS.\n\nQUOTE:").format("UNQUOTE)"), [1, 2]),
        (QUOTED.replace("1. DUES", "2. DUES").replace("2. PILOTS", "3. PILOTS").format("UNQUOTE"), [1, 2]),
        # no end; a quotation mark in a sentence; a document that goes on with the cable's own numbers
        (QUOTED.format(""), [1, 1, 2, 2]),
        ("1. HE SAID QUOTE\nNO UNQUOTE.\n\n2. SHE SAID QUOTE YES UNQUOTE.\n\n3. WE LEFT.", [1, 2, 3]),
        ("1. A LETTER.\n\nQUOTE\n\n2. LIGHTS ARE OUT.\n\nUNQUOTE\n\n3. WE HAVE NO VIEW.", [1, 2, 3]),
    ],
)
def test_numbers_between_quote_and_unquote_are_those_of_a_document(body: str, numbers: list[int]) -> None:
    assert [one.number for one in cable(body).paragraphs] == numbers


def test_the_text_between_quote_and_unquote_is_kept_with_its_numbers() -> None:
    first = cable(QUOTED.format("UNQUOTE")).paragraphs[0]
    assert first.text == "HE SAID:  QUOTE\n\n1. DUES WILL RISE.\n\n2. PILOTS WILL BE TRAINED.  UNQUOTE"
    assert [first.text[span.start : span.end] for span in first.quoted] == [first.text]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("(C) The quay is old.\n(C) The ferry sails.", ["The quay is old.", "The ferry sails."]),
        ("(C) The quay is old, and so\n(U) the ferry.", ["The quay is old, and so (U) the ferry."]),
        ("(C) The quay is old.\nThe ferry sails.", ["The quay is old. The ferry sails."]),
        ("1. (C) The quay is old.\n(C) The ferry sails.", ["The quay is old. (C) The ferry sails."]),
    ],
)
def test_a_marking_begins_a_paragraph_among_others_without_numbers(body: str, texts: list[str]) -> None:
    assert [one.text for one in cable(body).paragraphs] == texts


@pytest.mark.parametrize(
    ("body", "markings"),
    [
        ("1. C Korvat left.\n\n2. C He came back.\n\n3. U He wrote.", ["C", "C", "U"]),
        ("1. C Korvat left.\n\n2. (C) He came back.", ["C", "C"]),
        ("1. (C) He went.\n\n2. C Korvat left.\n\n3. (U) He wrote.\n\n4. It rained.", ["C", "C", "U", None]),
        # of a Burmese name, or one among others without
        ("1. U Nyun Sein left.\n\n2. U Nyun Sein came back.", [None, None]),
        ("1. C Company left.\n\n2. It came back.", [None, None]),
        ("1. (C) They left.\n\n2. U Nyun Sein came back.\n\n3. (C) We met.", ["C", None, "C"]),
        ("1. (S) They left.\n\n2. C Company came back.\n\n3. (S) We met.", ["S", None, "S"]),
        ("1. LOU They left.\n\n2. LOU A third came.\n\n3. U He wrote.", ["LOU", "LOU", "U"]),
    ],
)
def test_markings_without_brackets_need_others(body: str, markings: list[str | None]) -> None:
    assert [one.marking for one in cable(body).paragraphs] == markings


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ("Korvat told us that the bank of his brother          B1\nhad bought it.", ["B1"]),
        (
            "Korvat told us that the bank of his brother      1.4(B) 1.4(D)\nhad bought it.",
            ["1.4(B)", "1.4(D)"],
        ),
        (f"Korvat wants the mole and the two\ncranes.{' ' * 50}B5\nHe is calm.", ["B5"]),
        # in a table, and a word
        ("Korvat has roads:\n\nNorth road            B1\nSouth road            B2", []),
        ("Korvat has terms:\n\nRent        1.3(A)        1.4(A)\nRepairs     1.3(B)        1.4(B)", []),
        ("Korvat told us that the bank of his brother    B1\nhad bought it.", []),
    ],
)
def test_codes_beside_prose_show_a_release(lines: str, codes: list[str]) -> None:
    found = cable(f"1. (C) {lines}\n\n2. (C) He is calm.").redactions
    assert [one.code for one in found] == codes


def test_a_quotation_without_end_is_closed_by_the_heading_over_the_next_paragraph() -> None:
    found = cable(f"1. (C) Begin points:\n\n--We ask.\n\n{RULE}\nDesk Officer\n{RULE}\n\n{TWO}")
    assert [h.text for h in found.headings] == ["Desk Officer"]
    assert "Desk Officer" not in found.paragraphs[0].text


def test_a_long_text_without_a_paragraph_is_a_doubt() -> None:
    text = HEAD + "REF: " + "VALLETTA 98 AND " * 40 + "ROME 1\n"
    assert ("no-paragraph" in [d.code for d in parse(text).diagnostics]) == (not parse(text).paragraphs)


def test_the_last_words_of_a_text_that_breaks_off_are_no_signature() -> None:
    found = cable("1. TWO SHEDS BURNED AND THE THIRD WILL\n\nBE CLEARED BEF\n\nEEEEEEEEE")
    assert found.signature is None
    assert "truncated" in {one.code for one in found.diagnostics}


def test_a_heading_without_text_is_not_searched_for_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    def searched(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(body_room, "_closing", searched)
    assert cable("").subject == "HARBOR DUES"


# what begins no item and no paragraph


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        # initials of a name
        ("1. (C) A. B. Korvat (D) and C. Stone (R) spoke.", [(1, "A. B. Korvat (D) and C. Stone (R) spoke.", 0)]),
        ("1. (C) They want:\nA. Boats\nB. Nets", [(1, "They want:", 2)]),
        # a figure that belongs to the word before it
        ("1. (C) Part\nI. of the pact sets tolls, Part\nII. fees.",
         [(1, "Part I. of the pact sets tolls, Part II. fees.", 0)]),
        ("1. (C) He cited Decree No.\n2. The board may amend Article\n3. He left.\n\n2. (C) So did we.",
         [(1, "He cited Decree No. 2. The board may amend Article 3. He left.", 0), (2, "So did we.", 0)]),
        ("1. (C) He said no.\n2. (C) She did not.", [(1, "He said no.", 0), (2, "She did not.", 0)]),
        # words of the marking are the only ones
        ("1. (C - ENTIRE TEXT).\n\n2. TOLLS ROSE.", [(1, "(C - ENTIRE TEXT).", 0), (2, "TOLLS ROSE.", 0)]),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_mark(body: str, paragraphs: list[tuple[int, str, int]]) -> None:
    found = cable(body).paragraphs
    assert [(p.number, p.text, len(p.items)) for p in found] == paragraphs
