"""From the lines of a paragraph to its text: unwrapped blocks, tables kept, bullets as items, quoted texts apart."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from cablecli.model import Item, Span
from cablecli.model.role import Role
from cablecli.parser.body.runs import (
    BLANK,
    LINE,
    PAGE,
    Part,
    closed,
    follows_short_line,
    go_on,
    has_columns,
    single,
    single_lines,
)
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens import portion_markings, quotations
from cablecli.parser.tokens.rules import is_rule
from cablecli.patterns import pattern

if TYPE_CHECKING:
    from re import Match

_SIGN = pattern(
    "bullet",
    r"""(?P<dash>-[ ]-|--?)(?![-\s]{0,80}$)(?:[ ]+|(?=[A-Za-z("'\[]))(?=\S) | (?P<sign>[*•·–—§]
        |o(?=[ ]+[^\s]))[ ]*(?=[^\s*])""",
)
_LIST = pattern(
    "list label",
    r"""(?P<pilcrow>[¶\ufffd][ ]?)?(?:(?P<paren>\((?P<inner>[a-zA-Z]|[0-9]{1,2}|i{1,3}|iv|vi{0,3}|ix)\))
        |(?P<plain>[a-zA-Z]|[0-9]{1,2}|[ivx]{2,4}|[IVX]{2,4})(?P<point>[.)]))(?![a-zA-Z]\.)[ ]*(?<![0-9]\.
    (?=[0-9]))(?=[^\s.,)])""",
)
_RUN_ON = pattern(
    "run-on bullet",
    r"""[:;.,?!](?:(?=[ ]*--?[ ]+[A-Za-z(“"'0-9])|(?<=:)(?=[ ]*--[A-Za-z(])
        |(?<=[;,])[ ](?:and|AND|or)(?=[ ]+--[ ]*\S))""",
)
_COLUMNS = pattern("table row", r"""(?:[^ .:!?"\)][ ]{2,}(?=\S)|\.{4,}|\t|[ ]{3,}|[ ]\|[ ])""")
_FORM = pattern("form line", r"""[A-Z][\w /.#()&'\-]{0,30}:[ \t]+\S""")


class Composed(NamedTuple):
    text: str
    items: tuple[Item, ...]
    quoted: tuple[Span, ...]
    places: tuple[int, ...] = ()  # offsets in the text at which the items stand


class _Draft:
    """An item under construction."""

    __slots__ = ("first", "items", "kind", "label", "last", "marking", "ordinal", "pieces")

    def __init__(self, kind: str, label: str, ordinal: int, text: str, piece: int, last: int) -> None:
        self.kind, self.label, self.ordinal = kind, label, ordinal
        self.first, self.last = piece, last
        found = portion_markings.portion(text)
        self.marking = found[0] if found else None
        self.pieces = [text[found[1] :].lstrip() if found else text]
        self.items: list[_Draft] = []

    def freeze(self, source: Lines) -> Item:
        items = tuple(d.freeze(source) for d in self.items)
        return Item(self.label, self.marking, "".join(self.pieces), items, source.span(self.first, self.last))


class _Composer:
    def __init__(self, source: Lines) -> None:
        self.source = source
        self.blocks: list[list[str]] = []  # the pieces of each
        self.items: list[_Draft] = []
        self.above: list[int] = []  # how many blocks stand above each
        self.stack: list[_Draft] = []
        self.quotes: list[tuple[int, int]] = []  # first and last block of each quoted text
        self.depth = 0  # of the quotations that are open

    def claim(self, part: Part) -> None:
        self.source.role[part.piece : part.last + 1] = [Role.ITEM] * (part.last + 1 - part.piece)

    def add(self, part: Part, last: Part | None, rows: bool) -> None:
        if self.depth:
            self.plain(part, last, rows)
            self.depth += quotations.begins_quote(part.text) - quotations.ends_quote(part.text)
            if self.depth < 1:
                self.close_quote()
        elif quotations.begins_quote(part.text):
            self.open_quote(part, last, rows)
        elif not rows and (found := self.bullet(part, last)):
            self.begin_item(found, part)
        else:
            self.plain(part, last, rows)

    def open_quote(self, part: Part, last: Part | None, rows: bool) -> None:
        self.stack.clear()
        self.plain(part._replace(before=BLANK) if part.before == LINE else part, last, rows)
        self.depth = 1
        self.quotes.append((len(self.blocks) - 1, -1))
        if quotations.ends_quote(part.text):
            self.close_quote()

    def close_quote(self) -> None:
        self.depth = 0
        self.quotes[-1] = (self.quotes[-1][0], len(self.blocks) - 1)

    def plain(self, part: Part, last: Part | None, rows: bool) -> None:
        """Text that begins no item: it goes on with the open item, the block, or opens a block."""
        text = part.text
        new = last is None or self.breaks(last, part)
        if self.stack and not (last and new and self.leaves_list(last, part)):
            item = self.stack[-1]
            if item.pieces[-1]:
                go_on(item.pieces, text, self.source)
            else:
                item.pieces[-1] = text
            item.last = part.last
            self.claim(part)
            return
        self.stack.clear()
        if new or not self.blocks:
            self.blocks.append([text])
        elif rows:
            self.blocks[-1] += "\n", text
        else:
            go_on(self.blocks[-1], text, self.source)

    def leaves_list(self, last: Part, part: Part) -> bool:
        """Whether a new block stands behind the list rather than in its last item."""
        if part.before == PAGE or not part.text[0].isupper():
            return False
        if part.before == BLANK or self.source.flat:
            return True
        # Where wraps are lost, a long line behind short bullets is the paragraph's text again.
        return self.stack[-1].ordinal == 0 and len(part.text) > 100 and len(last.text) < 110

    def breaks(self, last: Part, part: Part) -> bool:
        """Whether a new block begins at `part`. A sentence cut by a page or a lost marker goes on (format 4.9)."""
        done = closed(last.text)
        if self.quotes and not self.depth and self.quotes[-1][1] == len(self.blocks) - 1:
            return True
        if part.before == PAGE:
            return follows_short_line(last, part)
        if part.before == BLANK or self.source.flat:
            if part.text[0].islower() and last.text[-1] not in ".!?:":
                return False
            return done or not (
                part.text[0].islower()
                or (last.text[-1].isalnum() and len(last.tail) > 45 and part.text[0] not in "-*•(")
                or last.text[-1] == ","
            )
        if part.text[0].islower():
            return False
        return self.source.wide and done and (len(last.text) > 100 or bool(self.stack))

    def bullet(self, part: Part, last: Part | None) -> tuple[str, str, int, int] | None:
        """(kind, label, ordinal, offset of the text) where the part begins an item."""
        text = part.text
        found = _SIGN.match(text) if text[0] in "-*•·–—§o" else None
        if found:
            kind = found["dash"] or found["sign"]
            label = "-" if found["dash"] else found["sign"]
            return (kind, label, 0, found.end()) if self.is_bullet(part, last, kind) else None
        if len(text) < 3 or not (
            text[0] in "(¶\ufffd" or text[1] in ".)" or text[2] in ".)" or text[3:4] in (".", ")")
        ):
            return None
        found = _LIST.match(text)
        return self.label(found, part, last) if found else None

    def is_bullet(self, part: Part, last: Part | None, kind: str) -> bool:
        """A dash at a line start in mid-sentence is punctuation (format 4.5)."""
        if last is None or part.before == BLANK:
            return True
        before = last.tail
        again = bool(self.stack) and self.stack[-1].kind == kind
        if closed(before) or before[-1] == ";" or before.lower().endswith(("; and", "; or")):
            return True
        if before[-1] == "," or before.lower().endswith((" and", " or")):
            return again
        return len(before) < 40 or (again and (len(before) < 52 or self.source.wide))

    def label(self, found: "Match[str]", part: Part, last: Part | None) -> tuple[str, str, int, int] | None:
        group = found.__getitem__
        word = group("inner") or group("plain")
        style = "()" if group("paren") else group("point")
        end = found.end()
        if (
            style == "."
            and part.text[end - 1] == "."
            and word.isalpha()
            and len(word) == 1
            and not part.text[end : end + 1].strip()
        ):
            return None
        for kind, ordinal in _ordinals(word):
            key = kind + style
            running = next((d for d in self.stack if d.kind == key), None)
            siblings = self.stack[-1].items if self.stack else self.items
            before = running or (siblings[-1] if siblings and siblings[-1].kind == key else None)
            follows = before is not None and ordinal == before.ordinal + 1
            begins = running is None and ordinal == 1
            if (follows or begins) and self.may_start(part, last, strict=running is None):
                return key, word, ordinal, end
        return None

    def may_start(self, part: Part, last: Part | None, strict: bool) -> bool:
        if last is None or part.before != LINE or self.source.flat:
            return True
        before = last.tail
        return (
            closed(before)
            or before[-1] in ";,"
            or before.lower().endswith((" and", " or"))
            or len(before) < (40 if strict else 56)
        )

    def begin_item(self, found: tuple[str, str, int, int], part: Part) -> None:
        kind, label, ordinal, end = found
        text = part.text[end:].strip()
        draft = _Draft(kind, label, ordinal, text, part.piece, part.last)
        self.claim(part)
        while self.stack and any(d.kind == kind for d in self.stack) and self.stack[-1].kind != kind:
            self.stack.pop()
        if self.stack and self.stack[-1].kind == kind:
            self.stack.pop()
        elif (
            not self.stack
            and self.items
            and self.items[-1].kind != kind
            and ordinal == 0
            and self.items[-1].ordinal
        ):
            self.stack.append(self.items[-1])
        if not self.stack:
            self.above.append(len(self.blocks))
        (self.stack[-1].items if self.stack else self.items).append(draft)
        self.stack.append(draft)


def _ordinals(word: str) -> list[tuple[str, int]]:
    """The readings of a list label: (`digit`, 3), (`lower`, 2), (`roman`, 4)."""
    if word.isdigit():
        return [("digit", int(word))]
    out = []
    if len(word) == 1:
        out.append(("upper" if word.isupper() else "lower", ord(word.lower()) - 96))
    romans = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
    if word.lower() in romans:
        out.append(("roman" if word.islower() else "ROMAN", romans.index(word.lower()) + 1))
    return out


def follows_label(text: str, before: Iterable[str]) -> bool:
    """Whether a text begins with the list label next to one that another begins with: `B. ...` after `A. ...`."""
    wanted = {(kind, ordinal - 1) for kind, ordinal in _labels(text)}
    return bool(wanted) and any(not wanted.isdisjoint(_labels(other)) for other in before)


def _labels(text: str) -> list[tuple[str, int]]:
    """The readings of the list label that a text begins with: `(a.`, 1)."""
    found = _LIST.match(text)
    if not found:
        return []
    style = "()" if found["paren"] else found["point"]
    return [(kind + style, ordinal) for kind, ordinal in _ordinals(found["inner"] or found["plain"])]


def listed(source: Lines, parts: list[Part]) -> Composed:
    """A list of people keeps its lines."""
    text = ""
    for part in single_lines(source, parts):
        if is_rule(part.text):
            continue
        text += part.text if not text else ("\n\n" if part.before == BLANK else "\n") + part.text
    return Composed(text, (), ())


def compose(source: Lines, parts: list[Part], listed: frozenset[int] = frozenset()) -> Composed:
    """The text, items and quoted spans of a paragraph's parts; the items' pieces get their role.

    The pieces `listed` are lines of a list of people, which stay lines.
    """
    if len(parts) == 1 and _is_plain(parts[0].text):
        return Composed(parts[0].text, (), ())
    composer = _Composer(source)
    parts = [piece for part in parts for piece in (_run_on(part) if "-" in part.text else (part,))]
    rows = _table_rows(parts) if len(parts) > 2 else set()
    last: Part | None = None
    for place, part in enumerate(parts):
        if is_rule(part.text) and place not in rows:
            source.role[part.piece] = Role.RULE
            continue
        if part.piece in listed:
            first = last is None or last.piece not in listed
            composer.add(part._replace(before=BLANK) if first else part, last, True)
        else:
            composer.add(part, last, place in rows and place - 1 in rows)
        last = part
    if composer.quotes and composer.quotes[-1][1] < 0:
        composer.close_quote()
    blocks = ["".join(pieces) for pieces in composer.blocks]
    items = tuple(draft.freeze(source) for draft in composer.items)
    places = tuple(len("\n\n".join(blocks[:count])) for count in composer.above)
    return Composed("\n\n".join(blocks), items, tuple(_spans(blocks, composer.quotes)), places)


def _is_plain(text: str) -> bool:
    """Whether a text can hold no bullet, list label or quotation: most paragraphs are so."""
    begins = "egin" in text or "EGIN" in text
    return (
        text[0].isalnum()
        and text[1:2].isalnum()
        and text[2:3] not in ".)"
        and "--" not in text
        and " - " not in text
        and not begins
    )


def _spans(blocks: list[str], quotes: list[tuple[int, int]]) -> list[Span]:
    starts, offset = [], 0
    for block in blocks:
        starts.append(offset)
        offset += len(block) + 2
    return [Span(starts[a], starts[b] + len(blocks[b])) for a, b in quotes if a <= b < len(starts)]


def _run_on(part: Part) -> list[Part]:
    """Cut a line at the bullets that run on in it: `...: -- a; -- b; and -- c`."""
    text = part.text
    if "--" not in text and " - " not in text:
        return [part]
    bulleted = text[0] == "-"
    if not bulleted and text.count("--") + text.count(" - ") < 2:
        return [part]
    cuts = [f.end() for f in _RUN_ON.finditer(text)]
    if len(cuts) < (1 if bulleted else 2) or not (bulleted or _announced(text, cuts)):
        return [part]
    out: list[Part] = []
    start = 0
    for cut in [*cuts, len(text)]:
        if text[start:cut].strip():
            out.append(single(text[start:cut].strip(), LINE if out else part.before, part.piece))
        start = cut
    return out


def _announced(text: str, cuts: list[int]) -> bool:
    """Whether dashes in a line are bullets: behind a colon, set off by two blanks, or each with a marking."""
    if ":" in text[max(0, cuts[0] - 1) : cuts[0] + 1] or "  --" in text:
        return True
    marked = sum(text[cut : cut + 5].lstrip(" -").startswith("(") for cut in cuts)
    return marked >= 2 and marked >= len(cuts) - 1


def _table_rows(parts: list[Part]) -> set[int]:
    """Places of lines that keep their line ends: three or more rows with columns, or lines of a form, in a run."""
    out: set[int] = set()
    run: list[int] = []
    for place, part in enumerate(parts):
        row = len(part.text) < 160 and (
            (has_columns(part.text) and len(_COLUMNS.findall(part.text)) > 1)
            or (part.text[0] in "-=_" and _is_grid(part.text))
            or "|" in part.text[1:]
            or (len(part.text) < 70 and ":" in part.text[:34] and bool(_FORM.match(part.text)))
        )
        if run and not row:
            if len(run) >= 3:
                out.update(run)
            run = []
        if row:
            run.append(place)
    if len(run) >= 3:
        out.update(run)
    return out


def _is_grid(text: str) -> bool:
    groups = text.split()
    return len(groups) > 2 and all(set(g) <= {"-", "=", "_"} for g in groups)
