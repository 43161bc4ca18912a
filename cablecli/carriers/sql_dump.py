"""Reads a database dump: each row of its INSERT and COPY statements is a cable if a column holds the text.

The names of the columns come from the statement, or from the definition of the table above it. Tables without a column
for the text are skipped.
"""

import re
from collections.abc import Iterable, Iterator
from io import BufferedReader
from itertools import repeat

from cablecli.carriers import Cables, RawCable
from cablecli.carriers.boundaries import is_text
from cablecli.carriers.growing import Growing
from cablecli.carriers.named_values import BODIES, Value, from_values
from cablecli.errors import CableError, NotACable, Unreadable
from cablecli.model import Diagnostic
from cablecli.patterns import lazy
from cablecli.text.decoding import decode

_AHEAD = 1 << 14  # characters of the longest statement up to its first row
_STATEMENT = lazy(
    r"""^(?:
      (?P<insert>(?:INSERT|REPLACE)(?:\ OR\ \w{1,9}|\ IGNORE)?\ INTO)\s{1,9}(?P<table>[\w.`"\[\]]{1,99})
        \s{0,9}(?:\((?P<columns>[^()']{1,4000})\))?\s{0,9}VALUES\s{0,9}\(
    | COPY\ (?P<copied>[\w."]{1,99})\s{0,9}\((?P<names>[^()']{1,4000})\)\s{0,9}FROM\ stdin\b[^\n]{0,99}\n
    | CREATE\ TABLE\s{1,9}(?:IF\ NOT\ EXISTS\s{1,9})?(?P<created>[\w.`"\[\]]{1,99})\s{0,9}\((?P<defined>[^;]{1,8000});
    )""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
# A quote in a value is doubled. In a dump that escapes, a backslash may precede any character.
_OTHER = r"(?P<other>[^\s'(),;]{1,99}(?:[ ][^\s'(),;]{1,99}){0,3})"  # NULL, a number
_VALUES = {
    is_escaped: lazy(rf"(?s:\s{{0,9}}(?:[EN]?'(?P<text>(?>{inside}|'')*+)'|{_OTHER})\s{{0,9}}(?P<end>\S))")
    for is_escaped, inside in ((False, "[^']+"), (True, r"[^'\\]+|\\."))
}
_ANOTHER_ROW = lazy(r"\s{0,9},\s{0,9}\(")
_INNER = lazy(r"\([^()]*\)")
_SIGN = lazy(r"\\([\s\S])|''")
_LINE_ENDS = lazy(r"\\[\s\S]|\n")  # with all other escapes, since a backslash may be escaped
_CONTROL = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": "\f", "v": "\v", "0": "", "Z": ""}
_NO_COLUMNS = ("PRIMARY", "KEY", "UNIQUE", "CONSTRAINT", "INDEX", "FOREIGN", "CHECK", "FULLTEXT")

_Row = tuple[int, "list[Value | None] | str"]  # its line number and its values, or what is wrong with it


def sniff(head: str) -> bool:
    """Whether a statement with rows comes before any cable."""
    found = next((one for one in _STATEMENT.finditer(head) if not one["created"]), None)
    return found is not None and not is_text(head[: found.start()].encode("utf-8", "replace"))


def read(stream: BufferedReader) -> Cables:
    """Yield a cable for each row of a table of cables, and an error with its line number for a damaged one."""
    text = Growing(stream, "latin-1")  # each byte a character, since values may be in any encoding
    defined: dict[str, list[str]] = {}
    is_empty, is_escaped = True, None
    for found in _statements(text):
        table = _table(found)
        if found["created"]:
            defined[table] = _defined(found["defined"])
            continue
        columns = _columns(found) or defined.get(table)
        if columns is None:
            defined[table] = []  # so that it is reported once
            is_empty = False
            yield Unreadable(f"line {text.line()}: the columns of table {table} have no names; not read")
        elif any(name in BODIES for name in columns):
            is_empty = False
            is_escaped = _escapes(text) if is_escaped is None else is_escaped
            for line, values in _inserted(text, is_escaped) if found["insert"] else _copied(text):
                yield _cable(line, values, columns)
    if is_empty:
        raise NotACable("not a cable: a database dump without a table of cables")


def _table(found: re.Match[str]) -> str:
    """The table that a statement fills or defines."""
    return _bare(found["table"] or found["copied"] or found["created"])


def _columns(found: re.Match[str]) -> list[str]:
    """The columns that a statement names."""
    given = found["columns"] or found["names"]
    return [_bare(name) for name in given.split(",")] if given else []


def _statements(text: Growing) -> Iterator[re.Match[str]]:
    """Yield the statements with rows and the definitions of tables, each with the text positioned after it."""
    while True:
        found = _STATEMENT.search(text.buffer, text.position)
        if found and (text.is_over or found.start() + _AHEAD < len(text.buffer)):
            text.position = found.end()
            yield found
        elif text.is_over:
            return
        else:
            begin = found.start() if found else max(len(text.buffer) - _AHEAD, text.position)
            text.position = text.buffer.rfind("\n", text.position, begin) + 1 or begin
            text.add(_AHEAD)


def _bare(name: str) -> str:
    """A name without its quotes and its schema."""
    return name.rpartition(".")[2].strip(' \n\t`"[]').lower()


def _defined(columns: str) -> list[str]:
    """The names of the columns in a definition: the first word of each part that does not define a key."""
    inner = columns.rpartition(")")[0]
    for _ in range(2):
        inner = _INNER.sub("", inner)
    names = [part.split()[0] for part in inner.split(",") if part.strip()]
    return [_bare(name) for name in names if name.upper() not in _NO_COLUMNS]


def _escapes(text: Growing) -> bool:
    """Whether the dump escapes with a backslash, judged by the first rows."""
    rows = text.buffer[text.position :]
    return rows.count("\\n") + rows.count("\\'") > rows.count("''")


def _inserted(text: Growing, is_escaped: bool) -> Iterator[_Row]:
    """Yield the rows of an INSERT. One that cannot be read is the last, since the next cannot be found."""
    while True:
        line = text.line()
        values: list[Value | None] = []
        sign = ","
        while sign == ",":
            found = _value(text, _VALUES[is_escaped])
            if found is None or found["end"] not in ",)":
                yield line, "a value is not closed" if found is None else "a value cannot be read"
                return
            values.append(_read(found["text"], text.line(found.start()), is_escaped))
            text.position, sign = found.end(), found["end"]
        yield line, values
        while (another := _ANOTHER_ROW.match(text.buffer, text.position)) is None and _may_go_on(text):
            text.add(_AHEAD)
        if another is None:
            return
        text.position = another.end()


def _value(text: Growing, value: re.Pattern[str]) -> re.Match[str] | None:
    """The next value with the character after it, or None."""
    while (found := value.match(text.buffer, text.position)) is None:
        if not text.more():
            return None
    return found


def _may_go_on(text: Growing) -> bool:
    """Whether too little text is held after a row to see another one."""
    return not text.is_over and len(text.buffer) - text.position < 32


def _read(literal: str | None, line: int, is_escaped: bool) -> Value | None:
    if literal is None:
        return None
    lines = _line_numbers(literal, line, is_escaped) if "\n" in literal else repeat(line)
    if is_escaped:
        literal = _SIGN.sub(lambda found: _CONTROL.get(found[1], found[1]) if found[1] else "'", literal)
    else:
        literal = literal.replace("''", "'")
    return Value(literal, lines)


def _line_numbers(literal: str, line: int, is_escaped: bool) -> Iterable[int]:
    """The number of each line of a value, where a line end may also be written as an escape within a line."""
    if not is_escaped:
        return range(line, line + literal.count("\n") + 1)
    numbers = [line]
    for sign in _LINE_ENDS.findall(literal):
        line += sign[-1] == "\n"
        if sign[-1] in "\nn":
            numbers.append(line)
    return numbers


def _copied(text: Growing) -> Iterator[_Row]:
    """Yield the rows of a COPY, one a line, up to the line that ends them."""
    while True:
        while (end := text.buffer.find("\n", text.position)) < 0 and text.more():
            pass
        row = text.buffer[text.position : end if end >= 0 else None]
        line = text.line()
        text.position = end + 1 if end >= 0 else len(text.buffer)
        if row.rstrip("\r") != "\\.":
            fields = row.rstrip("\r").split("\t")
            yield line, [None if field == "\\N" else _read(field, line, True) for field in fields]
        if end < 0 or row.rstrip("\r") == "\\.":
            return


def _cable(line: int, values: list[Value | None] | str, columns: list[str]) -> RawCable | CableError:
    if isinstance(values, list) and len(values) != len(columns):
        values = f"it has {len(values)} values instead of {len(columns)}"
    if isinstance(values, str):
        return Unreadable(f"line {line}: the row is skipped: {values}")
    said = {name: value for name, value in zip(columns, values, strict=True) if value}
    try:
        return from_values({name: _decoded(value, line) for name, value in said.items()})
    except CableError as error:
        return Unreadable(f"line {line}: the row is skipped: {error}")


def _decoded(value: Value, line: int) -> Value:
    text, notes = decode(value.text.encode("latin-1"))
    return Value(text, value.lines, tuple(Diagnostic(note.code, note.message, line) for note in notes))
