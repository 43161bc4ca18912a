"""A cable for reading: its record as blocks, with nothing lost."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from cablecli.model import Cable, Item, Paragraph, Participant
from cablecli.parser.tokens.paragraph_labels import opening_label
from cablecli.patterns import pattern
from cablecli.views import front
from cablecli.views.blocks import Block, Entry, Line, Person, Roster, Section, Sides, Signature, Title
from cablecli.views.people import sides

_END = pattern(
    "closing label",
    # case matters, so that `in the end comment was rare` does not match
    r"""\b(?:END|End)[ ](?:OF[ ]|of[ ])?(?:[A-Za-z]{2,12}[ ](?:AND|and|&)[ ])?
        (?:SUMMARY|[Ss]ummary|COMMENT|[Cc]omment|NOTE|[Nn]ote|ACTION[ ]REQUEST|[Aa]ction[ ][Rr]equest)\b\.?""",
)


def whole(cable: Cable, *, brief: bool = False, full: bool = False) -> list[Block]:
    """All of a cable in reading order; `brief` leaves out the addressees, `full` folds nothing."""
    return [
        title(cable, frame="panel" if full else "rule"),
        *front.front(cable, brief=brief, full=full),
        *front.findings(cable, full=full),
        *body(cable),
        *([Signature(cable.signature)] if cable.signature else []),
        *front.leftovers(cable),
    ]


def title(cable: Cable, *, frame: str = "") -> Title:
    """Which cable this is, by its id or, if it has none, its source."""
    heading = cable.heading
    date = heading.dtg.replace("T", " ") if heading.dtg else heading.dtg_text
    name = cable.id or cable.source.name or "(no id)"
    return Title(name, date, heading.sender, cable.classification, cable.subject, frame)


def body(cable: Cable) -> list[Block]:
    """Headings and paragraphs, in the cable's own words."""
    blocks: list[Block] = []
    pending = [h.text for h in cable.headings]
    current = None
    for paragraph in cable.paragraphs:
        if paragraph.heading is not None and paragraph.heading != current:
            current = paragraph.heading
            passed = pending.index(current) + 1 if current in pending else 0
            blocks += [Section(text) for text in pending[:passed] or [current]]
            del pending[:passed]
        blocks.append(entry(cable, paragraph))
    return blocks + [Section(text) for text in pending]


def paragraphs(cable: Cable) -> list[Block]:
    """The paragraphs, with each heading once above its group."""
    blocks: list[Block] = []
    for heading, group in groupby(cable.paragraphs, key=lambda p: p.heading):
        blocks += [Section(heading)] if heading else []
        blocks += [entry(cable, paragraph) for paragraph in group]
    return blocks


def entry(cable: Cable, paragraph: Paragraph) -> Entry:
    """A paragraph with its number and marking. A list of people in it is shown by sides."""
    people = [p for p in cable.participants if p.paragraph == paragraph.number]
    if not people or paragraph.items or paragraph.quoted:
        return Entry(paragraph.number, marking_beside(paragraph), lines(paragraph))
    content: list[Line | Sides] = []
    for part in sides(paragraph.text, people):
        content += [part] if isinstance(part, Sides) else _plain_lines(part)
    return Entry(paragraph.number, marking_beside(paragraph), content)


def _plain_lines(text: str, *, quoted: bool = False) -> Iterator[Line]:
    for block in text.split("\n\n"):
        if block.strip():
            yield _line(block.strip("\n"), quoted=quoted)


def _line(text: str, label: str = "", level: int = 0, *, quoted: bool = False) -> Line:
    """A block, with the places of the labels that it opens and closes with."""
    opened = opening_label(text)
    strong = [(0, opened[1])] if opened else []
    return Line(text, label, level, quoted, [*strong, *(end.span() for end in _END.finditer(text))])


def lines(paragraph: Paragraph) -> list[Line]:
    """A paragraph's blocks, with its items at their places among them; quoted blocks are marked."""
    found: list[Line] = []
    position = 0
    for item in paragraph.items:
        found += _text_lines(paragraph, position, item.at)
        found += _item_lines(item, 1)
        position = item.at
    return [*found, *_text_lines(paragraph, position, len(paragraph.text))]


def _text_lines(paragraph: Paragraph, start: int, stop: int) -> Iterator[Line]:
    for first, last, quoted in _quoted_parts(paragraph):
        yield from _plain_lines(paragraph.text[max(first, start) : min(last, stop)], quoted=quoted)


def _quoted_parts(paragraph: Paragraph) -> Iterator[tuple[int, int, bool]]:
    position = 0
    for start, end in paragraph.quoted:
        yield position, start, False
        yield start, end, True
        position = end
    yield position, len(paragraph.text), False


def item_label(item: Item) -> str:
    """An item's label as it is shown: `a.` or `-`."""
    return f"{item.label}." if item.label.isalnum() else item.label


def _item_lines(item: Item, level: int) -> Iterator[Line]:
    """An item's blocks, the first with its label, with its own items at their places among them."""
    label = item_label(item)
    mark = f"({item.marking}) " if item.marking else ""
    position = 0
    for inner in item.items:
        yield from _blocks(mark + item.text[position : inner.at], label, level)
        yield from _item_lines(inner, level + 1)
        position, label, mark = inner.at, "", ""
    yield from _blocks(mark + item.text[position:], label, level)


def _blocks(text: str, label: str, level: int) -> Iterator[Line]:
    """The blocks of an item's text; if that is empty, the label alone."""
    for block in text.split("\n\n"):
        if block or label:
            yield _line(block, label, level)
            label = ""


def paragraph_text(paragraph: Paragraph) -> str:
    """The paragraph's text with its items at their places, each on its own line: `a. text`, `- text`."""
    found: list[str] = []
    position = 0
    for item in paragraph.items:
        found.append(paragraph.text[position : item.at].strip("\n"))
        found += (" ".join(filter(None, (line.label, line.text))) for line in _item_lines(item, 1))
        position = item.at
    return "\n".join(filter(None, (*found, paragraph.text[position:].strip("\n"))))


def numbered_text(paragraph: Paragraph) -> str:
    """The paragraph's text after its number and marking: `4. (C) text`."""
    start = gutter(paragraph.number, marking_beside(paragraph))
    return " ".join(filter(None, (*start, paragraph_text(paragraph))))


def marking_beside(paragraph: Paragraph) -> str | None:
    """The marking to show beside the text; None if it is all of the text, as in `1. (C - ENTIRE TEXT)`."""
    marking = paragraph.marking
    return None if marking and paragraph.text.strip() == f"({marking})" else marking


def gutter(number: int | None, marking: str | None) -> tuple[str, str]:
    """Number and marking as a cable writes them, `4.` and `(C)`; empty if missing."""
    return "" if number is None else f"{number}.", f"({marking})" if marking else ""


def roster(cable: Cable, participants: Sequence[Participant]) -> Roster:
    """The people by side and unit, in the order of their first member, each with its count."""
    groups: dict[str | None, list[Person]] = {}
    for p in participants:
        group = ": ".join(filter(None, (p.side, p.unit))) or None
        groups.setdefault(group, []).append(Person(p.name, p.title, p.role, p.notetaker))
    sides = [(group and f"{group} ({len(people)})", people) for group, people in groups.items()]
    return Roster("; ".join(filter(None, (cable.meeting.date, cable.meeting.place))) or None, sides)


def person(who: Person) -> str:
    """One line as a list of participants has it: `Amb. Korvat, Diplomatic Advisor (notetaker)`."""
    text = " ".join(filter(None, (who.title, who.name)))
    return ", ".join(filter(None, (text, who.role))) + (" (notetaker)" if who.notetaker else "")
