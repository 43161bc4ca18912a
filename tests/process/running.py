"""The real program as a user runs it: a process with pipes or a pseudo-terminal, nothing replaced."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

PROGRAM = (sys.executable, "-m", "cablecli")
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "LANG": "C.UTF-8",
    "TERM": "xterm-256color",
    "PAGER": "",
    "PYTHONPATH": os.environ.get("PYTHONPATH", ""),  # the tree to test, if it is not the one installed
}

CABLE = """\
VZCZCXRO7731
PP RUEHDBU
DE RUEHVT #0214/01 0991010
ZNY CCCCC ZZH
P 091010Z APR 09
FM AMEMBASSY VALLETTA
TO RUEHC/SECSTATE WASHDC PRIORITY 2005
INFO RUEHRO/AMEMBASSY ROME 0412

C O N F I D E N T I A L SECTION 01 OF 01 VALLETTA 000214

SIPDIS

E.O. 12958: DECL: 04/09/2019
TAGS: PREL, SMIG, MT
SUBJECT: FERRY MINISTER BORODIN ASKS FOR PILOT BOATS

Classified By: Ambassador June Ostrander for reasons 1.4 (b) and (d).

1. (U) April 7, 2009; Valletta

2. (U) Participants:

U.S.
Ambassador Ostrander
Poloff Quill (notetaker)

Malta
Minister Pavel Borodin, Chairman of the Ferry Board

3. (C) SUMMARY: Borodin asked for two pilot boats. END SUMMARY.

A Modest Request
----------------

4. (C) Borodin said the harbor needs [bold] boats :smile: and [/x] ropes.

5. (C) COMMENT: He will ask again. END COMMENT.
OSTRANDER
"""


class Ended:
    """How a run ended: status, standard output and standard error as text."""

    def __init__(self, status: int, out: bytes, err: bytes = b"") -> None:
        self.status = status
        self.out = out.decode("utf-8", "surrogateescape")
        self.err = err.decode("utf-8", "surrogateescape")
        assert "Traceback" not in self.out + self.err, self.out + self.err


def start(
    *args: str | Path, env: dict[str, str] | None = None, closed: int | None = None, **streams: Any
) -> subprocess.Popen[bytes]:
    """Start the program, descriptor `closed` not open; streams that are not given are pipes."""

    def prepare() -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a test run in the background ignores it
        signal.signal(signal.SIGHUP, signal.SIG_DFL)  # and one under nohup this
        if closed is not None:
            os.close(closed)

    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    command = [*PROGRAM, *map(str, args)]
    return subprocess.Popen(
        command, env={**ENVIRONMENT, **(env or {})}, preexec_fn=prepare, **{**pipes, **streams}
    )


def workers(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def wait_until_idle(pid: int) -> None:
    """Return when a process and its workers wait for input: each thread asleep in twenty looks one after the other."""
    quiet = 0
    while quiet < 20:
        asleep = all(
            state(task) == "S" for one in (pid, *workers(pid)) for task in Path(f"/proc/{one}/task").iterdir()
        )
        quiet = quiet + 1 if asleep else 0
        time.sleep(0.01)


def state(process: Path) -> str:
    """The state of a process or thread, a letter; empty when it is gone."""
    with suppress(OSError):
        return (process / "stat").read_text().rpartition(")")[2].split()[0]
    return ""


def peak(pid: int | str) -> int:
    """The greatest size of a living process in MB: not `ru_maxrss`, which is inherited from who started it."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) >> 10


def read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1 << 16)
    except OSError:  # how Linux says that the other end is closed
        return b""
