"""Several people in one line: at semicolons, or run together where the line ends were lost (FORMAT 5.4).

A run-on line is cut where something tells that the next person begins: a title before a name, a name behind a whole
role, a notetaker mark. What nothing divides stays one entry; `crowded` tells that its name is no single person's.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from cablecli.facts import tables
from cablecli.parser.people import names
from cablecli.patterns import pattern

_LONG = 120  # characters; no single entry on one line is longer
_NOTED = pattern(
    "notetaker mark in a run-on line", r"""[(\[]note[ \-]?taker[)\]]|\bnote[ \-]?taker\b""", ignore_case=True
)
_FULL_STOP = pattern("full stop that is no abbreviation's", r"""(?:[^\W\d_]{4}|[)]|/[A-Z]{1,4})\.$""")
_NOTETAKING_OFFICE = pattern(
    "notetaker without a name at the end",
    r"""(?<=[^,;/(\s-])[ ](?=EMBASSY[ ]NOTE[ \-]?TAKER$)""",
    ignore_case=True,
)
_MODIFIERS = frozenset(
    """deputy acting assistant vice permanent principal senior special lieutenant major brigadier rear
    prime foreign defense defence interior finance first second third under political economic
    consular public u.s. former associate chief additional""".split()
)
_FIELDED = frozenset(  # ranks that the word before them may belong to: `Ports Director`
    "secretary minister director officer counselor counsellor adviser advisor chief desk".split()
)
_CLOSERS = frozenset("affairs staff bureau department council section office division".split())
_REGIONS = frozenset(
    """north south east west northern southern eastern western central nordic baltic balkans pacific near middle
    strategic""".split()
)
_NO_RANKS = frozenset(  # nobody's title before a name in a run-on line
    "notetaker note-taker embassy mission consulate mfa mod mof moi moj nsc".split()
)
_PARTICLES = frozenset("al el bin bint ibn abu ben ould van von der den de la del della dos da di le".split())
_FIELD_WORDS = _MODIFIERS | _REGIONS
_OPEN_OFFICES = names.OFFICES - _CLOSERS - names.JOINERS
_FEWEST_WORDS = 4  # of two people: a title and a name each
_HOLDERS = frozenset(
    """poloff poloffs econoff econoffs conoff emboff emboffs polcouns econcouns dcm interpreter interpreters""".split()
)
_MOST_NAMES = 4  # given and family names that one person of a run-on line may have


class _Title(NamedTuple):
    start: int
    end: int  # where the name begins


def split(text: str, *, run_on: bool = False) -> list[str]:
    """One line's people: at semicolons, or in a run-on line before the titles and after the roles."""
    if text.isupper() and not (titled := text.title()).isupper():  # single letters have no other case
        return [entry.upper() for entry in split(titled, run_on=run_on)]
    text = bare(text)
    if ";" in text:
        return [one for part in text.split(";") for one in _listed(bare(part)) or [bare(part)] if one]
    if text.count(" ") < _FEWEST_WORDS - 1:
        return [text]
    if (listed := joint(text)) and len(listed) > 1:
        return listed
    if run_on or len(text) > _LONG or (text.count(",") < 4 and _runs_on(text)):
        return [e for e in (bare(e) for e in _run_on(text)) if e]
    return [text]


def crowded(name: str) -> bool:
    """Whether a name from a run-on line is that of several people, which nothing divides."""
    return len(_names(name)) > _MOST_NAMES


def bare(text: str) -> str:
    """An entry without the signs and the `and` of its sentence."""
    text = text.strip(" ,;").removeprefix("and ").removesuffix("; and").rstrip(" ;")
    return text[:-1] if text[-1:] == "." and _FULL_STOP.search(text) else text


def joint(text: str) -> list[str]:
    """The people of one wrapped entry: one, or as many as a last `and` joins."""
    text = bare(text)
    return _listed(text) or [text]


def _listed(text: str) -> list[str]:
    """People between commas and a last `and`, each with a title; [] for anything else."""
    if "," not in text and " and " not in text:
        return []
    parts = [part for s in text.split(",") for part in _around_and(bare(s)) if part]
    untitled = [part for part in parts if not _is_titled(part)]
    return parts if len(parts) - len(untitled) > 1 and all(map(_is_holder, untitled)) else []


def _around_and(text: str) -> list[str]:
    """`Poloff Neale and Minister Korvat` are two; `Minister of Trade and Industry Korvat` is one."""
    first, *rest = text.split(" and ")
    out = [first]
    for part in rest:
        if len(out[-1]) < _LONG and _is_titled(out[-1]) and _is_titled(part):
            out.append(part)
        else:
            out[-1] += f" and {part}"
    return out


def _is_holder(text: str) -> bool:
    """Whether an office stands for a person of its own: `Poloff (notetaker)`, `Notetaker`."""
    office, notetaker = names.take_notetaker(text)
    return office.lower() in _HOLDERS or (notetaker and not office)


def _is_titled(text: str) -> bool:
    title, name = names.split_title(names.take_notetaker(text)[0])
    if not title or not name or len(_names(name)) >= _MOST_NAMES:
        return False
    words = title.lower().split()
    if len(name.split()) == 1 and "the" in words:
        return False  # `Dean of the Law Faculty`
    return words[-1] not in ("embassy", "mission", "consulate") or words[-3:] == ["chief", "of", "mission"]


def _runs_on(text: str) -> bool:
    """Whether a short line holds several people without anything between them."""
    if any(found.end() < len(text) and text[found.end()] not in ",)" for found in _NOTED.finditer(text)):
        return len(_titles(_NOTED.sub(" ", text).split())) > 1
    if len(_titles(text.split(",")[0].split())) > 1 or _office_first(text.split(",")[0].split()):
        return True
    return len(text) > 64 and sum(len(_titles(s.split(), role=True)) for s in text.split(",")) > 1


# -- a run-on line ---------------------------------------------------------------------------------


def _run_on(text: str) -> Iterator[str]:
    """People run together without separators: `Minister Korvat, Advisor Dr. R. Amari Poloff Berg (notetaker)`."""
    text, *office = _NOTETAKING_OFFICE.split(text)
    for stretch in _behind_notetakers(text):
        for entry in _people(stretch):
            yield from _twins(entry)
    yield from office


def _behind_notetakers(text: str) -> Iterator[str]:
    """Cut behind each notetaker mark that no role follows."""
    start = 0
    for found in _NOTED.finditer(text):
        if found.start() > start and text[found.end() :].strip(" .") and text[found.end()] != ",":
            yield text[start : found.end()]
            start = found.end() + 1
    yield text[start:]


def _people(stretch: str) -> list[str]:
    """The entries of a stretch, each with the roles behind it; a comma segment may end a role and begin a person."""
    segments = _segments(stretch)
    first = segments[0].split()
    named_first = not _titles(first) or _office_first(first) > 0
    out = _of_names(first)
    for segment, after in pairwise([*segments[1:], ""]):
        role, *more = _of_role(segment.split(), named_first, _is_role(after))
        out[-1] += f", {role}" if role else ""
        out += more
    return out


def _segments(text: str) -> list[str]:
    """The text between commas; `Minister of Commerce, Industry & Trade` is one."""
    out: list[str] = []
    for segment in (s.strip() for s in text.strip(" ,").split(",")):
        words = segment.lower().split()
        if out and words and words[0] in names.OFFICES and words[1:2] in (["&"], ["and"]):
            out[-1] += f", {segment}"
        elif segment:
            out.append(segment)
    return out or [""]


def _is_role(segment: str) -> bool:
    return any(_is_office(word) for word in segment.split()[:4])


def _of_names(words: list[str]) -> list[str]:
    """People up to the first comma: cut before each title."""
    office = _office_first(words)
    starts = [office + title.start for title in _titles(words[office:]) if title.start]
    return _cut(words, [0, office, *starts] if office else [0, *starts])


def _of_role(words: list[str], named_first: bool, followed: bool) -> list[str]:
    """[role of the person before, person, person ...] of one comma segment; the role may be empty."""
    titles = _titles(words, role=True)
    office = named_first and len(titles) == 1 and all(w.isupper() for w in words[: titles[0].start])
    if followed and (office or not titles) and (tail := _tail(words)):
        return _cut(words, [0, tail])
    return _cut(words, [0, *(title.start for title in titles)])


def _cut(words: list[str], starts: list[int]) -> list[str]:
    return [" ".join(words[a:b]) for a, b in pairwise([*starts, len(words)])]


def _office_first(words: list[str]) -> int:
    """How many words the office without a name has in `The Secretary Acting Assistant Secretary Stone`; else 0."""
    if words[:1] != ["The"]:
        return 0
    ends = (
        k + 1
        for k, w in enumerate(words)
        if k and _is_rank(w) and w[-1] != "." and w.lower() not in _MODIFIERS
    )
    cut = next(ends, len(words))
    return cut if cut < len(words) and words[cut][0].isupper() else 0


# -- the words of a title and of a name ------------------------------------------------------------


def _titles(words: list[str], *, role: bool = False) -> list[_Title]:
    """Where titles before names stand; in a `role` the first words are still the office of the person before."""
    out: list[_Title] = []
    place = floor = 0
    while place < len(words) - 1:
        if not _is_rank(words[place]):
            place += 1
            continue
        start, end = _title_start(words, place, floor, role), _title_end(words, place + 1, role)
        of_before = role and start == 0 and not names.JOINERS.isdisjoint(w.lower() for w in words[:end])
        behind_joiner = start > 0 and words[start - 1].lower() in names.JOINERS
        if _name_begins(words, end) and not of_before and not behind_joiner:
            out.append(_Title(start, end))
            floor = end = end + 1
        place = end
    return out


def _name_begins(words: list[str], place: int) -> bool:
    """Whether a name stands at `place`, and no region: `MFA North America Desk`."""
    if place >= len(words) or not _is_name(words[place]):
        return False
    after = words[place + 1 : place + 2]
    return words[place].lower() not in _REGIONS or not after or _is_rank(after[0])


def _title_start(words: list[str], rank: int, floor: int, role: bool) -> int:
    """Back from a rank over the words before it that belong to its title."""
    start = rank
    fielded = words[rank].lower() in _FIELDED
    while start > floor and _leads(words, start - 1, role, fielded):
        start -= 1
    if not fielded or start == floor:
        return start
    if not floor and not (role and any(map(_ends_role, words[:start]))):
        return 0
    unknown = not _is_office(words[start - 1]) and words[start - 1][0].isupper()
    return start - 1 if role and unknown and _ends_role(words[start - 2]) else start


def _ends_role(word: str) -> bool:
    return word.lower() in _CLOSERS or (_is_rank(word) and word.lower() not in _MODIFIERS)


def _leads(words: list[str], place: int, role: bool, fielded: bool) -> bool:
    """Whether a word belongs to the title that begins behind it: `Acting`, `USAID Mission` before `Director`."""
    word = words[place]
    plain = word.lower()
    if plain in _MODIFIERS:
        return True
    if _is_rank(word):
        return plain not in _CLOSERS and (not place or words[place - 1].lower() != "of")
    if role:
        return fielded and plain in _OPEN_OFFICES
    return plain not in names.JOINERS and (_is_field(word) or (len(word) == 1 and word.isupper()))


def _title_end(words: list[str], place: int, role: bool) -> int:
    """On from a rank over further ranks, marks in brackets and fields: `Minister of Trade and Industry`."""
    whole = False
    while place < len(words):
        word = words[place]
        if role and words[place - 1].lower() in _CLOSERS:
            break
        if word.lower() in names.JOINERS:
            place = _field_end(words, place)
            whole = role
        elif whole:
            break
        elif _is_rank(word) or word[0] == "(" or _is_symbol(word):
            place += 1
        else:
            break
    return place


def _field_end(words: list[str], place: int) -> int:
    """Over a joiner and what it leads to: known words of office, a country, else one word."""
    while place < len(words) and words[place].lower() in names.JOINERS:
        place += 1
    country = " ".join(words[place : place + 2]).lower()
    if country == "united states" or country in tables.places():
        return place + 2
    start = place
    while place < len(words) and words[place].lower() not in names.JOINERS and _is_field(words[place]):
        place += 1
        if words[place - 1].lower() in _CLOSERS:
            break
    return max(place, start + 1)


def _tail(words: list[str]) -> int:
    """Where a name of two or three parts begins that stands behind a whole role, at the end; 0 without one."""
    start = len(words)
    while start and _is_name(words[start - 1]):
        start -= 1
    if not start or words[start - 1].lower() in names.JOINERS:
        return 0
    return start if len(_names(" ".join(words[start:]))) in (2, 3) else 0


def _twins(entry: str) -> list[str]:
    """A title, four names and a role are two people: `Ambassador Ada Stone Nils Berg, Advisor`."""
    person = names.read(names.take_notetaker(entry)[0])
    parts = _names(person.name or "")
    if (
        len(parts) != _MOST_NAMES
        or not (person.title and person.role)
        or parts[2].split()[0].lower() in _PARTICLES
    ):
        return [entry]
    cut = entry.find(" ".join(parts[2:]))
    return [entry[:cut].strip(), entry[cut:]] if cut > 0 else [entry]


def _names(name: str) -> list[str]:
    """The parts of a name: particles go with the word behind them, initials with the word before."""
    out: list[str] = []
    joined = False
    for word in name.split():
        if joined or (out and len(word) == 2 and word[1] == "."):
            out[-1] += f" {word}"
        else:
            out.append(word)
        joined = word.islower() or word.lower() in _PARTICLES
    return out


def _is_name(word: str) -> bool:
    """Whether a word of a run-on line may be one of a name: no rank, symbol or word of office."""
    return (word[0].isupper() or word.lower() in _PARTICLES) and word[-1] not in ":(" and not _is_office(word)


def _is_field(word: str) -> bool:
    """Whether a word may tell the field of an office: `Strategic`, `Affairs`, `NATO`."""
    return _is_office(word) or word.lower() in _FIELD_WORDS


@lru_cache(maxsize=4096)
def _is_office(word: str) -> bool:
    plain = word.lower().strip(",")
    if plain in names.OFFICES or plain in _MODIFIERS or _is_rank(word) or _is_symbol(word):
        return True
    return plain == "political-military" or ("-" in plain and names.OFFICES.issuperset(plain.split("-")))


def _is_rank(word: str) -> bool:
    return names.is_rank(word) and word[0] not in "([" and word.lower().strip(",") not in _NO_RANKS


def _is_symbol(word: str) -> bool:
    """`NEA`, `POL/Econ`: an office symbol; no initials, numerals or redacted names."""
    if "/" in word:
        return True
    return (
        len(word) > 1
        and word.isalnum()
        and word.isupper()
        and word not in ("II", "III", "IV")
        and "XXX" not in word
    )
