"""One person's words, wherever they stand: title, name, role."""

from typing import NamedTuple

from cablecli.parser.people import entries
from cablecli.parser.people import evidence as e
from cablecli.parser.people.words import kind_of

_RANKS = frozenset((e.RANK, e.AGENT, e.PLURAL, e.SURNAME_TOO, e.COURTESY, e.LOW_RANK, e.MODIFIER))
_OFFICES = frozenset((e.FIELD, e.OFFICE, e.JOINER, e.AND, e.ARTICLE, e.US))


class Person(NamedTuple):
    """The three parts; each may be missing."""

    title: str | None
    name: str | None
    role: str | None


def read(text: str) -> Person:
    """The parts of a text that names one person: `Ambassador Dana Whitlock`, `Nils Berg, DCM`."""
    found, _ = entries.read(text, "one")
    if not found:
        return Person(None, None, None)
    return Person(found[0].title, found[0].name, found[0].role)


def is_rank(word: str) -> bool:
    """Whether a word is that of a rank or office before a name."""
    return kind_of(word.strip(",()")) in _RANKS


def is_of_office(word: str) -> bool:
    """Whether a word goes on with an office: `Political`, `Affairs`, `for`."""
    return kind_of(word.strip(",()")) in _OFFICES
