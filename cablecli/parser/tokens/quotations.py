"""Recognizes the lines that open and close a quoted document: `BEGIN TEXT:`, `... FOLLOWS: QUOTE`, `UNQUOTE`."""

import re

from cablecli.facts.words import words
from cablecli.patterns import one_of, pattern

_QUOTE, UNQUOTE = ("QUOTE", "QTE"), ("UNQUOTE", "UNQTE")  # in full, and as telegraphers cut them short
_DOCUMENT = one_of(words("quoted_documents"))
_NO_DOCUMENT = r"""(?!(?:OF[ ])?(?:SUMMARY|COMMENT|FYI|NOTE\b(?![ ]VERBALE)|BIO|ACTION|INTRODUCTION))"""
_SHORT_DOCUMENT = r"""(?:OF[ ])?(?:[A-Z\-]+[ ]){0,4}(?:TEXT|QUOTE|POINTS|TRANSLATION|NON-?PAPER|LETTER
    |STATEMENT|LIST)[A-Z '\-]{0,40}"""


def _quote_mark(word: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns for BEGIN or END of a document at the start of a line, and at its end."""
    alone = rf"""[\-*\[("/<. ]{{0,9}}{word}(?:[ ]OF)?[ :]+{_NO_DOCUMENT}(?=(?:[A-Z\-/"']+[ ]+){{0,6}}
        (?:{_DOCUMENT})\b)
        [^.:\]]{{0,80}}[.:\]\-*")>]{{0,9}}{"[ ]{0,9}$" if word != "END" else ""}"""
    inline = rf"""(?<=[.:;([)\]"' ])[\[("*\-]{{0,9}}{word}[ ]{_SHORT_DOCUMENT}[.:\]\-*)"]{{0,9}}[ ]{{0,9}}$"""
    return (
        pattern(f"{word.lower()} of a quoted text", alone, ignore_case=True),
        pattern(f"{word.lower()} of a quoted text, last on its line", inline, ignore_case=True),
    )


_BEGIN_QUOTE, _INLINE_BEGIN = _quote_mark("BEGIN")
_END_QUOTE, _INLINE_END = _quote_mark("END")


def begins_quote(text: str) -> bool:
    """Whether a line opens a quoted document: `BEGIN TEXT:`, `Begin translation:`, `... follows. BEGIN TEXT`."""
    if "egin " not in text and "EGIN " not in text:  # neither has `beginning`
        return False
    return bool(_BEGIN_QUOTE.match(text) or _INLINE_BEGIN.search(text))


def opens_quote(text: str) -> bool:
    """Whether a line opens a quoted document and does not close it."""
    return begins_quote(text) and not ends_quote(text)


def ends_quote(text: str) -> bool:
    """Whether a line closes a quoted document: `END TEXT.`, `End talking points`, `... . END QUOTE.`, `UNQUOTE`."""
    if "nd " not in text and "ND " not in text and not text.startswith(UNQUOTE):
        return False
    return bool(text.startswith(UNQUOTE) or _END_QUOTE.match(text) or _INLINE_END.search(text))


def leads_to_quote(text: str) -> bool:
    """Whether a line ends with the word QUOTE, as one does above a document of the 1970s: `TEXT FOLLOWS:  QUOTE`."""
    plain = text.rstrip(" :.")
    return plain.endswith(_QUOTE) and plain.rpartition(" ")[2] in _QUOTE and not ends_quote(text)


def ends_unquoted(text: str) -> bool:
    """Whether a line ends the document that such a line leads to: it begins or ends with UNQUOTE."""
    return text.startswith(UNQUOTE) or text.rstrip(' .:)"').endswith(UNQUOTE)
