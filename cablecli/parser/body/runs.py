"""Divides the body into parts: single lines, and runs of lines that are surely one block of prose.

Most lines of a cable are the middle of wrapped prose. They begin with no number, bullet, rule or label and have
no blank line before them, so they can only continue the line above. Such runs are joined once, here.
"""

from functools import lru_cache
from itertools import compress, pairwise, repeat
from operator import is_not
from typing import NamedTuple

from cablecli.facts.bullets import BULLETS
from cablecli.facts.levels import LEVELS
from cablecli.model.role import Role
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens import portion_markings, quotations
from cablecli.parser.tokens.rules import is_rule
from cablecli.patterns import one_of, pattern

LINE, BLANK, PAGE = 0, 1, 2  # what comes before a part: a line end, a blank line, a page marker

_PILCROWS = frozenset("¶\ufffd")
_CLOSED = frozenset(".!?:)\"”’']*")
_ENDED = tuple(
    form
    for word in ("SUMMARY", "COMMENT", "NOTE", "TEXT")
    for form in (word, word.capitalize(), word.lower())
)
_SENTENCE_ENDS = frozenset((*'.:!?)"', ""))
_POINTS = frozenset(".)")  # after the letter of a list
_OPENING_SIGNS = frozenset(f"¶\ufffdÂ0123456789(-=_~/–—{BULLETS}")  # a number, a marking, a rule, a bullet
_OPEN_MARKING = pattern(
    "marking that goes on in the next line",
    # after a paragraph number: the list of countries it may be released to ends in the next line
    rf"""[1-9][0-9]?\.[ ]{{0,3}}\({one_of((*LEVELS, "SBU", "C", "S", "U"))}//?[^()]{{0,70}}$""",
)
_NUMBER_ALONE = pattern("number alone on its line", r"""[¶\ufffd]?[ ]?[1-9][0-9]?\.""")
_LONGEST_NUMBER = 5  # characters of `¶ 10.`
SHORT = 50  # characters: a shorter line was not wrapped, since the relay wraps at 60 to 69
_SHORTEST_CUT = 3  # characters: a shorter line is a label, not a word cut by the wrap
_FEWEST_ROWS = 3  # of a table
_SHORTEST_RUN = 4  # lines: a shorter block may be a heading of up to three


class Part(NamedTuple):
    """A line or several joined lines of the body."""

    text: str
    before: int  # LINE, BLANK or PAGE
    piece: int  # the first piece
    last: int  # the last piece
    tail: str  # the last line, whose length shows whether it was wrapped


def single(text: str, before: int, piece: int) -> Part:
    """A part of one line."""
    return Part(text, before, piece, piece, text)


def undecorated(part: Part) -> Part:
    """The part without the site's pilcrow, which means nothing if no paragraph begins here (FORMAT 1.5)."""
    text = part.text.lstrip("¶\ufffd ") if part.text[0] in _PILCROWS else part.text
    return part._replace(text=text) if 0 < len(text) < len(part.text) else part


def closed(text: str) -> bool:
    """Whether a line ends a sentence, a quotation or the introduction to a list, or ends with an END label."""
    return text[-1] in _CLOSED or (
        text.endswith(_ENDED) and text[-24:].upper().rpartition(" ")[0].endswith("END")
    )


def follows_short_line(last: Part, part: Part) -> bool:
    """Whether the text before a page marker ended well before the wrap, so that the text after it is separate."""
    return closed(last.text) and len(last.tail) < SHORT and part.text[0].isupper()


def join(before: str, after: str, lines: Lines) -> str:
    """Join two lines of one block by a blank, or by nothing after a hyphen or slash inside a word.

    The hyphen of a word cut at the line end is dropped if the whole word occurs elsewhere in the text (FORMAT 4.8).
    """
    if before[-1] not in "-/" or not before[-2:-1].isalnum() or not after[0].isalnum():
        return f"{before} {after}"
    if before[-1] == "-" and after[0].islower() == before[-2].islower() and len(before) > _SHORTEST_CUT:
        word = before.rsplit(" ", 1)[-1][:-1] + after.split(" ", 1)[0].strip(".,;:!?)\"'")
        if word.isalpha() and lines.has_word(word):
            return before[:-1] + after
    return before + after


def joined(text: str, lines: Lines) -> str:
    """Join all lines of one block."""
    if "-\n" not in text and "/\n" not in text:
        return text.replace("\n", " ")
    first, *rest = text.split("\n")
    pieces = [first]
    for after in rest:
        go_on(pieces, after, lines)
    return "".join(pieces)


def go_on(pieces: list[str], after: str, lines: Lines) -> None:
    """Join a line to a block, held in pieces so that a long block is not copied for each line."""
    if not pieces:
        pieces.append(after)
        return
    if pieces[-1][-1] not in "-/":
        pieces += " ", after
        return
    text = join(pieces[-1], after, lines)
    cut = len(text) - len(after)
    pieces[-1:] = text[:cut], text[cut:]


def build(lines: Lines, start: int, alone: frozenset[int] = frozenset()) -> list[Part]:
    """Divide the unclaimed pieces from `start` on into parts, and claim them as text of paragraphs.

    Each of the pieces `alone` becomes a part of its own.
    """
    if start >= len(lines):
        return []
    places = range(start, len(lines))
    claimed = set(compress(places, map(is_not, lines.role[start:], repeat(Role.LEFTOVER))))
    parts = _dealt(lines, sorted(_openings(lines, start, claimed, alone)), claimed)
    for last, stop in pairwise((start - 1, *sorted(claimed), len(lines))):
        if stop > last + 1:
            lines.take_free(last + 1, stop, Role.PARAGRAPH_TEXT, "text")
    return _with_markings(parts) if any(len(part.text) <= _LONGEST_NUMBER for part in parts) else parts


def _with_markings(parts: list[Part]) -> list[Part]:
    """The parts, with a number alone on its line joined to the marking below it: `2.` / `(C) Korvat said`."""
    out: list[Part] = []
    for part in parts:
        split = part.text[0] == "(" and out and _NUMBER_ALONE.fullmatch(out[-1].text)
        if split and portion_markings.portion(part.text):
            number = out.pop()
            part = part._replace(text=f"{number.text} {part.text}", before=number.before, piece=number.piece)
        out.append(part)
    return out


def _headings_above(lines: Lines, start: int, opening: set[int]) -> set[int]:
    """The lines, in a text without blank lines, that may be headings of the opening lines below them."""
    return {k - 1 for k in opening if k > start + 1 and _may_be_heading(lines, k - 1)}


def _openings(lines: Lines, start: int, claimed: set[int], alone: frozenset[int]) -> set[int]:
    """The pieces that may open a part: by their first characters, after a blank line, or next to a claimed piece."""
    opening = claimed.union((k + 1 for k in claimed), compress(range(start, len(lines)), lines.gap[start:]))
    opening.update(k for k in lines.beginning(_may_open, start) if k >= start)
    marks = _quote_marks(lines, start)
    opening |= marks | {mark + 1 for mark in marks}
    if lines.is_tight(start):
        opening |= _headings_above(lines, start, opening)
    opening |= alone | {k + 1 for k in alone}
    opening.discard(len(lines))
    return opening


@lru_cache(maxsize=4096)
def _may_open(beginning: str) -> bool:
    """Whether a line with these first characters may open a part: by its first sign, as a list label, or by PARA 16."""
    first, label = beginning[0], beginning[2:3] if beginning[0] in "ivxIVX" else ""
    point = beginning[1:2] in _POINTS or label in _POINTS
    return first in _OPENING_SIGNS or point or beginning.startswith("o ") or beginning[:3].upper() == "PAR"


def _may_be_heading(lines: Lines, k: int) -> bool:
    """Whether piece `k`, right above one that opens a part, may be its heading."""
    text = lines.text[k]
    return len(text) < SHORT and not text[0].islower() and not closed(text) and closed(lines.text[k - 1])


def _dealt(lines: Lines, opening: list[int], claimed: set[int]) -> list[Part]:
    """The parts that begin at the pieces `opening`, of which the `claimed` are none."""
    gap = lines.gap
    inside = set(map(lines.at, lines.cuts))  # not at the start of a line
    out: list[Part] = []
    page = blank = False
    for k, stop in pairwise((*opening, len(lines))):
        if gap[k]:
            blank = True
        if k in claimed:
            page, blank = page or lines.passed[k], blank or not lines.passed[k]
            continue
        before = LINE if k in inside else PAGE if page else BLANK if blank or lines.flat else LINE
        out += _run(lines, k, stop, before)
        page = blank = False
    return out


def _may_be_wrapped(lines: Lines, texts: list[str]) -> bool:
    """Whether lines may be recognized as wrapped prose: the copy has wraps, and they are enough or clearly go on."""
    return not lines.wide and not lines.flat and (len(texts) >= _SHORTEST_RUN or _goes_on(texts))


def _run(lines: Lines, first: int, stop: int, before: int) -> list[Part]:
    """Pieces `first` to `stop` as one part if they are wrapped prose, else as a part for each line."""
    if stop - first == 1:
        return [single(lines.text[first], before, first)]
    texts = lines.text[first:stop]
    whole = "\n".join(texts)
    if _may_be_wrapped(lines, texts) and _is_prose(lines, texts, whole, stop):
        return [Part(joined(whole, lines), before, first, stop - 1, texts[-1])]
    if ")" in texts[1] and _OPEN_MARKING.search(texts[0]):
        both = single(join(texts[0], texts[1], lines), before, first)._replace(last=first + 1)
        return [both, *(_run(lines, first + 2, stop, LINE) if stop > first + 2 else [])]
    after = BLANK if lines.flat else LINE
    return [single(text, after if k else before, first + k) for k, text in enumerate(texts)]


def _goes_on(texts: list[str]) -> bool:
    """Whether lines cannot be a heading: the first begins with no capital, and the others in lower case."""
    return not texts[0][0].isupper() and all(text[0].islower() for text in texts[1:])


def _is_prose(lines: Lines, texts: list[str], whole: str, stop: int) -> bool:
    """Whether the lines before piece `stop` are not rows of a table or form, and not underlined by a rule."""
    after = lines.following(stop - 1)
    tight = after > stop or not lines.gap[stop : stop + 1] or not lines.gap[stop]
    if after < len(lines) and tight and is_rule(lines.text[after]):
        return False
    if has_columns(whole) and sum(map(has_columns, texts)) >= _FEWEST_ROWS:
        return False
    return whole.count(":") < 3 or sum(": " in text[:34] for text in texts) < 3


def has_columns(text: str) -> bool:
    """Whether blanks or dots divide a text into columns. The two blanks after a sentence do not count."""
    if "  " not in text:
        return "\t" in text or "...." in text or ("|" in text and " | " in text)
    if "   " in text or "\t" in text or "...." in text or " | " in text:
        return True
    return any(piece[-1:] not in _SENTENCE_ENDS for piece in text.split("  ")[:-1])


def _quote_marks(lines: Lines, start: int) -> set[int]:
    """The lines that open or close a quoted document, if any is opened."""
    if not lines.may_quote:
        return set()
    text = lines.text
    opening = {k for k in lines.holding(("egin ", "EGIN "), start) if quotations.begins_quote(text[k])}
    if not opening:
        return opening
    words = ("end ", "End ", "END ", *quotations.UNQUOTE)
    return opening | {k for k in lines.holding(words, start) if quotations.ends_quote(text[k])}


def unquoted(parts: list[Part]) -> dict[int, int]:
    """The documents in QUOTE and UNQUOTE: the place of the part that leads to one, and that of the part which ends it.

    QUOTE and UNQUOTE are quotation marks too, so QUOTE must end a line above a blank one.
    """
    found: dict[int, int] = {}
    end = None
    for at in range(len(parts) - 1, -1, -1):
        text = parts[at].text
        if end is not None and parts[at + 1].before != LINE and quotations.leads_to_quote(text):
            found[at] = end
        elif quotations.ends_unquoted(text):
            end = at
    return found


def single_lines(lines: Lines, parts: list[Part]) -> list[Part]:
    """The parts cut back into lines, as a list of people needs them. The first line keeps the part's own text."""
    out: list[Part] = []
    for part in parts:
        if part.piece == part.last:
            out.append(part)
            continue
        rest = lines.text[part.piece + 1 : part.last + 1]
        line = lines.text[part.piece]
        first = next(line[at:] for at in range(len(line) + 1) if part.text.startswith(line[at:]))
        out.append(single(first, part.before, part.piece))
        out += [single(text, LINE, part.piece + 1 + k) for k, text in enumerate(rest)]
    return out
