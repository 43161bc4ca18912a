"""Golden cables: each NAME.txt beside NAME.json, which holds the keys that the case is about."""

import json
from pathlib import Path
from typing import Any

import pytest

from cablecli.parser import parse

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "samples"
CASES = sorted((HERE / "golden").rglob("*.json"))


def text_of(path: Path) -> str:
    """The cable beside an expected record; those of the samples stand in `samples/`."""
    beside = path.with_suffix(".txt")
    return (beside if beside.exists() else SAMPLES / beside.name).read_text(encoding="utf-8")


def differences(want: Any, got: Any, where: str = "") -> list[str]:
    """What the expected part of a record says and the record does not."""
    if isinstance(want, dict) and isinstance(got, dict):
        return [d for key in want for d in differences(want[key], got.get(key), f"{where}.{key}")]
    if isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        return [
            d
            for k, pair in enumerate(zip(want, got, strict=True))
            for d in differences(*pair, f"{where}[{k}]")
        ]
    return [] if want == got else [f"{where}: wanted {want!r}, got {got!r}"]


def test_there_are_cases() -> None:
    assert len(CASES) > 100


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_golden(path: Path) -> None:
    want = json.loads(path.read_text(encoding="utf-8"))
    got = parse(text_of(path)).to_dict()
    assert not differences(want, got), "\n".join(differences(want, got))
