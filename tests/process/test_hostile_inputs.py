"""Hostile and endless inputs of each carrier: one line for each, in bounded memory and time, the rest read."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from select import select

import pytest
from running import CABLE, ENVIRONMENT, Ended, peak, start

Run = Callable[..., Ended]
CSV = Path(__file__).parents[1] / "golden-carriers" / "csv" / "meeting+press+instruction+three-sections.csv"
LIMIT_MB = 250
SAYS_ITS_SIZE = f"""\
import runpy, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from running import peak
try:
    runpy.run_module("cablecli", run_name="__main__")
finally:
    print(peak("self"), end="", file=sys.stderr)
"""


def measured(*args: str) -> tuple[int, str, str, int]:
    """Status, output and complaints of a run, and its greatest size in MB."""
    command = [sys.executable, "-c", SAYS_ITS_SIZE, *args, "-j", "1"]
    ended = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    err, _, size = ended.stderr.rpartition("\n")
    return ended.returncode, ended.stdout, err + "\n" if err else "", int(size)


def line_of_300_mb(path: Path) -> None:
    with path.open("wb") as file:
        for _ in range(300):
            file.write(b"word " * (1 << 20))
            if file.tell() > 300 << 20:
                break


HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "line.txt": (line_of_300_mb, "is larger than 8 MB, too large for one cable"),
    "tags.html": (lambda path: path.write_text("<html><body>" + "<div>" * 45_000 + "x"), "not a cable: "),
    "comments.html": (lambda path: path.write_text("<html><body>" + "<!--" * 100_000), "not a cable: "),
    "quote.csv": (
        lambda path: path.write_text(
            CSV.read_text().replace('"09STATE62114","Secretary', '"09STATE62114,"Secretary')
        ),
        "line ",
    ),
    "attributes.html": (
        lambda path: path.write_text("<html><body><div " + "a=b " * (7 << 18) + ">words"),
        "not a cable: ",
    ),
    "deep.json": (lambda path: path.write_text('[{"a": ' + "[" * 100_000), "is "),
    "record.jsonl": (lambda path: path.write_text('{"schema": 1, "id": "' + "x" * (70 << 20)), "line 1: "),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_one_line_and_the_rest_is_read(
    cable: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(cable.parent)
    make, reason = HOSTILE[name]
    make(Path(name))
    status, out, err, size = measured("tags", name, "good.txt")
    (line,) = err.splitlines()
    assert status == 1
    assert line.startswith(f"cablecli: {name}: {reason}")
    assert out.count("09VALLETTA214") == 3
    assert size < LIMIT_MB


MB = 1 << 20
ROW = '"1","2/25/2009 14:32","09VALLETTA1","","","",""," '  # its last field is open
LARGE: dict[str, Callable[[], str]] = {
    "attributes.html": lambda: f"<html><pre>{CABLE}</pre><div {'a=b ' * (6 * MB // 4)}>",
    "returns.txt": lambda: CABLE + "\r" * 6 * MB,
    "lines.txt": lambda: CABLE + "x\n" * 3 * MB,
    "people.txt": lambda: CABLE.replace("Malta\n", "Malta\n" + "- Minister Borodin\n" * (6 * MB // 19)),
    "word.txt": lambda: CABLE.replace("Classified By:", "Classified By:" + "UEHDK" * 300_000),
    "order.txt": lambda: CABLE.replace("04/09/2019", "04/09/2019 " + "Mr. " * (6 * MB // 4)),
    "paragraphs.txt": lambda: CABLE + "Prices fell" + ". \N{PILCROW SIGN}3. (U) y" * (MB // 2),
    "references.txt": lambda: CABLE.replace("SUBJECT:", "REF: ROME 1" + "; ROME 2" * (6 * MB // 8) + "\nSUBJECT:"),
    "labels.txt": lambda: CABLE.replace("SUBJECT:", "REF: " + "(b) " * (6 * MB // 4) + "\nSUBJECT:"),
    "tags.txt": lambda: CABLE.replace("TAGS: ", "TAGS: " + "PREL " * (6 * MB // 5)),
    "prose.txt": lambda: CABLE + f"{'The dues will rise again soon, he said. ' * 2}\n" * 45_000,
    "words.html": lambda: f"<html><pre>{CABLE}{'words ' * MB}</pre></html>",
    "field.csv": lambda: ROW + CABLE + "words " * MB + '"\n',
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_a_large_input_takes_a_few_times_its_size(
    cable: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside the 17 MB of the program itself."""
    monkeypatch.chdir(cable.parent)
    Path(name).write_text(LARGE[name](), newline="")
    status, out, err, size = measured("show", "-f", "jsonl", "--fields", "id", name, "good.txt")
    assert (status, err) == (0, "") or (status == 1 and "too many for one cable" in err)
    assert out.endswith('{"id": "09VALLETTA214"}\n')
    assert size < 17 + 12 * 6


def test_one_telegram_that_is_too_much_costs_no_other(run: Run) -> None:
    Path("t.txt").write_text(CABLE + "x\n" * 60_000 + "\n\n".join([CABLE] * 2))
    ended = run("show", "-f", "jsonl", "--fields", "id", "t.txt")
    assert (ended.status, ended.out.count("09VALLETTA214")) == (1, 2)
    assert ended.err == "cablecli: t.txt: has more than 50,000 lines, too many for one cable\n"


def test_a_row_with_an_unclosed_quote_costs_no_other(run: Run) -> None:
    text = CSV.read_text()
    Path("cables.csv").write_text(text.replace('OAKES"\n', "OAKES\n"))
    ended = run("show", "-f", "jsonl", "--fields", "id", "cables.csv")
    assert ended.err == "cablecli: cables.csv: line 1: the row is skipped: a quote is not closed\n"
    assert [line[8:-2] for line in ended.out.splitlines()] == [
        "07MONTEVIDEO587",
        "09STATE62114",
        "09NICOSIA533",
    ]


@pytest.mark.parametrize("kind", ["csv", "text", "jsonl"])
def test_endless_standard_input(run: Run, kind: str) -> None:
    unit = {"csv": CSV.read_bytes(), "text": CABLE.encode(), "jsonl": b""}[kind]
    if kind == "jsonl":
        Path("a.txt").write_text(CABLE)
        unit = run("show", "-f", "jsonl", "a.txt").out.encode()
    with start("tags", "-j", "1", "--no-header") as process:
        assert process.stdin
        assert process.stdout
        feeding = feed(process.stdin.fileno(), unit, process.stdout.fileno())
        sizes = []
        for lines in (500, 3000):
            while next(feeding) < lines:
                pass
            sizes.append(peak(process.pid))
        process.kill()
    assert sizes[1] - sizes[0] < 10  # MB: the cables of 2,500 lines are a hundred


def feed(into: int, unit: bytes, out: int) -> Iterator[int]:
    """Write `unit` over and over, read what comes of it, and yield the number of lines there were by then."""
    have, rest = 0, b""
    while True:
        readable, writable, _ = select([out], [into], [])
        if readable:
            have += os.read(out, 1 << 16).count(b"\n")
        if writable:
            rest = rest or unit * 4
            rest = rest[os.write(into, rest[: 1 << 12]) :]
        yield have


def test_a_record_is_printed_before_the_next_one_comes(run: Run) -> None:
    Path("a.txt").write_text(CABLE)
    record = run("show", "-f", "jsonl", "a.txt").out.encode()
    with start("tags", "-j", "1", "--no-header") as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(record)
        process.stdin.flush()
        assert process.stdout.readline().startswith(b"09VALLETTA214\tPREL")
        process.communicate(record, timeout=20)


def test_formats_are_listed(run: Run) -> None:
    ended = run("formats")
    assert ended.status == 0
    for name in ("jsonl", "csv", "page", "sas", "smart", "7z", "pip install 'cablecli[zstd]'"):
        assert name in ended.out
    assert "Did you mean 'json'?" in run("tags", "--input-format", "jsn", "x").err


def test_the_format_can_be_forced(run: Run, cable: Path) -> None:
    ended = run("tags", "--input-format", "csv", "good.txt")
    assert (ended.status, ended.err[:35]) == (1, "cablecli: good.txt: line 1: the row")
    assert run("tags", "--input-format", "text", "good.txt").out.count("09VALLETTA214") == 3
    ended = run("tags", "-j", "2", "--input-format", "web", *["good.txt"] * 9)
    assert ended.out.count("09VALLETTA214") == 27
