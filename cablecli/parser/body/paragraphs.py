"""Decides which parts of the body begin paragraphs and which are headings (FORMAT 4.1 to 4.6).

The evidence for a paragraph number is weighed in the order of FORMAT 4.1: its place in the sequence, a portion
marking, the line before it.
"""

from cablecli.facts.bullets import BULLETS
from cablecli.model import Diagnostic, SectionHeading
from cablecli.model.role import Role
from cablecli.parser.body import item_marks, numbering, section_headings
from cablecli.parser.body.draft import Draft
from cablecli.parser.body.runs import BLANK, LINE, Part, closed, has_columns, undecorated, unquoted
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.widths import UNWRAPPED, WRAPPED_LINE
from cablecli.parser.people.lists import Listing
from cablecli.parser.tokens import numbers, paragraph_labels, portion_markings, quotations
from cablecli.parser.tokens.rules import is_rule

_ENDED = 56  # characters: a shorter line ended before the wrap, since most copies wrap at 55 to 61
_SHORT_LINE = 30  # characters: only the last line of a paragraph is shorter


class Builder:
    """Walks the parts of the body once and deals them to paragraphs and headings."""

    def __init__(
        self, lines: Lines, parts: list[Part], notes: list[Diagnostic], people: tuple[Listing, ...] = ()
    ) -> None:
        self.lines, self.parts, self.notes = lines, parts, notes
        self.people_rows = frozenset().union(*(listing.rows for listing in people))
        self.people_labels = {listing.label for listing in people}
        self.people_alone = {listing.first for listing in people if listing.label is None}
        self.numbering = numbering.read(lines, parts, self.people_rows)
        tight = lines.flat or self.numbering.tight
        self.context = section_headings.survey(parts, self.numbering.at, tight, self.opens_after_title)
        self.may_quote = lines.may_quote
        self.unquoted = unquoted(parts) if self.may_quote else {}
        self.drafts: list[Draft] = []
        self.used: set[int | None] = set()  # their numbers
        self.headings: list[SectionHeading] = []
        self.heading: str | None = None
        self.label: str | None = None  # of the heading
        self.current: Draft | None = None
        self.last = 0  # the last paragraph number
        self.listed = 0  # the last number of a list inside the current paragraph
        self.quote_end: int | None = None  # the last place of the open quotation

    @property
    def loose(self) -> bool:
        """Whether the copy has lost its wraps or its blank lines, so that the length of a line is no evidence."""
        return self.numbering.tight or self.lines.wide or self.lines.flat

    def run(self) -> None:
        place = 0
        while place < len(self.parts):
            place = self.step(place)
        del self.context  # it and this object hold each other, and would stay in memory with all parts

    def step(self, at: int) -> int:
        """Deal the part at place `at`. Return the place of the next one."""
        number = self.numbering.at[at]
        if number and self.opens(at, number):
            self.begin(at, number)
            return at + 1
        part = undecorated(self.parts[at])
        if self.may_be_apart(at):
            if title := self.title(at):
                self.take_title(title)
                return title.end
            if is_rule(part.text):
                self.lines.take(part.piece, Role.RULE, "rule between paragraphs", refines=Role.PARAGRAPH_TEXT)
                return at + 1
        if number:
            self.track_list(number)
        if self.needs_new(part):
            self.begin_unnumbered(part, at)
        elif self.current:
            self.current.parts.append(part)
        return at + 1

    def may_be_apart(self, at: int) -> bool:
        """Whether place `at` may be a heading or a rule. Also opens and closes quotations, which hold none."""
        return not (self.may_quote and self.quoted(at)) and self.context.likely[at]

    # -- quotations --------------------------------------------------------------------------------

    def quoted(self, at: int) -> bool:
        """Whether place `at` lies in a quoted document. Also opens and closes quotations."""
        end = self.quote_end
        if end is not None:
            if at >= end:
                self.quote_end = None
            if at <= end:
                return True
        if not self.current:
            return False
        self.quote_end = (
            self.find_end(at) if quotations.opens_quote(self.parts[at].text) else self.find_unquote(at)
        )
        return self.quote_end is not None

    def find_unquote(self, at: int) -> int | None:
        """The last place of a document in QUOTE and UNQUOTE whose numbers are not the cable's own; or None."""
        end = self.unquoted.get(at) if self.last else None
        return None if end and self.numbering.counts_inside(self.last, at, end) else end

    def find_end(self, at: int) -> int:
        """The last place of the quotation opened at `at`: its END line, or the place before the cable's own text.

        Quotations nest. The search stops where a numbered and marked paragraph opens another.
        """
        depth, last = 1, None
        for place in range(at + 1, len(self.parts)):
            text, number = self.parts[place].text, self.numbering.at[place]
            if quotations.ends_quote(text):
                depth, last = depth - 1, place
                if not depth:
                    break
            elif quotations.begins_quote(text):
                if number and number.marking:
                    break
                depth += 1
        if last is not None:
            return last
        line = self.lines.number[self.parts[at].piece]
        self.notes.append(Diagnostic("quotation-open", "the quoted text has no END", line))
        return self.before_next(at) - 1

    def before_next(self, at: int) -> int:
        """The place of the next numbered and marked paragraph after `at`, or of the ruled heading above it."""
        for place in range(at + 1, len(self.parts)):
            number = self.numbering.at[place]
            if number and number.marking and self.is_next(number):
                return next(
                    (top for top in range(max(at + 1, place - 4), place) if self.is_over(top, place)), place
                )
        return len(self.parts)

    def is_over(self, top: int, place: int) -> bool:
        """Whether a heading with rules reaches from `top` to `place`."""
        title = section_headings.find(self.context, top, listing=False)
        return title is not None and bool(title.rules) and title.end == place

    # -- paragraphs --------------------------------------------------------------------------------

    def opens(self, at: int, number: numbers.Number) -> bool:
        """Whether the number at place `at` begins one of the cable's own paragraphs (FORMAT 4.1).

        A marking proves nearly any number. Without one, the next number in sequence needs a finished line before it,
        and a number out of sequence also a break in the text, in a cable with few markings.
        """
        if self.quote_end is not None and at <= self.quote_end:
            return False
        if number.list_like and not self.proves(at, number):
            return False
        if number.marking and self.numbering.trusts_marking(number):
            return self.is_next(number) or not self.drafts or not self.goes_on(at)
        if self.is_next(number):
            return self.opens_unmarked(at, number)
        return self.restarts(at, number) or self.opens_out_of_sequence(at, number)

    def is_next(self, number: numbers.Number) -> bool:
        if self.last:
            return number.number == self.last + 1
        unnumbered = self.numbering.lacks_first and bool(self.drafts)
        return number.number == (2 if unnumbered else self.numbering.first)

    def goes_on(self, at: int) -> bool:
        """Whether the line at place `at` may be the middle of a wrapped sentence."""
        return self.parts[at].before == LINE and not self.lines.flat and not self.finished(at)

    def proves(self, at: int, number: numbers.Number) -> bool:
        """Whether a number written like a list's is a paragraph's: next in sequence, not in a list, after an end."""
        in_list = self.listed == number.number - 1 > 0
        return self.is_next(number) and not in_list and (self.parts[at].before != LINE or self.finished(at))

    def restarts(self, at: int, number: numbers.Number) -> bool:
        """Whether the text after a second `1.` repeats the first paragraph, since a table of contents came first."""
        if number.number != 1 or self.parts[at].before == LINE or 1 not in self.used:
            return False
        first = next(d for d in self.drafts if d.number == 1)
        again, before = self.parts[at].text[number.rest :], first.parts[0].text
        return bool(before) and again[:40].split() == before[:40].split()

    def opens_out_of_sequence(self, at: int, number: numbers.Number) -> bool:
        """Whether an unmarked number that is not next in sequence begins a paragraph, after a gap, repeat or slip."""
        if number.number == self.last == self.numbering.repeated:
            return self.finished(at)
        if self.listed or self.numbering.marked > 2 or not (number.pilcrow or self.numbering.plain):
            return False
        broken = self.parts[at].before != LINE or (self.numbering.tight and self.numbering.rising)
        return broken and self.finished(at) and self.is_near(at, number.number)

    def is_near(self, at: int, value: int) -> bool:
        """Whether a number skips one or two; or, after a blank line, repeats the last or fills a gap."""
        wanted = self.last + 1
        if wanted < value <= wanted + 2:
            return True
        again = value == self.last or (wanted - 3 < value < wanted and value not in self.used)
        begins_list = value == 1 and self.parts[at - 1].text[-1] == ":"
        return again and self.parts[at].before == BLANK and not begins_list

    def opens_unmarked(self, at: int, number: numbers.Number) -> bool:
        """Whether the next number in sequence begins a paragraph without a marking."""
        if self.numbering.is_marked_later(at, number.number) or self.is_in_list(at, number.number):
            return False
        if at == 0 or self.after_break(at):
            return self.opens_after_break(at)
        above = self.parts[at - 1].tail
        if (self.numbering.run and (self.numbering.tight or self.finished(at))) or self.is_unwrapped(above):
            return not numbers.counts_on(above.rpartition(" ")[2])
        return self.finished(at) and (number.pilcrow or self.loose or len(above) < _ENDED)

    def opens_after_break(self, at: int) -> bool:
        """Whether a number after a break or at the top begins a paragraph: nothing above is unfinished."""
        return self.finished(at) or self.lines.spaced or self.numbering.plain or self.ends_in_word(at)

    def is_unwrapped(self, above: str) -> bool:
        """Whether the line above was not wrapped: it is too long, or it is all of its paragraph."""
        if not self.numbering.plain or self.current is None:
            return False
        return len(above) > WRAPPED_LINE or len(self.current.parts) == 1

    def is_in_list(self, at: int, value: int) -> bool:
        """Whether a number continues the list inside the paragraph."""
        follows = self.listed > 0 and value == self.listed + 1
        return follows and (self.parts[at].before == LINE or self.all_marked())

    def ends_in_word(self, at: int) -> bool:
        """Whether the text before a blank line ends without a full stop, as titles and forms do."""
        return self.parts[at].before == BLANK and self.parts[at - 1].text[-1].isalnum()

    def all_marked(self) -> bool:
        """Whether all numbered paragraphs so far have markings, so that a number without one belongs to a list."""
        return len(self.drafts) > 1 and all(d.marking for d in self.drafts if d.number)

    def after_break(self, at: int) -> bool:
        """Whether a blank line, page marker, rule or heading precedes place `at`."""
        return (
            self.parts[at].before != LINE
            or is_rule(self.parts[at - 1].text)
            or (self.current is None and bool(self.headings))
            or self.is_heading_line(at - 1)
        )

    def is_heading_line(self, at: int) -> bool:
        return self.lines.role[self.parts[at].piece] == Role.SECTION_HEADING

    def finished(self, at: int) -> bool:
        """Whether the text before place `at` ends a sentence or is not prose."""
        if at == 0:
            return True
        above = self.parts[at - 1]
        return (
            closed(above.text)
            or is_rule(above.text)
            or self.is_heading_line(at - 1)
            or bool(self.current and self.current.listing)
            or len(above.tail) < _SHORT_LINE
            or has_columns(above.tail)
        )

    def begin(self, at: int, number: numbers.Number) -> None:
        part = self.parts[at]
        mark, rest = number.marking, number.rest
        if number.bare and not self.numbering.trusts_marking(number):
            mark = None
        elif number.bare:
            rest += len(number.marking or "") + 1
        self.note_misread(part, number)
        self.note_sequence(at, number.number)
        self.last, self.listed = number.number, 0
        self.open(Draft(number.number, mark, self.heading, self.label), part, rest, at)

    def open(self, draft: Draft, part: Part, rest: int, at: int) -> None:
        """Begin a paragraph with the text of a part from offset `rest` on."""
        self.drafts.append(draft)
        self.used.add(draft.number)
        self.current = draft
        self.lines.take(part.piece, Role.PARAGRAPH_START, "paragraph number", refines=Role.PARAGRAPH_TEXT)
        text = part.text[rest:].lstrip(" :").rstrip()
        tail = part.tail if part.last > part.piece else text
        draft.parts.append(Part(text, LINE, part.piece, part.last, tail))
        draft.listing = (
            part.piece in self.people_labels
            or part.piece in self.people_rows
            or (part.piece + 1 in self.people_rows and not text)
        )
        line = self.lines.text[part.piece][rest:] if part.last > part.piece else text
        if self.may_quote:
            self.quote_end = self.find_end(at) if quotations.opens_quote(line) else self.find_unquote(at)

    def note_misread(self, part: Part, number: numbers.Number) -> None:
        """Note a number in which letters stand for figures: `l. (C)`."""
        written = part.text[: number.rest]
        if str(number.number) not in written:
            message = f"{written.strip()} was read as paragraph {number.number}"
            self.notes.append(Diagnostic("number-misread", message, self.lines.number[part.piece]))

    def note_sequence(self, at: int, value: int) -> None:
        """Note a number that does not follow the last one."""
        if not self.drafts or not self.last or value == self.last + 1:
            return
        again = value == self.last
        message = (
            f"paragraph number {value} is used twice" if again else f"paragraph {value} follows {self.last}"
        )
        line = self.lines.number[self.parts[at].piece]
        self.notes.append(Diagnostic("number-out-of-sequence", message, line))

    def begin_unnumbered(self, part: Part, at: int) -> None:
        found = portion_markings.portion(part.text) or (None, 0)
        self.open(Draft(None, found[0], self.heading, self.label), part, found[1], at)

    def track_list(self, number: numbers.Number) -> None:
        """Remember a number that begins no paragraph if it begins or continues a list."""
        if (not number.marking or number.list_like) and number.number in (1, self.listed + 1):
            self.listed = number.number

    def needs_new(self, part: Part) -> bool:
        """Whether text begins a paragraph without a number, rather than continuing the open one."""
        current = self.current
        if current is None:
            return True
        if self.quote_end is not None:
            return False
        if part.piece in self.people_alone:
            return True
        if self.heading is not None and current.heading != self.heading:
            return True
        if current.number is not None or current.listing:
            return False
        return self.opens_marked_block(current, part) or self.opens_block(current, part)

    def opens_marked_block(self, current: Draft, part: Part) -> bool:
        """Whether a marking begins another of several paragraphs without numbers, below a blank line or full stop."""
        parted = current.marking is not None and (part.before == BLANK or current.has_ended)
        return parted and portion_markings.portion(part.text) is not None

    def opens_block(self, current: Draft, part: Part) -> bool:
        """Whether text without a number is a block of its own, after one that ended."""
        above = current.parts[-1].text
        if not above or _continues_block(above, part.text):
            return False
        if part.before == BLANK and paragraph_labels.opening_label(part.text):
            return True
        unwrapped = self.lines.wide and len(above) > UNWRAPPED
        broken = part.before == BLANK or self.lines.flat or unwrapped
        return broken and current.has_ended and not (self.listed and numbers.numbered(part.text))

    # -- headings ----------------------------------------------------------------------------------

    def title(self, at: int) -> section_headings.Title | None:
        """The heading that begins at place `at`, or None; a numbered line or a list item is none."""
        part, number = self.parts[at], self.numbering.at[at]
        if len(part.text) >= section_headings.LONGEST or (number and number.marking):
            return None
        listing = self.current is not None and self.current.listing
        found = section_headings.find(self.context, at, listing)
        if not found or part.piece in self.people_rows:
            return None
        if number and has_columns(part.text[number.rest :]):
            return None
        return None if not found.rules and self.goes_on_listing(at) else found

    def goes_on_listing(self, at: int) -> bool:
        """Whether the line at place `at` is the next item of a list in the open paragraph."""
        text = self.parts[at].text
        above = [p.text for p in self.current.parts if p.text] if self.current else []
        return item_marks.follows_label(text, above) or item_marks.shares_bullet(text, above)

    def opens_after_title(self, at: int) -> bool:
        number = self.numbering.at[at]
        if not number:
            return False
        if number.marking and not number.bare and not number.list_like:
            return True
        return number.number == self.last + 1

    def take_title(self, title: section_headings.Title) -> None:
        pieces = [self.parts[p].piece for p in title.places]
        for piece in pieces:
            self.lines.take(piece, Role.SECTION_HEADING, "section heading", refines=Role.PARAGRAPH_TEXT)
        for rule in (self.parts[p].piece for p in title.rules):
            self.lines.take(rule, Role.RULE, "rule of a heading", refines=Role.PARAGRAPH_TEXT)
        self.heading = title.text
        marked = portion_markings.portion(title.text)
        opened = paragraph_labels.opening_label(title.text[marked[1] :].strip() if marked else title.text)
        self.label = opened[0] if opened else None
        self.headings.append(SectionHeading(title.text, self.lines.span(pieces[0], pieces[-1])))
        self.listed = 0
        if self.current and self.current.is_bare:
            self.current.heading, self.current.label = title.text, self.label  # its number came first
        else:
            self.current = None  # text after a heading begins another paragraph


def _continues_block(above: str, text: str) -> bool:
    """Whether a text belongs to the block above: after a colon, in lower case, with a bullet or the next `(2)`."""
    return above[-1] == ":" or text[0] in f"-{BULLETS}" or text[0].islower() or item_marks.follow(text, above)
