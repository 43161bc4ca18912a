"""FORMAT.md, which the docstrings cite: every citation leads to a section that exists, and the wheel holds the file."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import cablecli

PACKAGE = Path(cablecli.__file__).parent
FORMAT = PACKAGE / "parser" / "FORMAT.md"
SECTION = re.compile(r"^##+ (\d+(?:\.\d+)?) \S", re.MULTILINE)
CITATION = re.compile(r"\bFORMAT (\d+(?:\.\d+)?(?:(?:, | to | and )\d+(?:\.\d+)?)*)")
OLD = re.compile(r"\bformat (?:\d|A\.\d)|\btraps? \d")


def sections() -> list[str]:
    return SECTION.findall(FORMAT.read_text(encoding="utf-8"))


def citations() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for found in CITATION.finditer(text):
            for number in re.findall(r"\d+(?:\.\d+)?", found[1]):
                yield path.relative_to(PACKAGE).as_posix(), number


def test_sections_are_numbered_without_gap_or_repeat() -> None:
    chapter = item = 0
    for number in sections():
        expected = f"{chapter}.{item + 1}" if "." in number else f"{chapter + 1}"
        assert number == expected
        chapter, item = (chapter, item + 1) if "." in number else (chapter + 1, 0)


def test_every_citation_leads_to_a_section() -> None:
    cited = list(citations())
    assert cited
    assert [(path, number) for path, number in cited if number not in sections()] == []


def test_no_citation_leads_out_of_the_repository() -> None:
    old = [path.name for path in PACKAGE.rglob("*.py") if OLD.search(path.read_text(encoding="utf-8"))]
    assert old == []


def test_format_ships_in_the_wheel() -> None:
    """The wheel takes the whole package, so the file is in it as long as nothing is left out."""
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))
    build = project["tool"]["hatch"]["build"]
    assert FORMAT.is_file()
    assert build["targets"]["wheel"]["packages"] == ["cablecli"]
    assert "exclude" not in build


def test_lines_fit() -> None:
    assert max(map(len, FORMAT.read_text(encoding="utf-8").splitlines())) <= 120
