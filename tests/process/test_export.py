"""export: every form opened by a program that reads it, and what becomes of DEST whatever happens."""

import csv
import json
import re
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import networkx as nx
import pytest
from markdown_it import MarkdownIt
from pyarrow import parquet
from running import CABLE, ENVIRONMENT, PROGRAM, Ended, start, wait_until_idle

Run = Callable[..., Ended]
FORMS = ("jsonl", "csv", "parquet", "markdown", "html", "graphml")
FOLDERS = ("csv", "parquet", "markdown", "html")
TABLES = ("cables", "paragraphs", "tags", "refs", "addressees", "participants", "diagnostics")
SUBJECT = "FERRY MINISTER BORODIN ASKS FOR PILOT BOATS"
HOSTILE = (
    CABLE.replace("0214", "0215")
    .replace(SUBJECT, "BOATS & ROPES <SCRIPT>ALERT(1)</SCRIPT>\nREF: VALLETTA 214")
    .replace("4. (C) Borodin said", '4. (C) =HYPERLINK("http://x.example") <img src=x onerror=alert(1)> said')
    .replace("He will ask again.", "bell \x07 escape \x1b[31m turned \u202e end, `code` *stars* <b>.")
)
BARE = "C O N F I D E N T I A L VALLETTA 000216\n\n1. (C) Korvat asked whether the ferry may leave.\n"


@pytest.fixture(name="cables")
def _cables(run: Run) -> Path:
    """A folder of cables: a plain one, its copy, a hostile one that refers to it, one with hardly a heading."""
    folder = Path("in")
    folder.mkdir()
    for name, text in (("a", CABLE), ("b", CABLE), ("c", HOSTILE), ("d", BARE)):
        (folder / f"{name}.txt").write_text(text)
    return folder


@pytest.fixture(name="tables")
def _tables(run: Run, cables: Path) -> dict[str, list[tuple[object, ...]]]:
    """What the tables of a collection of the same cables hold, the names of the columns above the rows."""
    assert run("index", "-d", "other.db", cables).status == 0
    found = {}
    with closing(sqlite3.connect("other.db")) as db:
        for table in TABLES:
            columns = [f'"{name}"' for _, name, *_ in db.execute(f"PRAGMA table_info({table})")]
            rows = db.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
            found[table] = [tuple(name.strip('"') for name in columns), *rows]
    drop = found["cables"][0].index("source")
    found["cables"] = [(*row[:drop], *row[drop + 1 :]) for row in found["cables"]]
    return found


def content(path: str) -> dict[str, bytes]:
    """The files of an export by name."""
    top = Path(path)
    return {str(file): file.read_bytes() for file in ([top] if top.is_file() else sorted(top.iterdir()))}


def as_texts(rows: list[tuple[object, ...]]) -> list[list[str]]:
    return [["" if value is None else str(value) for value in row] for row in rows]


def test_json_lines_are_those_of_show(run: Run, cables: Path) -> None:
    assert run("export", "out.jsonl", "--to", "jsonl", cables).status == 0
    assert Path("out.jsonl").read_text() == run("show", "-f", "jsonl", cables).out


def test_csv_holds_the_tables_of_a_collection(
    run: Run, cables: Path, tables: dict[str, list[tuple[object, ...]]]
) -> None:
    assert run("export", "out", "--to", "csv", cables).status == 0
    for table in TABLES:
        with Path(f"out/{table}.csv").open(encoding="utf-8", newline="") as file:
            assert list(csv.reader(file)) == as_texts(tables[table])
    assert len(list(Path("out").glob("*.csv"))) == len(TABLES)


def test_cells_for_excel_are_no_formulas(run: Run, cables: Path) -> None:
    for folder, more in (("plain", ()), ("safe", ("--excel",))):
        assert run("export", folder, "--to", "csv", *more, cables).status == 0
    for table in TABLES:
        plain, safe = (Path(f"{folder}/{table}.csv") for folder in ("plain", "safe"))
        assert safe.read_bytes().startswith(b"\xef\xbb\xbf") != plain.read_bytes().startswith(b"\xef\xbb\xbf")
        with plain.open(newline="") as one, safe.open(encoding="utf-8-sig", newline="") as other:
            rows, guarded = list(csv.reader(one)), list(csv.reader(other))
        assert [[cell.removeprefix("'") for cell in row] for row in guarded] == rows
        assert not [cell for row in guarded for cell in row if cell[:1] in tuple("=+-@")]
    assert "'=HYPERLINK" in Path("safe/paragraphs.csv").read_text()


def test_parquet_has_the_types_of_the_tables_whatever_they_hold(
    run: Run, cables: Path, tables: dict[str, list[tuple[object, ...]]]
) -> None:
    assert run("export", "full", "--to", "parquet", cables).status == 0
    assert run("export", "bare", "--to", "parquet", "in/d.txt").status == 0
    for table, (columns, *rows) in tables.items():
        read = parquet.read_table(f"full/{table}.parquet")
        assert tuple(read.column_names) == columns
        assert [tuple(row.values()) for row in read.to_pylist()] == rows
        assert parquet.read_schema(f"bare/{table}.parquet") == read.schema
    types = {field.name: str(field.type) for field in parquet.read_schema("bare/cables.parquet")}
    assert (types["year"], types["subject"], types["key"]) == ("int64", "string", "int64")
    assert parquet.read_table("bare/cables.parquet")["subject"].to_pylist() == [None]


def test_markdown_is_a_file_a_cable_and_no_markup_of_a_cable_is_any(run: Run, cables: Path) -> None:
    assert run("export", "out", "--to", "markdown", cables).status == 0
    names = ["09VALLETTA214-2.md", "09VALLETTA214.md", "09VALLETTA215.md", "d.md"]
    assert sorted(path.name for path in Path("out").glob("*.md")) == names
    assert Path("out/09VALLETTA214.md").read_text() == run("show", "-f", "markdown", "in/a.txt").out
    tokens = MarkdownIt("commonmark").enable("table").parse(Path("out/09VALLETTA215.md").read_text())
    inner = [child for token in tokens for child in token.children or []]
    assert not {token.type for token in (*tokens, *inner)} & {
        "html_block",
        "html_inline",
        "code_inline",
        "em_open",
    }
    text = "".join(child.content for child in inner)
    assert "<SCRIPT>ALERT(1)</SCRIPT>" in text and "`code` *stars* <b>." in text
    assert not set("\x07\x1b\u202e") & set(text)


def test_graphml_has_cables_as_nodes_and_references_as_edges(run: Run, cables: Path) -> None:
    later = HOSTILE.replace("0215", "0217").replace(
        "REF: VALLETTA 214", "REF: A. VALLETTA 215 B. 08 ROME 1500"
    )
    for name in ("e", "f"):  # two copies of one cable say the same once
        Path(f"in/{name}.txt").write_text(later)
    assert run("export", "out.graphml", "--to", "graphml", cables).status == 0
    graph = nx.read_graphml("out.graphml", force_multigraph=True)
    at_hand = nx.get_node_attributes(graph, "at_hand")
    assert at_hand == {
        **dict.fromkeys(("09VALLETTA214", "09VALLETTA215", "in/d.txt", "09VALLETTA217"), True),
        "08ROME1500": False,
    }
    assert graph.nodes["09VALLETTA215"]["subject"] == "BOATS & ROPES <SCRIPT>ALERT(1)</SCRIPT>"
    assert graph.nodes["09VALLETTA214"]["classification"] == "CONFIDENTIAL"
    edges = [(a, b, values.get("reference")) for a, b, values in graph.edges(data=True)]
    assert Counter(edges) == Counter([
        ("09VALLETTA215", "09VALLETTA214", None),
        ("09VALLETTA217", "09VALLETTA215", "A"),
        ("09VALLETTA217", "08ROME1500", "B"),
    ])  # fmt: skip


def test_graphml_is_xml_whatever_a_record_refers_to(run: Run, cables: Path) -> None:
    record = json.loads(run("show", "-f", "jsonl", "in/c.txt").out)
    (reference,) = record["references"]
    records = [{**record, "id": id} for id in ("09X\x011", "09X2")]
    records[1]["references"] = [{**reference, "id": "09X\x011"}]
    Path("odd.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in records))
    assert run("export", "out.graphml", "--to", "graphml", "odd.jsonl").status == 0
    graph = nx.read_graphml("out.graphml", force_multigraph=True)
    assert set(graph.edges()) == {("09X\ufffd1", "09VALLETTA214"), ("09X2", "09X\ufffd1")}


@pytest.mark.parametrize("form", FORMS)
def test_many_processes_and_a_collection_give_the_same(run: Run, cables: Path, form: str) -> None:
    assert run("export", "one", "--to", form, "-j", "1", cables).status == 0
    assert run("export", "two", "--to", form, "-j", "2", cables).status == 0
    assert run("index", cables).status == 0
    assert run("export", "kept", "--to", form, "-d", "cables.db").status == 0
    first = list(content("one").values())
    assert list(content("two").values()) == first
    if form != "graphml":  # networkx numbers its attributes as they come in a set
        assert list(content("kept").values()) == first


def test_filters_and_ids_choose_what_is_exported(run: Run, cables: Path) -> None:
    def ids(*args: str) -> list[str]:
        assert run("export", "out.jsonl", "--force", "--to", "jsonl", *args).status == 0
        return [json.loads(line)["id"] for line in Path("out.jsonl").read_text().splitlines()]

    assert ids("in", "--ref", "09VALLETTA214") == ["09VALLETTA215"]
    assert ids("in", "--to", "rome", "--unique") == ["09VALLETTA214", "09VALLETTA215"]
    assert ids("in", "--to", "paris") == []
    run("index", "in")
    assert ids("09VALLETTA215", "in/a.txt") == ["09VALLETTA215", "09VALLETTA214"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("out",), "--to must name one form of jsonl, csv, parquet, markdown, html, graphml."),
        (("out", "--to", "cvs"), "Did you mean 'csv'?"),
        (("out", "--to", "csv", "--to", "html"), "--to must name one form"),
        (("out", "--to", "csv", "--single"), "--single is about --to html."),
        (("out", "--to", "html", "--excel"), "--excel is about --to csv."),
        (("out", "--to", "csv", "--json"), "only --excel has a meaning."),
        (("-", "--to", "csv"), "this form is a folder, which standard output cannot be."),
        (("old.txt", "--to", "jsonl"), "old.txt is there already; --force replaces it."),
        (("old.txt", "--to", "csv", "--force"), "old.txt is a file; this form needs a folder."),
        (("own", "--to", "jsonl", "--force"), "own is a folder; this form needs a file."),
        (("own", "--to", "csv", "--force"), "own is there already, and no earlier export made it"),
        (("in/a.txt", "--to", "jsonl", "--force"), "output in/a.txt is also an input."),
        (("cables.db", "--to", "jsonl", "--force"), "output cables.db is the collection."),
    ],
)
def test_what_is_refused_leaves_all_as_it_was(
    run: Run, cables: Path, args: tuple[str, ...], said: str
) -> None:
    Path("old.txt").write_text("old")
    Path("own").mkdir()
    Path("own/notes.txt").write_text("mine")
    run("index", cables)
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    ended = run("export", *args, cables)
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


def test_force_replaces_what_an_export_made_but_no_input_in_it(run: Run, cables: Path) -> None:
    assert run("export", "out", "--to", "markdown", cables).status == 0
    assert run("export", "out", "--to", "csv", cables).status == 2
    assert run("export", "out", "--to", "csv", "--force", cables).status == 0
    assert not list(Path("out").glob("*.md")) and Path("out/cables.csv").exists()
    Path("out/kept.txt").write_text(CABLE)
    Path("link").symlink_to("out/kept.txt")
    ended = run("export", "out", "--to", "csv", "--force", cables, "link")
    assert (ended.status, ended.err.splitlines()[0]) == (2, "cablecli: output out is also an input.")
    assert Path("out/kept.txt").exists()
    assert not list(Path().glob(".*"))


@pytest.mark.parametrize(
    ("number", "form"),
    [*((signal.SIGTERM, form) for form in FORMS), (signal.SIGKILL, "jsonl"), (signal.SIGKILL, "csv")],
)
def test_a_kill_leaves_no_half_file(run: Run, cables: Path, form: str, number: signal.Signals) -> None:
    with start("export", "out", "--to", form, "--files-from", "-") as process:
        assert process.stdin
        process.stdin.write(b"in/a.txt\n")
        process.stdin.flush()
        while len(list(Path().iterdir())) < 2:  # the folder of inputs, and what grows
            time.sleep(0.01)
        wait_until_idle(process.pid)
        process.send_signal(number)
        process.wait(timeout=20)
    assert not Path("out").exists()
    assert number == signal.SIGKILL or list(Path().iterdir()) == [Path("in")]


@pytest.mark.parametrize("form", FORMS)
def test_a_full_disk_leaves_no_half_file_and_what_was_there(run: Run, cables: Path, form: str) -> None:
    for number in range(300, 330):
        Path(f"in/{number}.txt").write_text(CABLE.replace("0214", f"{number:04}"))
    Path("in/long.txt").write_text(CABLE + "7. (C) Ropes.\n" * 400)
    assert run("export", "out", "--to", form, "in/a.txt").status == 0
    before = content("out")
    limited = ("sh", "-c", 'ulimit -f 8; exec "$@"', "sh", *PROGRAM)  # no file may have more than 4 kB
    command = [*limited, "export", "out", "--to", form, "--force", "-j", "1", "in"]
    ended = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=50)
    assert (ended.returncode, ended.stderr) == (1, "cablecli: out: file too large\n")
    assert content("out") == before
    assert sorted(Path().iterdir()) == [Path("in"), Path("out")]


@pytest.mark.parametrize(
    ("form", "library", "extra"),
    [("parquet", "pyarrow", "parquet"), ("html", "jinja2", "html"), ("graphml", "networkx", "graph")],
)
def test_a_missing_extra_is_one_line(run: Run, cables: Path, form: str, library: str, extra: str) -> None:
    Path("lib").mkdir()
    Path(f"lib/{library}.py").write_text(f"raise ModuleNotFoundError(name={library!r})")
    env = {"PYTHONPATH": f"{Path('lib').resolve()}"}
    ended = run("export", "out", "--to", form, cables, env=env)
    said = f"cablecli: {library} is missing; to have it: pip install 'cablecli[{extra}]'\n"
    assert (ended.status, ended.err) == (1, said)
    assert run("export", "out", "--to", "csv", cables, env=env).status == 0


@pytest.mark.parametrize("form", FORMS)
def test_half_a_character_in_a_record_stops_nothing(run: Run, cables: Path, form: str) -> None:
    record = json.loads(run("show", "-f", "jsonl", "in/a.txt").out)
    record["subject"], record["paragraphs"][0]["text"] = "half \ud800 of one", "half \udc80 of another"
    Path("half.jsonl").write_text(json.dumps(record) + "\n")
    ended = run("export", "out", "--to", form, "half.jsonl")
    assert (ended.status, ended.err) == (0, "")
    assert run("index", "half.jsonl").status == 0
    assert "half \ufffd of one" in run("list", "-d", "cables.db").out
    assert "half \ufffd of another" in run("paragraphs", "-d", "cables.db").out


def test_standard_output_takes_what_is_a_file(run: Run, cables: Path) -> None:
    assert run("export", "-", "--to", "jsonl", "in/a.txt").out == run("show", "-f", "jsonl", "in/a.txt").out
    assert "<title>09VALLETTA214: FERRY" in run("export", "-", "--to", "html", "in/a.txt").out
    assert run("export", "/dev/full", "--to", "jsonl", "in/a.txt").err.endswith("no space left on device\n")


def test_every_name_is_one_that_a_file_can_have(run: Run) -> None:
    names = {
        "aux.txt": "_aux.md",
        "..b.txt": "b.md",
        "\u8239 1.txt": "1.md",
        "B.txt": "B-2.md",
        "index.txt": "index.md",
    }
    for name in names:
        Path(name).write_text(BARE)
    Path("x" * 200).write_text(BARE)
    assert run("export", "out", "--to", "markdown", *names, "x" * 200).status == 0
    assert {path.name for path in Path("out").glob("*.md")} == {*names.values(), "x" * 100 + ".md"}
    assert re.fullmatch("[A-Za-z0-9._-]+", "".join(names.values()))
