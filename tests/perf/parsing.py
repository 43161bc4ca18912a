"""Parsing in this process: the whole, the share of each stage, the slowest cable."""

import json
import signal
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from textwrap import fill
from types import FrameType

import cablecli.parser
from cablecli.parser import parse
from tests.perf.measure import Row, work
from tests.synthetic import cables

SPLIT = "str.splitlines"
_PARSER = str(Path(cablecli.parser.__file__).parent)
_CALLERS = ("__init__", "below", "front", "body")  # the modules that call the stages
_BETWEEN = 0.001  # seconds between two looks at what is running
_LARGE = 1 << 20
_ENOUGH = 250  # cables, whose texts together are longer
_LEAST = 0.01  # of the whole, for a stage to have a line of its own


def parsing(kind: str, texts: Sequence[str], runs: int) -> Iterator[Row]:
    """The whole parse of texts of one kind, and parts of it, against splitting the same texts into lines."""
    each(parse, texts)()  # loads and compiles
    floor = work(each(str.splitlines, texts), runs)
    for what, action in (("parse", parse), ("heading alone", _heading), ("parse to JSON lines", _dumped)):
        yield Row(f"{kind}: {what}", SPLIT, work(each(action, texts), runs) / floor)
    per_kb = [work(lambda t=text: parse(t), runs) / len(text) for text in texts]  # type: ignore[misc]
    yield Row(
        f"{kind}: slowest of {len(texts)} per kB", "the median", max(per_kb) / statistics.median(per_kb)
    )


def stages(texts: Sequence[str], runs: int) -> Iterator[Row]:
    """What each stage of the parse takes, as its share of the whole."""
    for stage, share in _shares(texts, runs):
        yield Row(f"  {stage}", "% of parse", 100 * share)


def large(runs: int) -> Row:
    """A text of 1 MB, one telegram."""
    head, *others = (parse(cable.text) for cable in cables(_ENOUGH, seed=1))
    texts = (paragraph.text or "" for cable in others for paragraph in cable.paragraphs)
    numbered = "\n\n".join(fill(f"{n % 999 + 1}. (C) {text}") for n, text in enumerate(texts))
    text = f"{head.content[: head.paragraphs[0].span.start]}{numbered[:_LARGE]}\n"
    floor = work(lambda: text.splitlines(), runs)
    return Row("a text of 1 MB: parse", SPLIT, work(lambda: parse(text), min(runs, 3)) / floor)


def each(action: Callable[[str], object], texts: Sequence[str]) -> Callable[[], None]:
    """The action for each text, nothing kept."""

    def run() -> None:
        for text in texts:
            action(text)

    return run


def _heading(text: str) -> object:
    return parse(text, heading_only=True)


def _dumped(text: str) -> str:
    return json.dumps(parse(text).to_dict())


def _shares(texts: Sequence[str], runs: int) -> Iterator[tuple[str, float]]:
    """The stages by their share of the time, seen by a look every millisecond at what is running.

    A profiler would slow stages with many short functions more than others, and a list of stages would grow old.
    """
    seen: Counter[str] = Counter()
    before = signal.signal(signal.SIGPROF, lambda _, frame: seen.update([_stage(frame)]))
    signal.setitimer(signal.ITIMER_PROF, _BETWEEN, _BETWEEN)
    for _ in range(runs):
        each(parse, texts)()
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)
    count = seen.total()
    large = {name: times for name, times in seen.most_common() if times >= _LEAST * count}
    yield from ((name, times / count) for name, times in large.items())
    yield "smaller ones together", 1 - sum(large.values()) / count


def _stage(frame: FrameType | None) -> str:
    """The function that a caller of stages has called, with all that it calls in turn."""
    found = ""
    while frame:
        folder, _, file = frame.f_code.co_filename.rpartition("/")
        if folder == _PARSER:
            module = file.removesuffix(".py")
            if module in _CALLERS:
                return found or f"{module} itself"
            found = f"{module}.{frame.f_code.co_qualname}"
        frame = frame.f_back
    return "between the texts"


def profile(texts: Sequence[str]) -> None:
    """Print the ten dearest functions of the parser."""
    import cProfile
    import pstats

    each(parse, texts)()  # loads and compiles
    profiler = cProfile.Profile()
    profiler.runcall(each(parse, texts))
    pstats.Stats(profiler).sort_stats("tottime").print_stats(10)
