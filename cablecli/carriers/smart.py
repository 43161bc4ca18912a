"""Releases of 2009 and later: records of `MRN:` fields and text, one after the other."""

import re
from io import BufferedReader

from cablecli.carriers import Cables, RawCable
from cablecli.carriers.pieces import cable, numbered, split
from cablecli.lazy import lazy

_MRN = r"[^\w\n]{0,9}MRN\b[^\w\n]{0,9}"
_NEAR = r"(?:Date/DTG|Dissemination Rule)\b"
_RELEASE = lazy(
    rf"^{_MRN}[\s\S]{{0,3000}}?{_NEAR}|^[^\w\n]{{0,9}}{_NEAR}[\s\S]{{0,3000}}?^{_MRN}", re.MULTILINE
)
# A banner above the field belongs to its record, the foot of a page to the one before.
_WORDS = "UNCLASSIFIED|SBU|SENSITIVE|CONFIDENTIAL|SECRET|RELEASE"
_BANNER = rf"^[ \t]*(?:{_WORDS})(?:(?!Page )[^\n]){{0,160}}\n(?:[ \t\r]*\n){{0,3}}"
_STARTS = lazy(rf"\n(?=(?:{_BANNER}){{0,3}}^{_MRN}[\s\S]{{0,3000}}?{_NEAR})".encode(), re.MULTILINE)
_ANY_MRN = lazy(rf"^{_MRN}".encode(), re.MULTILINE)
_FIELD = lazy(_MRN.encode() + rb"[|* \t]*([0-9]{2,4} ?[A-Z][A-Z ]{2,30}[0-9]{1,7})\b")


def sniff(head: str) -> bool:
    """Whether a MRN line has one of the fields near it that only these releases have."""
    return bool(_RELEASE.search(head))


def read(stream: BufferedReader) -> Cables:
    """The releases in a text as cables."""
    yield from numbered(_records(stream))


def _records(stream: BufferedReader) -> Cables:
    above: list[bytes] = []
    line = 1
    for data, begin in split(stream, _STARTS):
        if not above:
            line = begin
        above.append(data or b"")
        if _ANY_MRN.search(above[-1]):
            yield _cable(b"".join(above), line)
            above = []
    if above:
        yield _cable(b"".join(above), line)


def _cable(data: bytes, line: int) -> RawCable:
    found = _FIELD.search(data)
    name = found[1].replace(b" ", b"").decode() if found else None
    return cable(data, line)._replace(member=name)
