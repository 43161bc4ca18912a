"""Composes the text of a paragraph from its parts: prose unwrapped, tables kept, bullets as items, quotations apart."""

from collections import deque
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from cablecli.facts.bullets import BULLETS
from cablecli.model import Item, Span
from cablecli.model.role import Role
from cablecli.parser.body import item_marks, table_rows
from cablecli.parser.body.item_marks import Mark
from cablecli.parser.body.runs import (
    BLANK,
    LINE,
    PAGE,
    Part,
    closed,
    follows_short_line,
    go_on,
    single_lines,
    unquoted,
)
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.widths import UNWRAPPED
from cablecli.parser.tokens import numbers, portion_markings, quotations
from cablecli.parser.tokens.rules import is_rule

# Lengths of lines, in characters.
_WRAPPED = 45  # a line that the wrap ended is longer
_ENDED = 40  # a line that ended before the wrap is shorter
_SIBLING = 52  # the same if an item of the same kind is open
_NEXT_LABEL = 56  # the same if the next label of the list begins the line below


class Composed(NamedTuple):
    text: str
    items: tuple[Item, ...]
    quoted: tuple[Span, ...]


class _ItemDraft:
    """An item under construction."""

    __slots__ = ("above", "first", "items", "kind", "label", "last", "marking", "ordinal", "pieces")

    def __init__(self, mark: Mark, part: Part, above: int) -> None:
        self.above = above  # how many blocks of the paragraph come before it
        self.kind, self.label, self.ordinal = mark.kind, mark.label, mark.ordinal
        self.first, self.last = part.piece, part.last
        text = part.text[mark.end :].strip()
        found = portion_markings.portion(text)
        self.marking = found[0] if found else None
        text = text[found[1] :].lstrip() if found else text
        self.pieces = [text] if text else []
        self.items: list[_ItemDraft] = []

    def freeze(self, lines: Lines, at: int) -> Item:
        """The finished item, which claims its lines. It stands at offset `at` of the text around it."""
        lines.take(range(self.first, self.last + 1), Role.ITEM, "item", refines=Role.PARAGRAPH_TEXT)
        text = "".join(self.pieces)
        items = tuple(d.freeze(lines, len(text)) for d in self.items)
        return Item(self.label, self.marking, text, items, at, lines.span(self.first, self.last))


class _Composer:
    """Deals the parts of a paragraph, in order, to blocks of text and to items."""

    def __init__(self, lines: Lines, listed: frozenset[int]) -> None:
        self.source = lines
        self.listed = listed  # pieces of a list of people
        self.blocks: list[list[str]] = []  # the pieces of each
        self.items: deque[_ItemDraft] = deque()
        self.stack: list[_ItemDraft] = []  # the open items, each inside the one before
        self.quotes: list[tuple[int, int]] = []  # first and last block of each quoted text
        self.depth = 0  # how many quotations are open
        self.texts: list[str] = []  # of all parts
        self.may_begin = False  # one of the texts may begin a quotation
        self.leading: set[int] = set()  # the pieces that lead to a quotation with the word QUOTE
        self.closes = quotations.ends_quote  # tells the end of the open quotation
        self.run_in: set[str] = set()  # kinds of labels that enumerate inside sentences
        self.lone = False  # only one part begins with a dash

    def read(self, parts: list[Part]) -> Composed:
        """The text, items and quoted spans of the parts."""
        rows = self.survey(parts)
        last: Part | None = None
        for place, part in enumerate(parts):
            row = place in rows
            if not row and is_rule(part.text):
                self.source.take(part.piece, Role.RULE, "rule in a text", refines=Role.PARAGRAPH_TEXT)
                continue
            listed = part.piece in self.listed
            if listed and not (last and last.piece in self.listed):
                part = part._replace(before=BLANK)
            self.add(part, last, listed or (row and place - 1 in rows))
            last = part
        if self.depth:
            self.close_quote()
        return self.composed()

    def survey(self, parts: list[Part]) -> set[int]:
        """Find what only the paragraph as a whole shows of dashes, labels and quotations. Return the rows of tables."""
        self.texts = [part.text for part in parts]
        whole = "\n".join(self.texts)
        self.run_in = item_marks.run_in(self.texts) if ") " in whole else set()
        self.lone = whole.startswith("-") + whole.count("\n-") == 1
        self.may_begin = "egin " in whole or "EGIN " in whole
        self.leading = {parts[at].piece for at in unquoted(parts)} if self.source.may_quote else set()
        return table_rows.find(self.texts)

    def composed(self) -> Composed:
        blocks = ["".join(pieces) for pieces in self.blocks]
        spans = _spans(blocks)
        ends = [0, *(span.end for span in spans)]
        drafts = (self.items.popleft() for _ in range(len(self.items)))  # of which there may be many
        items = tuple(draft.freeze(self.source, ends[draft.above]) for draft in drafts)
        quoted = tuple(
            Span(spans[first].start, spans[last].end) for first, last in self.quotes if first <= last
        )
        return Composed("\n\n".join(blocks), items, quoted)

    def add(self, part: Part, last: Part | None, row: bool) -> None:
        """Add the next part. With `row` it continues a table."""
        if self.depth:
            self.plain(part, last, row)
            self.depth += quotations.begins_quote(part.text) - self.closes(part.text)
            if self.depth < 1:
                self.close_quote()
        elif part.piece in self.leading or (self.may_begin and quotations.begins_quote(part.text)):
            self.open_quote(part, last, row)
        elif not row and (mark := self.mark(part, last)):
            self.begin_item(mark, part)
        else:
            self.plain(part, last, row)

    def open_quote(self, part: Part, last: Part | None, row: bool) -> None:
        self.stack.clear()
        self.plain(part._replace(before=BLANK) if part.before == LINE else part, last, row)
        self.depth = 1
        self.quotes.append((len(self.blocks) - 1, -1))
        self.closes = quotations.ends_unquoted if part.piece in self.leading else quotations.ends_quote
        if self.closes(part.text):
            self.close_quote()

    def close_quote(self) -> None:
        self.depth = 0
        self.quotes[-1] = (self.quotes[-1][0], len(self.blocks) - 1)

    # -- blocks of text ----------------------------------------------------------------------------

    def plain(self, part: Part, last: Part | None, row: bool) -> None:
        """Add text that begins no item: to the open item, to the block, or as a new block."""
        new = last is None or self.breaks(last, part)
        if self.stack:
            if not (last and new and self.leaves_list(last, part)):
                self.stack[-1].last = part.last
                go_on(self.stack[-1].pieces, part.text, self.source)
                return
            self.stack.clear()
        if new or not self.blocks:
            self.blocks.append([part.text])
        elif row:
            self.blocks[-1] += "\n", part.text
        else:
            go_on(self.blocks[-1], part.text, self.source)

    def leaves_list(self, last: Part, part: Part) -> bool:
        """Whether a new block comes after the list rather than belonging to its last item."""
        if part.before == PAGE or not part.text[0].isupper():
            return False
        if part.before == BLANK or self.source.flat or self.is_over(last):
            return True
        # Where wraps are lost, a long line after short bullets is the paragraph's text again.
        return self.stack[-1].ordinal == 0 and len(part.text) > UNWRAPPED and len(last.text) < UNWRAPPED + 10

    def is_over(self, last: Part) -> bool:
        """Whether the open bullet ended with a stop well before the wrap, so that the paragraph goes on below."""
        return (
            bool(self.stack)
            and not self.stack[-1].ordinal
            and last.text[-1] in ".!"
            and len(last.tail) < _ENDED
        )

    def breaks(self, last: Part, part: Part) -> bool:
        """Whether a new block begins at `part`. A sentence that a page join cut goes on (FORMAT 4.8)."""
        if self.is_after_quote():
            return True
        if part.before == PAGE:
            return follows_short_line(last, part)
        if part.before == BLANK or self.source.flat:
            return not _is_cut(last, part)
        if part.text[0].islower() or not self.source.wide:
            return bool(self.stack) and part.text[0].isupper() and self.is_over(last)
        return closed(last.text) and (len(last.text) > UNWRAPPED or bool(self.stack))

    def is_after_quote(self) -> bool:
        """Whether the last block ends a quoted text."""
        return bool(self.quotes) and not self.depth and self.quotes[-1][1] == len(self.blocks) - 1

    # -- items -------------------------------------------------------------------------------------

    def mark(self, part: Part, last: Part | None) -> Mark | None:
        """The bullet or label of the item that the part begins, or None."""
        for mark in item_marks.read(part.text):
            is_label = mark.ordinal > 0
            if self.counts(mark, part, last) if is_label else self.may_begin_bullet(part, last, mark.kind):
                return mark
        return None

    def may_begin_bullet(self, part: Part, last: Part | None, kind: str) -> bool:
        """Whether a bullet begins an item. In mid-sentence a dash is punctuation (FORMAT 4.5)."""
        if last is None or part.before == BLANK or _ends_item(last.tail):
            return True
        sibling = bool(self.stack) and self.stack[-1].kind == kind
        if _enumerates(last.tail):
            return sibling
        if self.lone and part.text.count(f" {kind} ") == 1:
            return False  # the second dash closes an aside that the first opens
        size = len(last.tail)
        return size < _ENDED or (sibling and (size < _SIBLING or self.source.wide))

    def counts(self, label: Mark, part: Part, last: Part | None) -> bool:
        """Whether a label begins an item: it is the first of its kind or the next, and the line before may end."""
        running = next((d for d in self.stack if d.kind == label.kind), None)
        before = running or self.sibling(label.kind)
        follows = before is not None and label.ordinal == before.ordinal + 1
        if not follows and (running or label.ordinal != 1 or label.kind in self.run_in):
            return False
        longest = _NEXT_LABEL if running else _ENDED
        return self.may_begin_label(part, last, longest) and not self.answers(label)

    def answers(self, label: Mark) -> bool:
        """Whether a label A begins an answer, since a question begins with Q right before one."""
        return label.label == "A" and self.is_transcript

    @cached_property
    def is_transcript(self) -> bool:
        """Whether a letter A follows Q at line starts; in a list of letters R does."""
        return "QA" in "".join(text[0] for text in self.texts if text[1:3] == ". ")

    def sibling(self, kind: str) -> _ItemDraft | None:
        """The previous item on the same level, if it is of this kind."""
        siblings = self.stack[-1].items if self.stack else self.items
        return siblings[-1] if siblings and siblings[-1].kind == kind else None

    def may_begin_label(self, part: Part, last: Part | None, longest: int) -> bool:
        """Whether the line before a label ended, by its punctuation or because it is short."""
        if last is None or part.before != LINE or self.source.flat:
            return True
        if _ends_item(last.tail) or _enumerates(last.tail):
            return True
        counted = numbers.counts_on(last.tail.rpartition(" ")[2])  # `Part` / `II. of the treaty`
        return len(last.tail) < longest and not counted

    def begin_item(self, mark: Mark, part: Part) -> None:
        """Open an item beside the open one of its kind, else inside the innermost open one."""
        draft = _ItemDraft(mark, part, len(self.blocks))
        if not self.stack and self.belongs_below_last(mark):
            self.stack.append(self.items[-1])
        for k, open_item in enumerate(self.stack):
            if open_item.kind == mark.kind:
                del self.stack[k:]
                break
        (self.stack[-1].items if self.stack else self.items).append(draft)
        self.stack.append(draft)

    def belongs_below_last(self, mark: Mark) -> bool:
        """Whether a bullet belongs to the last numbered item, although text after that item closed it."""
        return bool(self.items) and mark.ordinal == 0 and self.items[-1].ordinal > 0


def _is_cut(last: Part, part: Part) -> bool:
    """Whether a blank line cuts a sentence, which goes on in lower case, after a comma, or after a full line."""
    if part.text[0].islower():
        return last.text[-1] not in ".!?:"
    if closed(last.text):
        return False
    wrapped = last.text[-1].isalnum() and len(last.tail) > _WRAPPED and part.text[0] not in f"-({BULLETS}"
    return wrapped or last.text[-1] == ","


def _ends_item(text: str) -> bool:
    """Whether a line ends an item of a list: with punctuation, or `...; and`."""
    return closed(text) or text[-1] == ";" or text.lower().endswith(("; and", "; or"))


def _enumerates(text: str) -> bool:
    """Whether a line ends inside an enumeration, with a comma, `and` or `or`."""
    return text[-1] == "," or text.lower().endswith((" and", " or"))


def listed(lines: Lines, parts: list[Part]) -> Composed:
    """Compose a list of people, which keeps its lines."""
    text = ""
    for part in single_lines(lines, parts):
        if is_rule(part.text):
            continue
        text += part.text if not text else ("\n\n" if part.before == BLANK else "\n") + part.text
    return Composed(text, (), ())


def compose(lines: Lines, parts: list[Part], listed: frozenset[int] = frozenset()) -> Composed:
    """Compose text, items and quoted spans from a paragraph's parts, and claim the lines of items.

    The pieces `listed` belong to a list of people and stay lines.
    """
    if len(parts) == 1 and _is_plain(parts[0].text, lines.may_quote):
        return Composed(parts[0].text, (), ())
    return _Composer(lines, listed).read(_cut_apart(parts))


def _cut_apart(parts: list[Part]) -> list[Part]:
    """The parts, cut at the bullets inside them."""
    whole = "".join([f"\n{part.text}" for part in parts])
    if not any(map(whole.__contains__, item_marks.RUN_ON_SIGNS)):
        return parts
    listing = "\n-" in whole
    return [piece for part in parts for piece in item_marks.run_on(part, listing)]


def _is_plain(text: str, may_quote: bool) -> bool:
    """Whether a text surely has no bullet, list label or quotation, as most paragraphs."""
    if not text[:2].isalnum() or text[1:2] == "" or text[2:3] in (".", ")"):
        return False
    # One character is found ten times as quickly as two.
    dashes = "-" in text and ("--" in text or " - " in text)
    return not (dashes or (may_quote and ("egin" in text or "EGIN" in text)))


def _spans(blocks: list[str]) -> list[Span]:
    """The spans of the blocks in a text that has a blank line between them."""
    ends = accumulate(len(block) + 2 for block in blocks)
    return [Span(end - 2 - len(block), end - 2) for block, end in zip(blocks, ends, strict=True)]
