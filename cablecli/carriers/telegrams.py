"""Telegrams as plain text: one, or several behind each other, the sections of a telegram joined."""

import re
from collections.abc import Iterator
from io import BufferedReader

from cablecli.carriers import Cables
from cablecli.carriers.splitting import TOO_LARGE, cable, numbered, split, whole
from cablecli.carriers.telegram_sections import LEVEL, Telegram, joined
from cablecli.errors import CableError, NotACable, Unreadable
from cablecli.patterns import lazy
from cablecli.text.decoding import HEAD, MAX_BYTES

_HEADING = rb"""(?: VZCZC[A-Z]{3}[0-9] | (?:[ZOPR][ ]){0,2}[0-9]{6}Z[ ][A-Z]{3,9}[ ][0-9]{2}
    | (?:ZZ|OO|PP|RR)[ ]R[A-Z]{3,7} | FM[ ][A-Z] )"""
_FURNITURE = rb"""(?: [ ]*Reference[ ]ID[ \t\r\n]+Created\b | [ ]*Viewing[ ]cable[ ][0-9]{2}[A-Z] )"""
_TEXT = (
    rb"(?: "
    + LEVEL
    + rb"[ ][^\n]{0,90}[0-9]{2,8}[ \t\r]*$ | E\.?[ ]?O\.?[ ]?1[0-9]{4} | TAGS:?[ ] | SUBJ(?:ECT)?: )"
)
_SIGNS = (b"=====", b"NNNN", b"\f", b"Reference ID", b"Viewing cable")
_LATER_SECTION = lazy(rb"SECTION (?:0?[2-5]| )")
_BLANK = rb"\n(?:[ \t\r]*\n){0,9}"

# What stands before another telegram: nothing, or a separator or an end mark and blank lines. A rule of dashes is none,
# since some copies part the heading from the text by one.
_STARTS = lazy(
    rb"\n(?: (?=VZCZC[A-Z]{3}[0-9] |" + _FURNITURE + rb")"
    rb"  | [ \t]*={5,}[^\n]{0,200}" + _BLANK + rb"(?=" + _HEADING + rb"|" + _FURNITURE + rb"|" + _TEXT + rb")"
    rb"  | (?:NNNN[^\n]{0,30}" + _BLANK + rb"|[ \t]*\f\s{0,99})(?=" + _HEADING + rb") )",
    re.VERBOSE | re.MULTILINE,
)  # fmt: skip
_HAS_HEADING = lazy(rb"^[ \t]*" + _HEADING, re.VERBOSE | re.MULTILINE)
_BANNER = lazy(rb"[ \t]*(?:This record is a partial extract|PAGE 0|ACTION [A-Z]+-[0-9]|ORIGIN [A-Z]+-[0-9])")
_HAS_TEXT = lazy(rb"^[ \t]*" + _TEXT, re.VERBOSE | re.MULTILINE)


def sniff(head: str) -> bool:
    """Whether it begins as a telegram; what no other carrier knows is read as text in any case."""
    start = head[:4096].encode("utf-8", "replace")
    return bool(_HAS_TEXT.search(start) or _HAS_HEADING.search(start))


def starts_cable(line: str) -> bool:
    """Whether a heading or a text heading begins with this line."""
    data = line.encode("utf-8", "replace")
    return bool(_HAS_HEADING.match(data) or _HAS_TEXT.match(data) or _BANNER.match(data))


def read(stream: BufferedReader) -> Cables:
    """The telegrams of a text as cables."""
    if lone := _lone(stream):
        yield cable(lone)
    else:
        yield from numbered(joined(telegrams(stream)))


def _lone(stream: BufferedReader) -> bytes | None:
    """All of a short text with no sign of a second telegram or section: most are such, and need no search."""
    head = stream.peek(HEAD)
    if len(head) >= HEAD or head.find(b"VZCZC", 1) > 0 or any(sign in head for sign in _SIGNS):
        return None
    return None if b"SECTION " in head and _LATER_SECTION.search(head) else whole(stream)


def telegrams(stream: BufferedReader) -> Iterator[Telegram]:
    """The telegrams of a text; what stands above the first belongs to it."""
    current: _Growing | None = None
    pieces = split(stream, _STARTS)
    while True:
        try:
            data, line = next(pieces)
        except StopIteration:
            break
        except CableError:
            if current:  # complete, since another piece has begun
                yield current.telegram(is_last=False)
            raise
        if data is None or not data.strip(b" \t\r\n\f="):
            continue
        if current is None:
            current = _Growing(data, line)
        elif not current.takes(data):
            yield current.telegram(is_last=False)
            current = _Growing(data, line)
    if current is None:
        raise NotACable("the text is empty")
    yield current.telegram(is_last=True)


class _Growing:
    """A telegram whose end has not been seen yet."""

    def __init__(self, data: bytes, line: int) -> None:
        self._parts = [data]
        self._line = line
        self._size = len(data)
        self._has_text = bool(_HAS_TEXT.search(data))

    def takes(self, data: bytes) -> bool:
        """Add the piece if it is no telegram of its own, or the one so far has no text yet."""
        if data.startswith(b"VZCZC"):
            is_heading = self._parts[0].startswith(b"VZCZC")
            belongs = not (self._has_text or is_heading) or not Telegram(data, 0).is_identified
        else:
            belongs = not self._has_text
        if belongs:
            self._parts.append(data)
            self._size += len(data)
            self._has_text = self._has_text or bool(_HAS_TEXT.search(data))
            if self._size > MAX_BYTES:
                raise Unreadable(TOO_LARGE)
        return belongs

    def telegram(self, *, is_last: bool) -> Telegram:
        """It as a whole, without the separator behind it."""
        data = b"".join(self._parts)
        return Telegram(data if is_last else _without_separator(data), self._line)


def _without_separator(data: bytes) -> bytes:
    lines = data.rstrip().split(b"\n")
    while lines and lines[-1].strip()[:5] in (b"=====", b""):
        lines.pop()
    return b"\n".join(lines) + b"\n"
