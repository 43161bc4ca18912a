"""From cables to output: what to show of each, and its text in pieces that other processes can make too."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cablecli.reader import Item, cables, contained
from cablecli.render import OUTPUTS, Layout, renderer
from cablecli.sources import Failure
from cablecli.views import Names, View

if TYPE_CHECKING:
    from cablecli.model import Cable
    from cablecli.store.filters import Filters

Page = list[Any]


class Piece(NamedTuple):
    """What a cable adds to the output: `text` behind others, `first` and `end` where it is the first to show."""

    id: str | None
    text: str
    first: str | None = None
    end: str = ""


class Recipe:
    """What a command line wants of each cable: narrowed, viewed, laid out. It can be sent to another process."""

    def __init__(
        self, view: View, narrow: Callable[["Cable"], "Cable"] | None, format_: str, names: Names | None,
        layout: Layout,
        *, quiet: bool = False, any_first: bool = False, filters: "Filters | None" = None,
    ) -> None:  # fmt: skip
        self.view, self.narrow, self.format, self.names, self.layout = view, narrow, format_, names, layout
        self.quiet, self.filters = quiet, filters
        self.any_first = any_first  # whether any cable may become the first that is shown
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
        takes, names = OUTPUTS[self.format].takes, self.names
        if takes == "blocks":
            yield from self._blocks(found)
        elif takes == "rows":
            yield from self.view.rows(found)
        elif wanted := names or (self.view.keys if self.view.on_demand else None):
            from cablecli.views.fields import reach

            for rows in self.view.records(found):
                yield [{name: reach(row, name) for name in wanted} for row in rows]
        else:
            yield from self.view.records(found)

    def _blocks(self, found: Iterable[Any]) -> Iterator[Page]:
        from cablecli.views.blocks import Note

        for blocks in self.view.blocks(found, self.names):
            yield [block for block in blocks if not (self.quiet and isinstance(block, Note))]

    def render(self, pages: Iterator[Page]) -> Iterator[str]:
        """The pages as text, from the first to the last."""
        rendered: Iterator[str] = renderer(self.format)(pages, self.layout)
        return rendered

    def work(self, items: list[Item]) -> list[Any]:
        """What a process makes of a chunk of items."""
        make = self.tagged if self.is_joint else Press(self, any_first=self.any_first).piece
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


class Press:
    """Renders cables one by one, each as it would stand in the whole output.

    The first piece of a press that leads is the first of all; that of another may come to stand behind other pieces.
    """

    def __init__(self, recipe: Recipe, *, leads: bool = False, any_first: bool = False) -> None:
        self._recipe, self._leads, self._any_first = recipe, leads, any_first
        self._is_begun = False
        self._page: Page = []
        self._running: Iterator[str] | None = None

    def piece(self, cable: "Cable") -> Piece:
        """The text of a cable; that of one with nothing to show is empty."""
        recipe = self._recipe
        (page,) = recipe.pages(recipe.narrowed([cable]))
        if not page:
            return Piece(cable.id, "")
        if self._is_begun and not self._any_first:
            return Piece(cable.id, self._behind(page))
        self._is_begun = True
        alone = recipe.render(iter([page]))
        first, end = next(alone), "".join(alone)
        return Piece(cable.id, first if self._leads else self._behind(page), first, end)

    def _behind(self, page: Page) -> str:
        """The page behind another one: a renderer that never comes to an end is fed with one after the other."""
        self._page = page
        if self._running is None:
            self._running = self._recipe.render(self._fed())
            next(self._running)
        try:
            return next(self._running)
        except Exception:
            self._running = None  # it has ended; the next page gets another
            raise

    def _fed(self) -> Iterator[Page]:
        while True:
            yield self._page


def joined(pieces: Iterable[Piece], recipe: Recipe) -> Iterator[str]:
    """The whole output, piece by piece."""
    first = None
    for piece in pieces:
        if not piece.text:
            continue
        yield piece.text if first else piece.first or ""
        first = first or piece
    yield first.end if first else "".join(recipe.render(iter(())))
