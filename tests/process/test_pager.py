"""The pager, a real one on a real pseudo-terminal."""

import fcntl
import os
import pty
import shutil
import struct
import termios
from collections.abc import Callable
from pathlib import Path

import pytest
from running import CABLE, Ended, read, start

Run = Callable[..., Ended]
LESS = pytest.mark.skipif(shutil.which("less") is None, reason="no less")
LONG = CABLE.replace("boats :smile:", "boats " * 400)


def paged(keys: bytes, *args: str, rows: int = 24, **env: str) -> Ended:
    """What is shown on a screen of so many rows where these keys are pressed at the pager's prompt."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
    streams = dict.fromkeys(("stdin", "stdout", "stderr"), theirs)
    with start(
        *args, env={"CABLECLI_PAGER": "less -RFX", **env}, start_new_session=True, **streams
    ) as process:
        os.close(theirs)
        shown = b""
        while piece := read(ours):
            shown += piece
            if keys and shown.endswith(b":\x1b[K"):
                os.write(ours, keys)
                keys = b""
    os.close(ours)
    return Ended(process.returncode, shown.replace(b"\r\n", b"\n"))


@pytest.fixture(name="long")
def _long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cable of many screens in `long.txt`, in the current directory."""
    monkeypatch.chdir(tmp_path)
    Path("long.txt").write_text(LONG, encoding="utf-8")


@LESS
@pytest.mark.usefixtures("long")
def test_a_long_text_is_paged_and_to_leave_the_pager_is_no_error() -> None:
    ended = paged(b"q", "show", "long.txt", "long.txt")
    assert ended.status == 0
    assert "09VALLETTA214" in ended.out
    assert "He will ask again" not in ended.out


@LESS
@pytest.mark.usefixtures("long")
def test_what_was_to_be_said_is_said_when_the_pager_is_left() -> None:
    ended = paged(b"Gq", "show", "long.txt", "nowhere.txt")
    assert ended.status == 1
    assert "OSTRANDER" in ended.out
    assert ended.out.rstrip().endswith("cablecli: nowhere.txt: no such file or directory")


@pytest.mark.usefixtures("long")
@pytest.mark.parametrize(
    ("args", "env"),
    [
        (("show", "--no-pager"), {"CABLECLI_PAGER": "no-such-pager"}),
        (("show",), {"CABLECLI_PAGER": "no-such-pager"}),
        (("show",), {"CABLECLI_PAGER": "less 'quote"}),
        (("show",), {"CABLECLI_PAGER": ""}),
        (("show",), {"TERM": "dumb"}),
        (("paragraphs",), {}),
    ],
)
def test_without_a_pager_all_is_shown(args: tuple[str, ...], env: dict[str, str]) -> None:
    ended = paged(b"", *args, "long.txt", **env)
    assert ended.status == 0
    assert "He will ask again" in ended.out
    assert "cablecli:" not in ended.out


@pytest.mark.usefixtures("long")
def test_who_decides_on_the_pager(run: Run, on_terminal: Run) -> None:
    assert "PAGED" in paged(b"", "show", "long.txt", CABLECLI_PAGER="sed s/BORODIN/PAGED/").out
    assert (
        "PAGED" in paged(b"", "tags", "--pager", "long.txt", rows=4, CABLECLI_PAGER="sed s/PREL/PAGED/").out
    )
    assert "PAGED" not in paged(b"", "show", "long.txt", rows=200, CABLECLI_PAGER="sed s/BORODIN/PAGED/").out
    assert "PAGED" in on_terminal("show", "long.txt", env={"PAGER": "sed s/BORODIN/PAGED/"}).out
    assert "PAGED" not in run("show", "--pager", "long.txt", env={"PAGER": "sed s/BORODIN/PAGED/"}).out


@pytest.mark.usefixtures("long")
def test_a_pager_that_knows_no_links_gets_none() -> None:
    known = {"VTE_VERSION": "6003"}
    assert "\x1b]8;" in paged(b"", "show", "long.txt", CABLECLI_PAGER="", **known).out
    assert "\x1b]8;" not in paged(b"", "show", "long.txt", CABLECLI_PAGER="cat", **known).out


@pytest.mark.usefixtures("long")
def test_any_pager_gets_links_where_they_are_always_wanted() -> None:
    assert "\x1b]8;" in paged(b"", "show", "--hyperlinks", "always", "long.txt", CABLECLI_PAGER="cat").out
