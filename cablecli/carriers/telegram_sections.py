"""Joins the sections of telegrams that were sent in several (FORMAT 2.9)."""

import re
from collections import deque
from collections.abc import Iterable

from cablecli.carriers import Cables, RawCable
from cablecli.carriers.splitting import cable
from cablecli.errors import CableError, Unreadable
from cablecli.facts import levels
from cablecli.model import Diagnostic
from cablecli.patterns import lazy
from cablecli.text.decoding import MAX_BYTES

LEVEL = levels.SPACED.encode()
_LINE = lazy(
    rb"^[ \t]*"
    + LEVEL
    + rb"""(?:[^\n]{0,60}?[ ](?:SECTION[ ]+(?P<section>[0-9]{1,2})|FINAL[ ]+SECTION)[ ]+O[FN][ ]+(?P<total>[0-9]{1,2}))?
    [ ]+(?P<post>[A-Z][A-Z0-9 .'/\-]{1,40}?)[ ]+(?P<number>[0-9]{2,8})[ \t\r]*$""",
    re.VERBOSE | re.MULTILINE,
)
_LINE_OF_TEXT = lazy(_LINE.pattern.decode(), re.VERBOSE)
_DE = lazy(rb"^DE[ ]+(R[A-Z]{3,7})[ ]+#?([0-9]{4})", re.MULTILINE)
_DTG = lazy(rb"^(?:[ZOPR] ){0,2}([0-9]{6}Z [A-Z]{3,9} [0-9]{2,4})", re.MULTILINE)
# A date-time group with the sender below it, both misread by a scanner: `P 3112O87 JAN 93`, `EM AMEMBASSY ROME`.
WORN_LINE = rb"""(?:\w?[^\w\n]{1,4}){0,2}  # precedences, specks
    ([0-9]\S{4,8})[ ,/]{1,2}([A-Z0-9]{3})[ ,/.]{1,3}([0-9]\S{1,3}?)[^\w\n]{0,4}\n"""
WORN_GROUP = (
    WORN_LINE
    + rb"""(?:[ \t\r]*\n)?
    [^\w\n]{0,3}(?:[B-OQ-Z]M|[0-9])[ ](?P<sender>[A-Z][A-Z ]{3,40})"""  # FM; a line of text may begin with AM or PM
)
_WORN = lazy(rb"^" + WORN_GROUP, re.VERBOSE | re.MULTILINE)
_WORN_ALONE = lazy(WORN_LINE, re.VERBOSE)
_FM = lazy(rb"^[ \t]*FM[ ](?P<sender>[A-Z][A-Z ]{3,40})", re.MULTILINE)
_MARKER = lazy(rb"[0-9]{8}[ \t]+0*([0-9]{1,2})(?:\.[0-9])?[ \t]+OF[ \t]+0*([0-9]{1,2})\b", re.IGNORECASE)
# A classification line after it begins a later section.
_NUMBER = lazy(rb"^\W{0,3}[0-9]{1,2}\.[ ]", re.MULTILINE)
_HEAD = 1 << 14
_WINDOW = 16  # telegrams within which the sections of one must come
_HELD = MAX_BYTES // 2  # bytes of waiting sections

_PARAGRAPH = lazy(r"\W{0,3}[0-9]{1,2}[.)]")
# A level is a banner.
_END_MATTER = lazy(rf"(?:BT | \#[0-9]{{4}} | N{{4,5}} | {levels.SPACED})?\Z", re.VERBOSE)
_SENTENCE_END = (".", "?", "!", ":", '"', ")", "-", "=", "\u201d")


class Telegram:
    """One telegram or section, with the values that identify it."""

    __slots__ = ("data", "dtg", "line", "name", "number", "post", "section", "sender", "total")

    def __init__(self, data: bytes, line: int) -> None:
        self.data = data
        self.line = line
        self.name: str | None = None
        found = _LINE.search(data, 0, _HEAD)
        self.dtg = date_time_group(data)
        self.sender = _sender(data)
        self.post, self.number = _named(data, found)
        self.section, self.total = _part(data, found)

    @property
    def is_identified(self) -> bool:
        """Whether it has a number or a date-time group."""
        return self.number is not None or self.dtg is not None

    @property
    def is_complete(self) -> bool:
        """Whether no other section belongs to it: it has only one, or it holds page markers of the last."""
        if self.total is None or self.total < 2:
            return True
        return any(int(section) == int(total) == self.total for section, total in _MARKER.findall(self.data))

    def continues(self, group: list["Telegram"]) -> bool:
        """Whether it is another section of the same telegram as those in `group`."""
        first = group[0]
        return (
            self.total is not None
            and self.total == first.total
            and (self.post, self.number, self.dtg) == (first.post, first.number, first.dtg)
            and all(self.section != other.section for other in group)
        )


def date_time_group(data: bytes, *, is_worn: bool = True) -> bytes | None:
    """The first date-time group; of a misread one only the parts that are the same in all sections."""
    if found := _DTG.search(data, 0, _HEAD):
        return found[1]
    if not is_worn:
        return None
    # the latter where the sender begins the next piece
    worn = _WORN.search(data, 0, _HEAD) or _WORN_ALONE.fullmatch(data)
    return b" ".join((worn[1][:6], worn[2], worn[3])) if worn else None


def _named(data: bytes, line: re.Match[bytes] | None) -> tuple[bytes | None, int | None]:
    """Post and number from the classification line, else the station and its serial number."""
    if line:
        return line["post"].replace(b" ", b""), int(line["number"])
    station = _DE.search(data, 0, _HEAD)
    return (station[1], int(station[2])) if station else (None, None)


def _part(data: bytes, line: re.Match[bytes] | None) -> tuple[int | None, int | None]:
    """The number of the section in the classification line, and of how many."""
    if not line or not line["total"] or _NUMBER.search(data, 0, line.start()):
        return None, None
    total = int(line["total"])
    section = int(line["section"] or total)  # `FINAL SECTION OF 2`
    return section, total if section else None


def _sender(data: bytes) -> bytes | None:
    found = _FM.search(data, 0, _HEAD) or _WORN.search(data, 0, _HEAD)
    return b"".join(found["sender"].split()) if found else None


def joined(telegrams: Iterable[Telegram]) -> Cables:
    """Yield the telegrams as cables, in the order of their first sections."""
    waiting: deque[list[Telegram]] = deque()
    failure = None
    try:
        for telegram in telegrams:
            group = next((group for group in waiting if telegram.continues(group)), None)
            if group is None:
                waiting.append([telegram])
            else:
                group.append(telegram)
            while waiting and _is_due(waiting):
                yield _tried(waiting.popleft())
    except CableError as error:  # raised after the telegrams that are waiting
        failure = error
    for group in waiting:
        yield _tried(group)
    if failure:
        raise failure


def _tried(group: list[Telegram]) -> RawCable | CableError:
    """The cable of one telegram, or its error."""
    try:
        return _join(group)
    except CableError as error:
        line = group[0].line
        return Unreadable(f"line {line}: {error}") if line > 1 else error


def _size(groups: Iterable[list[Telegram]]) -> int:
    return sum(len(telegram.data) for group in groups for telegram in group)


def _is_due(waiting: deque[list[Telegram]]) -> bool:
    """Whether the first telegram needs no other section, or too many wait after it."""
    return _is_settled(waiting[0]) or len(waiting) > _WINDOW or _size(waiting) > _HELD


def _is_settled(group: list[Telegram]) -> bool:
    return len(group) == group[0].total or (len(group) == 1 and group[0].is_complete)


def _join(group: list[Telegram]) -> RawCable:
    group.sort(key=lambda telegram: telegram.section or 0)
    parts = [cable(telegram.data, telegram.line) for telegram in group]
    notes = tuple(note for part in parts for note in part.notes) + _missing(group)
    if len(parts) == 1:
        return parts[0]._replace(notes=notes, member=group[0].name)
    lines = _continued(parts)
    rest = tuple(left for part in parts for left in part.rest)
    text = "\n".join(text for text, _ in lines)
    return RawCable(text, notes=notes, lines=[line for _, line in lines], rest=rest)


def _continued(parts: list[RawCable]) -> list[tuple[str, int]]:
    """The lines of the first section, then those of each later one without its heading."""
    lines = _lines(parts[0])
    repeated = _heading(lines)
    for part in parts[1:]:
        more = _without_heading(_lines(part), repeated)
        while lines and _END_MATTER.match(lines[-1][0].strip()):
            lines.pop()
        if lines and more and lines[-1][0].rstrip().endswith(_SENTENCE_END):
            lines.append(("", more[0][1]))
        lines += more
    return lines


def _missing(group: list[Telegram]) -> tuple[Diagnostic, ...]:
    total = group[0].total or 0
    have = {telegram.section for telegram in group}
    lost = [str(section) for section in range(1, total + 1) if section not in have]
    # A first section alone may be a copy whose sections were joined, without the headings between.
    if not lost or (len(group) == 1 and (group[0].section == 1 or group[0].is_complete)):
        return ()
    message = f"of {total} sections of the telegram these are missing: {', '.join(lost)}"
    return (Diagnostic("section-missing", message, group[0].line),)


def _lines(raw: RawCable) -> list[tuple[str, int]]:
    """The lines of a text with their numbers."""
    text = raw.content
    assert isinstance(text, str) and raw.lines is not None
    return list(zip(text.split("\n"), raw.lines, strict=True))


def _heading(lines: list[tuple[str, int]]) -> set[str]:
    """The lines before the first paragraph, which the other sections repeat."""
    heading = {""}
    for text, _ in lines[:200]:
        if _PARAGRAPH.match(text):
            break
        if any(map(str.isalnum, text)):  # a rule belongs to the heading of a paragraph
            heading.add(" ".join(text.split()))
    return heading


def _without_heading(lines: list[tuple[str, int]], repeated: set[str]) -> list[tuple[str, int]]:
    """The lines of a section after its classification line and the repeated lines below that."""
    start = next((k + 1 for k, (text, _) in enumerate(lines) if _LINE_OF_TEXT.match(text)), 0)
    while start < len(lines) and " ".join(lines[start][0].split()) in repeated:
        start += 1
    return lines[start:]
