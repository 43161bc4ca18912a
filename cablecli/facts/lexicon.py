"""What a word can be in a list of people: a rank, a field, an office, a given name. Loaded when first needed."""

from functools import cache

from cablecli.facts import tables


@cache
def _words() -> dict[str, str]:
    cells = tables.cells("words.tsv")
    return dict(zip(cells[::2], cells[1::2], strict=True))


@cache
def _set(features: str) -> frozenset[str]:
    return frozenset(features.split())


def features(word: str) -> frozenset[str]:
    """The features of a word (in lower case), or an empty set for an unknown word."""
    return _set(_words().get(word, ""))


def with_feature(*wanted: str) -> list[str]:
    """All words that have one of the features."""
    words = _words()
    fitting = {has for has in set(words.values()) if not _set(has).isdisjoint(wanted)}  # a few dozen
    return [word for word, has in words.items() if has in fitting]


@cache
def is_place(word: str) -> bool:
    """Whether a word (in lower case) is a post or part of a country's name."""
    return word in _countries() or tables.post(word.upper()) == word.upper()


@cache
def _countries() -> frozenset[str]:
    return frozenset(word for name in tables.places() for word in name.replace(",", "").split())
