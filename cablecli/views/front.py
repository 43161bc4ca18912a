"""The heading of a cable for reading: a few lines that say what it is, or all of it with how it was sent."""

from collections.abc import Iterable, Iterator

from cablecli.in_short import address_post
from cablecli.model import Addressee, Cable, Reference, Tag
from cablecli.patterns import lazy
from cablecli.views import SHOW, cell
from cablecli.views.blocks import FILE, Block, Detail, Fact, Front, Note, Pair, Table

_IN_BRACKETS = lazy(r"(?:\s*\([^()]*\))+$")  # after a reference: (NOTAL), (EXDIS)
_MOST_LINES = 3  # of tags, references and passing lines: enough for nearly all cables
_MORE = {  # shown only in full, besides the values that have a line of their own below
    "Page": "source.page",
    "Routing": "heading.routing",
    "Attributes": "attributes",
    "Distribution": "distribution",
    "Drafting": "drafting",
    "Withheld": "redactions",
}


def front(cable: Cable, *, brief: bool = False, full: bool = False) -> list[Block]:
    """The heading of a cable; a screen folds it unless `full`. With `brief` it has no addressees."""
    whole = [*metadata(cable), *([] if brief else addressees(cable)), *tags(cable), *references(cable)]
    facts = (
        *([] if brief else [_to(cable)]),
        Fact("For", list(map(Detail, cable.passing)), "; ", _MOST_LINES),
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
    file = [Detail(cable.source.name or "", target=FILE + path if path else "")] if cable.source.name else []
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
