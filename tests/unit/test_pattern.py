"""What `ignore_case` means: the case of ASCII letters, and nothing else."""

import re
from importlib import import_module
from pkgutil import walk_packages

import cablecli.parser
from cablecli.patterns import ALL, NAMES, pattern

WORD = pattern("test word", r"\b (?P<word>[A-Z]+sk) \b", ignore_case=True)
BLANK = pattern("test blank", r"a \s b", ignore_case=True)
LETTER = pattern("test letter", r"a \w", ignore_case=True)


def test_case_is_ignored_for_ascii_letters_only() -> None:
    assert WORD.fullmatch("tAsk") and WORD.fullmatch("TASK")
    assert not WORD.fullmatch("TA\u017fK") and not WORD.fullmatch("TAS\u212a")


def test_a_word_ends_where_it_does_in_any_script() -> None:
    assert WORD.search("(ask)") and WORD.search("\u2014ask\u201d")
    assert not WORD.search("\u00e9ask") and not WORD.search("ask\u00e9") and not WORD.search("ask\u0416")


def test_a_blank_or_letter_is_one_of_any_script() -> None:
    assert BLANK.fullmatch("A\u2003B") and BLANK.fullmatch("a b")
    assert LETTER.fullmatch("a\u00e9") and LETTER.fullmatch("A\u0416")


def test_case_of_ascii_is_what_makes_a_pattern_cheap_to_compile() -> None:
    assert WORD.flags & re.ASCII and WORD.flags & re.IGNORECASE and WORD.flags & re.VERBOSE


def _loaded() -> list[re.Pattern[str]]:
    for module in walk_packages(cablecli.parser.__path__, "cablecli.parser."):
        import_module(module.name)
    return ALL


def test_no_pattern_wants_the_case_of_other_letters_ignored() -> None:
    """Unless both cases are written; the first sign of a misread pilcrow, which is always a capital, aside."""
    for found in _loaded():
        if found.pattern in NAMES and found.flags & re.ASCII:
            signs = found.pattern.replace("\u00c2\u00b6", "")
            assert all(
                sign.isascii() or sign.lower() == sign.upper() or sign.swapcase() in signs for sign in signs
            ), NAMES[found.pattern]
