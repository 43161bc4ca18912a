"""What page joins and lost line ends leave in the body: cut apart, or claimed, before its paragraphs are read."""

from collections.abc import Iterator

from cablecli.model.role import Role
from cablecli.parser.lines.index import Lines
from cablecli.patterns import pattern

_MID_LINE = pattern(
    "paragraph in mid-line",
    r"""
        # what ends the text before: a sign and blanks; a redaction or a rule, which the number may touch
        (?:[.!?:)"”\]][ ]+ | [XZ]{6}[ ]* | -{4}[ ]*)
        # a number: with the site's sign, or with a marking
        (?=[¶\ufffd][ ]?[1-9][0-9]?\.[ ]*(?:\(|[A-Z"])
            |[1-9][0-9]?\.[ ]{0,3}\([ ]?(?:C|S|U|SBU|LOU)(?:[ ]?/[^)(]{1,70})?[ ]?\))""",
)
_TITLE_BEHIND = pattern(
    "heading behind a paragraph",
    r"""(?<=[.!?)"”\]])[ ]+(?=
        # between rules, or words with or without their colon
        (?:-{4,}[ ]{0,2}(?:-{1,45}[ ]{1,2})?[A-Z"'“][^.-]{2,80}(?:-[^.-]{1,60}){0,4}?
            |[A-Z"'“][^.:-]{2,60}(?:-[^.:-]{1,40}){0,3}?:?[ ]+)?
        # the rule at the end, which the relay may have broken
        -{4,}(?:[ ]-{1,45})?[ ]{0,3}$)""",
)
_RULE_BEHIND_NUMBER = pattern(
    "rule behind a paragraph number",
    r"""[¶\ufffd]?[ ]?[1-9][0-9]?\.[ ]{0,3}(?:\([A-Z/ ]{1,12}\))?[ ]*(?=-{4,}$)""",
)
_NAMED = pattern(
    "caption that a sentence names",
    # behind a sign or a small word, or before one
    r"""(?:[,/"'“(]|\b(?:A|AND|AS|MARKED|NO|OF|OR|THE|WITH))[ ]?SIPDIS
        | SIPDIS(?:[,/.;:)"'”]|[ ](?:AND|OR|CAPTIONS?|CABLES?|CHANNEL|MESSAGES?|TRAFFIC)\b)""",
    ignore_case=True,
)
_BEFORE = 8  # characters in which the word before a caption stands: `marked `
_LONG = 90  # characters: beyond any line that the relay wrapped
_REACH = 220  # characters at the end of a line in which a heading with its rules stands
# What touches a number in a line of usual length, or is one: a rule, a redaction, the second of a text. Looking for
# every number would cost one search more for each.
_SIGNS = ("----", "XXXXXX", " 2. (")
_LONGEST_CAPTIONS = 40  # characters: a longer line with SIPDIS in it holds text as well
_FIRST = 8  # characters at a line start that hold its own number and marking: `10. (C) `
_STARTS = ("¶", "\ufffd", "(C", "(S", "(U", "(L", "( ")  # one of them every paragraph's beginning has


def cut(lines: Lines, start: int) -> None:
    """Give what begins in mid-line a piece of its own, and stray captions and signs theirs."""
    _cut_stray_captions(lines, start)
    sizes = enumerate(map(len, lines.text[start:]), start)
    unusual = {
        k for k, size in sizes if size > _LONG or size == 1
    }  # longer than the relay's, or a sign alone
    unusual |= lines.holding(_SIGNS, start)
    for k in sorted(unusual, reverse=True):
        text = lines.text[k]
        if text == ".":
            lines.take(k, Role.FURNITURE, "full stop alone", passed=True)
        elif lines.role[k] is Role.LEFTOVER and (cuts := [*_paragraphs(text), *_titles(text)]):
            lines.split(k, *cuts)
    _pass_beginnings(lines, start)


def _pass_beginnings(lines: Lines, start: int) -> None:
    """Claim the first of two beginnings of a line that are alike: `1. (C) Summary. 1. (C) Summary. Korvat said`."""
    for k in map(lines.at, lines.cuts):
        if k > start and lines.text[k].startswith(lines.text[k - 1].lstrip("¶\ufffd ")):
            lines.take(k - 1, Role.FURNITURE, "beginning typed twice", passed=True)


def _paragraphs(text: str) -> Iterator[int]:
    """Where paragraphs begin inside a line."""
    if any(map(text[_FIRST:].__contains__, _STARTS)):
        for found in _MID_LINE.finditer(text):
            yield found.end()


def _titles(text: str) -> Iterator[int]:
    """Where a heading or a rule at the end of a line begins."""
    if not text.endswith("----"):
        return
    if number := _RULE_BEHIND_NUMBER.match(text):
        yield number.end()
    elif len(text) > _LONG or "----" in text.rstrip("- "):  # a short line may be `St. Mary's ----`
        behind = _TITLE_BEHIND.search(text, max(_FIRST, len(text) - _REACH))
        if behind:
            yield behind.end()


def _cut_stray_captions(lines: Lines, start: int) -> None:
    """SIPDIS inside a line of text: the page join lost its line ends."""
    at = lines.content.rfind("SIPDIS") if start < len(lines) else -1
    while at > 0 and at >= lines.start[start]:
        k = lines.at(at)
        offset = at - lines.start[k]
        stray = len(lines.text[k]) > _LONGEST_CAPTIONS and lines.role[k] == Role.LEFTOVER
        if stray and not _NAMED.search(lines.text[k], max(0, offset - _BEFORE)):
            lines.split(k, offset, offset + 6)
        at = lines.content.rfind("SIPDIS", 0, at)
