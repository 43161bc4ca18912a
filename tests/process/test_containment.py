"""Whatever one cable meets, it fails alone: one line, status 1, and the rest goes on, in every process."""

from collections.abc import Callable
from pathlib import Path

import pytest
from running import CABLE, Ended

import cablecli
from cablecli.errors import CableError

PLANTED = {"PYTHONPATH": str(Path(__file__).parent / "planted")}
IDS = '"09VALLETTA214"'


def folder(path: Path, word: str, count: int = 40) -> Path:
    """Cables in a folder, the word in the text of the one in the middle."""
    path = path / "cables"
    path.mkdir()
    for k in range(count):
        text = CABLE.replace("A Modest Request", word) if k == count // 2 else CABLE
        (path / f"{k:02}.txt").write_text(text)
    return path


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("PLANTED DIVISION", "internal error: ZeroDivisionError"),
        ("PLANTED RECURSION", "internal error: RecursionError"),
        ("PLANTED MEMORY", "internal error: MemoryError"),
    ],
)
def test_a_fault_fails_one_cable(
    run: Callable[..., Ended], tmp_path: Path, jobs: str, word: str, said: str
) -> None:
    ended = run("show", "-f", "jsonl", "--fields", "id", "-j", jobs, folder(tmp_path, word), env=PLANTED)
    assert ended.status == 1
    assert ended.out.count(IDS) == 39
    (line,) = ended.err.splitlines()
    assert "20.txt" in line
    assert said in line


def test_a_process_that_dies_in_native_code_is_replaced(run: Callable[..., Ended], tmp_path: Path) -> None:
    ended = run(
        *("show", "-f", "jsonl", "--fields", "id", "-j", "2"), folder(tmp_path, "PLANTED DEATH"), env=PLANTED
    )
    assert ended.status == 1
    assert ended.out.count(IDS) == 39
    (line,) = ended.err.splitlines()
    assert "20.txt: internal error: a worker process was killed (SIGSEGV)" in line


def test_read_raises_skips_or_tells(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CABLE)
    (tmp_path / "b.bin").write_bytes(b"\0\1\2" * 100)
    (tmp_path / "c.txt").write_text(CABLE)
    with pytest.raises(CableError, match="binary"):
        list(cablecli.read(tmp_path))
    assert len(list(cablecli.read(tmp_path, errors="skip"))) == 2
    told: list[str] = []
    read = cablecli.read(
        [tmp_path / "b.bin", tmp_path / "a.txt"], errors=lambda name, error: told.append(name)
    )
    assert [cable.id for cable in read] == ["09VALLETTA214"]
    assert told == [str(tmp_path / "b.bin")]
