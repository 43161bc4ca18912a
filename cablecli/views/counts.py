"""Counts over all cables, each on one page: of tags, of people at meetings, of the paragraphs that are left."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from cablecli.in_short import name_of
from cablecli.views import Row, View, flat_view, laid_out

if TYPE_CHECKING:
    from cablecli.model import Participant, Tag

_AMBIGUOUS = 2  # different initials with one name
_LAID_OUT = laid_out("counts")


class _Reduced(NamedTuple):
    """What a count needs of a cable."""

    id: str | None
    tags: "tuple[Tag, ...]" = ()
    participants: "tuple[Participant, ...]" = ()
    kept: int = 0  # paragraphs
    name: str | None = None


def _paragraphs(cables: Iterable[_Reduced]) -> Iterator[list[Row]]:
    yield [{"id": one.name, "count": one.kept} for one in cables if one.kept]


PARAGRAPHS = flat_view(
    "paragraphs", ("id", "count"), _paragraphs, _LAID_OUT,
    joint=lambda cable: _Reduced(cable.id, kept=len(cable.paragraphs), name=name_of(cable)), takes_more=False,
)  # fmt: skip


def tags(limit: int | None = None) -> View:
    """How many cables have each tag: the `limit` most frequent ones, or all."""
    return flat_view(
        "tags", ("tag", "kind", "name", "count"), partial(_tags, limit=limit), _LAID_OUT,
        heading_only=True, joint=lambda cable: _Reduced(cable.id, cable.tags), takes_more=False,
    )  # fmt: skip


def _tags(cables: Iterable[Any], *, limit: int | None) -> Iterator[list[Row]]:
    counts: Counter[tuple[str, str]] = Counter()
    names: dict[tuple[str, str], str | None] = {}
    for cable in cables:
        for tag in cable.tags:
            key = (tag.tag, tag.kind)
            counts[key] += 1
            names[key] = names.get(key) or tag.name
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    yield [
        {"tag": key[0], "kind": key[1], "name": names[key], "count": count} for key, count in ordered[:limit]
    ]


def _people(cables: Iterable[Any]) -> Iterator[list[Row]]:
    """In how many cables each person took part in a meeting.

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
    yield [
        {"name": max(known, key=lambda one: (names[one], len(one))), "count": count}
        for count, _, known in people
    ]


def _without_initials(name: str) -> str:
    """A name in lower case, without the initials between its parts if two whole parts remain."""
    parts = name.casefold().split()
    kept = [part for part in parts if not (len(part) == len("r.") and part[1] == ".")]
    return " ".join(kept if len(kept) > 1 else parts)


PEOPLE = flat_view(
    "people", ("name", "count"), _people, _LAID_OUT,
    joint=lambda cable: _Reduced(cable.id, participants=cable.participants), takes_more=False,
)  # fmt: skip
