"""Reads telegrams and airgrams on the Department's printed forms of before 1973 (FORMAT 1.13).

A telegram has `INCOMING TELEGRAM`, the level, offices, `Control:` and `Rec'd:` in the margin, then FROM, TO and the
number, `NO: 37, June 12, 3 p.m.`, with the addressees below; `OUTGOING TELEGRAM` names the sender itself. An airgram
has its number (`A-628`), TO, INFO, FROM, DATE, SUBJECT and REF, and closes with name and office. Numbers ran by post
and fiscal year, so there is no id. Text above the form is left over. Scanners scatter labels and values over the lines.
"""

from collections.abc import Iterator
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from cablecli.facts.edits import is_one_edit
from cablecli.model import Heading, Mrn, Reference
from cablecli.model.role import Role
from cablecli.parser.dialects import form_addressees, form_endings, form_numbers, form_pages, form_references
from cablecli.parser.heading import passing_lines
from cablecli.parser.heading.text_fields import TextHeading
from cablecli.parser.heading.transmission import PRECEDENCE, Envelope
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.normal import join_words
from cablecli.parser.tokens import numbers
from cablecli.parser.tokens.captions import captions_in
from cablecli.parser.tokens.classification import total_sections
from cablecli.parser.tokens.dates import MONTH_WORD
from cablecli.patterns import pattern

_TITLE = pattern(
    "title of a form",
    # a frame or a punch hole may have left a sign before it; an airgram's, in large type and sometimes spaced, may
    # be lost by the scanner, but not the small print below; offices and boxes may stand far to the left of it
    r"""(?:[^A-Za-z]?[A-Za-z]?[^A-Za-z]?[ ])?(?:INCOMING|OUTGOING)[ ]TELEGRAM\b.{0,80}
        | (?:[^ ].{0,60}[ ]{3})?(?:(?:AIRGRAM | A[ ]I[ ]R[ ]G[ ]R[ ]A[ ]M)(?:[ ]{2,}.{0,80})?
            | FOR[ ]RM[ ]USE[ ]ONLY | HANDLING[ ]INDICAT.{0,4})""",
)
_REACH = 75  # pieces of a form's heading, with each office in the margin on a line of its own
_TOP = 120  # pieces of the longest archive's sheet above the form
_LABEL = pattern(
    "label on a form",
    # a scanner may read TO as 10 or T0; before an hour there is no such colon; a number may follow `NO.` alone; an
    # office in the margin, or what a scanner made of a sign there, may touch the label: `INR NO: 1177, June 12`
    r"""[.:\-•‘“' ]{0,3}(?:(?!RPT)[A-Z/]{1,3}[ ](?=FROM:|TO:|NO:[ ]{0,3}[0-9]{1,5},[ ]))?
        (?P<label>FR[O0]M|T[O0]|10(?=:(?![0-9]))|INFO|ACTION|NO|DATE|SUBJ(?:ECT)?|REF(?:ERENCE)?
            |CONTROL|REC'?D|ORIGIN|SENT[ ]TO|RE?PTD[ ](?:TO|INFO)|REPEATED[ ](?:TO|INFO))
        (?:\.?[ ]{0,9}:|(?<=NO)\.(?=[ ]+C?A-[0-9]))[ ]{0,9}(?P<value>.*)""",
    ignore_case=True,
)
_MEANT = {"10": "TO", "T0": "TO", "FR0M": "FROM", "REFERENCE": "REF", "SENT TO": "ACTION", "SUBJ": "SUBJECT"}
_BUILDING = pattern("sender printed on a form", r"""Department[ ]of[ ]State\b""", ignore_case=True)
_OFFICE = pattern("office alone in the margin", r"""[A-Z][A-Z/]{0,7}""")
_MARGIN = pattern(
    "office in margin", r"""(?!(?:TO|INFO|FROM)\b)(?:[A-Z/]{1,8}|Info:?|Origin)[ ]{3,}(?=[A-Z])"""
)
_BARE = frozenset(("TO", "INFO", "FROM", "SUBJECT", "REF"))  # labels of an airgram that stand alone
_ONCE = frozenset(
    ("FROM", "DATE", "SUBJECT")
)  # labels that an airgram has once; a form may have two lines of REF
_FURTHER = pattern(
    "further label on a line",
    # after a value or an office in the margin
    r"""(?:(?<![ ])[ ]{2,}+(?=(?P<label>FR[O0]M|T[O0]|INFO|ACTION|NO|DATE|SENT[ ]TO|RE?PTD[ ]INFO)[ ]{0,9}:)
        | [ ](?=DATE:))""",
    ignore_case=True,
)
# Of an airgram: blanks in place of the colon.
_COLUMN = pattern("label in a column", r"""(?P<label>TO|INFO|FROM|SUBJECT|REF)[ ]{2,}(?P<value>[^ :.].*)""")
_STAMPED = pattern(
    "date stamped beside a value",
    # with its year, or with the hour: `FEB 6  8 17 PM '64`
    rf"""{MONTH_WORD}[ ]{{1,2}}[0-9]{{1,2}},?[ ]{{1,2}}[0-9]{{4}}
        | {MONTH_WORD}[ ]{{1,2}}[0-9]{{1,2}}[ ]{{1,3}}[0-9]{{1,2}}[ :][0-9]{{2}}[ ][AP]\.?M\.?
            (?:[ ]{{1,3}}(?:'|19)[0-9]{{2}})?""",
    ignore_case=True,
)
_GAP = pattern("gap inside a line", r"""(?<![: ])[ ]{3,}(?![: ])""")
_STRAY = 3  # lines of stamps and notes between two of the heading
_STRAY_ABOVE = 12  # pieces above an airgram's small print that may hold its number
_HANDLING = pattern(
    "caption in words",
    # later telegrams have LIMDIS, EXDIS and NODIS; offices or a further caption may follow
    r"""[^A-Z]{0,3}(?P<caption>(?:LIMIT(?:ED)?|EXCLUSIVE|NO(?:[ ]OTHER)?)[ ]DISTRIBUTION)
        (?:[ ][-=]?[ ]?(?P<more>[A-Z/]{2,8}))?\.?""",
    ignore_case=True,
)


class PrintedForm(NamedTuple):
    """The values of a form, in the shape of a `Reading`."""

    format: str
    top: Envelope
    head: TextHeading
    mrn: Mrn
    references: tuple[Reference, ...]
    signature: str | None
    attributes: tuple[tuple[str, str | None], ...]


def find(lines: Lines) -> int | None:
    """The piece of the form's title, or None if the text is not on such a form."""
    first = next((k for k, text in enumerate(lines.text[:_TOP]) if _TITLE.fullmatch(text)), None)
    if first is None:
        return None
    labels = _labels(lines, first)
    if _is_outgoing(lines.text[first]) and "ACTION" in labels:
        return first  # the form names the sender itself
    return first if "FROM" in labels and labels & {"TO", "NO", "ACTION", "DATE"} else None


def _labels(lines: Lines, first: int) -> set[str]:
    """The labels on the form whose title is piece `first`."""
    places = range(first, min(len(lines), first + _REACH))
    labels = {one[0] for k in places if (one := _labelled(lines, k, _is_airgram(lines.text[first])))}
    return labels | {
        _spelled(one["label"] or "DATE") for k in places for one in _FURTHER.finditer(lines.text[k])
    }


def _is_airgram(title: str) -> bool:
    return "TELEGRAM" not in title


def _is_outgoing(title: str) -> bool:
    return "OUTGOING" in title


def _labelled(lines: Lines, k: int, airgram: bool) -> tuple[str, str] | None:
    """The label and the value of piece `k`, or None. An airgram's label may be alone on its line."""
    text = lines.text[k]
    if lines.passed[k] and form_pages.is_sender(text):
        return None  # below the head of a page
    if found := _LABEL.fullmatch(text):
        return _spelled(found["label"]), found["value"].lstrip(" .:")
    if not airgram:
        return None
    if found := _COLUMN.fullmatch(text):
        return found["label"], found["value"]
    word, colon, value = text.partition(":")
    if colon and is_one_edit(word.strip().upper(), "SUBJECT"):
        return "SUBJECT", value.strip()
    below = lines.text[k + 1] if k + 1 < len(lines) else ""
    alone = text in ("SUBJECT", "REF") or (text in _BARE and below.lstrip(".").startswith(":"))
    return (text, "") if alone else None


def _spelled(label: str) -> str:
    name = label.upper().replace("'", "")
    if name.startswith(("REP", "RPT")):
        return "REPEATED"
    return _MEANT.get(name, name)


def read(lines: Lines, first: int) -> PrintedForm:
    """Claim and read the heading of the form whose title is piece `first`, and the closing name."""
    airgram = _is_airgram(lines.text[first])
    values, end = _head(lines, first, airgram)
    texts = lines.text[first:end]
    above = lines.text[max(0, first - _STRAY_ABOVE) : first] if airgram else []
    top = _top(lines, first)
    passing = passing_lines.of_form(lines, first, end)
    lines.take(range(top, end), Role.HEADING, "heading of a form")
    heads = [lines.text[k] for k in range(end, len(lines)) if lines.passed[k]]  # of the next pages
    heading = _heading(texts, heads, values)
    signed = None if airgram else _take_sections(lines, end, texts)
    ending = (form_endings.of_airgram if airgram else form_endings.of_telegram)(lines, end)
    return PrintedForm(
        "airgram" if airgram else "telegram-form",
        Envelope(heading, end, None, None, None, 2),
        _fields(lines.text[top:], texts, {} if "INCOMING" in texts[0] else values, end)._replace(
            passing=passing
        ),
        form_numbers.mrn([*above, *texts], values, heading.action),
        tuple(_references(lines, first, end, values, airgram)),
        ending.surname or signed,
        (("Closing", ending.closing),) if ending.closing else (),
    )


def _head(lines: Lines, first: int, airgram: bool) -> tuple[dict[str, str], int]:
    """The values of the form whose title is piece `first`, and the piece below its heading, whose lines are cut."""
    for k in range(min(len(lines), first + _REACH) - 1, first, -1):
        lines.split(k, *_cuts(lines.text[k]))
    stop = min(len(lines), first + _REACH)
    stop = next((k for k in range(first, stop) if numbers.numbered(lines.text[k])), stop)
    values = (
        _printed(lines, first) | form_numbers.sheet(lines.text[:first]) | _values(lines, first, stop, airgram)
    )
    return values, _end(lines, first, stop, values, airgram)


def _take_sections(lines: Lines, start: int, texts: list[str]) -> str | None:
    """Claim the forms of further sections, which repeat the number in `texts`, with the closing name above each.

    Returns that name.
    """
    number = next(filter(None, map(form_numbers.NUMBER.search, texts)), None)
    name = None
    k = start
    while number and (k := next((j for j in range(k, len(lines)) if _TITLE.fullmatch(lines.text[j])), 0)):
        _, end = _head(lines, k, airgram=False)
        if end > k + 1 and number["number"] in map(form_numbers.number, lines.text[k:end]):
            lines.take(range(k, end), Role.REPEATED_HEADING, "form of a further section", passed=True)
            name = form_endings.of_section(lines, k) or name
        k = end
    return name


def _top(lines: Lines, first: int) -> int:
    """The first of the pieces above the title that are the level or the Department's name, else the title's."""
    while first and (form_endings.level(lines.text[first - 1]) or _BUILDING.fullmatch(lines.text[first - 1])):
        first -= 1
    return first


def _cuts(text: str) -> list[int]:
    """Where a line parts: behind an office in the margin, before a label, round a level or number between wide gaps."""
    gaps = [found.end() for found in _GAP.finditer(text)]
    parted = bool(gaps) and any(
        form_endings.level(part) or form_numbers.SERIAL.fullmatch(part) or _STAMPED.fullmatch(part)
        for part in _GAP.split(text)
    )
    labels = [found.end() for found in _FURTHER.finditer(text)]
    if (office := _MARGIN.match(text)) and _is_of_heading(text[office.end() :]):
        return [office.end()]
    return sorted({*labels, *gaps}) if parted else labels


def _heading(texts: list[str], heads: list[str], values: dict[str, str]) -> Heading:
    """The heading of the form. If its date is misread, the heads of the next pages give it."""
    dated = next(filter(None, map(form_numbers.NUMBER.search, (*texts, *heads))), None)
    sent = form_addressees.sent(texts)
    action = form_addressees.read(sent["action"] if sent else values.get("ACTION") or values.get("TO"))
    precedence = next(filter(None, map(form_addressees.precedence, texts)), None)
    return Heading(
        None,
        precedence or next((one.precedence for one in action if one.precedence), None),
        None,
        dated["date"] if dated else values.get("DATE"),
        values.get("FROM"),
        action,
        form_addressees.read(sent["info"] if sent else values.get("REPEATED") or values.get("INFO")),
    )


def _printed(lines: Lines, first: int) -> dict[str, str]:
    """The sender of an outgoing form: the Department, if the title or a line beside it names it."""
    beside = lines.text[max(0, first - 1) : first + 2] if _is_outgoing(lines.text[first]) else []
    found = next(filter(None, map(_BUILDING.search, beside)), None)
    return {"FROM": found[0]} if found else {}


def _fields(below: list[str], texts: list[str], values: dict[str, str], end: int) -> TextHeading:
    return TextHeading(
        end=end,
        subject=values.get("SUBJECT"),
        level=next(filter(None, map(form_endings.level, below)), None),  # perhaps only on a later page
        captions=tuple(dict.fromkeys(caption for text in texts for caption in _captions(text))),
        sections=next(filter(None, map(total_sections, texts)), None),
    )


def _captions(text: str) -> tuple[str, ...]:
    """The captions of a line that holds nothing else: `EXDIS`, `LIMIT DISTRIBUTION - NOFORN`."""
    found = _HANDLING.fullmatch(text)
    return (found["caption"].upper(), *captions_in(found["more"] or "-")) if found else captions_in(text)


def _references(
    lines: Lines, first: int, end: int, values: dict[str, str], airgram: bool
) -> Iterator[Reference]:
    """The references, each `DEPTEL 45` on a line of its own or after `REF:`. They name no year and have no id."""
    for k in range(first, end):
        labelled = _labelled(lines, k, airgram)
        is_ref = labelled is not None and labelled[0] == "REF" and labelled[1] != ""
        text = values.get("REF", "") if is_ref else lines.text[k].lstrip(" .:")
        for found in form_references.read(text, is_ref):
            yield Reference(*found, None, lines.span(k, k))


def _values(lines: Lines, first: int, stop: int, airgram: bool) -> dict[str, str]:
    """The values of the labels, on the same line or below it; labels one below another get theirs in the same order.

    A subject goes on to the next label or blank line, addressees as long as others follow below.
    """
    values: dict[str, str] = {}
    waiting: list[str] = []
    last = ""  # the label whose value the line before has
    outgoing = _is_outgoing(lines.text[first])
    for k in range(first, stop):
        text = lines.text[k].lstrip(" .:")
        if found := _labelled(lines, k, airgram):
            last, value = _meant(found[0], values), found[1]
            if value:
                waiting.clear()
                values.setdefault(last, value)
            elif not (last in values or _is_empty(lines, k, last)):
                waiting.append(last)
        elif waiting:
            last = waiting.pop(0)
            values.setdefault(last, text)
        elif lines.gap[k]:
            last = ""
        elif not _is_beside(lines, k, outgoing and last == "SUBJECT"):
            if _is_more(last, text):
                values[last] = _longer(last, values[last], text)
            else:
                last = ""
    return dict(filter(itemgetter(1), values.items()))


def _meant(label: str, values: dict[str, str]) -> str:
    """The label, but OFFICES for an INFO between ORIGIN and ACTION, which has the Department's own."""
    offices = label == "INFO" and "ORIGIN" in values and "ACTION" not in values
    return "OFFICES" if offices else label


def _longer(label: str, value: str, text: str) -> str:
    """A value with the line that goes on with it."""
    return join_words((value, text)) if label == "SUBJECT" else f"{value.rstrip(',;')}, {text}"


def _is_in_margin(lines: Lines, k: int) -> bool:
    """Whether a piece is an office in the margin, beside more of the heading on its line."""
    return lines.number[k] in lines.number[k + 1 : k + 2]


def _is_beside(lines: Lines, k: int, alone: bool) -> bool:
    """Whether a piece is an office in the margin, which may be `alone` on its line."""
    return _is_in_margin(lines, k) or (alone and _OFFICE.fullmatch(lines.text[k].lstrip(" .:")) is not None)


def _is_more(label: str, text: str) -> bool:
    """Whether a line goes on with the value of a label: any of a subject; more addressees, each with its number."""
    return label == "SUBJECT" or (
        label in ("ACTION", "INFO", "REPEATED", "TO") and form_addressees.is_addressed(text)
    )


def _is_empty(lines: Lines, k: int, label: str) -> bool:
    """Whether REF at piece `k` was left blank, so that the text follows."""
    below = lines.text[k + 1] if k + 1 < len(lines) else ""
    return label == "REF" and not below.startswith(":")


def _end(lines: Lines, first: int, stop: int, values: dict[str, str], airgram: bool) -> int:
    """The piece after the last line of the heading."""
    last, numbered, labels = first, False, set[str]()
    goes_on = partial(_goes_on, lines, values, _is_outgoing(lines.text[first]))
    for k in range(first, stop):
        if numbered and k > last + _STRAY:
            break  # the text has begun; a number below it is that of the next page
        if numbered and lines.passed[k]:
            continue  # the text was so short that the next page has begun
        text, label = lines.text[k], _labelled(lines, k, airgram)
        if airgram and label and label[0] in labels & _ONCE:
            break  # the heading of an enclosure
        labels.update(label[:1] if label else ())
        if label or _is_heading(lines, k) or (k == last + 1 and goes_on(k)):
            last = k
        numbered = numbered or _tells_number(text)
    return last + 1


def _goes_on(lines: Lines, values: dict[str, str], outgoing: bool, k: int) -> bool:
    """Whether a line right below the heading is a value, an addressee, a passing line, or an office in the margin."""
    text = lines.text[k]
    said = text.lstrip(" .:") in values.values() or text in values.get("SUBJECT", "")
    beside = outgoing and _is_beside(lines, k, alone=True)
    return said or beside or form_addressees.is_addressed(text) or passing_lines.stands_on_form(text)


def _tells_number(text: str) -> bool:
    """Whether a line has the number of the telegram with its date, or after its label."""
    return bool(form_numbers.NUMBER.search(text) or form_numbers.LABELLED.match(text))


def _is_of_heading(text: str) -> bool:
    """Whether the text beside an office in the margin is of the heading."""
    labelled = _LABEL.fullmatch(text)
    of_text = labelled is not None and _spelled(labelled["label"]) in ("SUBJECT", "REF")
    return form_addressees.is_addressed(text) or _tells_heading(text) or of_text


def _is_heading(lines: Lines, k: int) -> bool:
    return _tells_heading(lines.text[k]) or passing_lines.stands_below(lines, k)


def _tells_heading(text: str) -> bool:
    told = form_numbers.NUMBER.search(text) or form_addressees.SENT.fullmatch(text)
    return bool(told or text in PRECEDENCE.values() or _captions(text)) or any(form_references.read(text))
