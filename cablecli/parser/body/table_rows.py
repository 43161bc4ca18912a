"""Rows of tables and lines of forms, which keep their line ends (FORMAT 4.5)."""

from collections.abc import Sequence
from itertools import groupby

from cablecli.parser.body.runs import has_columns
from cablecli.patterns import pattern

FEWEST = 3  # rows in a run: two blanks inside one or two lines are a typist's
_LONGEST = 160  # characters: a longer line is prose
_LONGEST_FORM = 70  # characters of a label with its value: at the wrap a sentence goes on
_LABEL_REACH = 34  # characters in which the label ends that `_FORM` knows
_COLUMNS = pattern(
    "table row",
    r"""[^ .:!?"\)][ ]{2,}(?=\S)  # two blanks, not behind a sentence
        |\.{4,}|\t|[ ]{3,}|[ ]\|[ ]  # leaders, tabs, three blanks anywhere, bars""",
)
_FORM = pattern("form line", r"""[A-Z][\w /.#()&'\-]{0,30}:[ \t]+\S""")


def find(texts: Sequence[str]) -> set[int]:
    """The places of the rows in a run of at least three."""
    out: set[int] = set()
    if len(texts) < FEWEST:
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
    """`Name: Ilan Korvat`."""
    return len(text) < _LONGEST_FORM and ":" in text[:_LABEL_REACH] and _FORM.match(text) is not None


def _is_grid(text: str) -> bool:
    """The rule under the heads of columns: `-----  -----  ----`."""
    groups = text.split()
    return text[0] in "-=_" and len(groups) > 2 and all(set(group) <= {"-", "=", "_"} for group in groups)
