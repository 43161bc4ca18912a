"""What a person at a terminal sees, through a real pseudo-terminal."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from running import CABLE, Ended

Run = Callable[..., Ended]
STYLES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("command", ["show", "paragraphs", "participants", "tags"])
@pytest.mark.parametrize("columns", [20, 60, 100, 200])
def test_every_view_fits(on_terminal: Run, cable: Path, command: str, columns: int) -> None:
    ended = on_terminal(command, "good.txt", columns=columns)
    text = STYLES.sub("", ended.out)
    assert ended.status == 0
    assert ended.out != text
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= columns
    assert "09VALLETTA214" in text


def test_the_participants_are_a_tree(on_terminal: Run, cable: Path) -> None:
    text = STYLES.sub("", on_terminal("participants", "good.txt").out)
    assert text.splitlines()[3:] == [
        "April 7, 2009; Valletta",
        "├── U.S. (2)",
        "│   ├── Ostrander      Ambassador",
        "│   └── Quill          Poloff  notetaker",
        "└── Malta (1)",
        "    └── Pavel Borodin  Minister, Chairman of the Ferry Board",
    ]


def test_markup_in_a_cable_prints_as_itself(on_terminal: Run, cable: Path) -> None:
    for command in ("show", "paragraphs"):
        text = STYLES.sub("", on_terminal(command, "good.txt", columns=150).out)
        assert "the harbor needs [bold] boats :smile: and [/x] ropes." in text


def test_escape_sequences_in_a_cable_do_not_reach_the_terminal(on_terminal: Run) -> None:
    evil = "\x1b]0;owned\x07\x1b[2J\x9b5m\u202e\u200b\x00\x08"
    text = (
        CABLE.replace("asked", f"as{evil}ked")
        .replace("BORODIN", f"BOR{evil}ODIN")
        .replace("Quill", f"Qu{evil}ill")
    )
    Path("evil.txt").write_text(text, encoding="utf-8")
    for command in ("show", "paragraphs", "participants", "tags"):
        for name in ("rich", "text", "tsv", "csv", "json", "jsonl", "markdown"):
            shown = STYLES.sub("", on_terminal(command, "-f", name, "evil.txt").out)
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u200b]", shown), (command, name)


@pytest.mark.parametrize(
    ("env", "args"),
    [({"TERM": "dumb"}, ()), ({"NO_COLOR": "1"}, ()), ({"FORCE_COLOR": "0"}, ()), ({}, ("--color", "never"))],
)
def test_no_colour_where_none_is_wanted(
    on_terminal: Run, cable: Path, env: dict[str, str], args: tuple[str, ...]
) -> None:
    ended = on_terminal("show", *args, "good.txt", env=env)
    assert "\x1b" not in ended.out
    assert "[CONFIDENTIAL]\n" in ended.out


def test_the_width_can_be_chosen(on_terminal: Run, cable: Path) -> None:
    text = STYLES.sub("", on_terminal("show", "--width", "50", "good.txt", columns=120).out)
    assert "─" * 50 in text.splitlines()


def test_nothing_found_is_said_on_a_terminal_only(run: Run, on_terminal: Run, cable: Path) -> None:
    args = ("tags", "--kind", "person", "--format", "jsonl", "good.txt")
    assert on_terminal(*args).out == "cablecli: no tags found\n"
    assert on_terminal(*args, "-q").out == ""
    ended = run(*args)
    assert (ended.status, ended.out, ended.err) == (0, "", "")


def test_without_a_file_a_terminal_is_not_read(on_terminal: Run) -> None:
    ended = on_terminal("tags")
    assert ended.status == 2
    assert ended.out == (
        "cablecli: no FILE given, and standard input is a terminal.\nTry 'cablecli tags --help' for help.\n"
    )


def test_quiet_hides_what_was_doubtful(run: Run) -> None:
    Path("old.txt").write_bytes(CABLE.replace("ropes", "ropes \u201cnow\u201d").encode("cp1252"))
    note = "Note: not UTF-8; read as cp1252 [encoding-guessed]"
    assert note in run("show", "old.txt").out
    assert "Note:" not in run("show", "-q", "old.txt").out
    assert "encoding-guessed" in run("show", "-q", "--json", "old.txt").out


def test_hits_are_shown(on_terminal: Run, cable: Path) -> None:
    ended = on_terminal("paragraphs", "--grep", "pilot boats", "good.txt", columns=120)
    assert "\x1b[1;30;43mpilot boats\x1b[0m" in ended.out
