"""How telegrams and airgrams on the Department's printed forms end, and the level above and below them.

A telegram closes with a surname above the typist's initials, an airgram with a name and an office, below which are its
enclosures, its group and its drafter.
"""

from itertools import pairwise
from typing import NamedTuple

from cablecli.facts.words import words
from cablecli.model.role import Role
from cablecli.parser.lines.index import Lines
from cablecli.parser.people import evidence as e
from cablecli.parser.people.words import kinds
from cablecli.parser.tokens.classification import level_at, misread_level
from cablecli.patterns import pattern

_NAME = pattern(
    "name that closes an airgram",
    # perhaps in capitals, and then without another name
    r"""(?:[A-Z]\.[ ])?[A-Z][a-z]+(?:[ ][A-Z](?:\.|[a-z]+)?)?[ ][A-Z][A-Za-z'\-]+
        | (?:(?:[A-Z]\.?|[A-Z]{2,12})[ ]){0,2}[A-Z][A-Z'\-]{3,20}""",
)
_OFFICE = pattern(
    "office below the name that closes an airgram",
    r"""(?:.{0,40}[ ])?
        (?:Ambassador|Charg[eé]|Minister|Counselor|Consul|Secretary|Officer|Attach[eé]|Chief)\b.{0,60}""",
)
# At least four letters: shorter words in capitals are offices.
_SURNAME = pattern("surname that closes a telegram", r"""(?=[A-Z'\-]{0,9}[A-Z]{4})[A-Z][A-Z'\-]{3,20}""")
_INITIALS = pattern("initials of a typist", r"""[A-Z]{2,4}(?:[/:][A-Z0-9]{1,4})?""")
_FOR = pattern(
    "line above the name that closes an airgram",
    r"""For[ ]the[ ].{3,40}: | FOR[ ]THE[ ][A-Z ]{3,40}:? | Am(?:embassy|consul|congen)""",
)
_DRAFTER = pattern("line of the drafter", r"""(?:Drafted[ ](?:by|in)|Clearances?)[ ]?:""", ignore_case=True)
_BELOW_NAME = pattern(
    "line below the name that closes an airgram",
    r"""(?:Drafted[ ](?:by|in)|Clearances?)[ ]?: | Enclosures?:?$""",
    ignore_case=True,
)
_PRINTED = pattern(
    "line that forms have below the closing name",
    # the figures of a telegram once more, whether it may be copied, when it is downgraded, the form's number
    r"""CFN[ ][0-9A-Z() ,.\-]{1,60} | REPRODUCTION[ ]FROM[ ]THIS[ ]COPY.{0,60} | UNLESS[ ]["'“]?UNCLASSIFIED["'”]?
        | (?:Group|GP)[ \-]?[1-4]\b.{0,60} | (?:Downgraded|Declassified)[ ](?:at[ ]|after[ ]|[0-9]).{2,60}
        | FORM(?:[ ][0-9]{1,2}-[0-9]{2})?(?:[ ]{1,9}[A-Z]{2,4}[ \-]?[0-9]{2,4}.{0,60})?
        | [0-9]{1,2}-[0-9]{2}[ ]{1,9}DS-[0-9]{2,4}""",
    ignore_case=True,
)
_CLOSE = pattern(
    "mark above the name that closes a telegram",  # its downgrading group, that it ends, that its section is complete
    r"""G(?:ROU)?P[ \-]?[1-4]\.? | END\.?
        | [(]?(?:COMPLETE[ ]TEXT|END)[ ](?:OF[ ])?SECTION[ ][A-Z0-9]{1,6}(?:[ ]OF[ ].{1,40})?[)]?""",
    ignore_case=True,
)
_AFFAIRS = pattern("rest of an office", r"""(?:for|of)[ ][A-Z][A-Za-z .]{3,40}""")
_SPECKS = " .,:;*-•|\"'`0123456789"
_ABOVE = 8  # pieces above the form of a further section that may belong to its closing name
_BELOW = 12  # pieces below a closing name that must not be text
_FEW_WORDS = 6  # words of a line of notes; two longer lines in a row are text
_LAST = 12  # pieces at the end that hold an airgram's name and office


class Ending(NamedTuple):
    """The surname of who signed, and on an airgram the lines with name and office."""

    surname: str | None = None
    closing: str | None = None


def level(text: str) -> str | None:
    """The level of a line that is nothing else, apart from specks and a figure of the margin before it; or None."""
    label, colon, value = text.partition(":")
    text = (value if colon and label.upper() == "CLASSIFICATION" else text).lstrip(_SPECKS)
    if text.upper().startswith("OFFICIAL USE ONLY"):
        return "OFFICIAL USE ONLY"
    found = level_at(text)
    if found and not found[2] and len(text[found[1] :].strip(" .:;*-•")) < 2:
        return found[0]
    return misread_level(text)


def of_telegram(lines: Lines, start: int) -> Ending:
    """Claim and return the surname at the end of a telegram, and claim all below it as a trailer."""
    for k in range(start + 1, len(lines) - 1):
        name, below = lines.text[k : k + 2]
        if not _SURNAME.fullmatch(name) or level(name) or lines.passed[k]:
            continue
        if _INITIALS.fullmatch(below) or _closes(lines, k) or _is_above_print(lines, k):
            return _signed(lines, k)
    return Ending()


def of_section(lines: Lines, form: int) -> str | None:
    """Claim and return the surname that closes the section above the form at piece `form`, with what is beside it."""
    name = None
    for k in range(form - 1, max(0, form - _ABOVE), -1):
        text = lines.text[k]
        if not name and _SURNAME.fullmatch(text) and not level(text):
            name = text
            lines.take(k, Role.SIGNATURE, "signature of a section", passed=True)
        elif _INITIALS.fullmatch(text) or _PRINTED.fullmatch(text) or _CLOSE.fullmatch(text):
            lines.take(k, Role.TRAILER, "beside the signature of a section", passed=True)
        elif not (lines.passed[k] or level(text)):
            break
    return name


def _signed(lines: Lines, k: int) -> Ending:
    """Claim and return the surname in piece `k`, the marks right above it, and all below it as a trailer."""
    name = lines.text[k]
    lines.take(k, Role.SIGNATURE, "surname that closes a telegram")
    lines.take(range(k + 1, len(lines)), Role.TRAILER, "initials and below")
    while k and _CLOSE.fullmatch(lines.text[k - 1]):
        k -= 1
        lines.take(k, Role.TRAILER, "mark above the closing name")
    return Ending(name)


def _is_above_print(lines: Lines, k: int) -> bool:
    """Whether below the name in piece `k` is only what the form prints, besides levels, down to any drafter's lines."""
    printed = False
    for text in lines.text[k + 1 :]:
        if _DRAFTER.match(text):
            return True
        if _PRINTED.fullmatch(text):
            printed = True
        elif not level(text):
            return False
    return printed


def _closes(lines: Lines, k: int) -> bool:
    """Whether piece `k` follows a sentence in small letters, and no text follows it."""
    above, below = lines.text[k - 1], lines.text[k + 1 : k + 1 + _BELOW]
    ended = above[-1] in '.)"' and not above.isupper()
    prose = any(min(len(one.split()), len(two.split())) > _FEW_WORDS for one, two in pairwise(below))
    return ended and not prose and lines.text[k] not in words("no_surnames")


def _is_signed(lines: Lines, k: int) -> bool:
    """Whether piece `k` is a name with an office below it, and not `The Secretary` above `Ambassador Berg`."""
    name, office = lines.text[k : k + 2]
    named = _NAME.fullmatch(name) is not None and not level(name) and e.OFFICES.isdisjoint(kinds(name))
    return named and _OFFICE.fullmatch(office) is not None


def of_airgram(lines: Lines, start: int) -> Ending:
    """Claim and return the surname, and the lines with name and office, at the end of an airgram."""
    below = next((k for k in range(start + 1, len(lines)) if _BELOW_NAME.match(lines.text[k])), len(lines))
    for k in range(max(start + 1, below - _LAST), len(lines) - 1):
        if _is_signed(lines, k):
            first = k - 1 if _FOR.fullmatch(lines.text[k - 1]) else k
            end = k + 2 + any(map(_AFFAIRS.fullmatch, lines.text[k + 2 : k + 3]))
            lines.take(range(first, end), Role.SIGNATURE, "name and office")
            lines.take(range(end, len(lines)), Role.TRAILER, "below name and office")
            return Ending(lines.text[k].rpartition(" ")[2], " ".join(lines.text[first:end]))
    for k in range(max(start + 1, below - _LAST), len(lines) - 1):
        if _SURNAME.fullmatch(lines.text[k]) and not level(lines.text[k]) and _is_above_print(lines, k):
            return _signed(lines, k)
    drafter = next((k for k in range(start + 1, len(lines)) if _DRAFTER.match(lines.text[k])), len(lines))
    lines.take(range(drafter, len(lines)), Role.TRAILER, "drafter and below")
    return Ending()
