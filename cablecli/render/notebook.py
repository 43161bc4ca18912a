"""HTML for a notebook: a cable in short with its lists folded, a list of values as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from html import escape
from typing import Any

from cablecli.model import Cable, Paragraph
from cablecli.text.terminal import sanitize
from cablecli.views import cell
from cablecli.views.reading import paragraph_text

_LISTS = ("tags", "references", "participants", "paragraphs", "diagnostics")
_LEFT = 'style="text-align: left; vertical-align: top; white-space: pre-wrap"'  # notebooks align numbers otherwise


def cable(cable: Cable) -> str:
    """A cable in short, with its lists below, which open on a click."""
    facts = (cable.heading.dtg, cable.heading.sender, cable.classification)
    title = " · ".join(_text(fact) for fact in (cable.id or cable.source.path, *facts) if fact)
    lists = ((name, getattr(cable, name)) for name in _LISTS)
    folded = (
        f"<details><summary>{name} ({len(values)})</summary>{table(values)}</details>"
        for name, values in lists
        if values
    )
    return f"<div><b>{title}</b><br>{_text(cable.subject or '')}{''.join(folded)}</div>"


def table(values: Sequence[Any]) -> str:
    """One row for each value, one column for each field that has content."""
    rows = [_row(value) for value in values]
    names = [name for name in (rows[0] if rows else ()) if any(row[name] for row in rows)]
    body = "".join(_line("td", (row[name] for name in names)) for row in rows)
    return f"<table><thead>{_line('th', names)}</thead><tbody>{body}</tbody></table>"


def _row(value: Any) -> dict[str, str]:
    """The plain fields of a value as text; the text of a paragraph includes its items."""
    row = {f.name: cell(found) for f in fields(value) if _is_plain(found := getattr(value, f.name))}
    return row | {"text": paragraph_text(value)} if isinstance(value, Paragraph) else row


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int)


def _line(tag: str, cells: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<{tag} {_LEFT}>{_text(one)}</{tag}>' for one in cells)}</tr>"


def _text(raw: str) -> str:
    return escape(sanitize(raw))
