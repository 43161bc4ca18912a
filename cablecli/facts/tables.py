"""Looks up TAGS, posts and titles in the tables of `data/`, each of which is read when first needed.

The files are tab-separated and sorted, with one comment line on top. Since few rows are ever needed, most tables stay
lines that are searched. A fact that no source confirms is empty there and `None` here; nothing is guessed.
"""

import os
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

from cablecli.facts.edits import is_one_edit

_DATA = os.path.join(os.path.dirname(__file__), "data", "")  # noqa: PTH118, PTH120 - pathlib takes 3 ms to load
_USUAL_YEAR = 2006  # taken for a cable without a year: most known cables are of about this year
_MEASURED = 2004  # the first year for which the volumes are right
_INSTITUTE = 1979  # the year in which the American Institute in Taiwan was founded
_STATE_BEFORE = 320_000
_SHORTEST_CUT = 5  # six characters of a spaced name, the blank removed: PHNOM PENH -> PHNOM
_JOINTS = str.maketrans("", "", " .-'’/")
_LETTERS = str.maketrans("01", "OI")
_PREFIXES = (  # longer ones before shorter ones; others (USOFFICE, REO ...) are in the data
    "AMEMBASSY",
    "AMEMB",
    "AMCONSULATE",
    "AMCONSUL",
    "AMCONGEN",
    "CONGEN",
    "EMBASSY",
    "USMISSION",
    "USINT",
    "USLO",
    "PRT",
    "APP",
)


def year_of(two_digits: int) -> int:
    """A two-digit year in four digits: 66-99 are 19xx, 00-65 are 20xx (the oldest cable of the sets is of 1966)."""
    return two_digits + (1900 if two_digits >= 66 else 2000)


def tag(code: str, year: int | None) -> tuple[str, str | None] | None:
    """Kind and name of a TAGS code (upper case) in a year; `None` if the code is unknown.

    The kind is subject, program, geographic or organization. The name is `None` if no source confirms it. Of several
    meanings the one nearest to the year is taken; geographic goes before organization.
    """
    meanings = _meanings(code)
    if not meanings:
        return None
    when = _USUAL_YEAR if year is None else year
    kind, _, _, name = min(meanings, key=lambda m: max(int(m[1]) - when, when - int(m[2]), 0))
    return kind, name or None


def is_tag(code: str) -> bool:
    """Whether a code (upper case) has a meaning in any year. Full names of organizations count too (`EL AL`)."""
    return bool(_meanings(code))


def tag_variant(code: str) -> tuple[str, ...]:
    """The codes meant by a mis-keyed, glued or free-word tag; `()` if none is known."""
    return tuple(_tag_variants().get(code, "").split())


def is_written(code: str) -> bool:
    """Whether a text is known as a tag, including mis-keyed ones and free words (`HUMAN RIGHTS`)."""
    return bool(_meanings(code)) or code in _tag_variants()


@lru_cache(maxsize=4096)
def post(name: str) -> str | None:
    """The post as cable ids spell it (`SANSALVADOR`); `None` if the name is unknown.

    The upper-case name may have blanks, be abbreviated or mis-keyed in a known way, have 0 for O or 1 for I, or be cut
    to five or more letters that only one post begins with. Former names are posts of their own (`KIEV`, `KYIV`),
    unless the table lists them as a spelling (`PEKING` of `BEIJING`).
    """
    if name[-1:].isdigit():  # a serial number, not a letter mis-keyed
        return None
    squeezed = name.translate(_JOINTS).translate(_LETTERS)
    return _spellings().get(squeezed) or _completed(squeezed)


def post_then(post: str | None, year: int | None) -> str | None:
    """The name of a post in a year: the embassy was TAIPEI until the institute, AIT TAIPEI, followed it in 1979."""
    return "TAIPEI" if post == "AITTAIPEI" and year is not None and year < _INSTITUTE else post


@lru_cache(maxsize=4096)
def post_near(name: str) -> str | None:
    """The only post of which `name` (upper case, five or more letters) is one letter off (`VALETTA`); else `None`."""
    squeezed = name.translate(_JOINTS).translate(_LETTERS)
    if len(squeezed) < _SHORTEST_CUT:
        return None
    near = _near_spellings()
    likely = {one for short in (squeezed, *_one_out(squeezed)) for one in near.get(short, ())}
    spellings = _spellings()
    found = {spellings[one] for one in likely if is_one_edit(squeezed, one)}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=4096)
def post_of_address(address: str) -> str | None:
    """The post of an address (`AMEMBASSY SAN SALVADOR`, `SECSTATE WASHDC`); `None` for others.

    Office symbols after a double slash are ignored. Precedence and number must have been removed.
    """
    plain = address.partition("//")[0].translate(_JOINTS)
    if found := post(plain):
        return found
    for prefix in _PREFIXES:
        if plain.startswith(prefix):
            return post(plain.removeprefix(prefix))
    return None


def is_address(text: str) -> bool:
    """Whether a text in capitals begins like the address of a post, even if a scanner misread the name."""
    return text.startswith((*_PREFIXES, "SECSTATE ", "USDAO")) or post_of_address(text) is not None


def annual_volume(post: str, year: int) -> int | None:
    """Roughly how many cables a post (spelt as by `post`) may have sent in a year; `None` if unknown.

    Measured for 2004-10. Before e-mail there were more: 320,000 from State, up to eight times as many from others.
    """
    volume = _post_row(post)[1]
    if not volume:
        return None
    return int(volume) if year >= _MEASURED else _STATE_BEFORE if post == "STATE" else int(volume) * 8


def seat(post: str) -> tuple[str, str]:
    """The city of a post (spelt as by `post`) and its kind: embassy, consulate, mission ...; empty if unknown."""
    _, _, city, _, kind, _ = _post_row(post)
    return city, kind


def _post_row(post: str) -> list[str]:
    """The row of a post, with empty fields for an unknown one."""
    posts, start = _posts(), f"{post}\t"
    at = bisect_left(posts, start)
    return posts[at].split("\t") if at < len(posts) and posts[at].startswith(start) else [""] * 6


@cache
def titles() -> frozenset[str]:
    """Titles that come before a name, in lower case: `ambassador`, `dcm`, `lt. gen.`."""
    return frozenset(map(str.lower, lines("titles.tsv")))


@cache
def places() -> frozenset[str]:
    """Names of countries and regions, in lower case, some inverted with a comma (`korea, south`)."""
    rows = (line.split("\t") for line in _tags() if "\tgeographic\t" in line)
    return frozenset(row[4].lower() for row in rows if row[4])


def _completed(start: str) -> str | None:
    """The only post that begins with `start`, if that is long enough to be a cut name; else `None`."""
    if len(start) < _SHORTEST_CUT:
        return None
    posts = _posts()
    at = bisect_left(posts, start)
    matches = [row.partition("\t")[0] for row in posts[at : at + 2] if row.startswith(start)]
    return matches[0] if len(matches) == 1 else None


def lines(file: str) -> list[str]:
    """The rows of a data file, without its comment."""
    with open(_DATA + file, encoding="utf-8") as table:  # noqa: PTH123
        return table.read().split("\n")[1:-1]


def cells(file: str) -> list[str]:
    """The cells of a data file, row after row, without its comment."""
    with open(_DATA + file, encoding="utf-8") as table:  # noqa: PTH123
        return table.read().partition("\n")[2].replace("\n", "\t").split("\t")[:-1]


@lru_cache(maxsize=4096)
def _meanings(code: str) -> list[list[str]]:
    """Kind, first year, last year and name for each meaning of a code."""
    rows = _tags()
    found = []
    for row in islice(rows, bisect_left(rows, f"{code}\t"), None):
        of, *meaning = row.split("\t")
        if of != code:
            break
        found.append(meaning)
    return found


@cache
def _tags() -> list[str]:
    return lines("tags.tsv")


@cache
def _tag_variants() -> dict[str, str]:
    return dict(line.split("\t") for line in lines("tag_variants.tsv"))


@cache
def _posts() -> list[str]:
    return lines("posts.tsv")


@cache
def _spellings() -> dict[str, str]:
    """The canonical name for every known spelling of a post, without blanks and punctuation."""
    spellings = {}
    for row in _posts():
        canonical, others = row.partition("\t")[0], row.rpartition("\t")[2]
        spellings[canonical] = canonical
        if others:
            spellings.update(dict.fromkeys(others.split(";"), canonical))
    return spellings


@cache
def _near_spellings() -> dict[str, list[str]]:
    """The spellings of five or more letters, by themselves and by each form with one letter left out."""
    near: dict[str, list[str]] = {}
    for spelling in _spellings():
        if len(spelling) >= _SHORTEST_CUT:
            for short in (spelling, *_one_out(spelling)):
                near.setdefault(short, []).append(spelling)
    return near


def _one_out(word: str) -> Iterator[str]:
    return (word[:k] + word[k + 1 :] for k in range(len(word)))
