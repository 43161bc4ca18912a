"""The index of lines that all stages share: each piece of text with its place, its gap and its role.

A piece is a line, or a part of one where a page marker, a label or a signature shares the line with
other text. Every piece has one role; what no stage claims stays a leftover. Pieces and blank space
together are the whole text, so nothing can get lost.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, compress, count, groupby, pairwise
from operator import add
from typing import TYPE_CHECKING

from cablecli import tables
from cablecli.model import Element, Leftover, Span
from cablecli.parser.pattern import pattern

if TYPE_CHECKING:
    from re import Match, Pattern

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

_MARKER = pattern(
    "page marker",
    r"""(?<![^\s])(?P<number>[0-9]{8})[ \t]+[0-9]{3}(?:\.[0-9])?[ \t]+OF[ \t]+(?P<total>[0-9]{3})(?![0-9])""",
    ignore_case=True,
)
_LINK = pattern("Markdown link", r"""\[(?P<words>[^\[\]\n]{1,200})\]\((?P<target>[^()\s]{1,400})\)""")
_ESCAPE = pattern("Markdown escape", r"""\\([\-*.\[\]_\#>()!+])""")
_WORD = pattern("word of letters", r"""[^\W\d_]+""")
_REACH = 40  # characters before ` OF 003` in which a marker's number and post begin
_MARKER_POST = pattern("page marker post", r"[A-Z0-9X][A-Z0-9 .'\-]{0,24}", ignore_case=True)
_CAPITAL_WORDS = pattern("capital words at the end", r"""(?:(?<![^\s(])[A-Z][A-Z.'\-]{0,15}[ ]+){1,4}+$""")
_PAGE_LINE = pattern(
    "page line",
    r"""PAGE[ ]+[0-9]{2}[ ]+(?:[A-Z][A-Z. ]{1,18}[ ]+[0-9]{3,6}\b|R[A-Z]{3,7}[0-9]{0,5}\b).*$""",
)


def normal(text: str) -> str:
    """Line ends as newlines and no-break blanks as blanks; nothing else is changed."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for sign in ("\f", "\v"):
        if sign in text:
            text = text.replace(sign, "\n")
    if "]" in text and "](" in text:  # one sign is found ten times as quickly as two
        text = _LINK.sub(_link_text, text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return text.replace("\u00a0", " ") if "\u00a0" in text else text


def _link_text(link: "Match[str]") -> str:
    """The words of a Markdown link; its target where the words are an address that the relay broke with a blank."""
    words, target = link["words"], link["target"]
    return target if "://" in words and words.replace(" ", "") == target else words


class Lines:
    """The pieces of one text, as parallel lists.

    `text` is stripped, `start` its offset, `number` its line (1-based), `gap` the blank lines before it. `spaced`
    tells a copy with a blank line after every line, `flat` one whose gaps say nothing, `wide` one without wraps.
    """

    __slots__ = (
        "_words",
        "content",
        "cuts",
        "flat",
        "gap",
        "number",
        "role",
        "spaced",
        "start",
        "text",
        "wide",
    )

    def __init__(self, content: str) -> None:
        self.content = content
        raw = content.split("\n")
        stripped = list(map(str.strip, raw))
        before = accumulate(map(len, raw), initial=-1)  # characters, without the newlines
        self.number = list(compress(count(1), stripped))
        self.text = list(filter(None, stripped))
        self.start: list[int] = list(map(add, compress(before, stripped), self.number))
        for k, (line, text) in enumerate(zip(compress(raw, stripped), self.text, strict=True)):
            if line[0] != text[0]:
                self.start[k] += line.index(text[0])
        self.gap = [n - before - 1 for before, n in pairwise((0, *self.number))]
        self.role = [LEFTOVER] * len(self.text)
        self.cuts: list[int] = []  # offsets of the pieces that begin inside a line
        self._words: frozenset[str] | None = None
        self._judge()

    def _judge(self) -> None:
        """Decide once for the text what its blank lines and line ends are worth (format 1.2)."""
        gaps = self.gap[1:]
        self.spaced = len(gaps) > 8 and gaps.count(0) * 8 < len(gaps)
        if self.spaced:
            self.gap = [g // 2 for g in self.gap]
        self.flat = self.spaced and sum(self.gap[1:]) * 12 < len(gaps)
        self.wide = len([size for size in map(len, self.text) if size > 100]) * 8 > len(self.text)

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
        self.cuts += [start for _, start in parts[1:]]
        self.text[i : i + 1] = [text for text, _ in parts]
        self.start[i : i + 1] = [start for _, start in parts]
        self.gap[i + 1 : i + 1] = [0] * (len(parts) - 1)
        self.number[i + 1 : i + 1] = [self.number[i]] * (len(parts) - 1)
        self.role[i + 1 : i + 1] = [self.role[i]] * (len(parts) - 1)
        return range(i, i + len(parts))

    @property
    def words(self) -> frozenset[str]:
        """The words of the text; only few texts are asked for them."""
        if self._words is None:
            self._words = frozenset(_WORD.findall(self.content))
        return self._words

    def span(self, first: int, last: int) -> Span:
        """From the start of piece `first` to the end of piece `last`."""
        return Span(self.start[first], self.start[last] + len(self.text[last]))

    def is_tight(self, first: int) -> bool:
        """Whether no blank line stands behind piece `first`, as in copies that lost theirs (format 1.4)."""
        return not any(self.gap[first + 1 :])

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

    def beginnings(self, sign: "Pattern[str]", first: int) -> set[int]:
        """Offsets of the pieces from `first` on, itself included, that may begin with a sign.

        The pattern begins with a line end, so that one search tries all lines; pieces cut out of a line are not tried.
        """
        begin = max(0, self.content.rfind("\n", 0, self.start[first]))
        found = {match.end() for match in sign.finditer(self.content, begin)}
        return found.union(self.cuts, self.start[first : first + 1])

    def of_role(self, role: str) -> Iterator[int]:
        """The pieces with a role, in order."""
        k = -1
        for _ in range(self.role.count(role)):
            k = self.role.index(role, k + 1)
            yield k

    def at(self, offset: int) -> int:
        """The piece that holds the character at `offset`, or the one before it."""
        return max(0, bisect_right(self.start, offset) - 1)

    def layout(self) -> Iterator[Element]:
        """Runs of pieces with one role, in order; each start of a paragraph begins a run."""
        first = 0
        for role, run in groupby(self.role):
            count = len(list(run))
            step = 1 if role == PARAGRAPH_START else count
            for k in range(first, first + count, step):
                last = k + step - 1
                yield Element(role, self.span(k, last), (self.number[k], self.number[last]))
            first += count

    def leftovers(self) -> Iterator[Leftover]:
        """The runs that no stage has claimed."""
        if LEFTOVER in self.role:
            for element in self.layout():
                if element.role == LEFTOVER:
                    yield Leftover(element.lines, self.content[element.span.start : element.span.end])


def is_rule(text: str) -> bool:
    """A line of dashes, asterisks, equals or underscores; also one broken by the 45-character blank.

    A line with several groups of dashes is the head of a table and no rule.
    """
    if text[0] not in "-=*_~\u2014\u2013" or text.strip("-=*_~\u2014\u2013 \t"):
        return False
    groups = text.split()
    if len(groups) == 1:
        return len(text) >= 3
    if len(groups) == 2 and "  " not in text:
        return len(groups[0]) >= 20 or len(groups[1]) < 4
    return len(groups[0]) >= 40 or (all(len(g) == 1 for g in groups) and len(groups) > 2)


def join_words(parts: Iterable[str]) -> str:
    """Lines joined by one blank; bare after a hyphen or slash inside a word."""
    out = ""
    for part in parts:
        glue = "" if not out or (out[-1] in "-/" and out[-2:-1].isalnum() and part[:1].isalnum()) else " "
        out += glue + part
    return " ".join(out.split())


def mark_pages(lines: Lines) -> None:
    """Give page markers, alone on a line or inside one, a piece and a role of their own.

    `PARIS 00002827  002.3 OF 003` (measured: 1,496 in 649 of 1,295 cables, 42 of them inside a line).
    """
    inside: dict[int, list[tuple[int, int]]] = {}
    posts: set[str] = set()
    for found in _markers(lines.content):
        i = lines.at(found.start())
        number, end = found.start() - lines.start[i], found.end() - lines.start[i]
        post = lines.text[i][:number].rstrip()
        if end == len(lines.text[i]) and (not post or _MARKER_POST.fullmatch(post)):
            lines.role[i] = PAGE_MARKER
            posts.add(post.upper())
        else:
            inside.setdefault(i, []).append((number, end))
    for i in reversed(inside):
        _cut_markers(lines, i, inside[i], posts)
    if "PAGE 0" in lines.content or "PAGE 1" in lines.content:
        for i, text in enumerate(lines.text):
            if text.startswith("PAGE") and _PAGE_LINE.match(text):
                lines.role[i] = PAGE_MARKER


def _markers(content: str) -> "Iterator[Match[str]]":
    """The markers of a text, found by the words ` OF 0` that all of them hold."""
    for word in (" OF 0", " of 0"):
        last = 0
        at = content.find(word)
        while at >= 0:
            if content[at - 1 : at].isdigit() or content[at - 1 : at].isspace():
                found = _MARKER.search(content, max(last, at - _REACH), at + 9)
                if found:
                    last = found.end()
                    yield found
            at = content.find(word, at + 1)


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
