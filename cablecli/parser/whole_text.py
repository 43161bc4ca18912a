"""The stages after the text heading. They load half of the parser, so `heading_only` does without them."""

from dataclasses import replace

from cablecli.model import Diagnostic
from cablecli.parser import body as body_room
from cablecli.parser import checks as cross_checks
from cablecli.parser import kept, meeting
from cablecli.parser.body import summary as summary_label
from cablecli.parser.heading import late_fields
from cablecli.parser.heading import references as reference_items
from cablecli.parser.reading import Reading


def body(reading: Reading) -> Reading:
    """Read the paragraphs, the section headings and the signature."""
    notes: list[Diagnostic] = []
    officer = reading.head.classified.name if reading.head.classified else None
    main = body_room.read(reading.lines, reading.head.end, notes, reading.signed, officer)
    signature = reading.signature or main.signature
    if reading.released:
        from cablecli.parser import redactions

        reading = reading._replace(redactions=redactions.read(reading.lines, main.paragraphs))
    head = late_fields.below(reading.lines, reading.head)
    return reading._replace(body=main, signature=signature, head=head).noted(notes)


def people(reading: Reading) -> Reading:
    """Read who met, when and where."""
    assert reading.body
    met = meeting.read(reading.lines, reading.body)
    return reading._replace(meeting=met.meeting, participants=met.participants).noted(met.notes)


def references(reading: Reading) -> Reading:
    """Read the items of REF. An item's year may depend on the cable's own number and date."""
    if reading.references:  # a printed form has them in its heading
        return reading
    listed = dict(reading.attributes).get("Reference")
    found, notes = reference_items.read(
        reading.lines, reading.head.references, reading.mrn, reading.top.heading.dtg, listed
    )
    return reading._replace(references=found).noted(notes)


def summary(reading: Reading) -> Reading:
    """Join the summary from all the paragraphs that it spans."""
    assert reading.body
    return reading._replace(summary=summary_label.read(reading.body.paragraphs))


def rest(reading: Reading) -> Reading:
    """Keep the routing lines, and the field lines that say more than their field, as they are written."""
    routing, leftovers = kept.read(reading)
    top = reading.top._replace(heading=replace(reading.top.heading, routing=routing))
    return reading._replace(top=top, unread=leftovers)


def checks(reading: Reading) -> Reading:
    """Compare what the cable states twice."""
    assert reading.body
    if not len(reading.lines):
        return reading
    return reading.noted(
        cross_checks.read(
            reading.lines,
            reading.top,
            reading.head,
            reading.body,
            reading.meeting,
            reading.references,
        )
    )
