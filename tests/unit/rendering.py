"""What the tests of rendering share: the views, and their text in a format."""

import re
from typing import Any

import pytest

from cablecli import render, views
from cablecli.model import Cable
from cablecli.render import FORMATS, Layout
from cablecli.views import counts

VIEWS = {
    "show": views.show(),
    "paragraphs": views.PARAGRAPHS,
    "tree": views.PARAGRAPH_TREE,
    "participants": views.PARTICIPANTS,
    "tags": views.TAGS,
    "counts": counts.tags(),
}
STYLES = re.compile(r"\x1b\[[0-9;]*m")
DRAWN = str.maketrans("", "", "│├└─╭╮╰╯")
EVERY_VIEW = pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)


def rendered(name: str, view: views.View, *cables: Cable, **layout: Any) -> str:
    takes = {"rows": view.rows, "records": view.records, "blocks": lambda cs: view.blocks(cs, None)}
    pages = takes[FORMATS[name].takes](iter(cables))
    return "".join(render.rendered(name, pages, Layout(**{"columns": view.columns, **layout})))


def squeezed(text: str) -> str:
    return "".join(text.translate(DRAWN).split())
