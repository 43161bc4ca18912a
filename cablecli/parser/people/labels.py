"""Where a list of people may begin: a label, a sentence that announces people, or the American side alone (FORMAT 5).

What is found here only may be a list; the rows below decide (`lists`).
"""

from bisect import bisect
from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from cablecli.facts.words import words as listed
from cablecli.model.role import Role
from cablecli.parser.lines.index import Lines
from cablecli.parser.people import columns, leaders, sides
from cablecli.parser.people import evidence as e
from cablecli.parser.people.words import kinds
from cablecli.parser.tokens import numbers, paragraph_labels, people_labels, portion_markings
from cablecli.parser.tokens.rules import is_rule
from cablecli.patterns import pattern

if TYPE_CHECKING:
    from re import Match

_LEAD = pattern(
    "sentence that announces people",
    # nouns and verbs of presence; a delegation wants a verb, since it may do other things as well
    r"""\b(?:participa(?:nts?|ted) | attend(?:ed|ing|ees?|ance) | present | (?:took|taking)[ ]part
        | represented[ ]by | seated | brought[ ]together | (?:was|were)[ ]there
        | guests[ ](?:at | (?:[^ \n\t]{1,30}[ ]){0,6}(?:included|were|are)) | interlocutors | accompanying
        | (?:was|were|is|are)[ ](?:also[ ])?(?:accompanied|joined)[ ]by | join(?:ed|ing)
        | (?:delegation|codel|staffdel)[ ](?:[^ \n\t]{1,30}[ ]){0,6}
            (?:was|were|include[ds]|consist(?:ed|s)|compris(?:ed|es)|composed|made[ ]up)
        | (?:group|party|team)[ ](?:(?:is|was)[ ])?(?:(?:consist(?:ed|s)|composed|comprised|made[ ]up)[ ]of
            |compris(?:ed|es)|include[ds])
        | (?:at|around|round)[ ]the[ ]table | in[ ]the[ ]room)\b""",
    ignore_case=True,
)
_MET = pattern(
    "sentence that tells of a meeting and ends in its people",
    # `met on May 4 with the following officials`, `gave a lunch for`; not `met the minister to discuss`
    r"""\b(?:(?:hosted | (?:gave|held)[ ](?:[^ ]{1,30}[ ]){0,4}?(?:lunch(?:eon)?|dinner|breakfast|reception|meeting))
            (?:[ ][^ ]{1,30}){0,9}?[ ](?:for|with)
        | (?:met|spoke|talked|dined|lunched|sat[ ]down)[ ](?:[^ ]{1,30}[ ]){0,7}?with
        | (?:called[ ]on|received|greeted|briefed|visited|welcomed)[ ]by
        | (?:hosted|met|saw|called[ ]on)(?=[ ]the[ ]following)
        | received(?=[ ]the[ ]following(?:$|[ ](?:[^ ]{1,30}[ ]){0,2}(?:callers|guests|leaders|members|officials
            |representatives|visitors)\b)))
        (?:[ ]the[ ]following(?:[ ](?!(?:to|about|that)\b)[^ ]{1,30}){0,14})?$""",
)
_MIDST = pattern(
    "label in the midst of a paragraph",
    # `Maltese Side:`, `(Participants:`, not `He blamed the Maltese side:`
    r"""[(\[]?(?:[A-Z][\w.']{0,20}[ ]){0,3}
        (?i:participants | present | attend(?:ees|ing) | in[ ]attendance | side | delegation)\b""",
)
_TELLING = pattern(
    "what a colon before people cannot lack", rf"{_LEAD.pattern} | {_MIDST.pattern}", ignore_case=True
)
_COLON = pattern(
    "colon or dash before people",
    # Two dashes or more without a blank before are tried at the first of them only, since a line may be all dashes.
    # The full stop is that of `A list of participants follows.`
    r""":(?=[ ]|$) | [ ]-+$ | -(?<!--)-+$ | \.(?:(?<=[ ]follows\.) | (?<=[ ]follow\.) | (?<=[ ]below\.))$""",
)
_SENTENCE = pattern("end of a sentence", r"""[.;!?](?<!\b[A-Z].)[ ]{1,2}""")  # not at `U.S. side`
_LONGEST_LEAD = 400  # characters of a sentence that announces people
_MANY_COLONS = 200  # in a line, which may be all colons; of so many only those near a telling word are tried
_NEAR_TELLING = 40  # characters from such a word to the colon there: `present at the talks in Sliema were:`
_FOLLOWING = pattern(
    "end of a sentence that leads to people on its line",
    # `The following persons took part in the visit:`, not `The Minister, who attended, said:`
    r"""^[ ]?(?:The[ ])?following\b | ^(?:Also[ ])?(?:(?:at|around|round)[ ]the[ ]table | in[ ]the[ ]room)$
        | \b(?:(?:were[ ]|are[ ]|included[ ])?the[ ]following
            | were | was | are | is | by | include[ds] | compris(?:ed|es) | as[ ]follows
            | (?:consist(?:ed|s) | composed | comprised | made[ ]up)[ ]of)$""",
    ignore_case=True,
)
_INCLUDED = pattern(
    "people in a sentence of their own",
    # `Participants in the meeting included Berg and Stone`: the people follow without a colon
    r"""(?-i:(?=[A-Z]))(?:The[ ])?(?:\w{1,20}[ ])?(?:Participants | Attendees | Guests | Present | In[ ]attendance)[ ]
        (?:(?:in|at)[ ]the[ ]\w{1,20}[ ])?(?:included | were | are)[ ]""",
    ignore_case=True,
)
_AMERICAN = pattern(
    "American side alone",
    r"""\[?(?:The[ ])?(?:U\.S\.? | USG? | USA | United[ ]States | American)(?:[ ]side)?\]?:?""",
    ignore_case=True,
)
_LEADING = (":", "--", " -")  # what ends a line that people follow
_POINTING = (" follows.", " follow.", " below.")  # the same, of a sentence that must announce them
_OPENING = _LEADING + _POINTING
_OF_AMERICANS = "[TtUuAa"  # what their side begins with
_COLUMNS = "   "  # between two sides on a line; two blanks may follow a full stop
_SHORT = 24  # characters of the longest American side
_ALONE = 32  # characters of a label below a rule: `Members of the Delegation`
_LONGEST_MUTE = 60  # characters of an opening that says nothing of a meeting
_HEAD = 60  # characters of a line among which a label without a colon begins
_PERSONAL = e.RANKS | e.NAMING | {e.COURTESY}
_BEGINNINGS = frozenset("¶\ufffd0123456789(*-")
_MOST_ALONE = 8  # American sides without a label that are tried in one cable: more are the columns of a table
_MOST_MUTE = 20  # openings that say nothing of a meeting: more are the fields of a form
_NEAR = 12  # rows above the head of the American side within which another side stands
_LONG = 90  # characters: more than one line of the relay holds, so no head of a side


class Opening(NamedTuple):
    """Where the people of a list may begin: the piece and the offset in it, whose they are, the points they need."""

    piece: int
    at: int
    side: str | None
    least: int
    mute: bool = False  # its words say nothing of a meeting
    met: bool = False  # a sentence tells of a meeting, so the rows must tell of people
    led: bool = False  # the leader of the side comes first
    among: str | None = None  # whose the first of them are, where others are set apart


def find(lines: Lines, start: int) -> Iterator[Opening]:
    """What may open a list in the text from piece `start` on, in order."""
    tried = mute = 0
    for k in _mentions(lines, start):
        for label in _on_line(lines, k, mute < _MOST_MUTE):
            mute += label.mute
            if not _is_of_others(lines, label):
                yield label
        if tried < _MOST_ALONE and (alone := _sides_alone(lines, k, start)):
            tried += 1
            yield alone


def after_lead(text: str) -> int:
    """The offset after `Participants included`, 0 where a text does not begin so."""
    found = _INCLUDED.match(text)
    return found.end() if found else 0


def announces(text: str) -> bool:
    """Whether a line tells of presence: `Also attending were:`, not `Korvat asked for:`, `Guests will discuss:`."""
    lead = _LEAD.search(text)
    after = text[lead.end() :].lower().split(maxsplit=2)[:2] if lead else []
    helped = kinds(" ".join(after[:1])) in (e.VERB, e.LOW)  # `will discuss`, no `Minister Said`
    return lead is not None and listed("speech_verbs").isdisjoint(after[: 1 + helped])


def is_sentence(text: str) -> bool:
    """Whether a line announces people rather than names a side: `Joining Vukelic were:`."""
    return announces(text) or e.VERB in kinds(text)


def _mentions(lines: Lines, start: int) -> list[int]:
    """The pieces that may hold a label, by a test that costs next to nothing: most cables list nobody.

    Its stems are looked for only in free lines that have a colon or point below, are short or begin something.
    """
    texts, gaps, roles, free = lines.text, lines.gap, lines.role, Role.LEFTOVER
    able = [
        k
        for k in range(start, len(texts))
        if roles[k] is free
        and (
            gaps[k]
            or len(text := texts[k]) <= _ALONE
            or ":" in text
            or text[0] in _BEGINNINGS
            or (text[-1] == "." and text.endswith(_POINTING))
        )
    ]
    found = people_labels.may_hold([_before_colon(lines, k) for k in able])
    return [k for n, k in enumerate(able) if n in found or _may_open(texts[k])]


def _may_open(text: str) -> bool:
    """Whether a line without a label's words may lead to people: it is no rule and ends so, or has or is a side."""
    if text[0] in _OF_AMERICANS and _is_american(text[:_SHORT].partition(": ")[0]):
        return True
    return (text.endswith(_OPENING) and text[0] != "-") or _COLUMNS in text


def _before_colon(lines: Lines, k: int) -> str:
    """The part of a line in which a label may stand: its head, or all up to its last colon, and the line above."""
    text = lines.text[k]
    if len(text) <= _HEAD and ":" not in text:
        return text
    said = text[: max(text.rfind(":") + 1, _HEAD)]
    return f"{lines.text[k - 1]} {said}" if k and text[0].islower() and ":" in said else said


def _sides_alone(lines: Lines, k: int, start: int) -> Opening | None:
    """The sides on a line without a label: the American one alone, or two and more in columns."""
    text = lines.text[k]
    if _is_american(text) or (_leads_americans(text) and _begins(lines, k)):
        return Opening(*_above(lines, k, start), None, e.UNLABELLED)
    if _COLUMNS in text or text[-1] == ":":
        at = _after_number(text)
        if columns.heads(text[at:]) or (at and _is_american(text[at:])):
            return Opening(k, at, None, e.UNLABELLED)
    return None


def _is_american(text: str) -> bool:
    return len(text) <= _SHORT and text[:1] in _OF_AMERICANS and _AMERICAN.fullmatch(text) is not None


def _leads_americans(text: str) -> bool:
    """Whether people of the American side stand on its line: `U.S.: DCM Berg, Poloff Hart`."""
    side, colon, people = text[:_HEAD].partition(": ")
    return bool(colon) and _is_american(side) and sides.is_somebody(people)


def _begins(lines: Lines, k: int) -> bool:
    """Whether a line begins something: after a blank line, a rule or a sentence, or with a number or marking."""
    if k == 0 or lines.gap[k] > 0 or lines.flat or lines.text[k][0] in _BEGINNINGS:
        return True
    above = lines.text[k - 1]
    return is_rule(above) or (above[-1] == "." and lines.ends_early(k - 1))


def _on_line(lines: Lines, k: int, may_be_mute: bool) -> Iterator[Opening]:
    """The label on a line, where it has one: at its beginning, at its end, or after a sentence in it."""
    text = lines.text[k]
    at = _after_number(text)
    rest = text[at:]
    opened = people_labels.list_of_people(rest)
    begins = opened and (_begins(lines, k) or ":" in rest[: opened.end])
    if opened and begins and not (opened.end == len(rest) and _is_wrapped(lines, k)):
        least = e.ANNOUNCED if opened.weak else e.LABELLED
        yield Opening(k, at + opened.end, opened.side, least, among=opened.among)
    elif lead := after_lead(rest):
        yield Opening(k, at + lead, None, e.UNLABELLED)
    elif led := _led(lines, k):
        yield led
    elif _COLON.search(text, at):
        told = list(_in_midst(lines, k, at))
        yield from told or (_mute(lines, k, at) if may_be_mute else ())


def _led(lines: Lines, k: int) -> Opening | None:
    """A sentence on line `k`, the next or the one above, that names a leader and others: `was led by Borg and`."""
    for j in range(k - (k > 0 and lines.text[k][0].islower()), min(k + 2, len(lines))):
        text = lines.text[j]
        found = leaders.LEADER.search(text) if "ed by" in text or "ED BY" in text else None
        if found:
            at = _after_number(text)
            said = _last_sentence(lines, j, at, text[at : found.start()])
            below = " ".join((text[found.end() :].lstrip(), *lines.text[j + 1 : j + leaders.LINES]))
            side = leaders.side_led(said, below)
            return None if side is None else Opening(j, found.end(), side or None, e.ANNOUNCED, led=True)
    return None


def _is_wrapped(lines: Lines, k: int) -> bool:
    """Whether the words of a line are no label, since a sentence fills the line and goes on below.

    `Participants in the seminar, among them the Minister of Ports,` / `Captain Sene and Dr. Borg, spent ...`
    """
    last = k + 1 == len(lines) or lines.gap[k + 1] > 0 or is_rule(lines.text[k + 1])
    if last or lines.ends_early(k):
        return False
    text = lines.text[k]
    return (text[-1].isalnum() or text[-1] == ",") and _FOLLOWING.search(text) is None


def _mute(lines: Lines, k: int, at: int) -> Iterator[Opening]:
    """An opening whose words say nothing of a meeting, over a line that may be a person's or a side.

    It is neither the label of something else nor the head of a side, and does not tell what people are: `The new
    ministers` were appointed, and `Coordinator` is one.
    """
    text = lines.text[k]
    colons = [colon for colon in _COLON.finditer(text, at, at + _LONG) if colon.start() < at + _LONGEST_MUTE]
    if not colons:
        return
    found = colons[-1 if text.endswith(_LEADING) else 0]
    said = _last_sentence(lines, k, at, text[at : found.start()])
    if not said[-1:].isalnum() or not e.OFFICES.isdisjoint(kinds(said)):
        return
    rest = text[found.end() : found.end() + _LONG].strip()  # a line may have a million characters
    if (rest and not at) or sides.is_known(said) or paragraph_labels.opening_label(f"{said}:"):
        return
    if _may_be_people(lines, k, rest):
        yield Opening(k, found.end(), None, e.SPOKEN, mute=True)


def _may_be_people(lines: Lines, k: int, rest: str) -> bool:
    """Whether the rest of a line and the next ones begin as people or sides do; events have a verb in three lines."""
    below = [text[:_LONG] for text in lines.text[k + 1 : k + 5] if not is_rule(text)]
    if not rest and (not below or _opens_paragraph(below[0])):
        return False
    first = rest or below[0][_after_number(below[0]) :]
    cell = first.strip("| ").partition("|")[0].rstrip()  # of a table with bars
    personal = sides.is_known(cell) or not _PERSONAL.isdisjoint(kinds(cell[:_HEAD]))
    if not personal and not columns.are_titles(cell):
        return False
    others = takewhile(lambda text: not numbers.numbered(text), below[not rest : 3])
    return all(e.VERB not in kinds(text[:_HEAD]) for text in (first, *others))


def _opens_paragraph(text: str) -> bool:
    """Whether a line has the number of the next paragraph, which a marking or pilcrow shows."""
    number = numbers.numbered(text)
    return number is not None and (bool(number.marking) or number.pilcrow)


def _is_of_others(lines: Lines, label: Opening) -> bool:
    """Whether the sentence before the people tells of nominees, travellers, victims or the like."""
    said = _last_sentence(lines, label.piece, 0, lines.text[label.piece][: label.at]).lower()
    return any(stem.replace("_", " ") in said for stem in listed("no_meeting"))


def _in_midst(lines: Lines, k: int, at: int) -> Iterator[Opening]:
    """Where people follow a colon in a line: that of a label, or of a sentence that announces them."""
    text = lines.text[k]
    for colon in _likely_colons(text, at):
        begin = max(at, colon.start() - _LONGEST_LEAD)
        said = _last_sentence(lines, k, begin, text[begin : colon.start()])
        last = said.rpartition(": ")[2]  # `(NOTE: Participants on the Maltese side were`
        label = people_labels.list_of_people(f"{last}:") if _MIDST.match(last) else None
        if label and label.end > len(last):
            yield Opening(k, colon.end(), label.side, e.ANNOUNCED)
        elif announces(said) and (colon.end() == len(text) or _leads_on(said)):
            yield Opening(k, colon.end(), None, e.ANNOUNCED)
        elif _tells_of_meeting(said):
            yield Opening(k, colon.end(), None, e.ANNOUNCED, met=True)


def _tells_of_meeting(said: str) -> bool:
    plain = said.lower()
    leads = plain.endswith((" for", " with", " by")) or " following" in plain
    return leads and _MET.search(plain) is not None


def _likely_colons(text: str, at: int) -> "Iterator[Match[str]]":
    """The colons from an offset on; of a great many only those after words that tell of people."""
    colons = _COLON.finditer(text, at)
    if text.count(":", at) <= _MANY_COLONS:
        return colons
    told = [at, *(found.end() for found in _TELLING.finditer(text, at))]
    return (one for one in colons if one.start() - told[bisect(told, one.start()) - 1] < _NEAR_TELLING)


def _leads_on(said: str) -> bool:
    """Whether an announcing sentence leads to people on its line: nothing else is said between."""
    lead, end = _LEAD.search(said), _FOLLOWING.search(said)
    if not lead or not end:
        return False
    between = said[lead.end() : end.start()].strip()
    return not between or (end[0] != "by" and e.VERB not in kinds(between))


def _after_number(text: str) -> int:
    """The offset of what stands after a paragraph's number and marking, or a marking alone."""
    number = numbers.numbered(text) if text[0] in numbers.NUMBER_SIGNS else None
    if number:
        at = number.rest
    else:
        found = portion_markings.portion(text) if text[0] == "(" else None
        at = found[1] if found else 0
    rest = text[at:].lstrip()
    return len(text) - len(rest) if rest else 0


def _last_sentence(lines: Lines, k: int, at: int, said: str) -> str:
    """The sentence that `said` ends, which stands at offset `at`, with the line above where it begins there."""
    if not at and k and not lines.gap[k] and not _SENTENCE.search(said):
        above = lines.text[k - 1]
        said = f"{above[_after_number(above) :]} {said}"
    return _SENTENCE.split(said)[-1]


def _above(lines: Lines, k: int, start: int) -> tuple[int, int]:
    """Where a list without a label begins, piece and offset: at the American side, or at another one shortly above.

    The first of them may have the number of the paragraph before it.
    """
    first = k, 0
    for j in range(k - 1, max(start, k - _NEAR) - 1, -1):
        text = lines.text[j]
        numbered = text[0] in numbers.NUMBER_SIGNS - {"P", "p", "["}
        at = _after_number(text) if numbered and text[-1] == ":" else 0
        if text[-1] in ".;" or len(text) > _LONG or (numbered and not at):
            break
        if sides.is_known(text[at:].partition(": ")[0]) or _is_organ_of_side(lines, j):
            first = j, at
        if at:
            break
    return first


def _is_organ_of_side(lines: Lines, k: int) -> bool:
    """Whether an office of a country or alliance stands alone right below a blank line: `NATO International Staff`."""
    said = kinds(lines.text[k])
    if not lines.gap[k] or said[:1] not in (e.PLACE, e.US, e.SYMBOL) or not said[1:]:
        return False
    return sides.PERSONAL.isdisjoint(said) and sides.is_organ(lines.text[k])
