"""Reads the addressees on the Department's printed forms, each with its number: `DEPARTMENT 631, ROME 9`."""

from typing import TYPE_CHECKING

from cablecli.facts import tables
from cablecli.model import Addressee
from cablecli.parser.heading.addressees import PRECEDENCE_WORDS
from cablecli.parser.heading.transmission import PRECEDENCE
from cablecli.patterns import pattern

if TYPE_CHECKING:
    from re import Match

_PRECEDENCE = "NIACT|FLASH|IMMEDIATE|PRIORITY|ROUTINE"
SENT = pattern(
    "addressees of a telegram",
    # `SENT DEPARTMENT 37, REPEATED LONDON 60, ROME 9.`, `ACTION DEPARTMENT 631; INFORMATION USUN 387`
    rf"""(?:SENT|ACTION)[ ](?P<action>[A-Z][A-Z]{{2,24}}:?[ ](?:(?:{_PRECEDENCE})[ ])?[0-9]{{1,5}}.{{0,60}}?)
        (?:[,;.]?[ ](?:REPEATED[ ])?(?:INFORMATION|INFO|REPEATED)[ ](?P<info>.{{3,300}}?))?[ .•]{{0,3}}""",
    ignore_case=True,
)
_MORE = pattern(
    "addressees on a further line",
    # each must have a number, so that no sentence is taken for addressees
    r"""(?:(?:[A-Z]{3,16}[ ,;]{1,2}){1,4}(?:[0-9]{1,4}|UNNUMBERED)[,;]?[ ]{0,2}){1,8}[.•]?""",
)
_ADDRESSEE = pattern(
    "addressee with its number",
    # a scanner may have misread a figure of it; the number of another series was not told
    rf"""(?:(?P<before>{_PRECEDENCE})[ ])?
        (?P<address>[^\W\d][^\d]{{0,60}}?)[ .:]{{0,3}}(?P<precedence>\b(?:{_PRECEDENCE}))?
        (?:[ ](?P<number>[0-9][0-9A-Za-z]{{0,4}}|UNNUMBERED)(?:[ ]{{1,9}}(?P<after>{_PRECEDENCE}))?|$)""",
    ignore_case=True,
)
_SERIES = "CIRCULAR"  # before the number of a telegram to many posts, which are named below it
_COMMAND = pattern("military command", r"""(?:US)?CINC[A-Z]{2,8} | COMUS[A-Z]{2,8}""")
_REFERRED = pattern("telegram referred to", r"""(?:[A-Z]{2,10}TELS?|OUR|YOUR)[ ]""", ignore_case=True)
_LONGEST = 400  # characters of a line of addressees, ten of them with precedence and number


def read(text: str | None) -> tuple[Addressee, ...]:
    """The addressees of `DEPARTMENT 631, LEOPOLDVILLE 535`, each with its number, if any. Commas may be missing."""
    return tuple(
        Addressee(
            None,
            one["address"],
            PRECEDENCE_WORDS.get((one["before"] or one["precedence"] or one["after"] or "").upper()),
            one["number"] if (one["number"] or "").isdecimal() else None,
        )
        for part in " ".join((text or "").split()).replace(";", ",").split(",")
        for one in _ADDRESSEE.finditer(part.strip(" ."))
        if one["address"].upper() != _SERIES
    )


def sent(texts: list[str]) -> "Match[str] | None":
    """The line of a form that names the addressees with their numbers, with those on the lines below it; or None."""
    joined: list[str] = []
    for text in texts:
        if joined and SENT.fullmatch(joined[-1]) and is_addressed(text):
            joined[-1] += f" {text}"
        else:
            joined.append(text)
    return next(filter(None, map(SENT.fullmatch, joined)), None)


def is_addressed(text: str) -> bool:
    """Whether a line is addressees: each with its number, or posts with or without precedence and number."""
    if len(text) > _LONGEST or _REFERRED.match(text):
        return False
    posts = [
        tables.post_of_address(one.address.upper()) or _COMMAND.fullmatch(one.address) for one in read(text)
    ]
    return (posts != [] and all(posts)) or _MORE.fullmatch(" ".join(text.split())) is not None


def precedence(text: str) -> str | None:
    """The precedence that a line ends in; NIACT, alone or before another word, says NIACT IMMEDIATE."""
    before, _, last = text.rpartition(" ")
    if last == "NIACT" or (last in PRECEDENCE.values() and before == "NIACT"):
        return PRECEDENCE_WORDS["NIACT"]
    return last if last in PRECEDENCE.values() else None
