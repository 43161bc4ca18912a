"""The redactions of a released cable: the codes in its paragraphs, then those in the margin (FORMAT 1.12)."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from cablecli.model import Item, Paragraph, Redaction
from cablecli.parser.lines import stamps
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens.withheld import CODE
from cablecli.patterns import pattern

# Nearly all prose is passed over by this one, which begins with a letter of few, four times as fast as the next.
_ANY = pattern("letters of a code", CODE)
_IN_TEXT = pattern(
    "redaction",
    # not a section of a law, a visa class or a bomber: `B1 visa`
    rf"""(?<![\w/\-.])(?<!\bsection[ ])(?P<code>{CODE})(?![/\-]|[ ](?:visa|bomber))""",
)


def read(lines: Lines, paragraphs: Sequence[Paragraph]) -> tuple[Redaction, ...]:
    """Return the codes of withheld words, each with the number of its paragraph (for the margin, the one beside it)."""
    return (*_in_text(paragraphs), *_in_margin(lines, paragraphs))


def _in_text(paragraphs: Sequence[Paragraph]) -> Iterator[Redaction]:
    """`B6`, `1.4(D)`, `(b)(6)`, `[B6]`; not `B1/B2 visas` or `B-1`."""
    for paragraph in paragraphs:
        for text in (paragraph.text, *_item_texts(paragraph.items)):
            for place in _ANY.finditer(text):
                if found := _IN_TEXT.match(text, place.start()):
                    yield Redaction(found["code"], paragraph.number)


def _item_texts(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        yield item.text
        yield from _item_texts(item.items)


def _in_margin(lines: Lines, paragraphs: Sequence[Paragraph]) -> Iterator[Redaction]:
    starts = [paragraph.span.start for paragraph in paragraphs]
    for offset, code in stamps.margin_codes(lines):
        place = bisect_right(starts, offset)
        yield Redaction(code, paragraphs[place - 1].number if place else None)
