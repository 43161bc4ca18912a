"""Many inputs: lists of names, several processes, duplicates, output files, and whatever ends a run in its middle."""

import fcntl
import os
import pty
import re
import resource
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from running import CABLE, ENVIRONMENT, PROGRAM, Ended, read, start, state, workers

Run = Callable[..., Ended]


def numbered(number: int) -> str:
    return CABLE.replace("000214", f"{number:06}").replace("#0214", f"#{number:04}")


@pytest.fixture(name="folder")
def _folder(run: Run) -> Path:
    """Sixty cables in a directory and among them three inputs that are none."""
    folder = Path("many")
    folder.mkdir()
    for index in range(60):
        (folder / f"{index:03}.txt").write_text(numbered(index + 1))
    (folder / "000.txt").write_text("no cable\n")
    (folder / "031.txt").write_bytes(b"")
    (folder / "059.txt").write_bytes(b"%PDF-1.7\n")
    return folder


def names() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


class Fed:
    """A run that is given one name after the other and waits for the next."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        assert process.stdin and process.stderr
        self.stdin, self.stderr = process.stdin, process.stderr

    def feed(self, name: str = "good.txt") -> bytes:
        """What it prints for one more input."""
        self.stdin.write(f"{name}\n".encode())
        self.stdin.flush()
        return read(self.process.stdout.fileno()) if self.process.stdout else b""


@contextmanager
def feeding(*args: str, **more: Any) -> Iterator[Fed]:
    with start(*args, "--files-from", "-", **more) as process:
        yield Fed(process)


def is_gone(pid: int) -> bool:
    """Whether a process has ended, perhaps without anybody having asked how."""
    for _ in range(400):
        if state(Path(f"/proc/{pid}")) in ("", "Z"):
            return True
        time.sleep(0.05)
    return False


# Several processes


@pytest.mark.parametrize(
    ("command", "name"),
    [("show", "json"), ("show", "rich"), ("show", "text"), ("tags", "csv"), ("tags", "markdown")],
)
def test_the_same_output_from_any_number_of_processes(
    run: Run, folder: Path, command: str, name: str
) -> None:
    alone = run(command, "-f", name, "-j", "1", folder)
    assert alone.status == 1
    assert [line.split(":")[1] for line in alone.err.splitlines()] == [
        f" many/{number}.txt" for number in ("000", "031", "059")
    ]
    spread = run(command, "-f", name, "-j", "3", folder)
    assert (spread.status, spread.out, spread.err) == (1, alone.out, alone.err)


@pytest.mark.parametrize("args", [("--count",), ("--count", "--json"), ("--kind", "program", "--json")])
def test_what_needs_all_cables_is_the_same(run: Run, folder: Path, args: tuple[str, ...]) -> None:
    assert run("tags", *args, "-j", "2", folder).out == run("tags", *args, "-j", "1", folder).out


def test_a_pattern_without_end_is_wrong_usage_there_too(run: Run) -> None:
    Path("long.txt").write_text(CABLE.replace("ropes", "x" * 5000))
    ended = run("paragraphs", "-j", "2", "--grep", r"(x+x+)+\1y", "long.txt")
    assert ended.status == 2
    assert "no answer within 2 seconds" in ended.err


@pytest.mark.parametrize(
    ("name", "jobs"),
    [("tsv", "1"), ("rich", "1"), ("csv", "2"), ("jsonl", "2"), ("text", "1"), ("markdown", "2")],
)
def test_each_cable_is_printed_before_the_next_is_there(run: Run, cable: Path, jobs: str, name: str) -> None:
    with feeding("show", "-f", name, "-j", jobs) as fed:
        for _ in range(3):
            assert b"09VALLETTA214" in fed.feed()
        fed.stdin.close()
    assert fed.process.returncode == 0


# Lists of names


def test_names_from_a_list(run: Run, folder: Path) -> None:
    Path("odd\nname.txt").write_text(CABLE)
    Path("-").write_text(numbered(7))
    Path("list").write_text("many/001.txt\r\n\nmany/002.txt\n-")
    ended = run("show", "-f", "tsv", "--fields", "id", "--no-header", "--files-from", "list", "many/003.txt")
    assert ended.out.split() == ["09VALLETTA4", "09VALLETTA2", "09VALLETTA3", "09VALLETTA7"]
    ended = run("tags", "-0", "--files-from", "-", stdin=b"odd\nname.txt\0nowhere\0")
    assert (ended.status, ended.out.count("\n")) == (1, 4)
    assert ended.err == "cablecli: nowhere: no such file or directory\n"


def test_an_empty_list_is_no_input_at_all(run: Run) -> None:
    ended = run("tags", "--json", "--files-from", "-")
    assert (ended.status, ended.out, ended.err) == (0, "[]\n", "")


def test_a_list_that_cannot_be_read(run: Run, cable: Path) -> None:
    for source, reason in (("nowhere", "no such file or directory"), (".", "is a directory")):
        ended = run("tags", "--files-from", source, "good.txt")
        assert (ended.status, ended.out.count("\n")) == (1, 4)
        assert ended.err == f"cablecli: {source}: {reason}\n"
    ended = run("tags", "--files-from", "-", "good.txt", closed=0)
    assert (ended.status, ended.err) == (1, "cablecli: standard input: is closed\n")


@pytest.mark.parametrize("args", [("-0",), ("--files-from", "-", "-"), ("-j", "0"), ("-o", "good.txt")])
def test_wrong_usage(run: Run, cable: Path, args: tuple[str, ...]) -> None:
    ended = run("tags", "good.txt", *args)
    assert (ended.status, ended.out) == (2, "")
    assert cable.read_text() == CABLE


# Duplicates


@pytest.mark.parametrize(
    ("name", "jobs"), [("csv", "1"), ("json", "1"), ("json", "2"), ("text", "2"), ("rich", "2")]
)
def test_the_first_of_each_id(run: Run, folder: Path, jobs: str, name: str) -> None:
    (folder / "more").mkdir()
    for index in {*range(2, 60, 2)} - {32}:
        (folder / f"more/{index}.txt").write_text(numbered(index).replace("PREL", "PHUM"))
    (folder / "zz.txt").write_text(numbered(77))
    twice = run("tags", "-f", name, "-j", jobs, folder)
    ended = run("tags", "-f", name, "-j", jobs, "--unique", folder)
    assert "PHUM" in twice.out and "PHUM" not in ended.out
    assert ended.out.count("09VALLETTA77") == twice.out.count("09VALLETTA77")
    assert ended.err == twice.err + "cablecli: 28 duplicates dropped\n"
    assert run("tags", "-q", "-j", jobs, "--unique", folder).err == twice.err


def test_the_first_may_have_had_nothing_to_show(run: Run) -> None:
    """Then nothing of the id is shown, and what comes next opens the output."""
    for name, text in (
        ("1", numbered(1).replace("PREL, SMIG, MT", "PREL")),
        ("2", numbered(1)),
        ("3", numbered(3)),
    ):
        Path(name).write_text(text)
    args = ("tags", "--kind", "geographic", "--json", "--unique", "1", "2", "3")
    alone = run(*args, "-j", "1")
    assert alone.out.startswith('[\n{"id": "09VALLETTA3"')
    assert run(*args, "-j", "2").out == alone.out


# Output files


def test_an_output_file(run: Run, folder: Path) -> None:
    out = Path("out.tsv")
    out.write_text("old")
    out.chmod(0o640)
    ended = run("tags", "-o", "out.tsv", folder, "nowhere")
    assert (ended.status, ended.out) == (1, "")
    assert out.read_text() == run("tags", folder).out
    assert out.stat().st_mode & 0o777 == 0o640
    run("tags", "-o", "new.tsv", folder)
    assert Path("new.tsv").stat().st_mode & 0o111 == 0
    assert names() == ["many", "new.tsv", "out.tsv"]


def test_an_output_file_is_written_as_for_a_pipe_in_utf_8(run: Run, on_terminal: Run) -> None:
    Path("signs.txt").write_text(CABLE.replace("ropes", "ropes \u0645 \U0001f6a2"), encoding="utf-8")
    latin = {"PYTHONIOENCODING": "latin-1"}
    shown = on_terminal("show", "-o", "out.txt", "signs.txt", env=latin)
    assert (shown.status, shown.out) == (0, "")
    assert Path("out.txt").read_text(encoding="utf-8") == run("show", "signs.txt").out


def test_an_output_file_inside_the_directory_that_is_read(run: Run, folder: Path) -> None:
    ended = run("tags", "-j", "1", "-o", folder / "zz.tsv", folder)
    assert "zz.tsv" not in ended.err
    assert (folder / "zz.tsv").read_text().count("\n") == 57 * 3 + 1


def test_a_link_stays_a_link(run: Run, cable: Path) -> None:
    Path("real.tsv").write_text("old")
    Path("link.tsv").symlink_to("real.tsv")
    assert run("tags", "-o", "link.tsv", "good.txt").status == 0
    assert Path("link.tsv").is_symlink()
    assert "PREL" in Path("real.tsv").read_text()


def test_an_output_that_is_no_file(run: Run, cable: Path) -> None:
    for path in ("-", "/dev/stdout"):
        assert "PREL" in run("tags", "-o", path, "good.txt").out
    for path, reason in (("/dev/full", "no space left on device"), (".", "is a directory")):
        ended = run("tags", "-o", path, "good.txt")
        assert (ended.status, ended.err) == (1, f"cablecli: {path}: {reason}\n")


def test_an_output_whose_directory_is_not_there(run: Run, cable: Path) -> None:
    ended = run("tags", "-o", "no/where", "good.txt")
    assert (ended.status, ended.err) == (1, "cablecli: no/where: no such file or directory\n")


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("count", [1, 60])
def test_a_disk_that_fills_up_leaves_what_was_there(run: Run, folder: Path, jobs: str, count: int) -> None:
    """Found at once or, with little output, only when the file is closed."""
    Path("out.jsonl").write_text("old")

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    inputs = sorted(folder.iterdir())[1 : count + 1]
    command = [*PROGRAM, "show", "-f", "jsonl", "-j", jobs, "-o", "out.jsonl", *inputs]
    ended = subprocess.run(command, env=ENVIRONMENT, preexec_fn=limited, capture_output=True, timeout=50)
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == b"cablecli: out.jsonl: file too large"
    assert Path("out.jsonl").read_text() == "old"
    assert names() == ["many", "out.jsonl"]


# What ends a run in its middle


@pytest.mark.parametrize("output", [(), ("-o", "out.tsv")])
def test_killed_workers_are_replaced(run: Run, cable: Path, output: tuple[str, ...]) -> None:
    Path("out.tsv").write_text("old")
    with feeding("tags", "-j", "2", *output) as fed:
        fed.stdin.write(b"good.txt\n")
        fed.stdin.flush()
        while len(pids := workers(fed.process.pid)) < 2:
            time.sleep(0.01)
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        out, err = fed.process.communicate(b"good.txt\n", timeout=20)
        assert (fed.process.returncode, err) == (0, b"")
    assert (out.decode() or Path("out.tsv").read_text()).count("09VALLETTA214") == 6
    assert names() == ["good.txt", "out.tsv"]


def test_a_killed_parent_takes_its_workers_along(run: Run, cable: Path) -> None:
    with feeding("tags", "-j", "2") as fed:
        fed.feed()
        pids = workers(fed.process.pid)
        fed.process.kill()
        assert len(pids) == 2
        assert all(map(is_gone, pids))


def test_a_reader_that_leaves_ends_all_processes(run: Run, cable: Path) -> None:
    with feeding("tags", "-j", "2") as fed:
        fed.feed()
        pids = workers(fed.process.pid)
        assert fed.process.stdout
        fed.process.stdout.close()
        fed.stdin.write(b"good.txt\n" * 5)
        fed.stdin.flush()
        assert fed.process.wait(timeout=20) == 141
        assert fed.stderr.read() == b""
        assert all(map(is_gone, pids))


# The bar


def watched(*args: str, first: str = "", then: str) -> str:
    """What a terminal on standard error shows of a run.

    Its standard input is given `then` when a bar is due: more than a second after it complained of `nowhere`.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    with start(*args, stderr=theirs) as process:
        os.close(theirs)
        assert process.stdin and process.stdout
        process.stdin.write(first.encode())
        process.stdin.flush()
        shown = b""
        while b"nowhere" not in shown:
            shown += read(ours)
        time.sleep(1.1)
        process.stdin.write(then.encode())
        process.stdin.close()
        shown += b"".join(iter(lambda: read(ours), b""))
        assert b"\x1b" not in process.stdout.read()
    os.close(ours)
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode()).replace("\r", "\n")


LIST = "good.txt\nnowhere\n"
COMPLAINT = "cablecli: nowhere: no such file or directory\n"


def test_a_long_run_shows_how_far_it_is(run: Run, cable: Path) -> None:
    shown = watched("tags", "-j", "1", "--files-from", "-", first=LIST, then=LIST)
    assert re.search(r"\n2 cables  \d/s 0:00:\d\d", shown)
    assert shown.count(COMPLAINT) == 2


def test_no_share_is_told_where_a_pipe_is_among_the_inputs(run: Run, cable: Path) -> None:
    slow = watched("tags", "-j", "1", "nowhere", "good.txt", "/dev/stdin", then=CABLE)
    assert re.search(r"\n2 cables  \d/s ", slow)
    assert "%" not in slow


def test_a_quiet_run_shows_nothing(run: Run, cable: Path) -> None:
    shown = watched("tags", "-j", "1", "-q", "--files-from", "-", first=LIST, then=LIST)
    assert shown.replace("\n\n", "\n") == COMPLAINT * 2


def test_no_bar_in_the_middle_of_the_output(on_terminal: Run, cable: Path) -> None:
    os.mkfifo("slow")
    Thread(target=fill_late, daemon=True).start()
    assert "cables" not in on_terminal("tags", "-j", "1", "-f", "tsv", "good.txt", "slow", "good.txt").out


def fill_late() -> None:
    """Give the run its second cable when a bar is due: more than a second after it asked for that cable."""
    with Path("slow").open("w") as pipe:
        time.sleep(1.1)
        pipe.write(CABLE)
