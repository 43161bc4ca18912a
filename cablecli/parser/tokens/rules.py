"""Lines of dashes, asterisks or equals signs that set something off."""

_SIGNS = "-=*_~\u2010\u2011\u2012\u2013\u2014\u2015"  # among them all dashes
_SHORTEST = 3  # signs: two are a dash
_LONG = 20  # signs of a rule that the relay broke at a place of its own
_REST = 4  # signs of the rest that it left in the line
_WHOLE = 40  # signs: a rule as long is none over one column of a table


def is_rule(text: str) -> bool:
    """A line of dashes, asterisks, equals or underscores; also one broken by the 45-character blank.

    A line with several groups of dashes is the head of a table and no rule.
    """
    if not text or text[0] not in _SIGNS or text.strip(_SIGNS + " \t"):
        return False
    groups = text.split()
    if len(groups) == 1:
        return len(text) >= _SHORTEST
    if len(groups) == 2 and "  " not in text:
        return len(groups[0]) >= _LONG or len(groups[1]) < _REST
    return len(groups[0]) >= _WHOLE or (all(len(g) == 1 for g in groups) and len(groups) > 2)
