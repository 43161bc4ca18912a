"""The TAGS of a cable, decoded for its year (format 3.6)."""

from functools import lru_cache

from cablecli import tables
from cablecli.model import Tag
from cablecli.parser.pattern import pattern

_NOT_TAGS = frozenset(
    ("AND", "SIPDIS", "NOFORN", "NONE", "N/A", "NA", "TAGS", "TAG", "REF", "SUBJECT", "SUBJ")
)
_BRACKETS = pattern("name in brackets", r"""\([^()]{0,80}(?:\)|$)""")
_TAG_TOKEN = pattern(
    "TAGS token",
    r"""\[?(?P<tag>[A-Za-z][A-Za-z0-9&'\-]*)\]?(?:\([^)\s]*\))?|\((?P<person>[^()]{1,80})(?:\)|$)""",
)
_PERSON_TAGS = frozenset(("OVIP", "OREP", "OTRA", "PINR", "OEXC", "PDIP", "ODIP"))
_TRAILER = pattern("caption after TAGS", r"""[ ,]+(?:SIPDIS|NOFORN)$""")


def is_open(text: str) -> bool:
    """Whether a bracket of a TAGS line runs over its end."""
    return text.count("(") > text.count(")")


def looks_like(text: str) -> bool:
    """Whether a line has the shape of TAGS: words of two to six capitals, set off by commas or blanks."""
    words = text.replace(",", " ").replace(";", " ").split()
    return 0 < len(words) < 20 and all(w.isalpha() and w.isupper() and 1 < len(w) < 7 for w in words)


def all_tags(text: str) -> bool:
    """Whether a line holds nothing but known TAGS, so that it goes on with the line above."""
    words = _BRACKETS.sub(" ", text).replace(",", " ").replace(";", " ").replace("/", " ").split()
    return bool(words) and all(_is_tag(w) for w in words)


def _is_tag(word: str) -> bool:
    return word.isupper() and len(word) <= 8 and (tables.is_tag(word) or bool(tables.tag_variant(word)))


def read(value: str, year: int | None) -> tuple[Tag, ...]:
    """The TAGS of a line, decoded; `OVIP (BIDEN, JOSEPH)` gives the tag and then the person."""
    value = _TRAILER.sub("", value.replace("[", " ").replace("]", " "))
    tags: dict[str, Tag] = {}
    person: list[str] = []
    last = ""

    def flush() -> None:
        if person:
            name = " ".join(person)
            tags.setdefault(name, Tag(name, "person"))
            person.clear()

    for found in _TAG_TOKEN.finditer(value):
        if found["person"]:
            flush()
            name = " ".join(found["person"].split()).strip(" ,")
            if name and last:
                tags.setdefault(name, Tag(name, "person"))
            continue
        word = found["tag"].upper()
        if word in _NOT_TAGS or word.startswith("XXXX"):
            continue
        decoded = decode(word, year)
        if (
            len(decoded) == 1
            and decoded[0].kind == "unknown"
            and (last in _PERSON_TAGS or person)
            and word.isalpha()
            and len(word) > 2
        ):
            person.append(word)
            continue
        flush()
        last = word
        for tag in decoded:
            tags.setdefault(tag.tag, tag)
    flush()
    return tuple(tags.values())


@lru_cache(maxsize=4096)
def decode(word: str, year: int | None) -> tuple[Tag, ...]:
    """A TAGS token with kind and name; two tags run together come back as two, others stay as written."""
    found = tables.tag(word, year)
    if found:
        return (Tag(word, *found),)
    meant = tables.tag_variant(word)
    if len(meant) > 1 and "".join(meant) == word:
        return tuple(Tag(code, *(tables.tag(code, year) or ("unknown", None))) for code in meant)
    for cut in range(2, len(word) - 1):
        head, tail = tables.tag(word[:cut], year), tables.tag(word[cut:], year)
        if head and tail and len(word) >= 8:
            return Tag(word[:cut], *head), Tag(word[cut:], *tail)
    return (Tag(word, "unknown"),)
