"""A signal that comes while an output is being made leaves nothing of it behind."""

import os
import signal
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from cablecli.cli.exporting import growing
from cablecli.cli.output import opened


@pytest.mark.parametrize(("name", "begin"), [("open", opened), ("mkdir", growing)])
def test_a_signal_as_soon_as_the_hidden_output_is_there(
    name: str,
    begin: Callable[[str], AbstractContextManager[object]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make = getattr(os, name)

    def made(path: Path, *args: Any, **more: Any) -> Any:
        result = make(path, *args, **more)
        monkeypatch.undo()
        assert [one.name[:10] for one in tmp_path.iterdir()] == [".cablecli."]
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            if name == "open":
                os.close(result)

    monkeypatch.setattr(os, name, made)
    with pytest.raises(SystemExit), begin(str(tmp_path / "out")):
        pass
    assert list(tmp_path.iterdir()) == []
