"""The further sections of one telegram: each brings the heading again, in the middle of the text (format 1.6, 2.9).

Page line, distribution, date-time group, FM, TO, INFO and the classification line go out like page markers, and with
them the lines below that stood in the first heading already; the text goes on behind them.
"""

from cablecli import tables
from cablecli.parser import labels, lines, marking
from cablecli.parser.envelope import DTG
from cablecli.parser.lines import Lines
from cablecli.parser.pattern import pattern

_REACH = 70  # pieces from FM to the classification line, a long list of addressees
_COUNTER = pattern("dash counter", r"""(?:[O0][ ])?-{6,}[ ]?[0-9A-Z]{4,8}(?:[ ].{0,30})?""")
_DISTRIBUTION = pattern(
    "distribution of a section",
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


def mark_repeated(source: Lines) -> bool:
    """Claim the headings that come again behind the first text; whether there were any."""
    begun = False  # whether a heading or a paragraph has been seen
    found = False
    first: frozenset[str] = frozenset()
    k = done = 0
    while k < len(source):
        text = source.text[k]
        sender, header = text[:3] == "FM ", _is_header(text)
        if begun and (sender or header == "section") and (end := _end(source, k)):
            k = done = _claim(source, _start(source, k, done), end, first)
            found = True
            continue
        if sender or header:
            begun = True
            first = first or _head(source, k)
        elif not begun and labels.numbered(text):
            begun = True
        k += 1
    return found


def _is_header(text: str) -> str | None:
    """`section` for a classification line of a later section, `line` for another one with post and serial."""
    if text[0] not in "CSULTR*" or len(text) > 100 or not text.isupper():
        return None
    found = marking.classification(text)
    if found is None:  # post and number may stand on the next line
        part = _SECTION.search(text) if marking.level_at(text.lstrip("*")) else None
        return "section" if part and int(part["part"]) > 1 else None
    if found.section is None and _FINAL.search(text):
        return "section"
    if found.section is not None and found.section > 1:
        return "section"
    return "line" if found.serial is not None else None


def _head(source: Lines, k: int) -> frozenset[str]:
    """The lines of the first heading, from `k` to the first paragraph, as they may come again."""
    stop = next(
        (i for i in range(k, min(k + _REACH, len(source))) if labels.numbered(source.text[i])),
        min(k + 30, len(source)),
    )
    return frozenset(" ".join(text.split()) for text in source.text[k:stop])


def _end(source: Lines, k: int) -> int | None:
    """The piece after the classification line of the heading at `k`; None where none follows its addresses."""
    for i in range(k, min(k + _REACH, len(source))):
        text = source.text[i]
        header = _is_header(text)
        if header == "section":
            behind = i + 1 < len(source) and source.text[i + 1].isdigit() and not text[-1].isdigit()
            return i + 2 if behind else i + 1
        if header or len(text) > 100 or labels.numbered(text):
            return None
    return None


def _start(source: Lines, k: int, done: int) -> int:
    """The first piece, not before `done`, of the heading whose FM or classification line is piece `k`."""
    while k > done and _is_above(source, k - 1):
        k -= 1
    return k


def _is_above(source: Lines, k: int) -> bool:
    text = source.text[k]
    return len(text) < 90 and (
        source.role[k] is lines.PAGE_MARKER
        or bool(_COUNTER.fullmatch(text) or _DISTRIBUTION.fullmatch(text) or _RELAY.fullmatch(text))
        or text[:2] in ("FM", "TO")
        or bool((found := DTG.match(text)) and len(text) - found.end() < 30)
    )


def _claim(source: Lines, start: int, end: int, first: frozenset[str]) -> int:
    """Claim pieces `start` to `end` and the repetitions behind them; give the first piece of text."""
    subject = False
    while end < len(source) and (again := _repeats(source, end, first, subject)):
        subject = again == labels.SUBJECT
        end += 1
    for k in range(start, end):
        source.role[k] = lines.PAGE_MARKER
    return end


def _repeats(source: Lines, k: int, first: frozenset[str], subject: bool) -> str | None:
    """What piece `k` below a classification line repeats: a field's name, `line` for anything else, None for text."""
    text = source.text[k]
    label = labels.head_label(text)
    if label:
        return label.field
    known = " ".join(text.split()) in first or source.role[k] is lines.PAGE_MARKER
    if known or marking.captions_in(text) or (len(text) < 90 and _SLUG.fullmatch(text)):
        return "line"
    if subject and not source.gap[k] and text.isupper() and len(text) < 70 and not labels.numbered(text):
        after = source.gap[k + 1] if k + 1 < len(source) else 1
        return "line" if after else None
    return "line" if text.isalpha() and tables.post(text) else None
