"""Makes a cable from another archive's row or object, whose values have names. One of the values is the text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, islice
from typing import TYPE_CHECKING, NamedTuple

from cablecli.carriers import RawCable
from cablecli.carriers.splitting import from_text
from cablecli.errors import Unreadable
from cablecli.model import Diagnostic, Leftover
from cablecli.patterns import lazy

if TYPE_CHECKING:
    from cablecli.model import Page

_HEADS = ("header", "head", "heading", "destination")
BODIES = ("body", "content", "text")  # the names that archives give to the text
_DATE = lazy(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]([0-9]{2}:[0-9]{2})(?::[0-9]{2}[^ ]{0,12})?)?")

_ENDS_LINE = lazy(r"<(?:br|p|div)\b[^<>]{0,300}>|</(?:p|div)>", re.IGNORECASE)
_FEW = 5  # tags that a text without markup may hold


class Value(NamedTuple):
    """The value of one name."""

    text: str
    lines: Iterable[int]  # the input's line number of each of its lines
    notes: tuple[Diagnostic, ...] = ()  # doubts about reading it


def from_values(values: Mapping[str, Value]) -> RawCable:
    """Return the cable whose text is one of the values. Others under known names become its page data.

    Any other text of several lines is left over.
    """
    body = _said(values, *BODIES)
    if body is None:
        raise Unreadable("holds no text")
    said = [part for part in (_said(values, *_HEADS), body) if part]
    parts = list(map(_plain, said)) if _is_html(body.text) else said
    lines = [line for part in parts for line in islice(part.lines, part.text.count("\n") + 1)]
    notes = tuple(note for part in parts for note in part.notes)
    raw = from_text("\n".join(part.text for part in parts), (), lines)
    page, rest = _page(values), raw.rest + tuple(_left_over(values, said))
    return raw._replace(page=page, member=page.id, notes=notes + raw.notes, rest=rest)


def _is_html(text: str) -> bool:
    """Whether tags end most lines of a text."""
    return len(_ENDS_LINE.findall(text)) > max(_FEW, text.count("\n") // 2)


def _plain(part: Value) -> Value:
    """The text of a value in HTML, whose own lines are counted from its first."""
    from cablecli.carriers.html_text import text_of

    return Value(text_of(part.text), count(next(iter(part.lines), 1)), part.notes)


def _left_over(values: Mapping[str, Value], said: list[Value]) -> Iterator[Leftover]:
    """The texts of several lines that are not the cable's."""
    for value in values.values():
        if value not in said and "\n" in value.text.strip():
            begin = next(iter(value.lines), 1)
            yield Leftover((begin, begin + value.text.count("\n")), value.text)


def _page(values: Mapping[str, Value]) -> "Page":
    from cablecli.model import Page

    level = _word(values, "classification", "level", "class")
    return Page(
        _word(values, "identifier", "refid", "reference_id", "doc_id", "ref", "reference", "mrn", "id"),
        _day(_word(values, "date_sent", "created", "date", "authored", "sent")),
        _word(values, "released", "published"),
        level.upper() if level else None,
        _word(values, "office", "origin", "from"),
        references=_word(values, "references", "refs"),
    )


def _said(values: Mapping[str, Value], *names: str) -> Value | None:
    """The first value under one of these names that is not blank, or None."""
    return next((value for name in names if (value := values.get(name)) and value.text.strip()), None)


def _word(values: Mapping[str, Value], *names: str) -> str | None:
    value = _said(values, *names)
    return value.text if value else None


def _day(date: str | None) -> str | None:
    """The date as `2009-02-25 14:32`, without the hour if that is midnight, which databases write for none."""
    found = _DATE.fullmatch(date.strip()) if date else None
    if not found:
        return date
    return found[1] if found[2] in (None, "00:00") else f"{found[1]} {found[2]}"
