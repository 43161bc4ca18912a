"""Claims the website notices of posts: `Visit Embassy Valletta's Classified Web Site at:` and an address (FORMAT 6.3).

182 of the measured cables have one, in many wordings. All of them send the reader to an address, near the end of the
text, often between rules of asterisks.
"""

from collections.abc import Iterator
from itertools import groupby, pairwise

from cablecli.model.role import Role
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens import numbers
from cablecli.parser.tokens.rules import is_rule
from cablecli.patterns import pattern
from cablecli.text.letters import lowered

_VISIT = pattern(
    "website notice",
    r"""[*"'\-( ]{0,9}(?:FOR[ ]MORE[ ].{0,60})?(?:PLEASE[ ])?(?:VISIT|SEE|ACCESS)\b.{0,90}
        (?:\bWEB[ \-]?(?:SITE|PAGE)|\bCLASSIFIED[ ][A-Z]{2,12}[ ]SITE[ ]AT\b)""",
    ignore_case=True,
)
_SEND = pattern(
    "beginning of a notice",  # counts only if an address follows
    r"""[*"'\-( ]{0,9}(?:(?:FOR|TO)[ ](?:MORE|READ|VIEW)\b.{0,90}\b(?:VISIT|SEE|AT|GO[ ]TO)\b
        | (?:PLEASE[ ])?(?:VISIT|ACCESS)\b)""",
    ignore_case=True,
)
_SIGNED = pattern(
    "signature after a web address",  # the relay broke the address after 45 characters
    r"""(?:://|www\.)[^\s]{1,200}(?:[ ][^\s]{0,40}[a-z_/.][^\s]{0,20})?[ ]+(?P<name>[A-Z][A-Za-z'’\-]{2,})$""",
)
_GLUED_NOTICE = pattern(
    "website notice after a sentence",
    r"""(?<=[.!?)"”])[ ]+(?=(?:PLEASE[ ])?VISIT[ ].{3,60}\b(?:WEB[ ]?SITE|WEB[ ]?PAGE)\b
        # or what it offers, and an address of the government's own networks
        |[A-Z(][^.!?]{0,120}\b(?:REPORT(?:S|ING)|CABLES|(?:WEB)?SITE|PAGE|WEB)\b[^.!?]{0,60}
            (?:://|\bWWW\.)[^ ]{0,40}(?:SGOV|INTELINK)
        # or such an address alone
        |HTTPS?://[^ ]{0,60}(?:SGOV|INTELINK)[^ ]{0,120}$)""",
    ignore_case=True,
)
_STARS = pattern("rule of asterisks inside a line", r"""\*{8,}(?:[ ]\*{8,})*+""")
_ADDRESS = pattern(
    "web address",
    r"""(?:AT:?[ ])?[*"'\[(<\- ]{0,9}(?:[a-z]{3,6}://|www\.)""",
    ignore_case=True,
)
_LAST = pattern(
    "address at the end of a line",
    r"""(?:://|www\.)[^\s]{3,200}(?:[ ][^\s]{1,12})?[ ]?$""",
    ignore_case=True,
)
_LONGEST = 240  # characters of a notice on one line
_LINES = 5  # of one notice
_FRAME = 12  # lines between two rules of asterisks
_END = 4  # most pieces after a bare address: rules, the signature, a trailer
_SITE = pattern("site or page", r"""\b(?:WEB)?(?:SITE|PAGE)S?\b""", ignore_case=True)
_NETWORKS = ("sgov", "intelink", "diplopedia")  # in addresses of the government's own networks
_STOPS = frozenset(".!?)\"”'*")  # the line before a new sentence ends with one of these


def mark_boilerplate(lines: Lines, start: int) -> None:
    """Claim website notices anywhere in the body: in a frame, on lines of their own, or after a sentence."""
    named = list(_mentions(lines.content, (b"web", b" site at", b"://", b"www.")))
    if not named:
        return
    named += _mentions(lines.content, (b"siprnet",))  # a notice may name it in a sentence without an address
    _cut_notices(lines, start)
    _take_frames(lines, start)
    for k, _ in groupby(map(lines.at, named)):  # a line with many addresses is looked at once
        if k < start or lines.role[k] is not Role.LEFTOVER:
            continue
        if _is_notice(lines, k):
            _notice(lines, k)
        elif (first := _beginning(lines, k, start)) is not None:
            _take_to_address(lines, first)
        elif _is_bare(lines, k):
            lines.take(k, Role.BOILERPLATE, "bare address")
        else:
            _take_by_place(lines, k, start)
    _take_last_sentence(lines)


def _mentions(content: str, words: tuple[bytes, ...]) -> Iterator[int]:
    """The offsets of words, in any case; `web` counts only in `Web site`, `website`, `Web page` and so on."""
    low = lowered(content)
    for word in words:
        at = low.find(word)
        while at >= 0:
            if word != b"web" or low[at + 3 : at + 8].lstrip(b" -").startswith((b"site", b"page")):
                yield at
            at = low.find(word, at + 3)


def _cut_notices(lines: Lines, start: int) -> None:
    """Give a notice that follows a sentence on its line a piece of its own."""
    for k in range(len(lines) - 1, start - 1, -1):
        text = lines.text[k]
        if "********" in text and text.strip("* "):
            cuts = [at for found in _STARS.finditer(text) for at in found.span()]
            lines.split(k, *cuts)
        elif "isit" in text or "ISIT" in text or "://" in text:
            found = _GLUED_NOTICE.search(text, max(0, len(text) - 260))
            if found:
                lines.split(k, found.end())


def _take_frames(lines: Lines, start: int) -> None:
    """Claim everything between two rules of asterisks if there is an address in it."""
    rules = [k for k in range(start, len(lines)) if "********" in lines.text[k]]
    for top, bottom in pairwise(rules):
        inside = range(top + 1, bottom)
        held = [lines.text[k] for k in inside]
        if 0 < len(held) <= _FRAME and any(map(_has_address, held)) and not any(map(numbers.numbered, held)):
            lines.take(inside, Role.BOILERPLATE, "notice in a frame")


def _has_address(text: str) -> bool:
    low = text.lower()
    return "://" in low or "www." in low or "sgov" in low


# -- a notice by its words -----------------------------------------------------------------------------


def _is_notice(lines: Lines, k: int) -> bool:
    """Whether a line begins a notice of a website, with an address near it or the words `classified web`."""
    text = lines.text[k]
    if len(text) >= _LONGEST or not _VISIT.match(text):
        return False
    near = " ".join(lines.text[k : k + 3])
    return _has_address(near) or "classified web" in near.lower()


def _notice(lines: Lines, k: int) -> None:
    """Claim a notice, the line that leads to it, and the address below. A signature after the address stays free."""
    if _take_signed(lines, k):
        return
    if k and lines.role[k - 1] is Role.LEFTOVER and _SEND.match(lines.text[k - 1]):
        lines.take(k - 1, Role.BOILERPLATE, "line above a website notice")
    lines.take(k, Role.BOILERPLATE, "website notice")
    if _LAST.search(lines.text[k]):
        _take_rest(lines, k + 1)
    else:
        _take_addresses(lines, k + 1)


def _take_signed(lines: Lines, k: int) -> bool:
    """Claim piece `k` without the signature, if one follows its address. Return whether one did."""
    if signed := _SIGNED.search(lines.text[k]):
        lines.split(k, signed.start("name"))
        lines.take(k, Role.BOILERPLATE, "website notice")
    return signed is not None


def _take_addresses(lines: Lines, first: int) -> None:
    """Claim the addresses below a notice, and the words between two addresses."""
    for k in range(first, min(first + 3, len(lines))):
        if not _is_rest(lines, k, first) and not _ADDRESS.match(lines.text[k]):
            return
        lines.take(k, Role.BOILERPLATE, "address of a website")
        if not _is_rest(lines, k, first) and not _LAST.search(lines.text[k]):
            _take_to_address(lines, k + 1)  # `http://... and the Lantern Blog at http://...`
            return


def _is_rest(lines: Lines, k: int, first: int) -> bool:
    """Whether a line is the rest of the address above, which the relay broke after 45 characters."""
    text = lines.text[k]
    return k > first and " " not in text and "." in text


def _take_rest(lines: Lines, k: int) -> None:
    """Claim a line that continues an address: a word with `.`, `/` or `_` in it, or `and ... at http://...`."""
    if k < len(lines) and not lines.gap[k] and lines.text[k][0].islower():
        text = lines.text[k]
        if " " not in text and any(sign in text for sign in "./_"):
            lines.take(k, Role.BOILERPLATE, "rest of an address")
        elif text.startswith("and ") and _LAST.search(text):
            lines.take(k, Role.BOILERPLATE, "second website")


# -- a notice by its address ---------------------------------------------------------------------------


def _beginning(lines: Lines, k: int, start: int) -> int | None:
    """The line, at most two above piece `k`, where the sentence that leads to its address begins; else None."""
    for first in range(k, max(start, k - 2) - 1, -1):
        text = lines.text[first]
        if lines.role[first] is not Role.LEFTOVER or len(text) >= _LONGEST:
            return None
        if _SEND.match(text):
            return first if lines.gap[first] or not lines.text[first - 1][-1].isalnum() else None
        if lines.gap[first]:
            return None
    return None


def _take_to_address(lines: Lines, first: int) -> None:
    """Claim the lines from `first` to the next one that ends with an address, if that is near."""
    for k in range(first, min(first + _LINES, len(lines))):
        if _LAST.search(lines.text[k]):
            lines.take(range(first, k + 1), Role.BOILERPLATE, "notice with an address")
            _take_rest(lines, k + 1)
            return


def _is_bare(lines: Lines, k: int) -> bool:
    """Whether piece `k` is an address alone between the last sentence and the signature."""
    text = lines.text[k]
    alone = _ADDRESS.match(text) is not None and _LAST.search(text) is not None and " " not in text[:40]
    return alone and len(lines) - k <= _END and lines.text[k - 1][-1] in ".!?)"


# -- a notice by its place -----------------------------------------------------------------------------


def _take_by_place(lines: Lines, k: int, start: int) -> None:
    """Claim the sentence around piece `k`, whatever its words, if its place shows that it is a notice.

    Either it follows another notice, or it ends the text and has an address of the government's own networks.
    """
    first = _sentence_start(lines, k, start)
    if first is None:
        return
    last = _sentence_end(lines, k)
    own = _is_of_network("".join(lines.text[first : last + 2]))  # the address may go on in a further line
    ends = own and len(lines) - last <= _END + 1
    if not ends and lines.role[first - 1] is not Role.BOILERPLATE:
        return
    if not _take_signed(lines, last):
        lines.take(range(first, last + 1), Role.BOILERPLATE, "sentence of a notice")
        _take_rest(lines, last + 1)


def _take_last_sentence(lines: Lines) -> None:
    """Claim a sentence below the last notice where the text ends: right below it, or one that names a site or page."""
    k = max(lines.of_role(Role.BOILERPLATE), default=len(lines)) + 1
    if k >= len(lines) or numbers.numbered(lines.text[k]):
        return
    last = _sentence_end(lines, k)
    names = _SITE.search(" ".join(lines.text[k : last + 1]))
    closed = lines.text[last][-1] in ".!" and last + 1 < len(lines) <= last + 1 + _END
    if closed and (names or (not lines.gap[k] and lines.gap[last + 1])):
        lines.take(range(k, last + 1), Role.BOILERPLATE, "last sentence of a notice")


def _is_of_network(text: str) -> bool:
    low = text.lower().replace(" ", "")  # the relay may have broken the address
    return "@" not in low and any(name in low for name in _NETWORKS)


def _sentence_start(lines: Lines, k: int, start: int) -> int | None:
    """The line, at most one above piece `k`, where its sentence begins; None if that is further up or numbered."""
    for first in range(k, max(start, k - 2), -1):
        text = lines.text[first]
        if lines.role[first] is not Role.LEFTOVER or numbers.numbered(text) or text[0] in "-*":
            return None
        above = lines.text[first - 1]
        if lines.gap[first] or above[-1] in _STOPS or is_rule(above):
            return first
        if lines.role[first - 1] is Role.BOILERPLATE:
            return first
    return None


def _sentence_end(lines: Lines, k: int) -> int:
    """The line that ends the sentence in piece `k`: by punctuation, an address, or a blank line below."""
    last = min(k + _LINES, len(lines)) - 1
    for end in range(k, last):
        text = lines.text[end]
        if text[-1] in ".!?)" or _LAST.search(text) or lines.gap[end + 1]:
            return end
    return last
