"""`Reading`: what the stages have read of a cable so far. Each stage takes one and returns a fuller one."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from cablecli.model import Diagnostic, Heading, Leftover, Meeting, Mrn, Reference, Source
from cablecli.parser.heading.text_fields import TextHeading
from cablecli.parser.heading.transmission import Envelope
from cablecli.parser.lines.index import Lines

if TYPE_CHECKING:
    from cablecli.model import Distribution, Drafting, Participant, Redaction
    from cablecli.parser.body import Body
    from cablecli.parser.dialects.covers import Cover
    from cablecli.parser.dialects.sas import Record

NO_LINES = Lines("")
NO_HEADING = Envelope(Heading(), 0, None, None, None, 0)


class Form(StrEnum):
    """The layout of a text. It decides how the stages before the body read."""

    TELEGRAM = "telegram"
    RECORD = "record of the archive"
    MESSAGE = "message of 2009 on"
    BODY = "body alone"
    WHITE_HOUSE = "White House form"
    PRINTED = "printed form"


class Reading(NamedTuple):
    """The lines of a text and what the stages have found in them. Values not read yet are empty."""

    content: str  # the text in its normal form
    source: Source
    form: Form
    head: TextHeading
    lines: Lines = NO_LINES  # made by the first stage, which finds the telegram within the text
    whole: bool = True  # False if only the text heading is wanted, without addressees and officer
    record: "Record | None" = None  # the archive record around the telegram
    format: str = "acp127"  # the name of the form in the cable's record
    title: int = 0  # the offset of a printed form's title
    cover: "Cover | None" = None  # the print-out or form around the telegram
    released: bool = False  # the text has the stamps of a release, so codes like `B1` in it are redactions
    top: Envelope = NO_HEADING
    mrn: Mrn = Mrn(None, None, None)
    attributes: tuple[tuple[str, str | None], ...] = ()
    distribution: "Distribution | None" = None
    drafting: "Drafting | None" = None
    signed: bool = True  # the text may end with a signature; False if a field holds it
    signature: str | None = None
    body: "Body | None" = None
    meeting: Meeting = Meeting(None, None)
    participants: "tuple[Participant, ...]" = ()
    references: tuple[Reference, ...] = ()
    summary: str | None = None
    redactions: "tuple[Redaction, ...]" = ()
    unread: tuple[Leftover, ...] = ()  # lines that say more than the field read from them
    notes: tuple[Diagnostic, ...] = ()

    def noted(self, notes: Sequence[Diagnostic]) -> "Reading":
        """This reading with diagnostics added."""
        return self._replace(notes=(*self.notes, *notes)) if notes else self
