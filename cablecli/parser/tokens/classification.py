"""Reads levels, and the classification line: `C O N F I D E N T I A L SECTION 01 OF 02 PARIS 002827`."""

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cablecli.facts import levels, tables
from cablecli.facts.edits import is_one_edit
from cablecli.parser.tokens.captions import line_captions, word_end
from cablecli.patterns import one_of, pattern

if TYPE_CHECKING:
    from re import Match

# Each level by its letters without blanks; longest first, so that SECRET is never found inside TOPSECRET.
LEVELS = {level.replace(" ", ""): level for level in sorted(levels.LEVELS, key=len, reverse=True)} | {
    levels.SHORT: levels.UNCLASSIFIED
}
# The rank of each level, with or without blanks, and of the first word of each portion marking.
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
_BEGINNINGS = frozenset(word[:length] for word in _LEVEL_OF for length in range(4))  # up to three letters
_FORMS = ((_WORDS, 0, False), (_WORDS, 1, True), (_BEHEADED, 0, True))  # words, extra letters before, damaged
LONGEST = 90  # characters of a line: a longer one is prose, unless the level is spaced out
_SPACED_OUT = 60  # characters of the longest level with blanks between its letters
_CONTROL = {"NF": "NOFORN", "FOUO": "FOR OFFICIAL USE ONLY"}

_SECTION_WORDS = (
    # in figures (for which scanners read O and l) or words; `ON`, `OR` or `0F` may stand for `OF`;
    # `FINAL SECTION OF 03` lacks the first number
    r"""[ ]*(?:FINAL[ ]+)?(?:SECTIONS?|SEC\.?)[ ]+(?:(?P<part>[0-9O][0-9OL]|[0-9]
        |[A-Z]{3,6})[ ]+)?[O0][FNR][ ]+(?P<total>[0-9O][0-9OL]|[0-9]|[A-Z]{3,6})\b"""
)
_SECTION = pattern("section", _SECTION_WORDS, ignore_case=True)
_PLAIN_SECTION = pattern(  # without the word SECTION only if the post follows
    "bare section",
    r"""[ ]*(?P<part>[0-9]{1,2})[ ]+OF[ ]+(?P<total>[0-9]{1,2})\b(?=[ ]+[A-Z])""",
    ignore_case=True,
)
_NAME = r"""[ ]*(?P<post>[A-Z0][A-Z0 .'/\-]{1,28}?)"""  # a zero may stand for an O
# No point or slash follows it, but for the section: `2024/1`.
_SERIAL = r"""(?P<serial>[0-9]{1,8})(?:(?<=[0-9]{3})/[1-9]$)?(?![0-9./])"""
_POST = pattern(
    "post and serial",
    rf"""{_NAME}[ ]*(?:(?<=[ ])O{{1,4}}(?=[0-9]))?(?<![0-9]){_SERIAL}""",  # `ROME OO0112`: letters for zeros
    ignore_case=True,
)
_AROUND = pattern(
    "post and serial around a section",
    rf"""{_NAME}[ ]{_SECTION_WORDS}[ ]+{_SERIAL}""",
    ignore_case=True,
)
_SERIAL_ALONE = pattern("serial without its post", r"""[0-9]{3,6}""")  # fewer digits are a page number
_CONTROLLED = pattern(
    "unknown words after a slash",
    # up to the next number or section, else to the end of the line
    r"""//?[ ]?(?P<words>[A-Z][A-Z /,'.\-]{1,60}?)(?:$|[ ]+(?P<next>[0-9]{1,8}(?![0-9./])|SECTION[ ]|SEC\.?[ ]))""",
)
_PARTED = (" OF ", " ON ", " OR ", " 0F ", " 0N ", " 0R ")
_LONG = 12  # letters of CONFIDENTIAL and UNCLASSIFIED
_FOR_FIGURES = tuple("$&@%€£¢§Ø")  # what scanners take figures for: `846€` is a number of four
_VERBS = ("DECLASSIFIED", "RECLASSIFIED")  # words of stamps, one letter or two from a level
_MISREAD = 4  # one letter in so many may be misread
_NUMBER_WORDS = "ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE".split()
# As page banners write it.
LEVEL = one_of((*LEVELS.values(), levels.SHORT, "SBU", "SENSITIVE", "SENSITIVE BUT UNCLASSIFIED"))


class Classification(NamedTuple):
    """The parts of one classification line."""

    level: str
    captions: tuple[str, ...]
    section: int | None
    sections: int | None  # how many there are
    post: str | None
    serial: int | None
    rest: int  # the offset after the serial, where other text may follow
    damaged: bool  # the level is misspelt


def level_at(text: str) -> tuple[str, int, bool] | None:
    """The level that `text` begins with, as (level, offset after it, damaged), in any spacing and case; or None.

    One extra or missing first letter is allowed: `SS E C R E T`, `E C R E T`, `C ONFIDENTIAL` (measured).
    """
    if not may_begin_level(text):
        return None
    packed = _packed(text[:_SPACED_OUT])
    for words, skip, damaged in _FORMS:
        if packed.startswith(words, skip):
            for word in words:
                if packed.startswith(word, skip) and (end := word_end(text, skip + len(word))):
                    return _LEVEL_OF[word], end, damaged
    return None


def may_begin_level(text: str) -> bool:
    """Whether a level can have the first four characters of `text`."""
    packed = _packed(text[:4])
    return packed[:3] in _BEGINNINGS or packed[1:] in _BEGINNINGS


def _packed(text: str) -> str:
    return text.replace(" ", "").replace("*", "").upper()


def is_misread_level(text: str) -> bool:
    """Whether a text is a level with at most one letter in four misread: `CONTIDENTIAL`.

    A long level may also have small letters (`CoNFIBENTIAt`) or lack one letter (`UNCLASSIFED`).
    """
    word = text.replace(" ", "").upper()
    cut = len(word) == _LONG - 1 and any(is_one_edit(word, level) for level in _WORDS)
    return (cut and text.isupper()) or misread_level(text) is not None


def misread_level(text: str) -> str | None:
    """The level of a text that `is_misread_level` without lacking a letter, or None."""
    word = text.replace(" ", "")
    level = _misread_level(word.upper()) if word.isupper() or len(word) >= _LONG else None
    return LEVELS[level] if level else None


def _misread_level(word: str) -> str | None:
    """The level of which a word, without blanks, is a misreading, or None."""
    return next((level for level in _BY_LENGTH.get(len(word), ()) if _is_alike(word, level)), None)


def _mis_keyed_level(word: str) -> str | None:
    """The level of which a word has a letter too many, too few, or two swapped: `LIMITED OFFFICIAL USE`; or None."""
    near = (level for size in (-1, 0, 1) for level in _BY_LENGTH.get(len(word) + size, ()))
    return None if word in _VERBS else next((level for level in near if is_one_edit(word, level)), None)


def _is_alike(word: str, level: str) -> bool:
    return word not in _VERBS and sum(map(str.__ne__, word, level)) <= len(level) // _MISREAD


def _misread_line(text: str) -> tuple[str, int, bool] | None:
    """`level_at` for a level with misread letters, which needs a known post and a number after it."""
    for at in (k for k, sign in enumerate(text[:_SPACED_OUT]) if sign == " "):
        word = text[:at].replace(" ", "")
        level = _misread_level(word) or _mis_keyed_level(word)
        post = _POST.fullmatch(text, _section(text, at)[3]) if level else None
        if level and post and tables.post(post["post"].strip()):
            return LEVELS[level], at, True
    return None


def _level_of_line(text: str) -> tuple[str, int, bool] | None:
    """The level that a line begins with, as `level_at` gives it; letters may be misread before post and number."""
    found = level_at(text)
    return found or (_misread_line(text) if text[-1].isdecimal() and text.isupper() else None)


def classification_line(text: str) -> Classification | None:
    """Read a classification line, `LEVEL [//CAPTION] [SECTION nn OF mm] POST SERIAL`; None if the line is another.

    A damaged level counts only with post and serial after it. A bare level gives post None.
    """
    # only before a post and its number may letters be misread
    if text[0] in "CSUTLROEcsutlroeN*" and (may_begin_level(text) or text[-1].isdecimal()):
        return _classification_line(text)
    return None


def is_numbered_level(text: str) -> bool:
    """Whether a line is a classification line with the number of its cable."""
    found = classification_line(text)
    return found is not None and found.serial is not None


@lru_cache(maxsize=256)
def _classification_line(text: str) -> Classification | None:
    found = _level_of_line(text)
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
    serial = int(rest) if _SERIAL_ALONE.fullmatch(rest) else None  # the FM line names the post
    if damaged or (rest and not serial):
        return None
    return Classification(level, tuple(captions), part, total, None, serial, len(text), False)


class _Number(NamedTuple):
    """Post and serial with the offset after them, and the section between or after them."""

    post: str
    serial: int | None
    end: int
    part: int | None = None
    total: int | None = None


def _number(text: str, at: int) -> _Number | None:
    """Post and serial at `at`: `LUSAKA 1187`, `LUSAKA SECTION 1 OF 2 1187`, `LUSAKA 1187 SECTION 1 OF 2`."""
    if around := _AROUND.match(text, at):
        return _Number(around["post"], int(around["serial"]), around.end(), *_counts(around))
    post = _POST.match(text, at)
    if not post or _is_system_number(post):
        return None
    after = _SECTION.match(text, post.end())
    counts = _counts(after) if after else (None, None)
    misread = text[post.end() : post.end() + 1] in _FOR_FIGURES
    return _Number(post["post"], None if misread else int(post["serial"]), (after or post).end(), *counts)


def _counts(section: "Match[str]") -> tuple[int | None, int | None]:
    """The numbers of a section: which, and of how many."""
    return _count(section["part"]), _count(section["total"]) or None


def total_sections(text: str) -> int | None:
    """How many sections there are, if a line says so in brackets: `(SECTION ONE OF TWO)`; or None."""
    found = _SECTION.search(text, text.find("(") + 1) if "SEC" in text.upper() else None
    return _counts(found)[1] if found else None


def _section(text: str, at: int) -> tuple[int | None, int | None, list[str], int]:
    """Section, number of sections, the captions after them, and the offset after those. The last section wins."""
    part = total = None
    captions: list[str] = []
    parted = any(word in text.upper() for word in _PARTED)
    while section := parted and (_SECTION.match(text, at) or _PLAIN_SECTION.match(text, at)):
        part, total = _counts(section)
        more, at = line_captions(text, section.end())
        captions += more
    return part, total, captions, at


def _is_system_number(post: "Match[str]") -> bool:
    """Whether the match is a relay's own number, three letters glued to figures: `SECRET PTQ0714`."""
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
    """The unknown captions after a slash, up to section or post, and the offset after them: `//NF`, `//SI//NOFORN`."""
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
