"""cablecli.dask: however the inputs are cut, the cables and rows are those of one machine, and no failure is lost."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

import cablecli
from cablecli.errors import CableError
from cablecli.model import Cable
from cablecli.reader import Item, read_each
from cablecli.reader import cables as in_item
from cablecli.sources import Failure
from tests.synthetic import cables, write_csv, write_files, write_tar, write_zip

pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.filterwarnings("ignore::UserWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
from cablecli.dask import read, table  # noqa: E402
from cablecli.dask.export import Occupied, connected, export  # noqa: E402
from cablecli.dask.plan import partitions  # noqa: E402

COUNT = 16
SMALL = 30_000  # bytes of a partition: some three cables
WRITERS = {"c.csv": write_csv, "folder": write_files, "c.zip": write_zip, "c.tar": write_tar}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture(name="dump")
def _dump() -> str:
    """A dump with a field that holds what looks like the end of one, a damaged row and one with too few fields."""
    write_csv(Path("c.csv"), cables(COUNT))
    text = Path("c.csv").read_text(encoding="utf-8")
    rows = text.split('\n"')
    rows[3] = rows[3].replace("SUBJECT", '\n\nHE SAID \\"NO\\",\n3","4\nSUBJECT', 1).rstrip('"\n')
    rows[9] = '77","1/2/2007 10:00","too","few"'
    Path("c.csv").write_text('\n"'.join(rows), encoding="utf-8")
    return "c.csv"


def told(paths: list[str]) -> list[tuple[str, str]]:
    return [(one.name, str(one.error)) for one in read_each(paths) if isinstance(one, Failure)]


@pytest.mark.parametrize("name", WRITERS)
def test_inputs_in_many_partitions_hold_the_same_cables(name: str) -> None:
    WRITERS[name](Path(name), cables(COUNT))
    bag = read(name, size=SMALL)
    assert bag.npartitions > 3
    found = bag.compute(scheduler="sync")
    assert len(found) == COUNT
    assert found == list(cablecli.read(name))


def test_a_dump_is_cut_between_rows_and_all_failures_are_told(dump: str) -> None:
    paths = [dump, "missing.txt"]
    wanted = told(paths)
    assert len(wanted) == 3
    for size in (5_000, SMALL, 1 << 30):
        assert read(paths, size=size).compute(scheduler="sync") == list(cablecli.read(paths, errors="skip"))
        failures = table(paths, "failures", size=size).compute(scheduler="sync")
        assert list(failures.itertuples(index=False, name=None)) == wanted


def test_partitions_are_of_even_size() -> None:
    write_csv(Path("c.csv"), cables(4 * COUNT))
    sizes = [sum(s.end - s.begin for s in part.spans) for part in partitions(["c.csv"], size=2 * SMALL)]
    assert len(sizes) > 5
    assert max(sizes[:-1]) < 2 * min(sizes[:-1])


def test_a_table_has_the_columns_and_types_of_the_parquet_file_and_keys_that_fit() -> None:
    from pyarrow import parquet

    write_csv(Path("c.csv"), cables(COUNT))
    run("out", "c.csv")
    paragraphs = table("c.csv", "paragraphs", size=SMALL)
    schema = parquet.read_schema("out/paragraphs.parquet")
    types = {name: str(of).removesuffix("[pyarrow]") for name, of in paragraphs.dtypes.items()}
    assert types == {field.name: str(field.type) for field in schema}
    found = paragraphs.compute(scheduler="threads")
    assert found["text"].tolist() == parquet.read_table("out/paragraphs.parquet")["text"].to_pylist()
    assert found["key"].is_unique
    of = table("c.csv", "cables", size=SMALL).compute(scheduler="sync")
    assert sorted(set(found["cable"])) == sorted(set(of["key"]))


def test_files_elsewhere_are_read_as_files_here() -> None:
    import fsspec

    fs = fsspec.filesystem("memory")
    for name in ("c.csv", "c.zip"):
        WRITERS[name](Path(name), cables(COUNT))
        fs.pipe_file(f"/far/{name}", Path(name).read_bytes())
    found = read("memory://far", size=SMALL).compute(scheduler="sync")
    assert [one.source.path for one in found] == ["memory:///far/c.csv"] * COUNT + [
        "memory:///far/c.zip"
    ] * COUNT
    here = cablecli.read("c.csv", "c.zip")
    assert [(one.id, one.paragraphs) for one in found] == [(one.id, one.paragraphs) for one in here]
    assert read("memory://far/none.csv").compute(scheduler="sync") == []
    failures = table("memory://far/none.csv", "failures").compute(scheduler="sync")
    assert failures.values.tolist() == [["memory://far/none.csv", "no such file or directory"]]


def test_a_failure_is_told_though_its_cause_cannot_go_to_another_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from fsspec.implementations.memory import MemoryFileSystem

    def fail(*_: object, **__: object) -> None:
        error = ValueError("no answer")
        error.connection = (n for n in ())  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr(MemoryFileSystem, "info", fail)
    failures = table("memory://far/c.csv", "failures").compute(scheduler="sync")
    assert failures.values.tolist() == [["memory://far/c.csv", "no answer"]]


@pytest.fixture(name="web")
def _web() -> Iterator[str]:
    """The address of a server that sends this folder, and only whole files."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_server_that_sends_only_whole_files_is_read(web: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("aiohttp")
    from fsspec.config import conf

    monkeypatch.setitem(conf, "http", {"block_size": SMALL})  # what it would ask for at once of a larger file
    for name in ("c.csv", "c.zip"):
        WRITERS[name](Path(name), cables(COUNT))
    found = read([f"{web}/c.csv", f"{web}/c.zip"], size=SMALL).compute(scheduler="sync")
    here = cablecli.read("c.csv", "c.zip")
    assert [(one.id, one.paragraphs) for one in found] == [(one.id, one.paragraphs) for one in here]


@pytest.fixture(name="client")
def _client() -> Iterator[Any]:
    """One worker, a thread of this process."""
    from distributed import Client

    with Client(processes=False, n_workers=1, threads_per_worker=1, dashboard_address=None) as client:
        yield client


def files(top: str) -> dict[str, int]:
    return {str(path.relative_to(top)): path.stat().st_mtime_ns for path in Path(top).rglob("*.parquet")}


def test_an_export_goes_on_where_it_was_stopped_and_replaces_nothing_else(client: Any, dump: str) -> None:
    parts = partitions([dump], size=SMALL)
    for _ in range(2):
        count, first = export("out", parts, client)
    assert (count, first) == (2, told([dump]))
    before = files("out")
    assert len(before) == 8 * len(parts)
    for name in ("_failures/part-00002.parquet", "tags/part-00002.parquet"):
        Path("out", name).unlink()
    assert export("out", parts, client)[0] == 2
    after = files("out")
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} == {
        name for name in after if name.endswith("part-00002.parquet")
    }
    with pytest.raises(Occupied, match="other inputs"):
        export("out", partitions([dump], size=2 * SMALL), client)
    with pytest.raises(Occupied, match="an input"):
        export(".", parts, client, force=True)
    Path("mine").mkdir()
    Path("mine", "letter").touch()
    with pytest.raises(Occupied, match="no earlier export"):
        export("mine", parts, client, force=True)
    assert files("out") == after


def test_a_store_without_folders_takes_an_export(
    client: Any, dump: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fsspec.implementations.memory import MemoryFileSystem

    monkeypatch.setattr(MemoryFileSystem, "makedirs", lambda *_, **__: None)  # as in s3
    for size in (SMALL, SMALL, 2 * SMALL):
        parts = partitions([dump], size=size)
        assert export("memory://bucket/out", parts, client, force=size > SMALL) == (2, told([dump]))
        assert len(MemoryFileSystem().find("bucket/out/cables")) == len(parts)


def run(*args: str) -> None:
    command = [sys.executable, "-m", "cablecli", "export", "--to", "parquet", *args]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr  # which may hold warnings of a loaded cluster


def test_processes_write_the_rows_that_one_writes() -> None:
    from pyarrow import dataset, parquet

    write_csv(Path("c.csv"), cables(COUNT))
    run("one", "c.csv")
    run("many", "c.csv", "--scheduler", "local", "-j", "1")
    for path in Path("one").glob("*.parquet"):
        kept = [name for name in parquet.read_schema(path).names if name not in ("key", "cable")]
        one = parquet.read_table(path, columns=kept)
        assert dataset.dataset(f"many/{path.stem}").to_table(columns=kept).equals(one)


def _dying(item: Item) -> Iterator[Cable | Failure]:
    """The cables of an item; the process that works on the seventh is killed, once."""
    if item.name.endswith("7.txt") and not Path("killed").exists():
        Path("killed").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return in_item(item)


def test_of_a_worker_that_is_killed_nothing_is_lost_and_nothing_there_twice() -> None:
    from pyarrow import dataset

    folder = Path("folder")
    folder.mkdir()
    for number, cable in enumerate(cables(COUNT)):
        (folder / f"{number:02}.txt").write_text(cable.text, encoding="utf-8")
    parts = partitions([str(folder.resolve())], size=SMALL)
    with connected("local", 1) as client:
        assert export("out", parts, client, _dying) == (0, [])
    assert Path("killed").exists()
    found = dataset.dataset("out/cables").to_table(columns=["path"])["path"].to_pylist()
    assert found == sorted(map(str, folder.resolve().iterdir()))
    assert len(files("out")) == 8 * len(parts)


def test_without_a_scheduler_one_line_says_so() -> None:
    with pytest.raises(CableError, match="no scheduler at head: missing port"), connected("head", None):
        pass


@pytest.mark.timeout(180)
@pytest.mark.filterwarnings("ignore::FutureWarning")  # of versions of pandas
def test_spark_reads_the_partitions_of_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """The example of README."""
    sql = pytest.importorskip("pyspark.sql")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", str(Path(cablecli.__file__).parents[1]))
    write_csv(Path("c.csv"), cables(COUNT))
    frame = table("c.csv", "paragraphs", size=SMALL)[["cable", "marking", "text"]]

    def paragraphs(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            for number in batch["id"]:
                yield frame.partitions[number].compute(scheduler="sync")

    with (
        sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate() as spark
    ):
        parts = spark.range(0, frame.npartitions, 1, frame.npartitions)
        rows = parts.mapInPandas(paragraphs, "cable long, marking string, text string").collect()
    found = frame.compute(scheduler="sync")
    assert [row["text"] for row in rows] == found["text"].tolist()
    assert [row["cable"] for row in rows] == found["cable"].tolist()


def test_without_the_extra_one_line_says_what_is_missing(tmp_path: Path) -> None:
    Path("distributed.py").write_text("raise ModuleNotFoundError(name='distributed')\n")
    command = [
        sys.executable,
        "-m",
        "cablecli",
        "export",
        "out",
        "--to",
        "parquet",
        "--scheduler",
        "local",
        "x",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wanted = "cablecli: out: distributed is missing; to have it: pip install 'cablecli[dask]'\n"
    assert (done.returncode, done.stderr) == (1, wanted)
