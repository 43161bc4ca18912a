import pytest

from cablecli.cli import inputs


def test_each_word_of_a_long_command_line_is_looked_at_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    is_input = inputs._is_input
    monkeypatch.setattr(inputs, "_is_input", lambda word: looked.append(word) or is_input(word))
    words = [f"09VALLETTA{number}" for number in range(1, 501)]
    assert list(inputs._grouped([*words, "07", "PORT", "OF", "SPAIN", "0123"])) == [
        *words,
        "07 PORT OF SPAIN 0123",
    ]
    assert len(looked) < 10 * len(words)
