"""The questions that a collection is asked, in SQL. Values always travel apart from the text."""

from collections.abc import Callable
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


def where(filters: Filters | None) -> tuple[str, list[str]]:
    """The condition on `cables c`, and its values; `filters.Filters.fit` says the same of a cable."""
    parts: list[tuple[str, list[str]]] = []
    if filters:
        parts += _any(filters.senders, _sender)
        parts += _exists("addressees", filters.recipients, _recipient)
        parts += [("c.date >= ?", [filters.since])] if filters.since else []
        parts += [(f"substr(c.date, 1, {len(filters.until)}) <= ?", [filters.until])] if filters.until else []
        parts += _exists("tags", filters.tags, lambda _: "tag = ?")
        parts += _any(filters.levels, lambda _: f"replace(c.classification, '{NOFORN}', '') = ?")
        parts += _exists("refs", filters.refs, lambda _: "id = ?")
        parts += _exists("participants", filters.participants, lambda _: "instr(lower(text), ?)")
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
    table: str, wanted: tuple[str, ...], condition: Callable[[str], str]
) -> list[tuple[str, list[str]]]:
    """That a row of the table which belongs to the cable does."""
    found = _any(wanted, condition)
    return [(f"c.key IN (SELECT cable FROM {table} WHERE {any_of})", values) for any_of, values in found]


def order(sort: str, *, reverse: bool) -> str:
    """What to sort by; nulls are last either way, and equals stay as they were indexed."""
    return f"c.{SORTS[sort]} {'DESC' if reverse else 'ASC'} NULLS LAST, c.key"


class Index(NamedTuple):
    """Words that can be searched: which table of words, how its rows come to their cables, what is shown of them."""

    name: str
    key: str  # of its rows, in `cables` and in what is joined to it
    rows: str
    cables: str  # the way from its rows to their cables
    columns: str
    text: str
    weight: float = 1.0


# CROSS keeps the order: what matches comes first, and not each cable that a filter lets pass.
_CABLE = "CROSS JOIN cables c ON c.key ="
SUBJECTS = Index(
    "cables_fts", "c.key", "", f"{_CABLE} f.rowid", "NULL, NULL", "highlight(cables_fts, 0, char(2), char(3))",
    2.0,  # a word in the subject says more of a cable than one in the text
)  # fmt: skip
PARAGRAPHS = Index(
    "paragraphs_fts", "p.key", "CROSS JOIN paragraphs p ON p.cable = c.key",
    f"CROSS JOIN paragraphs p ON p.key = f.rowid {_CABLE} p.cable", "p.number, p.marking",
    "snippet(paragraphs_fts, 0, char(2), char(3), '…', 28)",
)  # fmt: skip
PEOPLE = Index(
    "participants_fts", "p.key", "CROSS JOIN participants p ON p.cable = c.key",
    f"CROSS JOIN participants p ON p.key = f.rowid {_CABLE} p.cable", "p.paragraph, NULL",
    "highlight(participants_fts, 0, char(2), char(3))",
)  # fmt: skip
BY_DATE = "c.date IS NULL, c.date, c.key"
BY_RANK = "score"  # of what the condition leaves; the engine ranks all by `rank`


def fitting(condition: str) -> str:
    """How many cables fit, counted up to a number."""
    return f"SELECT count(*) FROM (SELECT 1 FROM cables c WHERE {condition} LIMIT ?)"


def among(index: Index, condition: str) -> str:
    """The same condition on the rows themselves: of few cables, which need not be looked up for each row."""
    return f"+f.rowid IN (SELECT {index.key} FROM cables c {index.rows} WHERE {condition})"


class Search(NamedTuple):
    """A search of one table of words, whose condition is one on cables, or, where these are few, on the rows."""

    table: Index
    condition: str
    values: tuple[str, ...]  # the query and those of the condition
    is_narrow: bool

    def hits(self, sort: str) -> str:
        """Of the rows that match one in so many, with their cables."""
        table = self.table
        return f"""
            SELECT c.key, c.id, c.date, c."from", c.classification, c.subject, {table.columns}, {table.text},
                   f.rank * {table.weight} AS score
            FROM {table.name} f {table.cables}
            WHERE {table.name} MATCH ? AND {self.condition} AND f.rowid % ? = 0 ORDER BY {sort} LIMIT ?"""

    def first(self) -> str:
        """How many of the first rows match, and the key of the last of them."""
        table, cables = self.table, "" if self.condition == EVERY else self.table.cables
        return f"""
            SELECT count(*), max(key) FROM (SELECT f.rowid AS key FROM {table.name} f {cables}
                                            WHERE {table.name} MATCH ? AND {self.condition} LIMIT ?)"""

    def last(self) -> str:
        """The key of the last row of all."""
        return f"SELECT max(id) FROM {self.table.name}_docsize"

    def matching(self) -> str:
        """The key of the cable of each row that matches."""
        table = self.table
        return (
            f"SELECT c.key FROM {table.name} f {table.cables} WHERE {table.name} MATCH ? AND {self.condition}"
        )
