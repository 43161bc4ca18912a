"""The words of an entry, each of one kind, told by the lexicon and by its shape, with the mark before it."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from cablecli.facts import lexicon
from cablecli.facts.words import words as listed
from cablecli.parser.people import evidence as e
from cablecli.parser.people import shapes
from cablecli.parser.people.shapes import ABBREVIATION, REDACTED, ends_sentence, is_name, kind_of, stronger
from cablecli.parser.tokens import portion_markings
from cablecli.patterns import pattern

if TYPE_CHECKING:
    from re import Match, Pattern


class Word(NamedTuple):
    """A word or a bracket: `text[start:end]`, its kind, and the mark before it (`,;-/:.`, tab or nothing)."""

    start: int
    end: int
    kind: str
    mark: str


_SCRIBE = r"""(?i:(?:(?:acting|serving)[ ])?as[ ](?:(?:a|the)[ ])?)?(?i:note[ \-]?takers?)
            (?:[ ]for[ ][^()\[\],;]{2,30}(?=[)\]]))?  # `(notetaker for both sides)`
        | (?i:(?:who[ ])?(?:took|taking)[ ]notes)"""
_WORD = pattern(
    "word, bracket or mark of an entry",
    rf"""(?P<withheld>[(][bB][)][ ]?[(][0-9][)](?:[ ]?[(][A-Z][)])?)  # `(b)(6)`
        | (?P<count>[(\[](?:[0-9]{{1,2}}|[ivx]{{1,4}}|[a-h])[)\]]  # `(1) Berg, DCM, (2) Stone`; `a) Berg; b) Stone`
            | (?:[0-9]{{1,2}}|[ivx]{{1,4}}|[a-hA-H])\)(?=[ ]))
        # `(Brigadier (ret.))`: one bracket may hold another
        | (?P<bracket>[(\[][^()\[\]]{{0,160}}(?:\([^()\[\]]{{1,40}}\)[^()\[\]]{{0,40}})?[)\]])
        | (?P<mark>[,;:]+ | \.{{4,}} | (?<=[\w ])\.{{2,}}(?=[\w ]) | \t[ \t]* | [ ]{{2,}}  # also leaders and columns
            | (?<![^\s.])[-\u2013\u2014]+(?=\s) | --+ | \u2014 | [-\u2013](?=[ ]) | (?<![^\s])[-\u2013]+  # dashes
            | (?<=[ ])/(?=[ ]) | [()\[\]]+)  # of a bracket that is not closed
        | (?P<noted>/?{_SCRIBE} | [Nn]otes(?=[ ]?[;,)\]]|$))\b
        | (?P<quoted>(?:["\u201c](?<!\S.)[^"\u201c\u201d,;:]{{2,30}}["\u201d] | '(?<!\S.)[A-Z][^',;:]{{1,30}}')
            (?=[\s,;:)]|$))
        # `Adviser No. 2 Ada Berg`; `NA III`, `VLR I Nils Berg`; `DG VI` of the European Commission
        | (?P<numbered>No\.[ ][0-9]{{1,3}}(?=[ ]) | DG[ ][IVX]{{1,5}}(?![\w.])
            | I(?<=LR[ ]I)(?=[ ,])
            | [IVX](?:(?<=\b[A-Z]{{2}}[ ].) | (?<=,[ ][A-Z]{{3}}[ ].))[IVX]{{1,3}}(?=[ ,;)]|$))
        | (?P<article>A(?=[ ][a-z]{{3}}))  # `A schoolteacher`, no `A/S`
        | (?P<word>[^\s,;:()\[\]\t]*?[^\s,;:()\[\]\t.-][^\s,;:()\[\]\t]*?)
            (?=/(?i:note[ -]?taker) | [\s,;:()\[\]] | --|\u2014| -[ ] | \.{{4,}} | \.{{2,}}\w | $)""",
)
_NOTED = pattern("notetaker", rf"""{_SCRIBE} | (?i:(?<=[(\[])(?:notes|recorder)(?=[)\]]))""")
_ABBREVIATED = pattern("abbreviation that begins no sentence", r"""[ ][a-z]\.""")  # `MinR. a.D.`
_ROMANIZED = pattern("two syllables of a given name", r"""[A-Z][a-z]{1,6}-[a-z]{1,6}""")
_ASIAN = pattern(
    "syllable of a name in Chinese, Korean or Vietnamese",
    r"""(?:CH|GH|KH|NG|NH|PH|SH|TH|TR|ZH|[A-Z])?[AEIOUY]{1,3}(?:CH|NG|NH|[CKLMNPT])?""",
    ignore_case=True,
)
_SYLLABLES = (2, 3)  # of a whole name
_BEFORE_SYLLABLES = frozenset((e.COURTESY, e.RANK, e.AGENT))
_QUOTES = frozenset("\"'\u2018\u2019\u201c\u201d")
_ONCE = ("nee ", "n\u00e9e ", "aka ")  # before another surname
# Words as two marks each, what stands before and the kind.
_FIELDS_OF_OFFICE = pattern(
    "fields of one office before a name",
    # `of Trade, Tolima & Bareso`, `for Tolima & Bareso`, `of Trade, Ports, and Tolima Affairs`; then words of a name
    r"""(?P<head>[ ]j(?:[ ]f(?=,))?)
        (?P<fields>[ ,][Cfol](?:,f)?(?:[ ]& | (?<=f),&)[ ][Cfol](?:[ ]f)?)(?=(?:[ ][Cgin]){2} | [ ]c)""",
)
_OF_OFFICE = pattern(
    "place or person that an office is of",
    # `to the`, then four unknown words: as many names of a country have two as of people
    r"""(?P<head>[ ]j[ ]t)[ ]C[ ]C(?=[ ]C[ ]C(?![ ][Cgin]))
        # `Berg, personal staff to Senator Stone`, by one word who is known; `Adviser to President Ada Stone` may be she
        | (?<=[gCUxb])(?P<staff>,(?:[mfaolhRr][ ])*[oRry][ ]j)[ ][rRHs][ ][CgU](?=$|[,;.])""",
)
_NUMBER_OF_OFFICE = pattern("number of an office", r"""(?P<office>(?:[ ]j[ ]|[RHr],)(?:f[ ])?[fal][ ])x""")
# Before two words of a name only: `Hon. Justice Tom Borg`, not `Mr. Mills`.
# `Prince Sultan bin Sal`
_NAME_AFTER_STYLE = pattern("given name that is a rank", r"""(?<=[cs][ ])s(?=[ ]n)""")
_STYLE_BEFORE_THREE = pattern("given name that is a style", r"""(?:(?<=^[ ])|(?<=[;,]))G(?=(?:[ ][Cg]){3})""")
_COURTESY_OF_TWO = pattern("courtesy of two words", r"""(?<=c[ ])f(?=(?:[ ][Cg]){2})""")
_SURNAME_LIKE_OFFICE = pattern(
    "surname like an office",
    # `Mr. Orloff`; `Ms. Ada Imhoff`, as a surname must come; `Ada Imhoff Consoff Berg`
    r"""(?<=c[ ])H(?=$|[.,;]) | (?<=[cR][ ]g[ ])H | (?<=[gC][ ])H(?=[ ]H)""",
)
_OFFICE_BEFORE_STYLE = pattern("unknown office", r"""(?<=^[ ])[CUa](?=-c)""")  # `TRADEX - Sr. Luz Sal`
_ONE_MORE = pattern(
    "somebody without a name after an office",
    # `Berg, Director, and his son`: `his` or `two`, then one word that ends the entry
    # or, behind a bracket, whom the rest tells of: `Berg (Ports), and two advisors from the Board`
    r""",&(?=(?:[ ]q){1,2}[ ][wpysmgC](?:$ | [;.,])) | (?<=b),&(?=(?:[ ]q){1,2}(?:[ ][mfaol])*[ ][wpysC][ ]j)""",
)
_TOLD_BY_OTHERS = frozenset(
    (e.JOINER, e.SUFFIX, e.SURNAME_TOO, e.GIVEN_TOO, e.COURTESY, e.INDEFINITE)
)  # one in each
_NAMING = frozenset((e.CAPITAL, e.GIVEN, e.INITIAL, e.PARTICLE))
_OF_NAME = _NAMING | {e.UPPER}
_OF_NAME_BY_PLACE = frozenset((e.BRACKET, e.SYMBOL, e.VERB, e.PARTICLE, e.INDEFINITE, e.COURTESY))
_BEFORE_SURNAME = e.NAMING | e.RANKS | {e.COURTESY}
_BEFORE_NICKNAME = e.NAMING | {e.COURTESY}  # `Ada "Babs" Stone`, `Dr. "Babs" Stone`
_TOLD = _BEFORE_NICKNAME | {e.SUFFIX, e.LOW_RANK, e.LOW}  # words at the end of an entry that has a name


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """The words of an entry in order; a bracket with what it holds is one."""
    out: list[Word] = []
    mark = ""
    upper = text.isupper()
    for match in _WORD.finditer(text):
        group, said = match.lastgroup, match[0]
        if group in ("mark", "count") or (group == "bracket" and _is_portion(said, mark, out)):
            mark = stronger(mark, said if group == "mark" else ";")
            continue
        word = _word(match, mark, upper)
        if group == "noted" and not mark and out[1:] and out[-1][2:] == (e.OFFICE, ""):
            out[-1] = out[-1]._replace(end=word.end, kind=e.SCRIBE)  # `Berg, PAO Embassy notetaker`
        elif not mark and out and out[-1].kind in _TOLD and (kind := _of_person(said, group, out)):
            out.append(word._replace(kind=kind))
        else:
            out.append(word)
        mark = "." if word.end < match.end() else ""
    return tuple(_in_context(_named(text, _in_syllables(text, out))))


def _is_portion(said: str, mark: str, before: Sequence[Word]) -> bool:
    """Whether a bracket marks the portion that one person of several is: `(SBU) Borg; (C) Stone`, not `Borg (C)`."""
    first = mark != "" or not before or before[-1].kind == e.AND
    return first and portion_markings.portion(said) is not None


def _of_person(said: str, group: str | None, before: Sequence[Word]) -> str | None:
    """The kind of what tells more of a person right behind a name: a number of hers, `Ada Stone [Consul]`, `"Babs"`.

    A firm's last word after an office: `, CEO Northwind S.A.`.
    """
    last = before[-1].kind
    if group == "quoted":
        return e.SUFFIX if last in _BEFORE_NICKNAME else None
    if last == e.COURTESY:
        return None  # `Mr. [Borg]`
    if group == "withheld" or (said[0] == "[" and not shapes.UNSAID.search(said)):
        return e.BRACKET
    first = next((word for word in reversed(before) if word.mark), None)
    firm = first is not None and first.mark == "," and first.kind in e.OFFICES and said[-1] == "."
    return e.OFFICE if firm and said.lower() in listed("firm_ends") else None


def _word(found: "Match[str]", mark: str, upper: bool) -> Word:
    """A word with its kind, without the full stop of a sentence."""
    said, (start, end) = found[0], found.span()
    acronym = start > 0 and shapes.ACRONYM.fullmatch(said)  # `CHIEF ODRP`; alone it may be a name
    kind = _KIND_OF_GROUP[found.lastgroup](said, upper and not acronym)
    if said[-1] == ".":
        last = end == len(found.string)
        short = 2 < len(said) <= ABBREVIATION or "courtesy" in lexicon.features(said)
        if kind == e.LOW and short and not last:  # `ifj.`, `prof.`; one letter is an initial
            kind = e.COURTESY
        if not _ABBREVIATED.match(found.string, end) and ends_sentence(said, kind, last):
            return Word(start, end - 1, kind_of(said[:-1], upper), mark)
    return Word(start, end, kind, mark)


@lru_cache(maxsize=4096)
def kinds(text: str) -> str:
    """The kinds of the words of an entry, a letter each."""
    return "".join([word.kind for word in words(text)])


def _in_syllables(text: str, found: list[Word]) -> list[Word]:
    """The words, with all those between a title and a mark as a name where they are syllables.

    `MR. NO SO HAN, MINISTRY OF LABOR`, `Director An Lei`; not `AMBASSADOR TO THE UN`.
    """
    if not text.isupper() and " An " not in text:
        return found  # in mixed case no other is mistaken
    out = list(found)
    for k, title in enumerate(found):
        near = found[k + 1 : k + 2 + max(_SYLLABLES)] if title.kind in _BEFORE_SYLLABLES else []
        name = list(takewhile(lambda word: not word.mark, near))
        if len(name) in _SYLLABLES and _are_syllables(text, name):
            out[k + 1 : k + 1 + len(name)] = [word._replace(kind=e.UPPER) for word in name]
    return out


def _are_syllables(text: str, name: list[Word]) -> bool:
    """Whether words are syllables each, and do not begin as `TO` or `THE` does."""
    whole = all(_ASIAN.fullmatch(text, word.start, word.end) and text[word.start].isupper() for word in name)
    return whole and name[0].kind not in (e.JOINER, e.ARTICLE)


def _named(text: str, found: list[Word]) -> list[Word]:
    """The words with the kinds of a name for what belongs to one by its place: a short name, a surname in capitals."""
    if _OF_NAME_BY_PLACE.isdisjoint([word.kind for word in found]):
        return found
    out = list(found)
    for k, word in enumerate(found):
        if word.kind in _OF_NAME_BY_PLACE:
            before = found[k - 1].kind if k and not word.mark else ""
            amid = len(found) > k + 1 and not found[k + 1].mark
            kind = (_amid_name if amid else _last_of_name)(text, found, k, before)
            out[k] = word._replace(kind=kind or word.kind)
    return out


def _amid_name(text: str, found: list[Word], place: int, before: str) -> str | None:
    """The kind of a word that the name after it shows to be of one, else None."""
    word, after = found[place : place + 2]
    if word.kind == e.COURTESY:
        return _style_as_name(text, found, place, before)
    if after.kind not in _OF_NAME:
        return None
    if word.kind == e.BRACKET:
        return e.INITIAL if _is_short_name(text, found, place) else None
    if word.kind == e.PARTICLE:  # `Borg, Jefe de Operaciones`
        foreign = before and found[place - 1].mark == "," and _has(text, found[place - 1], "foreign")
        return e.JOINER if foreign else None
    return _before_name(text, found, place, before)


def _style_as_name(text: str, found: list[Word], place: int, before: str) -> str | None:
    """The kind of a style amid a name, `Abdi Sheikh Nur`, or of letters alone before a surname: `Sh. Berg, DCM`."""
    if not _has(text, found[place], "middle"):
        return None
    if before in _NAMING:
        return e.CAPITAL
    name = "".join([word.kind for word in takewhile(lambda word: not word.mark, found[place + 1 :])])
    letters = name.lstrip(e.INITIAL) == e.CAPITAL and text[found[place].end - 1] == "."
    return e.INITIAL if letters else None


def _before_name(text: str, found: list[Word], place: int, before: str) -> str | None:
    """The kind of letters, an article or a word of a sentence that stand before a word of a name."""
    word, after = found[place : place + 2]
    if before == e.COURTESY:
        return e.UPPER  # `MR. NGO LOC`, `MS. HE XIAOYAN`, `Mr. An Nour`
    if word.kind == e.VERB:
        return _verb_as_name(text, word, before, after)
    return _letter_of_name(text, found, place) or _before_given(text, found, place)


def _letter_of_name(text: str, found: list[Word], place: int) -> str | None:
    """The kind of a letter amid a name: `ADA P BORG`, `LUIZ DE SAL E SILVA`; None where `E LUZ BORG` is another."""
    word, after = found[place : place + 2]
    said = "".join([w.kind for w in found[max(0, place - 2) : place]])
    if word.end - word.start > 1 or word.mark or not is_name(said, found[place - 1].mark):
        return None
    if not _has(text, word, "particle"):
        return e.INITIAL
    surname = next((w.kind for w in found[place + 2 : place + 3] if not w.mark), None)
    return None if after.kind == e.GIVEN and surname in e.NAMING else e.PARTICLE


def _verb_as_name(text: str, word: Word, before: str, after: Word) -> str | None:
    """The kind of a word of a sentence that is a name as well, where one leads to it or a particle follows."""
    following = text[after.start : after.end].lower().partition("-")[0]
    led = before in _BEFORE_SURNAME or "particle" in lexicon.features(following)
    return e.GIVEN if led and _has(text, word, "given") else None  # `GENERAL THAN SHWE`, `SAID AL-BADR`


def _has(text: str, word: Word, feature: str) -> bool:
    return feature in lexicon.features(text[word.start : word.end].lower())


def _last_of_name(text: str, found: list[Word], place: int, before: str) -> str | None:
    """The kind of a particle or article that ends a name: `Congressman De`, `Barun De, DCM`, `Daniel An`; else None."""
    word = found[place]
    if word.kind in (e.COURTESY, e.VERB):
        return e.CAPITAL if _ends_name(text, word, before) else None
    goes_on = word.kind == e.PARTICLE and before in e.NAMING and place + 1 == len(found)  # on the next line
    if before not in _BEFORE_SURNAME or goes_on or word.kind not in (e.PARTICLE, e.INDEFINITE):
        return None
    said = text[word.start : word.end]
    return e.CAPITAL if said.istitle() or said == "AN" else None  # nothing is told of behind an article


def _ends_name(text: str, word: Word, before: str) -> bool:
    """Whether a style or a verb is the last word of a name: `Ada Begum`, `Mr. Graf`, `MR. HUYNH CAN`, `MR. ABE NO`."""
    if word.kind == e.COURTESY:
        return before in _BEFORE_SURNAME and _has(text, word, "middle")
    return before in e.NAMING and bool(
        _has(text, word, "given") or _ASIAN.fullmatch(text, word.start, word.end)
    )


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
    given = is_romanized(text, after)
    if said == "U" and not given:
        return None if place and not word.mark else e.COURTESY
    chinese = after.kind == e.CAPITAL and shapes.CHINESE.fullmatch(f"{said} {text[after.start : after.end]}")
    surname = (given or chinese) and said.isalpha() and not lexicon.features(said.lower())
    return e.UPPER if surname else None


def is_romanized(text: str, word: Word) -> bool:
    """Whether a word is a given name of two syllables: `Min-ho`."""
    return _ROMANIZED.fullmatch(text, word.start, word.end) is not None


def _ended(found: list[Word]) -> int:
    """The number of words without `and` that leads to the person on the next line, or `and others`."""
    last = [w.kind for w in found[-2:]]
    if last[-1:] == [e.AND] and found[-1].mark in (",", ";"):
        return len(found) - 1
    return len(found) - 2 * (last == [e.AND, e.INDEFINITE] and len(found) > 2)


def _in_context(found: list[Word]) -> list[Word]:
    """The words with the kinds that their neighbours give them, looked for only where such words are."""
    leading = len(found) > 1 and found[0].kind == e.AND  # on a line of its own: `and Econoff Berg`
    found = found[leading : _ended(found)]
    if _TOLD_BY_OTHERS.isdisjoint([word.kind for word in found]):
        return found
    before = "".join((w.mark or " ") + w.kind for w in found)
    after = before
    for sign, sought, told in _IN_CONTEXT:
        if sign in after:
            after = sought.sub(told, after)
    if before == after:
        return found
    return [w._replace(mark=after[2 * k].strip(" "), kind=after[2 * k + 1]) for k, w in enumerate(found)]


_IN_CONTEXT: tuple[tuple[str, "Pattern[str]", "str | Callable[[Match[str]], str]"], ...] = (
    # marks and kinds without which a pattern finds nothing, the pattern, and what stands there then
    (  # which `and` joins without a mark
        e.JOINER,
        _FIELDS_OF_OFFICE,
        lambda found: found["head"] + "".join(" j" if k == e.AND else " f" for k in found["fields"][1::2]),
    ),
    (e.JOINER, _OF_OFFICE, r"\g<head>\g<staff> l l"),
    (e.HOLDER, _SURNAME_LIKE_OFFICE, e.CAPITAL),
    (e.COURTESY, _COURTESY_OF_TWO, e.COURTESY),
    (e.GIVEN_TOO, _STYLE_BEFORE_THREE, e.RANK),
    (e.SUFFIX, _NUMBER_OF_OFFICE, r"\g<office>f"),
    ("-" + e.COURTESY, _OFFICE_BEFORE_STYLE, e.OFFICE),
    (e.SURNAME_TOO, _NAME_AFTER_STYLE, e.GIVEN),
    ("," + e.AND + " " + e.INDEFINITE, _ONE_MORE, ";" + e.AND),
)


def _bracket(said: str, upper: bool) -> str:
    """The kind of a bracket: `(notetaker)`, `[name removed]`, `(Conoff, notetaker)`."""
    if _NOTED.search(said):
        return e.BRACKET if told(said) else e.NOTED
    return e.REDACTED if REDACTED.fullmatch(said) else e.BRACKET


def takes_notes(text: str, word: Word) -> bool:
    """Whether a word says `notetaker`, or a bracket beside something else."""
    if word.kind in (e.NOTED, e.SCRIBE):
        return True
    return word.kind == e.BRACKET and _NOTED.search(text, word.start, word.end) is not None


def told(bracket: str) -> str:
    """What brackets say beside `notetaker`: `Conoff` of `(Conoff, notetaker)`."""
    said = _NOTED.sub("", bracket)[1:-1].replace("()", "").strip()
    if said != bracket[1:-1] and said.lower() in ("embassy", "and"):  # `(Embassy notetaker)`, not `(Embassy)`
        return ""
    return said.strip(" ,;&/-").removesuffix(" and").removeprefix("and ").strip(" ,;")


_KIND_OF_GROUP: dict[str | None, Callable[[str, bool], str]] = {
    "word": kind_of,
    "noted": lambda said, upper: e.NOTED,
    "quoted": kind_of,
    "numbered": lambda said, upper: e.FIELD,
    "article": lambda said, upper: e.INDEFINITE,
    "bracket": _bracket,
    "withheld": lambda said, upper: e.REDACTED,
}
