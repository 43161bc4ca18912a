"""Lists of people that are drawn, not collected: layouts, labels, forms and copies meet as nobody arranged them."""

from collections import Counter
from textwrap import wrap

import pytest

from cablecli import parse
from tests.synthetic import people

DRAWN = 300
RIGHT = 0.97  # of the people that were put there, with side, title, name and role; a floor that may only rise


def truth(sheet: people.Sheet) -> Counter[tuple[str | None, ...]]:
    return Counter((one.side, one.title, one.name, one.role) for one in sheet.people)


def read(sheet: people.Sheet) -> Counter[tuple[str | None, ...]]:
    found = parse(sheet.text).participants
    return Counter((one.side, one.title, one.name, one.role) for one in found)


def test_the_people_of_a_drawn_list_are_read() -> None:
    wanted, got, right = 0, 0, 0
    for sheet in people.lists(DRAWN):
        put, found = truth(sheet), read(sheet)
        wanted, got, right = wanted + put.total(), got + found.total(), right + (put & found).total()
    assert 2 * right / (wanted + got) >= RIGHT


@pytest.mark.parametrize("sheet", list(people.negatives()), ids=lambda sheet: sheet.drawn[0][:40])
def test_nobody_is_invented(sheet: people.Sheet) -> None:
    assert parse(sheet.text).participants == ()


@pytest.mark.parametrize(
    "row", ["()", ").", "- -", "[", "·", "B6", "G-8", "A/S", "R&D", ": Poloff", "²", "İ", "I", "--- x"]
)
def test_a_row_of_signs_or_codes_costs_nothing(row: str) -> None:
    (sheet,) = people.lists(1)
    listed = (
        "Participants:\n\nU.S.\nAmbassador Stone, Bureau\n"
        + row
        + "\n\nMalta\n"
        + row
        + "\nMinister Borg\n\n"
    )
    text = sheet.text.replace("2. (U) ", f"2. (U) {listed}3. (U) ", 1)
    assert "Ambassador" in {one.title for one in parse(text).participants}


def test_a_sign_above_a_rule_names_no_side() -> None:
    (sheet,) = people.lists(1)
    listed = "Participants:\n\nMalta\n-----\n-- Minister Borg\n]\n--\n-- PAO Stone\n-- DCM Berg\n\n"
    found = parse(sheet.text.replace("2. (U) ", f"2. (U) {listed}3. (U) ", 1)).participants
    assert "" not in {one.side for one in found}
    assert {"Stone", "Berg"} <= {one.name for one in found}


def test_an_endless_line_is_no_row_of_people() -> None:
    """Every way to part it would be tried: 20 kB took two seconds, and memory in proportion."""
    listed = "Participants:\n\nU.S.\nAmbassador Stone\n" + "Harbor words " * 400
    (sheet,) = people.lists(1)
    text = sheet.text.replace("2. (U) ", f"2. (U) {listed}\n\n3. (U) ", 1)
    assert [(one.title, one.name) for one in parse(text).participants][:1] == [("Ambassador", "Stone")]
    assert not any("Harbor" in one.text for one in parse(text).participants)


HEADING = people.lists(1).__next__().text.partition("¶2. (U) ")[0]
# The lines below `Participants:`, `/` for a line end, and who they are: side, title, name, role.
LISTED = {
    "U.S./Juan Stone/Ada Pike, DCM": "U.S.||Juan Stone|; U.S.||Ada Pike|DCM",  # a bare name below a side is no side
    "U.S./Minister Borg//Malta/Sutopo/Minister Korvat": "U.S.|Minister|Borg|; Malta||Sutopo|; Malta|Minister|Korvat|",
    "U.S./Senators Colby, Dunn and Estes": "U.S.|Senators|Colby|; U.S.|Senators|Dunn|; U.S.|Senators|Estes|",
    "U.S./Poloffs Oduya and Mills": "U.S.|Poloffs|Oduya|; U.S.|Poloffs|Mills|",  # a surname that is an office
    "U.S./Econoff Mills (notetaker)/Ana Mills/Poloff Jordan": (
        "U.S.|Econoff|Mills|; U.S.||Ana Mills|; U.S.|Poloff|Jordan|"
    ),
    "U.S./State: Ann Hart, Joe Wu/DCM Pike": "U.S.||Ann Hart|; U.S.||Joe Wu|; U.S.|DCM|Pike|",
    "U.S./Nils Berg, Political/Officer, Embassy Rome/DCM Pike": (
        "U.S.||Nils Berg|Political Officer, Embassy Rome; U.S.|DCM|Pike|"
    ),
    "U.S./- Mary Ives, Embassy Kuala/Lumpur/- Poloff Hart/- DCM Pike": (
        "U.S.||Mary Ives|Embassy Kuala Lumpur; U.S.|Poloff|Hart|; U.S.|DCM|Pike|"
    ),
    "U.S./DCM Pike//Malta/Minister Borg//Drafted by: Ada Stone": "U.S.|DCM|Pike|; Malta|Minister|Borg|",
    "BEGIN LIST/U.S./DCM Pike//Malta/Minister Borg/END LIST": "U.S.|DCM|Pike|; Malta|Minister|Borg|",
    "U.S./DCM Pike/(Note: He left early.)/Ada Stone, PAO": "U.S.|DCM|Pike|; U.S.||Ada Stone|PAO",
    "A-S Stone and DCM Pike for Peru; Minister Borg for Malta": (
        "Peru|A-S|Stone|; Peru|DCM|Pike|; Malta|Minister|Borg|"
    ),
    "For USG, Poloff Hart and C. D. Stone; for Malta, Minister Borg and P. J. Sal.": (
        "USG|Poloff|Hart|; USG||C. D. Stone|; Malta|Minister|Borg|; Malta||P. J. Sal|"
    ),
    "Ozora Liser-Stone   AUSTR for Africa/Ivo Carim-Borg      South Africa, DTI/Tia Mabeo-Sal       Econoff": (
        "||Ozora Liser-Stone|AUSTR for Africa; ||Ivo Carim-Borg|South Africa, DTI; ||Tia Mabeo-Sal|Econoff"
    ),
    "Malta:/Prince Jo bin Dan Al Borg, Assistant/Minister/DCM Luz Sal/Saleh al-Sudais": (
        "Malta|Prince|Jo bin Dan Al Borg|Assistant Minister; Malta|DCM|Luz Sal|; Malta||Saleh al-Sudais|"
    ),
    "(Peru) Minister Rojas; Poloff Hart; (Malta) Minister Borg": (
        "Peru|Minister|Rojas|; Peru|Poloff|Hart|; Malta|Minister|Borg|"
    ),
    "U.S.          Peru          Chile/Amb. Tate     Amb. Rojas    Amb. Soto": (
        "U.S.|Amb.|Tate|; Peru|Amb.|Rojas|; Chile|Amb.|Soto|"
    ),
    "Peruvian participants were:/- Luz Sal, Mayor/- Minister Rojas": (
        "Peruvian participants||Luz Sal|Mayor; Peruvian participants|Minister|Rojas|"
    ),
    # somebody unnamed is an entry without a name
    "U.S./DCM Pike, and two aides/Two USAID contractors/Poloff Hart/his son": (
        "U.S.|DCM|Pike|; U.S.|||two aides; U.S.|||Two USAID contractors; U.S.|Poloff|Hart|; U.S.|||his son"
    ),
    "Malta/Minister Borg, Mayor, and his wife/A schoolteacher (name withheld)/five men from North Gozo/Ada Pike, DCM": (
        "Malta|Minister|Borg|Mayor; Malta|||his wife; Malta|||A schoolteacher (name withheld);"
        " Malta|||five men from North Gozo; Malta||Ada Pike|DCM"
    ),
    "Malta/Her Excellency Ada Borg/Two Poloffs Berg and Stone/Luz Sal, her adviser": (  # these have names
        "Malta|Her Excellency|Ada Borg|; Malta|Two Poloffs|Berg|; Malta|Two Poloffs|Stone|; Malta||Luz Sal|her adviser"
    ),
    "Malta/Luz Sal, Mayor, who took notes/DCM Pike": "Malta||Luz Sal|Mayor; Malta|DCM|Pike|",
    "Embassy/Tor Vik, Vice Consul/Gulvets Prisons/Luz Sal, Mayor/Government of Gulvets/Ada Vella, Clerk": (  # no marks
        "Embassy||Tor Vik|Vice Consul; Gulvets Prisons||Luz Sal|Mayor; Government of Gulvets||Ada Vella|Clerk"
    ),
    "Codel Members:/Senator Hale//Embassy:/DCM Pike": "Codel Members|Senator|Hale|; Embassy|DCM|Pike|",
    # heads that look alike are sides all; a unit's head looks otherwise than that of its side
    "Malta:/Minister Borg//National Harbor Police:/Chief Rocca//Embassy:/DCM Pike": (
        "Malta|Minister|Borg|; National Harbor Police|Chief|Rocca|; Embassy|DCM|Pike|"
    ),
    "U.S. Participants:/Treasury/- Luz Sal, PAO/Embassy/- DCM Pike/- Poloff Hart": (
        "U.S. Participants||Luz Sal|PAO; U.S. Participants|DCM|Pike|; U.S. Participants|Poloff|Hart|"
    ),
    "Malta/PM Dana Korvat's Chief of Staff Luz Sal": "Malta|PM Dana Korvat's Chief of Staff|Luz Sal|",
    "Ada Stone .. DCM/Nils Berg ..... PAO": "||Ada Stone|DCM; ||Nils Berg|PAO",
    "China/Vice Minister Gao Weimin/Perm. Sec. Li Jie": "China|Vice Minister|Gao Weimin|; China|Perm. Sec.|Li Jie|",
    "U.S./Ann Hart, Office of Inland/Water Transport/DCM Pike": (
        "U.S.||Ann Hart|Office of Inland Water Transport; U.S.|DCM|Pike|"
    ),
    # a dash ends the head of a side as a colon does, and not what is a person's
    "U.S. --//DCM Pike/Ada Stone, PAO//Soviet --//Minister Borg/Luz Sal --/Mayor": (
        "U.S.|DCM|Pike|; U.S.||Ada Stone|PAO; Soviet|Minister|Borg|; Soviet||Luz Sal|Mayor"
    ),
    "U.S. -/DCM Pike/Ada Stone, PAO//Harbor Board -/Minister Borg/Luz Sal, Mayor": (
        "U.S.|DCM|Pike|; U.S.||Ada Stone|PAO; Harbor Board|Minister|Borg|; Harbor Board||Luz Sal|Mayor"
    ),
    "DCM Pike, U.S. --/Head of Delegation/Luz Sal --/Mayor": (
        "|DCM|Pike|U.S. -- Head of Delegation; ||Luz Sal|Mayor"
    ),
    "Malta: Vice Minister Luz Sal, Director of Arms Control Rui Sal. U.S.: Control Officer Ada Pike.": (
        "Malta|Vice Minister|Luz Sal|; Malta|Director of Arms Control|Rui Sal|; U.S.|Control Officer|Ada Pike|"
    ),
    # an em dash is what two hyphens are
    "U.S. \u2014 CDA Pike \u2014 Ada Stone, PAO/Malta\u2014Minister Borg; Luz Sal (Ports)": (
        "U.S.|CDA|Pike|; U.S.||Ada Stone|PAO; Malta|Minister|Borg|; Malta||Luz Sal|Ports"
    ),
    "\u2014 Ada Stone\u2014PAO/\u2014 Luz Sal \u2014 Embassy Rome/\u2014 DCM Pike": (
        "||Ada Stone|PAO; ||Luz Sal|Embassy Rome; |DCM|Pike|"
    ),
    # Words that no list knows: only the layout, the signs and the titles tell.
    "U.S.//Ambassador Veko Laruna//Minister of Commerce, Tolima & Bareso Neva Lokan Reta": (
        "U.S.|Ambassador|Veko Laruna|; U.S.|Minister of Commerce, Tolima & Bareso|Neva Lokan Reta|"
    ),
    "U.S./Gen. Dado Hafes, Commander, Orlod Bovet - Fagoba Ms. Zaki Didam, Chief of Staff": (
        "U.S.|Gen.|Dado Hafes|Commander, Orlod Bovet - Fagoba; U.S.|Ms.|Zaki Didam|Chief of Staff"
    ),
    "U.S./DCM Noro Lim Gen. Dado Hafes, Commander, Orlod Bovet - Major General Zaki Didam, Adviser to Malta": (
        "U.S.|DCM|Noro Lim|; U.S.|Gen.|Dado Hafes|Commander, Orlod Bovet;"
        " U.S.|Major General|Zaki Didam|Adviser to Malta"
    ),
    "U.S./DCM Noro Lim Gen. Dado Hafes, Commander, Orlod Bovet - Fagoba Major General Zaki Didam, Adviser to Malta": (
        "U.S.|DCM|Noro Lim|; U.S.|Gen.|Dado Hafes|Commander, Orlod Bovet - Fagoba;"
        " U.S.|Major General|Zaki Didam|Adviser to Malta"
    ),
    "Dorelo/President Rata Fave Gen. Dado Hafes, Chief of Staff Vofeor Secretary Lim Lorav, Ministry of Trade": (
        "Dorelo|President|Rata Fave|; Dorelo|Gen.|Dado Hafes|Chief of Staff;"
        " Dorelo|Vofeor Secretary|Lim Lorav|Ministry of Trade"
    ),
    "Malta/DCM Pike/Somi Beves for Harbin and Lanen Gonez Ensim/Luz Sal of Harbin and Lanen Gonez Lines": (
        "Malta|DCM|Pike|; Malta|Somi Beves for Harbin and Lanen|Gonez Ensim|;"
        " Malta||Luz Sal|of Harbin and Lanen Gonez Lines"
    ),
    # a rank that is also a surname: a surname behind a title, a rank before another
    "U.S./Ambassador Major/Econoff Bishop": "U.S.|Ambassador|Major|; U.S.|Econoff|Bishop|",
    "Malta/PolCounselor Bala Pelom/Econoff Vana MacRelo": "Malta|PolCounselor|Bala Pelom|; Malta|Econoff|Vana MacRelo|",
    "Vapaka Boin/Nole Keri, Counselor/Rera Gom, DCM/Poloff Mago//Dorelo/Minister Fetas/Vode Lim, Director": (
        "Vapaka Boin||Nole Keri|Counselor; Vapaka Boin||Rera Gom|DCM; Vapaka Boin|Poloff|Mago|;"
        " Dorelo|Minister|Fetas|; Dorelo||Vode Lim|Director"
    ),
    "U.S./Poloff Mago/Ambassador Vana Belo/Dorelo/Minister Fetas/Vode Lim, Director": (
        "U.S.|Poloff|Mago|; U.S.|Ambassador|Vana Belo|; Dorelo|Minister|Fetas|; Dorelo||Vode Lim|Director"
    ),
    "U.S.               Dorelo/----               ------/DCM Vana Belo      Minister Fetas": (
        "U.S.|DCM|Vana Belo|; Dorelo|Minister|Fetas|"
    ),
    "Malta/Ambassador to the Vapaka Boin Tetav Bera/DCM Pike": (
        "Malta|Ambassador to the Vapaka Boin|Tetav Bera|; Malta|DCM|Pike|"
    ),
    "Vapaka Boin//Minister Fetas, Chairman of the Harbor Council Poloff Vana Belo Ms. Zaki Didam, Chief of Staff"
    " Amb. Noro//Dorelo//Foreign Minister Rera Gom Ambassador Vode Lim": (
        "Vapaka Boin|Minister|Fetas|Chairman of the Harbor Council; Vapaka Boin|Poloff|Vana Belo|;"
        " Vapaka Boin|Ms.|Zaki Didam|Chief of Staff; Vapaka Boin|Amb.|Noro|;"
        " Dorelo|Foreign Minister|Rera Gom|; Dorelo|Ambassador|Vode Lim|"
    ),
    "Dorelo//Minister Fetas/Director Lim/VALLETTA 00000311  002 OF 002/Vapaka Boin//DCM Belo/Poloff Mago": (
        "Dorelo|Minister|Fetas|; Dorelo|Director|Lim|; Vapaka Boin|DCM|Belo|; Vapaka Boin|Poloff|Mago|"
    ),
    "U.S./Under Secretary Vana Belo DCM Rera Gom, Director, Ports Ms. Noro Lim, Senior Advisor Embassy notetaker": (
        "U.S.|Under Secretary|Vana Belo|; U.S.|DCM|Rera Gom|Director, Ports; U.S.|Ms.|Noro Lim|Senior Advisor;"
        " U.S.|||Embassy notetaker"
    ),
    "U.S./Dr. Marthe Ngo Bikoi, Adviser/Ada Stone, NGO Harbor": (
        "U.S.|Dr.|Marthe Ngo Bikoi|Adviser; U.S.||Ada Stone|NGO Harbor"
    ),
    "U.S./State: Ana Belo, Rera Gom/DCM Pike": "U.S.||Ana Belo|; U.S.||Rera Gom|; U.S.|DCM|Pike|",
    "(U.S.)/DCM Pike//(Malta)/Minister Borg": "U.S.|DCM|Pike|; Malta|Minister|Borg|",
    "Peru/Central Bank Governor/Luz Sal/Minister Rojas": "Peru|Central Bank Governor|Luz Sal|; Peru|Minister|Rojas|",
    "U.S./Ada Stone, Deputy Chief of Mission and Acting/Consul General/DCM Pike": (
        "U.S.||Ada Stone|Deputy Chief of Mission and Acting Consul General; U.S.|DCM|Pike|"
    ),
    "For Malta:/- Minister Borg/For the Harbor Forum:/- Ada Stone, DCM": (
        "For Malta|Minister|Borg|; For the Harbor Forum||Ada Stone|DCM"
    ),
    "The list:/- DCM Pike/- Ada Stone, General Manager, Orion/Partners": (
        "|DCM|Pike|; ||Ada Stone|General Manager, Orion Partners"
    ),
    "- DCM Pike/- Ada Stone, Deputy Governor of the Central/Bank/- Minister Borg": (
        "|DCM|Pike|; ||Ada Stone|Deputy Governor of the Central Bank; |Minister|Borg|"
    ),
    # `Members:` is nobody's title, and a task before a colon is a role
    "Malta/Head of delegation: Minister Korvat/Members: Ada Borg, PAO; Nils Rocca, DCM": (
        "Malta|Minister|Korvat|Head of delegation; Malta||Ada Borg|PAO; Malta||Nils Rocca|DCM"
    ),
    "U.S. Delegation/Chairman: A-S Hart/Members:/- Nils Berg, USTR/- Ada Stone, Treasury": (
        "U.S. Delegation|A-S|Hart|Chairman; U.S. Delegation||Nils Berg|USTR; U.S. Delegation||Ada Stone|Treasury"
    ),
    "U.S.: Tate, Corwin, Hollis and Pike/Malta: Minister Borg, Dr. Korvat": (
        "U.S.||Tate|; U.S.||Corwin|; U.S.||Hollis|; U.S.||Pike|; Malta|Minister|Borg|; Malta|Dr.|Korvat|"
    ),
    "U.S./Dean Hollis/DCM Pike//Malta/Minister Borg": "U.S.||Dean Hollis|; U.S.|DCM|Pike|; Malta|Minister|Borg|",
    "Peru/Dr. Ana dos Reis/Ana Paula dos Reis, DCM": "Peru|Dr.|Ana dos Reis|; Peru||Ana Paula dos Reis|DCM",
    # columns of an office and a titled name; of a name, an office and a firm
    "Malta/-----/Minister of State    Dr. Paul Borg/Chief of Police      Gen. Luz Sal": (
        "Malta|Minister of State Dr.|Paul Borg|; Malta|Chief of Police Gen.|Luz Sal|"
    ),
    "Name         Position           Office/Ada Stone    General Manager    Harbor Terminal/Nils Berg    DCM": (
        "||Ada Stone|General Manager, Harbor Terminal; ||Nils Berg|DCM"
    ),
    # indented lines go on with the entry above
    "Ada Stone, Director, Office of the Harbor/  Representative/Nils Berg, Aide for/  Ports/Luz Sal, Head of/  Trade": (
        "||Ada Stone|Director, Office of the Harbor Representative; ||Nils Berg|Aide for Ports; ||Luz Sal|Head of Trade"
    ),
    # a side on the line of its first person; sides over indented people, one of them unknown
    "U.S. RADM Nelson Stone, J-5/GOM Deputy Inspector Rene Zammit Borg, Coast Guard": (
        "U.S.|RADM|Nelson Stone|J-5; GOM|Deputy Inspector|Rene Zammit Borg|Coast Guard"
    ),
    "GOM/  Minister Korvat/  Nils Borg, Ports/TBM/  Dr. Luz Sal/  Ana Amari, DCM": (
        "GOM|Minister|Korvat|; GOM||Nils Borg|Ports; TBM|Dr.|Luz Sal|; TBM||Ana Amari|DCM"
    ),
    # ranks of two words; an office, a comma and a courtesy
    "Malta/Col.-Major Luz Sal/Hon. Justice Ada Borg/Minister for Salt, Ratu Nils Korvat": (
        "Malta|Col.-Major|Luz Sal|; Malta|Hon. Justice|Ada Borg|; Malta|Minister for Salt, Ratu|Nils Korvat|"
    ),
    "(1) Ada Stone, DCM, (2) Nils Berg, PAO, and (3) Ruth Borg, RSO": (
        "||Ada Stone|DCM; ||Nils Berg|PAO; ||Ruth Borg|RSO"
    ),
    # short titles in lower case; one before a rank and a name; `Said` is a name
    "Malta/ifj. Luz Sal, Mayor/prof. dr hab. Ada Stone, Ports/- Minister of Interior, Gen. Nils Berg; and/- DCM Pike": (
        "Malta|ifj.|Luz Sal|Mayor; Malta|prof. dr hab.|Ada Stone|Ports;"
        " Malta|Minister of Interior, Gen.|Nils Berg|; Malta|DCM|Pike|"
    ),
    "Oman/Hamad bin Saud al Bu Said, Diwan/El Hadj Ali Sal, Mayor": (
        "Oman||Hamad bin Saud al Bu Said|Diwan; Oman|El Hadj|Ali Sal|Mayor"
    ),
    "U.S./Ada Stone, Deputy Director, Division I/(notetaker)/Poloff Hart -- notes": (
        "U.S.||Ada Stone|Deputy Director, Division I; U.S.|Poloff|Hart|"
    ),
    "South African Delegation/Department of Transport and Ports (DTP)/  Mr. Luz Sal/Fisheries/  Dr. Ada Rocca": (
        "South African Delegation|Mr.|Luz Sal|; South African Delegation|Dr.|Ada Rocca|"
    ),
    "FOR MALTA -- MINISTER BORG, CHAIRMAN; FOR U.S. -- DCM PIKE, CHIEF MAAG; POLOFF HART": (
        "FOR MALTA|MINISTER|BORG|CHAIRMAN; FOR U.S.|DCM|PIKE|CHIEF MAAG; FOR U.S.|POLOFF|HART|"
    ),
    "Name         Position    Agency/-----------  ---------   --------/Ada Stone    Director    Harbor Board": (
        "||Ada Stone|Director, Harbor Board"
    ),
    # a bracket over the end of a line; a sentence in one
    "- Ada Stone, Ports (came/late)/- DCM Pike/- Luz Sal": "||Ada Stone|Ports (came late); |DCM|Pike|; ||Luz Sal|",
    "DCM Pike/They said (as they had said/before) that it rained./Mayor Borg/Luz Sal": "|DCM|Pike|",
    # others and offices that nobody holds are nobody
    "Minister Borg/Luz Sal, Ports/Other embassy officials": "|Minister|Borg|; ||Luz Sal|Ports",
    "Minister Borg; Luz Sal (Ports); and other officials.": "|Minister|Borg|; ||Luz Sal|Ports",
    "Minister Borg/Vacant, Mayor of Sliema/Luz Vacant, Ports": "|Minister|Borg|; ||Luz Vacant|Ports",
    "Minister Borg/Two other officials/DCM Pike": "|Minister|Borg|; |||Two other officials; |DCM|Pike|",
    "Minister Borg/Other participants:/Luz Sal, Mayor": "|Minister|Borg|; ||Luz Sal|Mayor",
    # countries behind commas are nobody, nor in an office
    "Ambassadors of Malta, Peru, Chile/DCM Pike/Luz Sal": "|||Ambassadors of Malta; |DCM|Pike|; ||Luz Sal|",
    "In favor: Peru, Malta and others.//Against: Botswana, China, Egypt, Japan.//Abstaining: Chad, Cuba, Israel.": "",
    "DCM Pike/Luz Sal, Peru, Chile, Cuba Desk": "|DCM|Pike|; ||Luz Sal|Peru, Chile, Cuba Desk",
    # heads: FOR THE before a dash, a part in brackets, a directorate, a country where a full line ends above
    "For the Harbor Board --/Col. Jo Borg/Luz Sal, Mayor//For the Embassy --/DCM Pike/Ada Stone": (
        "For the Harbor Board|Col.|Jo Borg|; For the Harbor Board||Luz Sal|Mayor;"
        " For the Embassy|DCM|Pike|; For the Embassy||Ada Stone|"
    ),
    "Peru (observer)/- Minister Rojas/- Dr. Soto/Malta (host): Luz Sal": (
        "Peru|Minister|Rojas|; Peru|Dr.|Soto|; Malta||Luz Sal|"
    ),
    "EC:/DG I:     JO BORG; MS. E. VAN HART/DG VI:    DR. LUZ SAL": (
        "EC||JO BORG|; EC|MS.|E. VAN HART|; EC|DR.|LUZ SAL|"
    ),
    "DG I Jo Borg/DG V. Pillai/Ada Stone, DG VI": "|DG I|Jo Borg|; |DG|V. Pillai|; ||Ada Stone|DG VI",
    "U.S.: Ambassador Stone; DCM Pike; Ada Hart, Poloff, and Econoff/Malta: Minister Borg; Jo Vella, Mayor of Sliema"
    "/Chile: Rui Soto": (
        "U.S.|Ambassador|Stone|; U.S.|DCM|Pike|; U.S.||Ada Hart|Poloff, and Econoff;"
        " Malta|Minister|Borg|; Malta||Jo Vella|Mayor of Sliema; Chile||Rui Soto|"
    ),
    # an office of another language; an office, a comma and a courtesy in a line of one
    "Gen. Jo Borg Sal, Jefe de Operaciones, Fuerzas Navales/DCM Pike/Coronel de la Cruz": (
        "|Gen.|Jo Borg Sal|Jefe de Operaciones, Fuerzas Navales; |DCM|Pike|; |Coronel|de la Cruz|"
    ),
    "the Mayor, Mrs. Sal; the father, Mr. Jo Borg": "|the Mayor, Mrs.|Sal|; |the father, Mr.|Jo Borg|",
    # styles of Pakistan and Ghana only beside others; an embassy is a role
    "Arbab Jo Khan, Mayor/Malik Luz Sal, DCM": "||Arbab Jo Khan|Mayor; ||Malik Luz Sal|DCM",
    "Arbab Jo Khan, Mayor/Haji Luz Sal, DCM": "|Arbab|Jo Khan|Mayor; |Haji|Luz Sal|DCM",
    "Nana Borg (Ports)/Luz Sal, DCM": "||Nana Borg|Ports; ||Luz Sal|DCM",
    "Nana Jo Borg (Ports)/Togbe Luz Sal, DCM": "|Nana|Jo Borg|Ports; |Togbe|Luz Sal|DCM",
    "Mr. Speck (Embassy)/Jo Borg (Embassy notetaker)/Ada Hart (notetaker for the group)": (
        "|Mr.|Speck|Embassy; ||Jo Borg|; ||Ada Hart|"
    ),
}  # fmt: skip


@pytest.mark.parametrize("rows", LISTED)
def test_who_is_listed(rows: str) -> None:
    lines = rows.replace("/", "\n")
    found = parse(
        f"{HEADING}¶2. (U) Participants:\n\n{lines}\n\n¶3. (C) Korvat spoke first.\nOAKES\n"
    ).participants
    assert (
        "; ".join("|".join(part or "" for part in (p.side, p.title, p.name, p.role)) for p in found)
        == LISTED[rows]
    )


@pytest.mark.parametrize(
    "label",
    [
        "Post nominates the following participants:",
        "Those present and killed:",
        "Points of contact for participants:",
        "Participating firms:",
    ],
)
def test_others_than_participants(label: str) -> None:
    rows = "Ada Stone, editor\nNils Berg, Deputy Mayor"
    assert parse(f"{HEADING}¶2. (U) {label}\n\n{rows}\n\n¶3. (C) Korvat spoke.\nOAKES\n").participants == ()


@pytest.mark.parametrize(
    "rows",
    [
        "Boeing\nLockheed Martin\nRaytheon Systems\nNorthrop Grumman",
        "USS Nimitz\nHMS Ark Royal\nFS Jean Bart",
    ],
)
def test_companies_and_ships_are_nobody(rows: str) -> None:
    assert (
        parse(f"{HEADING}¶2. (U) Participants:\n\n{rows}\n\n¶3. (C) Korvat spoke.\nOAKES\n").participants
        == ()
    )


def test_a_signature_below_a_list_is_no_participant() -> None:
    rows = "U.S.\nDCM Pike\n\nMalta\nMinister Borg\nVAN DYKE"
    found = parse(f"{HEADING}¶2. (U) Participants:\n\n{rows}\n").participants
    assert [p.name for p in found] == ["Pike", "Borg"]


def test_a_label_names_the_side_behind_its_noun() -> None:
    said = "The Maltese spoke first. Attending for the U.S.: DCM Pike, Poloff Hart."
    found = parse(f"{HEADING}¶2. (U) {said}\n\n¶3. (C) Korvat spoke.\nOAKES\n").participants
    assert [(p.side, p.title, p.name) for p in found] == [("U.S.", "DCM", "Pike"), ("U.S.", "Poloff", "Hart")]


def test_the_offices_of_participants_hide_no_list() -> None:
    rows = "Ruth Borg, Director for Travel; Ilan Korvat, Minister"
    found = parse(f"{HEADING}¶2. (U) Participants: {rows}\n\n¶3. (C) Korvat spoke.\nOAKES\n").participants
    assert [p.name for p in found] == ["Ruth Borg", "Ilan Korvat"]


@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_a_list_in_an_endless_line_is_told(between: str) -> None:
    listed = f"Participants:{between}" + "Ambassador Stone; Minister Borg; " * 130
    (sheet,) = people.lists(1)
    text = sheet.text.replace("2. (U) ", f"2. (U) {listed}\n\n3. (U) ", 1)
    assert "list-unread" in {one.code for one in parse(text).diagnostics}
    assert not any("Borg" in one.text for one in parse(text).participants)


def test_no_list_is_told_of_where_there_is_none() -> None:
    (sheet,) = people.lists(1)
    assert not any(one.code == "list-unread" for one in parse(sheet.text).diagnostics)


def test_bullets_of_a_later_paragraph_say_nothing_of_a_list() -> None:
    rows = "U.S.\nAda Stone, Assistant Secretary for European Affairs\nNils Berg, DCM\nVana Belo, PAO"
    later = "¶3. (C) Korvat asked for:\n- one pilot;\n- two cranes;\n- a ferry;\n- Director Lim."
    found = parse(f"{HEADING}¶2. (U) Participants:\n\n{rows}\n\n{later}\nOAKES\n").participants
    assert [p.name for p in found] == ["Ada Stone", "Nils Berg", "Vana Belo"]


def listed(rows: str) -> list[tuple[str | None, ...]]:
    found = parse(f"{HEADING}¶2. (U) Participants:\n\n{rows}\n\n¶3. (C) Korvat spoke.\nOAKES\n").participants
    return [(p.title, p.name, p.role) for p in found]


def test_surnames_that_stand_first_throughout_a_list_are_names() -> None:
    rows = "U.S.\nTate, Corwin, Ambassador\nHollis, Mary, Poloff\n\nMalta\nBorg, Paul (Director)"
    assert listed(rows) == [
        (None, "Tate, Corwin", "Ambassador"),
        (None, "Hollis, Mary", "Poloff"),
        (None, "Borg, Paul", "Director"),
    ]
    malta = "\n\nMalta\nSidorov, Viktor Pavlovich, Ports\nvan Berg, Peter, Kurchatov Yard\nSal, A. P., Mayor"
    assert listed(f"U.S.\nAda Stone, PAO{malta}") == [
        (None, "Ada Stone", "PAO"),
        (None, "Sidorov, Viktor Pavlovich", "Ports"),
        (None, "van Berg, Peter", "Kurchatov Yard"),
        (None, "Sal, A. P.", "Mayor"),
    ]
    offices = "U.S.\nTate, DCM\nHollis, Poloff\n\nMalta\nMary Borg, Director"
    assert listed(offices)[0] == (None, "Tate", "DCM")


def test_a_title_that_is_a_first_name_too() -> None:
    rows = (
        "U.S.\nSecretary of State Dean Hollis\nDean Pike, Adviser\nDean Mary Stone\n\nMalta\nMinister Korvat"
    )
    assert listed(rows)[:3] == [
        ("Secretary of State", "Dean Hollis", None),
        (None, "Dean Pike", "Adviser"),
        ("Dean", "Mary Stone", None),
    ]


def test_the_name_of_a_company_keeps_its_full_stop() -> None:
    rows = "U.S.\nAda Stone, President, Harbor Works Inc.\n\nMalta\nMinister Korvat"
    assert listed(rows)[0] == (None, "Ada Stone", "President, Harbor Works Inc.")


@pytest.mark.parametrize("label", ["Delegation will be:", "Maltese delegation as received from Post:"])
def test_a_delegation_to_come(label: str) -> None:
    rows = "Ruth Borg, Director\nMinister Korvat"
    found = parse(f"{HEADING}¶2. (U) {label}\n\n{rows}\n\n¶3. (C) Korvat spoke.\nOAKES\n").participants
    assert [p.name for p in found] == ["Ruth Borg", "Korvat"]


def test_agencies_below_a_label_that_names_the_side_are_units() -> None:
    rows = "State:\nDCM Pike\nPoloff Hart\n\nTreasury:\nAda Stone, Director"
    found = parse(
        f"{HEADING}¶2. (U) U.S. Participants:\n\n{rows}\n\n¶3. (C) Korvat spoke.\nOAKES\n"
    ).participants
    assert [p.unit for p in found] == ["State", "State", "Treasury"]


def test_people_who_run_on_over_many_lines_are_cut_nowhere() -> None:
    """Fourteen lines were read at a time: where the next began, an office or a name was cut in two."""
    people = [(f"Dr. Luz Sal {tail}", "Embassy Political Officer") for tail in ("Stone", "Berg", "Pike") * 20]
    lines = wrap("¶2. (U) Participants: " + "; ".join(map(", ".join, people)) + ".", 62)
    found = parse(f"{HEADING}" + "\n".join(lines) + "\n\n¶3. (C) He left.\n").participants
    assert [(f"{one.title} {one.name}", one.role) for one in found] == people


def test_no_entry_goes_on_in_the_next_column() -> None:
    rows = (
        "Oman                                  U.S. Delegation\nSheikh Thuy Quiroga                   PA\n"
        "Minister Borg, Port of Muscat,        EUR/WE Director Whitlock\n"
    )
    found = parse(f"FM AMEMBASSY MUSCAT\nTO SECSTATE WASHDC\n\n2. (U) {rows}").participants
    assert all(one.span.start < one.span.end for one in found)
    assert [one.side for one in found if one.name == "Whitlock"] == ["U.S. Delegation"]


def test_a_line_that_comes_a_fourth_time_running_ends_a_list() -> None:
    text = "FM AMEMBASSY ROME\nTO SECSTATE WASHDC\n\n2. (U) Participants:\nDCM Pike\nPAO Hart\n"
    found = parse(text + "Korvat\n" * 40).participants
    assert [one.name for one in found][:2] == ["Pike", "Hart"]
    assert len(found) < 6


@pytest.mark.parametrize(("heads", "people"), [(3, ["Pike"]), (4, [])])
def test_heads_over_heads_end_a_list(heads: int, people: list[str]) -> None:
    text = "FM AMEMBASSY ROME\nTO SECSTATE WASHDC\n\n2. (U) Participants:\n\n"
    names = ["Malta:", "Harbor Board:", "Pilots' Office:", "Tug Section:"][:heads]
    found = parse("\n".join((text, *names, "- DCM Pike", "", "3. (U) x.", ""))).participants
    assert [one.name for one in found] == people


def test_three_interpreters_end_no_list() -> None:
    text = "FM AMEMBASSY ROME\nTO SECSTATE WASHDC\n\n2. (U) Participants:\n\nU.S.\n"
    found = parse(text + "- Interpreter\n" * 3 + "- DCM Pike\n\n3. (U) x.\n").participants
    assert [one.role or one.name for one in found] == [*["Interpreter"] * 3, "Pike"]


def test_a_worn_page_marker_is_nobody() -> None:
    text = "FM AMEMBASSY ROME\nTO SECSTATE WASHDC\n\n2. (U) Participants:\nDCM Pike\nPAGE 95 RO ME 3 O690Z\nPAO Hart\n"
    assert [one.name for one in parse(f"{text}\n3. (U) x.\n").participants] == ["Pike", "Hart"]


def test_a_label_below_itself_is_one() -> None:
    text = "FM AMEMBASSY ROME\nTO SECSTATE WASHDC\n\n2. (U) "
    found = parse(text + "Participants:\n" * 3 + "\nDCM Pike\nPAO Hart\n\n3. (U) x.\n").participants
    assert [one.name for one in found] == ["Pike", "Hart"]


GROUPED = """FM AMEMBASSY ROME
TO SECSTATE WASHDC

1. (U) Participants:

U.S.
A/S Karen Danforth
Ambassador Paul Hollis

Portugal
State Secretary Ilan Queiroga
Mr. Juraj Straka, TAP Airways

"""


@pytest.mark.parametrize(
    "heading",
    [
        "Summary",
        "Open Skies",
        "Open Skies\n\n----------",
        "BORDER",
        "------------------\nThe Prime Minister\n------------------",
    ],
)
def test_a_heading_below_a_list_is_nobody(heading: str) -> None:
    cable = parse(f"{GROUPED}{heading}\n\n2. (C) Danforth agreed.\n\n3. (C) Queiroga asked for more.\n")
    assert [one.name for one in cable.participants] == [
        "Karen Danforth", "Paul Hollis", "Ilan Queiroga", "Juraj Straka",
    ]  # fmt: skip
    assert [h.text for h in cable.headings] == [next(line for line in heading.split("\n") if line[0] != "-")]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("first", ["Luz Sal, Mayor", "The Vice President"])
def test_an_office_with_an_article_above_the_next_paragraph(gap: str, first: str) -> None:
    """Where blank lines part all rows, or all lines, `The Minister` is a heading unless others are called so."""
    rows = (
        first,
        "Minister Borg",
        "DCM Pike",
        "The Minister",
        "2. (C) Borg agreed.",
        "The Mayor",
        "3. (C) Sal left.",
    )
    above = GROUPED.partition("U.S.")[0]
    cable = parse("\n\n".join((above + rows[0], *rows[1:])).replace("\n", gap))
    office = first.startswith("The")
    assert [one.name or one.role for one in cable.participants] == [
        first.split(",")[0], "Borg", "Pike", *(["The Minister"] * office),
    ]  # fmt: skip
    assert [h.text for h in cable.headings] == [*(["The Minister"] * (not office)), "The Mayor"]


def test_the_number_of_a_paragraph_is_no_mark_of_its_head() -> None:
    text = "SUBJECT: PORTS\n\nCODEL MEMBERS\n-------------\n\n1. MEMBERS:\n\nRep. Borg\nLuz Sal\n\nSTAFF:\n\n"
    cable = parse(
        f"{GROUPED.partition('1.')[0]}{text}Ada Stone, Counsel\n\nESCORTS:\n\nCol. Pike, USAF\n\n2. It rained.\n"
    )
    assert [one.side for one in cable.participants] == ["MEMBERS", "MEMBERS", "STAFF", "ESCORTS"]


def test_one_person_alone_in_a_block_below_a_side() -> None:
    lone = GROUPED.replace("Portugal\n", "Portugal\n\n").replace("Mr. Juraj Straka, TAP Airways\n", "")
    cable = parse(f"{lone}2. (C) Danforth agreed.\n")
    assert (cable.participants[-1].side, cable.participants[-1].name) == ("Portugal", "Ilan Queiroga")


def test_a_boxed_label_over_a_numbered_list() -> None:
    box = "-------------------------\nMembers of the Delegation\n-------------------------"
    rows = "2. (U) (1) VADM Carl Osterhout, Deputy Commandant\n(2) Ms. Irene Delacroix, Customs\n\n3. (C) They left."
    found = parse(
        f"FM AMEMBASSY ROME\nTO SECSTATE WASHDC\n\n1. (C) A delegation came.\n\n{box}\n\n{rows}\n"
    ).participants
    assert [one.name for one in found] == ["Carl Osterhout", "Irene Delacroix"]


def test_an_agenda_below_a_list_is_nobody() -> None:
    below = (
        "2. (C) Agenda:\n\nOpening Remarks\nMaritime Patrols\nBudget Review\n\n3. (C) Danforth spoke first.\n"
    )
    assert [one.name for one in parse(f"{GROUPED}{below}").participants][-1] == "Juraj Straka"


@pytest.mark.parametrize("last", ["Interpreter", "Grace Banks", "Mr. Banks", "the DCM"])
def test_somebody_alone_above_the_next_paragraph(last: str) -> None:
    found = parse(
        f"{GROUPED}{last}\n\n2. (C) Danforth agreed.\n\n3. (C) Queiroga asked for more.\n"
    ).participants
    assert found[-1].text == last


@pytest.mark.parametrize(
    "text",
    [
        "1. SHIPS PRESENT IN PORT MARCH 21:\n\nCAPTAIN RHODES      TANKER\nLADY FRANCES        REEFER\n",
        "1. (U) Participants in the tender:\n\nJAN HOUT (BELGIUM)      USD 39,000\nLEE BROTHERS (KOREA)    USD 3,000\n",
    ],
)
def test_ships_and_bidders_in_columns_are_nobody(text: str) -> None:
    assert not parse(f"R 220200Z MAR 81\nFM AMEMBASSY ROME\nTO SECSTATE WASHDC\n\n{text}").participants


def test_a_paragraph_of_people_below_a_heading_keeps_its_number() -> None:
    rows = "PARTICIPANTS\n\n3.   MALTA:\nLUZ SAL (MAYOR)\nTOR VIK (PORTS)\n\nU.S.:\nADA STONE (DCM)"
    cable = parse(
        f"{HEADING}2.   THE NEXT ROUND IS ON JULY\n20. BORG WILL REPORT.\n\n{rows}\n\n4.   ALL SPOKE.\nOAKES\n"
    )
    assert [paragraph.number for paragraph in cable.paragraphs] == [1, 2, 3, 4]
    assert [(one.side, one.name) for one in cable.participants] == [
        ("MALTA", "LUZ SAL"), ("MALTA", "TOR VIK"), ("U.S.", "ADA STONE")
    ]  # fmt: skip
