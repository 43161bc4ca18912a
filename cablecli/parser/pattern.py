"""The regular expressions of the parser: verbose, and each with a name that says what it finds."""

import re

from cablecli.lazy import lazy

NAMES: dict[str, str] = {}  # by source


def pattern(name: str, source: str, *, ignore_case: bool = False) -> re.Pattern[str]:
    """A verbose pattern that is compiled when it is first used."""
    flags = re.VERBOSE
    if ignore_case:
        flags |= re.IGNORECASE
        # Of the letters only ASCII's have case: K and S have a third form elsewhere, which makes every set of letters a
        # large one and the pattern a third dearer to compile. Blanks and the ends of words stay those of all scripts.
        if r"\s" not in source:
            source = source.replace(r"\b", r"(?u:\b)")
            flags |= re.ASCII
    NAMES[source] = name
    return lazy(source, flags)
