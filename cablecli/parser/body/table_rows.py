"""Finds rows of tables and lines of forms, which keep their line ends (FORMAT 4.7)."""

from collections.abc import Sequence
from itertools import groupby

from cablecli.parser.body.runs import has_columns
from cablecli.parser.lines.widths import RELAY_LINE
from cablecli.patterns import pattern

FEWEST = 3  # rows: two blanks inside only one or two lines are a typist's slip
_SIGNS = ("|", ":", "  ", "\t", "....", " -", " =", " _")  # every row holds one of these
_LONGEST = 160  # characters: a longer line is prose
_LABEL_REACH = 34  # characters within which a label of `_FORM` ends
_COLUMNS = pattern(
    "table row",
    r"""[^ .:!?"\)][ ]{2,}(?=\S)  # two blanks, not after a sentence
        |\.{4,}|\t|[ ]{3,}|[ ]\|[ ]  # leaders, tabs, three blanks anywhere, bars""",
)
_FORM = pattern("form line", r"""[A-Z][\w /.#()&'\-]{0,30}:[ \t]+\S""")


def find(texts: Sequence[str]) -> set[int]:
    """The places of rows, of which at least three must follow each other."""
    out: set[int] = set()
    if len(texts) < FEWEST or not any(map("\n".join(texts).__contains__, _SIGNS)):
        return out
    for is_row, run in groupby(range(len(texts)), lambda place: _is_row(texts[place])):
        places = list(run)
        if is_row and len(places) >= FEWEST:
            out.update(places)
    return out


def _is_row(text: str) -> bool:
    if len(text) >= _LONGEST:
        return False
    return (
        "|" in text[1:]
        or _is_form(text)
        or _is_grid(text)
        or (has_columns(text) and _has_three_columns(text))
    )


def _has_three_columns(text: str) -> bool:
    return len(_COLUMNS.findall(text)) > 1


def _is_form(text: str) -> bool:
    """Whether a line is a label with its value: `Name: Ilan Korvat`. Longer lines are wrapped sentences."""
    return len(text) <= RELAY_LINE and ":" in text[:_LABEL_REACH] and _FORM.match(text) is not None


def _is_grid(text: str) -> bool:
    """Whether a line is the rule below the heads of columns: `-----  -----  ----`."""
    groups = text.split()
    return text[0] in "-=_" and len(groups) > 2 and all(set(group) <= {"-", "=", "_"} for group in groups)
