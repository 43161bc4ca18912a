"""Output files: no input is ever written to, what was there is kept, nothing is left behind."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from running import CABLE, Ended, start, wait_until_idle

Run = Callable[..., Ended]
SECOND = CABLE.replace("000214", "000215")


@pytest.fixture(name="folder")
def _folder(run: Run) -> Path:
    """A directory `d` with two cables, a list `lst` that names the first, links to both."""
    for name, text in (("d/a.txt", CABLE), ("d/b.txt", SECOND), ("lst", "d/a.txt\n")):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text)
    Path("link").symlink_to("d/a.txt")
    os.link("d/a.txt", "hard")
    return Path("d")


@pytest.mark.parametrize(
    ("output", "args", "stdin"),
    [
        ("d/a.txt", ("d/a.txt",), None),
        ("d/a.txt", ("./d/../d/a.txt",), None),
        ("d/a.txt", ("d",), None),
        ("d/b.txt", ("d",), None),
        ("d/a.txt", ("d/*.txt",), None),
        ("d/a.txt", ("--files-from", "lst"), None),
        ("d/a.txt", ("--files-from", "-"), "lst"),
        ("lst", ("--files-from", "lst"), None),
        ("lst", ("--files-from", "-"), "lst"),
        ("link", ("d",), None),
        ("hard", ("d",), None),
        ("d/a.txt", ("link",), None),
        ("d/a.txt", (), "d/a.txt"),
        ("link", ("-",), "d/a.txt"),
    ],
)
def test_no_input_is_written_to(
    run: Run, folder: Path, output: str, args: tuple[str, ...], stdin: str | None
) -> None:
    before = {path: path.read_bytes() for path in (*folder.iterdir(), Path("lst"))}
    with (
        Path(stdin or os.devnull).open("rb") as file,
        start("show", "-o", output, *args, stdin=file) as process,
    ):
        out, err = process.communicate(timeout=50)
    assert (process.returncode, out) == (2, b"")
    assert err.startswith(f"cablecli: --output {output} is also an input.\n".encode())
    assert {path: path.read_bytes() for path in (*folder.iterdir(), Path("lst"))} == before
    assert Path("link").is_symlink()


def test_what_standard_output_grows_in_is_no_input(run: Run, folder: Path) -> None:
    with Path("d/aa.tsv").open("ab") as out:
        ended = run("tags", "--no-header", "d", stdout=out)
    assert (ended.status, ended.err) == (1, "cablecli: d/aa.tsv: is also the output\n")
    assert Path("d/aa.tsv").read_text().count("\n") == 6


def test_a_device_may_be_input_and_output(run: Run, cable: Path) -> None:
    ended = run("tags", "-o", "/dev/null", "/dev/null", "good.txt")
    assert (ended.status, ended.err) == (1, "cablecli: /dev/null: is empty\n")


@pytest.mark.parametrize(
    ("number", "jobs"),
    [(signal.SIGTERM, "2"), (signal.SIGHUP, "1"), (signal.SIGINT, "1"), (signal.SIGINT, "2")],
)
def test_a_signal_leaves_nothing_behind(run: Run, cable: Path, number: signal.Signals, jobs: str) -> None:
    """An interrupt goes to all processes, as from a terminal."""
    Path("out.tsv").write_text("old")
    args = ("tags", "-j", jobs, "-o", "out.tsv", "--files-from", "-")
    with start(*args, start_new_session=True) as process:
        assert process.stdin and process.stderr
        process.stdin.write(b"good.txt\n")
        process.stdin.flush()
        while len(list(Path().iterdir())) < 3:
            time.sleep(0.01)
        wait_until_idle(process.pid)
        (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)
        assert process.wait(timeout=20) == 128 + number
        assert process.stderr.read() == b""
        with suppress(BrokenPipeError):
            process.stdin.close()
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    assert Path("out.tsv").read_text() == "old"
    assert sorted(path.name for path in Path().iterdir()) == ["good.txt", "out.tsv"]


def test_a_private_file_is_private_while_it_grows(run: Run, cable: Path) -> None:
    Path("out.tsv").write_text("old")
    Path("out.tsv").chmod(0o600)
    with start("tags", "-o", "out.tsv", "--files-from", "-") as process:
        while len(found := list(Path().iterdir())) < 3:
            time.sleep(0.01)
        assert {path.stat().st_mode & 0o777 for path in found if path.name != "good.txt"} == {0o600}
        process.communicate(b"good.txt\n", timeout=20)
    assert process.returncode == 0
    assert Path("out.tsv").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_protected_file_is_not_replaced(run: Run, cable: Path) -> None:
    Path("out.tsv").write_text("old")
    Path("out.tsv").chmod(0o444)
    ended = run("tags", "-o", "out.tsv", "good.txt")
    assert (ended.status, ended.err) == (1, "cablecli: out.tsv: permission denied\n")
    assert Path("out.tsv").read_text() == "old"


def test_names_that_no_output_can_have(run: Run, cable: Path) -> None:
    Path("one").symlink_to("two")
    Path("two").symlink_to("one")
    for path, reason in (
        ("one", "too many levels of symbolic links"),
        ("one/x", "too many levels of symbolic links"),
        ("x" * 300, "file name too long"),
        ("good.txt/x", "not a directory"),
    ):
        ended = run("tags", "-o", path, "good.txt")
        assert (ended.status, ended.out, ended.err) == (1, "", f"cablecli: {path}: {reason}\n")


def test_names_that_an_output_can_have(run: Run, cable: Path) -> None:
    for name in ("\u8239" * 85, "-x", "new"):
        assert run("tags", "-o", f"./{name}", "good.txt").status == 0
        assert "PREL" in Path(name).read_text()
    Path("dangling").symlink_to("fresh")
    assert run("tags", "-o", "dangling", "good.txt").status == 0
    assert Path("dangling").is_symlink()
    assert "PREL" in Path("fresh").read_text()


def test_standard_output_that_is_closed_and_not_used(run: Run, cable: Path) -> None:
    assert run("tags", "-o", "out.tsv", "good.txt", closed=1).status == 0
    assert "PREL" in Path("out.tsv").read_text()
    for args in (("tags", "good.txt"), ("formats",), ("schema",), ("--help",)):
        ended = run(*args, closed=1)
        assert (ended.status, ended.err) == (1, "cablecli: standard output: is closed\n")
