"""Who was at the meeting: the participants list by sides, and the line with date and place (format 4.8).

Only a list is read. People named in prose, travellers and biographies are no participants.
"""

from typing import NamedTuple

from cablecli import tables
from cablecli.model import Meeting, Participant, Span
from cablecli.parser import labels, marking, people, roster
from cablecli.parser.body import Body, Draft
from cablecli.parser.lines import Lines, is_rule
from cablecli.parser.parts import BLANK, LINE, Part, join, single, single_lines
from cablecli.parser.pattern import pattern

_SIDES = frozenset(
    (
        "u.s",
        "us",
        "usg",
        "united states",
        "the united states",
        "u.s. side",
        "us side",
        "united kingdom",
        "uk",
        "u.k",
        "eu",
        "european union",
        "un",
        "nato",
        "united nations",
        "russia",
        "south korea",
        "north korea",
        "rok",
        "dprk",
        "prc",
        "uae",
        "burma",
        "czech republic",
        "bosnia",
    )
)
_SIDE_TAIL = pattern(
    "side heading",
    r"""(?:ON[ ])?(?:THE[ ])?(?P<side>.{2,40}?)[ ]+(?:PARTICIPANTS?|SIDE|DELEGATION|TEAM|ATTENDEES
        |REPRESENTATIVES|OFFICIALS)(?:[ ]INCLUDED)?[ ]*:?""",
    ignore_case=True,
)
_UNIT = pattern(
    "sub-heading of a side",
    r"""(?:MINISTRY|DEPARTMENT|OFFICE|BUREAU|AGENCY|NATIONAL|CENTRAL|STATE[ ]DEPARTMENT|EMBASSY|HOUSE
        |SENATE|COMMISSION|GENERAL[ ]STAFF|DIRECTORATE|DEPT)\b.{0,60}""",
    ignore_case=True,
)
_TIME = r"""[0-9]{1,2}(?:[:.][0-9]{2})?(?:[ ]?(?:-|TO
    |\u2013)[ ]?[0-9]{1,2}(?:[:.][0-9]{2})?)?[ ]?(?:A\.?M\.?|P\.?M\.?|HOURS|HRS|NOON|LOCAL)
|[0-9]{4}[ ]?(?:HOURS|HRS|L)\b|NOON|[0-9]{1,2}:[0-9]{2}(?:[ ]?-[ ]?[0-9]{1,2}:[0-9]{2})?"""
_MONTH = r"""(?:JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?
    |SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\.?"""
_MEETING = pattern(
    "meeting line",
    rf"""(?:(?:DATE|TIME[ ]AND[ ]DATE|DATE[ ]AND[ ]TIME|MEETING[ ]DATE|WHEN)[ ]?:[ ]*)?(?P<date>(?:(?:MON
        |TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY,?[ ]+)?
        (?:{_MONTH}[ ]+[0-9]{{1,2}}(?:[ ]?-[ ]?(?:{_MONTH}[ ]+)?[0-9]{{1,2}})?(?:(?:,[ ]*|[ ]+)[0-9]{{4}})?
            |[0-9]{{1,2}}[ ]+{_MONTH},?[ ]+[0-9]{{4}})
        (?:(?:[;,.:]|[ ]AT)?[ ]*(?:TIME:[ ]*)?(?:AT[ ]|FROM[ ]|APPROXIMATELY[ ]|APPROX\.?[ ])?(?:{_TIME}))?)
        (?P<rest>.*)$""",
    ignore_case=True,
)
_VERBS = frozenset(
    """is was were are has had have met said held began marked will would saw took made came went the
    that which who told called visited noted agreed""".split()
)


class _Entry(NamedTuple):
    side: str | None
    text: str
    span: Span
    run_on: bool  # one of several people, or too many words, on a line


def read(source: Lines, body: Body) -> tuple[Meeting, tuple[Participant, ...]]:
    """The meeting and its participants; none where the cable lists nobody."""
    people_: list[Participant] = []
    meeting = Meeting(None, None)
    for place, draft in enumerate(body.drafts):
        if not draft.listing:
            continue
        found = _list(source, draft)
        people_.extend(found)
        if found and meeting.date is None and place:
            meeting = _meeting(body, place) or meeting
    if meeting.date is None and body.drafts and not people_:
        meeting = _first_line(body) or meeting
    return meeting, tuple(people_)


def _meeting(body: Body, place: int) -> Meeting | None:
    for k in range(place - 1, max(-1, place - 3), -1):
        if found := _meeting_line(body.paragraphs[k].text, body.paragraphs[k].span):
            return found
    return None


def _first_line(body: Body) -> Meeting | None:
    first = body.paragraphs[0]
    return (
        _meeting_line(first.text, first.span) if len(first.text) < 90 and first.number in (1, None) else None
    )


def _meeting_line(text: str, span: Span) -> Meeting | None:
    """`March 28, 2009; 8:30 am; Valletta.`: a date, perhaps a time and a place, and no verb."""
    if len(text) > 160:
        return None
    found = _MEETING.match(" ".join(text.split()))
    if not found:
        return None
    rest = found["rest"].strip(" ;,.:")
    if rest.lower().startswith(("place:", "location:")):
        rest = rest.partition(":")[2].strip()
    words = rest.split()
    if (
        len(words) > 14
        or any(w.lower().strip(",.;") in _VERBS - {"the"} for w in words)
        or (words and words[0][0].islower())
    ):
        return None
    date = found["date"].strip()
    if found["rest"].startswith(".") and date[-1:].lower() == "m" and "." in date[-4:-1]:
        date += "."
    return Meeting(date, rest or None, span)


# -- the list --------------------------------------------------------------------------------------


def _list(source: Lines, draft: Draft) -> list[Participant]:
    parts = _without_label(source, draft)
    if not parts or _is_prose(parts):
        return []
    out = []
    for entry in _entries(source, parts):
        text, notetaker = people.take_notetaker(entry.text)
        person = people.read(text) if text else people.Person(None, None, None)
        role = person.role if person.name else entry.text.strip()
        if entry.run_on and roster.crowded(person.name or ""):
            person, role = (
                people.Person(None, None, None),
                None,
            )  # names that nothing divides: `text` has them
        out.append(
            Participant(
                entry.side, person.name, person.title, role, notetaker, draft.number, entry.text, entry.span
            )
        )
    return out


def _without_label(source: Lines, draft: Draft) -> list[Part]:
    """The list's lines without its label; what follows the label on its line is the first of them."""
    parts = single_lines(source, [p for p in draft.parts if p.text])
    if not parts:
        return []
    end = labels.opens_list_of_people(parts[0].text)
    if end is not None:
        rest = parts[0].text[end:].strip()
        parts[0:1] = [single(rest, LINE, parts[0].piece)] if rest else []
        if rest:
            parts = _one_block(parts, source)
    return parts


def _one_block(parts: list[Part], source: Lines) -> list[Part]:
    """A list that begins behind its label is running text: its first block is one line."""
    stop = next((k for k, p in enumerate(parts) if k and p.before == BLANK), len(parts))
    text = parts[0].text
    for part in parts[1:stop]:
        text = join(text, part.text, source.content)
    return [single(text, LINE, parts[0].piece), *parts[stop:]]


def _is_prose(parts: list[Part]) -> bool:
    """Sentences behind the label, not a list: `participants agreed that ...`."""
    text = " ".join(p.text for p in parts)
    words = text.lower().split()
    verbs = sum(w.strip(",.;") in _VERBS - {"the", "that", "who", "which", "is", "marked"} for w in words)
    return verbs > 1 + len(words) // 40 or (len(parts) == 1 and text[0].islower())


def _entries(source: Lines, parts: list[Part]) -> list[_Entry]:
    lines_ = _unwrapped(source, parts)
    out: list[_Entry] = []
    side: str | None = None
    for place, (text, before, underlined, first, last) in enumerate(lines_):
        named = _side(text, before, underlined, place, lines_)
        if named == "":
            continue
        if named:
            side = named
            continue
        inline_side, rest = _inline_side(text)
        if inline_side:
            side, text = inline_side, rest
        unwrapped = first != last and len(lines_) > 1 and not inline_side and ";" not in text
        entries = [text] if unwrapped else roster.split(text)
        out += [_Entry(side, entry, source.span(first, last), len(entries) > 1) for entry in entries]
    return [e for e in out if e.text]


_Line = tuple[str, int, bool, int, int]


def _unwrapped(source: Lines, parts: list[Part]) -> list[_Line]:
    """(text, what stands before, underlined, first piece, last piece) of each entry, wrapped lines joined."""
    out: list[_Line] = []
    for part in parts:
        if is_rule(part.text):
            if out:
                out[-1] = (*out[-1][:2], True, *out[-1][3:])
            continue
        if found := marking.portion(part.text):
            part = single(part.text[found[1] :].strip() or part.text, part.before, part.piece)
        text = part.text.lstrip("-*•·–¶\ufffd ").strip() or part.text
        if out and _wraps(out[-1], part, text):
            before = out[-1]
            out[-1] = (
                join(before[0], text, source.content),
                before[1],
                before[2],
                before[3],
                part.piece,
            )
        else:
            out.append((text, part.before, False, part.piece, part.piece))
    return out


def _wraps(before: _Line, part: Part, text: str) -> bool:
    """Whether a line goes on with the entry before it: after a comma or `of`, in lower case, in mid-role."""
    old = before[0]
    if before[2] or part.text[0] in "-*•·" or old[-1] == ":":
        return False
    tail = old.rsplit(" ", 1)[-1].lower()
    if old[-1] in ",&" or tail in ("of", "and", "the", "for"):
        return True
    if part.before == BLANK:
        return False
    if tail in ("to", "in", "at", "on", "de") or (text[0].islower() and not text.startswith("xxx")):
        return True
    if "," not in old or old[-1] in ".;)" or len(old) < 34 or text.startswith("The "):
        return False
    head = text.split(",")[0]
    office = people.split_title(head)[1] is None and all(
        w.lower().strip(".,") in people.OFFICES or people.is_rank(w) for w in head.split()
    )
    return len(old) < 80 and (office or (len(old) >= 50 and len(text.split()) == 1))


def _side(text: str, before: int, underlined: bool, place: int, all_: list[_Line]) -> str | None:
    """The side that a line heads; "" for a sub-heading that changes no side; None for a person."""
    bare = text.rstrip(": ").strip()
    plain = bare.lower().rstrip(".")
    more = place + 1 < len(all_)
    if not more or not bare or "," in bare or len(bare) > 50:
        return None
    known = plain in _SIDES or plain in tables.places() or plain.startswith("republic of ")
    tail = _SIDE_TAIL.fullmatch(bare)
    if known or tail:
        return _article(bare)
    if _UNIT.fullmatch(bare) and (
        text.endswith(":")
        or underlined
        or (before == BLANK and place > 0)
        or (place and _is_heading(all_, place - 1))
    ):
        return "" if place and any(_is_heading(all_, k) for k in range(place)) else _article(bare)
    if text.endswith(":") or underlined:
        return _article(bare)
    return _article(bare) if _is_heading(all_, place) else None


def _is_heading(all_: list[_Line], place: int) -> bool:
    """Whether the layout alone makes a line a side: short, without title, at the head of a group."""
    text, before, underlined, _, _ = all_[place]
    words = text.rstrip(":").split()
    if underlined or text.endswith(":"):
        return True
    plain = text.lower().rstrip(".: ")
    if plain in _SIDES or plain in tables.places():
        return True
    if (
        len(words) > 3
        or "(" in text
        or "xxx" in plain
        or any(c.isdigit() for c in text)
        or place + 1 >= len(all_)
    ):
        return False
    if (people.split_title(text)[0] is not None and len(words) > 1) or any(
        w.lower().strip(".") in people.RANKS for w in words
    ):
        return False
    after = all_[place + 1]
    grouped = any(line[1] == LINE for line in all_[1:])
    if place == 0 or before != LINE:
        if grouped:
            return after[1] == LINE and (place == 0 or before == BLANK) and len(words) <= 2
        return len(words) == 1 and (place == 0 or text.isupper() or len(text) > 3)
    return len(words) == 1 and len(all_[place + 1][0].split()) > 1


def _article(name: str) -> str:
    name = name.strip(" -*:")
    return name[4:] if name[:4].lower() == "the " else name


def _inline_side(text: str) -> tuple[str | None, str]:
    """`U.S.: Ambassador Whitlock; Poloff Hollis` gives the side and the rest."""
    head, colon, rest = text.partition(":")
    if colon and rest.strip() and len(head) < 36 and "," not in head and len(head.split()) <= 4:
        plain = head.strip().lower().rstrip(".")
        tail = _SIDE_TAIL.fullmatch(head.strip())
        if plain in _SIDES or plain in tables.places() or tail:
            return _article(head.strip()), rest.strip()
    return None, text
