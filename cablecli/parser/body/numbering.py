"""What the numbers at the line starts of a whole body tell, before any of them is believed (FORMAT 4.1)."""

from itertools import pairwise
from typing import NamedTuple

from cablecli.facts.words import words
from cablecli.parser.body.runs import Part
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.normal import is_in_capitals
from cablecli.parser.tokens import numbers
from cablecli.parser.tokens.numbers import Number

_LEAST = 3  # numbers of a run


class Numbering(NamedTuple):
    """The numbers of a body by the place of their part, and how the text as a whole writes its paragraphs."""

    at: list[Number | None]
    last_marked: dict[int, int]  # the last place at which a number stands with a marking
    marked: int  # how many bear a marking in brackets
    unmarked: int  # how many bear none at all
    plain: bool  # unwrapped or in capitals, hardly marked: a number at a line start is a paragraph, also after a gap
    lacks_first: bool  # such a text has no 1: its first paragraph bears no number, or a scanner lost it
    tight: bool  # no blank line anywhere
    repeated: int | None  # the number that stands twice in such a run of unmarked numbers, if one does
    rising: bool  # they rise from 1 by one, or by two where a typist missed one, and none has a marking
    first: (
        int  # the number that the count begins with: 1, but where the text begins with another and counts on
    )
    run: bool  # the unmarked numbers are 1, 2, 3 ... without a gap or a repeat: no line end before them needs a stop

    def is_marked_later(self, at: int, value: int) -> bool:
        """Whether a paragraph with this number and a marking stands further down, in a cable that marks most."""
        return self.last_marked.get(value, at) > at and self.marked > self.unmarked

    def trusts_marking(self, number: Number) -> bool:
        """Whether a number has a marking; one without brackets counts where the cable marks others (FORMAT 4.2)."""
        if not number.marking:
            return False
        return not number.bare or self.marked >= 2 or number.number == 1


def read(lines: Lines, parts: list[Part], listed: frozenset[int] = frozenset()) -> Numbering:
    """The numbers that the parts begin with; those of the pieces `listed` count people."""
    found = [None if part.piece in listed else _opening(part.text) for part in parts]
    seen = [number for number in found if number]
    values = [number.number for number in seen]
    marked = _marked(found)
    plain = len(marked) < 2 and _is_plain(lines, parts)
    return Numbering(
        at=found,
        last_marked={number: place for place, number in marked.items()},
        marked=len(marked),
        unmarked=sum(not number.marking for number in seen),
        plain=plain,
        lacks_first=plain and 1 not in values,
        tight=not parts or lines.is_tight(parts[0].piece),
        repeated=None if len(marked) > 1 else _repeated(values),
        rising=not marked and _is_rising(values),
        first=_first(found, values),
        run=not marked and _is_run(values),
    )


def _marked(found: list[Number | None]) -> dict[int, int]:
    """The numbers with a marking in brackets, by their place."""
    return {place: one.number for place, one in enumerate(found) if one and one.marking and not one.bare}


def _opening(text: str) -> Number | None:
    return numbers.numbered(text) if text[0] in numbers.NUMBER_SIGNS else None


def _is_plain(lines: Lines, parts: list[Part]) -> bool:
    """Whether a text is unwrapped or all in capitals, so that its lines do not show where a paragraph begins."""
    text = "".join(part.text for part in parts)
    return lines.wide or text.isupper() or is_in_capitals(text)


def _first(found: list[Number | None], values: list[int]) -> int:
    """The number of the first part where all others count on from it: a last section alone begins with its own."""
    counts = len(values) > 1 and values == list(range(values[0], values[0] + len(values)))
    return values[0] if counts and found[0] else 1


def _is_run(values: list[int]) -> bool:
    """Whether numbers count from one without a gap or a repeat; two of them may be a date and a sum."""
    return len(values) >= _LEAST and values == list(range(1, len(values) + 1))


def _is_rising(values: list[int]) -> bool:
    """Whether numbers rise from one and hardly ever by more than one: one step in four may miss a number."""
    steps = [following - value for value, following in pairwise(values)]
    return (
        len(values) > _LEAST and values[0] == 1 and set(steps) <= {1, 2} and steps.count(2) * 4 <= len(steps)
    )


def _repeated(values: list[int]) -> int | None:
    """The number that stands twice in a run that has no other fault; a typist's slip, since a list begins with one."""
    again = [value for value, following in pairwise(values) if value == following]
    return (
        again[0]
        if len(again) == 1 and again[0] > 1 and _is_run(sorted(set(values))) and values == sorted(values)
        else None
    )


def counts_on(word: str) -> bool:
    """Whether a figure goes on behind the last word of a line: `in November` / `15`; not behind `November.`"""
    stem = word.rstrip(".").upper()
    ends = word[-1:] == "." and (len(stem) > len("Art") or stem == "MAY")  # which is no abbreviation
    return not ends and stem[:3] in words("before_figures")
