"""`Recipe`: how to turn cables into output. It can be sent to other processes to do the work there."""

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
    """What a command line wants of each cable: what to keep of it, which view to take, how to lay it out.

    A recipe can be pickled for another process, although its view is made of functions: the pickle holds the command's
    name, its parameters and the layout. To unpickle it, the command is called again with a list as `settings.recipes`.
    `run.print_cables` and `run.gather` then only append their recipe to that list, so a command must not act before it
    calls one of them.
    """

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
        words = {**context.params, "format": self.format, "as_json": False}
        return _rebuilt, (context.command.name, words, self.layout._replace(hits=None))

    def read(self, item: Item) -> "Iterator[Cable | Failure]":
        """The cables of an item that pass the filters, read only as far as the view needs."""
        return wanted(item, self.filters, heading_only=self.view.heading_only)

    def narrowed(self, found: Iterable[Any]) -> Iterator[Any]:
        return map(self.narrow, found) if self.narrow else iter(found)

    def pages(self, found: Iterable[Any]) -> Iterator[Page]:
        """The pages of cables that are already narrowed."""
        takes = FORMATS[self.format].takes
        if takes == "blocks":
            return self._blocks(found)
        return self.view.rows(found) if takes == "rows" else self._records(found)

    def _blocks(self, found: Iterable[Any]) -> Iterator[Page]:
        """The pages as blocks for reading, without remarks if --quiet."""
        from cablecli.views.blocks import Note

        for blocks in self.view.blocks(found, self.names):
            yield [block for block in blocks if not (self.quiet and isinstance(block, Note))]

    def _records(self, found: Iterable[Any]) -> Iterator[Page]:
        """The records, whole or reduced to the chosen fields."""
        wanted = self.names or (self.view.keys if self.view.on_demand else None)
        if not wanted:
            return self.view.records(found)
        from cablecli.views.fields import reach

        return (
            [{name: reach(row, name) for name in wanted} for row in rows] for rows in self.view.records(found)
        )

    @cached_property
    def rendering(self) -> Rendering:
        """The rendering of the format, made in the process that uses it."""
        return rendering(self.format, self.layout)

    def render(self, pages: Iterable[Page]) -> Iterator[str]:
        return rendered(self.format, pages, self.layout)

    def piece(self, cable: "Cable") -> Rendered:
        """The text of one cable, for `rendering.joined`."""
        (page,) = self.pages(self.narrowed([cable]))
        return Rendered(cable.id, self.rendering.page(page) if page else "")

    def work(self, items: list[Item]) -> list[Any]:
        """The results of a chunk of items: for each cable its text, or its part of a joint page, or a Failure."""
        make = self.tagged if self.is_joint else self.piece
        return [
            r if isinstance(r, Failure) else contained(make, r) for item in items for r in self.read(item)
        ]

    def tagged(self, cable: "Cable") -> Any:
        """What a page for all cables needs of one."""
        (narrowed,) = self.narrowed([cable])
        return self.view.joint(narrowed) if self.view.joint else narrowed


def wanted(
    item: Item, filters: "Filters | None", *, heading_only: bool = False
) -> "Iterator[Cable | Failure]":
    """The cables of an item that pass the filters, or just their headings; failures are passed on."""
    if not filters:
        return cables(item, heading_only=heading_only)
    heading_only = heading_only and not filters.need_all
    found = cables(item, heading_only=heading_only, fits=filters.fit_heading)
    return (one for one in found if isinstance(one, Failure) or filters.fit(one))


def _rebuilt(command: str, words: dict[str, Any], layout: Layout) -> Recipe:
    """The recipe of a command line, made again in another process: see `Recipe`."""
    recipes: list[Recipe] = []
    called = import_module(f"cablecli.cli.{command}").command
    with click.Context(called):
        called.callback(**words, recipes=recipes)
    (recipe,) = recipes
    recipe.layout = layout._replace(hits=recipe.layout.hits)
    return recipe
