"""Who was at the meeting, by sides, and the line with date and place (FORMAT 5)."""

from bisect import bisect_right
from typing import NamedTuple

from cablecli.model import Diagnostic, Meeting, Participant
from cablecli.parser.body import Body
from cablecli.parser.lines.index import Lines
from cablecli.parser.meeting import date_and_place
from cablecli.parser.people.lists import Listed

_WHOLE = "an entry of a list of people could not be taken apart; it stands whole as the role"
_LONGEST_FIRST = 90  # characters of a first paragraph that is a meeting line without a list


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


def _participant(lines: Lines, body: Body, starts: list[int], one: Listed) -> Participant:
    who, span = one.entry, lines.span(one.first, one.last)
    above = bisect_right(starts, span.start) - 1
    inside = above >= 0 and span.start < body.paragraphs[above].span.end
    number = body.paragraphs[above].number if inside else None
    return Participant(
        one.side, who.name, who.title, who.role, who.notetaker, number, who.text, span, one.unit
    )


def _meeting(lines: Lines, body: Body) -> Meeting | None:
    """The meeting line among the two paragraphs before the first list, else at the head of the text."""
    start = lines.start[body.people[0].first] if body.people else 0
    before = [p for p in body.paragraphs if p.span.end <= start][-2:]
    for paragraph in reversed(before):
        if found := date_and_place.read(paragraph.text, paragraph.span):
            return found
    return _first_paragraphs(body)


def _first_paragraphs(body: Body) -> Meeting | None:
    """A meeting line far from the list or without one: it stands first, or it has labels and is among the first."""
    short = [p for p in body.paragraphs[:3] if len(p.text) <= date_and_place.LONGEST]
    for paragraph in short:
        first = paragraph is body.paragraphs[0] and paragraph.number in (1, None)
        read = (first and len(paragraph.text) < _LONGEST_FIRST) or date_and_place.labelled(paragraph.text)
        if read and (found := date_and_place.read(paragraph.text, paragraph.span)):
            return found
    for heading in body.headings[:1]:
        if heading.text[0] == "(":  # `(U) March 28, 2009; 8:30 am; Valletta` without a number
            return date_and_place.read(heading.text, heading.span)
    return None
