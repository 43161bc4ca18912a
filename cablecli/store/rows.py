"""A cable as rows of the tables, made by the process that parsed it, and back.

The record is stored as compressed JSON, without the text that the table of paragraphs holds already.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cablecli.in_short import address_post, date_of, post_of
from cablecli.model import Cable, Item, Paragraph
from cablecli.patterns import pattern
from cablecli.store import StoreError

TableRow = tuple[object, ...]
_Record = dict[str, Any]
_BETWEEN = "\n\n"  # the paragraphs: as between those of a summary, which may span several
# Half a character, which JSON may hold but no database takes. One character replaces it, so that offsets stay right.
_HALF = pattern("half of a surrogate pair", r"[\ud800-\udfff]")
_ESCAPED = pattern("undecodable byte of a file name", r"\\u(dc[89a-f][0-9a-f])")
_CUT = pattern("word that may be cut at a line end", r"([^\W\d_]{2,20})-([^\W\d_]{2,20})")


class Rows(NamedTuple):
    """The rows of one cable, without its key; `children` are the rows of the other tables, by table."""

    id: str | None
    cable: TableRow
    record: bytes
    children: dict[str, list[TableRow]]


def rows(cable: Cable) -> Rows:
    mrn = cable.mrn
    texts = list(map(_texts, cable.paragraphs))
    record, size = _packed(cable.to_dict(), _BETWEEN.join(text for text, _ in texts))
    found = Rows(
        cable.id,
        (cable.id, mrn.year, post_of(cable), mrn.number, cable.format, date_of(cable), cable.heading.sender,
         cable.classification, cable.subject, cable.signature,
         *(name and storable(name) for name in (cable.source.path, cable.source.member)), size),
        record,
        {
            "paragraphs": [(p.number, p.marking, p.heading, p.label, *text)
                           for p, text in zip(cable.paragraphs, texts, strict=True)],
            "tags": [(n, t.tag, t.kind, t.name) for n, t in enumerate(cable.tags)],
            "refs": [(n, r.label, r.text, r.kind, r.id) for n, r in enumerate(cable.references)],
            "addressees": list(_addressees(cable)),
            "participants": [
                (p.side, p.unit, p.name, p.title, p.role, int(p.notetaker), p.paragraph, p.text)
                for p in cable.participants
            ],
            "diagnostics": [(n, d.code, d.message, d.line) for n, d in enumerate(cable.diagnostics)],
        },
    )  # fmt: skip
    children = {table: list(map(_encodable, of)) for table, of in found.children.items()}
    return found._replace(cable=_encodable(found.cable), children=children)


def _encodable(row: TableRow) -> TableRow:
    return tuple(
        _HALF.sub("\ufffd", value) if isinstance(value, str) and not value.isascii() else value
        for value in row
    )


def cable_of(record: bytes, text: str | None) -> Cable:
    """The cable whose record this is, with the text of its paragraphs."""
    return Cable.from_dict(_unpacked(record, text))


def storable(name: str) -> str:
    """A file name that a database takes as text: undecodable bytes become escapes."""
    return name.encode("utf-8", "backslashreplace").decode()


def readable(name: str) -> str:
    """The file name whose undecodable bytes became escapes."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), name)


def _addressees(cable: Cable) -> Iterator[TableRow]:
    kinds = (("action", cable.heading.action), ("info", cable.heading.info))
    for n, (kind, one) in enumerate((kind, one) for kind, group in kinds for one in group):
        yield n, kind, one.address, address_post(one.address), one.precedence, one.number


def _texts(paragraph: Paragraph) -> tuple[str, str | None]:
    """The text with its items; and, joined, the words in it that a hyphen splits: `nego-tiations`."""
    text = "\n".join(filter(None, (paragraph.text, *_items(paragraph.items))))
    cut = [first + rest for first, rest in _CUT.findall(text)] if "-" in text else []
    return text, " ".join(cut) or None


def _items(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield " ".join(filter(None, (item.label, item.text)))
        yield from _items(item.items)


def _packed(record: _Record, text: str) -> tuple[bytes, int]:
    """The record, packed, and its size with all texts.

    Each part of it that is in `text`, the text of all paragraphs, becomes a place there: `[start, end]`. That takes
    less than half the space, and any program with zlib and JSON can read it.
    """
    end = 0
    for holder, name in _places(record):
        value = holder[name]
        start = text.find(value, end if name == "text" else 0) if value else -1
        if start >= 0:
            end = start + len(value)
            holder[name] = [start, end]
    kept = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(kept.encode("utf-8", "surrogatepass")), len(kept) + len(text)


def _unpacked(blob: bytes, text: str | None) -> _Record:
    """The whole record; StoreError if it and the text of the paragraphs do not belong together."""
    try:
        record: _Record = json.loads(zlib.decompress(blob).decode("utf-8", "surrogatepass"))
        for holder, name in _places(record):
            if isinstance(place := holder[name], list):
                start, end = place
                holder[name] = (text or "")[start:end]
    except (zlib.error, ValueError, LookupError, TypeError) as error:
        reason = "holds a record that cannot be read; index its inputs again into a new file"
        raise StoreError(reason) from error
    return record


def _places(record: _Record) -> Iterator[tuple[_Record, str]]:
    """Where a record has texts of its paragraphs: first they and their items in order, then the summary."""
    for paragraph in record["paragraphs"]:
        yield paragraph, "text"
        yield from _places_in(paragraph["items"])
    yield record, "summary"


def _places_in(items: list[_Record]) -> Iterator[tuple[_Record, str]]:
    for item in items:
        yield item, "text"
        yield from _places_in(item["items"])
