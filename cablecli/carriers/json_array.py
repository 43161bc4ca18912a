"""Reads our own records from one JSON document: an array, as `--json` prints it, or an object on several lines."""

import re
from collections.abc import Iterator
from io import BufferedReader
from itertools import count
from typing import Any

from cablecli.carriers import Cables, RawCable
from cablecli.carriers.boundaries import is_text
from cablecli.carriers.growing import Growing
from cablecli.carriers.named_values import BODIES, Value, from_values
from cablecli.errors import CableError, Unreadable
from cablecli.model import Cable
from cablecli.patterns import lazy

_BETWEEN = lazy(r"[\s,\[\]]*")
_CABLE = lazy(r'"(?:schema"\s{0,9}:\s{0,9}[0-9]|(?:body|content)"\s{0,9}:\s{0,9}")')
_START = lazy(r"""\s*(?:\[\s*(?:\{|\]\s*\Z)|\{\s*")""")


def sniff(head: str) -> bool:
    """Whether the input begins like an array of objects, or an object that goes on after its first line."""
    first, end, _ = head.lstrip().partition("\n")
    is_one_line = first.startswith("{") and (not end or first.rstrip().endswith("}"))
    return bool(_START.match(head)) and not is_one_line and holds_records(head)


def holds_records(head: str) -> bool:
    """Whether objects may be cables. A scanner's object above a text is not, and the text's lines show it."""
    return bool(_CABLE.search(head)) or not is_text(head.encode("utf-8", "replace"))


def read(stream: BufferedReader) -> Cables:
    """Yield a cable for each object as soon as it is complete, and an error for one that is not a record."""
    for number, value in enumerate(_objects(stream), 1):
        yield record(value, f"record {number}")


def record(value: Any, where: str) -> RawCable | CableError:
    """The cable of one of our records, or of another archive's object that holds its text; or an error."""
    try:
        return _foreign(value) if _is_foreign(value) else RawCable(Cable.from_dict(value))
    except (ValueError, RecursionError) as error:
        return Unreadable(f"{where}: is no record of a cable: {error}")
    except CableError as error:
        return Unreadable(f"{where}: {error}")


def _is_foreign(value: Any) -> bool:
    """Whether a value is an object with a text and without our schema number."""
    if not isinstance(value, dict) or isinstance(value.get("schema"), int):
        return False
    return any(isinstance(value.get(name), str) for name in BODIES)


def _foreign(value: dict[str, Any]) -> RawCable:
    """The cable of another archive's object, with its other values."""
    return from_values({name: Value(text, count(1)) for name, text in value.items() if isinstance(text, str)})


def _objects(stream: BufferedReader) -> Iterator[Any]:
    from json import JSONDecodeError, JSONDecoder

    decoder = JSONDecoder()
    text = Growing(stream, "utf-8")
    while _passes(text, _BETWEEN):
        try:
            value, text.position = decoder.raw_decode(text.buffer, text.position)
        except RecursionError:
            raise Unreadable("is nested too deep for a record of a cable") from None
        except JSONDecodeError as error:
            is_cut = error.msg.startswith("Unterminated") or error.pos + 16 > len(text.buffer)
            if not is_cut or not text.more():
                raise Unreadable(f"line {text.line(error.pos)}: is not JSON: {error.msg}") from error
        except ValueError as error:  # a number of thousands of digits
            raise Unreadable(f"line {text.line(text.position)}: is not JSON: a number is too long") from error
        else:
            yield value


def _passes(text: Growing, between: re.Pattern[str]) -> bool:
    """Skip what is between objects. Return whether another one follows."""
    while True:
        if found := between.match(text.buffer, text.position):
            text.position = found.end()
        if text.position < len(text.buffer):
            return True
        if text.is_over:
            return False
        text.add(1)
