"""A list of people reads the same wherever its lines were wrapped, and whatever signs stand before its rows."""

import textwrap

import pytest

from cablecli import parse
from cablecli.facts.bullets import BULLETS
from tests.synthetic import people

ABOVE, _, BELOW = people.lists(1).__next__().text.partition("¶2. (U) ")
BELOW = BELOW[BELOW.index("¶3. ") :]
RUNNING = {  # one paragraph: its people
    "Participants at the May 3 round table in Sliema were: Prime Minister Luz Sal; Dr Ruth Amari, Marine "
    "Institute; Tor Vik, Ludgate Counsel; Hamish McLeod OBE, Clydeside Mutual; Ada Stone, Treasury Department; "
    "and Owen Pike, Embassy Valletta (notetaker).": ["Luz Sal", "Ruth Amari", "Tor Vik", "Hamish McLeod", "Ada Stone",
                                                     "Owen Pike"],
    "Participants: Ambassador Dana Whitlock, Finance Minister Ilan Korvat, Central Bank Governor Inese Borg, Swedish "
    "Ambassador Mats Lund, Deputy State Secretary Nils Friis, Econ Chief Laurie Banks, and Econoff Tim Hart "
    "(notetaker).": ["Dana Whitlock", "Ilan Korvat", "Inese Borg", "Mats Lund", "Nils Friis", "Laurie Banks",
                     "Tim Hart"],
    "(1) Minister of Mines Gideon Mwansa, (2) Permanent Secretary Beatrice Banda, (3) Piet Vik, Kafue Copper, (4) "
    "Ambassador Nathan Stone, and (5) Econoff Sylvia Grant (notetaker).": ["Gideon Mwansa", "Beatrice Banda",
                                                                          "Piet Vik", "Nathan Stone", "Sylvia Grant"],
}  # fmt: skip


def names(paragraph: str) -> list[str | None]:
    return [one.name for one in parse(f"{ABOVE}¶2. (C) {paragraph}\n\n{BELOW}").participants]


@pytest.mark.parametrize("indent", [0, 4])
@pytest.mark.parametrize("width", [44, 50, 58, 66, 78, 110])
@pytest.mark.parametrize("running", RUNNING, ids=lambda running: running[:24])
def test_a_running_list_reads_the_same_at_each_width(running: str, width: int, indent: int) -> None:
    labelled = running if ":" in running else f"Participants: {running}"
    wrapped = textwrap.fill(f"¶2. (C) {labelled}", width, subsequent_indent=" " * indent)
    assert names(wrapped.removeprefix("¶2. (C) ")) == RUNNING[running]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # below a bullet, the lines without one go on
        ("- U.S.: Charge Ada Stone, DASD Colin\nFarthing, DATT MAJ Rick Soto, and Poloff Amy Chu\n(notetaker).\n\n"
         "- Malta: Minister Ilan Korvat,\nCaptain Dragan Lekic, Navy, Adviser Luz\nSal.",
         ["Ada Stone", "Colin Farthing", "Rick Soto", "Amy Chu", "Ilan Korvat", "Dragan Lekic", "Luz Sal"]),
        # no line above an indented one had room for its word, so what is indented goes on
        ("State Secretary Milan Benko\nDirector of Civil Aviation Katarina\n    Hudecova\n"
         "Mr. Juraj Straka, Tatra Airways\n"
         "Transport Counselor of Malta Rhonda\n    Clay\nDr. Luz Sal",
         ["Milan Benko", "Katarina Hudecova", "Juraj Straka", "Rhonda Clay", "Luz Sal"]),
        # a bracket alone is the end of an entry, never one, and the line above it no side
        ("U.S.\n\nDeputy Secretary Stone\n\nAmbassador Nils Berg\n\nEcon Counselor Tor Vik\n\n"
         "INL North Lahobis Desk Sakitot Fobafac\n(notetaker)\n\nROG Director Ada Hale",
         ["Stone", "Nils Berg", "Tor Vik", "Sakitot Fobafac", "Ada Hale"]),
        # the next side at the end of a line of people
        ("\nAmbassador Lars Moen, DCM Kari Lund, and Third\nSecretary Per Haugen. American Participants:\n"
         "Ambassador Dana Whitlock, Attache Owen Pike,\nand Poloff Ada Stone (notetaker).",
         ["Lars Moen", "Kari Lund", "Per Haugen", "Dana Whitlock", "Owen Pike", "Ada Stone"]),
    ],
)  # fmt: skip
def test_rows_that_go_on(rows: str, expected: list[str]) -> None:
    assert names(f"Participants:\n{rows}") == expected


@pytest.mark.parametrize("sign", BULLETS)
def test_each_bullet(sign: str) -> None:
    """Word processors and PDF files have signs of their own."""
    rows = f"{sign} Ambassador Nils Berg\n{sign} Ada Stone, Ports\n{sign} Poloff Owen Pike"
    assert names(f"Participants:\n\n{rows}") == ["Nils Berg", "Ada Stone", "Owen Pike"]
    points = f"{ABOVE}¶2. (C) Korvat said:\n\n{sign} The crane is old.\n{sign} The pilots left.\n\n{BELOW}"
    assert [item.label for item in parse(points).paragraphs[1].items] == [sign, sign]


@pytest.mark.parametrize("indent", [0, 5])
def test_offices_indented_below_names_are_theirs(indent: int) -> None:
    rows = [
        "Dr. Luz Sal",
        "    Chairman of the Board",
        "Tor Vik",
        "    Director for Sales",
        "Ambassador Pike",
        "Ada Stone",
        "    PAO AND NOTETAKER",
        "Nils Berg (R-IN)",
        "    Member of Congress",
        "Sam Vella",
        "    Gozo Harbor Power Board",
        "Dr. Ada Vella",
        "    Gulvets Electric",
    ]
    listed = "\n".join(" " * indent + row for row in rows)
    found = parse(f"{ABOVE}¶2. (C) Those present were:\n{listed}\n\n{BELOW}").participants
    assert [(one.name, one.role) for one in found] == [
        ("Luz Sal", "Chairman of the Board"), ("Tor Vik", "Director for Sales"), ("Pike", None),
        ("Ada Stone", "PAO"), ("Nils Berg", "R-IN, Member of Congress"), ("Sam Vella", "Gozo Harbor Power Board"),
        ("Ada Vella", "Gulvets Electric"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["Tor Vik", "Tor Vik,"])
def test_one_office_indented_below_a_name_is_its_own(name: str) -> None:
    rows = f"Ada Stone, PAO\n{name}\n  Director for Sales\nAmbassador Pike"
    found = parse(f"{ABOVE}¶2. (C) Participants:\n\n{rows}\n\n{BELOW}").participants
    assert [one.text for one in found][1] == "Tor Vik, Director for Sales"


def test_people_indented_below_their_sides_are_no_offices() -> None:
    listed = "Malta\n    Minister Borg\n    Chief of Protocol\nU.S.\n    Ambassador Pike\n    Ada Stone, PAO"
    found = parse(f"{ABOVE}¶2. (C) Participants:\n{listed}\n\n{BELOW}").participants
    assert [(one.side, one.name, one.role) for one in found] == [
        ("Malta", "Borg", None), ("Malta", None, "Chief of Protocol"),
        ("U.S.", "Pike", None), ("U.S.", "Ada Stone", "PAO"),
    ]  # fmt: skip


def test_signs_among_offices_are_nobody() -> None:
    rows = ["Dr. Luz Sal", "    Chairman of the Board", "]", "    Director of Ports"]
    found = parse("\n".join([f"{ABOVE}¶2. (C) Those present were:", *rows, "", BELOW])).participants
    assert [one.name for one in found][:1] == ["Luz Sal"]
