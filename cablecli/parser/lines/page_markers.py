"""Claims page markers and page lines, which stand alone or inside a line of text (FORMAT 1.4).

A marker is `PARIS 00002827  002.3 OF 003` (measured: 1,496 in 649 of 1,295 cables, 42 of them inside a line); a
page line is `PAGE 02 VALLET 01207 271020Z`, with banners next to it.
"""

from collections.abc import Iterator

from cablecli.facts import tables
from cablecli.model.role import Role
from cablecli.parser.lines import copy_pages
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens.classification import LEVEL
from cablecli.patterns import around, pattern

_MARKER = pattern(
    "page marker",
    # the page join may have broken it over lines: `002.` / `2 OF 003`
    r"""(?P<number>[0-9](?<![^ \n\t].)[0-9]{7})[ \n\t]{1,8}[0-9]{3}(?:\.[ \n\t]{0,4}[0-9])?
        [ \n\t]{1,8}OF[ \n\t]{1,8}[0-9]{3}(?![0-9])""",
    ignore_case=True,
)
# Of eight digits, so with noughts first; the ` OF ` behind may be broken in any place.
_MARKER_NUMBERS = (" 00", "\n00")
_REACH = 40  # characters before a marker's number that hold its post
_MARKER_REACH = (1, 48)  # its longest number, page and count
_LINE_END = pattern("rest of a blank line", r"""[^\S\n]*+(?:\n|\Z)""")
_MARKER_POST = pattern("page marker post", r"[A-Z0-9X][A-Z0-9 .'\-]{0,24}", ignore_case=True)
# A post of up to four words, with nothing but a blank or a bracket before it.
_CAPITAL_WORDS = pattern("capital words at the end", r"""(?:(?<![^\s(])[A-Z][A-Z.'\-]{0,15}[ ]+){1,4}+$""")
_PAGE_WORDS = ("PAGE 0", "PAGE 1", "PAGE O")  # a scanner reads O for the figure
_PAGE_BANNERS = pattern(
    "banners above a page line",  # those of the page before and of this one; a copy may be indented
    rf"""(?:(?P<level>{LEVEL})[\s/]{{1,60}}){{0,3}}
        # the office whose paper it is, on lines of their own
        (?P<office>(?m:^)(?:[ \t]{{0,60}}(?:NATIONAL[ ]SECURITY[ ]COUNCIL|WHITE[ ]HOUSE|JOINT[ ]CHIEFS[ ]OF[ ]STAFF)\n)?
            [ \t]{{0,60}}(?:[A-Z ]{{4,26}}[ ])?(?:MESSAGE[ ]CENTER|SITUATION[ ]ROOM)\s{{1,60}})?\Z""",
)
# A centre's own figures, below its page line.
_FIGURES = r"""[A-Z]{3}[0-9]{3,4}[ ]{1,40}AN[0-9O]{4,8}[ ]{1,40}TOR:[^\n]{4,40}"""
_FIGURES_ALONE = pattern("figures of a message center", _FIGURES)
_BANNERS_REACH = 240  # characters: three times the longest level, an office, and the blanks between
_PAGE_LINE = pattern(
    "page line",
    rf"""PAGE[ ]{{1,4}}[0-9O][0-9OIl](?:[ ]OF[ ][0-9O][0-9OIl])?(?:
        # post, cut to six letters, and number; copies break the line after the page's, of how many it may be
        \s{{1,16}}[A-Z][A-Z. ]{{1,24}}?\s{{1,16}}[0-9O]{{3,6}}(?:\s{{1,8}}[0-9O][0-9OIl][ ]OF[ ][0-9O][0-9OIl])?
        # a time proves the line wherever it stands (a scanner may read 2 for Z); without one it must fill its line
        # with the centre's codes, far to the right: `C07/08  003311  NOD552`
        (?:(?:\s{{1,16}}DTG:)?\s{{0,8}}(?<![0-9])[0-9OIl]{{6}}[Z2](?![0-9])
                (?:[ ][A-Z]{{3}}[ ][0-9]{{2}}[ ]{{1,4}}PSN:[ ]?[0-9]{{4,8}}(?:\s{{1,4}}{_FIGURES})?)?
            | (?:[ ]{{3,60}}C?[0-9]{{2}}/[0-9]{{2}}(?:[ ]{{1,9}}[0-9A-Z]{{5,7}}){{1,3}})?(?=[ \t]*(?:\n|$)))
        | (?P<alone>)(?=[ \t]*(?:\n|$)))""",  # below an office's name
)
_RELAY_PAGE = pattern(
    "page line of a relay",  # with the routing indicator in place of the post
    # the word first, since a search finds it quickly; only then that no other word touches it
    r"""PAGE(?<!\SPAGE)[ ]+[0-9]{2}[ ]+R[UH][A-Z]{2,6}[0-9]{0,5}\b[^\n]*""",
)


def mark_pages(lines: Lines) -> bool:
    """Claim the page markers, page lines and page numbers. Return whether there are any but page markers."""
    lines.take_spans(_marker_spans(lines), Role.PAGE_MARKER, "page marker")
    found: list[tuple[int, int]] = []
    if "PAGE " in lines.content and any(map(lines.content.__contains__, _PAGE_WORDS)):
        found = [*_page_lines(lines.content), *(m.span() for m in _RELAY_PAGE.finditer(lines.content))]
        lines.take_spans(found, Role.PAGE_MARKER, "page line")
    figures = [k for k in lines.holding((" TOR:",), 0) if _FIGURES_ALONE.fullmatch(lines.text[k])]
    for k in figures:
        lines.take(k, Role.PAGE_MARKER, "figures of a message center", passed=True)
    return copy_pages.mark(lines) or bool(found or figures)


def _page_lines(content: str) -> Iterator[tuple[int, int]]:
    """The spans of the page lines, each with the banners above it.

    A page's number alone needs the name of an office above it, below a level or a blank line.
    """
    last = 0
    for found in _PAGE_LINE.finditer(content):
        above = _PAGE_BANNERS.search(content, max(last, found.start() - _BANNERS_REACH), found.start())
        start = above.start() if above else found.start()
        headed = above and above["office"] and (above["level"] or content.endswith("\n\n", 0, start))
        if headed or found["alone"] is None:
            last = found.end()
            yield start, last


def _marker_spans(lines: Lines) -> list[tuple[int, int]]:
    """The spans of the markers, each with the post before its number."""
    alone: list[tuple[int, int]] = []
    inside: list[tuple[int, int]] = []
    posts: set[str] = set()
    for found in around(_MARKER_NUMBERS, _MARKER, lines.content, *_MARKER_REACH):
        i = lines.at(found.start())
        if not _ends_line(lines, found.end()):
            inside.append((found.start(), found.end()))
            continue
        post = lines.content[lines.start[i] : found.start()].rstrip()
        if not post or (_MARKER_POST.fullmatch(post) and not _has_more(post.upper())):
            alone.append((lines.start[i], found.end()))
            posts.add(post.upper())
        else:
            inside.append((found.start(), found.end()))
    for start, end in inside:
        before = lines.content[max(lines.start[lines.at(start)], start - _REACH) : start]
        alone.append((start - _post_width(before, posts), end))
    return sorted(alone)


def _has_more(name: str) -> bool:
    """Whether the name holds words of the text before the post: `WHO CANNOT SWIM KATHMANDU`."""
    if " " not in name or tables.post(name) or tables.post_of_address(name):
        return False
    words = name.split(" ")
    return any(tables.post(" ".join(words[k:])) for k in range(1, len(words)))


def _ends_line(lines: Lines, at: int) -> bool:
    return _LINE_END.match(lines.content, at) is not None


def _post_width(before: str, posts: set[str]) -> int:
    """The number of characters at the end of `before` that are the marker's post."""
    tail = before.rstrip().upper()
    for post in sorted(posts, key=len, reverse=True):
        if post and tail.endswith(post):
            return len(before) - (len(tail) - len(post))
    words = _CAPITAL_WORDS.search(before)
    if not words:
        last = before.split()[-1:]
        return len(before) - before.rindex(last[0]) if last and tables.post(last[0].upper()) else 0
    found: str = words[0]
    while " " in found.strip() and not tables.post(found.strip()):
        found = found.lstrip().partition(" ")[2].lstrip()
    return len(found)
