"""Outputs: what a signal leaves of one that is being made, and what is shown of one without a pager."""

import io
import os
import signal
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from cablecli.cli.exporting import growing
from cablecli.cli.output import opened
from cablecli.cli.pager import Paged


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


def test_without_a_usable_pager_what_exceeds_the_screen_is_held_back_no_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CABLECLI_PAGER", "no-such-pager")
    raw = io.BytesIO()
    shown = io.TextIOWrapper(raw, "utf-8")
    output = Paged(shown, links=False)
    written = ""
    for piece in ("line\n" * 20, "line\n" * 20, "more\n", "most\n"):
        output.write(piece)
        written += piece
        held = written.count("\n") < 24
        assert raw.getvalue().decode() == ("" if held else written)
    output.close()
    assert raw.getvalue().decode() == written


def test_a_device_is_closed_where_the_run_ends_early() -> None:
    with pytest.raises(ZeroDivisionError), opened(os.devnull) as output:
        raise ZeroDivisionError
    assert output.stream.closed
