"""A cable for reading: its record as blocks, with nothing lost."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from cablecli.in_short import address_post, name_of, written_date
from cablecli.model import Addressee, Cable, Item, Paragraph, Participant, Reference, Tag
from cablecli.parser.tokens.paragraph_labels import opening_label
from cablecli.patterns import lazy, pattern
from cablecli.views import SHOW, cell
from cablecli.views.blocks import (
    Block,
    Detail,
    Entry,
    Fact,
    Front,
    Line,
    Note,
    Pair,
    Person,
    Roster,
    Section,
    Sides,
    Signature,
    Table,
    Title,
    of_file,
)
from cablecli.views.people import sides

_IN_BRACKETS = lazy(r"(?:\s*\([^()]*\))+$")  # after a reference: (NOTAL), (EXDIS)
_FOR = lazy(r"\A(?i:for)\b[ :]*(?=.)")  # of a passing line, which the label says
_MOST_LINES = 3  # of tags, references and passing lines: enough for nearly all cables
_MORE = {  # shown only in full, besides the values that have a line of their own below
    "Page": "source.page",
    "Routing": "heading.routing",
    "Attributes": "attributes",
    "Distribution": "distribution",
    "Drafting": "drafting",
    "Withheld": "redactions",
}
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
        *front(cable, brief=brief, full=full),
        *findings(cable, full=full),
        *body(cable),
        *([Signature(cable.signature)] if cable.signature else []),
        *leftovers(cable),
    ]


def title(cable: Cable, *, frame: str = "") -> Title:
    """Which cable this is, by its id or, if it has none, its source."""
    heading = cable.heading
    date = heading.dtg.replace("T", " ") if heading.dtg else written_date(cable)
    name = name_of(cable) or "(no id)"
    return Title(
        name, date, heading.sender, cable.classification, cable.subject, frame, of_file(cable.source.path)
    )  # fmt: skip


def front(cable: Cable, *, brief: bool = False, full: bool = False) -> list[Block]:
    """The heading of a cable; a screen folds it unless `full`. With `brief` it has no addressees."""
    whole = [*metadata(cable), *([] if brief else addressees(cable)), *tags(cable), *references(cable)]
    facts = (
        *([] if brief else [_to(cable)]),
        Fact("For", [Detail(_FOR.sub("", line)) for line in cable.passing], "; ", _MOST_LINES),
        Fact("TAGS", list(map(_tag, cable.tags)), most=_MOST_LINES, is_loose=True),
        Fact("Refs", list(map(_reference, cable.references)), "   ", _MOST_LINES),
        _class(cable),
        _file(cable),
    )
    facts = tuple(fact for fact in facts if fact.parts)
    return whole if full or not whole else [Front(facts, whole)]


def _to(cable: Cable) -> Fact:
    """The action addressees with their message numbers, then the posts that were informed."""
    heading = cable.heading
    action = [Detail(a.address, f"({a.number})" if a.number else "") for a in heading.action]
    info = [Detail(address_post(a.address) or a.address) for a in heading.info]
    if info:
        info[0] = info[0]._replace(label="info")
    return Fact("To", (*action, *info), ", ", most=2, is_loose=True, right=heading.precedence or "")


def _tag(tag: Tag) -> Detail:
    return Detail(f"({tag.tag})" if tag.kind == "person" else tag.tag, tag.name or "", is_name=True)


def _reference(reference: Reference) -> Detail:
    """A reference by its id, if it has one, with what follows in brackets."""
    label = reference.label or ""
    if not reference.id:
        return Detail(reference.text, label=label)
    behind = _IN_BRACKETS.search(reference.text)
    note = behind[0].strip() if behind else ""
    return Detail(reference.id, note, label, is_name=True, target=reference.id)


def _class(cable: Cable) -> Fact:
    instruction = cable.declassify_on
    parts = list(map(Detail, filter(None, (_classified_by(cable),))))
    if instruction:
        is_date = not any(sign.isalpha() for sign in instruction.text)
        short = instruction.date if is_date else None
        parts.append(Detail(f"declassify {short or _declassify_on(cable)}"))
    return Fact("Class.", parts, "; ")


def _file(cable: Cable) -> Fact:
    """Where the cable was read, its captions and other remarks."""
    path, copy = cable.source.path, cable.corrected_copy
    is_dated = cable.heading.dtg or cable.heading.dtg_text
    signs = (
        *cable.captions,
        f"E.O. {cable.executive_order}" if cable.executive_order else "",
        f"{cable.sections} sections" if (cable.sections or 0) > 1 else "",
        "" if copy is None else f"corrected copy: {copy}" if copy else "corrected copy",
        "" if is_dated else cell(SHOW["source.page"](cable)),
    )
    file = [Detail(cable.source.name or "", target=of_file(path))] if cable.source.name else []
    return Fact("File", [*file, *map(Detail, filter(None, signs))])


def metadata(cable: Cable) -> list[Block]:
    """The values of the heading that the title does not show."""
    pairs = (
        ("Precedence", cable.heading.precedence),
        ("DTG", cable.heading.dtg_text),
        ("Transmission", cable.heading.transmission_id),
        ("Captions", " ".join(cable.captions)),
        ("Passing", "; ".join(cable.passing)),
        ("Sections", cable.sections and str(cable.sections)),
        ("Corrected copy", "yes" if cable.corrected_copy == "" else cable.corrected_copy),
        ("E.O.", cable.executive_order),
        ("Declassify on", _declassify_on(cable)),
        ("Classified by", _classified_by(cable)),
        *((label, cell(SHOW[key](cable)).replace("\n", "; ")) for label, key in _MORE.items()),
        ("Source", cable.source.name),
    )
    return [Pair(label, value) for label, value in pairs if value]


def _declassify_on(cable: Cable) -> str | None:
    instruction = cable.declassify_on
    if instruction is None:
        return None
    return f"{instruction.text} ({instruction.date})" if instruction.date else instruction.text


def _classified_by(cable: Cable) -> str | None:
    officer = cable.classified_by
    if officer is None:
        return None
    who = " ".join(filter(None, (officer.title, officer.name)))
    if officer.name and "," in (officer.title or ""):  # it followed the name: `Ada Stone, Consul, Valletta`
        who = f"{officer.name}, {officer.title}"
    reasons = "reasons " + ", ".join(officer.reasons) if officer.reasons else ""
    return "; ".join(filter(None, (who, reasons)))


def addressees(cable: Cable) -> list[Block]:
    rows = [*_addressed("action", cable.heading.action), *_addressed("info", cable.heading.info)]
    return [Table(("to", "precedence", "number", "routing", "addressee"), rows, "Addressees")] if rows else []


def _addressed(kind: str, group: Iterable[Addressee]) -> Iterator[tuple[str, ...]]:
    for a in group:
        yield kind, a.precedence or "", a.number or "", a.routing_indicator or "", a.address


def tags(cable: Cable) -> list[Block]:
    rows = [(t.tag, t.kind, t.name or "") for t in cable.tags]
    return [Table(("tag", "kind", "name"), rows, "TAGS")] if rows else []


def references(cable: Cable) -> list[Block]:
    rows = [(r.label or "", r.kind, r.id or "", r.text) for r in cable.references]
    return [Table(("ref", "kind", "id", "as written"), rows, "References")] if rows else []


def findings(cable: Cable, *, full: bool = True) -> list[Block]:
    found = cable.diagnostics
    shown = len(found) if full or len(found) <= _MOST_LINES else _MOST_LINES - 1
    return [Note(f"{_at(d.line)}{d.message} [{d.code}]", k >= shown) for k, d in enumerate(found)]


def leftovers(cable: Cable) -> list[Block]:
    return [Note(f"{_at(o.lines[0])}left over: {o.text}") for o in cable.leftovers]


def _at(line: int | None) -> str:
    return f"line {line}: " if line else ""


def body(cable: Cable) -> list[Block]:
    """Headings and paragraphs, in the cable's own words."""
    blocks: list[Block] = []
    people = by_paragraph(cable)
    pending = [h.text for h in cable.headings]
    current = None
    for paragraph in cable.paragraphs:
        if paragraph.heading is not None and paragraph.heading != current:
            current = paragraph.heading
            passed = pending.index(current) + 1 if current in pending else 0
            blocks += [Section(text) for text in pending[:passed] or [current]]
            del pending[:passed]
        blocks.append(entry(paragraph, people.get(paragraph.number)))
    return blocks + [Section(text) for text in pending]


def paragraphs(cable: Cable) -> list[Block]:
    """The paragraphs, with each heading once above its group."""
    blocks: list[Block] = []
    people = by_paragraph(cable)
    for heading, group in groupby(cable.paragraphs, key=lambda p: p.heading):
        blocks += [Section(heading)] if heading else []
        blocks += [entry(paragraph, people.get(paragraph.number)) for paragraph in group]
    return blocks


def by_paragraph(cable: Cable) -> dict[int | None, list[Participant]]:
    """The participants by the numbers of their paragraphs."""
    found: dict[int | None, list[Participant]] = {}
    for one in cable.participants:
        found.setdefault(one.paragraph, []).append(one)
    return found


def entry(paragraph: Paragraph, people: Sequence[Participant] | None) -> Entry:
    """A paragraph with its number and marking. A list of people in it is shown by sides."""
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
    for start, stop, item in _parted(paragraph):
        found += _text_lines(paragraph, start, stop)
        found += _item_lines(item, 1) if item else ()
    return found


def _parted(whole: Paragraph | Item) -> Iterator[tuple[int, int, Item | None]]:
    """The parts of a text, each with the item that stands behind it; the last has none."""
    start = 0
    for item in whole.items:
        yield start, item.at, item
        start = item.at
    yield start, len(whole.text), None


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
    for start, stop, inner in _parted(item):
        yield from _blocks(mark + item.text[start:stop], label, level)
        label = mark = ""
        if inner:
            yield from _item_lines(inner, level + 1)


def _blocks(text: str, label: str, level: int) -> Iterator[Line]:
    """The blocks of an item's text; if that is empty, the label alone."""
    for block in text.split("\n\n"):
        if block or label:
            yield _line(block, label, level)
            label = ""


def paragraph_text(paragraph: Paragraph) -> str:
    """The paragraph's text with its items at their places, each on its own line: `a. text`, `- text`."""
    found: list[str] = []
    for start, stop, item in _parted(paragraph):
        found.append(paragraph.text[start:stop].strip("\n"))
        items = _item_lines(item, 1) if item else ()
        found += (" ".join(filter(None, (line.label, line.text))) for line in items)
    return "\n".join(filter(None, found))


def numbered_text(paragraph: Paragraph) -> str:
    """The paragraph's text after its number and marking: `4. (C) text`."""
    start = gutter(paragraph.number, marking_beside(paragraph))
    return " ".join(filter(None, (*start, paragraph_text(paragraph))))


def marking_beside(paragraph: Paragraph) -> str | None:
    """The marking to show beside the text; None if it is all of the text, as in `1. (C - ENTIRE TEXT)`."""
    return None if paragraph.marking == paragraph.text.strip(" ().").upper() else paragraph.marking


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
