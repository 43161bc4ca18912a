"""Splits the officer of a `Classified By` field into title and name.

The words are first put into their usual spelling, since typists mis-keyed, abbreviated or glued titles. Then they are
read like a name in a list of people (`people.names`). Title and name are returned as the field spells them.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from cablecli.facts import lexicon, tables
from cablecli.facts.edits import is_one_edit
from cablecli.facts.words import words
from cablecli.parser.people import names
from cablecli.patterns import pattern
from cablecli.text.blanks import LONG

_SENTENCE = pattern("sentence after a name", r"""(?<=[a-z]{3})\.[ ]+(?=[A-Z])""")
_LEFT_OVER = pattern(
    "words left over from a reason that was cut off",
    r"""(?:[ ,;:.\-]|
        |\b(?:AND|AS|BASED|BASIS|BY|CITING|FOR|IN|OF|ON|PER|REASONS?|STATED|THE|UNDER|UPON|DUE[ ]TO)\b){1,20}$""",
    ignore_case=True,
)
_JOINT = pattern(
    "punctuation between title and name",
    r"""(?<=[A-Z]):[ ]?(?=[A-Z])  # `AMB:DWHITLOCK`, `Chief of Mission: Ada Stone`
      | (?<=DCM)/(?=[A-Z][a-z]) | (?<=Counselor)/(?=[A-Z][a-z])""",
)
_INITIAL = pattern("initial", r"""[A-Z]\.?[ ]""")
_GUIDE = pattern("guide before an officer", r"""^.{0,60}\bGUIDE[ ]+BY[ ]+""", ignore_case=True)
_ARTICLE = pattern("article before title and name", r"""^THE[ ](?=.{3,40},[ ]?[^ ]+[ ])""", ignore_case=True)
_CHARGE = pattern("charge", r"""CHARG[EÉé]?[´'`E]?S?""", ignore_case=True)
_AFFAIRES = ("affaires", "affairs")
_BREAKS = ("...", "\u2026")  # where a text was cut
_SUFFIXES = (" JR", " SR", "A.I")
_OFFICE_JOINTS = ("of", "for")  # between a rank and its office, where no name stands
_SHORT_OFFICE = 5  # letters: the shortest office with a wrong letter that is recognized there: `Staff`
_LONG = 9  # letters: a title as long may have a wrong letter
_MIDDLING = 7  # letters: a title as long may have one if more than one word follows


class Officer(NamedTuple):
    """Title and name as written. Either may be missing."""

    title: str | None
    name: str | None


@lru_cache(maxsize=1024)
def read(text: str, broken_off: bool = True) -> Officer:
    """Return the officer named by the words before the reason. Cached, since a post's cables name the same few.

    With `broken_off`, words of a reason at the end are dropped. A text of over LONG characters names nobody: taking it
    apart would need eighty times its room.
    """
    if len(text) > LONG:
        return Officer(None, None)
    person = _GUIDE.sub("", _before_sentence(text.strip(" ,;:-")))
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
    if text.endswith(_BREAKS):
        name = None  # only the beginning of a name: `Charge Ri...`
    return Officer(title if title and _is_whole(title) else None, name if name and _is_whole(name) else None)


def _before_sentence(text: str) -> str:
    """The text before a sentence that follows the officer; the full stop of `Econ Couns. Ada Stone` ends none."""
    for found in _SENTENCE.finditer(text):
        word = text[: found.start()].rpartition(" ")[2]
        if not (_is_of_title(word) or _is_field(word) or word.lower() in words("title_abbreviations")):
            return text[: found.start()]
    return text


def _without_dash(person: str) -> str:
    """The text with a blank for the dash after an office: `EUR/FO - Ruth Amari`. After a name the dash stays."""
    before, dash, after = person.partition(" - ")
    office = " " not in before or ("," not in before and any(map(names.is_rank, before.split())))
    return f"{before} {after}" if dash and office and " " in after else person


def _split(person: str) -> tuple[str | None, str | None]:
    """Split words in their usual spelling into title and name."""
    read = names.read(person)
    if read.name is None:
        return _before_initial(person.split())
    if read.title and names.is_rank(read.name.split()[0]) and " " in read.name:
        second = names.read(read.name)  # `Acting Charge d'Affaires, Ambassador Ada Stone`
        return f"{read.title}, {second.title}", second.name
    if read.title and _INITIAL.match(read.name):
        first_name = _first_name(read.title.split())
        return read.title.removesuffix(first_name).rstrip() or None, f"{first_name} {read.name}".lstrip()
    if all(map(_is_of_title, read.name.split())):
        return f"{read.title} {read.name}" if read.title else read.name, None  # an office without a name
    return _with_initial(read.title or read.role, read.name)


def _with_initial(title: str | None, name: str) -> tuple[str | None, str | None]:
    """Title and name, with an initial moved from the title's end to the surname: `EconCouns H Amari`."""
    before, _, last = (title or "").rpartition(" ")
    if before and " " not in name and _INITIAL.fullmatch(f"{last} "):
        return before, f"{last} {name}"
    return title, name


def _is_of_title(word: str) -> bool:
    """Whether a word is a rank or an office, which never occurs in a name."""
    return names.is_rank(word) or names.is_of_office(word)


def _before_initial(words: list[str]) -> tuple[str | None, str | None]:
    """Split words that could all be a title before `First I. Surname`, if they end so; else all are the title."""
    initial = len(words) > 3 and _INITIAL.fullmatch(f"{words[-2]} ")
    if initial and words[-1].isalpha() and words[-3].isalpha() and not names.is_rank(words[-3]):
        return " ".join(words[:-3]), " ".join(words[-3:])
    return " ".join(words), None


def _first_name(title: list[str]) -> str:
    """The first name at the end of a title, where an initial follows it, or an empty text."""
    last = title[-1]
    known = _is_of_title(last) or last.isupper() or len(title) == 1
    return "" if known or not last.isalpha() else last


def _as_written(part: str | None, known: list[str], written: list[str]) -> str | None:
    """The field's own words from which `part` was read."""
    if part is None:
        return None
    wanted = [word.strip(",.") for word in part.split()]
    plain = [word.strip(",.") for word in known]
    for start in range(len(known) - len(wanted) + 1):
        if plain[start : start + len(wanted)] == wanted:
            found = " ".join(written[start : start + len(wanted)])
            return found.rstrip(",;:" if part[-1] == "." else ".,;:")
    return part


def _is_whole(name: str) -> bool:
    """Whether a name has a word of two letters. One cut off after an initial has none."""
    return any(sum(map(str.isalpha, word)) > 1 for word in name.split())


def _known(written: list[str], k: int) -> str:
    """Word `k` in its usual spelling if it is part of a title, else as written."""
    word = written[k]
    following = len(written) - k - 1
    if "0" in word and any(map(str.isalpha, " ".join(written))):
        word = word.replace("0", "O")  # a zero keyed for the letter
    core = word.strip(",.;:()")
    if following and _is_affaires(written, k):
        return "D'AFFAIRES" if written[0].isupper() else "d'affaires"
    if core.lower() in words("honorifics") and k and following < 2:
        return word.replace(core, "STONE" if core.isupper() else "Stone")
    if not following:
        return word  # the last word is the surname, never a mis-keyed title
    return word.replace(core, _known_title(core, written, k))


def _known_title(core: str, written: list[str], k: int) -> str:
    """Word `k` in its usual spelling as part of a title. A bureau in first place stands for its head."""
    if k == 0 and core in words("bureaus"):
        return "DCM"
    if core.lower() in words("title_abbreviations") and k and _is_field(written[k - 1]):
        return "Counselor"
    if k > 1 and written[k - 1].lower() in _OFFICE_JOINTS and any(map(names.is_rank, written[: k - 1])):
        return _office(core)
    following = len(written) - k - 1
    return _compound([_title(part, following) for part in core.split("-")])


def _office(word: str) -> str:
    """The known office that `word` misspells by one letter, else the word: `Chief of Misson`."""
    lower = word.lower()
    if not lower or _is_of_title(word):
        return word
    near = next((office for office in _offices(lower[0]) if is_one_edit(lower, office)), None)
    return _in_case_of(word, near) if near else word


def _is_affaires(written: list[str], k: int) -> bool:
    """Whether a word after Charge is `d'Affaires` in any spelling, or half of it: `d' Affaires`, `D'AFFAIRS`."""
    before = [word.strip(",.") for word in written[max(0, k - 2) : k]]
    if not any(map(_CHARGE.fullmatch, before)):
        return False
    letters = "".join(filter(str.isalpha, written[k].lower()))
    word = letters.removeprefix("de").removeprefix("d")
    return not word or any(word == known or is_one_edit(word, known) for known in _AFFAIRES)


def _is_field(word: str) -> bool:
    """Whether an abbreviated title may follow a word: a field of work, or another abbreviation."""
    parts = word.lower().strip(".,/").replace("/", " ").replace("-", " ").split()
    known = words("title_fields") | words("title_abbreviations")
    return (bool(parts) and parts[-1] in known) or word[-1:] == "/" or tables.post(word.upper()) is not None


def _compound(parts: list[str]) -> str:
    """A title with hyphens, or its rank alone if the whole is not known: `AMBASSADOR-AT-LARGE`."""
    whole = "-".join(parts)
    if len(parts) == 1 or names.is_rank(whole):
        return whole
    return next(filter(names.is_rank, parts), whole)


def _title(word: str, following: int) -> str:
    """The known title that `word` misspells, else the word. More errors are allowed if more words follow it."""
    lower = word.lower()
    if len(lower) < _MIDDLING - 1 or names.is_rank(word):
        return word
    alike = _long_titles(lower[0])  # a typist hits the first letter
    near = next((title for title in alike if _is_near(lower, title, following)), None)
    return _in_case_of(word, near) if near else word


def _in_case_of(word: str, known: str) -> str:
    return known.upper() if word.isupper() else known.title()


def _is_near(word: str, title: str, following: int) -> bool:
    """Whether a word is the title with one wrong letter, or with two if both are long."""
    if is_one_edit(word, title):
        return len(title) >= _LONG or following > 1
    shorter = min(len(word), len(title))
    return shorter >= _LONG and any(
        is_one_edit(word[:at] + word[at + 1 :], title) or is_one_edit(word, title[:at] + title[at + 1 :])
        for at in range(shorter)
    )


@cache
def _long_titles(letter: str) -> list[str]:
    """The English one-word titles that begin with a letter and can be recognized with another one wrong."""
    likely = (
        (word, has)
        for word, has in lexicon.beginning(letter).items()
        if len(word) >= _MIDDLING and word.isalpha()
    )
    return [word for word, has in likely if "foreign" not in has and not has.isdisjoint(("rank", "agent"))]


@cache
def _offices(letter: str) -> list[str]:
    """The words of offices and fields that begin with a letter and can be recognized with another one wrong."""
    return [
        word
        for word, has in lexicon.beginning(letter).items()
        if len(word) >= _SHORT_OFFICE and word.isalpha() and not has.isdisjoint(("office", "field"))
    ]
