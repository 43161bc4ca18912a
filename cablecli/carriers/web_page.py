"""Web pages of any other kind: their text, which may have a shape of its own."""

import re
from io import BufferedReader

from cablecli.carriers import Cables, RawCable, unpack_text
from cablecli.carriers.splitting import whole
from cablecli.patterns import lazy
from cablecli.text.decoding import decode

_DOCUMENT = lazy(
    r"\s*(?:<\?xml[^<>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE,
)
_TAG = lazy(
    r"</(?:div|p|pre|td|tr|table|span|a|h[1-6]|li)>|<(?:div|p|pre|br|table|h[1-6])\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_FEW = 5


def sniff(head: str) -> bool:
    """Whether it begins as a document, or holds many tags."""
    return bool(_DOCUMENT.match(head)) or len(_TAG.findall(head, 0, 1 << 14)) > _FEW


def read(stream: BufferedReader) -> Cables:
    """The cables in the page's text."""
    from cablecli.carriers.html_text import text_of

    source, notes = decode(whole(stream))
    for raw in unpack_text(text_of(source)):
        yield raw._replace(notes=notes + raw.notes) if isinstance(raw, RawCable) else raw
