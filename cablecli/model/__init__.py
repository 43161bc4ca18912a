"""The record of one cable, as frozen values. `to_dict` gives the contract's shape (schema 1).

`None` and empty tuples mean that the cable does not hold the value; nothing is guessed.
A `span` is a pair of character offsets into `Cable.content`: what a reader would point at.
To make a class takes a third of a millisecond, so each module is loaded when one of its names is first asked for.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cablecli.model.body import Item, Paragraph, Participant, Redaction, SectionHeading
    from cablecli.model.cable import Cable, Meeting, Source
    from cablecli.model.heading import Addressee, ClassifiedBy, DeclassifyOn, Heading, Mrn, Reference, Tag
    from cablecli.model.margin import Distribution, Drafting, Page
    from cablecli.model.places import NOWHERE, Diagnostic, Element, Leftover, Span

SCHEMA_VERSION = 1

_HOMES = {
    "body": ("Item", "Paragraph", "Participant", "Redaction", "SectionHeading"),
    "cable": ("Cable", "Meeting", "Source"),
    "heading": ("Addressee", "ClassifiedBy", "DeclassifyOn", "Heading", "Mrn", "Reference", "Tag"),
    "margin": ("Distribution", "Drafting", "Page"),
    "places": ("NOWHERE", "Diagnostic", "Element", "Leftover", "Span"),
}
__all__ = ["NOWHERE", "SCHEMA_VERSION", "Addressee", "Cable", "ClassifiedBy", "DeclassifyOn", "Diagnostic",
    "Distribution", "Drafting", "Element", "Heading", "Item", "Leftover", "Meeting", "Mrn", "Page", "Paragraph",
    "Participant", "Redaction", "Reference", "SectionHeading", "Source", "Span", "Tag"]  # fmt: skip


def __getattr__(name: str) -> Any:
    from importlib import import_module

    for module, names in _HOMES.items():
        if name in names:
            found = globals()[name] = getattr(import_module(f"cablecli.model.{module}"), name)
            return found
    raise AttributeError(f"module 'cablecli.model' has no attribute {name!r}")
