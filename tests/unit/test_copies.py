"""Copies of one cable: whatever program, mail or page carried it, the record is the same."""

from base64 import encodebytes
from collections.abc import Callable
from email.message import EmailMessage
from html import escape
from pathlib import Path
from typing import Any

import pytest

import cablecli
from cablecli.parser import parse

HERE = Path(__file__).parents[1]
CABLE = (HERE / "tables" / "cable").read_text(encoding="utf-8")
RECORD = """\
UNCLASSIFIED

PAGE 01        VALLET  00177  081900Z
R 081900Z JAN 79
FM AMEMBASSY VALLETTA
TO SECSTATE WASHDC 1234
UNCLAS VALLETTA 00177
SUBJECT: TIN
1. THE SMELTER WILL BE READY IN MAY, AND NOT BE-
UNCLASSIFIED
UNCLASSIFIED
PAGE 02
VALLET  00177  081900Z
FORE. THE COMPANY PAYS FOR IT AND FOR THE QUAYUNCLASSIFIED
PAGE 03 VALLET 00177 081900Z
OF THE HARBOR.
OAKES

UNCLASSIFIED

NNN
Message Attributes
Automatic Decaptioning: X
Capture Date: 01 JAN 1994
Document Number: 1979VALLET00177
Markings: Declassified/Released US Department of State EO Systematic Review 20 MAR 2014
"""
MESSAGE = """\
UNCLASSIFIED
MRN: 12 VALLETTA 644
Date/DTG: Mar 05, 2012 / 051432Z MAR 12
From: AMEMBASSY VALLETTA
Action: WASHDC, SECSTATE ROUTINE
E.O.: 13526
TAGS: PREL, MT
Subject: HARBOR DUES

1. (U) The dues will rise in May.

Signature: OAKES
"""
HEADER = (
    "From: Neale, Joan\nSent: Monday, June 8, 2009 9:40 AM\nSubject: RE: the harbor\n\nPlease see below.\n\n"
)


def before(mark: str) -> Callable[[str], str]:
    return lambda text: "".join(f"{mark}{line}".rstrip() + "\n" for line in text.split("\n"))


def ending(end: str) -> Callable[[str], str]:
    return lambda text: text.replace("\n", end)


def word(text: str) -> str:
    lines = (f"<p class=MsoNormal>{escape(line) or '&nbsp;'}<o:p></o:p></p>\n" for line in text.split("\n"))
    head = '<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=EN-US>\n'
    return f'{head}<![if !supportLists]>{"".join(lines)}<![endif]><st1:place w:st="on"></st1:place></body></html>\n'


def mail(encoding: str) -> Callable[[str], str]:
    def written(text: str) -> str:
        message = EmailMessage()
        message["From"], message["Subject"] = "Joan Neale <neale@example.org>", "RE: the harbor"
        message.set_content(text, cte=encoding)
        message.add_alternative(f"<html><body><pre>{escape(text)}</pre></body></html>", subtype="html")
        message.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="seal.png")
        return bytes(message).decode()

    return written


COPIES: dict[str, Callable[[str], str]] = {
    **{f"quoted with {mark!r}": before(mark) for mark in (">", "> ", "> > ", ">> ", ">>> ", "| ")},
    "quoted below a mail's header": lambda text: HEADER + before("> ")(text),
    **{f"lines that end with {end!r}": ending(end) for end in ("\x85", "\u2028", "\u2029", "\r\n")},
    "blanks of no width": before("\u200b"),
    "of a fixed width": lambda text: "\n".join(line.ljust(80) for line in text.split("\n")),
    "indented": lambda text: "\n".join(line and " " * 8 + line for line in text.split("\n")),
    "pre": lambda text: f"<pre>{escape(text)}</pre>",
    "pre in a div": lambda text: f'<div class="cable"><pre>{escape(text)}\n</pre></div>\n',
    "word processor": word,
    **{f"mail, {name}": mail(name) for name in ("quoted-printable", "base64", "8bit")},
}


def record(text: str, path: Path) -> dict[str, Any]:
    path.write_text(text, encoding="utf-8", newline="")
    (cable,) = cablecli.read(path)
    return {
        key: value
        for key, value in cable.to_dict().items()
        if key not in ("source", "diagnostics", "leftovers")
    }


@pytest.mark.parametrize("text", [CABLE, RECORD, MESSAGE], ids=["telegram", "record", "message"])
@pytest.mark.parametrize("copy", COPIES)
def test_a_copy_gives_the_record_of_the_cable(text: str, copy: str, tmp_path: Path) -> None:
    own, copied = record(text, tmp_path / "a"), record(COPIES[copy](text), tmp_path / "b")
    assert copied == own


def test_a_file_that_was_joined_to_another_keeps_its_first_line(tmp_path: Path) -> None:
    path = tmp_path / "joined"
    path.write_text(f"{CABLE}\n\ufeff{CABLE.replace('612', '613')}", encoding="utf-8")
    assert [cable.heading.transmission_id for cable in cablecli.read(path)] == ["VZCZCXYZ0012"] * 2


def test_the_stamp_that_is_a_records_last_value_is_none_of_the_next_record(tmp_path: Path) -> None:
    path = tmp_path / "joined"
    path.write_text(f"{RECORD}\n{RECORD.replace('00177', '00178')}")
    stamp = "Declassified/Released US Department of State EO Systematic Review 20 MAR 2014"
    assert [dict(cable.attributes)["Markings"] for cable in cablecli.read(path)] == [stamp] * 2


@pytest.mark.parametrize(
    "text",
    [
        "| MRN: | 12 VALLETTA 644 |\n| TAGS | PREL |\n| a | b |\n| c | d |\n" + CABLE,  # a table
        f"{CABLE}\n\n> He asked\n> for bread\n> and for\n> water\n",  # words that a cable quotes
    ],
)
def test_what_is_no_quoted_cable(text: str) -> None:
    assert parse(text).id == "09LISBON612"
    assert parse(text).subject == "HARBOR NOTES"


@pytest.mark.parametrize("below", ["3/4/2015              Cable viewer\n", ""])
def test_what_a_browser_prints_beside_the_pages_address(below: str) -> None:
    page = f"https://cables.example.org/view?id=1234                1/5\n{below}"
    cable = parse(CABLE.replace("pay for the", f"pay\n{page}for the"))
    assert cable.paragraphs[1].text == "The company will pay for the training of two pilots."


def test_a_mail_that_says_nothing_of_its_parts_is_text(tmp_path: Path) -> None:
    cable = record(f"{HEADER}{CABLE}", tmp_path / "a")
    assert cable == record(CABLE, tmp_path / "b")


def test_what_in_a_mail_cannot_be_read_is_told(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "Joan Neale <neale@example.org>", "two cables"
    message.set_content(CABLE, cte="base64")
    other = CABLE.replace("612", "613").encode()
    message.add_attachment(other, maintype="application", subtype="octet-stream", filename="a.txt")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    (tmp_path / "a").write_bytes(bytes(message))
    failures: list[str] = []
    found = cablecli.read(tmp_path / "a", errors=lambda _, error: failures.append(str(error)))
    assert [cable.id for cable in found] == ["09LISBON612", "09LISBON613"]
    assert [failure[:24] for failure in failures] == ["a part is a PDF document"]


@pytest.mark.parametrize(
    ("charset", "sign"), [("iso-8859-7", "\u03bb"), ("koi8-r", "\u043b"), ("rot13", "\xeb")]
)
def test_a_mail_names_its_charset(charset: str, sign: str, tmp_path: Path) -> None:
    text = CABLE.replace("1. (C)", "1. (C) \xeb", 1)
    data = text.encode("iso-8859-1").replace(b"\xeb", b"\xcc" if charset == "koi8-r" else b"\xeb")
    header = (
        f"From: a@example.org\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64"
    )
    path = tmp_path / "a"
    path.write_bytes(header.encode() + b"\n\n" + encodebytes(data))
    (cable,) = cablecli.read(path)
    assert sign in cable.content
