"""All that stands above the text of a cable, read in the dialect that the text itself shows (format 1.10).

`Message Attributes` make an archive record (`sas`), `MRN:` fields a message of 2009 on (`smart`); all else is a
telegram (`acp127`), also the body of one alone.
"""

from typing import TYPE_CHECKING, NamedTuple

from cablecli.errors import NotACable
from cablecli.model import Diagnostic, Heading, Mrn, Source
from cablecli.parser.dialects import sas
from cablecli.parser.heading import distribution, mrn, text_heading, transmission
from cablecli.parser.heading.text_heading import Fields
from cablecli.parser.heading.transmission import Envelope
from cablecli.parser.lines import repeated_headings, stamps
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.page_markers import mark_pages
from cablecli.parser.tokens import numbers

if TYPE_CHECKING:
    from cablecli.model import Distribution, Drafting

_SECURITY = {  # letters of the security line; those sent encrypted only (EEEEE) are unclassified
    "U": "UNCLASSIFIED", "E": "UNCLASSIFIED", "R": "RESTRICTED", "C": "CONFIDENTIAL", "S": "SECRET", "T": "TOP SECRET",
}  # fmt: skip


class Front(NamedTuple):
    """What the stages that read the text need, and what the record takes as it is."""

    format: str
    top: Envelope
    head: Fields
    mrn: Mrn
    released: bool = False  # the text bears the stamps of a release, so that codes in it are redactions
    attributes: tuple[tuple[str, str | None], ...] = ()
    signed: bool = True  # the text may end with a signature
    signature: str | None = None
    distribution: "Distribution | None" = None
    drafting: "Drafting | None" = None


def read(
    lines: Lines, record: sas.Record | None, source: Source | None, notes: list[Diagnostic], whole: bool
) -> Front:
    """The heading and the fields in the dialect of the text; unless `whole` without addressees and officer."""
    found = _message(lines, notes) if record is None and "MRN" in lines.content else None
    return found or _telegram(lines, record, source, notes, whole)


def _message(lines: Lines, notes: list[Diagnostic]) -> Front | None:
    """A message of 2009 on, if it is one. Its text has no signature where a field holds one."""
    from cablecli.parser.dialects import smart

    if not smart.is_message(lines):
        return None
    mark_pages(lines)
    found = smart.read(lines, notes)
    signed = "Signature" not in dict(found.attributes)
    top = Envelope(found.heading, 0, None, None, None, 0)
    return Front(
        "smart",
        top,
        found.head,
        found.mrn,
        released=True,
        attributes=found.attributes,
        signed=signed,
        signature=found.signature,
        drafting=found.drafting,
    )


def _telegram(
    lines: Lines, record: sas.Record | None, source: Source | None, notes: list[Diagnostic], whole: bool
) -> Front:
    released = _mark_furniture(lines, record)
    alone = record is None and sas.is_body(lines)
    if record or alone or lines.content.rfind("\nFM ") != lines.content.find("\nFM "):
        repeated_headings.mark_repeated(lines)
    block = None if alone else distribution.read(lines)
    top = Envelope(Heading(), 0, None, None, None, 0) if alone else transmission.read(lines, notes, whole)
    year = mrn.year(top)
    if year is None and record:
        year = sas.year(record, notes)
    elif year is None:
        year = mrn.year_of_form(lines) or mrn.year_from_name(source, lines, notes)
    head = text_heading.read(lines, top.end, notes, year, whole)
    if record or alone:
        sas.mark_ending(lines)
    if record:
        top = top._replace(heading=sas.fill(record, top.heading, head, year, notes))
    elif alone:
        sas.body_start(lines, head)
    if not alone and not (record and record.labelled):
        _require_cable(lines, top, head)
    if head.level is None and top.level_letter in _SECURITY:
        head.level = _SECURITY[top.level_letter]
        message = f"no classification line; the security line names {head.level}"
        notes.append(Diagnostic("level-from-security-line", message))
    name = "sas" if record and record.labelled else "acp127"
    front = Front(name, top, head, mrn.mrn(lines, top, head, year), released)
    if record:
        front = front._replace(attributes=tuple(record.attributes.values.items()))
    return front._replace(distribution=block.distribution, drafting=block.drafting) if block else front


def _mark_furniture(lines: Lines, record: sas.Record | None) -> bool:
    """Claim what carriers put between the lines; whether the text is a release."""
    released = stamps.is_release(lines)
    if released:
        stamps.mark_release(lines)
    if not record:  # a record's own is claimed already
        stamps.mark_stamps(lines)
    if mark_pages(lines):
        stamps.mark_banners(lines)
    return released


def _require_cable(lines: Lines, top: Envelope, head: Fields) -> None:
    """Two independent signs: heading lines, classification line, fields, or marked paragraphs (format 1.10)."""
    signs = min(top.signs, 2) + head.signs
    if signs < 2:
        marked = sum(
            1 for k in range(head.end, len(lines)) if (n := numbers.numbered(lines.text[k])) and n.marking
        )
        signs += (marked > 0) + (marked > 1)
    if signs < 2:
        what = "no heading, classification line, TAGS, SUBJECT or marked paragraphs"
        raise NotACable(
            f"not a cable: {what} found" if signs == 0 else "not a cable: only one sign of one found"
        )
