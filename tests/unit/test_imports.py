"""What each command may load, seen in a fresh process: start-up time is the sum of its imports."""

import subprocess
import sys
from functools import cache

import pytest
from probing import PROBE

HEAVY = (
    "rich",
    "regex",
    "importlib.metadata",
    "dataclasses",
    "json",
    "csv",
    "cablecli.parser",
    "cablecli.model.value",  # what all values of a cable are made of; the words for their kinds cost nothing
)
CABLE = (
    "C O N F I D E N T I A L VALLETTA 000214\n\n"
    "E.O. 12958: DECL: 04/09/2019\nTAGS: PREL, MT\nSUBJECT: PILOT BOATS\n\n¶1. (C) He asked for boats.\n"
).encode()


def told(probe: str, *args: str) -> list[str]:
    """The words that a probe writes on standard error, run in a process of its own."""
    command = [sys.executable, "-c", probe, *args]
    return subprocess.run(command, input=CABLE, capture_output=True, check=True).stderr.decode().split()


@cache
def loaded(*args: str) -> set[str]:
    modules = set(told(PROBE, *args))
    assert "click" in modules
    return modules


@pytest.mark.parametrize(
    "args",
    [
        ("--version",),
        ("--help",),
        (),
        ("show", "--help"),
        ("paragraphs", "--help"),
        ("participants", "--help"),
        ("tags", "--help"),
        ("schema", "--help"),
        ("list", "--help"),
        ("index", "--help"),
        ("search", "--help"),
        ("stats", "--help"),
        ("diff", "--help"),
        ("export", "--help"),
        ("formats", "--help"),
    ],
)
def test_help_and_version_load_click_and_nothing_else(args: tuple[str, ...]) -> None:
    assert not loaded(*args) & set(HEAVY)


@pytest.mark.parametrize("name", ["auto", "text", "tsv", "csv", "json", "jsonl", "markdown"])
def test_rich_is_for_terminals_only(name: str) -> None:
    assert "rich" not in loaded("show", "--format", name)


def test_what_reads_other_inputs_is_not_loaded_for_a_text() -> None:
    assert not loaded("tags") & {
        *(
            "html",
            "html.parser",
            "csv",
            "json",
            "zipfile",
            "tarfile",
            "lzma",
            "bz2",
            "zlib",
            "zstandard",
            "py7zr",
        ),
        *(
            f"cablecli.carriers.{name}"
            for name in (
                "json_array",
                "jsonl",
                "cable_page",
                "web_page",
                "archive_records",
                "smart_messages",
                "web_copy",
                "html_text",
            )
        ),
        *(f"cablecli.sources.{name}" for name in ("packed", "zipped", "tarred", "sevenzip")),
    }


def test_a_terminal_view_leaves_the_slow_parts_of_rich_alone() -> None:
    modules = loaded("show", "--format", "rich")
    assert "rich.tree" in modules
    assert not modules & {
        f"rich.{name}" for name in ("markdown", "traceback", "progress", "syntax", "panel", "table")
    }


def test_a_cable_on_a_terminal_loads_nothing_of_other_pages_and_other_forms() -> None:
    unused = {
        *(f"cablecli.render.terminal.{name}" for name in ("grids", "trees", "differences")),
        *(
            f"cablecli.views.{name}"
            for name in ("compare", "stats", "listing", "outlines", "fields", "counts", "lint")
        ),
        *(f"cablecli.parser.dialects.{name}" for name in ("sas", "white_house", "smart", "covers")),
    }
    assert not loaded("show", "--format", "rich") & unused


def test_the_package_itself_loads_nothing() -> None:
    probe = "import sys; before = set(sys.modules); import cablecli; print(*set(sys.modules) - before)"
    process = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True, text=True)
    modules = set(process.stdout.split())
    assert not modules & set(HEAVY)
    assert {name for name in modules if name.startswith("cablecli")} == {"cablecli"}


def test_tags_load_neither_the_parser_of_the_body_nor_what_files_and_csv_need() -> None:
    unused = {
        "cablecli.parser.body",
        "cablecli.parser.meeting",
        "cablecli.parser.checks",
        "csv",
        "pathlib",
        "rich",
    }
    assert not loaded("tags", "--json") & unused


@pytest.mark.parametrize("args", [("tags", "--json"), ("tags", "-f", "tsv"), ("tags", "--template", "{tag}")])
def test_tags_for_a_program_load_nothing_of_what_makes_pages_for_reading(args: tuple[str, ...]) -> None:
    modules = loaded(*args)
    assert {"cablecli.views", "cablecli.model.cable"} <= modules
    assert not modules & {
        "cablecli.views.pages",
        "cablecli.views.reading",
        "cablecli.views.blocks",
        "cablecli.model.codes",
        "cablecli.views.filters",
    }


def test_a_cable_is_made_without_what_turns_it_into_a_record_and_back() -> None:
    records = {"cablecli.model.to_dict", "cablecli.model.from_dict", "cablecli.model.json_values"}
    assert not loaded("tags", "--json") & records
    assert loaded("show", "--json") & records == {"cablecli.model.to_dict"}


def test_the_heading_of_a_telegram_loads_neither_what_releases_hold_nor_what_stands_below_it() -> None:
    below = {
        "cablecli.model.body",
        "cablecli.model.margin",
        "cablecli.parser.dialects.smart",
        "cablecli.parser.dialects.named_fields",
    }
    assert not loaded("tags", "--json") & below


@pytest.mark.parametrize("args", [("--version",), ("tags", "--json"), ("show",)])
def test_no_encoding_but_the_usual_one_is_loaded(args: tuple[str, ...]) -> None:
    assert not loaded(*args) & {"encodings.cp1252", "importlib.metadata"}


COMPILED = """
import sys
from cablecli.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
from cablecli.carriers import telegrams
from cablecli.patterns import ALL
from cablecli.text import decoding, repair, terminal
names = {id(value): name for module in (decoding, terminal, telegrams) for name, value in vars(module).items()}
names[id(repair._PAIR)] = "_PAIR"
print(*(names.get(id(one), "other") for one in ALL if "search" in vars(one)), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "args", [("tags", "--json"), ("show", "-f", "jsonl"), ("show",), ("show", "-f", "rich")]
)
def test_a_plain_text_needs_none_of_the_patterns_for_unsafe_signs_and_other_carriers(
    args: tuple[str, ...],
) -> None:
    assert set(told(COMPILED, *args)) == {"other"}


GARBAGE = """
import atexit, gc, sys
from cablecli.cli import main
atexit.register(lambda: print(gc.get_freeze_count(), file=sys.stderr))  # what is registered first is called last
before = sum(generation["collections"] for generation in gc.get_stats())
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print(sum(generation["collections"] for generation in gc.get_stats()) - before, file=sys.stderr)
"""


def test_the_start_makes_no_search_for_unused_cycles_and_the_end_has_nothing_to_search() -> None:
    searches, frozen = map(int, told(GARBAGE, "show", "-f", "rich"))
    assert searches == 0
    assert frozen > 10_000


TWICE = """
import sys
from cablecli.cli import main
for _ in range(2):
    try:
        main(["list", "--help"])
    except SystemExit as end:
        print(end.code, file=sys.stderr)
"""


def test_the_command_list_does_not_hide_the_list_of_python() -> None:
    assert told(TWICE) == ["0", "0"]
