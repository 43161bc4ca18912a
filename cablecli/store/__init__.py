"""A collection: cables in one SQLite database, found by id, by filter, by word.

`Writer` puts records in, `Collection` gets them out; both speak SQL only through `queries` and `schema.sql`.
Nothing is imported here, so that filters and spellings of ids cost no SQLite.
"""

from cablecli.errors import CableError

DATABASE = "cables.db"  # the file of a collection that no name is given for
PLACES = ("subject", "paragraphs", "participants", "comment", "summary")  # where a search may look


class StoreError(CableError):
    """The collection cannot be opened, read or written; `str(error)` says why, without its name."""
