"""The normal form of a text: line ends, blanks, and what a relay made of links; lines joined as one."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cablecli.parser.lines import lost_ends
from cablecli.patterns import pattern
from cablecli.text.blanks import single_spaced

if TYPE_CHECKING:
    from re import Match

_CAPITALS_TO_SMALL = 20
_LATIN = bytes(range(256))
_SMALL = bytes(sign for sign in _LATIN if chr(sign).islower())
_CAPITALS = bytes(sign for sign in _LATIN if chr(sign).isupper())
# What a converter to Markdown makes of a page: an address as a link, a line end and signs as escapes.
_LINK = pattern("Markdown link", r"""\[(?P<words>[^\[\]\n]{1,200})\]\((?P<target>[^()\s]{1,400})\)""")
_LINE_BREAK = pattern("Markdown line break", r"""\\(?<=[ \n]\\)(?=[ ]{0,9}(?:\n|\Z))""")
_ESCAPE = pattern("Markdown escape", r"""\\([\-*.\[\]_\#>()!+])""")


def normal(text: str) -> str:
    """Line and page ends as newlines, no-break blanks as blanks, links and escapes of Markdown as their words."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for sign in ("\f", "\v"):
        if sign in text:
            text = text.replace(sign, "\n")
    if "]" in text and "](" in text:  # one sign is found ten times as quickly as two
        text = _LINK.sub(_link_text, text)
    if "\\" in text:
        text = _LINE_BREAK.sub("", text)
        text = _ESCAPE.sub(r"\1", text)
    return lost_ends.restored(text.replace("\u00a0", " ") if "\u00a0" in text else text)


def _link_text(link: "Match[str]") -> str:
    """The words of a Markdown link; its target where the words are an address that the relay broke with a blank."""
    words, target = link["words"], link["target"]
    return target if "://" in words and words.replace(" ", "") == target else words


def blank(text: str) -> str:
    """As many characters, all blank but the line ends, so that the offsets of what stands behind stay."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


def lowered(text: str) -> bytes:
    """A text in lower case, sign for sign, for a search whose offsets are the text's: `İ`.lower() is two signs.

    Latin-1 is how Python holds nearly all texts, so that they are encoded by a copy.
    """
    return text.encode("latin-1", "replace").lower()


def is_in_capitals(text: str) -> bool:
    """Whether a text has no small letters but the slips of a scanner: one to twenty capitals."""
    signs = text.encode("latin-1", "ignore")
    small, capitals = (len(signs) - len(signs.translate(None, letters)) for letters in (_SMALL, _CAPITALS))
    return small * _CAPITALS_TO_SMALL <= capitals


def join_words(parts: Iterable[str]) -> str:
    """Lines joined by one blank; bare after a hyphen or slash inside a word."""
    out = ""
    for part in parts:
        glue = "" if not out or (out[-1] in "-/" and out[-2:-1].isalnum() and part[:1].isalnum()) else " "
        out += glue + part
    return single_spaced(out)
