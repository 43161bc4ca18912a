"""Reads texts: one cable of any kind, or several of different kinds. Sections of a telegram are joined."""

from collections.abc import Iterator
from io import BufferedReader
from itertools import groupby

from cablecli.carriers import CARRIERS, Cables, RawCable, opened
from cablecli.carriers.boundaries import WHOLE, Unit, is_text, units
from cablecli.carriers.splitting import numbered
from cablecli.carriers.telegram_sections import Telegram, joined
from cablecli.errors import CableError
from cablecli.patterns import lazy

_NUMBER = lazy(rb"\n[ \t]*Document Number:[ \t]*([^\s]{4,40})[ \t\r]*(?:\n|\Z)")
_MRN = lazy(rb"[^\w\n]{0,9}MRN\b[^\w\n]{0,9}[|* \t]*([0-9]{2,4} ?[A-Z][A-Z ]{2,30}[0-9]{1,7})\b")


def sniff(head: str) -> bool:
    """Whether the input begins like a telegram. Inputs that no carrier recognizes are read as text too."""
    return is_text(head[:4096].encode("utf-8", "replace"))


def read(stream: BufferedReader, line: int = 1, *, of_page: bool = False) -> Cables:
    """Yield the cables of a text that begins at this line.

    With `of_page` it is the text of a web page, and holds no further pages.
    """
    yield from numbered(_cables(stream, line, ("json",) if of_page else WHOLE))


def _cables(stream: BufferedReader, line: int, whole: tuple[str, ...]) -> Cables:
    for is_markup, group in groupby(units(stream, line), lambda unit: unit.kind in whole):
        if is_markup:
            from cablecli.carriers import cable_page, jsonl

            for unit in group:
                # chosen here, since text before a page could hide its kind
                carrier = cable_page if unit.kind == "page" else jsonl
                yield from carrier.read(opened(unit.data), unit.line)
        else:
            yield from map(_mined, joined(_telegrams(group)))


def _telegrams(texts: Iterator[Unit]) -> Iterator[Telegram]:
    """Yield each unit as a telegram, without a separator after it if another one follows."""
    waiting: Unit | None = None
    failure = None
    try:
        for unit in texts:
            if waiting:
                yield _telegram(waiting, _without_separator(waiting.data))
            waiting = unit
    except CableError as error:  # raised after the unit that is waiting
        failure = error
    if waiting:
        yield _telegram(waiting, waiting.data)
    if failure:
        raise failure


def _telegram(unit: Unit, data: bytes) -> Telegram:
    telegram = Telegram(data, unit.line)
    found = (
        _NUMBER.search(data) if unit.has_attributes else _MRN.search(data) if unit.kind == "message" else None
    )
    telegram.name = found[1].replace(b" ", b"").decode("ascii", "replace") if found else None
    if unit.has_attributes or unit.kind == "message":
        telegram.section = telegram.total = None  # it is whole, even if its text is of several sections
    return telegram


def _without_separator(data: bytes) -> bytes:
    lines = data.rstrip().split(b"\n")
    while lines and lines[-1].strip()[:5] in (b"=====", b""):
        lines.pop()
    return b"\n".join(lines) + b"\n"


def _mined(raw: RawCable | CableError) -> RawCable | CableError:
    """The cable with its page data, if its text was copied from a web page."""
    if isinstance(raw, CableError) or not any(sign in str(raw.content) for sign in CARRIERS["web"].signs):
        return raw
    from cablecli.carriers.web_copy import mined

    return mined(raw)
