"""Reads cables as the White House kept them in the 1990s, with labels in place of the heading (FORMAT 1.14).

`PREC:`, `CLASS:`, `LINE1:` to `LINE4:`, `OSRI:`, `DTG:`, `ORIG:`, `TO:`, `INFO:`, `SUBJ:`, then `TEXT:` and an
ordinary text with classification line and fields. `SECT:`, `SSN:`, `TOR:` and `DIST:` follow below the signature.
The copies are printed web pages, so each page has the name of a file on it.
"""

from itertools import filterfalse
from typing import TYPE_CHECKING, NamedTuple

from cablecli.model import Addressee, Diagnostic, Heading
from cablecli.model.role import Role
from cablecli.parser.body import behind
from cablecli.parser.heading.addressees import addressee
from cablecli.parser.heading.text_fields import TextHeading
from cablecli.parser.heading.transmission import PRECEDENCE, Envelope
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.normal import join_words
from cablecli.parser.tokens.date_time_group import date_time, iso_dtg
from cablecli.parser.tokens.withheld import is_withheld
from cablecli.patterns import pattern

if TYPE_CHECKING:
    from re import Match

_LABEL = pattern(
    "label of the White House form",
    # scanners read LINE3 as LINES, and SUBJ as `SUB J`
    r"""(?P<label>PREC|CLASS|LINE[1-4S]|OSRI|SSN|TOR|DIST|DTG|ORIG|TO|INFO|SUB[ ]?J|TEXT)[ ]?:[ ]*(?P<value>.*)""",
)
_LINE_1 = pattern(
    "first line of a White House form",
    # precedence and language code, routing indicator with the serial number, day of the year and time, level
    r"""[A-Z]{8}[ ]R[A-Z]{3,7}(?P<serial>[0-9]{4})[ ](?P<day>[0-9]{3})[0-9]{4}-(?P<level>[A-Z])""",
)
_BELOW = pattern(
    "label below a White House text",
    # further sections have another form of label: `<ASSN>0214`
    r"""(?:(?P<label>SECT|SSN|TOR|DIST|ADMIN)[ ]?: | <[A-Z]{4,5}>)[ ]*(?P<value>.*)""",
)
_FILE = pattern(
    "file name on a printed page",
    # at the top the file and the page, at the foot the address and the date of printing
    r"""[A-Z]:\\.{5,120}(?:[ ]Page[ ][0-9]{1,3}[ ]of[ ]?.{1,3})?
        | (?:https?://[^ ]{5,200}|file://.{5,200}?)[ ]{1,20}[0-9/]{8,10}""",
)
_TOP = 30  # pieces within which the form begins, after a file name and stamps
_REQUIRED = frozenset(("PREC", "DTG", "ORIG"))
_KEPT = ("PREC", "CLASS", "OSRI")  # labels kept among the record's attributes, with those below the text
_FEWEST_BELOW = 2  # labels below a text: one alone may be part of it, unless it is empty


class SpelledHeading(NamedTuple):
    """The heading of the form, and the labels that belong to no heading."""

    top: Envelope
    head: TextHeading  # with the subject
    attributes: tuple[tuple[str, str | None], ...]


def is_form(lines: Lines) -> bool:
    """Whether the required labels of the form stand at the top."""
    found = (_LABEL.fullmatch(text) for text in lines.text[:_TOP])
    return {label["label"] for label in found if label} >= _REQUIRED


def mark_pages(lines: Lines) -> None:
    """Claim the file names on the printed pages."""
    for k, text in enumerate(lines.text):
        if (text[1:3] == ":\\" or text.startswith(("http", "file"))) and _FILE.fullmatch(text):
            lines.take(k, Role.PAGE_MARKER, "file name of a page", passed=True)


def read(lines: Lines) -> SpelledHeading:
    """Claim and read the labels and their values. The text begins after `TEXT:`."""
    values: dict[str, list[int]] = {}
    label, k = "", 0
    while k < len(lines) and label != "TEXT":
        found = _LABEL.fullmatch(lines.text[k])
        if found:
            label = found["label"].replace(" ", "").replace("LINES", "LINE3")
            lines.split(k, found.start("value"))
            lines.take(k, Role.FURNITURE, "label of the White House form")
            k += 1
        if label != "TEXT" and (not found or found["value"]):
            if label and not lines.passed[k]:
                values.setdefault(label, []).append(k)
            k += 1
    for subject in values.get("SUBJ", ()):
        lines.take(subject, Role.FIELD, "subject of the White House form")
    lines.take(range(k), Role.HEADING, "value of the White House form")
    return _heading_of(lines, values, k, _read_below(lines, k))


def _read_below(lines: Lines, end: int) -> dict[str, str]:
    """Claim the labels below the text that begins at piece `end`. Return their values without repeated lines."""
    found = {k: label for k in range(end, len(lines)) if (label := _BELOW.fullmatch(lines.text[k]))}
    last = {label["label"]: k for k, label in found.items()}  # where each stands last
    empty = len(lines) - 1 in found and not found[len(lines) - 1]["value"]
    if len(last) < _FEWEST_BELOW and not empty:
        return {}
    values: dict[str, list[str]] = {}
    rows = range(min(last.values()), behind.take_below_fields(lines, max(last.values())))
    name = ""
    for k in filterfalse(lines.passed.__getitem__, rows):
        label = found.get(k)
        name = (label and label["label"]) or name
        values.setdefault(name, []).append(label["value"] if label else lines.text[k])
    _claim_below(lines, rows, found)
    return {label: "\n".join(filter(None, dict.fromkeys(said))) for label, said in values.items() if label}


def _claim_below(lines: Lines, rows: range, found: "dict[int, Match[str]]") -> None:
    """Claim the lines below the text. The value of a further section's label is among those of the first."""
    for k in rows:
        if k in found and not found[k]["label"]:
            lines.take(k, Role.REPEATED_HEADING, "label of a further section")
    lines.take(rows, Role.FURNITURE, "label below a White House text")


def _heading_of(
    lines: Lines, values: dict[str, list[int]], end: int, below: dict[str, str]
) -> SpelledHeading:
    said = {label: join_words(lines.text[k] for k in pieces) for label, pieces in values.items()}
    addressees = {
        label: tuple(
            addressee(lines.text[k], lines.span(k, k))
            for k in values.get(label, ())
            if _is_address(lines.text[k])
        )
        for label in ("TO", "INFO")
    }
    first = _LINE_1.match(said.get("LINE1", ""))
    level = first["level"] if first else said.get("CLASS", "")[:1] or None
    serial, day = (first["serial"], int(first["day"])) if first else (None, None)
    heading = _heading(said, addressees)
    notes = _unread(heading, lines, values.get("DTG", []))
    top = Envelope(heading, end, serial, level, day, len(_REQUIRED), notes)
    kept = tuple((label, said[label]) for label in _KEPT if label in said)
    head = TextHeading(subject=said.get("SUBJ"))
    return SpelledHeading(top, head, (*kept, *((label, value or None) for label, value in below.items())))


def _heading(said: dict[str, str], addressees: dict[str, tuple[Addressee, ...]]) -> Heading:
    group = date_time(said.get("DTG", "")) or date_time(said.get("LINE3", ""))
    precedence = said.get("PREC")
    return Heading(
        None,
        precedence if precedence in PRECEDENCE.values() else None,
        iso_dtg(group) if group else None,
        group["text"] if group else said.get("DTG"),
        said.get("ORIG") or said.get("LINE4", "").removeprefix("FM ") or None,
        addressees["TO"],
        addressees["INFO"],
    )


def _unread(heading: Heading, lines: Lines, pieces: list[int]) -> tuple[Diagnostic, ...]:
    """The note on the first of the pieces with the date-time group, if that is no date."""
    if heading.dtg or not pieces:
        return ()
    message = f"the date-time group {heading.dtg_text} is no date"
    return (Diagnostic("dtg-impossible", message, lines.number[pieces[0]]),)


def _is_address(text: str) -> bool:
    """Whether a text is an address, not a scanner's speck, empty office symbols or the code of a withheld one."""
    return sum(map(str.isupper, text)) > 2 and not is_withheld(text)
