"""The command line itself: help, wrong words, and what was probably meant."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from running import CABLE, Ended

from cablecli import __version__
from cablecli.cli.commands import group

Run = Callable[..., Ended]
COMMANDS = ("show", "paragraphs", "participants", "tags", "schema")


def test_help_and_version(run: Run) -> None:
    assert run("--version").out == f"cablecli {__version__}\n"
    for args in ((), ("--help",)):
        ended = run(*args)
        assert ended.status == 0
        assert all(f"\n  {command} " in ended.out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(run: Run, command: str) -> None:
    ended = run(command, "--help")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith(f"Usage: cablecli {command} ")
    assert command == "schema" or f"Examples:\n    cablecli {command} " in ended.out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("shwo", "x"), "no command 'shwo'. Did you mean 'show'?"),
        (("good.txt",), "no command 'good.txt'. Did you mean 'cablecli show good.txt'?"),
        (("tags", "--feilds", "x"), "'--fields'"),
        (("tags", "-f", "tvs"), "Did you mean 'tsv'?"),
        (("tags", "--color", "alway"), "Did you mean 'always'?"),
        (("tags", "--kind", "geo"), "Did you mean 'geographic'?"),
        (
            ("tags", "--fields", "id,nmae"),
            "no field 'nmae'. Did you mean 'name'? There are: id, tag, kind, name.",
        ),
        (("tags", "--fields", ""), "There are: id, tag, kind, name."),
        (("show", "--json", "--fields", "subjct"), "Did you mean 'subject'?"),
        (("show", "-f", "csv", "--fields", "heading.dtgs"), "Did you mean 'heading.dtg'?"),
        (("tags", "--json", "-f", "csv"), "contradict"),
        (("tags", "--width", "3"), "not in the range"),
        (("paragraphs", "-n", "9-4"), "'9-4' runs backwards."),
        (("tags", "-f", "csv", "--format", "tsv"), "--format is given twice."),
        (("tags", "-j", "1", "-j1"), "--jobs is given twice."),
        (("show", "--brief", "--full", "good.txt"), "--brief and --full contradict each other."),
        (("paragraphs", "--depth", "2", "good.txt"), "--depth is about --tree, which is not given."),
        (("paragraphs", "--snippet", "good.txt"), "--snippet is about --grep, which is not given."),
        (("paragraphs", "--count", "--tree", "good.txt"), "--count and --tree contradict each other."),
        (("show", "--fields", "id", "--fields=subject"), "--fields is given twice."),
        (("show", "-o", "a", "-o", "b"), "--output is given twice."),
        (("paragraphs", "--grep", "(a"), "not a regular expression"),
        (("paragraphs", "--tree", "--json"), "--tree is for reading"),
        (("show", "-f", "x\ncablecli: F: fake"), r"'x\ncablecli: F: fake'"),
        (("show", "bad\x1b[31m", "--nope\x1b]0;x\x07"), "no such option"),
    ],
)
def test_wrong_usage_is_status_2_and_helps(run: Run, cable: Path, args: tuple[str, ...], said: str) -> None:
    ended = run(*args, *([] if args[0] in ("shwo", "good.txt") else ["good.txt"]))
    assert (ended.status, ended.out) == (2, "")
    first, second = ended.err.splitlines()
    assert first.startswith("cablecli: ")
    assert said in first
    assert "\x1b" not in ended.err
    assert second.startswith("Try 'cablecli")


def _options() -> Iterator[tuple[str, click.Option]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        yield from (
            (name, one) for one in command.params if isinstance(one, click.Option) and not one.is_flag
        )


@pytest.mark.parametrize(("command", "option"), list(_options()), ids=str)
def test_an_option_given_twice_adds_up_or_is_refused(command: str, option: click.Option) -> None:
    if not option.multiple:
        with pytest.raises(click.UsageError, match="is given twice"):
            group.invoke(group.make_context("cablecli", [command, *[option.opts[-1], "1"] * 2]))


def test_what_adds_up(run: Run, cable: Path) -> None:
    rows = ("--no-header", "--fields", "number", "good.txt")
    for args, numbers in (
        (("--grep", "pilot boats", "--grep", "come again|ask again"), ["3", "5"]),
        (("-n", "1", "-n", "4-"), ["1", "4", "5"]),
        (("--label", "comment", "--label", "summary"), ["3", "5"]),
        (("--marking", "U", "--marking", "X"), ["1", "2"]),
        (("--heading", "modest", "--heading", "other"), ["4", "5"]),
    ):
        assert run("paragraphs", *args, *rows).out.split() == numbers
    assert (
        run("tags", "--kind", "geographic", "--kind", "program", "good.txt").out.count("09VALLETTA214") == 1
    )
    assert run("participants", "--side", "malta", "--side", "u.s", "good.txt").out.count("09VALLETTA214") == 3
    assert run("tags", "-q", "-q", "--json", "--json", "good.txt").status == 0


def test_a_pattern_without_end_is_wrong_usage(run: Run) -> None:
    Path("long.txt").write_text(CABLE.replace("ropes", "x" * 5000))
    ended = run("paragraphs", "--grep", r"(x+x+)+\1y", "long.txt")
    assert ended.status == 2
    assert "no answer within 2 seconds" in ended.err


def test_fields_choose_and_order(run: Run, cable: Path) -> None:
    assert run("tags", "--fields", "name, tag", "good.txt").out.splitlines()[:2] == [
        "name\ttag",
        "External Political Relations\tPREL",
    ]
    (record,) = json.loads(run("show", "--json", "--fields", "subject,id", "good.txt").out)
    assert list(record) == ["subject", "id"]
    assert run("show", "--fields", "id,signature", "good.txt").out == (
        "id:             09VALLETTA214\nsignature:      OSTRANDER\n"
    )


def test_rows_of_each_command(run: Run, cable: Path) -> None:
    assert run("participants", "--side", "malta", "--no-header", "good.txt").out == (
        "09VALLETTA214\tMalta\t\tPavel Borodin\tMinister\tChairman of the Ferry Board\tfalse\t2\t"
        "Minister Pavel Borodin, Chairman of the Ferry Board\tApril 7, 2009\tValletta\n"
    )
    assert run("paragraphs", "-n", "5", "--fields", "number,marking,label", "good.txt").out == (
        "number\tmarking\tlabel\n5\tC\tcomment\n"
    )
    assert run("tags", "--count", "good.txt", "good.txt").out.splitlines()[:2] == [
        "tag\tkind\tname\tcount",
        "MT\tgeographic\tMalta\t2",
    ]


def test_the_tree_of_paragraphs_in_a_pipe(run: Run, cable: Path) -> None:
    text = run("paragraphs", "--tree", "-n", "4-", "good.txt").out
    assert "\nA Modest Request\n----------------\n\n    4. (C) Borodin said" in text


def test_the_schema_holds_for_what_show_prints(run: Run, cable: Path) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads(run("schema").out)
    Draft202012Validator.check_schema(schema)
    for record in json.loads(run("show", "--json", "good.txt").out):
        Draft202012Validator(schema).validate(record)


def test_lint_shows_the_role_and_the_rule_of_each_line(run: Callable[..., Ended], cable: Path) -> None:
    rows = [line.split("\t") for line in run("lint", "--layout", cable).out.splitlines()]
    assert rows[0] == ["id", "line", "role", "rule", "text"]
    assert [row[4] for row in rows[1:]] == [line.strip() for line in CABLE.splitlines() if line.strip()]
    assert ["09VALLETTA214", "6", "heading line", "transmission heading", "FM AMEMBASSY VALLETTA"] in rows
    assert all(row[3] for row in rows)
    assert run("lint", "--layout", "--kind", "doubt", cable).status == 2


def test_lint_colours_lines_by_role(on_terminal: Callable[..., Ended], cable: Path) -> None:
    shown = on_terminal("lint", "--layout", cable, columns=120).out
    assert "\x1b[36mheading line" in shown
    assert "\x1b[35msignature" in shown


def test_people_are_counted_over_all_inputs(run: Run, cable: Path) -> None:
    Path("again.txt").write_text(CABLE.replace("Minister Pavel Borodin", "Minister PAVEL R. BORODIN"))
    ended = run("participants", "--count", "good.txt", "again.txt")
    assert ended.out.splitlines()[:2] == ["name\tcount", "Ostrander\t2"]
    assert "Pavel Borodin\t2" in ended.out or "PAVEL R. BORODIN\t2" in ended.out


def test_a_name_finds_its_meetings_with_all_who_were_there(run: Run, cable: Path) -> None:
    Path("other.txt").write_text(CABLE.replace("Ostrander", "Whitlock"))
    fields = ("--fields", "date,from,side,name,source", "--no-header")
    ended = run("participants", "--name", "ostrander", *fields, "good.txt", "other.txt")
    assert ended.out.splitlines() == [
        "April 7, 2009\tAMEMBASSY VALLETTA\tU.S.\tOstrander\tgood.txt",
        "April 7, 2009\tAMEMBASSY VALLETTA\tU.S.\tQuill\tgood.txt",
        "April 7, 2009\tAMEMBASSY VALLETTA\tMalta\tPavel Borodin\tgood.txt",
    ]


def test_paragraphs_are_counted_and_shown_with_their_neighbours(run: Run, cable: Path) -> None:
    grep = ("paragraphs", "--grep", "harbor", "good.txt")
    assert run(*grep, "--count").out == "id\tcount\n09VALLETTA214\t1\n"
    numbers = ("--fields", "number,text", "--no-header")
    assert run(*grep, "--snippet", *numbers).out == (
        "4\tBorodin said the harbor needs [bold] boats :smile: and [/x] ropes.\n"
    )
    assert [line[0] for line in run(*grep, "-C", "1", *numbers).out.splitlines()] == ["3", "4", "5"]
