"""Recognizes captions of handling and distribution, `SIPDIS`, `NOFORN`, `REL TO ...`, and passing lines and notices.

Captions may be letter-spaced, or glued to a level.
"""

from functools import lru_cache
from itertools import chain

from cablecli.facts.words import words
from cablecli.patterns import pattern

CAPTIONS = {name.replace(" ", ""): name for name in words("captions")}  # by their letters
_PASSES = pattern(
    "passing line",
    r"""^(?:ALSO[ ])?(?:FOR:?|FROM)[ ](?=[A-Z]) | [A-Z),][ ]+(?:ALSO[ ])?FOR[ ]+[A-Z"0-9]
        # who should pass it on, with or without a request
        | \b(?:PLEASE|PLS|DEPT|DEPARTMENT|STATE|POSTS?|ALSO)[ ]+(?:ALSO[ ]+)?(?:PLEASE[ ]+|PLS[ ]+)?PASS\b
        | ^(?:[A-Z]{1,14}[ ]){0,3}PASS[ ][A-Z]
        | ^FOL(?:LOWING)?[ ](?:REPEAT|TEL)  # a telegram sent on to another address
        | ^(?:[A-Z0-9]{2,10}[ ])?(?:[A-Z]{1,6}(?:/[A-Z]{1,6}){1,4}(?:[,;][ ]?|$))++$  # offices alone""",
    ignore_case=True,
)
# What a notice on handling or on an action begins with.
NOTICE = r"""(?:THIS[ ](?:IS|CABLE|MESSAGE|TELEGRAM) | SENSITIVE,?[ ]BUT | NOT[ ]FOR
    | PLEASE[ ](?:PROTECT|HANDLE) | (?:PROTECT|HANDLE)[ ]ACCORDINGLY
    # not `ACTION REQUEST FOR PILOTS`
    | (?:AN[ ])?ACTION[ ](?:REQUEST(?:ED)?|MESSAGE|CABLE)(?=[ ]?[.:;,(\-]|[ ](?:AT|IN|IS|SEE)\b))(?!\w)"""
NOTICE_SIGNS = ("THIS ", "SENSITIVE", "NOT FOR", "PLEASE ", "ACCORDINGLY", "ACTION ")
_NOTICE_LETTERS = frozenset("TSNPHAtsnpha")  # its first letters
_NOTICE = pattern("notice on handling", NOTICE, ignore_case=True)
_SURE_NOTICES = (  # words that no subject begins with, in capitals or not
    "SENSITIVE BUT UNCLASSIFIED", "SENSITIVE, BUT UNCLASSIFIED",
    "THIS IS AN ACTION ", "THIS MESSAGE IS ", "THIS CABLE IS ", "NOT FOR INTERNET",
    "PLEASE PROTECT ACCORDINGLY",
)  # fmt: skip
# Captions that may begin a line of text: no other words begin so.
_LEADING = frozenset(("SIPDIS", "NOFORN", "SENSITIVE", "EXDIS", "NODIS", "LIMDIS", "STADIS"))
_ALONE = pattern(
    "caption only by its place",
    # a text may hold these words: `ENGLISH CHANNEL`
    r"""(?:[A-Z]{2,9}[ ]CHANNEL|VISAS(?:[ ][A-Z]{3,9}){1,3}|CODEL|STAFFDEL|AGRICULTURE|FGI|ONLY)""",
)
_LONGEST = 90  # characters: a line of captions alone is never wrapped
_LONGEST_INFORMAL = 40  # characters of `OFFICIAL INFORMAL` with its number and section
_PACKED = tuple(sorted(CAPTIONS, key=len, reverse=True))
_CAPTION_BEGINNINGS = frozenset(caption[:3] for caption in CAPTIONS)
_REL = pattern(
    "release caption",
    # countries and groups, separated by commas, AND or blanks
    r"""(?:REL|RELEASABLE)(?:[ ]+TO)?[ ]+[A-Z]{2,}(?:(?:,[ ]*|[ ]+AND[ ]+|[ ]+)[A-Z]{2,5}\b)*+""",
    ignore_case=True,
)
_RELEASES = ("REL", "Rel", "rel")
_CORRECTED = pattern(
    "corrected copy",
    # perhaps with its letters spaced out, in brackets or between asterisks
    r"""[*( ]{0,9}C[ ]?O[ ]?R[ ]?R[ ]?E[ ]?C[ ]?T[ ]?E[ ]?D[ ]*C[ ]?O[ ]?P[ ]?Y(?P<note>.*)$""",
    ignore_case=True,
)


def is_notice(text: str) -> bool:
    """Whether a line begins as a notice on handling the message does. Such a line belongs to no field."""
    return text[:1] in _NOTICE_LETTERS and _NOTICE.match(text) is not None


def is_sure_notice(text: str) -> bool:
    """Whether a line begins a notice in words that no subject has, unlike `SENSITIVE BUT FIRM ON DUES`."""
    return text.upper().startswith(_SURE_NOTICES)


@lru_cache(maxsize=1024)  # asked about again for each of many passing lines
def passes(text: str) -> bool:
    """Whether a line says whom the cable is for, or whom to pass it to: `NSC FOR STONE`, `DEPT PASS USTR`."""
    return _PASSES.search(text) is not None


def word_end(text: str, letters: int) -> int | None:
    """The offset after the first `letters` letters of `text`, blanks not counted; None if another letter follows."""
    end, before = letters, 0
    while end != before:
        before, end = end, letters + text.count(" ", 0, end) + text.count("*", 0, end)
    return None if text[end : end + 1].isalpha() else end


def line_captions(text: str, at: int) -> tuple[list[str], int]:
    """The captions after a level at `at`, and the offset after them: `//NOFORN`, ` E F T O`, `//REL USA, NATO`."""
    captions: list[str] = []
    while True:
        start = at
        at = len(text) - len(text[at:].lstrip(" /-"))
        caption, end = _caption_at(text, at)
        if not caption:
            return captions, start
        captions.append(caption)
        at = end


def _caption_at(text: str, at: int) -> tuple[str | None, int]:
    """The caption at `at`, perhaps letter-spaced, and the offset after it; (None, at) without one."""
    if text.startswith(_RELEASES, at) and (release := _REL.match(text, at)):
        return release[0].upper(), release.end()
    packed = text[at : at + 60].replace(" ", "").upper()
    if packed[:3] in _CAPTION_BEGINNINGS and packed.startswith(_PACKED):
        for caption in _PACKED:
            if packed.startswith(caption) and (length := word_end(text[at:], len(caption))):
                return CAPTIONS[caption], at + length
    return None, at


def captions_in(text: str) -> tuple[str, ...]:
    """The captions of a line that holds nothing else; () for any other line.

    `SIPDIS`, `Sipdis`, `N O F O R N`, `NOFORN, NOT FOR INTERNET DISTRIBUTION`, `NOFORN//SIPDIS`.
    """
    if len(text) > _LONGEST or (not text[0].isalpha() and text[0] not in "*/("):
        return ()
    return _captions(text)


@lru_cache(maxsize=4096)
def _captions(text: str) -> tuple[str, ...]:
    """`captions_in` for a short line. Cached, since few lines recur in most cables."""
    captions: list[str] = []
    at = 0
    while at < len(text):
        if text[at] in " ,/;*.()-&":
            at += 1
            continue
        caption, end = _caption_at(text, at)
        if not caption:
            informal = text[:17].upper().replace("-", " ") == "OFFICIAL INFORMAL"
            return (text.upper(),) if informal and len(text) < _LONGEST_INFORMAL else ()
        captions.append(caption)
        at = end
    return tuple(captions)


def leading_captions(text: str) -> tuple[tuple[str, ...], int]:
    """The captions at the start of a line with other text, and the offset after them: `SIPDIS E.O. 12958: N/A`.

    The line stands among passing lines. It may hold captions alone, with offset 0: `STR CHANNEL; NODIS`.
    """
    parts = [part for part in map(str.strip, text.replace(",", ";").split(";")) if part]
    found = [(part,) if _ALONE.fullmatch(part) else captions_in(part) for part in parts]
    if all(found):
        return tuple(chain.from_iterable(found)), 0
    captions: list[str] = []
    at = 0
    while True:
        caption, end = _caption_at(text, at)
        if caption not in _LEADING:
            return tuple(captions), at
        captions.append(caption)
        at = len(text) - len(text[end:].lstrip(" ,/;"))


def corrected_copy(text: str) -> str | None:
    """The text after `CORRECTED COPY` on its line; None for any other line."""
    found = _CORRECTED.match(text) if text[0] in "*( Cc" else None
    return found["note"] if found else None
