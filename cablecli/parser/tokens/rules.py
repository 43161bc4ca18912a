"""Lines of dashes, asterisks or equals signs that set something off."""

_SIGNS = "-=*_~\u2010\u2011\u2012\u2013\u2014\u2015"  # among them all dashes


def is_rule(text: str) -> bool:
    """A line of dashes, asterisks, equals or underscores; also one broken by the 45-character blank.

    A line with several groups of dashes is the head of a table and no rule.
    """
    if not text or text[0] not in _SIGNS or text.strip(_SIGNS + " \t"):
        return False
    groups = text.split()
    if len(groups) == 1:
        return len(text) >= 3
    if len(groups) == 2 and "  " not in text:
        return len(groups[0]) >= 20 or len(groups[1]) < 4
    return len(groups[0]) >= 40 or (all(len(g) == 1 for g in groups) and len(groups) > 2)
