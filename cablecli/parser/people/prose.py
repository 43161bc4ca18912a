"""Where people that run on in a paragraph end, and its prose begins: `...; Charge Hart. Korvat spoke for an hour.`"""

from itertools import pairwise, takewhile

from cablecli.parser.people import evidence as e
from cablecli.parser.people.rows import Row, joined
from cablecli.parser.people.words import words
from cablecli.patterns import pattern

_STOP = pattern("full stop before a sentence", r"""(?<=[\w)\]])\.[)]?[ ]{1,2}(?=[A-Z"\u201c])""")
_END = pattern(
    "end of a labelled text, or a sentence that a short word before it does not hide",
    r"""(?:END[ ](?:OF[ ])?(?:SUMMARY|COMMENT|NOTE) | [^.,;:]{2,60}(?<!who)[ ]took[ ]notes)\b""",
    ignore_case=True,
)
_LINES = 4  # of a sentence, in which its verb comes
_FEWEST_WORDS = 3


def without(rows: list[Row]) -> list[Row]:
    """The rows up to the first sentence that follows people on a line, with that line cut before it."""
    for k, row in enumerate(rows):
        if k and (row.gap or row.opens):
            break
        for stop in _STOP.finditer(row.text) if ". " in row.text else ():
            below = joined([row._replace(text=row.text[stop.end() :]), *rows[k + 1 : k + _LINES]]).text
            over = _ends(row.text[: stop.start()]) and _is_prose(_STOP.split(below, maxsplit=1)[0])
            if over or _END.match(below):
                return [*rows[:k], row._replace(text=row.text[: stop.start()])]
    return rows


def _ends(text: str) -> bool:
    """Whether a full stop after a text ends a sentence: that of `Gen` does not."""
    last = text.rpartition(" ")[2]
    found = words(f"{last}. Korvat")
    return last[-1] in ")]" or (len(found) > 1 and found[1].mark == ".")


def _is_prose(text: str) -> bool:
    """Whether a sentence lists nobody: a verb, or another word of no entry, comes before its first mark."""
    found = words(text)
    first = found[:1] + tuple(takewhile(lambda word: not word.mark, found[1:]))
    if len(found) < _FEWEST_WORDS or any(word.mark in (";", ":") for word in found):
        return False
    figured = any(before.kind in e.UNKNOWN and word.kind == e.INDEFINITE for before, word in pairwise(first))
    return figured or any(word.kind in (e.VERB, e.LOW) for word in first)  # `TALKS LASTED FOUR HOURS`
