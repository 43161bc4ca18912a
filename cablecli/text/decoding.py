"""Decodes bytes to text, and rejects what is not text."""

from cablecli.errors import NotACable, Unreadable
from cablecli.model import Diagnostic
from cablecli.text.repair import C1, controls, mojibake

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SCAN = "image, not text; a scan needs text recognition first, for example with tesseract"
_MAGIC = (
    (b"%PDF-", "is a PDF document; extract its text first: pdftotext -layout FILE.pdf"),
    (b"\xff\xd8\xff", f"is a JPEG {_SCAN}"),
    (b"\x89PNG\r\n", f"is a PNG {_SCAN}"),
    (b"II*\0", f"is a TIFF {_SCAN}"),
    (b"MM\0*", f"is a TIFF {_SCAN}"),
)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_ENDS = "\x85\u2028\u2029"  # of lines, where there are no newlines
_NOT_ASCII = bytes(range(0x80, 0x100))
HEAD = 1 << 16
MAX_BYTES = 8 << 20  # of one cable; the longest known cables have half a megabyte


def decode(data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the text of `data`, with a diagnostic for a guessed encoding and each repair. Binary data raises."""
    reject_binary(data[:HEAD])
    text, notes = _decode(data)
    text = with_newlines(text)
    for repair in (mojibake, controls):
        text, more, _ = repair(text)
        notes += more
    return text, notes


def with_newlines(text: str) -> str:
    """The text with newlines, if other characters end all its lines: a mainframe's NEL, LS and PS of web editors."""
    if "\n" in text or "\r" in text or not any(map(text.__contains__, _ENDS)):
        return text
    return text.translate(dict.fromkeys(map(ord, _ENDS), "\n"))


def byte_order(head: bytes) -> tuple[bytes, str | None]:
    """The byte order mark at the beginning and the encoding that it announces; `(b"", None)` without one."""
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
    """Raise NotACable unless the first bytes of an input can be text in an encoding that we read."""
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
