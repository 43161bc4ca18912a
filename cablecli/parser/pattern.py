"""The regular expressions of the parser: verbose, and each with a name that says what it finds."""

import re

from cablecli.lazy import lazy

NAMES: dict[str, str] = {}  # by source
_ANY_CASE = re.VERBOSE | re.IGNORECASE
_ASCII_CASE = _ANY_CASE | re.ASCII
_CLASSES = (r"\s", r"\w", r"\d", r"\S", r"\W", r"\D", r"\B")  # with these ASCII would be another pattern


def pattern(name: str, source: str, *, ignore_case: bool = False) -> re.Pattern[str]:
    """A verbose pattern that is compiled when it is first used.

    Of the letters only ASCII's have case: K and S have a third form elsewhere, which makes every set of letters a large
    one and the pattern a third dearer to compile. Blanks and the ends of words stay those of all scripts.
    """
    flags = re.VERBOSE
    if ignore_case and any(escape in source for escape in _CLASSES):
        flags = _ANY_CASE
    elif ignore_case:
        source, flags = source.replace(r"\b", r"(?u:\b)"), _ASCII_CASE
    NAMES[source] = name
    return lazy(source, flags)
