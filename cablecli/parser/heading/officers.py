"""The officer of a `Classified By` field: which words of it are the title, and which the name.

Names are read as in lists of people (`people.names`), but of words as they should be spelt: a title that a typist
mis-keyed, cut short or glued is looked up as the known one, and what the field has is printed as it stands there.
"""

from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from cablecli.facts import lexicon, tables
from cablecli.facts.edits import is_one_edit
from cablecli.facts.words import words
from cablecli.parser.people import names
from cablecli.patterns import pattern

_SENTENCE = pattern("sentence behind a name", r"""(?<=[a-z]{3})\.[ ]+(?=[A-Z])""")
_LEFT_OVER = pattern(
    "words of a reason that broke off",
    r"""(?:[ ,;:.\-]|
        |\b(?:AND|AS|BASED|BASIS|BY|CITING|FOR|IN|OF|ON|PER|REASONS?|STATED|THE|UNDER|UPON|DUE[ ]TO)\b){1,20}$""",
    ignore_case=True,
)
_JOINT = pattern(
    "sign between title and name",
    r"""(?<=[A-Z]):[ ]?(?=[A-Z])  # `AMB:DWHITLOCK`, `Chief of Mission: Ada Stone`
      | (?<=DCM)/(?=[A-Z][a-z]) | (?<=Counselor)/(?=[A-Z][a-z])""",
)
_INITIAL = pattern("initial", r"""[A-Z]\.?[ ]""")
_GUIDE = pattern("guide before an officer", r"""^.{0,60}\bGUIDE[ ]+BY[ ]+""", ignore_case=True)
_ARTICLE = pattern("article before title and name", r"""^THE[ ](?=.{3,40},[ ]?[^ ]+[ ])""", ignore_case=True)
_CHARGE = pattern("charge", r"""CHARG[EÉé]?[´'`E]?S?""", ignore_case=True)
_AFFAIRES = ("affaires", "affairs")
_SUFFIXES = (" JR", " SR", "A.I")
_LONG = 9  # letters of a title in which one wrong letter passes
_MIDDLING = 7  # and in which one passes that is far from the end


class Officer(NamedTuple):
    """Title and name as written; each may be missing."""

    title: str | None
    name: str | None


@lru_cache(maxsize=1024)
def read(text: str, broken_off: bool = True) -> Officer:
    """The officer whom the words before the reason name; a post's cables name the same few.

    Words of a reason at their end are none of the name, unless nothing may have `broken_off` there.
    """
    person = _GUIDE.sub("", _SENTENCE.split(text.strip(" ,;:-"), 1)[0])
    if broken_off:
        person = _LEFT_OVER.sub("", person)
    if text.rstrip(" ,;:-").upper().endswith((*_SUFFIXES, *(f"{end}." for end in _SUFFIXES))):
        person += "."
    written = _without_dash(_JOINT.sub(" ", _ARTICLE.sub("", person))).split()
    if not written:
        return Officer(None, None)
    known = [_known(written, k) for k in range(len(written))]
    title, name = _split(" ".join(known))
    name = _as_written(name, known, written)
    title = _as_written(title, known, written)
    return Officer(title if title and _is_whole(title) else None, name if name and _is_whole(name) else None)


def _without_dash(person: str) -> str:
    """`EUR/FO - Ruth Amari` with a blank for the dash; behind a name the dash sets off a title and stays."""
    before, dash, after = person.partition(" - ")
    office = " " not in before or ("," not in before and any(map(names.is_rank, before.split())))
    return f"{before} {after}" if dash and office and " " in after else person


def _split(person: str) -> tuple[str | None, str | None]:
    """Title and name of words in their usual spelling."""
    read = names.read(person)
    if read.name is None:
        return _before_initial(person.split())
    first = read.name.split()[0]
    if (
        read.title and names.is_rank(first) and " " in read.name
    ):  # `Acting Charge d'Affaires, Ambassador Ada Stone`
        second = names.read(read.name)
        return f"{read.title}, {second.title}", second.name
    if read.title and _INITIAL.match(read.name):
        first_names = _first_name(read.title.split())
        return read.title.removesuffix(first_names).rstrip() or None, f"{first_names} {read.name}".lstrip()
    if all(map(_is_of_title, read.name.split())):
        return f"{read.title} {read.name}" if read.title else read.name, None  # an office alone
    return _with_initial(read.title or read.role, read.name)


def _with_initial(title: str | None, name: str) -> tuple[str | None, str | None]:
    """Title and name, an initial at the end of a title given back to the surname: `EconCouns H Amari`."""
    before, _, last = (title or "").rpartition(" ")
    if before and " " not in name and _INITIAL.fullmatch(f"{last} "):
        return before, f"{last} {name}"
    return title, name


def _is_of_title(word: str) -> bool:
    """Whether a word is a rank or an office, which no name holds."""
    return names.is_rank(word) or names.is_of_office(word)


def _before_initial(words: list[str]) -> tuple[str | None, str | None]:
    """The title and the name of words that all may be a title, but for an initial before the surname."""
    initial = len(words) > 3 and _INITIAL.fullmatch(f"{words[-2]} ")
    if initial and words[-1].isalpha() and words[-3].isalpha() and not names.is_rank(words[-3]):
        return " ".join(words[:-3]), " ".join(words[-3:])
    return " ".join(words), None


def _first_name(title: list[str]) -> str:
    """The first name that got into the title before an initial; empty where its last word is one of a title."""
    last = title[-1]
    known = _is_of_title(last) or last.isupper() or len(title) == 1
    return "" if known or not last.isalpha() else last


def _as_written(part: str | None, known: list[str], written: list[str]) -> str | None:
    """The words of the field that `part` was read from."""
    if part is None:
        return None
    wanted = [word.strip(",.") for word in part.split()]
    plain = [word.strip(",.") for word in known]
    for start in range(len(known) - len(wanted) + 1):
        if plain[start : start + len(wanted)] == wanted:
            found = " ".join(written[start : start + len(wanted)])
            return (
                found.rstrip(",;:")
                if part[-1] == "." or found.upper().endswith(_SUFFIXES)
                else found.rstrip(".,;:")
            )
    return part


def _is_whole(name: str) -> bool:
    """Whether a name has a word of two letters; what breaks off behind an initial has none."""
    return any(sum(map(str.isalpha, word)) > 1 for word in name.split())


def _known(written: list[str], k: int) -> str:
    """Word `k` of the field as it is known: the title that it is a spelling of, or itself."""
    word = written[k]
    behind = len(written) - k - 1
    if "0" in word and any(map(str.isalpha, " ".join(written))):
        word = word.replace("0", "O")  # a zero keyed for the letter
    core = word.strip(",.;:()")
    if behind and _is_affaires(written, k):
        return "D'AFFAIRES" if written[0].isupper() else "d'affaires"
    if core.lower() in words("honorifics") and k and behind < 2:
        return word.replace(core, "STONE" if core.isupper() else "Stone")
    if not behind:
        return word  # the last word is never a title that was mis-keyed: it is the surname
    return word.replace(core, _known_title(core, written, k))


def _known_title(core: str, written: list[str], k: int) -> str:
    """What word `k`, as part of a title, is read as: a bureau that leads is its head, short forms are written out."""
    if k == 0 and core in words("bureaus"):
        return "DCM"
    if core.lower() in words("title_abbreviations") and k and _is_field(written[k - 1]):
        return "Counselor"
    behind = len(written) - k - 1
    return _compound([_title(part, behind) for part in core.split("-")])


def _is_affaires(written: list[str], k: int) -> bool:
    """Whether a word is `d'Affaires` in any spelling, or half of it, behind Charge: `d' Affaires`, `D'AFFAIRS`."""
    before = [word.strip(",.") for word in written[max(0, k - 2) : k]]
    if not any(map(_CHARGE.fullmatch, before)):
        return False
    letters = "".join(filter(str.isalpha, written[k].lower()))
    word = letters.removeprefix("de").removeprefix("d")
    return not word or any(word == known or is_one_edit(word, known) for known in _AFFAIRES)


def _is_field(word: str) -> bool:
    """Whether a title that is cut short may stand behind a word: a field of work, or one cut short itself."""
    parts = word.lower().strip(".,/").replace("/", " ").replace("-", " ").split()
    known = words("title_fields") | words("title_abbreviations")
    return (bool(parts) and parts[-1] in known) or word[-1:] == "/" or tables.post(word.upper()) is not None


def _compound(parts: list[str]) -> str:
    """A title with hyphens; one that no list has goes by its rank: `AMBASSADOR-AT-LARGE`."""
    whole = "-".join(parts)
    if len(parts) == 1 or names.is_rank(whole):
        return whole
    return next(filter(names.is_rank, parts), whole)


def _title(word: str, behind: int) -> str:
    """The title that `word` is one or two letters from, where so many words stand behind it; else the word."""
    lower = word.lower()
    if len(lower) < _MIDDLING - 1 or names.is_rank(word):
        return word
    alike = _long_titles().get(lower[0], ())  # a typist hits the first letter
    near = next((title for title in alike if _is_near(lower, title, behind)), None)
    return word if near is None else near.upper() if word.isupper() else near.title()


def _is_near(word: str, title: str, behind: int) -> bool:
    """Whether a word with the first letter of a title is that title with a letter wrong, or two in a long one."""
    if abs(len(word) - len(title)) > 2:
        return False
    if is_one_edit(word, title):
        return len(title) >= _LONG or behind > 1
    return (
        len(title) >= _LONG
        and len(word) >= _LONG
        and any(
            is_one_edit(word[:at] + word[at + 1 :], title) or is_one_edit(word, title[:at] + title[at + 1 :])
            for at in range(min(len(word), len(title)))
        )
    )


@cache
def _long_titles() -> dict[str, list[str]]:
    """English titles of one word that are long enough to be known with a letter wrong, by their first letter."""
    known = set(lexicon.with_feature("rank", "agent")).difference(lexicon.with_feature("foreign"))
    long = sorted(title for title in known if len(title) >= _MIDDLING and title.isalpha())
    return {letter: list(titles) for letter, titles in groupby(long, itemgetter(0))}
