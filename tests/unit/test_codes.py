"""Every diagnostic that the package can give is documented, and every documented one has a case."""

import ast
import json
from pathlib import Path

from cablecli.model.codes import CODES

TOP = Path(__file__).parents[2]
GOLDEN = TOP / "tests" / "golden" / "diagnostics"


def emitted() -> set[str]:
    """The codes in the sources: a hyphenated literal that begins a Diagnostic, a note or a yielded finding."""
    codes = set()
    for path in (TOP / "cablecli").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in (
                "Diagnostic",
                "note",
            ):
                codes |= {
                    a.value for a in node.args[:1] if isinstance(a, ast.Constant) and isinstance(a.value, str)
                }
            if path.name == "checks.py" and isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
                first = node.value.elts[0]
                codes |= {first.value} if isinstance(first, ast.Constant) else set()
    return codes


def test_documented() -> None:
    assert emitted() - set(CODES) == set()


def test_no_code_is_only_documented() -> None:
    assert set(CODES) - emitted() == set()


def test_cross_checks_have_cases() -> None:
    seen = {d["code"] for path in GOLDEN.glob("*.json") for d in json.loads(path.read_text())["diagnostics"]}
    assert len(seen) >= 15
