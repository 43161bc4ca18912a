"""What each command may load, seen in a fresh process: start-up time is the sum of its imports."""

import subprocess
import sys

import pytest

HEAVY = (
    "rich",
    "regex",
    "importlib.metadata",
    "dataclasses",
    "json",
    "csv",
    "cablecli.parser",
    "cablecli.model",
)
PROBE = """
import sys
from cablecli.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print(*sorted(sys.modules), file=sys.stderr)
"""
CABLE = b"E.O. 12958: DECL: 04/09/2019\nTAGS: PREL, MT\nSUBJECT: PILOT BOATS\n\n1. (C) He asked for boats.\n"


def loaded(*args: str) -> set[str]:
    process = subprocess.run(
        [sys.executable, "-c", PROBE, *args], input=CABLE, capture_output=True, check=True
    )
    modules = set(process.stderr.decode().split())
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
            for name in ("records", "lines", "page", "html", "sas", "smart", "web", "markup")
        ),
        *(f"cablecli.sources.{name}" for name in ("packed", "zipped", "tarred", "sevenzip")),
    }


def test_a_terminal_view_leaves_the_slow_parts_of_rich_alone() -> None:
    modules = loaded("show", "--format", "rich")
    assert "rich" in modules
    assert not modules & {
        "rich.markdown",
        "rich.traceback",
        "rich.progress",
        "rich.syntax",
        "rich.table",
        "rich.tree",
    }


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
