"""Kept code makes the patterns that `re.compile` makes; without a file, or with a damaged one, all is as ever."""

import marshal
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import cablecli.carriers
import cablecli.parser
from cablecli import pattern_code
from cablecli.patterns import ALL

TOP = Path(__file__).parents[2]
# How many patterns a run makes code for goes to standard error.
PROBE = """
import sys
from cablecli import pattern_code
from cablecli.cli import main
made, make = [], pattern_code._code
pattern_code._code = lambda *args: made.append(1) or make(*args)
try:
    main(sys.argv[1:])
finally:
    print(len(made), file=sys.stderr)
"""


def run(place: Path, **more: str) -> tuple[str, int]:
    """What `show` prints with the compiled modules in this place, and for how many patterns it made code."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    env |= {"PYTHONPYCACHEPREFIX": str(place), "PYTHONPATH": str(TOP), **more}
    command = [sys.executable, "-c", PROBE, "show", str(TOP / "samples" / "meeting.txt")]
    done = subprocess.run(command, capture_output=True, check=True, text=True, env=env)
    return done.stdout, int(done.stderr)


def kept(place: Path) -> list[Path]:
    return [*place.rglob("pattern_code.*.pyc.*")]


def test_code_that_was_kept_makes_the_same_pattern() -> None:
    for package in (cablecli.parser, cablecli.carriers):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    assert len(ALL) > 200
    for one in ALL:
        flags = int(one.flags)
        code = marshal.loads(marshal.dumps(pattern_code._code(one.pattern, flags)))
        assert pattern_code._pattern(one.pattern, code) == re.compile(one.pattern, flags)


def test_a_second_run_compiles_nothing(tmp_path: Path) -> None:
    first, made = run(tmp_path)
    assert made > 50
    assert len(kept(tmp_path)) == 1
    assert run(tmp_path) == (first, 0)


def test_nothing_is_kept_where_python_keeps_no_code(tmp_path: Path) -> None:
    run(tmp_path)
    (path,) = kept(tmp_path)
    path.unlink()
    run(tmp_path, PYTHONDONTWRITEBYTECODE="1")
    assert not kept(tmp_path)


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"no code",
        marshal.dumps(None),
        marshal.dumps([1, 2]),
        marshal.dumps({1: 2}),
    ],
)
def test_a_damaged_file_is_replaced(tmp_path: Path, damaged: bytes) -> None:
    first, made = run(tmp_path)
    (path,) = kept(tmp_path)
    path.write_bytes(damaged)
    assert run(tmp_path) == (first, made)
    assert run(tmp_path) == (first, 0)


def test_damaged_code_is_not_used(tmp_path: Path) -> None:
    first, _ = run(tmp_path)
    (path,) = kept(tmp_path)
    damaged = {
        key: (code[0], code[1][:-4], *code[2:]) for key, code in marshal.loads(path.read_bytes()).items()
    }
    path.write_bytes(marshal.dumps(damaged))
    assert run(tmp_path)[0] == first
