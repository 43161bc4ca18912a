"""index, list, search and look-up by id, as whole processes."""

import fcntl
import os
import pty
import re
import signal
import sqlite3
import struct
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from running import CABLE, Ended, read, start

from cablecli import __version__

Run = Callable[..., Ended]


def written(number: int, year: int = 9) -> str:
    """The cable with another number, in a year of its own."""
    text = CABLE.replace("0214", f"{number:04}").replace("000214", f"{number:06}")
    return text.replace("APR 09", f"APR {year:02}")


def dump(path: Path) -> list[tuple[object, ...]]:
    """All that is in a collection, but for when it was read."""
    db = sqlite3.connect(path)
    tables = "cables records paragraphs tags refs addressees participants diagnostics".split()
    rows = [row for table in tables for row in db.execute(f"SELECT * FROM {table}")]
    words = db.execute("SELECT rowid FROM paragraphs_fts WHERE paragraphs_fts MATCH 'boats'").fetchall()
    for index in ("paragraphs_fts", "cables_fts", "participants_fts"):
        db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    db.close()
    return rows + words


@pytest.fixture(name="indexed")
def _indexed(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, year in ((214, 9), (215, 9), (215, 10)):
        (folder / f"{year}-{number}.txt").write_text(written(number, year))
    ended = run("index", "in")
    assert (ended.status, ended.out) == (0, "")
    assert ended.err == "cablecli: cables.db: 3 cables of 3 inputs added\n"
    return tmp_path / "cables.db"


def test_a_second_run_reads_only_what_has_changed(run: Run, indexed: Path) -> None:
    before = dump(indexed)
    os.utime("in/9-214.txt", (1, 1))
    assert run("index", "in").err == "cablecli: cables.db: nothing added; 3 inputs unchanged\n"
    assert dump(indexed) == before
    Path("in/9-214.txt").write_text(written(216))
    said = run("index", "in").err
    assert said == "cablecli: cables.db: 1 cable of 1 input added; 1 of them read again; 2 inputs unchanged\n"
    assert run("show", "09VALLETTA214").status == 1
    Path("in/9-214.txt").unlink()
    assert "1 gone and forgotten" in run("index", "--prune", "in").err
    assert (
        run("list", "-d", "cables.db", "--fields", "id", "--no-header").out
        == "10VALLETTA215\n09VALLETTA215\n"
    )


def test_another_version_reads_all_again(run: Run, indexed: Path) -> None:
    with sqlite3.connect(indexed) as db:
        db.execute(f"UPDATE sources SET hash = replace(hash, 'version={__version__}', 'version=0')")
    assert "3 of them read again" in run("index", "in").err


def test_a_file_whose_name_is_no_text_is_known_again(run: Run) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    Path(name).write_text(CABLE)
    assert run("index", name).err == "cablecli: cables.db: 1 cable of 1 input added\n"
    again = "cablecli: cables.db: nothing added; 1 input unchanged"
    assert run("index", "--prune", name).err == f"{again}\n"
    Path(name).unlink()
    assert run("index", "--prune").err == "cablecli: cables.db: nothing added; 1 gone and forgotten\n"


def test_copies_are_all_kept_and_said(run: Run, indexed: Path) -> None:
    Path("copy.txt").write_text(written(214).replace("He will ask again.", "He will ask again and again."))
    assert "1 id found more than once, the fullest copy first" in run("index", "copy.txt").err
    assert "again and again" in run("show", "09VALLETTA214").out
    assert run("index", "-q", "copy.txt").err == ""


def test_every_command_takes_ids(run: Run, indexed: Path) -> None:
    assert "09VALLETTA214" in run("show", "09 valletta 0214").out
    assert run("tags", "09", "VALLETTA", "214", "--no-header").out.startswith("09VALLETTA214\tPREL")
    assert run("paragraphs", "VALLETTA 214", "--no-header").out.count("\n") == 5
    assert run("list", "09VALLETTA214", "10VALLETTA215", "--no-header").out.count("\n") == 2


def test_an_id_that_is_not_there_or_not_one(run: Run, indexed: Path) -> None:
    unknown = run("show", "09VALLETTA999")
    assert (unknown.status, unknown.out) == (1, "")
    nearest = "the nearest there is 09VALLETTA215"
    assert unknown.err == f"cablecli: 09VALLETTA999: is no file and not in cables.db; {nearest}\n"
    which = run("show", "VALLETTA 215")
    assert which.status == 1
    assert which.err.endswith("of which year? cables.db holds 09VALLETTA215, 10VALLETTA215\n")


def test_several_processes_read_on_where_an_id_was_not_found(run: Run, indexed: Path) -> None:
    for missing in ("09VALLETTA999", "VALLETTA 215"):  # not there; there, but of two years
        ended = run("list", "-j", "2", "--no-header", "09VALLETTA214", missing, "in", "10VALLETTA215")
        assert (ended.status, ended.out.count("\n"), ended.err.count("\n")) == (1, 5, 1), missing


def test_many_ids_open_the_collection_once(run: Run, indexed: Path) -> None:
    ids = ["09VALLETTA214", "09VALLETTA999", "09VALLETTA215"] * 2
    ended = run("list", "--no-header", *ids)
    assert (ended.status, ended.out.count("\n"), ended.err.count("\n")) == (1, 4, 2)
    with sqlite3.connect(indexed) as db:
        db.execute(
            "UPDATE records SET record = x'00' WHERE cable = (SELECT key FROM cables WHERE id = '09VALLETTA214')"
        )
    db.close()
    ended = run("show", "-f", "jsonl", *ids)  # one record that is damaged does not end the others
    assert (ended.status, ended.out.count("\n"), ended.err.count("\n")) == (1, 2, 5)
    indexed.write_bytes(b"no database")
    ended = run("list", *ids)
    assert (ended.status, ended.err) == (1, "cablecli: cables.db: is no SQLite database\n")


def test_without_a_collection_an_id_is_a_file_that_is_missing(run: Run) -> None:
    ended = run("show", "09VALLETTA214")
    assert ended.status == 1
    assert ended.err.startswith("cablecli: 09VALLETTA214: no such file, and no collection")


def test_a_path_that_exists_wins(run: Run, indexed: Path) -> None:
    Path("09VALLETTA214").write_text(written(300))
    assert run("tags", "09VALLETTA214", "--no-header").out.startswith("09VALLETTA300")


def test_a_script_with_nothing_on_standard_input_is_told_how_to_read_the_collection(
    run: Run, indexed: Path
) -> None:
    ended = run("list", stdin=b"")
    said = "cablecli: standard input: is empty; name the collection to read that: -d cables.db\n"
    assert (ended.status, ended.err) == (1, said)
    assert run("list", "-", stdin=b"").err == "cablecli: standard input: is empty\n"


def test_the_nearest_collection_above_is_found(
    run: Run, indexed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = indexed.parent / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert run("tags", "09VALLETTA214").status == 0
    assert run("search", "ropes", "--count").out == "3\t3\n"
    assert run("search", "ropes", env={"CABLECLI_DATABASE": "none.db"}).status == 1


def test_at_a_terminal_a_command_reads_the_collection(
    on_terminal: Callable[..., Ended], indexed: Path
) -> None:
    shown = on_terminal("list", "--sort", "date", "--color", "never").out.splitlines()
    assert [line.split()[:3] for line in shown if "VALLETTA2" in line] == [
        ["2009-04-09", "09VALLETTA214", "C"],
        ["2009-04-09", "09VALLETTA215", "C"],
        ["2010-04-09", "10VALLETTA215", "C"],
    ]
    assert max(map(len, shown)) <= 80


@pytest.mark.parametrize("source", [("in",), ("-d", "cables.db")])
def test_filters_hold_for_files_and_collections(run: Run, indexed: Path, source: tuple[str, ...]) -> None:
    def ids(*args: str) -> list[str]:
        return sorted(run("list", *source, "--fields", "id", "--no-header", *args).out.split())

    assert ids("--since", "2010") == ["10VALLETTA215"]
    assert ids("--from", "valletta", "--until", "2009") == ["09VALLETTA214", "09VALLETTA215"]
    assert ids("--to", "rome", "--class", "S") == []
    assert len(ids("--participant", "borodin", "--tag", "PREL", "--class", "C")) == 3
    assert run("paragraphs", *source, "--since", "2010", "--no-header").out.count("\n") == 5


def test_list_sorts_and_limits_files_and_collections_alike(run: Run, indexed: Path) -> None:
    for args in ((), ("--sort", "date", "--reverse", "--limit", "2"), ("--sort", "id", "--limit", "1")):
        over_files = run("list", "in", *args)
        assert over_files.out == run("list", "-d", "cables.db", *args).out
        assert over_files.status == 0


def test_search(run: Run, indexed: Path) -> None:
    found = run("search", "pilot boats", "--in", "summary", "--since", "2010", "--fields", "id,number,text")
    assert found.out.splitlines()[1].startswith(
        "10VALLETTA215\t3\tSUMMARY: Borodin asked for two pilot boats."
    )
    assert len(run("search", "boats", "--ids").out.split()) == 3
    latest = run("search", "boats OR ropes", "--ids", "--sort", "date", "--since", "2009").out.split()
    assert latest == ["09VALLETTA214", "09VALLETTA215", "10VALLETTA215"]
    assert run("search", "nowhere").out.count("\n") == 1
    assert "in is searched for as a word, though it is a path" in run("search", "boats", "in").err
    assert "word" not in run("search", "boats", "in", "--quiet").err
    assert run("search", "'; DROP -- (x", "--ids").status == 0
    lit = run("search", "ropes", "--limit", "1", "-f", "rich", "--color", "always").out
    assert re.search(r"\x1b\[1;30;43mropes\x1b\[0m", lit)


@pytest.mark.parametrize("more", [(), ("--sort", "date"), ("--in", "subject")])
def test_a_hit_in_a_cable_without_an_id_bears_its_source(run: Run, more: tuple[str, ...]) -> None:
    text = "UNCLASSIFIED\nTAGS: PREL\nSUBJECT: ROPES\n\n1. (U) The ropes were long.\n\n2. (U) So it ends.\n"
    Path("bare.txt").write_text(text)
    run("index", "bare.txt")
    args = ("search", "ropes", *more, "--fields", "id,source", "--no-header")
    assert set(run(*args).out.splitlines()) == {"bare.txt\tbare.txt"}
    assert run("search", "ropes", *more, "-f", "rich").out.startswith("bare.txt  ")


def test_ids_and_counts_are_written_as_any_answer_is(
    run: Callable[..., Ended], on_terminal: Callable[..., Ended], indexed: Path
) -> None:
    with sqlite3.connect(indexed) as db:
        db.execute("UPDATE cables SET id = ? WHERE id = '09VALLETTA214'", ("09X\x1b]0;owned\x07\n\u202e1",))
    db.close()
    args = ("search", "ropes", "-d", str(indexed))
    shown = on_terminal(*args, "--ids").out
    assert sorted(shown.splitlines()) == ["09VALLETTA215", "09X\\n\ufffd1", "10VALLETTA215"]
    typed = {"_CABLECLI_COMPLETE": "bash_complete", "COMP_WORDS": "cablecli show 09X", "COMP_CWORD": "2"}
    assert not run(env=typed).out.strip()
    assert run(*args, "--ids", "-o", "ids.txt", "--since", "2010").out == ""
    assert Path("ids.txt").read_text() == "10VALLETTA215\n"
    assert run(*args, "--count", "-o", "count.txt").out == ""
    assert Path("count.txt").read_text() == "3\t3\n"
    assert run(*args, "--ids", "-f", "jsonl", "--since", "2010").out == '{"id": "10VALLETTA215"}\n'
    assert run(*args, "--count", "-f", "jsonl").out == '{"paragraphs": 3, "cables": 3}\n'
    assert run(*args, "--ids", "--since", "2010", env={"CABLECLI_FORMAT": "json"}).out == "10VALLETTA215\n"


@pytest.mark.parametrize("query", ["", "?!", "-ropes"])
def test_a_query_that_asks_for_nothing(run: Run, indexed: Path, query: str) -> None:
    ended = run("search", "--", query)
    assert ended.status == 2
    assert ended.err.splitlines()[0].startswith("cablecli: ")


def test_what_is_wrong_is_one_line(run: Run, indexed: Path) -> None:
    Path("text.db").write_text("no database " * 500)
    for args, sign in (
        (("search", "x", "-d", "text.db"), "text.db: is no SQLite database"),
        (("index", "in", "-d", "text.db"), "text.db: is no SQLite database"),
        (("search", "x", "-d", "none.db"), "none.db: is not there"),
        (("index", "in", "-d", "no/such/x.db"), "no/such/x.db: cannot be opened"),
        (("search", "a AND", "--syntax", "fts5"), "cables.db: fts5: "),
    ):
        ended = run(*args)
        assert ended.status == 1
        assert ended.err.count("\n") == 1
        assert sign in ended.err
    assert run("list", "in", "--since", "yesterday-ish").status == 2
    assert run("index", "in", "-o", "x").status == 2


def test_an_input_that_fails_is_named_in_each_run(run: Run, indexed: Path) -> None:
    Path("bad.txt").write_text("A letter to the editor, with no sign of a cable in it.\n")
    first = run("index", "bad.txt", "in/9-214.txt")
    assert first.status == 1
    assert first.err.startswith("cablecli: bad.txt: ")
    assert run("index", "bad.txt", "in/9-214.txt").err.splitlines()[0] == first.err.splitlines()[0]
    text = f"{written(301)}\n\n\nA letter to the editor, with no sign of a cable in it.\n\n\n{written(302)}"
    Path("part.txt").write_text(text)
    assert run("index", "part.txt").status == 1
    again = run("index", "part.txt")
    assert again.status == 1
    assert "part.txt: is unchanged; 1 of its parts could not be read" in again.err


@pytest.mark.parametrize(("way", "count"), [("--since=2010", 1), ("--input-format=csv", 0)])
def test_an_input_is_read_again_in_another_way(run: Run, indexed: Path, way: str, count: int) -> None:
    """Else the collection would still hold what an earlier command wanted, and nothing would say so."""
    for args, found in (([way], count), ([], 3)):
        assert "3 of them read again" in run("index", "in", *args).err
        assert run("list", "-d", "cables.db", "--no-header").out.count("\n") == found
    assert "nothing added; 3 inputs unchanged" in run("index", "in").err


def test_what_was_read_of_an_input_that_is_gone_is_kept(run: Run, indexed: Path) -> None:
    before = dump(indexed)
    Path("in/9-214.txt").unlink()
    ended = run("index", "in/9-214.txt")
    assert ended.status == 1
    assert ended.err.startswith("cablecli: in/9-214.txt: no such file")
    assert dump(indexed) == before


def test_a_pipe_is_read_whenever_it_is_named(run: Run, indexed: Path) -> None:
    for number in (301, 302):
        ended = run("index", "/dev/stdin", stdin=written(number).encode())
        assert (ended.status, ended.err) == (0, "cablecli: cables.db: 1 cable of 1 input added\n")
    assert run("list", "-d", "cables.db", "--fields", "id", "--no-header").out.count("\n") == 5


def test_the_collection_is_no_input_of_its_own(run: Run, indexed: Path) -> None:
    assert run("index", ".").err.endswith("nothing added; 3 inputs unchanged\n")
    named = run("index", "cables.db")
    assert named.status == 1
    assert named.err.startswith("cablecli: cables.db: is the collection itself\n")


@pytest.mark.parametrize("args", [("list", "-d", "cables.db"), ("search", "ropes"), ("show", "in")])
def test_an_output_does_not_replace_the_collection(run: Run, indexed: Path, args: tuple[str, ...]) -> None:
    before = indexed.read_bytes()
    ended = run(*args, "-o", "cables.db")
    assert ended.status == 2
    assert ended.err.startswith("cablecli: --output cables.db is the collection.\n")
    assert indexed.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_collection_in_a_folder_that_cannot_be_written_is_read(run: Run, indexed: Path) -> None:
    folder = indexed.parent
    folder.chmod(0o555)
    try:
        assert run("search", "ropes", "--count").out == "3\t3\n"
        assert run("index", "in").status == 1
    finally:
        folder.chmod(0o755)


def many(folder: Path) -> Path:
    """Eight files of twelve cables each."""
    folder.mkdir()
    for k in range(8):
        texts = [written(100 * k + n) for n in range(1, 13)]
        (folder / f"{k:02}.txt").write_text("\n\n".join(texts))
    return folder


def drawn(descriptor: int) -> list[str]:
    """All lines that a terminal was sent."""
    shown = b"".join(iter(lambda: read(descriptor), b"")).decode()
    os.close(descriptor)
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown).replace("\r", "\n").splitlines()


def terminal() -> tuple[int, int]:
    """Both ends of one of 80 columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
    return ours, theirs


@pytest.mark.timeout(180)
def test_a_long_run_shows_share_rate_and_time_left(run: Run, indexed: Path) -> None:
    """Another writer holds the run up until a bar is due; that takes no cable from what is still to read."""
    holder = sqlite3.connect(indexed, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    ours, theirs = terminal()
    with start("index", "-j", "1", many(indexed.parent / "many"), stderr=theirs) as process:
        os.close(theirs)
        while indexed not in opened(process.pid):
            time.sleep(0.01)
        time.sleep(1.2)
        holder.close()
        lines = drawn(ours)
    bar = r"(?:━+╺?━*| +) +(\d+)% (\d+) cables?  \d+/s (-:--:--|0:00:\d\d)"
    bars = [found for found in map(re.compile(bar).fullmatch, lines) if found]
    shares = [int(found[1]) for found in bars]
    assert shares, lines
    assert shares == sorted(shares), lines
    assert shares[0] < 50, lines  # how many bars follow depends on the load
    assert shares[-1] <= 100, lines
    assert bars[0][3] == "-:--:--", lines
    assert "cablecli: cables.db: 96 cables of 8 inputs added" in lines


def opened(process: int) -> list[Path]:
    """The files that a process has open."""
    found = []
    for descriptor in Path(f"/proc/{process}/fd").iterdir():
        with suppress(OSError):  # closed by now
            found.append(descriptor.readlink())
    return found


@pytest.mark.timeout(180)
def test_a_long_run_over_a_pipe_shows_rate_and_time(run: Run, cable: Path) -> None:
    """What a pipe will bring is not known, so there is no share."""
    os.mkfifo("slow")
    ours, theirs = terminal()
    with start("index", "-j", "1", "good.txt", "slow", stderr=theirs):
        os.close(theirs)
        with Path("slow").open("w") as pipe:
            time.sleep(1.2)
            pipe.write(written(400))
        lines = drawn(ours)
    assert any(re.fullmatch(r"2 cables  [0-2]/s 0:00:\d\d", line) for line in lines), lines
    assert "cablecli: cables.db: 2 cables of 2 inputs added" in lines


@pytest.mark.timeout(240)
def test_killed_at_any_moment_and_run_again(run: Run, tmp_path: Path) -> None:
    """The moments are shares of a whole run, however slow the machine is now."""
    many(tmp_path / "many")
    begun = time.monotonic()
    assert run("index", "-q", "-j", "2", "-d", "whole.db", "many").status == 0
    length = time.monotonic() - begun
    whole = dump(tmp_path / "whole.db")
    for k in range(3):
        path = tmp_path / f"killed{k}.db"
        for share in (0.2 + 0.25 * k, 0.9 - 0.25 * k):
            with start("index", "-q", "-j", "2", "-d", path, "many") as process:
                time.sleep(share * length)
                process.send_signal(signal.SIGKILL)
                process.communicate()
        assert run("index", "-q", "-d", path, "many").status == 0
        assert dump(path) == whole


def test_a_second_writer_waits_or_says_so_and_nothing_is_lost(
    run: Run, indexed: Path, tmp_path: Path
) -> None:
    holder = sqlite3.connect(indexed, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    ended = run("index", "in")
    assert ended.status == 1
    assert (
        ended.err == "cablecli: cables.db: is being written by another process; try again when it is done\n"
    )
    assert run("search", "ropes", "--count").out == "3\t3\n"
    holder.execute("ROLLBACK")
    holder.close()
    assert run("index", "in").status == 0


def test_a_list_and_hits_show_the_fields_that_are_chosen(run: Run, cable: Path) -> None:
    run("index", "good.txt")
    fields = ("--fields", "id,tags,meeting.day,source", "--no-header")
    row = "09VALLETTA214\tPREL SMIG MT\t2009-04-07\tgood.txt\n"
    assert run("list", *fields, "good.txt").out == row
    assert run("list", *fields, "-d", "cables.db").out == row
    assert run("list", "-j2", *fields, "good.txt", "good.txt").out == row * 2
    line = run("list", "-d", "cables.db", "--template", "{date:.10} {signature}").out
    assert line == "2009-04-09 OSTRANDER\n"
    hits = run("search", "-f", "text", "--fields", "number,id", "ropes").out
    assert hits.splitlines() == ["NUMBER  ID", "4       09VALLETTA214"]


def test_a_search_without_a_hit_says_so_on_a_terminal_only(
    run: Callable[..., Ended], on_terminal: Callable[..., Ended], indexed: Path
) -> None:
    args = ("search", "zzzz", "-d", str(indexed))
    assert on_terminal(*args).out == "cablecli: no hits found\n"
    assert on_terminal(*args, "-q").out == ""
    assert run(*args, "--no-header").err == ""
