"""The README's console blocks are what the program prints."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
README = (TOP / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n\$ (.+)\n((?:.*\n)*?)```", README)


def test_there_are_blocks() -> None:
    assert len(BLOCKS) >= 4


def test_it_is_no_longer_than_can_be_read() -> None:
    assert README.count("\n") < 300


@pytest.mark.parametrize(("command", "expected"), BLOCKS, ids=[command for command, _ in BLOCKS])
def test_block(command: str, expected: str) -> None:
    program = f"{shlex.quote(sys.executable)} -m cablecli"
    done = subprocess.run(
        ["sh", "-c", command.replace("cablecli", program, 1)],
        capture_output=True,
        text=True,
        cwd=TOP,
        check=True,
    )
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    assert lines == [line.rstrip() for line in expected.splitlines()]
