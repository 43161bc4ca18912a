"""From cables to output: what to show of each, and its text in pieces that other processes can make too."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cablecli.reader import Item, cables, contained
from cablecli.render import FORMATS, Layout, Rendering, rendered, rendering
from cablecli.sources import Failure
from cablecli.views import Names, View

if TYPE_CHECKING:
    from cablecli.model import Cable
    from cablecli.store.filters import Filters

Page = list[Any]


class Rendered(NamedTuple):
    """What a cable adds to the output; `text` is empty if it has nothing to show."""

    id: str | None
    text: str


class Recipe:
    """What a command line wants of each cable: narrowed, viewed, laid out. It can be sent to another process."""

    def __init__(
        self, view: View, narrow: Callable[["Cable"], "Cable"] | None, format_: str, names: Names | None,
        layout: Layout,
        *, quiet: bool = False, filters: "Filters | None" = None,
    ) -> None:  # fmt: skip
        self.view, self.narrow, self.format, self.names, self.layout = view, narrow, format_, names, layout
        self.quiet, self.filters = quiet, filters
        self.is_joint = view.joint is not None  # one page for all cables

    def __reduce__(self) -> tuple[Any, ...]:
        context = click.get_current_context()
        words = {**context.params, "format_": self.format, "as_json": False}
        return _rebuilt, (context.command.name, words, self.layout._replace(hits=None))

    def read(self, item: Item) -> "Iterator[Cable | Failure]":
        """The cables of an item that are wanted, as far as the view shows them."""
        return wanted(item, self.filters, heading_only=self.view.heading_only)

    def narrowed(self, found: Iterable[Any]) -> Iterator[Any]:
        """The cables without what was not asked for."""
        return map(self.narrow, found) if self.narrow else iter(found)

    def pages(self, found: Iterable[Any]) -> Iterator[Page]:
        """What the view shows of cables that are narrowed already."""
        takes = FORMATS[self.format].takes
        if takes == "blocks":
            return self._blocks(found)
        return self.view.rows(found) if takes == "rows" else self._records(found)

    def _blocks(self, found: Iterable[Any]) -> Iterator[Page]:
        """The pages for reading, without remarks where nobody wants them."""
        from cablecli.views.blocks import Note

        for blocks in self.view.blocks(found, self.names):
            yield [block for block in blocks if not (self.quiet and isinstance(block, Note))]

    def _records(self, found: Iterable[Any]) -> Iterator[Page]:
        """The records, whole or as far as they are wanted."""
        wanted = self.names or (self.view.keys if self.view.on_demand else None)
        if not wanted:
            return self.view.records(found)
        from cablecli.views.fields import reach

        return (
            [{name: reach(row, name) for name in wanted} for row in rows] for rows in self.view.records(found)
        )

    @cached_property
    def rendering(self) -> Rendering:
        """The format at work, made by the process that needs it."""
        return rendering(self.format, self.layout)

    def render(self, pages: Iterable[Page]) -> Iterator[str]:
        """The whole output, piece by piece."""
        return rendered(self.format, pages, self.layout)

    def piece(self, cable: "Cable") -> Rendered:
        """The text of one cable, for `rendering.joined`."""
        (page,) = self.pages(self.narrowed([cable]))
        return Rendered(cable.id, self.rendering.page(page) if page else "")

    def work(self, items: list[Item]) -> list[Any]:
        """What a process makes of a chunk of items."""
        make = self.tagged if self.is_joint else self.piece
        return [
            r if isinstance(r, Failure) else contained(make, r) for item in items for r in self.read(item)
        ]

    def tagged(self, cable: "Cable") -> Any:
        """All of a cable that the page for all needs."""
        (narrowed,) = self.narrowed([cable])
        return self.view.joint(narrowed) if self.view.joint else narrowed


def wanted(
    item: Item, filters: "Filters | None", *, heading_only: bool = False
) -> "Iterator[Cable | Failure]":
    """The cables of an item that fit, or their headings where these are enough; what is wrong is a Failure."""
    if not filters:
        return cables(item, heading_only=heading_only)
    heading_only = heading_only and not filters.need_all
    found = cables(item, heading_only=heading_only, fits=filters.fit_heading)
    return (one for one in found if isinstance(one, Failure) or filters.fit(one))


def _rebuilt(command: str, words: dict[str, Any], layout: Layout) -> Recipe:
    """The recipe of the same command line, in a process that shares no memory with the one that was started."""
    recipes: list[Recipe] = []
    called = import_module(f"cablecli.cli.{command}").command
    with click.Context(called, obj=recipes):
        called.callback(**words)
    (recipe,) = recipes
    recipe.layout = layout._replace(hits=recipe.layout.hits)
    return recipe
