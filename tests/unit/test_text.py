import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cablecli.errors import CableError, NotACable, Unreadable
from cablecli.text.decoding import decode, reject_binary
from cablecli.text.terminal import escape_json, one_line, sanitize

REPLACED = "\ufffd"
ARABIC = "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd"
UNITS = ["\x1b]", "\x9d", "\x1b[", "\x9b0", "\x1b[0;", "\x1bP\x1b", "\x1b ", "\x9d\n", "\r", "a\x1b]b"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"TAGS: PREL", "TAGS: PREL"),
        ("\u00b61. (C) caf\u00e9".encode(), "\u00b61. (C) caf\u00e9"),
        ("\ufeff\u00b61.".encode(), "\u00b61."),
        ("\u00b61.".encode("utf-16"), "\u00b61."),
        ("\ufeff\u00b61.".encode("utf-16-be"), "\u00b61."),
        ("\u00b61.".encode("utf-32"), "\u00b61."),
    ],
)
def test_a_declared_or_strict_encoding_leaves_no_note(data: bytes, text: str) -> None:
    assert decode(data) == (text, ())


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (
            b"\xb61. (C) He said \x93no\x94 and left the talks.",
            "\u00b61. (C) He said \u201cno\u201d",
            "cp1252",
        ),
        (b"The minister of S\xe3o Paulo came \x81 late to it.", "The minister of S\u00e3o Paulo", "latin-1"),
    ],
)
def test_a_guessed_encoding_is_a_diagnostic(data: bytes, text: str, encoding: str) -> None:
    decoded, notes = decode(data)
    assert decoded.startswith(text)
    assert [n.code for n in notes] == ["encoding-guessed"]
    assert encoding in notes[0].message


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0", b"%PDF-1.4 plain text follows", b"a\0b\0c\0d\0" * 50])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(NotACable):
        decode(data)


def test_a_false_bom_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        decode(b"\xff\xfe\x00\xd8\x00")


def test_a_character_cut_by_the_end_of_the_head_is_still_text() -> None:
    reject_binary(b"x" + "\u00b6".encode() * (1 << 16) + b"x")
    reject_binary((b"x" + "\u00b6".encode() * (1 << 16))[: 1 << 16])


@given(st.binary(max_size=300))
def test_decode_gives_text_or_says_why_not(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except CableError as error:
        assert str(error)
    else:
        text.encode("utf-8")


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("plain [bold] :smile:", "plain [bold] :smile:"),
        ("a\tb\nc", "a\tb\nc"),
        ("a\r\nb\rc\fd\ve", "a\nb\nc\nd\ne"),
        ("a\x1b[31mred\x1b[0m b", "ared b"),
        ("a\x1b[1;38;5;208mb", "ab"),
        ("a\x9b31mb", "ab"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]8;;http://x.invalid\x1b\\link\x1b]8;;\x1b\\b", "alinkb"),
        ("a\x9d52;c;Zm9v\x9cb", "ab"),
        ("a\x1bPq#0\nsixel\x1b\\b", "ab"),
        ("a\x1b_apc\x1b\\b\x1b^pm\x1b\\c\x1bXsos\x1b\\d", "abcd"),
        ("a\x1bcb\x1b(Bc", "abc"),
        ("a\x1b]0;never ended, nothing hidden", "a0;never ended, nothing hidden"),
        ("a\x1b[31", "a31"),
        ("a\x1b", "a" + REPLACED),
        ("a\x1b\x1b[0m[31mb", "a" + REPLACED + "[31mb"),
        ("bell\x07 nul\x00 del\x7f", f"bell{REPLACED} nul{REPLACED} del{REPLACED}"),
        ("abc\u202edef\u2066\u200b\u200f\ufeff\u061c\u2060", "abc" + REPLACED + "def" + REPLACED * 6),
        (
            "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd",
            "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd",
        ),
        ("a\u2028b\u0085c", f"a\nb{REPLACED}c"),
    ],
)
def test_sanitize(raw: str, safe: str) -> None:
    assert sanitize(raw) == safe


@given(
    st.text(
        alphabet=st.sampled_from(
            "ab;[]PX^_\\(B\n\t\r\f\x00\x07\x1b\x7f\x90\x9b\x9c\x9d\u202e\u200b\ufeff\u2028"
        )
    )
)
def test_sanitize_is_idempotent_and_leaves_nothing_unsafe(raw: str) -> None:
    safe = sanitize(raw)
    assert sanitize(safe) == safe
    assert not any((ord(c) < 32 and c not in "\t\n") or 0x7F <= ord(c) < 0xA0 for c in safe)
    assert not set(safe) & set("\u202e\u200b\ufeff\u2028")


@pytest.mark.parametrize(
    "unit", ["\x1b]", "\x9d", "\x1b[", "\x9b0", "\x1b[0;", "\x1bP\x1b", "\x1b ", "\x9d\n", "\r", "a\x1b]b"]
)
def test_sanitize_is_linear(unit: str) -> None:
    started = time.thread_time()
    sanitize(unit * 400_000)
    assert time.thread_time() - started < 3


def test_one_line_shows_names_of_any_bytes() -> None:
    name = b"bad\xff\x1b[31m\nname\t.txt".decode("utf-8", "surrogateescape")
    assert one_line(name) == "bad\\xff\\nname\\t.txt"


def test_escape_json_keeps_the_value() -> None:
    value = "a\x9b31m\u202e\x7f\u2028 \u00e9 \ud800"
    dumped = escape_json(json.dumps(value, ensure_ascii=False))
    assert json.loads(dumped) == value
    assert sanitize(dumped) == dumped


INVISIBLE = (
    "\u00ad \u034f \u061c \u115f \u1160 \u17b4 \u17b5 \u180b \u180e \u200b \u2060 \u2065 \u206a \u206f \u2800 \u3164"
    " \ufe00 \ufe0f \uffa0 \ufff9 \ufffb \ufdd0 \ufffe \uffff \U000e0001 \U000e0041 \U000e007f \U000e0100 \U000e01ef"
    " \U0001bca0 \U0001d159 \U0001d173"
).split()


@pytest.mark.parametrize("sign", INVISIBLE)
def test_what_shows_nothing_is_shown(sign: str) -> None:
    assert sanitize(f"A{sign}LORIMER") == "A\ufffdLORIMER"
    assert one_line(f"A{sign}") == "A\ufffd"
    escaped = escape_json(json.dumps(f"A{sign}", ensure_ascii=False))
    assert escaped.isascii()
    assert json.loads(escaped) == f"A{sign}"


def test_marks_are_kept_and_piles_of_them_are_not() -> None:
    assert (
        sanitize("Ha\u0300\u0302 No\u0302\u0323i \u0e01\u0e34\u0e48")
        == "Ha\u0300\u0302 No\u0302\u0323i \u0e01\u0e34\u0e48"
    )
    assert sanitize("a" + "\u0301" * 180 + "b") == "a" + "\u0301" * 8 + "\ufffdb"
