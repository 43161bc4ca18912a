"""No text makes the parser slow: four times the text takes about four times as long, for every hostile shape."""

import contextlib
import re
import time
from collections.abc import Callable
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

import cablecli
from cablecli.errors import NotACable
from cablecli.parser import parse
from cablecli.patterns import ALL, NAMES

HEAD = """VZCZCXRO1
P 251432Z FEB 09
FM AMEMBASSY VALLETTA
TO RUEHC/SECSTATE WASHDC PRIORITY 1876
C O N F I D E N T I A L SECTION 01 OF 02 VALLETTA 000112

E.O. 12958: DECL: 02/25/2019
TAGS: PREL, MT
SUBJECT: X

"""
SHAPES = {
    "one long word": lambda n: HEAD + "¶1. (C) " + "a" * n,
    "one long line": lambda n: HEAD + "¶1. (C) " + "word " * (n // 5),
    "blank lines": lambda n: HEAD + "\n" * n + "¶1. (C) x",
    "many paragraphs": lambda n: HEAD + "".join(f"¶{i % 999 + 1}. (C) text here.\n\n" for i in range(n // 20)),
    "dashes": lambda n: HEAD + "¶1. (C) " + "-" * n,
    "dashes and blanks": lambda n: HEAD + "- " * (n // 2),
    "rules": lambda n: HEAD + "-----\n" * (n // 6),
    "headings": lambda n: HEAD + "Title\n-----\n" * (n // 12),
    "run-on bullets": lambda n: HEAD + "¶1. (C) x:" + " -- a;" * (n // 6),
    "quotations": lambda n: HEAD + "¶1. (C) x\n" + "BEGIN TEXT:\n" * (n // 12),
    "brackets": lambda n: HEAD + "¶1. (C) " + "(" * n,
    "references": lambda n: HEAD + "REF: " + "A. ROME 1, 2, " * (n // 14),
    "reference labels": lambda n: HEAD.rstrip() + "\nREF: (A) ROME 1\n" + "(B) ROME 12\n" * (n // 12),
    "reason dots": lambda n: HEAD + "Classified By: Ada Stone" + "." * n + "\n\n¶1. (C) x",
    "rows of people": lambda n: HEAD + "¶1. (C) Participants:\n\n" + "Foo\n\n" * (n // 5),
    "reference words": lambda n: HEAD + "REF: " + "ROME AND " * (n // 9),
    "TAGS": lambda n: HEAD.replace("PREL, MT", "PREL (" * (n // 6)),
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
    "end marks": lambda n: HEAD + "¶1. (C) SUMMARY: " + "END " * (n // 4),
}  # fmt: skip
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
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        action()
        best = min(best, time.perf_counter() - start)
    return best


def read(text: str) -> None:
    with contextlib.suppress(NotACable):
        parse(text)


@pytest.mark.parametrize("shape", SHAPES)
def test_texts(shape: str) -> None:
    short, long = SHAPES[shape](15_000), SHAPES[shape](60_000)
    assert seconds(lambda: read(long)) < 9 * seconds(lambda: read(short)) + 0.02


def test_patterns() -> None:
    """Each pattern on lines of one repeated piece: four times the line, less than ten times the time."""
    for module in walk_packages(cablecli.__path__, "cablecli."):
        if module.name.startswith(("cablecli.parser", "cablecli.carriers")):
            import_module(module.name)
    assert len(ALL) > 180
    slow = []
    for pattern in ALL:
        name = NAMES.get(pattern.pattern, pattern.pattern)
        for piece in LINES:
            short, long = (as_for(pattern, piece * (size // len(piece))) for size in (1_000, 4_000))
            first = seconds(lambda p=pattern, s=short: p.search(s))  # type: ignore[misc]
            second = seconds(lambda p=pattern, s=long: p.search(s))  # type: ignore[misc]
            if second > 9 * first + 0.003:
                slow.append((name, piece, round(first * 1000, 2), round(second * 1000, 2)))
    assert not slow


def as_for(pattern: re.Pattern[Any], text: str) -> str | bytes:
    """The text as the pattern takes it."""
    return text.encode() if isinstance(pattern.pattern, bytes) else text
