"""Surveys the numbers at the line starts of a whole body, before any of them is trusted (FORMAT 4.1)."""

from bisect import bisect_right
from itertools import compress, count, pairwise
from typing import NamedTuple

from cablecli.parser.body.runs import Part, closed
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.normal import is_in_capitals
from cablecli.parser.tokens import numbers
from cablecli.parser.tokens.numbers import Number

_LEAST = 3  # numbers: two may be a date and a sum


class Numbering(NamedTuple):
    """The numbers of a body, and how the text as a whole numbers its paragraphs."""

    at: list[Number | None]  # by the place of the part that begins with it
    last_marked: dict[int, int]  # for each marked number the last place where it occurs
    marked: int  # how many have a marking in brackets
    unmarked: int  # how many have no marking at all
    unbracketed: bool  # a marking other than U, which may be a Burmese title, has no brackets
    places: list[int]  # of all numbers
    # unwrapped or in capitals, and hardly marked: any number at a line start may be a paragraph's
    plain: bool
    lacks_first: bool  # such a text without 1, because it was not typed or a scanner lost it
    tight: bool  # no blank lines
    repeated: int | None  # the number typed twice in an otherwise perfect run of unmarked numbers
    rising: bool  # unmarked numbers rise from 1 by one, now and then by two where a typist missed one
    first: int  # the number of the first paragraph: 1, except in a last section alone
    run: bool  # unmarked numbers are exactly 1, 2, 3 ..., so that no line before one needs a full stop

    def is_marked_later(self, at: int, value: int) -> bool:
        """Whether a paragraph with this number and a marking stands further down, in a cable that marks half."""
        return self.last_marked.get(value, at) > at and self.marked >= self.unmarked

    def trusts_marking(self, number: Number) -> bool:
        """Whether a number has a marking. Without brackets it counts if others in the cable have one (FORMAT 4.2)."""
        if not number.marking:
            return False
        if number.bare and number.marking == "U" and not self.unbracketed:
            return False  # `U Thein Swe`
        return not number.bare or self.marked >= 2 or not self.unmarked

    def counts_inside(self, last: int, start: int, end: int) -> bool:
        """Whether the cable, whose last number is `last`, counts on between two places, and not below the second."""
        inside, below = (bisect_right(self.places, place) for place in (start, end))
        if below < len(self.places):
            return self._number(below) != last + 1
        return inside < below and self._number(inside) == last + 1

    def _number(self, place: int) -> int:
        found = self.at[self.places[place]]
        return found.number if found else 0


def read(lines: Lines, parts: list[Part], listed: frozenset[int] = frozenset()) -> Numbering:
    """Survey the numbers that the parts begin with. Those of the pieces `listed` count people and are left out."""
    found = _openings(parts, listed)
    _add_others(found, parts)
    _add_worn(found, parts)
    seen = list(filter(None, found))
    values = [number.number for number in seen]
    marked = _marked(found)
    plain = len(marked) < 2 and _is_plain(lines, parts)
    return Numbering(
        at=found,
        last_marked={number: place for place, number in marked.items()},
        marked=len(marked),
        unmarked=sum(not number.marking for number in seen),
        unbracketed=_is_unbracketed(seen),
        places=list(compress(count(), found)),
        plain=plain,
        lacks_first=plain and 1 not in values,
        tight=not parts or lines.is_tight(parts[0].piece),
        repeated=_repeated(values) if len(marked) < 2 else None,
        rising=not marked and _is_rising(values),
        first=_first(found, values),
        run=not marked and _is_run(values),
    )


def _is_unbracketed(seen: list[Number]) -> bool:
    """Whether a marking other than U has no brackets."""
    return any(one.bare and one.marking != "U" for one in seen)


def _marked(found: list[Number | None]) -> dict[int, int]:
    """The numbers with a marking in brackets, by place."""
    return {place: one.number for place, one in enumerate(found) if one and one.marking and not one.bare}


def _openings(parts: list[Part], listed: frozenset[int]) -> list[Number | None]:
    """The number that each part begins with, if any and unless it counts people."""
    signs = numbers.NUMBER_SIGNS
    return [
        numbers.numbered(part.text) if part.text[0] in signs and part.piece not in listed else None
        for part in parts
    ]


def _add_others(found: list[Number | None], parts: list[Part]) -> None:
    """Add the numbers `1)`, `1,` or `P1.` of a text without others: the first opens it, they count on, all alike."""
    if not parts or any(found):
        return
    read = numbers.bracketed if numbers.bracketed(parts[0].text) else numbers.scanned
    opening = read(parts[0].text)
    if opening is None:
        return
    alike: dict[int, Number] = {}
    for place, part in enumerate(parts):
        one = read(part.text)
        if one and one[0] == opening[0] and one[1].number == len(alike) + 1:
            alike[place] = one[1]
    if len(alike) > 1:
        for place, number in alike.items():
            found[place] = number


def _add_worn(found: list[Number | None], parts: list[Part]) -> None:
    """Add one or two numbers that are missing between others and stand there worn: `15.` / `l6, THE SHIP` / `17.`."""
    seen = [(-1, 0), *((place, one.number) for place, one in enumerate(found) if one)]
    for (before, value), (after, following) in pairwise(seen):
        if not value + 2 <= following <= value + 3:
            continue
        fresh: dict[int, Number] = {}
        for place in range(before + 1, after):
            one = numbers.worn(parts[place].text, value + 1 + len(fresh))
            if one and (not place or closed(parts[place - 1].text)):
                fresh[place] = one
        if value + 1 + len(fresh) == following:
            for place, one in fresh.items():
                found[place] = one


def _is_plain(lines: Lines, parts: list[Part]) -> bool:
    """Whether a text is unwrapped or all in capitals, so that its lines do not show where paragraphs begin."""
    text = "".join(part.text for part in parts)
    return lines.wide or text.isupper() or is_in_capitals(text)


def _first(found: list[Number | None], values: list[int]) -> int:
    """The number of the first part if all others count on from it, as in a last section alone; else 1."""
    counts = len(values) > 1 and values == list(range(values[0], values[0] + len(values)))
    return values[0] if counts and found[0] else 1


def _is_run(values: list[int]) -> bool:
    """Whether numbers count from one without a gap or a repeat."""
    return len(values) >= _LEAST and values == list(range(1, len(values) + 1))


def _is_rising(values: list[int]) -> bool:
    """Whether numbers rise from one by steps of one, with at most one step in four of two."""
    steps = [following - value for value, following in pairwise(values)]
    return (
        len(values) > _LEAST and values[0] == 1 and set(steps) <= {1, 2} and steps.count(2) * 4 <= len(steps)
    )


def _repeated(values: list[int]) -> int | None:
    """The number typed twice in a run that is otherwise perfect, or None. It is not 1, with which a list may begin."""
    again = [value for value, following in pairwise(values) if value == following]
    return (
        again[0]
        if len(again) == 1 and again[0] > 1 and _is_run(sorted(set(values))) and values == sorted(values)
        else None
    )
