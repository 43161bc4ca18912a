"""The transmission heading (ACP 127 format lines 1 to 8): from `VZCZC...` to the last addressee or `BT`."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from cablecli import tables
from cablecli.model import Addressee, Diagnostic, Heading, Span
from cablecli.parser import labels, lines, marking
from cablecli.parser.dates import MONTHS, iso
from cablecli.parser.lines import Lines
from cablecli.parser.pattern import pattern

if TYPE_CHECKING:
    from re import Match

PRECEDENCE = {"Z": "FLASH", "O": "IMMEDIATE", "P": "PRIORITY", "R": "ROUTINE"}

_ROUTING = pattern("routing line", r"""(?:[A-Z]{2}[ ]+)?R[A-Z]{3,7}(?:[ ]+R[A-Z]{3,7})*+""")
_DE = pattern(
    "DE line",
    r"""DE[ ]+(?P<indicator>R[A-Z]{3,7})[ ]+\#?(?P<serial>[0-9]{3,5})[A-Z]?(?:[/ ]+
        (?P<part>[0-9]{2}))?[ ]+(?P<day>[0-9]{3})(?P<time>[0-9]{4})Z?(?![0-9])""",
)
DTG = pattern(
    "date-time group",
    r"""(?:(?P<precedence>[ZOPRYMW](?:[ ][ZOPR])?)[ ]+)?
        (?P<text>(?P<day>[0-9]{2})[ ]?(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})[ ]?(?P<zone>[A-Z])[ ]+
        (?P<month>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6}[ ]+(?P<year>[0-9]{4}
            |[0-9][ ]?[0-9]))(?![0-9])""",
    ignore_case=True,
)
_GROUP = pattern("address group", r"""(?P<group>TO|INFO|XMT)(?:[ :\t]+|(?=R[UH][A-Z]{2,6}/)|$)""")
_DISTRIBUTION = pattern(
    "distribution line",
    r"""(?:(?:INFO|ACTION|ORIGIN|COPY)[ ]+)?(?:[A-Z]{1,6}-[0-9]{2}(?:[ ]+|$))+(?:/[0-9]{3}[ ]?[A-Z]{0,2})?$
        | -{6,}[ ]?[0-9A-Z]{4,8}\b.*$ | (?:INFO|ACTION|ORIGIN)[ ]+[A-Z]{1,6}-[0-9]{2}\b.*$
            | /[0-9]{3}[ ]?[A-Z]{0,2}$""",
)
_TYPED = pattern(
    "typed heading line",
    r"""(?:DRAFTED|APPROVED|CLEARED|CHARGE|DISSEMINATION|ACTION|SOURCE|INFO|CX[A-Z]{3,5})[ ]?(?:BY)?:.*
        |TED[0-9]{4}.*|CX[A-Z]{3,6}:?$""",
)
_DATE_LINE = pattern(
    "newspaper date line",
    r"""(?:(?:MON|TUES|WEDNES|THURS|FRI|SATUR
        |SUN)DAY,?[ ]+)?[0-9]{1,2}[ ]+[A-Z]{3,9}[ ]+[0-9]{4},?[ ]+[0-9]{1,2}:[0-9]{2}.*$""",
    ignore_case=True,
)
_PRECEDENCE_WORDS = {
    "FLASH": "FLASH", "IMMEDIATE": "IMMEDIATE", "PRIORITY": "PRIORITY", "ROUTINE": "ROUTINE",
    "IMM": "IMMEDIATE", "IMMED": "IMMEDIATE", "PRI": "PRIORITY", "NIACT": "NIACT IMMEDIATE",
}  # fmt: skip


class Envelope(NamedTuple):
    """The heading read, the piece after it, and what it says of the cable's number and level."""

    heading: Heading
    end: int
    serial: str | None  # last four digits of the reference number, from the DE line
    level_letter: str | None  # C, S, U, E, T or R of the security line
    julian: int | None
    signs: int  # how many independent signs of a cable were seen


def iso_dtg(found: "Match[str]") -> str | None:
    """`2007-07-02T07:41Z` from a match of DTG; None where the day or hour cannot be."""
    part = found.__getitem__
    hour, minute = part("hour"), part("minute")
    digits = part("year").replace(" ", "")
    year = int(digits) if len(digits) == 4 else tables.year_of(int(digits))
    day = iso(year, MONTHS.index(part("month").upper()[:3]) + 1, int(part("day")))
    if day is None or part("zone").upper() != "Z" or hour > "23" or minute > "59":
        return None
    return f"{day}T{hour}:{minute}Z"


class _Reader:
    """Walks the heading lines once; each `take_*` claims a line by its form."""

    def __init__(self, source: Lines, notes: list[Diagnostic]) -> None:
        self.lines = source
        self.notes = notes
        self.values: dict[str, str | None] = {}
        self.groups: dict[str, list[Addressee]] = {"TO": [], "INFO": [], "XMT": []}
        self.group: str | None = None
        self.serial: str | None = None
        self.letter: str | None = None
        self.julian: int | None = None
        self.signs = 0

    def claim(self, i: int, text: str) -> bool:
        """Read one line; False where it is no line of a heading."""
        first = text[0]
        if self.group and first == "R" and "/" in text[4:9]:
            return self.take_addressee(i, text)
        if any(take(self, i, text) for take in _TAKES.get(first, ())):
            return True
        return self.take_routing(i, text) or self.take_distribution(i, text) or self.take_addressee(i, text)

    def take_transmission(self, i: int, text: str) -> bool:
        if not text.startswith("VZCZC"):
            return False
        self.values.setdefault("transmission_id", text.split()[0])
        self.signs += 1
        return True

    def take_routing(self, i: int, text: str) -> bool:
        if self.group or "dtg" in self.values or not _ROUTING.fullmatch(text):
            return False
        return len(text.split()[0]) == 2 or (i > 0 and self.lines.role[i - 1] == lines.HEADING)

    def take_de(self, i: int, text: str) -> bool:
        found = _DE.match(text)
        if not found:
            return text.startswith("DE R") and text.split()[1].isalpha()
        if self.serial is None:
            self.serial, self.julian = found["serial"], int(found["day"])
        self.signs += 1
        return True

    def take_security(self, i: int, text: str) -> bool:
        if not text.startswith(("ZNY ", "ZNR ")):
            return text.startswith("ZFF") and len(text) < 30
        self.letter = self.letter or text[4:5]
        return True

    def take_dtg(self, i: int, text: str) -> bool:
        found = DTG.match(text)
        if not found or len(text) - found.end() > 60:
            return False
        if "dtg_text" not in self.values:
            self.values["dtg_text"] = found["text"]
            self.values["dtg"] = iso_dtg(found)
            self.values["precedence"] = PRECEDENCE.get((found["precedence"] or "").upper()[:1])
            if self.values["dtg"] is None:
                self.note("dtg-impossible", f"the date-time group {found['text']} is no date", i)
        self.signs += 1
        return True

    def take_from(self, i: int, text: str) -> bool:
        if not text.startswith(("FM ", "FM\t", "FROM:")):
            return False
        address = text.split(None, 1)[1] if " " in text else ""
        head, slash, tail = address.partition("/")
        self.values.setdefault(
            "sender",
            (
                tail if slash and head.startswith("R") and head.isupper() and " " not in head else address
            ).strip(),
        )
        self.signs += 1
        return True

    def take_group(self, i: int, text: str) -> bool:
        found = _GROUP.match(text)
        if not found or _DISTRIBUTION.match(text):
            return False
        self.group = found["group"]
        rest = text[found.end() :].strip()
        if rest.startswith("PAGE ") and "sender" in self.values:
            rest = ""
        if rest and not self.add(i, rest):
            self.group = None
            return False
        return True

    def take_break(self, i: int, text: str) -> bool:
        return text == "BT"

    def take_distribution(self, i: int, text: str) -> bool:
        if not _DISTRIBUTION.match(text) and not ("dtg" not in self.values and _TYPED.match(text)):
            return False
        self.lines.role[i] = lines.DISTRIBUTION
        return True

    def take_addressee(self, i: int, text: str) -> bool:
        if self.group is None:
            return "sender" in self.values and text[0] == "(" and self.extend_sender(text)
        if text[0] == "/" or self.in_office_symbols():
            return self.extend(text)
        return self.add(i, text)

    def extend_sender(self, text: str) -> bool:
        self.values["sender"] = f"{self.values['sender']} {text}"
        return True

    def in_office_symbols(self) -> bool:
        entries = self.groups[self.group or "TO"]
        return bool(entries) and entries[-1].address.count("//") == 1 and not entries[-1].number

    def extend(self, text: str) -> bool:
        entries = self.groups[self.group or "TO"]
        if not entries:
            return False
        last = entries.pop()
        longer = _addressee(last.address + text, last.span)
        entries.append(replace(longer, routing_indicator=last.routing_indicator))
        return True

    def add(self, i: int, text: str) -> bool:
        if not text.isupper() or len(text) > 92 or (":" in text and _DATE_LINE.match(text)):
            return False
        self.groups[self.group or "TO"].append(_addressee(text, self.lines.span(i, i)))
        return True

    def note(self, code: str, message: str, i: int) -> None:
        self.notes.append(Diagnostic(code, message, self.lines.number[i]))


_TAKES: dict[str, tuple[Callable[[_Reader, int, str], bool], ...]] = {  # by the first character of the line
    "V": (_Reader.take_transmission,), "D": (_Reader.take_de,), "F": (_Reader.take_from,),
    "B": (_Reader.take_break,), "Z": (_Reader.take_security, _Reader.take_dtg),
    **dict.fromkeys("OPRYMW0123", (_Reader.take_dtg,)), **dict.fromkeys("TIX", (_Reader.take_group,)),
}  # fmt: skip


def _addressee(text: str, span: Span) -> Addressee:
    """`[RI/]PLAD[//office symbols//] [precedence] [number[-number]]`, cut from both ends."""
    head, slash, rest = text.partition("/")
    indicator = head.rstrip() if slash and _is_indicator(head.rstrip()) else None
    address = (rest if indicator else text).strip()
    number = precedence = None
    before, _, last = address.rpartition(" ")
    if before and last[:4].isdigit() and last.replace("-", "").isdigit() and len(last.split("-")[0]) <= 6:
        address, number = before.rstrip(), last
        before, _, last = address.rpartition(" ")
    if before and last in _PRECEDENCE_WORDS:
        address, precedence = before.rstrip(), _PRECEDENCE_WORDS[last]
        if address.endswith(" NIACT"):
            address, precedence = address[:-6].rstrip(), "NIACT IMMEDIATE"
    return Addressee(indicator, address, precedence, number, span)


def _is_indicator(word: str) -> bool:
    """A routing indicator: four to eight letters, the first of them R; `ZEN` stands for other delivery."""
    return word == "ZEN" or (3 < len(word) < 9 and word[0] == "R" and word.isalpha() and word.isupper())


def read(source: Lines, notes: list[Diagnostic]) -> Envelope:
    """Read the transmission heading at the top of the text; an empty one where there is none.

    A blank line ends nothing (310 measured headings hold one); the text heading does.
    """
    reader = _Reader(source, notes)
    i, strange = 0, 0
    while i < len(source):
        text = source.text[i]
        if source.role[i] == lines.PAGE_MARKER:
            i += 1
        elif (reader.group or "sender" in reader.values or not _envelope_follows(source, i)) and _starts_text(
            source, i
        ):
            break
        elif reader.claim(i, text):
            if source.role[i] == lines.LEFTOVER:
                source.role[i] = lines.HEADING
            i += 1
            if text == "BT":
                break
        elif _DATE_LINE.match(text) or not reader.signs:
            source.role[i] = lines.FURNITURE
            i += 1
        else:
            strange += 1
            if strange > 3 or reader.group:
                break
            source.role[i] = lines.FURNITURE
            i += 1
    values = reader.values
    heading = Heading(
        values.get("transmission_id"), values.get("precedence"), values.get("dtg"), values.get("dtg_text"),
        values.get("sender"), tuple(reader.groups["TO"]), tuple(reader.groups["INFO"]),
    )  # fmt: skip
    end = i if reader.signs or i < len(source) else 0
    return Envelope(heading, end, reader.serial, reader.letter, reader.julian, reader.signs)


def _envelope_follows(source: Lines, i: int) -> bool:
    """Whether a FM line comes within the next lines: what stands above it is a banner, not the text heading."""
    return any(text.startswith(("FM ", "VZCZC")) for text in source.text[i + 1 : i + 14])


def _starts_text(source: Lines, i: int) -> bool:
    """Whether the text heading (classification line, caption, E.O., TAGS, SUBJECT) begins at piece `i`."""
    text = source.text[i]
    if text[0] == "R" and "/" in text[4:9]:
        return False
    if text[0] in "CSUTLROEcsutlroeN*" and (found := marking.classification(text)):
        return found.serial is not None or found.level != "UNCLASSIFIED" or text.isupper()
    return (
        bool(labels.head_label(text))
        or text.upper() in ("SIPDIS", "NOFORN", "SENSITIVE")
        or labels.numbered(text) is not None
    )
