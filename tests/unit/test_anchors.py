"""No pattern runs over a whole text unless it begins with a literal: a word is searched, the pattern runs around it."""

import re
from collections.abc import Iterator
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from cablecli import parse, patterns
from cablecli.errors import NotACable
from tests.synthetic import cables, message, record

_WHOLE = 25  # lines: more than those of a field; a run with an end is one in a window
# These take a text apart, so that their matches are all that it consists of.
_TAKEN_APART = {"word of letters", "all but letters, figures and line ends"}


def _texts() -> Iterator[str]:
    top = Path(__file__).parents[1]
    for folder in (top / "golden", top.parent / "samples"):
        yield from (path.read_text(encoding="utf-8", errors="replace") for path in folder.rglob("*.txt"))
    yield from (text for one in cables(5, seed=1) for text in (one.text, record(one), message(one)))


def _is_anchored(pattern: re.Pattern[str]) -> bool:
    """Whether a search for it is a search for a sign."""
    if pattern.flags & re.IGNORECASE:
        return False
    kind, what = _parser.parse(pattern.pattern, pattern.flags)[0]
    if kind is _constants.MAX_REPEAT and what[0] > 0:
        kind = what[2][0][0]
    return kind is _constants.LITERAL


@pytest.fixture(name="ran")
def _ran(monkeypatch: pytest.MonkeyPatch) -> set[re.Pattern[str]]:
    """The patterns that run over whole texts from now on."""
    found: set[re.Pattern[str]] = set()

    def watched(of: Any, method: str) -> Any:
        compiled = re.compile(of.pattern, of.flags)
        run = getattr(compiled, method)
        if method not in ("search", "finditer", "findall", "split", "sub"):
            return run

        def noted(*args: Any, **more: Any) -> Any:
            text, begin, end = (*(args[1:] if method == "sub" else args), 0, None)[:3]
            if end is None and text[begin:].count("\n" if isinstance(text, str) else b"\n") > _WHOLE:
                found.add(compiled)
            return run(*args, **more)

        return noted

    for lazy in patterns.ALL:
        for method in set(vars(lazy)) - {"pattern", "flags"}:
            monkeypatch.delattr(lazy, method)  # those of the compiled one
    monkeypatch.setattr(patterns._Lazy, "__getattr__", watched)
    return found


def test_patterns_that_run_over_whole_texts_begin_with_a_literal(ran: set[re.Pattern[str]]) -> None:
    for text in _texts():
        try:
            parse(text)
        except NotACable:
            continue
    names = {patterns.NAMES.get(pattern.pattern, pattern.pattern) for pattern in ran}
    assert {"page line", "release line with codes"} <= names
    loose = {patterns.NAMES.get(p.pattern, p.pattern) for p in ran if not _is_anchored(p)}
    assert loose <= _TAKEN_APART


def test_a_pattern_around_words_finds_what_it_finds_alone() -> None:
    sought = re.compile(r"[0-9]{1,4} OF [0-9]{1,4}(?![0-9])")
    for text in ("1 OF 2", "x" * 50 + "12 OF 34, 1234 OF 4321" + "y" * 50 + " OF " * 9 + "5 OF 67", "OF", ""):
        found = patterns.around([" OF "], sought, text, 4, 9)
        assert [one.span() for one in found] == [one.span() for one in sought.finditer(text)]
