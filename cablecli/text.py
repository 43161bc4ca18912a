"""Bytes to text, and text to what a terminal may see."""

import re

from cablecli.errors import NotACable, Unreadable
from cablecli.lazy import lazy
from cablecli.model import Diagnostic
from cablecli.repair import C1, controls, mojibake

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "is a PDF document; extract its text first, for example with pdftotext"),
    (b"\xff\xd8\xff", "is a JPEG image, not text"),
    (b"\x89PNG\r\n", "is a PNG image, not text"),
)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_NOT_ASCII = bytes(range(0x80, 0x100))
HEAD = 1 << 16
MAX_BYTES = 64 << 20  # of one cable


def decode(data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text of `data`; a guessed encoding and each repair are diagnostics, binary data raises."""
    reject_binary(data[:HEAD])
    text, notes = _decode(data)
    for repair in (mojibake, controls):
        text, more, _ = repair(text)
        notes += more
    return text, notes


def byte_order(head: bytes) -> tuple[bytes, str | None]:
    """The byte order mark at the beginning and the encoding of what follows it; None where there is no mark."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return mark, encoding
    return b"", None


def _decode(data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    mark, encoding = byte_order(data)
    if encoding:
        try:
            return data[len(mark) :].decode(encoding), ()
        except UnicodeDecodeError as error:
            raise Unreadable(f"is damaged: it says {encoding[:6]} but is not") from error
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        text, encoding = _guess(data)
    return text, (Diagnostic("encoding-guessed", f"not UTF-8; read as {encoding}"),)


def _guess(data: bytes) -> tuple[str, str]:
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return data.decode("latin-1").translate(C1), "latin-1"


def reject_binary(head: bytes) -> None:
    """Raise NotACable if the first bytes of an input are those of no text in any encoding we read."""
    for magic, reason in _MAGIC:
        if head.startswith(magic):
            raise NotACable(reason)
    if byte_order(head)[1]:
        return
    controls = len(head) - len(head.translate(None, _CONTROLS))
    high = 0 if head.isascii() else len(head) - len(head.translate(None, _NOT_ASCII))
    if controls * 50 > len(head) or (high * 10 > len(head) * 3 and not _is_utf8(head)):
        raise NotACable("is binary data, not text")


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return len(head) == HEAD and error.start > HEAD - 4  # a character cut by the end of the head
    return True


# A control string without its end loses only its introducer: nothing behind it may be hidden.
_SEQUENCES = lazy(
    r"""(?:\x1b\[|\x9b)[0-?]*+[ -/]*+[@-~]                      # CSI
      | (?:\x1b[]PX^_]|[\x90\x98\x9d-\x9f])
        (?:[^\x00-\x07\x0e-\x1f\x7f-\x9f]*+(?:\x07|\x1b\\|\x9c))?  # OSC, DCS, SOS, PM, APC
      | \x1b[ -/]{0,2}[0-~]                                      # ESC and one byte, or nF
    """,
    re.VERBOSE,
)
_INVISIBLE = "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_UNSAFE = lazy(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{_INVISIBLE}\ud800-\udfff]")
_UNDECODED = lazy("[\udc80-\udcff]")
_BREAKS = lazy("\r\n|[\r\v\f\u2028\u2029]")


def sanitize(text: str) -> str:
    """`text` as a terminal may see it: no escape sequence, control character, bidi or zero-width mark."""
    if text.replace("\n", " ").isprintable() or not _UNSAFE.search(text):  # plain text needs no pattern
        return text
    text = _BREAKS.sub("\n", _SEQUENCES.sub("", text))
    return _UNSAFE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """A file name or message as one safe line; undecodable bytes show as `\\xff`."""
    text = _UNDECODED.sub(lambda m: f"\\x{ord(m[0]) - 0xDC00:02x}", text)
    return sanitize(text.replace("\t", "\\t")).replace("\n", "\\n")


def escape_json(text: str) -> str:
    """JSON text whose strings hold the same values, with unsafe characters spelt as `\\u` escapes."""
    if text.isascii() and "\x7f" not in text:  # JSON itself escapes the others
        return text
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)
