"""Claims the page numbers of a printed or converted copy, and what a browser prints beside them (FORMAT 1.4).

They are `Page 3 of 9`, `- 3 -`, `Page 3`, `3 of 9` or the figure alone on a line, perhaps with a title far to the left.
`Page 3` may also say where to correct a text, and a figure be the cell of a table, so these count only where they go up
by one from page to page.
"""

from collections.abc import Iterator
from itertools import compress, count
from operator import itemgetter
from typing import NamedTuple

from cablecli.model.role import Role
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens.rules import is_rule
from cablecli.patterns import pattern

_NUMBER = pattern(
    "page number of a copy",
    # a heading in markdown; the number of all pages, perhaps far to the right of a title; a figure between dashes
    r"""\#\#[ ]Page[ ][0-9]{1,4}
        | (?:[^ ].{0,100}[ ]{3})?Page[ ][0-9]{1,3}[ ]of[ ][0-9]{1,3}
        | [\-–][ ]?[0-9]{1,3}[ ]?[\-–]
        | (?:https?://|file://)[^ ]{1,200}[ ]{2,}[0-9]{1,3}(?:/|[ ]of[ ])[0-9]{1,3}  # the page's address
        # or a figure that must be proved
        | (?:(?P<title>[^ ].{0,100}?)[ ]{3,})?(?P<word>Page[ ])?(?P<figure>[0-9]{1,3})(?:(?:[ ]of[ ]|/)[0-9]{1,3})?""",
    ignore_case=True,
)
_LONGEST_FIGURE = 13  # characters: `- 100 of 200 -`
_LONGEST = 130  # characters of a line with a title
_LAST = itemgetter(-1)  # character of a line
_ENDS = frozenset("0123456789-–")
_PAGE = 15  # lines at least from one number to the next but for the last page; the rows of a table are closer
_FEWEST = 2  # numbers that go up by one prove each other
_FIRST = 2  # the highest number of the first page that has one: title pages have none
_PRINTED = pattern(
    "address and date on a printed page",
    # of the web or a file, and when it was printed; either may be missing, and a title may follow
    r"""(?=\S)(?:(?:https?://|file://|[A-Z]:\\)\S+(?:[ ]\S+){0,9}?)?[ ]*
        (?:[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}(?:[, ]{1,2}[0-9]{1,2}:[0-9]{2}(?:[ ]?[AP]M)?)?(?:[ ]{3,}[^ ].{0,100})?)?""",
)


class _Figure(NamedTuple):
    place: int  # of its line
    value: int


def mark(lines: Lines) -> bool:
    """Claim the page numbers, with addresses, dates and rules beside them. Return whether there are any."""
    # by the title beside them, and whether the word is there
    figures: dict[tuple[str, bool], list[_Figure]] = {}
    pages: list[int] = []
    for k in _likely(lines):
        found = _NUMBER.fullmatch(lines.text[k])
        if found and found["figure"] is None:
            pages.append(k)
        elif found and (found["word"] or any(lines.gap[k : k + 2])):
            run = figures.setdefault((found["title"] or "", found["word"] is not None), [])
            _count(lines, run, _Figure(k, int(found["figure"])))
    for (_, named), run in figures.items():
        pages += _proved(lines, run, 1 if named else _FEWEST)
    for k in (*pages, *_beside(lines, pages)):
        lines.take(k, Role.PAGE_MARKER, "page of a copy", passed=True)
    return bool(pages)


def _likely(lines: Lines) -> Iterator[int]:
    """The pieces that may be page numbers, by their length and their end."""
    for k in compress(count(), map(_ENDS.__contains__, map(_LAST, lines.text))):
        if not lines.passed[k] and _may_be_number(lines.text[k]):
            yield k


def _may_be_number(text: str) -> bool:
    end = text[-_LONGEST_FIGURE:]
    return (
        (len(text) <= _LONGEST_FIGURE and text[0] in _ENDS)
        or ("   " in end and len(text) < _LONGEST)
        or "age " in end
        or "AGE " in end
    )


def _count(lines: Lines, run: list[_Figure], figure: _Figure) -> None:
    """Add a figure to the run if it is the next, or begin the run with it while no other has followed the first."""
    if run and figure.value == run[-1].value + 1:
        if figure.place - run[-1].place >= _PAGE or figure.place == len(lines) - 1:
            run.append(figure)
    elif len(run) < _FEWEST and figure.value <= _FIRST:
        run[:] = [figure]


def _proved(lines: Lines, run: list[_Figure], fewest: int) -> list[int]:
    """The places of figures that number pages: so many at least, or one at the end of a page."""
    places = [figure.place for figure in run]
    alone = places == [len(lines) - 1] and places[0] >= _PAGE
    return places if alone or len(places) >= fewest else []


def _beside(lines: Lines, pages: list[int]) -> Iterator[int]:
    """The addresses and dates right above or below the page numbers, and rules above headings."""
    for k in pages:
        for j in (k - 1, k + 1):
            if 0 <= j < len(lines) and len(lines.text[j]) < _LONGEST and _PRINTED.fullmatch(lines.text[j]):
                yield j
        if k and lines.text[k][0] == "#" and is_rule(lines.text[k - 1]):
            yield k - 1
