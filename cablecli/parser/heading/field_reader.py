"""Walks through the text heading line by line. Each line is read by the first rule that fits it."""

from cablecli.model import Diagnostic
from cablecli.model.role import Role
from cablecli.parser.heading import (
    addressees,
    classified_by,
    continuations,
    field_lines,
    passing_lines,
    tags,
)
from cablecli.parser.heading.reference_marks import is_reference
from cablecli.parser.heading.text_fields import TextHeading
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens import captions, classification, field_labels, numbers
from cablecli.patterns import pattern

_LONGEST_NOTE = 120  # characters of the note of a corrected copy
_FIRST = pattern("paragraph 1 within a line", r"""[ ](?=[¶\ufffd]?[ ]?1\.[ ]{0,2}\()""")
_SHORTEST_FIELD = 10  # characters of a label and its value before a paragraph on the same line
_MOST_LINES = 6  # of a field that is searched for a paragraph on one of its lines


class FieldReader:
    """Walks the pieces of the text heading once, in order."""

    def __init__(self, lines: Lines, year: int | None, officers: bool) -> None:
        self.lines, self.text = lines, lines.text
        self.year = year
        self.officers = officers
        self.labelled = 0  # the next piece with a label, once one has been seen below passing lines
        self.evidence = 0  # how many lines occur only in cables
        self.out = TextHeading()  # the values read so far

    def take_level(self, i: int, found: classification.Classification) -> None:
        """Read piece `i`, the classification line."""
        self.out = self.out._replace(
            level=found.level,
            post=found.post,
            serial=found.serial,
            sections=found.sections,
            at=self.lines.start[i],
        ).with_captions(found.captions)
        self.evidence += 1
        if found.damaged:
            message = f"the classification line is damaged: {self.text[i][:40]}"
            note = Diagnostic("classification-damaged", message, self.lines.number[i])
            self.out = self.out._replace(notes=(note,))
        if self.text[i][found.rest :].strip():
            self.lines.split(i, found.rest)
        self.lines.take(i, Role.MARKING, "classification line")

    def walk(self, i: int) -> None:
        """Read fields, captions and passing lines from piece `i` to the classification line or the body."""
        while i < len(self.text) and (after := self.step(i)):
            i = after
        self.out = self.out._replace(end=i)

    def step(self, i: int) -> int:
        """Read piece `i` by the first rule that fits. Return the piece after it, or 0 if the text heading ends."""
        text = self.text[i]
        if self.lines.passed[i]:
            return i + 1
        if label := field_labels.head_label(text):
            return self.take_field(i, label) if self.out.has_place_for(label) else 0
        if self.lines.role[i] is Role.MARKING or numbers.numbered(text):
            return 0
        after = self.take_marking(i) or self.take_doubtful(i)
        if not after and self.out.subject is not None and passing_lines.stands_below(self.lines, i):
            self.lines.take(i, Role.PASSING, "passing line below the subject", refines=Role.FURNITURE)
            return i + 1
        return after or (self.take_passing(i) if self.in_passing_lines(i) else 0)

    # -- lines without a label ---------------------------------------------------------------------

    def take_marking(self, i: int) -> int:
        """Read captions, a repeated level (`SECRET//NOFORN`), CORRECTED COPY or INFO. Return 0 for other lines."""
        text = self.text[i]
        if known := captions.captions_in(text):
            return self.take_captions(i, known)
        if level := classification.classification_line(text):
            if self.out.level is not None:
                return self.take_captions(i, level.captions)
            self.take_level(i, level)  # far below the top
            return i + 1
        if (note := captions.corrected_copy(text)) is not None:
            return self.take_corrected(i, note)
        spilled = text.startswith("INFO ") and self.out.awaits(field_labels.EO)
        return self.take_spilled(i) if spilled else 0

    def take_captions(self, i: int, known: tuple[str, ...]) -> int:
        self.out = self.out.with_captions(known)
        self.lines.take(i, Role.CAPTION, "captions")
        return i + 1

    def take_corrected(self, i: int, note: str) -> int:
        """Read the mark of a corrected copy, with its note up to the closing bracket."""
        self.lines.take(i, Role.CAPTION, "corrected copy")
        while (
            note.count("(") > note.count(")")
            and i + 1 < len(self.text)
            and not field_labels.head_label(self.text[i + 1])
            and len(note) < _LONGEST_NOTE
        ):
            i += 1
            note = f"{note} {self.text[i]}"
            self.lines.take(i, Role.CAPTION, "corrected copy")
        if self.out.corrected is None:
            self.out = self.out._replace(corrected=note.strip(" -/*():.[],").strip())
        return i + 1

    def take_spilled(self, i: int) -> int:
        """Read the addresses of an INFO line that stands below the classification line, one a line."""
        end = i + 1
        while end < len(self.text) and not self.lines.gap[end] and self.is_spilled(end):
            end += 1
        places = range(i, end)
        texts = [self.text[k].removeprefix("INFO").lstrip(" :") for k in places]
        self.out = self.out._replace(spilled=tuple(zip(texts, places, strict=True)))
        self.lines.take(places, Role.HEADING, "INFO below the classification line")
        return end

    def is_spilled(self, k: int) -> bool:
        """Whether piece `k` below an INFO line is one more address, and no passing line."""
        return addressees.is_address(self.text[k]) and not captions.passes(self.text[k])

    def in_passing_lines(self, i: int) -> bool:
        """Whether a line without a label stands among the passing lines above E.O., TAGS or SUBJECT."""
        out = self.out
        if out.subject is not None:
            return False
        if i < self.labelled or field_labels.inner_label(None, self.text[i]):
            return True
        if below := passing_lines.label_below(self.lines, i):
            self.labelled = below
            return True
        unlabelled = out.order is None and not out.tags
        return unlabelled and out.serial is not None and passing_lines.stands_alone(self.lines, i)

    def take_passing(self, i: int) -> int:
        """Claim a passing line, or the captions at its start, up to a label inside the line."""
        leading, at = captions.leading_captions(self.text[i])
        self.out = self.out.with_captions(leading)
        if at or (at := field_labels.inner_label(None, self.text[i]) or 0):
            self.lines.split(i, at)
        if leading:
            self.lines.take(i, Role.CAPTION, "caption before a label", refines=Role.FURNITURE)
        elif captions.passes(self.text[i]) or passing_lines.goes_on(self.lines, i):
            self.lines.take(i, Role.PASSING, "passing line", refines=Role.FURNITURE)
        return i + 1

    # -- the fields --------------------------------------------------------------------------------

    def take_doubtful(self, i: int) -> int:
        """Read a field whose label is mis-keyed or lost, if that field comes next in the order. Return 0 otherwise."""
        text = self.text[i]
        if (label := field_labels.near_label(text)) and self.out.awaits(label.field):
            return self.take_field(i, label)
        for field, is_field in (
            (field_labels.REF, continuations.are_references),
            (field_labels.TAGS, continuations.are_tags),
        ):
            if self.out.awaits(field) and is_field(self.lines, i):
                return self.take_field(i, field_labels.Label(field, 0, False))
        return 0

    def take_field(self, i: int, label: field_labels.Label) -> int:
        """Cut off other fields and text from the end of the line, then read it with its field's reader."""
        value = self.text[i][label.end :]
        if at := field_labels.inner_label(label.field, value):
            self.lines.split(i, label.end + at)
        self.split_paragraph(i)
        if label.field == field_labels.SUBJECT and (at := continuations.notice_in(value)):
            self.lines.split(i, label.end + at)
        self.lines.take(i, Role.FIELD, label.field, refines=Role.FURNITURE)
        self.evidence += 1
        return _READERS.get(label.field, FieldReader.take_classified)(self, i, label.end)

    def take_order(self, i: int, at: int) -> int:
        number, value, end = field_lines.order(self.lines, i, at)
        self.out = self.out.with_order(number).with_declassify(value)
        return end

    def take_tags(self, i: int, at: int) -> int:
        value, end = field_lines.tags_field(self.lines, i, at)
        if not self.out.tags:
            span = self.lines.span(i, end - 1)
            self.out = self.out._replace(tags=tags.read(value, self.year), tags_span=span)
        return end

    def take_subject(self, i: int, at: int) -> int:
        subject, end = field_lines.subject(self.lines, i, at)
        self.out = self.out.with_subject(subject)
        return end

    def take_references(self, i: int, at: int) -> int:
        starts, end = field_lines.references(self.lines, i, at, self.out.references)
        self.out = self.out._replace(references=(*self.out.references, *starts))
        return end

    def take_classified(self, i: int, at: int) -> int:
        if is_reference(self.text[i][at:].strip()):
            return self.take_references(i, at)  # typed after the wrong label
        end = classified_by.extent(self.lines, i)
        self.lines.take(range(i, end), Role.FIELD, field_labels.CLASSIFIED)
        if not self.officers:
            return end
        read = classified_by.read(classified_by.joined(self.lines, i, end), self.lines.span(i, end - 1))
        self.out = self.out.with_classified(read.officer).with_declassify(read.declassify or "")
        return end

    def split_paragraph(self, i: int) -> None:
        """Cut paragraph 1 off one of the field's lines: `Reason: 1.4 (b), (d) 1. (C) Summary: ...`."""
        for k, text in enumerate(self.text[i : i + _MOST_LINES], i):
            if "1." not in text:
                continue
            if k > i and numbers.is_marked(text):
                return  # `PARA 1. (C)`: the line itself is the paragraph
            first = _FIRST.search(text, _SHORTEST_FIELD if k == i else 0)
            if first and numbers.is_marked(text[first.end() :]):
                self.lines.split(k, first.start())
            if first or numbers.numbered(text):
                return


_READERS = {
    field_labels.EO: FieldReader.take_order,
    field_labels.TAGS: FieldReader.take_tags,
    field_labels.SUBJECT: FieldReader.take_subject,
    field_labels.REF: FieldReader.take_references,
}
