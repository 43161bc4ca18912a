"""The questions that a collection is asked, in SQL. Values always travel apart from the text."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from cablecli.store.filters import NOFORN, Filters, is_post

CHILDREN = {  # what depends on a cable, and the columns behind `cable`
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
INDEXES = {  # the tables of words: of which table, and which columns of it
    "cables_fts": ("cables", "subject"),
    "paragraphs_fts": ("paragraphs", "text, joined"),
    "participants_fts": ("participants", "text"),
}
RECORDS = """
    SELECT r.record, (SELECT group_concat(text, char(10, 10)) FROM
                      (SELECT text FROM paragraphs p WHERE p.cable = c.key ORDER BY p.key))
    FROM cables c JOIN records r ON r.cable = c.key"""
BETWEEN = "\x1f"  # the values of a field: the separator that ASCII has for this
COUNTED = {  # the fields whose values the tables hold; those of other fields are in the records only
    "year": "NULL",
    "month": "NULL",
    "week": "NULL",
    "gap": "NULL",
    "post": "c.post",
    "classification": "c.classification",
    "tag": "(SELECT group_concat(tag, char(31)) FROM tags WHERE cable = c.key)",
    "marking": "(SELECT group_concat(marking, char(31)) FROM paragraphs WHERE cable = c.key)",
}
_LINE = 'c.id, c.date, c."from", c.classification, c.subject, c.path, c.member'
LISTED = f"SELECT {_LINE} FROM cables c"
NODES = f"SELECT c.key, {_LINE} FROM cables c"
REFERENCES = "SELECT label, text, kind, id FROM refs WHERE cable = ? ORDER BY n"
EVERY = "1"  # the condition that all cables fit
# A condition on a table that depends on cables: to find all cables that fit, and to ask it of one cable after another.
AMONG_ALL = "c.key IN (SELECT cable FROM {table} WHERE {any_of})"
OF_EACH = "EXISTS (SELECT 1 FROM {table} WHERE cable = c.key AND ({any_of}))"
SORTS = {"date": "date", "id": "id", "from": '"from"', "class": "classification", "subject": "subject"}


def insert(table: str, columns: str) -> str:
    """A row with all these columns."""
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * (columns.count(',') + 1))})"


def add_words(index: str) -> str:
    """The words of the rows from a key on."""
    table, columns = INDEXES[index]
    return f"INSERT INTO {index} (rowid, {columns}) SELECT key, {columns} FROM {table} WHERE key >= ?"


def forget_words(index: str) -> str:
    """The words of the rows of a source's cables; it must be told them, since it holds no text."""
    table, columns = INDEXES[index]
    of = "source = ?" if table == "cables" else "cable IN (SELECT key FROM cables WHERE source = ?)"
    return (
        f"INSERT INTO {index} ({index}, rowid, {columns})"
        f" SELECT 'delete', key, {columns} FROM {table} WHERE {of}"
    )


def forget(table: str) -> str:
    """The rows of a source's cables."""
    return f"DELETE FROM {table} WHERE cable IN (SELECT key FROM cables WHERE source = ?)"


def where(filters: Filters | None, form: str = AMONG_ALL) -> tuple[str, list[str]]:
    """The condition on `cables c`, and its values; `filters.Filters.fit` says the same of a cable."""
    parts: list[tuple[str, list[str]]] = []
    if filters:
        parts += _any(filters.senders, _sender)
        parts += _exists(form, "addressees", filters.recipients, _recipient)
        # Fewer cables are of a post than of a time or a level: the plus keeps the engine from the indexes of these.
        plus = "+" * bool(filters.senders)
        parts += [(f"{plus}c.date >= ?", [filters.since])] if filters.since else []
        parts += [(f"substr(c.date, 1, {len(filters.until)}) <= ?", [filters.until])] if filters.until else []
        parts += _exists(form, "tags", filters.tags, lambda _: "tag = ?")
        levels = [level + end for level in filters.levels for end in ("", NOFORN)]
        parts += [(f"{plus}c.classification IN ({', '.join('?' * len(levels))})", levels)] if levels else []
        parts += _exists(form, "refs", filters.refs, lambda _: "id = ?")
        parts += _exists(form, "participants", filters.participants, lambda _: "instr(lower(text), ?)")
    text = " AND ".join(f"({condition})" for condition, _ in parts)
    return text or EVERY, [value for _, values in parts for value in values]


def _sender(name: str) -> str:
    return "c.post = ?" if is_post(name) else "instr(' ' || upper(c.\"from\"), ' ' || ?)"


def _recipient(name: str) -> str:
    return "post = ?" if is_post(name) else "instr(' ' || upper(address), ' ' || ?)"


def _any(wanted: tuple[str, ...], condition: Callable[[str], str]) -> list[tuple[str, list[str]]]:
    """That it fits any of the values, each with a condition of its own."""
    return [(" OR ".join(map(condition, wanted)), list(wanted))] if wanted else []


def _exists(
    form: str, table: str, wanted: tuple[str, ...], condition: Callable[[str], str]
) -> list[tuple[str, list[str]]]:
    """That a row of the table which belongs to the cable does."""
    return [(form.format(table=table, any_of=any_of), values) for any_of, values in _any(wanted, condition)]


def order(sort: str, *, reverse: bool) -> str:
    """What to sort by; nulls are last either way, and equals stay as they were indexed."""
    return f"c.{SORTS[sort]} {'DESC' if reverse else 'ASC'} NULLS LAST, c.key"


def parts(sort: str | None, *, reverse: bool) -> tuple[str, ...]:
    """The same as the ends of statements that follow one another: so the index of a column gives its first few."""
    if sort is None:
        return (f"{EVERY} ORDER BY c.key {'DESC' if reverse else 'ASC'}",)
    column = f"c.{SORTS[sort]}"
    known = f"{column} IS NOT NULL ORDER BY {column} {'DESC' if reverse else 'ASC'}, c.key"
    return known, f"{column} IS NULL ORDER BY c.key"


class Index(NamedTuple):
    """Words that can be searched: which table of words, how its rows come to their cables, what is shown of them."""

    name: str
    key: str  # of its rows, in `cables` and in what is joined to it
    rows: str
    cables: str  # the way from its rows to their cables
    end: str  # the way from a cable to its first or last row
    column: str  # of the words
    columns: str
    text: str
    weight: float = 1.0


LAST = "SELECT max(key) FROM cables"


def fitting(condition: str) -> str:
    """The keys of the cables that fit, no more than a number."""
    return f"SELECT c.key FROM cables c WHERE {condition} LIMIT ?"


# CROSS keeps the order: what matches comes first, and not each cable that a filter lets pass.
_CABLE = "CROSS JOIN cables c ON c.key ="
SUBJECTS = Index(
    "cables_fts", "c.key", "", f"{_CABLE} f.rowid", "?", "c.subject", "NULL, NULL",
    "highlight(cables_fts, 0, char(2), char(3))",
    2.0,  # a word in the subject says more of a cable than one in the text
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
    """A search of one table of words, with the condition that its rows and their cables must meet."""

    table: Index
    match: str
    condition: str
    values: tuple[str, ...] = ()

    @property
    def parameters(self) -> tuple[str, ...]:
        """The query and the values of the condition, which each statement begins with."""
        return self.match, *self.values

    def narrowed(self, condition: str, values: Iterable[str]) -> "Search":
        """The same search of cables that meet one more condition."""
        together = f"{self.condition} AND {condition}"
        return self._replace(condition=together, values=(*self.values, *values))

    def among(self, condition: str, values: Iterable[str]) -> "Search":
        """The same for few cables: their rows are a set, and no cable is looked up for each row that matches."""
        fitting = f"SELECT {self.table.key} FROM cables c {self.table.rows} WHERE {condition}"
        return self.narrowed(f"+f.rowid IN ({fitting})", values)

    def rows(self, *, by_date: bool, shown: str = "") -> str:
        """Of each row that matches: its rank, two columns more to sort by, its key, and what is `shown` of it."""
        sort = "NULL, c.date IS NULL, c.date" if by_date else f"f.rank * {self.table.weight}, NULL, NULL"
        columns = ", ".join(filter(None, (sort, "f.rowid", shown)))
        matching = self._matching(by_date or shown != "" or self.condition != EVERY)
        return f"SELECT {columns} {matching} ORDER BY 1, 2, 3, 4 LIMIT ?"

    def row(self) -> str:
        """What is shown of the row with a key."""
        return f"SELECT {self.shown()} {self._matching()} AND f.rowid = ?"

    def reached(self) -> str:
        """How many rows match, whatever the condition, counted up to a number."""
        name = self.table.name
        return f"SELECT count(*) FROM (SELECT 1 FROM {name} WHERE {name} MATCH ? LIMIT ?)"

    def within(self, first: str = "?", last: str = "?") -> str:
        """Of the rows between two keys that match, no more than a number: key, hits, length of the text."""
        table = self.table
        hits = f"length(highlight({table.name}, 0, char(2), '')) - length({table.column})"
        keys = f"f.rowid BETWEEN {first} AND {last}"
        return f"SELECT f.rowid, {hits}, length({table.column}) {self._matching()} AND {keys} LIMIT ?"

    def of_cable(self) -> str:
        """The same between the first row of a cable and its last one, for the key of the cable twice."""
        return self.within(*(self.table.end.format(which) for which in ("min", "max")))

    def last(self) -> str:
        """The key of the last row of all."""
        return f"SELECT max(id) FROM {self.table.name}_docsize"

    def matching(self) -> str:
        """The key of the cable of each row that matches."""
        return f"SELECT c.key {self._matching()}"

    def shown(self) -> str:
        """The columns that are shown of a row."""
        table = self.table
        return f'c.key, c.id, c.date, c."from", c.classification, c.subject, {table.columns}, {table.text}'

    def _matching(self, is_joined: bool = True) -> str:
        name, cables = self.table.name, self.table.cables if is_joined else ""
        return f"FROM {name} f {cables} WHERE {name} MATCH ? AND {self.condition}"
