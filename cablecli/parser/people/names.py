"""One person's words, wherever they stand: title, name, role."""

from cablecli.parser.people import entries
from cablecli.parser.people import evidence as e
from cablecli.parser.people.entries import Person
from cablecli.parser.people.shapes import kind_of

_RANKS = frozenset((e.RANK, e.AGENT, e.PLURAL, e.SURNAME_TOO, e.COURTESY, e.LOW_RANK, e.MODIFIER))
_OFFICES = frozenset((e.FIELD, e.OFFICE, e.JOINER, e.AND, e.ARTICLE, e.US))


def read(text: str) -> Person:
    """The parts of a text that names one person: `Ambassador Dana Whitlock`, `Nils Berg, DCM`; each may be missing."""
    found, _ = entries.read(text, "one")
    return found[0] if found else Person(None, None, None, False, text)


def is_rank(word: str) -> bool:
    """Whether a word is that of a rank or office before a name."""
    return kind_of(word.strip(",()")) in _RANKS


def is_of_office(word: str) -> bool:
    """Whether a word goes on with an office: `Political`, `Affairs`, `for`."""
    return kind_of(word.strip(",()")) in _OFFICES
