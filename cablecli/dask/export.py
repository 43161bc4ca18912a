"""Partitioned Parquet: `DEST/TABLE/part-00000.parquet` of each table and partition, written by the workers of dask.

The folder may be anywhere that fsspec writes to. Of a partition's files that in `_failures` is put in place last: where
it is, all are, and a run that goes on skips the partition.
"""

import gc
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import dask
from dask.base import tokenize
from distributed import Client, LocalCluster, progress, wait
from fsspec.core import url_to_fs

from cablecli.dask.plan import (
    FAILURES,
    FileSpan,
    Partition,
    Wanted,
    columns,
    failure_row,
    first_key,
    is_far,
    results,
)
from cablecli.errors import CableError
from cablecli.export import MARK, Made, parquet
from cablecli.reader import cables
from cablecli.sources import Failure
from cablecli.store.rows import TableRow

LOCAL = "local"
_GARBAGE = 50_000  # objects between two searches for unused cycles
# What dask measures of itself, for a dashboard that nobody opens: samples of the stack of each worker alone take a
# quarter of its time, and the scheduler keeps the last of all else, so that it would grow for hours.
_QUIET = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.worker.memory.monitor-interval": "1s",
    "distributed.admin.system-monitor.log-length": 100,
    "distributed.admin.log-length": 100,
    "distributed.admin.low-level-log-length": 100,
    "distributed.scheduler.dashboard.status.task-stream-length": 10,
    "distributed.scheduler.dashboard.tasks.task-stream-length": 10,
}
_HIDDEN = "_unfinished"  # readers of folders pass over what begins so


class Occupied(CableError):
    pass


def export(
    dest: str,
    parts: Sequence[Partition],
    client: Any,
    wanted: Wanted = cables,
    *,
    force: bool = False,
    is_watched: bool = False,
) -> tuple[int, list[TableRow]]:
    """Write all partitions that are not there yet; give how many failures there are in all, and the first few.

    Occupied where the folder holds something else, which `force` replaces if an export made it.
    """
    fs, root = url_to_fs(dest)
    if force and any(_is_within(root, span) for part in parts for span in part.spans):
        raise Occupied("holds an input")
    _claim(fs, root, tokenize(parts, wanted), force=force)
    # A store such as s3 has no folder before there is a file in it: `find` finds nothing, `ls` would fail.
    done = {name.rpartition("/")[2] for name in fs.find(_folder(root, FAILURES))}
    left = [number for number in range(len(parts)) if _file(number) not in done]
    place = dest if is_far(dest) else root  # which is absolute: workers may be in other folders
    write = partial(_write, dest=place, wanted=wanted)
    futures = client.map(write, left, [parts[number] for number in left], pure=False)
    _finish(futures, is_watched=is_watched)
    if fs.exists(f"{root}/{_HIDDEN}"):
        fs.rm(f"{root}/{_HIDDEN}", recursive=True)
    return parquet.summary(_folder(root, FAILURES), fs)


def _finish(futures: Sequence[Any], *, is_watched: bool) -> None:
    """Wait for all partitions; CableError where some are not written."""
    if is_watched and futures:
        with redirect_stdout(sys.stderr):
            progress(futures, notebook=False)
    wait(futures)
    lost = [future for future in futures if future.status != "finished"]
    if lost:
        reason = f"{len(lost)} of {len(futures)} partitions are not written; run it again"
        raise CableError(f"{reason}: {lost[0].exception()}")


@contextmanager
def connected(scheduler: str, jobs: int | None) -> Iterator[Any]:
    """A client of this scheduler, or of one of its own with so many processes."""
    if scheduler != LOCAL:
        with _client(scheduler) as client:
            yield client
    else:
        with (
            dask.config.set(_QUIET),
            LocalCluster(
                n_workers=jobs, threads_per_worker=1, dashboard_address=":0", silence_logs=logging.ERROR
            ) as cluster,
            Client(cluster) as client,
        ):
            yield client


def _client(scheduler: str) -> Any:
    try:
        return Client(scheduler)
    except (OSError, ValueError) as error:  # of what is no address
        raise CableError(f"no scheduler at {scheduler}: {error}") from error


def _claim(fs: Any, root: str, plan: str, *, force: bool) -> None:
    """Make the folder that of this plan, which is another one where inputs, their sizes or the filters are others."""
    fs.invalidate_cache()
    mark = f"{root}/{MARK}"
    is_marked = fs.exists(mark)
    if not is_marked and fs.exists(root) and fs.ls(root, detail=False):
        raise Occupied("is there already, and no earlier export made it: name another folder")
    if is_marked and force:
        fs.rm(root, recursive=True)
    elif is_marked and fs.cat_file(mark) != plan.encode():
        raise Occupied("is there already, made of other inputs or in another way; --force replaces it")
    for name in columns():
        fs.makedirs(_folder(root, name), exist_ok=True)
    fs.pipe_file(mark, plan.encode())


def _is_within(root: str, span: FileSpan | Failure) -> bool:
    return isinstance(span, FileSpan) and f"{url_to_fs(span.path)[1]}/".startswith(f"{root}/")


def _folder(root: str, table: str) -> str:
    return f"{root}/_{table}" if table == FAILURES else f"{root}/{table}"


def _file(number: int) -> str:
    return f"part-{number:05}.parquet"


def _write(number: int, part: Partition, dest: str, wanted: Wanted) -> None:
    """Write the files of a partition here, then put each in place whole.

    If the worker that wrote a partition is lost, dask may run it again. Then there is nothing left to do; if both still
    write it, both write the same.
    """
    fs, root = url_to_fs(dest)
    fs.invalidate_cache()  # of an earlier export, which `force` may have removed since
    if fs.exists(f"{_folder(root, FAILURES)}/{_file(number)}"):
        return
    own = f"{root}/{_HIDDEN}/{uuid4()}"
    fs.makedirs(own)
    failures: list[Failure] = []
    with _few_searches(), TemporaryDirectory() as folder:
        parquet.write(_passed(results(part, wanted), failures), Path(folder), first_key(number))
        with parquet.TableFile(Path(folder, f"{FAILURES}.parquet"), columns()[FAILURES]) as table:
            table.add([failure_row(failure) for failure in failures])
        for name in columns():  # the failures last
            fs.put_file(f"{folder}/{name}.parquet", f"{own}/{name}.parquet")
        for name in columns():
            fs.mv(f"{own}/{name}.parquet", f"{_folder(root, name)}/{_file(number)}")


@contextmanager
def _few_searches() -> Iterator[None]:
    """A worker holds so many objects that the usual searches for unused cycles cost a third of the parsing."""
    usual = gc.get_threshold()
    gc.set_threshold(_GARBAGE, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _passed(found: Iterator[Made | Failure], failures: list[Failure]) -> Iterator[Made]:
    for one in found:
        if isinstance(one, Failure):
            failures.append(one)
        else:
            yield one
