"""The TAGS of a cable, decoded for its year (format 3.6)."""

from functools import lru_cache

from cablecli.facts import tables
from cablecli.model import Tag
from cablecli.patterns import pattern

_NOT_TAGS = frozenset(
    ("AND", "SIPDIS", "NOFORN", "NONE", "N/A", "NA", "TAGS", "TAG", "REF", "SUBJECT", "SUBJ")
)
_BRACKETS = pattern("name in brackets", r"""\([^()]{0,80}(?:\)|$)""")
_TAG_TOKEN = pattern(
    "TAGS token",
    r"""(?:(?P<tag>[A-Za-z][A-Za-z0-9&'\-]*|[0-9][A-Z](?![A-Za-z0-9]))(?:\([^)\s]*\))?|\((?P<person>[^()]{1,80})(?:\)|$))
        [ ]?(?P<apart>[,;/]?)""",
)
_DOTTED = pattern("dots within a tag", r"""(?<=\b[A-Z])\.(?=[A-Z]\b)""")
_PERSON_TAGS = frozenset(("OVIP", "OREP", "OTRA", "PINR", "OEXC", "PDIP", "ODIP"))
_SHORTEST_PAIR = 8  # letters: of fewer too many words are two codes by chance
_LONGEST_PAIR = 24  # and more than the longest two organizations have
_TAG_LENGTH = 4  # letters of a subject or program
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
    return word.isupper() and len(word) <= 8 and tables.is_written(word)


def read(value: str, year: int | None) -> tuple[Tag, ...]:
    """The TAGS of a line, decoded; `OVIP (BIDEN, JOSEPH)` gives the tag and then the person."""
    value = value.replace("[", " ").replace("]", " ")
    if value.endswith(("SIPDIS", "NOFORN")):
        value = _TRAILER.sub("", value)
    if "." in value:
        value = _DOTTED.sub("", value)
    if value.strip(" .").upper() in _NOT_TAGS:
        return ()
    reader = _Reader(year)
    for written, person, apart in _TAG_TOKEN.findall(value):
        if person:
            reader.person(person)
        else:
            reader.word(written.upper())
        if apart and reader.run:
            reader.end_run()
    if reader.run:
        reader.end_run()
    return tuple(reader.tags.values())


class _Reader:
    """Collects the TAGS of one line; words that no list has wait for others that follow without a comma."""

    __slots__ = ("last", "run", "tags", "year")

    def __init__(self, year: int | None) -> None:
        self.year = year
        self.tags: dict[str, Tag] = {}
        self.run: list[str] = []  # the words that wait
        self.last = ""  # the word before them

    def word(self, word: str) -> None:
        """A tag, or a word that may be part of one or of a name."""
        decoded = decode(word, self.year)
        if not decoded:
            return
        if self.run and tables.is_written(words := f"{self.run[-1]} {word}"):
            self.run.pop()
            decoded = decode(words, self.year)
        elif decoded[0].kind == "unknown" and word.isalpha():
            self.run.append(word)
            return
        if self.run:
            self.end_run()
        for tag in decoded:
            self.tags.setdefault(tag.tag, tag)
        self.last = word

    def person(self, written: str) -> None:
        """A name in brackets, which stands behind a tag."""
        if self.run:
            self.end_run()
        name = " ".join(written.split()).strip(" ,")
        if name and self.last:
            self.tags.setdefault(name, Tag(name, "person"))
            self.last = name

    def end_run(self) -> None:
        """Take the words that wait: a person or unknown tags."""
        for tag in _unlisted(self.run, self.last):
            self.tags.setdefault(tag.tag, tag)
        self.last = self.run[-1]
        self.run.clear()


def _unlisted(run: list[str], last: str) -> tuple[Tag, ...]:
    """Words side by side that no list has: a person, where a tag of persons stands before them, or unknown tags."""
    words = " ".join(run)
    if not any(map(_is_near_a_tag, run)):
        if last in _PERSON_TAGS and len(" ".join(word for word in run if len(word) > 2)) > _TAG_LENGTH:
            return (Tag(words, "person"),)
        if all(len(word) > _TAG_LENGTH for word in run):
            return (Tag(words, "unknown"),)
    return tuple(Tag(word, "unknown") for word in run)


def _is_near_a_tag(word: str) -> bool:
    """Whether a tag was mis-keyed so (`MOPPS`), or letters stand before or behind one (`XPREL`)."""
    if _TAG_LENGTH < len(word) <= _TAG_LENGTH + 2 and any(map(tables.is_tag, (word[:4], word[-4:]))):
        return True
    return bool(tables.tag_variant(word))


@lru_cache(maxsize=4096)
def decode(word: str, year: int | None) -> tuple[Tag, ...]:
    """A TAGS token with kind and name; two tags run together come back as two, others stay as written."""
    if word in _NOT_TAGS or word.startswith("XXXX"):
        return ()
    if found := tables.tag(word, year):
        return (Tag(word, *found),)
    codes = _run_together(word)
    return tuple(Tag(code, *(tables.tag(code, year) or ("unknown", None))) for code in codes)


def _run_together(word: str) -> tuple[str, ...]:
    """The codes of a word that no list has, in which two lost the blank between them; else the word itself."""
    meant = tables.tag_variant(word)
    if len(meant) > 1 and "".join(meant) == word:
        return meant
    if _SHORTEST_PAIR <= len(word) <= _LONGEST_PAIR:
        for cut in range(2, len(word) - 1):
            if tables.is_tag(word[:cut]) and tables.is_tag(word[cut:]):
                return word[:cut], word[cut:]
    return (word,)
