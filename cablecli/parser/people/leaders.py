"""Sides whose sentence names the leader before the others: `The Maltese side was led by Borg and included Sal.`"""

from itertools import takewhile

from cablecli.parser.people import sides
from cablecli.parser.people.rows import Row, joined
from cablecli.parser.tokens import people_labels
from cablecli.patterns import pattern

LEADER = pattern("words before a leader", r"""\b(?:led|headed|chaired)[ ]by(?=[ ]|$)""", ignore_case=True)
_SIDE = r"""(?:The[ ])?(?P<side>(?:(?!The\b)[^\W\d_][\w.'&/\-]{0,20}[ ]){0,3}(?:delegation|side|team|group|party))
    (?:,|[ ](?:was|were|is))"""
_OTHERS = r"""(?P<leader>[^\s;:][^;:]{2,120}?),?[ ](?:and[ ](?:also[ ])?)?
    (?:include[ds] | compris(?:ed|es) | (?:(?:is|was)[ ])?(?:consist(?:ed|s)|composed|made[ ]up)[ ]of)
    (?:[ ]the[ ]following)?(?:[ ]?:|(?=[ ])|$)"""
_WHOSE = pattern("side that has a leader", _SIDE, ignore_case=True)
_LED = pattern("leader before others", rf"[ ]?{_OTHERS}", ignore_case=True)
_NEXT = pattern(
    "next side with its leader",
    rf"""[.;][ ]{{1,2}}(?:and[ ])?{_SIDE}[ ]{LEADER.pattern}[ ]{_OTHERS}""",
    ignore_case=True,
)
LINES = 4  # of a sentence, in which the others follow


def side_led(sentence: str, below: str) -> str | None:
    """The side of a sentence before `led by`, where leader and others follow below; empty for `The delegation`."""
    found = _WHOSE.fullmatch(sentence.rstrip())
    if not found or not _LED.match(below):
        return None
    side = found["side"]
    named = people_labels.side_of(f"{side}:")
    return named or "" if side.lower().endswith("delegation") or sides.is_known(side) else None


def apart(rows: list[Row]) -> list[Row]:
    """The rows after `led by` with each leader, those with him and the next side on rows of their own."""
    first = [*rows[:1], *takewhile(lambda row: not (row.gap or row.bullet or row.opens), rows[1:])]
    whole = joined(first)
    found = _LED.match(whole.text)
    if not found:
        return rows
    next_led = (k for k in range(len(first), len(rows)) if _is_led(rows[k:]))
    rows = rows[: next(next_led, len(rows))]  # which opens a list of its own
    cuts = [found, *_NEXT.finditer(whole.text, found.end())]
    stops = [*(cut.start() for cut in cuts[1:]), len(whole.text)]
    mine: list[Row] = []
    for cut, stop in zip(cuts, stops, strict=True):
        head = [whole._replace(text=f"{cut['side']}:", tabled=True)] if cut is not found else []
        others = whole.text[cut.end() : stop].strip()
        mine += [*head, whole._replace(text=cut["leader"], tabled=True, single=True)]
        mine += [whole._replace(text=others, tabled=True)] if others else []
    return [*mine, *rows[len(first) :]]


def _is_led(rows: list[Row]) -> bool:
    """Whether rows begin with a sentence that names a side, its leader and others."""
    text = joined(rows[:LINES]).text
    led = LEADER.search(text) if rows[0].gap else None
    return led is not None and side_led(text[: led.start()], text[led.end() :]) is not None
