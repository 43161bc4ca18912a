"""What layout and words of a list of people say: each row a list, `/` for a line end, or words, and the answer."""

from collections.abc import Callable

import pytest

from cablecli.parser.lines.index import Lines
from cablecli.parser.people import entries, layout, rows, sides
from cablecli.parser.people.layout import ListLayout
from cablecli.parser.people.words import kinds

Rows = list[tuple[str, object]]


def measured(text: str, *, run_in: bool = False) -> ListLayout:
    lines = Lines(text.replace("/", "\n"))
    return layout.measure(lines, rows.below(lines, 0, 0), run_in)


LISTED: dict[str, Rows] = {
    "bulleted": [  # three bullets, more than half of the entries, or all blocks
        ("- DCM Pike/- Poloff Hart/- Ada Stone/Nils Berg/Luz Sal/Tor Vik/Ana Mills", True),
        ("- DCM Pike/- Poloff Hart/Nils Berg", True),
        ("- DCM Pike/- Poloff Hart/Nils Berg/Luz Sal", False),
        ("U.S.:/- DCM Pike/Malta:/- Minister Borg/Luz Sal", True),  # sides bear none
        ("- DCM Pike/Nils Berg//- Poloff Hart/Ada Stone/Luz Sal", True),
        ("- DCM Pike/Nils Berg/Luz Sal", False),
        ("-- U.S. --/DCM Pike//-- Malta --/Luz Sal", False),  # signs on both sides frame a head
        ("*U.S.*/DCM Pike//*Malta*/Luz Sal", False),
        ("- DCM Pike, of the Anti-/Piracy Office//- Luz Sal", True),
    ],
    "blocks": [  # more than two blank lines, above more than half of the rows
        ("DCM Pike//Poloff Hart//Ada Stone//Nils Berg", True),
        ("DCM Pike//Poloff Hart//Ada Stone", False),
        ("DCM Pike/Luz Sal//Poloff Hart//Ada Stone//Nils Berg", True),
        ("DCM Pike/Luz Sal//Poloff Hart/Tor Vik//Ada Stone//Nils Berg", False),
        ("U.S./A. Pike/B. Pike/C. Pike//D. Pike//E. Pike//F. Pike//G. Pike//H. Pike", False),
    ],
    "commas": [  # more than two, and more than two rows of three
        ("DCM Pike,/Poloff Hart,/Ada Stone,", True),
        ("DCM Pike,/Poloff Hart,/Ada Stone", False),
        ("DCM Pike,/Poloff Hart,/Ada Stone,/Nils Berg,/Tor Vik", True),
        ("DCM Pike,/Poloff Hart,/Ada Stone,/Nils Berg,/Tor Vik/Luz Sal", False),
    ],
    "parted": [  # half of the rows, two at least, have a mark within them
        ("DCM Pike; Poloff Hart/Ada Stone/Nils Berg; Luz Sal/Tor Vik", True),
        ("DCM Pike; Poloff Hart/Ada Stone/Nils Berg; Luz Sal/Tor Vik/Jo Wu", False),
        ("DCM Pike; Poloff Hart/Ada Stone", False),
        ("DCM Pike; U.S.: Poloff Hart/Ada Stone; Malta: Luz Sal", False),  # where sides follow, it parts those
    ],
    "inverted": [  # the places of rows of which each third has a known given name second, of two both
        ("Tate, Maria, Ambassador/Corwin, Jo, DCM/Hart, Peter, Poloff", {0, 1, 2}),
        ("Tate, Maria, Ambassador/Corwin, Belu, DCM", set()),
        ("Tate, Maria, Ambassador/Corwin, Peter, DCM", {0, 1}),
        ("Tate, Maria, Ambassador/Belu, Koro, DCM/Haru, Petu, Poloff", {0, 1, 2}),
        ("Tate, Maria, Ambassador/Belu, Koro, DCM/Haru, Petu, Poloff/Meru, Tolu, PAO", set()),
        ("Ada Stone, DCM/Jo Wu, PAO//Russia:/Tate, A. P., Ports/LEE, Min-ho (Mr.)", {3, 4}),  # a group alone
        ("Ada Stone, Nils Berg/Tor Vik, Luz Sal", set()),
        ("Tate, Maria, Berg/Hart, Peter, Stone", set()),
        ("van Berg, Maria, Chief of/Ports, Harbor Board/Sal Vella, Peter, Ports", {0, 1, 2}),
    ],
    "hanging": [  # two rows, and half of what is indented can but go on, or nothing above had room for it
        ("Ada Stone, Chief of the/    Harbor Office/Nils Berg, Director of the/    Pilots' School", True),
        ("Ada Stone, Chief of the/    Harbor Office/Nils Berg", False),
        ("Ada Stone, Chief/    of ports/Nils Berg, Director/    of pilots/Tor Vik/    Luz Sal/Ana Mills, DCM", True),
        ("Ada Stone, Chief/    of ports/Nils Berg, Director/    of pilots/Tor Vik/    Luz Sal/Ana Mills/    Jo Wu",
         True),
        ("Ada Stone, Chief/    of ports/Nils Berg, Director/    of pilots/Tor Vik/    Luz Sal/Ana Mills/    Jo Wu"
         "/Peter Roe/    Al Hart", False),
    ],
    "stepped": [  # two heads, half of which are known
        ("U.S./   DCM Pike/   Poloff Hart/Malta/   Minister Borg", True),
        ("U.S./   DCM Pike/   Poloff Hart", False),
        ("Harbor Board/   DCM Pike/U.S./   Poloff Hart/Malta/   Minister Borg", True),
        ("Harbor Board/   DCM Pike/Pilots Guild/   Poloff Hart/Malta/   Minister Borg", False),
        ("U.S./ DCM Pike/Malta/ Minister Borg", True),  # by a single blank
    ],
    "lone": [  # one unknown word beside a known side is the other side
        ("U.S./DCM Pike/Toliman/Minister Borg", True),
        ("U.S./DCM Pike/Malta/Minister Borg/Toliman", False),
        ("U.S./DCM Pike/Toliman/Minister Borg/Bareso/Luz Sal", False),
    ],
    "inline": [
        ("U.S. DCM Pike, Poloff Hart/Malta Minister Borg", True),
        ("U.S. DCM Pike, Poloff Hart/U.S. Minister Borg", False),
    ],
    "run_in": [
        ("DCM Pike/U.S.: Poloff Hart", True),
        ("Ada Stone/Nils Berg/" * 3 + "Luz Sal/Malta: Minister Borg", True),  # among the first rows, if anywhere
        ("Ada Stone/Nils Berg/" * 4 + "Malta: Minister Borg", False),
    ],
    "gaps": [("Ada Stone//Nils Berg", True), ("Ada Stone/Nils Berg", False)],
    "countries": [("U.S./Ada Stone", True), ("Ada Stone", False)],
    "edge": [("  U.S./  DCM Pike", 2), ("U.S./   DCM Pike/Malta/   Minister Borg", 0)],
    "width": [  # its own wrap, where three lines had no room for the next word and some go on
        ("Ada Stone, Chief of the Harbor/Office; Nils Berg, Director of/the Pilots' School; Tor Vik of/Mines", 30),
        ("Ada Stone, Chief of the Harbor/Office; Nils Berg, Director of/Mines", 61),
        ("Ada Stone, Chief of the/Harbor Office, Nils Berg,/Director of the Pilots' School, Tor/Vik", 61),
    ],
    "relay": [("Ada Stone/Nils Berg", 90)],
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "text", "answer"), [(field, *row) for field, found in LISTED.items() for row in found]
)
def test_what_rows_have_in_common(field: str, text: str, answer: object) -> None:
    assert getattr(measured(text), field) == answer


@pytest.mark.parametrize(
    ("field", "text", "answer"),
    [
        ("bulleted", "DCM Pike/- Poloff Hart/- Luz Sal", True),  # the first has the label for a bullet
        ("parted", "DCM Pike; Poloff Hart; Ada Stone", True),
        ("parted", "DCM Pike; Poloff Hart", False),
        ("parted", "U.S.: DCM Pike; Poloff Hart; Ada Stone", False),
        ("run_in", "DCM Pike/    Poloff Hart/    Ada Stone", False),  # three one below the other
        ("run_in", "DCM Pike/    Poloff Hart", True),
        ("run_in", "DCM Pike/Poloff Hart/Ada Stone", True),
    ],
)
def test_rows_from_the_line_of_the_label_on(field: str, text: str, answer: bool) -> None:
    assert getattr(measured(text, run_in=True), field) is answer


# The kinds of words by the letters of `evidence`.
KINDS = {
    "Ambassador Dana Whitlock": "rgC", "Dr Ruth Amari": "cgC", "DCM J. Hart": "riC", "Dean Ada Stone": "GgC",
    "Deputy Chief of Mission Pike": "mRjoC", "Economic and Commercial Counselor": "f&fR", "EUR/NB Berg": "aC",
    "U.S. Ambassador": "ur", "Swedish Ambassador": "lr", "The President's Office": "tho", "two aides": "qp",
    "his son": "qw", "Ada de la Cruz": "gnng", "Ada Stone, Esq.": "gCx", "Ada Stone, Ph.D.": "gCz",
    "Ada Stone II": "gCx", "Robert (Bob) Stone": "giC", 'Robert ("Bobo") Stone': "giC", "Ada (nee Berg) Stone": "giC",
    "Berg (EUR)": "Cb", "Nils Berg (notetaker)": "gCk", "Nils Berg (DCM, notetaker)": "gCb", "[name removed]": "X",
    "XXXXXXXXXXXX": "X", "____": "X", "Berg 555-1212": "Cd", "he said that": "vvv", "EconOff Berg": "HC",
    "PolCounselor Berg": "rC", "POLOFF BERG": "HC", "Pol/Econ Chief": "fR", "MFA/DCM": "r", "Vice-Minister": "r",
    "Minister-Counselor": "r", "Director-General": "R", "Ambassador-at-Large": "r", "ex-Minister": "y",
    "director": "y", "econ": "f", "mr. Berg": "cC", "Jean-Paul Berg": "gC", "Ana-Maria": "C", "Fitzgerald": "C",
    "Mr. King": "cs", "Wm. Berg": "iC", "J.-P. Berg": "iC", "U.K. Desk": "io", "UK Desk": "lo", "YOO Joon-il": "UC",
    "Charge d'Affaires, a.i.": "ryy", "A schoolteacher": "qw",
    "Nazma Begum, farmer": "CCy", 'Nazma Begum "Babs"': "CCx", 'Ada "The Fox" Stone': "gxC", 'Editor, "The Fox"': "Rw",
    "Borg 'Babs'": "Cx", "Borg (C)": "Cb", "(C) Borg; (U) Stone": "CC", "Messrs. Sal and Vik": "pC&C",
    "Hon. Justice Ada Berg": "ccgC",
}  # fmt: skip


@pytest.mark.parametrize("text", KINDS)
def test_each_word_is_of_a_kind(text: str) -> None:
    assert kinds(text) == KINDS[text]


@pytest.mark.parametrize(
    ("ask", "yes", "no"),
    [
        (sides.is_known, ["Malta", "U.S.", "The Maltese Side", "Republic of Malta", "For Malta", "Kingdom of Tonga"],
         ["Ports Authority", "Berg", "Embassy", ""]),
        (sides.is_organ, ["Embassy", "Office of Ports", "Malta Ports Authority", "State Department"],
         ["Ada Stone", "Nils Berg", "he said that"]),
        (sides.is_office, ["The Ambassador", "Director for Ports", "Deputy Chief of Mission"],
         ["Ada Stone", "two aides", "Office of Ports", "EUR/NB"]),
        (sides.is_somebody, ["Poloff Hart", "Ada Stone", "two aides", "his son"], ["Berg Tal", "Office of Ports"]),
        (entries.is_one, ["Ambassador Dana Whitlock", "Poloff Mills", "Ana Mills", "Korvat J.", "Berg, DCM",
                          "REP. SAL (D-PA), CHAIRMAN", "Rep. Jo Borg (R-IA) and Mrs. Borg"],
         ["Pablo Sal -- Dona Ada Vik", "Rep. Jo Borg; Mrs. Vik", "Ada Stone. Nils Berg", "two aides",
         "he said that", "Ports Authority", "Berg (EUR)"]),
        (entries.is_nobody, ["two aides", "his son", "A schoolteacher (name withheld)"],
         ["Two Poloffs Berg and Stone", "The Ambassador", "Ada Stone", "his wife and two of the five sons there"]),
    ],
)  # fmt: skip
def test_what_words_say_of_people(ask: Callable[[str], bool], yes: list[str], no: list[str]) -> None:
    assert [text for text in yes if not ask(text)] == []
    assert [text for text in no if ask(text)] == []


def test_points_of_a_head() -> None:
    """Those of a country outweigh all; each word of a person's takes away more than an office's adds."""
    assert [sides.points(text) for text in ("Malta", "Office of Ports", "Embassy:", "Berg:", "Berg", "Ada Berg")] == [
        9, 3, 9, 6, 0, -7,
    ]  # fmt: skip
    assert sides.points("one two three four five six seven") < sides.points("Ambassador Ada Berg")
