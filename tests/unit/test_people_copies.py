"""Lists of people in copies: rules, banners, stamps and redactions among the rows."""

import pytest

from cablecli import parse

ABOVE = "FM AMEMBASSY VALLETTA\nTO SECSTATE WASHDC\n\nC O N F I D E N T I A L VALLETTA 000112\n\nSUBJECT: PORTS\n\n"
LISTED = (
    "1. (C) They agreed.\n\n2. (U) Participants:\n\nMalta\nCol. Pavel Sant, Head of Delegation\nRene Zammit\n"
)
THREE = ["Pavel Sant", "Rene Zammit", "Ruth Amari"]


@pytest.mark.parametrize("rule", ["--------------------", "\n=====", "____________________________________"])
@pytest.mark.parametrize("end", ["WHITLOCK\n", "\nWHITLOCK\n\nNNNN\n", ""])
def test_a_rule_above_the_end_of_the_text_underlines_nobody(rule: str, end: str) -> None:
    cable = parse(f"{ABOVE}{LISTED}Ruth Amari, Notetaker\n{rule}\n{end}")
    assert [one.name for one in cable.participants] == THREE
    assert cable.headings == ()


@pytest.mark.parametrize("end", ["They ate.\n", "WHITLOCK\n", "3. (C) They ate.\nWHITLOCK\n"])
def test_a_heading_apart_below_a_list_is_nobody(end: str) -> None:
    cable = parse(f"{ABOVE}{LISTED}Ruth Amari, Notetaker\n\nOpen Skies\n----------\n\n{end}")
    assert [one.name for one in cable.participants] == THREE
    assert [heading.text for heading in cable.headings] == ["Open Skies"]


WITHHELD = {  # rows with codes for withheld names, `/` for a line end, and who they are: title, name, role
    "DCM Pike/(b)(6)/Poloff (b)(6) (notetaker)/Luz Sal, Mayor": [
        "DCM|Pike|", "|(b)(6)|", "Poloff|(b)(6)|", "|Luz Sal|Mayor",
    ],
    "DCM Pike/(b) (6)/(b)(7)(C), Mayor/Luz Sal, Mayor": [
        "DCM|Pike|", "|(b) (6)|", "|(b)(7)(C)|Mayor", "|Luz Sal|Mayor",
    ],
    "DCM Pike/Poloff (b)(6)/Poloff (b)(6)/Poloff (b)(6)/Luz Sal, Mayor": [
        "DCM|Pike|", "Poloff|(b)(6)|", "Poloff|(b)(6)|", "Poloff|(b)(6)|", "|Luz Sal|Mayor",
    ],
    "DCM Pike; Minister of State (b)(3); (B)(1); and Luz Sal": [
        "DCM|Pike|", "Minister of State|(b)(3)|", "|(B)(1)|", "|Luz Sal|",
    ],
    # behind a name or an office something else is withheld
    "DCM Ada Pike (b)(6)/Luz Sal, adviser (b)(6)": ["DCM|Ada Pike|", "|Luz Sal|adviser (b)(6)"],
    # no codes
    "(a) DCM Pike/(b) Luz Sal, Mayor": ["DCM|Pike|", "|Luz Sal|Mayor"],
    "(1) DCM Pike (CDA) (2) Luz Sal (Ports) (3) Minister Borg": ["DCM|Pike|CDA", "|Luz Sal|Ports", "Minister|Borg|"],
}  # fmt: skip


@pytest.mark.parametrize("rows", WITHHELD)
def test_codes_for_withheld_names(rows: str) -> None:
    text = rows.replace("/", "\n")
    found = parse(
        f"{ABOVE}1. (C) They met.\n\n2. (U) Participants:\n\n{text}\n\n3. (C) They left.\n"
    ).participants
    assert ["|".join(part or "" for part in (p.title, p.name, p.role)) for p in found] == WITHHELD[rows]


OFFICE = "Rene Zammit, Senior Adviser, Harbor\n{}Board\nRuth Amari\n\n3. (C) They left.\n"


@pytest.mark.parametrize("banner", ["CONFIDENTIAL", "C O N F I D E N T I A L"])
@pytest.mark.parametrize("between", ["\n\x0c\n", "\n\n"])
def test_an_entry_goes_on_below_the_banners_of_two_pages(banner: str, between: str) -> None:
    text = OFFICE.format(f"\n{banner}{between}{banner}\n\n")
    found = parse(
        f"{ABOVE}1. (C) They agreed.\n\n2. (U) Participants:\n\nMalta\nCol. Pavel Sant\n{text}"
    ).participants
    assert [(one.side, one.name, one.role) for one in found] == [
        ("Malta", "Pavel Sant", None),
        ("Malta", "Rene Zammit", "Senior Adviser, Harbor Board"),
        ("Malta", "Ruth Amari", None),
    ]


def test_people_that_run_on_do_so_over_the_end_of_a_page() -> None:
    """The line above the end of a page may be a short one."""
    rows = (
        "2. (U) PARTICIPANTS: U.S.: MR. PAVEL SANT, CHAIRMAN OF THE\nDELEGATION; MS. RUTH AMARI, "
        "NAVAL AERONAUTICS BOARD; MR.\nH. J. BERG, AIR TRANSPORT ASSOCIATION; ECONOFF\n\n"
        "CONFIDENTIAL\n\nCONFIDENTIAL\n\nWEBER. MALTA: MR. LUZ SAL, "
        "PRESIDENCY OF HARBORS AND\nPORTS; CAPTAIN TOR VIK, HARBOR BOARD; MR. ILAN\nHART, LEGAL ADVISER.\n"
    )
    agreed = "1. (C) They agreed that the crane is old and that another\none is to be bought.\n\n"
    found = parse(f"{ABOVE}{agreed}{rows}\n3. (C) They left.\n").participants
    assert [(one.title, one.name) for one in found][3:5] == [("ECONOFF", "WEBER"), ("MR.", "LUZ SAL")]


@pytest.mark.parametrize("banner", ["CONFIDENTIAL\n\n", ""])
def test_a_side_or_unit_begins_below_a_banner(banner: str) -> None:
    rows = f"Malta\nCol. Pavel Sant\n\n{banner}U.S.\nRuth Amari, Poloff\n\n{banner}Harbor Board:\n\nLuz Sal, Mayor\n"
    found = parse(f"{ABOVE}1. (U) Participants:\n\n{rows}\n2. (C) They left.\n").participants
    assert [(one.unit or one.side, one.name) for one in found] == [
        ("Malta", "Pavel Sant"),
        ("U.S.", "Ruth Amari"),
        ("Harbor Board", "Luz Sal"),
    ]


@pytest.mark.parametrize("level", ["SS E C R E T", "CC O N F I D E N T I A L"])
def test_a_damaged_heading_of_a_section_is_nobody(level: str) -> None:
    heading = f"{level} SECTION 02 OF 03 VALLETTA 000112\n\nSIPDIS\n\n"
    found = parse(
        f"{ABOVE}{LISTED}{heading}Ruth Amari, Section Chief of Ports\n\n3. (C) They left.\n"
    ).participants
    assert [one.name for one in found] == THREE


@pytest.mark.parametrize("mark", ["{}.", "{})", "({})", "#{}", "#{}."])
def test_numbers_of_people_are_none_of_paragraphs_even_where_they_go_on(mark: str) -> None:
    rows = "\n\n".join(
        f"{mark.format(k)} {who}" for k, who in enumerate(["Ada Stone, DCM", "Tor Vik", "Luz Sal"], 1)
    )
    text = f"{ABOVE}1. (U) Participants:\n\n{rows}\n\n2. (C) They left.\n"
    assert [one.name for one in parse(text).participants] == ["Ada Stone", "Tor Vik", "Luz Sal"]


def test_sides_between_slashes() -> None:
    rows = "/U.S. Side/\nAda Stone, DCM\n\n/Maltese Side/\nLuz Sal, Minister"
    found = parse(f"{ABOVE}1. (U) Participants:\n\n{rows}\n\n2. (C) They left.\n").participants
    assert [(one.side, one.name) for one in found] == [
        ("U.S. Side", "Ada Stone"),
        ("Maltese Side", "Luz Sal"),
    ]
