"""Who was at the meeting, by sides, and the short paragraph that holds only its date, time and place (FORMAT 5)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from cablecli.model import Diagnostic, Meeting, Participant, Span
from cablecli.parser.body import Body
from cablecli.parser.lines.index import Lines
from cablecli.parser.people import evidence as e
from cablecli.parser.people.lists import Attendee
from cablecli.parser.people.shapes import kind_of
from cablecli.parser.tokens import dates, portion_markings
from cablecli.patterns import pattern

if TYPE_CHECKING:
    from re import Match

_WHOLE = "an entry of a list of people could not be taken apart; it stands whole as the role"
_LONGEST_FIRST = 90  # characters of a first paragraph that is a meeting line without a list
_LONGEST = 160  # characters of a paragraph that is only date and place
_NEAR = 4  # lines above and below a list among which fields of date and place stand
_MOST_WORDS = 14  # of a place
_HOUR = r"""[0-9]{1,2}(?:[:.][0-9]{2})?"""
_HALF = r"""(?:[AP]\.?M\.?|HOURS|HRS|NOON)"""
_TIME = rf"""(?:{_HOUR}(?:[ ]?{_HALF})?[ ]?(?:-|TO|\u2013)[ ]?)?{_HOUR}[ ]?{_HALF}
    |(?:[0-9]{{4}}[ ]?-[ ]?)?[0-9]{{4}}(?:[ ]?(?:HOURS|HRS|L)\b|(?=[;,.]))|NOON
    |[0-9]{{1,2}}:[0-9]{{2}}(?:[ ]?-[ ]?[0-9]{{1,2}}:[0-9]{{2}})?"""
_ZONE = r"""(?:[ ](?:LOCAL(?:[ ]TIME)?|[ECMP][SD]T|GMT|Z)\b)?"""
_MONTH = dates.MONTH_WORD
_DAY = rf"""(?:[A-Z]{{3,6}}DAY,?[ ]+)?(?P<day>{_MONTH}[ ]+[0-9]{{1,2}}
            (?:[ ]?(?:-|AND|TO)[ ]?(?P<last>{_MONTH}[ ]+)?[0-9]{{1,2}}\b)?(?:(?:,[ ]*|[ ]+)[0-9]{{4}})?
        |[0-9]{{1,2}}[ ]+{_MONTH}(?:,?[ ]+[0-9]{{4}}|(?=[;,])))"""
_LABEL = pattern(
    "label of date, time or place",
    # one word or several: `Date and place of meeting:`
    r"""(?:^|(?<=[ ;,.]))(?:(?:MEETING|DATES?|TIME|PLACE|LOCATION|VENUE|WHEN|WHERE|AND|OF|&|/)[ ]?){1,6}:[ ]*""",
    ignore_case=True,
)
_TIME_FIRST = pattern(
    "time before the day", rf"""(?:{_TIME}){_ZONE}[;,]?[ ](?:ON[ ])?(?={_DAY})""", ignore_case=True
)
_WHEN = pattern(
    "day and time",
    # with or without a word that leads to the time
    rf"""{_DAY}(?:(?:[;,.:]|[ ]AT)?[ ]*[(]?(?:AT[ ]|FROM[ ]|APPROXIMATELY[ ]|APPROX\.?[ ])?(?:{_TIME}){_ZONE}[)]?)?""",
    ignore_case=True,
)
_PLACE_FIRST = pattern(
    "place before the date",
    # up to a semicolon, with a time at most after the day
    rf"""(?P<place>[A-Z][^;:.0-9]{{2,40}});[ ](?={_DAY}(?:[;,][^;]{{0,30}})?$)""",
    ignore_case=True,
)
_INITIALS_LAST = pattern("initials at a place's end", r"""\b[A-Z]\.[ ]?[A-Z]\.$""")  # `Washington, D.C.`
_PREPOSITION = pattern("word before a place", r"""^(?:in|at)[ ](?=(?:the[ ])?[A-Z])""")
_LABEL_STARTS = frozenset(("date", "meet", "time", "plac", "loca", "venu", "when", "wher"))
_SENTENCE = pattern(
    "end of a place before a sentence",
    # not at `St. Julian's`, `Office of Gen. Borg`
    r"""(?<=[\w']{4})\.[ ](?=["(A-Z]) | [ ](?=\(NOTE: | SUBJECT:)""",
    ignore_case=True,
)
_NO_PLACE = frozenset(("by", "with", "marked", "saw"))  # beside verbs and the like


class Met(NamedTuple):
    """The meeting, who took part, and what was doubtful."""

    meeting: Meeting
    participants: tuple[Participant, ...]
    notes: tuple[Diagnostic, ...]


def read(lines: Lines, body: Body) -> Met:
    """The meeting and its participants; none where the cable lists nobody."""
    listed = [one for listing in body.people for one in listing.people]
    starts = [paragraph.span.start for paragraph in body.paragraphs]
    return Met(
        _meeting(lines, body) or Meeting(None, None),
        tuple(_participant(lines, body, starts, one) for one in listed),
        tuple(
            Diagnostic("entry-whole", _WHOLE, lines.number[one.first]) for one in listed if one.entry.doubtful
        ),
    )


def _participant(lines: Lines, body: Body, starts: list[int], one: Attendee) -> Participant:
    who, span = one.entry, lines.span(one.first, one.last)
    above = bisect_right(starts, span.start) - 1
    inside = above >= 0 and span.start < body.paragraphs[above].span.end
    number = body.paragraphs[above].number if inside else None
    return Participant(
        one.side, who.name, who.title, who.role, who.notetaker, number, who.text, span, one.unit
    )


def _meeting(lines: Lines, body: Body) -> Meeting | None:
    """The meeting line above the first list, or else at the head of the text."""
    for text, span in chain(_fields(lines, body), _above_list(lines, body)):
        if found := _date_and_place(text, span):
            return found
    return _first_paragraphs(lines, body)


def _fields(lines: Lines, body: Body) -> Iterator[tuple[str, Span]]:
    """The fields of date, time and place on lines of their own near the first list: `Date: May 3` / `Place: Sliema`."""
    text = body.paragraphs[0].span.start if body.paragraphs else 0
    begin = bisect_left(lines.start, text)  # the heading has a date of its own
    for listing in body.people[:1]:
        above = range(max(begin, listing.first - _NEAR), listing.first)
        below = range(listing.last + 1, min(listing.last + 1 + _NEAR, len(lines)))
        for near in (above, below):
            likely = (k for k in near if lines.text[k][:4].lower() in _LABEL_STARTS)
            fields = {k: lines.text[k] for k in likely if _LABEL.match(lines.text[k])}
            if fields:
                dated = sorted(fields.values(), key=_is_labelled, reverse=True)
                yield " ".join(dated), lines.span(min(fields), max(fields))


def _above_list(lines: Lines, body: Body) -> Iterator[tuple[str, Span]]:
    """What stands above the first list in its own paragraph, and the two paragraphs before that, the nearest first."""
    first = body.people[0].first if body.people else 0
    start = lines.start[first] if body.people else 0
    for paragraph in body.paragraphs:
        if paragraph.span.start < start < paragraph.span.end:
            above, label, _ = paragraph.text.partition(lines.text[first])
            if above and label:
                yield above, Span(paragraph.span.start, lines.span(first - 1, first - 1).end)
    for paragraph in reversed([p for p in body.paragraphs if p.span.end <= start][-2:]):
        yield paragraph.text, paragraph.span


def _first_paragraphs(lines: Lines, body: Body) -> Meeting | None:
    """A meeting line far from the list or without one: it stands first, or it has labels and is among the first."""
    listed = [lines.start[listing.first] for listing in body.people[:1]]
    short = [p for p in body.paragraphs[:3] if len(p.text) <= _LONGEST]
    for paragraph in short:
        if any(paragraph.span.start <= at < paragraph.span.end for at in listed):
            continue  # its people are no place
        first = paragraph is body.paragraphs[0] and paragraph.number in (1, None)
        read = (first and len(paragraph.text) < _LONGEST_FIRST) or _is_labelled(paragraph.text)
        if read and (found := _date_and_place(paragraph.text, paragraph.span)):
            return found
    for heading in body.headings[:1]:
        if heading.text[0] == "(":  # `(U) March 28, 2009; 8:30 am; Valletta` without a number
            return _date_and_place(heading.text, heading.span)
    return None


# -- the line with date and place ----------------------------------------------------------------------


def _is_labelled(text: str) -> bool:
    """Whether a text opens with `Date:`, `Meeting Date:` or the like."""
    found = _LABEL.match(text) if text[:4].lower() in _LABEL_STARTS else None
    return found is not None and "date" in found[0].lower()


def _date_and_place(text: str, span: Span) -> Meeting | None:
    """`March 28, 2009; 8:30 am; Valletta.`: a date, perhaps a time and a place, and no verb."""
    if len(text) > _LONGEST:
        return None
    text = " ".join(text.split())
    if found := portion_markings.portion(text):
        text = text[found[1] :].lstrip()
    text = _without_labels(text)
    when = _when(text) or _when(text := _date_first(text))
    if not when:
        return None
    date, rest = text[: when.end()].rstrip(" ,;:"), text[when.end() :]
    if rest.startswith(".") and date[-1].lower() == "m" and "." in date[-4:]:
        date += "."  # the stop is that of `p.m.`
    rest = rest.strip(" ;,:") if _INITIALS_LAST.search(rest) else rest.strip(" ;,.:")
    place = _PREPOSITION.sub("", _SENTENCE.split(rest, maxsplit=1)[0])
    return Meeting(date, place or None, span, _iso(when)) if not place or _is_place(place) else None


def _when(text: str) -> "Match[str] | None":
    """The day, and the time after it, that a text begins with, perhaps after a time."""
    early = _TIME_FIRST.match(text) if text[:1].isdigit() or text[:4].lower() == "noon" else None
    return _WHEN.match(text, early.end() if early else 0)


def _date_first(text: str) -> str:
    """A text with a place before its date the other way round: `Valletta; March 28, 2009`."""
    placed = _PLACE_FIRST.match(text) if ";" in text else None
    return f"{text[placed.end() :]}; {placed['place']}" if placed else text


def _iso(when: "Match[str]") -> str | None:
    """The ISO date of a meeting of one day that tells its year, or of the last one of two months; else None."""
    return dates.read_date(when.string[max(when.start("day"), when.start("last")) : when.end("day")])


def _without_labels(text: str) -> str:
    """The values alone, divided by what stood between them, else by a comma: `Date: May 3 Place: Sliema`."""
    parts = [part.strip() for part in _LABEL.split(text)]
    out = parts[0]
    for part in parts[1:]:
        out += part if not out else f" {part}" if out[-1] in ";,." else f", {part}"
    return out


def _is_place(text: str) -> bool:
    words, upper = text.split(), text.isupper()
    said = [word.strip(",.;") for word in words]
    if len(words) > _MOST_WORDS or any(
        word.lower() in _NO_PLACE or kind_of(word, upper) == e.VERB for word in said
    ):
        return False
    return text[0].isupper() or text.startswith("the ") or not text[0].isalpha()
