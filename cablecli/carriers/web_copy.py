"""Reads text copied from a web page: takes the page's data from the lines above the cable, and drops those."""

import re

from cablecli.carriers import RawCable
from cablecli.carriers.boundaries import starts_cable
from cablecli.facts import levels
from cablecli.model import Page
from cablecli.patterns import lazy

_ID = r"[0-9]{2,4}[A-Z][A-Z0-9]*"
_TABLE = lazy(r"^[ \t]*Reference ID[ \t]*[\n\t ]+(?:Document ID[ \t\n]+)?Created\b", re.MULTILINE)
_VIEWING = lazy(rf"^[ \t]*Viewing cable ({_ID})\b", re.MULTILINE)
_PLUSD = lazy(
    r"^[ \t]*(?:Canonical ID:|Key fingerprint [=\w]|-----BEGIN PGP PUBLIC KEY BLOCK-----)", re.MULTILINE
)
_MIRROR = lazy(rf"^[ \t]*Identifier:[ \t]*({_ID})[ \t]*$", re.MULTILINE)
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9]{1,2}:[0-9]{2})?"
_NAME = lazy(r"[ \t\n]*(?:Released|Classification|Origin)\b")
_VALUES = lazy(
    rf"\s*({_ID})\s+({_DATE})\s+(?:({_DATE})\s+)?(?:({levels.WITH_CONTROLS})\s+)?([A-Z][^\n]{{2,60}})?",
    re.MULTILINE,
)
_FIELDS = {  # of PlusD
    "id": lazy(rf"^[ \t]*(?:Canonical ID|Identifier):\s*({_ID}_?[a-e]?)[ \t]*$", re.MULTILINE),
    "created": lazy(
        rf"^[ \t]*(?:Date:\s*([0-9]{{4}} [A-Z][a-z]+ [0-9]{{1,2}}(?:, [0-9:]{{4,5}})?)|Created:[ \t]*({_DATE}))",
        re.MULTILINE,
    ),
    "origin": lazy(r"^[ \t]*Origin:[ \t]*([A-Z][^\n]{2,60}?)[ \t]*$", re.MULTILINE),
    "classification": lazy(
        rf"^[ \t]*(?:Original )?Classification:\s*({levels.WITH_CONTROLS})[ \t]*$", re.MULTILINE
    ),
}
_MOST_LINES = 400  # above a cable


def is_page(head: str) -> bool:
    """Whether the text above a cable is that of a web page."""
    return any(pattern.search(head) for pattern in (_TABLE, _VIEWING, _PLUSD, _MIRROR))


def mined(raw: RawCable) -> RawCable:
    """Return the cable without the lines above it, and with the page data read from them."""
    text = raw.content
    if not isinstance(text, str):
        return raw
    lines = text.split("\n")
    start = next((k for k, line in enumerate(lines[:_MOST_LINES]) if starts_cable(line)), 0)
    above = "\n".join(lines[:start])
    if not start or not is_page(above):
        return raw
    numbers = raw.lines or range(1, len(lines) + 1)
    return raw._replace(content="\n".join(lines[start:]), page=_page(above), lines=numbers[start:])


def _page(above: str) -> Page | None:
    viewing = _VIEWING.search(above)
    table = _TABLE.search(above)
    values = _VALUES.match(above, _end_of_names(above, table.end())) if table else None
    if values:
        return Page(*(value.strip() if value else None for value in values.groups()))
    found = {
        name: match[match.lastindex or 0]
        for name, pattern in _FIELDS.items()
        if (match := pattern.search(above))
    }
    if viewing:
        found["id"] = viewing[1]
    return Page(**found) if found else None


def _end_of_names(above: str, position: int) -> int:
    """The offset after the names of the table's columns."""
    while found := _NAME.match(above, position):
        position = found.end()
    return position
