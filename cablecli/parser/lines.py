"""The index of lines that all stages share: each piece of text with its place, its gap and its role.

A piece is a line, or a part of one where a page marker, a label or a signature shares the line with
other text. Every piece has one role; what no stage claims stays a leftover. Pieces and blank space
together are the whole text, so nothing can get lost.
"""

from bisect import bisect_right
from collections.abc import Iterator

from cablecli import tables
from cablecli.model import Element, Leftover, Span
from cablecli.parser.pattern import Pattern

FURNITURE = "furniture"  # what the carrier or an editor put before the cable
HEADING = "heading line"
DISTRIBUTION = "distribution"
MARKING = "marking"
CAPTION = "caption"
SLUG = "passing line"
FIELD = "field"
PAGE_MARKER = "page marker"
RULE = "rule"
SECTION_HEADING = "section heading"
PARAGRAPH_START = "paragraph start"
PARAGRAPH_TEXT = "paragraph text"
ITEM = "item"
PARTICIPANTS = "participants"
BOILERPLATE = "boilerplate"
SIGNATURE = "signature"
TRAILER = "trailer"
LEFTOVER = "leftover"

_MARKER = Pattern(
    "page marker",
    r"""(?<![^\s])(?P<number>[0-9]{8})[ \t]+[0-9]{3}(?:\.[0-9])?[ \t]+OF[ \t]+(?P<total>[0-9]{3})(?![0-9])""",
    ignore_case=True,
)
_MARKER_POST = Pattern("page marker post", r"[A-Z0-9X][A-Z0-9 .'\-]{0,24}", ignore_case=True)
_CAPITAL_WORDS = Pattern("capital words at the end", r"""(?:(?<![^\s(])[A-Z][A-Z.'\-]{0,15}[ ]+){1,4}+$""")
_PAGE_LINE = Pattern(
    "page line",
    r"""PAGE[ ]+[0-9]{2}[ ]+(?:[A-Z][A-Z. ]{1,18}[ ]+[0-9]{3,6}\b|R[A-Z]{3,7}[0-9]{0,5}\b).*$""",
)


class Lines:
    """The pieces of one text, as parallel lists; `gap` counts the blank lines before a piece."""

    __slots__ = ("content", "end", "flat", "gap", "number", "role", "spaced", "start", "text", "wide")

    def __init__(self, content: str) -> None:
        self.content = content
        self.text: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.gap: list[int] = []
        self.number: list[int] = []
        self._split()
        self.role = [LEFTOVER] * len(self.text)
        gaps = self.gap[1:]
        tight = gaps.count(0)
        self.spaced = len(gaps) > 8 and tight * 8 < len(gaps)
        if self.spaced:
            self.gap = [g // 2 for g in self.gap]
        self.flat = self.spaced and sum(self.gap[1:]) * 12 < len(gaps)
        self.wide = sum(len(s) > 100 for s in self.text) * 8 > len(self.text)

    def _split(self) -> None:
        offset = gap = 0
        for number, raw in enumerate(self.content.split("\n"), 1):
            text = raw.strip()
            if text:
                start = offset + raw.index(text[0])
                self.text.append(text)
                self.start.append(start)
                self.end.append(start + len(text))
                self.gap.append(gap)
                self.number.append(number)
                gap = 0
            else:
                gap += 1
            offset += len(raw) + 1

    def __len__(self) -> int:
        return len(self.text)

    def split(self, i: int, *cuts: int) -> range:
        """Cut piece `i` at offsets of its text, in order; give the places of the parts, which have no gap between.

        Blank parts vanish, so that an offset at either end of the text cuts nothing.
        """
        whole, base = self.text[i], self.start[i]
        parts = []
        for start, stop in zip((0, *cuts), (*cuts, len(whole)), strict=True):
            text = whole[start:stop].strip()
            if text:
                parts.append((text, base + whole.index(text[0], start)))
        self.text[i : i + 1] = [text for text, _ in parts]
        self.start[i : i + 1] = [start for _, start in parts]
        self.end[i : i + 1] = [start + len(text) for text, start in parts]
        self.gap[i + 1 : i + 1] = [0] * (len(parts) - 1)
        self.number[i + 1 : i + 1] = [self.number[i]] * (len(parts) - 1)
        self.role[i + 1 : i + 1] = [self.role[i]] * (len(parts) - 1)
        return range(i, i + len(parts))

    def span(self, first: int, last: int) -> Span:
        """From the start of piece `first` to the end of piece `last`."""
        return Span(self.start[first], self.end[last])

    def indented(self, i: int) -> bool:
        """Whether blanks stand before the piece on its line."""
        return self.start[i] > 0 and self.content[self.start[i] - 1] in " \t"

    def following(self, i: int) -> int:
        """The next piece after `i` that is no page marker; `len(self)` at the end."""
        i += 1
        while i < len(self.text) and self.role[i] == PAGE_MARKER:
            i += 1
        return i

    def preceding(self, i: int) -> int:
        """The last piece before `i` that is no page marker; -1 at the beginning."""
        i -= 1
        while i >= 0 and self.role[i] == PAGE_MARKER:
            i -= 1
        return i

    def at(self, offset: int) -> int:
        """The piece that holds the character at `offset`, or the one before it."""
        return max(0, bisect_right(self.start, offset) - 1)

    def layout(self) -> Iterator[Element]:
        """Runs of pieces with one role, in order."""
        first = 0
        for i in range(1, len(self.text) + 1):
            if i == len(self.text) or self.role[i] != self.role[first] or self.role[i] == PARAGRAPH_START:
                span = self.span(first, i - 1)
                yield Element(self.role[first], span, (self.number[first], self.number[i - 1]))
                first = i

    def leftovers(self) -> Iterator[Leftover]:
        """The runs that no stage has claimed."""
        for element in self.layout():
            if element.role == LEFTOVER:
                yield Leftover(element.lines, self.content[element.span.start : element.span.end])


def mark_pages(lines: Lines) -> None:
    """Give page markers, alone on a line or inside one, a piece and a role of their own.

    `PARIS 00002827  002.3 OF 003` (measured: 1,496 in 649 of 1,295 cables, 42 of them inside a line).
    """
    if " OF " in lines.content or " of " in lines.content:
        posts = _mark_lone_markers(lines)
        inside: dict[int, list[tuple[int, int]]] = {}
        for found in _MARKER.finditer(lines.content):
            i = lines.at(found.start())
            if lines.role[i] != PAGE_MARKER:
                inside.setdefault(i, []).append(
                    (found.start() - lines.start[i], found.end() - lines.start[i])
                )
        for i in reversed(inside):
            _cut_markers(lines, i, inside[i], posts)
    if "PAGE 0" in lines.content or "PAGE 1" in lines.content:
        for i, text in enumerate(lines.text):
            if text.startswith("PAGE") and _PAGE_LINE.match(text):
                lines.role[i] = PAGE_MARKER


def _mark_lone_markers(lines: Lines) -> set[str]:
    posts = set()
    for i, text in enumerate(lines.text):
        if text[-1].isdigit() and len(text) < 60 and (found := _MARKER.search(text)):
            post = text[: found.start()].rstrip()
            if found.end() == len(text) and (not post or _MARKER_POST.fullmatch(post)):
                lines.role[i] = PAGE_MARKER
                posts.add(post.upper())
    return posts


def _cut_markers(lines: Lines, i: int, places: list[tuple[int, int]], posts: set[str]) -> None:
    """Cut the markers at `places` (number, end) out of piece `i`, with the post names before them."""
    cuts = []
    for number, end in places:
        before = lines.text[i][max(0, number - 40) : number]
        cuts += [number - _post_width(before, posts), end]
    offset = lines.start[i]
    markers = {offset + start for start in cuts[::2]}
    for k in lines.split(i, *cuts):
        if any(lines.start[k] - blanks in markers for blanks in range(4)):
            lines.role[k] = PAGE_MARKER


def _post_width(before: str, posts: set[str]) -> int:
    """How many characters at the end of `before` are the marker's post name."""
    tail = before.rstrip().upper()
    for post in sorted(posts, key=len, reverse=True):
        if post and tail.endswith(post):
            return len(before) - (len(tail) - len(post))
    words = _CAPITAL_WORDS.search(before)
    if not words:
        return 0
    found: str = words[0]
    while " " in found.strip() and not tables.post(found.strip()):
        found = found.lstrip().partition(" ")[2].lstrip()
    return len(found)
