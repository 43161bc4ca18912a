"""Find the words of heading and field lines that no value of the record holds, and keep them as written.

A field's line may hold more than the field: a note, an address in an unknown form, a paragraph after REF.
Paragraphs need no check, since they are composed of all the words of their lines.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from itertools import compress, count, repeat
from typing import TYPE_CHECKING

from cablecli.facts.edits import is_one_edit
from cablecli.facts.words import words
from cablecli.model import Leftover
from cablecli.model.role import Role
from cablecli.parser.heading.text_fields import TextHeading
from cablecli.parser.lines.index import Lines
from cablecli.parser.reading import Reading
from cablecli.patterns import pattern
from cablecli.text.blanks import chunks

if TYPE_CHECKING:
    from re import Pattern

_ENVELOPE, _OFFICES = frozenset((Role.HEADING,)), frozenset((Role.DISTRIBUTION,))
_MACHINE = _ENVELOPE | _OFFICES
_READ_OUT = frozenset(
    (Role.MARKING, Role.CAPTION, Role.PASSING, Role.FIELD, Role.SIGNATURE, Role.STRAY_CAPTION)
)
# What people and offices add around a cable: a mail form, a notice, a note below the signature.
_AROUND = frozenset((Role.FURNITURE, Role.BOILERPLATE, Role.TRAILER))
# The headings of further sections, which the first one need not have had.
_AGAIN = frozenset((Role.REPEATED_HEADING,))
_NAME = 4  # letters: a shorter word is a month or a sign of the relay
_BETWEEN = "\n"  # between lines or values, so that no word is found across the end of one
PART = "\x1f"  # between the parts of one line's value: a word must lie within a part, a line may span several
# Punctuation is removed before a look-up: by the tables for ASCII text, which is far quicker, else by the patterns.
# Along with a pilcrow goes the letter that wrong decoding puts before it.
_SIGNS = pattern("all but letters, figures and line ends", r"""Â(?=¶)|[^\w\n\x1f]|_""")
# The table also lists the letters, as capitals: `translate` is slower for a character that the table lacks.
_CAPITALS: dict[int, str | int | None] = {k: ord(chr(k).upper()) for k in range(128)}
_ALL_SIGNS = {k: v if chr(k) in _BETWEEN + PART or chr(k).isalnum() else None for k, v in _CAPITALS.items()}
_SIGNS_IN_WORDS = pattern("signs inside words", r"""Â(?=¶)|[^\w\s]|_""")
_PARTING = str.maketrans(dict.fromkeys("/-:(),;&+", " "))
_WORD_SIGNS = {k: v if chr(k).isspace() else _ALL_SIGNS[k] for k, v in _CAPITALS.items()} | _PARTING
_REASONS = frozenset("ABCDEFGH")  # letters of reasons, which a value holds one by one
_AT_ONCE = 1000  # lines: each takes four strings while it is looked up
# Letters that may be looked through in all, some tenths of a second's work: ten thousand times a real cable's values.
_MOST_SEARCHED = 1 << 26
_NEAR = 1000  # letters behind what was found last
_LONG_LABEL = 6  # letters: a label as long is recognized by its beginning, or with one letter wrong
_SURE = 8  # letters: a shorter line, as `P 221`, may match across two words or parts of a value by chance


class Held:
    """The words of some values, ready for looking up the words of a line."""

    def __init__(self, values: Iterable[str]) -> None:
        self._values = _BETWEEN.join(values)
        self._parts = _letters(self._values)
        self._fused = self._parts.replace(PART, "")
        self._at = 0  # behind what was found last: lines and values mostly stand in the same order
        self._left = {"line": _MOST_SEARCHED, "word": _MOST_SEARCHED}
        self._sought: dict[str, bool] = {}  # whether a part of a word was found

    @cached_property
    def _words(self) -> frozenset[str]:
        values = _words(self._values)
        return frozenset().union(
            *(map(str.lstrip, set(part.split()), repeat("0")) for part in chunks(values))
        )

    def lacks(self, text: str, role: str) -> list[str]:
        """The words of some lines that no value holds. Words of field labels count as held."""
        exact = role in _MACHINE or role in _AROUND
        lines = text.split(_BETWEEN)
        unheld = _BETWEEN.join([lines[k] for k in self.unheld(lines, exact)])
        words = (word for part in chunks(unheld.translate(_PARTING)) for word in part.split())
        return [word for word in words if not self._has(_letters(word), exact)]

    def unheld(self, texts: Sequence[str], exact: bool) -> list[int]:
        """The places of the lines that the values hold neither as a whole, nor after a label, nor word by word.

        Punctuation is removed from all lines at once, which is much cheaper than line by line.
        """
        labels = _letters(_BETWEEN.join([text.partition(" ")[0] for text in texts])).split(_BETWEEN)
        whole = _BETWEEN.join(texts)
        lines = zip(_letters(whole).split(_BETWEEN), labels, _words(whole).split(_BETWEEN), strict=True)
        return [
            place
            for place, (letters, label, words) in enumerate(lines)
            if not (self._holds(letters) and (not exact or self._has_ends(words)))
            and not (_is_label(label) and self._holds(letters[len(label) :]))
            and not all(self._has(word, exact) for part in chunks(words) for word in part.split())
        ]

    def _holds(self, letters: str) -> bool:
        """Whether the values hold a text as a whole, and its last number ends there."""
        if len(letters) < _SURE:
            return False
        at = self._fused.find(letters, self._at, self._at + len(letters) + _NEAR)
        if at < 0 and self._may_search("line"):
            at = self._fused.find(letters)
        if at < 0:
            return False
        self._at = at + len(letters)
        return not (letters[-1].isdigit() and self._fused[self._at : self._at + 1].isdigit())

    def _may_search(self, sought: str) -> bool:
        """Whether all values may be looked through once more for a line or a word: a hostile text has very many."""
        self._left[sought] -= len(self._parts)
        return self._left[sought] > 0

    def _has_ends(self, words: str) -> bool:
        """Whether the first and the last word of a line are words of the values, not parts of such."""
        whole = words.split()
        return all(self._has(word, True) for word in {*whole[:1], *whole[-1:]})

    def _has(self, word: str, exact: bool) -> bool:
        """Whether the values hold a word, or it belongs to a label.

        With `exact` it must be a word of a value: the letters of `Embassy` are in AMEMBASSY too, and those of `PP` in
        OPPOSITION. In a field or a text it may be the part of a word that a wrap cut.
        """
        letters = word.lstrip("0")
        if letters.startswith("EO1"):  # the label of the order touches it: `E.O.12958`
            letters = letters[2:]
        if exact and len(letters) > 1:
            return _is_label(letters) or letters in self._words
        if letters in self._words or _is_label(letters):
            return True
        if letters not in self._sought:
            self._sought[letters] = self._may_search("word") and letters in self._parts
        return self._sought[letters]


def read(reading: Reading) -> tuple[tuple[str, ...], tuple[Leftover, ...]]:
    """Return the lines with words that no value holds: first the routing lines, then the leftovers.

    Routing lines come from the transmission heading: `PP RUEHAG RUEHROV`, `ZNY CCCCC ZZH`. Leftovers come from
    fields, captions and the lines around a cable.
    """
    held = Held(_values(reading))
    lines = reading.lines
    routing = [lines.text[k] for k in sorted(_routing(reading, held))]
    leftovers = _leftovers(lines, held)
    if reading.cover:
        leftovers += _leftovers(reading.cover.outer, held)
    return tuple(routing), tuple(leftovers)


def _routing(reading: Reading, held: Held) -> list[int]:
    """The lines of the transmission heading that say more than the values; the office `ECON` is no tag."""
    lines = reading.lines
    found = _unread(lines, held, _ENVELOPE)
    if Role.DISTRIBUTION in lines.role:
        found += _unread(lines, Held(_of_heading(reading)), _OFFICES)
    return found


def _leftovers(lines: Lines, held: Held) -> list[Leftover]:
    """The lines of fields, and those around the cable, that say more than the values."""
    again = _unread(lines, held, _AGAIN) if Role.REPEATED_HEADING in lines.role else []
    again = [k for k in again if _names(held.lacks(lines.text[k], Role.HEADING))]
    places = (_unread(lines, held, _READ_OUT), _unread(lines, held, _AROUND), again)
    return [left for some in places for left in lines.leftovers_at(some)]


def _names(unheld: list[str]) -> bool:
    """Whether words of a further section's heading name something; its counters and serials are its own."""
    return any(word.isalpha() and len(word) >= _NAME and word != "UNCLAS" for word in unheld)


def _unread(lines: Lines, held: Held, roles: frozenset[Role]) -> list[int]:
    """The pieces with these roles that the values hold neither as a whole nor word by word."""
    places = list(compress(count(), map(roles.__contains__, lines.role)))
    out: list[int] = []
    for start in range(0, len(places), _AT_ONCE):
        some = places[start : start + _AT_ONCE]
        out += [some[k] for k in held.unheld([lines.text[k] for k in some], roles is not _READ_OUT)]
    return out


@lru_cache(maxsize=4096)
def _is_label(part: str) -> bool:
    """Whether a word belongs to a label (it may be cut by the wrap or have a wrong letter), or is reason letters."""
    labels = words("label-words")
    if part in labels or _REASONS.issuperset(part):
        return True
    likely = (label for end in _ends(part) for label in _long_labels().get(end, ()))
    return any(label.startswith(part) or label.endswith(part) or is_one_edit(part, label) for label in likely)


@cache
def _long_labels() -> dict[str, list[str]]:
    """The labels that may be cut or have a wrong letter, by both their ends: one of these is right at least."""
    found: dict[str, list[str]] = {}
    for label in words("label-words"):
        if len(label) >= _LONG_LABEL:
            for end in _ends(label):
                found.setdefault(end, []).append(label)
    return found


def _ends(word: str) -> tuple[str, str]:
    return word[:1], f"-{word[-1:]}"


def _letters(text: str) -> str:
    """The letters and figures of a text, in capitals: the form in which it is looked up."""
    return _without(text, _ALL_SIGNS, _SIGNS)


def _words(text: str) -> str:
    """The same with blanks between the words, also in place of signs like `/` between two words."""
    return _without(text, _WORD_SIGNS, _SIGNS_IN_WORDS)


def _without(text: str, ascii_signs: dict[int, str | int | None], signs: "Pattern[str]") -> str:
    """A text in capitals, without the signs of the table or, if it is not ASCII, of the pattern."""
    plain = text.translate(ascii_signs)
    return plain if plain.isascii() else signs.sub("", plain).upper()


def _values(reading: Reading) -> Iterator[str]:
    """Every value of the record except its paragraphs."""
    yield from _of_heading(reading)
    # a level of the security line alone is none of the text's own words, and yields to that of a page
    said = not any(note.code == "level-from-security-line" for note in reading.notes)
    yield from _of_fields(reading.head if said else reading.head._replace(level=None))
    yield from (f"{one.label or ''} {one.text}" for one in reading.references)
    for name, value in reading.attributes:
        yield f"{name} {value or ''}"
    yield reading.signature or ""


def _of_heading(reading: Reading) -> Iterator[str]:
    """The values of the transmission heading, the distribution and the drafting."""
    top = reading.top.heading
    yield from filter(None, (top.transmission_id, top.precedence, top.dtg_text, top.sender))
    for one in (*top.action, *top.info):
        yield _joined((one.routing_indicator, one.address, one.precedence, one.number))
    yield reading.mrn.post or ""
    if reading.distribution:
        block = reading.distribution
        yield _joined((*block.action, *block.origin, *block.info, block.copies, block.counter))
    if reading.drafting:
        yield _joined(
            (reading.drafting.drafted_by, reading.drafting.approved_by, *reading.drafting.cleared_by)
        )


def _of_fields(head: TextHeading) -> Iterator[str]:
    """The values of the text heading."""
    yield head.subject or ""
    yield _joined((head.level, head.serial, head.sections, head.corrected, head.order))
    yield _joined((*head.captions, *head.passing, "FOR OFFICIAL USE ONLY" if head.official_use else None))
    yield " ".join(tag.tag for tag in head.tags)
    if head.declassify:
        yield head.declassify.text
    if head.classified:
        yield _joined((head.classified.name, head.classified.title, *head.classified.reasons))


def _joined(values: Iterable[str | int | None]) -> str:
    return PART.join(map(str, filter(None, values)))
