"""The collection: cables in one SQLite database, to be found by id, by filter or by word.

`writer.Writer` puts cables in, `collection.Collection` gets them out. All SQL is in `queries` and `schema.sql`.
`filters` and `ids` are used for files too, so SQLite is not imported here.
"""

from cablecli.errors import CableError

DATABASE = "cables.db"  # the default name of a collection's file
PLACES = ("subject", "paragraphs", "participants", "comment", "summary")  # to which a search can be limited
SORTS = ("date", "id", "from", "class", "subject")  # by which a list can be sorted


class StoreError(CableError):
    """The collection cannot be opened, read or written; `str(error)` says why, without its name."""


class QueryError(StoreError, ValueError):
    """A query that asks for nothing."""
