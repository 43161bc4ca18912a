"""The manual pages: a wheel ships one for each command, and they say what its help says."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from cablecli.cli.commands import COMMANDS, group
from cablecli.cli.man import pages

TOP = Path(__file__).parents[2]


def test_a_wheel_ships_the_pages(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=TOP, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        shipped = {
            path.name: packed.read(str(path)).decode()
            for path in map(Path, packed.namelist())
            if path.match("*.data/data/share/man/man1/*")
        }
    assert shipped == pages()


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_a_page_says_what_the_help_says(name: str, tmp_path: Path) -> None:
    if not shutil.which("man"):
        pytest.skip("man is not installed")
    path = tmp_path / "page.1"
    path.write_text(pages()[f"cablecli-{name}.1" if name else "cablecli.1"])
    environment = {
        "PATH": "/usr/bin:/bin",
        "MANWIDTH": "1000",
        "LC_ALL": "C.UTF-8",
        "MAN_KEEP_FORMATTING": "",
    }
    shown = subprocess.run(
        ["man", "--warnings", "--no-hyphenation", "-l", str(path)],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert shown.stderr == ""
    said = CliRunner(env={"COLUMNS": "1000"}).invoke(
        group, [*filter(None, [name]), "--help"], prog_name="cablecli"
    )
    # The title of a section is all that the two write in different ways.
    lines = [line for line in said.output.removeprefix("Usage: ").splitlines() if not line.endswith(":")]
    assert set(" ".join(lines).split()) <= set(shown.stdout.split())
