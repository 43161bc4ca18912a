"""The command line itself: help, wrong words, and what was probably meant."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from running import CABLE, Ended

from cablecli import __version__
from cablecli.cli.commands import group
from cablecli.cli.options import SharedOption

Run = Callable[..., Ended]
COMMANDS = tuple(group.list_commands(click.Context(group)))


def test_help_and_version(run: Run) -> None:
    for word in ("--version", "-V", "version"):
        assert run(word).out == f"cablecli {__version__}\n"
    assert run("help", "show").out == run("show", "--help").out
    for args in ((), ("--help",), ("help",)):
        ended = run(*args)
        assert ended.status == 0
        assert all(f"\n  {command} " in ended.out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(run: Run, command: str) -> None:
    ended = run(command, "--help")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith(f"Usage: cablecli {command} ")
    assert re.search(rf"Examples:\n    .*\bcablecli {command}\b", ended.out)
    assert all(len(line) <= 80 for line in ended.out.splitlines())


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("shwo", "x"), "no command 'shwo'. Did you mean 'show'?"),
        (("good.txt",), "no command 'good.txt'. Did you mean 'cablecli show good.txt'?"),
        (("view", "good.txt"), "no command 'view'. Did you mean 'show'?"),
        (("timeline",), "no command 'timeline'. Did you mean 'stats'?"),
        (("tags", "--year", "2007"), "no such option: --year. Did you mean --since YEAR --until YEAR?"),
        (("tags", "--count", "--per", "year"), "Did you mean 'cablecli stats --by tag --per year'?"),
        (("tags", "--limit", "3", "good.txt"), "--limit is about --count, which is not given."),
        (("--json", "list", "x"), "--json stands before its command. Did you mean 'cablecli list --json'?"),
        (("--jsn", "list", "x"), "no such option '--jsn'"),
        (("show", "--fields", "", "x"), "mrn.year, mrn.post, mrn.number, source.path"),
        (("07 Paris 2827",), "Did you mean 'cablecli show 07 Paris 2827'?"),
        (("list", "-n", "3"), "no such option: -n. Did you mean --limit?"),
        (("tags", "--feilds", "x"), "'--fields'"),
        (("tags", "-f", "html"), "invalid value for '-f' / '--format': 'html' is not one of"),
        (
            ("refs", "--at-hand"),
            "no such option: --at-hand. Did you mean 'cablecli refs --fields cited,at_hand'?",
        ),
        (("tags", "-f", "tvs"), "Did you mean 'tsv'?"),
        (("tags", "--color", "alway"), "Did you mean 'always'?"),
        (("tags", "--kind", "geo"), "Did you mean 'geographic'?"),
        (
            ("tags", "--fields", "id,nmae"),
            "no field 'nmae'. Did you mean 'name'? There are: id, tag, kind, name.",
        ),
        (("tags", "--fields", ""), "There are: id, tag, kind, name."),
        (
            ("list", "--fields", ""),
            "subject, source. Of the cable also: the columns of show: heading.dtg ...",
        ),
        (("show", "--json", "--fields", "subjct"), "Did you mean 'subject'?"),
        (("show", "-f", "csv", "--fields", "heading.dtgs"), "Did you mean 'heading.dtg'?"),
        (("tags", "--json", "-f", "csv"), "the formats json and csv contradict each other."),
        (("tags", "--json", "--excel"), "the formats json and csv contradict each other."),
        (("tags", "--template", "{id}", "-f", "tsv"), "contradict"),
        (("tags", "--template", "{id}", "--fields", "id"), "contradict"),
        (("tags", "--template", "{nmae}"), "no field 'nmae'. Did you mean 'name'?"),
        (("tags", "--template", "{id.__class__}"), "no field 'id.__class__'."),
        (("tags", "--template", "{id[0]}"), "no field 'id[0]'."),
        (("tags", "--template", "{}"), "no field named. There are: id, tag, kind, name."),
        (("show", "--template", "{heading}"), "no field 'heading'."),
        (("tags", "--template", "{id!r}"), "{id!r} is not {name}"),
        (("tags", "--template", "{id:999999999}"), "{id:999999999} is not {name}"),
        (("tags", "--template", "{id:{tag}}"), "{id:{tag}} is not {name}"),
        (("tags", "--template", "{id"), "expected '}'"),
        (("tags", "--width", "3"), "not in the range"),
        (("paragraphs", "-n", "9-4"), "'9-4' runs backwards."),
        (("tags", "-f", "csv", "--format", "tsv"), "--format is given twice."),
        (("tags", "-j", "1", "-j1"), "--jobs is given twice."),
        (("show", "--brief", "--full", "good.txt"), "--brief and --full contradict each other."),
        (("paragraphs", "--depth", "2", "good.txt"), "--depth is about --tree, which is not given."),
        (("paragraphs", "--snippet", "good.txt"), "--snippet is about --grep, which is not given."),
        (("paragraphs", "-C", "1", "good.txt"), "--context is about --grep, --number and the like"),
        (("paragraphs", "--count", "--tree", "good.txt"), "--count and --tree contradict each other."),
        (("paragraphs", "--tree", "--fields", "number"), "--tree and --fields contradict each other."),
        (("show", "--fields", "id", "--fields=subject"), "--fields is given twice."),
        (("show", "-o", "a", "-o", "b"), "--output is given twice."),
        (("search", "--files-from", "list"), "search reads a collection"),
        (("search", "--glob", "*.txt"), "search reads a collection"),
        (("search", "--unique"), "search reads a collection"),
        (("paragraphs", "--grep", "(a"), "not a regular expression"),
        (("paragraphs", "--tree", "--json"), "--tree is for reading"),
        (("show", "-f", "x\ncablecli: F: fake"), r"'x\ncablecli: F: fake'"),
        (("show", "bad\x1b[31m", "--nope\x1b]0;x\x07"), "no such option"),
    ],
)
def test_wrong_usage_is_status_2_and_helps(run: Run, cable: Path, args: tuple[str, ...], said: str) -> None:
    ended = run(*args, *([] if args[0] in ("shwo", "view", "good.txt", "07 Paris 2827") else ["good.txt"]))
    assert (ended.status, ended.out) == (2, "")
    first, second = ended.err.splitlines()
    assert first.startswith("cablecli: ")
    assert said in first
    assert "\x1b" not in ended.err
    assert second.startswith("Try 'cablecli")


@pytest.mark.parametrize(
    ("command", "takes"), [("search", "QUERY..."), ("index", "[FILE]..."), ("diff", "[FILE|ID]...")]
)
def test_help_says_what_a_command_takes(run: Run, command: str, takes: str) -> None:
    assert run(command, "--help").out.splitlines()[0] == f"Usage: cablecli {command} [OPTIONS] {takes}"


def test_the_choices_of_a_missing_word_stand_in_one_line(run: Run) -> None:
    said = "cablecli: missing argument 'bash|zsh|fish'. Choose from: bash, zsh, fish"
    assert run("completion").err.splitlines()[0] == said


def _options() -> Iterator[tuple[str, click.Option]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        yield from (
            (name, one)
            for one in command.params
            if isinstance(one, click.Option) and (one.secondary_opts or not one.is_flag)
        )


@pytest.mark.parametrize("command", [["index"], ["export", "out", "--to", "csv"]], ids=str)
def test_a_command_without_output_passes_over_no_option_about_it(command: list[str]) -> None:
    context = click.Context(group)
    shared = [one for one in group.get_command(context, command[0]).params if isinstance(one, SharedOption)]
    about_output = [one for one in shared if one.section == "Output" and one.name != "excel"]
    assert len(about_output) > 9
    for one in about_output:
        value = one.type.choices[-1] if isinstance(one.type, click.Choice) else "50"
        args = [*command, one.opts[-1], *([] if one.is_flag else [value]), "x.txt"]
        with pytest.raises(click.UsageError, match="options about the output"):
            group.invoke(group.make_context("cablecli", args))


@pytest.mark.parametrize(("command", "option"), list(_options()), ids=str)
def test_an_option_given_twice_adds_up_or_is_refused(command: str, option: click.Option) -> None:
    if not option.multiple:
        with pytest.raises(click.UsageError, match="is given twice"):
            twice = option.secondary_opts + option.opts if option.is_flag else [option.opts[-1], "1"] * 2
            group.invoke(group.make_context("cablecli", [command, *twice]))


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


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv", "text", "markdown", "rich"])
def test_a_path_into_the_record_is_a_field_in_every_format(run: Run, cable: Path, form: str) -> None:
    for command in ("show", "tags", "participants", "paragraphs", "lint"):
        ended = run(command, "-f", form, "--fields", "id,heading.dtg,meeting.day,date,from", "good.txt")
        plain = ended.out.replace("\\", "")
        for value in ("09VALLETTA214", "2009-04-09T10:10Z", "2009-04-07", "AMEMBASSY VALLETTA"):
            assert value in plain, (command, plain)


def test_fields_of_a_record_keep_their_types_and_a_group_is_all_of_it(run: Run, cable: Path) -> None:
    (record,) = json.loads(
        run("show", "--json", "--fields", "heading.info,mrn,source.member", "good.txt").out
    )
    assert record == {
        "heading.info": [
            {"routing_indicator": "RUEHRO", "address": "AMEMBASSY ROME", "precedence": None, "number": "0412"}
        ],
        "mrn": {"year": 2009, "post": "VALLETTA", "number": 214},
        "source.member": None,
    }
    assert run("show", "-f", "csv", "--fields", "meeting,id", "good.txt").out.splitlines() == [
        "meeting.date,meeting.day,meeting.place,id",
        '"April 7, 2009",2009-04-07,Valletta,09VALLETTA214',
    ]
    row = run("tags", "--fields", "tag,mrn,source", "--no-header", "good.txt").out.splitlines()[0]
    assert row == "PREL\t2009\tVALLETTA\t214\tgood.txt"


def test_rows_by_a_template(run: Run, cable: Path) -> None:
    ended = run("tags", "--template", r"{tag:>5}|{name:.8}|\t{heading.dtg:.10}{{\\{kind}}}", "good.txt")
    assert ended.out.splitlines()[:2] == [
        " PREL|External|\t2009-04-09{\\subject}",
        " SMIG|Migratio|\t2009-04-09{\\subject}",
    ]
    cable.write_text(CABLE.replace("BORODIN ASKS", "{id} \u202e {0.__class__} ASKS"))
    ended = run("show", "--template", "{subject}|{paragraphs}", "good.txt")
    assert ended.out.startswith("FERRY MINISTER {id}")
    assert "{0.__class__}" in ended.out
    assert "\u202e" not in ended.out
    assert ended.out.count("\n") == 1


def test_csv_for_a_spreadsheet_holds_no_formulas(run: Run, cable: Path) -> None:
    cable.write_text(CABLE.replace("FERRY MINISTER", '=HYPERLINK("x")').replace("Poloff Quill", "+1 Quill"))
    ended = run("participants", "--excel", "--fields", "id,subject,text", "good.txt")
    rows = list(csv.reader(io.StringIO(ended.out.removeprefix("\ufeff"))))
    assert ended.out.startswith("\ufeffid,subject")
    assert rows[1][1].startswith("'=HYPERLINK")
    assert rows[2][2].startswith("'+1 Quill")
    assert "'" not in run("participants", "-f", "csv", "--fields", "subject,text", "good.txt").out
    both = run("tags", "--excel", "-j", "2", "good.txt", "good.txt").out
    assert both.count("\ufeff") == 1


def test_defaults_come_from_the_environment_and_the_command_line_wins(run: Run, cable: Path) -> None:
    def told(*args: str, **env: str) -> str:
        return run(*args, env={f"CABLECLI_{name}": value for name, value in env.items()}).out

    assert told("tags", "good.txt", FORMAT="jsonl").startswith('{"id"')
    assert told("tags", "good.txt", FORMAT="jsonl") != told("tags", "-f", "csv", "good.txt", FORMAT="jsonl")
    assert told("tags", "--json", "good.txt", FORMAT="csv").startswith("[")
    assert told("tags", "--excel", "good.txt", FORMAT="json").startswith("\ufeff")
    shown = told("show", "good.txt", FORMAT="rich", WIDTH="40", COLOR="always")
    assert max(len(line) for line in re.sub("\x1b[^m]*m", "", shown).splitlines()) == 40
    assert "\x1b[" in shown
    for command in (("paragraphs", "--tree"), ("cite", "--style", "bibtex")):  # which have forms of their own
        assert told(*command, "good.txt", FORMAT="json") == run(*command, "good.txt").out
    assert run("index", "good.txt", env={"CABLECLI_FORMAT": "csv", "CABLECLI_DATABASE": "a.db"}).status == 0
    assert told("tags", "09VALLETTA214", "--no-header", DATABASE="a.db").startswith("09VALLETTA214")
    ended = run("tags", "good.txt", env={"CABLECLI_WIDTH": "wide"})
    assert ended.status == 2
    assert "CABLECLI_WIDTH" in ended.err


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
    assert run("participants", "--name", "Minister", *fields, "good.txt").out == ended.out  # a title
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
