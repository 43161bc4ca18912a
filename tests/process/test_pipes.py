"""What happens to the output: readers that leave, full disks, interrupts, other encodings."""

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from running import CABLE, Ended, start

Run = Callable[..., Ended]


def many() -> None:
    Path("many").mkdir()
    for index in range(200):
        Path("many", f"{index:04}.txt").write_text(CABLE)


@pytest.mark.parametrize("name", ["tsv", "json", "rich"])
def test_a_reader_that_leaves_ends_the_program_silently(run: Run, name: str) -> None:
    many()
    with start("show", "--format", name, "many") as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_help_without_a_reader(run: Run) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ended = run("--help", stdout=writer)
    os.close(writer)
    assert (ended.status, ended.err) == (141, "")


def test_errors_without_a_reader(run: Run) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    assert run("tags", "nowhere", stderr=writer).status == 141
    os.close(writer)


def test_an_interrupt_is_silent(run: Run, cable: Path) -> None:
    with start("tags", "good.txt", "-") as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    "args",
    [("--help",), ("--version",), ("schema",), ("tags", "good.txt"), ("show", "-f", "rich", "good.txt")],
)
def test_a_full_disk_is_one_line(run: Run, cable: Path, args: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = run(*args, stdout=full)
    assert (ended.status, ended.err) == (1, "cablecli: standard output: no space left on device\n")


def test_a_closed_output_is_one_line(run: Run, cable: Path) -> None:
    ended = run("tags", "good.txt", closed=1)
    assert (ended.status, ended.err) == (1, "cablecli: standard output: is closed\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_complaints_without_room_stop_nothing(run: Run, cable: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = run("tags", "nowhere", "good.txt", "nowhere", stderr=full)
        assert (ended.status, ended.out.count("\n")) == (1, 4)
        assert run("tags", "--nope", stderr=full).status == 2


def test_a_width_that_is_no_number(run: Run, cable: Path) -> None:
    for columns in ("9" * 5000, "x", "-1", "", "0"):
        for args in (("show", "-f", "rich", "good.txt"), ("--help",)):
            ended = run(*args, env={"COLUMNS": columns})
            assert (ended.status, ended.err) == (0, "")


def test_closed_errors_do_not_disturb(run: Run, cable: Path) -> None:
    ended = run("tags", "nowhere", "good.txt", closed=2)
    assert (ended.status, ended.out.count("\n")) == (1, 4)
    assert run("tags", "--nope", closed=2).status == 2


def test_a_pipe_gets_plain_text(run: Run, cable: Path) -> None:
    for command in ("show", "paragraphs", "participants", "tags"):
        for env in ({}, {"FORCE_COLOR": "1", "COLUMNS": "20"}):
            ended = run(command, "good.txt", env=env)
            assert (ended.status, ended.err) == (0, "")
            assert "\x1b" not in ended.out
            assert not set(ended.out) & set("│├└─╭…")


def test_the_same_bytes_whatever_the_terminal(run: Run, on_terminal: Run, cable: Path) -> None:
    plain = run("show", "-f", "rich", "good.txt", env={"COLUMNS": "70"}).out
    for env in (
        {"TERM": "dumb"},
        {"TERM": "unknown"},
        {"TTY_COMPATIBLE": "1"},
        {"NO_COLOR": "1", "FORCE_COLOR": "1"},
    ):
        assert run("show", "-f", "rich", "good.txt", env={"COLUMNS": "70", **env}).out == plain
    assert "\x1b[1m" in run("show", "-f", "rich", "good.txt", env={"FORCE_COLOR": "1"}).out
    assert "\x1b[1m" in run("show", "-f", "rich", "--color", "always", "good.txt").out


LOCALES = {
    "ascii": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "latin-1": {"PYTHONIOENCODING": "latin-1"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", ["rich", "tsv", "json"])
def test_other_encodings(run: Run, locale: str, name: str) -> None:
    Path("signs.txt").write_text(
        CABLE.replace("ropes", "ropes \u0645 caf\u00e9 \u2014 \U0001f6a2"), encoding="utf-8"
    )
    with start("show", "-f", name, "signs.txt", "nowh\u00e9re", env=LOCALES[locale]) as process:
        out, err = process.communicate(timeout=20)
    assert process.returncode == 1
    assert b"\\u0645" in out
    assert err.startswith(b"cablecli: nowh") and err.count(b"\n") == 1
    if name == "json":
        assert "\U0001f6a2" in json.loads(out)[0]["paragraphs"][3]["text"]
