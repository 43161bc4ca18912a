"""Text copied from a web page: what the site put above the cable is read for the page's own data, then dropped."""

import re
from io import BufferedReader

from cablecli.carriers import Cables, RawCable
from cablecli.carriers.splitting import numbered
from cablecli.carriers.telegram_sections import joined
from cablecli.carriers.telegrams import starts_cable, telegrams
from cablecli.model import Page
from cablecli.patterns import lazy

_ID = r"[0-9]{2,4}[A-Z][A-Z0-9]*"
_TABLE = lazy(r"^[ \t]*Reference ID[ \t]*[\n\t ]+(?:Document ID[ \t\n]+)?Created\b", re.MULTILINE)
_VIEWING = lazy(rf"^[ \t]*Viewing cable ({_ID})\b", re.MULTILINE)
_PLUSD = lazy(
    r"^[ \t]*(?:Canonical ID:|Key fingerprint [=\w]|-----BEGIN PGP PUBLIC KEY BLOCK-----)", re.MULTILINE
)
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9]{1,2}:[0-9]{2})?"
_LEVELS = (
    r"(?:TOP SECRET|SECRET|CONFIDENTIAL|LIMITED OFFICIAL USE|UNCLASSIFIED)"
    r"(?://FOR OFFICIAL USE ONLY)?(?://NOFORN)?"
)
_NAME = lazy(r"[ \t\n]*(?:Released|Classification|Origin)\b")
_VALUES = lazy(
    rf"\s*({_ID})\s+({_DATE})\s+(?:({_DATE})\s+)?(?:({_LEVELS})\s+)?([A-Z][^\n]{{2,60}})?", re.MULTILINE
)
_FIELDS = {  # of PlusD
    "id": lazy(rf"^[ \t]*Canonical ID:\s*({_ID}_?[a-e]?)[ \t]*$", re.MULTILINE),
    "created": lazy(r"^[ \t]*Date:\s*([0-9]{4} [A-Z][a-z]+ [0-9]{1,2}(?:, [0-9:]{4,5})?)", re.MULTILINE),
    "classification": lazy(rf"^[ \t]*Original Classification:\s*({_LEVELS})[ \t]*$", re.MULTILINE),
}
_MOST_LINES = 400  # above a cable


def sniff(head: str) -> bool:
    """Whether the page's lines stand above the cable."""
    return any(pattern.search(head) for pattern in (_TABLE, _VIEWING, _PLUSD))


def read(stream: BufferedReader) -> Cables:
    """The cables in the text, each with what its page says."""
    yield from numbered(map(mined, joined(telegrams(stream))))


def mined(raw: RawCable) -> RawCable:
    """The cable without what stands above it, and with what can be read there."""
    text = raw.content
    if not isinstance(text, str):
        return raw
    lines = text.split("\n")
    start = next((k for k, line in enumerate(lines[:_MOST_LINES]) if starts_cable(line)), 0)
    above = "\n".join(lines[:start])
    if not start or not sniff(above):
        return raw
    numbers = raw.lines or range(1, len(lines) + 1)
    return raw._replace(content="\n".join(lines[start:]), page=_page(above), lines=numbers[start:])


def _page(above: str) -> Page | None:
    viewing = _VIEWING.search(above)
    table = _TABLE.search(above)
    values = _VALUES.match(above, _end_of_names(above, table.end())) if table else None
    if values:
        return Page(*(value.strip() if value else None for value in values.groups()))
    found = {name: match[1] for name, pattern in _FIELDS.items() if (match := pattern.search(above))}
    if viewing:
        found["id"] = viewing[1]
    return Page(**found) if found else None


def _end_of_names(above: str, position: int) -> int:
    """Where the names of the table's columns end."""
    while found := _NAME.match(above, position):
        position = found.end()
    return position
