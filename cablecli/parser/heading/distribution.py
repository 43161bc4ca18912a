"""The distribution block of Main State above the date-time group, with the drafters (FORMAT 1.8, 2.10).

`ACTION EUR-12` or `ORIGIN EB-08`, `INFO  OCT-01 ISO-00 ... /033 W`, `DRAFTED BY ...`, `APPROVED BY ...`, one clearance
a line, then the counter after dashes. Only lines before FM are read, since INFO after TO means something else.
"""

from typing import NamedTuple

from cablecli import model
from cablecli.model.role import Role
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens.date_time_group import date_time
from cablecli.parser.tokens.distribution_line import CODE, COPIES, LABEL
from cablecli.patterns import pattern

_OPENERS = ("ACTION ", "ORIGIN ", "INFO ", "DRAFTED ")
_LONGEST_NAME = 70  # characters of an officer with office and telephone; longer lines are sentences
_REACH = 60  # pieces from the top within which the block must end
_CODES = pattern(
    "distribution codes",
    rf"""(?:(?P<label>{LABEL})(?:[ ]+|$))?(?P<codes>(?:{CODE}[ ]*)*+)(?P<copies>{COPIES})?""",
)
_CODE = pattern("one code", CODE)
_COUNTER = pattern(
    "counter of the distribution",
    # perhaps with a precedence before it, time and page after it
    r"""(?:[O0][ ])?-{6,}[ ]?(?P<counter>[0-9A-Z]{4,8})(?:[ ]+[0-9]{6}Z)?[ ]*(?:/[0-9]{1,3})?""",
)
_OFFICER = pattern(
    "drafting officer",
    # a colon, or BY without one
    r"""(?P<label>DRAFTED|APPROVED|CLEARED|CLEARANCES?)(?:[ ]BY)?[ ]*(?::|(?<=BY)(?=[ ]|$))[ ]*(?P<value>.*)""",
    ignore_case=True,
)
_OFFICER_STARTS = frozenset(("DRAF", "APPR", "CLEA"))


class Block(NamedTuple):
    """The values of the block, and the places of its lines."""

    distribution: "model.Distribution | None"
    drafting: "model.Drafting | None"
    places: tuple[int, ...]


class _Reader:
    def __init__(self) -> None:
        self.codes: dict[str, list[str]] = {"ACTION": [], "ORIGIN": [], "INFO": []}
        self.copies: str | None = None
        self.counter: str | None = None
        self.officers: dict[str, list[str]] = {}
        self.label = ""  # the label above, to which lines without one belong
        self.places: list[int] = []

    def claim(self, i: int, text: str) -> None:
        """Read one line if it belongs to the block."""
        taken = (
            self.take_counter(text)
            or self.take_officer(text)
            or self.take_name(text)
            or self.take_codes(text)
        )
        if taken or (len(text) < 3 and text.isdigit()):  # a code's number, broken off by the wrap
            self.places.append(i)

    def take_counter(self, text: str) -> bool:
        found = _COUNTER.fullmatch(text) if "------" in text else None
        if found:
            self.counter, self.label = self.counter or found["counter"], ""
        return found is not None

    def take_codes(self, text: str) -> bool:
        found = _CODES.fullmatch(text) if "-" in text or "/" in text else None
        if not found or not (found["codes"] or found["copies"]):
            return False
        if self.label not in self.codes or found["label"]:
            self.label = found["label"] or "INFO"
        self.codes.get(self.label, self.codes["INFO"]).extend(map(_figured, _CODE.findall(found["codes"])))
        self.copies = self.copies or found["copies"]
        return True

    def take_officer(self, text: str) -> bool:
        found = _OFFICER.fullmatch(text) if text[:4].upper() in _OFFICER_STARTS else None
        if found:
            self.label = found["label"].upper()[:5]  # CLEARANCES are CLEARED too
            names = self.officers.setdefault(self.label, [])
            if (name := found["value"].strip()) not in ("", "NONE"):
                names.append(name)
        return found is not None

    def take_name(self, text: str) -> bool:
        """Read a name below an officer. The clearances follow APPROVED BY without a label."""
        if self.label not in self.officers or not _is_name(text):
            return False
        if self.label == "APPRO" and self.officers[self.label]:
            self.label = "CLEAR"
        self.officers.setdefault(self.label, []).append(text)
        return True

    def block(self) -> Block:
        distribution = drafting = None
        if self.counter or self.copies or any(self.codes.values()):
            codes = {name: tuple(values) for name, values in self.codes.items()}
            distribution = model.Distribution(
                codes["ACTION"], codes["ORIGIN"], codes["INFO"], self.copies, self.counter
            )
        if any(self.officers.values()):
            names = {label: tuple(values) for label, values in self.officers.items()}
            drafted, approved, cleared = (names.get(label, ()) for label in ("DRAFT", "APPRO", "CLEAR"))
            drafting = model.Drafting("; ".join(drafted) or None, "; ".join(approved) or None, cleared)
        return Block(distribution, drafting, tuple(self.places))


def _figured(code: str) -> str:
    """A code with the figures that a scanner read as letters: `EAP-OO` is EAP-00."""
    office, _, copies = code.rpartition("-")
    return f"{office}-{copies.replace('O', '0').replace('l', '1')}"


def _is_name(text: str) -> bool:
    """Whether a line is a clearance: `EUR/WE:NBERG`, `L/EB - RAMARI (DRAFT)`."""
    return (
        len(text) < _LONGEST_NAME
        and text[0].isalpha()
        and (":" in text or " - " in text)
        and not date_time(text)
    )


def read(lines: Lines) -> Block | None:
    """Read and claim the block at the top of the text; None if there is none."""
    reader = _Reader()
    top = [text.replace("\t", " ") for text in lines.text[:_REACH]]
    for i, text in enumerate(top):
        if text.startswith(("FM ", "TO ", "E.O.", "TAGS")) or date_time(text):
            break
        if not lines.passed[i]:
            reader.claim(i, text)
    if not reader.places or not any(text.startswith(_OPENERS) for text in top[:30]):
        return None
    block = reader.block()
    if not block.distribution and not block.drafting:
        return None
    for i in block.places:
        lines.take(i, Role.DISTRIBUTION, "distribution block", passed=True)
    return block
