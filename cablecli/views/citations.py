"""Follows references between cables step by step, in both directions: a row for each link, or trees for reading."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple, Protocol

from cablecli.in_short import letters
from cablecli.model import NOWHERE, Cable, Reference
from cablecli.store import ids
from cablecli.store.results import Node
from cablecli.views import Names, Row, View, flat_view
from cablecli.views.blocks import Block, Citations, Cited, Title, of_file, table
from cablecli.views.listing import headline

CYCLE, AGAIN = "cycle", "again"
_NONE = Cited(None, "none at hand", "", is_at_hand=False)
_COLUMNS = ("id", "date", "label", "kind", "cited", "at_hand", "cited_date", "depth", "cycle", "text")
_ON_DEMAND = ("from", "subject", "cited_from", "cited_subject", "source")


class Library(Protocol):
    """Where cables are looked up: a collection, or files."""

    def node(self, id: str) -> Node | None:
        """The cable with this id."""

    def citing(self, id: str) -> Iterable[Node]:
        """The cables that refer to this id."""


class Shelf:
    """Cables read from files, backed by a collection for those not among them."""

    def __init__(self, nodes: Iterable[Node], behind: Library | None) -> None:
        self._behind = behind
        self._nodes: dict[str, Node] = {}
        self._citing: dict[str, list[Node]] = {}
        for node in nodes:
            self._nodes.setdefault(node.name, node)
            for id in dict.fromkeys(one.id for one in node.references if one.id):
                self._citing.setdefault(id, []).append(node)

    def node(self, id: str) -> Node | None:
        """The cable with this id, from the files if it is there, else from the collection; None if there is none."""
        return self._nodes.get(id) or (None if self._behind is None else self._behind.node(id))

    def citing(self, id: str) -> Iterator[Node]:
        """The cables that refer to this id, those of the files first."""
        yield from self._citing.get(id, ())
        if self._behind is not None:
            yield from (node for node in self._behind.citing(id) if node.name not in self._nodes)


class Link(NamedTuple):
    """A reference from one cable to another; `cited` is None if that is not at hand."""

    citing: Node
    reference: Reference
    cited: Node | None


class Step(NamedTuple):
    """A link on the way from a cable: `path` names the cables up to here, `end` is where the link leads.

    `mark` is CYCLE where `end` lies on that way, AGAIN where what follows it is shown at another place.
    """

    path: tuple[str, ...]
    link: Link
    end: Node | None
    mark: str | None


Follow = Callable[[Library, Node], Iterable[tuple[Link, Node | None]]]


def _cited(library: Library, node: Node) -> Iterator[tuple[Link, Node | None]]:
    for reference in node.references:
        end = library.node(reference.id) if reference.id else None
        yield Link(node, reference, end), end


def _citing(library: Library, node: Node) -> Iterator[tuple[Link, Node | None]]:
    for other in library.citing(node.id) if node.id else ():
        for reference in other.references:
            if reference.id == node.id:
                yield Link(other, reference, node), other


_DIRECTIONS: dict[str, tuple[Follow, int]] = {"cites": (_cited, 1), "cited by": (_citing, -1)}


def walk(
    starts: Iterable[Node], library: Library, links: Follow, depth: int, seen: set[tuple[str, Reference]]
) -> Iterator[Step]:
    """The links up to `depth` steps from any start, the nearest first, each once and none that was `seen` before."""
    met: set[str] = set()
    level: Iterable[tuple[Node, tuple[str, ...]]] = ((node, ()) for node in starts)
    for _ in range(depth):
        ahead = []
        for node, path in level:
            met.add(node.name)
            for step in _steps((*path, node.name), links(library, node), met, seen):
                yield step
                if step.end and not step.mark:
                    met.add(step.end.name)
                    ahead.append((step.end, step.path))
        level = ahead


def _steps(
    path: tuple[str, ...],
    found: Iterable[tuple[Link, Node | None]],
    met: set[str],
    seen: set[tuple[str, Reference]],
) -> Iterator[Step]:
    """The links of the cable at the end of `path` as steps."""
    for link, end in found:
        key = (link.citing.name, link.reference)
        if key in seen:  # another copy of the cable has it too
            continue
        seen.add(key)
        mark = None
        if end:
            mark = CYCLE if end.name in path else AGAIN if end.name in met else None
        yield Step(path, link, end, mark)


def node(cable: Cable) -> Node:
    """What citations need of a cable."""
    return Node(headline(cable), tuple(replace(one, span=NOWHERE) for one in cable.references))


class _Search(NamedTuple):
    """How far links are followed, and where: in `library` and, unless all `are_in_it`, among the cables themselves."""

    library: Library | None
    depth: int
    directions: tuple[str, ...]
    are_in_it: bool

    def rows(self, found: Iterable[Node]) -> Iterator[list[Row]]:
        """One page for each link; a link comes once, however many cables it can be reached from."""
        starts, library = self._placed(found)
        seen: set[tuple[str, Reference]] = set()
        for links, sign in map(_DIRECTIONS.__getitem__, self.directions):
            for step in walk(starts, library, links, self.depth, seen):
                yield [_row(step, sign)]

    def pages(self, view: View, found: Iterable[Node], names: Names | None) -> Iterator[list[Block]]:
        """For each cable its title with its trees below; one table if columns are chosen."""
        if names:
            rows = [row for page in self.rows(found) for row in page]
            yield [table(rows, names)] if rows else []
            return
        starts, library = self._placed(found)
        for start in starts:
            yield _page(start, [(name, self._tree(start, library, name)) for name in self.directions])

    def _placed(self, found: Iterable[Node]) -> tuple[Iterable[Node], Library]:
        if self.library is not None and self.are_in_it:
            return (found if len(self.directions) == 1 else list(found)), self.library
        nodes = list(found)
        return nodes, Shelf(nodes, self.library)

    def _tree(self, start: Node, library: Library, direction: str) -> list[Cited]:
        links, sign = _DIRECTIONS[direction]
        ways: dict[tuple[str, ...], list[Step]] = {}
        for step in walk([start], library, links, self.depth, set()):
            ways.setdefault(step.path, []).append(step)
        return _grown(ways, (start.name,), sign)


def citations(
    library: Library | None, *, depth: int, cited_by: bool = False, are_in_it: bool = False
) -> View:
    """The links of cables, which are looked up in `library` and, unless all `are_in_it`, among themselves first."""
    search = _Search(library, depth, ("cites", "cited by") if cited_by else ("cites",), are_in_it)
    return flat_view(
        "references", _COLUMNS, search.rows, search.pages, on_demand=_ON_DEMAND, joint=node, takes_more=False
    )


def _row(step: Step, sign: int) -> Row:
    citing, cited = step.link.citing.cable, step.link.cited and step.link.cited.cable
    reference = step.link.reference
    return {
        "id": step.link.citing.name,
        "date": citing.date,
        "label": reference.label,
        "kind": reference.kind,
        "cited": reference.id,
        "at_hand": cited is not None,
        "cited_date": cited and cited.date,
        "depth": sign * len(step.path),
        "cycle": step.mark == CYCLE,
        "text": reference.text,
        "from": citing.sender,
        "subject": citing.subject,
        "cited_from": cited and cited.sender,
        "cited_subject": cited and cited.subject,
        "source": citing.source,
    }


def _page(start: Node, trees: list[tuple[str, list[Cited]]]) -> list[Block]:
    """The title of a cable and its trees, which have captions if there are two directions."""
    both = len(trees) > 1 and any(branches for _, branches in trees)
    groups = [(name if both else None, branches or [_NONE]) for name, branches in trees if both or branches]
    it = start.cable
    date = it.date and it.date.replace("T", " ")
    title = Title(
        start.name, date, it.sender, it.classification, it.subject, target=of_file(it.path)
    )  # fmt: skip
    return [title, Citations(groups)] if groups else []


def _grown(ways: dict[tuple[str, ...], list[Step]], path: tuple[str, ...], sign: int) -> list[Cited]:
    """The steps from the end of a path as branches, with those that follow."""
    return [
        _branch(step, sign, _grown(ways, (*path, step.end.name), sign) if step.end and not step.mark else [])
        for step in ways.get(path, ())
    ]


def _branch(step: Step, sign: int, branches: list[Cited]) -> Cited:
    reference, end = step.link.reference, step.end
    label = f"as {reference.label}" if reference.label and sign < 0 else reference.label
    if end is None:
        return Cited(label, *_absent(reference), is_at_hand=False)
    it = end.cable
    date, level = it.date and it.date[:10], it.classification and letters(it.classification)
    subject = None if step.mark else it.subject  # it is in the tree already
    return Cited(label, end.name, step.mark, date, level, subject, branches, target=of_file(it.path))


def _absent(reference: Reference) -> tuple[str, str]:
    """The text of a reference to something that is not at hand, and why it is not."""
    if reference.kind != "cable":
        return reference.text, "" if reference.kind == "other" else reference.kind
    if reference.id is None:
        return reference.text, "year unknown"
    more = "" if ids.read(reference.text) else f": {reference.text}"  # such as: STATE 41207 (NOTAL)
    return reference.id, f"not at hand{more}"
