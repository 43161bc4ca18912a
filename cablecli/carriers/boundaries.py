"""Divides a stream of texts of any kinds into cables.

A cable begins where a heading begins. `beginnings` finds the places where a heading of any kind may begin, and the
pieces between are weighed. A piece without text of its own (a scrap of a classification line, a mail form, a database
row) belongs to the next one. A piece that repeats the heading above it, or is quoted there, belongs to the one before.
"""

import re
from collections.abc import Iterator
from io import BufferedReader

from cablecli.carriers.beginnings import DTG, FIELD, LEVEL_LINE, SURNAME, kind_of, search
from cablecli.carriers.splitting import TOO_LARGE, split
from cablecli.carriers.telegram_sections import WORN_GROUP, Telegram, date_time_group
from cablecli.errors import CableError, NotACable, Unreadable
from cablecli.facts.words import words
from cablecli.patterns import lazy
from cablecli.text.decoding import MAX_BYTES

_HAS_SIGN = lazy(
    rb"^[ \t]*(?:VZCZC|FM[ ][A-Z]|" + DTG + rb"|" + LEVEL_LINE + rb"$|" + FIELD + rb"|" + WORN_GROUP + rb")",
    re.VERBOSE | re.MULTILINE,
)
_OPENS = lazy(
    rb"^[ \t]*(?:VZCZC[A-Z]{3}[0-9]|(?:ZZ|OO|PP|RR)[ ]R[A-Z]{3,7}|FM[ ][A-Z]|"
    + DTG
    + rb"|"
    + LEVEL_LINE
    + rb"$"
    rb"|(?:E\.?[ ]?O\.?[ ]?1[0-9]{4}|TAGS:?[ ]|SUBJ(?:ECT)?:)"
    rb"|This[ ]record[ ]is[ ]a[ ]partial[ ]extract|PAGE[ ]0|(?:ACTION|ORIGIN)[ ][A-Z]+-[0-9])",
    re.VERBOSE | re.MULTILINE,
)
_WORD = rb"(?!R[UH][A-Z]{2,6}[ ])[A-Za-z,.;'()\"-]{1,16}[ ]"
_HAS_BODY = lazy(
    rb"^[^\w\n]{0,6}[0-9]{1,2}[.)][ ]?\(?[A-Z]"  # a number
    # or a long line of prose, or two
    rb"|^[ \t]*(?:" + _WORD + rb"){20}"
    rb"|^[ \t]*(?:" + _WORD + rb"){6,20}[^\n]*\n(?:[ \t\r]*\n)?[ \t]*(?:" + _WORD + rb"){5}",
    re.VERBOSE | re.MULTILINE,
)
_SECOND = lazy(rb"\n[ \t]*2\.[ ]")
_SECOND_APART = lazy(rb"\n[ \t\r]*\n[ \t]*2\.[ ]")
# The surname below the last sentence, or set off from it.
_SIGNED = lazy(rb"[.?!:)\"\n][ \t\r]*\n[ \t]*(" + SURNAME + rb")[ \t\r]*\n[ \t]*\Z")
_CLOSED = lazy(rb"NNNN?[ \t\r]*(?:\n|\Z)|END OF DOCUMENT|Message Attributes")
# A line that announces a quoted telegram below it.
_ANNOUNCES = lazy(
    rb"(?::|\b(?:UN)?QUOTE\.?|\bBEGIN(?:NING)?\b[^\n]{0,60}|[ ]FOLLOW(?:S|ING)\b[^\n]{0,60}|\bTEXT\.?)[^\w\n]{0,4}$",
    re.IGNORECASE,
)
# Numbers that are the same on every page and copy of a printed form: its own, or the receiving office's.
_FORM_NUMBERS = (
    lazy(
        rb"\b(?:(?:NO[.:]{1,2}\s{0,9}|A-)([0-9]{1,5})\b"
        rb"|(?i:([0-9]{1,5}),[ ](?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6}\.?[ ][0-9]))"
    ),
    lazy(rb"\bControl:\s{0,9}(?:Rec'd:\s{0,9})?([0-9]{2,7})\b"),
)
# A page line, which identifies a text without a heading.
_PAGE_LINE = lazy(
    rb"^PAGE[ ]0?[0-9]{1,2}[ ]+[A-Z][A-Z ]{1,9}[ ]0{0,5}([0-9]{1,6})[ ]", re.VERBOSE | re.MULTILINE
)
_TAIL = 1024
_HEAD = 1 << 14
_WITHOUT_HEADING = ("", "headless")


class Unit:
    """A part of the input that may be a cable, or the lines above one.

    It is weighed piece by piece, as pieces are added, since a hostile input may consist of nothing but beginnings.
    """

    def __init__(self, data: bytes, line: int, kind: str) -> None:
        self._parts = [data]
        self.line = line
        self.size = len(data)
        self.kind = kind
        self.has_attributes = self.kind == "attributes"
        self.head = data[:_HEAD]
        self.tail = b""
        self.has_heading = self.kind == "level"
        self._has_sign = self.kind in (*_LABELLED, "headless", "transmission", "level")
        self._has_body = False
        self._goes_on = False  # whether it has a second paragraph
        self.group = (
            date_time_group(self.head, is_worn=not data[:2].isalpha())
            if self.kind == "transmission"
            else None
        )
        self._weigh(data)

    @property
    def data(self) -> bytes:
        """All its bytes."""
        return b"".join(self._parts)

    @property
    def is_complete(self) -> bool:
        """Whether it has a text of its own, so that another heading begins another cable."""
        return self.has_attributes or self.has_heading or self._has_body or self.kind == "json"

    def _weigh(self, data: bytes) -> None:
        window = self.tail + data
        self._goes_on = self._goes_on or bool(_SECOND.search(window))
        if self.kind == "page":
            self._has_body |= b"</html>" in window.lower()
        elif not self.is_complete:
            sign = None if self._has_sign else _HAS_SIGN.search(window)
            self._has_sign |= sign is not None
            self._has_body = self._has_sign and bool(_HAS_BODY.search(window, sign.start() if sign else 0))
        self.tail = window[-_TAIL:]

    def add(self, other: "Unit") -> None:
        """Add a unit that belongs to this one."""
        self._parts += other._parts
        self.size += other.size
        if not self.kind or (self.kind not in _LABELLED and other.kind in _LABELLED):
            self.kind = other.kind
        elif self.kind == "sheet" and other.kind == "printed":
            self.kind = other.kind  # the form that the sheet lies upon
        self.has_attributes |= other.has_attributes
        self.has_heading |= other.has_heading
        if not self._has_sign:
            self.tail = b""  # what stands above the first sign is no text: a site's own words
        self._has_sign |= self.kind in _LABELLED or other._has_sign
        self.group = self.group or other.group
        if self.size > MAX_BYTES:
            raise Unreadable(TOO_LARGE)
        self.head = (self.head + other.head)[:_HEAD]
        if len(other._parts) == 1:
            self._weigh(other._parts[0])
        else:
            self.tail = (self.tail + other.tail)[-_TAIL:]

    def give(self) -> bytes:
        """Remove and return the lines at its end that belong to the next heading."""
        data = self.data
        at = _own_end(self.kind, data)
        self._parts = [data[:at]]
        self.size = at
        return data[at:]

    def is_over(self, below: bytes) -> bool:
        """Whether numbers that begin again `below` are of another text: the last line is an end mark, or a surname.

        In 1,879 texts they never do so right below a surname if the text's own had gone on; below a heading they may.
        A text with a transmission heading may also quote a list below somebody's name, which no blank line parts.
        """
        if self.tail.rstrip().rpartition(b"\n")[2].lstrip().startswith(b"NNN"):
            return True
        if not self._goes_on or not (self.kind in _WITHOUT_HEADING or _SECOND_APART.search(below)):
            return False
        found = _SIGNED.search(self.tail)
        return bool(found and words("no_surnames").isdisjoint(found[1].decode().split()))

    def follows(self, other: "Unit") -> bool:
        """Whether it is a different cable from the unit above it."""
        if self.kind == other.kind == "printed":
            return b"IDENTIFICATION FORM" in self.head or not _is_same_form(self.head, other.head)
        if self.kind == "headless":
            return other.kind != "record" or other.has_attributes
        if self.kind not in ("", "transmission", "level"):
            return True
        return self._heads_another(other)

    def _heads_another(self, other: "Unit") -> bool:
        """Whether it begins with the heading of a different cable."""
        mine, above = Telegram(self.head, 0), Telegram(other.head, 0)
        is_same = _is_same(mine, above)
        if other._quotes(is_same=is_same) or other._has_pages_of(mine):
            return False
        if not is_same:
            return True
        if mine.section and mine.section != above.section:
            # sections are joined later; a message includes those of the telegram in it
            return self.kind == "transmission" and other.kind != "message"
        return self.has_heading  # then it is a second copy, else a page that repeats the heading

    def _quotes(self, *, is_same: bool) -> bool:
        """Whether the next heading is a quotation in its text."""
        tail = self.tail.rstrip()
        if self.kind == "record" and not self.has_attributes and (is_same or not _CLOSED.search(tail)):
            return True
        return bool(_ANNOUNCES.search(tail, tail.rfind(b"\n") + 1))

    def _has_pages_of(self, telegram: Telegram) -> bool:
        """Whether it is a text without a heading, with page lines that name this telegram."""
        if self.kind != "headless" or telegram.number is None:
            return False
        return any(int(page[1]) == telegram.number for page in _PAGE_LINE.finditer(self.head))


WHOLE = ("page", "json")  # kinds that have a clear end
_LABELLED = ("record", "message", "sheet", "white_house", "printed")


def is_text(data: bytes) -> bool:
    """Whether any line begins like a heading or its fields."""
    return bool(_OPENS.search(data))


def starts_cable(line: str) -> bool:
    """Whether a heading can begin with this line."""
    return bool(_OPENS.match(line.encode("utf-8", "replace")))


def _is_same(one: Telegram, other: Telegram) -> bool:
    """Whether two headings agree in everything they both have, and something shows that they are of one telegram."""
    if _differs(one, other):
        return False
    is_later_section = (one.section or 0) > 1
    has_same_number = one.number is not None and one.number == other.number
    have_dates = None not in (one.dtg, other.dtg)
    if have_dates and one.dtg != other.dtg:
        return is_later_section and has_same_number
    return have_dates or has_same_number or is_later_section or not one.is_identified


def _differs(one: Telegram, other: Telegram) -> bool:
    """Whether two headings differ in number, or in sender if one has no number."""
    if None not in (one.number, other.number):
        return (one.post, one.number) != (other.post, other.number)
    return bool(one.sender and other.sender) and one.sender != other.sender


def _is_same_form(one: bytes, other: bytes) -> bool:
    """Whether two printed forms are sections or copies of one telegram."""
    pairs = ((pattern.search(one), pattern.search(other)) for pattern in _FORM_NUMBERS)
    return any(
        found and before and found[found.lastindex or 0] == before[before.lastindex or 0]
        for found, before in pairs
    )


def _own_end(kind: str, data: bytes) -> int:
    """The offset at which the lines of the next heading begin: after a page or object, or by their form."""
    if kind == "page":
        return data.lower().rfind(b"</html>") + len(b"</html>")
    if kind == "json":
        return data.find(b"\n") + 1 or len(data)
    from cablecli.carriers.above import lines_above  # most inputs hold one cable

    return lines_above(data)


def units(stream: BufferedReader, line: int) -> Iterator[Unit]:
    """Yield the cables of a stream that begins at this line, each with the lines above its heading."""
    above: Unit | None = None
    current: Unit | None = None
    pieces = split(stream, search, line=line)
    while True:
        try:
            data, line = next(pieces)
        except StopIteration:
            break
        except CableError:
            yield from _settled(above, current)[:-1]
            raise
        if data is None or not data.strip(b" \t\r\n\f="):
            continue
        kind = kind_of(data)
        if kind == "headless" and current is not None and not current.is_over(data):
            current.add(Unit(data, line, ""))  # a number below a heading of its text
            continue
        piece = Unit(data, line, kind)
        if current is None or not _may_end(current, piece):
            current = _with(current, piece)
            continue
        *done, above = _settled(above, current)
        yield from done
        current = piece
    if current is None:
        raise NotACable("the text is empty")
    yield from _settled(above, current)


def _may_end(unit: Unit, piece: Unit) -> bool:
    if piece.kind == "attributes":
        return unit.has_attributes
    if piece.kind in ("record", "sheet") and unit.kind in ("record", "sheet", "printed"):
        return True
    if piece.kind == unit.kind == "printed":
        return True
    if unit.kind == "printed" and piece.kind == "transmission" and _FORM_NUMBERS[0].search(unit.head):
        return True
    return unit.is_complete or bool(unit.group and piece.group and unit.group != piece.group)


def _with(unit: Unit | None, piece: Unit) -> Unit:
    if unit is None:
        return piece
    unit.add(piece)
    return unit


def _settled(above: Unit | None, unit: Unit | None) -> list[Unit]:
    """The two units, or one if the second belongs to the first."""
    if above is None or unit is None:
        return [one for one in (above, unit) if one]
    if not unit.follows(above):
        above.add(unit)
        return [above]
    scrap = b"" if unit.kind in WHOLE else above.give()
    if not scrap:
        return [above, unit]
    begin = Unit(scrap, unit.line - scrap.count(b"\n"), kind_of(scrap))
    begin.add(unit)
    begin.kind = unit.kind
    return [above, begin]
