"""What a word can be in a list of people: a rank, a field, an office, a given name. Loaded when first needed."""

from bisect import bisect_left
from functools import cache, lru_cache

from cablecli.facts import tables
from cablecli.facts.words import words


@cache
def _rows() -> list[str]:
    """The lines of the table: sorted, so that the few words of a list are found without taking all rows apart."""
    return tables.lines("words.tsv")


@cache
def _set(features: str) -> frozenset[str]:
    return frozenset(features.split())


@cache
def styles() -> dict[str, list[str]]:
    """Styles of address that are other words as well, each with styles of its language, which show it to be one."""
    lines = (line.partition(": ") for line in words("styles"))
    return {style: others.split() for style, _, others in lines}


@lru_cache(maxsize=4096)
def features(word: str) -> frozenset[str]:
    """The features of a word (in lower case), or an empty set for an unknown word."""
    rows, start = _rows(), f"{word}\t"
    at = bisect_left(rows, start)
    return _set(rows[at].removeprefix(start) if at < len(rows) and rows[at].startswith(start) else "")


def beginning(letter: str) -> dict[str, frozenset[str]]:
    """All words that begin with a letter, with their features."""
    rows = _rows()
    cells = (
        row.partition("\t")
        for row in rows[bisect_left(rows, letter) : bisect_left(rows, chr(ord(letter) + 1))]
    )
    return {word: _set(has) for word, _, has in cells}


@cache
def is_place(word: str) -> bool:
    """Whether a word (in lower case) is a post or part of a country's name."""
    return word in _countries() or tables.post(word.upper()) == word.upper()


@cache
def _countries() -> frozenset[str]:
    return frozenset(word for name in tables.places() for word in name.replace(",", "").split())
