"""A full disk: one clear line, and nothing lost of what was there before."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from running import CABLE, Ended

Run = Callable[..., Ended]
LONG = CABLE + f"{'The dues will rise again soon, he said. ' * 6}\n" * 30_000  # 7 MB


@pytest.fixture(name="disk")
def _disk(run: Run) -> Iterator[Path]:
    """A disk of 5 MB, which only root may set up."""
    path = Path("disk").absolute()
    path.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", str(path)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield path
    subprocess.run(["umount", str(path)], check=True)


def test_an_output_file_keeps_what_it_held(run: Run, cable: Path, disk: Path) -> None:
    output = disk / "out.txt"
    output.write_text("kept\n")
    Path("long.txt").write_text(LONG)
    ended = run("show", "-o", output, "long.txt")
    assert (ended.status, ended.err) == (1, f"cablecli: {output}: no space left on device\n")
    assert {path.name: path.read_text() for path in disk.iterdir()} == {"out.txt": "kept\n"}


def test_a_collection_keeps_what_was_committed(run: Run, cable: Path, disk: Path) -> None:
    database = disk / "c.db"
    assert run("index", "-d", database, "good.txt").status == 0
    Path("long.txt").write_text(LONG.replace("000214", "000215"))
    ended = run("index", "-d", database, "long.txt")
    (line,) = ended.err.splitlines()
    assert ended.status == 1
    assert line.startswith(f"cablecli: {database}: cannot be written: the disk is full")
    assert run("list", "-d", database, "--no-header", "--fields", "id").out == "09VALLETTA214\n"
