"""The scores on the sets of ../shared, where it is present: each is at least its last one, which `floors.txt` holds."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
SHARED = TOP.parent / "shared"
LINES = Path(__file__).with_name("floors.txt").read_text(encoding="utf-8").splitlines()
FLOORS = dict(line.split() for line in LINES if not line.startswith("#"))
COMMANDS = {
    "gold": ("score.py", "gold/gold.jsonl", "corpus"),
    "lists": ("score.py", "lists/gold.jsonl", "lists/texts"),
    "eras": ("score.py", "eras/gold.jsonl", "eras/texts"),
    "cases": ("cases.py", "cases/cases.jsonl"),
}
SCORE = re.compile(r"^(?:mean over .*:|right .* =) ([01]\.[0-9]+)", re.MULTILINE)  # what both tools end with


@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", FLOORS)
def test_score(name: str) -> None:
    tool, *paths = COMMANDS[name]
    if not (SHARED / paths[0]).exists():
        pytest.skip(f"the set {name} is not here")
    command = [sys.executable, SHARED / "tools" / tool, *(SHARED / path for path in paths)]
    command += ["--cmd", f"{sys.executable} -m cablecli"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=TOP, check=False)
    (score,) = SCORE.findall(done.stdout)
    assert float(score) >= float(FLOORS[name]), done.stdout[-2000:]
