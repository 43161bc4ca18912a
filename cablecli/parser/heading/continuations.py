"""Decides whether a field of the text heading goes on in the next line, or something new begins there."""

from cablecli.model.role import Role
from cablecli.parser.heading import passing_lines, reference_lines, tags
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.widths import UNWRAPPED, WRAPPED_LINE
from cablecli.parser.tokens import captions, field_labels, numbers, paragraph_labels, portion_markings
from cablecli.parser.tokens.classification import is_numbered_level
from cablecli.parser.tokens.rules import is_rule
from cablecli.patterns import pattern

_ENDS_OPEN = pattern(
    "unfinished phrase",
    r"""(?:[,\-/:&]|\b(?<!N/)(?:AND|OF|THE|TO|FOR|IN|ON|WITH|A|AN|FROM|BY|AT|AS|OR|BETWEEN|ITS|HIS))$""",
    ignore_case=True,
)
_FEWEST_BLANKS = 3  # in a sentence
_MOST_LINES = 5  # of a notice
_MOST_OF_TAGS = 4  # lines of TAGS without their label
_ADDRESSED = pattern(
    "line that says whose words follow, or for whom",
    # or which telegram: by its number, a colon or the quotation that it opens
    r"""(?:FROM|FOR|TO|Q(?:UO)?TE)[ ]?:
        | FOL(?:LOWING|LG)?[ ](?:IS[ ])?(?:REPEAT(?:ED)?|RPTD?|TEL(?:EGRAM)?|CABLE|MESSAGE|MSG|SENT|RECEIVED)\b
            .{0,60}?(?:[ ][0-9]{2,6}\b|\bQ(?:UO)?TE\b|:$)""",
)
_NOTICE = pattern(
    "notice behind a subject",
    rf"""(?<=[ ])(?P<marking>\([A-Z/]{{1,5}}\)[ ]+)?(?P<said>{captions.NOTICE})""",
    ignore_case=True,
)
_SET_OFF = ("  ", ". ", "! ", "? ", ") ", '" ', "' ")  # what parts a notice from the subject before it
_FULL = 48  # characters: the shortest line of a subject, without its label, that the wrap ended
_FULL_SPACED = 42  # the same in a double-spaced copy
_EXACT = 2  # characters by which a rule and the heading above it may differ
_LONGEST_BLOCK = 60  # lines of a body without a blank line or number; longer ones were not seen
_EVENT_LINE = 60  # the rest of an event is short: `SIGNING OF THE AGREEMENT`
_EVENT = pattern(
    "declassification at an event",
    r"""\b(?:AFTER|UPON|CLOSURE|WHEN|UNTIL|AMENDED|FOLLOWING)\b""",
    ignore_case=True,
)


_REPORT_LABEL = pattern("label of a report", r"""(?:COUNTRY|SERIAL|SOURCE|WARNING)[ ]?:""")


def _ends_field(lines: Lines, k: int) -> bool:
    """Whether piece `k` begins something new, so that no field goes on there; it may be a number too."""
    text = lines.text[k]
    if field_labels.head_label(text) or captions.captions_in(text) or lines.role[k] is Role.MARKING:
        return True
    if captions.corrected_copy(text) is not None or is_numbered_level(text):
        return True
    marked = lines.gap[k] > 0 and portion_markings.portion(text)
    return bool(marked or field_labels.near_label(text))


def opens_other(lines: Lines, k: int) -> bool:
    """Whether piece `k` begins something else than more of a subject or a list of references.

    That is what ends any field, a passing line, a summary, a rule or a heading above one.
    """
    text = lines.text[k]
    return (
        _ends_field(lines, k)
        or numbers.is_marked(text)
        or (numbers.is_first_worn(text) and not reference_lines.is_lettered(text))
        or is_rule(text)
        or is_titled(lines, k)
        or passing_lines.stands_below(lines, k)
        or _opens_summary(lines, k)
    )


def _opens_summary(lines: Lines, k: int) -> bool:
    """Whether piece `k` begins the text with a summary that has no number, or says so alone below a line that ended."""
    text = lines.text[k]
    label = paragraph_labels.opening_label(text)
    if label is None or label[0] != "summary":
        return False
    return text[label[1] - 1] in ": " or (label[1] == len(text) and lines.ends_early(k - 1))


def is_titled(lines: Lines, k: int) -> bool:
    """Whether piece `k` is a heading underlined by a rule. One below a blank line underlines a whole paragraph."""
    rule = lines.following(k)
    if rule >= len(lines.text) or not is_rule(lines.text[rule]):
        return False
    return lines.gap[k] > 0 or not (rule == k + 1 and lines.gap[rule] > 0)


def order_goes_on(lines: Lines, k: int, value: str) -> bool:
    """Whether the E.O. line goes on at piece `k`, because its value is missing, unfinished or an event."""
    if lines.gap[k] or lines.flat or _ends_field(lines, k) or numbers.numbered(lines.text[k]):
        return False
    return (
        not value
        or value.count("(") > value.count(")")
        or _ENDS_OPEN.search(value) is not None
        or (_EVENT.search(value) is not None and lines.text[k].isupper() and len(lines.text[k]) < _EVENT_LINE)
    )


def tags_go_on(lines: Lines, k: int, before: str, is_open: bool) -> bool:
    """Whether piece `k` holds more TAGS.

    It does after a comma or an open bracket, if it is all known codes, or if it is short words right above SUBJECT.
    """
    text = lines.text[k]
    return not _ends_field(lines, k) and (
        is_open
        or (before.endswith((",", " /", " -", " AND")) and not lines.gap[k])
        or text[0] == "("
        or tags.all_tags(text)
        or (_next_label(lines, k) == field_labels.SUBJECT and tags.looks_like(text))
    )


def are_tags(lines: Lines, k: int) -> bool:
    """Whether piece `k` is a TAGS line without its label: nothing but known codes, on it and down to SUBJECT."""
    for j in range(k, min(len(lines), k + _MOST_OF_TAGS)):
        if not tags.all_tags(lines.text[j]):
            return False
        if _next_label(lines, j) == field_labels.SUBJECT:
            return True
        if lines.text[j][-1] != ",":
            return False
    return False


def are_references(lines: Lines, k: int) -> bool:
    """Whether piece `k` begins a list of references without the label REF (`A. ROME 21`), or with one for each item."""
    text, after = lines.text[k], lines.following(k)
    if text.startswith("REF A ") and after < len(lines):
        return lines.text[after].startswith("REF B ")
    if reference_lines.is_lettered(text):
        return True
    return (text.startswith("A. ") and _is_above_first(lines, k, "A")) or _is_reference_alone(lines, k)


def _is_above_first(lines: Lines, k: int, letter: str) -> bool:
    """Whether the lines from piece `k` on begin with consecutive letters, and paragraph 1 follows them."""
    while k < len(lines) and lines.text[k].startswith(f"{letter}. "):
        letter, k = chr(ord(letter) + 1), lines.following(k)
    return _opens_first(lines, k)


def _opens_first(lines: Lines, k: int) -> bool:
    """Whether paragraph 1 begins at piece `k`, which may be past the end."""
    number = numbers.numbered(lines.text[k]) if k < len(lines) else None
    return number is not None and number.number == 1


def _is_reference_alone(lines: Lines, k: int) -> bool:
    """Whether piece `k` is just a cable's post and number, between a finished line and paragraph 1."""
    text = lines.text[k]
    if not text[-1].isdecimal() or not reference_lines.is_cable(text):
        return False
    ended = k > 0 and lines.ends_early(k - 1) and not _ENDS_OPEN.search(lines.text[k - 1])
    return ended and _opens_first(lines, lines.following(k))


def _next_label(lines: Lines, k: int) -> str | None:
    """The field whose label, perhaps misspelt, opens the piece after `k`."""
    after = lines.following(k)
    text = lines.text[after] if after < len(lines.text) else ""
    label = field_labels.head_label(text) or field_labels.near_label(text) if text else None
    return label.field if label else None


def _body_follows(lines: Lines, k: int) -> bool:
    """Whether a later field or paragraph 1 follows piece `k`, so that the number it begins with is no paragraph's."""
    return not lines.gap[k] and _number_below(lines, k) in (0, 1)


def _number_below(lines: Lines, k: int) -> int | None:
    """The first number of a paragraph below piece `k`, or 0 if a label comes before it; None without either."""
    for text in lines.text[k + 1 : k + _LONGEST_BLOCK]:
        if number := numbers.numbered(text):
            return number.number
        if numbers.is_first_worn(text):
            return 1
        if field_labels.head_label(text):
            return 0
    return None


def subject_goes_on(lines: Lines, k: int, before: str) -> bool:
    """Whether the subject, whose last line is `before`, goes on at piece `k` or after a page marker there."""
    if lines.passed[k]:
        return _goes_on_after_page(lines, k, before)
    if _is_last_word(lines, k, before):
        return True
    if _opens_text(lines, k):
        return False
    behind_page = k > 0 and lines.passed[k - 1]
    if not before or (behind_page and _is_counted(lines.text[k], before)):
        return True
    if (lines.flat or lines.gap[k] > 0) and not behind_page:
        return _goes_on_after_blank(lines, k, before)
    one_wrap = not lines.wide and before.isupper() == lines.text[k].isupper()
    return (len(before) < UNWRAPPED or one_wrap) and not opens_body(lines, k)


def _is_last_word(lines: Lines, k: int, before: str) -> bool:
    """Whether piece `k` is a label's word without a colon or a value, below a full line of the subject: `TAGS`."""
    text = lines.text[k]
    if lines.flat or lines.gap[k] or not text.isalpha() or not field_labels.head_label(text):
        return False
    valued = k + 1 < len(lines) and not lines.gap[k + 1] and not field_labels.head_label(lines.text[k + 1])
    return not valued and (len(before) >= _FULL or _ENDS_OPEN.search(before) is not None)


def opens_body(lines: Lines, k: int) -> bool:
    """Whether the body begins at piece `k` without a number: the line above ended early, and no field follows."""
    return lines.ends_early(k - 1) and (
        _is_underlined(lines, k) or _lacks_first_number(lines, k) or _holds_body(lines, k)
    )


def _is_underlined(lines: Lines, k: int) -> bool:
    """Whether a rule as long as piece `k` makes it a heading (FORMAT 4.4)."""
    below = lines.text[k + 1] if k + 1 < len(lines) else ""
    return abs(len(below) - len(lines.text[k])) <= _EXACT and is_rule(below)


def _lacks_first_number(lines: Lines, k: int) -> bool:
    """Whether the first number from piece `k` on is 2 and below it, so that the text from `k` on is paragraph 1."""
    return not numbers.numbered(lines.text[k]) and _number_below(lines, k) == 2


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
            if not reference_lines.names_something(text[number.rest :].strip()):
                return number.number != 1
    return False


def _holds_body(lines: Lines, k: int) -> bool:
    """Whether all lines from piece `k` on are one block without labels and numbers, and so must be the body.

    Lines that the archive added do not count.
    """
    block = [j for j in range(k, min(k + _LONGEST_BLOCK, len(lines))) if not lines.passed[j]]
    if len(block) > 1 and _is_signed(lines, block[-2], block[-1]):
        block.pop()
    return not any(
        (lines.gap[j] and not lines.passed[j - 1])
        or numbers.numbered(lines.text[j])
        or field_labels.head_label(lines.text[j])
        for j in block
    )


def _is_signed(lines: Lines, k: int, last: int) -> bool:
    """Whether piece `last` ends the text, set off as one word in capitals below the end of a sentence in piece `k`."""
    name = lines.text[last]
    alone = last == len(lines) - 1 and lines.gap[last] > 0 and name.isalpha() and name.isupper()
    return alone and lines.text[k][-1] in ".!?"


def notice_in(subject: str) -> int | None:
    """The offset at which a subject ends and a notice on handling begins behind it, perhaps with a marking; or None.

    Small letters behind capitals prove it. Otherwise it must be set off, marked or in capitals behind small letters,
    and be in sure words or end as a sentence: `Not for Sale` is a subject.
    """
    capitals = subject.upper()  # a word is found much faster than the pattern, and few subjects hold one
    for found in _NOTICE.finditer(subject) if any(map(capitals.__contains__, captions.NOTICE_SIGNS)) else ():
        at, said = found.start(), subject[found.start("said") :]
        loud, differs = subject[:at].isupper(), subject[:at].isupper() != said.isupper()
        parted = differs or found["marking"] or subject[:at].endswith(_SET_OFF)
        if (differs and loud) or (parted and (captions.is_sure_notice(said) or said[-1] == ".")):
            return at
    return None


def _goes_on_after_page(lines: Lines, k: int, before: str) -> bool:
    """Whether the page marker at piece `k` stands inside the subject, whose last line is `before`.

    It does if there is at most one blank line around the marker and its banners, if the phrase above is unfinished, or
    if the subject's last line follows.
    """
    after = lines.following(k)
    if after >= len(lines.text):
        return False
    first = lines.preceding(k) + 1
    close = lines.gap[first] + lines.gap[after] <= 1
    return (
        close
        or _is_counted(lines.text[after], before)
        or _ENDS_OPEN.search(before) is not None
        or _is_last_line(lines, after)
    )


def _is_counted(text: str, before: str) -> bool:
    """Whether a text begins with the figure that the word before it asks for: `SEPTEMBER` / `29, 2009`."""
    return text[0].isdigit() and numbers.counts_on(before.rstrip(",").rpartition(" ")[2])


def _is_last_line(lines: Lines, k: int) -> bool:
    """Whether piece `k`, after a page marker, is a line in capitals right above the next field."""
    text = lines.text[k]
    return text.isupper() and text[-1] != "." and _next_label(lines, k) is not None


def _opens_text(lines: Lines, k: int) -> bool:
    """Whether piece `k` clearly begins the next field or the body, as a label, rule, heading or number does."""
    text = lines.text[k]
    if opens_other(lines, k) or _opens_by_its_words(lines, k):
        return True
    number = text[0] in numbers.NUMBER_SIGNS and numbers.numbered(text)
    return bool(number) and (_is_wrapped_paragraph(lines, k) or not _body_follows(lines, k))


def _opens_by_its_words(lines: Lines, k: int) -> bool:
    """Whether piece `k` is a list of references, a label of a report, a notice, or says whose words follow."""
    text = lines.text[k]
    return (
        _is_notice(lines, k)
        or _is_sentence_below_capitals(lines, k)
        or bool(_REPORT_LABEL.match(text) or _ADDRESSED.match(text))
        or are_references(lines, k)
    )


def _is_notice(lines: Lines, k: int) -> bool:
    """Whether piece `k` begins a notice on handling below a subject, or another sentence with a marking of its own.

    `(SBU) INFORMATION` goes on with a subject in capitals. A notice in capitals may too, unless the line above ended.
    """
    marked = portion_markings.portion(lines.text[k])
    said = lines.text[k][marked[1] :].lstrip() if marked else lines.text[k]
    if captions.is_sure_notice(said):
        return True
    differs = said.isupper() != lines.text[lines.preceding(k)].isupper()
    if marked:
        return said != "" and (differs or said[-1] == "." or captions.is_notice(said))
    sentence = said[-1] == "." and lines.ends_early(k - 1)
    return captions.is_notice(said) and (differs or not said.isupper() or sentence)


def _is_sentence_below_capitals(lines: Lines, k: int) -> bool:
    """Whether a block of several words in small letters ends with a full stop, below a finished line in capitals."""
    text, above = lines.text[k], lines.text[lines.preceding(k)]
    if text.isupper() or not above.isupper() or text.count(" ") < _FEWEST_BLANKS or _ENDS_OPEN.search(above):
        return False
    end = next((j for j in range(k + 1, min(len(lines), k + _MOST_LINES)) if lines.gap[j]), k + 1)
    return lines.text[end - 1][-1] == "."


def _is_wrapped_paragraph(lines: Lines, k: int) -> bool:
    """Whether the number at piece `k` begins a paragraph: it is wrapped, and the line above ended early."""
    below = k + 1
    more = below < len(lines) and not lines.gap[below] and not _ends_field(lines, below)
    return more and not numbers.numbered(lines.text[below]) and lines.ends_early(k - 1)


def _goes_on_after_blank(lines: Lines, k: int, before: str) -> bool:
    """Whether the subject goes on after a blank line.

    It does if both lines are in capitals, and `before` is full or unfinished, or a field follows.
    """
    text = lines.text[k]
    if lines.gap[k] > 1 and not (lines.flat or lines.passed[k - 1]):
        return False
    if not (before.isupper() and text.isupper()):
        return False
    if paragraph_labels.opening_label(text):
        return False
    if text[-1] != "." and _next_label(lines, k) in (field_labels.REF, field_labels.CLASSIFIED):
        return True
    full = _FULL_SPACED <= len(before) <= WRAPPED_LINE if lines.flat else len(before) >= _FULL
    return len(text) < WRAPPED_LINE and (full or _ENDS_OPEN.search(before) is not None)
