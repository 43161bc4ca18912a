"""The head of a cable: which one it is, and what it is in a few lines."""

from bisect import bisect
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from cablecli.render.terminal.pieces import (
    ALERT,
    LABEL,
    NAME,
    Pen,
    Sized,
    badge,
    beside,
    breaks,
    flat,
    linked,
    stacked,
)
from cablecli.views.blocks import Detail, Fact, Front, Note, Title

_LABEL_WIDTH = 8
_BETWEEN = 3  # blanks between the facts of the first line


def title(pen: Pen, one: Title) -> RenderableType:
    """Which cable this is; a rule of its classification's colour below that of a whole one."""
    facts = [linked(pen, flat(one.id, NAME), one.target), *map(flat, filter(None, (one.date, one.sender)))]
    mark, color = badge(pen, one.classification) if one.classification else (Text(), "")
    subject = [flat(one.subject, NAME)] if one.subject else []
    lines = pen.measured(stacked((Sized(lambda width: _head(facts, mark, width)), *subject)))
    if one.frame == "panel":
        from rich.panel import Panel

        return Panel(lines, border_style=color)
    rule = Text(("─" if pen.unicode else "-") * pen.measure, color)
    return stacked((lines, rule)) if one.frame else lines


def _head(facts: Sequence[Text], mark: Text, width: int) -> RenderableType:
    """The badge in one piece, at the end of the line of facts or below that end."""
    line = Text(" " * _BETWEEN).join(facts)
    room = width - line.cell_len - mark.cell_len
    if not mark or room < 1:
        return stacked((line, Text(" " * max(0, width - mark.cell_len)).append_text(mark))) if mark else line
    line.append(" " * room)
    return line.append_text(mark)


def front(pen: Pen, one: Front) -> RenderableType:
    return stacked(_fact(pen, fact) for fact in one.facts)


def notes(pen: Pen, run: Sequence[Note]) -> RenderableType:
    """Remarks, each after an exclamation mark, which is visible in every theme."""
    texts = [flat(note.text) for note in run if not note.is_folded]
    folded = len(run) - len(texts)
    more = [Text(f"+{folded} more (--full)")] if folded else []
    return stacked(pen.measured(beside(Text("! ", ALERT), text)) for text in (*texts, *more))


def _fact(pen: Pen, fact: Fact) -> RenderableType:
    label = Text(f"{fact.label:{_LABEL_WIDTH}}", LABEL)
    fact = fact if pen.unicode else fact._replace(mark=fact.mark.replace("·", "-"))
    return pen.measured(beside(label, Sized(lambda width: _lines(pen, fact, width))))


def _lines(pen: Pen, fact: Fact, width: int) -> RenderableType:
    """The parts in no more lines than they may take; `right` goes at the end of the first."""
    right = flat(fact.right, NAME)
    if fact.right and right.cell_len > width // 3:  # on a narrow screen it is one more part
        fact, right = fact._replace(parts=(*fact.parts, Detail(fact.right)), right=""), Text()
    used = right.cell_len + _BETWEEN if right else 0
    first, *rest = _folded(pen, fact, width, used)
    if right:
        first.pad_right(width - right.cell_len - first.cell_len)
        first.append_text(right)
    return stacked((first, *rest))


def _folded(pen: Pen, fact: Fact, width: int, used: int) -> list[Text]:
    """All parts if there is room; else loose ones lose their notes, then parts are left out and counted."""
    parts = fact.parts[: fact.most * width] if fact.most else fact.parts  # more have no room in any case
    beyond = len(fact.parts) - len(parts)
    drawn = [_part(pen, part) for part in parts]
    bare = [_part(pen, part._replace(note="")) for part in parts] if fact.is_loose else drawn
    count = len(drawn)

    def filled(parts: Sequence[Text]) -> list[Text]:
        return list(_filled(parts, fact.mark, width, used))

    def without_notes(bared: int) -> list[Text]:
        return filled([*drawn[: count - bared], *bare[count - bared :]])

    def without_parts(left_out: int) -> list[Text]:
        more = [Text(f"+{left_out + beyond} (--full)")] if left_out + beyond else []
        return filled([*bare[: count - left_out], *more])

    def fits(lines: Sequence[Text]) -> bool:
        return not fact.most or len(lines) <= fact.most

    if not beyond:
        bared = bisect(range(count), False, key=lambda n: fits(without_notes(n)))
        lines = without_notes(bared)
        if fits(lines):
            return lines
    return without_parts(bisect(range(count - 1), False, key=lambda n: fits(without_parts(n))))


def _part(pen: Pen, part: Detail) -> Text:
    name = linked(pen, flat(part.text, NAME if part.is_name else ""), part.target)
    return Text(" ").join(filter(None, (flat(part.label), name, flat(part.note))))


def _filled(parts: Sequence[Text], mark: str, width: int, used: int) -> Iterator[Text]:
    """Lines of whole parts; a part too long for a line is broken between words. The first line has `used` less room."""
    line, room = Text(), width - used
    for part in parts:
        if line and line.cell_len + len(mark) + part.cell_len > room:
            yield line.append(mark.rstrip(" ·-"))
            line, room = Text(), width
        line.append(mark if line else "").append_text(part)
        if line.cell_len > room:
            *whole, line = line.divide(list(breaks(line.plain, room, width)))
            for one in whole:
                one.rstrip()
                yield one
            room = width
    if line:
        yield line
