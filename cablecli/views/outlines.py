"""The paragraphs of a cable as a tree of headings: how each begins, or the whole of it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from cablecli.model import Cable, Item, Paragraph
from cablecli.parser.tokens.paragraph_labels import PARTICIPANTS, opening_label
from cablecli.views import reading
from cablecli.views.blocks import Branch, Outline, Stub

HEADINGS, PARAGRAPHS = 1, 2  # levels of an outline; items begin below the paragraphs
_FIRST_WORDS = 24  # more than a line of prose holds


def outline(cable: Cable, depth: int) -> Outline:
    """Headings and, down to `depth`, the first words of the text under them. Text under no heading is always shown."""
    return Outline(
        [
            Branch(
                heading,
                _numbers(group),
                _stubs(cable, group, depth) if depth > HEADINGS or not heading else (),
            )
            for heading, group in _groups(cable)
        ]
    )


def whole_tree(cable: Cable) -> Outline:
    return Outline(
        [
            Branch(heading, _numbers(group), [reading.entry(cable, p) for p in group])
            for heading, group in _groups(cable)
        ]
    )


def _groups(cable: Cable) -> Iterator[tuple[str | None, list[Paragraph]]]:
    for heading, group in groupby(cable.paragraphs, key=lambda p: p.heading):
        yield heading, list(group)


def _numbers(group: Sequence[Paragraph]) -> str:
    """The numbers of paragraphs as a range: `4` or `4-7`."""
    known = [p.number for p in group if p.number is not None]
    return "-".join(dict.fromkeys((str(known[0]), str(known[-1])))) if known else ""


def _stubs(cable: Cable, group: Sequence[Paragraph], depth: int) -> list[Stub]:
    return [_stub(cable, paragraph, depth) for paragraph in group]


def _stub(cable: Cable, paragraph: Paragraph, depth: int) -> Stub:
    """A paragraph's first words without its label, which is shown apart; for a list of people, the sides."""
    opened = opening_label(paragraph.text)
    text = _beginning(paragraph.text[opened[1] if opened else 0 :])
    if paragraph.label == PARTICIPANTS and cable.participants:
        sides = reading.roster(
            cable, [p for p in cable.participants if p.paragraph == paragraph.number]
        ).sides
        text = ", ".join(side for side, _ in sides if side) or text
    return Stub(
        reading.gutter(paragraph.number, None)[0],
        reading.marking_beside(paragraph),
        paragraph.label,
        text,
        len(reading.paragraph_text(paragraph).split()),
        _item_stubs(paragraph.items, depth - PARAGRAPHS),
    )


def _item_stubs(items: Sequence[Item], depth: int) -> list[Stub]:
    if depth < 1:
        return []
    return [
        Stub(
            reading.item_label(item),
            item.marking,
            None,
            _beginning(item.text),
            len(item.text.split()),
            _item_stubs(item.items, depth - 1),
        )
        for item in items
    ]


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:_FIRST_WORDS]) + (" ..." if len(words) > _FIRST_WORDS else "")
