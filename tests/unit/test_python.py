"""The package as Python sees it: what it offers, and how a cable shows itself in a console and a notebook."""

import pickle
import pydoc
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

import cablecli

SAMPLES = Path(__file__).parents[2] / "samples"
MEETING = SAMPLES / "meeting.txt"
TEXT = (
    "C O N F I D E N T I A L VALLETTA 000214\n\nE.O. 12958: DECL: 04/09/2019\nTAGS: PREL, MT\n"
    "SUBJECT: <script>BOATS & \x1b[31mROPES</script>\n\n1. (C) He asked for <b>boats</b>:\n\n  -- two & two.\n"
)


@pytest.fixture(name="cable", scope="module")
def _cable() -> cablecli.Cable:
    (cable,) = cablecli.read(MEETING)
    return cable


def test_the_package_shows_its_names() -> None:
    assert {"Cable", "Collection", "parse", "read"} <= set(dir(cablecli))
    page = pydoc.render_doc(cablecli, renderer=pydoc.plaintext)
    for said in ("class Cable", "to_markdown(self)", "read(*paths", "parse("):
        assert said in page


def test_one_path_or_many_are_read() -> None:
    both = [str(MEETING), SAMPLES / "press.txt"]
    ids = [cable.id for cable in cablecli.read(both)]
    assert len(ids) == 2
    assert [cable.id for cable in cablecli.read(*both)] == ids
    assert [cable.id for cable in cablecli.read(both[0])] == ids[:1]


def test_a_repr_is_short_and_safe(cable: cablecli.Cable) -> None:
    assert repr(cable).startswith(
        '<Cable "08TALLINN311 2008-09-12T10:24Z AMEMBASSY TALLINN CONFIDENTIAL: A/S'
    )
    assert max(len(repr(paragraph)) for paragraph in cable.paragraphs) < 300
    assert "\x1b" not in repr(cablecli.parse(TEXT))


class _Tags(HTMLParser):
    """The elements of a page and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.names.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_notebook_shows_a_cable_and_its_lists(cable: cablecli.Cable) -> None:
    shown = _Tags(cable._repr_html_())
    for said in ("08TALLINN311", "Miriam Oakes", "Waterborne Transportation", "07HELSINKI803", "Muuga"):
        assert said in shown.text
    people = _Tags(cable.participants._repr_html_())  # type: ignore[attr-defined]
    assert people.names.count("tr") == len(cable.participants) + 1
    assert "unit" not in people.text  # a column that no value fills
    assert cable.leftovers == ()
    assert "<td" not in cable.leftovers._repr_html_()  # type: ignore[attr-defined]


def test_a_notebook_takes_nothing_of_a_cable_for_markup() -> None:
    cable = cablecli.parse(TEXT)
    shown = _Tags(cable._repr_html_())
    assert {"script"} & {*shown.names} == set()
    assert shown.names.count("b") == 1  # the title's own
    assert "<script>BOATS & ROPES</script>" in shown.text
    assert "<b>boats</b>" in shown.text
    assert "two & two." in shown.text
    assert "\x1b" not in shown.text


def test_markdown_is_that_of_the_program(cable: cablecli.Cable) -> None:
    command = [sys.executable, "-m", "cablecli", "show", "-f", "markdown", str(MEETING)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert cable.to_markdown() == printed
    assert re.match("# 08TALLINN311\n", printed)


def test_a_cable_survives_a_copy_and_its_record(cable: cablecli.Cable) -> None:
    assert pickle.loads(pickle.dumps(cable.participants)) == cable.participants
    assert type(cablecli.Cable.from_dict(cable.to_dict()).tags) is type(cable.tags)
