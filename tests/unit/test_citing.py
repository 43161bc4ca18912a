"""Citations: what each says, and that real readers of each form get back what the cable holds."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from making import CONTROLS, cable, everywhere

from cablecli.cli import cite
from cablecli.model import Addressee, Cable, Heading, Mrn, Page, Source
from cablecli.render import Layout, rendered
from cablecli.views.bibliography import STYLES, citing, office, work

HOME = Addressee(None, "SECSTATE WASHDC")
HEADING = Heading(dtg="2009-02-25T14:05Z", sender="AMEMBASSY VALLETTA", action=(HOME,))
PLAIN = cable(heading=HEADING, subject="FEES", source=Source("fees.txt"), tags=(), classification=None)
TITLES = (
    'MINISTER "SEES NO {OTHER} WAY"',
    "R&D: 50% OFF $3 #1 A_B ~C ^D",
    "C:\\PIERS\\{1",
    "A } B { C",
    "ÎLE D'YEU, FØROYAR, ŁÓDŹ, ŠIBENIK, 港",
    "MEETING WITH XXXXXXXXXXXX ON [TEXT REDACTED] (B)(1)",
    "FEES -- WHAT NEXT?``` --- ''NOTHING'' <<>> ,,",
    "ENDS IN U.S.",
    "@misc{x, title = {y}}, ER -",
    "\\textbf{x} \\",
    "[bold]b[/bold] :smile: {0} %s",
)


def written(style: str, *cables: Cable) -> str:
    view = citing(style)
    works = list(map(work, cables))
    if style == "csl-json":
        return "".join(rendered("json", view.records(works), Layout()))
    return "".join(rendered("text", view.blocks(works, None), Layout()))


def bibtex(*cables: Cable) -> list[dict[str, str]]:
    library = bibtexparser.parse_string(
        written("bibtex", *cables), append_middleware=[LatexDecodingMiddleware()]
    )
    assert not library.failed_blocks
    assert all(entry.entry_type == "misc" for entry in library.entries)
    # This reader takes TeX's circumflex for the accent.
    values = [{f.key: str(f.value).replace("ˆ", "^") for f in e.fields} for e in library.entries]
    return [{"key": e.key, **fields} for e, fields in zip(library.entries, values, strict=True)]


def ris(*cables: Cable) -> list[dict[str, Any]]:
    found = rispy.loads(written("ris", *cables))
    assert all(one["type_of_reference"] == "PCOMM" and "unknown_tag" not in one for one in found)
    return list(found)


def csl(*cables: Cable) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(written("csl-json", *cables))
    assert list(CiteProcJSON(items)) == [item["id"].lower() for item in items]
    return items


@pytest.mark.parametrize("title", TITLES)
def test_a_title_comes_back_as_it_was(title: str) -> None:
    # A second cable behind it: nothing of the first may run into it.
    both = (replace(PLAIN, subject=title), replace(PLAIN, subject="NEXT", id="09VALLETTA113"))
    for read in (bibtex, ris, csl):
        assert [one["title"] for one in read(*both)] == [title, "NEXT"]


@pytest.mark.parametrize("title", TITLES)
def test_braces_match_for_a_reader_that_counts_escaped_ones_too(title: str) -> None:
    entry = written("bibtex", replace(PLAIN, subject=title))
    assert entry.count("{") == entry.count("}")
    depth = [entry[:k].count("{") - entry[:k].count("}") for k in range(1, len(entry.rstrip()))]
    assert min(depth[len("@misc") :]) == 1


def test_all_that_a_cable_holds_is_in_each_form() -> None:
    archive = replace(
        PLAIN,
        classification="CONFIDENTIAL",
        tags=cable().tags[:2],
        source=Source("box_1/fees & dues.txt", "7.txt", Page(released="2011-08-30 01:44")),
        attributes=(("Document Number", "2009VALLET00112"), ("Film Number", "D760106-0412"), ("Type", "TE")),
    )
    marks = "document number 2009VALLET00112", "film number D760106-0412", "released 2011-08-30"
    source = "box_1/fees & dues.txt!7.txt"
    assert bibtex(archive) == [
        {
            "key": "09VALLETTA112",
            "author": "Embassy Valletta",
            "title": "FEES",
            "howpublished": "Telegram 112 to Department of State",
            "year": "2009",
            "month": "feb",
            "date": "2009-02-25",
            "note": "; ".join(("CONFIDENTIAL", *marks, source)),
            "keywords": "PREL, MT",
        }
    ]
    assert ris(archive) == [
        {
            "type_of_reference": "PCOMM",
            "id": "09VALLETTA112",
            "authors": ["Embassy Valletta"],
            "secondary_authors": ["Department of State"],
            "title": "FEES",
            "year": "2009",
            "date": "2009/02/25/",
            "note": "112",
            "type_of_work": "telegram",
            "accession_number": ", ".join(marks),
            "database_provider": source,
            "notes": ["CONFIDENTIAL"],
            "keywords": ["PREL", "MT"],
        }
    ]
    assert csl(archive) == [
        {
            "id": "09VALLETTA112",
            "type": "personal_communication",
            "genre": "telegram",
            "author": [{"literal": "Embassy Valletta"}],
            "recipient": [{"literal": "Department of State"}],
            "title": "FEES",
            "issued": {"date-parts": [[2009, 2, 25]]},
            "number": "112",
            "archive_location": ", ".join(marks),
            "source": source,
            "note": "CONFIDENTIAL",
            "keyword": "PREL, MT",
        }
    ]
    assert written("chicago", archive) == (
        'Embassy Valletta to Department of State, telegram 112, "FEES," February 25, 2009, '
        f"{', '.join(marks)}, {source}.\n"
    )


def test_a_processor_of_styles_sets_the_items() -> None:
    items = csl(PLAIN, replace(PLAIN, id=None, heading=Heading(), mrn=Mrn(None, None, None)))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    book = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        book.register(Citation([CitationItem(item["id"])]))
    assert sorted(map(str, book.bibliography())) == [
        "Embassy Valletta (2009) “FEES”.",
        "“FEES” (no date) “FEES”.",
    ]


def nameless() -> Cable:
    nobody = Mrn(None, None, None)
    return replace(PLAIN, id=None, mrn=nobody, heading=Heading(), subject=None, source=Source("-"))


def test_what_a_cable_lacks_is_left_out() -> None:
    assert written("chicago", nameless()) == "Telegram.\n"
    assert bibtex(nameless()) == [{"key": "cable", "howpublished": "Telegram"}]
    assert csl(nameless()) == [{"id": "cable", "type": "personal_communication", "genre": "telegram"}]
    (record,) = ris(nameless())
    assert set(record) == {"type_of_reference", "id", "type_of_work"}


def test_no_two_entries_have_one_key() -> None:
    keys = ["09VALLETTA112", "09VALLETTA112-2", "cable", "cable-2"]
    cables = (PLAIN, PLAIN, nameless(), nameless())
    assert [one["key"] for one in bibtex(*cables)] == keys
    assert [one["id"] for one in ris(*cables)] == keys
    assert [one["id"] for one in csl(*cables)] == keys


def _notes() -> Iterator[tuple[dict[str, Any], str]]:
    form = Heading(dtg_text="NOVEMBER 30, 3 PM", sender="DUBLIN", action=(Addressee(None, "DEPARTMENT"),))
    start = "Embassy Valletta to Department of State, telegram 112, "
    yield {}, f'{start}"FEES," February 25, 2009, fees.txt.'
    yield {"subject": None}, f"{start}February 25, 2009, fees.txt."
    yield {"subject": 'THE "NEW" U.S.'}, f"{start}\"THE 'NEW' U.S,\" February 25, 2009, fees.txt."
    yield {"heading": Heading()}, 'Valletta, telegram 112, "FEES," 2009, fees.txt.'
    yield {"heading": Heading(), "mrn": Mrn(None, None, 7), "source": Source()}, 'Telegram 7, "FEES."'
    yield (
        {"heading": form, "mrn": Mrn(1963, "DUBLIN", 96)},
        'Dublin to Department of State, telegram 96, "FEES," NOVEMBER 30, 3 PM, 1963, fees.txt.',
    )
    yield (  # no date: a date-time group that cannot be
        {"heading": Heading(dtg_text="312561Z FEB 09"), "mrn": Mrn(None, "X", 1)},
        'X, telegram 1, "FEES," fees.txt.',
    )
    yield {"format": "airgram", "heading": Heading()}, 'Valletta, airgram A-112, "FEES," 2009, fees.txt.'
    page = Page(created="2009-02-24 11:00", origin="Consulate Naples")
    yield (
        {"heading": Heading(), "source": Source("p.html", None, page)},
        'Consulate Naples, telegram 112, "FEES," February 24, 2009, p.html.',
    )
    for made_up in ("2009-25-12T14:05Z", "2009-02-30", "0000-02-03"):  # in a record of another program
        yield {"heading": Heading(dtg=made_up)}, 'Valletta, telegram 112, "FEES," 2009, fees.txt.'
    several = Heading(
        action=tuple(Addressee(None, f"AMEMBASSY {post}") for post in ("ROME", "TUNIS", "PARIS"))
    )
    yield (
        {"heading": several},
        'Valletta to Embassy Rome, Embassy Tunis and Embassy Paris, telegram 112, "FEES," 2009, fees.txt.',
    )
    many = replace(several, action=(*several.action, HOME))
    yield {"heading": many}, 'Valletta to Embassy Rome and others, telegram 112, "FEES," 2009, fees.txt.'


@pytest.mark.parametrize(("changes", "note"), list(_notes()), ids=[note for _, note in _notes()])
def test_a_note_says_what_is_known(changes: dict[str, Any], note: str) -> None:
    assert written("chicago", replace(PLAIN, **changes)) == f"{note}\n"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("AMEMBASSY PORT AU PRINCE", "Embassy Port-au-Prince"),
        ("AMEMBASSY DAR ES SALAAM//ECON", "Embassy Dar es Salaam"),
        ("AMEMBASSY MEXICO", "Embassy Mexico"),
        ("AMCONSUL PONTA DELGADA", "Consulate Ponta Delgada"),
        ("AMCONSUL RIO DE JANEIRO", "Consulate Rio de Janeiro"),
        ("USMISSION USNATO", "Mission USNATO"),
        ("USINT HAVANA", "Interests Section Havana"),
        ("SECSTATE WASHDC", "Department of State"),
        ("AMEMBASSY KORVATOWN", "Embassy KORVATOWN"),
        ("SECDEF WASHDC", "SECDEF WASHDC"),
        ("AMEMBASSY SAIGON", "Embassy Saigon"),
        ("SAIGON", "Saigon"),
        ("USCINCSO", "USCINCSO"),
        ("AMEMBASSY", "AMEMBASSY"),
    ],
)
def test_an_office_has_the_words_of_a_note(address: str, name: str) -> None:
    assert office(address) == name


EVIL = f"{CONTROLS}\nER  - \nTY  - BOOK\r\n@book{{x,}}"


def hostile() -> Iterator[Cable]:
    """The evil text in each place of a record that a citation tells of."""
    yield replace(PLAIN, subject=EVIL, source=Source(EVIL))
    whole = everywhere(EVIL)
    for place in ("id", "classification", "captions", "tags", "attributes", "heading", "source"):
        yield replace(PLAIN, **{place: getattr(whole, place)})
    yield replace(PLAIN, heading=Heading(), mrn=whole.mrn)
    yield replace(PLAIN, heading=Heading(sender=f"\n//{EVIL}", action=(Addressee(None, f"\n//{EVIL}"),)))


@pytest.mark.parametrize("one", list(hostile()))
@pytest.mark.parametrize("style", ["chicago", "bibtex", "ris", "csl-json"])
def test_nothing_of_a_cable_acts_on_a_terminal_or_opens_a_line(style: str, one: Cable) -> None:
    text = written(style, one, PLAIN)
    assert all(sign.isprintable() for sign in text.replace("\n", ""))
    starts = [line[:2] for line in text.splitlines()]
    assert starts.count("TY") == starts.count("ER") == 2 * (style == "ris")
    if style == "bibtex":
        assert len(bibtex(one, PLAIN)) == text.count("\n@") + 1 == 2
    elif style == "chicago":
        assert text.count("\n") == written(style, PLAIN, PLAIN).count("\n")


def test_each_style_is_offered() -> None:
    assert tuple(STYLES) == cite._STYLES


def test_a_key_is_one_for_every_program() -> None:
    keys = ["07X1", "07X1-2", "cable"]
    cables = [replace(PLAIN, id=id) for id in ("07X, {}\n1", "07X1", "{,}")]
    assert [one["key"] for one in bibtex(*cables)] == [one["id"] for one in ris(*cables)] == keys
