"""Who may import whom: a module only those of layers below its own; outside libraries have one home."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import cablecli

PACKAGE = Path(cablecli.__file__).parent

# From low to high; what stands in one row may import each other only inside a package of its own.
LAYERS = (
    ("pattern_code",),
    ("patterns", "errors"),
    ("model", "facts"),
    ("text",),
    ("parser", "sources", "carriers"),
    ("reader", "in_short"),
    ("store",),
    ("views",),
    ("render",),
    ("export",),
    ("dask",),
    ("cli",),
    ("__main__",),
)
# The rooms of the parser, likewise.
ROOMS = (
    ("tokens",),
    ("lines",),
    ("people",),
    ("heading",),
    ("reading", "body"),
    ("meeting",),
    ("dialects",),
    ("checks", "kept", "redactions"),
    ("whole_text",),
    ("__init__",),
)
ROOM = {name: level for level, names in enumerate(ROOMS) for name in names}
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
# What a value of the model shows of itself, asked by a person: found only when the method is called.
SHOWN = {
    ("model/cable.py", "cablecli.render.document.document"),
    ("model/cable.py", "cablecli.render.notebook.cable"),
    ("model/value.py", "cablecli.render.notebook.table"),
}
HOMES = {
    "rich": ("render/terminal/", "render/progress.py"),
    "multiprocessing": "cli/pool.py",
    "click": "cli/",
    "sqlite3": "store/",
    "zstandard": "sources/packed.py",
    "py7zr": "sources/sevenzip.py",
    "pyarrow": "export/parquet.py",
    "networkx": "export/graph.py",
    "dask": "dask/",
    "distributed": "dask/",
    "fsspec": "dask/",
    "pandas": "dask/",
    "jinja2": "render/html/",
}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, also inside functions; not those for type checkers only."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in {path}"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part(name: str) -> str:
    """The layer that `cablecli.parser.body.x` or `parser/body.py` belongs to."""
    return name.removeprefix("cablecli.").split(".")[0]


def test_there_is_something_to_check() -> None:
    assert len(modules()) > 25
    assert {"cablecli.parser.parse", "cablecli.model.Cable"} <= set(
        imports(PACKAGE / "reader" / "__init__.py")
    )


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_below(path: Path) -> None:
    own = part(".".join(path.relative_to(PACKAGE).with_suffix("").parts))
    place = path.relative_to(PACKAGE).as_posix()
    for name in imports(path):
        if name.startswith("cablecli.") and name != "cablecli.__version__" and (place, name) not in SHOWN:
            other = part(name)
            assert other == own or LEVEL[other] < LEVEL[own], f"{own} imports {name}"


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "parser").rglob("*.py")), ids=lambda path: f"{path.parent.stem}/{path.stem}"
)
def test_a_room_of_the_parser_imports_only_from_rooms_below(path: Path) -> None:
    own = path.relative_to(PACKAGE / "parser").with_suffix("").parts[0]
    for name in imports(path):
        other = name.removeprefix("cablecli.parser.").split(".")[0]
        if name.startswith("cablecli.parser."):
            assert other == own or ROOM[other] < ROOM[own], f"{own} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_library_has_one_home(path: Path) -> None:
    place = path.relative_to(PACKAGE).as_posix()
    for name in imports(path):
        home = HOMES.get(name.split(".")[0])
        assert home is None or place.startswith(home), f"{place} imports {name}"


@pytest.mark.skipif(not (PACKAGE.parent / ".git").exists(), reason="not a clone")
def test_nothing_else_has_slipped_into_the_top_level() -> None:
    command = ["git", "-C", str(PACKAGE.parent), "ls-files"]
    listed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    names = {name.split("/")[0] for name in listed.splitlines()}
    visible = {name for name in names if not name.startswith(".")}
    assert visible == {"pyproject.toml", "README.md", "cablecli", "tests", "samples"}
