"""Lists of words that rules look up, each a file in `data/words/` that begins with its reason."""

import os
from functools import cache

_FOLDER = os.path.join(os.path.dirname(__file__), "data", "words", "")  # noqa: PTH118, PTH120 - pathlib takes 3 ms to load


@cache
def words(name: str) -> frozenset[str]:
    """The words of the list `name`. Its file has one a line; `#` begins a remark."""
    with open(f"{_FOLDER}{name}.txt", encoding="utf-8") as file:  # noqa: PTH123
        lines = (line.partition("#")[0].strip() for line in file)
        return frozenset(filter(None, lines))
