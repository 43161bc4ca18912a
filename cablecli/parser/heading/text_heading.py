"""The text heading: classification line, captions, E.O., TAGS, SUBJECT, REF and Classified By, in their fixed order.

The order holds in 99.8 % of the measured cables, so it settles what a doubtful line is; labels may be missing.
Where each field goes on and where the next one begins is told by `continuations`, for Classified By by `classified_by`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from cablecli.model import ClassifiedBy, DeclassifyOn, Diagnostic, Span, Tag
from cablecli.model.places import NOWHERE
from cablecli.model.role import Role
from cablecli.parser.heading import classified_by, continuations, tags, transmission
from cablecli.parser.heading.references import has_next_label, is_reference, looks_like_item
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.normal import join_words
from cablecli.parser.tokens import captions, classification, field_labels, numbers
from cablecli.parser.tokens.dates import declassification
from cablecli.parser.tokens.rules import is_rule

_LEVEL_REACH = 40  # lines in which the classification line stands: the longest list of addresses above one
_PASSING_REACH = 80  # lines in which passing lines end: one for each post of a region
_MOST_OTHERS = 11  # lines between that are none: notes, captions that no list has
_BARE_REACH = 8  # and in which one without post and number does, since a page's banner looks the same
_LONGEST_LEVEL = 90  # characters; longer lines are prose, unless the level is spaced out
_LONGEST_NOTE = 120  # characters of the note of a corrected copy
_MOST_LINES = 8  # of a subject: the longest has five
_SHORTEST_OFFICER = 10  # characters of an officer or a reason before a paragraph in its line
_LATE_REACH = 14  # lines that a note between the heading and its last fields takes up
_LOOK_BACK = 40  # lines of a list of references in which its last label stands
_EMPTY = frozenset(("N/A", "NA", "N/A.", "NONE", "XXXX", "XXXXXXXXXXXX", "DECL", "DECL:", "-", "."))


class TextHeading(NamedTuple):
    """What the text heading holds, still as written where other stages need the writing."""

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
    references: tuple[int, ...] = ()  # where the lines of REF begin, in order; labels still on
    classified: ClassifiedBy | None = None
    signs: int = 0
    at: int = 0  # where the classification line begins
    passing: tuple[str, ...] = ()
    spilled: tuple[
        tuple[str, int], ...
    ] = ()  # addresses of INFO below the classification line, and their pieces
    notes: tuple[Diagnostic, ...] = ()


class _Reader:
    """Walks the pieces of the text heading once, in order."""

    def __init__(self, source: Lines, year: int | None, officers: bool) -> None:
        self.lines, self.text, self.passed = source, source.text, source.passed
        self.year = year
        self.officers = officers
        self.labelled = 0  # a piece below passing lines that bears a label, as far as one is seen
        self.out = TextHeading()  # as far as it is read

    # -- the classification line -------------------------------------------------------------------

    def find_level(self, start: int) -> int:
        """Read the classification line near `start`; give the piece after it (or `start`)."""
        bare: tuple[int, classification.Classification] | None = None
        for i, found in self.levels(start):
            if found.serial is not None:
                return self.take_level(i, found)
            bare = bare or (i, found)
        return self.take_level(*bare) if bare and bare[0] < start + _BARE_REACH else start

    def levels(self, start: int) -> Iterator[tuple[int, classification.Classification]]:
        """The lines that may be the classification line, up to the first marked paragraph."""
        for i in range(start, min(start + _LEVEL_REACH, len(self.text))):
            text = self.text[i]
            if self.passed[i]:
                continue
            if (number := numbers.numbered(text)) and number.marking:
                return
            spaced = text[3:4] in " E"  # `C O N F`: long by its blanks; or `SECRET`
            found = classification.classification_line(text) if len(text) < _LONGEST_LEVEL or spaced else None
            if found:
                yield i, found

    def take_level(self, i: int, found: classification.Classification) -> int:
        self.out = self.out._replace(
            level=found.level,
            post=found.post,
            serial=found.serial,
            sections=found.sections,
            at=self.lines.start[i],
            signs=self.out.signs + 1,
        )
        if found.damaged:
            self.note("classification-damaged", f"the classification line is damaged: {self.text[i][:40]}", i)
        self.add_captions(found.captions)
        if self.text[i][found.rest :].strip():
            self.lines.split(i, found.rest)
        self.lines.take(i, Role.MARKING, "classification line")
        return i + 1

    def add_captions(self, captions: Iterable[str]) -> None:
        for caption in captions:
            if caption == "FOR OFFICIAL USE ONLY":
                self.out = self.out._replace(official_use=True)  # part of the level, as EFTO is
            elif caption not in self.out.captions and caption != "EFTO":
                self.out = self.out._replace(captions=(*self.out.captions, caption))

    # -- the lines after it ------------------------------------------------------------------------

    def walk(self, i: int) -> None:
        """Read fields, captions and passing lines from piece `i` to the classification line or the body."""
        while i < len(self.text) and (after := self.step(i)):
            i = after
        self.out = self.out._replace(end=i)

    def step(self, i: int) -> int:
        """Read piece `i` by the first rule that knows it; give the piece after it, 0 where the text heading ends."""
        text = self.text[i]
        if self.passed[i]:
            return i + 1
        if label := field_labels.head_label(text):
            return self.take_field(i, label) if self.may_stand(label) else 0
        if self.lines.role[i] is Role.MARKING or numbers.numbered(text):
            return 0
        after = self.take_marking(i) or self.take_doubtful(i)
        return after or (self.take_slug(i) if self.in_slugs(i) else 0)

    def take_marking(self, i: int) -> int:
        """Read captions, the level again (`SECRET//NOFORN`), the mark of a corrected copy or INFO; else give 0."""
        text = self.text[i]
        if known := captions.captions_in(text):
            return self.take_captions(i, known)
        if level := classification.classification_line(text):
            return self.take_captions(i, level.captions)
        if (note := captions.corrected_copy(text)) is not None:
            return self.take_corrected(i, note)
        spilled = text.startswith("INFO ") and self.is_wanted(field_labels.EO)
        return self.take_spilled(i) if spilled else 0

    def take_doubtful(self, i: int) -> int:
        """Read a field whose label is mis-keyed or lost, where the next in the order is this; else give 0."""
        text = self.text[i]
        if self.out.subject is not None and (label := field_labels.mis_keyed_classifier(text)):
            return self.take_field(i, label)
        if (label := field_labels.near_label(text)) and self.is_wanted(label.field):
            return self.take_field(i, label)
        for field, is_field in (
            (field_labels.REF, continuations.are_references),
            (field_labels.TAGS, continuations.are_tags),
        ):
            if self.is_wanted(field) and is_field(self.lines, i):
                return self.take_field(i, field_labels.Label(field, 0, False))
        return 0

    def take_spilled(self, i: int) -> int:
        """The addresses of an INFO line that got below the classification line, one a line."""
        end = i + 1
        while end < len(self.text) and not self.lines.gap[end] and transmission.is_post(self.text[end]):
            end += 1
        places = range(i, end)
        texts = [self.text[k].removeprefix("INFO").lstrip(" :") for k in places]
        self.out = self.out._replace(spilled=tuple(zip(texts, places, strict=True)))
        self.lines.take(places, Role.HEADING, "INFO below the classification line")
        return end

    def may_stand(self, label: field_labels.Label) -> bool:
        """Whether a label is in its place: no paragraph's, and Classified By only behind another field."""
        if label.numbered:
            return False
        if label.field not in (field_labels.CLASSIFIED, field_labels.DERIVED):
            return True
        return self.out.subject is not None or self.out.order is not None or not self.out.signs

    def is_wanted(self, field: str) -> bool:
        """Whether the next field in the order is this, so that a doubtful label of it may stand here."""
        out = self.out
        if field == field_labels.REF:
            return out.subject is not None and not out.references
        if out.subject is not None:
            return False
        if field == field_labels.EO:
            return out.order is None
        begun = out.order is not None or out.declassify is not None
        return begun and not out.tags if field == field_labels.TAGS else begun or out.tags != ()

    def take_captions(self, i: int, known: tuple[str, ...]) -> int:
        self.add_captions(known)
        self.lines.take(i, Role.CAPTION, "captions")
        return i + 1

    def in_slugs(self, i: int) -> bool:
        """Whether a line without label still stands above E.O., TAGS or SUBJECT."""
        if self.out.subject is not None:
            return False
        if i < self.labelled or field_labels.inner_label("slug", self.text[i]):
            return True
        others = 0  # lines that pass the cable to nobody
        for k, text in enumerate(self.text[i + 1 : i + _PASSING_REACH], i + 1):
            label = field_labels.head_label(text)
            if label and label.field in (field_labels.EO, field_labels.TAGS, field_labels.SUBJECT):
                self.labelled = k
                return True
            others += not captions.passes(text)
            if others > _MOST_OTHERS or ((number := numbers.numbered(text)) and number.marking):
                break
        return self.out.order is None and self.out.serial is not None and self.is_passing_line(i)

    def is_passing_line(self, i: int) -> bool:
        """`STATE FOR EUR/WE` in a cable without E.O., TAGS and SUBJECT lines."""
        text = self.text[i]
        more = self.lines.following(i) < len(self.text) - 1
        return more and text.isupper() and len(text) < 75 and "FOR" in text.split() and not self.out.tags

    def take_slug(self, i: int) -> int:
        """Claim a passing line, or the captions at its start, up to the label inside it."""
        leading, at = captions.leading_captions(self.text[i])
        self.add_captions(leading)
        if at or (at := field_labels.inner_label("slug", self.text[i]) or 0):
            self.lines.split(i, at)
        if leading:
            self.lines.take(i, Role.CAPTION, "caption before a label", refines=Role.FURNITURE)
        elif captions.passes(self.text[i]) or self.goes_on_passing(i):
            self.lines.take(i, Role.PASSING, "passing line", refines=Role.FURNITURE)
        return i + 1

    def goes_on_passing(self, i: int) -> bool:
        """Whether piece `i` is the rest of a passing line."""
        return i > 0 and self.lines.role[i - 1] is Role.PASSING and not self.lines.gap[i]

    def take_corrected(self, i: int, note: str) -> int:
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

    def take_field(self, i: int, label: field_labels.Label) -> int:
        """Cut what is of another field or of the text off the line, then hand the line to its reader."""
        value = self.text[i][label.end :]
        if at := field_labels.inner_label(label.field, value):
            self.lines.split(i, label.end + at)
        if label.field in (field_labels.CLASSIFIED, field_labels.DERIVED):
            self.split_paragraph(i)
        elif label.field == field_labels.SUBJECT and (at := continuations.notice_in(value)):
            self.lines.split(i, label.end + at)
        self.lines.take(i, Role.FIELD, label.field, refines=Role.FURNITURE)
        self.out = self.out._replace(signs=self.out.signs + 1)
        return _READERS.get(label.field, _Reader.take_classified)(self, i, label.end)

    def take_order(self, i: int, at: int) -> int:
        value = self.text[i][at:].lstrip(": ")
        number = value[:5] if value[:1] == "1" and value[:5].isdigit() else None
        value = value.removeprefix(number or "").lstrip(": ")
        end = i + 1
        while end < min(i + 3, len(self.text)) and continuations.order_goes_on(self.lines, end, value):
            value = f"{value} {self.text[end]}".strip()
            self.lines.take(end, Role.FIELD, "E.O.")
            end += 1
        if self.out.order is None:
            self.out = self.out._replace(order=number)
        self.set_declassify(value)
        return end

    def take_declassify(self, i: int, at: int) -> int:
        self.set_declassify(self.text[i][at:])
        return i + 1

    def set_declassify(self, value: str) -> None:
        text, date = declassification(value)
        if self.out.declassify is None and text and text.upper() not in _EMPTY:
            self.out = self.out._replace(declassify=DeclassifyOn(text, date))

    def take_tags(self, i: int, at: int) -> int:
        parts, end = [self.text[i][at:]], i + 1
        opened = tags.opened(parts[0])  # brackets that run over the line end
        while end < len(self.text) and self.lines.gap[end] <= 1:
            if not self.passed[end]:
                if not field_labels.head_label(self.text[end]) and (
                    inner := field_labels.inner_label(field_labels.TAGS, self.text[end])
                ):
                    self.lines.split(end, inner)
                if not continuations.tags_go_on(self.lines, end, parts[-1], opened > 0):
                    break
                parts.append(self.text[end])
                opened += tags.opened(parts[-1])
                self.lines.take(end, Role.FIELD, "TAGS")
            end += 1
        if not self.out.tags:
            found = tags.read(" ".join(parts), self.year)
            self.out = self.out._replace(tags=found, tags_span=self.lines.span(i, end - 1))
        return end

    def take_subject(self, i: int, at: int) -> int:
        at += _repeated_label(self.text[i][at:])
        parts = [self.text[i][at:]]
        end = i + 1
        while end < len(self.text) and len(parts) < _MOST_LINES:
            if not continuations.subject_goes_on(self.lines, end, parts[-1]):
                break
            if not self.passed[end]:
                if at_label := field_labels.inner_label(field_labels.SUBJECT, self.text[end]):
                    self.lines.split(end, at_label)
                parts.append(self.text[end])
                self.lines.take(end, Role.FIELD, "SUBJECT")
            end += 1
        self.set_subject(join_words(filter(None, parts)))
        return end

    def set_subject(self, subject: str) -> None:
        """The first subject counts; one that names a corrected copy marks the cable as one."""
        if self.out.corrected is None and "CORRECTED COPY" in subject.upper():
            self.out = self.out._replace(corrected="")
        if self.out.subject is None:
            self.out = self.out._replace(subject=subject or None)

    def take_references(self, i: int, at: int) -> int:
        taken = [self.lines.at(start) for start in self.out.references]
        first = len(taken)
        if self.text[i][at:].strip():
            i = self.lines.split(i, at)[-1]
            taken.append(i)
        k = i + 1
        while k < len(self.text):
            if not self.passed[k]:
                if self.ends_references(k, taken):
                    break
                if at_label := field_labels.inner_label(field_labels.REF, self.text[k]):
                    self.lines.split(k, at_label)
                taken.append(k)
            k += 1
        last = taken[-1] if taken else i
        if glued := field_labels.inner_label(field_labels.REF, self.text[last]):
            self.lines.split(last, glued)
            k = last + 1
        for piece in taken[first:]:
            self.lines.take(piece, Role.FIELD, "REF")
        starts = (*self.out.references[:first], *(self.lines.start[piece] for piece in taken[first:]))
        self.out = self.out._replace(references=starts)
        return k

    def ends_references(self, k: int, taken: list[int]) -> bool:
        """Whether the references `taken` so far end above piece `k`."""
        text = self.text[k]
        before = self.text[taken[-1]] if taken else ""
        parted = self.lines.gap[k] > 0 or self.lines.flat
        if taken and has_next_label(text, (self.text[j] for j in taken[-_LOOK_BACK:]), parted):
            return False
        if continuations.ends_field(self.lines, k, unmarked=False) or is_rule(text):
            return True
        if continuations.opens_summary(text):
            return True
        if continuations.is_titled(self.lines, k) and (parted or not looks_like_item(text, before, True)):
            return True
        alone = taken != [] and self.lines.ends_early(k - 1) and continuations.holds_body(self.lines, k)
        return not looks_like_item(text, before, parted or alone)

    def take_classified(self, i: int, at: int) -> int:
        if is_reference(self.text[i][at:].strip()):
            return self.take_references(i, at)  # typed behind the wrong label
        end = classified_by.extent(self.lines, i)
        for k in range(i, end):
            if not self.passed[k]:
                self.lines.take(k, Role.FIELD, "Classified By")
        if not self.officers:
            return end
        read = classified_by.read(classified_by.joined(self.lines, i, end), self.lines.span(i, end - 1))
        self.set_classified(read.officer)
        self.set_declassify(read.declassify or "")
        return end

    def split_paragraph(self, i: int) -> None:
        """Cut paragraph 1 off the field's line, or the one below: `Reason: 1.4 (b), (d) 1. (C) Summary: ...`."""
        for k in range(i, min(i + 2, len(self.text))):
            at = self.text[k].find(" 1. (", _SHORTEST_OFFICER)
            number = numbers.numbered(self.text[k][at + 1 :]) if at > 0 else None
            if number and number.marking:
                self.lines.split(k, at)
                return

    def set_classified(self, officer: ClassifiedBy | None) -> None:
        """The officer of the first such field; one without reasons gets those of a later."""
        one = self.out.classified
        if one is None:
            self.out = self.out._replace(classified=officer)
        elif officer and not one.reasons:
            self.out = self.out._replace(classified=replace(one, reasons=officer.reasons))

    def note(self, code: str, message: str, i: int) -> None:
        one = Diagnostic(code, message, self.lines.number[i])
        self.out = self.out._replace(notes=(*self.out.notes, one))


_READERS = {
    field_labels.EO: _Reader.take_order,
    field_labels.TAGS: _Reader.take_tags,
    field_labels.SUBJECT: _Reader.take_subject,
    field_labels.REF: _Reader.take_references,
    field_labels.DECLASSIFY: _Reader.take_declassify,
}


def read(source: Lines, start: int, year: int | None, officers: bool) -> TextHeading:
    """Read the text heading that begins near piece `start`; `year` (of the DTG) chooses the TAGS table.

    Without `officers` the `Classified By` lines are passed over, and what stands behind a note is not looked for.
    """
    reader = _Reader(source, year, officers)
    after = reader.find_level(start)
    if after - 1 > start:
        place = source.start[after - 1]
        reader.walk(start)
        after = source.at(place) + 1  # lines above it may have been split
        reader.out = reader.out._replace(at=place)
        for k in range(start, after - 1):
            source.take(k, Role.FURNITURE, "above the classification line")
    _walk_again(reader, after)
    if officers:
        _late_fields(reader)
    return reader.out._replace(passing=_passing(source, reader.out.end))


def _passing(source: Lines, end: int) -> tuple[str, ...]:
    """The passing lines above piece `end`, each on one line: one that names nobody anew goes on with the one above."""
    out: list[str] = []
    for k in range(end):
        if source.role[k] is Role.PASSING:
            wrapped = out and not source.gap[k] and not captions.passes(source.text[k])
            above = [out.pop()] if wrapped else []
            out.append(join_words([*above, source.text[k]]))
    return tuple(out)


def _walk_again(reader: _Reader, after: int) -> None:
    """Read the heading behind the classification line; what stands only in the form above that line stays."""
    above = reader.out
    reader.out = above._replace(
        order=None, declassify=None, tags=(), tags_span=NOWHERE, subject=None, references=()
    )
    reader.walk(after)
    out = reader.out
    reader.out = out._replace(
        order=out.order or above.order,
        declassify=out.declassify or above.declassify,
        tags=out.tags or above.tags,
        tags_span=out.tags_span if out.tags else above.tags_span,
        subject=out.subject or above.subject,
        references=out.references or above.references,
    )


def _repeated_label(value: str) -> int:
    """How many characters at the start of a subject are its label again, typed twice."""
    label = field_labels.head_label(value) if value else None
    return label.end if label and label.field == field_labels.SUBJECT else 0


def _late_fields(reader: _Reader) -> None:
    """REF and Classified By that stand behind a note or in a paragraph of their own, the first or the second."""
    source, end = reader.lines, reader.out.end
    opened = False  # paragraph 1 has begun, so that a line of it may be prose
    for k in range(end, min(end + _LATE_REACH, len(source))):
        text = source.text[k]
        number = numbers.numbered(text)
        label = _late_label(text, number)
        if label and label.numbered and reader.out.classified is None:
            if number and number.number <= 2:
                _take_numbered(reader, k, opened)
            return
        if number and (number.number > 1 or reader.out.classified):
            return
        opened = opened or number is not None
        if label and not opened and _is_late(reader.out, label, text):
            reader.take_field(k, label)


def _late_label(text: str, number: numbers.Number | None) -> field_labels.Label | None:
    """The label of a line, also behind the number and marking of paragraph 1."""
    label = field_labels.head_label(text)
    return label or (_behind_marking(text, number) if number and number.marking else None)


def _take_numbered(reader: _Reader, k: int, doubtful: bool) -> None:
    """`¶1. (U) Classified by ...`: the paragraph stays one. A doubtful one must name a reason."""
    source = reader.lines
    end = classified_by.extent(source, k)
    field = classified_by.joined(source, k, end)
    number = numbers.numbered(field)
    if number and number.marking and _behind_marking(field, number):
        field = field[number.rest :]
    found = classified_by.read(field, source.span(k, end - 1)).officer
    if found and (found.reasons or not doubtful):
        reader.out = reader.out._replace(classified=found)


def _behind_marking(text: str, number: numbers.Number) -> field_labels.Label | None:
    """The label of the officer behind a number and its marking: `1. CONFIDENTIAL - ENTIRE TEXT. CLASSIFIED BY DCM`."""
    label = field_labels.head_label(text[number.rest :]) if text[number.rest :] else None
    return label._replace(numbered=True) if label and label.field == field_labels.CLASSIFIED else None


def _is_late(out: TextHeading, label: field_labels.Label, text: str) -> bool:
    if label.field == field_labels.REF:
        return text[:3].upper() == "REF" and ":" in text[:8] and not out.references
    return label.field in (field_labels.CLASSIFIED, field_labels.DERIVED) and out.classified is None
