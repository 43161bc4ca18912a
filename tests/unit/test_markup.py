import io
import time

import pytest

from cablecli.carriers import RawCable, unpack
from cablecli.carriers.html_text import text_of
from cablecli.errors import NotACable
from cablecli.parser import parse


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("one&#x000A;two &amp; three &lt;b&gt; &#8217;", "one\ntwo & three <b> \u2019"),
        ("R&D, AT&T&reg, &not, &copy; &amp;lt; &amp;#x000A;", "R&D, AT&T&reg, &not, \u00a9 &lt; &#x000A;"),
        ("price < 5 and > 3, <hollisp@state.gov>, a<b", "price < 5 and > 3, <hollisp@state.gov>, a<b"),
        ("<b and c> <i>x</i> <B>y</B>", "<b and c> x y"),
        ('a<o:p></o:p> <st1:place w:st="on">Rome</st1:place><![endif]>', "a Rome"),
        ("<http://a.example> <mailto:b@c.example>", "<http://a.example> <mailto:b@c.example>"),
        ("<a id='par1' href='#par1'>\u00b6</a>1. (C) Text", "\u00b61. (C) Text"),
        ("TAGS: <a href='/tag/PREL_0.html'>PREL</a> <a href=\"/tag/MT_0.html\">MT</a>", "TAGS: PREL MT"),
        ("one<br>two<br/>three<br />", "one\ntwo\nthree\n"),
        ("one <!-- two --> three", "one  three"),
        ("one <!-- never ended", "one <!-- never ended"),
        ("  two   blanks\n\tand a line", "  two   blanks\n\tand a line"),
    ],
)
def test_preformatted_text(source: str, text: str) -> None:
    assert text_of(source, is_pre=True) == text


def test_a_line_end_behind_a_break_is_no_blank() -> None:
    assert text_of("<div>Amba<br>\n  ssador<br>Berg\nand</div>") == "\nAmba\nssador\nBerg and\n"


def test_text_of_a_page() -> None:
    source = (
        "<html><head><title>T</title><style>p {}</style></head><body><h1>One</h1><p>two\n three<br>four</p>"
        "<script>if (a < b) { '</p>' }</script><ul><li>five</li></ul><table><tr><td>six</td><td>seven</td></tr></table>"
        "<pre>eight\n  nine</pre>R&D</body></html>"
    )
    lines = [line.strip() for line in text_of(source).split("\n")]
    assert list(filter(None, lines)) == [
        "One",
        "two three",
        "four",
        "five",
        "six seven",
        "eight",
        "nine",
        "R&D",
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "<div>",
        "<a ",
        "<a href='",
        "<!--",
        "<script>",
        "<p a=",
        '<p a="',
        "&amp",
        "<",
        "<pre>",
        "</",
        "<!x",
        "<?x",
        "<b x=1 ",
    ],
)
def test_markup_is_linear(unit: str) -> None:
    started = time.thread_time()
    text_of("<html><body>" + unit * 100_000)
    text_of(unit * 100_000, is_pre=True)
    assert time.thread_time() - started < 10


def unpacked(text: str) -> list[RawCable]:
    found = list(unpack(io.BufferedReader(io.BytesIO(text.encode()), 1 << 16)))
    assert all(isinstance(raw, RawCable) for raw in found)
    return [raw for raw in found if isinstance(raw, RawCable)]


TABLE = (
    "<table class=\"cable\"><tr><th>Reference ID</th></tr><tr><td><a href='x'>09ROME1</a></td><td>2009-02-25 14:02</td>"
    "<td>2010-12-01 21:09</td><td><a title='confidential'>SECRET</a></td><td>Embassy Rome</td></tr></table>"
)
BLOCKS = "<code><pre>FM AMEMBASSY ROME</pre></code>\n<code><pre>S E C R E T ROME 000001&#x000A;SUBJECT: X</pre></code>"


def test_a_page_that_a_browser_saved() -> None:
    (raw,) = unpacked(
        f"<html><title>Cable Viewer</title>{TABLE}{BLOCKS.replace('&#x000A;', chr(10))}<pre>more</pre></html>"
    )
    assert raw.content == "FM AMEMBASSY ROME\nS E C R E T ROME 000001\nSUBJECT: X"
    assert raw.page
    assert (raw.page.id, raw.page.classification, raw.page.origin) == ("09ROME1", "SECRET", "Embassy Rome")


def test_a_page_that_lacks_its_table_or_a_block() -> None:
    (raw,) = unpacked(f"<title>Cable Viewer</title><h3>Viewing cable 09ROME1, X</h3>{BLOCKS}")
    assert (raw.page and raw.page.id, str(raw.content)[:2]) == ("09ROME1", "FM")
    (raw,) = unpacked(f"<title>Cable Viewer</title>{TABLE}{BLOCKS.partition(chr(10))[2]}")
    assert raw.content == "S E C R E T ROME 000001\nSUBJECT: X"
    (raw,) = unpacked(
        f"<title>Cable Viewer</title><p>S E C R E T ROME 000001</p><p>SUBJECT: X</p>{BLOCKS[:30]}"
    )
    assert "S E C R E T ROME 000001" in str(raw.content)


def test_other_pages_are_read_by_the_shape_of_their_text() -> None:
    (raw,) = unpacked(
        "<!doctype html><body>"
        "<table><tr><th>Reference ID</th><th>Created</th><th>Classification</th><th>Origin</th></tr>"
        "<tr><td>09ROME1</td><td>2009-02-25 14:02</td><td>SECRET</td><td>Embassy Rome</td></tr></table>"
        "<p>S E C R E T ROME 000001</p><p>SUBJECT: X</p></body>"
    )
    assert raw.page
    assert (raw.page.id, raw.page.classification, raw.page.origin) == ("09ROME1", "SECRET", "Embassy Rome")
    assert str(raw.content).startswith("S E C R E T ROME 000001")
    with pytest.raises(NotACable, match="empty"):
        unpacked("<html><body><script>VZCZC</script></body></html>")


@pytest.mark.parametrize("title", ["Some page", "Cable Viewer"])
def test_a_page_whose_encoding_was_guessed_says_so(title: str) -> None:
    page = f"<html><title>{title}</title><p>S E C R E T ROME 000001</p><p>SUBJECT: CAF\xc9</p></html>"
    (raw,) = unpack(io.BufferedReader(io.BytesIO(page.encode("cp1252"))))
    assert isinstance(raw, RawCable)
    assert [note.code for note in raw.notes] == ["encoding-guessed"]


def test_what_is_no_character_cannot_become_markup() -> None:
    assert text_of("K\ufdd0lt;OJA \ufdd1b>") == "K\ufffdlt;OJA \ufffdb>"


@pytest.mark.parametrize("top", ["<!DOCTYPE html {}>", "<?xml {}?>", "<html {}>"])
def test_what_looks_like_a_page_in_the_text_of_a_page_is_text(top: str) -> None:
    """A tag longer than any that is taken out stays in the text, and must not be read as a page for ever."""
    page = f">\n{top.format('x' * 1_000)}<div>\n</div></html>\n"
    with pytest.raises(NotACable):
        for raw in unpack(io.BufferedReader(io.BytesIO(page.encode())), "x.html"):
            assert isinstance(raw, RawCable)
            parse(str(raw.content))
