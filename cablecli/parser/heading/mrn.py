"""The identity of the cable: year, post and number, from the best evidence in the text and its file name (FORMAT 7)."""

from cablecli.facts import tables
from cablecli.model import Diagnostic, Mrn, Source
from cablecli.model.role import Role
from cablecli.parser.heading.text_fields import TextHeading
from cablecli.parser.heading.transmission import Envelope
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens.date_time_group import any_group, dtg_year
from cablecli.parser.tokens.dates import read_date
from cablecli.patterns import pattern

_FORM_REACH = 8  # pieces: a mail's own heading may come before the form
_MARKER_DIGITS = 8  # of a number on a page marker, filled with zeros
_NAME = pattern(
    "cable id as a file name",
    # with one or two extensions: `09VALLETTA214.txt.gz`
    r"""(?P<year>[0-9]{2})(?P<post>[A-Z]{3,})(?P<number>[0-9]{1,6})(?:\.[A-Za-z.]{2,8})?""",
)


def year(top: Envelope) -> int | None:
    """The year of the date-time group, even if its day or hour is impossible."""
    if top.heading.dtg:
        return int(top.heading.dtg[:4])
    found = any_group(top.heading.dtg_text or "")
    return dtg_year(found) if found else None


def year_of_form(lines: Lines) -> int | None:
    """The year of a post's e-mail form, which opens with `TELEGRAM   February 25, 2003` (FORMAT 2.10)."""
    for text in lines.text[:_FORM_REACH]:
        if text.startswith("TELEGRAM ") and (found := read_date(text.removeprefix("TELEGRAM").strip())):
            return int(found[:4])
    return None


_COPY_ID = pattern(
    "id that a site prints above its copy",
    r"""(?:\|[ ])?(?:Cable[ ])?Reference[ ]ID[ ]?[:|][ ]{0,3}\#?
        (?P<year>[0-9]{2})[A-Z]{3,20}(?P<number>[0-9]{1,6})\b.{0,3}""",
    ignore_case=True,
)


def year_of_copy(lines: Lines) -> int | None:
    """The year of the id that a site prints above its copy, if the text holds the number of that id: `05ROME3110`."""
    for text in lines.text[:_FORM_REACH]:
        found = _COPY_ID.fullmatch(text) if "id" in text[:20].lower() else None
        if found and f"{int(found['number']):06}" in lines.content:
            return tables.year_of(int(found["year"]))
    return None


def year_from_name(source: Source | None, lines: Lines, notes: list[Diagnostic]) -> int | None:
    """The year in the file's name, for a text without a date-time group that holds the number of the name's id too."""
    name = (source.member or source.path or "") if source else ""
    found = _NAME.fullmatch(name.replace("\\", "/").rpartition("/")[2])
    if not found or f"{int(found['number']):06}" not in lines.content:
        return None
    notes.append(
        Diagnostic("year-from-name", f"the text holds no date; the year is that of the name {found[0]}")
    )
    return tables.year_of(int(found["year"]))


def mrn(lines: Lines, top: Envelope, head: TextHeading, when: int | None) -> Mrn:
    """The reference: post and number from the classification line, else from FM and the page markers."""
    post = _post(head.post, top.heading.sender)
    number = head.serial if head.serial is not None else marker_number(lines)
    if number is None and post != "STATE":
        number = top.number  # four figures are not enough for STATE, which sends more in a year
    return Mrn(when, tables.post_then(post, when), number)


def _post(written: str | None, sender: str | None) -> str | None:
    """The known post of the classification line, else of FM; else the classification line's as written."""
    known = tables.post(written) if written else None
    if known is None and sender:
        known = tables.post_of_address(sender.upper())
    if known is None and written and "XXX" not in written:
        return "".join(filter(str.isalpha, written)) or None
    return known


def marker_number(lines: Lines) -> int | None:
    """The number on the first page marker."""
    words = (word for k in lines.of_role(Role.PAGE_MARKER) for word in lines.text[k].split())
    return next((int(word) for word in words if len(word) == _MARKER_DIGITS and word.isdecimal()), None)


def cable_id(one: Mrn) -> str | None:
    """The id, as `07PARIS2827`: year, post without blanks, number without zeros. None if one of them is missing."""
    if one.year is None or one.post is None or not one.number:
        return None
    return f"{one.year % 100:02}{one.post}{one.number}"
