"""What all measurements share: rows of the table, times, fresh processes."""

import os
import pty
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).parents[2]
RUNS = 7  # of which the median counts


class Row(NamedTuple):
    """What was measured, the floor it is set against or the unit it has, and the ratio or amount."""

    what: str
    against: str
    ratio: float


def seconds(action: Callable[[], object], runs: int) -> float:
    """The median time of an action, others' processes included."""
    return _median(time.perf_counter, action, runs)


def work(action: Callable[[], object], runs: int) -> float:
    """The median time that this process works on an action, whatever else the machine does."""
    return _median(time.process_time, action, runs)


def _median(clock: Callable[[], float], action: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        start = clock()
        action()
        times.append(clock() - start)
    return statistics.median(times)


def process(*args: str, terminal: bool = False) -> Callable[[], None]:
    """Run `python ARGS` in a fresh process, on a pseudo-terminal if so wished."""
    command = [sys.executable, *args]
    return (lambda: _on_a_terminal(command)) if terminal else (lambda: _in_a_pipe(command))


def _in_a_pipe(command: list[str]) -> None:
    subprocess.run(command, cwd=TOP, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def _on_a_terminal(command: list[str]) -> None:
    child, descriptor = pty.fork()
    if child == 0:
        os.chdir(TOP)
        os.execv(command[0], command)
    try:
        while os.read(descriptor, 1 << 16):
            pass
    except OSError:  # the terminal is gone with the process
        pass
    os.close(descriptor)
    os.waitpid(child, 0)
