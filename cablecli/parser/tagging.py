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
    r"""(?P<tag>[A-Za-z][A-Za-z0-9&'\-]*)(?:\([^)\s]*\))?|\((?P<person>[^()]{1,80})(?:\)|$)""",
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
    value = value.replace("[", " ").replace("]", " ")
    if value.endswith(("SIPDIS", "NOFORN")):
        value = _TRAILER.sub("", value)
    tags: dict[str, Tag] = {}
    name: list[str] = []  # words that no list has, behind a tag of persons
    last = ""
    for written, person in _TAG_TOKEN.findall(value):
        word = written.upper()
        decoded = decode(word, year) if word else _person(person, last)
        if word and not decoded:
            continue
        unknown = len(decoded) == 1 and decoded[0].kind == "unknown"
        if unknown and (name or last in _PERSON_TAGS) and len(word) > 2 and word.isalpha():
            name.append(word)
            continue
        if name:
            decoded = (Tag(" ".join(name), "person"), *decoded)
            name.clear()
        last = word or last
        for tag in decoded:
            tags.setdefault(tag.tag, tag)
    if name:
        tags.setdefault(" ".join(name), Tag(" ".join(name), "person"))
    return tuple(tags.values())


def _person(written: str, last: str) -> tuple[Tag, ...]:
    """The person that stands in brackets behind the tag `last`."""
    name = " ".join(written.split()).strip(" ,")
    return (Tag(name, "person"),) if name and last else ()


@lru_cache(maxsize=4096)
def decode(word: str, year: int | None) -> tuple[Tag, ...]:
    """A TAGS token with kind and name; two tags run together come back as two, others stay as written."""
    if word in _NOT_TAGS or word.startswith("XXXX"):
        return ()
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
