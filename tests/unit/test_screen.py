"""What a terminal shows: the head, prose and gutters, outlines, colours, widths."""

import re
from dataclasses import replace
from typing import Any

import pytest
from making import cable, paragraph
from rendering import VIEWS, rendered
from rich.cells import cell_len

from cablecli import render, views
from cablecli.facts.levels import FOUO
from cablecli.model import Addressee, ClassifiedBy, Item, Paragraph, Reference, Tag
from cablecli.render import Layout
from cablecli.store.results import Headline
from cablecli.views.blocks import Table
from cablecli.views.listing import listing


def test_rich_without_colors_has_no_escapes() -> None:
    assert "\x1b" not in rendered("rich", views.show(), cable())
    assert "\x1b[" in rendered("rich", views.show(), cable(), colors="standard")


def test_rich_draws_with_plain_signs_where_the_encoding_is_small() -> None:
    assert rendered("rich", views.show(), cable(), unicode=False).isascii()


@pytest.mark.parametrize(
    ("classification", "code"),
    [
        ("UNCLASSIFIED//FOR OFFICIAL USE ONLY", "42m"),
        ("CONFIDENTIAL//NOFORN", "44m"),
        ("SECRET", "41m"),
        ("TOP SECRET", "48;5;208m"),
    ],
)
def test_the_customary_colours(classification: str, code: str) -> None:
    text = rendered("rich", views.TAGS, cable(classification=classification), colors="256", width=120)
    assert f"{code} {classification} " in text


def test_a_badge_keeps_its_margins_and_stands_whole() -> None:
    narrow = rendered("rich", views.TAGS, cable(), colors="standard", width=30).splitlines()
    assert f"{' ' * 16}\x1b[1;97;44m CONFIDENTIAL \x1b[0m" in narrow
    assert f"{'[CONFIDENTIAL]':>30}" in rendered("rich", views.TAGS, cable(), width=30).splitlines()


def test_names_of_columns_are_dim_and_a_tab_counts_as_the_blanks_it_is() -> None:
    made = cable(tags=(Tag("X", "person", "one\ttwo"),))
    lines = rendered("rich", views.TAGS, made, colors="standard").splitlines()
    assert lines[-3].startswith("\x1b[2mtag\x1b[0m")
    assert lines[-1].endswith("one     two")


def test_a_hit_in_a_table_and_in_an_item() -> None:
    layout: dict[str, Any] = {
        "colors": "standard",
        "hits": lambda t: [m.span() for m in re.finditer("or", t)],
    }
    for view in (views.PARAGRAPHS, views.PARAGRAPH_TREE, views.show()):
        assert "f\x1b[1;30;43mor\x1b[0m the harb" in rendered("rich", view, cable(), **layout)


def test_hits_are_highlighted() -> None:
    text = rendered(
        "rich",
        views.PARAGRAPHS,
        cable(),
        colors="standard",
        hits=lambda t: [m.span() for m in re.finditer("Korvat", t)],
    )
    assert "\x1b[1;30;43mKorvat\x1b[0m" in text


def test_show_on_a_terminal() -> None:
    lines = rendered("rich", views.show(), cable(), width=60).splitlines()
    assert lines[:13] == [
        "09VALLETTA112   2009-02-25 14:32Z   AMEMBASSY VALLETTA",
        f"{'[CONFIDENTIAL]':>60}",
        "HARBOR MINISTER KORVAT PREVIEWS MIGRATION TALKS",
        "─" * 60,
        "To      SECSTATE WASHDC (1876), info ROME           PRIORITY",
        "TAGS    PREL External Political Relations · MT Malta",
        "        (KORVAT, ILAN)",
        "Refs    A 09VALLETTA98   KORVAT-WHITLOCK LETTER",
        "Class.  Ambassador Dana Whitlock; reasons 1.4(b), 1.4(d);",
        "        declassify 2019-02-25",
        "File    valletta.txt · SIPDIS · NOFORN · E.O. 12958",
        "        2 sections · corrected copy",
        "! line 41: paragraph 7 is missing [number-gap]",
    ]
    start = lines.index("2. (U)  Participants:")
    assert lines[start + 1 : start + 7] == [
        "        U.S.",
        "        ├── Ambassador Whitlock",
        "        └── Poloff Hollis (notetaker)",
        "        Malta:",
        "        ├── Minister Ilan Korvat, Chairman",
        "        └── Chef de Cabinet",
    ]
    assert "4. (C)  Korvat named two conditions:" in lines
    assert "        a. (C) money" in lines
    assert "           - for the harbor" in lines
    assert "        │ We agree." in lines
    assert "6.      He is likely right." in lines
    assert lines[-1] == "! line 50: left over: NNNN"


def test_prose_is_no_wider_than_a_measure_and_what_keeps_its_lines_is() -> None:
    table = "x" * 120 + "\n" + "y" * 120
    made = cable(paragraphs=(paragraph(1, "C", "word " * 100), paragraph(2, "C", table)))
    lines = rendered("rich", views.show(), made, width=200).splitlines()
    assert max(len(line) for line in lines if "word" in line) == 87
    assert "2. (C)  " + "x" * 120 in lines
    assert len(lines[3]) <= 88
    assert any(
        len(line) > 100 for line in rendered("rich", views.show(), made, width=200, measure=200).splitlines()
    )


def test_what_has_no_room_in_the_head_is_counted() -> None:
    heading = replace(cable().heading, info=tuple(Addressee(None, f"AMEMBASSY CITY{k}") for k in range(40)))
    tags = tuple(Tag(f"K{k:03}", "program", "A Long Name of a Program") for k in range(14))
    refs = tuple(Reference(chr(65 + k), f"VALLETTA {k}", "cable", f"09VALLETTA{k}") for k in range(26))
    made = cable(heading=heading, tags=tags, references=refs)
    lines = rendered("rich", views.show(), made, width=60).splitlines()
    assert lines[4:13] == [
        "To      SECSTATE WASHDC, info AMEMBASSY CITY0,      PRIORITY",
        "        AMEMBASSY CITY1, AMEMBASSY CITY2, +37 (--full)",
        "TAGS    K000 A Long Name of a Program · K001 · K002 · K003",
        "        K004 · K005 · K006 · K007 · K008 · K009 · K010",
        "        K011 · K012 · K013",
        "Refs    A 09VALLETTA0   B 09VALLETTA1   C 09VALLETTA2",
        "        D 09VALLETTA3   E 09VALLETTA4   F 09VALLETTA5",
        "        G 09VALLETTA6   H 09VALLETTA7   +18 (--full)",
        "Class.  Ambassador Dana Whitlock; reasons 1.4(b), 1.4(d);",
    ]
    full = rendered("rich", views.show(full=True), made, width=60)
    assert full.startswith("╭")
    assert all(
        f" {name}\n" in full for name in ("AMEMBASSY CITY39", "A Long Name of a Program", "VALLETTA 25")
    )


def test_links_lead_to_what_is_at_hand_and_to_nothing_else() -> None:
    def links(target: str) -> str | None:
        return {"file:valletta.txt": "file:///valletta.txt", "09VALLETTA98": "file:///98"}.get(target)

    here = ("file:///valletta.txt", "\x1b[1m09VALLETTA112\x1b[0m")

    text = rendered("rich", views.show(), cable(), colors="standard", links=links)
    assert re.findall(r"\x1b]8;id=\d+;(.+?)\x1b\\(.+?)\x1b]8;;\x1b\\", text) == [
        here,
        ("file:///98", "\x1b[1m09VALLETTA98\x1b[0m"),
        ("file:///valletta.txt", "valletta.txt"),
    ]
    assert "\x1b]8" not in rendered("rich", views.show(), cable(), colors="standard")


@pytest.mark.parametrize(
    ("first", "later", "heads"), [("SECRET", f"{FOUO}//NOFORN", 2), (f"{FOUO}//NOFORN", "SECRET", 0)]
)
def test_a_long_list_has_one_layout(first: str, later: str, heads: int) -> None:
    levels = [first] * 200 + [later] * 200
    found = [Headline("x" * 20, "2009-04-09", "y" * 20, level, "z" * 40) for level in levels]
    view = listing()
    text = "".join(render.rendered("rich", view.blocks(found, None), Layout(width=79)))
    assert text.count("subject") == heads
    assert max(map(cell_len, text.splitlines())) <= 79


def test_labels_are_bold() -> None:
    text = rendered("rich", views.show(), cable(), colors="standard")
    assert "\x1b[1mSUMMARY: \x1b[0mTalks would resume. \x1b[1mEND SUMMARY.\x1b[0m" in text


def test_the_paragraphs_have_one_layout_with_each_heading_once() -> None:
    made = cable(paragraphs=_with_items())
    for width in (40, 200):
        lines = rendered("rich", views.PARAGRAPHS, made, width=width).splitlines()
        assert lines.count("A Heading") == 1
        assert "3. (C)  Three." in lines


def test_an_outline_has_headings_and_how_paragraphs_begin() -> None:
    made = cable(
        subject="PILOT BOATS",
        paragraphs=(paragraph(1, "C", "SUMMARY: " + "One boat. " * 20, label="summary"), *_with_items()),
    )
    lines = rendered("rich", views.outline(2), made, width=60).splitlines()
    assert lines[lines.index("PILOT BOATS") + 1 :] == [
        "├── 1. (C)     summary  One boat. One boat. One …       41 w",
        "└── A Heading",
        "    ├── 2. (S/NF)       Two.                             7 w",
        "    ├── 3. (C)          Three.                           1 w",
        "    └── 4. (C)          Four.                            1 w",
    ]
    colored = rendered("rich", views.outline(2), made, width=60, colors="standard")
    assert "\x1b[1m4.\x1b[0m \x1b[1m(C)   \x1b[0m  \x1b[3m     \x1b[0mFour. " in colored
    shallow = rendered("rich", views.outline(1), made, width=60).splitlines()
    assert shallow[-1] == "└── A Heading                                            2-4"
    deep = rendered("rich", views.outline(4), made, width=60, unicode=False)
    assert "first" in deep
    assert "inner" in deep
    assert deep.isascii()
    assert "\n    4. (C) Four.  1 w\n" in rendered("text", views.outline(2), made)
    assert "- **4. (C)** Four. *1 w*\n" in rendered("markdown", views.outline(2), made)


def test_the_texts_of_an_outline_begin_in_one_column() -> None:
    made = cable(
        paragraphs=(
            paragraph(1, "S//NF/ORCON", "COMMENT: One boat.", label="comment"),
            paragraph(2, "C", "SUMMARY: Two boats.", label="summary", heading="A Heading"),
            paragraph(3, "C", "Three boats.", heading="A Heading"),
        ),
    )
    lines = rendered("rich", views.outline(2), made).splitlines()
    assert {lines[k].index(" boat") - len(word) for k, word in ((-4, "One"), (-2, "Two"), (-1, "Three"))} == {
        35
    }


def test_a_table_without_rows_has_its_names() -> None:
    text = "".join(render.rendered("rich", [[Table(("id", "subject"), [])]], Layout(width=40)))
    assert text.split()[:2] == ["id", "subject"]


def test_odd_cells_do_not_squeeze_the_last_column() -> None:
    found = [Headline(f"09VALLETTA{k}", "2009-04-09", "ROME", "SECRET", "BOATS " * 8) for k in range(20)]
    long = Headline(None, None, "CONSULATE GENERAL X", None, "ROPES", "folder/incoming-telegram-1.txt")
    view = listing()
    lines = "".join(render.rendered("rich", view.blocks([*found, long], None), Layout(width=80))).splitlines()
    assert max(map(len, lines[2:])) > 35 + lines[2].index("BOATS")
    assert any(line.startswith("incoming-tel", 12) for line in lines)


@pytest.mark.parametrize("text", ["C - ENTIRE TEXT", "(C - ENTIRE TEXT.)"])
def test_a_marking_that_is_all_of_a_text_is_not_printed_twice(text: str) -> None:
    made = cable(paragraphs=(paragraph(1, "C - ENTIRE TEXT", text),))
    assert f"1.  {text}" in rendered("rich", views.show(), made).splitlines()


def test_a_label_of_the_screen_is_not_said_twice() -> None:
    made = cable(passing=("FOR: EUR/NB HART", "FORT ADA FOR STONE", "STATE FOR PASS"))
    assert "For     EUR/NB HART; FORT ADA FOR STONE; STATE FOR PASS" in rendered("rich", views.show(), made)


def test_a_title_behind_a_name_is_printed_there() -> None:
    made = cable(classified_by=ClassifiedBy("Ada Stone", "Consul, Valletta", ()))
    assert "Class.  Ada Stone, Consul, Valletta" in rendered("rich", views.show(), made)


def test_the_tree_of_the_paragraphs_has_their_headings_and_items_as_branches() -> None:
    made = cable(subject="PILOT BOATS", paragraphs=(paragraph(1, "C", "One."), *_with_items()))
    lines = rendered("rich", views.PARAGRAPH_TREE, made, width=40).splitlines()
    assert lines[lines.index(made.subject or "") + 1 :] == [
        "├── 1. (C)  One.",
        "└── A Heading",
        "    ├── 2. (S/NF)  Two.",
        "    │   └── a. first",
        "    │       ├── - inner",
        "    │       └── - last",
        "    ├── 3. (C)  Three.",
        "    └── 4. (C)  Four.",
    ]


def test_a_long_marking_moves_the_text_of_its_own_paragraph_only() -> None:
    lines = rendered("rich", views.show(), cable(paragraphs=_with_items())).splitlines()
    assert lines[lines.index("2. (S/NF)  Two.") :][:5] == [
        "2. (S/NF)  Two.",
        "           a. first",
        "              - inner",
        "              - last",
        "",
    ]
    assert "3. (C)  Three." in lines


def _with_items() -> tuple[Paragraph, ...]:
    inner = (Item("-", None, "inner", at=5), Item("-", None, "last", at=5))
    items = (Item("a", None, "first", inner, at=4),)
    return (
        paragraph(2, "S/NF", "Two.", heading="A Heading", items=items),
        *(
            paragraph(number, "C", text, heading="A Heading")
            for number, text in ((3, "Three."), (4, "Four."))
        ),
    )


@pytest.mark.parametrize("unicode", [True, False])
def test_a_table_has_one_rule_and_no_blanks_behind_its_rows(unicode: bool) -> None:
    lines = rendered("rich", views.TAGS, cable(), width=60, unicode=unicode).splitlines()
    assert lines[-5:] == [
        "tag           kind        name",
        ("─" if unicode else "-") * 54,
        "PREL          subject     External Political Relations",
        "MT            geographic  Malta",
        "KORVAT, ILAN  person",
    ]


@pytest.mark.parametrize("width", [20, 31, 80])
def test_wide_letters_tabs_and_marks_without_width_stay_inside(width: int) -> None:
    text = "\u6e2f\u53e3" * 40 + " e\u0301" * 60 + "\tnext\tcolumn\n" * 3
    made = cable(subject=text, paragraphs=(paragraph(1, "C", text, items=(Item("a", None, text),)),))
    for view in VIEWS.values():
        shown = rendered("rich", view, made, width=width)
        assert max(map(cell_len, shown.splitlines())) <= width
        assert "\t" not in shown
    assert (
        rendered("rich", views.PARAGRAPHS, made, width=width).count("\u6e2f") == 3 * 40
    )  # subject, text and item


def test_items_of_any_depth_leave_room_for_their_text() -> None:
    items: tuple[Item, ...] = ()
    for level in range(60):
        items = (Item("a", None, f"level{level}", items),)
    made = cable(paragraphs=(paragraph(1, "C", "Deep.", items=items),))
    for view in (views.show(), views.PARAGRAPH_TREE):
        for width in (20, 40, 80):
            shown = rendered("rich", view, made, width=width)
            assert max(map(len, shown.splitlines())) <= width
            assert len(re.findall("level", shown)) == 60
            assert "\n\n\n" not in shown


def test_on_the_narrowest_screen_text_stands_below_its_gutter() -> None:
    made = cable(
        participants=(),
        paragraphs=(paragraph(1, "C", "One."), paragraph(2, "SBU", "Two."), paragraph(None, None, "Three.")),
    )
    lines = rendered("rich", views.show(), made, width=20).splitlines()
    assert lines[lines.index("1. (C)  One.") :][:6] == [
        "1. (C)  One.",
        "",
        "2. (SBU)",
        "  Two.",
        "",
        "        Three.",
    ]


def test_a_name_below_the_text_leaves_no_empty_line_where_it_is_narrow() -> None:
    made = cable(paragraphs=(paragraph(1, "S/NF", "One."),), participants=(), headings=())
    assert "\n  One.\n\n  WHITLOCK\n" in rendered("rich", views.show(), made, width=20)
