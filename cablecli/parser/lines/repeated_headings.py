"""Claims the headings that each further section of a telegram repeats in the middle of the text (FORMAT 1.8, 2.9).

Page line, distribution, date-time group, FM, TO, INFO and the classification line are passed over like page markers,
and so are the lines below them that stood in the first heading too. The text goes on after them.
"""

from collections.abc import Iterator
from functools import lru_cache

from cablecli.facts import tables
from cablecli.model.role import Role
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.stamps import is_banner, is_end_of_message
from cablecli.parser.lines.widths import RELAY_LINE, UNWRAPPED
from cablecli.parser.tokens import captions, classification, distribution_line, field_labels, numbers
from cablecli.parser.tokens.date_time_group import DTG
from cablecli.patterns import pattern

_LONGEST = 90  # characters of a line that a heading repeats, with what the archive added at its end
_LONGEST_REST = 30  # characters after a date-time group: zone letters, the group count
_REACH = 70  # pieces from FM to the classification line, a long list of addressees
_PASSING = 24  # pieces of passing lines and captions before the E.O. line
_COUNTER = pattern("dash counter", r"""(?:[O0][ ])?-{6,}[ ]?[0-9A-Z]{4,8}(?:[ ].{0,30})?""")
_DISTRIBUTION = pattern(
    "distribution of a section",
    distribution_line.LINE + r""" | [0-9]{1,2}""",  # a code's number, broken off by the wrap
)
_RELAY = pattern(
    "relay lines of a section", r"""(?:VZCZC|[ZOPR]{2}[ ]R[A-Z]{3,7}\b|DE[ ]R[A-Z]{3}|ZN[YR][ ]).{0,80}"""
)
_FOOT = pattern("foot of the section above", r"""BT | \#[0-9]{3,5}""")
_SECTION = pattern("section of a heading", r"""\bSECTION[ ]+(?P<part>[0-9]{1,2})[ ]+OF[ ]+[0-9]{1,2}\b""")
_FINAL = pattern("last section of a heading", r"""\bFINAL[ ]+SECTION[ ]+OF[ ]+[0-9]{1,2}\b""")
_PASSING_LINE = pattern(
    "passing line of a section",
    r"""(?:STATE|DEPT|DEPARTMENT|USMISSION|USUN|USNATO|[A-Z]{4,12})[ ](?:PLEASE[ ]|ALSO[ ])?(?:PASS|FOR)[ ].{2,70}""",
)


def mark_repeated(lines: Lines) -> None:
    """Claim the headings of further sections in a text with page lines, as archives keep them."""
    first: int | None = None  # the first heading
    done = 0
    for k, kind in _headers(lines):
        if k < done:
            continue
        again = kind == "sender" or (kind == "section" and not _is_first(lines, k))
        begun = first is not None or any(map(numbers.numbered, lines.text[:k]))
        if begun and again and (end := _below_header(lines, k)):
            done = _claim(lines, _start(lines, k, done), end, _head(lines, first))
        elif first is None:
            first = k


def _headers(lines: Lines) -> Iterator[tuple[int, str]]:
    """The lines that may open a heading: `sender` for FM, and classification lines as `_is_header` names them."""
    for k, text in enumerate(lines.text):
        if text[0] in "FCSULTR*" and (kind := "sender" if text[:3] == "FM " else _is_header(text)):
            yield k, kind


def _is_header(text: str) -> str | None:
    """`section` for the classification line of a later section, `line` for another with post and serial, else None."""
    if text[0] not in "CSULTR*" or len(text) > UNWRAPPED or not text.isupper():
        return None
    found = classification.classification_line(text)
    if found and found.section is not None:
        section = found.section
    elif found or classification.level_at(text.lstrip("*")):  # post and number may stand on the next line
        section = _section(text)
    else:
        return None
    if section > 1:
        return "section"
    return "line" if found and found.serial is not None else None


def _is_first(lines: Lines, k: int) -> bool:
    """Whether the line of a later section stands in the first heading, since the text is that section alone."""
    above = lines.text[max(0, k - _REACH) : k]
    sender = next((i for i, text in enumerate(above) if text[:3] == "FM "), len(above))
    heading = above[sender:]
    return bool(heading) and not any(_is_header(text) or numbers.numbered(text) for text in heading)


def _section(text: str) -> int:
    """The section that a classification line names: 9 for FINAL SECTION, 0 for none."""
    part = _SECTION.search(text)
    return int(part["part"]) if part else 9 * bool(_FINAL.search(text))


def _head(lines: Lines, k: int | None) -> frozenset[str]:
    """The lines of the heading at `k`, if there is one, up to the first paragraph, single-spaced for comparison."""
    if k is None:
        return frozenset()
    stop = next(
        (i for i in range(k, min(k + _REACH, len(lines))) if numbers.numbered(lines.text[i])),
        min(k + 30, len(lines)),
    )
    return frozenset(" ".join(text.split()) for text in lines.text[k:stop])


def _below_header(lines: Lines, k: int) -> int | None:
    """The piece after the classification line of the heading at `k`, or None if the heading has no such line."""
    for i in range(k, min(k + _REACH, len(lines))):
        text = lines.text[i]
        header = _is_header(text)
        if header == "section":
            wrapped = i + 1 < len(lines) and lines.text[i + 1].isdigit() and not text[-1].isdigit()
            return i + 2 if wrapped else i + 1
        if header or len(text) > UNWRAPPED or numbers.numbered(text):
            return None
    return None


def _start(lines: Lines, k: int, done: int) -> int:
    """The first piece, not before `done`, of the heading whose FM or classification line is piece `k`.

    Everything after the NNNN of the section before belongs to it, however badly scanned.
    """
    ends = (i for i in range(k - 1, max(done, k - _REACH), -1) if is_end_of_message(lines, i))
    k = next(ends, k)
    while k > done and _is_above(lines, k - 1):
        k -= 1
    return k


def _is_above(lines: Lines, k: int) -> bool:
    """Whether a line can stand above FM in the heading of a section."""
    text = lines.text[k]
    if lines.passed[k] or len(text) >= _LONGEST:
        return lines.passed[k]
    dated = DTG.match(text)
    return (
        text[:2] in ("FM", "TO")
        or bool(dated and len(text) - dated.end() < _LONGEST_REST)
        or any(form.fullmatch(text) for form in (_COUNTER, _DISTRIBUTION, _RELAY, _FOOT))
        or is_end_of_message(lines, k)
        or (is_banner(text) and is_end_of_message(lines, k + 1))
    )


def _claim(lines: Lines, start: int, end: int, first: frozenset[str]) -> int:
    """Claim pieces `start` to `end` and the repeated lines after them. Return the first piece of text."""
    subject = False
    end = _order_below(lines, end) or end
    while end < len(lines) and (again := _repeats(lines, end, first, subject)):
        subject = again == field_labels.SUBJECT
        end += 1
    for k in range(start, end):
        lines.take(k, Role.REPEATED_HEADING, "heading of a further section", passed=True)
    return end


def _order_below(lines: Lines, k: int) -> int:
    """The piece of the E.O. line below a classification line; 0 if text or another field comes first."""
    for i, text in enumerate(lines.text[k : k + _PASSING], k):
        label = field_labels.head_label(text)
        if label or len(text) > _LONGEST or numbers.numbered(text):
            return i if label and label.field == field_labels.EO else 0
    return 0


def _repeats(lines: Lines, k: int, first: frozenset[str], subject: bool) -> str | None:
    """What piece `k` below a classification line repeats: a field's name, `line` for other lines, None for text."""
    text = lines.text[k]
    label = field_labels.head_label(text)
    if label:
        return label.field
    known = " ".join(text.split()) in first or lines.passed[k]
    if known or captions.captions_in(text) or (len(text) < _LONGEST and _PASSING_LINE.fullmatch(text)):
        return "line"
    rest = _ends_subject(lines, k) if subject else text.isalpha() and tables.post(text)
    return "line" if rest else None


def _ends_subject(lines: Lines, k: int) -> bool:
    """Whether a line below SUBJECT is its second, with a blank line after it."""
    text = lines.text[k]
    last = k + 1 == len(lines) or lines.gap[k + 1] > 0
    one_line = text.isupper() and len(text) <= RELAY_LINE
    return last and not lines.gap[k] and one_line and not numbers.numbered(text)


_REPEATED_LINE = pattern(
    "line that may repeat a header",
    # its first four characters: of a caption, a corrected copy, spaced letters (the first perhaps twice), a level
    r"""SIPD | NOFO | [*(] | C[ ]?O | .[ ].[ ] | (.)\1[ ]. | (?-i:SECR | UNCL | LIMI)""",
    ignore_case=True,
)
_STRAY = frozenset(("SIPDIS", "NOFORN", "NOFORN SIPDIS", "SIPDIS NOFORN"))


def mark_repeated_headers(lines: Lines, start: int) -> None:
    """Claim repeated classification lines in a body, the repeated lines right after them, and stray captions.

    They are passed over like page markers: `C O N F I D E N T I A L SECTION 02 OF 03 ...` (FORMAT 4.8).
    """
    if start >= len(lines):
        return
    heading = frozenset(lines.text[:start])
    first_is_banner = lines.role[start] is Role.LEFTOVER and is_banner(lines.text[start])
    if first_is_banner and lines.following(start) < len(lines):
        lines.take(start, Role.BANNER, "banner above the text", passed=True)
    for k in sorted(lines.beginning(_may_repeat, start)):
        if lines.role[k] is Role.LEFTOVER:
            _take_header(lines, k, heading)


def _take_header(lines: Lines, k: int, heading: frozenset[str]) -> None:
    """Claim piece `k`, and lines of `heading` that follow it, if it is a line that page joins repeat."""
    text = lines.text[k]
    if text in _STRAY:
        lines.take(k, Role.STRAY_CAPTION, "stray caption", passed=True)
    elif _is_classification_line(text):
        lines.take(k, Role.REPEATED_HEADING, "classification line again", passed=True)
        _take_below(lines, k + 1, heading)
    elif lines.gap[k] and _ends_block(lines, k) and is_banner(text):
        lines.take(k, Role.BANNER, "level between blank lines", passed=True)
    elif _is_corrected_again(lines, k):
        lines.take(k, Role.REPEATED_HEADING, "corrected copy again", passed=True)


def _ends_block(lines: Lines, k: int) -> bool:
    """Whether a blank line follows piece `k`."""
    return k + 1 < len(lines) and lines.gap[k + 1] > 0


@lru_cache(maxsize=4096)
def _may_repeat(beginning: str) -> bool:
    return _REPEATED_LINE.match(beginning) is not None


def _take_below(lines: Lines, k: int, heading: frozenset[str]) -> None:
    """Claim the lines from `k` on for as long as they repeat a line of the heading."""
    while k < len(lines) and lines.text[k] in heading:
        lines.take(k, Role.REPEATED_HEADING, "line below a repeated heading", passed=True)
        k += 1


def _is_corrected_again(lines: Lines, k: int) -> bool:
    return captions.corrected_copy(lines.text[k]) is not None and _at_page_join(lines, k)


def _at_page_join(lines: Lines, k: int) -> bool:
    return any(lines.passed[max(0, k - 1) : k + 2])


def _is_classification_line(text: str) -> bool:
    """Whether a line is a level with a section and no more, or one in spaced letters with a section or no serial."""
    spaced = "  " in (text[1:4:2], text[2:5:2])  # `SS E C R E T` after an extra letter
    if len(text) >= _LONGEST or not (spaced or " SECTION " in text):
        return False
    found = classification.classification_line(text)
    if found is None or found.sections is None:
        return found is not None and spaced and found.serial is None
    return spaced or found.rest == len(text)
