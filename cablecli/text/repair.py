"""Repairs damaged text where the repair is certain, with one diagnostic for each kind.

Only `html_remains` can add lines; it reports from which line each one came.
"""

import re
from typing import NamedTuple

from cablecli.model import Diagnostic
from cablecli.patterns import lazy
from cablecli.text import CSI, SHORT, STRING
from cablecli.text.blanks import LONG

# windows-1252 as browsers read it: the five bytes without a character stand for themselves.
_SIGNS = dict(enumerate(
    "\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f"
    "\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178", 0x80
))  # fmt: skip
_BYTES = {ord(sign): byte for byte, sign in _SIGNS.items()}
C1 = {byte: sign if ord(sign) > 0xFF else "\ufffd" for byte, sign in _SIGNS.items()}
_TAIL = "[" + "".join(re.escape(sign) for sign in [*_SIGNS.values(), *map(chr, range(0xA0, 0xC0))]) + "]"
_LEAD = b"\xc3"  # the first byte of U+00C2 to U+00F4
_PAIR = lazy(f"[\u00c2-\u00f4]{_TAIL}")
_MISREAD = lazy(
    f"[\u00c2\u00c3]{_TAIL}|\u00e2{_TAIL}{{2}}|\u00c5[\u00a0\u00a1\u00b8\u00bd\u00be]"
    f"|(?<=\u00e2\u201a\u00ac)[\u00c5\u00cb]{_TAIL}"  # the last third of a quotation mark misread twice
)
_RESTORED = frozenset([*map(chr, range(0xA0, 0x100)), *_SIGNS.values()])
_DASH = '\u00e2\u20ac"'  # a misread dash whose last character an editor has made a straight quote
# A misread quotation mark without its last byte, which is no character.
_QUOTE = lazy(f"\u00e2\u20ac(?!{_TAIL})")

_SEQUENCE = lazy(rf"\x1b\[{CSI}|\x1b[]PX^_](?:{STRING}(?:\x07|\x1b\\))?|{SHORT}")
_CONTROLS = dict.fromkeys([*range(9), *range(0x0E, 0x20), 0x7F])
_CONTROL = lazy("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_C0_BYTES = bytes(_CONTROLS)
_C1_BYTES = lazy(rb"\xc2[\x80-\x9f]")

_ENTITY = lazy(r"&(?:#(?:[0-9]{1,7}|[xX][0-9A-Fa-f]{1,6})|[A-Za-z][A-Za-z0-9]{1,31});")
_NUMERIC = lazy(r"&#(?:[0-9]{1,7}|[xX][0-9A-Fa-f]{1,6});")
_BREAK = lazy(r"&(?:amp;)?#(?:[xX]0{0,4}[aAdD]|0{0,3}1[03]);")
_LINK = lazy(r"""<a(?:[ ](?:id|name|href|title)=(?:'[^'<>]{0,300}'|"[^"<>]{0,300}"))+>""")
_TAG = lazy(_LINK.pattern + "|</a>")
_LINE = lazy(r"<br[ ]?/?>", re.IGNORECASE)


class Repaired(NamedTuple):
    """A text and what was repaired in it."""

    text: str
    notes: tuple[Diagnostic, ...] = ()
    lines: list[int] | None = None  # where lines were added, the old line (from 0) of each line


def mojibake(text: str) -> Repaired:
    """Undo mojibake: UTF-8 that was read as windows-1252, once or twice."""
    # Bytes are searched ten times as fast.
    if text.isascii() or _LEAD not in text.encode("utf-8", "surrogatepass") or not _PAIR.search(text):
        return Repaired(text)
    restored = text.removeprefix("\u00ef\u00bb\u00bf")  # a byte order mark
    for _ in range(2):
        restored = _reread(restored) or _signs(restored)
    restored = restored.removeprefix("\ufeff")
    if restored == text:
        return Repaired(text)
    message = "UTF-8 had been read as windows-1252; the characters were restored"
    return Repaired(restored, (Diagnostic("mojibake-undone", message),))


def _reread(text: str) -> str | None:
    """The text read rightly, or None if only part of it was misread."""
    try:
        return text.translate(_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None


def _signs(text: str) -> str:
    """The text with the characters restored that can only be misread ones."""
    return _QUOTE.sub("\u201d", _MISREAD.sub(_restore, text).replace(_DASH, "\u2014"))


def _restore(found: re.Match[str]) -> str:
    sign = _reread(found[0])
    return sign if sign in _RESTORED else found[0]


def controls(text: str) -> Repaired:
    """Remove control characters and escape sequences.

    U+0080 to U+009F, which are bytes taken over as they were, become the characters of windows-1252, or U+FFFD.
    """
    if not any(_has_controls(text[at : at + LONG]) for at in range(0, len(text), LONG)):
        return Repaired(text)
    cleaned = _SEQUENCE.sub("", text).translate(_CONTROLS)
    message = "control characters were left out"
    return Repaired(cleaned.translate(C1), (Diagnostic("control-characters", message, _line(text)),))


def _has_controls(text: str) -> bool:
    data = text.encode("utf-8", "surrogatepass")
    has_c1 = b"\xc2" in data and _C1_BYTES.search(data) is not None
    return has_c1 or len(data.translate(None, _C0_BYTES)) < len(data)


def _line(text: str) -> int:
    """The line of the first control character."""
    found = _CONTROL.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _holds(text: str, sign: str, what: re.Pattern[str]) -> bool:
    """Whether a text matches a pattern that begins with a known character; without that it is not searched."""
    return sign in text and what.search(text) is not None


def html_remains(text: str) -> Repaired:
    """Read entities, line breaks and links that are left of a page's source.

    Entities need their semicolon. Named ones are read only if every `&` is part of an entity, as on a page that was
    escaped throughout, or if line ends are entities. `&amp;lt;` is read once, `&amp;#x000A;` twice.
    """
    broken, tagged = _holds(text, "&", _BREAK), _holds(text, "<a ", _LINK)
    if not (broken or tagged or _holds(text, "&", _ENTITY)):
        return Repaired(text)
    names = broken or "&" not in _ENTITY.sub("", text)
    pattern = _ENTITY if names else _NUMERIC
    lines = [_undo(line, pattern, tagged, twice=broken) for line in text.split("\n")]
    repaired = "\n".join(lines)
    if repaired == text:
        return Repaired(text)
    places = [place for place, line in enumerate(lines) for _ in range(line.count("\n") + 1)]
    note = Diagnostic("entities-decoded", "HTML entities or tags in the text; read as what they stand for")
    return Repaired(repaired, (note,), places if len(places) > len(lines) else None)


def _undo(line: str, pattern: re.Pattern[str], tagged: bool, *, twice: bool) -> str:
    if tagged:
        line = _LINE.sub("\n", _TAG.sub("", line))
    if "&" not in line:
        return line
    line = pattern.sub(_decode, line)
    return _BREAK.sub("\n", line) if twice else line


def _decode(found: re.Match[str]) -> str:
    from html import unescape

    return unescape(found[0])
