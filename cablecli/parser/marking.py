"""Classification words: the classification line, captions, and the portion markings of paragraphs."""

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cablecli import tables
from cablecli.parser.pattern import pattern

if TYPE_CHECKING:
    from re import Match

# Longest first, so that SECRET is never found inside TOPSECRET, nor UNCLAS inside UNCLASSIFIED.
LEVELS = {
    "LIMITEDOFFICIALUSE": "LIMITED OFFICIAL USE",
    "UNCLASSIFIED": "UNCLASSIFIED",
    "CONFIDENTIAL": "CONFIDENTIAL",
    "RESTRICTED": "RESTRICTED",
    "TOPSECRET": "TOP SECRET",
    "UNCLAS": "UNCLASSIFIED",
    "SECRET": "SECRET",
}
# How high a word without its blanks ranks; the level of a portion marking may carry more behind it.
RANKS = {
    "U": 0, "UNCLASSIFIED": 0, "UNCLAS": 0, "SBU": 1, "SENSITIVE": 1, "SENSITIVEBUTUNCLASSIFIED": 1, "FOUO": 1,
    "FOROFFICIALUSEONLY": 1, "C": 2, "CONFIDENTIAL": 2, "S": 3, "SECRET": 3, "TS": 4, "TOPSECRET": 4,
}  # fmt: skip
_WORDS = tuple(LEVELS)
_BEHEADED = tuple(word[1:] for word in LEVELS if word not in ("UNCLASSIFIED", "RESTRICTED"))
_LEVEL_OF = {**{word[1:]: level for word, level in LEVELS.items()}, **LEVELS}
_BEGINNINGS = frozenset(word[:3] for word in _LEVEL_OF)
_FORMS = ((_WORDS, 0, False), (_WORDS, 1, True), (_BEHEADED, 0, True))  # words, letters before them, damaged
FOUO = "UNCLASSIFIED//FOR OFFICIAL USE ONLY"
# Known captions by their letters, since they too come letter-spaced (reference/captions.csv).
CAPTIONS = {
    name.replace(" ", ""): name
    for name in (
        "SIPDIS", "NOFORN", "SENSITIVE", "EXDIS", "NODIS", "LIMDIS", "STADIS", "AIDAC", "TERREP", "AGREMENT", "SPECAT",
        "CHEROKEE", "ORCON", "PROPIN", "NOCONTRACT", "FOUO", "EFTO", "EYES ONLY", "ROGER CHANNEL", "DISSENT CHANNEL",
        "MED CHANNEL", "DS CHANNEL", "SY CHANNEL", "FOR OFFICIAL USE ONLY", "OFFICIAL INFORMAL",
        "NOT FOR INTERNET DISTRIBUTION", "NOT FOR INTERNET PUBLICATION",
    )
}  # fmt: skip
_NOTICES = ("THIS IS ", "THIS CABLE ", "THIS MESSAGE ", "SENSITIVE BUT ", "NOT FOR ", "PLEASE PROTECT")
_CONTROL = {"NF": "NOFORN", "FOUO": "FOR OFFICIAL USE ONLY"}
_PACKED = tuple(sorted(CAPTIONS, key=len, reverse=True))
_CAPTION_BEGINNINGS = frozenset(caption[:3] for caption in CAPTIONS)

_SECTION = pattern(
    "section",
    r"""[ ]*(?:FINAL[ ]+)?(?:SECTIONS?|SEC\.?)[ ]+(?:(?P<part>[0-9]{1,2}
        |[A-Z]{3,6})[ ]+)?OF[ ]+(?P<total>[0-9]{1,2}|[A-Z]{3,6})\b""",
    ignore_case=True,
)
_PLAIN_SECTION = pattern(
    "bare section",
    r"""[ ]*(?P<part>[0-9]{1,2})[ ]+OF[ ]+(?P<total>[0-9]{1,2})\b(?=[ ]+[A-Z])""",
    ignore_case=True,
)
_POST = pattern(
    "post and serial",
    r"""[ ]*(?P<post>[A-Z0][A-Z0 .'/\-]{1,28}?)[ ]*(?<![0-9])(?P<serial>[0-9]{1,8})(?![0-9./])""",
    ignore_case=True,
)
_REL = pattern(
    "release caption",
    r"""(?:REL|RELEASABLE)(?:[ ]+TO)?[ ]+[A-Z]{2,}(?:(?:,[ ]*|[ ]+AND[ ]+|[ ]+)[A-Z]{2,5}\b)*+""",
    ignore_case=True,
)
_RELEASES = ("REL", "Rel", "rel")
_CONTROLLED = pattern(
    "unknown words behind a slash",
    r"""//?[ ]?(?P<words>[A-Z][A-Z /,'.\-]{1,60}?)(?:$|[ ]+(?P<next>[0-9]{1,8}(?![0-9./])|SECTION[ ]|SEC\.?[ ]))""",
)
_CORRECTED = pattern(
    "corrected copy",
    r"""[*( ]{0,9}C[ ]?O[ ]?R[ ]?R[ ]?E[ ]?C[ ]?T[ ]?E[ ]?D[ ]*C[ ]?O[ ]?P[ ]?Y(?P<note>.*)$""",
    ignore_case=True,
)
_NUMBER_WORDS = "ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE".split()

_PORTION_BODY = r"""
    (?:TS|SBU|LOU|FOUO|N/SF|S|C|U)\b
    (?:[ ]?(?://?|-|[ ]|,[ ]?)[ ]?(?:NF|NOFORN|N[ ]F|FGI|FOUO|ORCON|PROPIN|SI|TK|PR|EX|LIMDIS|NODIS|EXDIS
        |HCS|RSEN|IMCON
        |REL(?:[ ]TO)?(?:[ ,]{1,2}[A-Z]{2,6}){1,9}|REL|EUR|GBR|ACGU|ISAF|NATO))*+
    (?:[ ]?-[ ]?ENTIRE[ ]TEXT\.?)?
"""
PORTION = rf"""\([ ]?(?P<marking>{_PORTION_BODY}|SNF|CNF|/REL[ ][A-Z]{{2,6}}|(?:SECRET|CONFIDENTIAL
    |UNCLASSIFIED|LIMITED[ ]OFFICIAL[ ]USE)(?:[ ]?-[ ]?ENTIRE[ ]TEXT\.?)?)[ ]?\)"""
_PORTION = pattern("portion marking", PORTION, ignore_case=True)
_LONGEST = 80  # characters of a portion marking with its brackets
_SCRAMBLED = pattern(
    "unknown control marking",
    r"""\([ ]?(?P<marking>(?:U|C|S|SBU)//?(?!O\b)[A-Za-z]{2,10}(?:[/ ,]{1,2}[A-Za-z]{2,10}){0,3})[ ]?\)""",
)
_HALF = pattern(
    "half a portion marking",
    rf"""(?:\([ ]?(?P<open>{_PORTION_BODY})(?=[ ]+[A-Z])|(?P<close>{_PORTION_BODY})\))""",
    ignore_case=True,
)


def is_notice(text: str) -> bool:
    """Whether a line says how to handle the message: it may stand above the text, and belongs to no field."""
    return text.upper().startswith(_NOTICES)


class Classification(NamedTuple):
    """What one classification line says; `rest` is where its text goes on after the serial number."""

    level: str
    captions: tuple[str, ...]
    section: int | None
    sections: int | None
    post: str | None
    serial: int | None
    rest: int
    damaged: bool


def level_at(text: str) -> tuple[str, int, bool] | None:
    """(level, offset after it, damaged) where `text` begins with a classification word, in any spacing and case.

    One extra or one missing first letter is allowed: `SS E C R E T`, `E C R E T`, `C ONFIDENTIAL` (measured).
    """
    packed = text[:60].replace(" ", "").replace("*", "").upper()
    if packed[:3] not in _BEGINNINGS and packed[1:4] not in _BEGINNINGS:
        return None
    for words, skip, damaged in _FORMS:
        if packed.startswith(words, skip):
            for word in words:
                if packed.startswith(word, skip) and (end := _word_end(text, skip + len(word))):
                    return _LEVEL_OF[word], end, damaged
    return None


def _word_end(text: str, letters: int) -> int | None:
    """The offset after so many letters of `text`, the blanks not counted; None where a further letter follows."""
    end, before = letters, 0
    while end != before:
        before, end = end, letters + text.count(" ", 0, end) + text.count("*", 0, end)
    return None if text[end : end + 1].isalpha() else end


@lru_cache(maxsize=256)
def classification(text: str) -> Classification | None:
    """The classification line `LEVEL [//CAPTION] [SECTION nn OF mm] POST SERIAL`, or None.

    A damaged level counts only with post and serial behind it. A bare level gives post None.
    """
    if text[0] not in "CSUTLROEcsutlroeN*":
        return None
    found = level_at(text)
    if not found:
        return None
    level, at, damaged = found
    captions, at = _line_captions(text, at)
    if text[at : at + 1] == "/":
        more, at = _control_words(text, at)
        captions += more
    part = total = None
    parted = " OF " in text.upper()
    while section := parted and (_SECTION.match(text, at) or _PLAIN_SECTION.match(text, at)):
        part, total = _count(section["part"]), _count(section["total"])
        at = section.end()
        more, at = _line_captions(text, at)
        captions += more
    post = _POST.match(text, at)
    if post and not _is_prose(text, post):
        return Classification(
            level,
            tuple(captions),
            part,
            total,
            _tidy_post(post["post"]),
            int(post["serial"]),
            post.end(),
            damaged,
        )
    if damaged or text[at:].strip(" *./:-"):
        return None
    return Classification(level, tuple(captions), part, total, None, None, len(text), False)


def _is_prose(text: str, post: "Match[str]") -> bool:
    name = post["post"]
    return name != name.upper() and text[:6] != text[:6].upper() and len(name.split()) > 4


def _tidy_post(name: str) -> str:
    name = " ".join(name.split()).strip(" .-/")
    return name.upper()


def _count(word: str | None) -> int | None:
    if word is None:
        return None
    if word.isdigit():
        return int(word)
    return _NUMBER_WORDS.index(word.upper()) if word.upper() in _NUMBER_WORDS else None


def _line_captions(text: str, at: int) -> tuple[list[str], int]:
    """Captions glued to the level: `//NOFORN`, ` E F T O`, ` NOFORN`, `//REL USA, NATO`."""
    captions: list[str] = []
    while True:
        start = at
        at = len(text) - len(text[at:].lstrip(" /-"))
        release = _REL.match(text, at) if text.startswith(_RELEASES, at) else None
        caption, end = (release[0].upper(), release.end()) if release else _caption_at(text, at)
        if not caption:
            return captions, start
        captions.append(caption)
        at = end


def _control_words(text: str, at: int) -> tuple[list[str], int]:
    """Words behind a slash that are no known captions, up to section or post: `//NF`, `//SI//NOFORN`, `//SBU`."""
    found = _CONTROLLED.match(text, at)
    if not found:
        return [], at
    words, first, end = found["words"], 0, found.end("words")
    if found["next"] and found["next"][0].isdigit():
        starts = [0, *(k + 1 for k, sign in enumerate(words) if sign in " /")]
        first = next((k for k in starts if tables.post(words[k:])), starts[-1])
        words, end = words[:first], found.start("words") + first
    control = [" ".join(word.upper().split()) for word in words.split("/")]
    return [_CONTROL.get(word, word) for word in control if word], end


def _caption_at(text: str, at: int) -> tuple[str | None, int]:
    """A caption at `at`, also letter-spaced; (None, at) where there is none."""
    packed = text[at : at + 60].replace(" ", "").upper()
    if packed[:3] in _CAPTION_BEGINNINGS and packed.startswith(_PACKED):
        for caption in _PACKED:
            if packed.startswith(caption) and (length := _word_end(text[at:], len(caption))):
                return CAPTIONS[caption], at + length
    return None, at


def captions_in(text: str) -> tuple[str, ...]:
    """The captions of a line that holds nothing but captions; () for any other line.

    `SIPDIS`, `Sipdis`, `N O F O R N`, `NOFORN, NOT FOR INTERNET DISTRIBUTION`, `NOFORN//SIPDIS`.
    """
    if len(text) > 90 or (not text[0].isalpha() and text[0] not in "*/("):
        return ()
    return _captions(text)


@lru_cache(maxsize=4096)
def _captions(text: str) -> tuple[str, ...]:
    """The same for a short line; most are one of a few."""
    captions: list[str] = []
    at = 0
    while at < len(text):
        if text[at] in " ,/;*.()-&":
            at += 1
            continue
        release = _REL.match(text, at) if text.startswith(_RELEASES, at) else None
        caption, end = (release[0].upper(), release.end()) if release else _caption_at(text, at)
        if not caption:
            return _official_informal(text)
        captions.append(caption)
        at = end
    return tuple(captions)


def leading_captions(text: str) -> tuple[tuple[str, ...], int]:
    """Captions at the start of a line that goes on with something else: `SIPDIS E.O. 12958: N/A`; ((), 0) if none."""
    captions: list[str] = []
    at = 0
    while found := _caption_at(text, at)[0]:
        if found not in ("SIPDIS", "NOFORN", "SENSITIVE", "EXDIS", "NODIS", "LIMDIS", "STADIS"):
            break
        captions.append(found)
        at = _caption_at(text, at)[1]
        while at < len(text) and text[at] in " ,/;":
            at += 1
    return tuple(captions), at


def corrected_copy(text: str) -> str | None:
    """What stands behind `CORRECTED COPY` on the line of a corrected copy; None on any other line."""
    found = _CORRECTED.match(text) if text[0] in "*( Cc" else None
    return found["note"] if found else None


def _official_informal(text: str) -> tuple[str, ...]:
    upper = text.upper()
    if upper.startswith(("OFFICIAL INFORMAL", "OFFICIAL-INFORMAL")) and len(text) < 40:
        return (upper,)
    return ()


def portion(text: str, at: int = 0) -> tuple[str, int] | None:
    """(marking, offset after it) of the portion marking at `at`: `(C)`, `(S//NF)`, `(C/REL NATO)`, `( C )`.

    A list letter `(a)`, `(U.S.)`, `(Iran)` or `(sic)` is none. Markings come back upper case.
    """
    if text[at : at + 1] != "(":
        return None
    end = text.find(")", at, at + _LONGEST) + 1
    marking = _marking(text[at:end]) if end else None
    return (marking, end) if marking else None


@lru_cache(maxsize=1024)
def _marking(bracketed: str) -> str | None:
    """The marking in a pair of brackets; cables use few, so each is looked at once."""
    found = _PORTION.fullmatch(bracketed) or _SCRAMBLED.fullmatch(bracketed)
    return " ".join(found["marking"].upper().split()) if found else None


def half_portion(text: str, at: int) -> tuple[str, int] | None:
    """A portion marking with one bracket lost: `C) `, `(SBU `. Only right after a paragraph number."""
    if text[at : at + 1] != "(" and ")" not in text[at : at + _LONGEST]:
        return None
    found = _HALF.match(text, at)
    if not found:
        return None
    return " ".join((found["open"] or found["close"]).upper().split()), found.end()
