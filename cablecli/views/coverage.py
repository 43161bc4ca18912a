"""Checks that every word of a cable is somewhere: in a field of its record or among the leftovers.

Furniture is what relays, archives and pages put between the lines of a cable: page markers, stamps, banners, end marks,
repeated headings, and rules. It need not be in any field.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cablecli.model.role import Role
from cablecli.parser.kept import PART, Held

if TYPE_CHECKING:
    from cablecli.model import Cable

FURNITURE = frozenset(
    (Role.PAGE_MARKER, Role.STAMP, Role.BANNER, Role.END_MARK, Role.REPEATED_HEADING, Role.RULE)
)
_ABOUT = ("schema", "source", "format", "diagnostics")  # keys of the record that hold no words of the cable


def coverage(cable: "Cable") -> tuple[int, list[str]]:
    """How many words the cable has, and the words that are in no field."""
    record = {key: value for key, value in cable.to_dict().items() if key not in _ABOUT}
    held = Held(_texts(record))
    count, lost = 0, []
    for element in cable.elements():
        if element.role not in FURNITURE:
            text = cable.content[element.span.start : element.span.end]
            count += len(text.split())
            lost += held.lacks(text, element.role)
    return count, lost


def _texts(value: Any) -> Iterator[str]:
    """All keys, texts and numbers of a record, in order, also joined where a copy may have no blank between them."""
    if isinstance(value, dict):
        yield from _joined(value)
        for key, part in value.items():
            yield str(key)
            yield from _texts(part)
    elif isinstance(value, list):
        yield PART.join(part for part in value if isinstance(part, str))  # codes that touch: `PC-01PM-00`
        for part in value:
            yield from _texts(part)
    elif value is not None:
        yield str(value)


def _joined(value: dict[str, Any]) -> Iterator[str]:
    """Number, marking and text as one word; a number with its first item's label (`6A.`); all codes of TAGS."""
    before = (value.get("number") or value.get("label"), value.get("marking"), value.get("text"))
    yield "".join(str(part) for part in before if part)
    if value.get("marking"):  # which may also stand after the text: `2.X (C) ...`
        yield "".join(str(part) for part in (before[0], before[2]) if part)
    yield "".join(f"{value.get('number')}{item['label']}" for item in value.get("items", ())[:1])
    yield "".join(tag["tag"] for tag in value.get("tags", ()))
    # an addressee, whose line may break off: `RUEHPS/AMEMBASSY PRISTINA IMM`
    if "routing_indicator" in value:
        yield PART.join(filter(None, value.values()))
