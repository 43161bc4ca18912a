import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cablecli.text.decoding import decode
from cablecli.text.repair import controls, html_remains, mojibake

TEXT = (
    "\u00b61. (C) He said \u201cno\u201d \u2014 the caf\u00e9\u2019s owner, S\u00e3o \u2026 \u2018yes\u2019\n"
)


def misread(text: str) -> str:
    """UTF-8 read as windows-1252, as browsers do it."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize(
    "text",
    [
        misread(TEXT),
        misread(misread(TEXT)),
        f"\u00b62. \n{misread(TEXT)}",
        f"\u00b62. \n{misread(misread(TEXT))}",
    ],
)
def test_mojibake_is_undone_wholly_or_sign_by_sign(text: str) -> None:
    repaired = mojibake(text)
    assert repaired.text.endswith(TEXT)
    assert [note.code for note in repaired.notes] == ["mojibake-undone"]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "S\u00c3O PAULO",
        "\u00c2ngela",
        "\u00e2ge d'or",
        "plain",
        "na\u00efve \u00e0 la carte",
        "\ufffd1. (C)",
    ],
)
def test_what_may_be_meant_is_left(text: str) -> None:
    assert mojibake(text) == (text, (), None)


@given(st.text(alphabet=st.characters(min_codepoint=0xA0, max_codepoint=0x17F), max_size=40))
def test_mojibake_of_any_text_comes_back(text: str) -> None:
    assert mojibake(misread(text)).text in (text, mojibake(text).text)


def test_the_last_byte_of_a_quotation_mark_may_be_lost() -> None:
    assert mojibake("\u00e2\u20ac\u0153no\u00e2\u20ac and").text == "\u201cno\u201d and"
    assert (
        mojibake('no\u00e2\u20ac" and').text == "no\u2014 and"
    )  # a dash, whose last character was made straight


def test_mojibake_of_another_script() -> None:
    assert (
        mojibake(misread("\u041f\u0440\u0438\u0432\u0435\u0442")).text
        == "\u041f\u0440\u0438\u0432\u0435\u0442"
    )
    assert mojibake("\u00ef\u00bb\u00bfTAGS: PREL").text == "TAGS: PREL"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\x00b\x07c\x1ad\x7fe", "abcde"),
        ("a\x1b[31mred\x1b[0m b", "ared b"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]0;never ended", "a0;never ended"),
        ("a\x1b", "a"),
        ("\x93no\x94 \x85", "\u201cno\u201d \u2026"),
        ("a\x81b", "a\ufffdb"),
    ],
)
def test_control_characters_are_left_out(text: str, clean: str) -> None:
    repaired = controls(text)
    assert repaired.text == clean
    assert [(note.code, note.line) for note in repaired.notes] == [("control-characters", 1)]
    assert controls(repaired.text) == (clean, (), None)


def test_what_breaks_lines_is_no_control_character() -> None:
    text = "a\tb\r\nc\fd\ve \u00a0 \u202e"
    assert controls(text) == (text, (), None)
    assert controls("a\nb\nc\x00").notes[0].line == 3


def test_decoding_repairs_too() -> None:
    text, notes = decode(
        misread("\u00b61. (C) It\u2019s\x00 here, and it is long enough to be text.").encode()
    )
    assert text == "\u00b61. (C) It\u2019s here, and it is long enough to be text."
    assert [note.code for note in notes] == ["mojibake-undone", "control-characters"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("A &amp; B &lt;x&gt; &#8217;", "A & B <x> \u2019"),
        ("&amp;lt;", "&lt;"),
        ("AT&T &amp; R&reg &#182;1.", "AT&T &amp; R&reg \u00b61."),
        ("one&#x000A;two R&D &not; three", "one\ntwo R&D \u00ac three"),
        ("one&amp;#x000A;two", "one\ntwo"),
        ("one&#xD;&#xA;two", "one\r\ntwo"),
        ("<a id='par1' href='#par1'>\u00b6</a>1. one<br>two <b@c.d>", "\u00b61. one\ntwo <b@c.d>"),
    ],
)
def test_html_remains_are_read_where_that_is_certain(text: str, read: str) -> None:
    repaired = html_remains(text)
    assert repaired.text == read
    assert [note.code for note in repaired.notes] == ["entities-decoded"]


@pytest.mark.parametrize("text", ["R&D, AT&T; x", "a &lt b", "<br> alone", "3 < 5 & 6", "&nothing; & more"])
def test_what_may_be_no_html_is_left(text: str) -> None:
    assert html_remains(text).text == text


def test_html_remains_say_where_their_lines_were() -> None:
    assert html_remains("a\nb&#10;c&#10;d\ne").lines == [0, 1, 1, 1, 2]
    assert html_remains("a\n&#182; b").lines is None


@pytest.mark.parametrize(
    "unit",
    ["&", "&#", "&amp;", "<a id=", "<a id='x'>", "\u00c3", "\u00e2\u20ac", "\x1b]", "\x1b[", "\x1b", "\x81"],
)
def test_repairs_are_linear(unit: str) -> None:
    text = unit * (1_200_000 // len(unit))
    started = time.thread_time()
    for repair in (mojibake, controls, html_remains):
        repair(text)
    assert time.thread_time() - started < 5
