"""The paragraphs of a cable as a tree of headings: how each begins, or the whole of it."""

from collections.abc import Sequence
from itertools import groupby

from cablecli.model import Cable, Item, Paragraph, Participant
from cablecli.parser.tokens.paragraph_labels import PARTICIPANTS, opening_label
from cablecli.views import reading
from cablecli.views.blocks import Branch, Entry, Outline, Stub

HEADINGS, PARAGRAPHS = 1, 2  # levels of an outline; items begin below the paragraphs
_FIRST_WORDS = 24  # more than a line of prose holds


def outline(cable: Cable, depth: int | None) -> Outline:
    """Headings and, down to `depth`, the first words of the text under them; without a depth the whole text.

    Text under no heading is always shown.
    """
    branches = []
    people = reading.by_paragraph(cable)
    for heading, run in groupby(cable.paragraphs, key=lambda p: p.heading):
        group = list(run)
        entries: list[Entry | Stub] = []
        if depth is None:
            entries += (reading.entry(p, people.get(p.number)) for p in group)
        elif depth > HEADINGS or not heading:
            entries += (_stub(cable, p, people.get(p.number), depth) for p in group)
        branches.append(Branch(heading, _numbers(group), entries))
    return Outline(branches)


def _numbers(group: Sequence[Paragraph]) -> str:
    """The numbers of paragraphs as a range: `4` or `4-7`."""
    known = [p.number for p in group if p.number is not None]
    return "-".join(dict.fromkeys((str(known[0]), str(known[-1])))) if known else ""


def _stub(cable: Cable, paragraph: Paragraph, people: Sequence[Participant] | None, depth: int) -> Stub:
    """A paragraph's first words without its label, which is shown apart; for a list of people, the sides."""
    opened = opening_label(paragraph.text)
    text = _beginning(paragraph.text[opened[1] if opened else 0 :])
    if paragraph.label == PARTICIPANTS and people:
        text = ", ".join(side for side, _ in reading.roster(cable, people).sides if side) or text
    return Stub(
        reading.gutter(paragraph.number, None)[0],
        reading.marking_beside(paragraph),
        paragraph.label,
        text,
        len(reading.paragraph_text(paragraph).split()),
        _item_stubs(paragraph.items, depth - PARAGRAPHS),
    )


def _item_stubs(items: Sequence[Item], depth: int) -> list[Stub]:
    return [
        Stub(
            reading.item_label(item), item.marking, None, _beginning(item.text), len(item.text.split()),
            _item_stubs(item.items, depth - 1),
        )
        for item in (items if depth > 0 else ())
    ]  # fmt: skip


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:_FIRST_WORDS]) + (" ..." if len(words) > _FIRST_WORDS else "")
