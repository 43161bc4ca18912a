"""`Draft`: a paragraph whose parts are still being collected."""

from dataclasses import dataclass, field

from cablecli.parser.body.heading_words import has_address
from cablecli.parser.body.runs import SHORT, Part, closed


@dataclass(slots=True, eq=False, repr=False)
class Draft:
    """A paragraph under construction."""

    number: int | None
    marking: str | None
    heading: str | None
    label: str | None  # the label of its heading
    parts: list[Part] = field(default_factory=list)
    listing: bool = False  # it lists participants, so that bullets and titles in it are people and sides

    @property
    def is_bare(self) -> bool:
        """Whether it has a number and no text. `(C - ENTIRE TEXT)` counts as text."""
        return not any(part.text for part in self.parts) and "ENTIRE TEXT" not in (self.marking or "")

    @property
    def has_ended(self) -> bool:
        """Whether its text ends with its last line. The last two are looked at for a wrapped `END` / `SUMMARY`.

        After a web address many writers set no full stop. An address at the wrap may continue in the next line.
        """
        last = self.parts[-1]
        if closed(last.text) or closed(" ".join(part.text for part in self.parts[-2:])):
            return True
        return len(last.tail) < SHORT and has_address(last.tail.rpartition(" ")[2])
