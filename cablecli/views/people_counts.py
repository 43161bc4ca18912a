"""Counts in how many cables each person took part in a meeting, over all inputs."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

_AMBIGUOUS = 2  # different initials with one name


def counted(cables: Iterable[Any]) -> list[dict[str, object]]:
    """A row a person, the most frequent first; each of the `cables` has `participants`.

    Case is ignored. A name with an initial counts as the name without it, unless two different initials occur.
    """
    names = Counter(name for cable in cables for name in {p.name for p in cable.participants if p.name})
    alike: dict[str, set[str]] = {}
    for name in names:
        alike.setdefault(_without_initials(name), set()).add(name.casefold())
    spellings: dict[str, list[str]] = {}
    for name in names:
        short = _without_initials(name)
        certain = len(alike[short] - {short}) < _AMBIGUOUS
        spellings.setdefault(short if certain else name.casefold(), []).append(name)
    people = [(sum(names[one] for one in known), key, known) for key, known in spellings.items()]
    people.sort(key=lambda row: (-row[0], row[1]))
    return [
        {"name": max(known, key=lambda one: (names[one], len(one))), "count": count}
        for count, _, known in people
    ]


def _without_initials(name: str) -> str:
    """A name in lower case, without the initials between its parts if two whole parts remain."""
    parts = name.casefold().split()
    kept = [part for part in parts if not (len(part) == len("r.") and part[1] == ".")]
    return " ".join(kept if len(kept) > 1 else parts)
