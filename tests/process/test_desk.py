"""stats and diff, as whole processes."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from running import CABLE, Ended

from cablecli.views.stats import FIELDS, GAP, PERIODS

Run = Callable[..., Ended]
SAMPLES = Path(__file__).parents[2] / "samples"
CARRIERS = Path(__file__).parents[1] / "golden-carriers"
RELEASES = [SAMPLES / "release-1999.txt", SAMPLES / "release-2011.txt"]
STYLES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(name="indexed")
def _indexed(run: Run) -> Path:
    assert run("index", "-q", SAMPLES).status == 0
    return Path("cables.db")


@pytest.mark.parametrize("by", (*PERIODS, *FIELDS, GAP))
def test_files_and_collections_are_counted_alike(run: Run, indexed: Path, by: str) -> None:
    args = ("--class", "C", "--since", "1990") if by == "gap" else ("--since", "1975", "--per", "year")
    over_files = run("stats", "--by", by, SAMPLES, *args)
    over_collection = run("stats", "--by", by, "-d", indexed, *args)
    assert (over_files.status, over_files.out) == (over_collection.status, over_collection.out)
    assert over_files.status == 0
    assert over_files.out.count("\n") > (by != "gap")


def test_counts_are_the_same_from_several_processes(run: Run) -> None:
    args = ("stats", "--by", "tag", "--sort", "value", SAMPLES)
    assert run(*args, "-j", "2").out == run(*args, "-j", "1").out


def test_rows_and_records_of_counts(run: Run) -> None:
    Path("a.txt").write_text(CABLE)
    Path("b.txt").write_text(CABLE.replace("0214", "0219").replace("TAGS: PREL, SMIG, MT\n", ""))
    found = run("stats", "--by", "tag", "--limit", "1", "a.txt", "b.txt")
    assert found.out == "value\tcount\tshare\nMT\t1\t0.5\n"
    assert json.loads(run("stats", "--by", "gap", "--json", "a.txt", "b.txt").out) == [
        {"post": "VALLETTA", "year": 2009, "first": 215, "last": 218, "count": 4}
    ]
    assert run("stats", "a.txt", "a.txt", "--unique", "--fields", "count", "--no-header").out == "1\n"
    assert run("stats", "a.txt", "b.txt", "--per", "month", "--by", "post", "-f", "csv").out == (
        "value,period,count\nVALLETTA,2009-04,2\n"
    )


@pytest.mark.parametrize("columns", [60, 120])
def test_bars_on_a_terminal(on_terminal: Run, columns: int) -> None:
    Path("a.txt").write_text(CABLE)
    args = ("stats", "--by", "tag", "a.txt", SAMPLES / "press.txt")
    for env in ({}, {"NO_COLOR": "1"}, {"PYTHONIOENCODING": "ascii"}):
        ended = on_terminal(*args, columns=columns, env=env)
        lines = STYLES.sub("", ended.out).splitlines()
        assert lines[0] == "2 cables by tag"
        assert max(map(len, lines)) == columns
        assert ("#" if "PYTHONIOENCODING" in env else "█") in lines[1]
        assert ("\x1b" in ended.out) == ("NO_COLOR" not in env)


def test_gaps_on_a_terminal(on_terminal: Run) -> None:
    for number in (214, 219, 221):
        Path(f"{number}.txt").write_text(CABLE.replace("0214", f"0{number}"))
    ended = on_terminal("stats", "--by", "gap", ".", "--color", "never")
    assert ended.out.splitlines()[2:] == ["VALLETTA  2009     3        5  215-218, 220"]


@pytest.mark.parametrize("args", [("--by", "gap", "--per", "year"), ("--by", "colour"), ("--limit", "-1")])
def test_misuse_of_stats(run: Run, args: tuple[str, ...]) -> None:
    assert run("stats", *args, SAMPLES).status == 2


def test_two_releases(run: Run, on_terminal: Run) -> None:
    ended = run("diff", *RELEASES, "--fields", "part,number_a,number_b,kind", "--no-header")
    assert ended.status == 1
    assert ended.out.splitlines() == [
        "paragraph\t1\t1\tequal",
        "paragraph\t2\t2\tredacted",
        "paragraph\t3\t3\tredacted",
        "paragraph\t\t4\tredacted",
        "paragraph\t\t5\tredacted",
        "paragraph\t6\t6\tchanged",
        "paragraph\t7\t7\tredacted",
    ]
    rows = json.loads(run("diff", *RELEASES, "--json").out)
    assert rows[3]["text_a"] is None
    assert "TWO TENDERS OF A THIRD NAVY" in rows[1]["text_b"]
    shown = on_terminal("diff", *RELEASES, "--color", "never")
    assert shown.status == 1
    assert "KORVAT SAID THAT [-XXXXXXXXXXXX-]{+CONSUL GENERAL AVDEY PRILUK+} HAD" in shown.out
    assert max(map(len, shown.out.splitlines())) <= 80


@pytest.mark.parametrize(
    "copy",
    ["csv/press+meeting.csv", "html/meeting.html", "page/meeting.html", "text/meeting+press+instruction.txt",
     "web/meeting.txt"],
)  # fmt: skip
def test_copies_of_two_carriers_are_the_same(run: Run, copy: str) -> None:
    args = ("diff", SAMPLES / "meeting.txt", CARRIERS / copy, "--from", "tallinn")
    ended = run(*args)
    assert (ended.status, ended.err) == (0, "")
    assert {line.split("\t")[3] for line in ended.out.splitlines()[1:]} == {"equal"}


def test_a_cable_of_the_collection_and_a_file(run: Run, indexed: Path) -> None:
    assert run("diff", "86 VALLETTA 731", RELEASES[0]).status in (0, 1)
    assert run("diff", "08TALLINN311", SAMPLES / "meeting.txt").status == 0


def test_what_cannot_be_compared_is_no_answer(run: Run) -> None:
    Path("a.txt").write_text(CABLE)
    Path("note.txt").write_text("A letter to the editor, with no sign of a cable in it.\n")
    for args, said in (
        (("a.txt", "gone.txt"), "cablecli: gone.txt: no such file or directory\n"),
        (("a.txt", "note.txt"), "cablecli: note.txt: not a cable"),
        (("a.txt", "note.txt", "a.txt"), "cablecli: note.txt: not a cable"),
        (("a.txt",), "cablecli: diff compares two cables; there is one.\n"),
        (("a.txt", SAMPLES), "cablecli: diff compares two cables; there are more.\n"),
        ((), "cablecli: diff compares two cables, A and B; none is named.\n"),
        (("a.txt", "a.txt", "-o", "no/such/folder"), "cablecli: no/such/folder: no such file or directory\n"),
    ):
        ended = run("diff", *args)
        assert ended.status == 2
        assert ended.err.startswith(said)
    assert run("diff", "a.txt", "-", stdin=CABLE.encode()).status == 0
