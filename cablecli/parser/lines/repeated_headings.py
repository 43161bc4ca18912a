"""The further sections of one telegram: each brings the heading again, in the middle of the text (FORMAT 1.8, 2.9).

Page line, distribution, date-time group, FM, TO, INFO and the classification line go out like page markers, and with
them the lines below that stood in the first heading already; the text goes on behind them.
"""

from functools import lru_cache

from cablecli.facts import tables
from cablecli.model.role import Role
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.stamps import is_banner, is_end_of_message
from cablecli.parser.tokens import captions, classification, field_labels, numbers
from cablecli.parser.tokens.date_time_group import DTG
from cablecli.patterns import pattern

_WRAPPED = 70  # characters: the relay allows 69 a line
_UNWRAPPED = 100  # characters: no line of a heading is as long
_LONGEST = 90  # characters of a line that a heading repeats, with what the archive added behind
_LONGEST_REST = 30  # characters behind a date-time group: zone letters, the group count
_REACH = 70  # pieces from FM to the classification line, a long list of addressees
_PASSING = 24  # pieces of passing lines and captions above the E.O. line
_COUNTER = pattern("dash counter", r"""(?:[O0][ ])?-{6,}[ ]?[0-9A-Z]{4,8}(?:[ ].{0,30})?""")
_DISTRIBUTION = pattern(
    "distribution of a section",
    # offices with the copies for each; below them a count alone, and the sum of all: `/041 W`
    r"""(?:(?:ACTION|ORIGIN|INFO|COPY)[ ]+)?(?:[A-Z/]{1,6}-[0-9]{2}(?:[ ]+|$))++(?:/[0-9]{3}[ ]?[A-Z]{0,2})?
        | [0-9]{1,2} | /[0-9]{3}[ ]?[A-Z]{0,2}""",
)
_RELAY = pattern(
    "relay lines of a section", r"""(?:VZCZC|[ZOPR]{2}[ ]R[A-Z]{3,7}\b|DE[ ]R[A-Z]{3}|ZN[YR][ ]).{0,80}"""
)
_SECTION = pattern("section of a heading", r"""\bSECTION[ ]+(?P<part>[0-9]{1,2})[ ]+OF[ ]+[0-9]{1,2}\b""")
_FINAL = pattern("last section of a heading", r"""\bFINAL[ ]+SECTION[ ]+OF[ ]+[0-9]{1,2}\b""")
_SLUG = pattern(
    "passing line of a section",
    r"""(?:STATE|DEPT|DEPARTMENT|USMISSION|USUN|USNATO|[A-Z]{4,12})[ ](?:PLEASE[ ]|ALSO[ ])?(?:PASS|FOR)[ ].{2,70}""",
)


def mark_repeated(lines: Lines) -> None:
    """Claim the headings that come again after the first text."""
    begun = False  # whether a heading or a paragraph has been seen
    first: frozenset[str] = frozenset()
    k = done = 0
    while k < len(lines):
        text = lines.text[k]
        sender, header = text[:3] == "FM ", _is_header(text)
        again = sender or (header == "section" and not _is_first(lines, k))
        if begun and again and (end := _end(lines, k)):
            k = done = _claim(lines, _start(lines, k, done), end, first)
            continue
        if sender or header:
            begun = True
            first = first or _head(lines, k)
        elif not begun and numbers.numbered(text):
            begun = True
        k += 1


def _is_header(text: str) -> str | None:
    """`section` for a classification line of a later section, `line` for another one with post and serial."""
    if text[0] not in "CSULTR*" or len(text) > _UNWRAPPED or not text.isupper():
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
    """Whether the line of a later section stands in the first heading: that section alone is the text."""
    above = lines.text[max(0, k - _REACH) : k]
    sender = next((i for i, text in enumerate(above) if text[:3] == "FM "), len(above))
    heading = above[sender:]
    return bool(heading) and not any(_is_header(text) or numbers.numbered(text) for text in heading)


def _section(text: str) -> int:
    """The section that a classification line names, 0 where it names none; the last is more than one."""
    part = _SECTION.search(text)
    return int(part["part"]) if part else 9 * bool(_FINAL.search(text))


def _head(lines: Lines, k: int) -> frozenset[str]:
    """The lines of the first heading, from `k` to the first paragraph, as they may come again."""
    stop = next(
        (i for i in range(k, min(k + _REACH, len(lines))) if numbers.numbered(lines.text[i])),
        min(k + 30, len(lines)),
    )
    return frozenset(" ".join(text.split()) for text in lines.text[k:stop])


def _end(lines: Lines, k: int) -> int | None:
    """The piece after the classification line of the heading at `k`; None where none follows its addresses."""
    for i in range(k, min(k + _REACH, len(lines))):
        text = lines.text[i]
        header = _is_header(text)
        if header == "section":
            behind = i + 1 < len(lines) and lines.text[i + 1].isdigit() and not text[-1].isdigit()
            return i + 2 if behind else i + 1
        if header or len(text) > _UNWRAPPED or numbers.numbered(text):
            return None
    return None


def _start(lines: Lines, k: int, done: int) -> int:
    """The first piece, not before `done`, of the heading whose FM or classification line is piece `k`.

    All below the end of the section before is heading, whatever a scanner made of it.
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
        or any(form.fullmatch(text) for form in (_COUNTER, _DISTRIBUTION, _RELAY))
        or is_end_of_message(lines, k)
        or (is_banner(text) and is_end_of_message(lines, k + 1))
    )


def _claim(lines: Lines, start: int, end: int, first: frozenset[str]) -> int:
    """Claim pieces `start` to `end` and the repetitions behind them; give the first piece of text."""
    subject = False
    end = _order_below(lines, end) or end
    while end < len(lines) and (again := _repeats(lines, end, first, subject)):
        subject = again == field_labels.SUBJECT
        end += 1
    for k in range(start, end):
        lines.take(k, Role.REPEATED_HEADING, "heading of a further section", passed=True)
    return end


def _order_below(lines: Lines, k: int) -> int:
    """The piece of the E.O. line below a classification line; 0 where none stands near it, above all text."""
    for i, text in enumerate(lines.text[k : k + _PASSING], k):
        label = field_labels.head_label(text)
        if label or len(text) > _LONGEST or numbers.numbered(text):
            return i if label and label.field == field_labels.EO else 0
    return 0


def _repeats(lines: Lines, k: int, first: frozenset[str], subject: bool) -> str | None:
    """What piece `k` below a classification line repeats: a field's name, `line` for anything else, None for text."""
    text = lines.text[k]
    label = field_labels.head_label(text)
    if label:
        return label.field
    known = " ".join(text.split()) in first or lines.passed[k]
    if known or captions.captions_in(text) or (len(text) < _LONGEST and _SLUG.fullmatch(text)):
        return "line"
    rest = _ends_subject(lines, k) if subject else text.isalpha() and tables.post(text)
    return "line" if rest else None


def _ends_subject(lines: Lines, k: int) -> bool:
    """Whether a line below SUBJECT is its second, which ends at a blank line."""
    text = lines.text[k]
    apart = k + 1 == len(lines) or lines.gap[k + 1] > 0
    return (
        apart and not lines.gap[k] and text.isupper() and len(text) < _WRAPPED and not numbers.numbered(text)
    )


_REPEATED_LINE = pattern(
    "line that may repeat a header",
    # by its first four characters: a caption, a corrected copy, letters set apart, a level
    r"""SIPD | NOFO | [*(] | C[ ]?O | .[ ].[ ] | (?-i:SECR | UNCL | LIMI)""",
    ignore_case=True,
)
_STRAY = frozenset(("SIPDIS", "NOFORN", "NOFORN SIPDIS", "SIPDIS NOFORN"))


def mark_repeated_headers(lines: Lines, start: int) -> None:
    """`C O N F I D E N T I A L SECTION 02 OF 03 ...` in the body, and stray captions, go out like page markers.

    So do the lines right behind such a header that stand in the text heading too (FORMAT 4.8).
    """
    if start >= len(lines):
        return
    heading = frozenset(lines.text[:start])
    if (
        lines.role[start] is Role.LEFTOVER
        and is_banner(lines.text[start])
        and lines.following(start) < len(lines)
    ):
        lines.take(start, Role.BANNER, "banner above the text", passed=True)
    for k in sorted(lines.beginning(_may_repeat, start)):
        if lines.role[k] is not Role.LEFTOVER:
            continue
        if lines.text[k] in _STRAY:
            lines.take(k, Role.STRAY_CAPTION, "stray caption", passed=True)
        elif _is_classification_line(lines.text[k]):
            lines.take(k, Role.REPEATED_HEADING, "classification line again", passed=True)
            _take_below(lines, k + 1, heading)
        elif lines.gap[k] and _ends_block(lines, k) and is_banner(lines.text[k]):
            lines.take(k, Role.BANNER, "level between blank lines", passed=True)
        elif _is_corrected_again(lines, k):
            lines.take(k, Role.REPEATED_HEADING, "corrected copy again", passed=True)


def _ends_block(lines: Lines, k: int) -> bool:
    """Whether a blank line stands below piece `k`."""
    return k + 1 < len(lines) and lines.gap[k + 1] > 0


@lru_cache(maxsize=4096)
def _may_repeat(beginning: str) -> bool:
    return _REPEATED_LINE.match(beginning) is not None


def _take_below(lines: Lines, k: int, heading: frozenset[str]) -> None:
    """Claim the lines from `k` on that stand in the text heading too."""
    while k < len(lines) and lines.text[k] in heading:
        lines.take(k, Role.REPEATED_HEADING, "line below a repeated heading", passed=True)
        k += 1


def _is_corrected_again(lines: Lines, k: int) -> bool:
    return captions.corrected_copy(lines.text[k]) is not None and _at_page_join(lines, k)


def _at_page_join(lines: Lines, k: int) -> bool:
    return any(lines.passed[max(0, k - 1) : k + 2])


def _is_classification_line(text: str) -> bool:
    """A level in spaced letters, with a section or without a serial."""
    if len(text) >= _LONGEST or text[1:2] != " " or text[3:4] != " ":
        return False
    found = classification.classification_line(text)
    return found is not None and (found.serial is None or found.section is not None)
