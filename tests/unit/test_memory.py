"""What the parser holds at most: a few times the size of a text. Python counts it, no clock."""

import tracemalloc
from collections.abc import Callable

import pytest

from cablecli.carriers.splitting import from_text
from cablecli.parser import parse

TOP = "VZCZCXRO1\n"
HEAD = """P 251432Z FEB 09
FM AMEMBASSY VALLETTA
TO RUEHC/SECSTATE WASHDC PRIORITY 1876
C O N F I D E N T I A L VALLETTA 000112

E.O. 12958: DECL: 02/25/2019
TAGS: PREL, MT
SUBJECT: FERRIES

"""
SIZE = 1 << 20
TEXTS = {
    "bullets in a line": f"{TOP}{HEAD}¶1. (C) Korvat said:" + " -- a;" * (SIZE // 6),
    "words of a routing line": f"{TOP}OO " + "RUEHC " * (SIZE // 6) + f"\n{HEAD}¶1. (C) The dues rise.",
    "an officer": f"{TOP}{HEAD}Classified By: " + "P) Sum " * (SIZE // 7) + "\n\n1. (C) The dues rise.",
    "a line that is not ASCII": f"{TOP}{HEAD}¶1. (C) Korvat said: " + "dues " * (SIZE // 5) + "said:",
}


def peak(read: Callable[[str], object], text: str) -> int:
    """The bytes that reading a text holds at most beside the text itself."""
    tracemalloc.start()
    try:
        read(text)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", TEXTS)
def test_a_parse_holds_a_few_times_its_text(name: str) -> None:
    parse(f"{TOP}{HEAD}¶1. (C) The dues rise.")  # loads what stays
    assert peak(parse, TEXTS[name]) < 8 * SIZE


def test_entities_are_read_in_a_few_times_their_text() -> None:
    assert peak(from_text, "&lt;" * (SIZE // 4)) < 4 * SIZE
