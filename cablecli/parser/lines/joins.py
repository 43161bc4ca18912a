"""What page joins and lost line ends leave in the body: cut apart, or claimed, before its paragraphs are read."""

from cablecli.model.role import Role
from cablecli.parser.lines.index import Lines
from cablecli.patterns import pattern

_MID_LINE = pattern(
    "paragraph in mid-line",
    r"""[.!?:)"”\]][ ]+(?=(?:[¶\ufffd][ ]?[1-9][0-9]?\.[ ]*(?:\(|[A-Z"]))|[1-9][0-9]?\.[ ]{0,3}\((?:C
        |S|U|SBU|S//?NF|C//?NF|LOU)[^)(]{0,12}\))""",
)
_TITLE_BEHIND = pattern(
    "heading behind a paragraph",
    r"""(?<=[.!?)"”\]])[ ]+(?=(?:-{4,}[ ]{0,2}(?:-{1,45}[ ]{1,2})?[A-Z"'“][^.-]{2,80}(?:-[^.-]{1,60}){0,4}?
        |[A-Z"'“][^.:-]{2,60}(?:-[^.:-]{1,40}){0,3}?:?[ ]+)?-{4,}(?:[ ]-{1,45})?[ ]{0,3}$)""",
)
_LONG = 90  # characters: beyond any line that the relay wrapped


def cut(source: Lines, start: int) -> None:
    """Give what begins in mid-line a piece of its own, and stray captions theirs."""
    _cut_stray_captions(source, start)
    _cut_mid_line(source, start)


def _cut_mid_line(source: Lines, start: int) -> None:
    """Give a paragraph that begins in mid-line, where line ends were lost, a piece of its own."""
    long = [k for k, size in enumerate(map(len, source.text[start:]), start) if size > _LONG]
    for k in reversed(long):
        if source.role[k] == Role.LEFTOVER:
            text = source.text[k]
            cuts = [found.end() for found in _MID_LINE.finditer(text, 7)] if _may_hold(text) else []
            if text.endswith("----") and (behind := _TITLE_BEHIND.search(text, max(8, len(text) - 220))):
                cuts.append(behind.end())
            if cuts:
                source.split(k, *cuts)


def _cut_stray_captions(source: Lines, start: int) -> None:
    """SIPDIS inside a line of text: the page join lost its line ends."""
    at = source.content.rfind("SIPDIS") if start < len(source) else -1
    while at > 0 and at >= source.start[start]:
        k = source.at(at)
        offset = at - source.start[k]
        if len(source.text[k]) > 40 and source.role[k] == Role.LEFTOVER:
            source.split(k, offset, offset + 6)
        at = source.content.rfind("SIPDIS", 0, at)


def _may_hold(text: str) -> bool:
    find = text.find
    return (
        find("(C", 14) > 0
        or find("(S", 14) > 0
        or find("(U", 14) > 0
        or find("¶", 14) > 0
        or find("(LOU", 14) > 0
    )
