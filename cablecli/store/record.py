"""The record as stored: compressed JSON, without the text that the table of paragraphs holds already."""

import json
import zlib
from collections.abc import Iterator
from typing import Any

from cablecli.store import StoreError

BETWEEN = "\n\n"  # the paragraphs: as between those of a summary, which may span several

_Record = dict[str, Any]


def packed(record: _Record, text: str) -> tuple[bytes, int]:
    """The record, packed, and its size with all texts.

    Each part of it that is in `text`, the text of all paragraphs, becomes a place there: `[start, end]`. That takes
    less than half the space, and any program with zlib and JSON can read it.
    """
    end = 0
    for holder, name in _texts(record):
        value = holder[name]
        start = text.find(value, end if name == "text" else 0) if value else -1
        if start >= 0:
            end = start + len(value)
            holder[name] = [start, end]
    kept = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(kept.encode("utf-8", "surrogatepass")), len(kept) + len(text)


def unpacked(blob: bytes, text: str | None) -> _Record:
    """The whole record; StoreError if it and the text of the paragraphs do not belong together."""
    try:
        record: _Record = json.loads(zlib.decompress(blob).decode("utf-8", "surrogatepass"))
        for holder, name in _texts(record):
            if isinstance(place := holder[name], list):
                start, end = place
                holder[name] = (text or "")[start:end]
    except (zlib.error, ValueError, LookupError, TypeError) as error:
        reason = "holds a record that cannot be read; index its inputs again into a new file"
        raise StoreError(reason) from error
    return record


def _texts(record: _Record) -> Iterator[tuple[_Record, str]]:
    """Where a record has texts of its paragraphs: first they and their items in order, then the summary."""
    for paragraph in record["paragraphs"]:
        yield paragraph, "text"
        yield from _texts_of_items(paragraph["items"])
    yield record, "summary"


def _texts_of_items(items: list[_Record]) -> Iterator[tuple[_Record, str]]:
    for item in items:
        yield item, "text"
        yield from _texts_of_items(item["items"])
