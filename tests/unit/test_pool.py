"""Work in other processes gives what one process gives, and no process is ever left over or waited for in vain."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import count
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest
from making import cable, everywhere
from probing import PROBE

from cablecli import views
from cablecli.cli import indexing, pool
from cablecli.cli.pool import WorkerLost, spread
from cablecli.cli.recipe import Recipe
from cablecli.errors import CableError
from cablecli.model import Cable
from cablecli.render import FORMATS, Layout
from cablecli.sources import Failure


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    yield
    assert not active_children()


def flat(chunks: Iterator[list[int]]) -> list[int]:
    return [value for chunk in chunks for value in chunk]


def one(item: object) -> int:
    return 1


def doubled(items: list[int]) -> list[int]:
    return [item * 2 for item in items]


def slow_at_first(items: list[int]) -> list[int]:
    time.sleep(0.1 if 0 in items else 0)
    return items


def dividing(items: list[int]) -> list[int]:
    return [100 // item for item in items]


def held_up(items: list[str]) -> list[str]:
    """Wait, ten seconds at most, for the file that an item names, after telling that it does; no name is an error."""
    for name in items:
        Path(f"{name}.begun").touch() if name else dividing([0])
        wait_for(name)
    return items


def wait_for(name: str) -> None:
    for _ in range(1000):
        if Path(name).exists():
            return
        time.sleep(0.01)


def deadly(items: list[int]) -> list[int]:
    if 7 in items:
        os.kill(os.getpid(), signal.SIGKILL)
    return items


def lost(item: object, error: WorkerLost) -> list[Any]:
    """What stands in the place of an item that a process died of."""
    return [str(error)]


@pytest.mark.parametrize("jobs", [1, 2, 5])
@pytest.mark.parametrize("count", [0, 1, 3000])
def test_results_come_in_order(monkeypatch: pytest.MonkeyPatch, jobs: int, count: int) -> None:
    monkeypatch.setattr(pool, "CHUNK", 100)
    chunks = list(spread(doubled, range(count), jobs, one, lost))
    assert [value for chunk in chunks for value in chunk] == [value * 2 for value in range(count)]
    assert all(0 < len(chunk) <= 100 for chunk in chunks)


def test_a_slow_chunk_keeps_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "CHUNK", 10)
    assert flat(spread(slow_at_first, range(1000), 3, one, lost)) == list(range(1000))


def unchanged(items: list[str]) -> list[str]:
    return items


def test_more_than_a_pipe_holds_goes_both_ways_at_once() -> None:
    texts = [str(k % 10) * 700_000 for k in range(60)]
    assert [text for chunk in spread(unchanged, texts, 2, len, lost) for text in chunk] == texts


def test_a_free_process_gets_what_a_busy_one_would_have_to_leave(tmp_path: Path) -> None:
    received = threading.Event()
    busy = str(tmp_path / "busy")

    def items() -> Iterator[str]:
        yield busy
        wait_for(f"{busy}.begun")
        yield ""
        received.wait(20)

    results = spread(held_up, items(), 2, one, lost)
    with pytest.raises(ZeroDivisionError):  # else the busy one's result comes first, after ten seconds
        next(results)
    Path(busy).touch()
    received.set()
    results.close()


def test_processes_that_share_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "START_METHOD", "spawn")
    assert flat(spread(doubled, range(10), 2, one, lost)) == list(range(0, 20, 2))


def test_what_the_work_raises_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        list(spread(dividing, [1, 0], 2, one, lost))
    assert "in dividing" in caught.value.__notes__[0]


def test_what_the_source_raises_is_raised_behind_the_results_before_it() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise LookupError("gone")

    results = spread(doubled, items(), 2, one, lost)
    assert next(results) == [2]
    with pytest.raises(LookupError, match="gone"):
        next(results)


def test_a_process_that_dies_is_replaced_and_the_item_it_died_of_named() -> None:
    expected = [*range(7), "a worker process was killed (SIGKILL)", *range(8, 1000)]
    assert flat(spread(deadly, range(1000), 2, one, lost)) == expected


def test_a_process_killed_between_chunks_loses_nothing() -> None:
    more = threading.Event()

    def items() -> Iterator[int]:
        yield 1
        more.wait(10)
        yield from range(2, 1000)

    results = spread(doubled, items(), 1, one, lost)
    assert next(results) == [2]
    (process,) = active_children()
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    more.set()
    assert flat(results) == list(range(4, 2000, 2))


def test_a_process_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    with pytest.raises(WorkerLost, match="could not be started: Resource temporarily"):
        list(spread(doubled, range(3), 2, one, lost))


def test_a_slow_source_delays_no_result() -> None:
    received = threading.Event()

    def items() -> Iterator[int]:
        yield 1
        assert received.wait(10)
        yield 2

    results = spread(doubled, items(), 2, one, lost)
    assert next(results) == [2]
    received.set()
    assert list(results) == [[4]]


def test_little_is_read_ahead_of_a_reader_that_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "CHUNK", 10)
    source = iter(range(100_000))
    results = spread(doubled, source, 2, one, lost)
    next(results)
    time.sleep(0.2)
    results.close()
    assert next(source) < 200


# What the processes print


def recipe(view: views.View, name: str, **more: Any) -> Recipe:
    return Recipe(view, None, name, None, Layout(columns=view.columns), **more)


CABLES = (
    cable(tags=(), paragraphs=(), participants=()),
    cable(),
    everywhere("x [b] \t\n y"),
    cable(tags=(), paragraphs=(), participants=()),
    cable(id="09ROME1"),
)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("view", [views.TAGS, views.PARAGRAPH_TREE, views.PARTICIPANTS, views.show()])
@pytest.mark.parametrize("found", [CABLES, CABLES[:1], ()])
def test_texts_made_apart_join_to_the_whole(name: str, view: views.View, found: tuple[Cable, ...]) -> None:
    wanted = recipe(view, name)
    whole = "".join(wanted.render(wanted.pages(found)))
    together = [wanted.piece(one).text for one in found]
    assert "".join(wanted.rendering.joined(together)) == whole
    apart = [recipe(view, name).piece(one).text for one in found]
    assert "".join(wanted.rendering.joined(apart)) == whole


TEXT = b"E.O. 12958: DECL: 04/09/2019\nTAGS: PREL, MT\nSUBJECT: PILOT BOATS\n\n1. (C) He asked for boats.\n"


@pytest.mark.parametrize(
    ("args", "is_loaded"), [((), False), (("-j", "1"), False), (("-j", "2"), True), (("-f", "rich"), False)]
)
def test_one_process_alone_loads_nothing_of_it(args: tuple[str, ...], is_loaded: bool) -> None:
    command = [sys.executable, "-c", PROBE, "tags", *args]
    process = subprocess.run(command, input=TEXT, capture_output=True, check=True)
    loaded = set(process.stderr.decode().split())
    assert ("multiprocessing" in loaded) == is_loaded
    assert not loaded & {"rich.progress", "secrets"}


def test_one_core_works_alone_at_whatever_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {5}, raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    monkeypatch.setattr(indexing, "spread_over", pytest.fail)
    monkeypatch.setattr(time, "process_time", count(0, 10).__next__)
    found = [Failure(name, CableError("no")) for name in "abc"]
    batches = indexing._batches(indexing.Batches(None), iter(found), None)
    assert [batch.name for batch in batches] == ["a", "b", "c"]
