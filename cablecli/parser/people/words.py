"""The words of an entry, each of one kind, told by the lexicon and by its shape, with the mark before it."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cablecli.facts import lexicon
from cablecli.facts.words import words as listed
from cablecli.parser.people import evidence as e
from cablecli.patterns import pattern

if TYPE_CHECKING:
    from re import Match


class Word(NamedTuple):
    """A word or a bracket: `text[start:end]`, its kind, and the mark before it (`,;-/:.`, tab or nothing)."""

    start: int
    end: int
    kind: str
    mark: str


_SCRIBE = r"""(?i:(?:(?:acting|serving)[ ])?as[ ](?:(?:a|the)[ ])?)?(?i:note[ \-]?takers?)
        | (?i:(?:who[ ])?(?:took|taking)[ ]notes)"""
_WORD = pattern(
    "word, bracket or mark of an entry",
    rf"""(?P<withheld>[(][bB][)][ ]?[(][0-9][)](?:[ ]?[(][A-Z][)])?)  # `(b)(6)`
        | (?P<count>[(\[][0-9]{{1,2}}[)\]])  # `(1) Berg, DCM, (2) Stone`
        # `(Brigadier (ret.))`: one bracket may hold another
        | (?P<bracket>[(\[][^()\[\]]{{0,160}}(?:\([^()\[\]]{{1,40}}\)[^()\[\]]{{0,40}})?[)\]])
        | (?P<mark>[,;:]+ | \.{{4,}} | (?<=[\w ])\.{{2,}}(?=[\w ]) | \t[ \t]* | [ ]{{2,}}  # also leaders and columns
            | (?<![^\s.])[-\u2013\u2014]+(?=\s) | --+ | \u2014 | [-\u2013](?=[ ]) | (?<![^\s])[-\u2013]+  # dashes
            | (?<=[ ])/(?=[ ]) | [()\[\]]+)  # of a bracket that is not closed
        | (?P<noted>/?{_SCRIBE} | [Nn]otes(?=[ ]?[;,)\]]|$))\b
        | (?P<article>A(?=[ ][a-z]{{3}}))  # `A schoolteacher`, no `A/S`
        | (?P<word>[^\s,;:()\[\]\t]*?[^\s,;:()\[\]\t.-][^\s,;:()\[\]\t]*?)
            (?=/(?i:note[ -]?taker) | [\s,;:()\[\]] | --|\u2014| -[ ] | \.{{4,}} | \.{{2,}}\w | $)""",
)
_NOTED = pattern("notetaker", rf"""{_SCRIBE} | (?i:(?<=[(\[])(?:notes|recorder)(?=[)\]]))""")
_BLACKED = ("XXXX", "[", "--", "__", "-_", "_-")
_REDACTED = pattern("redacted name", r"""[Xx]{4,}[.']?s?|\[[A-Za-z ]{4,30}\]|[-_]{4,}""", signs=_BLACKED)
_UNSAID = pattern("withheld", r"""name|remov|redact|protect|delet|with?held|omit|source""", ignore_case=True)
_INITIAL = pattern("initial", r"""[A-Z]\.?(?:-?[A-Z]\.)*|[A-Z][a-z]{1,3}\.""")
_ROMANIZED = pattern("two syllables of a given name", r"""[A-Z][a-z]{1,6}-[a-z]{1,6}""")
_SYLLABLE = r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxrwyzcs])?[aeiou\u00fc]{1,3}(?:ng|n|r)?)"
_CHINESE = pattern(
    "surname of one syllable and a name of one or two in Chinese",
    rf"""{_SYLLABLE}[ ]{_SYLLABLE}{{1,2}}""",
    ignore_case=True,
)
_QUOTES = frozenset("\"'\u2018\u2019\u201c\u201d")
_ONCE = ("nee ", "n\u00e9e ", "aka ")  # before another surname
_CAMEL = pattern("abbreviated office: `EconOff`", r"""(?!Fitz)([A-Z][a-z]{2,4})[A-Z][a-z]{2,9}""")
_KINDS = (  # the first feature that a word has tells its kind
    ("courtesy", e.COURTESY), ("surname", e.SURNAME_TOO), ("plural", e.PLURAL), ("agent", e.AGENT), ("rank", e.RANK),
    ("modifier", e.MODIFIER), ("field", e.FIELD), ("office", e.OFFICE), ("agency", e.SYMBOL), ("us", e.US),
    ("place", e.PLACE), ("joiner", e.JOINER), ("indefinite", e.INDEFINITE), ("letters", e.LETTERS),
    ("suffix", e.SUFFIX), ("particle", e.PARTICLE), ("sentence", e.VERB), ("given", e.GIVEN),
)  # fmt: skip
_IN_LOWER_CASE = {e.RANK: e.LOW_RANK, e.AGENT: e.LOW_RANK, e.SURNAME_TOO: e.LOW_RANK, e.GIVEN_TOO: e.LOW_RANK,
                  e.COURTESY: e.LOW, e.GIVEN: e.LOW, e.PLACE: e.LOW, e.US: e.VERB, e.SYMBOL: e.LOW}  # fmt: skip
# Words as two marks each, what stands before and the kind.
_FIELDS_OF_OFFICE = pattern(
    "fields of one office before a name",
    # `of Trade, Tolima & Bareso`, `for Tolima & Bareso`, then two words of a name
    r"""(?P<head>[ ]j(?:[ ]f(?=,))?)[ ,][Cfol][ ]&[ ][Cfol](?=(?:[ ][Cgin]){2})""",
)
_PLACE_OF_OFFICE = pattern(
    "place of an office before a name",
    # `to the`, then four unknown words: as many names of a country have two as of people
    r"""(?P<head>[ ]j[ ]t)[ ]C[ ]C(?=[ ]C[ ]C(?![ ][Cgin]))""",
)
# Before two words of a name only: `Hon. Justice Tom Borg`, not `Mr. Mills`.
_COURTESY_OF_TWO = pattern("courtesy of two words", r"""(?<=c[ ])f(?=(?:[ ][Cg]){2})""")
_SURNAME_LIKE_OFFICE = pattern("surname like an office", r"""(?<=c[ ])H(?=$|[.,;])""")  # `Mr. Orloff`
_OFFICE_BEFORE_STYLE = pattern("unknown office", r"""(?<=^[ ])[CUa](?=-c)""")  # `TRADEX - Sr. Luz Sal`
_ONE_MORE = pattern(
    "somebody without a name after an office",
    # `Berg, Director, and his son`: `his` or `two`, then one word that ends the entry
    r""",&(?=(?:[ ]q){1,2}[ ][wpysmgC](?:$ | [;.,]))""",
)
_TOLD_BY_OTHERS = frozenset((e.JOINER, e.SURNAME_TOO, e.COURTESY, e.INDEFINITE))  # one is in each
_RANK_AND_NAME = frozenset(("surname", "given"))  # `Dean`
_HOLDERS = ("off", "couns", "coord", "ologist")  # `Poloff`, `PolCouns`, `Refcoord`, `Epidemiologist`
_NAMING = frozenset((e.CAPITAL, e.GIVEN, e.INITIAL, e.PARTICLE))
_OF_NAME = _NAMING | {e.UPPER}
_OF_NAME_BY_PLACE = frozenset((e.BRACKET, e.SYMBOL, e.VERB, e.PARTICLE, e.INDEFINITE))
_BEFORE_SURNAME = e.NAMING | e.RANKS | {e.COURTESY}
_TOLD = e.NAMING | {e.SUFFIX, e.LOW_RANK, e.LOW}  # words at the end of an entry that has a name
_SHORTENED = frozenset((e.INITIAL, e.SUFFIX, e.COURTESY, e.RANK, e.AGENT, e.LOW_RANK, e.MODIFIER, e.US))
_LONGEST_ABBREVIATION = 4  # with its full stop, which ends a sentence after longer words
_LONGEST_SYMBOL = 4  # letters of an office symbol or agency that no table knows


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """The words of an entry in order; a bracket with what it holds is one."""
    out: list[Word] = []
    mark = ""
    upper = text.isupper()
    for match in _WORD.finditer(text):
        group, said = match.lastgroup, match[0]
        if group in ("mark", "count"):
            mark = _stronger(mark, ";" if group == "count" else said)
            continue
        word = _word(match, mark, upper)
        if group == "noted" and not mark and out[1:] and out[-1][2:] == (e.OFFICE, ""):
            out[-1] = out[-1]._replace(end=word.end, kind=e.SCRIBE)  # `Berg, PAO Embassy notetaker`
        elif not mark and out and out[-1].kind in _TOLD and (kind := _of_person(said, group, out)):
            out.append(word._replace(kind=kind))
        else:
            out.append(word)
        mark = "." if word.end < match.end() else ""
    return tuple(_in_context(_named(text, out)))


def _of_person(said: str, group: str | None, before: Sequence[Word]) -> str | None:
    """The kind of what tells more of a person right behind a name: a number of hers, `Ada Stone [Consul]`.

    A firm's last word after an office: `, CEO Northwind S.A.`.
    """
    if group == "withheld" or (said[0] == "[" and not _UNSAID.search(said)):
        return e.BRACKET
    first = next((word for word in reversed(before) if word.mark), None)
    firm = first is not None and first.mark == "," and first.kind in e.OFFICES and said[-1] == "."
    return e.OFFICE if firm and said.lower() in listed("firm_ends") else None


def _word(found: "Match[str]", mark: str, upper: bool) -> Word:
    """A word with its kind, without the full stop of a sentence."""
    said, (start, end) = found[0], found.span()
    kind = _KIND_OF_GROUP[found.lastgroup](said, upper)
    if said[-1] == ".":
        last = end == len(found.string)
        short = 2 < len(said) <= _LONGEST_ABBREVIATION or "courtesy" in lexicon.features(said)
        if kind == e.LOW and short and not last:  # `ifj.`, `prof.`; one letter is an initial
            kind = e.COURTESY
        if _ends_sentence(said, kind, last):
            return Word(start, end - 1, kind_of(said[:-1], upper), mark)
    return Word(start, end, kind, mark)


@lru_cache(maxsize=4096)
def kinds(text: str) -> str:
    """The kinds of the words of an entry, a letter each."""
    return "".join([word.kind for word in words(text)])


def _named(text: str, found: list[Word]) -> list[Word]:
    """The words with the kinds of a name for what belongs to one by its place: a short name, a surname in capitals."""
    if _OF_NAME_BY_PLACE.isdisjoint([word.kind for word in found]):
        return found
    out = list(found)
    for k, word in enumerate(found):
        if word.kind in _OF_NAME_BY_PLACE:
            after = found[k + 1] if found[k + 1 :] and not found[k + 1].mark else None
            kind = _last_of_name(text, found, k) if after is None else _amid_name(text, found, k, after)
            out[k] = word._replace(kind=kind or word.kind)
    return out


def _amid_name(text: str, found: list[Word], place: int, after: Word) -> str | None:
    """The kind of a word that the name `after` it shows to be of one, else None."""
    word = found[place]
    if after.kind not in _OF_NAME:
        return None
    if word.kind == e.BRACKET:
        return e.INITIAL if _is_short_name(text, found, place) else None
    if word.kind not in (e.SYMBOL, e.VERB):
        return None
    if place and found[place - 1].kind == e.COURTESY and not word.mark:
        return e.UPPER  # `MR. NGO LOC`, `MS. HE XIAOYAN`
    if word.kind == e.SYMBOL:
        return _before_given(text, found, place)
    said, _, following = text[word.start : after.end].lower().partition(" ")
    led = "given" in lexicon.features(said) and "particle" in lexicon.features(following.partition("-")[0])
    return e.GIVEN if led else None  # `SAID BIN NASSER`, `SAID AL-BADR`


def _last_of_name(text: str, found: list[Word], place: int) -> str | None:
    """The kind of a particle or article that ends a name: `Congressman De`, `Barun De, DCM`, `Daniel An`; else None."""
    word = found[place]
    before = found[place - 1].kind if place and not word.mark else ""
    goes_on = word.kind == e.PARTICLE and before in e.NAMING and place + 1 == len(found)  # on the next line
    if before not in _BEFORE_SURNAME or goes_on or not text[word.start : word.end].istitle():
        return None
    return e.CAPITAL if word.kind in (e.PARTICLE, e.INDEFINITE) else None


def _is_short_name(text: str, found: list[Word], place: int) -> bool:
    """Whether a bracket amid a name holds another one: `Dahlia ("Dali") Stone`, `Ada (nee Borg) Stone`."""
    if not place or found[place].mark or found[place - 1].kind not in _NAMING:
        return False
    inner = text[found[place].start + 1 : found[place].end - 1]
    quoted = inner[:1] in _QUOTES and inner[-1:] in _QUOTES
    return quoted or inner.lower().startswith(_ONCE) or _is_first_name(inner, found, place, text.isupper())


def _is_first_name(inner: str, found: list[Word], place: int, upper: bool) -> bool:
    """Whether a word in brackets is a first name by its place, one word before and one behind: `Li (Lee) Wang`."""
    kind = kind_of(inner, upper) if inner.isalpha() else ""
    before = found[place - 1]
    alone = before.kind == e.INITIAL or place == 1 or before.mark or found[place - 2].kind not in _NAMING
    ends = all(word.mark or word.kind not in _NAMING for word in found[place + 2 : place + 3])
    return bool(alone) and (kind == e.GIVEN or (kind == e.CAPITAL and ends))


def _before_given(text: str, found: list[Word], place: int) -> str | None:
    """The kind of letters like an office symbol before an Asian name: `YOO Joon-il`, `SHEN Weiping`; `U Win Tun`."""
    word, after = found[place : place + 2]
    said = text[word.start : word.end]
    given = _ROMANIZED.fullmatch(text, after.start, after.end)
    if said == "U" and not given:
        return None if place and not word.mark else e.COURTESY
    chinese = after.kind == e.CAPITAL and _CHINESE.fullmatch(f"{said} {text[after.start : after.end]}")
    surname = (given or chinese) and said.isalpha() and not lexicon.features(said.lower())
    return e.UPPER if surname else None


def _ended(found: list[Word]) -> int:
    """The number of words without `and` that leads to the person on the next line, or `and others`."""
    last = [w.kind for w in found[-2:]]
    if last[-1:] == [e.AND] and found[-1].mark in (",", ";"):
        return len(found) - 1
    return len(found) - 2 * (last == [e.AND, e.INDEFINITE] and len(found) > 2)


def _in_context(found: list[Word]) -> list[Word]:
    """The words with the kinds that their neighbours give them, looked for only where such words are."""
    found = found[: _ended(found)]
    if _TOLD_BY_OTHERS.isdisjoint([word.kind for word in found]):
        return found
    before = "".join((w.mark or " ") + w.kind for w in found)
    after = _PLACE_OF_OFFICE.sub("\\g<head> l l", _FIELDS_OF_OFFICE.sub("\\g<head> f j f", before))
    after = _COURTESY_OF_TWO.sub(e.COURTESY, _SURNAME_LIKE_OFFICE.sub(e.CAPITAL, after))
    after = _OFFICE_BEFORE_STYLE.sub(e.OFFICE, after)
    if ",& q" in after:
        after = _ONE_MORE.sub(";&", after)
    if before == after:
        return found
    return [w._replace(mark=after[2 * k].strip(" "), kind=after[2 * k + 1]) for k, w in enumerate(found)]


def _bracket(said: str, upper: bool) -> str:
    """The kind of a bracket: `(notetaker)`, `[name removed]`, `(Conoff, notetaker)`."""
    if _NOTED.search(said):
        return e.BRACKET if told(said) else e.NOTED
    return e.REDACTED if _REDACTED.fullmatch(said) else e.BRACKET


def takes_notes(text: str, word: Word) -> bool:
    """Whether a word says `notetaker`, or a bracket beside something else."""
    if word.kind in (e.NOTED, e.SCRIBE):
        return True
    return word.kind == e.BRACKET and _NOTED.search(text, word.start, word.end) is not None


def _ends_sentence(word: str, kind: str, last: bool) -> bool:
    """Whether the full stop after a word is no abbreviation's."""
    if "." in word[:-1] or "short" in lexicon.features(word[:-1].lower()):
        return False  # `a.m.`, `Inc.`
    if last:
        return len(word) > 3 and kind not in (e.SUFFIX, e.COURTESY, e.US)
    return len(word) > _LONGEST_ABBREVIATION and kind not in _SHORTENED


def told(bracket: str) -> str:
    """What brackets say beside `notetaker`: `Conoff` of `(Conoff, notetaker)`."""
    rest = _NOTED.sub("", bracket)[1:-1].replace("()", "").strip(" ,;&/-")
    if rest.lower() in ("embassy", "and"):
        return ""
    return rest.removesuffix(" and").removeprefix("and ").strip(" ,;")


def _stronger(old: str, new: str) -> str:
    """The mark that tells more, of two on end: `; -` is a semicolon."""
    mark = new[0]
    if mark in ".\t" or (mark == " " and len(new) > 1):
        mark = "\t" if mark != "." or len(new) > 1 else ""
    elif mark in "-\u2013\u2014":
        mark = "-"
    elif mark not in ",;:/":
        mark = ""
    return max(old, mark, key=("", "\t", "-", "/", ".", ",", ":", ";").index)


_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_JOINING = {"and": e.AND, "&": e.AND, "the": e.ARTICLE}


@lru_cache(maxsize=8192)
def kind_of(word: str, upper: bool = False) -> str:
    """The kind of a word; in a text all `upper` the case of its letters tells nothing."""
    plain = word.lower().replace("\u2019", "'")
    if plain in _JOINING:
        return _JOINING[plain]
    if not plain or _REDACTED.fullmatch(word):
        return e.REDACTED if plain else e.FIGURE
    if plain.rstrip(".") in _LETTERS and word[0].isupper():
        return e.INITIAL if word[1:] or word == "I" else e.SYMBOL  # `P Staff`; `I Wayan Rai`
    return _of_table(word, plain, upper) or _of_parts(word, plain) or _of_shape(word, plain, upper)


def _of_table(word: str, plain: str, upper: bool) -> str | None:
    """The kind of a word that the lexicon has, or of one made like its offices."""
    if _is_holder(word, plain):
        return e.HOLDER
    kind = _listed(plain)
    return _as_written(kind, word, plain, upper) if kind else None


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


_KIND_OF_GROUP: dict[str | None, Callable[[str, bool], str]] = {
    "word": kind_of,
    "noted": lambda said, upper: e.NOTED,
    "article": lambda said, upper: e.INDEFINITE,
    "bracket": _bracket,
    "withheld": lambda said, upper: e.REDACTED,
}
