"""Views: what each command shows of a cable, as rows for tables, records for JSON and blocks for reading.

A `View` gets cables from `reader` (or from a collection) and yields pages, which `render` turns into text. Views are
pure functions. The modules that make blocks are loaded when first needed; output for programs does without them.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from cablecli.in_short import name_of

if TYPE_CHECKING:
    from cablecli.model import Cable, Distribution, Drafting, Page, Paragraph, Tag
    from cablecli.views.blocks import Block

Row = dict[str, Any]
Cables = Iterable["Cable"]
Names = tuple[str, ...]
Pages = Callable[["View", Iterable[Any], Names | None], Iterator["list[Block]"]]


class View(NamedTuple):
    """What a command shows. Each function yields one page for each cable, empty if there is nothing to show.

    `blocks` is for reading: the chosen columns as a table, or the view's own layout if there are no names. With
    `heading_only`, cables need not be parsed below the text heading.
    """

    noun: str
    columns: Names
    keys: Names
    rows: Callable[[Cables], Iterator[list[Row]]]
    records: Callable[[Cables], Iterator[list[Row]]]
    pages: Pages
    piped: str = "tsv"
    heading_only: bool = False
    on_demand: Names = ()  # columns that are shown only if the user names them
    joint: Callable[["Cable"], Any] | None = None  # reduces a cable to what one page for all of them needs
    takes_more: bool = True  # whether a row can have any column of its cable, if the user names it
    is_whole: bool = False  # whether a page is a whole cable

    def blocks(self, cables: Cables, names: Names | None) -> "Iterator[list[Block]]":
        """The pages for reading: the chosen columns as a table, or the view's own layout if `names` is None."""
        return self.pages(self, cables, names)


def flat_view(
    noun: str, columns: Names, rows: Callable[[Any], Iterator[list[Row]]], pages: Pages, **more: Any
) -> View:
    """A view whose records are its rows."""
    return View(noun, columns, columns, rows, rows, pages, **more)


def row_view(
    noun: str, columns: Names, rows: Callable[[Any], Iterable[tuple[Any, ...]]], pages: Pages, **more: Any
) -> View:
    """A page of rows for each cable or other thing."""

    def paged(things: Iterable[Any]) -> Iterator[list[Row]]:
        return ([dict(zip(columns, row, strict=True)) for row in rows(thing)] for thing in things)

    return flat_view(noun, columns, paged, pages, **more)


def laid_out(name: str, **options: Any) -> Pages:
    """The layout of this name in `views.pages`, which is loaded when first needed."""

    def pages(view: View, cables: Iterable[Any], names: Names | None) -> "Iterator[list[Block]]":
        from cablecli.views import pages

        found: Iterator[list[Block]] = getattr(pages, name)(view, cables, names, **options)
        return found

    return pages


def cell(value: Any) -> str:
    """A row's value as text: empty for None, `true` or `false` for a boolean."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _paragraph_rows(cable: "Cable") -> Iterator[tuple[Any, ...]]:
    from cablecli.views.reading import paragraph_text

    for p in cable.paragraphs:
        yield name_of(cable), p.number, p.marking, p.heading, p.label, paragraph_text(p)


def _participant_rows(cable: "Cable") -> Iterator[tuple[Any, ...]]:
    date, place = cable.meeting.date, cable.meeting.place
    for p in cable.participants:
        who = p.side, p.unit, p.name, p.title, p.role, p.notetaker, p.paragraph, p.text
        yield name_of(cable), *who, date, place


PARAGRAPHS = row_view(
    "paragraphs",
    ("id", "number", "marking", "heading", "label", "text"),
    _paragraph_rows,
    laid_out("paragraphs"),
)
PARAGRAPH_TREE = PARAGRAPHS._replace(piped="text", pages=laid_out("trees"))
PARTICIPANTS = row_view(
    "participants",
    ("id", "side", "unit", "name", "title", "role", "notetaker", "paragraph", "text", "date", "place"),
    _participant_rows,
    laid_out("participants"),
)
TAGS = row_view(
    "tags",
    ("id", "tag", "kind", "name"),
    lambda cable: ((name_of(cable), t.tag, t.kind, t.name) for t in cable.tags),
    laid_out("table", shown=("tag", "kind", "name")),
    heading_only=True,
)


def outline(depth: int) -> View:
    """The headings and, down to this depth, the beginnings of what is under them."""
    return PARAGRAPH_TREE._replace(pages=laid_out("trees", depth=depth))


def _joined(values: Iterable[str | None], mark: str = "; ") -> str | None:
    return mark.join(filter(None, values)) or None


def _tag_codes(tags: "Iterable[Tag]") -> str | None:
    return _joined((f"({t.tag})" if t.kind == "person" else t.tag for t in tags), " ")


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
    "heading.action": lambda c: _joined(a.address for a in c.heading.action),
    "heading.info": lambda c: _joined(a.address for a in c.heading.info),
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
    "participants": lambda c: _joined(p.text for p in c.participants),
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
    pages = laid_out("whole", brief=brief, full=full)
    return View("cables", tuple(SHOW), keys, _show_cells, _show_records, pages, piped="text", is_whole=True)


def _show_cells(cables: Cables) -> Iterator[list[Row]]:
    for cable in cables:
        yield [{column: value(cable) for column, value in SHOW.items()}]


def _show_records(cables: Cables) -> Iterator[list[Row]]:
    for cable in cables:
        yield [cable.to_dict()]
