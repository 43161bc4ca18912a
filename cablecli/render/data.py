"""Formats for programs: JSON, JSON lines, CSV, TSV, and lines made from a template of the user's."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cablecli.patterns import lazy
from cablecli.render import Layout, Rendering, Slot
from cablecli.text.terminal import escape_json, sanitize
from cablecli.views import cell

Rows = list[dict[str, Any]]
_BOM = "\ufeff"
# What a spreadsheet takes for the start of a formula, also in full width and after blanks.
_FORMULA = lazy(r"\s*[=+\-@\uff0b\uff0d\uff1d\uff20]|[\t\r\n]")
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t"})
_BLANKS = str.maketrans("\n\t", "  ")
# A side to align to, a width, a greatest length: what format() knows of text, without what could fill a memory.
_SPEC = lazy(r"[<>^]?[0-9]{0,3}(?:\.[0-9]{1,3})?")
_ESCAPE = lazy(r"\\([tn\\])")
_ESCAPED = {"t": "\t", "n": "\n", "\\": "\\"}


def json(layout: Layout) -> Rendering:
    """One array; on a terminal it is indented."""
    indent = 2 if layout.terminal else None

    def page(rows: Rows) -> str:
        return ",\n".join(_dump(row, layout, indent) for row in rows)

    return Rendering(page, "[\n", between=",\n", closing="\n]\n", empty="[]\n")


def jsonl(layout: Layout) -> Rendering:
    """One object a line."""
    return Rendering(lambda rows: "\n".join(_dump(row, layout) for row in rows), after="\n")


def _dump(row: dict[str, Any], layout: Layout, indent: int | None = None) -> str:
    from json import dumps

    return escape_json(dumps(row, ensure_ascii=not layout.unicode, indent=indent))


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
    lines: list[str] = []
    csv_writer(lines.append, "\n").writerows(rows)
    return "".join(lines)


def csv_writer(write: Callable[[str], Any], end: str) -> Any:
    """A writer of rows with these ends. Before 3.13 it quotes a lone CR only if a CR is in its own line end."""
    import csv as csv_module
    from types import SimpleNamespace

    lines: Any = SimpleNamespace(write=lambda line: write(line.removesuffix("\r\n") + end))
    return csv_module.writer(lines, lineterminator="\r\n")


def _cell(value: Any, layout: Layout) -> str:
    text = spreadsheet_cell(value) if layout.excel else cell(value)
    return sanitize(text) if layout.terminal else text


def spreadsheet_cell(value: Any) -> str:
    """A value as text that a spreadsheet takes for no formula: an apostrophe goes before what would be one."""
    text = cell(value)
    return f"'{text}" if isinstance(value, str) and _FORMULA.match(text) else text


def tsv(layout: Layout) -> Rendering:
    """One row a line; tab, newline and backslash in a cell are written `\\t`, `\\n`, `\\\\`."""
    head = "\t".join(layout.columns) + "\n" if layout.header else ""
    return Rendering(lambda rows: "".join(_tsv_line(row, layout.columns) for row in rows), head, empty=head)


def _tsv_line(row: dict[str, Any], columns: tuple[str, ...]) -> str:
    return "\t".join(sanitize(cell(row[name])).translate(_ESCAPES) for name in columns) + "\n"


def template(layout: Layout) -> Rendering:
    """A line for each row; a line break or tab in a value becomes a blank."""
    return Rendering(lambda rows: "".join("".join(_pieces(row, layout.template)) + "\n" for row in rows))


def _pieces(row: dict[str, Any], slots: tuple[Slot, ...]) -> Iterator[str]:
    for words, name, spec in slots:
        yield words
        if name is not None:
            yield format(sanitize(cell(row[name])).translate(_BLANKS), spec)


def parsed(template: str) -> tuple[Slot, ...]:
    """The pieces of `{id}\\t{heading.dtg:.10}`: names and widths, no expressions; ValueError says what is wrong."""
    from string import Formatter

    slots = []
    for words, name, spec, conversion in Formatter().parse(template):
        if conversion or not _SPEC.fullmatch(spec or ""):
            sign = f"!{conversion}" if conversion else f":{spec}"
            raise ValueError(f"{{{name}{sign}}} is not {{name}}, {{name:>10}} or {{name:.10}}")
        slots.append(Slot(_ESCAPE.sub(lambda m: _ESCAPED[m[1]], words), name, spec or ""))
    return tuple(slots)
