"""Spreads work over processes: sends them chunks of items, and returns the results in the order of the items.

Each process has a pipe of its own and holds no lock, so that one that dies is noticed and cannot hang the others. A
thread of the parent reads the items, so that a slow source delays no result that is ready.
"""

import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from threading import Condition, Thread
from typing import Any, Generic, TypeVar

CHUNK = 1 << 19  # characters sent to a process at once
_LONGEST_CHUNK = 512  # items
_AHEAD = 2  # chunks a process has at once: one to work on, and the next
_WINDOW = 4  # chunks a process that may wait for one before them
_PATIENCE = 0.02  # seconds that an idle process waits for a chunk to fill
_INTERRUPTS = {signal.SIGINT}
# macOS has it too, but its libraries may not survive it.
START_METHOD = "fork" if "fork" in get_all_start_methods() and sys.platform != "darwin" else "spawn"

T = TypeVar("T")
R = TypeVar("R")


class WorkerLost(Exception):
    """A process ended before its work was done; `str(error)` says how."""


def spread(
    work: Callable[[list[T]], R],
    items: Iterable[T],
    jobs: int,
    size: Callable[[T], int],
    failed: Callable[[T, WorkerLost], R],
) -> Generator[R, None, None]:
    """Yield `work(chunk)` for chunks of `items`, in order, done by `jobs` processes. Closing the generator stops them.

    A process that dies, as native code may make it, is replaced. Its chunks are done again item by item, and `failed`
    gives the result for the item that killed it.
    """
    workers: list[_Worker] = []
    feed = None
    try:
        for _ in range(jobs):
            workers.append(_Worker(work, workers))
        feed = _Feed(items, size)  # only now: a process with threads is not to be forked
        yield from _results(workers, feed, partial(_one_by_one, work, failed))
    finally:
        if feed:
            feed.stop()
        for worker in workers:
            worker.stop()


def _results(
    workers: list["_Worker"], feed: "_Feed[Any]", again: Callable[[list[Any]], list[Any]]
) -> Iterator[Any]:
    ready: dict[int, list[Any]] = {}  # the results of each chunk: one, or one an item
    sent = given = 0
    while True:
        while sent - given < _WINDOW * len(workers) and (worker := _freest(workers)):
            chunk = feed.take(may_wait=not _busy(workers))
            if not chunk:
                break
            worker.send(sent, chunk)
            sent += 1
        busy = _busy(workers)
        if not busy:
            return
        for connection in wait(list(busy), _PATIENCE if _freest(workers) else None):
            ready |= _received(busy[connection], again)
        while given in ready:
            yield from ready.pop(given)
            given += 1


def _busy(workers: list["_Worker"]) -> dict[Any, "_Worker"]:
    """The workers that have work, by connection."""
    return {worker.connection: worker for worker in workers if worker.chunks}


def _received(worker: "_Worker", again: Callable[[list[Any]], list[Any]]) -> dict[int, list[Any]]:
    """Results by chunk number: of the chunk just done or, if the process is lost, of all its chunks, done again."""
    try:
        number, result = worker.receive()
    except WorkerLost:
        results = {number: again(chunk) for number, chunk in worker.chunks}
        worker.replace()
        return results
    return {number: [result]}


def _one_by_one(
    work: Callable[[list[T]], R], failed: Callable[[T, WorkerLost], R], chunk: list[T]
) -> list[R]:
    """The results of a chunk that killed a process: its items one by one, in processes that inherit nothing."""
    out: list[R] = []
    worker = _Worker(work, [], "spawn")
    try:
        for item in chunk:
            worker.send(0, [item])
            try:
                out.append(worker.receive()[1])
            except WorkerLost as error:
                out.append(failed(item, error))
                worker.replace()
    finally:
        worker.stop()
    return out


def _freest(workers: list["_Worker"]) -> "_Worker | None":
    """The process with the least to do, if it has room for another chunk."""
    worker = min(workers, key=lambda w: len(w.chunks))
    return worker if len(worker.chunks) < _AHEAD else None


class _Feed(Generic[T]):
    """Items read ahead by a thread, to be taken in chunks; at most two chunks wait."""

    def __init__(self, items: Iterable[T], size: Callable[[T], int]) -> None:
        self._items, self._size = iter(items), size
        self._waiting: deque[tuple[int, T]] = deque()
        self._held = 0
        self._since = 0.0
        self._is_over = False
        self._error: BaseException | None = None
        self._changed = Condition()
        Thread(target=self._fill, daemon=True).start()

    def _fill(self) -> None:
        try:
            for item in self._items:
                if not self._put(item):
                    return
        except BaseException as error:  # raised again where the chunks are taken
            self._error = error
        finally:
            self.stop()

    def _put(self, item: T) -> bool:
        size = self._size(item)
        with self._changed:
            while not self._is_over and (self._held >= 2 * CHUNK or len(self._waiting) >= 2 * _LONGEST_CHUNK):
                self._changed.wait()
            if self._is_over:
                return False
            if not self._waiting:
                self._since = time.monotonic()
            self._waiting.append((size, item))
            self._held += size
            self._changed.notify()
            return True

    def take(self, *, may_wait: bool) -> list[T]:
        """The next chunk. An empty one means that none is ready or, where it may wait, that there are no more."""
        with self._changed:
            while may_wait and not self._waiting and not self._is_over:
                self._changed.wait()
            if may_wait and not self._waiting and self._error:
                raise self._error
            if not (may_wait or self._is_over or self._is_ripe()):
                return []
            chunk = self._chunk()
            self._since = time.monotonic()
            self._changed.notify()
            return chunk

    def _chunk(self) -> list[T]:
        chunk: list[T] = []
        size = 0
        while self._waiting and size < CHUNK and len(chunk) < _LONGEST_CHUNK:
            taken, item = self._waiting.popleft()
            chunk.append(item)
            size += taken
        self._held -= size
        return chunk

    def _is_ripe(self) -> bool:
        is_full = self._held >= CHUNK or len(self._waiting) >= _LONGEST_CHUNK
        return is_full or bool(self._waiting and time.monotonic() - self._since >= _PATIENCE)

    def stop(self) -> None:
        with self._changed:
            self._is_over = True
            self._changed.notify_all()


class _Worker:
    """A process, seen from its parent; `chunks` are the numbered chunks it has been sent."""

    def __init__(
        self, work: Callable[[Any], Any], siblings: list["_Worker"], method: str = START_METHOD
    ) -> None:
        self.chunks: deque[tuple[int, list[Any]]] = deque()
        self._work = work
        # A forked process holds the parent's ends of all pipes: unless it closes them, none ever breaks.
        self._start(method, [w.connection for w in siblings])

    def _start(self, method: str, others: list[Connection]) -> None:
        context: Any = get_context(method)
        self.connection, theirs = context.Pipe()
        inherited = [*others, self.connection] if method == "fork" else []
        self._process = context.Process(target=_serve, args=(self._work, theirs, inherited), daemon=True)
        _block_interrupts()
        try:
            self._process.start()
        except OSError as error:
            raise WorkerLost(f"a worker process could not be started: {error.strerror or error}") from error
        finally:
            _unblock_interrupts()
            theirs.close()

    def send(self, number: int, chunk: list[Any]) -> None:
        """Give it work. If the process is gone, `receive` says so."""
        self.chunks.append((number, chunk))
        with suppress(OSError):
            self.connection.send(chunk)

    def receive(self) -> tuple[int, Any]:
        """The number of its oldest chunk and the result, or what its work raised; WorkerLost if it is gone."""
        try:
            is_result, value = self.connection.recv()
        except (EOFError, OSError) as error:
            raise self._loss() from error
        if is_result:
            return self.chunks.popleft()[0], value
        raise value

    def replace(self) -> None:
        """Start a new process in place of a lost one. It inherits nothing, because threads may be running by now."""
        self.stop()
        self.chunks.clear()
        self._start("spawn", [])

    def stop(self) -> None:
        self.connection.close()
        self._process.kill()
        self._process.join()

    def _loss(self) -> WorkerLost:
        self._process.join(1)
        code = self._process.exitcode or 0
        with suppress(ValueError):
            return WorkerLost(f"a worker process was killed ({signal.Signals(-code).name})")
        return WorkerLost(f"a worker process ended with status {code}")


def _serve(work: Callable[[Any], Any], connection: Connection, inherited: list[Connection]) -> None:
    """The life of a process: chunks in, results out, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets it too and decides
    _unblock_interrupts()
    for other in inherited:
        other.close()
    chunks: SimpleQueue[Any] = SimpleQueue()
    Thread(target=_receive, args=(connection, chunks), daemon=True).start()
    with suppress(OSError):
        while chunk := chunks.get():
            connection.send(_outcome(work, chunk))


def _receive(connection: Connection, chunks: "SimpleQueue[Any]") -> None:
    """Take in chunks during work on another, so that a sending parent never waits for a sending worker."""
    try:
        with suppress(EOFError, OSError):
            while True:
                chunks.put(connection.recv())
    finally:
        chunks.put(None)


def _outcome(work: Callable[[Any], Any], chunk: Any) -> tuple[bool, Any]:
    try:
        return True, work(chunk)
    except Exception as error:
        return False, _portable(error)


def _portable(error: Exception) -> Exception:
    """The error with its traceback as a note, in a form that can be sent."""
    from traceback import format_exception

    error.add_note("".join(format_exception(error)))
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError("".join(error.__notes__))
    return error


def _block_interrupts() -> None:
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPTS)


def _unblock_interrupts() -> None:
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _INTERRUPTS)
