"""Formats for programs: JSON, JSON lines and CSV. They keep a cable's text as it is."""

import json as json_module
from collections.abc import Iterator
from typing import Any

from cablecli.patterns import lazy
from cablecli.render import Layout
from cablecli.text.terminal import escape_json, sanitize
from cablecli.views import cell

Pages = Iterator[list[dict[str, Any]]]
_BOM = "\ufeff"
# What a spreadsheet takes for the start of a formula, also in full width and behind blanks.
_FORMULA = lazy(r"\s*[=+\-@\uff0b\uff0d\uff1d\uff20]|[\t\r\n]")


def json(pages: Pages, layout: Layout) -> Iterator[str]:
    """One array; on a terminal it is indented."""
    indent = 2 if layout.terminal else None
    opening = "[\n"
    for page in pages:
        if page:
            yield opening + ",\n".join(_dump(row, layout, indent) for row in page)
            opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def jsonl(pages: Pages, layout: Layout) -> Iterator[str]:
    """One object a line."""
    for page in pages:
        yield "".join(_dump(row, layout) + "\n" for row in page)


def _dump(row: dict[str, Any], layout: Layout, indent: int | None = None) -> str:
    return escape_json(json_module.dumps(row, ensure_ascii=not layout.unicode, indent=indent))


def csv(pages: Pages, layout: Layout) -> Iterator[str]:
    """RFC 4180 with plain line feeds; only a terminal gets the cells without control characters.

    For a spreadsheet the encoding is marked, and a cell that it would take for a formula begins with an apostrophe.
    """
    import csv as csv_module
    import io

    buffer = io.StringIO()
    writer = csv_module.writer(buffer, lineterminator="\n")
    if layout.excel and layout.unicode:
        buffer.write(_BOM)
    if layout.header:
        writer.writerow(layout.columns)
    for page in pages:
        for row in page:
            writer.writerow([_cell(row[name], layout) for name in layout.columns])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cell(value: Any, layout: Layout) -> str:
    text = spreadsheet_cell(value) if layout.excel else cell(value)
    return sanitize(text) if layout.terminal else text


def spreadsheet_cell(value: Any) -> str:
    """A value as text that a spreadsheet takes for no formula: an apostrophe goes before what would be one."""
    text = cell(value)
    return f"'{text}" if isinstance(value, str) and _FORMULA.match(text) else text
