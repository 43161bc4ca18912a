"""What opens a list of people, and what only looks so. Each row is a whole paragraph."""

import pytest

from cablecli import parse
from tests.synthetic import people

HEADING = people.lists(1).__next__().text.partition("¶2. (U) ")[0]
OPENED = {  # the whole paragraph, `/` for a line end
    "Guests:/Minister Borg/U.S. hosts:/DCM Pike": [(None, "Borg"), ("U.S. hosts", "Pike")],
    "GUEST LIST//MALTESE GUESTS:/- MINISTER BORG/- LUZ SAL, MAYOR": [
        ("MALTESE GUESTS", "BORG"), ("MALTESE GUESTS", "LUZ SAL"),
    ],
    "Participants. U.S.: DCM Pike; Poloff Hart. Malta: Minister Borg.": [
        ("U.S.", "Pike"), ("U.S.", "Hart"), ("Malta", "Borg"),
    ],
    "The following persons/took part in the visit: Minister Borg; Luz Sal, mayor of/Sliema; and others.": [
        (None, "Borg"), (None, "Luz Sal"),
    ],
    "Those who attended were the following: Minister Borg; DCM/Pike.": [(None, "Borg"), (None, "Pike")],
    # those present, however told, also behind a sentence or in an annex; and what only looks so
    "Those at the meeting:/Minister Borg/DCM Pike": [(None, "Borg"), (None, "Pike")],
    "The crane was old./LIST OF THOSE PRESENT//Minister Borg/DCM Pike": [(None, "Borg"), (None, "Pike")],
    "Borg left early.//ENCLOSURE: PERSONS AT THE DINNER//Minister Borg/DCM Pike": [(None, "Borg"), (None, "Pike")],
    "The crane was old./THOSE ARRESTED//Ada Stone, a pilot/Luz Sal, a clerk": [],
    "Those at the meeting agreed:/Minister Borg will come/DCM Pike will go": [],
    "Around the table were:/Minister Borg/Luz Sal, Mayor": [(None, "Borg"), (None, "Luz Sal")],
    "Borg was a candidate in May. At the/table: Minister Borg, Luz Sal (Ports), and DCM Pike.": [
        (None, "Borg"), (None, "Luz Sal"), (None, "Pike"),
    ],
    "Our interlocutors: Minister Borg and Luz Sal (Ports).": [(None, "Borg"), (None, "Luz Sal")],
    "MALTESE SIDE: MINISTER BORG, LUZ SAL (PORTS)//¶3. (U) U.S. SIDE: DCM PIKE, POLOFF HART.//A CRANE AND A DOCK//"
    "¶4. (C) ALL OF THEM SPOKE.": [
        ("MALTESE SIDE", "BORG"), ("MALTESE SIDE", "LUZ SAL"), ("U.S. SIDE", "PIKE"), ("U.S. SIDE", "HART"),
    ],
    # a body of people is a side where others are set apart, in the same paragraph or the next
    "Codel members:/Senator Hale (R-NE)/Ada Stone//Embassy participants:/DCM Pike": [
        ("Codel members", "Hale"), ("Codel members", "Ada Stone"), ("Embassy participants", "Pike"),
    ],
    "CODEL MEMBERS: SENATOR HALE (R-NE); ADA STONE.//¶3. (U) MALTESE PARTICIPANTS: MINISTER BORG; LUZ SAL, MAYOR.": [
        ("CODEL MEMBERS", "HALE"), ("CODEL MEMBERS", "ADA STONE"),
        ("MALTESE PARTICIPANTS", "BORG"), ("MALTESE PARTICIPANTS", "LUZ SAL"),
    ],
    "Jirga participants:/Minister Borg/Luz Sal, Mayor": [(None, "Borg"), (None, "Luz Sal")],
    "Meeting participants:/Minister Borg/Luz Sal, Mayor//Embassy participants:/DCM Pike": [
        (None, "Borg"), (None, "Luz Sal"), ("Embassy participants", "Pike"),
    ],
    "Codel Hale members:/Senator Hale (R-NE)/Ada Stone": [(None, "Hale"), (None, "Ada Stone")],
    "Guests//Companies/Luz Sal - Ports Ltd/Nils Berg - Ferries//Embassy/DCM Pike": [
        ("Companies", "Luz Sal"), ("Companies", "Nils Berg"), ("Embassy", "Pike"),
    ],
    "MALTESE SIDE             U.S. SIDE/------------             ---------/"
    "   Minister Borg            DCM Pike/   Luz Sal, Mayor           Ada Stone, PAO": [
        ("MALTESE SIDE", "Borg"), ("MALTESE SIDE", "Luz Sal"), ("U.S. SIDE", "Pike"), ("U.S. SIDE", "Ada Stone"),
    ],
    "THEY MET MAY 4. MALTESE/SIDE: MINISTER BORG, LUZ SAL, MAYOR. U.S. SIDE: DCM PIKE, POLOFF HART.": [
        ("MALTESE SIDE", "BORG"), ("MALTESE SIDE", "LUZ SAL"), ("U.S. SIDE", "PIKE"), ("U.S. SIDE", "HART"),
    ],
    "U.S. delegation: DCM Pike; Ada Stone, PAO.//¶3. (U) Maltese delegation: Luz Sal, Permanent/Secretary; Dr. Borg.": [
        ("U.S. delegation", "Pike"), ("U.S. delegation", "Ada Stone"),
        ("Maltese delegation", "Luz Sal"), ("Maltese delegation", "Borg"),
    ],
    "MALTESE SIDE WAS REPRESENTED BY: MINISTER BORG (PORTS); MRS. LUZ SAL (MAYOR).": [
        ("MALTESE SIDE", "BORG"), ("MALTESE SIDE", "LUZ SAL"),
    ],
    "MALTESE DEL:/I.   MINISTER BORG/II.  LUZ SAL, MAYOR//¶3. (U) U.S. DEL:/I.   DCM PIKE/II.  ADA STONE, PAO": [
        ("MALTESE DEL", "BORG"), ("MALTESE DEL", "LUZ SAL"), ("U.S. DEL", "PIKE"), ("U.S. DEL", "ADA STONE"),
    ],
    "Those taking part were--/Minister Borg/Luz Sal, Mayor": [(None, "Borg"), (None, "Luz Sal")],
    "Meeting attended by --/Minister Borg/Luz Sal, Mayor": [(None, "Borg"), (None, "Luz Sal")],
    "Participants -/V. Borg, Ports/Luz Sal, Mayor": [(None, "V. Borg"), (None, "Luz Sal")],
    "They met on May 4. (Participants: Minister/Borg; Luz Sal (Mayor); and DCM Pike.) They ate early.": [
        (None, "Borg"), (None, "Luz Sal"), (None, "Pike"),
    ],
    "United States:/DCM Pike/Ada Stone, PAO//Malta:/Minister Borg/Luz Sal, Mayor": [
        ("United States", "Pike"), ("United States", "Ada Stone"), ("Malta", "Borg"), ("Malta", "Luz Sal"),
    ],
    "Malta:/Ts. Borg . . . Ports/Luz Sal, Mayor//United States:/DCM Pike/Ada Stone, PAO": [
        ("Malta", "Ts. Borg"), ("Malta", "Luz Sal"), ("United States", "Pike"), ("United States", "Ada Stone"),
    ],
    "Delegations//NATO Naval Staff/- Mr. Jo van Borg, Ports/- Dr. Sal//United States/- DCM Pike/- Ada Stone, PAO": [
        ("NATO Naval Staff", "Jo van Borg"), ("NATO Naval Staff", "Sal"),
        ("United States", "Pike"), ("United States", "Ada Stone"),
    ],
    "CODEL:/Senator Hale (R-NE)/Ada Stone, Staff Director//¶3. (U) Maltese Railways:/Dr. Borg/Luz Sal, Chief Counsel": [
        ("CODEL", "Hale"), ("CODEL", "Ada Stone"), ("Maltese Railways", "Borg"), ("Maltese Railways", "Luz Sal"),
    ],
    "Guests:/Ing. Jo Sal Borg, President/Lic. Maria Ana Borg de Sal/Hosts: DCM Pike; Poloff Hart.": [
        (None, "Jo Sal Borg"), (None, "Maria Ana Borg de Sal"), ("Hosts", "Pike"), ("Hosts", "Hart"),
    ],
    # a delegation made up of people, and guests, at the end of a sentence
    "THEY CAME MAY 4. DELEGATION/CONSISTS OF:/REP. LUZ SAL (D-NE), CHAIRMAN/REP. JO BORG (R-IA) AND MRS. BORG": [
        (None, "LUZ SAL"), (None, "JO BORG"), (None, "BORG"),
    ],
    "They came. The Maltese team is made up of:/Minister Borg/Luz Sal, Mayor": [(None, "Borg"), (None, "Luz Sal")],
    "They came. STAFFDEL Hale, now in Malta, is made up of:/Ada Stone (D)/Luz Sal, Counsel": [
        (None, "Ada Stone"), (None, "Luz Sal"),
    ],
    "They came. STAFFDEL is composed of:/Ada Stone (D)/Luz Sal, Counsel": [(None, "Ada Stone"), (None, "Luz Sal")],
    "They ate. The guests were:/- Minister Borg/- Luz Sal, Mayor": [(None, "Borg"), (None, "Luz Sal")],
    "They ate. Our guests that day included: Minister Borg; Luz Sal, Mayor": [(None, "Borg"), (None, "Luz Sal")],
    "Invited guests were:/Minister Borg/Luz Sal, Mayor": [(None, "Borg"), (None, "Luz Sal")],
    "The delegation consists of:/- a harbor board/- a customs office/- a ferry": [],
    "The guests were told that:/- Minister Borg would resign/- Luz Sal would follow": [],
    "The gift for the guests included:/- Maltese honey/- Gozo Lace": [],
    "The cabinet is composed of:/Minister of Ports: Jo Borg/Mayor: Luz Sal": [],
    # a leader before the others
    "They met. The Maltese side was led by Minister Jo/Borg and included Luz Sal, Mayor; and Nils Vik, Ports. The/U.S."
    " side was headed by DCM Pike and included/Poloff Hart and Econoff Stone. They ate.": [
        ("Maltese side", "Jo Borg"), ("Maltese side", "Luz Sal"), ("Maltese side", "Nils Vik"),
        ("U.S. side", "Pike"), ("U.S. side", "Hart"), ("U.S. side", "Stone"),
    ],
    "MALTESE DELEGATION,/HEADED BY MINISTER BORG, INCLUDED MESSRS. SAL AND VELLA. TALKS LASTED FOUR HOURS.": [
        ("MALTESE DELEGATION", "BORG"), ("MALTESE DELEGATION", "SAL"), ("MALTESE DELEGATION", "VELLA"),
    ],
    "The delegation was led by Borg and comprised:/- Luz Sal (Ports)/- Nils Vik (Trade)//The U.S. team was led by DCM/"
    "Pike and included:/- Ada Stone (PAO)": [
        (None, "Borg"), (None, "Luz Sal"), (None, "Nils Vik"), ("U.S. team", "Pike"), ("U.S. team", "Ada Stone"),
    ],
    "The Maltese delegation was led by Minister Borg and included representatives of the Ministry of Ports, the Harbor"
    " Board, and the Ferry Union.": [],
    "The Maltese delegation was led by Minister Borg and included visits to Sliema and Gozo.": [],
    "The cell was led by Jo Borg and included Luz Sal (Ports), Nils Vik (Trade), and Ada Stone (Mines).": [],
    "The ruling party was led by Jo Borg and included Luz Sal (Ports), Nils Vik (Trade), and Ada Stone (Mines).": [],
    "The Maltese delegation was led by Minister Borg and included:/-- Luz Sal, Mayor/-- Nils Vik, Ports//"
    "The U.S. delegation was led by Ambassador Pike and included:/-- Ada Stone, PAO/-- Tor Hart, Poloff": [
        ("Maltese delegation", "Borg"), ("Maltese delegation", "Luz Sal"), ("Maltese delegation", "Nils Vik"),
        ("U.S. delegation", "Pike"), ("U.S. delegation", "Ada Stone"), ("U.S. delegation", "Tor Hart"),
    ],
    # markings of portions
    "Participants: (SBU) Minister Borg; (C) Luz Sal, Mayor; and (U) DCM Pike": [
        (None, "Borg"), (None, "Luz Sal"), (None, "Pike"),
    ],
    "Participants://- (U) Malta:/-- (C) Minister Borg/-- (SBU) Luz Sal, Mayor/- (U) U.S.:/-- (U) DCM Pike": [
        ("Malta", "Borg"), ("Malta", "Luz Sal"), ("U.S.", "Pike"),
    ],
    # what applicants have in their papers
    "Members of the delegation were:/A. Name: Jo Borg, DOB 12-MAR-1969, leader/B. Name: Luz Sal, DOB 01-JUN-1984": [],
    "Members of the delegation:/Jo Borg, passport no. M123, Malta/Luz Sal, passport no. M124, Malta": [],
    "Participants:/Jo Borg/Nationality: Maltese//Luz Sal/Nationality: Maltese": [],
    "Participants:/Jo Borg, Chief, Passport Office/Luz Sal, Visa Chief": [(None, "Jo Borg"), (None, "Luz Sal")],
    "CODEL: all rooms are booked, and the ferry waits.": [],
    # who was there, and delegations, of which each may have a part in brackets
    "In the room: Minister Borg; Luz Sal (Ports)": [(None, "Borg"), (None, "Luz Sal")],
    "Who was there/Minister Borg/Luz Sal, Mayor": [(None, "Borg"), (None, "Luz Sal")],
    "Delegations:/MALTA (host): Amb. Jo Borg; Luz Sal/PERU: Min. Rui Rojas; Ana Costa/U.S.: DCM Pike; Ada Stone": [
        ("MALTA", "Jo Borg"), ("MALTA", "Luz Sal"), ("PERU", "Rui Rojas"), ("PERU", "Ana Costa"),
        ("U.S.", "Pike"), ("U.S.", "Ada Stone"),
    ],
    "Who Was There/-------------/Participants: Minister Borg; Malta - Luz Sal, Tor Vik": [
        (None, "Borg"), ("Malta", "Luz Sal"), ("Malta", "Tor Vik"),
    ],
    "In the room: a table, four chairs, and a lamp.": [],
    "Who was there: nobody said. The ferry left.": [],
    "Delegations:/- Malta/- Chile/- Peru": [],
    "Of 191 members, 174 were present and voting:/For: Malta, Peru, Chad/Minister Borg/Luz Sal, Mayor": [],
    # letters before people on a line
    "Participants: Malta: a) Jo Borg, Mayor; b) Luz Sal; c) the Consul. U.S.: A) DCM Pike; B) Ada Stone, PAO": [
        ("Malta", "Jo Borg"), ("Malta", "Luz Sal"), ("Malta", None), ("U.S.", "Pike"), ("U.S.", "Ada Stone"),
    ],
    "Participants: 1) Jo Borg, Ports, 2) Luz Sal, Mayor, and 3) DCM Pike": [
        (None, "Jo Borg"), (None, "Luz Sal"), (None, "Pike"),
    ],
    "Participants: Ada Stone (Office b) and DCM Pike": [(None, "Ada Stone"), (None, "Pike")],
    "Participants: the Mayor, Mrs. Sal, and Poloff Hart": [(None, None), (None, "Sal"), (None, "Hart")],
    "Malta:/Minister Borg/Luz Sal, Mayor//Observer:/Dr. Ada Stone/U.S.:/DCM Pike": [
        ("Malta", "Borg"), ("Malta", "Luz Sal"), ("Observer", "Ada Stone"), ("U.S.", "Pike"),
    ],
    "Participants: US - DCM Pike, Poloff Hart. FSM - Secretary Borg, Mr. Jo Sal.": [
        ("US", "Pike"), ("US", "Hart"), ("FSM", "Borg"), ("FSM", "Jo Sal"),
    ],
    "Participants: the Ambassador; the DCM; the Chief of Protocol.": [(None, None)] * 3,
    "PARTICIPANTS WERE/   FOR THE U.S.  -  MR. DAN PIKE, DCM/                    MISS ADA STONE, PAO/"
    "   FOR MALTA - MR. JO BORG, MINISTER/                    MR. TOM SAL, MAYOR": [
        ("FOR THE U.S.", "DAN PIKE"), ("FOR THE U.S.", "ADA STONE"), ("FOR MALTA", "JO BORG"), ("FOR MALTA", "TOM SAL"),
    ],
    "PARTICIPANTS WERE/UNHAPPY WITH MINISTER BORG.": [],
    "SUMMARY: They met on May 4. Present: Minister Borg (Ports), DCM Pike, and Poloff Hart. END/SUMMARY.": [
        (None, "Borg"), (None, "Pike"), (None, "Hart"),
    ],
    "Participants: ministers, 20 judges, mayors of three towns.": [],
    "Participants: Ministry of Ports, Central Bank, Harbor Board.": [],
    "It ran late. Those who attended said the best speakers were: Minister Borg, Luz Sal, Mayor, and DCM Pike.": [],
    "It was dull. Attendees heard three talks by: Minister Borg, Luz Sal, Mayor, and DCM Pike.": [],
    "He wants a seat at the table: Minister Borg, Luz Sal and DCM Pike listen to him.": [],
    "Guests//Hotels had 400 guests in May, as Minister Borg said.": [],
    "U.S.                   Malta/USS Stone, frigate     Sal Star, tanker/USS Hart, tender       Gozo Queen, ferry": [],
    "U.S. SIDE                MALTESE SIDE/Wants the Marsa dock     Offers Valletta only/Asks ten years      Five": [],
    "Hotel guests: 40 percent came from Sicily, and the rest from Tunis.": [],
    "Hosts: Malta, Cyprus, Italy.": [],
    # worn or marked labels, and what those present agreed to
    "Participants;//Malta/Minister Borg/Legal Adviser Luz Sal": [("Malta", "Borg"), ("Malta", "Luz Sal")],
    "Partcipants://Malta/Minister Borg/Legal Adviser Luz Sal": [("Malta", "Borg"), ("Malta", "Luz Sal")],
    "**Participants:**//U.S./Ada Stone, PAO/Nils Berg, DCM": [("U.S.", "Ada Stone"), ("U.S.", "Nils Berg")],
    "The participants; they came late.//Malta/Minister Borg/Legal Adviser Luz Sal": [],
    "PARTICIPANTS AGREED TO://- COUNT THE CATFISH EVERY MARCH/- MARK NETS WITH THE OWNER'S NAME": [],
    "THOSE PRESENT URGED://- COUNT THE CATFISH EVERY MARCH/- MARK NETS WITH THE OWNER'S NAME": [],
    "THOSE PRESENT WERE://- ADA STONE, PAO/- MARK NETS, CLERK": [(None, "ADA STONE"), (None, "MARK NETS")],
    # a label cut at a line's end
    "They met on May 4 at noon. The Maltese/participants: Minister Borg, Luz Sal (Ports).": [
        (None, "Borg"), (None, "Luz Sal"),
    ],
    "They met on May 4. He named the other/participants: Minister Borg, Luz Sal (Ports).": [
        (None, "Borg"), (None, "Luz Sal"),
    ],
    # a line without a colon that has no room for the next word is one of a sentence
    "Participants in the drill, among them the Minister of Ports,/Captain Sal of the fleet, and Dr. Ada Pike, ate.": [],
    "Attendees at the drill off the dock of Sliema who sat with/Minister Borg, Captain Sal and Dr. Ada Pike, ate": [],
    "Participants in the drill at Sliema/Minister Borg/Captain Sal of the fleet/DCM Pike": [
        (None, "Borg"), (None, "Sal"), (None, "Pike"),
    ],
    "Participants. Minister Borg asked for a pilot. Luz Sal wanted cranes.": [],
    "Reporters were present. Ambassador Pike spoke to them.": [],
    "The Minister, who attended, said: Ambassador Pike, Minister Borg and Luz Sal, Director, had erred.": [],
    # the group that somebody belongs to, an annex, a sentence that points below, hosts with a verb
    "Composition of the team://Ada Stone, Harbor Board/Dr. Luz Sal, Ministry of Ports/DCM Pike": [
        (None, "Ada Stone"), (None, "Luz Sal"), (None, "Pike"),
    ],
    "Composition of the cargo://Wheat, 40 percent/Barley, 12 percent/Salt": [],
    "ANNEX - ATTENDANCE//Sliema, September 4:/Mr. Jo Borg, Mayor/Ms. Luz Sal, Port Office//Americans (all):/DCM Pike": [
        ("Sliema, September 4", "Jo Borg"), ("Sliema, September 4", "Luz Sal"), ("Americans (all)", "Pike"),
    ],
    "DCM Pike met the board on May 4. A list of participants follows.//Embassy/Dan Pike -- DCM//Harbor Board/Dr. Sal": [
        ("Embassy", "Dan Pike"), ("Harbor Board", "Sal"),
    ],
    "DCM Pike met the board of the harbor and/its pilots on May 4 in Sliema. A list of participants follows.//"
    "Embassy/Dan Pike -- DCM//Harbor Board/Dr. Sal": [("Embassy", "Dan Pike"), ("Harbor Board", "Sal")],
    "The text of the note follows.//Embassy/Dan Pike -- DCM//Harbor Board/Dr. Sal": [],
    "THE DELEGATION CONSISTED OF://- ADA STONE, SENATE STAFF/- DR. IRA HALE//MALTESE HOSTS WERE://- COLONEL JO BORG": [
        (None, "ADA STONE"), (None, "IRA HALE"), ("MALTESE HOSTS", "JO BORG"),
    ],
    "U.S. visitors were://Colonel Sam Stone/DCM Pike": [("U.S. visitors", "Sam Stone"), ("U.S. visitors", "Pike")],
    "Composition of the mission: (a) Ambassador Pike, head; (b) Jo Borg, Ports; and (c) an interpreter.": [
        (None, "Pike"), (None, "Jo Borg"), (None, None),
    ],
    "The hosts were late, and so were the guests.": [],
    "In attendance: (i) Ada Stone, Regional Commissioner; (ii) Captain Jo Borg, Police; and (iii) DCM Pike.": [
        (None, "Ada Stone"), (None, "Jo Borg"), (None, "Pike"),
    ],
    # a verb of meeting at the end of a sentence, over people with titles and offices
    "On May 4 the DCM hosted a lunch for the following members/of the Harbor Council:"
    "//Jo van Borg (Ports Union)/Mr. Luz Sal (PvdA), spokesman/Poloff Hart": [
        (None, "Jo van Borg"), (None, "Luz Sal"), (None, "Hart"),
    ],
    "They ate. EconCouns gave a small dinner on May 4 for: Jo Borg, Harbor Board; Maria Sal, Ferries; and/DCM Pike.": [
        (None, "Jo Borg"), (None, "Maria Sal"), (None, "Pike"),
    ],
    "Codel Hale was called on by the following:/Jo Borg, Chairman/Maria Sal, Mayor": [
        (None, "Jo Borg"), (None, "Maria Sal"),
    ],
    "POLOFF SPOKE ON MAY 4 WITH THE FOLLOWING:/MR. JO BORG, CHAIRMAN/MS. LUZ SAL, MAYOR": [
        (None, "JO BORG"), (None, "LUZ SAL"),
    ],
    "The DCM received the following visitors in Sliema: Jo Borg, Ports; Maria Sal, Mayor; and Peter Rocca, Ferries.": [
        (None, "Jo Borg"), (None, "Maria Sal"), (None, "Peter Rocca"),
    ],
    "The DCM met the following:/- Minister Borg/- Luz Sal, Mayor": [(None, "Borg"), (None, "Luz Sal")],
    "The embassy hosted the following events:/- Women's Day, May 4/- Jo Borg Lecture, May 6/- Ports Day": [],
    "The firm met the following requirements:/- Registration with Minister Borg/- Payment of fees": [],
    "The DCM met with the following companies:/- Borg Ferries (shipping)/- Sal Shipping (ports)": [],
    "The DCM spoke with the following officials to discuss:/- Minister Borg, Ports/- Mayor Sal, Ferries": [],
    "The DCM hosted the following speakers:/Minister Borg: said that it was old./Dr. Sal: said that it was not.": [],
    "The DCM met with the following detained persons:/Jo Borg, Judge/Maria Sal, Mayor": [],
    "They met with the police, who arrested the following:/Jo Borg, Judge/Maria Sal, Mayor": [],
    "The DCM hosted a talk for the following nominees:/Jo Borg, Judge/Maria Sal, Mayor": [],
    "Post received the following names for visas:/Jo Borg, Judge/Maria Sal, Mayor": [],
    "The Ministry invited the following to the talks:/Jo Borg, Judge/Maria Sal, Mayor": [],
    "Absent from the lunch that he hosted were the following:/Jo Borg, Judge/Maria Sal, Mayor": [],
    "The Ambassador visited the following cities:/Sliema, Malta/Marsa, Malta": [],
    "He met with: Minister Borg, the union, and Korvat.": [],
    # what those there do with things, and what they are
    "The participants will discuss the following agenda:/- Ports: Hon. Jo Borg, Mayor/- Salt: DCM Pike": [],
    "Participants then reviewed these topics:/- Ports: Hon. Jo Borg, Mayor/- Salt: DCM Pike": [],
    "The participants will be:/- Hon. Jo Borg, Mayor/- DCM Pike": [(None, "Jo Borg"), (None, "Pike")],
    "Accompanying Minister Said were:/- Hon. Jo Borg, Mayor/- DCM Pike": [(None, "Jo Borg"), (None, "Pike")],
    "PARTICIPANTS FOR THE UNITED STATES:/DCM PIKE/ADA STONE, PAO": [
        ("UNITED STATES", "PIKE"), ("UNITED STATES", "ADA STONE"),
    ],
    "The DCM met with the following:/- Vella Cranes (Sliema)/- Korvat Fish (Gozo)/- Zammit Salt (Marsa)": [],
    # sides that a sentence names, the first and the next
    "Present on the Maltese side:/- Minister Borg/- Luz Sal, Mayor//Present on the U.S. side:/- DCM Pike": [
        ("Maltese side", "Borg"), ("Maltese side", "Luz Sal"), ("U.S. side", "Pike"),
    ],
    "ATTENDING FROM THE MALTESE SIDE WERE:/- MINISTER BORG/- LUZ SAL, MAYOR/ON THE U.S. SIDE:/- DCM PIKE": [
        ("MALTESE SIDE", "BORG"), ("MALTESE SIDE", "LUZ SAL"), ("U.S. SIDE", "PIKE"),
    ],
    "They met. (NOTE: Participants on the Maltese side were: Jo/Borg; and Luz Sal. On the U.S. side: DCM Pike.)": [
        ("Maltese side", "Jo Borg"), ("Maltese side", "Luz Sal"), ("U.S. side", "Pike"),
    ],
    "Present on this side:/- Minister Borg/- Luz Sal, Mayor": [(None, "Borg"), (None, "Luz Sal")],
    "Three took part in the vote, with the following results: Malta, a pier; Luz Sal, a road.": [],
}  # fmt: skip


@pytest.mark.parametrize("said", OPENED)
def test_what_opens_a_list(said: str) -> None:
    text = said.replace("/", "\n")
    found = parse(f"{HEADING}¶2. (U) {text}\n\n¶3. (C) Korvat spoke.\nOAKES\n").participants
    assert [(p.side, p.name) for p in found] == OPENED[said]


def test_long_paragraphs_of_sides_below_a_heading() -> None:
    sides = (
        "¶2. (U) U.S.: Ambassador Dan Pike, DCM Ada Stone, Poloff Nils Hart (notetaker), and Econoff Tor Vik of Rome.",
        "¶3. (U) Contact Group: Jo Borg (African Union), Dr. Luz Sal (United Nations), and Colonel Ivo Rocca (Ports).",
        "¶4. (C) Borg said: the ferries wait. Pike asked for how long, and was told by Sal that they had come at noon.",
    )
    text = "\n\n".join((f"{HEADING}Attendance", *sides)) + "\nOAKES\n"
    assert [(p.side, p.name) for p in parse(text).participants] == [
        *(("U.S.", name) for name in ("Dan Pike", "Ada Stone", "Nils Hart", "Tor Vik")),
        *(("Contact Group", name) for name in ("Jo Borg", "Luz Sal", "Ivo Rocca")),
    ]


@pytest.mark.parametrize(
    ("heading", "people"),
    [
        ("ATTENDANCE LIST", ["Jo Borg", "Luz Sal"]), ("Visitors' List", ["Jo Borg", "Luz Sal"]),
        ("LIST OF THOSE PRESENT", ["Jo Borg", "Luz Sal"]), ("PRICE LIST", []), ("ATTENDANCE WAS LOW", []),
    ],
)  # fmt: skip
def test_a_heading_that_calls_it_a_list(heading: str, people: list[str]) -> None:
    rows = "¶2. (U) 1. Jo Borg, Mayor\n        2. Luz Sal, DCM"
    text = f"{HEADING}{heading}\n{'-' * len(heading)}\n\n{rows}\n\n¶3. (C) Korvat spoke.\nOAKES\n"
    assert [p.name for p in parse(text).participants] == people


@pytest.mark.parametrize(
    "label", ["ATTENDING FOR MALTA:", "THEY MET ON MAY 4, AS THE PORTS WISH.  ATTENDING\nFOR MALTA:"]
)
@pytest.mark.parametrize("second", ["ATTENDING FOR PERU:", "PERU:"])
def test_the_next_paragraph_has_people_of_its_own(label: str, second: str) -> None:
    rows = "    A.  ADA BORG, DCM\n    B.  TOR VIK, MAYOR\n\n"
    text = f"{HEADING[: HEADING.index('¶1.')]}1.  {label}\n\n{rows}2.  {second}\n\n{rows}3.  BOTH ATE FISH.\nOAKES\n"
    cable = parse(text)
    assert [p.number for p in cable.paragraphs] == [1, 2, 3]
    assert [(p.side, p.paragraph) for p in cable.participants] == [("MALTA", 1)] * 2 + [("PERU", 2)] * 2


def test_each_side_may_have_a_paragraph_below_a_heading() -> None:
    sides = "¶2. (U) Malta: Minister Borg.\n\n¶3. (U) Gozo Council: Gen. (ret.) Paul Sal; Ada Rocca, notary."
    text = (
        f"{HEADING}ROUND TABLE PARTICIPANTS\n\n{sides}\n\n¶4. (C) Korvat: DCM Pike spoke of ships.\nOAKES\n"
    )
    found = [(p.side, p.unit, p.name) for p in parse(text).participants]
    assert found == [
        ("Malta", None, "Borg"),
        ("Gozo Council", None, "Paul Sal"),
        ("Gozo Council", None, "Ada Rocca"),
    ]


@pytest.mark.parametrize("mark", ["{})", "({})", "¶{}.", "{}."])
def test_a_list_ends_at_the_next_paragraph_however_numbered(mark: str) -> None:
    one, two, three = map(mark.format, (1, 2, 3))
    above = HEADING[: HEADING.index("¶1.")]
    text = f"{above}{one} (U) U.S. Participants:\n\nThe DCM\nAda Stone, PAO\n\n{two} (U) Maltese Participants:\n\n"
    cable = parse(f"{text}Minister Borg\nLuz Sal, Mayor\n\n{three} (C) Borg spoke.\nOAKES\n")
    assert [(p.side, p.name) for p in cable.participants] == [
        ("U.S. Participants", None), ("U.S. Participants", "Ada Stone"),
        ("Maltese Participants", "Borg"), ("Maltese Participants", "Luz Sal"),
    ]  # fmt: skip
    assert [p.number for p in cable.paragraphs] == [1, 2, 3]


ROWS = "Minister Borg, Ports/Luz Sal, Mayor of Sliema/DCM Pike"
REPORT = "Borg said that the crane was old. Pike asked for its papers. Sal had burned them, she told Pike."
UNTOLD = {  # an opening that says nothing of a meeting, and what the text below makes of it
    f"Who came:/{ROWS}|{REPORT}": ["Borg", "Luz Sal", "Pike"],
    f"Dramatis personae --/{ROWS}|{REPORT}": ["Borg", "Luz Sal", "Pike"],
    f"THE DOCK AT NOON -/{ROWS}|{REPORT}": ["Borg", "Luz Sal", "Pike"],
    f"On May 4 the following went aboard the/tanker to look at the crane:/{ROWS}|{REPORT}": ["Borg", "Luz Sal", "Pike"],
    "The teams: MINISTER BORG (PORTS), MRS. LUZ SAL (MAYOR), DCM PIKE.|" + REPORT: ["BORG", "LUZ SAL", "PIKE"],
    f"Who was there: Minister Borg; Mme Luz Sal, mayor; and DCM Pike.|{REPORT}": ["Borg", "Luz Sal", "Pike"],
    f"PARTlCIPANTS:/{ROWS}|{REPORT}": ["Borg", "Luz Sal", "Pike"],
    f"Who came:/Malta:/{ROWS}|{REPORT}": ["Borg", "Luz Sal", "Pike"],
    # nobody or one of them speaks
    f"Who came:/{ROWS}|The crane was old.": [],
    f"Who came:/{ROWS}|Borg said that the crane was old. He asked for another one.": [],
    # they speak where nobody of ours was
    f"Who is who:/{ROWS}|Borg said on television that the crane was old. Pike told reporters that it was not.": [],
    f"Who is who:/{ROWS}|Sal told La Voce that the crane was old. Borg wrote in Il Porto that it was not.": [],
    # a word in a long report
    f"Who is who:/{ROWS}|{REPORT}" + "/It had stood in the rain since May, next to the old dock." * 40: [],
    # hardly any has a word of a person's
    f"Who came:/Anders Turbine, Boston/Luz Meters, Sliema/Harmon Stone, Malta|{REPORT}": [],
    # the words say what they are
    f"The new ministers are:/{ROWS}|{REPORT}": [],
    f"Judges:/{ROWS}|{REPORT}": [],
    # a figure is no end of an opening, wherever it stands
    "The teams on the dock, in the wind of May, at noon or at 12:30 MINISTER BORG, MRS. SAL, DCM PIKE.|" + REPORT: [],
    # no people
    f"Comment:/{ROWS}|{REPORT}": [],
    f"The crane:/Borg broke it in May/Sal saw it there/Pike wrote it down|{REPORT}": [],
}  # fmt: skip


@pytest.mark.parametrize("said", UNTOLD)
def test_people_who_speak_below_met(said: str) -> None:
    rows, report = said.replace("/", "\n").split("|")
    found = parse(f"{HEADING}¶2. (U) {rows}\n\n¶3. (C) {report}\nOAKES\n").participants
    assert [p.name for p in found] == UNTOLD[said]
