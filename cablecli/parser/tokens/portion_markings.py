"""Reads the portion markings of paragraphs: `(C)`, `(S//NF)`, `(SBU)`, also with one bracket lost."""

from functools import lru_cache
from itertools import takewhile

from cablecli.facts.levels import LEVELS, RESTRICTED
from cablecli.facts.words import words
from cablecli.patterns import one_of, pattern

_COUNTRIES = r"""REL(?:[ ]TO)?(?:[ ,]{1,2}[A-Z]{2,14}){1,20}"""
_PORTION_BODY = rf"""
    (?:TS|SBU|LOU|FOUO|N/SF|S|C|U)\b
    # controls, and the countries to which it may be released
    (?:[ ]?(?://?|-|[ ]|,[ ]?)[ ]?(?:{one_of(words("controls"))}|{_COUNTRIES}|REL))*+
    (?:[ ]?-[ ]?ENTIRE[ ]TEXT\.?)?
"""
_SPELLED_OUT = one_of(set(LEVELS) - {RESTRICTED})  # `(restricted)` occurs in sentences
PORTION = rf"""\([ ]?(?P<marking>{_PORTION_BODY}
    |SNF|CNF|/REL[ ][A-Z]{{2,6}}
    |{_SPELLED_OUT}(?:[ ]?-[ ]?ENTIRE[ ]TEXT\.?|//?(?:NOFORN|{_COUNTRIES}))?)[ ]?\)"""
_PORTION = pattern("portion marking", PORTION, ignore_case=True)
_USUAL = frozenset(("U", "C", "S", "SBU"))
# What all of these begin with, of letters alone: a slash may come first, or after the N of `N/SF`.
_FIRST_WORDS = frozenset(
    (
        "",
        "TS",
        "SBU",
        "LOU",
        "FOUO",
        "N",
        "S",
        "C",
        "U",
        "SNF",
        "CNF",
        *(level.split()[0] for level in LEVELS),
    )
)
_OPENING = frozenset("([{")  # opening brackets, the last two by mistake
_LONGEST = 140  # characters of a portion marking with its brackets
_SCRAMBLED = pattern(
    "unknown control marking",
    r"""\([ ]?(?P<marking>(?:U|C|S|SBU)//?(?!O\b)[A-Za-z]{2,10}(?:[/ ,]{1,2}[A-Za-z]{2,10}){0,3})[ ]?\)""",
)
_HALF = pattern(
    "half a portion marking",
    # one bracket lost or mis-keyed: `(C}`, `[C]`, `(C9`
    rf"""(?:[(\[{{][ ]?(?P<open>{_PORTION_BODY}|SBU|C|S|U)(?:[ ]?[)}}\](]|[09](?=[ ])|(?=[ ]+[A-Z]))
        |(?P<close>{_PORTION_BODY})\))""",
    ignore_case=True,
)
_AFTER_NUMBER = pattern(
    "marking only after a number",  # in a sentence `(R)` is a party and `(NC)` a state
    # L is Limited Official Use, of about 1980; `(L)iberal` is a word
    r"""\([ ]?(?P<marking>[LR]|N[CRSU]|//[A-Z]{2,12}(?://[A-Z]{2,12}){0,3})[ ]?\)(?![a-z])""",
)


def after_number(text: str, at: int) -> tuple[str, int] | None:
    """The marking at `at`, of NATO, `(R)` or `(L)`, and the offset after it. Only for use right after a number."""
    found = _AFTER_NUMBER.match(text, at)
    return (found["marking"], found.end()) if found else None


def portion(text: str, at: int = 0) -> tuple[str, int] | None:
    """The portion marking at `at` in upper case, and the offset after it: `(C)`, `(S//NF)`, `(C/REL NATO)`, `( C )`.

    None for other brackets, as `(a)`, `(U.S.)`, `(Iran)` or `(sic)`.
    """
    if text[at : at + 1] != "(":
        return None
    end = text.find(")", at, at + _LONGEST) + 1
    marking = _marking(text[at:end]) if end else None
    return (marking, end) if marking else None


@lru_cache(maxsize=1024)
def _marking(bracketed: str) -> str | None:
    """The marking in a pair of brackets, or None. Cached, since cables use few of them."""
    said = bracketed[1:-1]
    if said in _USUAL:
        return said
    if "".join(takewhile(str.isalpha, said.lstrip(" "))).upper() not in _FIRST_WORDS:
        return None  # `(NOTAL)`, `(ref A)`: the pattern need not be compiled
    found = _PORTION.fullmatch(bracketed) or _SCRAMBLED.fullmatch(bracketed)
    return " ".join(found["marking"].upper().split()) if found else None


def half_portion(text: str, at: int) -> tuple[str, int] | None:
    """A marking with one bracket lost or mis-keyed, and the offset after it: `C) `, `(SBU `. Only after a number."""
    if text[at : at + 1] not in _OPENING and ")" not in text[at : at + _LONGEST]:
        return None
    found = _HALF.match(text, at)
    if not found:
        return None
    return " ".join((found["open"] or found["close"]).upper().split()), found.end()
