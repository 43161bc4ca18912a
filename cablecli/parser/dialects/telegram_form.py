"""Telegrams and airgrams on the Department's printed forms, as they were before 1973.

`INCOMING TELEGRAM`, the level, offices, `Control:` and `Rec'd:` in the margin, then FROM, TO and the number,
`NO: 37, June 12, 3 p.m.`, with the addressees below it. An airgram has its number (`A-628`), TO, INFO, FROM, DATE,
SUBJECT and REF, and closes with name and office. Numbers ran by post and fiscal year and the date bears no group, so
that there is no id; what stands above the form is left over.
"""

from collections.abc import Iterator
from typing import NamedTuple

from cablecli.facts import tables
from cablecli.model import Addressee, Heading, Mrn, Reference
from cablecli.model.role import Role
from cablecli.parser.heading.text_fields import TextHeading
from cablecli.parser.heading.transmission import PRECEDENCE, Envelope
from cablecli.parser.lines.index import Lines
from cablecli.parser.lines.normal import join_words
from cablecli.parser.tokens.captions import captions_in
from cablecli.parser.tokens.classification import level_at
from cablecli.patterns import pattern

_TITLE = pattern("title of a form", r"""(?:INCOMING|OUTGOING)[ ]TELEGRAM\b.{0,40} | AIRGRAM""")
_REACH = 75  # pieces of a form's heading: the margin's offices come a line each out of a scanner
_TOP = 120  # pieces above it: an archive's sheet
_MONTH = r"""(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6}\.?"""
_LABEL = pattern(
    "label on a form",
    # a scanner reads FROM's neighbours in the margin and `TO` as figures at times; those labels are not guessed
    r"""[.:\-•‘“' ]{0,3}(?P<label>FROM|TO|INFO|ACTION|NO|DATE|SUBJECT|REF(?:ERENCE)?|CONTROL|REC'?D)[ ]{0,9}:[ ]{0,9}
        (?P<value>.*)""",
    ignore_case=True,
)
_NUMBER = pattern(
    "number and date of a telegram",
    # `37, March 5, 6 p.m.`; a scanner may misread the letters of the hour
    rf"""(?P<number>[0-9]{{1,5}}),[ ](?P<date>{_MONTH}[ ][0-9]{{1,2}},[ ](?:NOON|MIDNIGHT|[0-9]{{1,2}}(?::[0-9]{{2}})?
        [ ]?[AP]\.?[ ]?[A-Z]\.?))""",
    ignore_case=True,
)
_SERIAL = pattern(
    "number alone",
    # an airgram's, or one with its precedence behind it
    r"""(?:A-)?(?P<number>(?<=-)[0-9]{1,5}|[0-9]{1,5}(?=[ ]))(?:[ ](?:PRIORITY|IMMEDIATE|FLASH))?""",
)
_YEAR = pattern(
    "date with its year", rf"""{_MONTH}[ ][0-9]{{1,2}},?[ ](?P<year>19[0-9]{{2}})\b""", ignore_case=True
)
_SENT = pattern(
    "addressees of a telegram",
    # `SENT DEPARTMENT 37, REPEATED LONDON 60, ROME 9.`, `ACTION DEPARTMENT 631; INFORMATION USUN 387`
    r"""(?:SENT|ACTION)[ ](?P<action>[A-Z][A-Z]{2,24}[ ][0-9]{1,5}.{0,60}?)
        (?:[,;.]?[ ](?:REPEATED[ ])?(?:INFORMATION|INFO|REPEATED)[ ](?P<info>.{3,200}?))?\.?""",
    ignore_case=True,
)
_FURTHER = pattern(
    "further label on a line", r"""[ ]{2,}(?=(?:FROM|TO|INFO|NO|DATE)[ ]{0,9}:)""", ignore_case=True
)
_NAME = pattern(
    "name that closes an airgram", r"""[A-Z][a-z]+(?:[ ][A-Z]\.?)?[ ](?P<surname>[A-Z][A-Za-z'\-]+)"""
)
_OFFICE = pattern(
    "office below the name that closes an airgram",
    r"""(?:.{0,40}[ ])?
        (?:Ambassador|Charg[eé]|Minister|Counselor|Consul|Secretary|Officer|Attach[eé]|Chief)\b.{0,60}""",
)
# Shorter words in capitals are offices.
_SURNAME = pattern("surname that closes a telegram", r"""[A-Z][A-Z'\-]{3,20}""")
_INITIALS = pattern("initials of a typist", r"""[A-Z]{2,4}(?:[/:][A-Z0-9]{1,4})?""")
_FOR = pattern("line above the name that closes an airgram", r"""For[ ]the[ ].{3,40}:""")
_STRAY = 3  # lines of stamps and notes between two of the heading
_LAST = 12  # pieces at the end in which an airgram's name and office stand
_REFERENCE = pattern(
    "telegram referred to", r"""(?P<text>[A-Z]{2,10}TELS?[ ][0-9].{0,60}?)\.?""", ignore_case=True
)


class Form(NamedTuple):
    """What a form's heading says, in the shape in which telegrams have it."""

    format: str
    top: Envelope
    head: TextHeading
    mrn: Mrn
    references: tuple[Reference, ...]
    signature: str | None
    attributes: tuple[tuple[str, str | None], ...]


def find(source: Lines) -> int | None:
    """The piece of the form's title; None where the text has no such form."""
    first = next((k for k, text in enumerate(source.text[:_TOP]) if _TITLE.fullmatch(text)), None)
    if first is None:
        return None
    labels = {_label(text) for text in source.text[first : first + _REACH]}
    return first if {"FROM"} < labels & {"FROM", "TO", "NO", "ACTION", "DATE"} else None


def _label(text: str) -> str | None:
    found = _LABEL.fullmatch(text)
    return found["label"].upper().replace("'", "") if found else None


def read(source: Lines, first: int) -> Form:
    """Claim the heading of the form whose title is piece `first`; the text begins behind it."""
    for k in range(min(len(source), first + _REACH) - 1, first, -1):
        source.split(k, *(found.end() for found in _FURTHER.finditer(source.text[k])))
    stop = min(len(source), first + _REACH)
    airgram = source.text[first] == "AIRGRAM"
    values = _values(source, first, stop)
    end = _end(source, first, stop, values)
    texts = source.text[first:end]
    source.take(range(first, end), Role.HEADING, "heading of a form")
    signature, closing = _closing(source, end) if airgram else (_signature(source, end), None)
    return Form(
        "airgram" if airgram else "telegram-form",
        Envelope(_heading(texts, values), end, None, None, None, 2),
        _fields(source, texts, values if airgram else {}, end),
        _mrn(texts, values),
        tuple(_references(source, first, end, values)),
        signature,
        (("Closing", closing),) if closing else (),
    )


def _heading(texts: list[str], values: dict[str, str]) -> Heading:
    dated = next(filter(None, map(_NUMBER.search, texts)), None)
    sent = next(filter(None, map(_SENT.fullmatch, texts)), None)
    return Heading(
        None,
        next((word for text in texts for word in text.split()[-1:] if word in PRECEDENCE.values()), None),
        None,
        dated["date"] if dated else values.get("DATE"),
        values.get("FROM"),
        _addressees(sent["action"] if sent else values.get("ACTION") or values.get("TO")),
        _addressees(sent["info"] if sent else values.get("INFO")),
    )


def _fields(source: Lines, texts: list[str], values: dict[str, str], end: int) -> TextHeading:
    return TextHeading(
        end=end,
        subject=values.get("SUBJECT"),
        level=next(filter(None, map(_level, source.text)), None),  # in the heading, else on a later page
        captions=tuple(dict.fromkeys(caption for text in texts for caption in captions_in(text))),
    )


def _mrn(texts: list[str], values: dict[str, str]) -> Mrn:
    """Post, number (`37, June 12, 3 p.m.`, `96 PRIORITY`, `A-628`) and the year of a date that names it."""
    found = next((one for text in texts if (one := _NUMBER.search(text))), None) or next(
        (one for text in texts if (one := _SERIAL.fullmatch(text))), None
    )
    year = next((int(one["year"]) for text in texts if (one := _YEAR.search(text))), None)
    post = tables.post_of_address(values.get("FROM", "").upper().replace(",", ""))
    return Mrn(year, post, int(found["number"]) if found else None)


def _references(source: Lines, first: int, end: int, values: dict[str, str]) -> Iterator[Reference]:
    """`DEPTEL 45` on a line of its own, or behind `REF:`; no year tells which it was, so that there is no id."""
    for k in range(first, end):
        labelled = _label(source.text[k]) in ("REF", "REFERENCE")
        text = values.get(_label(source.text[k]) or "", "") if labelled else source.text[k]
        found = _REFERENCE.fullmatch(text)
        if found:
            yield Reference(None, found["text"], "cable", None, source.span(k, k))


def _signature(source: Lines, start: int) -> str | None:
    """The surname above the typist's initials; what a scanner read below them is no text."""
    for k in range(start + 1, len(source) - 1):
        name, below = source.text[k : k + 2]
        if _SURNAME.fullmatch(name) and not _level(name) and _INITIALS.fullmatch(below):
            source.take(k, Role.SIGNATURE, "surname above initials")
            source.take(range(k + 1, len(source)), Role.TRAILER, "initials and below")
            return name
    return None


def _closing(source: Lines, start: int) -> tuple[str | None, str | None]:
    """(surname, name and office) at the end of an airgram."""
    for k in range(max(start + 1, len(source) - _LAST), len(source) - 1):
        name = _NAME.fullmatch(source.text[k])
        if name and _OFFICE.fullmatch(source.text[k + 1]):
            first = k - 1 if _FOR.fullmatch(source.text[k - 1]) else k
            source.take(range(first, k + 2), Role.SIGNATURE, "name and office")
            return name["surname"], " ".join(source.text[first : k + 2])
    return None, None


def _values(source: Lines, first: int, stop: int) -> dict[str, str]:
    """The values of the labels, on their line or the next; a subject goes on to the next label or blank line."""
    values: dict[str, str] = {}
    for k in range(first, stop):
        found = _LABEL.fullmatch(source.text[k])
        if not found or (label := found["label"].upper().replace("'", "")) in values:
            continue
        parts = [found["value"]]
        following = k + 1
        while following < stop and _goes_on(source, following, label, parts):
            parts.append(source.text[following])
            following += 1
        if value := join_words(parts):
            values[label] = value
    return values


def _goes_on(source: Lines, k: int, label: str, parts: list[str]) -> bool:
    """Whether piece `k` is the value of a label that has none on its line, or goes on with a subject."""
    if _LABEL.fullmatch(source.text[k]):
        return False
    return not "".join(parts) or (label == "SUBJECT" and not source.gap[k])


def _level(text: str) -> str | None:
    """The level on a line of its own, the spots of a scanner aside; only unclassified use has words behind it."""
    if text.upper().startswith("OFFICIAL USE ONLY"):
        return "OFFICIAL USE ONLY"
    found = level_at(text)
    return found[0] if found and not found[2] and len(text[found[1] :].strip(" .:;*-•")) < 2 else None


def _end(source: Lines, first: int, stop: int, values: dict[str, str]) -> int:
    """The piece behind the last line that belongs to the heading."""
    last, numbered = first, False
    for k in range(first, stop):
        if numbered and k > last + _STRAY:
            break  # the text: a number below it is that of the next page
        if _is_heading(source.text[k]) or (k == last + 1 and source.text[k] in values.values()):
            last = k
        numbered = numbered or _NUMBER.search(source.text[k]) is not None
    subject = values.get("SUBJECT", "")
    while last + 1 < stop and source.text[last + 1] in subject and not source.gap[last + 1]:
        last += 1
    return last + 1


def _is_heading(text: str) -> bool:
    forms = (_LABEL.fullmatch, _NUMBER.search, _SENT.fullmatch, _REFERENCE.fullmatch)
    return text in PRECEDENCE.values() or bool(captions_in(text)) or any(form(text) for form in forms)


def _addressees(text: str | None) -> tuple[Addressee, ...]:
    """`DEPARTMENT 631, LEOPOLDVILLE 535`: each with the number that it got, if one stands there."""
    found = []
    for part in (text or "").replace(";", ",").split(","):
        address, _, number = part.strip(" .").rpartition(" ")
        if not number.isdecimal():
            address, number = part.strip(" ."), ""
        if address:
            found.append(Addressee(None, address, None, number or None))
    return tuple(found)
