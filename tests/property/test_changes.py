"""What a carrier, a typist, a scanner or an archive may do to a text without a change to what it says.

Each change is made to samples and to synthetic cables; the record must stay the same, but for blanks and for what only
tells of the lines. Faults of two hundred real texts were found so: a page that ended in the heading lost addressees.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from random import Random
from typing import Any

import pytest

from cablecli import parse
from tests.damage import SAMPLES
from tests.synthetic import cables, message, record
from tests.synthetic.people import lists

Change = Callable[[str, Random], str]
_UNTOLD = ("diagnostics", "leftovers", "source", "redactions", "at", "span", "quoted", "format")
_PROSE = re.compile(
    r"(?<=[a-z,] [a-z]{3})\n(?=[a-z]{3,}[ ])|(?<=[A-Z,] [A-Z]{3})\n(?=[A-Z]{3,}[ ][A-Z]{2,}[ ][A-Z])"
)
_FIRST = re.compile(r"(?m)^¶?1\.|\Z")
_OTHER = re.compile(r"(?m)^MRN|^Message Attributes|\Z")  # labels of a system, which nobody typed or scanned


def texts() -> Iterator[tuple[str, str]]:
    """Texts with a name each."""
    for path in SAMPLES:
        yield path.stem, path.read_text(encoding="utf-8")
    for number, cable in enumerate(islice(cables(12, seed=5), 12)):
        yield f"telegram {number}", cable.text
        yield f"record {number}", record(cable)
        yield f"message {number}", message(cable)
    for number, sheet in enumerate(lists(12, seed=5)):
        yield f"list {number}", sheet.text


def values(text: str) -> Any:
    """The record without what tells of lines, each run of blanks as one."""
    return _plain(parse(text).to_dict())


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if key not in _UNTOLD}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def each_line(change: Callable[[str], str]) -> Change:
    return lambda text, _: "\n".join(map(change, text.split("\n")))


def in_heading(old: str, new: str) -> Change:
    """The same above paragraph 1."""

    def change(text: str, _: Random) -> str:
        end = min(found.start() for found in (_FIRST.search(text), _OTHER.search(text)) if found)
        return re.sub(old, new, text[:end], flags=re.MULTILINE) + text[end:]

    return change


def in_prose(put: str) -> Change:
    """Something between two lines of one sentence, with the number of a page or the level in it."""

    def change(text: str, chance: Random) -> str:
        places = [found.end() for found in _PROSE.finditer(text, text.find("\n1.") + 1)]
        at = chance.choice(places) if places else 0
        page, level = text[:at].count("PAGE") + 2, parse(text).classification or ""
        return text[:at] + put.format(page=page, level=level.partition("/")[0]) + text[at:]

    return change


CHANGES: dict[str, Change] = {
    "trailing blanks": each_line(lambda line: line + "   "),
    "padded to 80 columns": each_line(lambda line: line.ljust(80)),
    "indented": each_line(lambda line: "   " + line),
    "no-break blanks in blank lines": each_line(lambda line: line or "\N{NO-BREAK SPACE}"),
    "carriage returns": lambda text, _: text.replace("\n", "\r\n"),
    "carriage returns alone": lambda text, _: text.replace("\n", "\r"),
    "blank lines around": lambda text, _: f"\n\n{text}\n\n\n",
    "doubled line ends": lambda text, _: text.replace("\n", "\n\n"),
    "three line ends for one": lambda text, _: text.replace("\n", "\n\n\n"),
    "three blank lines for one": lambda text, _: re.sub(r"\n[ \t]*\n", "\n\n\n\n", text),
    "a byte order mark": lambda text, _: "\N{ZERO WIDTH NO-BREAK SPACE}" + text,
    "two blanks behind stops": lambda text, _: re.sub(r"(?<=[a-z]{4}\.) (?=[A-Z][a-z])", "  ", text),
    "a page number amid a sentence": in_prose("\n\n- {page} -\n\n"),
    "a page of a copy amid a sentence": in_prose("\n\nPage {page} of 90\n\n"),
    "a banner amid a sentence": in_prose("\n\n{level}\n\n"),
    "labels in title case": in_heading(r"^(TAGS|SUBJ|SUBJECT|REF)(?=:)", lambda found: found[1].title()),  # type: ignore[arg-type]
    "a blank before colons": in_heading(r"^(TAGS|SUBJ|SUBJECT|REF):", r"\1 :"),
    "no blank behind colons": in_heading(r"^(TAGS|SUBJ|SUBJECT|REF):[ ]+(?=[A-Z])", r"\1:"),
    "a zero in E.O.": in_heading(r"^E\.O\.(?= 1)", "E.0."),
    "TAGS with a semicolon": in_heading(r"^TAGS:(?= )", "TAGS;"),
    "SUBJECT with an I": in_heading(r"^SUBJECT:", "SUBIECT:"),
    "SUBJ for SUBJECT": in_heading(r"^SUBJECT:", "SUBJ:"),
    "typeset apostrophes": lambda text, _: text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}"),
}
TEXTS = dict(texts())


def said(text: str, change: str) -> Any:
    """The values of a text; typeset apostrophes are those of the typewriter."""
    found = values(text)
    if "apostrophes" not in change:
        return found
    return repr(found).translate({0x2019: "'", ord('"'): "'", ord("\\"): None})


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_copy_leaves_the_record(change: str) -> None:
    other = [
        name
        for name, text in TEXTS.items()
        if said(CHANGES[change](text, Random(name + change)), change) != said(text, change)
    ]
    assert not other
