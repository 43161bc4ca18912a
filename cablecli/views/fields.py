"""The fields that --fields and --template can name, and views extended by them."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from cablecli.in_short import date_of
from cablecli.views import SHOW, Cables, Names, Row, View

if TYPE_CHECKING:
    from cablecli.model import Cable

# What every row can say of its cable in short; the rest are the columns of `show`.
_SHORT: dict[str, Callable[["Cable"], Any]] = {
    "date": date_of,
    "from": lambda c: c.heading.sender,
    "classification": lambda c: c.classification,
    "subject": lambda c: c.subject,
    "source": lambda c: c.source.name,
}
OF_CABLE = SHOW | _SHORT


class UnknownField(ValueError):
    """A name that a view does not know; `names` are those it knows, and the message lists the short ones."""

    def __init__(self, name: str, own: Names, more: Names) -> None:
        short = [one for one in more if one in _SHORT]
        dotted = [one for one in more if "." in one]
        shown = ", ".join(dotted) if "heading" in own else "the columns of show: heading.dtg ..."
        rest = shown if dotted else ""
        of_cable = (
            f" Of the cable also: {', and '.join(filter(None, (', '.join(short), rest)))}." if more else ""
        )
        super().__init__(f"There are: {', '.join(own)}.{of_cable}")
        self.name, self.names = name, (*own, *more)


def further(own: Names) -> Names:
    """The names of what a row can say of its cable, besides its own columns."""
    return tuple(name for name in _SHORT | SHOW if name not in own)


def choose(view: View, wanted: Names, own: Names, *, groups: bool = True) -> tuple[View, Names]:
    """The view extended by the wanted fields, and their names; UnknownField for a name that does not exist.

    The name of a group, such as `heading`, becomes the names in it. `own` are the columns or keys of the view itself.
    """
    more = further(own) if view.takes_more else ()
    names: list[str] = []
    for name in wanted:
        found = _meant(name, own, groups) or _meant(name, more, groups)
        if not found:
            raise UnknownField(name, own, more)
        names += found
    extra = [name for name in names if name not in own]
    return _extended(view, extra) if extra else view, tuple(dict.fromkeys(names))


def _meant(name: str, names: Names, groups: bool) -> Names:
    """The name itself, or those in the group of that name."""
    if name in names:
        return (name,)
    return tuple(one for one in names if one.startswith(f"{name}.")) if groups else ()


def _extended(view: View, extra: Iterable[str]) -> View:
    values = {name: OF_CABLE[name] for name in extra}
    joint = view.joint

    def more(cable: "Cable") -> Row:
        return {name: value(cable) for name, value in values.items()}

    def added(pages: Callable[[Cables], Iterator[list[Row]]]) -> Callable[[Cables], Iterator[list[Row]]]:
        def extended(cables: Cables) -> Iterator[list[Row]]:
            for cable in cables:
                of_cable = more(cable)
                for page in pages([cable]):
                    yield [{**of_cable, **row} for row in page]

        return extended

    view = view._replace(heading_only=view.heading_only and values.keys() <= _SHORT.keys())
    if joint:
        return view._replace(joint=lambda cable: joint(cable)._replace(more=more(cable)))
    return view._replace(rows=added(view.rows), records=added(view.records))


def reach(row: Row, name: str) -> Any:
    """The value of a row or record by its name, which may lead into an inner object."""
    head, _, rest = name.partition(".")
    inner = row.get(head) if rest else None
    return inner[rest] if isinstance(inner, dict) else row[name]
