"""Website notices of posts: `Visit Embassy Valletta's Classified Web Site at:` and the address below."""

from collections.abc import Iterator

from cablecli.model.role import Role
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.normal import lowered
from cablecli.patterns import pattern

_VISIT = pattern(
    "website notice",
    r"""[*"'\-( ]{0,9}(?:FOR[ ]MORE[ ].{0,60})?(?:PLEASE[ ])?(?:VISIT|SEE|ACCESS)\b.{0,90}
        (?:\bWEB[ \-]?(?:SITE|PAGE)|\bCLASSIFIED[ ][A-Z]{2,12}[ ]SITE[ ]AT\b)""",
    ignore_case=True,
)
_MORE = pattern(
    "line above a website notice",
    r"""(?:FOR|TO)[ ](?:MORE|READ)\b.{0,90}\b(?:VISIT|SEE|AT)[ ]?:?""",
    ignore_case=True,
)
_SIGNED = pattern(
    "signature behind a web address",  # which the relay broke after 45 characters
    r"""://[^\s]{1,200}(?:[ ][a-z]{1,3})?[ ]+(?P<name>[A-Z][A-Za-z'’\-]{2,})$""",
)
_GLUED_NOTICE = pattern(
    "website notice behind a sentence",
    r"""(?<=[.!?)"”])[ ]+(?=(?:PLEASE[ ])?VISIT[ ].{3,60}\b(?:WEB[ ]?SITE|WEB[ ]?PAGE)\b)""",
    ignore_case=True,
)
_STARS = pattern("rule of asterisks inside a line", r"""\*{8,}(?:[ ]\*{8,})*+""")
_ADDRESS = pattern(
    "web address",
    r"""(?:AT:?[ ])?[*"'\[(<\- ]{0,9}(?:[a-z]{3,6}://|www\.)""",
    ignore_case=True,
)
_LONGEST = 240  # characters of a notice on one line


def mark_boilerplate(source: Lines, start: int) -> None:
    """Give website notices (182 measured cables) their role, wherever they stand in the body.

    `Visit Embassy Valletta's Classified Web Site at:` and the address on the next lines, also glued behind a sentence.
    """
    named = list(_websites(source.content))
    if not named:
        return
    _cut_notices(source, start)
    for k in map(source.at, named):
        if k >= start and source.role[k] is Role.LEFTOVER and _is_notice(source, k):
            _notice(source, k)


def _is_notice(source: Lines, k: int) -> bool:
    text = source.text[k]
    return len(text) < _LONGEST and _VISIT.match(text) is not None and _has_address(source, k)


def _websites(content: str) -> Iterator[int]:
    """Offsets of the words `Web site` and their kin, in any case."""
    low = lowered(content)
    for word in (b"web", b" site at"):
        at = low.find(word)
        while at >= 0:
            if word != b"web" or low[at + 3 : at + 8].lstrip(b" -").startswith((b"site", b"page")):
                yield at
            at = low.find(word, at + 3)


def _cut_notices(source: Lines, start: int) -> None:
    """Give a notice glued behind the last sentence a piece of its own."""
    for k in range(len(source) - 1, start - 1, -1):
        text = source.text[k]
        if "********" in text and text.strip("* "):
            cuts = [at for found in _STARS.finditer(text) for at in found.span()]
            source.split(k, *cuts)
        elif "isit" in text or "ISIT" in text:
            found = _GLUED_NOTICE.search(text, max(0, len(text) - 260))
            if found:
                source.split(k, found.end())


def _has_address(source: Lines, k: int) -> bool:
    near = " ".join(source.text[k : k + 3]).lower()
    return "://" in near or "www." in near or "sgov" in near or "classified web" in near


def _notice(source: Lines, k: int) -> None:
    source.take(k, Role.BOILERPLATE, "website notice")
    if k and source.role[k - 1] is Role.LEFTOVER and _MORE.fullmatch(source.text[k - 1]):
        source.take(k - 1, Role.BOILERPLATE, "line above a website notice")
    if "://" in source.text[k]:
        if signed := _SIGNED.search(source.text[k]):
            source.take(
                source.split(k, signed.start("name"))[-1], Role.LEFTOVER, "", refines=Role.BOILERPLATE
            )
        return
    for below in range(k + 1, min(k + 4, len(source))):
        text = source.text[below]
        broken = below > k + 1 and " " not in text and "." in text  # the relay broke it after 45 characters
        if not broken and not _ADDRESS.match(text):
            break
        source.take(below, Role.BOILERPLATE, "address of a website")
