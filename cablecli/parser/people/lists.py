"""Where a text lists the people at a meeting, and who they are: label, rows, entries, the end, each by its evidence.

A list is the run of rows below a label that gives most points (`search`); a label over rows that give too few is none.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from cablecli.model import Diagnostic
from cablecli.parser.lines.index import Lines
from cablecli.parser.people import entries, labels, layout, leaders, search, sides
from cablecli.parser.people import evidence as e
from cablecli.parser.people.columns import columns
from cablecli.parser.people.entries import Person
from cablecli.parser.people.labels import Opening, announces, is_sentence
from cablecli.parser.people.rows import MOST_ROWS, Row, below, is_endless, joined
from cablecli.parser.people.search import Group
from cablecli.parser.people.shapes import UNSAID
from cablecli.parser.people.words import kinds
from cablecli.parser.tokens.rules import is_rule
from cablecli.patterns import pattern

_UNREAD = "a list of people stands in a line of more than 4,000 characters; nobody was read from it"
# That a line of the text may be a row, on average: labels over nobody make it dear to try them all.
_TIMES = 2
_FEW_ROWS = 24  # that show most labels to be over nobody
_MORE = 5  # times as many, where those are not enough
_SIGNS = " -\u2013\u2014*/="
_FRAMES = frozenset("-\u2013\u2014*=")
_FEWEST_FRAMED = 2  # words between signs: one may be a remark
_NAMED = 3  # of so many entries one at least has a name
_COUNTRIES = e.PLACE * 3  # so many on end are no name: `Against: Malta, Chad, Peru`
_THINGS = 3  # of so many entries one is a firm or ship where such are listed
_RECORDS = 3  # of so many people one has a date of birth or a passport where papers are told of
_STEMS_OF_PAPERS = ("ob", "birth", "born", "passport", "visa", "nation", "citizen", "sex")  # one is in each
_PAPERS = pattern(
    "field of a person's papers",
    r"""\b(?:DP?OB | POB | (?:date|place)[ ](?:and[ ]place[ ])?of[ ]birth | born[ ](?:on|in)\b
        | (?:visa|passport)[ ](?:no|number|nr|num|class|type|category)\b | passport[ ]?[:\#]
        | (?:nationality|citizenship|sex)[ ]?:)""",
    ignore_case=True,
)
_FEWEST_OFFICES = 2  # below a label that names nobody
_FEWEST_ALONE = 4  # people of a list on one side without a label


class Attendee(NamedTuple):
    """A person of a list, with the side and unit above, and the pieces of its lines."""

    side: str | None
    unit: str | None
    entry: Person
    first: int
    last: int


class Listing(NamedTuple):
    """A list: the piece that its label stands on, the pieces of its rows, its people."""

    label: int | None  # None where two sides stand alone
    first: int
    rows: frozenset[int]
    last: int
    people: tuple[Attendee, ...]


def find(lines: Lines, start: int, notes: list[Diagnostic]) -> tuple[Listing, ...]:
    """The lists of people in the text from piece `start` on; what is too long to be one is told in `notes`."""
    out: list[Listing] = []
    end, tried, among = start - 1, 0, None
    for label, after in pairwise(chain(labels.find(lines, start), (None,))):
        if (
            not label
            or label.piece <= end
            or tried > _TIMES * len(lines)
            or _is_over_another(lines, label, after)
        ):
            continue
        if found := _listing(lines, label):
            if any(one.side for one in found.people):
                out[-1:] = [_on_side(one, among) for one in out[-1:]]
                found = _on_side(found, label.among)
            out.append(found)
            end, among = found.last, label.among
            continue
        tried += min(_FEW_ROWS, len(lines) - label.piece)
        if label.least == e.LABELLED and is_endless(lines, label.piece, label.at):
            notes.append(Diagnostic("list-unread", _UNREAD, lines.number[label.piece]))
    return tuple(out)


def _on_side(found: Listing, side: str | None) -> Listing:
    """A list with a side for those who have none, as others have one."""
    people = (one if one.side else one._replace(side=side) for one in found.people)
    return found._replace(people=tuple(people))


def _is_over_another(lines: Lines, label: Opening, after: Opening | None) -> bool:
    """Whether a label stands right above another with its noun or of one word, which then heads the people."""
    text, below = lines.text[label.piece], lines.text[label.piece + 1 : label.piece + 2]
    if label.at != len(text):
        return False
    if after and after.piece == label.piece + 1 + any(map(is_rule, below)) and after.least == e.LABELLED:
        said = lines.text[after.piece][: after.at].rstrip(" :")
        return " " not in said.rpartition(") ")[2]  # `2. (C) Participants:`, not `Codel Members:`
    return any(line.endswith(text.rpartition(" ")[2]) for line in below)


def _listing(lines: Lines, label: Opening, most: int = _FEW_ROWS) -> Listing | None:
    """The list below a label, where the rows read as people; only what the first rows leave open reads on to `most`."""
    rows = below(lines, label.piece, label.at, most)
    cut = len(rows) >= most
    rows = columns(_announced(_with_colons(_without_boxes(leaders.apart(rows) if label.led else rows))))
    if not rows:
        return None
    lead = labels.after_lead(rows[0].text)
    rows[0] = rows[0]._replace(text=rows[0].text[lead:])
    amid = 0 < label.at < len(lines.text[label.piece]) and rows[0].text[-1] != ":"
    rows = layout.with_offices(rows)
    look = layout.measure(lines, rows, lead > 0 or label.led or amid)
    rows = layout.flowing(rows, look)
    best, over = search.best(rows, look, label.side is not None)
    if cut and not over and most < MOST_ROWS:
        return _listing(lines, label, most * _MORE)
    groups = best.groups()
    people = tuple(_people(groups, label.side, rows))
    if best.points < label.least:
        return None
    last = rows[groups[-1].last].last
    if not _bear_out(people, label, lines.text[label.piece : last + 2], lines.text[last + 1 :]):
        return None
    mine = frozenset(range(label.piece + (label.at > 0), last + 1))
    numbered = (row.piece for row in rows if row.opens)
    return Listing(label.piece if label.at else None, label.piece, mine.difference(numbered), last, people)


def _bear_out(people: tuple[Attendee, ...], label: Opening, texts: list[str], below: list[str]) -> bool:
    """Whether people are what their label says: those of a meeting, who are told of in these lines."""
    if not _are_people(people, label.least) or _are_records(people, texts):
        return False
    if label.mute and not _met(people, below):
        return False
    return not (label.led and _is_one(people)) and not (label.met and not _are_told(people))


def _are_people(people: tuple[Attendee, ...], least: int) -> bool:
    """Whether enough entries have names, and more than names; below a label offices will do: `the DCM`.

    A list without a label has two sides or is long, and words of people in it: ships have names and kinds as well.
    """
    named = sum(one.entry.name is not None for one in people)
    tell_who = named * _NAMED >= len(people) > 0 or (least == e.LABELLED and _are_offices(people))
    if not tell_who or _are_bare(people) or _are_things(people):
        return False
    if least < e.UNLABELLED:
        return True
    known = sum(sides.is_somebody(one.entry.text) for one in people)
    several = len({one.side for one in people}) > 1 or len(people) >= _FEWEST_ALONE
    return several and known * 2 >= len(people)


def _met(people: tuple[Attendee, ...], texts: Sequence[str]) -> bool:
    """Whether most entries tell more than a name, and the texts below the list report what the people said."""
    if not _are_told(people):
        return False
    from cablecli.parser.people import speakers  # only lists without a label need it

    return speakers.report(texts, [one.entry for one in people])


def _are_told(people: tuple[Attendee, ...]) -> bool:
    """Whether several have names, most more than that, and half have words of people: those of a meeting, not firms."""
    told = sum(any((one.entry.title, one.entry.role, one.side)) for one in people)
    known = sum(sides.is_somebody(one.entry.text) for one in people)
    return told * 3 >= len(people) * 2 and not _is_one(people) and known * 2 >= len(people)


def _are_offices(people: tuple[Attendee, ...]) -> bool:
    """Whether most entries, and two at least, tell of one person by an office: `the Ambassador`, not `ministers`."""
    offices = sum(sides.is_office(one.entry.text) for one in people)
    return offices >= _FEWEST_OFFICES and offices * 4 >= len(people) * 3


def _are_bare(people: tuple[Attendee, ...]) -> bool:
    """Whether most entries are mere names on no known side: companies and ships take part as well (`USS Nimitz`)."""
    plain = sum(sides.is_plain(one.entry.text) for one in people)
    return plain * 2 >= len(people) and not any(one.side and sides.is_known(one.side) for one in people)


def _are_things(people: tuple[Attendee, ...]) -> bool:
    """Whether firms, ships or countries are listed: in a list of people few entries look like one."""
    said = [kinds(one.entry.text) for one in people]
    countries = sum(_COUNTRIES in one and one.count(e.PLACE) * 2 > len(one) for one in said)
    things = sum(entries.is_firm_or_ship(one.entry.text) for one in people)
    return (things + countries) * _THINGS >= len(people)


def _is_one(people: tuple[Attendee, ...]) -> bool:
    """Whether a leader alone has a name: `led by Borg and included representatives of two unions`."""
    return sum(one.entry.name is not None for one in people) == 1


def _are_records(people: tuple[Attendee, ...], texts: Sequence[str]) -> bool:
    """Whether the lines of people, or that below them, tell what applicants and suspects have in their papers."""
    whole = "\n".join(texts).lower()
    if not any(map(whole.__contains__, _STEMS_OF_PAPERS)):
        return False
    told = sum(_PAPERS.search(text) is not None for text in texts)
    return told * _RECORDS >= len(people)


def _with_colons(rows: list[Row]) -> list[Row]:
    """The rows with colons for the signs that end heads, where a known side has them, or stand on both sides of them.

    `U.S. --`, `Harbor Board --`; `-- Harbor Forces --`, `*Harbor Board*`.
    """
    signed = {k: text for k, row in enumerate(rows) if (text := row.text.rstrip(_SIGNS)) != row.text}
    framed = sum(map(_is_framed, signed.values()))
    if framed < _FEWEST_FRAMED and not any(map(sides.is_known, signed.values())):
        return rows
    heads = {k: f"{text}:" for k, text in signed.items() if _may_head(text)}
    return [row._replace(text=heads[k], bullet="") if k in heads else row for k, row in enumerate(rows)]


def _without_boxes(rows: list[Row]) -> list[Row]:
    """The rows with colons for the brackets of heads, where the first and another are such: `[Ports]`, `[Rebels]`."""
    boxed = {k: f"{row.text[1:-1]}:" for k, row in enumerate(rows) if _is_boxed(row.text)}
    if 0 not in boxed or len(set(boxed.values())) == 1:
        return rows
    return [row._replace(text=boxed.get(k, row.text)) for k, row in enumerate(rows)]


def _is_boxed(text: str) -> bool:
    """Whether a row is words in square brackets, and neither they nor X's stand for a withheld name."""
    boxed = text[0] == "[" and text[-1] == "]" and text.count("[") == 1
    return boxed and text.strip("[Xx]") != "" and not UNSAID.search(text)


def _is_framed(text: str) -> bool:
    """Whether words that a sign ends begin with one too, or with FOR THE, and may head people: `-- Harbor Forces`."""
    return (text[:1] in _FRAMES or text[:8].lower() == "for the ") and sides.points(f"{text}:") > 0


def _may_head(text: str) -> bool:
    """Whether words stand between signs, or name a country, what is of it, or an office: `Soviet`, `Harbor Board`."""
    plain = sides.is_known(text) or sides.is_organ(text) or set(kinds(text)) == {e.PLACE}
    return plain or _is_framed(text)


def _announced(rows: list[Row]) -> list[Row]:
    """The rows with announcing sentences on one row each: `On the side of the Minister sat at the` / `table:`."""
    out = rows[:1]
    for row in rows[1:]:
        apart = row.text[-1] != ":" or row.gap or row.bullet or out[-1].bullet or out[-1].text[-1] in ".:;"
        if apart or _is_whole(row.text) or not is_sentence(f"{out[-1].text} {row.text}"):
            out.append(row)
        else:
            out[-1] = joined((out[-1], row))
    return out


def _is_whole(text: str) -> bool:
    """Whether a line names a side or announces people by itself: `Other participants:`."""
    return sides.is_known(text) or (text[0].isupper() and announces(text))


def _people(groups: list[Group], side: str | None, rows: list[Row]) -> Iterator[Attendee]:
    """The people of a list under their sides."""
    above = _Above(side, nested=any(one.head and other.head for one, other in pairwise(groups)))
    _judge_first_head(rows, [group.first for group in groups if group.head])
    inner = True  # nobody stands between the side and a head
    for group in groups:
        row = rows[group.first]
        if group.head:
            above.go_below(row, inner=inner)
        inner = group.head
        for own, one in group.people:
            if own is not None:
                above.go_after(own, apart=row.opens)
            # a head may be a mere sign, `]` above a rule, which names nobody
            yield Attendee(above.side or None, above.unit or None, one, row.piece, rows[group.last].last)


def _judge_first_head(rows: list[Row], heads: list[int]) -> None:
    """A label stands above the first head: whether blank lines part the sides, the others show.

    So they show whether the number before `Members:` is a side's or that of the paragraph.
    """
    for k in heads[:1]:
        gaps = [rows[at].gap for at in heads[1:] if sides.is_known(rows[at].text)]
        own = sides.is_known(rows[k].text) or any(rows[at].bullet for at in heads[1:])
        rows[k] = rows[k]._replace(gap=max(gaps, default=rows[k].gap), bullet=rows[k].bullet if own else "")


class _Above:
    """The side and the unit within it of those who come next; `nested` where heads of units follow heads of sides."""

    def __init__(self, side: str | None, *, nested: bool) -> None:
        self.side = side
        self.unit: str | None = None
        self.nested = nested
        self.certain = side is not None  # a country or the label named a side
        self.look: tuple[bool, ...] = ()  # of the head of the side; another that looks like it is no unit's
        self.look_of_unit: tuple[bool, ...] = ()  # another that looks like it is one's: `USFK:`

    def go_below(self, row: Row, *, inner: bool) -> None:
        """A head: a side, or a unit of the side above it."""
        text, look = row.text, (row.gap > 0 or row.page, row.text[-1] == ":", row.ruled, bool(row.bullet))
        side = self.side if look != self.look else None
        known = sides.is_known(text)
        self.certain = self.certain or known
        if (
            side is not None
            and not known
            and (inner or look == self.look_of_unit or sides.is_unit(text, side))
        ):
            self.unit, self.look_of_unit = sides.bare(text), look
            return
        self.side, self.unit = _side_of(text), None
        if not self.nested:
            self.look = look

    def go_after(self, own: str, *, apart: bool) -> None:
        """Words before people on their own line: `State: A, B` below a side is a unit, in its own paragraph a side."""
        if self.certain and not apart and not sides.is_known(own):
            self.unit = own
        else:
            self.side, self.unit = own, None


def _side_of(text: str) -> str | None:
    """The side that a head names; None for a sentence and for `List:`."""
    if not sides.is_known(text) and (is_sentence(text) or sides.bare(text).lower() == "list"):
        return None
    return sides.named(text)
