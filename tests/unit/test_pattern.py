"""What `ignore_case` means: the case of ASCII letters, and nothing else."""

import re

from cablecli.parser.pattern import pattern

WORD = pattern("test word", r"\b (?P<word>[A-Z]+sk) \b", ignore_case=True)
BLANK = pattern("test blank", r"a \s b", ignore_case=True)


def test_case_is_ignored_for_ascii_letters_only() -> None:
    assert WORD.fullmatch("tAsk") and WORD.fullmatch("TASK")
    assert not WORD.fullmatch("TA\u017fK") and not WORD.fullmatch("TAS\u212a")


def test_a_word_ends_where_it_does_in_any_script() -> None:
    assert WORD.search("(ask)") and WORD.search("\u2014ask\u201d")
    assert not WORD.search("\u00e9ask") and not WORD.search("ask\u00e9") and not WORD.search("ask\u0416")


def test_a_blank_is_one_of_any_script() -> None:
    assert BLANK.fullmatch("A\u2003B") and BLANK.fullmatch("a b")


def test_case_of_ascii_is_what_makes_a_pattern_cheap_to_compile() -> None:
    assert WORD.flags & re.ASCII and WORD.flags & re.IGNORECASE and WORD.flags & re.VERBOSE
