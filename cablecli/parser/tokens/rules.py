"""Recognizes rules: lines of dashes, asterisks or equals signs that set something off."""

SIGNS = "-=*_~\u2010\u2011\u2012\u2013\u2014\u2015\u2500\u2501\u2550"  # every kind of dash, lines of boxes
_SIGNS_AND_BLANKS = f"{SIGNS} \t"
_SHORTEST = 3  # characters: two are a dash
_LONG = 20  # characters: the first part of a rule that the relay broke has at least as many
_REST = 4  # characters: else the second part has fewer
_WHOLE = 40  # characters: a rule as long does not belong to a single column of a table


def is_rule(text: str) -> bool:
    """Whether a line is a rule, perhaps broken by a blank after 45 characters.

    Several groups of dashes belong to the head of a table and are not a rule.
    """
    if not text or text[0] not in SIGNS or text.strip(_SIGNS_AND_BLANKS):
        return False
    groups = text.split()
    if len(groups) == 1:
        return len(text) >= _SHORTEST
    if len(groups) == 2 and "  " not in text:
        return _is_rule_of_two(*groups)
    return len(groups[0]) >= _WHOLE or (all(len(g) == 1 for g in groups) and len(groups) > 2)


def _is_rule_of_two(first: str, second: str) -> bool:
    """Whether two groups are a rule that the relay broke, or one that a mail gateway escaped: `- -----` (RFC 934)."""
    return first == "-" or len(first) >= _LONG or len(second) < _REST
