"""`Lines`: the pieces of a text that all stages share, each with its place, its gap and its role.

A piece is a line, or part of a line where a page marker, a label or a signature shares the line with
other text. Every piece has one role; a piece that no stage claims stays a leftover. Pieces and blank space
together make up the whole text, so nothing can get lost.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import compress, groupby, islice, pairwise
from operator import itemgetter, not_
from typing import TYPE_CHECKING

from cablecli.model import Element, Leftover, Span
from cablecli.model.places import leftovers
from cablecli.model.role import Role
from cablecli.parser.lines.widths import UNWRAPPED, USUAL_WRAP
from cablecli.parser.tokens import numbers
from cablecli.patterns import places

if TYPE_CHECKING:
    from collections.abc import Callable

_BEGINNING = itemgetter(slice(4))
ABOVE_HEADING = "above the heading"  # the rule of lines before the heading that belong to no cable
_FREE = Role.LEFTOVER  # a local name, since looking up a member of an enumeration is slow
_LEAST, _MOST = 40, 120  # characters: shorter lines are ends or lists, longer ones are not wrapped
_ENOUGH = 10  # lines with a next line that show by their lengths alone where the text wraps
_FEWEST = 3  # such lines that show it where most had no room for the next word
_FEWEST_JOINED = 3  # numbers right below a line of text, which show that blank lines part no paragraphs
# One line in so many decides for the whole text; fewer are slips of a copy.
_FEW_TIGHT, _FEW_GAPS, _FEW_LONG = 8, 12, 8
_LEAST_GAPS = 8  # line ends needed to see a habit of blank lines


class Lines:
    """The pieces of one text, as parallel lists.

    For each piece, `text` is its stripped text, `start` its offset, `number` its line (1-based), `gap` the number of
    blank lines before it. `passed` is true for page markers, stamps and the like, which a reader skips.
    For the whole text, `spaced` means a blank line after every line, `flat` that gaps mean nothing, and `wide` that
    lines are not wrapped.
    A split changes the places of all pieces after it. To remember a piece, keep its offset and ask `at` for it.
    """

    __slots__ = (
        "_may_quote",
        "_words",
        "_wrap",
        "content",
        "cuts",
        "flat",
        "gap",
        "number",
        "passed",
        "role",
        "rule",
        "spaced",
        "start",
        "text",
        "wide",
    )

    def __init__(self, content: str) -> None:
        self.content = content
        # Calls for all lines at once (`accumulate`, `compress`) were measured: an eighth slower than this loop.
        texts: list[str] = []
        starts = array("l")  # a number of a list takes five times as much memory
        numbers = array("l")
        gaps: list[int] = []
        at = last = 0
        for number, line in enumerate(content.split("\n"), 1):
            if text := line.strip():
                texts.append(text)
                starts.append(at if line is text else at + line.index(text[0]))
                numbers.append(number)
                gaps.append(number - last - 1)
                last = number
            at += len(line) + 1
        self.text, self.start, self.number, self.gap = texts, starts, numbers, gaps
        self.role: list[Role] = [_FREE] * len(self.text)
        self.rule = [""] * len(self.text)
        self.passed = [False] * len(self.text)
        self.cuts: list[int] = []  # offsets of the pieces that begin inside a line
        self._words: dict[str, bool] = {}
        self._wrap: int | None = None
        self._may_quote: bool | None = None
        self._judge()

    def _judge(self) -> None:
        """Decide for the whole text what its blank lines and line ends mean (FORMAT 1.2)."""
        gaps = self.gap[1:]
        self.spaced = len(gaps) > _LEAST_GAPS and gaps.count(0) * _FEW_TIGHT < len(gaps)
        if self.spaced:  # the copy doubled every line end, or made three of it
            times = 3 if (gaps.count(0) + gaps.count(1)) * _FEW_TIGHT < len(gaps) else 2
            self.gap = [g // times for g in self.gap]
        self.flat = self.spaced and sum(self.gap[1:]) * _FEW_GAPS < len(gaps)
        long = [text for text in self.text if len(text) > UNWRAPPED]
        self.wide = len(long) * _FEW_LONG > len(self.text)

    def __len__(self) -> int:
        return len(self.text)

    def split(self, i: int, *cuts: int) -> range:
        """Cut piece `i` at the given offsets of its text, in order. Return the places of the parts.

        Blank parts are dropped, so an offset at either end of the text cuts nothing.
        """
        whole, base = self.text[i], self.start[i]
        if not any(0 < cut < len(whole) for cut in cuts):
            return range(i, i + 1)
        parts = []
        for start, stop in zip((0, *cuts), (*cuts, len(whole)), strict=True):
            text = whole[start:stop].strip()
            if text:
                parts.append((text, base + whole.index(text[0], start)))
        self.cuts += [start for _, start in parts[1:]]
        self.text[i : i + 1] = [text for text, _ in parts]
        self.start[i : i + 1] = array("l", [start for _, start in parts])
        self.gap[i + 1 : i + 1] = [0] * (len(parts) - 1)
        self.number[i + 1 : i + 1] = array("l", [self.number[i]]) * (len(parts) - 1)
        self.role[i + 1 : i + 1] = [self.role[i]] * (len(parts) - 1)
        self.rule[i + 1 : i + 1] = [self.rule[i]] * (len(parts) - 1)
        self.passed[i + 1 : i + 1] = [self.passed[i]] * (len(parts) - 1)
        return range(i, i + len(parts))

    def take(
        self,
        where: int | range,
        role: Role,
        rule: str,
        *,
        passed: bool = False,
        refines: Role = _FREE,
    ) -> None:
        """Give a piece, or a range of pieces, a role in the name of a rule.

        The first claim wins: a piece that has a role keeps it, unless the rule `refines` that role. Readers skip a
        piece that is `passed`: the sentence before it goes on after it.
        """
        roles = self.role
        for k in (where,) if isinstance(where, int) else where:
            held = roles[k]
            if held is _FREE or held is refines:
                roles[k], self.rule[k], self.passed[k] = role, rule, passed

    def take_free(self, first: int, stop: int, role: Role, rule: str) -> None:
        """Claim a range of pieces, none of which has a role yet."""
        count = stop - first
        self.role[first:stop], self.rule[first:stop] = [role] * count, [rule] * count

    def take_spans(self, spans: Iterable[tuple[int, int]], role: Role, rule: str) -> None:
        """Claim spans of the content as `passed` pieces of their own.

        A span may cover several pieces. One that begins inside another is dropped.
        """
        cuts: dict[int, list[int]] = {}
        covered: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if covered and start < covered[-1][1]:
                continue
            covered.append((start, end))
            for k in range(self.at(start), self.at(end - 1) + 1):
                if inside := [
                    at for at in (start - self.start[k], end - self.start[k]) if 0 < at < len(self.text[k])
                ]:
                    cuts.setdefault(k, []).extend(inside)
        for k in sorted(cuts, reverse=True):
            self.split(k, *cuts[k])
        for start, end in covered:
            self.take(range(self.at(start), self.at(end - 1) + 1), role, rule, passed=True)

    @property
    def wrap(self) -> int:
        """The column at which this copy wraps its lines, measured (FORMAT 1.3).

        It is the length that one in twenty of the lines with a next line exceeds, by a word that was not broken.
        """
        if self._wrap is None:
            sizes = sorted(map(len, compress(self.text, map(not_, self.gap[1:]))))
            wrapped = sizes[bisect_right(sizes, _LEAST) : bisect_right(sizes, _MOST)]
            many = len(wrapped) > _ENOUGH
            self._wrap = wrapped[len(wrapped) * 19 // 20] if many else self._wrap_of_few(wrapped)
        return self._wrap

    def _wrap_of_few(self, sizes: list[int]) -> int:
        """The longest of some sizes of lines, where three lines in four had no room for the next word."""
        if len(sizes) < _FEWEST:
            return USUAL_WRAP
        longest = sizes[-1]
        followed = (
            k for k, gap in enumerate(self.gap[1:]) if not gap and _LEAST < len(self.text[k]) <= longest
        )
        full = sum(len(self.text[k]) + len(self.text[k + 1].partition(" ")[0]) >= longest for k in followed)
        return longest if full * 4 >= len(sizes) * 3 else USUAL_WRAP

    def ends_early(self, k: int) -> bool:
        """Whether the next piece's first word would have fit on the line of piece `k`, so that the break is meant."""
        following = self.text[k + 1].partition(" ")[0] if k + 1 < len(self.text) else ""
        return len(self.text[k]) + 1 + len(following) <= self.wrap

    @property
    def may_quote(self) -> bool:
        """Whether a document may be quoted: few texts have a word that opens or closes one."""
        if self._may_quote is None:
            self._may_quote = any(map(self.content.__contains__, ("egin ", "EGIN ", "UNQUOTE", "UNQTE")))
        return self._may_quote

    def has_word(self, word: str) -> bool:
        """Whether a word stands anywhere in the text, and not only inside longer words. The answer is remembered."""
        if word not in self._words:
            self._words[word] = any(self._is_whole(at, at + len(word)) for at in places(word, self.content))
        return self._words[word]

    def _is_whole(self, start: int, end: int) -> bool:
        return not (self.content[start - 1 : start].isalpha() or self.content[end : end + 1].isalpha())

    def span(self, first: int, last: int) -> Span:
        """From the start of piece `first` to the end of piece `last`."""
        return Span(self.start[first], self.start[last] + len(self.text[last]))

    def is_tight(self, first: int) -> bool:
        """Whether the text after piece `first` has no blank lines, because the copy lost them (FORMAT 1.2).

        Blank lines beside page markers and in the end matter do not count, nor do those inside paragraphs where three
        or more have their numbers right below the text above.
        """
        text = (Role.LEFTOVER, Role.PARAGRAPH_TEXT)
        below = range(first + 1, len(self))
        parted = (
            k
            for k in compress(below, self.gap[first + 1 :])
            if self.role[k] in text and self.role[k - 1] in text
        )
        blank = next(parted, 0)
        if not blank:
            return True
        if self._opens(blank) or any(map(self._opens, parted)):
            return False
        joined = (k for k in below if not self.gap[k] and numbers.numbered(self.text[k]))
        return sum(1 for _ in islice(joined, _FEWEST_JOINED)) == _FEWEST_JOINED

    def _opens(self, k: int) -> bool:
        """Whether piece `k` is a numbered paragraph, or perhaps the heading of one."""
        title = self.text[k][-1] != "." and k + 1 < len(self)
        return any(map(numbers.numbered, self.text[k : k + 1 + title]))

    def indented(self, i: int) -> bool:
        """Whether the piece has a blank before it on its line."""
        return self.start[i] > 0 and self.content[self.start[i] - 1] in " \t"

    def following(self, i: int) -> int:
        """The next piece after `i` that is not passed; `len(self)` at the end."""
        i += 1
        while i < len(self.text) and self.passed[i]:
            i += 1
        return i

    def preceding(self, i: int) -> int:
        """The last piece before `i` that is not passed; -1 at the beginning."""
        i -= 1
        while i >= 0 and self.passed[i]:
            i -= 1
        return i

    def beginning(self, begins: "Callable[[str], bool]", first: int) -> set[int]:
        """The pieces from `first` on whose first four characters satisfy `begins`; also `first`, and all cut pieces.

        `begins` should be cached: the lines of all cables share few beginnings.
        """
        fits = map(begins, map(_BEGINNING, self.text[first:]))
        return {first, *compress(range(first, len(self.text)), fits), *map(self.at, self.cuts)}

    def holding(self, words: Iterable[str], first: int) -> set[int]:
        """The pieces from `first` on that hold one of a few words, found by one search of the text for each word."""
        found: set[int] = set()
        for word in words if first < len(self) else ():
            at = self.content.find(word, self.start[first])
            while at >= 0:
                k = self.at(at)
                found.add(k)
                at = self.content.find(word, max(at + 1, self.start[k] + len(self.text[k])))
        return found

    def of_role(self, role: Role) -> Iterator[int]:
        """The pieces that have this role, in order."""
        k = -1
        for _ in range(self.role.count(role)):
            k = self.role.index(role, k + 1)
            yield k

    def at(self, offset: int) -> int:
        """The piece that holds the character at `offset`, or the one before it."""
        return max(0, bisect_right(self.start, offset) - 1)

    def elements(self) -> Iterator[Element]:
        """Each piece with its role and the rule that claimed it, in order."""
        return self.layout()()

    def layout(self) -> "Callable[[], Iterator[Element]]":
        """`elements` for a later call. It holds no texts of pieces, which would be a second copy of the cable."""
        return partial(_elements, self.content, self.start, self.role, self.rule)

    def leftovers_at(self, places: Iterable[int]) -> Iterator[Leftover]:
        """The pieces at these places as leftovers, with those of one role on adjacent lines joined."""

        def key(one: tuple[int, int]) -> tuple[int, int, Role]:
            count, place = one  # a page marker between two pieces may share the line of one
            return place - count, self.number[place] - count, self.role[place]

        for _, run in groupby(enumerate(places), key):
            found = [place for _, place in run]
            start, end = self.span(found[0], found[-1])
            yield Leftover((self.number[found[0]], self.number[found[-1]]), self.content[start:end])

    def leftovers(self) -> Iterator[Leftover]:
        """The pieces that no stage has claimed, with adjacent ones joined."""
        if Role.LEFTOVER in self.role:
            yield from leftovers(self.elements(), self.content)


def _elements(content: str, starts: "array[int]", roles: list[Role], rules: list[str]) -> Iterator[Element]:
    line, last = 1, 0
    pieces = pairwise((*starts, len(content)))
    for (start, stop), role, rule in zip(pieces, roles, rules, strict=True):
        line += content.count("\n", last, start)
        last = start
        end = start + len(content[start:stop].rstrip())  # between two pieces there are only blanks
        yield Element(role, Span(start, end), (line, line), rule)
