"""Figures at the feet of pages, which form feeds end."""

import pytest

from cablecli.parser import parse

HEADING = "C O N F I D E N T I A L VALLETTA 000112\n\nTAGS: EWWT\nSUBJECT: DUES\n\n"


@pytest.mark.parametrize(
    ("first", "second", "end", "between", "below"),
    [
        ("2", "3", "\n\f\n", " ", ""),
        ("2", "3", "\n\n\f", " ", ""),
        ("3", "2", "\n\f\n", "\n\n3 ", "\n\n2"),  # they do not go up
        ("2", "3", "\n\n\n", "\n\n2 ", "\n\n3"),  # no pages end here
        ("2", "3.5", "\n\f\n", "\n\n2 ", "\n\n3.5"),  # one alone
    ],
)
def test_figures_right_above_form_feeds_number_pages(
    first: str, second: str, end: str, between: str, below: str
) -> None:
    foot = f"\n\n{' ' * 40}%s{end}"
    body = f"1. (C) The dues rise and the{foot % first}port agrees.{foot % second}2. (C) It ends."
    texts = [one.text for one in parse(f"{HEADING}{body}\n").paragraphs]
    assert texts == [f"The dues rise and the{between}port agrees.{below}", "It ends."]
