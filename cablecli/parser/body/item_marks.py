"""Recognizes the marks that items begin with: bullets, letters, figures and Roman numerals (FORMAT 4.5)."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from cablecli.facts.bullets import BULLETS
from cablecli.parser.body.runs import LINE, Part, single
from cablecli.parser.tokens import numbers, paragraph_labels
from cablecli.patterns import pattern

_BULLET = pattern(
    "bullet",
    rf"""
        # dashes before text; not a rule
        (?P<dash>--?[ ]--?|--?)(?![-\s]{{0,80}}$)(?:[ ]+|(?=[A-Za-z("'\[]|[0-9]{{1,2}}\)))(?=\S)
        # or another sign; the letter o, typed for a round bullet, needs a blank
        | (?P<sign>[{BULLETS}–—]|o(?=[ ]+[^\s]))[ ]*(?=[^\s*])""",
)
_BULLET_SIGNS = frozenset(f"-–—o{BULLETS}")
_LABEL = pattern(
    "list label",
    r"""
        (?P<pilcrow>[¶\ufffd][ ]?)?
        (?:\((?P<inner>[a-zA-Z]|[0-9]{1,2}|i{1,3}|iv|vi{0,3}|ix)\)
            |(?P<plain>[a-zA-Z]|[0-9]{1,2}|[ivx]{2,4}|[IVX]{2,4})(?P<point>[.)]))
        # not `U.S.`, `A. B. Stone` or a decimal fraction; text must follow
        (?![a-zA-Z]\.)(?!(?<=[A-Z]\.)[ ][A-Z]\.[ ]?[A-Z])[ ]*(?<![0-9]\.(?=[0-9]))(?=[^\s.,)])""",
)
_RUN_ON = pattern(
    "run-on bullet",
    r"""[:;.,?!](?:
        (?=[ ]*--?[ ]+[A-Za-z(“"'0-9])  # a blank follows the dash
        |(?<=[:;])(?=[ ]*--[A-Za-z(])  # after a colon or semicolon the blank may be missing
        |(?<=[;,])[ ](?:and|AND|or)(?=[ ]+--[ ]*\S))""",
)
_GLUED = pattern("run-on bullet glued to its text", r"""(?<=[^\s\-])[ ](?=--[A-Za-z(“"'])""")
_SHORT = pattern("run-on bullet after a word", r"""(?<=[^\s\-])[ ](?=(?:--?[ ]+|--)[A-Za-z0-9(“"'])""")
_LETTER = pattern(
    "further letter on the line of a list",
    # after the end of an item, which a word is only where the item has items of its own
    r"""(?:(?P<end>[).;:!?0-9])|(?<=[a-z]))[ ]+(?=(?P<letter>[B-Z])\.[ ]+[A-Z])""",
)
RUN_ON_SIGNS = ("--", " - ", "A. ")  # every line with items inside it holds one of these
_LABELLED = 5  # characters that hold the site's sign and the first letter
_FEWEST_LETTERS = 2  # one may be the initial of a name
_LONGEST_SHORT = 6  # words: longer items between dashes are asides
_FEWEST_SHORT = 3  # bullets: two dashes enclose an aside
_MOST_IN_LINE = 1_000  # run-on bullets in a line: an item takes a hundred times the memory of its bullet
_RUN_IN = pattern(
    "label inside a sentence",
    r"""\(  # first, since a search finds it quickly; then a word and up to two blanks before it
        (?:(?<=[^\s(][ ]\()|(?<=[^\s(][ ]{2}\())(?P<second>2|b|ii|B|II)\)[ ]""",
)
_SECONDS = {"2": "digit()", "b": "lower()", "B": "upper()", "ii": "roman()", "II": "ROMAN()"}
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


class Mark(NamedTuple):
    """The bullet or label that an item begins with."""

    kind: str  # shared by all items of a list
    label: str
    ordinal: int  # 0 for a bullet
    end: int  # the offset of the item's text


def read(text: str) -> Sequence[Mark]:
    """The bullet that a text begins with, or the possible readings of its list label."""
    if text[0] in _BULLET_SIGNS and (found := bullet(text)):
        return (found,)
    return labels(text) if ")" in text[1:5] or "." in text[1:5] else ()


def bullet(text: str) -> Mark | None:
    """The bullet that a text begins with, or None."""
    found = _BULLET.match(text)
    if not found or paragraph_labels.is_end(text):
        return None
    if found["dash"]:
        return Mark(found["dash"], "-", 0, found.end())
    return Mark(found["sign"], found["sign"], 0, found.end())


def labels(text: str) -> list[Mark]:
    """The possible readings of the list label that a text begins with: `i.` is a letter or a Roman numeral."""
    found = _LABEL.match(text)
    if not found:
        return []
    inner, plain, point = found.group("inner", "plain", "point")
    word, style, end = inner or plain, point or "()", found.end()
    return [Mark(kind, word, ordinal, end) for kind, ordinal in _ordinals(word, style)]


@cache
def _ordinals(word: str, style: str) -> tuple[tuple[str, int], ...]:
    """The kinds and ordinals that one of the few labels may mean: (`digit.`, 3), (`lower()`, 2), (`roman)`, 4)."""
    if word.isdigit():
        return ((f"digit{style}", int(word)),) if int(word) else ()
    out = []
    if len(word) == 1:
        out.append((("upper" if word.isupper() else "lower") + style, ord(word.lower()) - 96))
    if word.lower() in _ROMANS:
        out.append((("roman" if word.islower() else "ROMAN") + style, _ROMANS.index(word.lower()) + 1))
    return tuple(out)


def follows_label(text: str, before: Iterable[str]) -> bool:
    """Whether the list label of a text follows that of one of the texts before: `B. ...` after `A. ...`."""
    wanted = {(mark.kind, mark.ordinal - 1) for mark in labels(text)}
    return bool(wanted) and any(
        (mark.kind, mark.ordinal) in wanted for other in before for mark in labels(other)
    )


def follow(text: str, above: str) -> bool:
    """Whether a number with a bracket begins a list, or follows that of the text right above: `(2)` after `(1)`."""
    found = numbers.bracketed(text)
    return found is not None and (found[1].number == 1 or follows_label(text, (above,)))


def shares_bullet(text: str, before: Iterable[str]) -> bool:
    """Whether a text begins with the same bullet as one of the texts before."""
    own = bullet(text)
    return own is not None and any(found.kind == own.kind for found in map(bullet, before) if found)


def run_in(texts: Iterable[str]) -> set[str]:
    """The kinds of labels that enumerate inside sentences, as their second shows, and so begin no items."""
    return {_SECONDS[found["second"]] for text in texts if ") " in text for found in _RUN_IN.finditer(text)}


def run_on(part: Part, listing: bool) -> list[Part]:
    """Cut a line at the bullets inside it: `...: -- a; -- b; and -- c`. With `listing` other lines begin with one."""
    text = part.text
    cuts = _cuts(text, listing) or _next_letters(text)
    if not cuts:
        return [part]
    out: list[Part] = []
    for start, stop in pairwise((0, *cuts, len(text))):
        if piece := text[start:stop].strip():
            out.append(single(piece, LINE if out else part.before, part.piece))
    return out if len(out) > 1 else [part]


def _next_letters(text: str) -> list[int]:
    """The offsets at which further letters of a list begin on its line: `A. Quays (4) B. Tolls (5) C. Pilots`."""
    cuts: list[int] = []
    if "A. " in text[:_LABELLED] and text.lstrip("¶\ufffd ").startswith("A. "):
        for found in _LETTER.finditer(text):
            ended = found["end"] or "1) " in text[cuts[-1] if cuts else 0 : found.start()]
            if ended and found["letter"] == chr(ord("B") + len(cuts)):
                cuts.append(found.end())
    return cuts if len(cuts) >= _FEWEST_LETTERS else []


def _cuts_in_bullet(text: str, dashes: int) -> list[int]:
    """The offsets of bullets in a line that begins with one. If that is glued to its word, the others are too."""
    glued = text[:2] == "--" and text[2:3].strip(" -") and dashes > 1
    return ([found.end() for found in _GLUED.finditer(text)] if glued else []) or _ends(text)


def _cuts(text: str, listing: bool) -> list[int]:
    """The offsets of bullets inside a line. A line that begins with none must introduce them."""
    dashes = text.count("--") + text.count(" - ")
    if not 0 < dashes < _MOST_IN_LINE:
        return []
    if text[0] == "-":
        return _cuts_in_bullet(text, dashes)
    cuts = _ends(text) if dashes > 1 or listing else []
    if len(cuts) > 1:
        return cuts if _announced(text, cuts) else []
    if not cuts or text[cuts[0] - 1] != ":":
        return []
    return cuts if listing else _short_cuts(text, cuts[0])


def _short_cuts(text: str, first: int) -> list[int]:
    """The offsets of bullets of a few words each, the first after a colon: `...: -- rain -- credit -- roads`."""
    cuts = [first, *(found.end() for found in _SHORT.finditer(text, first + len(" --")))]
    items = [text[start:stop].split() for start, stop in pairwise((*cuts, len(text)))]
    short = all(len(words) - 1 <= _LONGEST_SHORT for words in items)  # the bullet does not count
    return cuts if short and len(cuts) >= _FEWEST_SHORT else []


def _ends(text: str) -> list[int]:
    return [found.end() for found in _RUN_ON.finditer(text)]


def _announced(text: str, cuts: list[int]) -> bool:
    """Whether dashes in a line are bullets: after a colon, set off by two blanks, or each with a marking."""
    if ":" in text[max(0, cuts[0] - 1) : cuts[0] + 1] or "  --" in text:
        return True
    marked = sum(text[cut : cut + 5].lstrip(" -").startswith("(") for cut in cuts)
    return marked >= 2 and marked >= len(cuts) - 1
