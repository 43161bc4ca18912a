"""Finds text below the end of a cable that is none of it: a letter, or a scrap of another cable (FORMAT 6.4)."""

from collections.abc import Callable

from cablecli.model.role import Role
from cablecli.parser.body import signature
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens import numbers
from cablecli.patterns import pattern

RULE = "behind the end"
_MARK = pattern("end of a message inside a text", r"""NNNN? | \W{0,4}END[ ]OF[ ]DOCUMENT\W{0,4}""")
_CLOSING = pattern("end of a comment, the last paragraph", r"""\bEND[ ]COMMENT\.?$""", ignore_case=True)
_SENTENCE = pattern("sentence in mixed case", r"""(?:[A-Za-z][a-z]{0,19},?[ ]){2}(?:[a-z]{1,20},?[ ]){3}""")
_IN_CAPITALS_TOO = pattern(
    "sentence in capitals",  # a word before its stop, no initial
    r"""(?:[A-Z'\-]{1,20},?[ ]){4}[^\n]{0,400}?[A-Z]{2}\.(?:[ ]|$)""",
)
_STOPS = frozenset('.!?)"\u201d')
_TAIL = 2000  # characters that hold the last line
_MOST_BLANKS = 2  # in a signature
_PROSE = 5  # words of a line of prose: stamps, and what is left of scanned pages, have fewer
_LINE = 400  # characters that are looked at: a line may be all of a text
_FEW = 3  # lines without a sentence: what newspapers and scanners add
_IN_CAPITALS = 0.9  # of the lines of a cable of the 1970s: a scanner may misread a few


def take(lines: Lines, start: int, last: int, officer: str | None) -> int:
    """Claim what stands below the end of the body from piece `start` to `last`. Return the last piece of the body.

    The end is `NNNN`, or a surname in capitals below which no number goes on.
    """
    if last <= start or not may_go_on(lines.content, lines.start[last] + len(lines.text[last])):
        return last
    end = _end(lines, start, last, officer)
    if end < last and _MARK.fullmatch(lines.text[end + 1]):
        lines.take(end + 1, Role.END_MARK, "end of message")
    lines.take(range(end + 1, last + 1), Role.TRAILER, RULE)
    return end


def may_go_on(text: str, stop: int | None = None) -> bool:
    """Whether another text may follow: this one, to `stop`, is unsigned, has an end mark, or numbers from 1 twice."""
    stop = len(text) if stop is None else stop
    last = text[max(stop - _TAIL, 0) : stop].rstrip().rpartition("\n")[2]  # no copy of a long text is made
    is_signed = last.isupper() and last.count(" ") <= _MOST_BLANKS
    return not is_signed or text.find("\nNNN", 0, stop - len(last)) >= 0 or _begins_again(text, stop)


def _begins_again(text: str, stop: int) -> bool:
    """Whether two lines begin with the number 1."""
    return text.count("\n1.", 0, stop) + text.count("¶1.", 0, stop) > 1


def _end(lines: Lines, start: int, last: int, officer: str | None) -> int:
    """The first piece at which the text may end and below which another one begins, else piece `last`."""
    ends: list[int] = []
    first = 0  # the number that stands next below, 0 for none
    goes_on = _begins_again(lines.content, len(lines.content))
    for k in range(last, start, -1):
        text = lines.text[k]
        if text[0] in numbers.NUMBER_SIGNS and (number := numbers.numbered(text)):
            first = number.number
            if first > 1 and not goes_on:
                break
        elif k < last and first < 2 and text.isupper() and _may_end(lines, start, k):
            ends.append(k)
    return _first(lines, start, last, ends, officer) if ends else last


def _lowest(lines: Lines, start: int, last: int, fits: Callable[[str], bool]) -> int:
    """The last piece that fits, else piece `start`."""
    return next((k for k in range(last, start, -1) if fits(lines.text[k])), start)


def _may_end(lines: Lines, start: int, k: int) -> bool:
    """Whether piece `k`, in capitals, is an end mark, or a surname set off from what stands below."""
    if lines.passed[k + 1]:
        return False  # a page goes on
    return _MARK.fullmatch(lines.text[k]) is not None or (
        lines.gap[k + 1] > 0 and signature.stands_alone(lines, k, start)
    )


def _first(lines: Lines, start: int, last: int, ends: list[int], officer: str | None) -> int:
    """The first of some pieces that ends a numbered text, or one in capitals with prose in mixed case below it."""
    numbered = capitals = 0
    prose, mixed = (_lowest(lines, start, last, form) for form in (_is_prose, _is_sentence))
    tried = frozenset(ends)
    for k in range(start, ends[0] + 1):
        text = lines.text[k]
        if k in tried and k < max(prose, last - _FEW):
            if _MARK.fullmatch(text):
                return k - 1
            in_capitals = k < mixed and capitals > _IN_CAPITALS * (k - start)
            is_signed = numbered > 0 and _is_no_heading(lines, k)
            if in_capitals or is_signed or signature.is_of(text, officer):
                return k
        numbered += numbers.numbered(text) is not None
        capitals += text.isupper()
    return last


def _is_no_heading(lines: Lines, k: int) -> bool:
    """Whether the line above shows that piece `k` heads no section: a heading has a blank line above it."""
    above = lines.preceding(k)
    if lines.role[above] is Role.BOILERPLATE or _CLOSING.search(lines.text[above]):
        return True
    return not lines.gap[k] and lines.text[above][-1] in _STOPS


def take_below_fields(lines: Lines, last: int) -> int:
    """Claim what stands below piece `last`, the last field below a text, if it is of another kind.

    Returns the piece with which that begins, or the number of pieces.
    """
    below = (k for k in range(last + 1, len(lines)) if lines.role[k] is Role.LEFTOVER)
    first = next((k for k in below if lines.gap[k] or lines.passed[k - 1]), len(lines))
    if not any(map(is_of_text, lines.text[first:])):
        return len(lines)
    lines.take(range(first, len(lines)), Role.TRAILER, RULE)
    return first


def is_of_text(line: str) -> bool:
    """Whether a line is a sentence. Values of fields follow their name, or are in capitals and have no full stop."""
    return _is_sentence(line) or _IN_CAPITALS_TOO.match(line) is not None


def _is_sentence(text: str) -> bool:
    """Whether a line is prose in mixed case."""
    return _SENTENCE.match(text) is not None


def _is_prose(text: str) -> bool:
    return sum(map(str.isalpha, text[:_LINE].split())) >= _PROSE
