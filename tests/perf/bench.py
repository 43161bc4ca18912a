"""How fast: ratios against floors measured in the same run, so that a slow machine changes nothing.

    python tests/perf/bench.py [PATHS] [--json] [--runs N] [--profile]

Programs start in fresh processes, against `import click` and the other libraries that they need; texts are parsed in
this one, against `str.splitlines` over the same texts; bytes become texts, against plain files of those. Without PATHS
the texts are synthetic: telegrams, records of the archive of 1973-79, messages of the years after 2009. Two minutes.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.perf import programs
from tests.perf.carriers import carriers
from tests.perf.measure import RUNS, Row
from tests.perf.parsing import large, parsing, profile, stages
from tests.synthetic import cables, message, record

_COUNT = 200  # texts of each kind
_CARRIED = 100  # of them in each carrier
Kinds = Mapping[str, Sequence[str]]


def rows(kinds: Kinds, runs: int) -> Iterator[Row]:
    """The whole table."""
    yield from programs.start_up(runs)
    for kind, texts in kinds.items():
        yield from parsing(kind, texts, runs)
    texts = [text for some in kinds.values() for text in some]
    yield from stages(texts, runs)
    yield large(runs)
    with TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            (Path(folder) / f"{number:05}.txt").write_text(text, encoding="utf-8")
        yield from programs.folder(folder, texts, runs)
        yield from programs.collection(folder, texts, runs)
    with TemporaryDirectory() as folder:
        yield from carriers(list(cables(_CARRIED, seed=1)), Path(folder), runs)


def synthetic() -> Kinds:
    """Texts of each kind, the same in each run."""
    found = list(cables(_COUNT, seed=1))
    return {
        "telegrams": [cable.text for cable in found],
        "archive records": list(map(record, found)),
        "messages": list(map(message, found)),
    }


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
    kinds = {"texts": texts_of(chosen.paths)} if chosen.paths else synthetic()
    if chosen.profile:
        profile([text for texts in kinds.values() for text in texts])
    elif chosen.json:
        print(json.dumps([row._asdict() for row in rows(kinds, chosen.runs)], indent=1))
    else:
        for what, against, ratio in rows(kinds, chosen.runs):
            print(f"{what:40}{ratio:10.2f}  {against}", flush=True)


if __name__ == "__main__":
    main()
