"""How fast: ratios against floors measured in the same run, so that a slow machine changes nothing.

    python tests/perf/bench.py [PATHS] [--json] [--runs N] [--profile]

Programs start in fresh processes, against `import click` and the other libraries that they need; texts are parsed in
this one, against `str.splitlines` over the same texts; bytes become texts, against plain files of those. Without PATHS
the texts are 1,000 synthetic cables. Two minutes.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.perf import programs
from tests.perf.carriers import carriers
from tests.perf.measure import RUNS, Row
from tests.perf.parsing import parsing, profile
from tests.synthetic import cables

_COUNT = 1_000
_CARRIED = 300  # of them in each carrier


def rows(texts: Sequence[str], runs: int) -> Iterator[Row]:
    """The whole table."""
    yield from programs.start_up(runs)
    yield from parsing(texts, runs)
    with TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            (Path(folder) / f"{number:05}.txt").write_text(text, encoding="utf-8")
        yield from programs.folder(folder, texts, runs)
    with TemporaryDirectory() as folder:
        yield from carriers(list(cables(_CARRIED, seed=1)), Path(folder), runs)


def texts_of(paths: Sequence[str]) -> list[str]:
    """The texts in files and folders."""
    files = [f for p in map(Path, paths) for f in (sorted(p.rglob("*.txt")) if p.is_dir() else [p])]
    return [f.read_text(encoding="utf-8", errors="replace") for f in files]


def main() -> None:
    """Print the table, or what the ten dearest functions are."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("paths", nargs="*", help="files, or folders of .txt files")
    options.add_argument("--json", action="store_true", help="print JSON")
    options.add_argument("--runs", type=int, default=RUNS, help="how many, of which the median counts")
    options.add_argument(
        "--profile", action="store_true", help="name the ten dearest functions of the parser"
    )
    chosen = options.parse_args()
    texts = texts_of(chosen.paths) or [cable.text for cable in cables(_COUNT, seed=1)]
    if chosen.profile:
        profile(texts)
    elif chosen.json:
        print(json.dumps([row._asdict() for row in rows(texts, chosen.runs)], indent=1))
    else:
        for what, against, ratio in rows(texts, chosen.runs):
            print(f"{what:40}{ratio:10.2f}  {against}", flush=True)


if __name__ == "__main__":
    main()
