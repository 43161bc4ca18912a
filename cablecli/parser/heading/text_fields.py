"""`TextHeading`: the values of the text heading read so far. If a field occurs twice, the first one wins."""

from collections.abc import Iterable
from typing import NamedTuple

from cablecli.model import ClassifiedBy, DeclassifyOn, Diagnostic, Span, Tag
from cablecli.model.places import NOWHERE
from cablecli.parser.tokens import field_labels
from cablecli.parser.tokens.dates import declassification

# What drafters write when they give no date, also with one key missed.
_EMPTY = frozenset(("", "N/A", "NA", "N:A", "/A", "NONE", "XXXX", "XXXXXXXXXXXX", "DECL", "-"))
_REPEATED = ("order", "declassify", "tags", "tags_span", "subject", "references")
_OFFICIAL_USE = "FOR OFFICIAL USE ONLY"


class TextHeading(NamedTuple):
    """The values of the text heading. References are kept as offsets, for a later stage to read."""

    end: int = 0  # the piece after the text heading
    level: str | None = None
    post: str | None = None
    serial: int | None = None
    sections: int | None = None
    captions: tuple[str, ...] = ()
    official_use: bool = False
    corrected: str | None = None
    order: str | None = None
    declassify: DeclassifyOn | None = None
    tags: tuple[Tag, ...] = ()
    tags_span: Span = NOWHERE
    subject: str | None = None
    references: tuple[int, ...] = ()  # the offsets of the lines of REF, in order
    classified: ClassifiedBy | None = None
    evidence: int = 0  # how many lines occur only in cables (FORMAT 1.17)
    at: int = 0  # the offset of the classification line
    passing: tuple[str, ...] = ()  # passing lines, unwrapped
    # INFO addresses below the classification line, with their pieces
    spilled: tuple[tuple[str, int], ...] = ()
    notes: tuple[Diagnostic, ...] = ()

    def with_captions(self, more: Iterable[str]) -> "TextHeading":
        """With new captions added. `FOR OFFICIAL USE ONLY` and EFTO are part of the level, not captions."""
        more = tuple(dict.fromkeys(more))
        if not more:
            return self
        fresh = (one for one in more if one not in (*self.captions, "EFTO", _OFFICIAL_USE))
        official_use = self.official_use or _OFFICIAL_USE in more
        return self._replace(captions=(*self.captions, *fresh), official_use=official_use)

    def with_subject(self, subject: str) -> "TextHeading":
        """With this subject if it is the first. The words CORRECTED COPY in it mark the cable as one."""
        out = self
        if self.corrected is None and "CORRECTEDCOPY" in subject.upper().replace(" ", ""):
            out = out._replace(corrected="")
        return out._replace(subject=subject or None) if self.subject is None else out

    def with_order(self, number: str | None) -> "TextHeading":
        return self._replace(order=number) if self.order is None else self

    def with_declassify(self, value: str) -> "TextHeading":
        """With the declassification that a field gives, unless it is empty."""
        text, date = declassification(value)
        if self.declassify is None and text and text.upper().rstrip(".:") not in _EMPTY:
            return self._replace(declassify=DeclassifyOn(text, date))
        return self

    def with_classified(self, officer: ClassifiedBy | None) -> "TextHeading":
        return self._replace(classified=self.classified or officer)

    def awaits(self, field: str) -> bool:
        """Whether this field comes next in the order, so that a doubtful label of it may be accepted."""
        if field == field_labels.CLASSIFIED:
            return self.subject is not None
        if field == field_labels.REF:
            return self.subject is not None and not self.references
        if self.subject is not None:
            return False
        if field == field_labels.EO:
            return self.order is None
        if field == field_labels.TAGS:
            return not self.tags
        return self.order is not None or self.declassify is not None or self.tags != ()

    def has_place_for(self, label: field_labels.Label) -> bool:
        """Whether a label may occur here: not in a numbered line.

        SUBJECT without a colon below the subject begins a sentence: `SUBJECT WAS FOUND IN ROME.`
        """
        return not label.numbered and (label.signed or self.subject is None)

    def begun_again(self) -> "TextHeading":
        """Without the fields that a form may repeat below the classification line."""
        return self._replace(**{name: self._field_defaults[name] for name in _REPEATED})

    def over(self, above: "TextHeading") -> "TextHeading":
        """This heading, with its gaps filled from the form above."""
        missing = (name for name in _REPEATED if getattr(self, name) == self._field_defaults[name])
        return self._replace(**{name: getattr(above, name) for name in missing})
