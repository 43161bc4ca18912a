"""Cables made by hand for the tests: invented people, invented events."""

from dataclasses import replace
from typing import Any

from cablecli.model import (
    Addressee,
    Cable,
    ClassifiedBy,
    DeclassifyOn,
    Diagnostic,
    Distribution,
    Drafting,
    Heading,
    Item,
    Leftover,
    Meeting,
    Mrn,
    Paragraph,
    Participant,
    Redaction,
    Reference,
    SectionHeading,
    Source,
    Span,
    Tag,
)

# Everything that must not reach a terminal as it is, and what looks like rich's markup.
CONTROLS = "\x1b[2J\x1b]0;owned\x07\x9b31m\x07\x00\x7f\u202e\u200b\ufeff"
MARKUP = "[bold]b[/bold] [/x] [xxxxx] [red]r :smile: [link=http://x.invalid]l[/link]"
HOSTILE = f"{MARKUP} {CONTROLS} end"
TAMED = f"{MARKUP} \ufffd\ufffd\ufffd\ufffd\ufffd\ufffd end"

PEOPLE = (
    Participant("U.S.", "Whitlock", "Ambassador", None, False, 2, "Ambassador Whitlock"),
    Participant("U.S.", "Hollis", "Poloff", None, True, 2, "Poloff Hollis (notetaker)"),
    Participant("Malta", "Ilan Korvat", "Minister", "Chairman", False, 2, "Minister Ilan Korvat, Chairman"),
    Participant("Malta", None, None, "Chef de Cabinet", False, 2, "Chef de Cabinet"),
)
LIST = "Participants:\n\nU.S.\n\nAmbassador Whitlock\n\nPoloff Hollis (notetaker)\n\nMalta:\n\n" + (
    "Minister Ilan Korvat, Chairman\n\nChef de Cabinet"
)
NOTE = "He handed over a note:\n\nWe agree."


def paragraph(
    number: int | None = 1, marking: str | None = "C", text: str = "Text.", **more: Any
) -> Paragraph:
    return Paragraph(number, marking, more.pop("heading", None), more.pop("label", None), text, **more)


def cable(**changes: Any) -> Cable:
    """A whole small cable, with these fields changed."""
    return replace(_CABLE, **changes)


def everywhere(text: str) -> Cable:
    """A cable that holds `text` in every place that has room for text."""
    addressee = Addressee(text, text, text, text)
    items = (Item(text, text, text, (Item("-", None, text, at=len(text)),), at=len(text)),)
    return Cable(
        id=f"09X{text}1",
        mrn=Mrn(2009, text, 1),
        format="acp127",
        source=Source(f"p{text}", f"m{text}"),
        heading=Heading(text, text, text, text, text, (addressee,), (addressee,)),
        classification=f"SECRET{text}",
        captions=(text,),
        passing=(text,),
        sections=1,
        corrected_copy=text,
        executive_order=text,
        declassify_on=DeclassifyOn(text, text),
        tags=(Tag(text, "person", text),),
        subject=text,
        headings=(SectionHeading(text), SectionHeading("Last" + text)),
        summary=text,
        references=(Reference(text, text, "other", text),),
        classified_by=ClassifiedBy(text, text, (text,)),
        paragraphs=(
            Paragraph(1, text, text, text, f"{text}\n\n{text}", items),
            Paragraph(2, "C", None, None, f"full{text}", quoted=(Span(0, 4),)),
            Paragraph(3, "C", None, "participants", "Participants:\n\nOther " + text),
        ),
        meeting=Meeting(text, text),
        participants=(Participant(text, text, text, text, True, 3, text),),
        signature=text,
        attributes=((text, text),),
        redactions=(Redaction(text, 1),),
        distribution=Distribution((text,), (text,), (text,), text, text),
        drafting=Drafting(text, text, (text,)),
        diagnostics=(Diagnostic(text, text, 1),),
        leftovers=(Leftover((1, 1), text),),
    )


_CABLE = Cable(
    id="09VALLETTA112",
    mrn=Mrn(2009, "VALLETTA", 112),
    format="acp127",
    source=Source("valletta.txt"),
    heading=Heading(
        "VZCZCXRO4417",
        "PRIORITY",
        "2009-02-25T14:32Z",
        "251432Z FEB 09",
        "AMEMBASSY VALLETTA",
        (Addressee("RUEHC", "SECSTATE WASHDC", "PRIORITY", "1876"),),
        (Addressee("RUEHRO", "AMEMBASSY ROME", "PRIORITY", "0310"),),
    ),
    classification="CONFIDENTIAL",
    captions=("SIPDIS", "NOFORN"),
    sections=2,
    corrected_copy="",
    executive_order="12958",
    declassify_on=DeclassifyOn("02/25/2019", "2019-02-25"),
    tags=(
        Tag("PREL", "subject", "External Political Relations"),
        Tag("MT", "geographic", "Malta"),
        Tag("KORVAT, ILAN", "person"),
    ),
    subject="HARBOR MINISTER KORVAT PREVIEWS MIGRATION TALKS",
    headings=(SectionHeading("A Cautious Partner"), SectionHeading("Comment")),
    summary="Talks would resume.",
    references=(
        Reference("A", "VALLETTA 98", "cable", "09VALLETTA98"),
        Reference(None, "KORVAT-WHITLOCK LETTER", "letter", None),
    ),
    classified_by=ClassifiedBy("Dana Whitlock", "Ambassador", ("1.4(b)", "1.4(d)")),
    paragraphs=(
        paragraph(1, "U", "February 24, 2009; Valletta"),
        paragraph(2, "U", LIST, label="participants"),
        paragraph(3, "C", "SUMMARY: Talks would resume. END SUMMARY.", label="summary"),
        paragraph(
            4,
            "C",
            "Korvat named two conditions:",
            heading="A Cautious Partner",
            items=(
                Item("a", "C", "money", (Item("-", None, "for the harbor", at=5),), at=28),
                Item("b", None, "time", at=28),
            ),
        ),
        paragraph(
            5,
            "C",
            "He handed over a note:\n\nWe agree.",
            heading="A Cautious Partner",
            quoted=(Span(24, 33),),
        ),
        paragraph(6, None, "He is likely right.", heading="Comment", label="comment"),
    ),
    meeting=Meeting("February 24, 2009", "Valletta"),
    participants=PEOPLE,
    signature="WHITLOCK",
    diagnostics=(Diagnostic("number-gap", "paragraph 7 is missing", 41),),
    leftovers=(Leftover((50, 50), "NNNN"),),
)
