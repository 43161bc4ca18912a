"""The inspector's views: what was parsed, left over or doubtful, and whether every word is somewhere.

A word is somewhere if it is in a field of the record or among the leftovers. Furniture is what relays, archives and
pages put between the lines of a cable: page markers, stamps, banners, end marks, repeated headings, and rules. It need
not be in any field.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from cablecli.in_short import name_of
from cablecli.model.codes import CODES
from cablecli.model.role import Role
from cablecli.parser.kept import PART, Held
from cablecli.text.blanks import chunks
from cablecli.views import View, laid_out, row_view

if TYPE_CHECKING:
    from cablecli.model import Cable

_SHOWN = 10  # words that are nowhere
FURNITURE = frozenset(
    (Role.PAGE_MARKER, Role.STAMP, Role.BANNER, Role.END_MARK, Role.REPEATED_HEADING, Role.RULE)
)
_ABOUT = ("schema", "source", "format", "diagnostics")  # keys of the record that hold no words of the cable


def lint(kinds: Iterable[str]) -> View:
    """For each cable the share of words found in its fields, what is left over, what is odd."""
    wanted = frozenset(kinds)
    return row_view(
        "findings",
        ("id", "kind", "code", "line", "message"),
        lambda cable: ((name_of(cable), *row) for row in _findings(cable) if row[0] in wanted),
        laid_out("table", shown=("kind", "line", "code", "message")),
    )


def _findings(cable: "Cable") -> Iterator[tuple[Any, ...]]:
    count, lost = coverage(cable)
    share = f"{1 - len(lost) / count:.1%} of {count} words" if count else "no text"
    nowhere = f"; nowhere: {' '.join(lost[:_SHOWN])}" if lost else ""
    yield "coverage", "kept", None, share + nowhere
    for leftover in cable.leftovers:
        yield "leftover", "left-over", leftover.lines[0], leftover.text
    for note in cable.diagnostics:
        kind, _ = CODES.get(note.code, ("doubt", ""))
        yield kind, note.code, note.line, note.message


def _layout(cable: "Cable") -> Iterator[tuple[Any, ...]]:
    """Each line of the text: its role, and the rule that claimed it."""
    for one in cable.elements():
        for k, text in enumerate(cable.content[one.span.start : one.span.end].split("\n")):
            if text.strip():
                yield name_of(cable), one.lines[0] + k, str(one.role), one.rule or None, text


LAYOUT = row_view(
    "lines",
    ("id", "line", "role", "rule", "text"),
    _layout,
    laid_out("table", shown=("line", "role", "rule", "text"), text="as written"),
)


def coverage(cable: "Cable") -> tuple[int, list[str]]:
    """How many words the cable has, and the words that are in no field."""
    record = {key: value for key, value in cable.to_dict().items() if key not in _ABOUT}
    held = Held(_texts(record))
    count, lost = 0, []
    for element in cable.elements():
        if element.role not in FURNITURE:
            text = cable.content[element.span.start : element.span.end]
            count += sum(len(part.split()) for part in chunks(text))
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
