"""Releases of 2009 and later: records of `MRN:` fields and text, one after the other."""

import re
from collections.abc import Iterator
from io import BufferedReader

from cablecli.carriers import Cables, RawCable
from cablecli.carriers.splitting import TOO_LARGE, Piece, cable, numbered, split
from cablecli.errors import Unreadable
from cablecli.patterns import lazy
from cablecli.text.decoding import MAX_BYTES

_MRN = r"[^\w\n]{0,9}MRN\b[^\w\n]{0,9}"
_NEAR = r"(?:Date/DTG|Dissemination Rule)\b"
_RELEASE = lazy(
    rf"^{_MRN}[\s\S]{{0,3000}}?{_NEAR}|^[^\w\n]{{0,9}}{_NEAR}[\s\S]{{0,3000}}?^{_MRN}", re.MULTILINE
)
# A banner above the field belongs to its record, the foot of a page to the one before.
_WORDS = "UNCLASSIFIED|SBU|SENSITIVE|CONFIDENTIAL|SECRET|RELEASE"
_BANNER = rf"^[ \t]*(?:{_WORDS})(?:(?!Page )[^\n]){{0,160}}\n(?:[ \t\r]*\n){{0,3}}"
_STARTS = lazy(rf"\n(?=(?:{_BANNER}){{0,3}}^{_MRN})".encode(), re.MULTILINE)
_BEGINS = lazy(rf"(?:{_BANNER}){{0,3}}^{_MRN}[\s\S]{{0,3000}}?{_NEAR}".encode(), re.MULTILINE)
_BANNERS = lazy(rf"(?:{_BANNER}){{0,3}}".encode(), re.MULTILINE)
_FIELD = lazy(_MRN.encode() + rb"[|* \t]*([0-9]{2,4} ?[A-Z][A-Z ]{2,30}[0-9]{1,7})\b")


def sniff(head: str) -> bool:
    """Whether a MRN line has one of the fields near it that only these releases have."""
    return ("Date/DTG" in head or "Dissemination Rule" in head) and bool(_RELEASE.search(head))


def read(stream: BufferedReader) -> Cables:
    """The releases in a text as cables."""
    yield from numbered(_records(stream))


def _records(stream: BufferedReader) -> Cables:
    parts: list[
        bytes
    ] = []  # of one record: what stands above it, and lines that only mention another's number
    line, size, has_begun = 1, 0, False
    for data, begin in _with_banners(split(stream, _STARTS)):
        begins = bool(_BEGINS.match(data))
        if begins and has_begun:
            yield _cable(b"".join(parts), line)
            parts, line, size = [], begin, 0
        has_begun = has_begun or begins
        parts.append(data)
        size += len(data)
        if size > MAX_BYTES:
            raise Unreadable(TOO_LARGE)
    if parts:
        yield _cable(b"".join(parts), line)


def _with_banners(pieces: Iterator[Piece]) -> Iterator[tuple[bytes, int]]:
    """The pieces, each with the banners above it, of which every line begins one."""
    banners, first = b"", 0
    for data, line in pieces:
        if not banners:
            first = line
        banners += data or b""
        if not _BANNERS.fullmatch(banners):
            yield banners, first
            banners = b""
    if banners:
        yield banners, first


def _cable(data: bytes, line: int) -> RawCable:
    found = _FIELD.search(data)
    name = found[1].replace(b" ", b"").decode() if found else None
    return cable(data, line)._replace(member=name)
