"""What a terminal shows of the samples: no word less than in a pipe, no line too wide, at any width."""

import re
from collections import Counter
from pathlib import Path

import pytest
from rich.cells import cell_len

from cablecli import views
from cablecli.model import Cable
from cablecli.parser import parse
from cablecli.render import Layout, renderer
from tests.damage import SAMPLES

VIEWS = {"show": views.show(full=True), "paragraphs": views.PARAGRAPHS, "tree": views.PARAGRAPH_TREE}
FOLDED = {
    20: 6,
    30: 9,
    60: 12,
    80: 12,
    120: 12,
    200: 12,
}  # by width the letters of a word that is never folded
SIGNS = "│├└─╭╮╰╯|[]():,;"
LABELS = re.compile(r"^(?:Id|Date|From|Classification|Subject|Note): ", re.MULTILINE)  # the pipe's own
COLUMN_NAMES = re.compile(r"^[A-Z]+(?: +[A-Z]+)*$", re.MULTILINE)


def page(name: str, view: views.View, cable: Cable, width: int = 80) -> str:
    return "".join(renderer(name)(view.blocks(iter([cable]), None), Layout(view.columns, width=width)))


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
        shown = page("rich", view, cable, width)
        assert max(map(cell_len, shown.splitlines())) <= width
        assert not words(plain, longest) - words(shown, len(shown)), width
