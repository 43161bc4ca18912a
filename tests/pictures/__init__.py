"""The pictures of README: what the program shows of the samples, as SVG for light and dark pages.

`python -m tests.pictures` makes them anew, `tests/process/test_pictures.py` says when that is due.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, SVG_EXPORT_THEME
from rich.text import Text

HERE = Path(__file__).parent
TOP = HERE.parents[1]
THEMES = {"light": DEFAULT_TERMINAL_THEME, "dark": SVG_EXPORT_THEME}
WIDTH = 96
MOST_LINES = 40  # of a screen
COMMANDS = {
    "show": ("show", "samples/meeting.txt"),
    "participants": ("participants", "samples/meeting.txt"),
    "search": ("search", "harbor* OR ice", "--limit", "5"),
}
_CHANGES = (
    # The reader's own fonts: a picture may load nothing from elsewhere.
    (r"\s*@font-face \{.*?\}", ""),
    ("Fira Code, monospace", "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"),
    ("font-family: arial", "font-family: sans-serif"),
    (r"rgba\(255,255,255,0.35\)", "rgba(128,128,128,0.5)"),  # a frame that is seen on white too
    (r"[ \xa0]+$", ""),
)


def pictures() -> Iterator[tuple[str, str]]:
    """The name of each file and its content."""
    with tempfile.TemporaryDirectory() as folder:
        database = ("--database", f"{folder}/cables.db")
        _told("index", "--quiet", *database, *sorted(map(str, (TOP / "samples").glob("*.txt"))))
        for name, command in COMMANDS.items():
            shown = _told(*command, "--format", "rich", "--color", "always", "--width", str(WIDTH), *database)
            for theme in THEMES:
                title = " ".join(f"'{word}'" if " " in word else word for word in ("cablecli", *command))
                yield f"{name}-{theme}.svg", _picture(shown, title, f"{name}-{theme}", theme)


def _told(*args: str) -> str:
    # 16 colours, so that the themes decide on them.
    environment = {"TERM": "xterm", "LANG": "C.UTF-8", "PYTHONPATH": str(TOP)}
    command = [sys.executable, "-m", "cablecli", *args]
    return subprocess.run(command, cwd=TOP, env=environment, capture_output=True, check=True).stdout.decode()


def _picture(shown: str, title: str, name: str, theme: str) -> str:
    lines = shown.splitlines()
    end = ["…"] if len(lines) > MOST_LINES else []
    with open("/dev/null", "w") as nowhere:  # noqa: PTH123
        console = Console(
            record=True, width=WIDTH, file=nowhere, force_terminal=True, color_system="standard"
        )
        for line in (*lines[:MOST_LINES], *end):
            console.print(Text.from_ansi(line), overflow="ignore", no_wrap=True)
    svg = console.export_svg(title=title, theme=THEMES[theme], unique_id=name)
    for before, after in _CHANGES:
        svg = re.sub(before, after, svg, flags=re.DOTALL | re.MULTILINE)
    return svg
