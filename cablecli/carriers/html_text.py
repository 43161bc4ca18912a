"""HTML to text, by `html.parser`. Entities are read only with their semicolon, and once; what is no tag stays text.

A cable holds `<name@example.org>`, `R&D` and `3 < 5` unescaped: before the parser sees it, every `&`, and every `<`
that begins no tag of HTML, is put out of its sight.
"""

import re
from html import unescape
from html.parser import HTMLParser

from cablecli.patterns import lazy

_AMPERSAND, _LESS = "\ufdd0", "\ufdd1"  # no characters, so no text needs them
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
# Prose may hold `<b and c>`: a tag of a line's own needs values for its attributes.
_NO_TAG = lazy(
    rf"<(?!/?(?:(?:{_INLINE})(?:\s+[\w:-]{{1,40}}{_VALUE}){{0,{_ATTRIBUTES}}}+|(?:{_BLOCK})(?:\s+[\w:-]{{1,40}}(?:{_VALUE})?){{0,{_ATTRIBUTES}}}+)\s*/?>)",
    re.IGNORECASE,
)
_COMMENT = lazy(r"<!--(?:(?!--)[\s\S])*+-->|<![A-Za-z][^<>]{0,500}>|<\?[^<>]{0,500}>")
_ENTITY = lazy(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SILENT = frozenset(("script", "style", "head", "select", "textarea", "noscript", "svg", "iframe"))
_ENDS_LINE = frozenset(_BLOCK.replace("h[1-6]", "h1|h2|h3|h4|h5|h6").split("|")) - {"td", "th"}
_BLANKS = lazy(r"[ \t\r\n]+")
_CHUNKS = lazy(
    r"[\s\S]{1,9999}[ \t\r\n]*"
)  # since to replace takes thirty times as much for the time it lasts


def entities(text: str) -> str:
    """The text with its entities read."""
    text = text.replace("&#x000A;", "\n")  # each line end of the pages of 2010
    return _ENTITY.sub(lambda found: unescape(found[0]), text) if "&" in text else text


class _Reader(HTMLParser):
    """Collects the text; outside `<pre>` a line ends where a block does, and a run of blanks is one."""

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
                data = data.removeprefix(" ")  # the source's own line end behind `<br>`
        self.parts.append(data)


def text_of(source: str, *, is_pre: bool = False) -> str:
    """The text of HTML; with `is_pre` of what stands inside a `<pre>`."""
    reader = _Reader(is_pre=is_pre)
    guarded = _NO_TAG.sub(_LESS, _COMMENT.sub("", source.translate(_NO_CHARACTERS))).replace("&", _AMPERSAND)
    reader.feed(guarded)
    reader.close()
    text = "".join(reader.parts).replace(_LESS, "<").replace(_AMPERSAND, "&")
    return entities(text)
