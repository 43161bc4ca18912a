"""No text makes the parser slow: four times the text takes about four times as long, for every hostile shape."""

import contextlib
import gc
import re
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest

import cablecli
from cablecli import views
from cablecli.carriers import unpack_bytes
from cablecli.errors import CableError, NotACable
from cablecli.model import Element, Participant
from cablecli.patterns import ALL, NAMES
from cablecli.render import Layout, rendered
from cablecli.views.lint import lint
from cablecli.views.people import sides

HEAD = """VZCZCXRO1
P 251432Z FEB 09
FM AMEMBASSY VALLETTA
TO RUEHC/SECSTATE WASHDC PRIORITY 1876
C O N F I D E N T I A L SECTION 01 OF 02 VALLETTA 000112

E.O. 12958: DECL: 02/25/2019
TAGS: PREL, MT
SUBJECT: X

"""
MAIL = """From: a@example.org
Subject: X
Content-Type: multipart/mixed; boundary=q

--q
Content-Type: {}

"""
SHAPES = {
    "one long word": lambda n: HEAD + "¶1. (C) " + "a" * n,
    "one long line": lambda n: HEAD + "¶1. (C) " + "word " * (n // 5),
    "blank lines": lambda n: HEAD + "\n" * n + "¶1. (C) x",
    "many paragraphs": lambda n: HEAD + "".join(f"¶{i % 999 + 1}. (C) text here.\n\n" for i in range(n // 20)),
    "dashes": lambda n: HEAD + "¶1. (C) " + "-" * n,
    "dashes before a word": lambda n: HEAD + "¶1. (C) Present " + "-" * n + "x",
    "dashes and blanks": lambda n: HEAD + "- " * (n // 2),
    "rules": lambda n: HEAD + "-----\n" * (n // 6),
    "headings": lambda n: HEAD + "Title\n-----\n" * (n // 12),
    "run-on bullets": lambda n: HEAD + "¶1. (C) x:" + " -- a;" * (n // 6),
    "quotations": lambda n: HEAD + "¶1. (C) x\n" + "BEGIN TEXT:\n" * (n // 12),
    "unknown attributes": lambda n: (
        HEAD + "1. X\n\nMessage Attributes\n\nDraft Date: 27 APR 1976\nFrom: X\n" + "Gaa: x\n" * (n // 7)
    ),
    "quotations in words": lambda n: HEAD + "".join(f"{i}. X QUOTE\n\n" for i in range(1, n // 12)) + "UNQUOTE",
    "brackets": lambda n: HEAD + "¶1. (C) " + "(" * n,
    "references": lambda n: HEAD + "REF: " + "A. ROME 1, 2, " * (n // 14),
    "reference labels": lambda n: HEAD.rstrip() + "\nREF: (A) ROME 1\n" + "(B) ROME 12\n" * (n // 12),
    "labels of references": lambda n: HEAD.rstrip() + "\nREF: ROME 1" * (n // 12),
    "page markers below a subject": lambda n: HEAD.rstrip() + "\nVALLETTA 00000112 002 OF 002" * (n // 29) + "\nAND Y",
    "reason dots": lambda n: HEAD + "Classified By: Ada Stone" + "." * n + "\n\n¶1. (C) x",
    "rows of people": lambda n: HEAD + "¶1. (C) Participants:\n\n" + "Foo\n\nBar\n\n" * (n // 10),
    "reference words": lambda n: HEAD + "REF: " + "ROME AND " * (n // 9),
    "TAGS": lambda n: HEAD.replace("PREL, MT", "PREL (" * (n // 6)),
    "dots before a date": lambda n: HEAD + "Classified By: Ada Stone" + "." * n + "x DECLARED\n\n¶1. (C) x",
    "classified by": lambda n: HEAD + "Classified By: " + "reasons 1.4 (b) " * (n // 16),
    "blanks before a reason": lambda n: HEAD + "Classified By: DCM Ada" + " " * n + "Stone for reasons",
    "words of an officer": lambda n: HEAD + "Classified By: DCM Ada " + "Stone " * (n // 6) + "for reasons",
    "an officer in one word": lambda n: HEAD + "Classified By: DCM Ada " + "Amb0" * (n // 4),
    "brackets in a TAG": lambda n: HEAD.replace("PREL, MT", "PREL" + "x(" * (n // 2)),
    "a TAG of figures": lambda n: HEAD.replace("PREL, MT", "PREL" + "1" * n),
    "a TAG of slashes": lambda n: HEAD.replace("PREL, MT", "PREL" + "/A" * (n // 2)),
    "codes run together": lambda n: HEAD.replace("PREL, MT", "PREL" * (n // 4)),
    "TAGS in lines with brackets": lambda n: HEAD.replace("PREL, MT", "PREL (" + "\n(1) x" * (n // 6)),
    "TAGS in lines": lambda n: HEAD.replace("PREL, MT", "PREL," + "\nBT" * (n // 3)),
    "TAGS and words": lambda n: HEAD.replace("PREL, MT", "PREL, " + "USEU BRUSSELS " * (n // 14)),
    "labels in one line": lambda n: HEAD.replace("X", "X" + " A: REF B: C" * (n // 12)),
    "references in lines": lambda n: HEAD.rstrip() + "\nREF: ROME 1\n" + "ROME 12\n" * (n // 8),
    "airgrams": lambda n: HEAD + "REF: " + "ROME 1 AND A-48, " * (n // 17),
    "passing lines": lambda n: HEAD.replace("E.O.", "STATE FOR EUR\n" * (n // 14) + "E.O."),
    "notes above the order": lambda n: HEAD.replace("E.O.", "A NOTE\n" * (n // 7) + "E.O."),
    "exempted posts": lambda n: HEAD.replace("TO RUEHC", "TO " + "AMEMBASSY X, XMT " * (n // 17) + "RUEHC"),
    "titles": lambda n: HEAD + "Classified By: " + "Minister of " * (n // 12),
    "subject": lambda n: HEAD.replace("SUBJECT: X", "SUBJECT: " + "ABC " * (n // 4)),
    "addressees": lambda n: HEAD.replace("TO RUEHC", "TO " + "RUEHC/AMEMBASSY X\n" * (n // 18) + "RUEHC"),
    "page markers": lambda n: HEAD + "¶1. (C) x " + "VALLETTA 00000112 002 OF 002 " * (n // 29),
    "initials in a list of people": lambda n: (
        HEAD + "¶1. (C) Participants:\n\n" + ("Minister " + "J.K." * 60 + ": x\n") * (n // 252)
    ),
    "colons in a line": lambda n: HEAD + "¶1. (C) He took part, " + "x: " * (n // 3),
    "people below openings that say nothing of a meeting": lambda n: (
        HEAD + "Who came:\nMinister Borg, Ports\nDCM Pike\nLuz Sal, Mayor\n\n" * (n // 56)
    ),
    "people who speak": lambda n: HEAD + "Who came:\nMinister Borg\nDCM Pike\n\n" + "Borg said. " * (n // 11),
    "brackets after people": lambda n: HEAD + "¶1. (C) (Participants: " + "Minister Borg (Ports); " * (n // 23),
    "participants": lambda n: HEAD + "¶1. (C) Participants: " + "Ambassador John Smith, Director " * (n // 32),
    "paragraphs in one line": lambda n: HEAD + "¶1. (C) x " + ". ¶2. (C) y" * (n // 11),
    "pilcrows": lambda n: HEAD + "¶" * n,
    "capitals": lambda n: "A B " * (n // 4),
    "links": lambda n: HEAD + "[" * n + "](x)",
    "distribution": lambda n: "INFO LOG-00 " + "AB-00 " * (n // 6),
    "signatures": lambda n: HEAD + "¶1. (C) x.\n" + "WHITLOCK " * (n // 9),
    "cut words": lambda n: HEAD + "¶1. (C) x\n" + "word word and wo-\n" * (n // 17),
    "repeated numbers": lambda n: HEAD + "¶1. (C) x\n" + "\n1. x\n" * (n // 6),
    "doubled markings": lambda n: HEAD + "¶1. " + "(C) " * (n // 4) + "x",
    "bare titles": lambda n: HEAD + "1. (C) x\n\n" + "Foo Bar\n\n" * (n // 12) + "text and more\n" * (n // 50),
    "fields": lambda n: "MRN: 12 Rome 5\n" * (n // 15) + "Date/DTG: Jan 1 2012",
    "blanks in a field": lambda n: HEAD + f"Classified By: DCM Ada{' ' * (n // 4)}Stone for reasons 1.4 (b).",
    "brackets in TAGS": lambda n: HEAD.replace(", MT", "x(" * (n // 8)),
    "BT below TAGS": lambda n: HEAD.replace(", MT", "\nBT" * (n // 3)),
    "brackets below TAGS": lambda n: HEAD.replace(", MT", "\n(1) x" * (n // 6)),
    "people like TAGS": lambda n: (
        HEAD + "1. (C) Participants:\n\n" + "TAGS: PREL, MT, OVIP (STONE, ADA), \n" * (n // 36) + "\n2. (C) x"
    ),
    "addresses in one line": lambda n: HEAD + "¶1. (C) x\nhttps://" + "x://" * (n // 4),
    "blanks on a form": lambda n: "AIRGRAM\nTO : ROME\nFROM : VALLETTA\n\n1. (" + " " * n + "x",
    "end marks": lambda n: HEAD + "¶1. (C) SUMMARY: " + "END " * (n // 4),
}  # fmt: skip
LONG = {  # in which only many lines or values show what is searched for each
    "officers in a subject": (
        lambda n: HEAD.replace("SUBJECT: X", "SUBJECT: X" + ": Poloff Neale" * (n // 14)),
        40_000,
    ),
    "addressees that differ": (
        lambda n: HEAD.replace(
            "TO RUEHC", "TO " + "".join(f"RUEHZ/AMEMBASSY {i}X\n" for i in range(n // 22)) + "RUEHC"
        ),
        60_000,
    ),
    "TAGS that differ": (
        lambda n: HEAD.replace("PREL, MT", ", ".join(f"X{i}X" for i in range(n // 8))),
        15_000,
    ),
}
DUMP = "INSERT INTO cable (content) VALUES ("
CARRIED = {
    "rows of a dump": lambda n: DUMP + "'x')" + ",\n('')" * (n // 6) + ";",
    "values with doubled quotes": lambda n: DUMP + "'" + "''" * (n // 2) + "');",
    "statements": lambda n: (DUMP + "'x');\n") * (n // 42),
    "objects": lambda n: "[" + '{"body": "x"},' * (n // 14) + "{}]",
    "names of an object": lambda n: '[{"body": "x"' + ', "a": 1' * (n // 8) + "}]",
    "headings": lambda n: "FM AMEMBASSY ROME\nTO SECSTATE\n" * (n // 30),
    "glued headings": lambda n: "1. (C) x. SECRET ROME 1234\nTAGS: PREL\n" * (n // 38),
    "cables": lambda n: f"{HEAD}1. (C) x.\n" * (n // 220),
    "a codec of no mail": lambda n: MAIL.format("text/plain; charset=punycode") + "abc" * (n // 3),
    "a parameter in such a codec": lambda n: MAIL.format(f"text/plain; charset*=punycode''{'a' * n}"),
    "a quoted parameter": lambda n: MAIL.format(f'multipart/mixed; boundary="{";" * n}'),
    "blanks above a heading": lambda n: f"{HEAD}1. (C) x.\n{' ' * n}x\n{HEAD}1. (C) y.\n",
    "blanks behind a code above one": lambda n: f"{HEAD}1. (C) x.\nAB-00{' ' * n}{'x' * 99}\n{HEAD}1. (C) y.\n",
    "blanks behind a title above one": lambda n: f"{HEAD}1. (C) x.\nTELEGRAM{' ' * n}{'x' * 99}\n{HEAD}1. (C) y.\n",
    "quotes in a row": lambda n: '"1","2/25/2009 14:32","' + '""' * (n // 2),
}  # fmt: skip
UNITS = [
    ("text", "VZCZCABC1\n"), ("text", "=====\nFM A\n"), ("text", "=====\nSUBJ: x\n"), ("text", "NNNN\n\n"),
    ("text", "UNCLAS SECTION 01 OF 02 ROME 01\n"), ("text", "VZCZCXRO0001\nUNCLAS SECTION 01 OF 02 ROME 01\n"),
    ("text", "C O N "), ("text", "\f"), ("text", "&#10;"), ("text", "...\n1  2009-01-01  09ABC1  x"),
    ("web", "Reference ID\nCreated\n"), ("web", "Key fingerprint =\n"), ("web", "Viewing cable 09A\n"),
    ("smart", "MRN: x\n"), ("smart", "MRN:\nDate/DTG\n"), ("smart", "SECRET\n\n"), ("sas", "Message Text\n"),
    ("sas", "Message Attributes\n"), ("csv", '"1","2/2/2009 1:11","\n'), ("csv", '"'), ("json", "[{"),
    ("json", '{"a":'),    ("jsonl", "{\n"), ("page", "<pre>"), ("page", "<table class='cable'><td>"), ("html", "<p>"),
]  # fmt: skip
SAMPLES = Path(__file__).parents[1] / "samples"
RECORDS = ("meeting", "telegram-1976", "smart-2012")
TOKENS = (
    " ",
    "x(",
    "1",
    "A ",
    "& ",
    ", ",
    "(1) x\n",
    "\nBT",
    "\nA. ROME 1",
    "\nTAGS: PREL, OVIP (STONE, ADA), ",
    "\n\n",
    "X-",
)
OFTEN = ("field", "heading line", "participants", "furniture")  # roles whose lines hold something else each
LINES = (
    "a",
    "A ",
    "- ",
    "1. ",
    "(",
    "1.4 ",
    "R",
    "RUEHC ",
    "AND ",
    "ROME 1 ",
    "NOTE TAKER ",
    ": ",
    "E N D ",
    "[x](",
    "-- ",
    "END OF ",
    "reason ",
    "JUNE 1 ",
)


def seconds(action: Callable[[], object]) -> float:
    """The time of this thread alone: neither other programs nor what earlier tests left to the collector count."""
    gc.disable()
    try:
        start = time.thread_time()
        action()
        return time.thread_time() - start
    finally:
        gc.enable()


def is_linear(shape: Callable[[int], str], size: int, read: Callable[[str], object]) -> bool:
    """Four times the text takes less than six times as long, at least once in three times."""
    short, long = shape(size), shape(4 * size)
    return any(seconds(lambda: read(long)) < 6 * seconds(lambda: read(short)) + 0.02 for _ in range(3))


def read(text: str) -> None:
    with contextlib.suppress(NotACable):
        cablecli.parse(text)


def unpacked(text: str, carrier: str | None = None) -> None:
    with contextlib.suppress(CableError):
        list(unpack_bytes(text.encode(), chosen=carrier))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("shape", SHAPES)
def test_texts(shape: str) -> None:
    assert is_linear(SHAPES[shape], 15_000, read)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("shape", LONG)
def test_long_texts(shape: str) -> None:
    assert is_linear(LONG[shape][0], LONG[shape][1], read)


MANY = (
    "references",
    "references in lines",
    "addressees",
    "participants",
    "many paragraphs",
    "rows of people",
)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("shape", MANY)
@pytest.mark.parametrize(
    "view", [views.show(), views.show(full=True), views.PARAGRAPH_TREE, lint(["coverage"])]
)
def test_what_is_shown(shape: str, view: views.View) -> None:
    """Each view of a cable with many of something, drawn for a terminal."""

    def shown(text: str) -> None:
        for _ in rendered("rich", view.blocks([cablecli.parse(text)], None), Layout()):
            pass

    assert is_linear(SHAPES[shape], 30_000, shown)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("shape", CARRIED)
def test_carriers(shape: str) -> None:
    assert is_linear(CARRIED[shape], 40_000, unpacked)


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("carrier", "unit"), UNITS)
def test_one_piece_again_and_again_in_a_carrier(carrier: str, unit: str) -> None:
    def read(text: str) -> None:
        unpacked(text, carrier)

    assert is_linear(lambda n: unit * (n // len(unit)), 60_000, read)


def places(content: str, layout: Sequence[Element], *, behind: bool) -> dict[int, str]:
    """Where something may be put in: the middle or the end of each field and of one line of each other role."""
    found: dict[int, str] = {}
    for element in layout:
        for line in re.finditer(r".+", content[element.span.start : element.span.end]):
            middle = line[0].find(" ", len(line[0]) // 2)
            at = element.span.start + line.start() + (len(line[0]) if behind else middle)
            if (behind or middle >= 0) and (element.role in OFTEN or element.role not in found.values()):
                found[at] = element.role
    return found


@pytest.mark.timeout(300)
def test_a_list_of_people_as_it_is_shown() -> None:
    stone = Participant("U.S.", "Stone", "Ambassador", None, False, 1, "Ambassador Stone")
    assert is_linear(
        lambda n: "Ambassador" + " " * n + "x\n\nStone", 4_000, lambda text: list(sides(text, [stone]))
    )


PAIRS = [f"{record}: {token!r}" for record in RECORDS for token in TOKENS]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("pair", PAIRS)
def test_each_place_of_a_record(pair: str) -> None:
    """A token again and again, in each field and each kind of line."""
    sample, token = RECORDS[PAIRS.index(pair) // len(TOKENS)], TOKENS[PAIRS.index(pair) % len(TOKENS)]
    cable = cablecli.parse((SAMPLES / f"{sample}.txt").read_text(encoding="utf-8"))
    text = cable.content
    slow = [
        (role, text[:at].count("\n") + 1)
        for at, role in places(text, cable.layout, behind=token[0] == "\n").items()
        if not is_linear(lambda n, at=at: text[:at] + token * (n // len(token)) + text[at:], 5_000, read)  # type: ignore[misc]
    ]
    assert not slow


def test_patterns() -> None:
    """Each pattern on lines of one repeated piece: four times the line, less than ten times the time."""
    for module in walk_packages(cablecli.__path__, "cablecli."):
        if module.name.startswith(("cablecli.parser", "cablecli.carriers")):
            import_module(module.name)
    assert len(ALL) > 180
    slow = [
        (NAMES.get(one.pattern, one.pattern), piece)
        for one in ALL
        for piece in LINES
        if not is_quick(one, piece)
    ]
    assert not slow


def is_quick(one: re.Pattern[Any], piece: str) -> bool:
    """Whether four times the line takes less than ten times the time, at least once in three times."""
    short, long = (as_for(one, piece * (size // len(piece))) for size in (1_000, 4_000))
    return any(
        seconds(lambda: one.search(long)) < 9 * seconds(lambda: one.search(short)) + 0.003 for _ in range(3)
    )


def as_for(pattern: re.Pattern[Any], text: str) -> str | bytes:
    """The text as the pattern takes it."""
    return text.encode() if isinstance(pattern.pattern, bytes) else text
