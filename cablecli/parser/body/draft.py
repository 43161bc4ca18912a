"""A paragraph as its parts are found, before its text is put together."""

from dataclasses import dataclass, field

from cablecli.parser.body.heading_words import has_address
from cablecli.parser.body.runs import SHORT, Part, closed


@dataclass(slots=True, eq=False, repr=False)
class Draft:
    """A paragraph under construction."""

    number: int | None
    marking: str | None
    heading: str | None
    label: str | None  # that the heading opens with
    parts: list[Part] = field(default_factory=list)
    listing: bool = False  # lists participants: its bullets and titles are people and sides

    @property
    def has_ended(self) -> bool:
        """Whether its last line ends a text, or its last two: `END` / `SUMMARY` may be wrapped.

        Behind a web address many set no full stop; one at the wrap may go on in the next line.
        """
        last = self.parts[-1]
        if closed(last.text) or closed(" ".join(part.text for part in self.parts[-2:])):
            return True
        return len(last.tail) < SHORT and has_address(last.tail.rpartition(" ")[2])
