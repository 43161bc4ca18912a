"""What a collection answers with besides whole cables."""

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from cablecli.model import Reference


class Headline(NamedTuple):
    """A cable in a line."""

    id: str | None
    date: str | None
    sender: str | None
    classification: str | None
    subject: str | None
    path: str | None = None
    member: str | None = None
    more: dict[str, Any] | None = None  # what else was asked for, by name

    @property
    def source(self) -> str | None:
        """Where its text stands: the file, and the member of an archive behind `!`."""
        return "!".join(filter(None, (self.path, self.member))) or None


class Node(NamedTuple):
    """A cable in a line and the references that it makes: what a web of citations is made of."""

    cable: Headline
    references: "tuple[Reference, ...]"

    @property
    def id(self) -> str | None:
        """The cable's."""
        return self.cable.id

    @property
    def name(self) -> str:
        """What tells this cable from others: its id, its source where it has none."""
        return self.cable.id or self.cable.source or "(no id)"


class Counted(NamedTuple):
    """All of a cable that a count needs: `values` are what it has of the field that is counted."""

    id: str | None
    date: str | None
    year: int | None
    post: str | None
    number: int | None
    values: tuple[str, ...]


class Hit(NamedTuple):
    """A paragraph that a search found, or the subject where `number` and `marking` are None.

    `text` is the part round the words that were searched for, which stand at `spans`. The best rank is least; in the
    order of time there is none.
    """

    cable: int
    id: str | None
    date: str | None
    sender: str | None
    classification: str | None
    subject: str | None
    number: int | None
    marking: str | None
    text: str
    rank: float | None
    spans: tuple[tuple[int, int], ...] = ()
