"""Formats for programs: JSON, JSON lines and CSV. They keep a cable's text as it is."""

import json as json_module
from collections.abc import Iterable
from typing import Any

from cablecli.patterns import lazy
from cablecli.render import Layout, Rendering
from cablecli.text.terminal import escape_json, sanitize
from cablecli.views import cell

Rows = list[dict[str, Any]]
_BOM = "\ufeff"
# What a spreadsheet takes for the start of a formula, also in full width and after blanks.
_FORMULA = lazy(r"\s*[=+\-@\uff0b\uff0d\uff1d\uff20]|[\t\r\n]")


def json(layout: Layout) -> Rendering:
    """One array; on a terminal it is indented."""
    indent = 2 if layout.terminal else None

    def page(rows: Rows) -> str:
        return ",\n".join(_dump(row, layout, indent) for row in rows)

    return Rendering(page, "[\n", between=",\n", closing="\n]\n", empty="[]\n")


def jsonl(layout: Layout) -> Rendering:
    """One object a line."""
    return Rendering(lambda rows: "\n".join(_dump(row, layout) for row in rows), after="\n")


def json_line(row: dict[str, Any], layout: Layout) -> str:
    """One object as a line of JSON Lines."""
    return f"{_dump(row, layout)}\n"


def _dump(row: dict[str, Any], layout: Layout, indent: int | None = None) -> str:
    return escape_json(json_module.dumps(row, ensure_ascii=not layout.unicode, indent=indent))


def csv(layout: Layout) -> Rendering:
    """RFC 4180 with plain line feeds; only on a terminal do cells lose their control characters.

    For a spreadsheet the encoding is marked, and a cell that would be taken for a formula begins with an apostrophe.
    """
    bom = _BOM if layout.excel and layout.unicode else ""
    head = bom + (_csv_lines([layout.columns]) if layout.header else "")

    def page(rows: Rows) -> str:
        return _csv_lines([_cell(row[name], layout) for name in layout.columns] for row in rows)

    return Rendering(page, head, empty=head)


def _csv_lines(rows: Iterable[Iterable[str]]) -> str:
    import csv as csv_module
    import io

    buffer = io.StringIO()
    csv_module.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue()


def _cell(value: Any, layout: Layout) -> str:
    text = spreadsheet_cell(value) if layout.excel else cell(value)
    return sanitize(text) if layout.terminal else text


def spreadsheet_cell(value: Any) -> str:
    """A value as text that a spreadsheet takes for no formula: an apostrophe goes before what would be one."""
    text = cell(value)
    return f"'{text}" if isinstance(value, str) and _FORMULA.match(text) else text
