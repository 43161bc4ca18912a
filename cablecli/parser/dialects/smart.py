"""Reads messages of 2009 on (SMART), as released under the Freedom of Information Act (FORMAT 1.11).

Their named fields replace both headings. The text between the fields is read like that of a telegram; codes for
withheld words stay in it as written and are also listed.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cablecli.facts import tables
from cablecli.facts.levels import CONFIDENTIAL, LEVELS, SECRET, TOP_SECRET, UNCLASSIFIED
from cablecli.model import Addressee, DeclassifyOn, Diagnostic, Drafting, Heading, Mrn
from cablecli.model.role import Role
from cablecli.parser.dialects import named_fields
from cablecli.parser.heading import classified_by, tags
from cablecli.parser.heading.text_fields import TextHeading
from cablecli.parser.lines import stamps
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.normal import join_words
from cablecli.parser.tokens import captions, classification, date_time_group, numbers
from cablecli.parser.tokens.dates import declassification, read_date
from cablecli.parser.tokens.withheld import is_withheld
from cablecli.patterns import pattern

_MRN = pattern(
    "message reference number",
    # year and blanks may be missing: `09 VALLETTA 214`, `VALLETTA214`
    r"""(?:(?P<year>[0-9]{4}|[0-9]{2})[ ]?)?(?P<post>[A-Z][A-Z .'/\-]{1,30}?)[ ]?(?P<number>[0-9]{1,6})""",
    ignore_case=True,
)
_ORDER = pattern("order of a message", r"""(?:(?P<number>1[0-9]{4})\b)?[ :;,]{0,9}(?P<value>.*)""")
_BETWEEN = pattern("semicolon between addresses", r"""[;:](?=[ ]|$)""")  # a scanner may read a colon
_PRECEDENCES = ("NIACT IMMEDIATE", "FLASH", "IMMEDIATE", "PRIORITY", "ROUTINE")
_LONGEST_PRECEDENCE = 20  # characters, with the blank before it
# By rank; rank 1, SBU, is unclassified.
_LEVELS = (UNCLASSIFIED, UNCLASSIFIED, CONFIDENTIAL, SECRET, TOP_SECRET)


class Message(NamedTuple):
    """The fields of a message, in the form of a telegram's headings."""

    heading: Heading
    head: TextHeading
    mrn: Mrn
    attributes: tuple[tuple[str, str | None], ...]
    drafting: Drafting | None
    signature: str | None


def is_message(lines: Lines) -> bool:
    """Whether a text has `MRN:` at a line start, and `Date/DTG:` or `Dissemination Rule:` near it."""
    first = named_fields.first(lines)
    if first is None:
        return False
    near = (*lines.text[first : first + named_fields.REACH], *lines.text[-20:])
    return any("Date/DTG" in text or "Dissemination Rule" in text for text in near)


def read(lines: Lines, notes: list[Diagnostic]) -> Message:
    """Claim and read the fields of a message, and claim stamps and banners. The free lines are its text."""
    first = named_fields.first(lines) or 0
    cells = [text.strip(named_fields.TABLE_SIGNS) for text in lines.text[:first]]
    above = [text for text in cells if stamps.is_banner(text)]
    released = stamps.is_release(lines)
    banners = above + stamps.mark_release(lines, alone=True)
    first = named_fields.first(lines) or 0
    for k, text in enumerate(lines.text[:first]):
        lines.take(k, _role_above(text), "above a message's fields")
    values = named_fields.Values(lines)
    end = values.read(first, above=True)
    below = named_fields.below(lines, end)
    named_fields.take_behind(lines, below)
    values.read(below, above=False)
    return _Reader(lines, values, notes).message(end, banners, released)


def _role_above(text: str) -> Role:
    """The role of a line above the fields: a banner, perhaps misread, codes, or something unknown."""
    if stamps.is_banner(text.strip(named_fields.TABLE_SIGNS)) or classification.is_misread_level(
        text.upper()
    ):
        return Role.BANNER
    return Role.STAMP if is_withheld(text) else Role.FURNITURE


class _Reader:
    """Reads the fields of a message into values."""

    def __init__(self, lines: Lines, values: named_fields.Values, notes: list[Diagnostic]) -> None:
        self.lines, self.places, self.notes = lines, values.places, notes

    def message(self, end: int, banners: Sequence[str], released: bool) -> Message:
        heading, mrn = self.heading(), self.mrn()
        year = mrn.year or (int(heading.dtg[:4]) if heading.dtg else None)
        mrn = Mrn(year, mrn.post, mrn.number)
        order, declassify = self.order()
        officer = self.classifier()
        level = self.level(end, banners, released)
        if declassify is None and officer.declassify:
            declassify = DeclassifyOn(*declassification(officer.declassify))
        head = TextHeading(
            end=end,
            level=_LEVELS[level] if level is not None else None,
            captions=self.captions(),
            passing=tuple(self.rows("Pass Line")),
            official_use=level == 1,
            order=order,
            declassify=declassify,
            tags=tags.read(self.line("TAGS") or "", year),
            subject=self.subject(),
            references=() if self.line("Reference") is None else tuple(self.places["Reference"]),
            classified=officer.officer,
        )
        self.compare(heading, mrn)
        attributes = tuple((name, self.value(name)) for name in self.places)
        return Message(heading, head, mrn, attributes, self.drafting(), self.signature())

    def signature(self) -> str | None:
        """The surname of the signer, unless it was withheld; the level may stand below it."""
        found = join_words(row for row in self.rows("Signature") if row.upper() not in LEVELS)
        return found if found and not is_withheld(found) else None

    def pieces(self, name: str) -> list[int]:
        """The pieces that hold a field's value. They change when a line is cut."""
        return [self.lines.at(start) for start in self.places.get(name, ())]

    # -- values ------------------------------------------------------------------------------------

    def rows(self, name: str) -> list[str]:
        """The lines of a field's value, without Markdown; none for `n/a` and the like."""
        texts = [self.lines.text[k].strip("* ") for k in self.pieces(name)]
        return [] if " ".join(texts).casefold() in named_fields.NOTHING else [text for text in texts if text]

    def line(self, name: str) -> str | None:
        return join_words(self.rows(name)) or None

    def value(self, name: str) -> str | None:
        """The value as the record keeps it: lists with their lines, other values on one line."""
        if name in named_fields.LISTS and name != "TAGS":
            return "\n".join(self.rows(name)) or None
        return self.line(name)

    def note(self, code: str, message: str, name: str) -> None:
        pieces = self.pieces(name)
        self.notes.append(Diagnostic(code, message, self.lines.number[pieces[0]] if pieces else None))

    # -- the heading -------------------------------------------------------------------------------

    def heading(self) -> Heading:
        """Sender, addressees and the date-time group: `Sep 18, 2023 / 181402Z SEP 23`."""
        found = date_time_group.DTG.search(self.line("Date/DTG") or "")
        dtg = date_time_group.iso_dtg(found) if found else None
        if found and dtg is None:
            self.note("dtg-impossible", f"the date-time group {found['text']} is no date", "Date/DTG")
        if dtg and dtg.endswith("T00:00Z"):
            self.note(
                "time-placeholder", "the time 0000 may stand for none, as in older telegrams", "Date/DTG"
            )
        sender = self.line("From")
        precedence = (self.line("Precedence") or "").upper()
        return Heading(
            None,
            precedence if precedence in _PRECEDENCES else None,
            dtg,
            found["text"] if found else None,
            _turned(sender) if sender else None,
            tuple(self.addresses("Action")),
            tuple(self.addresses("Info")),
        )

    def addresses(self, name: str) -> Iterator[Addressee]:
        """The addresses of a field, as `WASHDC, SECSTATE ROUTINE; ROME, AMEMBASSY ROUTINE` or one a line."""
        for place, text in self.unwrapped(name):
            for part in _BETWEEN.split(text):
                words = " ".join(part.split())
                precedence = _precedence(words)
                address = words[: -len(precedence) - 1] if precedence else words
                if address:
                    span = self.lines.span(place, place)
                    yield Addressee(None, _turned(address), precedence, None, span)

    def unwrapped(self, name: str) -> list[tuple[int, str]]:
        """The lines of addresses with their pieces. A precedence alone is wrapped, as a line without one is."""
        rows = list(zip(self.pieces(name), self.rows(name), strict=False))
        run_on = any(_BETWEEN.search(text) and _precedence(_BETWEEN.split(text)[0]) for _, text in rows)
        joined: list[tuple[int, str]] = []
        for place, text in rows:
            above = joined[-1][1] if joined else ""
            lacks = above and above[-1] not in ";:" and not _precedence(above)
            if lacks and (run_on or text.upper() in _PRECEDENCES):
                joined[-1] = (joined[-1][0], f"{above} {text}")
            else:
                joined.append((place, text))
        return joined

    def mrn(self) -> Mrn:
        found = _MRN.fullmatch(self.line("MRN") or "")
        if not found:
            return Mrn(None, None, None)
        post = tables.post(found["post"].strip().upper())
        written = "".join(filter(str.isalpha, found["post"].upper()))
        year = date_time_group.dtg_year(found) if found["year"] else None
        return Mrn(year, post or written, int(found["number"]))

    def compare(self, heading: Heading, mrn: Mrn) -> None:
        """Compare the civil date before the slash, and the year of the MRN, with the date-time group."""
        if not heading.dtg:
            return
        civil = read_date((self.line("Date/DTG") or "").partition("/")[0].strip())
        if civil and civil != heading.dtg[:10]:
            message = f"the date is {civil}, the date-time group {heading.dtg_text}"
            self.note("attribute-differs", message, "Date/DTG")
        if mrn.year and mrn.year != int(heading.dtg[:4]):
            message = f"the MRN is of {mrn.year}, the date-time group {heading.dtg_text}"
            self.note("attribute-differs", message, "MRN")

    # -- the fields of the text heading --------------------------------------------------------------

    def subject(self) -> str | None:
        """The subject, but only once: on a page read in columns, the text's title repeats it."""
        lines = self.rows("Subject")
        half = len(lines) // 2
        return join_words(lines[:half] if lines[:half] == lines[half:] else lines) or None

    def captions(self) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for part in (self.line("Captions") or "").replace(";", ",").split(","):
            if part.strip():
                found.update(dict.fromkeys(captions.captions_in(part.strip()) or (part.strip().upper(),)))
        return tuple(found)

    def order(self) -> tuple[str | None, DeclassifyOn | None]:
        """The order, as `13526`, and the declassification after it or in `Declassify On:`."""
        # a date or an exemption has a figure; another line that a column put here is of another field
        rows = [row for k, row in enumerate(self.rows("E.O.")) if not k or any(map(str.isdigit, row))]
        found = _ORDER.fullmatch(join_words(rows))
        values = (found["value"] if found else "", self.line("Declassify On") or "")
        given = (DeclassifyOn(text, date) for text, date in map(declassification, values) if text)
        return found["number"] if found else None, next(given, None)

    def classifier(self) -> classified_by.Field:
        value, reason = self.line("Classified By"), self.line("Reason")
        places = self.pieces("Classified By") or self.pieces("Reason")
        if not places or not (value or reason):
            return classified_by.Field(None, None)
        text = f"Classified By: {value or ''}" + (f"; Reason: {reason}" if reason else "")
        return classified_by.read(text, self.lines.span(places[0], places[-1]))

    def level(self, end: int, banners: Sequence[str], released: bool) -> int | None:
        """The rank of the level that the banners name. A release's level is not the cable's own (FORMAT 1.12).

        If there is only a release's banner, the level is that of the highest portion marking.
        """
        texts = (*banners, self.line("Classification") or "")
        rank = max((rank for text in texts for rank in _ranks(text)), default=None)
        if rank is None or (rank == 0 and released):
            words = (marking.partition("/")[0] for marking in self.markings(end))
            marked = max((classification.RANKS.get(word, 0) for word in words), default=0)
            if marked > (rank or 0):
                rank = marked
                message = f"no banner names the level; the highest portion marking is {_LEVELS[marked]}"
                self.notes.append(Diagnostic("level-from-markings", message, None))
        return rank

    def markings(self, start: int) -> Iterator[str]:
        for text, role in zip(self.lines.text[start:], self.lines.role[start:], strict=True):
            number = numbers.numbered(text) if role is Role.LEFTOVER else None
            if number and number.marking:
                yield number.marking

    def drafting(self) -> Drafting | None:
        drafted, approved = self.line("Drafted By"), self.line("Approved By")
        cleared = tuple(self.rows("Cleared By"))
        return Drafting(drafted, approved, cleared) if drafted or approved or cleared else None


def _precedence(address: str) -> str | None:
    """The precedence at the end of an address, or None."""
    end = address[-_LONGEST_PRECEDENCE:].upper()
    return next((word for word in _PRECEDENCES if end.endswith(f" {word}")), None)


def _turned(address: str) -> str:
    """The address with the place last: `SECSTATE WASHDC` for `WASHDC, SECSTATE`."""
    place, comma, unit = address.partition(", ")
    return f"{unit.strip()} {place.strip()}" if comma and unit.strip() else address


def _ranks(banner: str) -> Iterator[int]:
    """The ranks of the classification words of a banner: `UNCLASSIFIED / SENSITIVE BUT UNCLASSIFIED`."""
    for part in banner.upper().replace(",", "/").split("/"):
        rank = classification.RANKS.get(part.replace(" ", ""))
        if rank is not None:
            yield rank
