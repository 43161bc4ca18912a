"""What a terminal shows of the samples: no word less than in a pipe, no line too wide, at any width."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from cablecli import views
from cablecli.model import Cable
from cablecli.parser import parse
from cablecli.render import Layout, rendered
from cablecli.views import counts
from cablecli.views.citations import citations
from cablecli.views.listing import listing
from tests.damage import SAMPLES

VIEWS = {
    "show": views.show(full=True),
    "paragraphs": views.PARAGRAPHS,
    "tree": views.PARAGRAPH_TREE,
    "participants": views.PARTICIPANTS,
    "tags": views.TAGS,
}
# What is shortened to fit: no line of it may be too wide either.
FOLDING = {
    "show": views.show(),
    "outline": views.outline(3),
    "list": listing(),
    "refs": citations(None, depth=3, cited_by=True),
    "counts": counts.tags(),
}
FOLDED = {
    20: 6,
    30: 9,
    60: 12,
    80: 12,
    120: 12,
    200: 12,
}  # by width the letters of a word that is never folded
STYLES = re.compile(r"\x1b\[[0-9;]*m")
SIGNS = "│├└─╭╮╰╯|[]():,;"
LABELS = re.compile(r"^(?:Id|Date|From|Classification|Subject|Note): ", re.MULTILINE)  # the pipe's own
COLUMN_NAMES = re.compile(r"^[A-Z]+(?: +[A-Z]+)*$", re.MULTILINE)


def page(name: str, view: views.View, *cables: Cable, **layout: Any) -> str:
    shown = map(view.joint, cables) if view.joint else cables
    return "".join(rendered(name, view.blocks(iter(shown), None), Layout(view.columns, **layout)))


def words(text: str, longest: int) -> Counter[str]:
    """The words that have a letter or number, without the signs that stand around them."""
    found = (word.strip(SIGNS) for word in text.split() if len(word) <= longest)
    return Counter(word for word in found if re.search(r"\w", word))


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_terminal_shows_every_word_within_its_width(path: Path, view: views.View) -> None:
    cable = parse(path.read_text(encoding="utf-8"))
    plain = COLUMN_NAMES.sub("", LABELS.sub("", page("text", view, cable)))
    for width, longest in FOLDED.items():
        shown = page("rich", view, cable, width=width)
        assert max(map(cell_len, shown.splitlines()), default=0) <= width
        assert not words(plain, longest) - words(shown, len(shown)), width


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("view", FOLDING.values(), ids=FOLDING)
def test_what_is_folded_stays_within_its_width_in_colours_and_in_ascii(view: views.View, width: int) -> None:
    cables = [parse(path.read_text(encoding="utf-8")) for path in SAMPLES]
    for layout in ({}, {"unicode": False}, {"colors": "standard"}):
        shown = STYLES.sub("", page("rich", view, *cables, width=width, **layout))
        assert len(shown.splitlines()) > 1
        assert max(map(cell_len, shown.splitlines())) <= width
