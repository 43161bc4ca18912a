"""How fast: ratios against floors measured in the same run, so that a slow machine changes nothing.

    python tests/perf/bench.py [PATHS] [--json] [--runs N] [--profile]

Start-up is measured in fresh processes against `import click` and the libraries that the command needs; parsing and
its stages in this process against `str.splitlines` over the same texts; what each carrier adds, against the parsing of
the cables in it. Without PATHS the texts are 1,000 synthetic cables.
"""

import argparse
import compileall
import json
import os
import pty
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if TYPE_CHECKING:
    from tests.synthetic import Synthetic

TOP = Path(__file__).parents[2]
sys.path.insert(0, str(TOP))

CLICK = "import click"
REGEX = "import click, regex"
RICH = "import click, regex, rich.console, rich.table, rich.tree"
# The stages of a parse, each by the function that runs it; a stage that calls another is charged without it.
STAGES = """lines.Lines lines.mark_pages front.read distribution.read envelope.read fields.read officer.read ending.read
    joins.cut joins.mark_repeated_headers parts.build body.read prose.compose meeting.read references.read checks.read
    summary.read below.read""".split()


RUNS = 7


def seconds(action: Callable[[], object], runs: int) -> float:
    """The median time of an action."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def process(*args: str, terminal: bool = False) -> Callable[[], None]:
    """Run `python ARGS` in a fresh process, on a pseudo-terminal if so wished."""
    command = [sys.executable, *args]

    def run() -> None:
        if not terminal:
            subprocess.run(
                command, cwd=TOP, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
            )
            return
        child, descriptor = pty.fork()
        if child == 0:
            os.chdir(TOP)
            os.execv(command[0], command)
        try:
            while os.read(descriptor, 1 << 16):
                pass
        except OSError:
            pass
        os.close(descriptor)
        os.waitpid(child, 0)

    return run


def start_up(sample: str, runs: int) -> list[tuple[str, str, float]]:
    """(what, floor, ratio) for commands in fresh processes, their modules compiled as an installer leaves them."""
    compileall.compile_dir(TOP / "cablecli", quiet=1)
    floors = {code: seconds(process("-c", code), runs) for code in (CLICK, REGEX, RICH)}
    rows = []
    for name, args, more, terminal in (
        ("--version", ("--version",), (), False),
        ("--help", ("--help",), (), False),
        ("tags FILE --json", ("tags", sample, "--json"), (), False),
        ("show FILE in a pipe", ("show", sample), (), False),
        ("show FILE on a terminal", ("show", sample), (RICH,), True),
    ):
        taken = seconds(process("-m", "cablecli", *args, terminal=terminal), runs)
        rows += [(name, floor, taken / floors[floor]) for floor in (CLICK, REGEX, *more)]
    return rows


def parsing(texts: Sequence[str], runs: int) -> list[tuple[str, str, float]]:
    """(what, floor, ratio) for the work in this process."""
    from cablecli.parser import parse

    def each(action: Callable[[str], object]) -> Callable[[], None]:
        return lambda: [action(text) for text in texts] and None

    each(parse)()
    floor = seconds(each(str.splitlines), runs)
    rows = [
        ("parse, all fields", seconds(each(parse), runs)),
        ("parse, heading only", seconds(each(lambda text: parse(text, heading_only=True)), runs)),
        ("parse to JSON lines", seconds(each(lambda text: json.dumps(parse(text).to_dict())), runs)),
    ]
    found = [(name, "str.splitlines", taken / floor) for name, taken in rows]
    per_kb = [seconds(lambda t=text: parse(t), 3) / len(text) for text in texts]  # type: ignore[misc]
    return [*found, ("slowest cable per kB", "the median cable", max(per_kb) / statistics.median(per_kb))]


def stages(texts: Sequence[str], runs: int) -> list[tuple[str, str, float]]:
    """(stage, floor, ratio) for each stage of the parse, without the stages that it calls."""
    from cablecli.parser import parse

    taken: dict[str, list[float]] = defaultdict(list)
    inner = [0.0]  # the time in stages called by each stage that is running

    def timed(stage: str, action: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **more: Any) -> Any:
            inner.append(0.0)
            start = time.perf_counter()
            try:
                return action(*args, **more)
            finally:
                whole = time.perf_counter() - start
                taken[stage][-1] += whole - inner.pop()
                inner[-1] += whole

        return run

    parse(texts[0])  # loads all modules
    users = [m for name, m in sys.modules.items() if name.startswith("cablecli.parser")]
    places = []
    for stage in STAGES:
        module, name = stage.split(".")
        action = getattr(import_module(f"cablecli.parser.{module}"), name)
        for user in users:
            places += [
                patch.object(user, key, timed(stage, action))
                for key, value in vars(user).items()
                if value is action
            ]
    floor = seconds(lambda: [text.splitlines() for text in texts] and None, runs)
    for place in places:
        place.start()
    for _ in range(runs):
        for stage in STAGES:
            taken[stage].append(0.0)
        for text in texts:
            parse(text)
    for place in places:
        place.stop()
    return [(f"stage {stage}", "str.splitlines", statistics.median(taken[stage]) / floor) for stage in STAGES]


def carriers(found: Sequence["Synthetic"], folder: Path, runs: int) -> list[tuple[str, str, float]]:
    """(carrier, floor, ratio) for what taking the cables out of each carrier costs, nothing parsed."""
    from cablecli import reader
    from cablecli.parser import parse
    from tests import synthetic

    floor = seconds(lambda: [parse(cable.text) for cable in found] and None, runs)
    parsed = parse(found[0].text)
    forms: dict[str, Callable[[Path], object]] = {
        "files": lambda path: synthetic.write_files(path, found),
        "zip": lambda path: synthetic.write_zip(path, found),
        "tar": lambda path: synthetic.write_tar(path, found),
        "csv": lambda path: synthetic.write_csv(path, found),
        "archive records": lambda path: synthetic.write_files(path, found, synthetic.record),
        "messages": lambda path: synthetic.write_files(path, found, synthetic.message),
        "web pages": lambda path: synthetic.write_files(path, found, synthetic.page),
    }
    rows = []
    for number, (name, write) in enumerate(forms.items()):
        path = (
            folder / f"{number}{'' if 'files' in name or ' ' in name or name == 'messages' else '.' + name}"
        )
        if not path.suffix:
            path.mkdir()
        write(path)
        with patch.object(reader, "parse", lambda *_, **__: parsed):
            taken = seconds(lambda p=path: list(reader.read_each([str(p)])), runs)  # type: ignore[misc]
        rows.append((f"carrier: {name}", "the parsing of its cables", taken / floor))
    return rows


def whole_runs(folder: str, count: int) -> list[tuple[str, str, float]]:
    """Memory and the gain of a second process over a folder of cables."""
    # Not `ru_maxrss`, which a process inherits from the one that started it.
    code = (
        "import runpy, sys; sys.argv = ['cablecli', *sys.argv[1:]]\n"
        "try: runpy.run_module('cablecli', run_name='__main__')\n"
        "finally: sys.stderr.write(next(x.split()[1] for x in open('/proc/self/status') if x.startswith('VmHWM')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "tags", "-j", "1", folder],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    memory = int(done.stderr.split()[-1]) / 1024
    one, two = (
        seconds(process("-m", "cablecli", "show", "-f", "jsonl", "-j", jobs, folder), RUNS) for jobs in "12"
    )
    return [
        (f"peak memory, {count} files", "MB", memory),
        ("show -f jsonl, -j 1 against -j 2", "times", one / two),
        ("cables a second, end to end, -j 1", "cables", count / one),
    ]


def texts_of(paths: Sequence[str]) -> list[str]:
    files = [f for p in map(Path, paths) for f in (sorted(p.rglob("*.txt")) if p.is_dir() else [p])]
    return [f.read_text(encoding="utf-8", errors="replace") for f in files]


def profile(texts: Sequence[str]) -> None:
    """Print the ten dearest functions of the parser."""
    import cProfile
    import pstats

    from cablecli.parser import parse

    profiler = cProfile.Profile()
    profiler.enable()
    for text in texts:
        parse(text)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(10)


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("paths", nargs="*")
    options.add_argument("--json", action="store_true")
    options.add_argument("--runs", type=int, default=RUNS)
    options.add_argument("--profile", action="store_true")
    chosen = options.parse_args()
    from tests.synthetic import cables

    found = list(cables(1_000, seed=1))
    texts = texts_of(chosen.paths) or [cable.text for cable in found]
    if chosen.profile:
        profile(texts)
        return
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            (Path(folder) / f"{number:05}.txt").write_text(text, encoding="utf-8")
        sample = str(TOP / "samples" / "meeting.txt")
        rows = [*start_up(sample, chosen.runs), *parsing(texts, chosen.runs), *stages(texts, chosen.runs)]
        rows += whole_runs(folder, len(texts))
    with tempfile.TemporaryDirectory() as folder:
        rows += carriers(found[:300], Path(folder), chosen.runs)
    if chosen.json:
        print(json.dumps([{"what": a, "against": b, "ratio": round(c, 3)} for a, b, c in rows], indent=1))
        return
    for what, against, ratio in rows:
        print(f"{what:36}{ratio:10.2f}  {against}")


if __name__ == "__main__":
    main()
