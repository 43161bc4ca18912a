"""Whole programs in fresh processes: how long they take to start, and how they fare with a folder of cables."""

import compileall
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from cablecli.parser import parse
from tests.perf.measure import TOP, Row, process, seconds

CLICK = "import click"
REGEX = "import click, regex"
RICH = "import click, regex, rich.console, rich.table, rich.tree"
SAMPLE = str(TOP / "samples" / "meeting.txt")
# Not `ru_maxrss`, which a process inherits from the one that started it.
_MEMORY = """\
import runpy, sys
sys.argv = ["cablecli", *sys.argv[1:]]
try:
    runpy.run_module("cablecli", run_name="__main__")
finally:
    sys.stderr.write(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def start_up(runs: int) -> Iterator[Row]:
    """Commands against the import of what they need: modules compiled as an installer leaves them, patterns kept."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(TOP / "cablecli", quiet=1)
    floors = {code: seconds(process("-c", code), runs) for code in (CLICK, REGEX, RICH)}
    for name, args, terminal in (
        ("--version", ("--version",), False),
        ("--help", ("--help",), False),
        ("tags FILE --json", ("tags", SAMPLE, "--json"), False),
        ("show FILE in a pipe", ("show", SAMPLE), False),
        ("show FILE on a terminal", ("show", "--no-pager", SAMPLE), True),
    ):
        command = process("-m", "cablecli", *args, terminal=terminal)
        command()
        taken = seconds(command, runs)
        for floor in (CLICK, REGEX, *([RICH] if terminal else [])):
            yield Row(name, floor, taken / floors[floor])


def folder(path: str, texts: Sequence[str], runs: int) -> Iterator[Row]:
    """A folder of these texts: what a run adds to their parsing, the gain of a second process, the memory."""
    parsed = seconds(lambda: [parse(text) for text in texts] and None, runs)
    for command in ("show -f jsonl", "tags -f tsv"):
        one, two = (
            seconds(process("-m", "cablecli", *command.split(), "-j", jobs, path), runs) for jobs in "12"
        )
        if command.startswith("show"):
            yield Row(f"{command} FOLDER -j 1", "parse", one / parsed)
        yield Row(f"{command} FOLDER -j 1", "cables a second", len(texts) / one)
        yield Row(f"{command} FOLDER -j 2", "-j 1", two / one)
        yield Row(f"{command} FOLDER -j 1", "MB at most", _memory(*command.split(), "-j", "1", path))


def collection(path: str, texts: Sequence[str], runs: int) -> Iterator[Row]:
    """A collection of these texts: what it costs to make it, and what one answer from it."""
    parsed = seconds(lambda: [parse(text) for text in texts] and None, 1)
    ids = [found.id for found in map(parse, texts[:5]) if found.id]
    with TemporaryDirectory() as folder:
        new = (str(Path(folder) / f"{number}.db") for number in count())

        def index() -> None:
            process("-m", "cablecli", "index", "-q", "-j", "1", "-d", next(new), path)()

        yield Row("index FOLDER -j 1", "parse", seconds(index, min(runs, 3)) / parsed)
        place = ("-d", str(Path(folder) / "0.db"))
        floor = seconds(process("-c", REGEX), runs)
        for name, *args in (("search WORDS", "search", "minister meeting"), ("show ID", "show", ids[0])):
            yield Row(name, REGEX, seconds(process("-m", "cablecli", *args, *place), runs) / floor)


def _memory(*args: str) -> float:
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY, *args], cwd=TOP, capture_output=True, text=True, check=False
    )
    return int(done.stderr.split()[-1]) / 1024
