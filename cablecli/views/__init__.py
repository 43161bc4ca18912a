"""Views: what each command shows of a cable, as rows for tables, records for JSON and blocks for reading.

A `View` gets cables from `reader` (or from a collection) and yields pages, which `render` turns into text. Views are
pure functions. The modules that make blocks are loaded when first needed; output for programs does without them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from cablecli.model import Addressee, Cable, Distribution, Drafting, Page, Paragraph, Participant, Tag
    from cablecli.views.blocks import Block

Row = dict[str, Any]
DEEPEST = 9  # levels of an outline
_SHOWN = 10  # words that are nowhere
Cables = Iterable["Cable"]
Names = tuple[str, ...]


class Tagged(NamedTuple):
    """What a count of tags needs of a cable."""

    id: str | None
    tags: "tuple[Tag, ...]"


class Attended(NamedTuple):
    """What a count of people needs of a cable."""

    id: str | None
    participants: "tuple[Participant, ...]"


class View(NamedTuple):
    """What a command shows. Each function yields one page for each cable, empty if there is nothing to show.

    `page` is the layout for reading: a name in `pages.PAGES`, or a function. With `heading_only`, cables need not be
    parsed below the text heading.
    """

    noun: str
    columns: Names
    keys: Names
    rows: Callable[[Cables], Iterator[list[Row]]]
    records: Callable[[Cables], Iterator[list[Row]]]
    page: "str | Callable[[View, Iterable[Any], Names | None], Iterator[list[Block]]]"
    piped: str = "tsv"
    heading_only: bool = False
    on_demand: Names = ()  # columns that are shown only if the user names them
    joint: Callable[["Cable"], Any] | None = None  # reduces a cable to what one page for all of them needs
    takes_more: bool = True  # whether a row can have any column of its cable, if the user names it
    is_whole: bool = False  # whether a page is a whole cable

    def blocks(self, cables: Cables, names: Names | None) -> "Iterator[list[Block]]":
        """The pages for reading: the chosen columns as a table, or the view's own layout if `names` is None."""
        if callable(self.page):
            return self.page(self, cables, names)
        from cablecli.views.pages import PAGES

        return PAGES[self.page](self, cables, names)


def cell(value: Any) -> str:
    """A row's value as text: empty for None, `true` or `false` for a boolean."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _row_view(noun: str, columns: Names, rows: Callable[["Cable"], list[Row]]) -> View:
    def pages(cables: Cables) -> Iterator[list[Row]]:
        return map(rows, cables)

    return View(noun, columns, columns, pages, pages, noun)


def _paragraph_rows(cable: "Cable") -> list[Row]:
    from cablecli.views.reading import paragraph_text

    return [
        {
            "id": cable.id,
            "number": p.number,
            "marking": p.marking,
            "heading": p.heading,
            "label": p.label,
            "text": paragraph_text(p),
        }
        for p in cable.paragraphs
    ]


def _participant_rows(cable: "Cable") -> list[Row]:
    return [
        {
            "id": cable.id,
            "side": p.side,
            "unit": p.unit,
            "name": p.name,
            "title": p.title,
            "role": p.role,
            "notetaker": p.notetaker,
            "paragraph": p.paragraph,
            "text": p.text,
            "date": cable.meeting.date,
            "place": cable.meeting.place,
        }
        for p in cable.participants
    ]


def _tag_rows(cable: "Cable") -> list[Row]:
    return [{"id": cable.id, "tag": t.tag, "kind": t.kind, "name": t.name} for t in cable.tags]


PARAGRAPHS = _row_view(
    "paragraphs",
    ("id", "number", "marking", "heading", "label", "text"),
    _paragraph_rows,
)
PARAGRAPH_TREE = PARAGRAPHS._replace(piped="text", page="tree")


def outline(depth: int) -> View:
    """The headings and, down to this depth, the beginnings of what is under them."""
    return PARAGRAPH_TREE._replace(page=f"outline {depth}")


class Kept(NamedTuple):
    """What a count of paragraphs needs of a cable."""

    id: str | None
    kept: int


def _paragraph_counts(cables: Iterable[Any]) -> Iterator[list[Row]]:
    """One page for all: the cables that have any paragraphs left, and how many."""
    yield [{"id": one.id, "count": one.kept} for one in cables if one.kept]


PARAGRAPH_COUNTS = View(
    "paragraphs", ("id", "count"), ("id", "count"), _paragraph_counts, _paragraph_counts, "paragraph counts",
    joint=lambda cable: Kept(cable.id, len(cable.paragraphs)), takes_more=False,
)  # fmt: skip
PARTICIPANTS = _row_view(
    "participants",
    ("id", "side", "unit", "name", "title", "role", "notetaker", "paragraph", "text", "date", "place"),
    _participant_rows,
)
TAGS = _row_view("tags", ("id", "tag", "kind", "name"), _tag_rows)._replace(heading_only=True)


_LINT_COLUMNS = ("id", "kind", "code", "line", "message")


def lint(kinds: Iterable[str]) -> View:
    """The inspector's view: for each cable the share of words found in its fields, what is left over, what is odd."""
    wanted = frozenset(kinds)

    def rows(cable: "Cable") -> list[Row]:
        return [row for row in _lint_rows(cable) if row["kind"] in wanted]

    return _row_view("findings", _LINT_COLUMNS, rows)


def _lint_rows(cable: "Cable") -> Iterator[Row]:
    from cablecli.model.codes import CODES
    from cablecli.views.coverage import coverage

    def row(kind: str, code: str, line: int | None, message: str) -> Row:
        return dict(zip(_LINT_COLUMNS, (cable.id, kind, code, line, message), strict=True))

    count, lost = coverage(cable)
    share = f"{1 - len(lost) / count:.1%} of {count} words" if count else "no text"
    nowhere = f"; nowhere: {' '.join(lost[:_SHOWN])}" if lost else ""
    yield row("coverage", "kept", None, share + nowhere)
    for leftover in cable.leftovers:
        yield row("leftover", "left-over", leftover.lines[0], leftover.text)
    for note in cable.diagnostics:
        kind, _ = CODES.get(note.code, ("doubt", ""))
        yield row(kind, note.code, note.line, note.message)


_LAYOUT_COLUMNS = ("id", "line", "role", "rule", "text")


def _layout_rows(cable: "Cable") -> list[Row]:
    """One row for each line of the text: its role, and the rule that claimed it."""
    return [
        dict(
            zip(
                _LAYOUT_COLUMNS,
                (cable.id, one.lines[0] + k, str(one.role), one.rule or None, text),
                strict=True,
            )
        )
        for one in cable.elements()
        for k, text in enumerate(cable.content[one.span.start : one.span.end].split("\n"))
        if text.strip()
    ]


LAYOUT = _row_view("lines", _LAYOUT_COLUMNS, _layout_rows)


def _counted(cables: Cables, *, limit: int | None = None) -> Iterator[list[Row]]:
    """One page for all cables: how many have each tag, the most frequent first."""
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


_COUNT_COLUMNS = ("tag", "kind", "name", "count")


def tag_counts(limit: int | None = None) -> View:
    """How many cables have each tag: the `limit` most frequent ones, or all."""
    rows = partial(_counted, limit=limit)
    return View(
        "tags", _COUNT_COLUMNS, _COUNT_COLUMNS, rows, rows, "counts",
        heading_only=True, joint=lambda cable: Tagged(cable.id, cable.tags), takes_more=False,
    )  # fmt: skip


def _people_counted(cables: Cables) -> Iterator[list[Row]]:
    from cablecli.views.people_counts import counted

    yield counted(cables)


_PEOPLE_COLUMNS = ("name", "count")
PEOPLE_COUNTS = View(
    "people", _PEOPLE_COLUMNS, _PEOPLE_COLUMNS, _people_counted, _people_counted, "people counts",
    joint=lambda cable: Attended(cable.id, cable.participants), takes_more=False,
)  # fmt: skip


def _joined(values: Iterable[str | None], mark: str = "; ") -> str | None:
    return mark.join(filter(None, values)) or None


def _tag_codes(tags: "Iterable[Tag]") -> str | None:
    return _joined((f"({t.tag})" if t.kind == "person" else t.tag for t in tags), " ")


def _addresses(addressees: "Iterable[Addressee]") -> str | None:
    return _joined(a.address for a in addressees)


def _people(participants: "Iterable[Participant]") -> str | None:
    return _joined(p.text for p in participants)


def _page(page: "Page") -> str | None:
    return _joined(
        (page.id, page.created, page.released, page.classification, page.origin, page.number, page.references)
    )


def _copies(block: "Distribution") -> str | None:
    return _joined((*block.action, *block.origin, *block.info, block.copies, block.counter), " ")


def _officers(block: "Drafting") -> str | None:
    return _joined((block.drafted_by, block.approved_by, *block.cleared_by))


def _numbered(paragraphs: "Iterable[Paragraph]") -> str | None:
    from cablecli.views.reading import numbered_text

    return _joined(map(numbered_text, paragraphs), "\n\n")


# The columns of `show`: the keys of the record; those of inner objects follow a dot.
SHOW: dict[str, Callable[["Cable"], Any]] = {
    "id": lambda c: c.id,
    "mrn.year": lambda c: c.mrn.year,
    "mrn.post": lambda c: c.mrn.post,
    "mrn.number": lambda c: c.mrn.number,
    "format": lambda c: c.format,
    "source.path": lambda c: c.source.path,
    "source.member": lambda c: c.source.member,
    "source.page": lambda c: c.source.page and _page(c.source.page),
    "heading.transmission_id": lambda c: c.heading.transmission_id,
    "heading.precedence": lambda c: c.heading.precedence,
    "heading.dtg": lambda c: c.heading.dtg,
    "heading.dtg_text": lambda c: c.heading.dtg_text,
    "heading.from": lambda c: c.heading.sender,
    "heading.action": lambda c: _addresses(c.heading.action),
    "heading.info": lambda c: _addresses(c.heading.info),
    "heading.routing": lambda c: _joined(c.heading.routing, "\n"),
    "classification": lambda c: c.classification,
    "captions": lambda c: _joined(c.captions, " "),
    "passing": lambda c: _joined(c.passing, "; "),
    "sections": lambda c: c.sections,
    "corrected_copy": lambda c: c.corrected_copy,
    "executive_order": lambda c: c.executive_order,
    "declassify_on.text": lambda c: c.declassify_on and c.declassify_on.text,
    "declassify_on.date": lambda c: c.declassify_on and c.declassify_on.date,
    "tags": lambda c: _tag_codes(c.tags),
    "subject": lambda c: c.subject,
    "headings": lambda c: _joined(h.text for h in c.headings),
    "summary": lambda c: c.summary,
    "references": lambda c: _joined(r.id or r.text for r in c.references),
    "classified_by.name": lambda c: c.classified_by and c.classified_by.name,
    "classified_by.title": lambda c: c.classified_by and c.classified_by.title,
    "classified_by.reasons": lambda c: c.classified_by and _joined(c.classified_by.reasons, " "),
    "paragraphs": lambda c: _numbered(c.paragraphs),
    "meeting.date": lambda c: c.meeting.date,
    "meeting.day": lambda c: c.meeting.day,
    "meeting.place": lambda c: c.meeting.place,
    "participants": lambda c: _people(c.participants),
    "signature": lambda c: c.signature,
    "attributes": lambda c: _joined(f"{name}: {value}" for name, value in c.attributes if value),
    "redactions": lambda c: _joined((r.code for r in c.redactions), " "),
    "distribution": lambda c: c.distribution and _copies(c.distribution),
    "drafting": lambda c: c.drafting and _officers(c.drafting),
    "diagnostics": lambda c: _joined((d.code for d in c.diagnostics), " "),
    "leftovers": lambda c: _joined(o.text for o in c.leftovers),
}


def show(*, brief: bool = False, full: bool = False) -> View:
    """Whole cables. In the layout for reading, `brief` leaves out the addressees and `full` folds nothing."""
    keys = ("schema", *dict.fromkeys(column.partition(".")[0] for column in SHOW))
    page = "brief cables" if brief else "full cables" if full else "cables"
    return View("cables", tuple(SHOW), keys, _show_cells, _show_records, page, piped="text", is_whole=True)


def _show_cells(cables: Cables) -> Iterator[list[Row]]:
    for cable in cables:
        yield [{column: value(cable) for column, value in SHOW.items()}]


def _show_records(cables: Cables) -> Iterator[list[Row]]:
    for cable in cables:
        yield [cable.to_dict()]
