"""Fixtures of the unit tests."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cablecli.errors import CableError
from cablecli.sources import Failure, walk


@pytest.fixture(name="read")
def _read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[tuple[str, bytes | str]]]:
    """The names in a file of these bytes with what each holds, or why it does not."""
    monkeypatch.chdir(tmp_path)

    def read(data: bytes | None, name: str = "box") -> list[tuple[str, bytes | str]]:
        if data is not None:
            Path(name).write_bytes(data)
        found: list[tuple[str, bytes | str]] = []
        for one in walk([name]):
            if isinstance(one, Failure):
                found.append((one.name, str(one.error)))
                continue
            try:
                held = one.stream.read()
                assert one.data in (None, held)
                found.append((one.name, held))
            except CableError as error:
                found.append((one.name, str(error)))
        return found

    return read
