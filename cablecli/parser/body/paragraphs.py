"""Which lines of the body begin paragraphs, which are headings, and what belongs to which (format 4.1 to 4.6).

The order of evidence for a paragraph number is that of format 4.1: its place in the sequence, a portion marking,
the line before it.
"""

from dataclasses import dataclass, field

from cablecli.model import Diagnostic, SectionHeading
from cablecli.model.role import Role
from cablecli.parser.body import composition, section_headings
from cablecli.parser.body.runs import BLANK, LINE, Part, closed, has_columns
from cablecli.parser.lines.index import Lines
from cablecli.parser.people.lists import Listing
from cablecli.parser.tokens import numbers, paragraph_labels, portion_markings, quotations
from cablecli.parser.tokens.rules import is_rule

_BEFORE_FIGURES = frozenset("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC AND PAR NO. ART SEC".split())


@dataclass(slots=True, eq=False, repr=False)
class Draft:
    """A paragraph under construction."""

    number: int | None
    marking: str | None
    heading: str | None
    label: str | None  # that the heading opens with
    parts: list[Part] = field(default_factory=list)
    listing: bool = False  # lists participants: its bullets and titles are people and sides
    places: tuple[int, ...] = ()  # offsets in its text at which its items stand


def _undecorated(part: Part) -> Part:
    """A site's pilcrow before a number or capital that begins no paragraph is decoration (format 4.1)."""
    text = part.text.lstrip("¶\ufffd ") if part.text[0] in "¶\ufffd" else ""
    return part._replace(text=text) if text else part


class Builder:
    """Walks the parts of the body once and deals them to paragraphs and headings."""

    def __init__(
        self, source: Lines, parts: list[Part], notes: list[Diagnostic], people: tuple[Listing, ...] = ()
    ) -> None:
        self.lines, self.parts, self.notes = source, parts, notes
        self.people_rows = frozenset().union(*(listing.rows for listing in people))
        self.people_labels = {listing.label for listing in people}
        self.people_alone = {listing.first for listing in people if listing.label is None}
        self.numbers = [
            numbers.numbered(p.text)
            if p.text[0] in numbers.NUMBER_SIGNS and p.piece not in self.people_rows
            else None
            for p in parts
        ]
        found = [(place, number) for place, number in enumerate(self.numbers) if number]
        marked = [(n.number, place) for place, n in found if n.marking and not n.bare]
        self.last_marked = dict(marked)
        self.marked = len(marked)
        self.unmarked = sum(not n.marking for _, n in found)
        # in unwrapped texts and those in capitals numbers at line starts are paragraphs, also after a gap
        self.plain = self.marked < 2 and (source.wide or "".join(p.text for p in parts).isupper())
        self.tight = not parts or source.is_tight(parts[0].piece)
        self.drafts: list[Draft] = []
        self.used: set[int | None] = set()  # their numbers
        self.headings: list[SectionHeading] = []
        self.heading: str | None = None
        self.label: str | None = None  # that it opens with
        self.current: Draft | None = None
        self.last = 0
        self.listed = 0  # the last number of a list inside the current paragraph
        # the place where the open quotation ends; len(parts) where no END is seen
        self.quote_end: int | None = None

    def run(self) -> None:
        place = 0
        while place < len(self.parts):
            place = self.step(place)

    def step(self, at: int) -> int:
        part = self.parts[at]
        number = self.numbers[at]
        if number and self.opens(at):
            self.begin(at, number)
            return at + 1
        part = _undecorated(part)
        if self.quoted(at):
            self.add(part, at)
            return at + 1
        title = self.title(at) if len(part.text) < section_headings.LONGEST else None
        if title:
            self.take_title(title)
            return title.end
        if is_rule(part.text):
            self.lines.role[part.piece] = Role.RULE
            return at + 1
        self.add(part, at)
        return at + 1

    # -- quotations --------------------------------------------------------------------------------

    def quoted(self, at: int) -> bool:
        """Whether place `at` lies in a quoted document; also opens and closes them."""
        text = self.parts[at].text
        if self.quote_end is not None:
            if at >= self.quote_end:
                self.quote_end = None
            return True
        if self.current and quotations.begins_quote(text) and not quotations.ends_quote(text):
            self.quote_end = self.find_end(at)
            return True
        return False

    def find_end(self, at: int) -> int:
        """The place of the END line of the quotation opened at `at`; past the end where there is none.

        Quotations nest; the search stops at the next numbered and marked paragraph in sequence.
        """
        depth, last = 1, len(self.parts)
        for place in range(at + 1, len(self.parts)):
            text, number = self.parts[place].text, self.numbers[place]
            if quotations.ends_quote(text):
                depth, last = depth - 1, place
                if not depth:
                    break
            elif quotations.begins_quote(text):
                if number and number.marking:
                    break
                depth += 1
        if last == len(self.parts):
            line = self.lines.number[self.parts[at].piece]
            self.notes.append(Diagnostic("quotation-open", "the quoted text has no END", line))
        return last

    # -- paragraphs --------------------------------------------------------------------------------

    def opens(self, at: int) -> bool:
        """Whether the number at place `at` begins one of the cable's own paragraphs."""
        number = self.numbers[at]
        if number is None:
            return False
        value, wanted = number.number, self.last + 1
        if self.quote_end is not None and at <= self.quote_end:
            return self.quote_end == len(self.parts) and bool(number.marking) and value == wanted
        if number.bare and not self.trusts_bare(number):
            number = number._replace(marking=None)
        if number.list_like and not self.proves(at, value):
            return False
        if number.marking:
            return (
                value == wanted
                or not self.drafts
                or self.parts[at].before != LINE
                or self.finished(at)
                or self.lines.flat
            )
        if value == wanted:
            return self.opens_unmarked(at, value)
        if value == 1 and self.restarts(at):
            return True
        near = wanted < value <= wanted + 2 or (
            (value == self.last or (wanted - 3 < value < wanted and value not in self.used))
            and self.parts[at].before == BLANK
        )
        return (
            near
            and self.marked < 3
            and self.parts[at].before != LINE
            and not self.listed
            and self.finished(at)
            and (number.pilcrow or self.plain)
        )

    def proves(self, at: int, value: int) -> bool:
        """Whether a number written as lists write theirs is a paragraph's: the next one, in no list, behind an end."""
        return (
            value == self.last + 1
            and not self.listed == value - 1 > 0
            and (self.parts[at].before != LINE or self.finished(at))
        )

    def restarts(self, at: int) -> bool:
        """Whether the text behind a `1.` repeats the first paragraph: a list of contents stood above."""
        first = next((d for d in self.drafts if d.number == 1), None)
        number = self.numbers[at]
        if not first or not number or not first.parts[0].text or self.parts[at].before == LINE:
            return False
        return self.parts[at].text[number.rest :][:40].split() == first.parts[0].text[:40].split()

    def opens_unmarked(self, at: int, value: int) -> bool:
        later = self.last_marked.get(value)
        if later is not None and later > at and self.marked > self.unmarked:
            return False
        if self.listed and value == self.listed + 1 and (self.parts[at].before == LINE or self.all_marked()):
            return False
        if at == 0 or self.after_break(at):
            return (
                self.finished(at)
                or self.lines.spaced
                or self.plain
                or (self.parts[at].before == BLANK and self.parts[at - 1].text[-1].isalnum())
            )
        if (
            self.plain
            and self.current
            and (len(self.parts[at - 1].tail) > 75 or len(self.current.parts) == 1)
        ):
            # no wrap of the relay ended the line before, or that line begins the paragraph before
            return self.parts[at - 1].tail.rpartition(" ")[2][:3].upper() not in _BEFORE_FIGURES
        number = self.numbers[at]
        loose = self.tight or self.lines.wide or self.lines.flat or len(self.parts[at - 1].tail) < 56
        return self.finished(at) and (loose or bool(number and number.pilcrow))

    def all_marked(self) -> bool:
        """Whether the paragraphs so far bear markings, so that the next number of a list without them is the list's."""
        return len(self.drafts) > 1 and all(d.marking for d in self.drafts if d.number)

    def after_break(self, at: int) -> bool:
        before = self.parts[at - 1].text
        return (
            self.parts[at].before != LINE
            or is_rule(before)
            or (self.current is None and bool(self.headings))
            or self.is_heading_line(at - 1)
        )

    def is_heading_line(self, at: int) -> bool:
        return self.lines.role[self.parts[at].piece] == Role.SECTION_HEADING

    def finished(self, at: int) -> bool:
        """Whether the text before place `at` ends a sentence, or is no prose."""
        if at == 0:
            return True
        before = self.parts[at - 1].text
        return (
            closed(before)
            or is_rule(before)
            or self.is_heading_line(at - 1)
            or bool(self.current and self.current.listing)
            or len(self.parts[at - 1].tail) < 30
            or has_columns(self.parts[at - 1].tail)
        )

    def begin(self, at: int, number: numbers.Number) -> None:
        part = self.parts[at]
        mark, rest = number.marking, number.rest
        if number.bare and not self.trusts_bare(number):
            mark = None
        elif number.bare:
            rest += len(number.marking or "") + 1
        self.note_sequence(at, number.number)
        self.last, self.listed = number.number, 0
        self.open(Draft(number.number, mark, self.heading, self.label), part, rest, at)

    def trusts_bare(self, number: numbers.Number) -> bool:
        """A marking without brackets counts where the cable marks other paragraphs (format 4.2)."""
        return self.marked >= 2 or number.number == 1

    def open(self, draft: Draft, part: Part, rest: int, at: int) -> None:
        """Begin a paragraph with what stands from offset `rest` of a part on."""
        self.drafts.append(draft)
        self.used.add(draft.number)
        self.current = draft
        self.lines.role[part.piece] = Role.PARAGRAPH_START
        text = part.text[rest:].strip()
        tail = part.tail if part.last > part.piece else text
        draft.parts.append(Part(text, LINE, part.piece, part.last, tail))
        line = self.lines.text[part.piece][rest:].strip() if part.last > part.piece else text
        draft.listing = (
            part.piece in self.people_labels
            or part.piece in self.people_rows
            or (part.piece + 1 in self.people_rows and not text)
        )
        if line and quotations.begins_quote(line) and not quotations.ends_quote(line):
            self.quote_end = self.find_end(at)

    def note_sequence(self, at: int, value: int) -> None:
        if self.drafts and value != self.last + 1 and self.last:
            what = "repeats" if value == self.last else "follows"
            message = (
                f"paragraph {value} {what} {self.last}"
                if what == "follows"
                else f"paragraph number {value} is used twice"
            )
            self.notes.append(
                Diagnostic("number-out-of-sequence", message, self.lines.number[self.parts[at].piece])
            )

    def add(self, part: Part, at: int) -> None:
        """Text goes on with the open paragraph; after a heading, or before any number, it opens one without number."""
        self.track_list(at)
        if self.needs_new(part, at):
            found = portion_markings.portion(part.text) or (None, 0)
            self.open(Draft(None, found[0], self.heading, self.label), part, found[1], at)
            return
        assert self.current
        self.current.parts.append(part)

    def track_list(self, at: int) -> None:
        number = self.numbers[at]
        if (
            number
            and (not number.marking or number.list_like)
            and (number.number == 1 or number.number == self.listed + 1)
        ):
            self.listed = number.number

    def needs_new(self, part: Part, at: int) -> bool:
        if self.current is None:
            return True
        if self.quote_end is not None:
            return False
        if part.piece in self.people_alone:
            return True
        if self.current.heading != self.heading and self.heading is not None:
            return True
        if self.current.number is not None or self.current.listing:
            return False
        if self.current.marking and part.before == BLANK and portion_markings.portion(part.text):
            return True
        before = self.current.parts[-1].text
        if not before:
            return False
        # `END` / `SUMMARY` may be wrapped
        ended = closed(before) or closed(" ".join(p.text for p in self.current.parts[-2:]))
        broken = part.before == BLANK or self.lines.flat or (self.lines.wide and len(before) > 100)
        return (
            broken
            and ended
            and before[-1] != ":"
            and not part.text[0].islower()
            and part.text[0] not in "-*•·"
            and not self.continues_list(part)
        )

    def continues_list(self, part: Part) -> bool:
        return bool(self.listed) and numbers.numbered(part.text) is not None

    # -- headings ----------------------------------------------------------------------------------

    def title(self, at: int) -> section_headings.Title | None:
        number = self.numbers[at]
        if (number and number.marking) or self.parts[at].piece in self.people_rows:
            return None
        found = section_headings.find(
            self.parts,
            at,
            self.lines.flat or self.tight,
            self.opens_after_title,
            bool(self.current and self.current.listing),
        )
        if found and not found.rules and self.current and self.goes_on_listing(at):
            return None
        return found

    def goes_on_listing(self, at: int) -> bool:
        """Whether the line at place `at` is the next item of a list in the open paragraph."""
        return composition.follows_label(
            self.parts[at].text, (p.text for p in self.current.parts if p.text) if self.current else ()
        )

    def opens_after_title(self, at: int) -> bool:
        number = self.numbers[at]
        if not number:
            return False
        if number.marking and not number.bare and not number.list_like:
            return True
        return number.number == self.last + 1

    def take_title(self, title: section_headings.Title) -> None:
        pieces = [self.parts[p].piece for p in title.places]
        for piece in pieces:
            self.lines.role[piece] = Role.SECTION_HEADING
        for place in title.rules:
            self.lines.role[self.parts[place].piece] = Role.RULE
        self.heading = title.text
        opened = paragraph_labels.opening_label(title.text)
        self.label = opened[0] if opened else None
        self.headings.append(SectionHeading(title.text, self.lines.span(pieces[0], pieces[-1])))
        self.listed = 0
        if self.current and not any(part.text for part in self.current.parts):
            self.current.heading, self.current.label = title.text, self.label  # a number alone above it
            return
        self.current = None  # a heading closes the paragraph: text after it opens another
