"""Cables with a list of people, and cables that only look so, each with the known truth.

Sides, labels, layouts, forms of entries, copies and ends are drawn independently of each other, so that they meet in
combinations that nobody thought of. All people are invented.
"""

import textwrap
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

SEED = 13
WIDTH = 62


class Truth(NamedTuple):
    """An entry as it should be read."""

    side: str | None
    title: str | None
    name: str | None
    role: str | None
    notetaker: bool = False


class Sheet(NamedTuple):
    """A cable, who is listed in it, and what was drawn for it."""

    text: str
    people: tuple[Truth, ...]
    drawn: tuple[str, ...]


_GIVEN = """Ada Nils Ruth Owen Dana Ilan Pavel Kari Lars Eva Tor Aino Jens Per Karin Mats Indrek Urve Zdenka Vaclav Milena Bojan
Fatou Moussa Amadou Khadija Nabil Hisham Tariq Samira Leila Farid Rustam Gulnora Bakyt Aigul Tomas Beatriz Ines Rui Joaquim
Delia Marek Agnes Istvan Réka Petru Ilinca Davit Nino Levan Dong-hyun Min-jung Xiaoming Guowei Somchai Thuy Anh Kwabena
Esi Themba Lindiwe Otieno Wanjiru Almaz Tesfaye Rafael Consuelo Hernan Pilar""".split()
_SURNAMES = """Stone Berg Amari Pike Whitlock Korvat Sant Lund Moen Vik Salo Friis Haugen Oldfield Enqvist Saar Kallas Kubat
Riha Novotna Petrovic Diallo Traore Keita El-Amrani Haddad al-Jazairi Mansour Ben-Salah Karimov Saidova Beketov Duarte
Carvalho Neves Pombo Kowal Nagy Szabo Ionescu Lomidze Gelashvili Park Yoon Wang Zhao Boonmee Nguyen Mensah Quansah Dlamini
Ochieng Kamau Tadesse Bekele Ortega Villalobos Quiroga Zammit Camilleri Vella Frost Bishop King Marsh Hale Reyes van-der-Aa
Lord Prince Head Page Major""".split()
_TITLES_US = """Ambassador|DCM|Poloff|Econoff|Political Counselor|Deputy Assistant Secretary|Under Secretary|Consul General|EUR/WE Director|
Labor Attache|CDA|Col.|LTC|USAID Mission Director|Senator|Econ Chief|RSO|P/E Counselor|Assistant Secretary|NEA DAS|Ms.|Mr.|Vice Consul|PAO|
Regional Environment Officer|Special Envoy|Senior Advisor""".replace("\n", "").split("|")
_TITLES = """Minister|Foreign Minister|Minister of Trade|Deputy Minister of Justice and Police|Prime Minister|Director General|State Secretary|
General|Brigadier|Dr.|Prof.|Chief of Protocol|Ambassador|Permanent Secretary|Governor|Mayor|Attorney General|Captain|Mrs.|Legal Adviser|
Vice Minister for Foreign Affairs|Chairman|Commissioner|Deputy Speaker|Advisor|Sheikh|Ing.""".replace(
    "\n", ""
).split("|")
_ROLES = """Director, Office of Maritime Affairs|Desk Officer|Chief of Staff|Deputy Director for Trade Policy|Embassy Political Officer|
EUR/NB|Special Assistant to the Minister|Ministry of Foreign Affairs|Commercial Specialist|Bureau of Oceans|Head of the Consular Department|
Member of Parliament|Adviser to the President|Harbor Board|National Shipyard|Second Secretary|interpreter|Legal Counselor, Ministry of Justice|
Chairman of the Fisheries Committee|Defense Attache|Director for European Affairs, Department of State|press secretary|
Deputy Chief of the General Staff|Institute of Strategic Studies|Country Director, World Bank|Commander, Coast Guard""".replace(
    "\n", ""
).split("|")
_OFFICES = """Embassy Economic Officer|Chief of Protocol|District Commissioner|Director of Social Welfare|Foreign Minister's Chef de Cabinet|
The Secretary|Regional Chairman|USAID Director|two aides""".replace("\n", "").split("|")
_OTHERS = (
    "Malta",
    "Norway",
    "Estonia",
    "Czech Republic",
    "Oman",
    "Kenya",
    "Bolivia",
    "Mongolia",
    "Portugal",
    "New Zealand",
)
_ADJECTIVES = (
    "Maltese",
    "Norwegian",
    "Estonian",
    "Czech",
    "Omani",
    "Kenyan",
    "Bolivian",
    "Mongolian",
    "Portuguese",
    "New Zealand",
)
_US = ("U.S.", "United States", "USG", "US", "U.S. Side", "American Participants", "U.S. Delegation")


def _name(chance: Random) -> str:
    given, family = chance.choice(_GIVEN), chance.choice(_SURNAMES)
    return chance.choice((f"{given} {family}", f"{given} {family}", f"{given} {chance.choice('ABCDEHJKLMRT')}. {family}",
                          f"{given} {chance.choice(_SURNAMES[:60])} {family}"))  # fmt: skip


def _person(chance: Random, side: str | None, titles: list[str], form: str) -> tuple[str, Truth]:
    """The words of an entry and what they mean."""
    name, note = _name(chance), chance.random() < 0.12
    mark = chance.choice((" (notetaker)", " (note taker)", ", notetaker", " (Notetaker)")) if note else ""
    if chance.random() < 0.05 and not note:
        office = chance.choice(_OFFICES)
        return office, Truth(side, None, None, office)
    kind = chance.choice(("title", "role", "both")) if form == "mixed" else form
    title = chance.choice(titles) if kind != "role" else None
    role = chance.choice(_ROLES) if kind != "title" else None
    if (
        kind == "title"
        and chance.random() < 0.3
        and title not in ("Ms.", "Mr.", "Dr.", "Prof.", "Mrs.", "Ing.")
    ):
        name = name.split()[-1]
    if kind == "both":
        title = chance.choice(("Ambassador", "Col.", "Dr.", "Minister", "General"))
    join = {"dash": " - ", "tab": "\t", "brackets": " ("}.get(form, ", ")
    text = f"{title} {name}" if title else name
    if role:
        text += join + role + (")" if form == "brackets" else "")
    return text + mark, Truth(side, title, name, role, note)


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


class _Drawn:
    """What was drawn for one cable."""

    def __init__(self, chance: Random) -> None:
        self.layout = chance.choice(
            ("line", "line", "line", "bullets", "numbers", "blank lines", "semicolons", "commas", "columns")
        )
        self.head = chance.choice(("bare", "colon", "underlined", "brackets", "caps", "label", "none"))
        self.label = chance.choice(("Participants:", "Participants", "Meeting Participants:", "PARTICIPANTS:", "List of participants:", "Attendees:",
                                    "Participants in the talks:", "Present at the meeting were:", "In attendance were:", "Attendees included:",
                                    "The participants were:", "Key participants:", "Participants (in order of rank):"))  # fmt: skip
        self.form = chance.choice(("mixed", "mixed", "role", "title", "dash", "tab", "brackets"))
        self.heading = chance.random() < 0.2  # the label is a heading over the list
        self.copy = chance.choice(
            ("plain", "plain", "plain", "no pilcrows", "unwrapped", "double spaced", "page marker")
        )
        self.end = chance.choice(("number", "heading", "clearance", "signature"))
        if self.heading:
            self.label = (
                chance.choice(("Participants", "PARTICIPANTS", "Meeting Participants", "List of Attendees"))
                + ":"
            )
        self.indent = chance.choice(("", "", "   "))
        if self.layout in ("semicolons", "commas", "columns") and self.form in ("tab", "dash"):
            self.form = "mixed"
        if self.layout == "commas":
            self.form = "title"
        if self.layout == "columns":
            self.form, self.head = "title", "bare"
        if self.layout in ("semicolons", "commas") and self.head != "none":
            self.head = "colon"
        if self.copy == "double spaced" and self.layout == "blank lines":
            self.layout = "line"

    def all(self) -> tuple[str, ...]:
        return (self.layout, f"head:{self.head}", self.label, f"form:{self.form}", self.copy, f"end:{self.end}",
                "heading" if self.heading else "", f"indent:{len(self.indent)}")  # fmt: skip


def lists(count: int, seed: int = SEED) -> Iterator[Sheet]:
    """So many cables with a list each."""
    for number in range(count):
        yield _sheet(Random(seed * 100_003 + number))


def _sheet(chance: Random) -> Sheet:
    drawn = _Drawn(chance)
    place = chance.randrange(len(_OTHERS))
    us = (
        chance.choice(_US)
        if drawn.head != "label"
        else chance.choice(("U.S. Participants", "American Delegation", "USG Attendees"))
    )
    other = _OTHERS[place] if drawn.head != "label" else f"{_ADJECTIVES[place]} {us.split()[-1]}"
    sides: list[str | None] = [None] if drawn.head == "none" else [us.upper() if drawn.head == "caps" else us,
                                                                   other.upper() if drawn.head == "caps" else other]  # fmt: skip
    if len(sides) == 2 and chance.random() < 0.3:
        sides.reverse()
    groups: list[tuple[str | None, list[tuple[str, Truth]]]] = []
    for side in sides:
        titles = _TITLES_US if side in (us, us.upper(), None) else _TITLES
        groups.append(
            (side, [_person(chance, side, titles, drawn.form) for _ in range(chance.randrange(2, 6))])
        )
    lines = _laid_out(chance, drawn, groups)
    people = tuple(truth for _, members in groups for _, truth in members)
    return Sheet(_cable(chance, drawn, lines), people, drawn.all())


def _laid_out(
    chance: Random, drawn: _Drawn, groups: list[tuple[str | None, list[tuple[str, Truth]]]]
) -> list[str]:
    if drawn.layout == "columns":
        return _columns(groups)
    out: list[str] = []
    bullet = chance.choice(("- ", "-- ", "* ", "-", "--- ", "o "))
    for side, members in groups:
        texts = [text for text, _ in members]
        if drawn.layout in ("semicolons", "commas"):
            sign = "; " if drawn.layout == "semicolons" else ", "
            out += _wrapped((f"{side}: " if side else "") + sign.join(texts) + ".")
            continue
        out += [""] if out or drawn.layout == "blank lines" else []
        if side:
            out += {
                "colon": [f"{side}:"],
                "label": [f"{side}:"],
                "underlined": [side, "-" * len(side)],
                "brackets": [f"[{side}]"],
            }.get(drawn.head, [side])
        for number, text in enumerate(texts, 1):
            mark = {"bullets": bullet, "numbers": f"({number}) "}.get(drawn.layout, "")
            out += [""] if drawn.layout == "blank lines" else []
            out += _wrapped(mark + text, drawn.indent) if drawn.copy != "unwrapped" else [mark + text]
    return out


def _columns(groups: list[tuple[str | None, list[tuple[str, Truth]]]]) -> list[str]:
    left, right = groups[0], groups[-1]
    if left is right:
        return [text for text, _ in left[1]]
    rows = [(str(left[0]), str(right[0]))]
    most = max(len(left[1]), len(right[1]))
    cells = [[text for text, _ in side[1]] + [""] * most for side in (left, right)]
    rows += list(zip(cells[0][:most], cells[1][:most], strict=True))
    edge = max(len(row[0]) for row in rows) + 4
    return [f"{one:{edge}}{two}".rstrip() for one, two in rows]


_PROSE = ("Korvat said that the harbor dues would not be raised before the spring and that the pilots had been told so.",
          "The Ambassador asked how many boats were laid up. Nobody knew, but the number was thought to be larger than last year.",
          "He promised a note on the dredging of the outer channel and hoped that it would be read by somebody.")  # fmt: skip


def _cable(chance: Random, drawn: _Drawn, rows: list[str]) -> str:
    pilcrow = "" if drawn.copy == "no pilcrows" else "¶"
    wide = drawn.copy == "unwrapped"

    def paragraph(number: int, text: str) -> list[str]:
        whole = f"{pilcrow}{number}. (C) {text}"
        return [whole] if wide else _wrapped(whole)

    out = ["VZCZCXRO4417", "PP RUEHBW", "DE RUEHVT #0112 0561432", "ZNY CCCCC ZZH", "P 251432Z FEB 09", "FM AMEMBASSY VALLETTA",
           "TO RUEHC/SECSTATE WASHDC PRIORITY 1876", "", "C O N F I D E N T I A L VALLETTA 000112", "", "SIPDIS", "", "E.O. 12958: DECL: 02/25/2019",
           "TAGS: PREL, MT", "SUBJECT: HARBOR TALKS IN VALLETTA", "", "Classified By: DCM Owen Pike for reasons 1.4 (b) and (d).", ""]  # fmt: skip
    out += [*paragraph(1, "SUMMARY: Both sides agreed to reopen the harbor talks in May. END SUMMARY."), ""]
    run_in = drawn.layout in ("semicolons", "commas")
    label = drawn.label
    if drawn.heading:
        out += [label.rstrip(":"), "-" * (len(label) - 1), ""]
        if run_in:
            rows[0] = f"{pilcrow}2. (U) {rows[0]}"
        else:
            out.append(f"{pilcrow}2. (U) {rows[0]}")
            rows = rows[1:]
    elif run_in:
        side = next((k for k, row in enumerate(rows) if k and rows[k - 1][-1] == "."), len(rows))
        first = " ".join(rows[:side])
        rows = _wrapped(f"{pilcrow}2. (U) {label if label[-1] == ':' else label + ':'} {first}") + rows[side:]
    else:
        out.append(f"{pilcrow}2. (U) {label}")
        out += [""] * (chance.random() < 0.5 and rows[0] != "")
    if drawn.copy == "page marker" and len(rows) > 3:
        rows[3:3] = ["", "VALLETTA 00000112  002 OF 002", "", ""]
    out += [*rows, ""]
    if drawn.end == "heading":
        out += ["A Quiet Season", "--------------", ""]
    if drawn.end == "clearance":
        out += [*paragraph(3, "Under Secretary Hart has cleared this message."), ""]
    out += [
        line
        for number, text in enumerate(_PROSE, 3 + (drawn.end == "clearance"))
        for line in [*paragraph(number, text), ""]
    ]
    out += ["WHITLOCK"]
    return "\n\n".join(filter(None, out)) if drawn.copy == "double spaced" else "\n".join(out)


_NOT_LISTS = """The participants agreed to:||- Count the boats every March|- Mark nets with the owner's name|- Meet in Sliema in May
Participants were polite and said little. Senator Ada Stone, Deputy|Nils Berg and two professors of law spoke for the rest.
The letter is signed by:||Ada Stone, Academy of Letters|Nils Berg, Academy of Arts|Dr. Ruth Amari, Academy of Medicine
The nominees are, in order of priority:||1. Ada Stone, editor|2. Nils Berg, provincial officer|3. Ruth Amari, meteorologist
The following travelers request country clearance:||Ada Stone, PPT 710044123, DPOB 12 Aug 1968 Oslo|Nils Berg, PPT 710044124, DPOB 3 Feb 1975 Bergen
Control officer: Ada Stone, Pol/Econ Officer|Office phone: (356) 2561-4000|Press officer: Nils Berg
Name: Ada Stone|Born: Sliema, March 9, 1961|Education: University of Malta|Family: husband Nils, two sons
The new cabinet:||Prime Minister: Ilan Korvat|Minister of Finance: Ruth Amari|Minister of Defense: Pavel Sant
Those arrested are:||-- Ada Stone, teacher, Sliema|-- Nils Berg, trader|-- XXXXXXXXXXXX, printer
Participants by region (2008):||Europe 412|Africa 230|Asia 118|Total 760
The agenda of the meeting was:||- Fisheries|- Harbor Dues|- Pilot Boats|- Other Business
Points of contact are:||Ada Stone, DCM, tel. 356-2561-4000|Nils Berg, Political Officer, bergn@state.gov
The results were:||Ada Stone, Harbor Party, 48.2 percent|Nils Berg, Workers' Front, 31.0 percent|Ruth Amari, Greens, 4.4 percent
Participating companies:||Grand Harbor Company|Nordic Shipping|Tide Survey Ltd.|Malta Shipyards
The U.S. side will:||- send two biologists for the count|- pay for four hundred tags
The delegation will visit:||- Ports Authority|- Royal Lighthouse Service|- Grand Harbor Company
Distribution of this report:||Ministry of Ports|Ministry of Fisheries|Harbor Board
The Minister, who was accompanied by his chief of staff, said that the|participants in the last round had left early. Ambassador Whitlock and DCM Pike agreed.
Candidates for the vetted unit:||SGT Nils Berg, DOB 12 Mar 1980|CPL Per Haug, DOB 4 Apr 1981
The speakers addressed:||- The Price of Pilots|- Light Dues and Their Uses|- Who Owns the Channel""".split("\n")  # fmt: skip


def negatives() -> Iterator[Sheet]:
    """Texts that look like lists of participants and are none, one of each kind."""
    for text in _NOT_LISTS:
        drawn = _Drawn(Random(SEED))
        drawn.heading, drawn.label, drawn.copy, drawn.layout, drawn.end = False, "", "plain", "line", "number"
        first, *rest = text.split("|")
        sheet = _cable(Random(SEED), drawn, [""]).replace("¶2. (U) ", "\n".join([f"¶2. (U) {first}", *rest]))
        yield Sheet(sheet, (), (first,))
