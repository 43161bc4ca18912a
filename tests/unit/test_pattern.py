"""What `ignore_case` means: the case of ASCII letters, and nothing else."""

import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from string import punctuation

import pytest

import cablecli.parser
from cablecli.patterns import ALL, NAMES, _Lazy, pattern

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


@pytest.mark.parametrize("method", ["search", "match", "fullmatch", "finditer"])
def test_a_pattern_with_signs_is_compiled_at_the_first_text_that_holds_one(method: str) -> None:
    made = pattern("test sign", r"x [ ] task", ignore_case=True, signs=("TASK", "ASK"))

    def found(*args: object) -> bool:
        result = getattr(made, method)(*args)
        return bool(list(result) if method == "finditer" else result)

    assert not found("x t x") and not found("x task", 4)
    assert "search" not in vars(made)
    assert found("x Task") and "search" in vars(made)


def test_a_pattern_with_signs_waits_for_no_more_than_a_hundred_texts() -> None:
    made = pattern("test wait", "task", signs=("TASK",))
    assert not any(made.search("x") for _ in range(1000))
    assert "search" in vars(made)


def test_every_match_of_a_pattern_with_signs_holds_one() -> None:
    tests = Path(__file__).parents[1]
    texts = [path.read_text(errors="replace") for path in sorted(tests.rglob("*.txt"))]
    lines = {line.strip() for text in texts for line in text.split("\n")}
    lines |= {sign * count for sign in punctuation for count in (1, 2, 4, 8)}
    with_signs = [
        one for one in _loaded() if isinstance(one, _Lazy) and one.signs and isinstance(one.pattern, str)
    ]
    assert len(with_signs) > 20
    for one in with_signs:
        lacking = [line for line in lines if not any(map(line.upper().__contains__, one.signs))]
        assert not list(filter(re.compile(one.pattern, one.flags).search, lacking)), NAMES[one.pattern]
