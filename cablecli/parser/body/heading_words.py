"""Judges by their words whether lines can be a section heading."""

from collections.abc import Callable

from cablecli.facts.bullets import BULLETS
from cablecli.facts.words import words as listed
from cablecli.parser.lines.stamps import is_banner
from cablecli.parser.tokens import captions, numbers, paragraph_labels, portion_markings
from cablecli.parser.tokens.withheld import is_withheld
from cablecli.patterns import pattern

_MOST = 150  # characters of a heading of two or three lines
_WEB = ("@", "www.", "http:", "https:", ".gov", "sgov")
_ABBREVIATED = pattern(
    "abbreviation at the end",  # its full stop does not end a sentence
    r"""(?:\b[A-Z]\.[A-Z]\.|\b(?:Inc|Co|Corp|Jr|etc|Ltd|St|No)\.|\.\.\.)$""",
    ignore_case=True,
)
_MOST_WORDS = 9  # words: more make a sentence
_MOST_ABOVE_LIST = 6  # words before a colon: more are a sentence that introduces a list
_MOSTLY = 0.6  # the share of long words with a capital: a title may hold a verb
_BULLETS = BULLETS.replace("*", "")  # an asterisk may decorate a heading
_SIGNS = str.maketrans(dict.fromkeys(".:-*/()[]\"'", " "))
_CLOSING = '"”'  # quotation marks behind a full stop
_QUOTES = "\"'“”(),?!-–"


def is_in_title_case(text: str) -> bool:
    """Whether all but the small words begin with a capital, and no punctuation ends the text."""
    words = [w.strip(_QUOTES) for w in text.split()]
    long = [w for w in words if w and w.lower() not in listed("small_words") and w[0].isalpha()]
    return (
        bool(long) and len(words) <= _MOST_WORDS and text[-1] not in ".:;,!" and all(map(_has_capital, long))
    )


def _shows_case(word: str) -> bool:
    """Whether title case would write a word with a capital."""
    return len(word) > 3 and word.lower() not in listed("small_words") and word[0].isalpha()


def has_heading_case(text: str, tight: bool) -> bool:
    """Whether a text is in title case or capitals, or, unless `tight`, a short phrase in sentence case."""
    found = portion_markings.portion(text)
    words = [w.strip(_QUOTES + "[]:") for w in (text[found[1] :] if found else text).split()]
    long = list(filter(_shows_case, words))
    high = sum(map(_has_capital, long))
    if text[-1] == ":" and not _is_label(text):
        return bool(long) and high == len(long) and len(words) <= _MOST_ABOVE_LIST
    if not long or high >= len(long) * _MOSTLY:
        return True
    return not tight and len(words) <= _MOST_WORDS and text[0].isupper()


def _has_capital(word: str) -> bool:
    """Whether a word begins with a capital, perhaps after a particle: `al-Marsa`."""
    particle, _, name = word.partition("-")
    return (name if name and len(particle) < 4 and particle.islower() else word)[0].isupper()


def title_like(lines: list[str]) -> bool:
    """Whether lines can be a heading: none of the things in `_NO_HEADING`, and no paragraph."""
    text = " ".join(lines)
    return not any(is_other(text) for is_other in _NO_HEADING) and not any(map(_is_paragraph, lines))


def _begins_inside(text: str) -> bool:
    """Whether a text begins inside a sentence or with a bullet. A redacted name or three dots may begin a heading."""
    if text.startswith(("xxxx", "...")):
        return False
    return text[0].islower() or text[0] in ";,." or text[0] in _BULLETS or text[:2] in ("- ", "--")


def _is_statement(text: str) -> bool:
    """Whether a text ends like a sentence, perhaps quoted, or with a comma; not with an abbreviation or as a label."""
    if text.rstrip(_CLOSING)[-1:] != ".":
        return text[-1] in ",;"
    return not _ABBREVIATED.search(text) and not _is_label(text)


def _is_label(text: str) -> bool:
    opened = paragraph_labels.opening_label(text)
    return bool(opened and opened[1] >= len(text))


def _opens_with_label(text: str) -> bool:
    return paragraph_labels.opening_label(text) is not None


def _is_paragraph(text: str) -> bool:
    number = numbers.numbered(text)
    return bool(number and (number.marking or number.pilcrow))


def _has_its_end(text: str) -> bool:
    """Whether a text holds the end of a labelled text: `Korvat asked for a loan. END SUMMARY`."""
    upper = text.upper().rstrip(" .)]-*")
    if " END " not in upper:
        return False
    return upper.endswith((" END SUMMARY", " END COMMENT", " END NOTE", " END TEXT")) or _opens_with_label(
        text
    )


def has_address(text: str) -> bool:
    """Whether a text holds a web or mail address."""
    return any(map(text.lower().__contains__, _WEB))


def _is_mark(text: str) -> bool:
    """Whether a line begins or ends a quotation, or is a website notice."""
    upper = text.upper()
    return (
        upper.startswith(("BEGIN ", "VISIT ", "PLEASE ", "FOR MORE "))
        or (
            upper.startswith("END ")
            and any(map(paragraph_labels.names_ended, upper.translate(_SIGNS).split()))
        )
        or upper.strip(" -*\"'.") in ("QUOTE", "UNQUOTE", "QTE", "UNQTE")
        or " WEBSITE" in upper
        or " WEB SITE" in upper
    )


# What a line that looks like a heading can be instead; the cheapest tests come first.
_NO_HEADING: tuple[Callable[[str], bool], ...] = (
    lambda text: len(text) > _MOST,  # a paragraph
    lambda text: not any(map(str.isalpha, text)),  # figures or signs
    _begins_inside,  # the rest of a sentence or an item
    lambda text: not text.strip("Xx ."),  # a redacted line
    _is_statement,
    has_address,
    is_withheld,  # codes of a release
    _is_mark,
    captions.is_sure_notice,
    _has_its_end,
    is_banner,  # a level
)
