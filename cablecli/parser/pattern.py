"""One helper: a regex that is verbose, named, compiled on first use, and known to the linearity test."""

from typing import Any

import regex

PATTERNS: dict[str, "Pattern"] = {}


class Pattern:
    """A lazily compiled verbose regex. `match`, `search`, ... are those of the compiled pattern."""

    def __init__(self, name: str, source: str, *, ignore_case: bool = False) -> None:
        self.name = name
        self.source = source
        self.flags = regex.VERBOSE | (regex.IGNORECASE if ignore_case else 0)
        PATTERNS[name] = self

    def __getattr__(self, method: str) -> Any:
        compiled = regex.compile(self.source, self.flags)
        for name in ("match", "fullmatch", "search", "finditer", "findall", "split", "sub"):
            setattr(self, name, getattr(compiled, name))
        return getattr(compiled, method)
