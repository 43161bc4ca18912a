import pickle
from dataclasses import replace

import pytest
from making import cable

from cablecli.model import Cable, Diagnostic, Element, Leftover, Mrn, Page, Span
from cablecli.reader.page_data import completed, placed, read_id

PAGE = Page("09VALLETTA112", "2009-02-25 14:02", "2010-12-01 21:09", "CONFIDENTIAL", "Embassy Valletta")
NOTHING = Mrn(None, None, None)


@pytest.mark.parametrize(
    ("given", "id_", "mrn"),
    [
        ("09VALLETTA112", "09VALLETTA112", Mrn(2009, "VALLETTA", 112)),
        ("66BUENOSAIRES2481", "66BUENOSAIRES2481", Mrn(1966, "BUENOSAIRES", 2481)),
        ("00HARARE6677", "00HARARE6677", Mrn(2000, "HARARE", 6677)),
        ("2007PARIS02827", "07PARIS2827", Mrn(2007, "PARIS", 2827)),
        ("1975STATE099768_b", "75STATE99768", Mrn(1975, "STATE", 99768)),
        ("1976VALLET00347", "76VALLETTA347", Mrn(1976, "VALLETTA", 347)),
        ("09SECTION01OF03SANJOSE525", "09SANJOSE525", Mrn(2009, "SANJOSE", 525)),
        ("08ECTION01OF02MANAMA492", "08MANAMA492", Mrn(2008, "MANAMA", 492)),
        ("09EFTOLONDON2468", "09LONDON2468", Mrn(2009, "LONDON", 2468)),
        ("09AMEMBASSYHANOI1284", "09HANOI1284", Mrn(2009, "HANOI", 1284)),
        ("7575LIBREVILLE1895", "75LIBREVILLE1895", Mrn(1975, "LIBREVILLE", 1895)),
        ("90STATE255577TOSEC140323", "90STATE255577", Mrn(1990, "STATE", 255577)),
        ("85NOFORNMOGADISHU1643", "85MOGADISHU1643", Mrn(1985, "MOGADISHU", 1643)),
        ("07OSLO000160ZDK164", "07OSLO000160ZDK164", NOTHING),
        ("06MADRID002583ZFR2585", "06MADRID002583ZFR2585", NOTHING),
        ("08ACCRA001382SUSPECTEDDUPLICATE1392", "08ACCRA001382SUSPECTEDDUPLICATE1392", NOTHING),
        ("06ASTANA", None, NOTHING),
        ("092OF5", None, NOTHING),
        ("", None, NOTHING),
    ],
)
def test_ids_of_pages_and_rows(given: str, id_: str | None, mrn: Mrn) -> None:
    assert read_id(given) == (id_, mrn)


def codes(found: Cable) -> list[str]:
    return [note.code for note in found.diagnostics]


def plain(**changes: object) -> Cable:
    return cable(diagnostics=(), classification="CONFIDENTIAL", **changes)


def test_a_page_that_says_the_same_changes_nothing() -> None:
    assert completed(plain(), PAGE) == plain()
    assert completed(plain(), Page()) == plain()


def test_differences_are_told_and_the_text_wins() -> None:
    page = Page("09ROME5", "2009-02-25 15:02", None, "SECRET//NOFORN", None)
    found = completed(plain(), page)
    assert codes(found) == ["page-id-differs", "page-classification-differs", "page-date-differs"]
    assert replace(found, diagnostics=()) == plain()


def test_noforn_is_compared_and_not_copied() -> None:
    found = completed(
        plain(),
        replace(PAGE, classification="CONFIDENTIAL//NOFORN"),
    )
    assert (found.classification, codes(found)) == ("CONFIDENTIAL", ["page-classification-differs"])


@pytest.mark.parametrize(
    ("created", "differs"),
    [
        ("2009-02-25 14:59", False),
        ("2009-02-25", False),
        ("2009-02-26 14:32", True),
        ("2009-02-25 02:02", True),
        ("n/a", False),
    ],
)
def test_only_day_and_hour_are_compared(created: str, differs: bool) -> None:
    assert codes(completed(plain(), replace(PAGE, created=created))) == ["page-date-differs"] * differs


def test_what_the_text_lacks_is_that_of_the_page() -> None:
    bare = replace(plain(), id=None, mrn=Mrn(None, "VALLETTA", 112), classification=None)
    found = completed(bare, replace(PAGE, classification="SECRET//NOFORN"))
    assert (found.id, found.mrn) == ("09VALLETTA112", Mrn(2009, "VALLETTA", 112))
    assert found.classification == "SECRET//NOFORN"
    assert codes(found) == ["id-from-page", "classification-from-page"]


def test_the_level_of_the_page_comes_before_that_of_the_security_line() -> None:
    note = Diagnostic("level-from-security-line", "no classification line")
    bare = replace(plain(), classification="SECRET", diagnostics=(note,))
    found = completed(bare, replace(PAGE, classification="SECRET//NOFORN"))
    assert (found.classification, codes(found)) == ("SECRET//NOFORN", ["classification-from-page"])


def test_an_id_that_contradicts_the_text_is_not_taken() -> None:
    bare = replace(plain(), id=None, mrn=Mrn(None, "ROME", 7))
    found = completed(bare, PAGE)
    assert (found.id, codes(found)) == (None, ["page-id-differs"])


def test_an_id_of_two_numbers_is_kept_as_it_is() -> None:
    bare = replace(plain(), id=None, mrn=NOTHING)
    found = completed(bare, replace(PAGE, id="07OSLO000160ZDK164"))
    assert (found.id, found.mrn) == ("07OSLO000160ZDK164", NOTHING)


def test_a_level_that_is_none_is_not_taken() -> None:
    found = completed(replace(plain(), classification=None), replace(PAGE, classification="SECRETARY"))
    assert (found.classification, codes(found)) == (None, [])


def elements() -> tuple[Element, ...]:
    return (Element("heading", Span(0, 3), (1, 2)),)


def test_lines_are_turned_into_those_of_the_input() -> None:
    one = cable(
        diagnostics=(Diagnostic("x", "y", 2), Diagnostic("x", "y")),
        leftovers=(Leftover((1, 3), "z"),),
        elements=elements,
    )
    found = placed(one, [10, 20, 30])
    assert [note.line for note in found.diagnostics] == [20, None]
    assert found.leftovers[0].lines == (10, 30)
    assert found.layout[0].lines == (10, 20)
    assert pickle.loads(pickle.dumps(found)).layout == found.layout
    assert placed(one, [7]).leftovers[0].lines == (7, 7)


def test_a_page_may_be_restricted() -> None:
    found = completed(replace(plain(), classification=None), replace(PAGE, classification="RESTRICTED"))
    assert found.classification == "RESTRICTED"
