"""The normal form of a text before it is cut into lines, and small helpers on the characters of lines."""

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from cablecli.parser.lines import lost_ends
from cablecli.patterns import pattern
from cablecli.text.blanks import single_spaced
from cablecli.text.decoding import with_newlines

if TYPE_CHECKING:
    from re import Match

_ZERO_WIDTH = "\ufeff\u200b\u2060"  # byte order marks, also of files joined to one, and blanks of no width
_CAPITALS_TO_SMALL = 20  # a scanner misreads fewer capitals than one in twenty as small letters
_PADDING = " " * 10 + "\n"  # of lines of a fixed width; no pattern is to count these blanks
_FEWEST_FEET = 2  # figures: one may be the last cell of a table
_LATIN = bytes(range(256))
_SMALL = bytes(sign for sign in _LATIN if chr(sign).islower())
_CAPITALS = bytes(sign for sign in _LATIN if chr(sign).isupper())
# A converter to Markdown writes addresses as links, and puts a backslash before line ends and special characters.
_LINK = pattern("Markdown link", r"""\[(?P<words>[^\[\]\n]{1,200})\]\((?P<target>[^()\s]{1,400})\)""")
_LINE_BREAK = pattern("Markdown line break", r"""\\(?<=[ \n]\\)(?=[ ]{0,9}(?:\n|\Z))""")
_ESCAPE = pattern("Markdown escape", r"""\\([\-*.\[\]_\#>()!+])""")
# As printers wrote it, beside a figure.
_SLASHED = pattern("zero with a slash", r"""Ø(?=[0-9Ø]) | (?<=[0-9Ø])Ø""")
_FOOT = pattern("figure at the foot of a page", r"""\n[ ]*(?P<figure>[1-9][0-9]{0,2})[ ]*\n(?=\n{0,2}\f)""")


def normal(text: str) -> str:
    """Return the text with newlines for all line and page ends, plain blanks, and Markdown links and escapes undone."""
    text = with_newlines(text)
    for sign in _ZERO_WIDTH:
        text = text.replace(sign, "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\f" in text:
        text = _with_page_numbers(text)
        text = text.replace("\n\f\n", "\n \n")  # the end of a page is one blank line
    for sign in ("\f", "\v"):
        if sign in text:
            text = text.replace(sign, "\n")
    if "Ø" in text:
        text = _SLASHED.sub("0", text)
    if "]" in text and "](" in text:  # one character is found ten times as quickly as two
        text = _LINK.sub(_link_text, text)
    if "\\" in text:
        text = _LINE_BREAK.sub("", text)
        text = _ESCAPE.sub(r"\1", text)
    if _PADDING in text:
        text = "\n".join(map(str.rstrip, text.split("\n")))
    return lost_ends.restored(text.replace("\u00a0", " "))


def _with_page_numbers(text: str) -> str:
    """Put the dashes of other copies round the figures right above form feeds, if these number pages: two or more.

    So they are still known as page numbers when the form feeds are gone.
    """
    figures = [int(foot["figure"]) for foot in _FOOT.finditer(text)]
    if len(figures) < _FEWEST_FEET or any(after != before + 1 for before, after in pairwise(figures)):
        return text
    return _FOOT.sub(r"\n- \g<figure> -\n", text)


def _link_text(link: "Match[str]") -> str:
    """The words of a Markdown link, or its target if the words are that address broken by the relay with a blank."""
    words, target = link["words"], link["target"]
    return target if "://" in words and words.replace(" ", "") == target else words


def blank(text: str) -> str:
    """Return the text with all characters but line ends blanked, so that the offsets after it stay the same."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


def is_in_capitals(text: str) -> bool:
    """Whether a text is in capitals, apart from slips of a scanner: at most one small letter to twenty capitals."""
    signs = text.encode("latin-1", "ignore")
    small, capitals = (len(signs) - len(signs.translate(None, letters)) for letters in (_SMALL, _CAPITALS))
    return small * _CAPITALS_TO_SMALL <= capitals


def join_words(parts: Iterable[str]) -> str:
    """Join lines with one blank, or without one after a hyphen or slash inside a word."""
    out = ""
    for part in parts:
        glue = "" if not out or (out[-1] in "-/" and out[-2:-1].isalnum() and part[:1].isalnum()) else " "
        out += glue + part
    return single_spaced(out)
