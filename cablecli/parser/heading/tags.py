"""Reads the TAGS field and decodes its codes for the cable's year (FORMAT 3.7)."""

from functools import lru_cache

from cablecli.facts import lexicon, tables
from cablecli.model import Tag
from cablecli.patterns import one_of, pattern
from cablecli.text.blanks import LONG

_NOT_TAGS = frozenset(("AND", "SIPDIS", "NOFORN", "NONE", "N/A", "TAGS", "TAG", "REF", "SUBJECT", "SUBJ"))
_EMPTY = frozenset(("", "NONE", "N/A", "NA"))  # if it is the whole value; among other codes NA is a country
_BRACKETS = pattern("name in brackets", r"""\([^()]{0,80}(?:\)|$)""")
_PERSON_TAGS = frozenset(("OVIP", "OREP", "OTRA", "PINR", "OEXC", "PDIP", "ODIP"))
_TOKEN = pattern(
    "TAGS token",
    rf"""(?:(?P<tag>[A-Za-z][A-Za-z0-9&'\-]*(?:/[A-Za-z0-9&'\-]+)*|[0-9][A-Z](?![A-Za-z0-9]))
        (?:(?<!{one_of(_PERSON_TAGS)})\([^()\s]{{0,40}}\))?  # a remark glued to the tag, unless it is a person
        |\((?P<person>[^()]{{1,80}})(?:\)|$))
        [ ]?(?P<apart>[,;]?)""",
)
_DOTTED = pattern("dots within a tag", r"""(?<=\b[A-Z])\.(?=[A-Z]\b)""")
_PARTING = str.maketrans(",;", "  ")  # signs between TAGS
_TAG_LENGTH = 4  # letters of a subject or program
_COUNTRY_LENGTH = 2
_MOST_WORDS = 19  # words: a line has no room for more codes
_LONGEST_SHAPE = 6  # letters of the longest codes, those of organizations
_SHORTEST_WORD = 3  # letters of a word in a tag of several words; shorter ones are damage
_LONGEST_CODE = 8  # letters of a code that may have lost the blank before it; longer ones are names in full
_LONGEST_RUN = 60  # letters of codes run together: a full line
_LONGEST_TAG = 14  # letters of a word in a tag of several words, to which `TELECOMMUNICATIONS` is cut
_KINDS = frozenset(("subject", "program", "geographic", "organization"))
_ONCE = {  # in codes run together, the kinds that cannot follow a code of this kind
    "geographic": frozenset(("geographic", "organization")),
    "organization": frozenset(("geographic",)),
}


def opened(text: str) -> int:
    """The number of brackets that a line opens and does not close."""
    return text.count("(") - text.count(")")


def looks_like(text: str) -> bool:
    """Whether a line has the shape of TAGS: words of two to six capitals, or one or two longer ones."""
    words = text.translate(_PARTING).split()
    if not 0 < len(words) <= _MOST_WORDS or not all(
        word.isalpha() and word.isupper() and len(word) > 1 for word in words
    ):
        return False
    longest = max(map(len, words))
    return longest <= _LONGEST_SHAPE or (len(words) <= 2 and longest <= _LONGEST_TAG)


def all_tags(text: str) -> bool:
    """Whether a line is all known TAGS."""
    words = _BRACKETS.sub(" ", text).translate(_PARTING).removesuffix(" /").replace(" / ", " ").split()
    return bool(words) and all(map(_is_tag, words))


def are_some_tags(text: str) -> bool:
    """Whether a line is codes with commas between, and at least one is known: others are new, or mis-keyed."""
    bare = _BRACKETS.sub("", text)
    words = [word.strip() for word in bare.split(",")]
    return len(words) > 1 and looks_like(bare) and " " not in "".join(words) and any(map(_is_tag, words))


def _is_tag(word: str) -> bool:
    if not word.isupper() or len(word) > _LONGEST_CODE + 2:
        return False
    return tables.is_written(word) or ("/" in word and all(map(tables.is_written, word.split("/"))))


def read(value: str, year: int | None) -> tuple[Tag, ...]:
    """Return the TAGS of a line, decoded. `OVIP (BIDEN, JOSEPH)` gives the tag and then the person.

    A value longer than any list of TAGS gives none, since each tag takes forty times its memory. It is left over.
    """
    value = value.replace("[", " ").replace("]", " ")
    if "." in value:
        value = _DOTTED.sub("", value)
    if len(value) > LONG or value.strip(" .").upper() in _EMPTY:
        return ()
    reader = _Reader(year)
    for written, person, apart in _TOKEN.findall(value):
        if person:
            reader.person(person)
        else:
            reader.written(written.upper())
        if apart:
            reader.comma()
    reader.comma(last=True)
    return tuple(reader.tags.values())


class _Reader:
    """Collects the TAGS of one line. Unknown words wait, since those after them may complete a name."""

    __slots__ = ("fenced", "last", "run", "tags", "year")

    def __init__(self, year: int | None) -> None:
        self.year = year
        self.tags: dict[str, Tag] = {}
        self.run: list[str] = []  # the words that wait
        self.last = ""  # the word before them
        self.fenced = False  # a comma stands before them

    def written(self, token: str) -> None:
        """Take a token with slashes as one tag (`UNGA/C-3`, `UNSC/1267`), or as known tags with slashes between."""
        words = token.split("/")
        one = tables.is_tag(token) or token in _NOT_TAGS or not all(map(tables.is_written, words))
        for word in (token,) if one else words:
            self.word(word)

    def word(self, word: str) -> None:
        """Take a tag, or a word that may be part of a tag or a name."""
        if word == "AND":
            self.run += [word] * bool(self.run)  # part of `HARBORS AND SHIPPING`, but not between tags
            return
        decoded = decode(word, self.year)
        if not decoded:
            return
        if self.run and tables.is_written(words := f"{self.run[-1]} {word}"):
            self.run.pop()
            decoded = decode(words, self.year)
        elif word.isalpha() and (
            decoded[0].kind == "unknown" or self.opens_phrase(decoded) or self.is_named(word, decoded)
        ):
            self.run.append(word)
            return
        self.end_run()
        for tag in decoded:
            self.tags.setdefault(tag.tag, tag)
        self.last, self.fenced = word, False

    def opens_phrase(self, decoded: tuple[Tag, ...]) -> bool:
        """Whether an organization right after a comma may begin a longer name: `USEU BRUSSELS`."""
        return self.fenced and not self.run and len(decoded) == 1 and decoded[0].kind == "organization"

    def is_named(self, word: str, decoded: tuple[Tag, ...]) -> bool:
        """Whether a word behind a tag for persons is a given name that could be codes run together: `MORGAN`."""
        return len(decoded) > 1 and self.last in _PERSON_TAGS and _is_given(word)

    def person(self, written: str) -> None:
        """Take a name in brackets after a tag."""
        self.end_run()
        name = " ".join(written.split()).strip(" ,")
        if name and self.last:
            self.tags.setdefault(name, Tag(name, "person"))
            self.last = name

    def comma(self, last: bool = False) -> None:
        """End the waiting words. Between two commas, or after the last one, they are one tag."""
        self.end_run(whole=self.fenced)
        self.fenced = not last

    def end_run(self, whole: bool = False) -> None:
        """Take the waiting words as a person, as one tag of several words, or as unknown tags."""
        while self.run and self.run[-1] == "AND":
            self.run.pop()
        if not self.run:
            return
        phrase = _phrase(self.run, self.last, whole)
        for tag in (phrase,) if phrase else (tag for word in self.run for tag in decode(word, self.year)):
            self.tags.setdefault(tag.tag, tag)
        self.last = self.run[-1]
        self.run.clear()


def _phrase(written: list[str], last: str, whole: bool) -> Tag | None:
    """Words side by side as one tag: a person if a tag for persons comes before them, else unknown; or None."""
    words, run = " ".join(written), [word for word in written if word != "AND"]
    if whole and len(written) > 1 and all(map(tables.post, written)):
        return Tag(words, "unknown")  # a mission with its city: `USNATO BRUSSELS`
    named = last in _PERSON_TAGS and _is_name(run)
    if _is_doubtful(run, named):
        return None
    if named:
        return Tag(words, "person")
    least = _SHORTEST_WORD if whole or "AND" in written else _TAG_LENGTH + 1
    return Tag(words, "unknown") if min(map(len, run)) >= least else None


def _is_doubtful(run: list[str], named: bool) -> bool:
    """Whether words are a tag or have a mis-keyed one among them, which is no given name where a person is `named`."""
    near = any(_is_near_a_tag(word) and not (named and _is_given(word)) for word in run)
    return near or (len(run) == 1 and tables.is_tag(run[0]))


def _is_name(run: list[str]) -> bool:
    """Whether words, without initials and articles, are longer than a code."""
    return len(" ".join(word for word in run if len(word) > 2)) > _TAG_LENGTH


def _is_given(word: str) -> bool:
    return "given" in lexicon.features(word.lower())


def _is_near_a_tag(word: str) -> bool:
    """Whether a word is a mis-keyed tag (`MOPPS`), or a tag with letters before or after it (`XPREL`)."""
    if _TAG_LENGTH < len(word) <= _TAG_LENGTH + 2 and any(map(tables.is_tag, (word[:4], word[-4:]))):
        return True
    return bool(tables.tag_variant(word))


@lru_cache(maxsize=4096)
def decode(word: str, year: int | None) -> tuple[Tag, ...]:
    """Decode a TAGS token into tags with kind and name. Codes run together are separated, others kept as written."""
    if word in _NOT_TAGS or word.startswith("XXXX"):
        return ()
    if found := tables.tag(word, year):
        return (Tag(word, *found),)
    codes = _run_together(word)
    return tuple(Tag(code, *(tables.tag(code, year) or ("unknown", None))) for code in codes)


def _run_together(word: str) -> tuple[str, ...]:
    """The codes that make up an unknown word, where blanks were lost; else the word itself."""
    meant = tables.tag_variant(word)
    if len(meant) > 1 and "".join(meant) == word:
        return meant
    if not _TAG_LENGTH + _COUNTRY_LENGTH <= len(word) <= _LONGEST_RUN or not word.isalpha():
        return (word,)
    return _codes(word, _KINDS) or (word,)


def _codes(word: str, kinds: frozenset[str]) -> tuple[str, ...]:
    """The known codes that make up `word`, or (). Each must be of one of the `kinds`, and only one may be a country.

    A country never goes with an organization, since words can be split so: `STATES` is STAT and Spain. Other codes
    must have four letters: nine in ten pairs of letters are a code.
    """
    for length in (*range(min(_LONGEST_CODE, len(word)), _TAG_LENGTH - 1, -1), _COUNTRY_LENGTH):
        kind = (tables.tag(word[:length], None) or ("", None))[0]
        if kind not in kinds or (kind == "geographic") != (length == _COUNTRY_LENGTH):
            continue
        left = kinds - _ONCE.get(kind, frozenset())
        if length == len(word):
            return (word,)
        if rest := _codes(word[length:], left):
            return (word[:length], *rest)
    return ()
