"""The text heading: classification line, captions, E.O., TAGS, SUBJECT, REF and Classified By, in their fixed order.

The order holds in 99.8 % of the measured cables, so it settles what a doubtful line is; labels may be missing.
The file is long because each field has its own rules for where it goes on and where the next one begins.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cablecli.model import ClassifiedBy, DeclassifyOn, Diagnostic, Tag
from cablecli.parser import labels, lines, marking, officer, tagging
from cablecli.parser.dates import declassification
from cablecli.parser.lines import Lines, is_rule, join_words
from cablecli.parser.pattern import pattern
from cablecli.parser.references import looks_like_item

_EO = pattern(
    "E.O. line",
    r"""[¶\ufffd]?[ ]*(?:E\.?[ ]?[O0]\.?|EXECUTIVE[ ]ORDER)[ ]{0,3}:?[ ]*(?P<number>1[0-9]{4})?[ ]*:?[ ]*
        (?P<value>.*)$""",
    ignore_case=True,
)
_ENDS_OPEN = pattern(
    "unfinished phrase",
    r"""(?:[,\-/:&]|\b(?:AND|OF|THE|TO|FOR|IN|ON|WITH|A|AN|FROM|BY|AT|AS|OR|BETWEEN|ITS|HIS))$""",
    ignore_case=True,
)
_EVENT = pattern(
    "declassification at an event",
    r"""\b(?:AFTER|UPON|CLOSURE|WHEN|UNTIL|AMENDED|FOLLOWING)\b""",
    ignore_case=True,
)
_EMPTY = frozenset(("N/A", "NA", "N/A.", "NONE", "XXXX", "XXXXXXXXXXXX", "DECL", "DECL:", "-", "."))


@dataclass(slots=True)
class Fields:
    """What the text heading holds, still as written where other stages need the writing."""

    end: int = 0  # the piece after the text heading
    level: str | None = None
    post: str | None = None
    serial: int | None = None
    sections: int | None = None
    captions: list[str] = field(default_factory=list)
    official_use: bool = False
    corrected: str | None = None
    order: str | None = None
    declassify: DeclassifyOn | None = None
    tags: tuple[Tag, ...] = ()
    tag_pieces: tuple[int, int] = (0, 0)  # the TAGS line and the piece after it
    subject: str | None = None
    references: list[int] = field(default_factory=list)  # pieces of REF, in order; labels still on
    classified: ClassifiedBy | None = None
    signs: int = 0
    line: int = 0  # the classification line's piece


class _Reader:
    """Walks the pieces of the text heading once, in order."""

    def __init__(self, source: Lines, notes: list[Diagnostic], year: int | None, officers: bool) -> None:
        self.lines = source
        self.notes = notes
        self.year = year
        self.officers = officers
        self.out = Fields()

    # -- the classification line -------------------------------------------------------------------

    def find_level(self, start: int) -> int:
        """Read the classification line near `start`; give the piece after it (or `start`)."""
        bare: tuple[int, marking.Classification] | None = None
        for i in range(start, min(start + 40, len(self.lines))):
            text = self.lines.text[i]
            if self.lines.role[i] == lines.PAGE_MARKER:
                continue
            if (number := labels.numbered(text)) and number.marking:
                break
            found = marking.classification(text) if len(text) < 90 or text[3:4] in " E" else None
            if found and found.serial is not None:
                return self.take_level(i, found)
            if found and bare is None:
                bare = i, found
        return self.take_level(*bare) if bare and bare[0] < start + 8 else start

    def take_level(self, i: int, found: marking.Classification) -> int:
        out = self.out
        out.level, out.post, out.serial, out.sections = found.level, found.post, found.serial, found.sections
        out.line = i
        out.signs += 1
        if found.damaged:
            self.note(
                "classification-damaged", f"the classification line is damaged: {self.lines.text[i][:40]}", i
            )
        self.add_captions(found.captions)
        if self.lines.text[i][found.rest :].strip():
            self.lines.split(i, found.rest)
        self.lines.role[i] = lines.MARKING
        return i + 1

    def add_captions(self, captions: Iterable[str]) -> None:
        for caption in captions:
            if caption == "FOR OFFICIAL USE ONLY":
                self.out.official_use = True  # part of the level, as EFTO is
            elif caption not in self.out.captions and caption != "EFTO":
                self.out.captions.append(caption)

    # -- the lines after it ------------------------------------------------------------------------

    def walk(self, i: int) -> None:
        """Read fields, captions and passing lines from piece `i` to the start of the body."""
        while i < len(self.lines):
            text = self.lines.text[i]
            if self.lines.role[i] == lines.PAGE_MARKER:
                i += 1
            elif label := labels.head_label(text):
                if label.numbered or (
                    label.field in (labels.CLASSIFIED, labels.DERIVED) and not self.plain_classifier(i)
                ):
                    break
                i = self.take_field(i, label)
            elif captions := marking.captions_in(text):
                self.add_captions(captions)
                self.lines.role[i] = lines.CAPTION
                i += 1
            elif (leading := marking.leading_captions(text))[0] and self.in_slugs(i):
                self.add_captions(leading[0])
                self.lines.split(i, leading[1])
                self.lines.role[i] = lines.CAPTION
                i += 1
            elif (note := marking.corrected_copy(text)) is not None:
                i = self.take_corrected(i, note)
            elif self.in_slugs(i):
                i = self.take_slug(i)
            else:
                break
        self.out.end = i

    def plain_classifier(self, i: int) -> bool:
        return self.out.subject is not None or self.out.order is not None or not self.out.signs

    def in_slugs(self, i: int) -> bool:
        """Whether a line without label still stands above E.O., TAGS or SUBJECT."""
        if self.out.subject is not None or labels.numbered(self.lines.text[i]):
            return False
        if labels.inner_label("slug", self.lines.text[i]):
            return True
        for k in range(i + 1, min(i + 12, len(self.lines))):
            label = labels.head_label(self.lines.text[k])
            if label and label.field in (labels.EO, labels.TAGS, labels.SUBJECT):
                return True
            if (number := labels.numbered(self.lines.text[k])) and number.marking:
                return False
        return self.out.order is None and self.out.serial is not None and self.is_passing_line(i)

    def is_passing_line(self, i: int) -> bool:
        """`STATE FOR EUR/WE` in a cable without E.O., TAGS and SUBJECT lines."""
        text = self.lines.text[i]
        more = self.lines.following(i) < len(self.lines) - 1
        return more and text.isupper() and len(text) < 75 and "FOR" in text.split() and not self.out.tags

    def take_slug(self, i: int) -> int:
        at = labels.inner_label("slug", self.lines.text[i])
        if at:
            self.lines.split(i, at)
        self.lines.role[i] = lines.SLUG
        return i + 1

    def take_corrected(self, i: int, note: str) -> int:
        self.lines.role[i] = lines.CAPTION
        while (
            note.count("(") > note.count(")")
            and i + 1 < len(self.lines)
            and not labels.head_label(self.lines.text[i + 1])
            and len(note) < 120
        ):
            i += 1
            note = f"{note} {self.lines.text[i]}"
            self.lines.role[i] = lines.CAPTION
        if self.out.corrected is None:
            self.out.corrected = note.strip(" -/*():.[],").strip()
        return i + 1

    def take_field(self, i: int, label: labels.Label) -> int:
        """Cut the label of a later field off the line, then hand the line to its reader."""
        name = label.field if label.field in (labels.EO, labels.TAGS, labels.SUBJECT, labels.REF) else None
        if name and (at := labels.inner_label(name, self.lines.text[i][label.end :])):
            self.lines.split(i, label.end + at)
        self.lines.role[i] = lines.FIELD
        reader = {
            labels.EO: self.take_order, labels.TAGS: self.take_tags, labels.SUBJECT: self.take_subject,
            labels.REF: self.take_references, labels.DECLASSIFY: self.take_declassify,
        }.get(label.field, self.take_classified)  # fmt: skip
        self.out.signs += 1
        return reader(i, label.end)

    def take_order(self, i: int, at: int) -> int:
        found = _EO.match(self.lines.text[i])
        number, value = (found["number"], found["value"]) if found else (None, "")
        end = i + 1
        while (
            end < len(self.lines)
            and self.lines.gap[end] == 0
            and not self.ends_field(end)
            and not self.lines.flat
        ):
            if end - i > 2 or not (
                value.count("(") > value.count(")")
                or not value
                or _ENDS_OPEN.search(value)
                or (
                    _EVENT.search(value) and self.lines.text[end].isupper() and len(self.lines.text[end]) < 60
                )
            ):
                break
            value = f"{value} {self.lines.text[end]}".strip()
            self.lines.role[end] = lines.FIELD
            end += 1
        if self.out.order is None:
            self.out.order = number
        self.set_declassify(value)
        return end

    def take_declassify(self, i: int, at: int) -> int:
        self.set_declassify(self.lines.text[i][at:])
        return i + 1

    def set_declassify(self, value: str) -> None:
        text, date = declassification(value)
        if self.out.declassify is None and text and text.upper() not in _EMPTY:
            self.out.declassify = DeclassifyOn(text, date)

    def take_tags(self, i: int, at: int) -> int:
        value, end = self.lines.text[i][at:], i + 1
        while end < len(self.lines) and self.lines.gap[end] <= 1:
            text = self.lines.text[end]
            if self.lines.role[end] == lines.PAGE_MARKER:
                end += 1
                continue
            if self.ends_field(end) or not (
                tagging.is_open(value)
                or text[0] == "("
                or tagging.all_tags(text)
                or self.stands_before_subject(end)
            ):
                break
            if at_label := labels.inner_label(labels.TAGS, text):
                self.lines.split(end, at_label)
                text = self.lines.text[end]
            value = f"{value} {text}"
            self.lines.role[end] = lines.FIELD
            end += 1
        if not self.out.tags:
            self.out.tag_pieces = (i, end)
            self.out.tags = tagging.read(value, self.year)
        return end

    def stands_before_subject(self, k: int) -> bool:
        """Whether a line of short words in capitals lies between TAGS and SUBJECT, known codes or not."""
        after = self.lines.following(k)
        label = labels.head_label(self.lines.text[after]) if after < len(self.lines) else None
        return label is not None and label.field == labels.SUBJECT and tagging.looks_like(self.lines.text[k])

    def take_subject(self, i: int, at: int) -> int:
        parts = [self.lines.text[i][at:]]
        end = i + 1
        while end < len(self.lines) and len(parts) < 8 and self.continues_subject(end, parts[-1]):
            if self.lines.role[end] != lines.PAGE_MARKER:
                if at_label := labels.inner_label(labels.SUBJECT, self.lines.text[end]):
                    self.lines.split(end, at_label)
                parts.append(self.lines.text[end])
                self.lines.role[end] = lines.FIELD
            end += 1
        if self.out.subject is None:
            self.out.subject = join_words(part for part in parts if part) or None
        return end

    def continues_subject(self, k: int, before: str) -> bool:
        text = self.lines.text[k]
        if self.lines.role[k] == lines.PAGE_MARKER:
            after = self.lines.following(k)
            return (
                after < len(self.lines)
                and not self.ends_field(after)
                and self.lines.gap[k] + self.lines.gap[k + 1] <= 1
                and not self.is_titled(after)
            )
        if self.ends_field(k) or is_rule(text) or self.is_titled(k):
            return False
        if not before:
            return True
        if self.lines.flat:
            after = self.lines.following(k)
            labelled = after < len(self.lines) and labels.head_label(self.lines.text[after]) is not None
            whole = before.isupper() == text.isupper() and len(text) < 75 and 34 <= len(before) <= 75
            return (whole and (labelled or (text.isupper() and len(before) >= 42))) or bool(
                _ENDS_OPEN.search(before)
            )
        if self.lines.gap[k] == 0:
            return len(before) < 100 or (before.isupper() == text.isupper() and not self.lines.wide)
        if text.isupper() and before.isupper() and text[-1] != "." and self.lines.gap[k] == 1:
            after = self.lines.following(k)
            label = labels.head_label(self.lines.text[after]) if after < len(self.lines) else None
            if label and label.field in (labels.REF, labels.CLASSIFIED):
                return True
        return (
            self.lines.gap[k] == 1
            and text.isupper()
            and before.isupper()
            and (len(before) >= 48 or bool(_ENDS_OPEN.search(before)))
            and len(text) < 75
        )

    def is_titled(self, k: int) -> bool:
        """Whether piece `k` is a heading with a rule below it."""
        after = self.lines.following(k)
        return after < len(self.lines) and is_rule(self.lines.text[after])

    def take_references(self, i: int, at: int) -> int:
        if self.lines.text[i][at:].strip():
            self.lines.split(i, at)
            i += 1
            self.lines.role[i] = lines.FIELD
            self.out.references.append(i)
        k = i + 1
        while k < len(self.lines):
            if self.lines.role[k] == lines.PAGE_MARKER:
                k += 1
                continue
            text = self.lines.text[k]
            before = self.lines.text[self.out.references[-1]] if self.out.references else ""
            if self.ends_field(k, numbers=False) or is_rule(text) or self.is_titled(k):
                break
            if not looks_like_item(text, before, self.lines.gap[k] > 0 or self.lines.flat):
                break
            if at_label := labels.inner_label(labels.REF, text):
                self.lines.split(k, at_label)
            self.lines.role[k] = lines.FIELD
            self.out.references.append(k)
            k += 1
        last = self.out.references[-1] if self.out.references else i
        if glued := labels.inner_label(labels.REF, self.lines.text[last]):
            self.lines.split(last, glued)
            k = last + 1
        return k

    def take_classified(self, i: int, at: int) -> int:
        end = officer.extent(self.lines, i)
        for k in range(i, end):
            if self.lines.role[k] != lines.PAGE_MARKER:
                self.lines.role[k] = lines.FIELD
        if not self.officers:
            return end
        read = officer.read(officer.joined(self.lines, i, end), self.lines.span(i, end - 1))
        if self.out.classified is None:
            self.out.classified = read.officer
        elif read.officer and not self.out.classified.reasons and read.officer.reasons:
            one = self.out.classified
            self.out.classified = ClassifiedBy(one.name, one.title, read.officer.reasons, one.span)
        self.set_declassify(read.declassify or "")
        return end

    def ends_field(self, k: int, numbers: bool = True) -> bool:
        """Whether piece `k` opens something new, so that no field can go on over it."""
        text = self.lines.text[k]
        if labels.head_label(text) or marking.captions_in(text):
            return True
        number = labels.numbered(text)
        return bool(number and (number.marking or numbers)) or bool(
            marking.portion(text) and self.lines.gap[k]
        )

    def note(self, code: str, message: str, i: int) -> None:
        self.notes.append(Diagnostic(code, message, self.lines.number[i]))


def read(source: Lines, start: int, notes: list[Diagnostic], year: int | None, officers: bool) -> Fields:
    """Read the text heading that begins near piece `start`; `year` (of the DTG) chooses the TAGS table.

    Without `officers` the `Classified By` lines are passed over, and what stands behind a note is not looked for.
    """
    reader = _Reader(source, notes, year, officers)
    after = reader.find_level(start)
    if after - 1 > start:
        reader.walk(start)
        if reader.out.end < after - 1:
            for k in range(reader.out.end, after - 1):
                if source.role[k] == lines.LEFTOVER:
                    source.role[k] = lines.FURNITURE
    reader.walk(max(after, reader.out.end))
    if officers:
        _late_fields(reader)
    return reader.out


def _late_fields(reader: _Reader) -> None:
    """REF and Classified By that stand behind a note or inside paragraph 1."""
    source, out = reader.lines, reader.out
    k = out.end
    while k < min(out.end + 14, len(source)):
        text = source.text[k]
        number = labels.numbered(text)
        if number and number.number > 1:
            return
        label = labels.head_label(text)
        if label and label.field in (labels.CLASSIFIED, labels.DERIVED) and out.classified is None:
            if label.numbered:
                end = officer.extent(source, k)
                out.classified = officer.read(officer.joined(source, k, end), source.span(k, end - 1)).officer
                return
            reader.take_field(k, label)
        elif (
            label
            and label.field == labels.REF
            and text[:3].upper() == "REF"
            and ":" in text[:8]
            and not out.references
        ):
            reader.take_field(k, label)
        elif number:
            return
        k += 1
