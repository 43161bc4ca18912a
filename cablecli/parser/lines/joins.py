"""Cuts lines of the body where a page join or a lost line end ran two things together, before paragraphs are read."""

from collections.abc import Iterator
from itertools import islice
from string import digits

from cablecli.model.role import Role
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.widths import BEYOND_WRAP
from cablecli.patterns import pattern

_MID_LINE = pattern(
    "paragraph in mid-line",
    r"""
        # the end of the text before: punctuation and blanks; a redaction or a rule, which the number may touch
        # one set is found four times as fast
        [.!?:)"”\]XZx_=*-](?:(?<![XZx_=*-])[ ]+ | (?<=[XZx])[XZx]{5}[ ]* | (?<=[_=*-])[_=*-]{3}[ ]*)
        # a number: with the site's sign, or with a marking
        (?=[¶\ufffd][ ]?[1-9][0-9]?\.[ ]*(?:\(|[A-Z"])
            |[1-9][0-9]?\.[ ]{0,3}\([ ]?(?:C|S|U|SBU|LOU)(?:[ ]?/[^)(]{1,70})?[ ]?\))""",
)
_TITLE_AFTER = pattern(
    "heading after a paragraph on its line",
    r"""(?<=[.!?)"”\]])[ ]+(?=
        # between rules, or words with or without their colon
        (?:-{4,}[ ]{0,2}(?:-{1,45}[ ]{1,2})?[A-Z"'“][^.-]{2,80}(?:-[^.-]{1,60}){0,4}?
            |[A-Z"'“][^.:-]{2,60}(?:-[^.:-]{1,40}){0,3}?:?[ ]+)?
        # the rule at the end, which the relay may have broken
        -{4,}(?:[ ]-{1,45})?[ ]{0,3}$)""",
)
_RULE_AFTER_NUMBER = pattern(
    "rule after a paragraph number",
    r"""[¶\ufffd]?[ ]?[1-9][0-9]?\.[ ]{0,3}(?:\([A-Z/ ]{1,12}\))?[ ]*(?=-{4,}$)""",
)
_NAMED = pattern(
    "caption that a sentence names",
    # next to punctuation or a small word
    r"""(?:[,/"'“(]|\b(?:A|AND|AS|MARKED|NO|OF|OR|THE|WITH))[ ]?SIPDIS
        | SIPDIS(?:[,/.;:)"'”]|[ ](?:AND|OR|CAPTIONS?|CABLES?|CHANNEL|MESSAGES?|TRAFFIC)\b)""",
    ignore_case=True,
)
_BEFORE = 8  # characters that hold the word before a caption: `marked `
_REACH = 220  # characters at the end of a line that hold a heading with its rules
# What a number in a line of usual length touches, or is: a rule, a redaction, the site's sign, the second number of a
# text. To look for every number would cost a search for each.
_MARKS = ("----", "____", "====", "****", "XXXXXX", "xxxxxx", " ¶", " 2. (")
_LONGEST_CAPTIONS = 40  # characters: a longer line with SIPDIS in it holds text as well
_FIRST = 8  # characters at a line start that hold its own number and marking: `10. (C) `
_MOST = 1_000  # paragraphs in one line: no cable has as many, and each takes a hundred times the memory of its number
_BEFORE_NUMBERS = "¶\ufffd "
_NUMBER_STARTS = frozenset((*digits, *_BEFORE_NUMBERS))
_LONGEST_BEGINNING = 80  # characters of a number, a marking and labels
_SITES = ("¶", "\ufffd")  # every match of _MID_LINE holds one of these
_POINTS = (".(", ". (", ".  (", ".   (")  # or of these


def cut(lines: Lines, start: int) -> None:
    """Give paragraphs and headings that begin in mid-line, and stray captions, pieces of their own."""
    _cut_stray_captions(lines, start)
    _pass_beginnings(lines, start)
    below = enumerate(lines.text[start:], start)
    suspects = {k for k, text in below if len(text) > BEYOND_WRAP or text == "."}
    for k in sorted(suspects | lines.holding(_MARKS, start), reverse=True):
        text = lines.text[k]
        if text == ".":
            lines.take(k, Role.FURNITURE, "full stop alone", passed=True)
        elif lines.role[k] is Role.LEFTOVER and (cuts := [*_paragraphs(text), *_titles(text)]):
            lines.split(k, *cuts)


def _pass_beginnings(lines: Lines, start: int) -> None:
    """Claim the first copy of a beginning that was typed twice: `1. (C) Summary. 1. (C) Summary. Korvat said`."""
    for k in range(len(lines) - 1, start - 1, -1):
        whole = lines.text[k]
        if whole[0] not in _NUMBER_STARTS or (whole[-1] != ":" and whole.count(".") < 2):
            continue
        text = whole.lstrip(_BEFORE_NUMBERS)
        again = text.find(text[: text.find(".") + 1], 1, _LONGEST_BEGINNING)
        at = len(text[:again].rstrip(_BEFORE_NUMBERS)) if again > 1 else 0
        if 0 < at < again and _is_beginning(text[:at], text[at:]):
            lines.split(k, len(whole) - len(text) + at)
        elif whole[-1] != ":" or k + 1 == len(lines) or not _is_beginning(text, lines.text[k + 1]):
            continue
        lines.take(k, Role.FURNITURE, "beginning typed twice", passed=True)


def _is_beginning(text: str, whole: str) -> bool:
    """Whether `whole` begins with the words of `text`, a number and more than figures: not in `5. 5. 2009`."""
    words = text.lower().split()
    again = whole.lstrip(_BEFORE_NUMBERS)[: 2 * _LONGEST_BEGINNING].lower().split(None, len(words))
    return again[: len(words)] == words and any(map(str.isalpha, text))


def _paragraphs(text: str) -> Iterator[int]:
    """The offsets at which paragraphs begin inside a line."""
    if any(map(text[1:].__contains__, _SITES)) or any(map(text[_FIRST:].__contains__, _POINTS)):
        for found in islice(_MID_LINE.finditer(text), _MOST):
            yield found.end()


def _titles(text: str) -> Iterator[int]:
    """The offset at which a heading or a rule at the end of a line begins."""
    if not text.endswith("----"):
        return
    if number := _RULE_AFTER_NUMBER.match(text):
        yield number.end()
    elif len(text) > BEYOND_WRAP or "----" in text.rstrip("- "):  # a short line may be `St. Mary's ----`
        title = _TITLE_AFTER.search(text, max(_FIRST, len(text) - _REACH))
        if title:
            yield title.end()


def _cut_stray_captions(lines: Lines, start: int) -> None:
    """Cut out each SIPDIS that stands inside a line of text because a page join lost its line ends."""
    at = lines.content.rfind("SIPDIS") if start < len(lines) else -1
    while at > 0 and at >= lines.start[start]:
        k = lines.at(at)
        offset = at - lines.start[k]
        stray = len(lines.text[k]) > _LONGEST_CAPTIONS and lines.role[k] == Role.LEFTOVER
        if stray and not _NAMED.search(lines.text[k], max(0, offset - _BEFORE)):
            lines.split(k, offset, offset + 6)
        at = lines.content.rfind("SIPDIS", 0, at)
