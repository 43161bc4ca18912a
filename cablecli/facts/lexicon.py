"""What a word can be in a list of people: a rank, a field, an office, a given name. Loaded when first needed."""

from functools import cache

from cablecli.facts import tables


@cache
def _words() -> dict[str, frozenset[str]]:
    rows = (line.split("\t") for line in tables.lines("words.tsv"))
    return {word: frozenset(features.split()) for word, features in rows}


def features(word: str) -> frozenset[str]:
    """The features of a word (in lower case), or an empty set for an unknown word."""
    return _words().get(word, frozenset())


def with_feature(*wanted: str) -> list[str]:
    """All words that have one of the features."""
    return [word for word, has in _words().items() if not has.isdisjoint(wanted)]


@cache
def is_place(word: str) -> bool:
    """Whether a word (in lower case) is a post or part of a country's name."""
    return word in _countries() or tables.post(word.upper()) == word.upper()


@cache
def _countries() -> frozenset[str]:
    return frozenset(word for name in tables.places() for word in name.replace(",", "").split())
