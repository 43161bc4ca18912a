"""Completion in the shells themselves: what a person types, ends with the tab key, and gets."""

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from running import CABLE, ENVIRONMENT, Ended, read

_SETTINGS = {
    "bash": ("--norc --noprofile -i", "PS1='$ '; source <(cablecli completion bash)"),
    "zsh": ("-f -i", "PS1='$ '; autoload -U compinit; compinit -D; source <(cablecli completion zsh)"),
}
_PATIENCE = 20  # seconds for a shell on a busy machine


@pytest.fixture(name="home")
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with a cable, a collection and a program `cablecli` on the path that tells its arguments."""
    (tmp_path / "good cable.txt").write_text(CABLE)
    (tmp_path / "folder").mkdir()
    program = tmp_path / "bin" / "cablecli"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\nif [ -n "$_CABLECLI_COMPLETE" ] || [ "$1" = completion ]\n'
        f'then exec {sys.executable} -m cablecli "$@"\nfi\nprintf \'<%s>\' "$@"; echo\n'
    )
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    command = [sys.executable, "-m", "cablecli", "index", "-q", "good cable.txt"]
    subprocess.run(command, check=True, capture_output=True)
    return tmp_path


class Shell:
    """An interactive shell on a pseudo-terminal."""

    def __init__(self, name: str, home: Path) -> None:
        options, setting = _SETTINGS[name]
        self.descriptor, theirs = pty.openpty()
        path = f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"
        environment = {**ENVIRONMENT, "PATH": path, "HOME": str(home), "TERM": "dumb"}
        command = [name, *options.split()]
        streams = dict.fromkeys(("stdin", "stdout", "stderr"), theirs)
        self.process = subprocess.Popen(
            command,
            env=environment,
            cwd=home,
            start_new_session=True,
            **streams,  # type: ignore[call-overload]
        )
        os.close(theirs)
        self.answer(f"{setting}; cablecli ready")

    def answer(self, typed: str) -> str:
        """What the program was called with, after a line was typed and, at the end, the tab key."""
        os.write(self.descriptor, typed.encode())
        if typed.endswith("\t"):
            self._told(lambda shown: shown.rstrip("\a\r\n").endswith((" ", "/")))
        os.write(self.descriptor, b"\r")
        return self._told(lambda shown: ">\r\n" in shown).rpartition("<cablecli>")[2].split("\r\n")[-2]

    def _told(self, is_enough: Callable[[str], bool]) -> str:
        shown, end = "", time.monotonic() + _PATIENCE
        while not is_enough(shown) and time.monotonic() < end:
            if select.select([self.descriptor], [], [], 0.1)[0]:
                shown += read(self.descriptor).decode()
        return shown

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.descriptor)


@pytest.fixture(name="shell", params=_SETTINGS)
def _shell(request: pytest.FixtureRequest, home: Path) -> Iterator[Shell]:
    if not shutil.which(request.param):
        pytest.skip(f"{request.param} is not installed")
    shell = Shell(request.param, home)
    yield shell
    shell.close()


def test_bash_and_zsh_complete_commands_files_ids_and_values(shell: Shell) -> None:
    for typed, called in (
        ("cablecli partic\t", "<participants>"),
        ("cablecli show go\t", "<show><good cable.txt>"),
        ("cablecli list fol\t", "<list><folder>"),
        ("cablecli show 09V\t", "<show><09VALLETTA214>"),
        ("cablecli show -o folder/../go\t", "<show><-o><folder/../good cable.txt>"),
        ("cablecli tags --fields id,ki\t", "<tags><--fields><id,kind>"),
        ("cablecli paragraphs --label scenes\t", "<paragraphs><--label><scenesetter>"),
        ("cablecli list --tag EWW\t", "<list><--tag><EWWT>"),
        ("cablecli list --ref 09val\t", "<list><--ref><09VALLETTA214>"),
    ):
        # zsh takes the slash behind a directory back when the line ends there.
        assert shell.answer(typed).replace("/>", ">") == called, typed


@pytest.mark.parametrize("shell", ["zsh"], indirect=True)
def test_zsh_keeps_the_option_before_an_equals_sign(shell: Shell) -> None:
    for typed, called in (
        ("cablecli show --format=mar\t", "<show><--format=markdown>"),
        ("cablecli tags --fields=id,ki\t", "<tags><--fields=id,kind>"),
        ("cablecli list --tag=EWW\t", "<list><--tag=EWWT>"),
        ("cablecli show --output=go\t", "<show><--output=good cable.txt>"),
    ):
        assert shell.answer(typed) == called, typed


@pytest.mark.parametrize(
    ("command", "offered"),
    [
        ("export out --to ", ["jsonl", "csv", "parquet", "markdown", "html", "graphml"]),
        ("export out --to ht", ["html"]),
        ("export out --to TALL", ["TALLINN"]),
        ("list --to ht", []),
    ],
)
def test_export_offers_its_forms(run: Callable[..., Ended], command: str, offered: list[str]) -> None:
    words = f"cablecli {command}"
    asked = {"_CABLECLI_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    assert sorted(run(env=asked).out.split()) == sorted(f"plain,{one}" for one in offered)


def test_fish_completes_commands_files_ids_and_values(home: Path) -> None:
    if not shutil.which("fish"):
        pytest.skip("fish is not installed")
    lines = ["sho", "show go", "show 09V", "tags --fields id,ki", "list --tag EWW"]
    asked = "; ".join(f'complete -C "cablecli {line}"' for line in lines)
    environment = {
        **ENVIRONMENT,
        "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
    }
    done = subprocess.run(
        ["fish", "--no-config", "-c", f"cablecli completion fish | source; {asked}"],
        env=environment, capture_output=True, text=True, check=True, timeout=_PATIENCE,
    )  # fmt: skip
    found = [line.partition("\t")[0] for line in done.stdout.splitlines()]
    assert found == ["show", "good cable.txt", "09VALLETTA214", "id,kind", "EWWT"]


def test_completion_says_nothing_where_there_is_nothing_to_say(run: Callable[..., Ended]) -> None:
    Path("cables.db").write_text("no database")
    for line in ("shwo ", "show 09V", "list --ref 0", "index --fields "):
        asked = {"_CABLECLI_COMPLETE": "zsh_complete", "COMP_WORDS": f"cablecli {line}", "COMP_CWORD": "2"}
        ended = run(env=asked)
        assert (ended.status, ended.err) == (0, ""), line
    assert run("completion", "csh").status == 2
