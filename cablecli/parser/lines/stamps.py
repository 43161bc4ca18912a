"""Claims what archives and releases print between the lines of a cable: stamps, page lines, banners, end marks.

The 1973-79 archive (FORMAT 1.9) and the releases of 2009 on (FORMAT 1.12) print them anywhere, even in mid-sentence.
They are claimed before anything else is read, and the body joins the sentences that they cut.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from cablecli.model.role import Role
from cablecli.parser.lines import heading_levels
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.notices import REVIEWED, REVIEWER
from cablecli.parser.lines.page_markers import mark_pages
from cablecli.parser.tokens import captions, classification
from cablecli.parser.tokens.classification import LEVEL
from cablecli.parser.tokens.withheld import CODE, CODE_ENDS, is_withheld
from cablecli.patterns import around, pattern

if TYPE_CHECKING:
    from re import Match

EXTRACT = "partial extract of the original cable"  # a database's stamp above a heading
_STAMP = pattern(
    "archive stamp",  # the same words on each page of the archive
    r"""DECLASSIFIED/RELEASED\s{1,20}U\.?S\.?\s{1,20}DEPARTMENT\s{1,20}OF\s{1,20}STATE\s{1,20}EO\s{1,20}
        SYSTEMATIC\s{1,20}REVIEW\s{1,20}[0-9]{1,2}\s{1,4}[A-Z]{3}\s{1,4}[0-9]{4}""",
    ignore_case=True,
)
_REVIEWER = pattern(
    "name above an archive stamp",
    r"""(?:[A-Z][a-z]*\.?[ ]{1,4}){0,2}(?:Grafeld|Powers|Walter)\s{1,20}\Z""",
)
_REVIEWER_REACH = 80  # characters: two names, the surname and the blanks between
_CASE = pattern(
    "case stamp",
    # department, case and document of a request for release; or the numbers alone, with level and date
    r"""(?:"?UNCLASSIFIED"?\s{1,20})?(?i:U\.?S\.?\s{1,8}DEPARTMENT\s{1,8}OF\s{1,8}STATE\s{1,20}
            CASE\s{1,8}NO\.?:?\s{1,8}[A-Z0-9\-]{4,24}\s{1,20}DOC\s{1,8}NO\.?:?\s{1,8}[A-Z0-9]{4,16}
            (?:\s{1,20}DATE:?\s{1,8}[0-9/]{6,10})?)
        | [A-Z]{1,4}-[0-9]{4}-[0-9]{4,6}\s{1,20}[A-Z]-?[0-9]{6,14}\s{1,20}"[A-Z ]{5,40}"\s{1,20}[0-9/]{6,10}""",
)
# Characters before and after the word: the longest match has 100 and 250.
_CASE_WORDS = ("CASE", "Case", "case", '"')
_CASE_REACH = (130, 260)
_RELEASE = pattern(
    "release line with codes", rf"""RELEASED?[ ]IN[ ]PART[ ,]{{0,2}}\n?{CODE}(?:[ ,]{{1,3}}{CODE}){{0,13}}"""
)
_WHOLE = pattern(
    "release line alone",
    # in capitals on released pages, in mixed case in a reviewer's stamp
    r"""(?:DECLASSIFIED[ ]IN[ ](?:FULL|PART)[ ]/[ ])?(?:RELEASED?|DENIED)[ ]IN[ ](?:FULL|PART)""",
    ignore_case=True,
)
_MARGIN = pattern(
    "codes in the margin",  # blanks set them off from the text of their line
    rf"""(?<=\S)(?P<blanks>[ ]{{2,200}})(?P<codes>\[?{CODE}\]?(?:[ ,]{{1,3}}\[?{CODE}\]?){{0,6}})$""",
)
_CODES = "codes in the margin"
_SET_OFF_CODE = pattern(
    "codes set off from their line",
    # the first six of the blanks, so that a line of nothing else is tried once
    rf"""[ ]{{6}}(?<![ ]{{7}})[ ]*+(?P<code>\[?{CODE}\]?(?:[ ,]{{1,3}}\[?{CODE}\]?){{0,6}})[ ]{{0,20}}\n""",
)
_SET_OFF_STARTS = tuple(f"      {start}" for start in ("B", "1.4(", "1.5(", "(b)(", "NR", "[B", "[1."))
# Blanks before codes in the margin; after a long line fewer, if other codes stand at the same column.
_SET_OFF = 6
_MOST_CODES = 20  # that are looked at, to know a release by them
_PROSE = 5  # words before a code in the margin
_SENTENCE_ENDS = (".", ",", ";", ":", "?")
_FAR = 40  # characters to the left of codes that stand alone in the margin
_PAGE_OF = pattern(
    "page count", rf"""(?:{LEVEL}[ /|]{{1,80}}){{1,3}}Page[ ][0-9]{{1,3}}[ ]of[ ][0-9]{{1,3}}(?![0-9])"""
)
_PAGE_REACH = (350, 20)  # characters: three times the longest level with blanks; both page numbers
_ALONE = pattern(
    "line of a release",
    # a page count, who reviewed and declassified it, department, case and document
    REVIEWED
    + r"""
        | PAGE[ ][0-9]{1,3}[ ]OF[ ][0-9]{1,3}(?:[ ][A-Z /]{1,60})?
        | (?:U\.?S\.?|UNITED[ ]STATES)[ ]DEPARTMENT[ ]OF[ ]STATE | DATE/CASE[ ]ID:[ ].{4,60}
        | CASE[ ]ID:[ ][0-9]{1,2}[ ][A-Z]{3}[ ][0-9]{4}[ ]{1,4}[0-9]{6,12}
        | CASE[ ]NO\.?:?[ ][A-Z]{1,4}-[0-9]{4}-.{0,80} | DOC[ ]NO\.?:?[ ]C[0-9]{6,10}.{0,40}""",
    ignore_case=True,
)
_FOLLOWER = pattern(
    "line below a line of a release",
    # its fields, a reviewer's office, a date alone
    rf"""(?:DECLASSIFY[ ]ON|REASONS?|DATE)[ ]?:[ ].{{1,60}} | {REVIEWER} | [0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{4}}""",
    ignore_case=True,
)
# Behind the end of a section a copy keeps the channel's number of the next: `NNNNVV ESA304MJC299`.
_CHANNEL = r"""(?:[A-Z]{0,8}[ ][A-Z]{2,4}[0-9]{3}[A-Z0-9]{3,9})?"""
_END = pattern(
    "end mark",
    rf"""N{{3,8}}{_CHANNEL} | N{{3,8}}[A-Z]{{0,8}} | [<«]{{1,3}}[ ]?END[ ]OF[ ]DOCUMENT[ ]?[>»]{{1,3}}
        | \*{{3}}[ ]CURRENT[ ].{{1,90}} | \u00bf[\u00bf ]{{0,80}}""",
    ignore_case=True,
)
_END_SIGNS = frozenset("Nn<«*\u00bf")
_END_OF_MESSAGE = pattern("end of a message", rf"""N{{3,8}}{_CHANNEL}""")
NOTE = pattern("note of the archive", r"""NOTE[ ]BY[ ](?:OC|S/S|O)[A-Z/]{0,6}:.*""")
_WORN_END = pattern(
    "end of a message misread",
    # one letter was taken for a similar one; ANN may be a name, so a level must stand above
    r"""[AIMHKVW]N{2,3} | N{2,3}[AIMHKVW] | N{1,2}[AIMHKVW]N{1,2}""",
)
_STAMP_WORDS = ("eclassified/Released", "ECLASSIFIED/RELEASED")
_STAMP_REACH = (1, 300)  # characters: the first letter; all words with the most blanks between
_LONGEST_END = 100  # characters: the archive's mark and blanks, never wrapped
_SHORTEST_WORN = 6  # letters of SECRET
_LONGEST_WORN = 24  # characters of a level alone
_LONGEST_BANNER = 80  # characters: a level and all the captions that one cable has
_WORDS = frozenset(
    (
        *(*classification.LEVELS, "OFFICIALUSEONLY", "FOROFFICIALUSEONLY", "FOUO"),
        *("SBU", "SENSITIVE", "SENSITIVEBUTUNCLASSIFIED"),
    )
)
_BANNER_WORDS = (*_WORDS, *captions.CAPTIONS, "REL", "OFFICIAL")  # with which a banner begins


def mark_archive(lines: Lines) -> list[str]:
    """Claim the stamps, page lines, end marks and banners of a 1973-79 record. Return the texts of the banners."""
    mark_stamps(lines)
    mark_pages(lines)
    for k, text in enumerate(lines.text):
        if is_end(text):
            lines.take(k, Role.END_MARK, "end mark of the archive", passed=True)
    _mark_notes(lines)
    return mark_banners(lines, alone=True)


def _mark_notes(lines: Lines) -> None:
    """Claim the notes of the archive that stand at the foot of a page, each down to a blank line or the next page."""
    last = max(lines.of_role(Role.PAGE_MARKER), default=0)
    for k in lines.holding(("NOTE BY ",), 0):
        if k < last and NOTE.match(lines.text[k]):
            stop = next((j for j in range(k + 1, last) if lines.gap[j] or lines.passed[j]), last)
            lines.take(range(k, stop), Role.STAMP, "note of the archive", passed=True)


def mark_stamps(lines: Lines) -> None:
    """Claim the declassification stamps of 1973-79 telegrams, which copies have outside records too."""
    lines.take_spans(_stamps(lines.content), Role.STAMP, "stamp")


def _stamps(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the stamps, each with the reviewer's name before it."""
    last = 0
    for found in around(_STAMP_WORDS, _STAMP, text, *_STAMP_REACH):
        above = _REVIEWER.search(text, max(last, found.start() - _REVIEWER_REACH), found.start())
        last = found.end()
        yield above.start() if above else found.start(), last


def margin_codes(lines: Lines) -> Iterator[tuple[int, str]]:
    """The codes in the margin of a release, each with its offset."""
    for k in lines.of_role(Role.STAMP):
        if lines.rule[k] == _CODES:
            for code in lines.text[k].replace(",", " ").split():
                yield lines.start[k], code.strip("[]")


def _margin(lines: Lines) -> list[tuple[int, int]]:
    """The spans of the codes that a run of blanks sets off, or that stand at the same column after a longer line."""
    found: list[tuple[int, int, int]] = []
    columns: set[int] = set()
    for k, text in enumerate(lines.text):
        if text[-1] in CODE_ENDS and (codes := _MARGIN.search(text)):
            start = lines.start[k] + codes.start("codes")
            column = start - lines.content.rfind("\n", 0, start)
            found.append((column, start, lines.start[k] + codes.end()))
            if len(codes["blanks"]) >= _SET_OFF:
                columns.add(column)
        elif text[-1] in CODE_ENDS and is_withheld(text) and _indent(lines, k) >= _FAR:
            found.append((_FAR, lines.start[k], lines.start[k] + len(text)))
            columns.add(_FAR)  # codes below one another
    return [(start, end) for column, start, end in found if column in columns]


def _indent(lines: Lines, k: int) -> int:
    """How many characters are to the left of piece `k` on its line."""
    return lines.start[k] - lines.content.rfind("\n", 0, lines.start[k]) - 1


def is_stamp(text: str) -> bool:
    """Whether a line is a declassification stamp and nothing else."""
    return any(map(text.__contains__, _STAMP_WORDS)) and list(_stamps(text)) == [(0, len(text))]


def is_release(lines: Lines) -> bool:
    """Whether a text has the stamps or lines of a release under the Freedom of Information Act."""
    content = lines.content
    named = " IN PART" in content or " IN FULL" in content
    if named and (_RELEASE.search(content) or any(map(_WHOLE.fullmatch, lines.text))):
        return True
    cases = "Case No" in content or "CASE NO" in content or '"UNCLASSIFIED"' in content
    return (cases and next(_cases(content), None) is not None) or _has_codes(content)


def _has_codes(content: str) -> bool:
    """Whether a line of prose has codes in the margin, which only a release has; a table may have `B1` at its edge."""
    if not any(map(content.__contains__, _SET_OFF_STARTS)):
        return False
    found = islice(_SET_OFF_CODE.finditer(content), _MOST_CODES)
    return any(_is_beside_prose(content, one.start(), one.start("code")) for one in found)


def _is_beside_prose(content: str, gap: int, code: int) -> bool:
    """Whether what stands before a gap and a code on their line is prose: many words, or the end of a sentence."""
    before = content[content.rfind("\n", 0, gap) + 1 : gap].strip()
    if "   " in before:
        return False  # a row of a table
    return len(before.split()) >= _PROSE or (code - gap >= _FAR and before[-1:] in _SENTENCE_ENDS)


def _cases(content: str) -> "Iterator[Match[str]]":
    return around(_CASE_WORDS, _CASE, content, *_CASE_REACH)


def mark_release(lines: Lines, alone: bool = False) -> list[str]:
    """Claim what a release prints on its pages. Return the texts of the banners.

    With `alone`, levels between blank lines count as banners too.
    """
    content = lines.content
    margin = _margin(lines)
    pages = around(["Page "], _PAGE_OF, content, *_PAGE_REACH)
    stamps = [found.span() for found in (*_cases(content), *_RELEASE.finditer(content), *pages)]
    lines.take_spans(stamps, Role.STAMP, "stamp")
    lines.take_spans(margin, Role.STAMP, _CODES)
    before = False
    for k, text in enumerate(lines.text):
        before = (
            lines.passed[k]
            or bool(_ALONE.fullmatch(text) or _WHOLE.fullmatch(text))
            or (before and bool(_FOLLOWER.fullmatch(text)))
        )
        if before and not lines.passed[k]:
            lines.take(k, Role.STAMP, "line of a release", passed=True)
    return mark_banners(lines, alone)


def is_end(text: str) -> bool:
    """Whether a line is the mark at the end of a text."""
    return text[0] in _END_SIGNS and len(text) < _LONGEST_END and _END.fullmatch(text) is not None


def is_end_of_message(lines: Lines, k: int) -> bool:
    """Whether piece `k` is `NNNN`; below a level, one letter may be misread."""
    text = lines.text[k]
    if _END_OF_MESSAGE.fullmatch(text):
        return True
    above = lines.text[k - 1] if k else ""
    return _WORN_END.fullmatch(text) is not None and bool(above) and (is_banner(above) or _is_worn(above))


def mark_banners(lines: Lines, alone: bool = False) -> list[str]:
    """Claim the banners next to a page line or stamp, or with `alone` between blank lines, and return their texts."""
    waiting = [k for k in _likely_banners(lines) if is_banner(lines.text[k]) or _is_worn(lines.text[k])]
    waiting = heading_levels.without_own(lines, waiting)
    taken: dict[int, str] = {}
    for k in (*waiting, *reversed(waiting)):  # both ways, for banners next to a banner next to a stamp
        if _is_at_page_join(lines, k) or (alone and _is_between_blanks(lines, k)):
            lines.take(k, Role.BANNER, "banner", passed=True)
            taken[k] = lines.text[k]
    return [taken[k] for k in sorted(taken)]


def _likely_banners(lines: Lines) -> Iterator[int]:
    """The free lines that are short enough for a misread level, or begin as a banner does; most lines do not."""
    for k, text in enumerate(lines.text):
        may_be_worn = _SHORTEST_WORN <= len(text) < _LONGEST_WORN
        if (may_be_worn or _may_be_banner(text[:4])) and lines.role[k] is Role.LEFTOVER:
            yield k


def _is_at_page_join(lines: Lines, k: int) -> bool:
    """Whether a banner stands beside a page line or stamp, or is doubled."""
    beside = range(max(0, k - 1), min(len(lines), k + 2))
    return any(lines.passed[j] and not _is_in_margin(lines, j) for j in beside) or _is_doubled(lines, k)


def _is_in_margin(lines: Lines, k: int) -> bool:
    """Whether piece `k` is codes in the margin of a line, below which the text goes on."""
    return lines.rule[k] == _CODES and k > 0 and lines.number[k] == lines.number[k - 1]


def _is_between_blanks(lines: Lines, k: int) -> bool:
    """Whether a banner with a level has a blank line on both sides."""
    below = k + 1 == len(lines) or lines.gap[k + 1] > 0
    return below and lines.gap[k] > 0 and _is_level(lines.text[k])


def _is_doubled(lines: Lines, k: int) -> bool:
    """Whether a level stands on two lines in a row: at the foot of a page and at the head of the next."""
    text = lines.text[k]
    return text in (*lines.text[k - 1 : k], *lines.text[k + 1 : k + 2]) and _is_level(text)


def is_banner(text: str) -> bool:
    """Whether a line has only classification words and captions, in capitals: `SECRET EXDIS`, `SBU`."""
    if len(text) > _LONGEST_BANNER or not _may_be_banner(text[:4]) or not text.isupper():
        return False
    if captions.captions_in(text):
        return True
    level = classification.classification_line(text)
    if level:
        return level.serial is None and level.sections is None and not level.damaged
    parts = {*text.replace(" ", "").replace(",", "/").split("/")} - {""}
    return bool(parts) and parts <= _WORDS


@lru_cache(maxsize=4096)
def _may_be_banner(beginning: str) -> bool:
    """Whether a banner can have these first four characters. Cached, since all cables share few beginnings."""
    letters = "".join(filter(str.isalpha, beginning))
    return any(word.startswith(letters) or letters.startswith(word) for word in _BANNER_WORDS)


def _is_worn(text: str) -> bool:
    """Whether a line is a level alone that a scanner misread: `CONTIDENTIAL`."""
    fits = _SHORTEST_WORN <= len(text) < _LONGEST_WORN
    return fits and text[0].isalpha() and classification.is_misread_level(text)


def _is_level(text: str) -> bool:
    """Whether a banner names a level. A caption alone counts only next to a page line."""
    return text.replace(" ", "") in _WORDS or not captions.captions_in(text)
