"""The sides of a participants list: which lines head one, and those that share a line with people (FORMAT 5.2)."""

from typing import NamedTuple

from cablecli.facts import tables
from cablecli.parser.body.runs import BLANK, LINE
from cablecli.parser.people import names
from cablecli.patterns import pattern

_KNOWN = frozenset(
    (
        "u.s|us|usg|united states|the united states|united states of america|u.s. side|us side|united kingdom|uk|u.k|eu"
        "|european union|european commission|un|nato|united nations|russia|russian federation|south korea|north korea"
        "|rok|dprk|prc|uae|burma|czech republic|bosnia|american|americans|usa|u.s.a"
    ).split("|")
)
_TAIL = pattern(
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
_INLINE = pattern(
    "side and people on one line",
    r"""(?:^|(?<=[.;)])[ ])(?P<side>[^\W\d_](?:[^,:;().]|\.(?![ ])|(?<=[A-Z]\.[A-Z]|.\bSt)\.){0,34}?)
        (?P<sign>[ ]?:|[ ](?:--?|\u2013))[ ]+""",  # behind a full stop only the last words
)
_FIRST_SIGN = pattern("end of the first person", r"""[,;(]|(?<=[a-z]{4})[.][ ]""")
_ALONE = pattern(
    "unit that is no person",
    r"""(?:MINISTRY|DEPARTMENT|DEPT\.?|BUREAU|DIRECTORATE)[ ](?:OF|FOR)\b.{0,60}""",
    ignore_case=True,
)
_COUNT = pattern("number of people behind a side", r"""[ ]?[(][0-9]{1,2}[)]$""")
_GOVERNMENT = pattern("short name of a government", r"""GO[A-Z]{1,3}""")
_NUMERALS = frozenset("one two three four five six several various other some unidentified".split())
_MOST_ROWS = 100  # looked at to tell how a list is laid out
_MOST_WORDS = 4
_NO_PERSONS = frozenset("desk officer director affairs office team section".split())


class Row(NamedTuple):
    """One line of a list, wraps undone; `tail` is the last of its lines."""

    text: str
    before: int
    underlined: bool
    first: int
    last: int
    tail: str


def heading(rows: list[Row], place: int, side: str | None) -> str | None:
    """The side that a row heads; "" for a sub-heading under the `side` above; None for a person."""
    row = rows[place]
    bare = _bare(row)
    if place + 1 >= len(rows) or not bare or "," in bare or len(bare) > 50:
        return None
    if _is_named(bare, marked=row.text.endswith(":") or row.underlined):
        return article(bare)
    laid_out = _is_laid_out(rows, place)
    if (
        " " in bare
        and _UNIT.fullmatch(bare)
        and (laid_out or _ALONE.fullmatch(bare) or _begins_group(rows, place))
    ):
        return article(bare) if side is None else ""
    return article(bare) if laid_out else None


def _bare(row: Row) -> str:
    return _COUNT.sub("", row.text.rstrip(": "))


def _begins_group(rows: list[Row], place: int) -> bool:
    return place > 0 and (rows[place].before == BLANK or _is_laid_out(rows, place - 1))


class Share(NamedTuple):
    """The part of a line that belongs to one side; `run_on` where no sign divides the sides."""

    side: str | None
    text: str
    run_on: bool = False


def inline(text: str, *, alone: bool = False) -> list[Share]:
    """The parts of a line by side: `U.S.: Ambassador Whitlock; Poloff Hollis. Malta: Minister Korvat`."""
    cuts: list[tuple[int, int, str]] = []
    for found in _INLINE.finditer(text) if _may_share(text) else ():
        side = found["side"].strip()
        unknown = ":" in found["sign"] and _is_untitled(side) and _is_person(text[found.end() :])
        if _is_named(side, marked=True) or unknown:
            cuts.append((found.start(), found.end(), article(side)))
    run_on = alone and not cuts
    cuts = _run_on(text) if run_on else cuts
    if not cuts:
        return [Share(None, text)]
    starts = [cut[0] for cut in cuts] + [len(text)]
    out = [Share(None, text[: starts[0]].strip())] if starts[0] else []
    ends = zip(cuts, starts[1:], strict=True)
    out += [Share(side, text[end:stop].strip(), run_on) for (_, end, side), stop in ends]
    return out


def _may_share(text: str) -> bool:
    return ":" in text or " -" in text or " \u2013" in text


def article(name: str) -> str:
    """A side's heading without its article and signs."""
    name = _COUNT.sub("", name.strip(" -*:"))
    return name[4:] if name[:4].lower() == "the " else name


def is_known(text: str) -> bool:
    """Whether a text is the name of a country or of another usual side."""
    plain = text.lower().rstrip(".: ")
    return plain in _KNOWN or plain in tables.places() or plain.startswith("republic of ")


def _is_named(text: str, *, marked: bool) -> bool:
    """Whether the words alone make a side: a country, `Maltese Side`; `Two Maltese officials` are people."""
    if is_known(text) or _GOVERNMENT.fullmatch(text):
        return True
    tail = _TAIL.fullmatch(text)
    return tail is not None and (marked or text.split()[0].lower() not in _NUMERALS)


def _is_untitled(text: str) -> bool:
    words = text.split()
    return len(words) <= _MOST_WORDS and not any(names.is_rank(w) or w.islower() for w in words)


def _is_person(text: str) -> bool:
    """Whether people follow a side, and no office as behind `Ada Stone: Director`."""
    return names.is_whole(names.take_notetaker(_FIRST_SIGN.split(text, 1)[0])[0])


def _run_on(text: str) -> list[tuple[int, int, str]]:
    """(start, end, side) of sides run together with their people: at least two, the first at the start."""
    words = text.split(" ")
    out: list[tuple[int, int, str]] = []
    at = 0
    for place, word in enumerate(words):
        for size in (3, 2, 1):
            name = " ".join(words[place : place + size])
            if word[:1].isupper() and is_known(name) and _heads(words, place, place + size):
                out.append((at, at + len(name), name))
                break
        if not out:
            return []
        at += len(word) + 1
    return out if len({name for _, _, name in out}) > 1 else []


def _heads(words: list[str], place: int, end: int) -> bool:
    """Whether people stand behind the country at `place`, and none before it goes on with it."""
    after = words[end : end + 3]
    joined = place > 0 and (
        words[place - 1][-1:] == "," or (words[place - 1].isalpha() and words[place - 1].islower())
    )
    ranks = [w for w in after if names.is_rank(w)]
    person = (
        bool(after)
        and (after[0] == "The" or bool(ranks))
        and not _NO_PERSONS & {w.lower() for w in after[:2]}
    )
    return person and not joined


def _is_laid_out(rows: list[Row], place: int) -> bool:
    """Whether the layout alone makes a row a side: short, without title, at the head of a group."""
    text, before, underlined, *_ = rows[place]
    if underlined or text.endswith(":") or is_known(text):
        return True
    if place + 1 >= len(rows) or not may_head(text):
        return False
    if place and _is_named(_bare(rows[place - 1]), marked=True):
        return False  # the first person of the side above
    count = len(text.split())
    after = rows[place + 1]
    if place and before == LINE:
        return count == 1 and len(after.text.split()) > 1 and _is_laid_out(rows, 0)
    below = rows[1:_MOST_ROWS]
    if any(row.before == LINE for row in below):
        most = _MOST_WORDS if place and _is_laid_out(rows, 0) else 2
        if not any(row.before == BLANK for row in below) and any(map(_is_bare, below)):
            most = 1  # one group of names has no side
        return after.before == LINE and (place == 0 or before == BLANK) and count <= most
    if not place and count == 2:
        return not any(map(_is_bare, below))
    return count == 1 and (place == 0 or text.isupper() or len(text) > 3)


def _is_bare(row: Row) -> bool:
    """Whether a row is a name alone, as a side of two unknown words is."""
    title, name = names.split_title(row.text)
    return title is None and name == row.text and " " in name and "," not in name


def may_head(text: str) -> bool:
    """Whether the words may be a side's: few, no title, figure, bracket or redacted name."""
    words = text.split()
    if (
        len(words) > _MOST_WORDS
        or "(" in text
        or "," in text
        or "xxx" in text.lower()
        or any(map(str.isdigit, text))
    ):
        return False
    if names.split_title(text)[0] is not None and len(words) > 1:
        return False
    return not any(part.strip(".") in names.RANKS for part in text.lower().replace("/", " ").split())
