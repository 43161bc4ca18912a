"""Citations: who wrote to whom, when, about what, where it is, in the styles of readers and of reference managers.

What a cable does not say is left out; nothing is guessed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from cablecli.facts import tables
from cablecli.in_short import address_post, post_of, written_date
from cablecli.model import Cable
from cablecli.patterns import pattern
from cablecli.views import Names, Row, View
from cablecli.views.blocks import Block, Entry, Line, table

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
# With an hour or not.
_DAY = pattern("day of a page", r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T][0-9:]{4,8}Z?)?")
_MONTHS = "January February March April May June July August September October November December".split()
_FULL = 3  # parts of a date
_NAMED = 3  # recipients that a note names; a circular telegram has a hundred
_COLUMNS = ("id", "citation")
_ITEM = ("id", "type", "genre")  # what every item of CSL-JSON has
_NAMELESS = "cable"
_NO_KEY = pattern("characters that no key has", r"[^A-Za-z0-9._-]+")  # a comma would end it
_TEX = str.maketrans({
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
})  # fmt: skip
_LIGATURE = pattern("characters that TeX joins", r"([-'`,<>])(?=\1)|[?!](?=`)")  # -- becomes a dash
# BibTeX counts braces, escaped ones too: where they do not match they must not be seen.
_TEX_BRACES = {r"\{": r"\ensuremath{\lbrace}", r"\}": r"\ensuremath{\rbrace}"}


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
    is_airgram = cable.format == "airgram"
    number = cable.mrn.number and f"{'A-' if is_airgram else ''}{cable.mrn.number}"
    source = None if cable.source.path == _STDIN else cable.source.name
    return Work(
        cable.id,
        _flat(_author(cable)),
        _each_flat(office(one.address) for one in cable.heading.action),
        "airgram" if is_airgram else "telegram",
        number or None,
        _flat(cable.subject),
        _date(cable),
        _written_date(cable),
        _flat(cable.classification),
        tuple(_marks(cable)),
        _flat(source),
        _each_flat(one.tag for one in cable.tags),
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
        with suppress(ValueError):  # no such day: a dump may have the month last
            return date.fromisoformat(found["day"]).timetuple()[:3]
    return (cable.mrn.year,) if cable.mrn.year else ()


def _written_date(cable: Cable) -> str | None:
    """A date in words, `NOVEMBER 30, 3 PM`, with the year; a date-time group that could not be read is none."""
    text = _flat(written_date(cable))
    return text if len(_date(cable)) < 2 and text and text[0].isalpha() else None


def _flat(text: str | None) -> str | None:
    """The text on one line: in some styles a line begins a field, and records of other programs hold anything."""
    return " ".join(text.split()) or None if text else None


def _each_flat(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts, each on one line and only once."""
    return tuple(dict.fromkeys(filter(None, map(_flat, texts))))


def _chicago(key: str, work: Work) -> str:
    """A note: `Embassy Valletta to Department of State, telegram 214, "Pilot Boats," April 9, 2009, boats.txt.`"""
    parties = " to ".join(filter(None, (work.author, _recipients(work))))
    note = ", ".join(filter(None, (parties, _kind(work))))
    title = work.title and work.title.removesuffix(".").replace('"', "'")
    note += f', "{title}' if title else ""
    quote = '"' if title else ""
    place = ", ".join(filter(None, (work.written_date or _spoken(work.date), *work.marks, work.source)))
    note += f",{quote} {place.removesuffix('.')}." if place else f".{quote}"
    return note[0].upper() + note[1:]


def _bibtex(key: str, work: Work) -> str:
    """An entry of the kind that all programs know."""
    sent = " to ".join(filter(None, (_kind(work).capitalize(), _recipients(work))))
    month = _month(work)
    remarks = (*_remarks(work), *work.marks, work.source)
    fields = {
        # In braces of their own: an office has no first and last name, a title keeps the cable's capitals.
        "author": work.author and f"{{{_tex(work.author)}}}",
        "title": work.title and f"{{{_tex(work.title)}}}",
        "howpublished": _tex(sent),
        "year": str(work.date[0]) if work.date else None,
        "month": month[:3].lower(),
        "date": _iso(work, "-"),
        "note": _tex("; ".join(filter(None, remarks))),
        "keywords": _tex(", ".join(work.tags)),
    }
    bare = ("year", "month")
    lines = [
        f"  {name} = {value if name in bare else f'{{{value}}}'},\n"
        for name, value in fields.items()
        if value
    ]
    return f"@misc{{{key},\n{''.join(lines)}}}"


def _ris(key: str, work: Work) -> str:
    """A record for a personal communication, which reference managers show as a letter."""
    tags = [
        ("TY", "PCOMM"),
        ("ID", key),
        ("AU", work.author),
        *(("A2", one) for one in work.recipients),
        ("TI", work.title),
        ("PY", str(work.date[0]) if work.date else None),
        ("DA", f"{_iso(work, '/')}/" if _iso(work, "/") else None),
        ("M1", work.number),
        ("M3", work.genre),
        ("AN", ", ".join(work.marks)),
        ("DP", work.source),
        ("N1", "; ".join(_remarks(work))),
        *(("KW", one) for one in work.tags),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in tags if value) + "ER  - "


def _csl(key: str, work: Work) -> Row:
    """An item of the Citation Style Language."""
    item = {
        "id": key,
        "type": "personal_communication",
        "genre": work.genre,
        "author": [{"literal": work.author}] if work.author else None,
        "recipient": [{"literal": one} for one in work.recipients],
        "title": work.title,
        "issued": {"date-parts": [list(work.date)]} if work.date else None,
        "number": work.number,
        "archive_location": ", ".join(work.marks),
        "source": work.source,
        "note": "; ".join(_remarks(work)),
        "keyword": ", ".join(work.tags),
    }
    return {name: value for name, value in item.items() if value}


def _csl_text(key: str, work: Work) -> str:
    import json

    return json.dumps(_csl(key, work), ensure_ascii=False)


def _recipients(work: Work) -> str:
    """The recipients as a note names them; if there are many, only the first."""
    if len(work.recipients) > _NAMED:
        return f"{work.recipients[0]} and others"
    *others, last = work.recipients or ("",)
    return " and ".join(filter(None, (", ".join(others), last)))


def _kind(work: Work) -> str:
    return " ".join(filter(None, (work.genre, work.number)))


def _remarks(work: Work) -> list[str]:
    return [one for one in (work.classification, work.written_date) if one]


def _spoken(parts: tuple[int, ...]) -> str:
    if len(parts) < _FULL:
        return "".join(map(str, parts))
    year, month, day = parts
    return f"{_MONTHS[month - 1]} {day}, {year}"


def _month(work: Work) -> str:
    return _MONTHS[work.date[1] - 1] if len(work.date) == _FULL else ""


def _iso(work: Work, mark: str) -> str:
    return mark.join(f"{part:02}" for part in work.date) if len(work.date) == _FULL else ""


def _tex(text: str) -> str:
    """The text with everything escaped that TeX would act upon."""
    escaped = _LIGATURE.sub(r"\g<0>{}", text.translate(_TEX))
    if _is_balanced(text):
        return escaped
    for sign, spelt in _TEX_BRACES.items():
        escaped = escaped.replace(sign, spelt)
    return escaped


def _is_balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return not depth


class _Bibliography(NamedTuple):
    """Citations in one style, each with a key that is unique in the output."""

    text: Callable[[str, Work], str]
    limit: int | None

    def pairs(self, works: Iterable[Work]) -> Iterator[tuple[str, Work]]:
        """Each work with its key: the id, followed by a number if another copy has taken it."""
        counts: Counter[str] = Counter()
        for one in islice(works, self.limit):
            name = _NO_KEY.sub("", one.id or "") or _NAMELESS
            counts[name] += 1
            yield name if counts[name] == 1 else f"{name}-{counts[name]}", one

    def rows(self, works: Iterable[Work]) -> Iterator[list[Row]]:
        for key, one in self.pairs(works):
            yield [{"id": key, "citation": self.text(key, one)}]

    def items(self, works: Iterable[Work]) -> Iterator[list[Row]]:
        for key, one in self.pairs(works):
            yield [_csl(key, one)]

    def pages(self, view: View, works: Iterable[Work], names: Names | None) -> Iterator[list[Block]]:
        """The citations one below the other; a table if columns are chosen."""
        if names:
            yield [table((row for (row,) in self.rows(works)), names)]
            return
        for (row,) in self.rows(works):
            yield [Entry(None, None, [Line(row["citation"])])]


STYLES = {"chicago": _chicago, "bibtex": _bibtex, "ris": _ris, "csl-json": _csl_text}


def citing(style: str, *, limit: int | None = None) -> View:
    """Citations in one of the STYLES, `limit` of them at most; those of CSL-JSON are records."""
    book = _Bibliography(STYLES[style], limit)
    rows: Callable[[Any], Iterator[list[Row]]] = book.rows
    records: Callable[[Any], Iterator[list[Row]]] = book.items if style == "csl-json" else rows
    keys, piped = (_ITEM, "json") if style == "csl-json" else (_COLUMNS, "text")
    return View(
        "cables", _COLUMNS, keys, rows, records, book.pages, piped=piped, joint=work, takes_more=False
    )
