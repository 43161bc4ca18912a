"""Who was at the meeting: the participants list by sides, and the line with date and place (FORMAT 5).

Only a list is read. People named in prose, travellers and biographies are no participants.
"""

from collections.abc import Iterator
from typing import NamedTuple

from cablecli.model import Meeting, Participant, Span
from cablecli.parser.body import Body
from cablecli.parser.body.paragraphs import Draft
from cablecli.parser.lines.index import Lines
from cablecli.parser.meeting import date_and_place, lists, sides
from cablecli.parser.people import names, run_on_lines

_NOBODY = names.Person(None, None, None)
_LONGEST_FIRST = 90  # characters of a first paragraph that is a meeting line without a list


class _Entry(NamedTuple):
    side: str | None
    text: str
    span: Span
    run_on: bool  # one of several on a line


def read(source: Lines, body: Body) -> tuple[Meeting, tuple[Participant, ...]]:
    """The meeting and its participants; none where the cable lists nobody."""
    people_: list[Participant] = []
    meeting = Meeting(None, None)
    for place, draft in enumerate(body.drafts):
        if not draft.listing:
            continue
        found = [_participant(draft, entry) for entry in _entries(source, lists.rows(source, draft))]
        people_.extend(found)
        if found and meeting.date is None and place:
            meeting = _meeting(body, place) or meeting
    if meeting.date is None and body.drafts:
        meeting = _first_paragraphs(body) or meeting
    return meeting, tuple(people_)


def _meeting(body: Body, place: int) -> Meeting | None:
    """The meeting line among the two paragraphs before the list."""
    for paragraph in reversed(body.paragraphs[max(0, place - 2) : place]):
        if found := date_and_place.read(paragraph.text, paragraph.span):
            return found
    return None


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


def _entries(source: Lines, rows: list[sides.Row]) -> Iterator[_Entry]:
    """Each person's words with the side that they stand under."""
    side: str | None = None
    for place, row in enumerate(rows):
        named = sides.heading(rows, place, side)
        if named is not None:
            side = named or side
            continue
        span = source.span(row.first, row.last)
        for share in sides.inline(row.text, alone=len(rows) == 1):
            side = share.side or side
            wrapped = row.first != row.last and len(rows) > 1 and not share.side and ";" not in share.text
            texts = (
                run_on_lines.joint(share.text)
                if wrapped
                else run_on_lines.split(share.text, run_on=share.run_on)
            )
            yield from (_Entry(side, one, span, len(texts) > 1) for one in texts if one)


def _participant(draft: Draft, entry: _Entry) -> Participant:
    """An entry read; an office without a name, and names that nothing divides, stand whole as the role."""
    text, notetaker = names.take_notetaker(entry.text)
    person = names.read(text) if text else _NOBODY
    if not person.name or (entry.run_on and run_on_lines.crowded(person.name)):
        person = names.Person(None, None, entry.text)
    return Participant(
        entry.side, person.name, person.title, person.role, notetaker, draft.number, entry.text, entry.span
    )
