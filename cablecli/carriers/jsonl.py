"""Reads JSON lines, one of our records on each."""

from io import BufferedReader

from cablecli.carriers import Cables, RawCable
from cablecli.carriers.json_array import holds_records, record
from cablecli.carriers.splitting import TOO_LARGE
from cablecli.errors import CableError, Unreadable
from cablecli.text.decoding import MAX_BYTES


def sniff(head: str) -> bool:
    """Whether the first line is an object, or is too long to see its end."""
    first, end, _ = head.lstrip().partition("\n")
    is_whole = first.startswith(('{"', '{ "', "{}")) and (not end or first.rstrip().endswith("}"))
    return is_whole and holds_records(head)


def read(stream: BufferedReader, line: int = 1) -> Cables:
    """Yield a cable for each line, the first of which has this number, and an error for one that is not a record."""
    while data := stream.readline(MAX_BYTES + 1):
        if len(data) > MAX_BYTES:
            raise Unreadable(f"line {line}: {TOO_LARGE}")
        if data.strip():
            yield _record(data, line)
        line += 1


def _record(line: bytes, number: int) -> RawCable | CableError:
    from json import JSONDecodeError, loads

    try:
        value = loads(line.decode("utf-8", "replace"))
    except (JSONDecodeError, RecursionError) as error:
        return Unreadable(f"line {number}: is not JSON: {getattr(error, 'msg', error)}")
    except ValueError:  # a number of thousands of digits
        return Unreadable(f"line {number}: is not JSON: a number is too long")
    return record(value, f"line {number}")
