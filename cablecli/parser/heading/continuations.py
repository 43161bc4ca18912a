"""Where the fields of the text heading go on over the line end, and where something new begins."""

from cablecli.model.role import Role
from cablecli.parser.heading import passing_lines, reference_lines, tags
from cablecli.parser.lines.index import Lines
from cablecli.parser.tokens import captions, field_labels, numbers, paragraph_labels, portion_markings
from cablecli.parser.tokens.rules import is_rule
from cablecli.patterns import pattern

_ENDS_OPEN = pattern(
    "unfinished phrase",
    r"""(?:[,\-/:&]|\b(?:AND|OF|THE|TO|FOR|IN|ON|WITH|A|AN|FROM|BY|AT|AS|OR|BETWEEN|ITS|HIS))$""",
    ignore_case=True,
)
_ADDRESSED = pattern(
    "line that says whose words follow, or for whom",
    # or which telegram: by its number, a colon or the quotation that it opens
    r"""(?:FROM|FOR|TO|QUOTE)[ ]?:
        | FOL(?:LOWING|LG)?[ ](?:IS[ ])?(?:REPEAT(?:ED)?|RPTD?|TEL(?:EGRAM)?|CABLE|MESSAGE|MSG|SENT|RECEIVED)\b
            .{0,60}?(?:[ ][0-9]{2,6}\b|\bQUOTE\b|:$)""",
)
_NOTICE = pattern(
    "notice behind a subject",
    r"""(?<=[A-Z0-9.'")][ ])
        (?:This[ ](?:is|cable|message|telegram)|Sensitive[ ][Bb]ut|Not[ ][Ff]or|Please[ ](?:protect|handle))[ ]""",
)
# Lengths of subject lines, in characters. Copies wrap at 61 to 72; a first line is the shorter by its label.
_WRAPPED = 75  # no longer line was wrapped by the relay
_UNWRAPPED = 100  # a line of this length was never wrapped, so that what is below it is something else
_FULL = 48  # a wrapped line without its label: the next word had no room
_TWO_THIRDS = 42  # the least of that where all lines have blank ones between: long words in capitals
_LONGEST_BLOCK = 60  # lines of a body without a blank line or number; longer ones were not seen
_EVENT_LINE = 60  # the rest of an event is short: `SIGNING OF THE AGREEMENT`
_HALF = 34  # and where a label below shows that the line belongs above it
_EVENT = pattern(
    "declassification at an event",
    r"""\b(?:AFTER|UPON|CLOSURE|WHEN|UNTIL|AMENDED|FOLLOWING)\b""",
    ignore_case=True,
)


def ends_field(lines: Lines, k: int, unmarked: bool = True) -> bool:
    """Whether piece `k` opens something new, so that no field can go on over it; `unmarked` numbers count too."""
    text = lines.text[k]
    if field_labels.head_label(text) or captions.captions_in(text) or lines.role[k] is Role.MARKING:
        return True
    if field_labels.mis_keyed_classifier(text) or field_labels.near_label(text):
        return True
    number = numbers.numbered(text)
    if number and (number.marking or unmarked):
        return True
    return lines.gap[k] > 0 and portion_markings.portion(text) is not None


def opens_summary(text: str) -> bool:
    """Whether a line opens the text with its summary, where no number and no blank line sets it off."""
    label = paragraph_labels.opening_label(text)
    return label is not None and label[0] == "summary" and text[label[1] - 1 : label[1]] in ": "


def is_titled(lines: Lines, k: int) -> bool:
    """Whether piece `k` is a heading with a rule below it, which is not the top of the next heading's box."""
    rule = lines.following(k)
    if rule >= len(lines.text) or not is_rule(lines.text[rule]):
        return False
    clear = rule == k + 1 and lines.gap[rule] > 0
    if not lines.gap[k]:
        return not clear and not _opens_box(lines, rule)
    return not clear or not _opens_box(lines, rule)


def _opens_box(lines: Lines, rule: int) -> bool:
    """Whether one to three lines below a rule are closed by a rule of the same sign."""
    for k in range(rule + 2, min(rule + 5, len(lines.text))):
        if is_rule(lines.text[k]):
            return lines.text[k][0] == lines.text[rule][0]
        if lines.gap[k]:
            return False
    return False


def order_goes_on(lines: Lines, k: int, value: str) -> bool:
    """Whether the E.O. line goes on at piece `k`: its value is missing or unfinished, or names an event."""
    if lines.gap[k] or lines.flat or ends_field(lines, k):
        return False
    return (
        not value
        or value.count("(") > value.count(")")
        or _ENDS_OPEN.search(value) is not None
        or (_EVENT.search(value) is not None and lines.text[k].isupper() and len(lines.text[k]) < _EVENT_LINE)
    )


def tags_go_on(lines: Lines, k: int, before: str, is_open: bool) -> bool:
    """Whether piece `k` holds more TAGS: what a comma or an open bracket leads to, known codes, or short words right
    above the subject."""
    text = lines.text[k]
    return not ends_field(lines, k) and (
        is_open
        or (before.endswith(",") and not lines.gap[k])
        or text[0] == "("
        or tags.all_tags(text)
        or (_next_label(lines, k) == field_labels.SUBJECT and tags.looks_like(text))
    )


def are_tags(lines: Lines, k: int) -> bool:
    """Whether piece `k` is a TAGS line that lost its label: known codes alone, right above the subject."""
    return tags.all_tags(lines.text[k]) and _next_label(lines, k) == field_labels.SUBJECT


def are_references(lines: Lines, k: int) -> bool:
    """Whether piece `k` begins a list of references that lost its label (`A. ROME 21`), or has one for each letter."""
    text, after = lines.text[k], lines.following(k)
    if text.startswith("REF A ") and after < len(lines):
        return lines.text[after].startswith("REF B ")
    if reference_lines.is_lettered(text):
        return True
    lettered = text.startswith("A. ") and after < len(lines) and lines.text[after].startswith("B. ")
    return (lettered and _is_above_first(lines, k, "A")) or _is_reference_alone(lines, k)


def _is_above_first(lines: Lines, k: int, letter: str) -> bool:
    """Whether lines with one letter after the other stand from piece `k` on, and paragraph 1 below them."""
    while k < len(lines) and lines.text[k].startswith(f"{letter}. "):
        letter, k = chr(ord(letter) + 1), lines.following(k)
    number = numbers.numbered(lines.text[k]) if k < len(lines) else None
    return number is not None and number.number == 1


def _is_reference_alone(lines: Lines, k: int) -> bool:
    """Whether piece `k` is a cable's post and number and nothing else, between a line that ended and paragraph 1."""
    text = lines.text[k]
    if not text[-1].isdecimal() or not reference_lines.is_cable(text):
        return False
    ended = k > 0 and lines.ends_early(k - 1) and not _ENDS_OPEN.search(lines.text[k - 1])
    after = lines.following(k)
    number = numbers.numbered(lines.text[after]) if after < len(lines) else None
    return ended and number is not None and number.number == 1


def _next_label(lines: Lines, k: int) -> str | None:
    """The field whose label opens the piece after `k`."""
    after = lines.following(k)
    label = field_labels.head_label(lines.text[after]) if after < len(lines.text) else None
    return label.field if label else None


def _body_follows(lines: Lines, k: int) -> bool:
    """Whether the number that piece `k` begins with is no paragraph's: a later field or paragraph 1 follows."""
    if lines.gap[k]:
        return False
    for text in lines.text[k + 1 : k + 20]:
        if number := numbers.numbered(text):
            return number.number == 1
        label = field_labels.head_label(text)
        if label and label.field in (field_labels.REF, field_labels.CLASSIFIED, field_labels.DERIVED):
            return True
    return False


def subject_goes_on(lines: Lines, k: int, before: str) -> bool:
    """Whether the subject, whose last line is `before`, goes on at piece `k` or behind the page marker there."""
    if lines.passed[k]:
        return _goes_on_behind_page(lines, k, before)
    if _opens_text(lines, k):
        return False
    if not before:
        return True
    if lines.flat:
        return _goes_on_among_blanks(lines, k, before)
    if lines.gap[k] == 0:
        if opens_body(lines, k):
            return False
        same_case = before.isupper() == lines.text[k].isupper()
        return len(before) < _UNWRAPPED or (same_case and not lines.wide)
    return _goes_on_over_blank(lines, k, before)


def opens_body(lines: Lines, k: int) -> bool:
    """Whether the line above piece `k` was not cut by the wrap, and all that follows is text without a first number."""
    return lines.ends_early(k - 1) and (_lacks_first_number(lines, k) or _holds_body(lines, k))


def _lacks_first_number(lines: Lines, k: int) -> bool:
    """Whether paragraph 2 is the first below piece `k` that has a number: the text above it is the first."""
    if numbers.numbered(lines.text[k]):
        return False  # no text is above it
    for text in lines.text[k + 1 : k + _LONGEST_BLOCK]:
        number = numbers.numbered(text)
        if number or field_labels.head_label(text):
            return number is not None and number.number == 2
    return False


def opens_count(lines: Lines, k: int) -> bool:
    """Whether piece `k` begins with number 1, and the numbers below it count on to one that names no reference.

    Such numbers are the text's, though the first may name a cable: `1. ROME 21 REPORTS`, `2. HE AGREES`.
    """
    number = numbers.numbered(lines.text[k])
    if not number or number.number != 1:
        return False
    for text in lines.text[k + 1 : k + _LONGEST_BLOCK]:
        if (below := numbers.numbered(text)) and below.number <= number.number + 1:
            number = below
            if number.number == 1 or not reference_lines.names_something(text[number.rest :].strip()):
                return number.number != 1
    return False


def _holds_body(lines: Lines, k: int) -> bool:
    """Whether all that stands from piece `k` on is one block without label or number: then the body is in it.

    What the archive put behind it, and between its lines, does not count.
    """
    block = [j for j in range(k, min(k + _LONGEST_BLOCK, len(lines))) if not lines.passed[j]]
    if lines.following(block[-1] if block else k) < len(lines):
        return False
    return not any(
        (lines.gap[j] and not lines.passed[j - 1])
        or numbers.numbered(lines.text[j])
        or field_labels.head_label(lines.text[j])
        for j in block
    )


def notice_in(subject: str) -> int | None:
    """Where in a subject in capitals a notice on handling begins in small letters."""
    found = _NOTICE.search(subject)
    return found.start() if found and subject[: found.start()].isupper() else None


def _goes_on_behind_page(lines: Lines, k: int, before: str) -> bool:
    """Whether the page marker at piece `k` stands inside the subject, whose last line is `before`.

    Then one blank line at most stands round the marker and its banners, or the phrase was left unfinished above them,
    or the last line of the field is below.
    """
    after = lines.following(k)
    if after >= len(lines.text) or ends_field(lines, after) or is_titled(lines, after):
        return False
    first = lines.preceding(k) + 1
    if lines.gap[first] + lines.gap[after] <= 1 or _is_last_line(lines, after):
        return True
    return _ENDS_OPEN.search(before) is not None and lines.text[after].isupper() == before.isupper()


def _is_last_line(lines: Lines, k: int) -> bool:
    """Whether piece `k`, behind a page marker between blank lines, is a line in capitals above the next field."""
    text = lines.text[k]
    return text.isupper() and text[-1] != "." and _next_label(lines, k) is not None


def _opens_text(lines: Lines, k: int) -> bool:
    """Whether piece `k` is surely of the next field or of the body: a label, a rule, a heading, a paragraph number."""
    text = lines.text[k]
    if ends_field(lines, k, unmarked=False) or is_rule(text) or is_titled(lines, k):
        return True
    if _opens_by_its_words(lines, k):
        return True
    number = text[0] in numbers.NUMBER_SIGNS and numbers.numbered(text)
    return bool(number) and (_is_wrapped_paragraph(lines, k) or not _body_follows(lines, k))


def _opens_by_its_words(lines: Lines, k: int) -> bool:
    """Whether piece `k` passes the cable on, lists references or opens the text with a summary or a notice."""
    text = lines.text[k]
    if _ADDRESSED.match(text) or passing_lines.stands_below(lines, k) or are_references(lines, k):
        return True
    notice = captions.is_notice(text) and not text.isupper()
    return notice or captions.is_sure_notice(text) or opens_summary(text)


def _is_wrapped_paragraph(lines: Lines, k: int) -> bool:
    """Whether a number at piece `k`, below a line that ended, begins text of two lines and more."""
    below = k + 1
    more = below < len(lines) and not lines.gap[below] and not ends_field(lines, below)
    return more and lines.ends_early(k - 1)


def _goes_on_among_blanks(lines: Lines, k: int, before: str) -> bool:
    """The same in a copy with a blank line behind every line, where only case and length tell a wrapped line."""
    text = lines.text[k]
    alike = before.isupper() == text.isupper() and len(text) < _WRAPPED
    if alike and _HALF <= len(before) <= _WRAPPED:
        if before.isupper() and len(before) >= _TWO_THIRDS:
            return True
        if _next_label(lines, k) is not None:
            return True
    return _ENDS_OPEN.search(before) is not None


def _goes_on_over_blank(lines: Lines, k: int, before: str) -> bool:
    """The same behind a blank line: both in capitals, and the line above full, or a later field right below."""
    text = lines.text[k]
    if lines.gap[k] > 1 and not lines.passed[k - 1]:
        return False
    if not (before.isupper() and text.isupper()) or captions.corrected_copy(text) is not None:
        return False
    if paragraph_labels.opening_label(text) or captions.is_notice(text):
        return False
    if text[-1] != "." and _next_label(lines, k) in (field_labels.REF, field_labels.CLASSIFIED):
        return True
    return len(text) < _WRAPPED and (len(before) >= _FULL or _ENDS_OPEN.search(before) is not None)
