"""Text as a terminal, a text pipe or JSON may hold it: no escape sequence, control character or bidi mark."""

import re

from cablecli.patterns import lazy

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
