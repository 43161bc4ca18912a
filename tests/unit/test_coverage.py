"""Nothing is lost: every word of a cable is in a field of its record or left over."""

from dataclasses import replace
from pathlib import Path

import pytest

from cablecli.parser import parse
from cablecli.parser.lines.index import Lines
from cablecli.views.lint import FURNITURE, coverage

TESTS = Path(__file__).parents[1]
PATHS = sorted([*(TESTS.parent / "samples").glob("*.txt"), *(TESTS / "golden").rglob("*.txt")])


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_word_is_somewhere(path: Path) -> None:
    count, lost = coverage(parse(path.read_text(encoding="utf-8")))
    assert count
    assert not lost


HEADING = """\
P 271036Z APR 09
FM AMEMBASSY VALLETTA
TO SECSTATE WASHDC PRIORITY 5875

UNCLAS VALLETTA 000197

E.O. 12958: N/A
TAGS: EWWT, MT
SUBJECT: QUAY REOPENS
"""


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("CLASSIFIED BY: DCM Ada Stone for reasons 1.4 (b) and (d), who is away", "left over"),
        ("TAGS: EWWT, MT (see attached list)", "left over"),
        ("REF: ROME 12", "held"),
    ],
)
def test_a_line_that_says_more_than_its_field_is_left_over(line: str, kept: str) -> None:
    cable = parse(f"{HEADING}{line}\n\n1. The quay reopened.\n")
    assert (line in [left.text for left in cable.leftovers]) == (kept == "left over")
    assert not coverage(cable)[1]


@pytest.mark.parametrize("label", ["E.O.12958:", "EO12958:", "Executive Order 12958:"])
def test_the_label_of_the_order_may_touch_it_or_be_in_full(label: str) -> None:
    cable = parse(f"{HEADING.replace('E.O. 12958:', label)}\n1. The quay reopened.\n")
    assert cable.executive_order == "12958"
    assert not cable.leftovers


@pytest.mark.parametrize(("tag", "left"), [("OVIP(STONE)", False), ("EWWT(QUAYS)", True)])
def test_a_name_that_touches_its_tag_is_in_a_field(tag: str, left: bool) -> None:
    cable = parse(f"{HEADING.replace('TAGS: EWWT', f'TAGS: {tag}')}\n1. The quay reopened.\n")
    assert bool(cable.leftovers) == left


def test_routing_lines_are_kept_as_written() -> None:
    cable = parse(
        f"VZCZCXYZ0001\nPP RUEHWEB\nDE RUEHVT #0197 1171036\nZNR UUUUU ZZH\n{HEADING}\n1. It reopened.\n"
    )
    assert cable.heading.routing == ("PP RUEHWEB", "DE RUEHVT #0197 1171036", "ZNR UUUUU ZZH")


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("From: Neale, Joan\nSent: Monday, June 8, 2009\n\n", ""),  # a mail form
        ("Subject: Embassy quay\n\n", ""),  # the letters of `Embassy` are in AMEMBASSY
        ("AYREO\n\n", ""),  # those of this line in QUAY REOPENS
        ('{"engine": "tesseract", "lang": "eng"}\n\n', ""),  # what a scanner says of itself
        ("", "Visit Valletta's Classified Web Site at:\nhttp://www.state.sgov.gov/p/eur/valletta\n"),
    ],
)
def test_what_people_put_round_a_cable_is_left_over(above: str, below: str) -> None:
    cable = parse(f"{above}{HEADING}\n1. The quay reopened.\n\nWHITLOCK\n{below}")
    assert [left.text for left in cable.leftovers] == [(above + below).strip()]
    assert cable.signature == "WHITLOCK"
    assert not coverage(cable)[1]


def test_words_above_the_first_attribute_are_left_over() -> None:
    record = (TESTS / "golden" / "sas" / "lines-among-the-fields.txt").read_text(encoding="utf-8")
    label = "Message Attributes\n"
    assert label in record
    words = "THE HARBOR MASTER DOUBTED THE FIGURES.\nAutomatic Dec?ptioning: X"
    cable = parse(record.replace(label, f"{label}\n{words}\n"))
    assert words in [left.text for left in cable.leftovers]
    assert "Message Attributes" not in "".join(left.text for left in cable.leftovers)


def test_a_page_marker_on_a_line_is_no_part_of_what_is_left_over() -> None:
    above = "A notice of the site\nVALLETTA 00000197  002 OF 002 xo\nends here\n\n"
    cable = parse(f"{above}{HEADING}\n1. The quay reopened.\n")
    assert [left.text for left in cable.leftovers] == ["A notice of the site", "xo\nends here"]


def test_a_text_without_lines_has_an_empty_layout() -> None:
    assert not list(Lines("").elements())


def test_no_value_holds_the_word_none() -> None:
    """A cable without sections or number once held `NONE`, and so a line that ends `NON`."""
    cable = parse(f"ANCHORAGE DUES: NON\n{HEADING.replace('000197', '')}\n1. The quay reopened.\n")
    assert "ANCHORAGE DUES: NON" in [left.text for left in cable.leftovers]


def test_marks_of_relays_archives_and_pages_are_furniture() -> None:
    stamp = "This record is a partial extract of the original cable. The full text is not available."
    cable = parse(f"{stamp}\n\n{HEADING}\n1. The quay reopened.\n\nWHITLOCK\n\nUNCLASSIFIED\nNNNN\n")
    assert not cable.leftovers
    assert {element.role for element in cable.elements()} & FURNITURE == {"stamp", "banner", "end mark"}


def test_a_precedence_that_breaks_off_is_held() -> None:
    cable = parse(HEADING.replace("5875\n", "5875\nINFO RUEHRO/AMEMBASSY ROME IMM\n") + "\n1. It reopened.\n")
    assert cable.heading.info[0].precedence == "IMMEDIATE"
    assert not coverage(cable)[1]


def test_a_code_of_a_heading_is_not_held_by_the_words_that_contain_it() -> None:
    cable = parse(f"VZCZCXYZ0001\nPP RUEHC\n{HEADING.replace('QUAY', 'OPPOSED QUAY')}\n1. It reopened.\n")
    assert cable.heading.routing == ("PP RUEHC",)
    cable = parse(f"SOURCE: Embassy quay\n{HEADING}\n1. It reopened.\n")
    assert cable.heading.routing == ("SOURCE: Embassy quay",)
    cable = parse(f"ACTION: EWWT\n{HEADING}\n1. It reopened.\n")
    assert cable.heading.routing == ("ACTION: EWWT",)  # an office, no tag


def test_numbers_and_codes_that_touch_their_neighbours_are_held() -> None:
    cable = parse(
        f"{HEADING.replace('EWWT, MT', 'EWWTMT')}\n1.Quays reopen:\n\n(a)Of stone.\n\n2.Dues rise.\n"
    )
    assert [tag.tag for tag in cable.tags] == ["EWWT", "MT"]
    assert not coverage(cable)[1]


def test_a_document_that_another_cable_follows_is_told() -> None:
    """A text that is no cable alone, in one stream with one: its words are left over, and a doubt says so."""
    other = "The board of the port met in May and asked for a loan.\n"
    told = {count: parse(other * count + HEADING + "\n1. The quay reopened.\n") for count in (10, 20)}
    assert [note.code for note in told[10].diagnostics] == []
    assert [note.code for note in told[20].diagnostics] == ["text-above"]
    assert not coverage(told[20])[1]


def test_a_stamp_below_the_archives_attributes_is_no_value() -> None:
    stamp = "Declassified/Released US Department of State EO Systematic Review 04 MAY 2006"
    attributes = (
        "Message Attributes\n\nDraft Date: 27 APR 2009\nFrom: VALLETTA\nLocator: TEXT ON-LINE\nType: TE"
    )
    cable = parse(f"Message Text\n\n{HEADING}\n1. It reopened.\nSTONE\n\nNNN\n\n{attributes}\n\n{stamp}\n")
    assert not coverage(cable)[1]
    assert [one.role for one in cable.elements()][-1] == "stamp"


def test_the_level_and_the_order_do_not_hold_a_line_together() -> None:
    """The letters and figures of `UNCLASSIFIED1` are in UNCLASSIFIED and 13526, one after the other."""
    fields = "MRN: 16 ROME 1112\nDate/DTG: Sep 25, 2016 / 250133Z SEP 16\nE.O.: 13526"
    cable = parse(f"UNCLASSIFIED1\n{fields}\n2. (SBU) The quay reopened.\n")
    assert [left.text for left in cable.leftovers] == ["UNCLASSIFIED1"]


def test_a_level_far_below_the_top_is_read() -> None:
    """Else the security line would give one, which yields to that of a page; the word would be in no field then."""
    above, _, fields = HEADING.partition("UNCLAS VALLETTA 000197\n")
    many = "REF: A. ROME 12\n" + "".join(f"     {letter}. ROME 13\n" for letter in "BCDEFGH")
    machine = f"DE RUEHVT #0197 1171036\nZNR UUUUU ZZH\n{above}"
    cable = parse(f"{machine}{fields}{many}\nSIPDIS\n\nUNCLAS\n\n1. It reopened.\n")
    assert (cable.classification, cable.diagnostics) == ("UNCLASSIFIED", ())
    assert not coverage(cable)[1]


def test_a_level_that_only_the_security_line_names_holds_no_word() -> None:
    """That of a page may take its place, as `completed` says, and the word above the heading would be nowhere."""
    above, level, fields = HEADING.partition("UNCLAS VALLETTA 000197\n")
    level = level.replace("CLAS", "CLASSIFIED SECTION 01 OF 02").replace("197", "005")
    moved = f"VZCZCXRO4238\n{level}RUEHTL DE RUEHVT #0197 1171036\n"
    cable = parse(f"{moved}ZNR UUUUU ZZH\n{above}\nSIPDIS\n\n{fields}\n1. It reopened.\n")
    assert [note.code for note in cable.diagnostics] == ["level-from-security-line"]
    assert not coverage(replace(cable, classification="SECRET"))[1]


@pytest.mark.parametrize("count", [3, 50])
def test_a_classification_line_ends_a_list_of_references_wherever_it_stands(count: int) -> None:
    above, level, below = HEADING.partition("UNCLAS VALLETTA 000197\n")
    cable = parse(
        f"{above}REF: ROME 12{chr(10).join([''] + ['ROME 13'] * count)}\n{level}{below}\n1. It reopened.\n"
    )
    assert (cable.id, cable.classification) == ("09VALLETTA197", "UNCLASSIFIED")


@pytest.mark.parametrize(
    "line", ["Original Classification: LIMI", "nal Classification: LIMITED OFFICIAL USE"]
)
def test_a_line_that_a_copy_cut_inside_a_word_is_left_over(line: str) -> None:
    level = "Original Classification: LIMITED OFFICIAL USE"
    attributes = f"Message Attributes\n\nDraft Date: 27 APR 2009\nFrom: VALLETTA\n{level}\nType: TE"
    cable = parse(
        f"{level}\n{line}\n\nMessage Text\n\n{HEADING}\n1. It reopened.\nSTONE\n\nNNN\n\n{attributes}\n"
    )
    assert line in "\n".join(left.text for left in cable.leftovers)
    assert not coverage(cable)[1]
