"""Several people in one line: at semicolons, or run together where the line ends were lost (format 4.8)."""

from collections.abc import Iterator
from itertools import pairwise

from cablecli.parser import people
from cablecli.parser.pattern import pattern

_NOTED = pattern(
    "notetaker mark in a run-on line", r"""[(\[]note[ \-]?taker[)\]]|\bnote[ \-]?taker\b""", ignore_case=True
)
_MODIFIERS = frozenset(
    """deputy acting assistant vice permanent principal senior special lieutenant major brigadier rear
    prime foreign defense defence interior finance first second third under political economic
    consular public u.s. former associate chief""".split()
)


def split(text: str) -> list[str]:
    """One line's people: at semicolons, or in a run-on line before the titles and after the roles."""
    if ";" in text:
        return [part.strip(" ,.") for part in text.split(";") if part.strip(" ,.")]
    text = text.strip(" ,")
    listed = [s.strip().removeprefix("and ").strip(" .") for s in text.split(",")]
    if len(listed) > 1 and all(_is_titled(s) for s in listed):
        return listed
    if len(text) > 120 or (text.count(",") < 4 and _runs_on(text)):
        return [e.strip(" ,") for e in _run_on(text)]
    return [text]


def _is_titled(text: str) -> bool:
    title, name = people.split_title(people.take_notetaker(text)[0])
    return title is not None and name is not None


def _runs_on(text: str) -> bool:
    """Whether a line holds several people without anything between them."""
    bare = _NOTED.sub(" ", text)
    if (
        _NOTED.search(text)
        and bare.strip()
        and text.rstrip()[-1] != ")"
        and len(_title_starts(bare.split())) > 1
    ):
        return True
    words = text.split(",")[0].split()
    starts = _title_starts(words)
    if len(starts) > 1 and all(b - a > 1 for a, b in pairwise(starts)):
        return True
    return (len(text) > 64 and len(_title_starts(text.replace(",", "").split())) > 1) or bool(
        _two_names(text)[1:]
    )


def _run_on(text: str) -> list[str]:
    """People run together without separators: `Minister Korvat, Advisor Dr. R. Amari Poloff Berg (notetaker)`."""
    segments = [s.strip() for s in text.split(",")]
    titled = people.split_title(segments[0])[0] is not None and not segments[0].lower().startswith("the ")
    out: list[str] = []
    for place, segment in enumerate(segments):
        if segment.lower().rstrip(".") in ("jr", "sr", "ii", "iii") and out:
            out[-1] += f", {segment}"
            continue
        pieces = _by_titles(segment, titled, place == 0)
        if place and out:
            if pieces[0]:
                out[-1] += f", {pieces[0]}"
            out.extend(pieces[1:])
        else:
            out.extend(p for p in pieces if p)
    return [e for entry in out for e in _after_notetaker(entry)]


def _after_notetaker(entry: str) -> Iterator[str]:
    """Cut behind each notetaker mark."""
    start = 0
    for found in _NOTED.finditer(entry):
        rest = entry[found.end() :]
        if not rest.strip(" ,") or rest.startswith(","):
            break
        yield entry[start : found.end()].strip(" ,")
        start = found.end()
    yield entry[start:].strip(" ,") if start else entry


def _by_titles(segment: str, titled: bool, first: bool) -> list[str]:
    """[role of the person before, person, person ...] of one comma segment of a run-on line."""
    words = segment.split()
    if not titled and not first:
        title, name = people.split_title(segment)
        return [title, name] if name and title else [segment]
    starts = _title_starts(words)
    if first and (not starts or starts[0] != 0):
        starts.insert(0, 0)
    pieces = [" ".join(words[: starts[0]])] if starts and not first else [] if starts else [segment]
    for at, start in enumerate(starts):
        pieces.append(" ".join(words[start : starts[at + 1] if at + 1 < len(starts) else len(words)]))
    return (
        [half for p in pieces for whole in _two_names(p) for half in _paired(whole)]
        if first and not titled
        else pieces
    )


def _title_starts(words: list[str]) -> list[int]:
    """Where titles before names begin: a rank that a name follows, with the modifiers before it."""
    starts: list[int] = []
    for place in range(len(words) - 1):
        word, after = words[place], words[place + 1]
        if (
            not people.is_rank(word)
            or people.is_rank(after)
            or after.lower() in ("of", "for", "to", "in", "and", "on", "the")
            or not after[0].isupper()
        ):
            continue
        start = place
        while start and (
            words[start - 1].lower() in _MODIFIERS
            or (
                words[start - 1].lower() not in ("affairs", "staff")
                and people.is_rank(words[start - 1])
                and (start < 2 or words[start - 2].lower() != "of")
            )
        ):
            start -= 1
        if start and words[start - 1].lower() in ("of", "for", "to", "and", "the"):
            continue
        if not starts or start > starts[-1]:
            starts.append(start)
    return starts


def _paired(text: str) -> list[str]:
    """Four names in a row before a role are two people, where a line runs on without separators."""
    title, name = people.split_title(text)
    names = (name or "").split()
    if len(names) != 4 or not all(n.isalpha() and n[0].isupper() for n in names):
        return [text]
    return [" ".join(filter(None, (title, *names[:2]))), " ".join(names[2:])]


def _two_names(text: str) -> list[str]:
    """`The Secretary Acting Assistant Secretary Rotosih`: an office without a name, then a person."""
    words = text.split()
    if words[:1] == ["The"] and len(words) > 2:
        cut = next(
            (k + 1 for k, w in enumerate(words) if k and people.is_rank(w) and w.lower() not in _MODIFIERS),
            None,
        )
        if cut and cut < len(words) and words[cut][0].isupper():
            return [" ".join(words[:cut]), " ".join(words[cut:])]
    return [text]
