"""Line ends that are all lost come back where a telegram's own order tells them, and nowhere else."""

from pathlib import Path

import pytest

from cablecli.parser.lines.lost_ends import restored

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
FILLER = "The harbor board met on Tuesday and spoke of the timetable. " * 8


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_text_with_lines_stays_as_it_is(path: Path) -> None:
    text = path.read_text()
    assert restored(text) is text


@pytest.mark.parametrize(
    "text",
    [
        FILLER,  # prose
        f"FM AMEMBASSY VALLETTA TO SECSTATE {FILLER}",  # no date-time group
        f"P 251432Z FEB 09\nFM AMEMBASSY VALLETTA {FILLER}",  # the first line is one
        "P 251432Z FEB 09 FM AMEMBASSY VALLETTA",  # too short to have lost any
    ],
)
def test_a_text_that_only_looks_so_stays_as_it_is(text: str) -> None:
    assert restored(text) == text


@pytest.mark.parametrize(
    ("part", "lines"),
    [
        ("DE RUEHVT #0112 ", 1), ("ZNY CCCCC ZZH ", 1), ("INFO AMEMBASSY ROME ", 1), ("INFO RUEHRO/AMEMBASSY ROME ", 2),
        ("S E C R E T VALLETTA 1 SIPDIS ", 2), ("UNCLAS VALLETTA 1 NOFORN ", 2),
        ("SECRET VALLETTA 1 E.O. 12958: N/A ", 2),
        ("LIMITED OFFICIAL USE VALLETTA 1 TAGS: PREL SUBJECT: BOATS REFS: ROME 1 ", 4),
        ("CONFIDENTIAL VALLETTA 1 CLASSIFIED BY DCM PIKE 1. (C) One. 2. Two. 4. Four. ", 4),
    ],
)  # fmt: skip
def test_each_beginning_of_a_line(part: str, lines: int) -> None:
    text = f"P 251432Z FEB 09 FM AMEMBASSY VALLETTA {part}{FILLER}"
    found = restored(text)
    assert found.replace("\n", " ") == text
    assert found.count("\n") == 1 + lines
