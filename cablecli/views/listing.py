"""The overview, one line for each cable, and the hits of a search."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from cablecli.in_short import address_post, date_of, letters
from cablecli.model import Cable
from cablecli.store.results import Headline, Hit
from cablecli.views import Names, Row, View, blocks, flat_view, row_view
from cablecli.views.blocks import Block, Entry, Line, Table, Title, of_file

COLUMNS = ("date", "id", "classification", "from", "subject", "source")
_HIT_COLUMNS = ("id", "number", "marking", "date", "from", "classification", "subject", "text")
_BATCH = 200  # lines that a terminal's table is laid out for at once


def headline(cable: Cable) -> Headline:
    return Headline(
        cable.id, date_of(cable), cable.heading.sender, cable.classification, cable.subject,
        cable.source.path, cable.source.member,
    )  # fmt: skip


def listing(sort: str | None = None, *, reverse: bool = False, limit: int | None = None) -> View:
    """The overview, sorted or in the order of the inputs."""

    def rows(found: Iterable[Any]) -> Iterator[list[Row]]:
        return ([row(one)] for one in _arranged(found, sort, reverse=reverse, limit=limit))

    return flat_view("cables", COLUMNS, rows, list_pages, heading_only=True, joint=headline)


def _arranged(
    found: Iterable[Headline], sort: str | None, *, reverse: bool, limit: int | None
) -> Iterable[Headline]:
    if sort is None:
        return islice(list(found)[::-1] if reverse else found, limit)
    key = _key(sort)
    known, unknown = _parted(found, key)  # cables without the value come last either way
    return islice(chain(sorted(known, key=key, reverse=reverse), unknown), limit)


def _parted(
    found: Iterable[Headline], key: Callable[[Headline], Any]
) -> tuple[list[Headline], list[Headline]]:
    parts: tuple[list[Headline], list[Headline]] = ([], [])
    for one in found:
        parts[key(one) is None].append(one)
    return parts


def _key(sort: str) -> Callable[[Headline], Any]:
    field = {"from": "sender", "class": "classification"}.get(sort, sort)
    return lambda one: getattr(one, field)


def row(one: Headline) -> Row:
    """The row of a cable in the overview; if it has no id, its source takes that place."""
    return {
        "date": one.date,
        "id": one.id or one.source,
        "classification": one.classification,
        "from": one.sender,
        "subject": one.subject,
        "source": one.source,
        **(one.more or {}),
    }


def list_pages(view: View, found: Iterable[Any], names: Names | None) -> Iterator[list[Block]]:
    """The lines as tables of a size that a screen can lay out; dates to the day, levels in letters."""
    rows = (row for page in view.rows(found) for row in page)
    first: Sequence[tuple[str, ...]] = ()
    while batch := list(islice(rows, _BATCH)):
        if names:
            made = blocks.table(batch, names)
        else:
            made = Table(("date", "id", "class", "from", "subject"), list(map(line, batch)))
        yield [made._replace(targets=[of_file(row["source"]) for row in batch], first=first)]
        first = first or made.rows


def line(row: Row) -> tuple[str, ...]:
    """The line of a cable on a screen: date, id, level, post, subject, all short; for an id the name of its file."""
    sender, name = row["from"] or "", row["id"] or ""
    return (
        (row["date"] or "")[:10],
        name.rpartition("/")[2] if name == row["source"] else name,
        letters(row["classification"] or ""),
        address_post(sender) or sender,
        row["subject"] or "",
    )


def _hit_rows(found: Iterable[Any]) -> Iterator[list[Row]]:
    for hit in found:
        values = (
            hit.name, hit.number, hit.marking, hit.date, hit.sender, hit.classification, hit.subject, hit.text,
            hit.source,
        )  # fmt: skip
        yield [dict(zip((*_HIT_COLUMNS, "source"), values, strict=True))]


def hit_pages(view: View, found: Iterable[Any], names: Names | None) -> Iterator[list[Block]]:
    """For each cable its title with the hits below it; a table if columns are chosen."""
    if not names:
        yield from _by_cable(found)
    elif hits := list(found):
        rows = (row for page in view.rows(hits) for row in page)
        yield [blocks.table(rows, names, [hit.spans for hit in hits])]


def _by_cable(found: Iterable[Any]) -> Iterator[list[Block]]:
    cables: dict[int, list[Hit]] = {}
    for hit in found:
        cables.setdefault(hit.cable, []).append(hit)
    for hits in cables.values():
        first = hits[0]
        date = first.date and first.date[:10]
        title = Title(
            first.name or "(no id)",
            date,
            first.sender,
            first.classification,
            first.subject,
            target=first.id or "",
        )
        yield [
            title,
            *(
                Entry(h.number, h.marking, [Line(h.text, matches=h.spans)])
                for h in hits
                if h.text != h.subject
            ),
        ]


HITS = flat_view("hits", _HIT_COLUMNS, _hit_rows, hit_pages, on_demand=("source",), takes_more=False)


def _table(view: View, found: Iterable[Any], names: Names | None) -> Iterator[list[Block]]:
    yield [blocks.table((row for page in view.rows(found) for row in page), names or view.columns)]


IDS = row_view("cables", ("id",), lambda id: [(id,)], _table, takes_more=False)
COUNT = row_view("hits", ("paragraphs", "cables"), lambda counts: [counts], _table, takes_more=False)
