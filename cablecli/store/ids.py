"""The ways in which people spell a cable's id: `07PARIS2827`, `07 PARIS 2827`, `2007 Paris 002827`, `PARIS 2827`."""

from typing import NamedTuple

from cablecli.facts import tables
from cablecli.patterns import pattern

_SPELLING = pattern(
    "spelling of a cable's id",
    r"""
    (?: (?: 19 | 20 )? (?P<year>[0-9]{2}) [ ]{0,3} )?  # two digits or four
    (?P<post> [A-Z] [A-Z .'-]{1,40} )                  # blanks and all
    (?P<number> [0-9]{1,8} )                           # zeros before it and all
    """,
    ignore_case=True,
)
_LONGEST = 60
MOST_WORDS = 6  # 07 PORT OF SPAIN 000123


class Spelling(NamedTuple):
    """The parts of an id; the year is None if it was left out."""

    year: int | None
    post: str
    number: int

    @property
    def id(self) -> str | None:
        """The id in the record's own form; None without a year."""
        return None if self.year is None else f"{self.year % 100:02}{self.post}{self.number}"


def read(text: str) -> Spelling | None:
    """The parts of `text` if it may be an id, else None."""
    text = " ".join(text.split())
    found = _SPELLING.fullmatch(text) if len(text) <= _LONGEST else None
    if not found or not int(found["number"]):
        return None
    name = found["post"].strip(" .'-").upper()
    post = tables.post(name)
    if not found["year"]:  # a word and a number are an id only where the word is a post
        return Spelling(None, post, int(found["number"])) if post else None
    year = tables.year_of(int(found["year"]))
    return Spelling(year, post or "".join(filter(str.isalpha, name)), int(found["number"]))


def grouped(words: list[str]) -> int:
    """How many words the id takes that `words` begin with, else 1: a shell splits `07 PARIS 2827` into three."""
    counts = range(min(len(words), MOST_WORDS), 1, -1)
    return next((count for count in counts if read(" ".join(words[:count]))), 1)
