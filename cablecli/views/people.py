"""A list of people in the words of its paragraph, grouped by side."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from cablecli.facts.bullets import BULLETS
from cablecli.model import Participant
from cablecli.patterns import lazy
from cablecli.views.blocks import Sides

# What stands before an entry: a bullet, a number, a letter.
_SIGN = lazy(rf"\A\s*(?:[-–—{BULLETS}]{{1,4}}|\(?[0-9a-z]{{1,2}}[.)])\s+")
_MOST_LINES = 4  # of one entry; a longer one is a sentence


class _ListLine(NamedTuple):
    kind: str  # "side", "entry" or "text"
    text: str


def sides(text: str, people: Sequence[Participant]) -> Iterator[str | Sides]:
    """The text in order: other text, and lists in their own words, without blank lines between entries.

    All is text where an entry is not found on lines of its own: half a tree would mislead.
    """
    rows = list(_rows(text, people))
    if sum(row.kind == "entry" and row.text != "" for row in rows) < len(people):
        yield text
        return
    for is_list, run in groupby(rows, key=lambda row: row.kind != "text"):
        if is_list:
            yield _listed(run)
        else:
            yield "\n".join(row.text for row in run).strip("\n")


def _listed(rows: Iterable[_ListLine]) -> Sides:
    branches: list[tuple[str | None, list[str]]] = []
    for kind, text in rows:
        if kind == "side":
            branches.append((text, []))
        elif text:
            branches = branches or [(None, [])]
            branches[-1][1].append(text)
    return Sides(branches)


def _rows(text: str, people: Sequence[Participant]) -> Iterator[_ListLine]:
    """Sides, whole entries and other lines; a blank line takes the kind of the row before it."""
    groups, entries = _groups(people), {_plain(p.text) for p in people}
    lines = text.split("\n")
    kind, at = "text", 0
    while at < len(lines):
        end = _entry_end(lines, at, entries) or at + 1
        whole = " ".join(line.strip() for line in lines[at:end])
        if whole:
            kind = _kind(lines, at, end, entries, groups)
        yield _ListLine(
            "entry" if not whole and kind == "side" else kind, lines[at] if kind == "text" else whole
        )
        at = end


def _groups(people: Sequence[Participant]) -> set[str]:
    """The names of sides and units."""
    return {_plain(name) for p in people for name in (p.side, p.unit) if name}


def _kind(lines: Sequence[str], at: int, end: int, entries: set[str], groups: set[str]) -> str:
    if _entry_end(lines, at, entries):
        return "entry"
    return "side" if _plain(lines[at]) in groups and _leads(lines, end, entries, groups) else "text"


def _entry_end(rows: Sequence[str], at: int, entries: set[str]) -> int:
    """The row after the entry that begins here; 0 if none does."""
    for end in range(at + 1, min(at + 1 + _MOST_LINES, len(rows) + 1)):
        if not rows[end - 1]:
            return 0
        whole = " ".join(rows[at:end])
        if _plain(whole) in entries or (
            not whole[0].isupper() and _plain(_SIGN.sub("", whole, count=1)) in entries
        ):
            return end
    return 0


def _leads(rows: Sequence[str], at: int, entries: set[str], groups: set[str]) -> bool:
    """Whether an entry comes next, or another group of entries."""
    following = next((k for k in range(at, len(rows)) if rows[k]), len(rows))
    return following < len(rows) and bool(
        _entry_end(rows, following, entries) or _plain(rows[following]) in groups
    )


def _plain(text: str) -> str:
    """The form in which lines are compared."""
    return " ".join(text.split()).strip(" :-_*[]()").casefold()
