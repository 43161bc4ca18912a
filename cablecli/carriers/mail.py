"""Reads saved mails: the cables in their text and in the files attached to them, decoded by Python's `email`.

A mail as it is sent says how its parts are encoded. One that says nothing of it, as a mail that was printed or copied,
is read as text. The lines of the header stay above the text.
"""

import re
from codecs import lookup
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from io import BufferedReader
from typing import cast

from cablecli.carriers import Cables, RawCable, unpack_text
from cablecli.carriers.splitting import whole
from cablecli.errors import CableError, Unreadable
from cablecli.patterns import lazy
from cablecli.text.decoding import decode

_HEADER = lazy(r"\s*+(?:From [^\n:]+\n)?(?:[A-Za-z][A-Za-z-]{1,60}:[^\n]*+\n(?:[ \t][^\n]*+\n)*+){2,}\n")
_ENCODED = lazy(
    r"^Content-T(?:ransfer-Encoding:\s*(?:quoted-printable|base64)|ype:\s*multipart/)",
    re.IGNORECASE | re.MULTILINE,
)
# Python reads each value of the field sign by sign, and some of its codecs are slow: no real one is half as long.
_TYPE = lazy(rb"(?:\A|[\r\n])Content-Type:[^\r\n]*+(?:(?:\r\n|[\r\n])[ \t][^\r\n]*+)*+", re.IGNORECASE)
_LONGEST_TYPE = 4096
_CHARSETS = (  # how Python's names for them begin; its further codecs (`punycode`, `idna`) are none of a text
    *("utf", "ascii", "iso", "cp", "koi8", "mac", "big5", "gb", "hz", "euc", "shift_jis", "johab"),
    *("hp-roman8", "kz1048", "ptcp154", "tis-620"),
)


def sniff(head: str) -> bool:
    """Whether the input begins with the header of a mail of several parts, or whose text is encoded."""
    found = _HEADER.match(head.replace("\r\n", "\n"))
    return found is not None and bool(_ENCODED.search(found[0]))


def read(stream: BufferedReader) -> Cables:
    """Yield the cables in a mail: in its own text, or else its page, and in the texts attached to it."""
    data = whole(stream).lstrip()
    if any(len(found[0]) > _LONGEST_TYPE for found in _TYPE.finditer(data)):
        raise Unreadable("is damaged: a field Content-Type without end")
    ends = [at for at in map(data.find, (b"\n\n", b"\n\r\n")) if at >= 0]
    header, notes = decode(data[: min(ends, default=len(data))])
    try:
        found = list(_parts(message_from_bytes(data)))
    except RecursionError as error:
        raise Unreadable("is damaged: a mail in mails without end") from error
    del data  # a large mail is not to be held twice
    texts = [header, *(one for one in found if isinstance(one, str))]
    for raw in unpack_text("\n\n".join(text.replace("\r\n", "\n") for text in texts)):
        yield raw._replace(notes=notes + raw.notes) if isinstance(raw, RawCable) else raw
    yield from (one for one in found if isinstance(one, CableError))


def _parts(part: Message) -> Iterator[str | CableError]:
    """The texts of a part and of the parts in it; of parts that say the same, only the plain one."""
    kind = part.get_content_type()
    if part.is_multipart():
        parts = cast("list[Message]", part.get_payload())
        plain = [one for one in parts if one.get_content_type() == "text/plain"]
        for one in plain if kind == "multipart/alternative" and plain else parts:
            yield from _parts(one)
    elif kind.startswith(("text/", "application/", "multipart/")) and "signature" not in kind:
        try:
            yield _text(part)
        except CableError as error:
            yield type(error)(f"a part {error}")


def _text(part: Message) -> str:
    """The text of a part in the encoding that it names, or else that of its bytes."""
    from cablecli.carriers.html_text import text_of

    data = cast("bytes", part.get_payload(decode=True))
    try:
        charset = part.get_content_charset("")
        text = data.decode(charset if lookup(charset).name.startswith(_CHARSETS) else "")
    except (LookupError, ValueError):
        text, _ = decode(data)
    return text_of(text) if part.get_content_subtype() == "html" else text
