"""The shapes in which cables are kept: bytes to the raw text of each cable inside.

A carrier is a module with `sniff(head) -> bool`, asked with the first 64 KB as text, and `read(stream)`, which gives
the cables one after the other and a CableError in the place of each that is damaged; and one row here. Of a large
input it may give a Part in the place of cables that are taken out by whichever process has time.
"""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from io import BufferedReader
    from typing import Protocol

    from cablecli.errors import CableError
    from cablecli.model import Cable, Diagnostic, Leftover, Page

    class _Module(Protocol):
        def sniff(self, head: str) -> bool: ...
        def read(self, stream: BufferedReader) -> "Cables | Parts": ...


class Carrier(NamedTuple):
    """A row of the table: the module, what it reads, what it is known by, how such files may end.

    `signs` are there so that a module is not even loaded for a text that holds none of them.
    """

    module: str
    holds: str
    found_by: str
    signs: tuple[str, ...] = ("",)
    suffixes: tuple[str, ...] = ()


# Asked in this order; the last one takes everything.
CARRIERS = {
    "json": Carrier("json_array", "our own records: one, or an array", "[ or { on top", ("{", "[]")),
    "jsonl": Carrier("jsonl", "our own records, one a line", "a whole object on the first line", ("{",)),
    "sql": Carrier(
        "sql_dump",
        "a dump of a database that holds cables",
        "INSERT INTO or COPY with its columns",
        ("INSERT", "REPLACE", "COPY", "insert"),
        (".sql",),
    ),
    "csv": Carrier(
        "csv_dump",
        "the dump cables.csv, one cable a row",
        'rows that begin "number","date time"',
        suffixes=(".csv", ".tsv"),
    ),
    "page": Carrier("cable_page", "a saved WikiLeaks page", "its title, its table of class cable", ("<",)),
    "html": Carrier("web_page", "any other web page", "its tags", ("<",), (".html", ".htm", ".xhtml")),
    "sas": Carrier(
        "telegrams",
        "archive text of 1973-79",
        "lines Message Text, Message Attributes",
        ("Message Text", "Message Attr"),
    ),
    "smart": Carrier(
        "telegrams", "releases of 2009 and later", "MRN: with Date/DTG or Dissemination Rule", ("MRN",)
    ),
    "web": Carrier(
        "telegrams",
        "text copied from a web page",
        "the page's own lines above the cable",
        ("Reference ID", "Viewing cable", "Canonical ID", "Identifier:", "Key fingerprint", "PGP PUBLIC KEY"),
    ),
    "text": Carrier("telegrams", "plain text, one telegram or several", "being nothing else"),
}


class RawCable(NamedTuple):
    """One cable as its carrier holds it: its text, or the record itself.

    `member` is its name inside the carrier, `page` what stands there beside the text, `notes` what was doubtful in
    getting it out, `lines` the input's line number for each line of the text where the two differ, `rest` what
    belongs to no cable.
    """

    content: "str | Cable"
    member: str | None = None
    notes: "tuple[Diagnostic, ...]" = ()
    page: "Page | None" = None
    lines: Sequence[int] | None = None
    rest: "tuple[Leftover, ...]" = ()


class Part(NamedTuple):
    """So many bytes of an input, and the function that takes the cables out of them: it can be sent to a process."""

    open: Callable[[], "Cables"]
    size: int


Cables = Iterator["RawCable | CableError"]
Parts = Iterator["RawCable | CableError | Part"]


def parts(stream: "BufferedReader", path: str = "", chosen: str | None = None) -> Parts:
    """What a stream holds, by the carrier that was chosen or else the first that knows its shape."""
    from cablecli.text.decoding import HEAD

    head = stream.peek(HEAD)[:HEAD].decode("utf-8", "replace")
    yield from _module(chosen or recognised(head, path)).read(stream)


def unpack(stream: "BufferedReader", path: str = "", chosen: str | None = None) -> Cables:
    """The cables in a stream."""
    for found in parts(stream, path, chosen):
        if isinstance(found, Part):
            yield from found.open()
        else:
            yield found


def unpack_bytes(data: bytes, path: str = "", chosen: str | None = None, line: int = 1) -> Cables:
    """The cables in all the bytes of a short input, or of the part of one that begins at this line."""
    from io import BufferedReader, BytesIO

    stream: BufferedReader = BufferedReader(BytesIO(data), max(len(data), 1))
    for found in unpack(stream, path, chosen):
        lines = getattr(found, "lines", None)
        if line > 1 and isinstance(found, RawCable) and lines is not None:
            found = found._replace(lines=[number + line - 1 for number in lines])
        yield found


def unpack_text(text: str) -> Cables:
    """The cables in the text of a page: what is left of it once its tags are gone may have a shape of its own."""
    from io import BufferedReader, BytesIO

    from cablecli.carriers import telegrams

    stream: BufferedReader = BufferedReader(BytesIO(text.encode("utf-8", "replace")))
    del text  # a large page is not to be held twice
    yield from telegrams.read(stream, of_page=True)


def recognised(head: str, path: str = "") -> str:
    """The name of the carrier: by what the text begins with; by the path's ending where that says nothing.

    The kinds of texts are told apart cable by cable.
    """
    last = "text"
    others = [name for name, carrier in CARRIERS.items() if carrier.module != CARRIERS[last].module]
    for name in others:
        if any(sign in head for sign in CARRIERS[name].signs) and _module(name).sniff(head):
            return name
    meant = [name for name in others if path.lower().endswith(CARRIERS[name].suffixes)]
    return meant[0] if meant and not _module(last).sniff(head) else last


def _module(name: str) -> "_Module":
    module: _Module = import_module(f"cablecli.carriers.{CARRIERS[name].module}")
    return module
