"""Reads the REF field: its items, their kinds, and the ids of those that are cables (FORMAT 3.9, 7.5)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from cablecli.facts import tables
from cablecli.facts.words import words
from cablecli.model import Diagnostic, Mrn, Reference, Span
from cablecli.parser.heading import reference_kinds, reference_years
from cablecli.parser.heading.mrn import cable_id
from cablecli.parser.heading.reference_marks import CABLE, is_reference, labels, next_cable, post_in, serial
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens import field_labels
from cablecli.parser.tokens.dates import day_of_year
from cablecli.patterns import pattern
from cablecli.text.blanks import LONG

if TYPE_CHECKING:
    from re import Match

_MORE = pattern(
    "further number",
    # after a comma, AND or a slash; not a date or a group of it, nor a number before a name, which belongs to that post
    r"""[ ]*(?:\((?:NOTAL|EXDIS|NODIS|SIPDIS)\)[ ]*)?(?:,[ ]*AND[ ]|,|;|AND[ ]|&|[ ]AND[ ]
        |/(?=[0-9]{3}))[ ]*(?P<number>[0-9]{3,8}(?=/[0-9]{2}(?![0-9/.]))|[0-9]{2,8}
            (?![0-9]*(?:[./][0-9]|Z\b)|[ ]?(?!AND\b|NOTAL|OF\b|IN\b|ET\b)[A-Z]{2,}|[0-9]))
        (?:/(?P<slash>[0-9]{2})|[ ]?\([ ]?'?(?P<bracket>(?:19|20)?[0-9]{2})[ ]?\))?""",
    ignore_case=True,
)
_BARE = pattern(
    "number alone", r"""(?P<number>[0-9]{2,6})(?:[ ]?\((?:NOTAL|EXDIS)\))?[ .;,]*$""", ignore_case=True
)
_TURNED = pattern(
    "number before post",
    # `377 KATHMANDU`
    r"""(?P<number>[0-9]{2,6})[ ](?P<post>[A-Z]{3,}(?:[ ][A-Z]+){0,3})[ .;,]*$""",
    ignore_case=True,
)
_AIRGRAM_JOINT = pattern(
    "joint of a cable and an airgram",
    r"""(?<=[0-9)])[ ]?(?:,|;|:|[ ]AND|&)[ ]+(?=(?:[A-Z]{3,16}[ ]){0,2}C?A-[0-9]{1,5}\b)
        |(?<=A-[0-9])(?P<more>[0-9]{0,4})[ ]?(?:,|;|[ ]AND|&)[ ]+(?=[A-Z]{3,16}(?:[ ][A-Z]{3,16}){0,2}[ ][0-9])""",
    ignore_case=True,
)
_JOINT = pattern("joint of two references", r"""[ ]?(?:\(NOTAL\))?[ ,;&]{0,4}(?:AND[ ])?""", ignore_case=True)
_REMARK = pattern(
    "remark on the reference before",
    r"""(?:AND[ ])?(?:PREVIOUS|RELATED[ ][A-Z]+|NOTAL|EARLIER)\.?""",
    ignore_case=True,
)
_PASSING = pattern(
    "passing instruction after a reference", r"""(?<=[0-9)])[.,;]?[ ]+(?=PLEASE[ ]|DEPT[ ]PASS)"""
)
_SHORTEST_CUT = 3  # letters of the cable's own post, cut short
_SHORT_REMARK = 10  # characters after a reference: `(NOTAL)`, a point


def read(
    lines: Lines, starts: tuple[int, ...], own: Mrn, dtg: str | None, listed: str | None
) -> tuple[tuple[Reference, ...], list[Diagnostic]]:
    """Return the references of the REF lines that begin at the offsets `starts`, in order.

    A cable reference without a year gets one by the rules of FORMAT 7.5. `listed` is the archive's own list of
    references, which gives years.
    """
    day = day_of_year(dtg) if dtg else None
    years = _listed_years(listed, own) if listed and starts else {}
    out: list[Reference] = []
    notes: list[Diagnostic] = []
    for run in _runs(lines, [lines.at(start) for start in starts]):
        reader = _Reader(own, day, years, lines.span(run[0], run[-1]), lines.number[run[0]])
        field = " ".join(lines.text[k] for k in run).strip()
        if len(field) > LONG:  # a reference takes forty times the room of its words
            reader.out.append(Reference(None, field, "other", None, reader.span))
        else:
            for label, text in _labelled(field):
                reader.item(label, text)
        out += reader.out
        notes += reader.notes
    return tuple(out), notes


def _of_year(one: Reference, listed: bool, line: int) -> Diagnostic:
    """The note that a reference was given a year other than the cable's own."""
    start = f"{one.text} names no year;"
    if listed:
        return Diagnostic("from-attributes", f"{start} it is that of the attribute Reference: {one.id}", line)
    return Diagnostic("year-before", f"{start} by its number it is of the year before: {one.id}", line)


def _listed_years(listed: str, own: Mrn) -> dict[tuple[str, int], int]:
    """The years in an archive record's list of references, by post and number: `75 STATE 41207`."""
    years, at = {}, 0
    while (next_ := next_cable(listed, at)) is not None:
        found, post, _ = next_
        if year := reference_years.written(found, own):
            years[post, serial(found["number"])] = year
        at = found.end()
    return years


class _Reader:
    """Reads the items of one REF field. A further number takes post and year from the item before."""

    def __init__(
        self, own: Mrn, day: int | None, listed: dict[tuple[str, int], int], span: Span, line: int
    ) -> None:
        self.own, self.day, self.listed, self.span, self.line = own, day, listed, span, line
        self.out: list[Reference] = []
        self.notes: list[Diagnostic] = []
        self.later: set[tuple[str, int]] = set()  # written with a year later than the cable's own, a misprint
        self.post: str | None = None
        self.year: int | None = None

    def item(self, label: str | None, text: str) -> None:
        """Read one labelled item, which may name several cables or none."""
        if self.out and _REMARK.fullmatch(text.strip()):
            self.out[-1] = replace(self.out[-1], text=f"{self.out[-1].text} {text.strip()}")
            return
        for part in _apart(text):
            self.part(label, part)

    def part(self, label: str | None, text: str) -> None:
        """Read a part of an item that names references of one kind."""
        text = text.strip(" ;,")
        if text[-4:].upper() == " AND":
            text = text[:-4].rstrip(" ;,")
        if text.strip(" .").upper() in ("", "NONE", "N/A", "NA"):
            return
        kind = reference_kinds.by_words(text)
        if kind not in ("report", "email", "book") and (self.cables(label, text) or self.number(label, text)):
            return
        self.out.append(Reference(label, text, kind or "other", None, self.span))

    def cables(self, label: str | None, text: str) -> bool:
        """`POST NUMBER [AND NUMBER]` as often as the item holds it."""
        found: list[tuple[str, str, int, int | None]] = []
        at = 0
        while (next_ := self.next_cable(text, at)) is not None:
            match, self.post, start = next_
            self.year = reference_years.written(match, self.own) or reference_years.of_date_after(
                text, match.end(), self.own
            )
            number = self.serial(match["number"])
            if not self.year and reference_years.is_written(match):
                self.later.add((self.post, number))
            found.append((text[start : match.end()], self.post, number, self.year))
            first, at = len(found) - 1, match.end()
            while more := _MORE.match(text, at):
                written = more["bracket"] or more["slash"]
                year = reference_years.full(written, self.own) if written else self.year
                found.append((text[more.start("number") : more.end()], self.post, int(more["number"]), year))
                at = more.end()
            if match["many"] and not self.year:  # a year behind the last is that of all
                found[first:] = [(*one[:3], found[-1][3]) for one in found[first:]]
        for part, post, number, year in found:
            part = _PASSING.split(text, 1)[0] if len(found) == 1 else part.strip(" ,;")
            self.add(label, part, post, number, year)
        return bool(found)

    def serial(self, digits: str) -> int:
        """The number of a cable, with a note if letters stand for figures."""
        number = serial(digits)
        if not digits.isdecimal():
            self.notes.append(Diagnostic("number-misread", f"{digits} was read as {number}", self.line))
        return number

    def next_cable(self, text: str, at: int) -> tuple["Match[str]", str, int] | None:
        """The next cable of an item: one of a known post, or before it one whose post has a letter wrong."""
        found = next_cable(text, at)
        stop = found[2] if found else len(text)
        between = _JOINT.match(text, at, stop)
        near = self.near_cable(text, between.end() if between else at, stop)
        return near or found

    def near_cable(self, text: str, at: int, stop: int) -> tuple["Match[str]", str, int] | None:
        """`POST NUMBER` at `at` and nothing else, where the post is misspelt by one letter, or the own cut short."""
        found = CABLE.match(text, at, stop)
        if not found or stop > found.end() + _SHORT_REMARK or not serial(found["number"]):
            return None
        name = found["post"].upper().rstrip(" -.'")
        if name in words("not_posts"):
            return None
        own = self.own.post or ""
        post = own if len(name) >= _SHORTEST_CUT and own.startswith(name) else tables.post_near(name)
        return (found, post, at) if post else None

    def number(self, label: str | None, text: str) -> bool:
        """Read a number alone behind a letter, which is of the cable's own post, or a reversed `377 KATHMANDU`."""
        post = self.own.post or self.post
        bare = _BARE.fullmatch(text)
        if label and post and bare and not reference_years.may_be_year(int(bare["number"]), self.own):
            year = self.year if post == self.post else None
            self.add(label, text.strip(" ."), post, int(bare["number"]), year)
            return True
        turned = _TURNED.fullmatch(text)
        named = post_in(turned["post"])[0] if turned else None
        if not turned or not named:
            return False
        self.post, self.year = named, None
        self.add(label, text.strip(" ."), named, int(turned["number"]), None)
        return True

    def add(self, label: str | None, text: str, post: str, number: int, year: int | None) -> None:
        listed = None if year else self.listed.get((post, number))
        when = year or listed
        if not when and (post, number) not in self.later:
            when = reference_years.infer(post, number, self.own, self.day)
        name = cable_id(Mrn(when, tables.post_then(post, when), number))
        self.out.append(Reference(label, text, "cable", name, self.span))
        if not year and when and when != self.own.year:
            self.notes.append(_of_year(self.out[-1], listed is not None, self.line))


def _apart(text: str) -> Iterator[str]:
    """The parts of an item in which a cable and an airgram share a label: `STATE 41207 AND A-48`."""
    start = 0
    for found in _AIRGRAM_JOINT.finditer(text):
        if found["more"] is not None and not is_reference(text[found.end() :]):
            continue  # `A-117, AUGUST 2, 1973`
        yield text[start : found.end("more") if found["more"] is not None else found.start()]
        start = found.end()
    yield text[start:]


def _runs(lines: Lines, pieces: list[int]) -> list[list[int]]:
    """The pieces of each REF field. A second REF label begins a second field."""
    runs: list[list[int]] = []
    for k in pieces:
        between = lines.text[runs[-1][-1] + 1 : k] if runs else ()
        if runs and not any(map(field_labels.head_label, between)):
            runs[-1].append(k)
        else:
            runs.append([k])
    return runs


def _labelled(text: str) -> list[tuple[str | None, str]]:
    """(label, item) pairs. An item ends at the next label or, without labels, at a semicolon.

    A number alone after the semicolon is of the cable before it: `ROME 77; 79`.
    """
    cuts = labels(text)
    if not cuts:
        items: list[str] = []
        for part in filter(lambda part: part.strip(" ."), text.split(";")):
            more = items and _MORE.match(f";{part}") and next_cable(items[-1], 0)
            items[-1:] = [f"{items[-1]};{part}"] if more else [*items[-1:], part.strip()]
        return [(None, item.strip()) for item in items]
    out: list[tuple[str | None, str]] = []
    for place, (letter, _, end) in enumerate(cuts):
        stop = cuts[place + 1][1] if place + 1 < len(cuts) else len(text)
        out.append((letter, text[end:stop].lstrip(" ,;").rstrip(" ,;(")))
    return out
