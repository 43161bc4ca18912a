"""The words of an entry, each of one kind, told by the lexicon and by its shape, with the sign before it."""

from functools import lru_cache
from typing import NamedTuple

from cablecli.facts import lexicon
from cablecli.parser.people import evidence as e
from cablecli.patterns import pattern


class Word(NamedTuple):
    """A word or a bracket: `text[start:end]`, its kind, and the sign before it (`,` `;` `-` `:` `.` tab or nothing)."""

    start: int
    end: int
    kind: str
    sign: str


_WORD = pattern(
    "word, bracket or sign of an entry",
    r"""(?P<count>[(\[][0-9]{1,2}[)\]])  # `(1) Berg, DCM, (2) Stone`
        | (?P<bracket>[(\[][^()\[\]]{0,160}[)\]])
        | (?P<sign>[,;:]+ | \.{4,} | \t[ \t]* | [ ]{2,} | (?<![^\s.])[-\u2013\u2014]+(?=\s) | --+ | [-\u2013](?=[ ])
            | (?<![^\s])[-\u2013]+ | [()\[\]]+)
        | (?P<noted>/?[Nn][Oo][Tt][Ee][ \-]?[Tt][Aa][Kk][Ee][Rr][Ss]?)\b
        | (?P<word>[^\s,;:()\[\]\t]*?[^\s,;:()\[\]\t.-][^\s,;:()\[\]\t]*?)(?=/[Nn]ote[ -]?[Tt]aker | [\s,;:()\[\]] | --| -[ ] | \.{4,} | $)""",
)
_NOTED = pattern("notetaker", r"""note[ \-]?takers?""", ignore_case=True)
_REDACTED = pattern("redacted name", r"""[Xx]{4,}[.']?s?|\[[A-Za-z ]{4,30}\]|[-_]{4,}""")
_INITIAL = pattern("initial", r"""[A-Z]\.?(?:-?[A-Z]\.)*|[A-Z][a-z]{1,3}\.""")
_CAMEL = pattern(
    "abbreviated office", r"""(?!Mac|Fitz)[A-Z][a-z]{2,4}[A-Z][a-z]{2,5}"""
)  # `EconOff`, `DefMin`; no `McCabe`
_KINDS = (  # the first feature that a word has tells its kind
    ("courtesy", e.COURTESY), ("surname", e.SURNAME_TOO), ("plural", e.PLURAL), ("agent", e.AGENT), ("rank", e.RANK), ("modifier", e.MODIFIER),
    ("field", e.FIELD), ("office", e.OFFICE), ("agency", e.SYMBOL), ("us", e.US), ("place", e.PLACE),
    ("joiner", e.JOINER), ("indefinite", e.INDEFINITE), ("letters", e.LETTERS), ("suffix", e.SUFFIX), ("particle", e.PARTICLE),
    ("sentence", e.VERB), ("given", e.GIVEN),
)  # fmt: skip
_IN_LOWER_CASE = {e.RANK: e.LOW_RANK, e.AGENT: e.LOW_RANK, e.SURNAME_TOO: e.LOW_RANK, e.COURTESY: e.LOW, e.GIVEN: e.LOW,
                  e.PLACE: e.LOW, e.US: e.VERB, e.SYMBOL: e.LOW}  # fmt: skip
_HOLDERS = ("off", "couns")  # `Poloff`, `PolCouns`
_LONGEST_SYMBOL = 4  # letters of an office symbol or agency that no table knows


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """The words of an entry in order; a bracket with what it holds is one."""
    out: list[Word] = []
    sign = ""
    upper = text.isupper()
    for found in _WORD.finditer(text):
        group = found.lastgroup
        if group in ("sign", "count"):
            sign = _stronger(sign, ";" if group == "count" else found[0])
            continue
        start, end = found.span()
        stop = ""
        if group == "word":
            kind = kind_of(found[0], upper)
            if found[0][-1] == "." and _ends_sentence(found[0], kind, end == len(text)):
                end, stop = end - 1, "."
                kind = kind_of(text[start:end], upper)
        elif group == "noted" or _NOTED.search(found[0]):
            kind = e.NOTED if group == "noted" or not told(found[0]) else e.BRACKET
        else:
            kind = e.REDACTED if _REDACTED.fullmatch(found[0]) else e.BRACKET
        out.append(Word(start, end, kind, sign))
        sign = stop
    return tuple(out)


def _ends_sentence(word: str, kind: str, last: bool) -> bool:
    """Whether the full stop behind a word is no abbreviation's."""
    if "." in word[:-1]:
        return False
    if last:
        return len(word) > 3 and kind not in (e.SUFFIX, e.COURTESY, e.US)
    return len(word) > 4 and kind not in (e.INITIAL, e.SUFFIX, e.COURTESY, e.RANK, e.AGENT, e.LOW_RANK, e.US)


def told(bracket: str) -> str:
    """What brackets say beside `notetaker`: `Conoff` of `(Conoff, notetaker)`."""
    rest = _NOTED.sub("", bracket.strip("()[] "))
    rest = rest.strip(" ,;&/-")
    return (
        ""
        if rest.lower() in ("embassy", "and")
        else rest.removesuffix(" and").removeprefix("and ").strip(" ,;")
    )


def _stronger(old: str, new: str) -> str:
    """The sign that tells more, of two on end: `; -` is a semicolon."""
    sign = new[0]
    if sign in ".\t" or (sign == " " and len(new) > 1):
        sign = "\t" if sign != "." or len(new) > 2 else ""
    elif sign in "-\u2013\u2014":
        sign = "-"
    elif sign not in ",;:":
        sign = ""
    return max(old, sign, key=("", "\t", "-", ".", ",", ":", ";").index)


@lru_cache(maxsize=8192)
def kind_of(word: str, upper: bool = False) -> str:
    """The kind of a word; in a text all `upper` the case of its letters tells nothing."""
    plain = word.lower().replace("\u2019", "'")
    if plain == "and" or plain == "&":
        return e.AND
    if plain == "the":
        return e.ARTICLE
    if _REDACTED.fullmatch(word):
        return e.REDACTED
    if len(word) < 3 and word[0].isupper() and word[1:] in ("", "."):
        return e.INITIAL if word[1:] else e.SYMBOL  # `P Staff`
    low = word[0].islower()
    if plain.endswith(_HOLDERS) and len(plain) > 5 and not low and lexicon.features(plain) <= {"rank"}:
        return e.HOLDER
    if kind := _listed(plain):
        if kind == e.US and word in ("us", "Us"):
            return e.VERB
        if kind == e.VERB and not (low or upper):
            return e.GIVEN if "given" in lexicon.features(plain) else e.LOW
        return _IN_LOWER_CASE.get(kind, kind) if low else kind
    return _by_shape(word, plain, upper)


def _listed(plain: str) -> str | None:
    has = lexicon.features(plain) or (lexicon.features(plain[:-1]) if plain[-1:] == "." else None)
    return next((kind for feature, kind in _KINDS if feature in has), None) if has else None


def _by_shape(word: str, plain: str, upper: bool) -> str:
    if plain.endswith(("'s", "s'")):
        return e.OWNER
    if any(map(str.isdigit, word)):
        return e.SYMBOL if word[0].isupper() and ("-" in word or "/" in word or word.isalnum()) else e.FIGURE
    if "/" in word and not word[0].islower():
        kinds = [_listed(part) for part in plain.split("/")]
        title = next((kind for kind in kinds if kind in (e.RANK, e.AGENT)), e.SYMBOL)
        return e.FIELD if kinds == [e.FIELD] * len(kinds) else title
    if not word[0].isalpha() and not any(map(str.isalpha, word)):
        return e.FIGURE
    if _INITIAL.fullmatch(word):
        return e.INITIAL
    if "-" in word and (kinds := [_listed(part) for part in plain.split("-")]):
        if kinds[-1] in (e.RANK, e.AGENT, e.PLURAL):
            return e.RANK if word[0].isupper() else e.LOW_RANK
        if kinds[-1] in (e.FIELD, e.OFFICE):
            return e.FIELD
    if _CAMEL.fullmatch(word):
        return e.HOLDER
    if not word[0].isupper():  # `al-Nuri`, `d'Estaing` are names all the same
        return e.CAPITAL if any(part[:1].isupper() for part in word.replace("'", "-").split("-")) else e.LOW
    if lexicon.is_place(plain):
        return e.PLACE
    if word.isupper() and not upper:
        return e.SYMBOL if len(word) <= _LONGEST_SYMBOL or "&" in word else e.UPPER
    return e.CAPITAL
