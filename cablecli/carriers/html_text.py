"""Extracts the text of HTML with `html.parser`. Entities need their semicolon, and only real tags are removed.

Cables hold `<name@example.org>`, `R&D` and `3 < 5` unescaped. So before parsing, every `&`, and every `<` that does not
begin a tag of HTML, is replaced by a noncharacter.
"""

import re
from html import unescape
from html.parser import HTMLParser

from cablecli.patterns import lazy

_AMPERSAND, _LESS = "\ufdd0", "\ufdd1"  # noncharacters, which no text uses
_NO_CHARACTERS = {ord(_AMPERSAND): "\ufffd", ord(_LESS): "\ufffd"}
_INLINE = (
    "a|abbr|acronym|b|big|code|em|font|i|ins|del|mark|s|small|span|strong|sub|sup|tt|u|img|input|label|wbr"
)
_BLOCK = (
    "address|article|aside|blockquote|body|br|center|dd|div|dl|dt|fieldset|figure|footer|form|h[1-6]|head|header|hr|html"
    "|li|main|meta|link|nav|ol|option|p|pre|script|section|select|style|table|tbody|td|textarea|tfoot|th|thead|title|tr|ul"
    "|button|iframe|noscript|object|svg|path"
)
_VALUE = r"""[ ]?=[ ]?(?:"[^"]{0,4999}"|'[^']{0,4999}'|[^\s"'<>=]{1,999})"""
_ATTRIBUTES = 64  # of one tag; each takes fifty times its length in memory
_OFFICE = "[a-z]{1,2}[0-9]?:[a-z]{1,40}"  # tags of word processors: `<o:p>`, `<st1:place>`
# Prose may hold `<b and c>`, so an inline tag's attributes need values.
_NO_TAG = lazy(
    rf"<(?!/?(?:(?:{_INLINE}|{_OFFICE})(?:\s+[\w:-]{{1,40}}{_VALUE}){{0,{_ATTRIBUTES}}}+|(?:{_BLOCK})(?:\s+[\w:-]{{1,40}}(?:{_VALUE})?){{0,{_ATTRIBUTES}}}+)\s*/?>)",
    re.IGNORECASE,
)
_COMMENT = lazy(r"<!--(?:(?!--)[\s\S])*+-->|<!(?:\[(?=if |endif))?[A-Za-z][^<>]{0,500}>|<\?[^<>]{0,500}>")
_ENTITY = lazy(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SILENT = frozenset(("script", "style", "head", "select", "textarea", "noscript", "svg", "iframe"))
_ENDS_LINE = frozenset(_BLOCK.replace("h[1-6]", "h1|h2|h3|h4|h5|h6").split("|")) - {"td", "th"}
_BLANKS = lazy(r"[ \t\r\n]+")
_CHUNKS = lazy(r"[\s\S]{1,9999}[ \t\r\n]*")  # in chunks, since a replacement takes thirty times the memory


def entities(text: str) -> str:
    """Return the text with its entities decoded."""
    text = text.replace("&#x000A;", "\n")  # each line end of the pages of 2010
    return _ENTITY.sub(lambda found: unescape(found[0]), text) if "&" in text else text


class _Reader(HTMLParser):
    """Collects the text. Outside `<pre>`, block tags end lines and a run of blanks counts as one."""

    def __init__(self, *, is_pre: bool) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self._pre = int(is_pre)
        self._silent: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            return
        if tag in _SILENT:
            self._silent = tag
        elif tag in ("td", "th"):
            self.parts.append(" ")
        elif tag in _ENDS_LINE and not (self._pre and tag != "br"):
            self.parts.append("\n")
        self._pre += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent = None if tag == self._silent else self._silent
        elif tag in _ENDS_LINE and tag != "br" and (tag == "pre" or not self._pre):
            self.parts.append("\n")
        self._pre = max(0, self._pre - (tag == "pre"))

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if not self._pre:
            data = "".join(_BLANKS.sub(" ", chunk[0]) for chunk in _CHUNKS.finditer(data))
            if self.parts and self.parts[-1] == "\n":
                data = data.removeprefix(" ")  # the source's own line end after `<br>`
        self.parts.append(data)


def text_of(source: str, *, is_pre: bool = False) -> str:
    """Return the text of HTML. With `is_pre`, the source is the inside of a `<pre>`."""
    reader = _Reader(is_pre=is_pre)
    guarded = _NO_TAG.sub(_LESS, _COMMENT.sub("", source.translate(_NO_CHARACTERS))).replace("&", _AMPERSAND)
    reader.feed(guarded)
    reader.close()
    text = "".join(reader.parts).replace(_LESS, "<").replace(_AMPERSAND, "&")
    return entities(text)
