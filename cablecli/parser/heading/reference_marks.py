"""Finds the labels of reference items and the cables that they name, `POST NUMBER` (FORMAT 3.9)."""

from functools import lru_cache
from typing import TYPE_CHECKING

from cablecli.facts import tables
from cablecli.facts.words import words
from cablecli.parser.heading import reference_kinds
from cablecli.patterns import pattern

if TYPE_CHECKING:
    from re import Match

LABEL = pattern(
    "reference label",
    r"""(?:(?<=[ \n\t;,(])|^)[¶\ufffd\-]?[ ]?(?:REF[ ]?)?[(\[]?(?P<letter>[A-Z])
        # the sign after the letter; some typed letter and sign twice
        (?:\.[ ]*(?:\(?(?P=letter)[.)][ ]?)?|\)[.:]?|\]|:(?=[ ])|[ ]-[ ]
            |(?<=REF[ ][A-Z])[ ]  # `REF A MINISTER'S LETTER`
            # or no sign at all if a cable follows: `REF A VALLETTA 98 B VALLETTA 90`
            |[ ](?=(?:(?:19|20)?[0-9]{2}[ ])?[A-Z]{3,16}(?:[ ][A-Z]{3,16}){0,2}[ ][0-9]))[ ]*(?=[^ \n\t])""",
    ignore_case=True,
)
_REACH = 400  # characters that a post and a number may take
_WORDS = 30  # characters that hold the word of another kind: `DUNCAN-OAKES EMAIL`
_DIGITS = str.maketrans("OIL", "011")  # letters typed or read for a digit
CABLE = pattern(
    "cable reference",
    r"""(?<![A-Z0-9/\-.])
        # the year, in four figures or two, also in brackets or with an apostrophe
        (?:(?P<open>\()?(?P<year>(?:19|20)[0-9]{2}|'?[0-9][0-9O]|O[0-9])(?(open)\))[ \-]?)?
        # a zero in the name may stand for an O; the limits keep backtracking short
        (?P<post>(?:[A-Z]|0(?=[A-Z]))(?:[A-Z.'\-]|0(?=[A-Z]|[ ][0-9])){0,40}
            (?:[ /](?!(?:N(?:OS?|R|UMBER)|CABLES?)\b)[A-Z](?:[A-Z.'\-]|0(?=[A-Z])){0,40}){0,3})[ ,:\-]{0,3}[\#]?
        (?:\((?:(?P<within>[0-9]{2})|[A-Z0-9]{1,2})\)[ ]?)?[ ]?(?:CABLE(?P<many>S)?[ ])?
        (?:N(?:OS?|R|UMBER)\b[. :\#]{0,3})?
        (?<!\bA-)(?<!\bCA-)  # not an airgram's number
        # letters may stand for figures: O for zero, I or L for one
        (?=[0-9OIL])(?<![ ][OIL])(?P<number>(?>[OIL]?[0-9](?:[OIL]?[0-9]){0,7}(?:[OIL](?![A-Z0-9]))?))
        (?![0-9]*[.:][0-9]|[0-9]*Z\b)
        # the year may come after the number
        (?:[ ]?[/\-][ ]?(?P<slash>(?:19|20)?[0-9]{2})(?![0-9/])
            |[ ]?\([ ]?'?(?P<bracket>(?:19|20)?[0-9]{2})[ ]?\)
            |[ ](?P<after>(?:19|20)[0-9]{2})(?![0-9]|[ ](?!AND\b)[A-Z][A-Z .'\-]{2,24}[ ][0-9]
                (?!.{0,99}[ ](?:19|20)[0-9]{2}[ .]*$)))?""",  # not the next item's year, which precedes its post
    ignore_case=True,
)


def is_reference(text: str) -> bool:
    """Whether a text begins with a post and a number."""
    found = CABLE.match(text)
    return bool(found and post_in(found["post"])[0])


def labels(text: str) -> list[tuple[str, int, int]]:
    """The letter, start and end of each label. Letters count as labels only in sequence from the first."""
    cuts: list[tuple[str, int, int]] = []
    for found in LABEL.finditer(text):
        letter = found["letter"].upper()
        wanted = chr(ord(cuts[-1][0]) + 1) if cuts else None
        again = (
            cuts
            and letter == cuts[-1][0]
            and cuts[-1][2] < found.start()
            and _names_something(text[found.end() : found.end() + _REACH])
        )
        if (not cuts and found.start() < 3) or letter == wanted or again:
            cuts.append((letter, found.start(), found.end()))
    return cuts


@lru_cache(maxsize=1024)  # the same text is asked about again for each further line of a list
def _names_something(text: str) -> bool:
    """Whether a text begins with a cable, or soon has a word for another kind of reference."""
    return is_reference(text) or reference_kinds.by_words(text[:_WORDS]) is not None


def next_cable(text: str, at: int) -> tuple["Match[str]", str, int] | None:
    """The next `POST NUMBER` of a known post from `at` on, as (match, post, offset of the reference), or None."""
    while found := CABLE.search(text, at):
        name, skipped = post_in(found["post"])
        if name and serial(found["number"]):
            return found, name, found.start("post") + skipped if skipped else found.start()
        step = text.find(" ", found.start("post"))
        at = step + 1 if 0 <= step < found.end() else found.end()
    return None


def serial(digits: str) -> int:
    """The value of a serial number, in which a typist may have put O for a zero, I or L for a one."""
    return int(digits.upper().translate(_DIGITS) or 0)


def post_in(name: str) -> tuple[str | None, int]:
    """The known post at the end of a name and the characters before it, as (post, characters skipped)."""
    name = f"{name[:-1]}O" if name[-1:] == "0" else name  # typed for the letter: `MAPUT0 301`
    parts = name.upper().replace("/", " ").split(" ")
    for skip in range(len(parts)):
        rest = " ".join(parts[skip:])
        if rest in words("not_posts") or not rest:
            break
        found = tables.post(rest) or tables.post_of_address(rest)
        if found:
            return found, len(" ".join(parts[:skip])) + 1 if skip else 0
    return None, 0
