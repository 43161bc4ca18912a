"""Reads saved WikiLeaks pages of 2010 and 2011: the table of class `cable` and the two `<pre>`, not the sidebar."""

import re
from io import BufferedReader

from cablecli.carriers import Cables
from cablecli.carriers.splitting import from_text
from cablecli.carriers.web_page import cables, is_behind, pages
from cablecli.model import Page
from cablecli.patterns import lazy
from cablecli.text.decoding import decode

_SIGN = lazy(
    r"<title>\s*Cable Viewer\s*<|<table\b[^<>]{0,200}\bclass=['\"]cable['\"]|<h3>\s*Viewing cable ",
    re.IGNORECASE,
)
_TABLE = lazy(r"<table\b[^<>]{0,200}\bclass=['\"]cable['\"][^<>]{0,200}>", re.IGNORECASE)
_CELL = lazy(r"<td\b[^<>]{0,300}>", re.IGNORECASE)
_PRE = lazy(r"<pre\b[^<>]{0,200}>", re.IGNORECASE)
_VIEWING = lazy(r"<h3>\s*Viewing cable ([0-9]{2}[A-Z0-9]{3,40})")
_FIELDS = 5


def sniff(head: str) -> bool:
    """Whether the input is HTML with the marks of these pages."""
    return "<" in head[:2048] and bool(_SIGN.search(head)) and not is_behind(head)


def read(stream: BufferedReader, line: int = 1) -> Cables:
    """Yield the cable of each page, and those in text after a page. A page without `<pre>` is read like any other."""
    yield from pages(stream, _cables, line)


def _cables(data: bytes, line: int) -> Cables:
    source, notes = decode(data)
    position, page = _table(source)
    blocks = _blocks(source, position)
    if not blocks:
        del source  # a large page is not to be held twice
        yield from cables(data, line)
        return
    text = "\n".join(blocks)
    raw = from_text(text, (), range(line, line + text.count("\n") + 1))
    yield raw._replace(notes=notes + raw.notes, page=page)


def _table(source: str) -> tuple[int, Page | None]:
    """The offset after the page's table, and its values. Without a table, the page's heading names the cable."""
    found = _TABLE.search(source)
    end = source.find("</table>", found.end()) if found else -1
    values = [_cell(cell) for cell in _CELL.split(source[found.end() : end])[1:]] if found and end > 0 else []
    if len(values) >= _FIELDS:
        return end, Page(*values[:_FIELDS])
    viewing = _VIEWING.search(source)
    return (viewing.end(), Page(viewing[1])) if viewing else (0, None)


def _cell(cell: str) -> str | None:
    from cablecli.carriers.html_text import text_of

    return " ".join(text_of(cell.partition("</td>")[0]).split()) or None


def _blocks(source: str, position: int) -> list[str]:
    """The texts of heading and body."""
    from cablecli.carriers.html_text import text_of

    blocks: list[str] = []
    for found in _PRE.finditer(source, position):
        end = source.find("</pre>", found.end())
        if end < 0 or len(blocks) == 2:
            break
        blocks.append(text_of(source[found.end() : end], is_pre=True))
    return blocks
