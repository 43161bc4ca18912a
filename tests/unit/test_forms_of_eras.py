"""What the forms of each era print around a text: page lines, columns of a message, worn pages."""

import pytest

from cablecli import parse

COLUMNS = """\
UNCLASSIFIED

MRN:
Date/DTG:
From:
Action:
E.O.:
TAGS:
Captions:
Reference:
Subject:
15 VALLETTA 91
Mar 06, 2015 / 061355Z MAR 15
AMEMBASSY VALLETTA
WASHDC, SECSTATE
IMMEDIATE
13526
{tags}
SENSITIVE
None
(SBU) Pilots Ask for Pay
1. (SBU) Pilots asked for pay.

Signature:
STONE
Dissemination Rule:
Archive Copy
"""


@pytest.mark.parametrize("tags", ["ECON, EQZZ, EWWT, MT", "ECON, QQZZ, ZZQQ", "ECON, MT"])
def test_codes_in_a_column_are_tags_though_some_are_unknown(tags: str) -> None:
    cable = parse(COLUMNS.format(tags=tags))
    assert [one.tag for one in cable.tags] == tags.split(", ")
    assert (cable.declassify_on, cable.executive_order, cable.captions) == (None, "13526", ("SENSITIVE",))
    assert (cable.subject, cable.signature) == ("(SBU) Pilots Ask for Pay", "STONE")
    assert [(one.address, one.precedence) for one in cable.heading.action] == [
        ("SECSTATE WASHDC", "IMMEDIATE")
    ]


def test_a_value_of_a_later_name_is_none_of_an_earlier_one() -> None:
    cable = parse(COLUMNS.format(tags="").replace("\n\nSENSITIVE", "\nSENSITIVE"))
    assert (cable.declassify_on, cable.captions, cable.tags) == (None, ("SENSITIVE",), ())
    lines = COLUMNS.replace("\nNone\n", "\nA) 15 ROME 1\nB) 15 ROME 2\nC) 15 ROME 3\n")
    cable = parse(lines.format(tags="QQZZ XXYY"))
    assert (cable.declassify_on, cable.captions, len(cable.references)) == (None, ("SENSITIVE",), 3)
    declassify = parse(lines.format(tags="DECL: 3/6/2025\nECON, MT")).declassify_on
    assert declassify is not None
    assert declassify.date == "2025-03-06"


@pytest.mark.parametrize("line", ["PILOTS, TUGS", "THE MALTA TALKS", "ECON OF THE HARBOR, MT"])
def test_words_in_a_column_are_no_tags(line: str) -> None:
    cable = parse(COLUMNS.format(tags=line))
    assert cable.tags == ()
    assert cable.declassify_on is None


TABLE = """\
| SECRET |

| **MRN:** | 16 VALLETTA 12 |
|---|---|
| **Date/DTG:** | Jan 09, 2016 / 090440Z JAN 16 |
| **From:** | AMEMBASSY VALLETTA |
| **Subject:** | Cranes |

1. Two cranes.

| **Signature:** | Stone |
| **Dissemination Rule:** | Archive Copy |

| SECRET | Page 1 of 1 |
"""


def test_a_banner_may_be_a_cell_of_a_table() -> None:
    cable = parse(TABLE)
    assert (cable.classification, dict(cable.attributes)["Dissemination Rule"]) == ("SECRET", "Archive Copy")
    assert parse(TABLE.replace("| SECRET |\n", "| Secret cranes |\n")).classification is None


TIGHT = """\
O 221055Z MAY 79
FM AMEMBASSY VALLETTA
TO SECSTATE WASHDC IMMEDIATE 8117
S E C R E T VALLETTA 2207
E.O. 12065: GDS
TAGS: PINS, MT
SUBJECT: PILOTS
1. (S) ENTIRE TEXT.
2. NINETEEN PILOTS CAN BE ASSEMBLED. FERRY IS RUNNING.
THE VIEW OF THE BOARD
3. BOARD CAME TO RESIDENCE YESTERDAY AND SAID:

- THAT PILOTS ARE UNDER ITS PROTECTION;
- THAT TUGS SHOULD NOT MOVE BY NIGHT.

IT LEFT AT 1740, ON FOOT.{more}
4. WE SHALL SEE.
STONE
SECRET

NNN
"""


@pytest.mark.parametrize(
    ("more", "heading"),
    [
        ("\nWHAT COMES NEXT", "WHAT COMES NEXT"),
        ('\nIT SAID "NO MORE TUGS."', "THE VIEW OF THE BOARD"),
        ("\nIT WILL NOT COME\nBACK", "THE VIEW OF THE BOARD"),
    ],
)
def test_headings_where_blank_lines_part_no_paragraphs(more: str, heading: str) -> None:
    cable = parse(TIGHT.format(more=more))
    assert [one.heading for one in cable.paragraphs] == [None, None, "THE VIEW OF THE BOARD", heading]
    assert cable.paragraphs[1].text.endswith("FERRY IS RUNNING.")


def test_where_blank_lines_part_paragraphs_a_line_below_text_is_no_heading() -> None:
    text = TIGHT.format(more="").replace("\n2.", "\n\n2.").replace("\n4.", "\n\n4.")
    assert parse(text).paragraphs[1].text.endswith("FERRY IS RUNNING. THE VIEW OF THE BOARD")


@pytest.mark.parametrize("blank", ["\n{}", "{}\n"])
def test_a_text_with_some_blank_lines_above_paragraphs_is_not_tight(blank: str) -> None:
    part = "BOARD WILL NOT COME TO THE TALKS OF THE PILOTS AT NOON.\nTHEY ARE\n"
    text = TIGHT.format(more="").partition("2. ")[0] + "".join(f"{n}. {part}" for n in range(2, 6))
    parted = text + blank.format("OTHER PILOTS\n") + "6. NO MORE.\nSTONE\n"
    assert parse(text + "6. NO MORE.\nSTONE\n").paragraphs[1].heading is None
    assert parse(parted).paragraphs[2].text.endswith("THEY ARE")


@pytest.mark.parametrize(
    "line",
    [
        "PAGE 02 OF 02  VALLET 02207                          C07/08  003311  NOD552",
        "PAGE 02 OF 02  VALLET 02207",
        "PAGE Ø2        VALLET Ø22Ø7  Ø1 OF Ø2   2212182",
        "PAGE 02        VALLET 02207  221218Z",
    ],
)
def test_a_page_line_in_a_sentence(line: str) -> None:
    text = TIGHT.format(more=f" IT WILL COME AT\nSECRET\n\n{line}\n\n5:30 WITH A LIST.")
    assert parse(text).paragraphs[2].text.endswith("IT WILL COME AT 5:30 WITH A LIST.")


def test_page_two_of_a_paper_is_no_page_line() -> None:
    text = TIGHT.format(more=" SEE\nPAGE 02 OF 02  VALLET 02207   WHICH HAS THE LIST.")
    assert "WHICH HAS THE LIST." in parse(text).paragraphs[2].text


def test_the_number_of_a_case_below_a_release_is_a_stamp_and_in_the_text_is_not() -> None:
    stamps = "UNCLASSIFIED\nUNITED STATES DEPARTMENT OF STATE\nREVIEW AUTHORITY: ADA L STONE\nCASE ID: 1 FEB 2001  {}\n"
    text = TIGHT.partition("SECRET\n\nNNN")[0].format(more="\nCASE ID: 12 WAITS.")
    cable = parse(f"RELEASED IN FULL\n{text}\n\n{stamps.format(200004121)}")
    assert (cable.signature, cable.paragraphs[-1].text) == ("STONE", "WE SHALL SEE.")
    assert "CASE ID: 12 WAITS." in cable.paragraphs[2].text


def test_a_slashed_zero_is_a_figure_only_beside_one() -> None:
    text = TIGHT.format(more=" ØST WAS 1Ø YEARS IN ØØ7 ROOMS.")
    assert parse(text).paragraphs[2].text.endswith("ØST WAS 10 YEARS IN 007 ROOMS.")
