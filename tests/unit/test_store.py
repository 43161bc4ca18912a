"""The collection: schema, writing and replacing, look-up, filters, the query language. All cables are invented."""

import json
import re
import sqlite3
import zlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from making import HOSTILE, cable, everywhere, paragraph

from cablecli.model import Addressee, Cable, Heading, Item, Mrn, Participant, Reference, Tag
from cablecli.store import StoreError, database, ids
from cablecli.store.collection import Collection
from cablecli.store.database import VERSION
from cablecli.store.filters import Filters, made
from cablecli.store.queries import match_expression
from cablecli.store.rows import rows
from cablecli.store.writer import State, Writer


def sent(number: int, date: str = "2009-04-09T10:10Z", post: str = "VALLETTA", **more: object) -> Cable:
    year = int(date[:4])
    heading = Heading(dtg=date, sender=f"AMEMBASSY {post}", action=cable().heading.action)
    return cable(id=f"{year % 100:02}{post}{number}", mrn=Mrn(year, post, number), heading=heading, **more)


FERRY = sent(
    214,
    subject="FERRY MINISTER ASKS FOR PILOT BOATS",
    paragraphs=(
        paragraph(1, "U", "The ferry board met at the naïve harbor."),
        paragraph(2, "C", "He spoke of nego-tiations on the deep-water quay.", label="comment"),
    ),
    tags=(Tag("PREL", "subject"), Tag("MT", "geographic")),
    references=(Reference("A", "ROME 12", "cable", "09ROME12"),),
    participants=(Participant("Malta", "Ilan Korvat", "Minister", None, False, 1, "Minister Ilan Korvat"),),
    classification="SECRET//NOFORN",
)
ROPES = sent(
    7,
    "2007-06-13T09:00Z",
    "ROME",
    subject="ROPES",
    paragraphs=(paragraph(1, "C", "The harbor needs ropes; the security council did not meet."),),
    tags=(Tag("ECON", "subject"),),
    references=(),
    participants=(),
    classification="CONFIDENTIAL",
)
ACCENTS = cable(
    id="08X9",
    mrn=Mrn(None, None, 9),
    heading=Heading(sender="Légation Århus", action=(Addressee(None, "Straße und Èbre"),)),
    tags=(),
    references=(),
    classification=None,
    participants=(Participant("Malta", "Éric Dupont", "Minister", None, False, 1, "Minister Éric Dupont"),),
)
SHORT = replace(FERRY, paragraphs=FERRY.paragraphs[:1])


def write(path: Path, *cables: Cable, name: str = "/x/a.txt", old: State | None = None) -> None:
    writer = Writer(str(path))
    key = writer.open(name, old or State(0, 1, 1, "h"))
    for one in cables:
        writer.add(key, [rows(one)], 0)
    writer.complete(key)
    writer.close()


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    path = tmp_path / "cables.db"
    write(path, SHORT, FERRY, ROPES)
    return path


def test_the_database_is_plain_and_says_what_it_is(path: Path) -> None:
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    wanted = {"cables", "paragraphs", "tags", "refs", "participants", "addressees", "diagnostics", "sources"}
    assert wanted <= tables
    strict = {row[1] for row in db.execute("PRAGMA table_list") if row[5]}
    assert wanted <= strict
    db.execute("INSERT INTO paragraphs_fts (paragraphs_fts, rank) VALUES ('integrity-check', 1)")


def test_a_cable_comes_back_whole_and_the_fullest_copy_first(path: Path) -> None:
    with Collection(str(path)) as collection:
        assert collection.get("09VALLETTA214") == Cable.from_dict(FERRY.to_dict())
        assert [len(one.paragraphs) for one in collection.copies("09VALLETTA214")] == [2, 1]
        assert [one.id for one in collection] == ["09VALLETTA214", "09VALLETTA214", "07ROME7"]
        assert len(collection) == 3
        assert collection.get("09VALLETTA215") is None
        assert collection.nearest("09VALLETTA215") == "09VALLETTA214"
        assert collection.nearest("07ROMA9") == "07ROME7"
        assert collection.ids("rome 007") == ["07ROME7"]


def test_the_record_is_plain_zlib_and_json_with_places_in_the_paragraphs(path: Path) -> None:
    db = sqlite3.connect(path)
    key = db.execute("SELECT key FROM cables WHERE id = '07ROME7'").fetchone()[0]
    (blob,) = db.execute("SELECT record FROM records WHERE cable = ?", (key,)).fetchone()
    (text,) = db.execute("SELECT text FROM paragraphs WHERE cable = ?", (key,)).fetchone()
    kept = json.loads(zlib.decompress(blob))
    assert kept["paragraphs"][0]["text"] == [0, len(text)]
    assert kept["subject"] == "ROPES"


TWO = (
    paragraph(1, "C", "One. " * 9, items=(Item("a", None, "One."), Item("b", None, ""))),
    paragraph(2, "C", "Two."),
)


@pytest.mark.parametrize(
    "one",
    [
        everywhere(HOSTILE),
        sent(1, paragraphs=(), summary=None),
        sent(2, paragraphs=TWO, summary=f"{'One. ' * 9}\n\nTwo."),
        sent(3, paragraphs=TWO, summary="Words that stand nowhere else."),
    ],
)
def test_any_record_comes_back_as_it_was(tmp_path: Path, one: Cable) -> None:
    write(tmp_path / "x.db", one)
    with Collection(str(tmp_path / "x.db")) as collection:
        assert [cable.to_dict() for cable in collection] == [one.to_dict()]


def test_a_changed_input_takes_the_place_of_the_old_one(path: Path) -> None:
    write(path, ROPES, old=State(1, 2, 2, "other"))
    with Collection(str(path)) as collection:
        assert [one.id for one in collection] == ["07ROME7"]
        assert list(collection.search("ferry")) == []
        assert collection.count("harbor") == (1, 1)
    db = sqlite3.connect(path)
    for index in ("paragraphs_fts", "cables_fts", "participants_fts"):
        db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")


def test_what_was_not_committed_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "cables.db"
    write(path, ROPES)
    writer = Writer(str(path))
    writer.add(writer.open("/x/b.txt", State(0, 1, 1, "h")), [rows(FERRY)], 0)
    writer._db.close()
    with Collection(str(path)) as collection:
        assert len(collection) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("07PARIS2827", (2007, "PARIS", 2827)),
        ("07 Paris 2827", (2007, "PARIS", 2827)),
        ("2007 PARIS 002827", (2007, "PARIS", 2827)),
        ("79 new delhi 12", (1979, "NEWDELHI", 12)),
        ("PARIS 2827", (None, "PARIS", 2827)),
        ("07XYZZY12", (2007, "XYZZY", 12)),
        ("XYZZY 12", None),
        ("report7", None),
        ("07PARIS0", None),
        ("PARIS", None),
        ("2827", None),
        ("07PARIS2827.txt", None),
        ("07" + "A" * 100 + "1", None),
    ],
)
def test_spellings_of_an_id(text: str, expected: tuple[int | None, str, int] | None) -> None:
    assert ids.read(text) == expected


def test_an_id_in_several_words() -> None:
    assert ids.grouped(["07", "NEW", "DELHI", "12", "x"]) == 4
    assert ids.grouped(["no", "id"]) == 1


FILTERS = [
    ({"senders": ["rome"]}, ["07ROME7"]),
    ({"senders": ["rome", "valletta"]}, ["09VALLETTA214", "07ROME7"]),
    ({"senders": ["amembassy"]}, ["09VALLETTA214", "07ROME7"]),
    ({"senders": ["embassy"]}, []),
    ({"since": ["2008"]}, ["09VALLETTA214"]),
    ({"since": ["2007-06-13"], "until": ["2007-06"]}, ["07ROME7"]),
    ({"until": ["2007-06-12"]}, []),
    ({"tags": ["mt"]}, ["09VALLETTA214"]),
    ({"tags": ["mt", "econ"]}, ["09VALLETTA214", "07ROME7"]),
    ({"tags": ["mt"], "senders": ["rome"]}, []),
    ({"levels": ["s"]}, ["09VALLETTA214"]),
    ({"levels": ["confidential"]}, ["07ROME7"]),
    ({"levels": ["r"]}, []),
    ({"refs": ["09 rome 0012"]}, ["09VALLETTA214"]),
    ({"participants": ["korvat"]}, ["09VALLETTA214"]),
    ({"participants": ["nobody"]}, []),
    ({"recipients": ["washdc"]}, ["09VALLETTA214", "07ROME7"]),
    ({"recipients": ["paris"]}, []),
    ({"participants": ["éric"]}, ["08X9"]),
    ({"participants": ["Éric"]}, ["08X9"]),
    ({"senders": ["légation århus"]}, ["08X9"]),
    ({"recipients": ["strasse"]}, ["08X9"]),
    ({"recipients": ["èbre"]}, ["08X9"]),
]


@pytest.mark.parametrize(("words", "expected"), FILTERS)
def test_filters_say_the_same_of_cables_and_in_sql(
    tmp_path: Path, words: dict[str, list[str]], expected: list[str]
) -> None:
    filters = made(**words)
    assert [one.id for one in (FERRY, ROPES, ACCENTS) if filters.fit(one)] == expected
    path = tmp_path / "cables.db"
    write(path, FERRY, ROPES, ACCENTS)
    with Collection(str(path)) as collection:
        assert [one.id for one in collection.cables(filters)] == expected
        assert [one.id for one in collection.listed(filters)] == expected


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ({"since": ["yesterday-ish"]}, "no date"),
        ({"until": ["2007-13"]}, "no date"),
        ({"levels": ["hidden"]}, "no classification"),
        ({"refs": ["x"]}, "no id"),
        ({"senders": [" "]}, "without a name"),
    ],
)
def test_a_filter_that_means_nothing_is_named(words: dict[str, list[str]], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        made(**words)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kosovo", '("kosovo")'),
        ("kosovo council", '("kosovo") AND ("council")'),
        ('"security council"', '("security council")'),
        ('"security council', '("security council")'),
        ("a OR b c", '("a" OR "b") AND ("c")'),
        ("a -b -c", '(("a")) NOT ("b" OR "c")'),
        ("ferr*", '("ferr"*)'),
        ("NEAR(x) col:y ^z", '("NEAR(x)") AND ("col:y") AND ("^z")'),
        ("OR a OR", '("a")'),
        ("a . , -- b", '("a") AND ("b")'),
    ],
)
def test_words_are_words(query: str, expected: str) -> None:
    assert match_expression(query) == expected


@pytest.mark.parametrize("query", ["", "  ", "?!", '""', "OR", "-a", '* - "'])
def test_a_query_that_asks_for_nothing(query: str) -> None:
    with pytest.raises(ValueError, match=r"no word|not wanted"):
        match_expression(query)


@pytest.mark.parametrize(
    ("query", "place", "expected"),
    [
        ("harbor", None, {1}),
        ("naive", None, {1}),
        ("ferry", "subject", {None}),
        ("negotiations", None, {2}),
        ("deep-water", None, {2}),
        ("spoke", "comment", {2}),
        ("ferry", "comment", set()),
        ("korvat", "participants", {1}),
        ('\'; DROP TABLE cables; --x "y" a:b (c) ^d e/f g.h {i} +j', None, set()),
    ],
)
def test_search(path: Path, query: str, place: str | None, expected: set[int | None]) -> None:
    with Collection(str(path)) as collection:
        found = list(collection.search(query, Filters(senders=("VALLETTA",)), place=place))
    assert {hit.number for hit in found} == expected
    for hit in found:
        for start, end in hit.spans:
            assert re.fullmatch(r"[\w-]+", hit.text[start:end])


@pytest.mark.parametrize("common", [1, 1000])
def test_a_filter_finds_the_same_of_rare_words_and_common_ones(
    path: Path, monkeypatch: pytest.MonkeyPatch, common: int
) -> None:
    monkeypatch.setattr("cablecli.store.collection._COMMON", common)
    with Collection(str(path)) as collection:
        for since, count in (("2008", 2), ("2007", 3)):
            assert collection.count("harbor", Filters(since=since)) == (count, count)
            assert len(list(collection.search("harbor", Filters(since=since)))) == count
        assert collection.count("negotiations", Filters(levels=("SECRET",)), place="comment") == (1, 1)


def test_filters_of_a_python_user_mean_what_they_mean_on_the_command_line(path: Path) -> None:
    with Collection(str(path)) as collection:
        assert collection.count("negotiations", Filters(levels=("s",)), place="comment") == (1, 1)
        with pytest.raises(ValueError, match="no classification"):
            list(collection.cables(Filters(levels=("X",))))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """200 cables, of which one in eight is of Oslo and says a word more often."""
    path = tmp_path_factory.mktemp("many") / "many.db"
    dense = (paragraph(1, "U", "Harbor, harbor, harbor. Fog."), *ROPES.paragraphs)
    oslo = replace(sent(1, post="OSLO"), paragraphs=dense)
    write(path, *(replace(oslo if k % 8 == 3 else ROPES, id=f"07POST{k}") for k in range(200)))
    return path


def test_of_very_many_that_match_a_sample_is_ranked(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cablecli.store.sample._ROWS", 2)
    with Collection(str(many)) as collection:
        exact = list(collection.search("harbor"))
        found, is_sample = collection.best("harbor", most=10)
        hits = list(found)
        assert is_sample
        assert len(hits) == 20
        assert {hit.cable for hit in hits} <= {hit.cable for hit in exact}
        assert (
            max(hit.cable for hit in hits) - min(hit.cable for hit in hits) > 100
        )  # from all over the table
        assert [hit.rank for hit in hits] == sorted(hit.rank for hit in hits if hit.rank is not None)
        assert all(hit.text[slice(*span)].lower() == "harbor" for hit in hits for span in hit.spans)


@pytest.mark.parametrize("query", ["harbor", "fog OR harbor", '"harbor harbor"', "nowhere"])
@pytest.mark.parametrize("most", [10, 10_000])
@pytest.mark.parametrize("filters", [None, Filters(senders=("OSLO",)), Filters(refs=("07PARIS1",))])
def test_what_a_sample_has_too_few_of_is_searched_for_everywhere(
    many: Path, monkeypatch: pytest.MonkeyPatch, query: str, most: int, filters: Filters | None
) -> None:
    for name in ("_ROUND", "_ROUNDS", "_ENOUGH", "_PLACES", "_ROWS"):
        monkeypatch.setattr(f"cablecli.store.sample.{name}", 1)
    with Collection(str(many)) as collection:
        everything = {(hit.cable, hit.number) for hit in collection.search(query, filters)}
        found = [(hit.cable, hit.number) for hit in collection.best(query, filters, limit=20, most=most)[0]]
    assert len(found) == len(set(found)) == min(20, len(everything))
    assert set(found) <= everything


def test_few_cables_that_fit_are_all_ranked(many: Path) -> None:
    with Collection(str(many)) as collection:
        found, is_sample = collection.best(
            "harbor", Filters(senders=("OSLO",)), place="paragraphs", limit=25, most=10
        )
        hits = list(found)
        assert not is_sample
        assert {hit.id for hit in hits} == {f"07POST{k}" for k in range(3, 200, 8)}
        assert {hit.number for hit in hits} == {1}  # three hits in four words come before those in long texts


def test_search_ranks_sorts_and_limits(path: Path) -> None:
    with Collection(str(path)) as collection:
        found = list(collection.search("ferry OR ropes"))
        assert found == sorted(found, key=lambda hit: hit.rank)
        assert list(collection.search("ferry OR ropes", limit=2)) == found[:2]
        assert next(collection.search("harbor", by_date=True)).id == "07ROME7"
        assert collection.count("harbor") == (3, 3)
        assert [h.id for h in collection.search('"security council" NOT ferry', syntax="fts5")] == ["07ROME7"]
        with pytest.raises(StoreError, match="fts5"):
            list(collection.search("a AND", syntax="fts5"))


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(b"x" * 5000, "no SQLite database"), (b"", "no collection"), (None, "is not there")],
)
def test_what_is_no_collection_is_said_in_a_line(
    tmp_path: Path, content: bytes | None, complaint: str
) -> None:
    path = tmp_path / "cables.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreError, match=complaint):
        Collection(str(path))


def test_a_newer_version_and_another_database_are_left_alone(path: Path, tmp_path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()
    with pytest.raises(StoreError, match=f"version {VERSION + 1}"):
        Collection(str(path))
    with pytest.raises(StoreError, match=f"version {VERSION + 1}"):
        Writer(str(path))
    other = tmp_path / "other.db"
    db = sqlite3.connect(other)
    db.execute("CREATE TABLE notes (x)")
    db.commit()
    db.close()
    with pytest.raises(StoreError, match="no collection"):
        Writer(str(other))


def test_two_writers_do_not_mix(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cablecli.store.database._PATIENCE", 0.1)
    first = Writer(str(path))
    with pytest.raises(StoreError, match="another process"):
        Writer(str(path))
    with Collection(str(path)) as collection:  # readers go on
        assert len(collection) == 3
    first.close()


def test_a_run_that_breaks_leaves_the_earlier_state(path: Path) -> None:
    with pytest.raises(StoreError, match="full"), Writer(str(path)) as writer:
        key = writer.open("/x/b.txt", State(0, 1, 1, "h"))
        (pages,) = writer._db.execute("PRAGMA page_count").fetchone()
        writer._db.execute(f"PRAGMA max_page_count = {pages}")
        for number in range(1, 2001):
            writer.add(key, [rows(sent(number))], 0)
    with Collection(str(path)) as collection:
        assert len(collection) == 3
    assert Writer(str(path)).states().keys() == {"/x/a.txt"}


UNUSABLE = {
    "text": "",
    "another database": "PRAGMA application_id = 99",
    "a later version": "PRAGMA user_version = 99",
    "locked": "BEGIN IMMEDIATE",
}


@pytest.mark.parametrize("begin", [Collection, Writer])
@pytest.mark.parametrize("kind", UNUSABLE)
def test_what_cannot_be_used_is_not_left_open(
    kind: str, begin: type, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind == "text":
        path.write_text("no database " * 100)
    else:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute(UNUSABLE[kind])
        if kind != "locked":
            other.close()
    made: list[sqlite3.Connection] = []
    connect = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda *args, **more: made.append(connect(*args, **more)) or made[-1]
    )
    monkeypatch.setattr(database, "_PATIENCE", 0)
    with suppress(StoreError) if kind == "locked" and begin is Collection else pytest.raises(StoreError):
        begin(str(path)).close()
    for db in made:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            db.execute("SELECT 1")
