"""Carriers: the file formats in which cables are kept. They turn a stream of bytes into the raw text of each cable.

A carrier is a module with a row in CARRIERS. Its `sniff(head) -> bool` is called with the first 64 KB as text. Its
`read(stream)` yields a RawCable for each cable, and a CableError in place of each damaged one. For a large input it may
yield a Part, from which another process can take the cables. The streams come from `sources`; the raw cables go to the
parser by way of `reader`.
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
    """A row of the table of carriers."""

    module: str
    holds: str  # what it reads, as `cablecli formats` says it
    found_by: str  # how it is recognized
    signs: tuple[str, ...] = ("",)  # the module is loaded only if the head holds one of these
    suffixes: tuple[str, ...] = ()  # of file names


# Tried in this order. The last one takes everything.
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
        'rows "number","date time", or names of columns',
        suffixes=(".csv", ".tsv"),
    ),
    "mail": Carrier(
        "mail",
        "a saved mail, its text and the texts attached to it",
        "its header, which says how they are encoded",
        ("Content-T", "content-t"),
        (".eml",),
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
    """One cable taken out of its carrier."""

    content: "str | Cable"  # its text, or a record
    member: str | None = None  # its name inside the carrier
    notes: "tuple[Diagnostic, ...]" = ()  # doubts about getting it out
    page: "Page | None" = None  # what the carrier says of it besides the text
    lines: Sequence[int] | None = None  # the input's line number for each line of the text, where they differ
    rest: "tuple[Leftover, ...]" = ()  # text that belongs to no cable


class Part(NamedTuple):
    """A part of an input. It can be sent to another process, to take the cables out there."""

    open: Callable[[], "Cables"]
    size: int  # in bytes


Cables = Iterator["RawCable | CableError"]
Parts = Iterator["RawCable | CableError | Part"]


def parts(stream: "BufferedReader", path: str = "", chosen: str | None = None) -> Parts:
    """Yield what a stream holds, read by the chosen carrier or the first that recognizes it."""
    from cablecli.text.decoding import HEAD

    head = stream.peek(HEAD)[:HEAD].decode("utf-8", "replace")
    yield from _module(chosen or recognised(head, path)).read(stream)


def unpack(stream: "BufferedReader", path: str = "", chosen: str | None = None) -> Cables:
    """Yield the cables in a stream."""
    for found in parts(stream, path, chosen):
        if isinstance(found, Part):
            yield from found.open()
        else:
            yield found


def unpack_bytes(data: bytes, path: str = "", chosen: str | None = None) -> Cables:
    """Yield the cables in the bytes of a short input."""
    yield from unpack(opened(data), path, chosen)


def unpack_text(text: str, line: int = 1) -> Cables:
    """Yield the cables in the text of a web page, which without its tags may be of any kind of text."""
    from cablecli.carriers import telegrams

    stream = opened(text.encode("utf-8", "replace"))
    del text  # a large page is not to be held twice
    yield from telegrams.read(stream, line, of_page=True)


def opened(data: bytes) -> "BufferedReader":
    """The bytes of a short input as a stream."""
    from io import BufferedReader, BytesIO

    return BufferedReader(BytesIO(data), max(len(data), 1))


def recognised(head: str, path: str = "") -> str:
    """The name of the carrier, by the head of the input or, if that says nothing, by the path's suffix.

    Different kinds of texts are distinguished later, cable by cable.
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
