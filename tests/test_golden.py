"""Golden cables: each NAME.txt beside NAME.json, which holds the keys that the case is about."""

import json
from pathlib import Path
from typing import Any

import pytest

from cablecli import parse

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


def kept(want: Any, got: Any) -> Any:
    """The part of a record that an expected one holds: the same keys, in lists those of any item."""
    if isinstance(want, dict) and isinstance(got, dict):
        return {key: kept(want[key], got.get(key)) for key in want}
    if isinstance(want, list) and isinstance(got, list) and all(isinstance(one, dict) for one in want):
        keys = {key: value for one in want for key, value in one.items()}
        examples = want + [keys] * len(got)
        return [kept(example, one) for example, one in zip(examples, got, strict=False)] if keys else got
    return got


def wrong(path: Path) -> list[str]:
    """What the record of a case's cable says otherwise."""
    return differences(json.loads(path.read_text(encoding="utf-8")), parse(text_of(path)).to_dict())


def update(path: Path) -> None:
    """Write what is found now into a case, as far as it holds the keys."""
    found = kept(json.loads(path.read_text(encoding="utf-8")), parse(text_of(path)).to_dict())
    path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_golden(path: Path, pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("update_golden") and wrong(path):
        update(path)
    assert not wrong(path), "\n".join(wrong(path))
