from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest

from cablecli.cli import inputs
from cablecli.store.writer import Writer


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


def test_only_a_query_is_the_users_error(tmp_path: Path) -> None:
    path = tmp_path / "cables.db"
    Writer(str(path)).close()
    settings: Any = SimpleNamespace(database=str(path))
    with pytest.raises(ValueError, match="invalid literal"):  # a fault of the program
        inputs.asked(settings, lambda _: int("bug"))
    with pytest.raises(click.UsageError, match="no word to search for"):
        inputs.asked(settings, lambda collection: len(list(collection.search("?"))))
