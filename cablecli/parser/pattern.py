"""The regular expressions of the parser: verbose, and each with a name that says what it finds."""

import re

from cablecli.lazy import lazy

NAMES: dict[str, str] = {}  # by source


def pattern(name: str, source: str, *, ignore_case: bool = False) -> re.Pattern[str]:
    """A verbose pattern that is compiled when it is first used."""
    NAMES[source] = name
    return lazy(source, re.VERBOSE | (re.IGNORECASE if ignore_case else re.NOFLAG))
