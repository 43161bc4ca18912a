"""The questions that a collection is asked, in SQL. Values always travel apart from the text."""

from cablecli.store.filters import NOFORN, Filters

CHILDREN = {  # what depends on a cable, and the columns behind `cable`
    "paragraphs": "number, marking, heading, label, text, joined",
    "tags": "n, tag, kind, name",
    "refs": "n, label, text, kind, id",
    "addressees": "n, kind, address, post, precedence, number",
    "participants": "side, name, title, role, notetaker, paragraph, text",
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
LISTED = 'SELECT c.id, c.date, c."from", c.classification, c.subject, c.path, c.member FROM cables c'
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
        parts += _each(filters.senders, "c.post = ? OR instr(' ' || upper(c.\"from\"), ' ' || ?)", 2)
        address = "a.post = ? OR instr(' ' || upper(a.address), ' ' || ?)"
        parts += _exists(filters.recipients, "addressees a", "a", address, 2)
        parts += [("c.date >= ?", [filters.since])] if filters.since else []
        parts += [(f"substr(c.date, 1, {len(filters.until)}) <= ?", [filters.until])] if filters.until else []
        parts += _exists(filters.tags, "tags t", "t", "t.tag = ?", 1)
        parts += _each(filters.levels, f"c.classification IN (?, ? || '{NOFORN}')", 2)
        parts += _exists(filters.refs, "refs r", "r", "r.id = ?", 1)
        parts += _exists(filters.participants, "participants p", "p", "instr(lower(p.text), ?)", 1)
    text = " AND ".join(f"({condition})" for condition, _ in parts)
    return text or "1", [value for _, values in parts for value in values]


def _each(wanted: tuple[str, ...], condition: str, uses: int) -> list[tuple[str, list[str]]]:
    """The condition for any of the values, each of which it uses so often."""
    if not wanted:
        return []
    return [(" OR ".join([condition] * len(wanted)), [value for value in wanted for _ in range(uses)])]


def _exists(
    wanted: tuple[str, ...], table: str, short: str, condition: str, uses: int
) -> list[tuple[str, list[str]]]:
    return [
        (f"c.key IN (SELECT {short}.cable FROM {table} WHERE {any_of})", values)
        for any_of, values in _each(wanted, condition, uses)
    ]


def order(sort: str, *, reverse: bool) -> str:
    """What to sort by; nulls are last either way, and equals stay as they were indexed."""
    return f"c.{SORTS[sort]} {'DESC' if reverse else 'ASC'} NULLS LAST, c.key"


def ranked_paragraphs(condition: str, sort: str, extra: str) -> str:
    """Paragraphs that match, the best first; `extra` narrows them to a kind."""
    return f"""
        SELECT c.key, c.id, c.date, c."from", c.classification, c.subject, p.number, p.marking,
               snippet(paragraphs_fts, 0, char(2), char(3), '…', 28), f.rank
        FROM paragraphs_fts f JOIN paragraphs p ON p.key = f.rowid JOIN cables c ON c.key = p.cable
        WHERE paragraphs_fts MATCH ? AND {condition}{extra}
        ORDER BY {sort} LIMIT ?"""


def ranked_subjects(condition: str, sort: str) -> str:
    """Cables whose subject matches."""
    return f"""
        SELECT c.key, c.id, c.date, c."from", c.classification, c.subject, NULL, NULL,
               highlight(cables_fts, 0, char(2), char(3)), f.rank * {SUBJECT_WEIGHT}
        FROM cables_fts f JOIN cables c ON c.key = f.rowid
        WHERE cables_fts MATCH ? AND {condition} ORDER BY {sort} LIMIT ?"""


def ranked_people(condition: str, sort: str) -> str:
    """Participants that match."""
    return f"""
        SELECT c.key, c.id, c.date, c."from", c.classification, c.subject, p.paragraph, NULL,
               highlight(participants_fts, 0, char(2), char(3)), f.rank
        FROM participants_fts f JOIN participants p ON p.key = f.rowid JOIN cables c ON c.key = p.cable
        WHERE participants_fts MATCH ? AND {condition} ORDER BY {sort} LIMIT ?"""


SUBJECT_WEIGHT = 2.0  # a word in the subject says more of a cable than one in the text
