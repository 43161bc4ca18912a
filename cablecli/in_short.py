"""A cable in short: the post that sent it, its date, its classification in a few letters."""

from typing import TYPE_CHECKING

from cablecli.facts import levels, tables

if TYPE_CHECKING:
    from cablecli.model import Cable

NOFORN = "//NOFORN"
LEVELS = {  # what people call the levels
    "u": levels.UNCLASSIFIED,
    "fouo": levels.FOUO,
    "sbu": levels.FOUO,
    "lou": levels.OFFICIAL_USE,
    "ouo": "OFFICIAL USE ONLY",
    "r": levels.RESTRICTED,
    "c": levels.CONFIDENTIAL,
    "s": levels.SECRET,
    "ts": levels.TOP_SECRET,
}
_LETTERS = {level: letters.upper() for letters, level in LEVELS.items()}


def letters(level: str) -> str:
    """A classification as a portion marking has it: `C`, `S/NF`."""
    plain = level.removesuffix(NOFORN)
    return _LETTERS.get(plain, plain) + ("/NF" if plain != level else "")


def address_post(address: str) -> str | None:
    """The post that an address names, spelt as in ids; None if it names none."""
    return tables.post_of_address(address.upper())


def post_of(cable: "Cable") -> str | None:
    """The post that sent a cable, spelt as in ids; None if it is not known."""
    return cable.mrn.post or (address_post(cable.heading.sender) if cable.heading.sender else None)


def name_of(cable: "Cable") -> str | None:
    """What a cable goes by: its id or, if it has none, its source."""
    return cable.id or cable.source.name


def written_date(cable: "Cable") -> str | None:
    """A date in words, `NOVEMBER 30, 3 PM`, or a damaged date-time group, with the year that is known besides."""
    text, year = cable.heading.dtg_text, str(cable.mrn.year or "")
    return text if not text or not text[0].isalpha() or year in text else f"{text}, {year}"


def date_of(cable: "Cable") -> str | None:
    """When a cable was sent, in ISO 8601; only the year if no more is known."""
    return cable.heading.dtg or (str(cable.mrn.year) if cable.mrn.year else None)
