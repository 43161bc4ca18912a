"""The addresses of TO and INFO: routing indicator, address, precedence and number (ACP 127 format lines 7 and 8)."""

from collections.abc import Iterable

from cablecli.facts import tables
from cablecli.model import Addressee, Span
from cablecli.model.places import NOWHERE
from cablecli.parser.lines.index import Lines
from cablecli.patterns import pattern

_ENDS_ADDRESS = pattern(
    "end of an address", r"""[ ](?:[0-9]{1,8}|FLASH|IMMEDIATE|PRIORITY|ROUTINE|UNNUMBERED)$"""
)
_UNNUMBERED = pattern("word for no number", r"""[ ]\(?UNNUMBERED\)?(?=[ ]|$)""")
_PLACED = pattern(
    "address that ends with its place",
    # `JOINT STAFF WASHDC`, `USCINCSO MIAMI FL`; not `USDA PASS TO`
    r"""(?:[A-Z0-9]{1,14}[ ]){1,5}(?:WASHDC|WASHINGTON[ ]DC|[A-Z]{4,}[ ](?!AS|AT|BY|IN|OF|ON|OR|TO)[A-Z]{2})""",
)
PRECEDENCE_WORDS = {
    "FLASH": "FLASH", "IMMEDIATE": "IMMEDIATE", "PRIORITY": "PRIORITY", "ROUTINE": "ROUTINE",
    "IMM": "IMMEDIATE", "IMMED": "IMMEDIATE", "PRI": "PRIORITY", "NIACT": "NIACT IMMEDIATE",
}  # fmt: skip


def lists_offices(address: str) -> bool:
    """Whether the office symbols after a double slash continue on the next line, since nothing closed them."""
    offices = address.partition("//")[2].strip()
    return offices != "" and "//" not in offices and not _ENDS_ADDRESS.search(offices)


def addressee(text: str, span: Span) -> Addressee:
    """Parse one address: `[RI/]PLAD[//office symbols//] [precedence] [number[-number]]`, or UNNUMBERED."""
    if "UNNUMBERED" in text:
        text = _UNNUMBERED.sub("", text)
    head, slash, rest = text.partition("/")
    head = head.rstrip()
    indicator = head if slash and is_indicator(head) else None
    address = rest.strip() if indicator else text
    number = precedence = None
    before, _, last = address.rpartition(" ")
    if before and _is_number(last, before):
        address, number = before.rstrip(), last
        before, _, last = address.rpartition(" ")
    if before and last in PRECEDENCE_WORDS:
        address, precedence = before.rstrip(), PRECEDENCE_WORDS[last]
        if address.endswith(" NIACT"):
            address, precedence = address[:-6].rstrip(), "NIACT IMMEDIATE"
    if address.count("//") == 1:
        address = address.removesuffix("//")  # the office symbols are missing
    return Addressee(indicator, address, precedence, number, span)


def is_address(text: str) -> bool:
    """Whether a line is the address of a known post, or ends with the place of a command or an agency."""
    address = addressee(text, NOWHERE).address
    return tables.post_of_address(address) is not None or _PLACED.fullmatch(address) is not None


def read(lines: Lines, group: Iterable[tuple[str, int]]) -> tuple[Addressee, ...]:
    """Parse the texts of a group, each given with its piece. Those without an address are left out."""
    found = (addressee(text, lines.span(i, i)) for text, i in group)
    return tuple(one for one in found if one.address)


def _is_number(word: str, before: str) -> bool:
    """Whether a word is a serial number or a range: `1234`, `1234-1237`.

    Numbers not of four digits count only after a precedence or a post. The number after AIG names a group of addresses.
    """
    if before == "AIG":
        return False
    if "-" not in word:
        named = before.rsplit(" ", 1)[-1] in PRECEDENCE_WORDS
        usual = len(word) == 4 or (len(word) <= 6 and (named or tables.post_of_address(before) is not None))
        return word.isdigit() and usual
    return word[:4].isdigit() and word.replace("-", "").isdigit() and len(word.partition("-")[0]) <= 6


def is_indicator(word: str) -> bool:
    """Whether a word is a routing indicator: four to eight letters beginning with R, or ZEN (delivered otherwise)."""
    return word == "ZEN" or (3 < len(word) < 9 and word[0] == "R" and word.isalpha() and word.isupper())
