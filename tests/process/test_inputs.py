"""Whatever is handed to the program: one clear line for each bad input, the good ones still printed."""

import json
import os
import resource
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from running import CABLE, Ended, start

Run = Callable[..., Ended]

BAD = {
    "empty.txt": (b"", "is empty"),
    "photo.jpg": (
        b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9,
        "is a JPEG image, not text; a scan needs text recognition first, for example with tesseract",
    ),
    "report.pdf": (
        b"%PDF-1.7\nwords",
        "is a PDF document; extract its text first: pdftotext -layout FILE.pdf",
    ),
    "random.bin": (os.urandom(1 << 17), "is binary data, not text"),
    "letter.txt": (b"Dear June,\n\nthe boats have come.\n", None),
    "damaged.txt": (b"\xff\xfe\x00\xd8\x00", "is damaged: it says utf-16 but is not"),
    "bad\x1b]0;x\x07[bold]name.txt": (b"", "is empty"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_line_and_the_good_one_is_printed(run: Run, cable: Path, name: str) -> None:
    data, reason = BAD[name]
    Path(name).write_bytes(data)
    ended = run("tags", "--no-header", name, "good.txt")
    assert ended.status == 1
    assert [line.split("\t")[1] for line in ended.out.splitlines()] == ["PREL", "SMIG", "MT"]
    (line,) = ended.err.splitlines()
    shown = name.replace("\x1b]0;x\x07", "")
    assert line == f"cablecli: {shown}: {reason}" if reason else line.startswith(f"cablecli: {shown}: ")


def test_missing_paths_and_patterns(run: Run, cable: Path) -> None:
    ended = run("tags", "nowhere.txt", "no*thing", "go*d.txt", "x" * 300)
    assert ended.status == 1
    assert ended.out.count("09VALLETTA214") == 3
    assert ended.err == (
        "cablecli: nowhere.txt: no such file or directory\n"
        "cablecli: no*thing: no file matches\n"
        f"cablecli: {'x' * 300}: file name too long\n"
        "cablecli: 3 of 4 inputs could not be read\n"
    )


def test_a_name_with_pattern_signs_is_a_name_first(run: Run) -> None:
    Path("a[1].txt").write_text(CABLE)
    assert run("tags", "a[1].txt").status == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(run: Run, cable: Path) -> None:
    Path("secret.txt").touch(mode=0)
    ended = run("tags", "secret.txt", "good.txt")
    assert (ended.status, ended.err) == (1, "cablecli: secret.txt: permission denied\n")
    assert ended.out


def test_a_name_that_is_no_text(run: Run) -> None:
    name = b"caf\xe9\n.txt"
    Path(os.fsdecode(name)).write_text(CABLE)
    ended = run("show", "--json", os.fsdecode(name))
    assert ended.status == 0
    assert r'"path": "caf\udce9\n.txt"' in ended.out
    ended = run("tags", os.fsdecode(name) + "x")
    assert ended.err == "cablecli: caf\\xe9\\n.txtx: no such file or directory\n"


def test_directories_are_walked_in_sorted_order(run: Run) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c/d/e.txt"):
        Path("all", name).parent.mkdir(parents=True, exist_ok=True)
        Path("all", name).write_text(CABLE)
    Path("all/b/notes.csv").write_text("a,b\n")
    Path("all/loop").symlink_to("..", target_is_directory=True)
    Path("all/loop2").symlink_to(".", target_is_directory=True)
    Path("all/dead").symlink_to("nowhere")
    os.mkfifo("all/pipe")
    ended = run("show", "--format", "jsonl", "--fields", "source", "all")
    paths = [line.split('"')[5] for line in ended.out.splitlines()]
    assert paths[:4] == ["all/a.txt", "all/b/1.txt", "all/b/2.txt", "all/c/d/e.txt"]
    failures = [line.split(": ") for line in ended.err.splitlines()]
    assert ["cablecli", "all/dead", "no such file or directory"] in failures
    assert ["cablecli", "all/pipe", "is not a regular file"] in failures
    assert "all/b/notes.csv" in {failure[1] for failure in failures}
    assert ended.status == 1


def tree(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(CABLE)


SOURCES = ("show", "-f", "jsonl", "--fields", "source")


def sources(ended: Ended) -> list[str]:
    return [json.loads(line)["source"]["path"] for line in ended.out.splitlines()]


def test_no_walk_leaves_the_tree_or_comes_back(run: Run) -> None:
    tree("d/1/a.txt", "other/b.txt")
    for k in range(1, 12):
        Path(f"d/{k}").mkdir(exist_ok=True)
        for name in ("x", "y"):
            Path(f"d/{k}/{name}").symlink_to(f"../{k + 1}")
    Path("d/12").mkdir()
    Path("d/up").symlink_to("..")
    Path("d/out").symlink_to("../other")
    Path("d/c.txt").symlink_to("../other/b.txt")
    Path("named").symlink_to("other")
    for args in (("d",), ("d/**",), ("d/**/*.txt",), ("[d]",)):
        ended = run(*SOURCES, *args)
        assert (ended.status, ended.err) == (0, "")
        assert sources(ended) == ["d/1/a.txt", "d/c.txt"]
    assert sources(run(*SOURCES, "named")) == ["named/b.txt"]
    assert sources(run(*SOURCES, "./d/1/*.txt")) == ["./d/1/a.txt"]


def test_hidden_files_are_left_alone(run: Run) -> None:
    tree("d/a.txt", "d/.git/b.txt", "d/.DS_Store")
    for args in (("d",), ("d/*",), ("d/**",)):
        ended = run(*SOURCES, *args)
        assert (ended.status, ended.err, sources(ended)) == (0, "", ["d/a.txt"])
    assert sources(run(*SOURCES, "d/.git", "d/.DS_Store", "d/.g*")) == [
        "d/.git/b.txt", "d/.DS_Store", "d/.git/b.txt",
    ]  # fmt: skip


def test_only_some_of_the_files_below_a_directory(run: Run) -> None:
    tree("d/a.txt", "d/b.cable", "d/e/c.txt", "d/e/notes.md", "f.md")
    ended = run(*SOURCES, "--glob", "*.txt", "--glob", "e/*.md", "d", "f.md")
    assert (ended.status, sources(ended)) == (0, ["d/a.txt", "d/e/c.txt", "d/e/notes.md", "f.md"])
    ended = run("tags", "--glob", "*.csv", "d")
    assert (ended.status, ended.err) == (1, "cablecli: d: holds no files that match\n")


def test_lists_that_hold_no_names(run: Run, cable: Path) -> None:
    ended = run("tags", "--files-from", "-", stdin=b"x\0y/*\ngood.txt\n")
    assert (ended.status, ended.err) == (1, "cablecli: x\ufffdy/*: no file matches\n")
    assert ended.out.count("09VALLETTA214") == 3
    ended = run("tags", "--files-from", "/dev/zero", "good.txt")
    assert ended.out.count("09VALLETTA214") == 3
    assert ended.err == "cablecli: /dev/zero: is no list of names: one is longer than 16 KB\n"
    ended = run("tags", "-0", "--files-from", "/dev/zero", "good.txt")
    assert ended.out.count("09VALLETTA214") == 3
    assert ended.err == "cablecli: /dev/zero: is no list of names: it is empty line after line\n"


def test_failures_of_one_kind_below_a_directory_are_summed(run: Run, cable: Path) -> None:
    Path("d/e").mkdir(parents=True)
    for k in range(20):
        Path(f"d/{k:02}.jpg").write_bytes(b"\xff\xd8\xff\xe0")
        Path(f"d/e/{k:02}.txt").write_text("words\n" * (k % 3 + 1))
    ended = run("tags", "d", "good.txt")
    *_, jpg, txt, last = ended.err.splitlines()
    assert (ended.status, ended.err.count("\n"), ended.out.count("09VALLETTA214")) == (1, 13, 3)
    assert jpg.startswith("cablecli: d/: 15 more: is a JPEG image, not text; ")
    assert jpg.endswith(" (--verbose names each)")
    assert txt == "cablecli: d/: 15 more: not a cable (--verbose names each)"
    assert last == "cablecli: 40 of 41 inputs could not be read"
    assert run("tags", "-v", "d", "good.txt").err.count("\n") == 41
    assert "a cable shows two of these" in run("tags", "-v", "d/e/00.txt").err
    assert run("tags", *(f"d/{k:02}.jpg" for k in range(20))).err.count("\n") == 21
    assert "inputs could not" not in run("tags", "-q", "d").err


@pytest.mark.parametrize("suffix", ["zip", "tar"])
def test_failures_of_one_kind_in_an_archive_are_summed(run: Run, cable: Path, suffix: str) -> None:
    Path("d").mkdir()
    for k in range(20):
        Path(f"d/{k:02}.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    Path("d/words.txt").write_text("words\n")
    shutil.make_archive("a", suffix, "d")
    ended = run("tags", f"a.{suffix}", "good.txt")
    assert (ended.status, ended.err.count("\n"), ended.out.count("09VALLETTA214")) == (1, 8, 3)
    assert f"cablecli: a.{suffix}: 15 more: is a JPEG image, not text; " in ended.err
    assert f"cablecli: a.{suffix}!" in ended.err
    assert run("tags", "-v", f"a.{suffix}").err.count("\n") == 22
    assert "inputs could not" not in run("tags", "d/00.jpg", "d/01.jpg", "good.txt", "good.txt").err
    assert run("tags", "d/00.jpg", "d/01.jpg", "good.txt").err.endswith(": 2 of 3 inputs could not be read\n")
    assert run("tags", "-q", "-v", "d").status == 2


def test_a_format_that_is_not_that_of_the_input(run: Run, cable: Path) -> None:
    for name in ("page", "html", "csv", "json"):
        ended = run("tags", "--no-header", "--input-format", name, "good.txt")
        assert (ended.status, ended.out) == (1, "")
        assert ended.err.startswith("cablecli: good.txt: ")


def test_a_directory_without_files(run: Run) -> None:
    Path("void/inner").mkdir(parents=True)
    ended = run("show", "void")
    assert (ended.status, ended.out, ended.err) == (1, "", "cablecli: void: holds no files\n")


def test_a_very_deep_directory(run: Run) -> None:
    top = Path.cwd()
    for _ in range(1200):
        Path("d").mkdir()
        os.chdir("d")
    Path("deep.txt").write_text(CABLE)
    os.chdir(top)
    try:
        assert run("tags", "d").out.count("09VALLETTA214") == 3
    finally:  # too deep for pytest's own cleaning up
        subprocess.run(["rm", "-rf", "d"], check=True)


def test_standard_input(run: Run, cable: Path) -> None:
    for args in ((), ("-",)):
        ended = run("tags", *args, stdin=CABLE.encode())
        assert (ended.status, ended.out.count("09VALLETTA214")) == (0, 3)
    ended = run("tags", "-", "good.txt")
    assert (ended.status, ended.err) == (1, "cablecli: standard input: is empty\n")
    assert ended.out.count("09VALLETTA214") == 3


def test_standard_input_that_is_closed(run: Run, cable: Path) -> None:
    ended = run("tags", "-", "good.txt", stdin=b"", closed=0)
    assert (ended.status, ended.err) == (1, "cablecli: standard input: is closed\n")
    assert ended.out.count("09VALLETTA214") == 3


def test_fifos(run: Run, cable: Path) -> None:
    os.mkfifo("pipe")
    ended = run("tags", "pipe", "good.txt")
    assert (ended.status, ended.err) == (1, "cablecli: pipe: is empty\n")
    with start("tags", "pipe") as process:
        Path("pipe").write_text(CABLE)
        assert process.communicate(timeout=20)[0].count(b"09VALLETTA214") == 3


def test_huge_files_are_refused_at_once(run: Run, cable: Path) -> None:
    with Path("random.bin").open("wb") as file:
        file.write(os.urandom(1 << 20))
        file.truncate(200 << 20)
    with Path("words.txt").open("wb") as file:
        file.writelines([b"0123456789abcdef" * (1 << 16)] * 65)
    with start("tags", "random.bin", "words.txt", "good.txt") as process:
        assert process.stderr
        err = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 1
    assert err == (
        b"cablecli: random.bin: is binary data, not text\n"
        b"cablecli: words.txt: is larger than 8 MB, too large for one cable\n"
        b"cablecli: 2 of 3 inputs could not be read\n"
    )
    # what starts a process passes its own peak on to it
    assert usage.ru_maxrss <= max(300 << 10, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    assert usage.ru_utime + usage.ru_stime < 3


def test_no_input_is_changed(run: Run, cable: Path) -> None:
    before = cable.stat()
    run("show", "good.txt")
    after = cable.stat()
    assert (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size)


def test_patterns_in_a_list_that_no_library_takes(run: Run, cable: Path) -> None:
    for stars in ("*/", "**/"):
        ended = run("tags", "--files-from", "-", stdin=stars.encode() * 3000 + b"\ngood.txt\n")
        assert (ended.status, ended.out.count("09VALLETTA214")) == (1, 3)
        assert ended.err.endswith(": has too many parts for a pattern\n")


def test_patterns_read_no_file_twice_by_links(run: Run) -> None:
    Path("q/sub").mkdir(parents=True)
    for link in ("q/l", "q/m"):
        Path(link).symlink_to(".")
    Path("q/other").symlink_to("../q/sub")
    for name in ("q/a.txt", "q/sub/b.txt"):
        Path(name).write_text(CABLE)
    for pattern, files in (("q/*", 2), ("q/*/*/*/*.txt", 2), ("q/**", 2), ("q/l/*.txt", 1), ("q/o*", 1)):
        assert run("list", "--no-header", pattern).out.count("\n") == files


def test_stars_may_stand_for_no_directory(run: Run) -> None:
    Path("d/sub").mkdir(parents=True)
    for name in ("d/a.txt", "d/sub/b.txt", "d/long.txt"):
        Path(name).write_text(CABLE)
    assert run("tags", "--glob", "**/?.txt", "d").out.count("09VALLETTA214") == 6


@pytest.mark.parametrize("command", ["show", "tags", "list"])
def test_a_letter_between_two_cables_counts_as_a_failure(run: Run, command: str) -> None:
    letter = "\n\nDear Sir,\n\nplease find enclosed the cables that you asked for.\n\nYours, A. Clerk\n\n"
    other = CABLE.replace("000214", "000215").replace("#0214", "#0215")
    Path("two.txt").write_text(CABLE + letter + other)
    ended = run(command, "-f", "jsonl", "two.txt")
    assert (ended.status, ended.out.count("\n") > 1) == (1, True)
    line = CABLE.count("\n") + 3
    assert ended.err == (
        f"cablecli: two.txt!1: line {line}: the text below the end is no cable; it is left over\n"
    )
    Path("one.txt").write_text(CABLE + letter)  # with no other cable below it, it is only told
    assert run(command, "one.txt").status == 0
