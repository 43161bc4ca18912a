"""All SQL of a collection, values always bound, never part of the text; and the query language of a search."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from cablecli.in_short import NOFORN
from cablecli.patterns import pattern
from cablecli.store import QueryError
from cablecli.store.filters import Filters, checked, is_post

CHILDREN = {  # the tables that depend on a cable, and their columns after `cable`
    "paragraphs": "number, marking, heading, label, text, joined",
    "tags": "n, tag, kind, name",
    "refs": "n, label, text, kind, id",
    "addressees": "n, kind, address, post, precedence, number",
    "participants": "side, unit, name, title, role, notetaker, paragraph, text",
    "diagnostics": "n, code, message, line",
}
CABLE = (
    'key, source, id, year, post, number, format, date, "from", classification, subject, signature,'
    " path, member, size"
)
INDEXES = {  # the full-text indexes: the table and the columns that each covers
    "cables_fts": ("cables", "subject"),
    "paragraphs_fts": ("paragraphs", "text, joined"),
    "participants_fts": ("participants", "text"),
}
RECORDS = """
    SELECT r.record, (SELECT group_concat(text, char(10, 10)) FROM
                      (SELECT text FROM paragraphs p WHERE p.cable = c.key ORDER BY p.key))
    FROM cables c JOIN records r ON r.cable = c.key"""
BETWEEN = "\x1f"  # the values of a field: the separator that ASCII has for this
COUNTED = {  # the fields whose values the tables hold; other fields are only in the records
    "year": "NULL",  # made of the columns that all counts get
    "month": "NULL",
    "week": "NULL",
    "gap": "NULL",
    "post": "c.post",
    "classification": "c.classification",
    "tag": "(SELECT group_concat(tag, char(31)) FROM tags WHERE cable = c.key)",
    "marking": "(SELECT group_concat(marking, char(31)) FROM paragraphs WHERE cable = c.key)",
}
HOW_MANY = "SELECT count(*) FROM cables"
THIS_ID = "SELECT DISTINCT id FROM cables WHERE id = ?"
IDS_OF_NUMBER = (
    "SELECT DISTINCT id FROM cables WHERE post = ? AND number = ? AND id IS NOT NULL ORDER BY year"
)
IDS_BETWEEN = "SELECT DISTINCT id FROM cables WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
NEAREST_ID = """
    SELECT id FROM cables WHERE post = ? AND id IS NOT NULL
    ORDER BY abs(year - ?), abs(number - ?), id LIMIT 1"""
POSTS = "SELECT DISTINCT post FROM cables WHERE id IS NOT NULL"
PATHS = "SELECT c.path FROM cables c"
COPIES = "WHERE c.id = ? ORDER BY c.size DESC, c.key"  # of one cable, the fullest first
CITING = "WHERE c.key IN (SELECT cable FROM refs WHERE id = ?) ORDER BY c.date NULLS LAST, c.key"
LAST = "SELECT max(key) FROM cables"
LABELS = ("comment", "summary")  # paragraphs that a search can be confined to
LABELLED = "p.label LIKE '%' || ? || '%'"
_SOURCE = "coalesce(c.path || '!' || c.member, c.path, c.member)"
_LINE = 'c.id, c.date, c."from", c.classification, c.subject, c.path, c.member'
LISTED = f"SELECT {_LINE} FROM cables c"
NODES = f"SELECT c.key, {_LINE} FROM cables c"
REFERENCES = "SELECT label, text, kind, id FROM refs WHERE cable = ? ORDER BY n"
EVERY = "1"  # the condition that all cables fit
# Two forms of a condition on a dependent table: for finding all cables that fit, and for testing one cable at a time.
AMONG_ALL = "c.key IN (SELECT cable FROM {table} WHERE {any_of})"
OF_EACH = "EXISTS (SELECT 1 FROM {table} WHERE cable = c.key AND ({any_of}))"
_SORTED = {"from": '"from"', "class": "classification"}  # the columns that have other names than in SORTS
_TERM = pattern(
    "term of a query",
    r"""
    (?P<minus>-)? (?: "(?P<phrase>[^"]*)"?     # without its closing quote, a phrase goes to the end of the query
                    | (?P<word>[^\s"]+) )
    """,
)
_LETTER = pattern("character that the index keeps", r"[^\W_]")


def insert(table: str, columns: str) -> str:
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * (columns.count(',') + 1))})"


def add_words(index: str) -> str:
    """The statement that indexes the words of all rows from a key on."""
    table, columns = INDEXES[index]
    return f"INSERT INTO {index} (rowid, {columns}) SELECT key, {columns} FROM {table} WHERE key >= ?"


def forget_words(index: str) -> str:
    """The statement that removes the words of a source's cables. It names them again, since the index holds no text."""
    table, columns = INDEXES[index]
    of = "source = ?" if table == "cables" else "cable IN (SELECT key FROM cables WHERE source = ?)"
    return (
        f"INSERT INTO {index} ({index}, rowid, {columns})"
        f" SELECT 'delete', key, {columns} FROM {table} WHERE {of}"
    )


def forget(table: str) -> str:
    """The statement that deletes the rows of a source's cables."""
    return f"DELETE FROM {table} WHERE cable IN (SELECT key FROM cables WHERE source = ?)"


def where(filters: Filters | None, form: str = AMONG_ALL) -> tuple[str, list[str]]:
    """The filters as a condition on `cables c`, and its values; it must agree with `filters.Filters.fit`."""
    parts: list[tuple[str, list[str]]] = []
    if filters:
        filters = checked(filters)
        parts += _any(filters.senders, _at("c.post", 'c."from"'))
        parts += _exists(form, "addressees", filters.recipients, _at("post", "address"))
        # Fewer cables are of a post than of a time or a level: the plus keeps the engine from the indexes of these.
        plus = "+" * bool(filters.senders)
        parts += [(f"{plus}c.date >= ?", [filters.since])] if filters.since else []
        parts += [(f"substr(c.date, 1, {len(filters.until)}) <= ?", [filters.until])] if filters.until else []
        parts += _exists(form, "tags", filters.tags, lambda _: "tag = ?")
        levels = [level + end for level in filters.levels for end in ("", NOFORN)]
        parts += [(f"{plus}c.classification IN ({', '.join('?' * len(levels))})", levels)] if levels else []
        parts += _exists(form, "refs", filters.refs, lambda _: "id = ?")
        parts += _exists(form, "participants", filters.participants, lambda _: "instr(fold(text), ?)")
    text = " AND ".join(f"({condition})" for condition, _ in parts)
    return text or EVERY, [value for _, values in parts for value in values]


def _at(post: str, address: str) -> Callable[[str], str]:
    """For the name of a filter the condition on the columns of a post and its address."""
    return lambda name: f"{post} = ?" if is_post(name) else f"instr(' ' || fold({address}), ' ' || fold(?))"


def _any(wanted: tuple[str, ...], condition: Callable[[str], str]) -> list[tuple[str, list[str]]]:
    """A condition that one of the values is met, and the values; an empty list if there are none."""
    return [(" OR ".join(map(condition, wanted)), list(wanted))] if wanted else []


def _exists(
    form: str, table: str, wanted: tuple[str, ...], condition: Callable[[str], str]
) -> list[tuple[str, list[str]]]:
    """A condition that some row of `table` that belongs to the cable meets one of the values."""
    return [(form.format(table=table, any_of=any_of), values) for any_of, values in _any(wanted, condition)]


def parts(sort: str | None, *, reverse: bool) -> tuple[str, ...]:
    """The ORDER BY terms as two statements in turn, known values then nulls, so that an index can give the first few.

    Equal cables keep the order of indexing.
    """
    if sort is None:
        return (f"{EVERY} ORDER BY c.key {'DESC' if reverse else 'ASC'}",)
    column = f"c.{_SORTED.get(sort, sort)}"
    known = f"{column} IS NOT NULL ORDER BY {column} {'DESC' if reverse else 'ASC'}, c.key"
    return known, f"{column} IS NULL ORDER BY c.key"


def counted(by: str, condition: str) -> str:
    """The columns of `results.Counted` for each cable; `by` is a key of COUNTED."""
    columns = f"c.id, c.date, c.year, c.post, c.number, {COUNTED[by]}"
    return f"SELECT {columns} FROM cables c WHERE {condition} ORDER BY c.key"


class Index(NamedTuple):
    """A full-text index: its name, the joins between its rows and their cables, and what is shown of a row."""

    name: str
    key: str  # of its rows, in `cables` and in what is joined to it
    rows: str
    cables: str  # the way from its rows to their cables
    end: str  # the way from a cable to its first or last row
    column: str  # of the words
    columns: str
    text: str
    weight: float = 1.0


def fitting(condition: str) -> str:
    """The keys of the cables that meet a condition, up to a number."""
    return f"SELECT c.key FROM cables c WHERE {condition} LIMIT ?"


# CROSS JOIN keeps the order of the tables: matching rows first, not all cables that pass a filter.
_CABLE = "CROSS JOIN cables c ON c.key ="
SUBJECTS = Index(
    "cables_fts", "c.key", "", f"{_CABLE} f.rowid", "?", "c.subject", "NULL, NULL",
    "highlight(cables_fts, 0, char(2), char(3))",
    2.0,  # a word in the subject says more about a cable than one in the text
)  # fmt: skip
PARAGRAPHS = Index(
    "paragraphs_fts", "p.key", "CROSS JOIN paragraphs p ON p.cable = c.key",
    f"CROSS JOIN paragraphs p ON p.key = f.rowid {_CABLE} p.cable",
    "(SELECT {}(key) FROM paragraphs WHERE cable = ?)", "p.text", "p.number, p.marking",
    "snippet(paragraphs_fts, 0, char(2), char(3), '…', 28)",
)  # fmt: skip
PEOPLE = Index(
    "participants_fts", "p.key", "CROSS JOIN participants p ON p.cable = c.key",
    f"CROSS JOIN participants p ON p.key = f.rowid {_CABLE} p.cable",
    "(SELECT {}(key) FROM participants WHERE cable = ?)", "p.text", "p.paragraph, NULL",
    "highlight(participants_fts, 0, char(2), char(3))",
)  # fmt: skip


class Search(NamedTuple):
    """A search of one full-text index, with a condition on its rows and their cables."""

    table: Index
    match: str
    condition: str = EVERY
    values: tuple[str, ...] = ()

    @property
    def parameters(self) -> tuple[str, ...]:
        """The query and the values of the condition: the first parameters of each statement."""
        return self.match, *self.values

    def narrowed(self, condition: str, values: Iterable[str]) -> "Search":
        """This search, limited to cables that meet one more condition."""
        together = f"{self.condition} AND {condition}"
        return self._replace(condition=together, values=(*self.values, *values))

    def among(self, condition: str, values: Iterable[str]) -> "Search":
        """The same for few cables: their rows are collected once, so that no cable is looked up for a matching row."""
        fitting = f"SELECT {self.table.key} FROM cables c {self.table.rows} WHERE {condition}"
        return self.narrowed(f"+f.rowid IN ({fitting})", values)

    def rows(self, *, by_date: bool, shown: str = "") -> str:
        """For each matching row: three columns to sort by, its key, and the columns `shown`."""
        sort = "NULL, c.date IS NULL, c.date" if by_date else f"f.rank * {self.table.weight}, NULL, NULL"
        columns = ", ".join(filter(None, (sort, "f.rowid", shown)))
        matching = self._matching(by_date or shown != "" or self.condition != EVERY)
        return f"SELECT {columns} {matching} ORDER BY 1, 2, 3, 4 LIMIT ?"

    def row(self) -> str:
        return f"SELECT {self.shown()} {self._matching()} AND f.rowid = ?"

    def reached(self) -> str:
        """How many rows match the query, without the condition; the count stops at a number."""
        name = self.table.name
        return f"SELECT count(*) FROM (SELECT 1 FROM {name} WHERE {name} MATCH ? LIMIT ?)"

    def within(self, first: str = "?", last: str = "?") -> str:
        """Key, hits and length of text of the matching rows between two keys, up to a number."""
        table = self.table
        hits = f"length(highlight({table.name}, 0, char(2), '')) - length({table.column})"
        keys = f"f.rowid BETWEEN {first} AND {last}"
        return f"SELECT f.rowid, {hits}, length({table.column}) {self._matching()} AND {keys} LIMIT ?"

    def of_cable(self) -> str:
        """The same for the rows of one cable; its key is given twice, for the first row and the last."""
        return self.within(*(self.table.end.format(which) for which in ("min", "max")))

    def last(self) -> str:
        return f"SELECT max(id) FROM {self.table.name}_docsize"

    def matching(self) -> str:
        return f"SELECT c.key {self._matching()}"

    def shown(self) -> str:
        table = self.table
        cable = f'c.key, c.id, {_SOURCE}, c.date, c."from", c.classification, c.subject'
        return f"{cable}, {table.columns}, {table.text}"

    def _matching(self, is_joined: bool = True) -> str:
        name, cables = self.table.name, self.table.cables if is_joined else ""
        return f"FROM {name} f {cables} WHERE {name} MATCH ? AND {self.condition}"


def count_matching(searches: Iterable[Search]) -> str:
    """The number of matching rows, and of their cables, for several searches together."""
    rows = " UNION ALL ".join(one.matching() for one in searches)
    return f"SELECT count(*), count(DISTINCT key) FROM ({rows})"


class _Term(NamedTuple):
    """A word or phrase, quoted for the engine; `is_other` if it follows OR."""

    quoted: str
    is_left_out: bool
    is_other: bool


def match_expression(query: str) -> str:
    """A query in the engine's language, safely quoted. QueryError if it has no word to search for.

    `word`, `"a phrase"`, `-word` to exclude, `a OR b`, `word*` for a beginning.
    """
    terms = _terms(query)
    groups: list[list[str]] = []
    for term in terms:
        if term.is_left_out:
            continue
        if term.is_other and groups:
            groups[-1].append(term.quoted)
        else:
            groups.append([term.quoted])
    if not groups:
        raise QueryError("there is no word to search for" if not terms else "it only says what is not wanted")
    wanted = " AND ".join(f"({' OR '.join(group)})" for group in groups)
    left_out = [term.quoted for term in terms if term.is_left_out]
    return f"({wanted}) NOT ({' OR '.join(left_out)})" if left_out else wanted


def _terms(query: str) -> list[_Term]:
    terms: list[_Term] = []
    is_other = False
    for found in _TERM.finditer(query):
        text = found["word"] or found["phrase"] or ""
        if found["word"] == "OR":
            is_other = True
        elif _LETTER.search(text):
            star = "*" if found["word"] and text.endswith("*") else ""
            terms.append(_Term(f'"{text.rstrip("*")}"{star}', bool(found["minus"]), is_other))
            is_other = False
    return terms
