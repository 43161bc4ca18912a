"""The signs that items begin with: dashes and other bullets, letters, figures and Roman numerals (FORMAT 4.5)."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from cablecli.parser.body.runs import LINE, Part, single
from cablecli.patterns import pattern

_BULLET = pattern(
    "bullet",
    r"""
        # dashes before text, not the rest of a rule
        (?P<dash>-[ ]--?|--?)(?![-\s]{0,80}$)(?:[ ]+|(?=[A-Za-z("'\[]|[0-9]{1,2}\)))(?=\S)
        # or a sign; the letter o, which stands for a round one, wants a blank
        | (?P<sign>[*•·–—§]|o(?=[ ]+[^\s]))[ ]*(?=[^\s*])""",
)
_LABEL = pattern(
    "list label",
    r"""
        (?P<pilcrow>[¶\ufffd][ ]?)?
        (?:(?P<paren>\((?P<inner>[a-zA-Z]|[0-9]{1,2}|i{1,3}|iv|vi{0,3}|ix)\))
            |(?P<plain>[a-zA-Z]|[0-9]{1,2}|[ivx]{2,4}|[IVX]{2,4})(?P<point>[.)]))
        # neither `U.S.` nor a decimal fraction, and text behind it
        (?![a-zA-Z]\.)[ ]*(?<![0-9]\.(?=[0-9]))(?=[^\s.,)])""",
)
_RUN_ON = pattern(
    "run-on bullet",
    r"""[:;.,?!](?:
        (?=[ ]*--?[ ]+[A-Za-z(“"'0-9])  # set off by blanks
        |(?<=:)(?=[ ]*--[A-Za-z(])  # behind a colon also without
        |(?<=[;,])[ ](?:and|AND|or)(?=[ ]+--[ ]*\S))""",
)
_GLUED = pattern("run-on bullet that its text touches", r"""(?<=[^\s\-])[ ](?=--[A-Za-z(“"'])""")
_SHORT = pattern("run-on bullet behind a word", r"""(?<=[^\s\-])[ ](?=--?[ ]+[A-Za-z0-9(“"'])""")
_LONGEST_SHORT = 6  # words: longer ones between dashes are asides
_FEWEST_SHORT = 3  # bullets: two dashes fence an aside
_MOST_IN_LINE = 1_000  # bullets that run on: an item takes a hundred times the room of its bullet
_RUN_IN = pattern(
    "label inside a sentence",
    r"""\(  # first, since a search finds it at once; behind a word and up to two blanks
        (?:(?<=[^\s(][ ]\()|(?<=[^\s(][ ]{2}\())(?P<second>2|b|ii|B|II)\)[ ]""",
)
_SECONDS = {"2": "digit()", "b": "lower()", "B": "upper()", "ii": "roman()", "II": "ROMAN()"}
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


class Sign(NamedTuple):
    """What an item begins with; `kind` is what its siblings share, `end` where its text begins."""

    kind: str
    label: str
    ordinal: int  # 0 for a bullet
    end: int


def bullet(text: str) -> Sign | None:
    """The bullet that a text begins with."""
    found = _BULLET.match(text) if text[0] in "-*•·–—§o" else None
    if not found:
        return None
    if found["dash"]:
        return Sign(found["dash"], "-", 0, found.end())
    return Sign(found["sign"], found["sign"], 0, found.end())


def labels(text: str) -> list[Sign]:
    """The readings of the list label that a text begins with: `i.` is a letter or a Roman numeral."""
    if ")" not in text[1:5] and "." not in text[1:5]:
        return []
    found = _LABEL.match(text)
    if not found:
        return []
    style = "()" if found["paren"] else found["point"]
    word = found["inner"] or found["plain"]
    return [Sign(kind + style, word, ordinal, found.end()) for kind, ordinal in _ordinals(word)]


def _ordinals(word: str) -> list[tuple[str, int]]:
    """What a label counts: (`digit`, 3), (`lower`, 2), (`roman`, 4)."""
    if word.isdigit():
        return [("digit", int(word))]
    out = []
    if len(word) == 1:
        out.append(("upper" if word.isupper() else "lower", ord(word.lower()) - 96))
    if word.lower() in _ROMANS:
        out.append(("roman" if word.islower() else "ROMAN", _ROMANS.index(word.lower()) + 1))
    return out


def follows_label(text: str, before: Iterable[str]) -> bool:
    """Whether a text begins with the list label next to one that another begins with: `B. ...` after `A. ...`."""
    wanted = {(sign.kind, sign.ordinal - 1) for sign in labels(text)}
    return bool(wanted) and any(
        (sign.kind, sign.ordinal) in wanted for other in before for sign in labels(other)
    )


def run_in(texts: Iterable[str]) -> set[str]:
    """The kinds of labels whose second stands inside a line: what counts in a sentence begins no item."""
    return {_SECONDS[found["second"]] for text in texts if ") " in text for found in _RUN_IN.finditer(text)}


def run_on(part: Part, listing: bool) -> list[Part]:
    """A line cut at the bullets that run on in it: `...: -- a; -- b; and -- c`; `listing`: others stand around it."""
    text = part.text
    cuts = _cuts(text, listing)
    if not cuts:
        return [part]
    out: list[Part] = []
    for start, stop in pairwise((0, *cuts, len(text))):
        if piece := text[start:stop].strip():
            out.append(single(piece, LINE if out else part.before, part.piece))
    return out if len(out) > 1 else [part]


def _ends_behind_bullet(text: str, dashes: int) -> list[int]:
    """The same in a line that is a bullet itself; where that is glued to its word, the others are too."""
    glued = text[:2] == "--" and text[2:3].strip(" -") and dashes > 1
    return ([found.end() for found in _GLUED.finditer(text)] if glued else []) or _ends(text)


def _cuts(text: str, listing: bool) -> list[int]:
    """Where the bullets inside a line begin; a line that is no bullet itself must announce them."""
    dashes = text.count("--") + text.count(" - ")
    if not 0 < dashes < _MOST_IN_LINE:
        return []
    if text[0] == "-":
        return _ends_behind_bullet(text, dashes)
    cuts = _ends(text) if dashes > 1 or listing else []
    if len(cuts) == 1 and listing and text[cuts[0] - 1] == ":":
        return cuts
    if len(cuts) > 1:
        return cuts if _announced(text, cuts) else []
    return _short_cuts(text, cuts[0]) if cuts and text[cuts[0] - 1] == ":" else []


def _short_cuts(text: str, first: int) -> list[int]:
    """Where bullets of a few words each begin, the first right behind a colon: `...: -- rain -- credit -- roads`."""
    cuts = [first, *(found.end() for found in _SHORT.finditer(text, first + len(" --")))]
    items = [text[start:stop].split() for start, stop in pairwise((*cuts, len(text)))]
    short = all(len(words) - 1 <= _LONGEST_SHORT for words in items)  # the sign is none
    return cuts if short and len(cuts) >= _FEWEST_SHORT else []


def _ends(text: str) -> list[int]:
    return [found.end() for found in _RUN_ON.finditer(text)]


def _announced(text: str, cuts: list[int]) -> bool:
    """Whether dashes in a line are bullets: behind a colon, set off by two blanks, or each with a marking."""
    if ":" in text[max(0, cuts[0] - 1) : cuts[0] + 1] or "  --" in text:
        return True
    marked = sum(text[cut : cut + 5].lstrip(" -").startswith("(") for cut in cuts)
    return marked >= 2 and marked >= len(cuts) - 1
