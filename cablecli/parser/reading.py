"""What has been read of a cable so far: each stage takes it and gives back a fuller one."""

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
    """How a text is laid out, on which the stages above the body depend."""

    TELEGRAM = "telegram"
    RECORD = "record of the archive"
    MESSAGE = "message of 2009 on"
    BODY = "body alone"
    WHITE_HOUSE = "White House form"
    PRINTED = "printed form"


class Reading(NamedTuple):
    """The lines of a text and what the stages have found in them; what is not read yet is empty."""

    content: str  # the text in its normal form
    source: Source
    form: Form
    head: TextHeading
    lines: Lines = NO_LINES  # cut by the first stage, which knows what of the text is the telegram
    whole: bool = True  # else the text heading alone is wanted, without addressees and officer
    record: "Record | None" = None
    format: str = "acp127"  # the record's word for it
    cover: "Cover | None" = None  # what stands round the telegram, of which the record is
    released: bool = False  # the text bears the stamps of a release, so that codes in it are redactions
    top: Envelope = NO_HEADING
    mrn: Mrn = Mrn(None, None, None)
    attributes: tuple[tuple[str, str | None], ...] = ()
    distribution: "Distribution | None" = None
    drafting: "Drafting | None" = None
    signed: bool = True  # the text may end with a signature; else a field holds it
    signature: str | None = None
    body: "Body | None" = None
    meeting: Meeting = Meeting(None, None)
    participants: "tuple[Participant, ...]" = ()
    references: tuple[Reference, ...] = ()
    summary: str | None = None
    redactions: "tuple[Redaction, ...]" = ()
    unread: tuple[Leftover, ...] = ()  # lines that say more than the field that they are of
    notes: tuple[Diagnostic, ...] = ()

    def noted(self, notes: Sequence[Diagnostic]) -> "Reading":
        """The same with more diagnostics."""
        return self._replace(notes=(*self.notes, *notes)) if notes else self
