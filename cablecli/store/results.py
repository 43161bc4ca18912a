"""What a collection answers with besides whole cables."""

from typing import Any, NamedTuple


class Listed(NamedTuple):
    """A cable in a line."""

    id: str | None
    date: str | None
    sender: str | None
    classification: str | None
    subject: str | None
    path: str | None = None
    member: str | None = None
    more: dict[str, Any] | None = None  # what else was asked for, by name


class Hit(NamedTuple):
    """A paragraph that a search found, or the subject where `number` and `marking` are None; the best rank is least.

    `text` is the part round the words that were searched for, which stand at `spans`.
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
    rank: float
    spans: tuple[tuple[int, int], ...] = ()
