"""From the lines of a paragraph to its text: unwrapped blocks, tables kept, bullets as items, quoted texts apart."""

from itertools import accumulate
from typing import NamedTuple

from cablecli.model import Item, Span
from cablecli.model.role import Role
from cablecli.parser.body import list_signs, table_rows
from cablecli.parser.body.list_signs import Sign
from cablecli.parser.body.runs import (
    BLANK,
    LINE,
    PAGE,
    Part,
    closed,
    follows_short_line,
    go_on,
    single_lines,
)
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens import portion_markings, quotations
from cablecli.parser.tokens.rules import is_rule

_UNWRAPPED = 100  # characters: where wraps are lost, a longer line is a block of prose
_WRAPPED = 45  # a line of prose that the wrap ended is longer
_ENDED = 40  # and one that ended before the wrap is shorter
_SIBLING = 52  # the same, where an item of the kind is open
_NEXT_LABEL = 56  # and where the next label of a list begins the line below


class Composed(NamedTuple):
    text: str
    items: tuple[Item, ...]
    quoted: tuple[Span, ...]


class _Draft:
    """An item under construction."""

    __slots__ = ("above", "first", "items", "kind", "label", "last", "marking", "ordinal", "pieces")

    def __init__(self, sign: Sign, part: Part, above: int) -> None:
        self.above = above  # how many blocks of the paragraph stand above it
        self.kind, self.label, self.ordinal = sign.kind, sign.label, sign.ordinal
        self.first, self.last = part.piece, part.last
        text = part.text[sign.end :].strip()
        found = portion_markings.portion(text)
        self.marking = found[0] if found else None
        self.pieces = [text[found[1] :].lstrip() if found else text]
        self.items: list[_Draft] = []

    def go_on(self, part: Part, lines: Lines) -> None:
        if self.pieces[-1]:
            go_on(self.pieces, part.text, lines)
        else:
            self.pieces[-1] = part.text
        self.last = part.last

    def freeze(self, lines: Lines, at: int) -> Item:
        text = "".join(self.pieces)
        items = tuple(d.freeze(lines, len(text)) for d in self.items)
        return Item(self.label, self.marking, text, items, at, lines.span(self.first, self.last))


class _Composer:
    """Deals the parts of a paragraph, one after the other, to blocks of text and to items."""

    def __init__(self, lines: Lines, listed: frozenset[int]) -> None:
        self.source = lines
        self.listed = listed  # pieces of a list of people
        self.blocks: list[list[str]] = []  # the pieces of each
        self.items: list[_Draft] = []
        self.stack: list[_Draft] = []  # the open item in the one that holds it
        self.quotes: list[tuple[int, int]] = []  # first and last block of each quoted text
        self.depth = 0  # of the quotations that are open
        self.run_in: set[str] = set()  # kinds of labels that count inside sentences

    def claim(self, part: Part) -> None:
        self.source.take(range(part.piece, part.last + 1), Role.ITEM, "item", refines=Role.PARAGRAPH_TEXT)

    def read(self, parts: list[Part]) -> Composed:
        """The text, items and quoted spans of the parts."""
        texts = [part.text for part in parts]
        rows = table_rows.find(texts)
        self.run_in = list_signs.run_in(texts)
        last: Part | None = None
        for place, part in enumerate(parts):
            if is_rule(part.text) and place not in rows:
                self.source.take(part.piece, Role.RULE, "rule in a text", refines=Role.PARAGRAPH_TEXT)
                continue
            if part.piece in self.listed:
                first = last is None or last.piece not in self.listed
                self.add(part._replace(before=BLANK) if first else part, last, row=True)
            else:
                self.add(part, last, place in rows and place - 1 in rows)
            last = part
        if self.quotes and self.quotes[-1][1] < 0:
            self.close_quote()
        return self.composed()

    def composed(self) -> Composed:
        blocks = ["".join(pieces) for pieces in self.blocks]
        spans = _spans(blocks)
        ends = [0, *(span.end for span in spans)]
        items = tuple(draft.freeze(self.source, ends[draft.above]) for draft in self.items)
        quoted = tuple(
            Span(spans[first].start, spans[last].end) for first, last in self.quotes if first <= last
        )
        return Composed("\n\n".join(blocks), items, quoted)

    def add(self, part: Part, last: Part | None, row: bool) -> None:
        """The next part; `row` tells that it goes on with a table."""
        if self.depth:
            self.plain(part, last, row)
            self.depth += quotations.begins_quote(part.text) - quotations.ends_quote(part.text)
            if self.depth < 1:
                self.close_quote()
        elif quotations.begins_quote(part.text):
            self.open_quote(part, last, row)
        elif not row and (sign := self.sign(part, last)):
            self.begin_item(sign, part)
        else:
            self.plain(part, last, row)

    def open_quote(self, part: Part, last: Part | None, row: bool) -> None:
        self.stack.clear()
        self.plain(part._replace(before=BLANK) if part.before == LINE else part, last, row)
        self.depth = 1
        self.quotes.append((len(self.blocks) - 1, -1))
        if quotations.ends_quote(part.text):
            self.close_quote()

    def close_quote(self) -> None:
        self.depth = 0
        self.quotes[-1] = (self.quotes[-1][0], len(self.blocks) - 1)

    # -- blocks of text ----------------------------------------------------------------------------

    def plain(self, part: Part, last: Part | None, row: bool) -> None:
        """Text that begins no item: it goes on with the open item, the block, or opens a block."""
        new = last is None or self.breaks(last, part)
        if self.stack and not (last and new and self.leaves_list(last, part)):
            self.stack[-1].go_on(part, self.source)
            self.claim(part)
            return
        self.stack.clear()
        if new or not self.blocks:
            self.blocks.append([part.text])
        elif row:
            self.blocks[-1] += "\n", part.text
        else:
            go_on(self.blocks[-1], part.text, self.source)

    def leaves_list(self, last: Part, part: Part) -> bool:
        """Whether a new block stands behind the list rather than in its last item."""
        if part.before == PAGE or not part.text[0].isupper():
            return False
        if part.before == BLANK or self.source.flat or self.is_over(last):
            return True
        # Where wraps are lost, a long line behind short bullets is the paragraph's text again.
        return (
            self.stack[-1].ordinal == 0 and len(part.text) > _UNWRAPPED and len(last.text) < _UNWRAPPED + 10
        )

    def is_over(self, last: Part) -> bool:
        """Whether a bullet ended with a stop, far before the wrap: what goes on below it is the paragraph's text."""
        return (
            bool(self.stack)
            and not self.stack[-1].ordinal
            and last.text[-1] in ".!"
            and len(last.tail) < _ENDED
        )

    def breaks(self, last: Part, part: Part) -> bool:
        """Whether a new block begins at `part`. A sentence cut by a page or a lost marker goes on (FORMAT 4.8)."""
        if self.is_behind_quote():
            return True
        if part.before == PAGE:
            return follows_short_line(last, part)
        if part.before == BLANK or self.source.flat:
            return not _is_cut(last, part)
        if part.text[0].islower() or not self.source.wide:
            return part.text[0].isupper() and self.is_over(last)
        return closed(last.text) and (len(last.text) > _UNWRAPPED or bool(self.stack))

    def is_behind_quote(self) -> bool:
        """Whether the last block ends a quoted text."""
        return bool(self.quotes) and not self.depth and self.quotes[-1][1] == len(self.blocks) - 1

    # -- items -------------------------------------------------------------------------------------

    def sign(self, part: Part, last: Part | None) -> Sign | None:
        """The sign where the part begins an item."""
        if found := list_signs.bullet(part.text):
            return found if self.may_begin_bullet(part, last, found.kind) else None
        return next((label for label in list_signs.labels(part.text) if self.counts(label, part, last)), None)

    def may_begin_bullet(self, part: Part, last: Part | None, kind: str) -> bool:
        """A dash at a line start in mid-sentence is punctuation (FORMAT 4.5)."""
        if last is None or part.before == BLANK or _ends_item(last.tail):
            return True
        sibling = bool(self.stack) and self.stack[-1].kind == kind
        if _enumerates(last.tail):
            return sibling
        size = len(last.tail)
        return size < _ENDED or (sibling and (size < _SIBLING or self.source.wide))

    def counts(self, label: Sign, part: Part, last: Part | None) -> bool:
        """Whether a label is the first of its kind here or the next, and text may end before it."""
        running = next((d for d in self.stack if d.kind == label.kind), None)
        before = running or self.sibling(label.kind)
        follows = before is not None and label.ordinal == before.ordinal + 1
        if not follows and (running or label.ordinal != 1 or label.kind in self.run_in):
            return False
        return self.may_begin_label(part, last, _NEXT_LABEL if running else _ENDED)

    def sibling(self, kind: str) -> _Draft | None:
        """The item before on the same level, if it is of this kind."""
        siblings = self.stack[-1].items if self.stack else self.items
        return siblings[-1] if siblings and siblings[-1].kind == kind else None

    def may_begin_label(self, part: Part, last: Part | None, longest: int) -> bool:
        """Whether the line before ends: by its sign, or shorter than the wrap would leave it."""
        if last is None or part.before != LINE or self.source.flat:
            return True
        return _ends_item(last.tail) or _enumerates(last.tail) or len(last.tail) < longest

    def begin_item(self, sign: Sign, part: Part) -> None:
        """Open an item: beside the open one of its kind, else inside the open one."""
        draft = _Draft(sign, part, len(self.blocks))
        self.claim(part)
        beside = next((k for k, open_item in enumerate(self.stack) if open_item.kind == sign.kind), None)
        if beside is not None:
            del self.stack[beside:]
        elif not self.stack and self.belongs_below_last(sign):
            self.stack.append(self.items[-1])
        (self.stack[-1].items if self.stack else self.items).append(draft)
        self.stack.append(draft)

    def belongs_below_last(self, sign: Sign) -> bool:
        """Whether a bullet stands under a numbered item that text behind it has closed."""
        return bool(self.items) and sign.ordinal == 0 and self.items[-1].ordinal > 0


def _is_cut(last: Part, part: Part) -> bool:
    """Whether a blank line stands inside a sentence: it goes on in lower case, behind a comma, or at the wrap."""
    if part.text[0].islower():
        return last.text[-1] not in ".!?:"
    if closed(last.text):
        return False
    wrapped = last.text[-1].isalnum() and len(last.tail) > _WRAPPED and part.text[0] not in "-*•("
    return wrapped or last.text[-1] == ","


def _ends_item(text: str) -> bool:
    """Whether a line ends an item of a list, also the last but one: `...; and`."""
    return closed(text) or text[-1] == ";" or text.lower().endswith(("; and", "; or"))


def _enumerates(text: str) -> bool:
    """Whether a line ends within an enumeration."""
    return text[-1] == "," or text.lower().endswith((" and", " or"))


def listed(lines: Lines, parts: list[Part]) -> Composed:
    """A list of people keeps its lines."""
    text = ""
    for part in single_lines(lines, parts):
        if is_rule(part.text):
            continue
        text += part.text if not text else ("\n\n" if part.before == BLANK else "\n") + part.text
    return Composed(text, (), ())


def compose(lines: Lines, parts: list[Part], listed: frozenset[int] = frozenset()) -> Composed:
    """The text, items and quoted spans of a paragraph's parts; the items' pieces get their role.

    The pieces `listed` are lines of a list of people, which stay lines.
    """
    if len(parts) == 1 and _is_plain(parts[0].text):
        return Composed(parts[0].text, (), ())
    listing = any(part.text[0] == "-" for part in parts)
    parts = [piece for part in parts for piece in list_signs.run_on(part, listing)]
    return _Composer(lines, listed).read(parts)


def _is_plain(text: str) -> bool:
    """Whether a text can hold no bullet, list label or quotation: most paragraphs are so."""
    if not text[:2].isalnum() or text[1:2] == "" or text[2:3] in (".", ")"):
        return False
    return not ("--" in text or " - " in text or "egin" in text or "EGIN" in text)


def _spans(blocks: list[str]) -> list[Span]:
    """Where the blocks stand in the text, with a blank line between them."""
    ends = accumulate(len(block) + 2 for block in blocks)
    return [Span(end - 2 - len(block), end - 2) for block, end in zip(blocks, ends, strict=True)]
