"""Values around a cable: who received copies, who wrote it, and the data of a web page or dump."""

from dataclasses import dataclass

from cablecli.model.value import Value


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Distribution(Value):
    """The bureaus that got copies, `EUR-12`: for action, of origin, for information; `/033 W` copies; the counter."""

    action: tuple[str, ...]
    origin: tuple[str, ...]
    info: tuple[str, ...]
    copies: str | None
    counter: str | None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Drafting(Value):
    """Who wrote, approved and cleared the cable, as written."""

    drafted_by: str | None
    approved_by: str | None
    cleared_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Page(Value):
    """What a web page or dump says about the cable besides its text, as given there."""

    id: str | None = None
    created: str | None = None
    released: str | None = None
    classification: str | None = None
    origin: str | None = None
    number: str | None = None  # that of a row in its database
    references: str | None = None
