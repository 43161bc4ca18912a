"""Output files: no input is ever written to, what was there is kept, nothing is left behind."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from running import CABLE, Ended, start

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


@pytest.mark.parametrize("jobs", ["1", "2"])
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
    run: Run, folder: Path, output: str, args: tuple[str, ...], stdin: str | None, jobs: str
) -> None:
    before = {path: path.read_bytes() for path in (*folder.iterdir(), Path("lst"))}
    with Path(stdin or os.devnull).open("rb") as file:
        with start("show", "-j", jobs, "-o", output, *args, stdin=file) as process:
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
