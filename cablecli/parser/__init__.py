"""`parse`: from the text of one cable to its record. Pure: no files, no clock, no environment.

The stages, in order, each claiming lines of the shared index: pages -> transmission heading -> text heading ->
ending -> body -> meeting. Fields are read only from lines of their role.
"""

from typing import TYPE_CHECKING

from cablecli.errors import NotACable
from cablecli.model import Cable, Diagnostic, Mrn, Source
from cablecli.parser import body, envelope, fields, labels, marking, meeting, references, summary
from cablecli.parser.lines import Lines, mark_pages
from cablecli.parser.pattern import Pattern

if TYPE_CHECKING:
    from re import Match

__all__ = ["parse"]

_LINK = Pattern("Markdown link", r"""\[(?P<words>[^\[\]\n]{1,200})\]\((?P<target>[^()\s]{1,400})\)""")
_NAME = Pattern(
    "cable id as a file name",
    r"""(?P<year>[0-9]{2})(?P<post>[A-Z]{3,})(?P<number>[0-9]{1,6})(?:\.[A-Za-z.]{2,8})?""",
)
_ESCAPE = Pattern("Markdown escape", r"""\\([\-*.\[\]_\#>()!+])""")


def parse(text: str, source: Source | None = None) -> Cable:
    """The record of the cable in `text`. Raises NotACable where too few signs of one are found."""
    notes: list[Diagnostic] = []
    lines = Lines(_normal(text))
    if not len(lines):
        raise NotACable("the text is empty")
    mark_pages(lines)
    top = envelope.read(lines, notes)
    year = _year(top)
    if year is None:
        year = _year_from_name(source, lines, top, notes)
    head = fields.read(lines, top.end, notes, year)
    _require_cable(lines, top, head)
    main = body.read(lines, head.end, notes)
    when, who = meeting.read(lines, main)
    mrn = _mrn(lines, top, head, year)
    refs = references.read(lines, head.references, mrn, _month(top), notes)
    return Cable(
        id=_id(mrn),
        mrn=mrn,
        format="acp127",
        source=source or Source(),
        heading=top.heading,
        classification=_classification(head),
        captions=tuple(head.captions),
        sections=head.sections,
        corrected_copy=head.corrected,
        executive_order=head.order,
        declassify_on=head.declassify,
        tags=head.tags,
        subject=head.subject,
        headings=main.headings,
        summary=summary.read(main.paragraphs),
        references=refs,
        classified_by=head.classified,
        paragraphs=main.paragraphs,
        meeting=when,
        participants=who,
        signature=main.signature,
        diagnostics=tuple(notes),
        leftovers=tuple(lines.leftovers()),
        elements=lines.layout,
        content=lines.content,
    )


def _normal(text: str) -> str:
    """Line ends as newlines and no-break blanks as blanks; nothing else is changed."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for sign in ("\f", "\v"):
        if sign in text:
            text = text.replace(sign, "\n")
    if "](" in text:
        text = _LINK.sub(_link_text, text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return text.replace("\u00a0", " ") if "\u00a0" in text else text


def _link_text(link: "Match[str]") -> str:
    """The words of a Markdown link; its target where the words are an address that the relay broke with a blank."""
    words, target = link["words"], link["target"]
    return target if "://" in words and words.replace(" ", "") == target else words


def _require_cable(lines: Lines, top: envelope.Envelope, head: fields.Fields) -> None:
    """Two independent signs: heading lines, classification line, fields, or marked paragraphs (format 1.10)."""
    signs = min(top.signs, 2) + head.signs
    if signs < 2:
        marked = sum(
            1 for k in range(head.end, len(lines)) if (n := labels.numbered(lines.text[k])) and n.marking
        )
        signs += (marked > 0) + (marked > 1)
    if signs < 2:
        what = "no heading, classification line, TAGS, SUBJECT or marked paragraphs"
        raise NotACable(
            f"not a cable: {what} found" if signs == 0 else "not a cable: only one sign of one found"
        )


def _year(top: envelope.Envelope) -> int | None:
    if top.heading.dtg:
        return int(top.heading.dtg[:4])
    found = envelope.DTG.match(top.heading.dtg_text or "")
    if not found:
        return None
    digits = found["year"].replace(" ", "")
    return int(digits) if len(digits) == 4 else envelope.year_of(int(digits))


def _year_from_name(
    source: Source | None, lines: Lines, top: envelope.Envelope, notes: list[Diagnostic]
) -> int | None:
    """The year of a cable without date-time group, where its file bears an id whose number the text holds too."""
    name = (source.member or source.path or "") if source else ""
    found = _NAME.fullmatch(name.replace("\\", "/").rpartition("/")[2])
    if not found or f"{int(found['number']):06}" not in lines.content:
        return None
    notes.append(Diagnostic("year-from-name", f"the text holds no date; the year is that of the name {name}"))
    return envelope.year_of(int(found["year"]))


def _month(top: envelope.Envelope) -> int | None:
    return int(top.heading.dtg[5:7]) if top.heading.dtg else None


def _mrn(lines: Lines, top: envelope.Envelope, head: fields.Fields, year: int | None) -> Mrn:
    """Post and number from the classification line; else from FM and the DE line or the page markers."""
    from cablecli import tables

    post = head.post
    canonical = tables.post(post) if post else None
    if canonical is None:
        sender = tables.post_of_address(top.heading.sender.upper()) if top.heading.sender else None
        canonical = sender
    if canonical is None and post and "XXX" not in post:
        canonical = "".join(c for c in post if c.isalpha())
    number = head.serial
    if number is None:
        number = _marker_number(lines)
    return Mrn(year, canonical or None, number)


def _marker_number(lines: Lines) -> int | None:
    from cablecli.parser.lines import PAGE_MARKER

    for k, role in enumerate(lines.role):
        if role == PAGE_MARKER:
            for word in lines.text[k].split():
                if word.isdigit() and len(word) == 8:
                    return int(word)
    return None


def _id(mrn: Mrn) -> str | None:
    if mrn.year is None or mrn.post is None or not mrn.number:
        return None
    return f"{mrn.year % 100:02}{mrn.post}{mrn.number}"


def _classification(head: fields.Fields) -> str | None:
    level = head.level
    if level is None:
        return None
    if level == "UNCLASSIFIED" and ("SENSITIVE" in head.captions or "FOUO" in head.captions):
        level = marking.FOUO
    return f"{level}//NOFORN" if "NOFORN" in head.captions else level
