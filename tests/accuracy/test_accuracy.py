"""The score on the gold set, where it is present; it may only rise."""

import subprocess
import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared"
FLOOR = 0.985


@pytest.mark.skipif(not (SHARED / "gold" / "gold.jsonl").exists(), reason="the gold set is not here")
@pytest.mark.timeout(300)
def test_score() -> None:
    command = [
        sys.executable, SHARED / "tools" / "score.py", SHARED / "gold" / "gold.jsonl", SHARED / "corpus",
        "--cmd", f"{sys.executable} -m cablecli", "--min-mean", str(FLOOR),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
