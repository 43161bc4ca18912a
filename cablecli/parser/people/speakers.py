"""Whether the people of a list speak in the text below it: those who met do, those appointed or arrested seldom."""

from collections.abc import Iterator, Sequence

from cablecli.facts.words import words as listed
from cablecli.parser.people import evidence as e
from cablecli.parser.people.entries import Person
from cablecli.parser.people.shapes import kind_of

_FEWEST = 2  # people who speak: one may be quoted for any reason
_LINES = 15  # of a report of what they said; in so many somebody says something
_MOST_LINES, _LONGEST = 300, 1_000  # lines, and characters of each, that are read: a report begins at once
_REACH = 2  # words after a name within which its verb stands: `Berg also said`
_SHORTEST = 3  # letters of a name; shorter ones are other words as well
_HEARERS = e.OFFICES | {e.COURTESY, e.US, e.ARTICLE}  # `told Poloff`
_PRESS = frozenset(("on", "in", "to"))  # `said on television`, `in Le Monde`, `to reporters`


def report(texts: Sequence[str], people: Sequence[Person]) -> bool:
    """Whether the texts report what the people said, called by any word of their names."""
    owners = {word: place for place, one in enumerate(people) for word in (one.name or "").lower().split()}
    owners = {word: place for word, place in owners.items() if len(word) >= _SHORTEST}
    near = texts[:_MOST_LINES]
    spoken = list(_speaking(" ".join(text[:_LONGEST] for text in near), owners))
    return len(set(spoken)) >= _FEWEST and len(spoken) * _LINES >= len(near)


def _speaking(text: str, owners: dict[str, int]) -> Iterator[int]:
    """The people whose names stand before a verb of speech, unless they speak to the press."""
    verbs = listed("speech_verbs")
    said = [word.strip(".,;:()\"'\u201c\u201d") for word in text.split()]
    plain = [word.lower() for word in said]
    for place, word in enumerate(plain):
        if word not in owners:
            continue
        for at in range(place + 1, min(place + 1 + _REACH, len(plain) - 1)):
            if plain[at] in verbs and not _is_of_press(plain[at], said[at + 1], plain[at + 1] in owners):
                yield owners[word]


def _is_of_press(verb: str, after: str, present: bool) -> bool:
    """Whether somebody speaks where the drafter was not: `said on television`, `told La Tribuna`, `told reporters`."""
    if verb != "told":
        return after.lower() in _PRESS
    hearer = after.lower() in listed("hearers") or kind_of(after) in _HEARERS
    return not hearer and not present
