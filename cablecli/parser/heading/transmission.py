"""The transmission heading (ACP 127 format lines 1 to 8): from `VZCZC...` to the last addressee or `BT`."""

from collections.abc import Callable
from typing import NamedTuple

from cablecli.facts import tables
from cablecli.facts.levels import CONFIDENTIAL, LEVELS, SECRET, SHORT
from cablecli.model import Diagnostic, Heading
from cablecli.model.role import Role
from cablecli.parser.heading import addressees, misread_labels, passing_lines
from cablecli.parser.lines.index import ABOVE_HEADING, Lines
from cablecli.parser.lines.stamps import EXTRACT
from cablecli.parser.tokens import classification, distribution_line, field_labels, numbers
from cablecli.parser.tokens.date_time_group import any_group, iso_dtg
from cablecli.patterns import pattern
from cablecli.text.blanks import chunks

PRECEDENCE = {"Z": "FLASH", "O": "IMMEDIATE", "P": "PRIORITY", "R": "ROUTINE"}

_DE = pattern(
    "DE line",
    r"""DE[ ]+(?P<indicator>R[A-Z]{3,7})[ ]+\#?(?P<serial>[0-9]{3,5})[A-Z]?
        (?:[/ ]+(?P<part>[0-9]{2}))?  # the section, in long cables
        [ ]+(?P<day>[0-9]{3})(?P<time>[0-9]{4})Z?(?![0-9])""",
)
_GROUP = pattern("address group", r"""(?P<group>TO|INFO|XMT)(?:[ :]+|(?<=XMT)/|(?=R[UH][A-Z]{2,6}/)|$)""")
_OFFICE = r"[A-Z/]{1,6}[ ][0-9]{2},"  # with its copies
_DISTRIBUTION = pattern(
    "distribution line",
    rf"""(?:{distribution_line.LINE})$
        | -{{6,}}[ ]?[0-9A-Z]{{4,8}}\b.*$  # the counter after dashes
        | {distribution_line.LABEL}[ ]+{distribution_line.CODE}\b.*$  # perhaps with the counter behind it
        # before 1970: `INFO SS 20,GPM 04, SR 01`, `USIA 12, /104 W`
        | (?:INFO[ ]+)?{_OFFICE}[ ]?(?:{_OFFICE}|/[0-9]{{3}}).*$""",
)
_TYPED = pattern(
    "typed heading line",
    r"""(?:DRAFTED|APPROVED|CLEARED|CHARGE|DISSEMINATION|ACTION|SOURCE|INFO|CX[A-Z]{3,5})[ ]?(?:BY)?:.*
        |TED[0-9]{4}.*|CX[A-Z]{3,6}:?$  # a post's own number and name for the message""",
)
_DATE_LINE = pattern(
    "newspaper date line",
    r"""(?:(?:MON|TUES|WEDNES|THURS|FRI|SATUR
        |SUN)DAY,?[ ]+)?[0-9]{1,2}[ ]+[A-Z]{3,9}[ ]+[0-9]{4},?[ ]+[0-9]{1,2}:[0-9]{2}.*$""",
    ignore_case=True,
)
_LEVELS = (*map(" ".join, (CONFIDENTIAL, SECRET)), SHORT, *LEVELS)  # the higher ones are spaced out
_MAY_BE_GLUED = pattern(
    "letters glued to a figure, or spaced out", r"""\d[A-Z]{3}|[A-Z][ ][A-Z][ ][A-Z][ ]"""
)
_GLUED_INFO = pattern("INFO glued to a number", r"""(?<=[0-9])INFO[ ]+(?=[A-Z]{4})""")
_COUNT = pattern("group count", r"""(?:[A-Z]{2,12}[ ])?GR(?:NC|[ ]?[0-9]{1,4})""")  # also after the station
_LONGEST_OPERATING = 30  # characters of an operating signal with its addressee: `ZFF4 RUEHC`
_LONGEST_SEQUEL = 60  # characters after the date-time group: zone letters again, a page's date
_REACH = 60  # pieces within which the heading's own FM line follows a title
_MOST_UNKNOWN = 3  # lines of no known form that may stand in a heading; none among its addresses
_LONGEST_ADDRESS = 92  # characters, with the longest list of office symbols


class Envelope(NamedTuple):
    """The heading, the piece after it, and what it says about the cable's number and level."""

    heading: Heading
    end: int
    serial: str | None  # last four digits of the reference number, from the DE line
    level_letter: str | None  # C, S, U, E, T or R of the security line
    julian: int | None
    evidence: int  # how many independent features of a cable were seen (FORMAT 1.17)
    notes: tuple[Diagnostic, ...] = ()

    @property
    def number(self) -> int | None:
        """The number on the DE line: the cable's own modulo 10,000."""
        return int(self.serial) if self.serial else None


class _Reader:
    """Walks the heading lines once; each `take_*` claims a line by its form."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.mended, self.notes = misread_labels.mended(lines)
        self.values: dict[str, str | None] = {}
        # the addresses of each group as written, with the pieces in which they begin
        self.groups: dict[str, list[tuple[str, int]]] = {"TO": [], "INFO": [], "XMT": []}
        self.group: list[tuple[str, int]] | None = None  # the one to which lines without a label belong
        self.serial: str | None = None
        self.letter: str | None = None
        self.julian: int | None = None
        self.evidence = 0

    def walk(self) -> int:
        """Claim the lines up to the text heading, and return its first piece. Blank lines do not end the heading."""
        unknown = 0
        for i, line in enumerate(self.lines.text):
            if self.lines.passed[i]:
                continue
            text = self.corrected(i, line)
            known = text == "BT" or self.claim_form(i, text)
            if not known and self.ends_at(i, text):
                return i
            if known or self.take_distribution(i, text) or self.take_addressee(i, text):
                self.lines.take(i, Role.HEADING, "transmission heading")
                if text == "BT":
                    return i + 1
                continue
            unknown += self.counts_as_unknown(i, text)
            if unknown > (_MOST_UNKNOWN if self.group is None else 0):
                return i
            self.lines.take(i, Role.STAMP if EXTRACT in text else Role.FURNITURE, ABOVE_HEADING)
        return len(self.lines)

    def corrected(self, i: int, line: str) -> str:
        """The line with its label mended, blanks for tabs, and without INFO or a classification line glued to it."""
        if at := _glued(line):
            self.lines.split(i, at)
        return (self.mended.get(i) or self.lines.text[i]).replace("\t", " ")

    def counts_as_unknown(self, i: int, text: str) -> bool:
        """Whether a line of no known form is inside the heading, and neither a newspaper's date line nor a remark."""
        return self.evidence > 0 and not _DATE_LINE.match(text) and not self.is_remark(i, text)

    def is_remark(self, i: int, text: str) -> bool:
        """Whether somebody's remark stands among the addresses: the next line goes on with them."""
        below = self.lines.text[i + 1] if i + 1 < len(self.lines) else ""
        return self.group is not None and " " in text and addressees.is_indicator(below.partition("/")[0])

    def claim_form(self, i: int, text: str) -> bool:
        """Read a line if its form occurs only in transmission headings. Return whether it was read."""
        first = text[0]
        if first == "R" and self.group is not None and "/" in text[4:9]:  # the commonest line
            return self.take_addressee(i, text)
        take = _TAKES.get(first)
        return (take is not None and take(self, i, text)) or self.take_routing(i, text)

    def ends_at(self, i: int, text: str) -> bool:
        """Whether the text heading begins at piece `i`. Before FM, the line may be a banner or a form's own field."""
        if not _starts_text(text):
            return False
        if self.group is not None or "sender" in self.values:
            return True
        texts = self.lines.text
        below = range(i + 1, min(i + _REACH, len(texts)))
        opening = next((k for k in below if _is_opening(self.mended.get(k) or texts[k])), None)
        return opening is None or _is_text(texts[i:opening], texts[opening : opening + _REACH])

    def take_transmission(self, i: int, text: str) -> bool:
        if not text.startswith("VZCZC"):
            return False
        self.values.setdefault("transmission_id", text.split()[0])
        self.evidence += 1
        return True

    def take_routing(self, i: int, text: str) -> bool:
        """Read `OO RUEHWEB RUEHNO`. The precedence may be missing only below another line of the heading."""
        if self.group is not None or "dtg" in self.values:
            return False
        first, _, rest = text.partition(" ")
        if len(first) == 2 and first.isalpha() and first.isupper():
            text = rest
        elif i == 0 or self.lines.role[i - 1] != Role.HEADING:
            return False
        return all(
            not word or addressees.is_indicator(word) for part in chunks(text) for word in part.split(" ")
        )

    def take_de(self, i: int, text: str) -> bool:
        found = _DE.match(text)
        if not found:
            return text.startswith("DE R") and text.split()[1].isalpha()
        if self.serial is None:
            self.serial, self.julian = found["serial"], int(found["day"])
        self.evidence += 1
        return True

    def take_z(self, i: int, text: str) -> bool:
        """Read the security line, or a date-time group of precedence Z."""
        if text.startswith(("ZNY ", "ZNR ")):
            self.letter = self.letter or text[4:5]
            return True
        return (text.startswith("ZFF") and len(text) < _LONGEST_OPERATING) or self.take_dtg(i, text)

    def take_dtg(self, i: int, text: str) -> bool:
        found = any_group(text)
        if not found or len(text) - found.end() > _LONGEST_SEQUEL:
            return False
        if "dtg_text" not in self.values:
            self.values["dtg_text"] = text[found.start("text") : found.end("text")]
            self.values["dtg"] = iso_dtg(found)
            self.values["precedence"] = PRECEDENCE.get((found["precedence"] or "").upper()[:1])
            if self.values["dtg"] is None:
                self.note("dtg-impossible", f"the date-time group {found['text']} is no date", i)
            elif found.string != text:
                self.note("dtg-misread", f"the date-time group was read as {found['text']}", i)
        self.evidence += 1
        return True

    def take_from(self, i: int, text: str) -> bool:
        if not text.startswith(("FM ", "FROM:")):
            return False
        address = text.removeprefix("FROM:").removeprefix("FM ").strip()
        head, _, tail = address.partition("/")
        if addressees.is_indicator(head):
            address = tail.strip()
        if not address or self.is_title(i, address):
            return False
        self.values.setdefault("sender", address)
        self.evidence += 1
        return True

    def is_title(self, i: int, sender: str) -> bool:
        """Whether FM means a foreign minister, in a page's title: no post follows, and a real FM line comes later."""
        if tables.post_of_address(sender.upper()):
            return False
        return any(text.startswith("FM ") for text in self.lines.text[i + 1 : i + _REACH])

    def take_group(self, i: int, text: str) -> bool:
        found = _GROUP.match(text)
        if not found or _is_distribution(text):
            return False
        first = "sender" not in self.values and not self.groups["TO"]
        if first and (text[4:5] == ":" or text == "INFO"):
            return False  # part of a post's own distribution, above its message
        self.group = self.groups[found["group"]]
        rest = text[found.end() :].strip()
        if rest.startswith("PAGE ") and "sender" in self.values:
            rest = ""
        if rest and not self.add(i, rest):
            self.group = None
            return False
        return True

    def take_distribution(self, i: int, text: str) -> bool:
        if not _is_distribution(text) and not ("dtg" not in self.values and _TYPED.match(text)):
            return False
        self.lines.take(i, Role.DISTRIBUTION, "distribution line")
        return True

    def take_addressee(self, i: int, text: str) -> bool:
        """Read an address of the group, or a line that continues the sender or the address above."""
        if self.group is None:
            return text[0] == "(" and self.add_to_sender(text)
        if _COUNT.fullmatch(text):
            return True
        if passing_lines.stands_among_addresses(text):
            self.lines.take(i, Role.PASSING, "passing line among the addresses")
            return True
        return self.go_on(self.group, i, text)

    def go_on(self, group: list[tuple[str, int]], i: int, text: str) -> bool:
        """Read a line as a new address, or as the rest of the group's last one."""
        last, first = group[-1] if group else ("", i)
        wrapped = last != "" and text.partition(" ")[0] in addressees.PRECEDENCE_WORDS
        goes_on = text[0] == "/" or wrapped or addressees.lists_offices(last)
        if not goes_on or addressees.is_indicator(text.partition("/")[0]):
            return self.add(i, text)
        if last:
            group[-1] = f"{last} {text}" if wrapped else last + text, first
        return last != ""

    def add_to_sender(self, text: str) -> bool:
        if "sender" not in self.values:
            return False
        self.values["sender"] = f"{self.values['sender']} {text}"
        return True

    def add(self, i: int, text: str) -> bool:
        if not text.isupper() or len(text) > _LONGEST_ADDRESS:
            return False
        if ":" in text and (text.partition(" ")[0][-1] == ":" or _DATE_LINE.match(text)):
            return False  # `ID: 190648`: a field of the database
        if " - " in text or "NOTE:" in text:
            return False  # a remark
        address, exempted, _ = text.partition(" XMT ")
        if self.group is not None:
            self.group.append((address.rstrip(" ,"), i))
        if exempted:
            self.group = self.groups["XMT"]  # what follows does not get the cable
        return True

    def note(self, code: str, message: str, i: int) -> None:
        self.notes.append(Diagnostic(code, message, self.lines.number[i]))


_TAKES: dict[str, Callable[[_Reader, int, str], bool]] = {  # by the first character of the line
    "V": _Reader.take_transmission, "D": _Reader.take_de, "F": _Reader.take_from,
    "Z": _Reader.take_z, **dict.fromkeys("OPRYMW0123", _Reader.take_dtg), **dict.fromkeys("TIX", _Reader.take_group),
}  # fmt: skip


def read(lines: Lines, whole: bool = True) -> Envelope:
    """Read the transmission heading at the top of the text. Without one, an empty Envelope is returned.

    Unless `whole`, the addressees are left out.
    """
    reader = _Reader(lines)
    end = reader.walk()
    values = reader.values
    action, info = (addressees.read(lines, reader.groups[group] if whole else ()) for group in ("TO", "INFO"))
    heading = Heading(
        values.get("transmission_id"), values.get("precedence"), values.get("dtg"), values.get("dtg_text"),
        values.get("sender"), action, info,
    )  # fmt: skip
    if not reader.evidence and end == len(lines):
        end = 0
    return Envelope(
        heading, end, reader.serial, reader.letter, reader.julian, reader.evidence, tuple(reader.notes)
    )


def _glued(text: str) -> int:
    """The offset of INFO or a classification line glued to an address, or 0: `AMEMBASSY ROME 0121INFO RUEHC/...`."""
    addressed = "/" in text[:20] or text.startswith(("TO ", "INFO "))
    if not addressed or not _MAY_BE_GLUED.search(text):
        return 0
    info = _GLUED_INFO.search(text)
    return info.start() if info else _glued_level(text)


def _glued_level(text: str) -> int:
    """The offset of a classification line glued to an address, or 0: `INFO AMEMBASSY ROME 0121SECRET ROME 12`."""
    for level in _LEVELS:
        at = text.find(level)
        # glued to a figure, or spaced out; else it may be `SECRET SERVICE WASHDC`
        glued = at > 0 and (level[1] == " " or text[at - 1].isdecimal())
        found = classification.classification_line(text[at:]) if glued else None
        if found and found.serial is not None:
            return at
    return 0


def _is_opening(text: str) -> bool:
    return text.startswith(("FM ", "VZCZC"))


def _is_text(above: list[str], below: list[str]) -> bool:
    """Whether the lines above a heading are a cable that quotes it: they have a paragraph, or another number."""
    found = [numbers.numbered(text) for text in above]
    if any(number and (number.marking or number.number == 1) for number in found):
        return True
    own, quoted = _serials(above), _serials(below)
    return bool(own and quoted) and own[-1] != quoted[0]


def _serials(texts: list[str]) -> list[int]:
    """The numbers on classification lines that name the post. Without it the number may be a page's or a stamp's."""
    found = map(classification.classification_line, texts)
    return [line.serial for line in found if line and line.post and line.serial]


def _is_distribution(text: str) -> bool:
    return ("-" in text or "," in text or text[0] == "/") and _DISTRIBUTION.match(text) is not None


def _starts_text(text: str) -> bool:
    """Whether a line can begin the text heading: a classification line, caption, label or paragraph number."""
    if text[0] == "R" and "/" in text[4:9]:
        return False
    if found := classification.classification_line(text):
        return found.serial is not None or text.isupper()
    return (
        field_labels.head_label(text) is not None
        or text.upper() in ("SIPDIS", "NOFORN", "SENSITIVE")
        or numbers.numbered(text) is not None
    )
