"""`--update-golden` rewrites what is expected, and of it no more than was held before."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
SAMPLE = TESTS.parent / "samples" / "press.txt"


def run(folder: Path, *options: str) -> int:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "-k",
        "not test_there_are",
        *options,
        folder,
    ]
    return subprocess.run(command, capture_output=True, cwd=folder, check=False).returncode


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    for name in ("conftest.py", "test_golden.py", "test_tables.py"):
        shutil.copy(TESTS / name, tmp_path)
    (tmp_path / "golden").mkdir()
    (tmp_path / "tables").mkdir()
    shutil.copy(TESTS / "tables" / "cable", tmp_path / "tables")
    return tmp_path


def test_a_case_keeps_its_keys(folder: Path) -> None:
    shutil.copy(SAMPLE, folder / "golden" / "press.txt")
    expected = folder / "golden" / "press.json"
    right = {
        "subject": None,
        "paragraphs": [{"number": 7}],
        "tags": [{"tag": "X"}, {"kind": "y"}],
        "signature": "X",
    }
    expected.write_text(json.dumps(right), encoding="utf-8")
    assert run(folder) == 1
    assert run(folder, "--update-golden") == 0
    assert run(folder) == 0
    found = json.loads(expected.read_text(encoding="utf-8"))
    assert list(found) == list(right)
    assert [list(paragraph) for paragraph in found["paragraphs"]] == [["number"]] * len(found["paragraphs"])
    assert [list(tag) for tag in found["tags"][:3]] == [["tag"], ["kind"], ["tag", "kind"]]


def test_a_row_keeps_its_comment_and_its_line(folder: Path) -> None:
    table = folder / "tables" / "subject.txt"
    head = (
        "# why\nSUBJECT: HARBOR NOTES | subject | references.id\n\n# a line end\nSUBJECT: FISH\\nAND COAL | "
    )
    table.write_text(f"{head}FISH | x\n", encoding="utf-8")
    assert run(folder) == 1
    assert run(folder, "--update-golden") == 0
    assert table.read_text(encoding="utf-8") == f"{head}FISH AND COAL | 09LISBON98\n"
