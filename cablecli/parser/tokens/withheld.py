"""Recognizes the codes that a release prints in place of withheld words: `B6`, `1.4(D)`, `(b)(6)` (FORMAT 1.12)."""

from cablecli.patterns import pattern

CODE = r"""(?:B[0-9](?:\([A-Z]\))?|A[0-9]|1\.[45]\([A-H]\)|NR|\(b\)\([0-9]\)(?:\([A-Z]\))?)(?![0-9A-Za-z])"""
_CODES = pattern("codes alone", rf"""\[?{CODE}\]?(?:[ ,]{{1,9}}\[?{CODE}\]?){{0,14}}""")
CODE_ENDS = ")]0123456789R"  # the last characters of codes
_LONGEST = 60  # characters of all the codes for one passage


def is_withheld(text: str) -> bool:
    """Whether a line is only codes of withheld words: `B1`, `B1 1.4(B) 1.4(D)`, `[B6]`."""
    return len(text) < _LONGEST and text[-1] in CODE_ENDS and _CODES.fullmatch(text) is not None
