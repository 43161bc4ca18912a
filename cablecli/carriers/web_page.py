"""Reads other web pages: the cables in their text, which may be of any kind."""

import re
from collections.abc import Callable
from io import BufferedReader

from cablecli.carriers import Cables, RawCable, opened, telegrams, unpack_text
from cablecli.carriers.boundaries import is_text
from cablecli.carriers.splitting import numbered, split
from cablecli.errors import Unreadable
from cablecli.patterns import lazy
from cablecli.text.decoding import HEAD, decode

_DOCUMENT = lazy(
    r"\s*(?:<\?xml[^<>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype html|html|head|body)\b"
    r"|\s*(?:<[a-z][^<>]{0,300}>\s*){0,5}<pre\b[^<>]{0,300}>",  # a part of one whose lines are the text's
    re.IGNORECASE,
)
_TAG = lazy(
    r"</(?:div|p|pre|td|tr|table|span|a|h[1-6]|li)>|<(?:div|p|pre|br|table|h[1-6])\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_MARKUP = lazy(rb"<[a-zA-Z!?/]")
_PAGE = lazy(r"<(?:\?xml[ ]|!doctype[ ]html|html\b)", re.IGNORECASE)
_FEW = 5
_STARTS = lazy(rb"(?i:\n|</html>)(?:\s{0,99}+|[^\n<]{1,160}+)(?=(?i:<\?xml[ ]|<!doctype[ ]html|<html\b))")
_PROLOGUE = lazy(rb"(?i:\s*+(?:<\?xml[^<>]*>\s*+)?(?:<!doctype[^<>]*>\s*+)?)")  # of the page that follows


def sniff(head: str) -> bool:
    """Whether the input begins like an HTML document, or holds many tags."""
    return bool(_DOCUMENT.match(head)) or (len(_TAG.findall(head, 0, 1 << 14)) > _FEW and not is_behind(head))


def is_behind(head: str) -> bool:
    """Whether a cable's text comes before the page, so that the stream is of several kinds."""
    found = _PAGE.search(head)
    return found is not None and is_text(head[: found.start()].encode("utf-8", "replace"))


def read(stream: BufferedReader) -> Cables:
    """Yield the cables in the text of each page."""
    yield from pages(stream, cables)


def pages(stream: BufferedReader, read: Callable[[bytes, int], Cables], line: int = 1) -> Cables:
    """Yield the cables of each page of a stream, taken out by `read`, and those of text after a page."""
    if not _MARKUP.search(stream.peek(HEAD)[:HEAD]):
        raise Unreadable("is no web page: it holds no tag")
    yield from numbered(_each(stream, read, line))


def _each(stream: BufferedReader, read: Callable[[bytes, int], Cables], line: int) -> Cables:
    begin = b""
    for data, _ in split(stream, _STARTS.search, line=line):
        begin += data or b""
        if _PROLOGUE.fullmatch(begin):
            continue
        end = begin.lower().rfind(b"</html>") + len(b"</html>")
        if end < len(b"</html>") or not begin[end:].strip():
            end = len(begin)
        yield from read(begin[:end], line)
        if end < len(begin):
            yield from telegrams.read(opened(begin[end:]), line + begin.count(b"\n", 0, end))
        line += begin.count(b"\n")
        begin = b""
    if begin.strip():
        yield from read(begin, line)


def cables(data: bytes, line: int) -> Cables:
    """Yield the cables in the text of a page that begins at this line, to which its own lines are counted."""
    from cablecli.carriers.html_text import text_of

    source, notes = decode(data)
    found = unpack_text(text_of(source), line)
    del data, source  # a large page is not to be held twice
    for raw in found:
        yield raw._replace(notes=notes + raw.notes) if isinstance(raw, RawCable) else raw
