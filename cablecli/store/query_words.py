"""The query language: `word`, `"a phrase"`, `-word` to exclude, `a OR b`, `word*` for a beginning."""

from typing import NamedTuple

from cablecli.patterns import pattern

_TERM = pattern(
    "term of a query",
    r"""
    (?P<minus>-)? (?: "(?P<phrase>[^"]*)"?     # without its closing quote, a phrase goes to the end of the query
                    | (?P<word>[^\s"]+) )
    """,
)
_LETTER = pattern("character that the index keeps", r"[^\W_]")


class Term(NamedTuple):
    """A word or phrase, quoted for the engine; `is_other` if it follows OR."""

    quoted: str
    is_left_out: bool
    is_other: bool


def match_expression(query: str) -> str:
    """The query in the engine's language, safely quoted. ValueError if it has no word to search for."""
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
        raise ValueError("there is no word to search for" if not terms else "it only says what is not wanted")
    wanted = " AND ".join(f"({' OR '.join(group)})" for group in groups)
    left_out = [term.quoted for term in terms if term.is_left_out]
    return f"({wanted}) NOT ({' OR '.join(left_out)})" if left_out else wanted


def _terms(query: str) -> list[Term]:
    terms: list[Term] = []
    is_other = False
    for found in _TERM.finditer(query):
        text = found["word"] or found["phrase"] or ""
        if found["word"] == "OR":
            is_other = True
        elif _LETTER.search(text):
            star = "*" if found["word"] and text.endswith("*") else ""
            terms.append(Term(f'"{text.rstrip("*")}"{star}', bool(found["minus"]), is_other))
            is_other = False
    return terms
