"""One-line rules: each row of `tables/FIELD.txt` stands in one cable, in place of one of its lines.

A table's first row is its header: the line of the cable that the rows replace, then the places of the record that they
tell. In a row `\\n` ends a line; lists are written with `; `. All else of the record is that of the cable itself,
but for the diagnostics, passing lines and what is left over of the line.
"""

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cablecli import parse

HERE = Path(__file__).with_name("tables")
CABLE = (HERE / "cable").read_text(encoding="utf-8")


class Row(NamedTuple):
    """A line of a table."""

    path: Path
    at: int  # which line of the file, from 0
    line: str  # of the cable, that `text` replaces
    places: list[str]
    text: str
    expected: list[str]

    @property
    def name(self) -> str:
        return f"{self.path.stem}:{self.at + 1}"


def rows(path: Path) -> list[Row]:
    """The rows of a table; blank lines and comments are none."""
    header: list[str] = []
    found = []
    for at, line in enumerate(path.read_text(encoding="utf-8").split("\n")):
        text, *cells = line.split(" | ")
        if not line or line.startswith("# "):
            continue
        text = text.replace("\\n", "\n")
        if header:
            found.append(Row(path, at, header[0], header[1:], text, cells))
        header = header or [text, *cells]
    return found


def shown(value: Any, place: str) -> str:
    """What stands at a place of a record, such as `tags.kind`, as the tables write it."""
    key, _, below = place.partition(".")
    if isinstance(value, list):
        return "; ".join(shown(one, place) for one in value) or "[]"
    if isinstance(value, dict):
        return shown(value[key], below)
    return "null" if value is None else str(value).replace("\n", "\\n") or '""'


def cable_of(row: Row) -> str:
    """The cable with a row's text in it."""
    assert CABLE.count(f"\n{row.line}\n") == 1, row.line
    return CABLE.replace(f"\n{row.line}\n", f"\n{row.text}\n")


def read(row: Row) -> tuple[list[str], dict[str, Any]]:
    """What a row's cable says at the places of the table, and all else that it says."""
    record = parse(cable_of(row)).to_dict()
    found = [shown(record, place) for place in row.places]
    told = {place.partition(".")[0] for place in row.places} | {"diagnostics", "passing", "leftovers"}
    return found, {key: value for key, value in record.items() if key not in told}


ROWS = [row for path in sorted(HERE.glob("*.txt")) for row in rows(path)]


def test_there_are_rows() -> None:
    assert len(ROWS) > 200


def wrong(row: Row) -> list[str]:
    """What the record of a row's cable says otherwise."""
    found, rest = read(row)
    _, other = read(row._replace(text=row.line))
    told = [
        f"{place}: {got}"
        for place, want, got in zip(row.places, row.expected, found, strict=True)
        if want != got
    ]
    return told + [f"{key}: {rest[key]}" for key in rest if rest[key] != other[key]]


def update(row: Row) -> Row:
    """Write what is found now into a row."""
    found, _ = read(row)
    lines = row.path.read_text(encoding="utf-8").split("\n")
    lines[row.at] = " | ".join([lines[row.at].split(" | ")[0], *found])
    row.path.write_text("\n".join(lines), encoding="utf-8")
    return row._replace(expected=found)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_row(row: Row, pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("update_golden") and wrong(row):
        row = update(row)
    assert not wrong(row), row.text
