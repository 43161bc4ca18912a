"""What stands above the text of a cable: in a few lines that say what it is, and in full with how it was sent."""

from collections.abc import Iterable, Iterator

from cablecli.model import Addressee, Cable, Reference
from cablecli.patterns import lazy
from cablecli.store.filters import address_post
from cablecli.views import SHOW, cell
from cablecli.views.blocks import FILE, Block, Fact, Front, Note, Pair, Part, Table

_IN_BRACKETS = lazy(r"(?:\s*\([^()]*\))+$")  # behind a reference: (NOTAL), (EXDIS)
_MOST_LINES = 3  # of tags, of references, of passing lines: enough for nearly all
_MORE = {  # what is shown in full only, besides what has a line of its own below
    "Page": "source.page",
    "Routing": "heading.routing",
    "Attributes": "attributes",
    "Distribution": "distribution",
    "Drafting": "drafting",
    "Withheld": "redactions",
}


def front(cable: Cable, *, brief: bool = False, full: bool = False) -> list[Block]:
    """The heading of a cable, folded where the screen asks for it and not `full`; `brief` has no addressees."""
    whole = [
        *metadata(cable),
        *([] if brief else addressees(cable)),
        *tags(cable),
        *references(cable),
    ]
    facts = [
        *([] if brief else _to(cable)),
        *_fact("For", (Part(line) for line in cable.passing), "; "),
        *_fact(
            "TAGS",
            (Part(f"({t.tag})" if t.kind == "person" else t.tag, t.name or "", "code") for t in cable.tags),
        ),
        *_fact("Refs", map(_reference, cable.references), "   "),
        *_class(cable),
        *_file(cable),
    ]
    return whole if full or not whole else [Front(facts, whole)]


def _fact(label: str, parts: Iterable[Part], mark: str = " · ", most: int = _MOST_LINES) -> list[Fact]:
    found = tuple(part for part in parts if part.text)
    return [Fact(label, found, mark, most)] if found else []


def _to(cable: Cable) -> list[Fact]:
    """The action addressees with their message numbers, then the posts that were informed."""
    heading = cable.heading
    action = [Part(a.address, f"({a.number})" if a.number else "") for a in heading.action]
    info = [Part(address_post(a.address) or a.address) for a in heading.info]
    if info:
        info[0] = info[0]._replace(text=f"info {info[0].text}")
    return [
        fact._replace(right=heading.precedence or "") for fact in _fact("To", (*action, *info), ", ", most=2)
    ]


def _reference(reference: Reference) -> Part:
    """Its label, and its id where it has one; what stands in brackets behind it is kept."""
    label = f"{reference.label} " if reference.label else ""
    if not reference.id:
        return Part(label + reference.text)
    behind = _IN_BRACKETS.search(reference.text)
    return Part(
        f"{label}{reference.id}{' ' + behind[0].strip() if behind else ''}", kind="code", target=reference.id
    )


def _class(cable: Cable) -> list[Fact]:
    officer, instruction = cable.classified_by, cable.declassify_on
    parts = [Part(_classified_by(cable) or "")] if officer else []
    if instruction:
        short = instruction.date if not any(c.isalpha() for c in instruction.text) else None
        parts.append(Part(f"declassify {short or _declassify_on(cable)}"))
    return _fact("Class.", parts, "; ")


def _file(cable: Cable) -> list[Fact]:
    """Where it was read, and the signs that it bears."""
    copy = cable.corrected_copy
    is_dated = cable.heading.dtg or cable.heading.dtg_text
    signs = (
        *cable.captions,
        f"E.O. {cable.executive_order}" if cable.executive_order else "",
        f"{cable.sections} sections" if (cable.sections or 0) > 1 else "",
        "" if copy is None else f"corrected copy: {copy}" if copy else "corrected copy",
        "" if is_dated else cell(SHOW["source.page"](cable)),
    )
    path = Part(source(cable) or "", target=FILE + cable.source.path if cable.source.path else "")
    return _fact("File", (path, *map(Part, signs)))


def source(cable: Cable) -> str | None:
    """Where a cable was read: a path, and the member of it."""
    return "!".join(filter(None, (cable.source.path, cable.source.member))) or None


def metadata(cable: Cable) -> list[Block]:
    """What stands above the text, as far as the title does not say it."""
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
        ("Source", source(cable)),
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
    """Action and information addressees as one table."""
    rows = [
        *_addressed("action", cable.heading.action),
        *_addressed("info", cable.heading.info),
    ]
    return [Table(("to", "precedence", "number", "routing", "addressee"), rows, "Addressees")] if rows else []


def _addressed(kind: str, group: Iterable[Addressee]) -> Iterator[tuple[str, ...]]:
    for a in group:
        yield kind, a.precedence or "", a.number or "", a.routing_indicator or "", a.address


def tags(cable: Cable) -> list[Block]:
    """The TAGS with their kinds and names."""
    rows = [(t.tag, t.kind, t.name or "") for t in cable.tags]
    return [Table(("tag", "kind", "name"), rows, "TAGS")] if rows else []


def references(cable: Cable) -> list[Block]:
    """The references with the ids of those that are cables."""
    rows = [(r.label or "", r.kind, r.id or "", r.text) for r in cable.references]
    return [Table(("ref", "kind", "id", "as written"), rows, "References")] if rows else []


def findings(cable: Cable) -> list[Block]:
    """The diagnostics, each one remark."""
    return [Note(f"{_at(d.line)}{d.message} [{d.code}]") for d in cable.diagnostics]


def leftovers(cable: Cable) -> list[Block]:
    """The lines that belong to nothing, each one remark."""
    return [Note(f"{_at(o.lines[0])}left over: {o.text}") for o in cable.leftovers]


def _at(line: int | None) -> str:
    return f"line {line}: " if line else ""
