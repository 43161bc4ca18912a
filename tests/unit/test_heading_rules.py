"""One-line rules of the heading: each line of a table is one spelling, or one that only looks like it."""

import pytest

from cablecli.facts import tables
from cablecli.facts.edits import is_one_edit
from cablecli.parser import parse
from cablecli.parser.dialects.attributes import Attributes
from cablecli.parser.heading import classified_by, officers, tags
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens import captions, field_labels
from cablecli.parser.tokens.date_time_group import any_group, iso_dtg
from cablecli.parser.tokens.dates import read_date

CABLE = """P 251432Z JUN 09
FM AMEMBASSY VALLETTA
TO SECSTATE WASHDC

C O N F I D E N T I A L VALLETTA 000312

E.O. 12958: DECL: 06/25/2019
TAGS: PREL, MT
SUBJECT: HARBOR DUES

REF: {reference}

1. (C) The minister said that dues would rise.
WHITLOCK
"""


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("TAS", "TAGS", True),  # left out
        ("TAGES", "TAGS", True),  # added
        ("TABS", "TAGS", True),  # changed
        ("TASG", "TAGS", True),  # turned round
        ("TAGS", "TAGS", False),
        ("TBGA", "TAGS", False),
        ("TA", "TAGS", False),
        ("", "X", True),
    ],
)
def test_one_edit(word: str, known: str, near: bool) -> None:
    assert is_one_edit(word, known) is near


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ("VALETTA", "VALLETTA"),
        ("TRIPOLLI", "TRIPOLI"),
        ("SAN SALVADR", "SANSALVADOR"),
        ("SECSTAET", "STATE"),
        ("BERG", None),  # too short: four letters are near too much
        ("KORVAT", None),
    ],
)
def test_posts_one_letter_off(name: str, post: str | None) -> None:
    assert tables.post_near(name) == post


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("TAS: PREL, MT", "tags"),
        ("TAGS, PREL, MT", "tags"),
        ("TGAS PREL MT", "tags"),
        ("TABS: see the list in paragraph 4", None),
        ("BAGS: WERE LOST", None),
        ("SUBEJCT: HARBOR DUES", "subject"),
        ("SUBJECTS HARBOR DUES", None),
        ("OBJECT: HARBOR DUES", None),
        ("RFE: ROME 12", "ref"),
        ("REG: A. ROME 12", "ref"),
        ("REG: THE QUAY", None),
        ("E.P. 12958: N/A", "eo"),
        ("EMO. 11652: GDS", "eo"),
        ("TAG5: PREL, MT", "tags"),
        ("5UBJECT: HARBOR DUES", "subject"),
        ("15: HARBOR DUES", None),
        ("IN 12958 SHIPS", None),
    ],
)
def test_labels_one_letter_off(line: str, field: str | None) -> None:
    label = field_labels.near_label(line)
    assert (label.field if label else None) == field


@pytest.mark.parametrize(
    ("line", "is_label"),
    [
        ("CLASIFIED BY DCM ADA STONE", True),
        ("CLASSIFIED BT: DCM Ada Stone", True),
        ("CLASSIFIEDBY: Ada Stone, reasons 1.4 (b)", True),
        ("CLASSIFIED: Ada Stone, reasons 1.4 (b)", True),
        ("CAUSED BY: Ada Stone, 1.4 (b)", True),
        ("CAUSED BY: the strike", False),
        ("CLARIFIED BY the board", False),
        ("CLASSIFIED: the plans of the quay", False),
    ],
)
def test_labels_of_who_classified(line: str, is_label: bool) -> None:
    assert (field_labels.mis_keyed_classifier(line) is not None) is is_label


@pytest.mark.parametrize(
    ("field", "value", "rest"),
    [
        ("eo", "DECL: 06/25/2019 TAGS: PREL", "TAGS: PREL"),
        ("eo", "DECL: 06/25/2019 AGS: PREL, MT", "AGS: PREL, MT"),
        ("eo", "12958: N/A TAGS PREL MT", "TAGS PREL MT"),
        ("eo", "12958: N/ATAGS: PREL, MT", "TAGS: PREL, MT"),
        ("eo", "DECL: 06/25/2019 SIPDIS", "SIPDIS"),
        ("eo", "DECL: UPON THE SIGNING", None),
        ("tags", "PREL, PGOV, MT SUBJECT: DUES", "SUBJECT: DUES"),
        ("subject", "THE TALKS IN VALLETTAREF: ROME 98", "REF: ROME 98"),
        ("subject", "STAYS AS PRIMEREF: A. ROME 98", "REF: A. ROME 98"),
        ("subject", "THE TALKSClassified By: DCM Ada Stone", "Classified By: DCM Ada Stone"),
        ("subject", "BRIEF: THE DUES RISE AGAIN", None),
        ("subject", "WHAT IS UNCLASSIFIED BY NOW", None),
        ("subject", "PAPERS CLASSIFIED BY THE BOARD REACH US", None),
        ("subject", "PAPERS CLASSIFIED BY THE DCM, REASON 1.4 (B)", "CLASSIFIED BY THE DCM, REASON 1.4 (B)"),
        ("subject", "KORVAT ON TAGS: A NEW IDEA", None),
        ("ref", "A. ROME 98 Classified By: DCM", "Classified By: DCM"),
        (None, "STATE FOR EUR/WE E.O. 12958: N/A", "E.O. 12958: N/A"),
    ],
)
def test_labels_inside_a_line(field: str | None, value: str, rest: str | None) -> None:
    at = field_labels.inner_label(field, value)
    assert (None if at is None else value[at:]) == rest


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("SMIGEWWTPGOVMT", ["SMIG", "EWWT", "PGOV", "MT"]),
        ("PREL, MTPHUM", ["PREL", "MT", "PHUM"]),
        ("UNESCO, ECOWAS", ["UNESCO", "ECOWAS"]),
        ("COUNTER TERRORISM, PREL", ["COUNTER TERRORISM", "PREL"]),
        ("PREL, UNGA/C-3, MT", ["PREL", "UNGA/C-3", "MT"]),
        ("PREL/PGOV", ["PREL", "PGOV"]),
        ("EFIN, NA, NL", ["EFIN", "NA", "NL"]),
        ("NA", []),
        ("PREL, N/A", ["PREL"]),
        ("PREL AND PGOV", ["PREL", "PGOV"]),
        ("ECON MT HARBORS AND SHIPPING", ["ECON", "MT", "HARBORS AND SHIPPING"]),
        ("PREL, GOM EXTERNAL, MT", ["PREL", "GOM EXTERNAL", "MT"]),
        ("PREL, EUN, USEU BRUSSELS", ["PREL", "EUN", "USEU BRUSSELS"]),
        ("PREL, PGOV MT, SMIG", ["PREL", "PGOV", "MT", "SMIG"]),
        ("ETRN, SBE P, MT", ["ETRN", "SBE", "P", "MT"]),  # letters that a scanner lost
        ("OVIP (KORVAT, ILAN), PREL", ["OVIP", "KORVAT, ILAN", "PREL"]),
        ("OVIP KORVAT MORGAN PREL", ["OVIP", "KORVAT MORGAN", "PREL"]),  # no MORG, AN
        ("OVIP CARRIE KORVAT PREL", ["OVIP", "CARRIE KORVAT", "PREL"]),
        ("OVIP KORVAT PRELMT", ["OVIP", "KORVAT", "PREL", "MT"]),
        ("PREL MORGAN", ["PREL", "MORG", "AN"]),
    ],
)
def test_tags(line: str, found: list[str]) -> None:
    assert [tag.tag for tag in tags.read(line, 1976)] == found


@pytest.mark.parametrize(
    ("field", "ids"),
    [
        ("VALETTA 98, ROME 12", ["09VALLETTA98", "09ROME12"]),
        ("VALL 98", ["09VALLETTA98"]),
        ("PANAMA 98", ["09PANAMA98"]),
        ("MANAMA 98", ["09MANAMA98"]),
        ("BERG 12 MEMO", [None]),
        ("08 R0ME 944", ["08ROME944"]),
        ("O8 ROME 944", ["08ROME944"]),
        ("STATE: 10721", ["09STATE10721"]),
        ("UNSCR: 1757", [None]),
        ("08-ROME-98", ["08ROME98"]),
        ("ROME 98 OF MAY 2, 2008", ["08ROME98"]),
        ("ROME 98 (2 MAY 2008)", ["08ROME98"]),
        ("ROME 98 DTD 5/2/08", ["08ROME98"]),
        ("ROME 98 (DTG 031402Z MAR 05)", ["05ROME98"]),
        ("ROME 98, 031402Z MAR 05", ["05ROME98"]),
        ("ROME 98, MAY 2", ["09ROME98"]),
        ("A ROME 98 B TUNIS 90", ["09ROME98", "09TUNIS90"]),
        ("A) ROME 98 B) STONE EMAIL 2/2/09 B) ROME 90", ["09ROME98", None, "09ROME90"]),
        ("A. ROME 98 B. AND PREVIOUS", ["09ROME98"]),
        ("A. DAILY REPORT B. 2008", [None, None]),
        ("A. 98 B. 99", ["09VALLETTA98", "09VALLETTA99"]),
        ("A. ROME 12 (08) B. 98", ["08ROME12", "09VALLETTA98"]),
        ("A. 08 VALLETTA 98 B. 99", ["08VALLETTA98", "08VALLETTA99"]),
        ("ROME CABLES 12 AND 0208 (2008)", ["08ROME12", "08ROME208"]),
        ("ROME CABLE 12 AND TUNIS CABLES 14, 16", ["09ROME12", "09TUNIS14", "09TUNIS16"]),
        ("ROME 12 AND 208 (2008)", ["09ROME12", "08ROME208"]),
        ("ROME 12 AND A-48", ["09ROME12", None]),
        ("A-48 AND ROME 12", [None, "09ROME12"]),
        ("A-48, AUGUST 2, 2008", [None]),
        ("(A) ROME 98 (B) STATE\n\n12633", ["09ROME98", "09STATE12633"]),
        ("A) ROME 98 B) STONE E-MAIL\n\nOF 2/6 C) STATE 12", ["09ROME98", None, "09STATE12"]),
    ],
)
def test_references(field: str, ids: list[str | None]) -> None:
    assert [one.id for one in parse(CABLE.format(reference=field)).references] == ids


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("Ambasador Dana Whitlock", "Ambasador", "Dana Whitlock"),
        ("AMBASSAD0R DANA WHITLOCK", "AMBASSAD0R", "DANA WHITLOCK"),
        ("Deputy Principal Offcer Nils Berg", "Deputy Principal Offcer", "Nils Berg"),
        ("DCM Ruth Minster", "DCM", "Ruth Minster"),
        ("Counselor Anna Officer", "Counselor", "Anna Officer"),
        ("Ambassador Lord", "Ambassador", "Lord"),
        ("DCM R. Dean Amari", "DCM", "R. Dean Amari"),
        ("Charge d' Affaires Ada Stone", "Charge d' Affaires", "Ada Stone"),
        ("CHARGE D'AFFAIRS ADA STONE", "CHARGE D'AFFAIRS", "ADA STONE"),
        ("Charge Affaires Ada Stone", "Charge Affaires", "Ada Stone"),
        ("Charge d'Affires Ada Stone", "Charge d'Affires", "Ada Stone"),
        ("Ambassador D'Affara Stone", "Ambassador", "D'Affara Stone"),
        ("Pol/Econ Couns Nils Berg", "Pol/Econ Couns", "Nils Berg"),
        ("POL MIN COUN NILS BERG", "POL MIN COUN", "NILS BERG"),
        ("Ambassador Min Park", "Ambassador", "Min Park"),
        (
            "Ada Stone, Ambassador, U.S. Embassy - Valletta, U.S. Dept of State",  # a word of signs alone
            "Ambassador, U.S. Embassy - Valletta, U.S. Dept of State",
            "Ada Stone",
        ),
        ("AMBASSADOR-AT-LARGE NILS BERG", "AMBASSADOR-AT-LARGE", "NILS BERG"),
        ("Acting DCM/Ruth Amari", "Acting DCM", "Ruth Amari"),
        ("Deputy Chief of Mission: Ruth A. Berg", "Deputy Chief of Mission", "Ruth A. Berg"),
        ("AMB:DWHITLOCK", "AMB", "DWHITLOCK"),
        ("EUR/FO - RUTH AMARI", "EUR/FO", "RUTH AMARI"),
        ("Envoy for Ports and Harbors Nils C. Stone", "Envoy for Ports and Harbors", "Nils C. Stone"),
        ("Ada Stone, Econ Chief, DOS, EXEC", "Econ Chief, DOS, EXEC", "Ada Stone"),
        ("Political Counselor", "Political Counselor", None),
        ("A...", None, None),
        ("Ambassador Whitlock by", "Ambassador", "Whitlock"),
        ("STATE CLASSIFICATION GUIDE BY RUTH AMARI", None, "RUTH AMARI"),
    ],
)
def test_officers(text: str, title: str | None, name: str | None) -> None:
    assert officers.read(text) == (title, name)


@pytest.mark.parametrize(
    ("behind", "reasons"),
    [
        ("for reasons 1.4 (b) and (d)", ("1.4(b)", "1.4(d)")),
        ("based upon reasons 1.4 (B)", ("1.4(b)",)),
        ("on the basis of 1.4 (b)", ("1.4(b)",)),
        ("REAS0N: l.4 (b-d)", ("1.4(b)", "1.4(c)", "1.4(d)")),
        ("for Reas (b) and (d)", ()),
        (": 1.2 (B), (D)", ()),
    ],
)
def test_reasons(behind: str, reasons: tuple[str, ...]) -> None:
    lines = Lines(f"Classified By: DCM Ada Stone {behind}")
    found = classified_by.read(lines.text[0], lines.span(0, 0)).officer
    assert found and (found.name, found.title, found.reasons) == ("Ada Stone", "DCM", reasons)


@pytest.mark.parametrize(
    ("group", "when"),
    [
        ("R 251301Z FEB 75", "1975-02-25T13:01Z"),
        ("R 312359A DEC 74", "1974-12-31T22:59Z"),  # an hour ahead
        ("R 312359N DEC 74", "1975-01-01T00:59Z"),  # an hour behind
        ("R 312359J DEC 74", None),
        ("R 312459Z DEC 74", None),
        ("R 2513012 FEB 75", "1975-02-25T13:01Z"),  # what scanners make of Z
        ("R 2513017 FEB 75", "1975-02-25T13:01Z"),
        ("P 271036Z APR 20009", None),
        ("P 271036Z APR 2209", None),
        ("P 271036Z ARP 09", None),
    ],
)
def test_date_time_groups(group: str, when: str | None) -> None:
    found = any_group(group)
    assert found and iso_dtg(found) == when


@pytest.mark.parametrize(
    ("below", "heading", "reasons"),
    [
        ("Reasons for Hope\n----------------", "Reasons for Hope", ()),
        ("1.4 Million Tons\n----------------", "1.4 Million Tons", ()),
        ("Reason One: Money", "Reason One: Money", ()),
        ("Reason One\n----------", "Reason One", ()),
        ("Reason 1.4 (b)", None, ("1.4(b)",)),
        ("1.4 (b) and (d)", None, ("1.4(b)", "1.4(d)")),
    ],
)
def test_a_title_below_a_blank_line_is_no_reason(
    below: str, heading: str | None, reasons: tuple[str, ...]
) -> None:
    text = CABLE.replace("REF: {reference}", f"Classified By: DCM Ruth Corliss\n\n{below}")
    cable = parse(text)
    assert cable.classified_by and cable.classified_by.reasons == reasons
    assert (cable.paragraphs[0].heading, cable.leftovers) == (heading, ())


@pytest.mark.parametrize(
    ("line", "passes"),
    [
        ("NSC FOR SENIOR DIRECTOR STONE", True),
        ("FOR: AGATT", True),
        ("DEPT PLEASE PASS TO USTR", True),
        ("JCS PASS J-5", True),
        ("EUR/WE, INR/R", True),
        ("FOLLOWING REPEAT VALLETTA 347", True),
        ("PORT SENSITIVE", False),
        ("PASSAGE OF THE BILL", False),
    ],
)
def test_passing_lines(line: str, passes: bool) -> None:
    assert captions.passes(line) is passes


def test_a_passing_line_goes_on_with_and() -> None:
    lines = "STATE FOR EUR/WE (STONE, LEKIC), INR (BERG)\nAND EEB/TRA\nTREASURY FOR OASIA\n\n"
    joined = "STATE FOR EUR/WE (STONE, LEKIC), INR (BERG) AND EEB/TRA"
    assert parse(CABLE.replace("E.O.", f"{lines}E.O.")).passing == (joined, "TREASURY FOR OASIA")


@pytest.mark.parametrize(
    ("above", "lines"),
    [
        # wrapped where the part in front of a semicolon names nobody
        ("DEPT FOR AF/W, EB/TRA, AND L; ROME FOR REGIONAL MARITIME\nATTACHE; USDOT FOR OST", 1),
        ("DEPT FOR AF/W; ROME FOR ECON\nUSDOT FOR OST", 2),
    ],
)
def test_passing_lines_are_unwrapped(above: str, lines: int) -> None:
    assert len(parse(CABLE.replace("E.O.", f"{above}\n\nE.O.")).passing) == lines


@pytest.mark.parametrize(
    ("old", "new", "field", "value"),
    [
        ("SUBJECT: HARBOR DUES", "SUBJECT: SUBJECT MATTER EXPERTS", "subject", "SUBJECT MATTER EXPERTS"),
        ("SUBJECT: HARBOR DUES", "SUBJECT: SUBJ: HARBOR DUES", "subject", "HARBOR DUES"),
        ("DUES\n\nREF: {reference}\n", "DUES\nSUMMARY\n", "subject", "HARBOR DUES"),
        ("DUES\n\nREF: {reference}\n\n1. (C) The", "DUES\nP1. (C) The", "subject", "HARBOR DUES"),
        ("DUES\n\nREF: {reference}\n\n1. (C) The", "DUES\n1, The", "subject", "HARBOR DUES"),
        ("DUES\n", "DUES\nIN SLIEMA\n", "subject", "HARBOR DUES IN SLIEMA"),
        (
            "DUES\n\nREF: {reference}\n",
            "DUES\nSECRET\nSECRET\n\nPAGE 02  ROME 00612  091152Z\n\nIN MALTA\n",
            "subject",
            "HARBOR DUES IN MALTA",
        ),
        ("TAGS: PREL, MT\n", "EFIS, EWWT, PREL,\nMT\n", "tags", ["EFIS", "EWWT", "PREL", "MT"]),
        ("DUES\n", "DUES\nContains business proprietary information.\n", "subject", "HARBOR DUES"),
        ("DUES\n", "DUES\nContains words of two\nshipping companies.\n", "subject", "HARBOR DUES"),
        ("DUES\n", "DUES\nC O R R E C T E D  C O P Y (ADDED TAGS)\n", "corrected_copy", "ADDED TAGS"),
        ("PREL, MT\n", "PREL / PGOV /\nEWWT / MT\n", "tags", ["PREL", "PGOV", "EWWT", "MT"]),
        ("PREL, MT\n", "PREL - PGOV -\nEWWT - MT\n", "tags", ["PREL", "PGOV", "EWWT", "MT"]),
        ("MT\nSUBJECT:", "FR SENV\nIR, ULH, LE\nSUBIECT:", "tags", ["PREL", "FR", "SENV", "IR", "ULH", "LE"]),
        ("E.O. 12958: DECL: 06/25/2019\nTAGS:", "TACS:", "tags", ["PREL", "MT"]),
        (
            "FM AMEMBASSY VALLETTA\nTO SECSTATE WASHDC\n\nC O N F I D E N T I A L VALLETTA 0",
            "SECRET VALLETTA OO",
            "id",
            "09VALLETTA312",
        ),
        ("VALLETTA 000312", "SECTION 1 OF 2 VALLETTA 0312/1", "sections", 2),
        (
            "C O N F I D E N T I A L",
            "C 0 N F I D E N T I A L SECTION 01 OF 02",
            "classification",
            "CONFIDENTIAL",
        ),
    ],
)
def test_a_worn_or_odd_line_of_the_heading(old: str, new: str, field: str, value: object) -> None:
    assert old in CABLE
    found = parse(CABLE.replace(old, new)).to_dict()[field]
    assert ([tag["tag"] for tag in found] if field == "tags" else found) == value


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("1. (U) Classified by the Ambassador, reason 1.4 (b)", "classified"),
        ("1. (U) Classified by the deputy chief of mission, reason 1.4 (b)", "classified"),
        ("Classified by a. Stone", "classified"),
        # a sentence
        ("1. (U) Classified by the ministry as a monument, the mill stays.", None),
        ("Classified by an expert as a stork, the bird left.", None),
    ],
)
def test_a_sentence_about_what_somebody_classified_is_no_label(line: str, field: str | None) -> None:
    label = field_labels.head_label(line)
    assert (label.field if label else None) == field


@pytest.mark.parametrize(
    ("below", "name"),
    [
        ("Classified By: DCM Ann Lee, reasons 1.4 (b) and (d).", "Ann Lee"),
        ("CLASSIFIED BY: DCM ANN\nLEE. REASONS: 1.4 (B), (D).\n\nNNNN", "ANN LEE"),
        ("Classified by whom we do not know.", None),
        ("CLASSIFIED BY: Ann Lee, Acting Director, A/GIS/IPS\nREASON: 1.4(D)", None),
    ],
)
def test_who_classified_below_the_signature(below: str, name: str | None) -> None:
    cable = parse(f"{CABLE}\n{below}\n")
    assert (cable.classified_by.name if cable.classified_by else None) == name
    assert cable.signature == "WHITLOCK"


def test_a_classification_line_far_below_the_top_is_one() -> None:
    cable = parse(CABLE.replace("\n\nC O N F", "\n" + "SUBJECT: HARBOR DUES\n" * 60 + "\nC O N F"))
    assert (cable.classification, cable.mrn.number) == ("CONFIDENTIAL", 312)


def test_a_worn_first_number_ends_the_references() -> None:
    text = CABLE.format(reference="ROME 98\nI. THE DUES WILL RISE IN MAY.\n\n2. HE IS CALM.")
    assert [one.text for one in parse(text.partition("\n\n1. (C)")[0]).references] == ["ROME 98"]


def test_a_dash_before_the_letter_of_a_reference() -> None:
    cable = parse(CABLE.format(reference="A. ROME 98\n     -B. TUNIS 90"))
    assert [(one.label, one.id) for one in cable.references] == [("A", "09ROME98"), ("B", "09TUNIS90")]


def test_a_bare_level_below_a_text_without_heading_is_no_classification_line() -> None:
    text = (
        "1. THE SMELTER WILL BE READY IN MAY, THE MINISTER SAID, AND NOT BEFORE THAT.\n\n"
        "2. HE IS CALM ABOUT IT, AND SO ARE ALL THE OTHERS WHO HEARD OF IT.\n\nSTONE\n"
    )
    assert len(parse(f"{text}\nUNCLASSIFIED\n").paragraphs) == 2


def test_a_heading_with_its_rule_is_not_the_rest_of_the_subject() -> None:
    cable = parse(CABLE.replace("REF: {reference}\n", "").replace("DUES\n\n", "DUES\nPILOTS\n------\n"))
    assert cable.subject == "HARBOR DUES"
    assert [one.heading for one in cable.paragraphs] == ["PILOTS"]


def test_a_raised_figure_is_no_number() -> None:
    text = "VZCZC\nDE RUMD 141 2091105\nP\nFM D\nSECRET SECTION 9 OF 3 000019\u00b24\nFM "
    assert parse(text).mrn.number == 141


@pytest.mark.parametrize("field", ["TAGS: PREL, MT", "REF: {reference}"])
def test_a_field_too_long_to_be_taken_apart_is_told_and_kept(field: str) -> None:
    label, _, _ = field.partition(" ")
    value = "PREL, " * 12_000
    cable = parse(CABLE.replace(field, f"{label} {value}"))
    assert "field-long" in {one.code for one in cable.diagnostics}
    kept = [one.text for one in (*cable.references, *cable.leftovers) if len(one.text) > 65_536]
    assert [text.count("PREL") for text in kept] == [12_000]


@pytest.mark.parametrize(
    "line",
    [
        "RUEKJCS/JOINT STAFF WASHDC PRIORITY RHHMUNA/CDR USPACOM HONOLULU HI PRIORITY RHEHNSC/NSC WASHDC PRIORITY",
        "ZFF4 RUEHC FM AMEMBASSY VALLETTA TO SECSTATE WASHDC INFO AMEMBASSY ROME PRIORITY AMEMBASSY TUNIS PRIORITY",
    ],
)
def test_a_line_of_a_heading_that_lost_its_line_ends_is_left_over(line: str) -> None:
    cable = parse(
        CABLE.format(reference="A. ROME 1").replace("SECSTATE WASHDC\n", f"SECSTATE WASHDC\n{line}\n")
    )
    assert not any(line[:12] in one.address for one in (*cable.heading.action, *cable.heading.info))
    assert any(line in rest.text for rest in cable.leftovers)


def test_fields_above_the_classification_line_count_where_none_stand_below() -> None:
    fields, level = "TAGS: PREL, MT\nSUBJECT: HARBOR DUES\n\nREF: ROME 21", "C O N F I D E N T I A L"
    text = CABLE.format(reference="ROME 21").replace(fields, "").replace(level, f"{fields}\n\n{level}")
    cable = parse(text)
    assert (cable.subject, [tag.tag for tag in cable.tags]) == ("HARBOR DUES", ["PREL", "MT"])
    assert [one.id for one in cable.references] == ["09ROME21"]


def test_a_heading_in_one_line_is_left_over() -> None:
    line = "P 251432Z JUN 09 FM AMEMBASSY VALLETTA TO SECSTATE WASHDC INFO AMEMBASSY ROME AMEMBASSY TUNIS PRIORITY"
    cable = parse(CABLE.format(reference="A. ROME 1").partition("\n\n")[2])
    assert cable.heading.dtg is None
    cable = parse(f"{line}\n\n{CABLE.format(reference='A. ROME 1').partition(chr(10) * 2)[2]}")
    assert cable.heading.routing == ()
    assert any(line in rest.text for rest in cable.leftovers)


@pytest.mark.parametrize("year", ["1073", "1900", "2101", "6907"])
def test_a_year_that_no_cable_can_have_makes_no_date(year: str) -> None:
    assert read_date(f"February 5, {year}") is None
    assert Attributes({"Draft Date": f"05 FEB {year}"}, {}).date("Draft Date") is None


@pytest.mark.parametrize(
    ("lines", "address"),
    [
        ("JOINT STAFF WASHDC//J2/J3/\nJ5/J7//", "JOINT STAFF WASHDC//J2/J3/J5/J7//"),
        ("SECSTATE WASHDC//EUR/WE/\nINR/B//", "SECSTATE WASHDC//EUR/WE/INR/B//"),
        ("SECSTATE WASHDC\nINFO PAGE 01", "SECSTATE WASHDC"),
    ],
)
def test_an_address_with_its_offices(lines: str, address: str) -> None:
    heading = parse(CABLE.replace("SECSTATE WASHDC", lines)).heading
    assert [one.address for one in heading.action] == [address] and heading.info == ()


def test_a_person_in_brackets_goes_on_with_tags() -> None:
    assert [one.tag for one in parse(CABLE.replace("PREL, MT", "PREL, MT\n(KORVAT)")).tags] == [
        "PREL",
        "MT",
        "KORVAT",
    ]


WHOLE = """P 251432Z JUN 09
FM AMEMBASSY VALLETTA
TO RUEHC/SECSTATE WASHDC PRIORITY 1876
INFO RUEHRO/AMEMBASSY ROME 0310
RUEHFR/AMEMBASSY PARIS 0653

S E C R E T VALLETTA 000312

NOFORN
SIPDIS

E.O. 12958: DECL: 06/25/2019
TAGS: PREL, MT
SUBJECT: HARBOR MINISTER KORVAT ON THE NEW TALKS
WITH ITALY
REF: A. ROME 12
     B. PARIS 13

Classified By: DCM Ada Stone for reasons 1.4 (b)
and (d).

1. (C) They met.
WHITLOCK
"""
PLACES = [
    k
    for k, line in enumerate(WHOLE.split("\n"))
    if k >= 2 and line not in ("", "WHITLOCK", "1. (C) They met.")
]


@pytest.mark.parametrize("page", ["\nSECRET\n", "\nSECRET\n\f\nSECRET\n", "\n      - 2 -\n", "\f"])
@pytest.mark.parametrize("place", PLACES)
def test_a_page_may_end_at_each_line_of_a_heading(place: int, page: str) -> None:
    lines = WHOLE.split("\n")
    cable = parse("\n".join((*lines[:place], page, *lines[place:])))
    assert [one.address for one in (*cable.heading.action, *cable.heading.info)] == [
        "SECSTATE WASHDC", "AMEMBASSY ROME", "AMEMBASSY PARIS",
    ]  # fmt: skip
    assert (cable.classification, cable.captions) == ("SECRET//NOFORN", ("NOFORN", "SIPDIS"))
    assert [tag.tag for tag in cable.tags] == ["PREL", "MT"]
    assert cable.subject == "HARBOR MINISTER KORVAT ON THE NEW TALKS WITH ITALY"
    assert [one.label for one in cable.references] == ["A", "B"]
    assert cable.classified_by and cable.classified_by.reasons == ("1.4(b)", "1.4(d)")
    assert (len(cable.paragraphs), cable.headings, cable.leftovers) == (1, (), ())


@pytest.mark.parametrize(
    ("old", "new", "level"),
    [
        ("S E C R E T VALLETTA 000312", "SECRET", "SECRET//NOFORN"),  # a level alone where none has a number
        ("P 251432Z", "UNCLASSIFIED\n\nP 251432Z", "SECRET//NOFORN"),  # above the heading
        ("\nSIPDIS", "\nSIPDIS\nSECRET//NODIS", "SECRET//NOFORN"),  # with a caption of its own
    ],
)
def test_a_level_alone_that_is_no_banner_of_a_page(old: str, new: str, level: str) -> None:
    cable = parse(WHOLE.replace(old, new))
    assert cable.classification == level
    assert cable.captions[:2] == ("NOFORN", "SIPDIS") and ("NODIS" in new) == ("NODIS" in cable.captions)


def test_a_level_alone_in_a_subject() -> None:
    cable = parse(WHOLE.replace("NEW TALKS\nWITH ITALY", "PORTS STILL\nRESTRICTED"))
    assert cable.subject == "HARBOR MINISTER KORVAT ON THE PORTS STILL RESTRICTED"


@pytest.mark.parametrize(
    ("below", "subject"),
    [
        ("29, 2009\n\n1. (C) They met.", "THE PORTS OF MALTA, SEPTEMBER 29, 2009"),
        ("1. (C) They met.", None),
        ("1. THEY MET.", None),
    ],
)
def test_a_date_behind_a_page_marker_in_a_subject(below: str, subject: str | None) -> None:
    marker = "\n\nVALLETTA 00000312  002 OF 003 \n \n \n"
    cable = parse(
        CABLE.split("SUBJECT")[0] + f"SUBJECT: THE PORTS OF MALTA, SEPTEMBER{marker}{below}\nWHITLOCK\n"
    )
    assert cable.subject == (subject or "THE PORTS OF MALTA, SEPTEMBER")
    assert [one.number for one in cable.paragraphs] == [1]


TWO_SECTIONS = """\
R 251432Z FEB 76
{}FM AMEMBASSY VALLETTA
TO SECSTATE WASHDC 112
INFO AMEMBASSY ROME

CONFIDENTIAL SECTION 1 OF 2 VALLETTA 112

TAGS: PREL, MT
SUBJ: DUES

1. HE SAID THAT DUES WERE NOT
{}R 251432Z FEB 76
FM AMEMBASSY VALLETTA
TO SECSTATE WASHDC 113

CONFIDENTIAL SECTION 2 OF 2 VALLETTA 112
PAID.
STONE
"""


@pytest.mark.parametrize(
    "line", ["INFO AF/W-03 OCT-01 /033 W", "INFO EAP-OO OCT-0l", "AF/W-03 OCT-01 /O33 W", "INFO  OCT-01AF-O0"]
)
def test_a_line_of_the_distribution_is_one_wherever_it_stands(line: str) -> None:
    for places in ((f"{line}\n", ""), ("", f"{line}\n")):
        cable = parse(TWO_SECTIONS.format(*places))
        assert [one.address for one in cable.heading.info] == ["AMEMBASSY ROME"]
        assert cable.paragraphs[0].text.endswith("NOT PAID.")
        assert not cable.leftovers


@pytest.mark.parametrize(
    "line", ["INFO SS 20,GPM 04,SR 01", "INFO AID 30, ARA/LA 08, /038 W", "USIA 12, /104 W"]
)
def test_a_distribution_with_blanks_for_hyphens_names_no_addressees(line: str) -> None:
    cable = parse(f"{line}\n{TWO_SECTIONS.format('', '')}")
    assert [one.address for one in cable.heading.info] == ["AMEMBASSY ROME"]
    assert not cable.leftovers


@pytest.mark.parametrize(
    ("lines", "addresses", "passing"),
    [
        ("AMEMBASSY ROME\nUSCINCEUR VAIHINGEN GE\n\nSTATE PASS USTR", 2, ("STATE PASS USTR",)),
        ("AMEMBASSY ROME\nHQ USEUCOM VAIHINGEN GE PRIORITY 0112\nJOINT STAFF WASHDC", 3, ()),
        ("AMEMBASSY ROME\nUSDOC WASHDC FOR 4212", 1, ("USDOC WASHDC FOR 4212",)),
        ("AMEMBASSY ROME\nTREASURY FOR STONE", 1, ("TREASURY FOR STONE",)),
    ],
)
def test_info_below_the_classification_line_has_commands_and_agencies_too(
    lines: str, addresses: int, passing: tuple[str, ...]
) -> None:
    heading = (
        "R 251432Z JUN 09\nFM AMEMBASSY VALLETTA\nTO SECSTATE WASHDC\nUNCLAS VALLETTA 000112\n\nSIPDIS\n\n"
    )
    read = parse(
        f"{heading}INFO {lines}\n\nE.O. 12958: N/A\nTAGS: EWWT\nSUBJECT: TUGS\n\n1. A TUG.\n\n2. IT SAILS.\n"
    )
    assert len(read.heading.info) == addresses
    assert read.passing == passing


def test_thousands_of_lines_of_codes_are_no_fault() -> None:
    cable = parse(CABLE.replace("TAGS: PREL, MT\n", "PREL,\n" * 3_000).format(reference="ROME 98"))
    assert cable.id == "09VALLETTA312"
