"""What a single word can be in a list of people, told by the lexicon, by its parts and by its shape."""

from functools import lru_cache

from cablecli.facts import lexicon
from cablecli.facts.words import words as listed
from cablecli.parser.people import evidence as e
from cablecli.patterns import pattern

REDACTED = pattern("redacted name", r"""[Xx]{4,}[.']?s?|\[[A-Za-z ]{4,30}\]|[-_]{4,}""")
UNSAID = pattern("withheld", r"""name|remov|redact|protect|delet|with?held|omit|source""", ignore_case=True)
_INITIAL = pattern("initial", r"""[A-Z]\.?(?:-?[A-Z]\.)*|[A-Z][a-z]{1,3}\.""")
ACRONYM = pattern(
    "letters that are no surname",
    # without a vowel, unless R or L stands for one (`VLK`, `SRB`); `ODRP`, but `ARND`, `OTTS`
    r"""(?![A-Z][RL])[B-DF-HJ-NP-TV-XZ]{3,4} | [AEIOU](?!(?P<one>.)(?P=one))[BDFGJKPTV][B-DF-HJ-NP-TV-XZ]{2}""",
)
_SYLLABLE = r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxrwyzcs])?[aeiou\u00fc]{1,3}(?:ng|n|r)?)"
CHINESE = pattern(
    "surname of one syllable and a name of one or two in Chinese",
    rf"""{_SYLLABLE}[ ]{_SYLLABLE}{{1,2}}""",
    ignore_case=True,
)
_CAMEL = pattern("abbreviated office: `EconOff`", r"""(?!Fitz)([A-Z][a-z]{2,4})[A-Z][a-z]{2,9}""")
_KINDS = (  # the first feature that a word has tells its kind
    ("courtesy", e.COURTESY), ("surname", e.SURNAME_TOO), ("plural", e.PLURAL), ("agent", e.AGENT), ("rank", e.RANK),
    ("modifier", e.MODIFIER), ("field", e.FIELD), ("office", e.OFFICE), ("agency", e.SYMBOL), ("us", e.US),
    ("place", e.PLACE), ("joiner", e.JOINER), ("indefinite", e.INDEFINITE), ("letters", e.LETTERS),
    ("suffix", e.SUFFIX), ("particle", e.PARTICLE), ("sentence", e.VERB), ("given", e.GIVEN),
)  # fmt: skip
_IN_LOWER_CASE = {e.RANK: e.LOW_RANK, e.AGENT: e.LOW_RANK, e.SURNAME_TOO: e.LOW_RANK, e.GIVEN_TOO: e.LOW_RANK,
                  e.COURTESY: e.LOW, e.GIVEN: e.LOW, e.PLACE: e.LOW, e.US: e.VERB, e.SYMBOL: e.LOW}  # fmt: skip
_RANK_AND_NAME = frozenset(("surname", "given"))  # `Dean`
_HOLDERS = ("off", "couns", "coord", "ologist")  # `Poloff`, `PolCouns`, `Refcoord`, `Epidemiologist`
_LONGEST_SYMBOL = 4  # letters of an office symbol or agency that no table knows
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_SHORTENED = frozenset((e.INITIAL, e.SUFFIX, e.COURTESY, e.RANK, e.AGENT, e.LOW_RANK, e.MODIFIER, e.US))
ABBREVIATION = 4  # characters at most, with its full stop, which ends a sentence after longer words
_JOINING = {"and": e.AND, "&": e.AND, "the": e.ARTICLE}


@lru_cache(maxsize=8192)
def kind_of(word: str, upper: bool = False) -> str:
    """The kind of a word; in a text all `upper` the case of its letters tells nothing."""
    plain = word.lower().replace("\u2019", "'")
    if plain in _JOINING:
        return _JOINING[plain]
    if not plain or REDACTED.fullmatch(word):
        return e.REDACTED if plain else e.FIGURE
    if plain.rstrip(".") in _LETTERS and word[0].isupper():
        return e.INITIAL if word[1:] or word == "I" else e.SYMBOL  # `P Staff`; `I Wayan Rai`
    table = _of_table(word, plain, upper) or _in_quotes(word)
    return table or _of_parts(word, plain) or _of_shape(word, plain, upper)


def _of_table(word: str, plain: str, upper: bool) -> str | None:
    """The kind of a word that the lexicon has, or of one made like its offices."""
    if _is_holder(word, plain):
        return e.HOLDER
    kind = _listed(plain)
    return _as_written(kind, word, plain, upper) if kind else None


def _in_quotes(word: str) -> str | None:
    """The kind of a rank in quotes: `"Colonel" Korvat`."""
    kind = _listed(word.lower()[1:-1]) if word[0] == word[-1] == '"' else None
    return kind if kind in e.RANKS else None


def _is_holder(word: str, plain: str) -> bool:
    """`Poloff`, `PolCouns`, also such as no table knows."""
    if not plain.endswith(_HOLDERS) or len(plain) <= len("couns") or word[0].islower():
        return False
    return lexicon.features(plain) <= {"rank"}


def _as_written(kind: str, word: str, plain: str, upper: bool) -> str:
    """The kind of a listed word as its case has it: `us` is no country, `Will` no verb."""
    if word[0].islower():
        particle = "particle" in lexicon.features(plain)  # `dos Santos`, `das Dores`; no `DOS`, `DAS`
        return e.PARTICLE if particle else _IN_LOWER_CASE.get(kind, kind)
    symbol = kind == e.SYMBOL and len(word) <= _LONGEST_SYMBOL
    if word.istitle() and (symbol or "acronym" in lexicon.features(plain)):
        return e.CAPITAL  # `Gao`, `Rao`, no `GAO`, `RAO`
    if kind == e.VERB and not upper:
        return e.GIVEN if "given" in lexicon.features(plain) else e.LOW
    return kind


def _listed(plain: str) -> str | None:
    has = lexicon.features(plain) or (lexicon.features(plain[:-1]) if plain[-1:] == "." else None)
    if not has:
        return None
    if has >= _RANK_AND_NAME:
        return e.GIVEN_TOO
    return next((kind for feature, kind in _KINDS if feature in has), None)


def _of_parts(word: str, plain: str) -> str | None:
    """The kind of a word by its ending, digits, slashes and hyphens: `Korvat's`, `G-8`, `Pol/Econ`."""
    if plain.endswith(("'s", "s'")):
        return e.OWNER
    if any(map(str.isdigit, word)):
        named = word[0].isupper() and (word.isalnum() or not {"-", "/"}.isdisjoint(word))
        return e.SYMBOL if named else e.FIGURE
    if "/" in word and not word[0].islower():
        return _with_slash(plain)
    if not any(map(str.isalpha, word)):
        return e.FIGURE
    if _INITIAL.fullmatch(word):
        return e.INITIAL
    return _with_hyphen(word, plain) if "-" in word else None


def _with_slash(plain: str) -> str:
    """`Pol/Econ`, `EUR/CE`, `PM/SNA`, `DCM/Charge`."""
    kinds = {_listed(part) for part in plain.split("/")}
    if kinds == {e.FIELD}:
        return e.FIELD
    if None in kinds and plain.partition("/")[0].upper() in listed("bureaus"):
        return e.SYMBOL
    return next((kind for kind in (e.RANK, e.AGENT) if kind in kinds), e.SYMBOL)


def _with_hyphen(word: str, plain: str) -> str | None:
    """`Minister-Counselor`, `politico-military`."""
    first, last = _listed(plain.partition("-")[0]), _listed(plain.rpartition("-")[2])
    if first == e.PARTICLE:
        return e.CAPITAL if last else None  # `al-Hakim`, `El-Amir`
    if last == e.SURNAME_TOO and first in (e.RANK, e.AGENT, e.MODIFIER):
        return e.RANK  # `Col.-Major`, `Vice-Marshal`
    if last in (e.RANK, e.AGENT, e.PLURAL) or (last == e.MODIFIER and first in (e.RANK, e.AGENT)):
        return e.RANK if word[0].isupper() else e.LOW_RANK  # `DAS-equivalent`
    return e.FIELD if last in (e.FIELD, e.OFFICE) else None


def _of_shape(word: str, plain: str, upper: bool) -> str:
    """The kind of a word by its letters alone."""
    camel = _CAMEL.fullmatch(word)
    if camel and "particle" not in lexicon.features(camel[1].lower()):  # `MacArthur`, `VanDyke`
        return e.HOLDER
    if not word[0].isupper():  # `al-Nuri`, `d'Estaing` are names all the same
        return e.CAPITAL if any(part[:1].isupper() for part in word.replace("'", "-").split("-")) else e.LOW
    if lexicon.is_place(plain):
        return e.PLACE
    if word.isupper() and not upper:
        return e.SYMBOL if len(word) <= _LONGEST_SYMBOL or "&" in word else e.UPPER
    return e.CAPITAL


def is_name(kinds: str, mark: str) -> bool:
    """Whether two words end a name by their kinds; `Ana Costa` does, whose surname is a place too, without a mark."""
    return not e.NAMING.isdisjoint(kinds[-1:]) or (kinds == e.GIVEN + e.PLACE and not mark)


def ends_sentence(word: str, kind: str, last: bool) -> bool:
    """Whether the full stop after a word is no abbreviation's."""
    if "." in word[:-1] or "short" in lexicon.features(word[:-1].lower()):
        return False  # `a.m.`, `Inc.`
    if last:
        return len(word) > 3 and kind not in (e.SUFFIX, e.COURTESY, e.US)
    return len(word) > ABBREVIATION and kind not in _SHORTENED


def stronger(old: str, new: str) -> str:
    """The mark that tells more, of two on end: `; -` is a semicolon."""
    mark = new[0]
    if mark in ".\t" or (mark == " " and len(new) > 1):
        mark = "\t" if mark != "." or len(new) > 1 else ""
    elif mark in "-\u2013\u2014":
        mark = "-"
    elif mark not in ",;:/":
        mark = ""
    return max(old, mark, key=("", "\t", "-", "/", ".", ",", ":", ";").index)
