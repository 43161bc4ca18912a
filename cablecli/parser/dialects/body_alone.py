"""Reads bodies of 1970s telegrams without heading and labels (FORMAT 1.8)."""

from cablecli.model.role import Role
from cablecli.parser.heading import level_line
from cablecli.parser.heading.text_fields import TextHeading
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.normal import blank, is_in_capitals
from cablecli.parser.lines.widths import UNWRAPPED
from cablecli.parser.tokens import classification, field_labels, numbers
from cablecli.parser.tokens.date_time_group import date_time
from cablecli.patterns import pattern

SURNAME = pattern("surname alone", r"""(?:[A-Z][A-Z'\-]{1,18}[ ]?){1,2}[A-Z'\-]{0,2}""")
_REFERENCE = pattern("item of REF alone", r"""\(?[A-Z][.)][ ]+[A-Z].{2,60}""")
_NUMBER_BELOW = pattern("line end before a number alone", r"""\n\s{0,40}(?=[0-9]{3,6}(?:\n|$))""")
_REACH = 60  # pieces that may come before a heading: the longest distribution block
_LEAST_CAPITALS = 100  # letters of the shortest body: two short paragraphs
_HEADING = ("FM ", "TO ", "VZCZC", "ZNY ", "ZNR ", "DE R")


def is_body(lines: Lines) -> bool:
    """Whether a text is just the body of a telegram in capitals.

    It must have two paragraph numbers in sequence, or a surname alone on its last line, and no heading above.
    """
    for text in lines.text[:_REACH]:
        if numbers.numbered(text):
            break
        if _opens_heading(text):
            return False
    if len(lines) < 2 or not _is_capital(lines):
        return False
    wanted = 1  # the number of the next paragraph
    for text in lines.text:
        number = numbers.numbered(text)
        wanted += bool(number and number.number == wanted)
    return wanted > 2 or bool(SURNAME.fullmatch(_last(lines)))


def _is_capital(lines: Lines) -> bool:
    """Whether a text, apart from stamps and page lines, is long enough and in capitals."""
    text = "".join(text for text, passed in zip(lines.text, lines.passed, strict=True) if not passed)
    return is_in_capitals(text) and sum(map(str.isupper, text)) >= _LEAST_CAPITALS


def later_heading(lines: Lines) -> Lines | None:
    """The heading that a further section repeats in mid-text, with all other text blank; None without one."""
    first = next(lines.of_role(Role.REPEATED_HEADING), None)
    if first is None:
        return None
    last = first
    while last + 1 < len(lines) and lines.passed[last + 1]:  # page lines may interrupt it
        last += 1
    start, stop = lines.span(first, last)
    heading = _NUMBER_BELOW.sub(lambda found: " " * len(found[0]), lines.content[start:stop])
    return Lines(blank(lines.content[:start]) + heading)


def levelled(lines: Lines, head: TextHeading, later: Lines | None) -> TextHeading:
    """With the values of a further section's classification line, else with the level of the page banners."""
    found = level_line.find(later, 0) if later else None
    if found:
        line = found[1]
        return head._replace(level=line.level, post=line.post, serial=line.serial, sections=line.sections)
    pages = (*lines.of_role(Role.PAGE_MARKER), *lines.of_role(Role.BANNER))
    levels = {level[0] for k in pages if (level := classification.level_at(lines.text[k]))}
    return head._replace(level=levels.pop()) if len(levels) == 1 else head


def body_start(lines: Lines, head: TextHeading) -> TextHeading:
    """With its end after the lines that a body alone keeps of a heading: items of REF, the end of a subject."""
    k = head.end
    while k < len(lines) and not numbers.numbered(lines.text[k]):
        text = lines.text[k]
        if text[-1] in ".!?:" or len(text) > UNWRAPPED:
            break
        if _REFERENCE.match(text):
            lines.take(k, Role.FIELD, "item of REF alone")
            head = head._replace(references=(*head.references, lines.start[k]))
        k += 1
        head = head._replace(end=k)
    return head


def _opens_heading(text: str) -> bool:
    if text.startswith(_HEADING) or date_time(text):
        return True
    label = field_labels.head_label(text)
    if label and label.field in (field_labels.EO, field_labels.TAGS, field_labels.SUBJECT):
        return True
    found = classification.classification_line(text)
    return bool(found and found.serial is not None and (found.section or 1) < 2)


def _last(lines: Lines) -> str:
    pairs = zip(reversed(lines.text), reversed(lines.role), strict=True)
    return next((text for text, role in pairs if role is Role.LEFTOVER), "")
