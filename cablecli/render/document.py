"""Markdown, for a repository, a wiki or a notebook."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from cablecli.facts.bullets import BULLETS
from cablecli.model import Cable
from cablecli.render import Layout, Rendering
from cablecli.text.terminal import sanitize
from cablecli.views import blocks
from cablecli.views.blocks import Block, Entry, Line, Pair, Sides, Stub, Title
from cablecli.views.reading import gutter, person, whole

_SIGNS = re.compile(r"([\\`*_\[\]<>|~#&$])")
_LIST_START = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)])(?=\s|$))", re.MULTILINE)


def markdown(layout: Layout) -> Rendering:
    """Each page as CommonMark with pipe tables; characters that would be read as markup are escaped."""
    return Rendering(_page, between="\n")


def _page(page: list[Block]) -> str:
    runs = blocks.grouped(blocks.spelt_out(page))
    return "\n\n".join(_between(kind).join(map(_MARKDOWN[kind], run)) for kind, run in runs) + "\n"


def _between(kind: type[Block]) -> str:
    return "\n" if kind in (Pair, blocks.Note) else "\n\n"


def document(cable: Cable) -> str:
    """A whole cable as a page of its own."""
    return _page(whole(cable))


def _signs(raw: str) -> str:
    return _SIGNS.sub(r"\\\1", sanitize(raw))


def _escaped(raw: str) -> str:
    text = _signs(raw)
    return _LIST_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", text)


def _flat(raw: str) -> str:
    return _escaped(" ".join(sanitize(raw).split()))


def _title(title: Title) -> str:
    facts = " · ".join(_flat(fact) for fact in title[1:4] if fact)
    subject = f"**{_flat(title.subject)}**" if title.subject else ""
    return "\n\n".join(filter(None, (f"{'#' if title.frame else '##'} {_flat(title.id)}", subject, facts)))


def _table(table: blocks.Table) -> str:
    caption = f"**{_flat(table.caption)}**\n\n" if table.caption else ""
    rows = [table.columns, ["---"] * len(table.columns), *(map(_cell, row) for row in table.rows)]
    return caption + "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(raw: str) -> str:
    return "<br>".join(_flat(line) for line in sanitize(raw).split("\n") if line.strip())


def _entry(entry: Entry) -> str:
    start = " ".join(filter(None, gutter(entry.number, entry.marking)))
    text = f"**{_signs(start)}**" if start else ""
    above: Line | Sides | None = None
    for part in entry.content:
        text += _space(above, part) if text else ""
        text += _sides(part) if isinstance(part, Sides) else _line(part)
        above = part
    return text


def _space(above: Line | Sides | None, part: Line | Sides) -> str:
    """What goes between a block and the one above it, or the number: items take one line, prose goes on in the same."""
    if _level(part):
        return "\n" if _level(above) else "\n\n"
    runs_on = above is None and isinstance(part, Line) and _is_prose(part)
    return " " if runs_on else "\n\n"


def _level(part: Line | Sides | None) -> int:
    return part.level if isinstance(part, Line) else 0


def _is_prose(line: Line) -> bool:
    return not line.quoted and "\n" not in line.text


def _line(line: Line) -> str:
    if line.level:
        margin = "  " * line.level
        bullet = margin[:-2] + "- " if line.label else margin
        label = f"{_flat(line.label)} " if line.label.strip(f"-o{BULLETS}") else ""
        return bullet + label + _escaped(line.text).replace("\n", "\n" + margin)
    text = _escaped(line.text) if _is_prose(line) else _fenced(line.text)
    return "> " + text.replace("\n", "\n> ") if line.quoted else text


def _sides(listed: Sides) -> str:
    lines = []
    for side, people in listed.branches:
        lines += [f"- {_flat(side)}"] if side else []
        lines += [f"{'  ' if side else ''}- {_flat(who)}" for who in people]
    return "\n".join(lines)


def _fenced(raw: str) -> str:
    """Lines that must stay as they are, in a fence longer than any inside."""
    text = sanitize(raw)
    if "\n" not in text:
        return _escaped(raw)
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
    return f"{fence}text\n{text}\n{fence}"


def _roster(roster: blocks.Roster) -> str:
    lines = [f"*{_flat(roster.meeting)}*", ""] if roster.meeting else []
    for side, people in roster.sides:
        lines += [f"- **{_flat(side)}**"] if side else []
        lines += [f"{'  ' if side else ''}- {_flat(person(p))}" for p in people]
    return "\n".join(lines)


def _outline(outline: blocks.Outline) -> str:
    parts = []
    for branch in outline.branches:
        parts += [_section(branch.heading)] if branch.heading else []
        parts += [_entry(one) for one in branch.entries if isinstance(one, Entry)]
        stubs = (one for one in branch.entries if isinstance(one, Stub))
        parts += ["\n".join(line for one in stubs for line in _stub(one, 0))]
    return "\n\n".join(filter(None, parts))


def _section(text: str) -> str:
    return f"## {_flat(text)}"


def _stub(stub: Stub, level: int) -> Iterator[str]:
    start = " ".join(filter(None, (stub.number, stub.marking and f"({stub.marking})", stub.label)))
    yield f"{'  ' * level}- **{_signs(start)}** {_flat(stub.text)} *{stub.words} w*"
    for inner in stub.inner:
        yield from _stub(inner, level + 1)


def _difference(one: blocks.Difference) -> str:
    """What only A has is struck through, what only B has is bold."""
    words = "".join(piece.gap + _piece(piece) for piece in one.pieces).strip()
    return "\n\n".join(filter(None, (f"**{_flat(one.label)}:** {one.kind}", words)))


def _piece(piece: blocks.Variant) -> str:
    if piece.kind == "equal":
        return _escaped(piece.a)
    lost, added = f"~~{_flat(piece.a)}~~" if piece.a else "", f"**{_flat(piece.b)}**" if piece.b else ""
    return " ".join(filter(None, (lost, added)))


def _citations(found: blocks.Citations) -> str:
    parts = []
    for heading, branches in found.groups:
        parts += [f"**{_flat(heading)}**"] if heading else []
        parts += ["\n".join(line for one in branches for line in _cited(one, 0))]
    return "\n\n".join(parts)


def _cited(branch: blocks.Cited, level: int) -> Iterator[str]:
    name = f"**{_flat(branch.name)}**" if branch.is_at_hand else _flat(branch.name)
    note = f"*{_flat(branch.note)}*" if branch.note else None
    facts = (_flat(fact) for fact in (branch.date, branch.level, branch.subject) if fact)
    label = _flat(branch.label) if branch.label else None
    yield f"{'  ' * level}- " + " · ".join(filter(None, (label, name, *facts, note)))
    for one in branch.branches:
        yield from _cited(one, level + 1)


_MARKDOWN: dict[type[Block], Callable[[Any], str]] = {
    Title: _title,
    Pair: lambda pair: f"- **{_flat(pair.label)}:** {_flat(pair.text)}",
    blocks.Table: _table,
    blocks.Section: lambda section: _section(section.text),
    Entry: _entry,
    blocks.Roster: _roster,
    blocks.Outline: _outline,
    blocks.Difference: _difference,
    blocks.Citations: _citations,
    blocks.Signature: lambda signature: _flat(signature.text),
    blocks.Note: lambda note: f"> Note: {_flat(note.text)}  ",
}
