"""The results of a collection other than whole cables."""

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from cablecli.model import Reference


class Headline(NamedTuple):
    """A cable in one line."""

    id: str | None
    date: str | None
    sender: str | None
    classification: str | None
    subject: str | None
    path: str | None = None
    member: str | None = None
    more: dict[str, Any] | None = None  # further requested fields, by name

    @property
    def source(self) -> str | None:
        """Where its text is: the file, and after `!` the member of an archive."""
        return "!".join(filter(None, (self.path, self.member))) or None


class Node(NamedTuple):
    """A cable and its references: a node in the web of citations."""

    cable: Headline
    references: "tuple[Reference, ...]"

    @property
    def id(self) -> str | None:
        return self.cable.id

    @property
    def name(self) -> str:
        """A name for the cable: its id or, if it has none, its source."""
        return self.cable.id or self.cable.source or "(no id)"


class Counted(NamedTuple):
    """What a count needs of a cable; `values` are its values of the counted field."""

    id: str | None
    date: str | None
    year: int | None
    post: str | None
    number: int | None
    values: tuple[str, ...]


class Hit(NamedTuple):
    """One search hit: a paragraph, a participant, or the subject (no number or marking).

    `text` is the passage around the words searched for; `spans` are their places in it. A lower rank is better; hits
    sorted by date have none.
    """

    cable: int
    id: str | None
    source: str | None  # as of Headline
    date: str | None
    sender: str | None
    classification: str | None
    subject: str | None
    number: int | None
    marking: str | None
    text: str
    rank: float | None
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def name(self) -> str | None:
        """What the cable goes by: its id or, if it has none, its source."""
        return self.id or self.source
