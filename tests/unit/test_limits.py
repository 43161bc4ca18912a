"""Where a rule ends: each row holds a number on which its answer changes, just within and just beyond."""

from collections.abc import Callable

import pytest

from cablecli.errors import NotACable
from cablecli.model import Cable, Mrn
from cablecli.parser import parse
from cablecli.parser.body import heading_words, table_rows
from cablecli.parser.heading import reference_lines, reference_years, tags
from cablecli.parser.lines import stamps
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.normal import is_in_capitals
from cablecli.parser.tokens import captions, classification, dates, people_labels, portion_markings
from cablecli.parser.tokens.rules import is_rule

# What is asked of a number, one with a yes, and the next one, with a no.
Limit = tuple[Callable[[int], object], int, int]

HEAD = """R 181010Z {month}{sequel}
FM AMEMBASSY LISBON
TO SECSTATE WASHDC{more}

C O N F I D E N T I A L LISBON 000612

E.O. 12958: DECL: 06/18/2019{order}
TAGS: EWWT, EFIS, PREL
SUBJECT: {subject}
"""
ONE = "1. (C) The harbor board met on Tuesday."
TWO = "2. (C) It will meet again."
RULE = "-" * 18
PAGE = "PAGE 02 LISBON 00612 181010Z"
LISBON = Mrn(2009, "LISBON", 612)


def cable(body: str = f"{ONE}\n\n{TWO}\nWHITLOCK", *, above: str = "", **lines: str) -> Cable:
    """A cable with this body, with other lines in its heading."""
    values = {"month": "JUN 09", "sequel": "", "more": "", "order": "", "subject": "HARBOR NOTES"} | lines
    return parse(f"{above}{HEAD.format(**values)}\n{body}\n")


def filled(size: int, words: str = "THE BOARD OF THE HARBOR MET AGAIN ") -> str:
    """So many characters of words, the last of them no blank."""
    return f"{(words * (size // len(words) + 1))[: size - 1].rstrip():X<{size}}"


def prose(size: int) -> str:
    return filled(size).replace("X", "x").capitalize()


def headings(body: str) -> list[str]:
    return [heading.text for heading in cable(body).headings]


def items(body: str) -> int:
    return len(cable(body).paragraphs[0].items)


def signature(body: str) -> str | None:
    return cable(body).signature


def told(found: Cable) -> set[str]:
    return {one.code for one in found.diagnostics}


def inferred(post: str, number: int, *, own: int, day: int | None = 170) -> int | None:
    """The year of a reference without one, in a cable of Lisbon with the number `own`."""
    return reference_years.infer(post, number, Mrn(2009, "LISBON", own), day)


HEADING: dict[str, Limit] = {
    "what stands behind a date-time group is short": (
        lambda n: cable(sequel=f" {filled(n)}").heading.dtg, 59, 60),
    "a longer line is no address": (
        lambda n: len(cable(more=f"\nAMEMBASSY ROME FOR {filled(n - 19, 'ECON POL ')}").heading.action) == 2, 92, 93),
    "so many lines may be an order's": (
        lambda n: cable(order=" OR\n" + "AFTER\n" * n).declassify_on.text.count("AFTER") == n, 2, 3),  # type: ignore[union-attr]
    "so many lines may be a subject's": (
        lambda n: cable(subject="\n".join([filled(60)] * n)).subject == " ".join([filled(60)] * n), 8, 9),
    "a longer subject holds more than a subject": (
        lambda n: "field-long" not in told(cable(subject=f"{filled(60)}\n" * 4 + filled(n - 244))), 300, 301),
    "the last fields stand shortly below the heading": (
        lambda n: cable("The board met.\n" * n + f"\nCLASSIFIED BY: DCM Ada Stone for reasons 1.4 (b).\n\n{ONE}")
        .classified_by, 13, 14),
    "an impossible year below": (lambda n: cable(month=f"JUN {n}").heading.dtg, 1900, 1899),
    "an impossible year above": (lambda n: cable(month=f"JUN {n}").heading.dtg, 2100, 2101),
}  # fmt: skip
REFERENCES: dict[str, Limit] = {
    "a number little above the own one is this year's": (
        lambda n: inferred("LISBON", n, own=100) == 2009, 130, 131),
    "little is a quarter of a large number": (
        lambda n: inferred("LISBON", n, own=612) == 2009, 765, 766),
    "after February a number is this year's": (
        lambda n: inferred("ROME", 5000, own=3, day=n) == 2008, 59, 60),
    "after January, that of a post of unknown volume": (
        lambda n: inferred("NOWHERE", 9000, own=3, day=n) == 2008, 31, 32),
    "any post sends a thousand in January": (
        lambda n: inferred("NOWHERE", n, own=3, day=3) == 2009, 1000, 1001),
    "above half as many again as the own number it is last year's": (
        lambda n: inferred("NOWHERE", n, own=2000, day=3) is None, 3100, 3101),
    "what a post has sent by February, half as many again and a hundred": (
        lambda n: inferred("ROME", n, own=3, day=40) == 2009, 346, 347),
    "and what it cannot have sent": (lambda n: inferred("ROME", n, own=3, day=40) is None, 593, 594),
    "the first year that a cable is cited of": (lambda n: reference_years.may_be_year(n, LISBON), 1966, 1965),
    "none is later than the own": (lambda n: reference_years.may_be_year(n, LISBON), 2009, 2010),
    "none is later than all": (lambda n: reference_years.may_be_year(n, Mrn(None, None, None)), 2100, 2101),
    "a line that the wrap ended goes on": (
        lambda n: reference_lines.looks_like_item("Report of the board", filled(n), parted=False), 51, 50),
    "a line of the relay goes on": (
        lambda n: reference_lines.looks_like_item(filled(n), "A. ROME 12", parted=False), 69, 70),
    "a longer line is prose": (
        lambda n: reference_lines.looks_like_item(f"A. ROME 12 {filled(n - 11)}", "", parted=False), 399, 400),
}  # fmt: skip
TAGS: dict[str, Limit] = {
    "so many codes fill a line": (lambda n: tags.looks_like("PREL " * n), 19, 20),
    "a code has two letters": (lambda n: tags.looks_like(f"PREL MT {'W' * n}"), 2, 1),
    "and no more than six": (lambda n: tags.looks_like(f"PREL MT {'W' * n}"), 6, 7),
    "but for one of two words": (lambda n: tags.looks_like(f"PREL {'W' * n}"), 14, 15),
}
TOKENS: dict[str, Limit] = {
    "a line of captions is not wrapped": (lambda n: captions.captions_in(f"NOFORN{'SIPDIS':>{n - 6}}"), 90, 91),
    "an informal's number is short": (
        lambda n: captions.captions_in(f"OFFICIAL INFORMAL NO. {filled(n - 22)}"), 39, 40),
    "two dashes are no rule": (lambda n: is_rule("-" * n), 3, 2),
    "a rule that the relay broke is long": (lambda n: is_rule(f"{'-' * n} ----"), 20, 19),
    "or its rest is short": (lambda n: is_rule(f"------ {'-' * n}"), 3, 4),
    "a long rule heads no column": (lambda n: is_rule(f"{'-' * n} ---- ---"), 40, 39),
    "no cable names an earlier year": (lambda n: dates.iso(n, 1, 1), 1901, 1900),
    "nor a later one": (lambda n: dates.iso(n, 1, 1), 2100, 2101),
    "two digits are a year from 1970 on": (lambda n: dates.read_date(f"1/2/{n}") == f"19{n}-01-02", 70, 69),
    "a marking is short": (lambda n: portion_markings.portion(f"(S/REL {filled(n - 15, 'MALTA, ')}, ITALY)"), 140, 141),
    "three letters of CONFIDENTIAL may be misread": (
        lambda n: classification.is_misread_level(f"{'CONFIDENTIAL'[:-n]}{'Z' * n}"), 3, 4),
    "one of SECRET": (lambda n: classification.is_misread_level(f"{'SECRET'[:-n]}{'Z' * n}"), 1, 2),
    "a label without a colon is short": (
        lambda n: people_labels.list_of_people(f"Participants in the talks at {filled(n - 29, 'Sliema and at ')}"),
        60, 61),
}  # fmt: skip
BODY: dict[str, Limit] = {
    "a name has few words": (lambda n: signature(f"{ONE} {' '.join(['HART'] * n)}") == " ".join(["HART"] * n), 3, 4),
    "and few letters": (lambda n: signature(f"{ONE}\n\nWHITLOCK-{filled(n - 9, 'SCHWARZENBERG')}"), 32, 33),
    "a heading in a box has few lines": (
        lambda n: headings(f"{ONE}\n\n{RULE}\n" + "Harbor Notes\n" * n + f"{RULE}\n\n{TWO}"), 3, 4),
    "as has one with a rule below each": (
        lambda n: len(headings(f"{ONE}\n\n" + f"Harbor Notes\n{'-' * 12}\n" * n + f"\n{TWO}")) == 1, 3, 4),
    "a rule is hardly shorter than its heading": (
        lambda n: headings(f"{ONE}\nHarbor Notes\n{'-' * n}\nHe came.\n\n{TWO}"), 8, 7),
    "nor longer": (lambda n: headings(f"{ONE}\nHarbor Notes\n{'-' * n}\nHe came.\n\n{TWO}"), 16, 17),
    "a heading of one line was not wrapped": (lambda n: headings(f"{ONE}\n\n{filled(n)}\n\n{TWO}"), 74, 75),
    "one of two had no room": (lambda n: headings(f"{ONE}\n\n{filled(n)}\nAND MORE\n\n{TWO}"), 36, 35),
    "a heading stands over a sentence": (
        lambda n: "Board of Pilots" in headings(f"{ONE}\n\nBoard of Pilots\n\n{prose(n)}\n\n{TWO}"), 45, 44),
    "words in title case are no title when many": (
        lambda n: heading_words.is_in_title_case(f"{'Harbor ' * (n - 1)}Notes"), 9, 10),
    "nor are words in sentence case": (
        lambda n: heading_words.has_heading_case(f"Harbor {'notes ' * (n - 2)}rise", tight=False), 9, 10),
    "nor words above a list": (
        lambda n: heading_words.has_heading_case(f"{'Harbor ' * (n - 1)}Notes:", tight=False), 6, 7),
    "most words of a title have a capital": (
        lambda n: heading_words.has_heading_case(f"{'Harbor ' * n}{'notes ' * 4}", tight=True), 6, 5),
    "rows are three or more": (lambda n: table_rows.find(["Ferries   12   13"] * n), 3, 2),
    "a row is no paragraph": (lambda n: table_rows.find([f"Ferries | {filled(n - 10)}"] * 3), 159, 160),
    "the label of a row is short": (
        lambda n: table_rows.find([f"{filled(n - 1).capitalize()}: Korvat"] * 3), 32, 33),
    "its value was not wrapped": (lambda n: table_rows.find([f"Name: {filled(n - 6)}"] * 3), 69, 70),
    "bullets in a line are short": (
        lambda n: items(f"1. (C) He named: -- {'rain ' * n}-- credit -- roads") == 3, 6, 7),
    "and more than two": (lambda n: items(f"1. (C) He named: {'-- rain ' * n}") == n, 3, 2),
    "a line that ended before the wrap may have an item below": (
        lambda n: items(f"1. (C) He named\n{prose(n).lower()}\n- rain in the spring") == 1, 39, 40),
    "below an item, a longer one": (
        lambda n: items(f"1. (C) He named:\n- {prose(n - 2)}\n- rain in the spring") == 2, 51, 52),
    "above the next letter, a line that is longer still": (
        lambda n: items(f"1. (C) He named:\n\nA. {prose(n - 3)}\nB. rain in the spring") == 2, 55, 56),
    "a bullet that ended is followed by the paragraph's text": (
        lambda n: "\n\n" in cable(f"1. (C) He named:\n- {prose(n - 3)}.\nKorvat agreed.").paragraphs[0].text, 39, 40),
    "what stands above a page marker was not wrapped": (
        lambda n: "\n\n" in cable(f"1. (C) It met.\n{prose(n - 1)}.\n\n{PAGE}\n\nIt went.").paragraphs[0].text, 49, 50),
    "few lines follow the end of a message": (
        lambda n: "no-cable-behind" not in told(cable(f"{ONE}\nWHITLOCK\nNNNN\n" + "Print it\n" * n)), 6, 7),
    "and they are short": (
        lambda n: signature(f"{ONE}\nWHITLOCK\nNNNN\n\nX{'x' * (n - 1)}\nPrint") == "WHITLOCK", 24, 25),
    "a text that breaks off has a full last line": (
        lambda n: "truncated" in told(cable(f"{ONE}\n\n2. (C) The board {'and harbor ' * 8}\n{prose(n)}")), 45, 44),
    "much text above a heading is another document's": (
        lambda n: "text-above" in told(cable(above=f"{filled(91).lower()}\n" * n)), 11, 10),
    "a first paragraph without labels is short that tells of a meeting": (
        lambda n: cable(f"1. (U) June 3, 2009; 3 pm; {filled(n - 20, 'Valletta')}\n\n{TWO}").meeting.day, 89, 90),
}  # fmt: skip
LINES: dict[str, Limit] = {
    "a scanner misreads one capital in twenty": (lambda n: is_in_capitals(f"{'A' * n}b"), 20, 19),
    "blank lines are a habit where there are nine": (lambda n: Lines("\n\n".join(["THE BOARD"] * n)).spaced, 10, 9),
    "and one line end in eight at most has none": (
        lambda n: Lines("\n\n".join(["THE BOARD"] * n) + "\nMET").spaced, 9, 8),
    "nothing parts the paragraphs where one gap in twelve is wider": (
        lambda n: Lines("\n\n".join(["THE BOARD"] * n) + "\n\n\n\nMET").flat, 13, 12),
    "wraps are lost where one line in eight is long": (
        lambda n: Lines("\n".join(["THE BOARD"] * n + [filled(120)])).wide, 6, 7),
    "no wrapped line is as long": (lambda n: Lines(f"MET\n{filled(n)}").wide, 101, 100),
    "three lines show the wrap": (lambda n: Lines(f"{filled(66)}\n" * n + "MET").wrap == 66, 3, 2),
    "three in four that had no room": (
        lambda n: Lines(f"{filled(66)}\n" * 3 + f"{filled(50)}\n" * n + "THE").wrap == 66, 1, 2),
    "eleven lines show it by their lengths": (
        lambda n: Lines(f"{filled(66)}\n" + f"{filled(45)}\n" * n + "MET").wrap == 66, 10, 9),
    "one in twenty is as long": (lambda n: Lines(f"{filled(66)}\n" + f"{filled(45)}\n" * n + "MET").wrap == 66, 19, 20),
    "a wrapped line is not short": (lambda n: Lines(f"{filled(n)}\n" * 12 + "MET").wrap == n, 41, 40),
    "nor very long": (lambda n: Lines(f"{filled(n)}\n" * 12 + "MET").wrap == n, 120, 121),
    "words before a code in the margin are prose": (
        lambda n: cable(f"1. (C) {'met ' * n}     B1\nIt met.").redactions, 3, 2),
    "blanks set a code off": (
        lambda n: cable(f"1. (C) It met in the harbor and went{'B1':>{n + 2}}\nin.").redactions, 6, 5),
    "far from the end of a sentence": (lambda n: cable(f"1. (C) It met.{'B1':>{n + 2}}\nIt went.").redactions, 40, 39),
    "a banner was not wrapped": (lambda n: stamps.is_banner(f"SECRET{'NODIS':>{n - 6}}"), 80, 81),
}  # fmt: skip
LIMITS = HEADING | REFERENCES | TAGS | TOKENS | BODY | LINES


@pytest.mark.parametrize("name", LIMITS)
def test_a_rule_holds_up_to_its_limit_and_not_beyond(name: str) -> None:
    holds, within, beyond = LIMITS[name]
    assert abs(within - beyond) == 1
    assert holds(within)
    assert not holds(beyond)


@pytest.mark.parametrize(
    ("text", "enough"),
    [  # two parts of a heading or two marked paragraphs, or one of each
        ("TAGS: PREL\nSUBJECT: HARBOR\n\nIt met.", True),
        ("SUBJECT: HARBOR\n\n1. (C) It met.", True),
        ("1. (C) It met.\n\n2. (C) It went.", True),
        ("SUBJECT: HARBOR\n\n1. It met.", False),
        ("1. (C) It met.", False),
        ("It met.", False),
    ],
)
def test_what_shows_that_a_text_is_a_cable(text: str, enough: bool) -> None:
    if enough:
        assert parse(text).paragraphs
    else:
        with pytest.raises(NotACable):
            parse(text)


def test_a_quotation_in_a_quotation_ends_before_it() -> None:
    quoted = "BEGIN TEXT\n\n1. Dues rise.\n\nBEGIN QUOTE\n\n2. Quays close.\n\nEND QUOTE\n\n2. It ends.\n\nEND TEXT"
    found = cable(f"1. (C) He wrote:\n\n{quoted}\n\nThe board agreed.\n\n2. It will meet.").paragraphs
    assert [one.text for one in found] == [f"He wrote:\n\n{quoted}\n\nThe board agreed.", "It will meet."]


def test_three_rows_with_columns_are_no_wrapped_prose() -> None:
    rows = (
        "Ferries on the quay of the town   12   in winter and spring\n"
        "Pilots of the outer harbor now    13   in winter and spring\n"
        "Tugs and lighters of the basin    14   in summer and autumn"
    )
    assert cable(f"1. (C) The dues:\n\n{rows}\n\n{TWO}").paragraphs[0].text == f"The dues:\n\n{rows}"
