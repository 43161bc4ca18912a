"""Counts of cables by what they have, and the gaps in the serial numbers of posts."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from itertools import groupby, islice, pairwise
from typing import Any, NamedTuple

from cablecli.in_short import date_of, post_of
from cablecli.model import Cable
from cablecli.store.results import Counted
from cablecli.views import Names, Row, View, blocks, flat_view
from cablecli.views.blocks import Bars, Block, Table

GAP = "gap"
NONE = "(none)"
_Values = Iterable[str | None]
_YEAR, _MONTH, _DAY = len("2007"), len("2007-06"), len("2007-06-13")
_COLUMNS = ("value", "count", "share")
_PERIOD_COLUMNS = ("value", "period", "count")
_GAP_COLUMNS = ("post", "year", "first", "last", "count")


class Field(NamedTuple):
    """A field that can be counted: its values in a cable."""

    values: Callable[[Cable], _Values]
    heading_only: bool = True


# The fields that can be counted. A bureau is followed by its number of copies: `EUR-12`.
FIELDS = {
    "post": Field(lambda c: (post_of(c),)),
    "tag": Field(lambda c: (t.tag for t in c.tags)),
    "classification": Field(lambda c: (c.classification,)),
    "precedence": Field(lambda c: (c.heading.precedence,)),
    "caption": Field(lambda c: c.captions),
    "marking": Field(lambda c: (p.marking for p in c.paragraphs), heading_only=False),
    "action-office": Field(
        lambda c: (one.partition("-")[0] for one in c.distribution.action) if c.distribution else (),
        heading_only=False,
    ),
}


def _start(length: int, text: str) -> str | None:
    """The first `length` characters of a date; None if it is not known that exactly."""
    return text[:length] if len(text) >= length else None


def _week(text: str) -> str | None:
    """The ISO week of a date: that of its Thursday's year."""
    with suppress(ValueError):
        year, week, _ = date.fromisoformat(text[:_DAY]).isocalendar()
        return f"{year}-W{week:02}"
    return None


PERIODS: dict[str, Callable[[str], str | None]] = {
    "year": partial(_start, _YEAR),
    "month": partial(_start, _MONTH),
    "week": _week,
}


def stats(by: str, *, per: str | None = None, sort: str | None = None, limit: int | None = None) -> View:
    """The counts of cables by a key, or by a key and a period; each cable counts once for each of its values.

    By default periods are sorted by time, other values by count.
    """
    field = FIELDS.get(by, Field(lambda _: ()))
    by_value = sort == "value" or (sort is None and by in (*PERIODS, GAP))
    order = partial(_ordered, by_value=by_value, limit=limit)

    def pages(found: Iterable[Any]) -> Iterator[list[Row]]:
        if by == GAP:
            yield _arranged(_gaps(found), by_value=by_value, limit=limit)
        else:
            yield _counts(found, by, order) if per is None else _counts_per(found, by, per, order)

    columns = _GAP_COLUMNS if by == GAP else _PERIOD_COLUMNS if per else _COLUMNS
    return flat_view(
        "gaps" if by == GAP else "cables", columns, pages, stats_pages,
        heading_only=field.heading_only, on_demand=("held",) if by == GAP else ("by", "cables"),
        joint=partial(_counted, field), takes_more=False,
    )  # fmt: skip


def _counted(field: Field, cable: Cable) -> Counted:
    values = tuple(filter(None, field.values(cable)))
    return Counted(cable.id, date_of(cable), cable.mrn.year, post_of(cable), cable.mrn.number, values)


def _values(one: Counted, by: str) -> Sequence[str | None]:
    """The values that a cable has for a key, each once; [None] if it has none."""
    if by in PERIODS:
        return [PERIODS[by](one.date) if one.date else None]
    return list(dict.fromkeys(one.values)) or [None]


_Order = Callable[[Counter[str | None]], list[str | None]]


def _ordered(counts: Counter[str | None], *, by_value: bool, limit: int | None) -> list[str | None]:
    """The values in order; None, for the cables without any, comes last."""
    known = sorted(filter(None, counts), key=lambda one: one if by_value else (-counts[one], one))
    return list(islice([*known, *([None] if None in counts else [])], limit))


def _counts(found: Iterable[Counted], by: str, order: _Order) -> list[Row]:
    counts: Counter[str | None] = Counter()
    cables = 0
    for one in found:
        cables += 1
        counts.update(_values(one, by))
    return [
        {"by": by, "value": value, "count": counts[value], "share": round(counts[value] / cables, 4),
         "cables": cables}
        for value in order(counts)
    ]  # fmt: skip


def _counts_per(found: Iterable[Counted], by: str, per: str, order: _Order) -> list[Row]:
    """One row for each value and period that have cables; the periods of a value are in order."""
    pairs: Counter[tuple[str | None, str | None]] = Counter()
    totals: Counter[str | None] = Counter()
    for one in found:
        values, (period,) = _values(one, by), _values(one, per)
        pairs.update((value, period) for value in values)
        totals.update(values)
    periods = sorted({period for _, period in pairs}, key=lambda one: (one is None, one))
    return [
        {"by": by, "value": value, "period": period, "count": pairs[value, period], "cables": totals[value]}
        for value in order(totals)
        for period in periods
        if pairs[value, period]
    ]


def _gaps(found: Iterable[Counted]) -> Iterator[Row]:
    """One row for each run of missing numbers between two known ones, of one post and year."""
    held: dict[tuple[str, int], set[int]] = {}
    for one in found:
        if one.post and one.year and one.number is not None:
            held.setdefault((one.post, one.year), set()).add(one.number)
    for (post, year), numbers in sorted(held.items()):
        ordered = sorted(numbers)
        for before, after in pairwise(ordered):
            if after > before + 1:
                values = (post, year, before + 1, after - 1, after - before - 1)
                yield {**dict(zip(_GAP_COLUMNS, values, strict=True)), "held": len(numbers)}


def _arranged(gaps: Iterable[Row], *, by_value: bool, limit: int | None) -> list[Row]:
    rows = gaps if by_value else sorted(gaps, key=lambda row: -row["count"])
    return list(islice(rows, limit))


def stats_pages(view: View, found: Iterable[Any], names: Names | None) -> Iterator[list[Block]]:
    """The counts as bars, those by period as a table with a column for each, the gaps by post and year."""
    for rows in view.rows(found):
        yield [blocks.table(rows, names) if names else _laid_out(rows)] if rows else []


def _laid_out(rows: Sequence[Row]) -> Block:
    if "held" in rows[0]:
        return _gap_table(rows)
    return _crosstab(rows) if "period" in rows[0] else _bars(rows)


def _bars(rows: Sequence[Row]) -> Block:
    cables, by = rows[0]["cables"], rows[0]["by"]
    caption = f"{cables:,} cable{'s' * (cables > 1)} by {by}"
    return Bars(caption, [(row["value"] or NONE, row["count"], row["share"]) for row in rows])


def _crosstab(rows: Sequence[Row]) -> Block:
    """One row for each value: the number of its cables, in all and by period."""
    periods = sorted({row["period"] or NONE for row in rows}, key=lambda one: (one == NONE, one))
    lines = []
    for value, own in groupby(rows, key=lambda row: row["value"]):
        found = list(own)
        counts = {row["period"] or NONE: str(row["count"]) for row in found}
        lines.append((value or NONE, str(found[0]["cables"]), *(counts.get(one, "") for one in periods)))
    by = rows[0]["by"]
    return Table((by, "all", *periods), lines, f"Cables by {by}", fixed=2)


def _gap_table(rows: Sequence[Row]) -> Block:
    """One line for each post and year: how many cables are at hand, how many are missing, and which."""
    gaps: dict[tuple[str, int], list[Row]] = {}
    for row in rows:
        gaps.setdefault((row["post"], row["year"]), []).append(row)
    lines = []
    for (post, year), own in gaps.items():
        missing = sum(row["count"] for row in own)
        lines.append((post, str(year), str(own[0]["held"]), str(missing), ", ".join(map(_range, own))))
    return Table(("post", "year", "held", "missing", "numbers"), lines)


def _range(row: Row) -> str:
    return str(row["first"]) if row["first"] == row["last"] else f"{row['first']}-{row['last']}"
