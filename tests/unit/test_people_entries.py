"""The entries of a list of people: each taken apart into title, name and role, whatever the words and the layout."""

from textwrap import fill

import pytest

from cablecli import parse
from tests.synthetic import people

ABOVE, _, _ = people.lists(1).__next__().text.partition("¶2. (U) ")
BELOW = "\n\n¶3. (C) Korvat spoke first.\nOAKES\n"


def told(paragraph: str) -> list[str]:
    """The people of a paragraph: side, title, name and role of each."""
    found = parse(f"{ABOVE}¶2. (U) {paragraph}{BELOW}").participants
    return ["|".join(part or "" for part in (p.side, p.title, p.name, p.role)) for p in found]


def listed(rows: str, label: str = "Participants:\n\n") -> list[str]:
    """The people of rows with ` / ` for a line end, `%` for a slash."""
    return told(label + rows.replace(" / ", "\n").replace("%", "/"))


TITLED = [  # titles of many languages, each with a name behind it
    "Monsenor|Pedro Sal", "Senora|Ana Soto de Rojas", "Hermana|Luz Prado", "Gral. Div.|Juan Soto",
    "Cnl. DESP.|Luis Rojas", "Cónego|Rui Sal", "Ingegner|Paolo Rocca",
    "Fräulein|Eva Sonder", "Oberleutnant|Nils Sonder",
    "Jonkvrouw|Ada van Berg",
    "Soeur|Marthe Ngo", "Pere|Etienne Ngo", "Frère|Luc Ngo", "Madre|Ines Soto", "Ibu|Sri Sal",
    "Abbé|Paul Ngo", "Frih.|Carl af Berg", "Kontreadmiral|Tor Vik",
    "Kolonelleitnant|Tiit Rand", "Everstiluutnantti|Tor Rand", "Pulkvedis|Juris Balt", "Podpułkownik|Jan Sal",
    "Potpukovnik|Dragan Lekic", "Vladyka|Sava Lekic", "Protopresbyter|Petr Lekic", "Nënkolonel|Ilir Sal",
    "Alezredes|Bela Sal",
    "Batono|Zurab Sal", "Üsteğmen|Kemal Sal", "Tat-Aluf|Dan Sal", "Aluf|Dan Sal",
    "Hojjatoleslam|Reza Sal", "Subedar-Major|Ram Sal", "Maharaja|Ram Sal", "Datuk Seri|Ilan Sal", "Brigjen|Budi Sal",
    "Iroij|Michael Sal", "Leroij|Ada Sal", "Rangatira|Tame Sal", "Mheshimiwa|Ali Sal",
    "Kabaka|Ali Sal", "Woyzero|Sara Sal",
    "Countess|Ada Berg", "Special Agent|Ada Berg", "Chief Investigator|Ada Berg", "Corporal|Ada Berg",
    "FINATT|Ada Berg", "LABATT|Ada Berg", "Almirante|Joao Carlos de Souza Pinto Filho",
    "Senora|Maria do Carmo Alves Ribeiro da Costa",
    "Baronne|Ada de la Croix", "LtKol|Tor Vik", "Air Vice-Marshal|D. P. Berg", "Sayed|Idris Sal", "U|Win Tun",
    "A/L|Sene", "Trade DAS-equivalent|Ada Berg",
    "Ny.|Sri Sal", "Ostad|Reza Sal", "Malaq|Ali Sal", "Faifekau|Sami Sal", "Bakan Yardımcısı|Kemal Sal",
    "Mother|Ada Sal", "Crio.|Luis Rojas", "Sdri.|Sri Sal", "MinDirig. a.D.|Nils Sonder", "MinOrt. a.D.|Nils Sonder",
    "LGen|Tor Vik", "Abg.|Eva Lund", "Licdo.|Luis Rojas", "Doz.|Eva Sonder",
    "Malem|Noor Sal", "Mulla|Jo Sal", "Me|Luc Ngo", "Evangelist|Ada Sal", "Avocate|Ada Ngo", "Herzogin|Eva Sonder",
    "Pharm.|Ada Sal", "Mowlawi|Ilan Sal", "Mayor's deputy|Abdul Sal",
    "CDT|Luc Ngo", "Lcl|Luc Ngo", "Dra|Ana Soto", "Sgan-Aluf|Dan Sal", "Podplk.|Jan Sal",
]  # fmt: skip


@pytest.mark.parametrize("entry", TITLED)
def test_a_foreign_title_before_a_name(entry: str) -> None:
    said = entry.replace("|", " ")
    assert listed(f"Malta / {said}, Ports / Minister Borg") == [
        f"Malta|{entry}|Ports",
        "Malta|Minister|Borg|",
    ]


NAMED = ["Poloff|Ranger|", "Ambassador|Cadet|", "|Jean Cadet|DCM", "|Nils Père|DCM",
         "|Ada Stone|Embassy Bandar Seri Begawan",
         "|Pere Navarro|Mayor", "|Ada Frere|DCM", "|Sri Mulya|Mayor",
         # a Chinese surname in capitals is no office symbol, and an office symbol no surname
         "Director General|SHEN Weiping|", "|SHEN Weiping|Director", "Chief SUDE|Hart|", "Director MOI|Borg|",
         "|Nils Berg|Special Agent, DEA", "|Joe Agent|DCM", "|Ana Frei|DCM",
         "|U Tong-chuk|Minister", "|Ahmed Sayed|DCM", "|Cao Duc Ho|DCM", "|M. Scott Hart|DCM",
         "|Malik Sene|Mayor", "|Ohene Sal Nyar|Mayor", "|McDonald Sal|Mayor",
         "|Luz Sh. Sal|Mayor", "Sh.|Ilan Sal|Mayor",
         # ranks that are names behind an article or `Abdul`, and styles amid names
         "|Ali Sal al-Qadi|Mayor", "Judge|Nuri al-Mufti|", "Minister|Al-Amir|", "Governor|Abdul Hakim Sal|",
         "|Amir Hassan Sal|Mayor", "Governor|Ilan Mulla Jo Sal|", "Mulla|Hassan Akhund|",
         "Dr.|Ada Rudloff|MdB (CDU), Ports Committee"]  # fmt: skip


@pytest.mark.parametrize("entry", NAMED)
def test_a_surname_that_looks_like_a_title(entry: str) -> None:
    title, name, role = entry.split("|")
    said = f"{title} {name}".strip() + (f", {role}" if role else "")
    assert listed(f"U.S. / DCM Pike / {said} / Poloff Hart")[1] == f"U.S.|{entry}"


THINGS = [  # firms and ships
    "Hall One / - Berg & Hart, Inc. / - Major Tool Company / - General Dynamo Corp. / Hall Two / - Prince Foods Ltd.",
    "U.S. / USS CAPTAIN WARD (FF) / USNS SGT. WILLIAM ROE (AK) / Italy / GENERALE ROCCA / UK / HMS LORD RAGLEN",
    "Malta / Judge Shipping Ltd., Sliema / Borg and Sons / Peru / Almirante Soto S.A. / General Manager",
    "USCGC Ada Stone -- visiting until May 3 / HMCS Captain Pike / Harbor Master Borg",
    "Korvat Kaisha / Dr. Pike LLC / Minister Borg / Ambassador Hotels Limited / DCM Hart",
]
PEOPLE = [  # whose ships and firms are named
    "U.S. / USS Ward Commander Luz Sal / USNS Roe Captain Nils Berg / DCM Pike",
    "U.S. / Capt. Luz Sal, USS Ward / Nils Berg (HMS Raglen) / DCM Pike",
    "Malta / Ada Borg, Harbor Works, Inc. / Tor Vik -- Major Tool Company / Luz Sal of Dynamo Corp.",
    "Malta / Ada Borg, Inc. Works / Nils Berg, Director, Sliema Ltd. / Ilan Sons, DCM",
    "Malta / INS Director Ada Borg / FS Luz Sal / Minister Borg",
]


@pytest.mark.parametrize("rows", THINGS)
def test_a_list_of_firms_or_ships_names_nobody(rows: str) -> None:
    assert listed(rows) == []


@pytest.mark.parametrize("rows", PEOPLE)
def test_people_of_firms_and_ships(rows: str) -> None:
    assert len(listed(rows)) == 3


ROWS = {  # a whole list, and who is in it
    # where commas part people, a name of four parts is one, and a service before a rank is of the next title
    "Malta: General Jo Borg (Ports), Colonel Luz Vik (Ports), DATT / Lt. Col. Tim Pike (U.S.), General Mahamat Ali"
    " Abdallah Sal (Mines), Ada Rocca (Mines), and Poloff Hart": [
        "Malta|General|Jo Borg|Ports", "Malta|Colonel|Luz Vik|Ports", "Malta|DATT Lt. Col.|Tim Pike|U.S.",
        "Malta|General|Mahamat Ali Abdallah Sal|Mines", "Malta||Ada Rocca|Mines", "Malta|Poloff|Hart|"],
    "U.S.: Special Agents Paul Borg and Dale Stone, Coast Guard LCDR Kim Pike, and Econoff Bix Hart": [
        "U.S.|Special Agents|Paul Borg|", "U.S.|Special Agents|Dale Stone|", "U.S.|Coast Guard LCDR|Kim Pike|",
        "U.S.|Econoff|Bix Hart|"],
    "U.S.: Poloffs Borg and Stone Econoff Hart": ["U.S.|Poloffs|Borg|", "U.S.|Poloffs|Stone|", "U.S.|Econoff|Hart|"],
    # wrapped, with an office in brackets behind each name
    "- Ada Borg (Bank of Gozo), Luz Sal (Union of / Savings Houses) and Rui Pinto (Ports) / - DCM Stone": [
        "||Ada Borg|Bank of Gozo", "||Luz Sal|Union of Savings Houses", "||Rui Pinto|Ports", "|DCM|Stone|"],
    # somebody without a name between two dashes
    "U.S. -- DCM Stone -- ODC Chief -- Poloff Embry": [
        "U.S.|DCM|Stone|", "U.S.|||ODC Chief", "U.S.|Poloff|Embry|"],
    # in capitals: an agency behind `Mr.` is a name, one before an office none
    "MINISTER PHAM TRI / MR. NGO LOC, RICE BOARD / EPA DIRECTOR ANA SOTO": [
        "|MINISTER|PHAM TRI|", "|MR.|NGO LOC|RICE BOARD", "|EPA DIRECTOR|ANA SOTO|"],
    # a table that a paragraph without a marking ends
    "GOZO                             U.S. /  / MINISTER BORG                    DCM STONE"
    " / DR. SAL                          POLOFF PIKE /  / 3. BORG WAS LATE.": [
        "GOZO|MINISTER|BORG|", "GOZO|DR.|SAL|", "U.S.|DCM|STONE|", "U.S.|POLOFF|PIKE|"],
    # an office before a dash and a name; a word that is made like an office
    "Team Leader - Dr. Ada Borg / CDC Epidemiologist - Priya Sal": [
        "|Team Leader - Dr.|Ada Borg|", "|CDC Epidemiologist|Priya Sal|"],
    # an office that some people are called, before the agency
    "Minister Borg / Head, Atomic Energy Committee / Dr. Sal": [
        "|Minister|Borg|", "|||Head, Atomic Energy Committee", "|Dr.|Sal|"],
    # leaders of two dots and more
    "Suharno..................Director General, Ministry of Trade / Ibu Wahyuti..............Ministry of Forestry"
    " / Drs. Parlindungan Sirait..Rattan Board / Kuntoro..................Coordinating Ministry": [
        "||Suharno|Director General, Ministry of Trade", "|Ibu|Wahyuti|Ministry of Forestry",
        "|Drs.|Parlindungan Sirait|Rattan Board", "||Kuntoro|Coordinating Ministry"],
    "MR. PHAM TRI / MS. HE XIAOYAN, INTERPRETER": ["|MR.|PHAM TRI|", "|MS.|HE XIAOYAN|INTERPRETER"],
    "Md. Kamrul Borg, Ports / Tiao Sal, Ports": ["||Md. Kamrul Borg|Ports", "|Tiao|Sal|Ports"],
    # `Don` before one word is a first name, an English one
    "Charge Don Stone / Don Pedro Sal, Ports / Mr. Ghani -- Director, Private Sector / Econ Couns / EB Staffer": [
        "|Charge|Don Stone|", "|Don|Pedro Sal|Ports", "|Mr.|Ghani|Director, Private Sector", "|||Econ Couns",
        "|||EB Staffer"],
    # styles that are initials and names elsewhere, shown by others of their language
    "Drs. H. Budi Sal, Ports / Ibu Sri Sal / H. Anto Sal, Mayor": [
        "|Drs. H.|Budi Sal|Ports", "|Ibu|Sri Sal|", "|H.|Anto Sal|Mayor"],
    "Drs. H. de Berg, Ports / Mw. Ada Sal / Drs. H. Vik": [
        "|Drs.|H. de Berg|Ports", "|Mw.|Ada Sal|", "|Drs.|H. Vik|"],
    "M.R. Anan Sal, Mayor / Khun Luz Sal / Phra Maha Vichit, abbot": [
        "|M.R.|Anan Sal|Mayor", "|Khun|Luz Sal|", "|Phra Maha|Vichit|abbot"],
    "M.R. Berg, Mayor / Maha Sal, DCM / Dr. M. Borg / Mme Luz Sal": [
        "||M.R. Berg|Mayor", "||Maha Sal|DCM", "|Dr.|M. Borg|", "|Mme|Luz Sal|"],
    # an agency before a dash is of the office there
    "Harbor Envoy -- Ada Stone / Deputy Director General, Rosport -- Nils Berg / DCM -- Tor Vik": [
        "|Harbor Envoy|Ada Stone|", "|Deputy Director General, Rosport|Nils Berg|", "|DCM|Tor Vik|"],
    # one bullet of many heads nobody
    "- Mayor's deputy Abdul Sal / - Haji Jo Sal - elder / - Tor Vik - DCM": [
        "|Mayor's deputy|Abdul Sal|", "|Haji|Jo Sal|elder", "||Tor Vik|DCM"],
    # nobody begins with a preposition
    "XXXXXXXXXXXX, Follow-up Committee / for National Renewal / DCM Pike": [
        "||XXXXXXXXXXXX|Follow-up Committee for National Renewal", "|DCM|Pike|"],
    # an embassy is no unit of another country's board
    "Ministry of Ports / - Jo Borg, Chairman /  / Maltese Oil Operators Association / - Luz Sal, Secretary /  / "
    "U.S. Embassy / - Ada Stone, DCM": [
        "Ministry of Ports||Jo Borg|Chairman", "Maltese Oil Operators Association||Luz Sal|Secretary",
        "U.S. Embassy||Ada Stone|DCM"],
    # two surnames on the next line
    "U.S. side: / State: Ada Stone, Tor Vik / Maltese side: / Army: BG Gus Sal, Major Jose / Sal Borg / Navy: Captain"
    " Hugo Mutis": [
        "U.S. side||Ada Stone|", "U.S. side||Tor Vik|", "Maltese side|BG|Gus Sal|", "Maltese side|Major|Jose Sal Borg|",
        "Maltese side|Captain|Hugo Mutis|"],
    # heads without a country's name
    "Greek Cypriot members / - Dr. Ada Borg / - Luz Sal (Ports) / / Port officials / - Rui Pinto, DCM": [
        "Greek Cypriot members|Dr.|Ada Borg|", "Greek Cypriot members||Luz Sal|Ports", "Port officials||Rui Pinto|DCM"],
    # the heading of the next section
    "DCM Stone / Ada Borg, Ports / C O N F I D E N T I A L VALLETTA 000112 / DCM Pike": [
        "|DCM|Stone|", "||Ada Borg|Ports"],
    # heads in brackets, but no names that were withheld
    "[GLF] / Maj. Gen. Tor Vik, Head of Mission / Ada Stone /  / [Rebels] / Luz Sal": [
        "GLF|Maj. Gen.|Tor Vik|Head of Mission", "GLF||Ada Stone|", "Rebels||Luz Sal|"],
    "[XXXX] / [XXXXXX] / DCM Pike": ["||[XXXX]|", "||[XXXXXX]|", "|DCM|Pike|"],
    "[Opposition Leader] / Ada Stone / DCM Pike": ["||[Opposition Leader]|", "||Ada Stone|", "|DCM|Pike|"],
    "[Name removed] / [Source protected] / DCM Pike": ["||[Name removed]|", "||[Source protected]|", "|DCM|Pike|"],
    # short heads of columns with rules as short
    "US                USSR / --                ---- / AMB PIKE          AMB ZELIN / MR. STONE (INT)   COL BEL": [
        "US|AMB|PIKE|", "US|MR.|STONE|INT", "USSR|AMB|ZELIN|", "USSR|COL|BEL|"],
    # a heading below columns
    "USG                        GON / ---                        --- / Ambassador Pike            General Borg"
    " / Tor Vik (notetaker)        Captain Sal /  / Wells First / ------------": [
        "USG|Ambassador|Pike|", "USG||Tor Vik|", "GON|General|Borg|", "GON|Captain|Sal|"],
    # a bare name among people with titles is somebody, no office
    "Malta: Acting A/S Gavin Moss, Priscilla Monk, Poloff Ty Brand / Gozo: Dr. Sal": [
        "Malta|Acting A/S|Gavin Moss|", "Malta||Priscilla Monk|", "Malta|Poloff|Ty Brand|", "Gozo|Dr.|Sal|"],
    # an office at a line's end and a title on the next are two people, however full the line
    "Representative Roland Harbison (D-WV), Chairman / Representative Maria Elena Quintero (D-TX)"
    " / Representative Dale Munk (R-ID) / Dr. Luz Sal, Staff Director of the House Office of Bills / on Ports": [
        "|Representative|Roland Harbison|D-WV, Chairman", "|Representative|Maria Elena Quintero|D-TX",
        "|Representative|Dale Munk|R-ID", "|Dr.|Luz Sal|Staff Director of the House Office of Bills on Ports"],
    # nothing between people but their offices, to one of which a surname looks alike
    "U.S. Charge Ada Stone Counselor Dirk Osgood Ms. Trudy Imhoff Consoff Lance Cobb / Malta Minister Borg Dr. Sal": [
        "U.S.|Charge|Ada Stone|", "U.S.|Counselor|Dirk Osgood|", "U.S.|Ms.|Trudy Imhoff|", "U.S.|Consoff|Lance Cobb|",
        "Malta|Minister|Borg|", "Malta|Dr.|Sal|"],
    "Maltese side: Minister of Trade, Mines, and Tolima Development Jo Borg, / Inspector General Tah Ignatius, and"
    " Director of Mines Mme. Ada Sal. U.S. side: DCM Pike": [
        "Maltese side|Minister of Trade, Mines, and Tolima Development|Jo Borg|",
        "Maltese side|Inspector General|Tah Ignatius|", "Maltese side|Director of Mines Mme.|Ada Sal|",
        "U.S. side|DCM|Pike|"],
    # what is indented names nobody, and each line above it does
    "Ada Stone, Bureau of European and /    Eurasian Affairs / Luz Sal, Political Section /    Chief / Tor Vik": [
        "||Ada Stone|Bureau of European and Eurasian Affairs", "||Luz Sal|Political Section Chief", "||Tor Vik|"],
    # one dash in each row: a firm behind it that looks like a name, an office before it
    "Jo Borg -- Ports Board / Bishop Zac Sal -- Bomet Christian Fellowship / Tor Vik -- Grace John Ministries": [
        "||Jo Borg|Ports Board", "|Bishop|Zac Sal|Bomet Christian Fellowship", "||Tor Vik|Grace John Ministries"],
    "Gozo side: / Minister of Ports - Jo Borg / Chief of Roads -- Luz Sal / U.S. side: / Ferry Envoy"
    " - Ambassador Tor Vik / Director, EUR%UMB - Ada Stone": [
        "Gozo side|Minister of Ports|Jo Borg|", "Gozo side|Chief of Roads|Luz Sal|",
        "U.S. side|Ferry Envoy - Ambassador|Tor Vik|", "U.S. side|Director, EUR/UMB|Ada Stone|"],
    "DCM Pike - Econ Chief Ada Stone / Poloff Hart - Pol Chief Tor Vik / Jo Borg - Mayor": [  # two on a line
        "|DCM|Pike|", "|Econ Chief|Ada Stone|", "|Poloff|Hart|", "|Pol Chief|Tor Vik|", "||Jo Borg|Mayor"],
    # a row with a number or bullet is one person, unless titles or `and` show two
    "1. Mr. Park Jae-min, Dong Nai Woodcraft / 2. Ada Stone, Morgan Stanley / 3. Luz Sal, DCM": [
        "|Mr.|Park Jae-min|Dong Nai Woodcraft", "||Ada Stone|Morgan Stanley", "||Luz Sal|DCM"],
    "- Econoff Hart, Econ Assistant Berg / - Ana Soto and Luis Rojas, Ports / - DCM Pike": [
        "|Econoff|Hart|", "|Econ Assistant|Berg|", "||Ana Soto|", "||Luis Rojas|Ports", "|DCM|Pike|"],
    # sides in brackets amid running text, and what is none
    "(U.S.) DCM Pike; Ada Stone, OES; and Poloff Hart (notetaker). (Malta) Under Secretary Jo Borg; / Minister Sal."
    " (Faroes) Luz Vik, Ports": [
        "U.S.|DCM|Pike|", "U.S.||Ada Stone|OES", "U.S.|Poloff|Hart|", "Malta|Under Secretary|Jo Borg|",
        "Malta|Minister|Sal|", "Faroes||Luz Vik|Ports"],
    "Gen. (ret.) Jo Borg, Ports; Ada Stone (Malta); DCM Pike": [
        "|Gen. (ret.)|Jo Borg|Ports", "||Ada Stone|Malta", "|DCM|Pike|"],
    # a side that ends in a noun of people, behind a letter
    "(A) MALTA:  GEN. BORG, COL. VIK /  / (B) PERU:  MAJ. SAL, MR. RUI PINTO /  /"
    " (C) KORVAT OBSERVERS:  MR. T. STONE (GOZO), COL. PIKE": [
        "MALTA|GEN.|BORG|", "MALTA|COL.|VIK|", "PERU|MAJ.|SAL|", "PERU|MR.|RUI PINTO|",
        "KORVAT OBSERVERS|MR.|T. STONE|GOZO", "KORVAT OBSERVERS|COL.|PIKE|"],
    # people without a name behind a bracket, and an office with `and`
    "Malta: Jo Borg (Ports), Ada Sal (Mines), Luz Vik (Gozo / Mission), and a member of the Board / U.S.: DCM Pike": [
        "Malta||Jo Borg|Ports", "Malta||Ada Sal|Mines", "Malta||Luz Vik|Gozo Mission",
        "Malta|||a member of the Board", "U.S.|DCM|Pike|"],
    "Minister Sal / Jo Borg, Director, and a member of the Board": [
        "|Minister|Sal|", "||Jo Borg|Director, and a member of the Board"],
    # the stop of an abbreviation
    "DCM Stone / Roy Sal, Harbor Inst. / Ada Borg, Ports Dept. / Ana Soto, the Ports.": [
        "|DCM|Stone|", "||Roy Sal|Harbor Inst.", "||Ada Borg|Ports Dept.", "||Ana Soto|the Ports"],
}  # fmt: skip


@pytest.mark.parametrize("rows", ROWS)
def test_who_is_in_a_list(rows: str) -> None:
    assert listed(rows) == ROWS[rows]


OPENED = {  # how a list may begin, the people on the lines below or behind
    "COMPOSITION OF DELEGATION IS AS FOLLOWS:\n\n(A) MAJ. SAL, PORTS\n(B) MRS. BORG, INTERPRETER": 2,
    "Six leaders came. The group consisted of:\n\n- Apu Luz Sal, Ports;\n- Padre Rui Borg; and\n- Ada Pike.": 3,
    "They met May 3.\n\nU.S.: NAS Director Hugh Berg, Poloff Hart\n\nGOB: Mayor Luz Sal, Lic. Ana Soto": 4,
    "They met May 3.\n\nGOB: Mayor Luz Sal, Lic. Ana Soto\n\nU.S.: NAS Director Hugh Berg, Poloff Hart": 4,
    "Participants in the May 3 dinner (hosted by\nAmbassador Stone):\n\nAda Borg, Ports\nLuz Sal (Trade)": 2,
    # what only looks like it
    "The offers:\n\nU.S.: Ambassador Stone promised more.\n\nGOB: Minister Borg wanted tea.": 0,
    "U.S.: Secretary's paper of May.\n\nEU: Commissioner's paper of June.": 0,
    "The largest U.S. participants were:\n\nCaterpilar Andes, trucks\nBucyrus-Ohio, shovels\nJoy Rock Tools": 0,
    "The fleet left. The group consisted of:\n\n- two tugs;\n- a ferry; and\n- five pilots.": 0,
}


@pytest.mark.parametrize("paragraph", OPENED)
def test_what_opens_a_list(paragraph: str) -> None:
    assert len(told(paragraph)) == OPENED[paragraph]


def test_an_adjective_before_a_dash_names_a_side() -> None:
    people = "AMERICAN - AMBASSADOR STONE, DCM PIKE. TURKISH - MINISTER SAL, AMB. BORG (MFA)."
    said = [
        "AMERICAN|AMBASSADOR|STONE|",
        "AMERICAN|DCM|PIKE|",
        "TURKISH|MINISTER|SAL|",
        "TURKISH|AMB.|BORG|MFA",
    ]
    assert told(f"PARTICIPANTS: {people}") == said


@pytest.mark.parametrize("comma", [", ", "; "])
def test_semicolons_part_sides_before_dashes(comma: str) -> None:
    # and commas the people of each, or semicolons as well
    people = "Malta - Minister Jo Borg, Ada Sal; Peru - Luz Vik, Rui Pinto; U.S. - Nils Pike, COL Tom Hart, Ada Stone."
    said = ["Malta|Minister|Jo Borg|", "Malta||Ada Sal|", "Peru||Luz Vik|", "Peru||Rui Pinto|",
            "U.S.||Nils Pike|", "U.S.|COL|Tom Hart|", "U.S.||Ada Stone|"]  # fmt: skip
    assert told(fill(f"Participants: {people.replace(', ', comma)}", 62)) == said


@pytest.mark.parametrize("wrap", ["Malta -\nMinister Jo", "Malta - Minister\nJo"])
def test_one_semicolon_parts_two_sides_wherever_the_line_ends(wrap: str) -> None:
    people = f"Participants: U.S. - Ambassador Ada Stone, DCM Nils Pike; {wrap} Borg, Counselor Luz Sal."
    assert told(people) == ["U.S.|Ambassador|Ada Stone|", "U.S.|DCM|Nils Pike|", "Malta|Minister|Jo Borg|",
                            "Malta|Counselor|Luz Sal|"]  # fmt: skip


def test_semicolons_before_offices_that_no_side_opens() -> None:
    rows = "Ada Stone; Harbor Board / Nils Pike; Consul / Luz Sal; Trade Office"
    assert listed(rows) == ["||Ada Stone|Harbor Board", "||Nils Pike|Consul", "||Luz Sal|Trade Office"]


def test_offices_behind_commas_where_semicolons_part_people_and_sides() -> None:
    people = "Malta - Jo Borg, Mayor; Ada Sal, Envoy; Peru - Luz Vik, Director; U.S. - Nils Pike, DCM; Ada Stone, PAO."
    said = ["Malta||Jo Borg|Mayor", "Malta||Ada Sal|Envoy", "Peru||Luz Vik|Director", "U.S.||Nils Pike|DCM",
            "U.S.||Ada Stone|PAO"]  # fmt: skip
    assert told(fill(f"Participants: {people}", 62)) == said


def test_a_label_behind_a_sentence_names_the_side() -> None:
    rows = "1) MR. SAL, PORTS\n2) MR. BORG, TRADE"
    assert told(f"THEY MET IN MAY. MALTESE PARTICIPANTS:\n{rows}") == [
        "MALTESE PARTICIPANTS|MR.|SAL|PORTS", "MALTESE PARTICIPANTS|MR.|BORG|TRADE"]  # fmt: skip


TABLES = {  # rows with wide gaps, and what they say: side, title, name, role
    # unlike words head columns of people; a paragraph without a marking ends them
    "CHILEANS             VISITORS / GRAL. E. CANO        CHARGE T. BOYLE / SR. J. MENDEZ        MISS D. OLNEY"
    " / 2.  CANO SAID THAT BANK WOULD PAY IN OCTOBER.": (
        "CHILEANS|GRAL.|E. CANO|; CHILEANS|SR.|J. MENDEZ|; VISITORS|CHARGE|T. BOYLE|; VISITORS|MISS|D. OLNEY|"
    ),
    "Harbor Board     Sliema Works / Luz Sal          Director / Ada Borg         Mayor": (
        "Harbor Board     Sliema Works||Luz Sal|Director; Harbor Board     Sliema Works||Ada Borg|Mayor"
    ),
    # the first column names the sides, some of them known
    "MALTA           MINISTER BORG /                 DR. LUZ SAL / EC COUNCIL      AMBASSADOR TOR VIK"
    " / GDR             MR. BERG, DR. HART": (
        "MALTA|MINISTER|BORG|; MALTA|DR.|LUZ SAL|; EC COUNCIL|AMBASSADOR|TOR VIK|; GDR|MR.|BERG|; GDR|DR.|HART|"
    ),
    "Jordan Stone     DCM / Chad Berg        Poloff / Minister Borg    Malta": (
        "||Jordan Stone|DCM; ||Chad Berg|Poloff; |Minister|Borg|Malta"
    ),
    # a row below `Name` is one person, whatever its words; what is indented goes on with its cell
    "Name               Position      Agency / Rev. Paul Borg     Pastor        Harbor Church"
    " / Ato Haile Gebre    Adviser       Grain Board /   Selassie                       of Gozo": (
        "|Rev.|Paul Borg|Pastor, Harbor Church; |Ato|Haile Gebre Selassie|Adviser, Grain Board of Gozo"
    ),
    "| Name      | Title     | Agency | / | Ada Stone | Pastor    | Navy   | / | Luz Sal   |           | Army   |": (
        "||Ada Stone|Pastor, Navy; ||Luz Sal|Army"
    ),
    "NAME              POSITION /  / MALTA /  / DR. JO BORG       MAYOR / LUZ SAL           PORTS / VACANT"
    "            TRADE /  / UNITED STATES /  / ADA STONE         DCM": (
        "MALTA|DR.|JO BORG|MAYOR; MALTA||LUZ SAL|PORTS; UNITED STATES||ADA STONE|DCM"
    ),
    "Name              Position / Harbor Board: / Dr. Jo Borg       Mayor / Jordan Sal        Ports": (
        "Harbor Board|Dr.|Jo Borg|Mayor; Harbor Board||Jordan Sal|Ports"
    ),
    "| MALTA           | U.S.        | / |-----------------|-------------| / | Dr. Ana bt. Sal | Tor Vik, AID |"
    " / | Minister Borg   |             |": "MALTA|Dr.|Ana bt. Sal|; MALTA|Minister|Borg|; U.S.||Tor Vik|AID",
    # people one blank in below their sides; two signs are a rule too
    "GOR /  MAJOR LUZ SAL / UNAMIR /  ROMAN URSU /  BRIG. TOR VIK / USG /  DCM PIKE": (
        "GOR|MAJOR|LUZ SAL|; UNAMIR||ROMAN URSU|; UNAMIR|BRIG.|TOR VIK|; USG|DCM|PIKE|"
    ),
    "GOI / ~~~ / Dan Sal, MOD / US / ~~ / Embassy: DCM Stone / DAO: Maj Ruth Hart": (
        "GOI||Dan Sal|MOD; US|DCM|Stone|; US|Maj|Ruth Hart|"
    ),
}  # fmt: skip


@pytest.mark.parametrize("rows", TABLES)
def test_a_table_of_people(rows: str) -> None:
    assert "; ".join(listed(rows)) == TABLES[rows]


NAMES = [  # a short name in brackets, a surname in capitals
    '|Dahlia ("Dali") Ben-Haim|J-5', "LTC|William (Bill) Stone|Army", "|T. H. J. (Tjibbe) Joustra|PAO",
    "COL|William R. (Bill) Stone|J-5", "|Juan (Johnny) Soto Rojas|PAO", "|Ada (nee Borg) Stone|PAO",
    "|YOO Joon-il|Aide", "Ms.|PARK Enna-ri|Aide", "|XU Wen-fu|PAO",
    # what only looks like it
    "Gen. (ret.)|Luz Sal|PAO", "MFA|Al-Nuri|PAO", "Maj. Gen. (res.)|Dan Sal|PAO", "|Ada Stone|Boeing, PAO",
]  # fmt: skip


@pytest.mark.parametrize("entry", NAMES)
def test_a_name_with_a_bracket_or_capitals(entry: str) -> None:
    title, name, role = entry.split("|")
    said = f"{title} {name}".strip() + (f" ({role.replace(', ', '), ')}" if "," in role else f", {role}")
    assert listed(f"Malta / {said} / Minister Borg") == [f"Malta|{entry}", "Malta|Minister|Borg|"]


ONE_LINE = {  # the slashes of one person part nobody
    "Ambassador Stone, Pol % Econ Chief Luz Sal, Poloff Hart.": [
        "|Ambassador|Stone|", "|Pol % Econ Chief|Luz Sal|", "|Poloff|Hart|"],
    "Ambassador Stone % Dr. Luz Sal, Ports % Ada Pike, DCM % Poloff Hart (notetaker) % DATT.": [
        "|Ambassador|Stone|", "|Dr.|Luz Sal|Ports", "||Ada Pike|DCM", "|Poloff|Hart|", "|||DATT"],
    "Stone % Berg % Hart % Minister Korvat": [],
}  # fmt: skip


@pytest.mark.parametrize("line", ONE_LINE)
def test_people_parted_by_slashes(line: str) -> None:
    assert listed(line, "Participants: ") == [one.replace("%", "/") for one in ONE_LINE[line]]


def test_a_slash_between_a_name_and_its_office() -> None:
    rows = "Ada Stone % DCM / Nils Berg % Pol%Econ Chief / Luz Sal, Minister % Adviser"
    assert listed(rows) == ["||Ada Stone|DCM", "||Nils Berg|Pol/Econ Chief", "||Luz Sal|Minister / Adviser"]


COLUMNS = {  # below the label's own line: one on each, or a paragraph
    "Participants:\tDr. Ian Sal, First Assistant Secretary\n\tAir Commodore Leigh Hart\n\tMs. Ada Borg, Director": [
        "|Dr.|Ian Sal|First Assistant Secretary", "|Air Commodore|Leigh Hart|", "|Ms.|Ada Borg|Director"],
    "Participants: Dr. Ian Sal, Ms. Ada Borg, Nils\n   Berg, DCM Pike and\n   Poloff Hart.": [
        "|Dr.|Ian Sal|", "|Ms.|Ada Borg|", "||Nils|", "||Berg|", "|DCM|Pike|", "|Poloff|Hart|"],
    "Participants: Luz Sal, Tor Vik\n  Ada Borg, Nils Berg\n  Ruth Hart, Ilan Pike": [
        "||Luz Sal|", "||Tor Vik|", "||Ada Borg|", "||Nils Berg|", "||Ruth Hart|", "||Ilan Pike|"],
}  # fmt: skip


@pytest.mark.parametrize("rows", COLUMNS)
def test_people_below_the_line_of_their_label(rows: str) -> None:
    assert told(f"Korvat came.\n\n{rows}") == COLUMNS[rows]


FOLLOWED = {  # people that run on, and what follows them in their paragraph
    "PARTICIPANTS: DEPUTY SECRETARY ILAN BORG; DESK OFFICER\nTOR VIK; DAS PIKE; CHARGE KEMP. BORG SPOKE OF A FLEET.": [
        "|DEPUTY SECRETARY|ILAN BORG|", "|DESK OFFICER|TOR VIK|", "|DAS|PIKE|", "|CHARGE|KEMP|"],
    "Participants: Minister Borg, Poloff Hart (notetaker). The\nminister had little time. He left at noon.": [
        "|Minister|Borg|", "|Poloff|Hart|"],
    "Participants: Minister Borg, DCM Stone. Borg showed\nplans of the harbor.": [
        "|Minister|Borg|", "|DCM|Stone|"],
    "Participants: Ada Borg, President, Board of Ports and\nSugar, and Tuvo Kral, Mayor. Poloff took notes.": [
        "||Ada Borg|President, Board of Ports and Sugar", "||Tuvo Kral|Mayor"],
    # no sentence
    "Participants: DCM Pike, Consul Hart. Minister Will Borg,\nAttache Mark Said.": [
        "|DCM|Pike|", "|Consul|Hart|", "|Minister|Will Borg|", "|Attache|Mark Said|"],
    "Participants: Minister Borg, head of the board. Luz Sal,\ndirector of the port. Tor Vik, mayor of Gozo.": [
        "|Minister|Borg|head of the board", "||Luz Sal|director of the port", "||Tor Vik|mayor of Gozo"],
}  # fmt: skip


@pytest.mark.parametrize("lines", FOLLOWED)
def test_a_sentence_after_people_in_their_paragraph(lines: str) -> None:
    assert told(lines) == FOLLOWED[lines]


SAID = {  # what words say by their place, and what only looks like it: below `Malta`, above `Minister Borg`
    # as notetaker, in whatever words
    "Nils Berg, Poloff, as notetaker": "||Nils Berg|Poloff", "Tor Vik (Econoff, as note-taker)": "||Tor Vik|Econoff",
    "Tor Vik, Econoff, serving as the notetaker": "||Tor Vik|Econoff", "TOR VIK, POLOFF%NOTETAKER": "||TOR VIK|POLOFF",
    "Poloff Tor Vik (acting as note taker)": "|Poloff|Tor Vik|",
    "Tor Vik, acting Director": "||Tor Vik|acting Director",
    # an office's words are no name; after a style they may be one
    "Escort officer, Marine Corps": "|||Escort officer, Marine Corps",
    "Director of Gulvets, Harbor Board": "|||Director of Gulvets, Harbor Board",
    "Secretary General, Ministry of Ports": "|||Secretary General, Ministry of Ports",
    "Chief of Gulvets, GPA": "|||Chief of Gulvets, GPA", "Mayor, Gulvets": "|||Mayor, Gulvets",
    "Deputy Director, Ports": "|||Deputy Director, Ports",
    "Editor, Radio Gulvets": "|||Editor, Radio Gulvets", "Managing Editor, Gozo": "|||Managing Editor, Gozo",
    "Mr. Counsel, Ports": "|Mr.|Counsel|Ports", "Poloff Mills, Ports": "|Poloff|Mills|Ports",
    # a first name that is a style before three names; initials go on over a gap
    "Don Macario Sal Vella, Mayor": "|Don|Macario Sal Vella|Mayor", "Don Stone, Mayor": "||Don Stone|Mayor",
    "Director A. O.  Vella, Ports": "|Director|A. O. Vella|Ports", "Assoc. Prof. Luz Sal": "|Assoc. Prof.|Luz Sal|",
    # brackets in brackets, and square ones
    "Ada Stone (Brigadier (retd)), Ports": "||Ada Stone|Brigadier (retd), Ports",
    "Ada Stone (Poloff (notetaker))": "||Ada Stone|Poloff", "Ada Stone [Consul General]": "||Ada Stone|Consul General",
    "Juraj Sal [Tatra Airways]": "||Juraj Sal|Tatra Airways", "Luz Sal [intern]": "||Luz Sal|intern",
    "Poloff [Name Removed]": "|Poloff|[Name Removed]|", "[NAME REMOVED], Poloff": "||[NAME REMOVED]|Poloff",
    # surnames that are other words
    "Congressman De": "|Congressman|De|", "Minister An": "|Minister|An|", "Barun De, DCM": "||Barun De|DCM",
    "Daniel An, Poloff": "||Daniel An|Poloff", "Paul De / La Cruz, DCM": "||Paul De La Cruz|DCM",
    "Ambassador van / der Berg": "|Ambassador|van der Berg|", "Daniel Stone, an aide": "||Daniel Stone|an aide",
    "BRIGADIER SAID BIN NASSER AL-HARTHY": "|BRIGADIER|SAID BIN NASSER AL-HARTHY|",
    "BRIGADIER SAID AL-HARTHY": "|BRIGADIER|SAID AL-HARTHY|",
    # words of a sentence that are syllables of names, in capitals too
    "MINISTER TON THAT LUONG": "|MINISTER|TON THAT LUONG|", "GENERAL THAN SHWE": "|GENERAL|THAN SHWE|",
    "DIRECTOR WILL SMITH": "|DIRECTOR|WILL SMITH|", "MR. HUYNH CAN, MAYOR": "|MR.|HUYNH CAN|MAYOR",
    "MR. NO SO HAN, MAYOR": "|MR.|NO SO HAN|MAYOR", "VICE MINISTER HE CAN": "|VICE MINISTER|HE CAN|",
    "MR. ABE NO, MAYOR": "|MR.|ABE NO|MAYOR", "AMBASSADOR TO THE UN": "|||AMBASSADOR TO THE UN",
    # given names and surnames that are ranks, by what stands before and behind
    "HRH Prince Sultan bin Jo Sal": "|HRH Prince|Sultan bin Jo Sal|", "Sultan Jo bin Sal": "|Sultan|Jo bin Sal|",
    "Signals Expert -- Major Tor Vik": "|Signals Expert -- Major|Tor Vik|",
    "Chief Warrant Officer Tor Vik": "|Chief Warrant Officer|Tor Vik|",
    "Gozo Watcher Tor Vik": "|Gozo Watcher|Tor Vik|",
    "Secretary for Ports, Roads and Public Works Dr. Luz Sal": (
        "|Secretary for Ports, Roads and Public Works Dr.|Luz Sal|"
    ),
    # a style amid a name; offices that are surnames; royal styles; ranks of navies, in quotes, with a number
    "Dr. Abdi Sheikh Nur, Ports": "|Dr.|Abdi Sheikh Nur|Ports", "Abdi Haji, Mayor": "||Abdi Haji|Mayor",
    "Sheikh Abdi Nur, Ports": "|Sheikh|Abdi Nur|Ports", "Ms. Trudy Imhoff, Consul": "|Ms.|Trudy Imhoff|Consul",
    "HRH Prince Jo bin Sal, Ports": "|HRH Prince|Jo bin Sal|Ports", "HRH Jo bin Sal": "|HRH|Jo bin Sal|",
    "Capt. First Rank V. I. Sal (Ports)": "|Capt. First Rank|V. I. Sal|Ports",
    '"Colonel" Korvat, Rebels': '|"Colonel"|Korvat|Rebels',
    "Technical Adviser No. 2 Luz Sal": "|Technical Adviser No. 2|Luz Sal|",
    "Cons. Ada Berg, Embassy": "|Cons.|Ada Berg|Embassy",
    # more titles behind a dash, fields that `and` joins
    "Deputy Chief of Defense -- Gen. Jo Borg": "|Deputy Chief of Defense -- Gen.|Jo Borg|",
    "Minister of Trade, Mines, and Tolima Development Jo Borg": (
        "|Minister of Trade, Mines, and Tolima Development|Jo Borg|"
    ),
    # a firm in a role
    "Major Rene Zammit, CEO Northwind S.A.": "|Major|Rene Zammit|CEO Northwind S.A.",
    "Mr. Sorloff, Interpreter": "|Mr.|Sorloff|Interpreter", "Ada Stone, Sorloff": "||Ada Stone|Sorloff",
    "TRADEX - Sr. Luz Sal": "|TRADEX - Sr.|Luz Sal|", "Kh. Sal, Mayor": "||Kh. Sal|Mayor",
    "Luz Sal, Chief Nutritionist, Harbor Feed": "||Luz Sal|Chief Nutritionist, Harbor Feed",
    "Mons. Luz Sal, Auxiliary Bishop": "|Mons.|Luz Sal|Auxiliary Bishop",
    # given names that are places as well
    "Sofia Montenegro Arce, Poloff": "||Sofia Montenegro Arce|Poloff",
    "Maarten van Lansberg, Poloff": "||Maarten van Lansberg|Poloff",
    "Maj. Joost in 't Berg, Ports": "|Maj.|Joost in 't Berg|Ports",
    # `and` that belongs to nobody; predicates of nobility, in a name and alone; an office behind a comma in a bracket
    "and Poloff Tor Vik, notetaker": "|Poloff|Tor Vik|",
    "Econ Officer and notetaker - Tor Vik": "|Econ Officer|Tor Vik|",
    "Eva Freifrau von Berg, Mayor": "||Eva Freifrau von Berg|Mayor", "Jan Graf von Berg": "||Jan Graf von Berg|",
    "Graf von Berg, Mayor": "|Graf|von Berg|Mayor", "Poloff Graf": "|Poloff|Graf|",
    "Mr. Sheikh, DCM": "|Mr.|Sheikh|DCM",
    "T. Sal (PvdA)": "||T. Sal|PvdA", "T. Sal (HbN)": "||T. Sal|",
    "T. Sal (Embassy, notetaker)": "||T. Sal|Embassy", "T. Sal (Embassy notetaker)": "||T. Sal|",
    "MGen Ilan Sal": "|MGen|Ilan Sal|", "Bpk. Budi Sal": "|Bpk.|Budi Sal|",
    # a letter amid a name, in capitals; letters that are no surname, and surnames that look like them
    "MINISTER LUIZ DE SAL E SILVA (PORTS)": "|MINISTER|LUIZ DE SAL E SILVA|PORTS",
    "JUAN SOTO Y ROJAS": "||JUAN SOTO Y ROJAS|", "JOHN P BROWN": "||JOHN P BROWN|",
    "LUZ SAL, P STAFF": "||LUZ SAL|P STAFF",
    "BG JO SAL, CHIEF ODRP": "|BG|JO SAL|CHIEF ODRP", "JO SAL, CHIEF RMKQ": "||JO SAL|CHIEF RMKQ",
    "McDonald Lewa": "||McDonald Lewa|", "CHIEF SRB": "|CHIEF|SRB|", "CHIEF ARND": "|CHIEF|ARND|",
    "Luz Sal, A3 Dir.": "||Luz Sal|A3 Dir.",
    # somebody's staff, told of by a surname; whole names may be those of the next
    "Ms. Luz Sal, personal staff to Senator Stone": "|Ms.|Luz Sal|personal staff to Senator Stone",
    "Tor Vik (MFA), Special Assistant to Minister Sal": "||Tor Vik|MFA, Special Assistant to Minister Sal",
    "Adviser to President Ada Sal": "|Adviser to President|Ada Sal|",
    # offices with a Roman numeral, and people with one
    "Mr. Kim Min-ho, Deputy Director, NA III": "|Mr.|Kim Min-ho|Deputy Director, NA III",
    "VLR I NILS SONDER, PORTS": "|VLR I|NILS SONDER|PORTS", "MINISTER I GUSTI SAL": "|MINISTER|I GUSTI SAL|",
    "Mr. Ilan SAL III": "|Mr.|Ilan SAL III|",
    "Director of Europe IV Ruth Sal": "|Director of Europe IV|Ruth Sal|", "Poloff Power III": "|Poloff|Power III|",
    "Deputy Director, Asia II, Jan Sal": "|Deputy Director, Asia II|Jan Sal|",
    "Director for East Asia III Jan Sal": "|Director for East Asia III|Jan Sal|",
    "Jan Holland III, Director for Ports": "||Jan Holland III|Director for Ports",
    # offices alone, and their sisters in names
    "DEA SAC": "|||DEA SAC", "Embassy ECM": "|||Embassy ECM", "Sac Borg, Mayor": "||Sac Borg|Mayor",
    # several without a name
    "Representatives of KORVAT": "|||Representatives of KORVAT",
    "Members of Korvat": "|||Members of Korvat", "Dr. in 't Sal": "|Dr.|in 't Sal|",
    # short words that are surnames before one of the name
    "Deputy Director An Lei": "|Deputy Director|An Lei|", "Ms. An Jae-won, Mayor": "|Ms.|An Jae-won|Mayor",
    "Ada Stone, an envoy": "||Ada Stone|an envoy",
    "An Interpreter": "|||An Interpreter",
    # a letter behind a surname that is a place, a style that is no more than letters of a name
    "Minister Paulo Costa E Silva": "|Minister|Paulo Costa E Silva|", "Ana Costa, E Branch": "||Ana Costa|E Branch",
    "Sh. B. Borodin, Mayor": "||Sh. B. Borodin|Mayor",
    "Sh. Borodin, Mayor": "||Sh. Borodin|Mayor", "Sh. Khalid bin Sal, Mayor": "|Sh.|Khalid bin Sal|Mayor",
    # letters behind a name in capitals alone
    "Amb. Ad'obe Obe": "|Amb.|Ad'obe Obe|", "Ada Borg OBE": "||Ada Borg|OBE", "Ada Borg, MP": "||Ada Borg|MP",
    # a comma inside quotes
    'ABDI SAL "BABS," MAYOR': '||ABDI SAL "BABS"|MAYOR', 'Abdi Sal "Babs," Mayor': '||Abdi Sal "Babs"|Mayor',
}  # fmt: skip


@pytest.mark.parametrize("row", SAID)
def test_a_word_by_its_place(row: str) -> None:
    assert listed(f"U.S. / DCM Pike / Malta / {row} / Minister Borg")[1:] == [
        f"Malta{SAID[row]}", "Malta|Minister|Borg|"
    ]  # fmt: skip


def test_a_sentence_in_capitals_is_nobody() -> None:
    assert len(listed("U.S. / DCM PIKE / MALTA / MINISTER BORG / HE SAID AL-BADR WOULD COME.")) == 2


LAID_OUT = {  # below `Participants:`; blank lines, signs and semicolons
    "Ada Stone; Consul General / Nils Berg; Poloff / Ilan Sal; Minister of Fish": (
        "||Ada Stone|Consul General; ||Nils Berg|Poloff; ||Ilan Sal|Minister of Fish"
    ),
    "U.S. / Mr. Stone; Consul /  / Malta / Ilan Sal; Mayor": "U.S.|Mr.|Stone|Consul; Malta||Ilan Sal|Mayor",
    "DCM Stone / Ada Berg; Poloff / Tor Vik": "|DCM|Stone|; ||Ada Berg|Poloff; ||Tor Vik|",
    "DCM Stone; PAO / Ada Berg / Tor Vik, Mayor": "|DCM|Stone|; |||PAO; ||Ada Berg|; ||Tor Vik|Mayor",
    "Malta: Minister Borg; Chief of Protocol / U.S.: Ada Pike; DCM": (
        "Malta|Minister|Borg|; Malta|||Chief of Protocol; U.S.||Ada Pike|; U.S.|||DCM"
    ),
    "Ambassador Stone; Poloff Berg / Minister Sal; Mayor Borg": (
        "|Ambassador|Stone|; |Poloff|Berg|; |Minister|Sal|; |Mayor|Borg|"
    ),
    "-- U.S. -- / DCM Hart / EUR Staff Pike / Poloff Neale /  / -- Malta -- / Minister Sal / Ruth Amari": (
        "U.S.|DCM|Hart|; U.S.|EUR Staff|Pike|; U.S.|Poloff|Neale|; Malta|Minister|Sal|; Malta||Ruth Amari|"
    ),
    "*U.S.* / DCM Hart / EUR Staff Pike / Poloff Neale / *Malta* / Minister Sal / Ruth Amari": (
        "U.S.|DCM|Hart|; U.S.|EUR Staff|Pike|; U.S.|Poloff|Neale|; Malta|Minister|Sal|; Malta||Ruth Amari|"
    ),
    "-- HARBOR FORCES -- / GEN. BORG (PORTS) / COL. SAL /  / -- PILOTS -- / DCM PIKE": (
        "HARBOR FORCES|GEN.|BORG|PORTS; HARBOR FORCES|COL.|SAL|; PILOTS|DCM|PIKE|"
    ),
    "-- Minister Borg -- / DCM Pike": "|Minister|Borg|; |DCM|Pike|",
    # sides before a dash, and names before one
    "GOM - Minister Borg; Luz Sal, / Mayor. / Codel - Senators Hale and Dunn. / Embassy - DCM Pike; Ada Stone, PAO.": (
        "GOM|Minister|Borg|; GOM||Luz Sal|Mayor; Codel|Senators|Hale|; Codel|Senators|Dunn|; Embassy|DCM|Pike|;"
        " Embassy||Ada Stone|PAO"
    ),
    "Ada Borg - Embassy / Luz Sal - Harbor Board / Tor Vik - Malta": (
        "||Ada Borg|Embassy; ||Luz Sal|Harbor Board; ||Tor Vik|Malta"
    ),
    # an office behind a style and its name, and one behind a title
    "Malta: Ratu Jo Borg, Permanent Secretary / U.S.: Ambassador Pike, the DCM": (
        "Malta|Ratu|Jo Borg|Permanent Secretary; U.S.|Ambassador|Pike|; U.S.|||the DCM"
    ),
    # where blank lines part all, they set no heads apart
    "U.S. /  / DCM Pike /  / EUR Staff Hart /  / Poloff Neale": (
        "U.S.|DCM|Pike|; U.S.|EUR Staff|Hart|; U.S.|Poloff|Neale|"
    ),
    "U.S. /  / DCM Pike /  / Poloff Neale /  / Harbor Board /  / Minister Sal": (
        "U.S.|DCM|Pike|; U.S.|Poloff|Neale|; Harbor Board|Minister|Sal|"
    ),
    "U.S. /  / DCM Pike /  / Poloff Neale /  / Gozo Fishermen / Captain Sal": (
        "U.S.|DCM|Pike|; U.S.|Poloff|Neale|; Gozo Fishermen|Captain|Sal|"
    ),
    # signs that copies put for bullets
    "O. BORG, MAYOR / LUZ SAL, PAO": "||O. BORG|MAYOR; ||LUZ SAL|PAO",
    "O  MINISTER BORG / O  MS. SAL, MAYOR / O  DCM PIKE": "|MINISTER|BORG|; |MS.|SAL|MAYOR; |DCM|PIKE|",
    "+ Ada Stone, PAO / + Tor Vik, DCM": "||Ada Stone|PAO; ||Tor Vik|DCM",
    ">> Ada Stone, PAO / >> Tor Vik, DCM": "||Ada Stone|PAO; ||Tor Vik|DCM",
    "? Ada Stone, PAO / ? Tor Vik, DCM": "||Ada Stone|PAO; ||Tor Vik|DCM",
    "DCM Pike / ? Berg, PAO / Tor Vik, DCM": "|DCM|Pike|; ||? Berg|PAO; ||Tor Vik|DCM",
    "#1 DCM Pike / #2 Ada Stone, PAO / #3 Poloff (notetaker)": "|DCM|Pike|; ||Ada Stone|PAO; |||Poloff",
    "%%U.S. SIDE%% / Ada Stone - PAO /  / %%MALTESE SIDE%% / Tor Vik - Mayor": (
        "U.S. SIDE||Ada Stone|PAO; MALTESE SIDE||Tor Vik|Mayor"
    ),
    # styles that are names and initials as well, by those beside them
    "M. Korvat Djiba, Ports / Mme Sene": "|M.|Korvat Djiba|Ports; |Mme|Sene|",
    "Malik Gul Korvat, Ports / Haji Sal / DCM M. Pike": "|Malik|Gul Korvat|Ports; |Haji|Sal|; |DCM|M. Pike|",
    "Malta: M. Korvat Djiba; Mme Sene / U.S.: DCM Pike": "Malta|M.|Korvat Djiba|; Malta|Mme|Sene|; U.S.|DCM|Pike|",
    "Indian Ambassador Rao / RAO Ada Berg / DCM Pike": "|Indian Ambassador|Rao|; |RAO|Ada Berg|; |DCM|Pike|",
    # an abbreviation of a service, a plural title
    "Vice Admiral Tor Vik HN / MPs Ada Berg and Ilan Sal / DCM Pike": (
        "|Vice Admiral|Tor Vik|HN; |MPs|Ada Berg|; |MPs|Ilan Sal|; |DCM|Pike|"
    ),
    "DRS. SUTOMO, DIRGEN OIL AND GAS / MR. A. SAL, PORTS": "|DRS.|SUTOMO|DIRGEN OIL AND GAS; |MR.|A. SAL|PORTS",
    # somebody who takes notes, and a mark of the person above
    "Ada Stone, PAO / Notetaker / DCM Pike": "||Ada Stone|PAO; |||Notetaker; |DCM|Pike|",
    "Ada Stone, PAO / (Notetaker) / DCM Pike": "||Ada Stone|PAO; |DCM|Pike|",
    "Ada Stone, PAO, / Notetaker / DCM Pike": "||Ada Stone|PAO; |DCM|Pike|",
    "Tor Vik (recorder) / City Recorder Ada Berg": "||Tor Vik|; |City Recorder|Ada Berg|",
    # what is nobody
    "DCM Pike / Ada Berg, Ports / and others.": "|DCM|Pike|; ||Ada Berg|Ports",
    "DCM Pike / Ada Berg, Ports / (Pike left after an hour.)": "|DCM|Pike|; ||Ada Berg|Ports",
    "DCM Pike / Ada Berg, Ports / (Harbor Board)": "|DCM|Pike|; ||Ada Berg|Ports (Harbor Board)",
    "DCM Pike / PM%SNA: Ada Berg, Tor Vik": "|DCM|Pike|; PM%SNA||Ada Berg|; PM%SNA||Tor Vik|",
    # one below the other from a side's line on, however full; and a paragraph
    "U.S.:    Secretary Ada Stone / ~Tor Vik, Pilot / Malta:   Secretary Luz Sal / ~Lic. Ada Borg, Under Secretary"
    " / ~Ilan Sal, Chief Pilot": (
        "U.S.|Secretary|Ada Stone|; U.S.||Tor Vik|Pilot; Malta|Secretary|Luz Sal|; Malta|Lic.|Ada Borg|Under Secretary;"
        " Malta||Ilan Sal|Chief Pilot"
    ),
    "U.S.:    Ambassador Stone, Dr. Ada Hart, Econoff / ~Pike, Poloff Lund, Captain Vik / Malta:   Minister Borg,"
    " Secretary Ada Sal, Captain / ~Sene, Dr. Ngo": (
        "U.S.|Ambassador|Stone|; U.S.|Dr.|Ada Hart|; U.S.|Econoff|Pike|; U.S.|Poloff|Lund|; U.S.|Captain|Vik|;"
        " Malta|Minister|Borg|; Malta|Secretary|Ada Sal|; Malta|Captain|Sene|; Malta|Dr.|Ngo|"
    ),
    "Ada Stone         Trade Director    Embassy / Maj. Tor Vik      Pilot Training    Police": (
        "||Ada Stone|Trade Director, Embassy; |Maj.|Tor Vik|Pilot Training, Police"
    ),
    "Ada Stone         Nils Berg         Ruth Hart / Maj. Tor Vik      Minister Sal      Eva Lund": (
        "||Ada Stone|; ||Nils Berg|; ||Ruth Hart|; |Maj.|Tor Vik|; |Minister|Sal|; ||Eva Lund|"
    ),
}  # fmt: skip


@pytest.mark.parametrize("rows", LAID_OUT)
def test_the_layout_of_a_list(rows: str) -> None:
    assert "; ".join(listed(rows.replace("~", " " * 9))) == LAID_OUT[rows].replace("%", "/")


UNITS = {  # heads below a country's, and the side and unit of each person
    "U.S. / Office of Ports: /   - Dr. Ada Stone / USFK: /   - Col. Tor Vik /  / MALTA / MOFAL: / - Luz Sal, Mayor": [
        ("U.S.", "Office of Ports"), ("U.S.", "USFK"), ("MALTA", "MOFAL")],
    # no blank line above any side, but for the label's
    "Malta: /   Luz Sal, Mayor / World Bank: /   Dr. Tor Vik / JICA: /   Ilan Sal, Pilot / U.S.: /   DCM Pike": [
        ("Malta", None), ("World Bank", None), ("JICA", None), ("U.S.", None)],
    # blank lines above the sides alone
    "Malta: / Luz Sal, Mayor / Harbor Board: / Dr. Tor Vik /  / U.S.: / DCM Pike": [
        ("Malta", None), ("Malta", "Harbor Board"), ("U.S.", None)],
    # the first of several groups
    "Malta: / Portex / Luz Sal, Mayor /  / MFA / Tor Vik, Envoy /  / Ferrox / Jo Borg /  / U.S.: / DCM Pike": [
        ("Malta", "Portex"), ("Malta", "MFA"), ("Malta", "Ferrox"), ("U.S.", None)],
    "Malta: / Vukel / Luz Sal, Mayor / Tor Vik, Envoy /  / U.S.: / DCM Pike / Ada Stone, PAO": [
        ("Malta", None), ("Malta", None), ("Malta", None), ("U.S.", None), ("U.S.", None)],
}  # fmt: skip


@pytest.mark.parametrize("rows", UNITS)
def test_the_units_of_a_side(rows: str) -> None:
    lines = rows.replace(" / ", "\n")
    found = parse(f"{ABOVE}¶2. (U) Participants:\n\n{lines}{BELOW}").participants
    assert [(one.side, one.unit) for one in found] == UNITS[rows]


def test_the_number_after_the_labels_opens_a_paragraph() -> None:
    above = ABOVE.replace("¶", "")
    text = f"{above}2. LIST OF PARTICIPANTS FOLLOWS.\n\nU.S. SIDE:\n  DCM PIKE\n\n3. BORG READ A PAPER, PORTS.\nOAKES\n"
    assert [one.name for one in parse(text).participants] == ["PIKE"]


@pytest.mark.parametrize("width", [45, 50, 58])
def test_a_run_on_list_may_be_narrower_than_its_cable(width: int) -> None:
    people = "Ambassador Ada Stone, Finance Minister Ilan Sal, Central Bank Governor Ruth Amari, and Econoff Sue Day."
    wide = "The minister told his guests that the budget would be cut by a million and that ports would pay a fifth."
    text = fill(f"¶2. (U) Participants: {people}", width).removeprefix("¶2. (U) ")
    assert told(f"{text}\n\n¶3. (C) {fill(wide, 66)}\n\n{fill(wide, 66)}") == [
        "|Ambassador|Ada Stone|", "|Finance Minister|Ilan Sal|", "|Central Bank Governor|Ruth Amari|",
        "|Econoff|Sue Day|"]  # fmt: skip


def test_a_particle_at_the_end_of_a_full_line_goes_on() -> None:
    lines = (
        "Ambassador Maria De\nLos Santos, Minister Tor Vik, Consul Van\nDyke, Chief of Staff Ilan Sal, Mr. De"
    )
    assert told(f"Participants: {lines}\nSilva, Economic Officer Tor Borg, Minister\nLe, and Poloff Hart.") == [
        "|Ambassador|Maria De Los Santos|", "|Minister|Tor Vik|", "|Consul|Van Dyke|", "|Chief of Staff|Ilan Sal|",
        "|Mr.|De Silva|", "|Economic Officer|Tor Borg|", "|Minister|Le|", "|Poloff|Hart|"]  # fmt: skip


def test_a_style_told_by_others_of_its_language() -> None:
    assert listed("Drs. Budi Sal, Secretary General / Kh. Ahmad Sal / Ir. Sri Borg", "Participants:\n\n") == [
        "|Drs.|Budi Sal|Secretary General", "|Kh.|Ahmad Sal|", "|Ir.|Sri Borg|"
    ]  # fmt: skip
    assert listed("PRESENT: M. LUC NGO, PORTS; ME. JO SY, COUNSEL", "") == [
        "|M.|LUC NGO|PORTS",
        "|ME.|JO SY|COUNSEL",
    ]


def test_two_surnames_joined_on_a_side() -> None:
    assert listed("Malta: Borg and Sal / U.S.: DCM Pike; Poloff Hart") == [
        "Malta||Borg|", "Malta||Sal|", "U.S.|DCM|Pike|", "U.S.|Poloff|Hart|"
    ]  # fmt: skip
