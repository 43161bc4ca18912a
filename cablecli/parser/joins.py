"""What page joins and lost line ends leave in the body: cut apart, or claimed, before its paragraphs are read."""

from cablecli.parser import lines, marking
from cablecli.parser.lines import Lines
from cablecli.parser.pattern import pattern

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
_HEADER = pattern(
    "line that may repeat a header",
    r"""\n[^\S\n]*+(?=SIPDIS | NOFORN | [*( ]*+C[ ]?O[ ]?R | .[ ].[ ])""",
    ignore_case=True,
)
_LONG = 90  # characters: beyond any line that the relay wrapped
_STRAY = frozenset(("SIPDIS", "NOFORN", "NOFORN SIPDIS", "SIPDIS NOFORN"))


def cut(source: Lines, start: int) -> None:
    """Give what begins in mid-line a piece of its own, and stray captions theirs."""
    _cut_stray_captions(source, start)
    _cut_mid_line(source, start)


def _cut_mid_line(source: Lines, start: int) -> None:
    """Give a paragraph that begins in mid-line, where line ends were lost, a piece of its own."""
    long = [k for k, size in enumerate(map(len, source.text[start:]), start) if size > _LONG]
    for k in reversed(long):
        if source.role[k] == lines.LEFTOVER:
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
        if len(source.text[k]) > 40 and source.role[k] == lines.LEFTOVER:
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


def mark_repeated_headers(source: Lines, start: int) -> None:
    """`C O N F I D E N T I A L SECTION 02 OF 03 ...` in the body, and stray captions, go out like page markers.

    So do the lines right behind such a header that stand in the text heading too (format 4.9).
    """
    if start >= len(source):
        return
    heading = frozenset(source.text[:start])
    for k in sorted(map(source.at, source.beginnings(_HEADER, start))):
        text = source.text[k]
        is_header = text[1:2] == " " and text[3:4] == " " and _is_header(text)
        if (
            is_header
            or text in _STRAY
            or (text[0] in "C*(" and marking.corrected_copy(text) is not None and _at_page_join(source, k))
        ) and source.role[k] is lines.LEFTOVER:
            source.role[k] = lines.PAGE_MARKER
            while is_header and k + 1 < len(source) and source.text[k + 1] in heading:
                k += 1
                source.role[k] = lines.PAGE_MARKER


def _at_page_join(source: Lines, k: int) -> bool:
    around = source.role[max(0, k - 1) : k + 2]
    return lines.PAGE_MARKER in around


def _is_header(text: str) -> bool:
    found = marking.classification(text) if len(text) < 90 else None
    return bool(found and (found.serial is None or found.section is not None))
