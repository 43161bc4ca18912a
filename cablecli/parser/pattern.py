"""One helper: a regex that is verbose, named, compiled on first use, and known to the linearity test."""

from typing import TYPE_CHECKING, Any

import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from re import Match

PATTERNS: dict[str, "Pattern"] = {}


class Pattern:
    """A lazily compiled verbose regex. `match`, `search`, ... are those of the compiled pattern."""

    if TYPE_CHECKING:
        match: Callable[..., Match[str] | None]
        fullmatch: Callable[..., Match[str] | None]
        search: Callable[..., Match[str] | None]
        finditer: Callable[..., Iterator[Match[str]]]
        findall: Callable[..., list[str]]
        split: Callable[..., list[str]]
        sub: Callable[..., str]

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
