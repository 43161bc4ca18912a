"""Classification words, and the classification line: `C O N F I D E N T I A L SECTION 01 OF 02 PARIS 002827`."""

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cablecli.facts import levels, tables
from cablecli.facts.edits import is_one_edit
from cablecli.parser.tokens.captions import line_captions, word_end
from cablecli.patterns import one_of, pattern

if TYPE_CHECKING:
    from re import Match

# The level of each word without its blanks; longest first, so that SECRET is never found inside TOPSECRET.
LEVELS = {level.replace(" ", ""): level for level in sorted(levels.LEVELS, key=len, reverse=True)} | {
    levels.SHORT: levels.UNCLASSIFIED
}
# How high a word ranks, with or without its blanks; the level of a portion marking may carry more behind it.
RANKS = {
    **levels.RANKS,
    **{word: levels.RANKS[level] for word, level in LEVELS.items()},
    **dict.fromkeys(("SBU", "SENSITIVE", "SENSITIVEBUTUNCLASSIFIED", "LOU", "FOUO", "FOROFFICIALUSEONLY"), 1),
    **{"U": 0, "C": 2, "S": 3, "TS": 4},
}
_WORDS = tuple(LEVELS)
_BY_LENGTH = {len(word): [other for other in _WORDS if len(other) == len(word)] for word in _WORDS}
_BEHEADED = tuple(word[1:] for word in LEVELS if word not in (levels.UNCLASSIFIED, levels.RESTRICTED))
_LEVEL_OF = {**{word[1:]: level for word, level in LEVELS.items()}, **LEVELS}
_BEGINNINGS = frozenset(word[:3] for word in _LEVEL_OF)
_FORMS = ((_WORDS, 0, False), (_WORDS, 1, True), (_BEHEADED, 0, True))  # words, letters before them, damaged
_SPACED_OUT = 60  # characters: the longest level with blanks between its letters
_CONTROL = {"NF": "NOFORN", "FOUO": "FOR OFFICIAL USE ONLY"}

_SECTION = pattern(
    "section",
    # figures, for which scanners read O and l, or words, also `ON`, `OR` or `0F` for `OF`;
    # the first number may be missing: `FINAL SECTION OF 03`
    r"""[ ]*(?:FINAL[ ]+)?(?:SECTIONS?|SEC\.?)[ ]+(?:(?P<part>[0-9O][0-9OL]|[0-9]
        |[A-Z]{3,6})[ ]+)?[O0][FNR][ ]+(?P<total>[0-9O][0-9OL]|[0-9]|[A-Z]{3,6})\b""",
    ignore_case=True,
)
_PLAIN_SECTION = pattern(
    "bare section",
    # without its word only where the post follows
    r"""[ ]*(?P<part>[0-9]{1,2})[ ]+OF[ ]+(?P<total>[0-9]{1,2})\b(?=[ ]+[A-Z])""",
    ignore_case=True,
)
_POST = pattern(
    "post and serial",
    # a zero in the name may stand for an O; the serial has no point or slash behind it
    r"""[ ]*(?P<post>[A-Z0][A-Z0 .'/\-]{1,28}?)[ ]*(?<![0-9])(?P<serial>[0-9]{1,8})(?![0-9./])""",
    ignore_case=True,
)
_POST_ALONE = pattern(
    "post before a section",  # whose serial stands behind the section
    r"""[ ]*(?P<post>[A-Z0][A-Z0 .'/\-]{1,28}?)(?=[ ]+(?:SECTIONS?|SEC\.?)[ ])""",
    ignore_case=True,
)
_SERIAL_ALONE = pattern("serial behind a section", r"""[ ]+(?P<serial>[0-9]{1,8})(?![0-9./])""")
_SERIAL = pattern("serial without its post", r"""[0-9]{3,6}""")  # fewer digits are a page's
_CONTROLLED = pattern(
    "unknown words behind a slash",
    # to the end of the line, or as few as leave a number or a section behind them
    r"""//?[ ]?(?P<words>[A-Z][A-Z /,'.\-]{1,60}?)(?:$|[ ]+(?P<next>[0-9]{1,8}(?![0-9./])|SECTION[ ]|SEC\.?[ ]))""",
)
_PARTED = (" OF ", " ON ", " OR ", " 0F ")
_LONG = 12  # letters of CONFIDENTIAL and UNCLASSIFIED
_VERBS = ("DECLASSIFIED", "RECLASSIFIED")  # which a stamp says
_MISREAD = 4  # letters of which one may be misread
_NUMBER_WORDS = "ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE".split()
# As page banners write it.
LEVEL = one_of((*LEVELS.values(), levels.SHORT, "SBU", "SENSITIVE", "SENSITIVE BUT UNCLASSIFIED"))


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
    packed = text[:_SPACED_OUT].replace(" ", "").replace("*", "").upper()
    if packed[:3] not in _BEGINNINGS and packed[1:4] not in _BEGINNINGS:
        return None
    for words, skip, damaged in _FORMS:
        if packed.startswith(words, skip):
            for word in words:
                if packed.startswith(word, skip) and (end := word_end(text, skip + len(word))):
                    return _LEVEL_OF[word], end, damaged
    return None


def is_misread_level(text: str) -> bool:
    """Whether a text is a level with up to one letter in four misread: `CONTIDENTIAL`.

    A long one may have lost its capitals too (`CoNFIBENTIAt`), or one letter of twelve (`UNCLASSIFED`).
    """
    word = text.replace(" ", "")
    if not (word.isupper() or len(word) >= _LONG):
        return False
    upper = word.upper()
    cut = len(word) == _LONG - 1 and any(is_one_edit(upper, level) for level in _WORDS)
    return cut or _misread_level(upper) is not None


def _misread_level(word: str) -> str | None:
    """The level that a word without its blanks must have been."""
    return next((level for level in _BY_LENGTH.get(len(word), ()) if _is_alike(word, level)), None)


def _is_alike(word: str, level: str) -> bool:
    return word not in _VERBS and sum(map(str.__ne__, word, level)) <= len(level) // _MISREAD


def _misread_line(text: str) -> tuple[str, int, bool] | None:
    """The same as `level_at` for a level with letters misread; a known post and its number stand behind it."""
    for at in (k for k, sign in enumerate(text[:_SPACED_OUT]) if sign == " "):
        level = _misread_level(text[:at].replace(" ", ""))
        post = _POST.fullmatch(text, at) if level else None
        if level and post and tables.post(post["post"].strip()):
            return LEVELS[level], at, True
    return None


@lru_cache(maxsize=256)
def classification_line(text: str) -> Classification | None:
    """The classification line `LEVEL [//CAPTION] [SECTION nn OF mm] POST SERIAL`, or None.

    A damaged level counts only with post and serial behind it. A bare level gives post None.
    """
    if text[0] not in "CSUTLROEcsutlroeN*":
        return None
    found = level_at(text)
    if not found and text[-1].isdecimal() and text.isupper():
        found = _misread_line(text)
    if not found:
        return None
    level, at, damaged = found
    captions, at = line_captions(text, at)
    if text[at : at + 1] == "/":
        more, at = _control_words(text, at)
        captions += more
    part, total, more, at = _section(text, at)
    captions += more
    if number := _number(text, at):
        part, total = (part, total) if total else (number.part, number.total)
        return Classification(
            level, tuple(captions), part, total, _tidy_post(number.post), number.serial, number.end, damaged
        )
    rest = text[at:].strip(" *./:-")
    serial = int(rest) if _SERIAL.fullmatch(rest) else None  # the post is that of the FM line
    if damaged or (rest and not serial):
        return None
    return Classification(level, tuple(captions), part, total, None, serial, len(text), False)


class _Number(NamedTuple):
    """Post and serial, with the section that stands between or behind them, and where they end."""

    post: str
    serial: int
    end: int
    part: int | None = None
    total: int | None = None


def _number(text: str, at: int) -> _Number | None:
    """Post and serial at `at`: `LUSAKA 1187`, `LUSAKA SECTION 1 OF 2 1187`, `LUSAKA 1187 SECTION 1 OF 2`."""
    alone = _POST_ALONE.match(text, at)
    section = _SECTION.match(text, alone.end()) if alone else None
    serial = _SERIAL_ALONE.match(text, section.end()) if section else None
    if alone and section and serial:
        return _Number(alone["post"], int(serial["serial"]), serial.end(), *_counts(section))
    post = _POST.match(text, at)
    if not post or _is_prose(text, post) or _is_system_number(post):
        return None
    behind = _SECTION.match(text, post.end())
    counts = _counts(behind) if behind else (None, None)
    return _Number(post["post"], int(post["serial"]), (behind or post).end(), *counts)


def _counts(section: "Match[str]") -> tuple[int | None, int | None]:
    """Which section of how many."""
    return _count(section["part"]), _count(section["total"]) or None


def _section(text: str, at: int) -> tuple[int | None, int | None, list[str], int]:
    """Section, number of sections, the captions behind them and where those end; the last of several counts."""
    part = total = None
    captions: list[str] = []
    parted = any(word in text.upper() for word in _PARTED)
    while section := parted and (_SECTION.match(text, at) or _PLAIN_SECTION.match(text, at)):
        part, total = _counts(section)
        more, at = line_captions(text, section.end())
        captions += more
    return part, total, captions, at


def _is_prose(text: str, post: "Match[str]") -> bool:
    name = post["post"]
    return name != name.upper() and text[:6] != text[:6].upper() and len(name.split()) > 4


def _is_system_number(post: "Match[str]") -> bool:
    """Whether three letters and four digits without a blank are a relay's number of its own: `SECRET PTQ0714`."""
    glued = post.end("post") == post.start("serial")
    return glued and len(post["post"]) == 3 and tables.post(post["post"].upper()) is None


def _tidy_post(name: str) -> str:
    name = " ".join(name.split()).strip(" .-/")
    return name.upper()


def _count(word: str | None) -> int | None:
    if word is None:
        return None
    figures = word.upper().replace("O", "0").replace("L", "1")
    if figures.isdecimal():
        return int(figures)
    return _NUMBER_WORDS.index(word.upper()) + 1 if word.upper() in _NUMBER_WORDS else None


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
