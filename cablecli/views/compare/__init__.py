"""Two copies or releases of one cable: the fields that differ, and the paragraphs side by side."""

from bisect import bisect
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from cablecli.model import Addressee, Cable, Paragraph
from cablecli.views import SHOW, Names, Row, View, cell, flat_view
from cablecli.views.blocks import Block, Difference, Note, Pair, Variant, table
from cablecli.views.compare.word_diff import (
    ADDED,
    CHANGED,
    EQUAL,
    LOST,
    REDACTED,
    is_withheld,
    pieces,
    runs,
    tokens,
    unique,
)
from cablecli.views.reading import numbered_text, paragraph_text, title

PARAGRAPH = "paragraph"
_ALIKE = 0.2  # of the runs of the shorter one: fewer are phrases that any cable may have
# Worth this share of runs: more than a phrase, less than the same text under another number.
_SAME_NUMBER = 0.3
_COLUMNS = ("part", "number_a", "number_b", "kind", "text_a", "text_b")
# What the paragraphs hold already, what the reader says of the text, and where it comes from.
_NOT_COMPARED = {
    "format", "source.path", "source.member", "source.page", "summary", "paragraphs", "meeting.date", "meeting.day",
    "meeting.place", "participants", "diagnostics", "leftovers",
}  # fmt: skip


def _addressees(group: Iterable[Addressee]) -> str:
    return "; ".join(
        " ".join(filter(None, (a.routing_indicator, a.address, a.precedence, a.number))) for a in group
    )


# The fields with all that they hold, where a column of `show` is shorter.
_FIELDS: dict[str, Callable[[Cable], Any]] = {
    **{name: value for name, value in SHOW.items() if name not in _NOT_COMPARED},
    "heading.action": lambda c: _addressees(c.heading.action),
    "heading.info": lambda c: _addressees(c.heading.info),
    "corrected_copy": lambda c: "corrected copy" if c.corrected_copy == "" else c.corrected_copy,
    "references": lambda c: "; ".join(" ".join(filter(None, (r.label, r.text))) for r in c.references),
}


class _Passage(NamedTuple):
    """A paragraph: its words without number and marking."""

    number: int | None
    words: Sequence[str]


class Compared(NamedTuple):
    """A field or a paragraph of both copies; a text is None where there is none."""

    part: str
    number_a: int | None
    number_b: int | None
    kind: str
    text_a: str | None
    text_b: str | None
    pieces: Sequence[Variant]


class Comparison(NamedTuple):
    """Two cables, and their fields and paragraphs side by side, in the order of the first."""

    a: Cable
    b: Cable
    parts: Sequence[Compared]

    @property
    def differs(self) -> bool:
        """Whether anything differs, even if only the number of a paragraph."""
        return any(one.kind != EQUAL or one.number_a != one.number_b for one in self.parts)


def compared(a: Cable, b: Cable) -> Comparison:
    return Comparison(a, b, [*_fields(a, b), *_with_marks(_paragraphs(a, b))])


def _fields(a: Cable, b: Cable) -> Iterator[Compared]:
    for name, value in _FIELDS.items():
        texts = cell(value(a)) or None, cell(value(b)) or None
        if any(texts) and (part := _part(name, (None, None), texts, (0, 0))).kind != EQUAL:
            yield part


def _paragraphs(a: Cable, b: Cable) -> Iterator[Compared]:
    """The paragraphs in order: those of A that have none in B, then those of B, before the next that both have."""
    first, second = a.paragraphs, b.paragraphs
    pairs = _matched(list(map(_passage, first)), list(map(_passage, second)))
    for (i, j), (i_end, j_end) in pairwise([(-1, -1), *pairs, (len(first), len(second))]):
        yield from _unmatched(first[i + 1 : i_end], second[j + 1 : j_end])
        if i_end < len(first):
            left, right = first[i_end], second[j_end]
            codes = _margin(a, left), _margin(b, right)
            yield _part(PARAGRAPH, (left.number, right.number), (_text(left), _text(right)), codes)


def _passage(paragraph: Paragraph) -> _Passage:
    return _Passage(paragraph.number, [one.key for one in tokens(paragraph_text(paragraph))])


def _matched(a: Sequence[_Passage], b: Sequence[_Passage]) -> list[tuple[int, int]]:
    """The pairs that belong together, in order; a paragraph that was moved has no partner."""
    scores = _likeness(a, b)
    for pair in _same_numbers(a, b):
        scores[pair] = scores.get(pair, 0.0) + _SAME_NUMBER
    best = sorted(scores, key=lambda pair: (-scores[pair], abs(pair[0] - pair[1]), pair))
    chosen: list[tuple[int, int]] = []
    for i, j in best:
        k = bisect(chosen, (i, j))
        is_behind = k == 0 or (chosen[k - 1][0] < i and chosen[k - 1][1] < j)
        is_before = k == len(chosen) or (chosen[k][0] > i and chosen[k][1] > j)
        if is_behind and is_before:
            chosen.insert(k, (i, j))
    return chosen


def _likeness(a: Sequence[_Passage], b: Sequence[_Passage]) -> dict[tuple[int, int], float]:
    """For each pair that is alike, the share of runs that both have and nothing else in B has; linear in the text."""
    places = unique((run, j) for j, passage in enumerate(b) for run in runs(passage.words))
    votes: Counter[tuple[int, int]] = Counter()
    for i, passage in enumerate(a):
        votes.update((i, places[run]) for run in set(runs(passage.words)) if run in places)
    sizes, others = ([len(set(runs(one.words))) for one in passages] for passages in (a, b))
    shares = {(i, j): count / min(sizes[i], others[j]) for (i, j), count in votes.items()}
    return {pair: share for pair, share in shares.items() if share >= _ALIKE}


def _same_numbers(a: Sequence[_Passage], b: Sequence[_Passage]) -> Iterator[tuple[int, int]]:
    """Pairs with the same number or, without numbers, the same text; repeated ones pair up in order."""
    places = {key: j for j, key in enumerate(_keys(b))}
    return ((i, places[key]) for i, key in enumerate(_keys(a)) if key in places)


def _keys(passages: Iterable[_Passage]) -> Iterator[tuple[Hashable, int]]:
    seen: Counter[Hashable] = Counter()
    for passage in passages:
        key = tuple(passage.words) if passage.number is None else passage.number
        seen[key] += 1
        yield key, seen[key]


def _text(paragraph: Paragraph) -> str:
    """What is compared: a number may change where another paragraph was added, the marking may not."""
    mark = f"({paragraph.marking}) " if paragraph.marking else ""
    return mark + paragraph_text(paragraph)


def _margin(cable: Cable, paragraph: Paragraph) -> int:
    """How many redaction codes are in the margin of a paragraph rather than in its text."""
    found = [one.code for one in cable.redactions if one.paragraph == paragraph.number]
    inside = tokens(paragraph_text(paragraph)) if found else ()
    return len(found) - sum(one.text in found for one in inside)


def _unmatched(a: Sequence[Paragraph], b: Sequence[Paragraph]) -> Iterator[Compared]:
    """Paragraphs without a partner. If one copy has nothing there but a redaction mark, they are redacted in it."""
    if a and b and _are_withheld(a) != _are_withheld(b):
        yield _withheld(a, b)
        return
    for one in a:
        yield _part(PARAGRAPH, (one.number, None), (_text(one), None), (0, 0))
    for one in b:
        yield _part(PARAGRAPH, (None, one.number), (None, _text(one)), (0, 0))


def _are_withheld(paragraphs: Sequence[Paragraph]) -> bool:
    return all(is_withheld(paragraph_text(one)) for one in paragraphs)


def _withheld(a: Sequence[Paragraph], b: Sequence[Paragraph]) -> Compared:
    texts = "\n\n".join(map(numbered_text, a)), "\n\n".join(map(numbered_text, b))
    return Compared(PARAGRAPH, a[0].number, b[0].number, REDACTED, *texts, [Variant(REDACTED, "", *texts)])


def _with_marks(parts: Iterable[Compared]) -> Iterator[Compared]:
    """The parts, where paragraphs missing after a redaction mark at the end of another count as redacted."""
    explained = None
    for part in parts:
        if part.kind == explained:
            yield part._replace(kind=REDACTED, pieces=[one._replace(kind=REDACTED) for one in part.pieces])
        else:
            explained = _explained(part.pieces[-1]) if part.pieces else None
            yield part


def _explained(last: Variant) -> str | None:
    """The kind of paragraph that a closing redaction mark explains: one that the copy with the mark lacks."""
    if last.kind == EQUAL:
        return None
    in_a, in_b = is_withheld(last.a), is_withheld(last.b)
    return None if in_a == in_b else ADDED if in_a else LOST


def _part(
    name: str,
    numbers: tuple[int | None, int | None],
    texts: tuple[str | None, str | None],
    codes: tuple[int, int],
) -> Compared:
    found = pieces(texts[0] or "", texts[1] or "", codes)
    return Compared(name, *numbers, _kind(texts, found), *texts, found)


def _kind(texts: tuple[str | None, str | None], found: Sequence[Variant]) -> str:
    """The kind of a whole part; if any of its words are redacted, it is redacted, whatever else has changed."""
    if None in texts:
        return ADDED if texts[0] is None else LOST
    kinds = {one.kind for one in found}
    return REDACTED if REDACTED in kinds else EQUAL if kinds <= {EQUAL} else CHANGED


def _rows(found: Iterable[Any]) -> Iterator[list[Row]]:
    for one in found:
        yield [dict(zip(_COLUMNS, part, strict=False)) for part in one.parts]


def difference_pages(view: View, found: Iterable[Any], names: Names | None) -> Iterator[list[Block]]:
    """Which copies these are, and what differs; paragraphs that are equal are only counted."""
    for one in found:
        if names:
            yield [table(next(view.rows([one])), names)]
        else:
            yield [*_heads(one), *_blocks(one), Note(_sum(one))]


def _heads(one: Comparison) -> Iterator[Block]:
    for letter, cable in (("A", one.a), ("B", one.b)):
        head, path = title(cable), cable.source.path
        facts = [head.id, head.date, head.sender, head.classification, path if path != head.id else None]
        yield Pair(letter, "  ".join(filter(None, facts)))


def _blocks(one: Comparison) -> Iterator[Block]:
    for is_equal, run in groupby(one.parts, key=lambda part: part.kind == EQUAL):
        parts = list(run)
        if is_equal:
            yield Difference(_equal_label(parts), EQUAL, ())
        else:
            yield from (Difference(_label(part), part.kind, part.pieces) for part in parts)


def _label(part: Compared) -> str:
    if part.part != PARAGRAPH:
        return part.part
    numbers = list(dict.fromkeys(str(n) for n in (part.number_a, part.number_b) if n is not None))
    return f"paragraph {' / '.join(numbers) or 'without number'}"


def _equal_label(parts: Sequence[Compared]) -> str:
    """`paragraphs 3-7`, and what they are in B where that is another number; how many, where one has none."""
    word = PARAGRAPH + "s" * (len(parts) > 1)
    ranges = [_range([part.number_a for part in parts]), _range([part.number_b for part in parts])]
    return f"{word} {' / '.join(dict.fromkeys(ranges))}" if all(ranges) else f"{len(parts)} {word}"


def _range(numbers: Sequence[int | None]) -> str:
    return "" if None in numbers else "-".join(dict.fromkeys(map(str, (numbers[0], numbers[-1]))))


def _sum(one: Comparison) -> str:
    """How many paragraphs there are of each kind, and how many fields differ."""
    kinds = Counter(part.kind for part in one.parts if part.part == PARAGRAPH)
    fields = sum(part.part != PARAGRAPH for part in one.parts)
    counts = [f"{kinds[kind]} {kind}" for kind in (EQUAL, CHANGED, REDACTED, ADDED, LOST) if kinds[kind]]
    return f"paragraphs: {', '.join(counts) or 'none'}; fields that differ: {fields}"


DIFFERENCES = flat_view("differences", _COLUMNS, _rows, difference_pages, takes_more=False)
