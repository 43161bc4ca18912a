from dataclasses import replace

from making import LIST, cable, everywhere, paragraph

from cablecli import views
from cablecli.model import Cable, Diagnostic, Item, SectionHeading, Span
from cablecli.views import counts, reading
from cablecli.views.blocks import (
    Entry,
    Front,
    Line,
    Note,
    Pair,
    Roster,
    Section,
    Sides,
    Signature,
    Table,
    Title,
)
from cablecli.views.lint import lint


def rows(view: views.View, *cables: Cable) -> list[views.Row]:
    return [row for page in view.rows(cables) for row in page]


def test_every_row_has_the_columns_in_order_and_starts_with_the_id() -> None:
    for view in (views.PARAGRAPHS, views.PARTICIPANTS, views.TAGS):
        found = rows(view, cable())
        assert found
        assert all(tuple(row) == view.columns + view.on_demand for row in found)
        assert {row["id"] for row in found} == {"09VALLETTA112"}
        assert view.columns[0] == "id"


def test_a_row_of_a_cable_without_an_id_starts_with_the_source() -> None:
    bare = replace(cable(), id=None)
    for view in (views.PARAGRAPHS, views.PARTICIPANTS, views.TAGS, lint(["coverage"])):
        assert {row["id"] for row in rows(view, bare)} == {bare.source.name}
    assert counts.PARAGRAPHS.joint
    assert next(counts.PARAGRAPHS.rows([counts.PARAGRAPHS.joint(bare)]))[0]["id"] == bare.source.name


def test_a_paragraph_row_holds_its_items_in_reading_order() -> None:
    row = rows(views.PARAGRAPHS, cable())[3]
    assert row == {
        "id": "09VALLETTA112",
        "number": 4,
        "marking": "C",
        "heading": "A Cautious Partner",
        "label": None,
        "text": "Korvat named two conditions:\na. (C) money\n- for the harbor\nb. time",
    }


def test_a_participant_row_has_the_meeting() -> None:
    row = rows(views.PARTICIPANTS, cable())[1]
    assert (row["side"], row["name"], row["title"], row["role"]) == ("U.S.", "Hollis", "Poloff", None)
    assert (row["notetaker"], row["paragraph"], row["date"], row["place"]) == (
        True,
        2,
        "February 24, 2009",
        "Valletta",
    )


def test_tags_are_counted_over_all_cables() -> None:
    other = cable(tags=cable().tags[1:2])
    (page,) = counts.tags().rows(iter([cable(), other]))
    assert [(row["tag"], row["count"]) for row in page] == [("MT", 2), ("KORVAT, ILAN", 1), ("PREL", 1)]
    assert page[0] == {"tag": "MT", "kind": "geographic", "name": "Malta", "count": 2}


def test_show_has_the_record_and_its_flat_form() -> None:
    view = views.show()
    (record,) = next(view.records([cable()]))
    (flat,) = next(view.rows([cable()]))
    assert record == cable().to_dict()
    assert tuple(record) == view.keys
    assert tuple(flat) == view.columns
    assert flat["tags"] == "PREL MT (KORVAT, ILAN)"
    assert flat["captions"] == "SIPDIS NOFORN"
    assert flat["headings"] == "A Cautious Partner; Comment"
    assert flat["references"] == "09VALLETTA98; KORVAT-WHITLOCK LETTER"
    assert flat["heading.dtg"] == "2009-02-25T14:32Z"
    assert flat["paragraphs"].startswith("1. (U) February 24, 2009; Valletta\n\n2. (U) Participants:")


def test_flat_columns_name_every_value_of_the_record() -> None:
    record = cable().to_dict()
    inner = {key: set(value) for key, value in record.items() if isinstance(value, dict)}
    expected = {f"{key}.{name}" for key, names in inner.items() for name in names}
    expected |= set(record) - set(inner) - {"schema"}
    assert set(views.show().columns) == expected


def test_a_cable_without_anything_has_no_rows_and_no_blocks() -> None:
    bare = cable(paragraphs=(), participants=(), tags=())
    for view in (views.PARAGRAPHS, views.PARAGRAPH_TREE, views.PARTICIPANTS, views.TAGS):
        assert list(view.rows([bare])) == [[]]
        assert list(view.blocks([bare], None)) == [[]]


def test_chosen_names_make_a_table_of_them() -> None:
    (page,) = views.TAGS.blocks([cable()], ("name", "tag"))
    assert page[1] == Table(
        ("name", "tag"), [("External Political Relations", "PREL"), ("Malta", "MT"), ("", "KORVAT, ILAN")]
    )


def test_the_whole_cable_in_reading_order() -> None:
    page = reading.whole(cable())
    kinds = list(dict.fromkeys(type(block) for block in page))
    assert kinds == [Title, Front, Note, Entry, Section, Signature]
    assert page[2] == Note("line 41: paragraph 7 is missing [number-gap]")
    assert page[-1] == Note("line 50: left over: NNNN")
    assert [b.text for b in page if isinstance(b, Section)] == ["A Cautious Partner", "Comment"]


def test_the_head_is_folded_on_a_screen_and_whole_elsewhere() -> None:
    (head,) = reading.front(cable())
    assert isinstance(head, Front)
    assert [fact.label for fact in head.facts] == ["To", "TAGS", "Refs", "Class.", "File"]
    assert Pair("Corrected copy", "yes") in head.whole
    assert [b.caption for b in head.whole if isinstance(b, Table)] == ["Addressees", "TAGS", "References"]
    assert reading.front(cable(), full=True) == list(head.whole)
    (brief,) = reading.front(cable(), brief=True)
    assert isinstance(brief, Front)
    assert "To" not in [fact.label for fact in brief.facts]
    assert [b.caption for b in brief.whole if isinstance(b, Table)] == ["TAGS", "References"]


def test_more_findings_than_a_screen_has_room_for_are_folded() -> None:
    made = cable(diagnostics=tuple(Diagnostic("number-gap", f"gap {k}", k) for k in range(1, 6)))
    assert [note.is_folded for note in reading.findings(made, full=False) if isinstance(note, Note)] == [
        *(False, False, True, True, True)
    ]
    assert not any(note.is_folded for note in reading.findings(made) if isinstance(note, Note))


def test_chosen_keys_of_show_stand_alone_and_in_order() -> None:
    (page,) = views.show().blocks([cable()], ("subject", "id", "mrn", "signature"))
    assert page == [
        Pair("subject", cable().subject),
        Pair("id", "09VALLETTA112"),
        Pair("mrn.year", "2009"),
        Pair("mrn.post", "VALLETTA"),
        Pair("mrn.number", "112"),
        Pair("signature", "WHITLOCK"),
    ]


def test_every_key_of_show_can_be_chosen() -> None:
    for key in views.show().keys:
        (page,) = views.show().blocks([everywhere("x")], (key,))
        assert page, key


def entry(made: Cable, index: int = 1) -> Entry:
    return [block for block in reading.body(made) if isinstance(block, Entry)][index]


def test_a_list_of_people_is_set_by_sides_in_its_own_words() -> None:
    made = cable(paragraphs=(paragraph(2, "U", f"They met at noon.\n\n{LIST}\n\nAn aide left early."),))
    first, label, people, rest = entry(made, 0).content
    assert isinstance(first, Line)
    assert isinstance(label, Line)
    assert (first.text, label.text) == ("They met at noon.", "Participants:")
    assert people == Sides(
        [
            ("U.S.", ["Ambassador Whitlock", "Poloff Hollis (notetaker)"]),
            ("Malta:", ["Minister Ilan Korvat, Chairman", "Chef de Cabinet"]),
        ]
    )
    assert isinstance(rest, Line)
    assert rest.text == "An aide left early."


def test_a_list_of_which_an_entry_stands_on_no_line_of_its_own_stays_text() -> None:
    run_on = "Participants: Ambassador Whitlock, Poloff Hollis (notetaker)\nMalta: Chef de Cabinet"
    (line,) = entry(cable(paragraphs=(paragraph(2, "U", run_on),)), 0).content
    assert isinstance(line, Line)
    assert line.text == run_on


def test_labels_are_known_where_they_open_and_close() -> None:
    (line,) = reading.lines(paragraph(text="SUMMARY: Talks resume. END SUMMARY. In the end note this."))
    assert [line.text[start:end] for start, end in line.strong] == ["SUMMARY: ", "END SUMMARY."]


def test_headings_that_no_paragraph_bears_are_shown() -> None:
    made = cable(
        headings=tuple(map(SectionHeading, ("Repeated Title", "One", "Two", "Remark"))),
        paragraphs=(paragraph(1, heading="One"), paragraph(2, heading="Two")),
    )
    shown = [
        b.text if isinstance(b, Section) else b.number
        for b in reading.body(made)
        if not isinstance(b, Roster)
    ]
    assert shown == ["Repeated Title", "One", 1, "Two", 2, "Remark"]


def test_quoted_parts_and_items_become_lines() -> None:
    made = paragraph(
        text="Note:\n\nWe agree.\n\nEnd.", quoted=(Span(7, 16),), items=(Item("1", None, "x\n\ny", at=16),)
    )
    assert [line._replace(strong=list(line.strong)) for line in reading.lines(made)] == [
        Line("Note:", strong=[(0, 5)]),
        Line("We agree.", quoted=True, strong=[]),
        Line("x", "1.", 1, strong=[]),
        Line("y", "", 1, strong=[]),
        Line("End.", strong=[]),
    ]


def test_a_marking_that_is_all_of_the_text_is_shown_once() -> None:
    alone = paragraph(1, "C - ENTIRE TEXT", "(C - ENTIRE TEXT)")
    assert reading.numbered_text(alone) == "1. (C - ENTIRE TEXT)"
    assert entry(cable(paragraphs=(alone,)), 0).marking is None
    assert entry(cable(paragraphs=(paragraph(1, "C", "(C) is short."),)), 0).marking == "C"
