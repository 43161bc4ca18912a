"""What a citation says about a cable: who wrote to whom, when, about what, and where it is. Nothing is guessed."""

from collections.abc import Iterator
from typing import NamedTuple

from cablecli.facts import tables
from cablecli.in_short import address_post, post_of
from cablecli.model import Cable
from cablecli.patterns import pattern

_OFFICES = {
    "AMEMBASSY": "Embassy",
    "AMEMB": "Embassy",
    "EMBASSY": "Embassy",
    "AMCONSULATE": "Consulate",
    "AMCONSUL": "Consulate",
    "AMCONGEN": "Consulate General",
    "CONGEN": "Consulate General",
    "USMISSION": "Mission",
    "USINT": "Interests Section",
    "USLO": "Liaison Office",
}
_IN_A_CITY = ("embassy", "consulate")  # posts that go by the name of their city
# What the archive calls a record by, and the words for it in a note.
_MARKS = (("Document Number", "document number"), ("Film Number", "film number"))
_STDIN = "-"
_DAY = pattern(
    "day of a page", r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T][0-9:]{4,8}Z?)?"
)  # with an hour or not


class Work(NamedTuple):
    """A cable as a reference manager knows it; `date` has a year, or year, month and day."""

    id: str | None
    author: str | None
    recipients: tuple[str, ...]
    genre: str
    number: str | None
    title: str | None
    date: tuple[int, ...]
    written_date: str | None  # in the cable's words, where they name a day that `date` lacks
    classification: str | None
    marks: tuple[str, ...]
    source: str | None
    tags: tuple[str, ...]


def work(cable: Cable) -> Work:
    """What a citation needs of a cable."""
    is_airgram = cable.format == "airgram"
    number = cable.mrn.number and f"{'A-' if is_airgram else ''}{cable.mrn.number}"
    source = None if cable.source.path == _STDIN else cable.source.name
    return Work(
        cable.id,
        _author(cable),
        tuple(dict.fromkeys(office(one.address) for one in cable.heading.action)),
        "airgram" if is_airgram else "telegram",
        number or None,
        _flat(cable.subject),
        _date(cable),
        _written_date(cable),
        cable.classification,
        tuple(_marks(cable)),
        _flat(source),
        tuple(one.tag for one in cable.tags),
    )


def _author(cable: Cable) -> str | None:
    """The sender, from the heading, else from the page, else from the message number; None if unknown."""
    page, post = cable.source.page, post_of(cable)
    if sender := cable.heading.sender or (page and page.origin):
        return office(sender)
    return post and _city(post, post)


def _marks(cable: Cable) -> Iterator[str]:
    """The numbers by which an archive knows the cable, and the date of its release."""
    attributes, page = dict(cable.attributes), cable.source.page
    for name, words in _MARKS:
        if value := _flat(attributes.get(name)):
            yield f"{words} {value}"
    if page and (released := _flat(page.released)):
        day = _DAY.fullmatch(released)
        yield f"released {day['day'] if day else released}"


def office(address: str) -> str:
    """An address in the words of a citation, `Embassy Valletta`; one that is not known stays as it is written."""
    written = _flat(address.partition("//")[0]) or address
    word, _, place = written.partition(" ")
    post = address_post(written)
    if post == "STATE" or written.upper() == "DEPARTMENT":  # as telegrams of the 1960s call it
        return "Department of State"
    kind = _OFFICES.get(word.upper())
    if not kind:
        return _city(post, written)
    return f"{kind} {_city(post, place)}" if place else written


def _city(post: str | None, written: str) -> str:
    """A post named after its city in the city's spelling, Port-au-Prince; an older name, SAIGON, in title case."""
    city, kind = tables.seat(post) if post else ("", "")
    if city and _letters(city) == _letters(written):
        return city
    return written.title() if kind in _IN_A_CITY else written


def _letters(name: str) -> str:
    return "".join(filter(str.isalpha, name)).upper()


def _date(cable: Cable) -> tuple[int, ...]:
    created = cable.source.page and cable.source.page.created
    if found := _DAY.fullmatch(cable.heading.dtg or created or ""):
        return tuple(map(int, found["day"].split("-")))
    return (cable.mrn.year,) if cable.mrn.year else ()


def _written_date(cable: Cable) -> str | None:
    """A date in words, `NOVEMBER 30, 3 PM`, with the year; a date-time group that could not be read is none."""
    text = _flat(cable.heading.dtg_text)
    if len(_date(cable)) > 1 or not text or not text[0].isalpha():
        return None
    year = str(cable.mrn.year or "")
    return text if year in text else f"{text}, {year}"


def _flat(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None
