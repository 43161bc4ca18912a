import fcntl
import os
import pty
import struct
import termios
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from running import CABLE, Ended, read, start


@pytest.fixture(name="run")
def _run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ended]:
    """Run the program in `tmp_path` to its end."""
    monkeypatch.chdir(tmp_path)

    def run(*args: str | Path, stdin: bytes = b"", **more: Any) -> Ended:
        with start(*args, **more) as process:
            out, err = process.communicate(stdin, timeout=50)
        return Ended(process.returncode, out or b"", err or b"")

    return run


@pytest.fixture(name="on_terminal")
def _on_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ended]:
    """Run the program with all three streams on a pseudo-terminal; what it shows is `out`."""
    monkeypatch.chdir(tmp_path)

    def on_terminal(*args: str | Path, columns: int = 80, **more: Any) -> Ended:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        streams = dict.fromkeys(("stdin", "stdout", "stderr"), theirs)
        with start(*args, **{**streams, **more}) as process:
            os.close(theirs)
            shown = b"".join(iter(lambda: read(ours), b""))
        os.close(ours)
        return Ended(process.returncode, shown.replace(b"\r\n", b"\n"))

    return on_terminal


@pytest.fixture(name="cable")
def _cable(tmp_path: Path) -> Path:
    """A small cable in a file `good.txt`."""
    path = tmp_path / "good.txt"
    path.write_text(CABLE)
    return path
