"""cite, as whole processes: one valid file of many inputs, wherever it is written."""

import json
from collections.abc import Callable
from pathlib import Path

import bibtexparser
import pytest
import rispy
from running import CABLE, Ended

Run = Callable[..., Ended]
NOTE = (
    'Embassy Valletta to Department of State, telegram 214, "FERRY MINISTER BORODIN ASKS FOR PILOT BOATS,"'
    " April 9, 2009, good.txt.\n"
)


def keys(style: str, text: str) -> list[str]:
    if style == "bibtex":
        library = bibtexparser.parse_string(text)
        assert not library.failed_blocks
        return [entry.key for entry in library.entries]
    return [item["id"] for item in (rispy.loads(text) if style == "ris" else json.loads(text))]


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("style", ["bibtex", "ris", "csl-json"])
def test_many_inputs_are_one_file_whose_entries_have_keys_of_their_own(
    run: Run, cable: Path, style: str, jobs: str
) -> None:
    other = CABLE.replace("0214", "0215").replace("000214", "000215")
    Path("other.txt").write_text(other + CABLE)
    ended = run("cite", "--style", style, "-j", jobs, cable, "other.txt", "-o", "out")
    assert (ended.status, ended.out, ended.err) == (0, "", "")
    assert keys(style, Path("out").read_text()) == ["09VALLETTA214", "09VALLETTA215", "09VALLETTA214-2"]


def test_no_more_than_were_asked_for(run: Run, cable: Path) -> None:
    Path("other.txt").write_text(CABLE.replace("0214", "0215").replace("000214", "000215") + CABLE)
    ended = run("cite", "--style", "ris", "--limit", "2", cable, "other.txt")
    assert keys("ris", ended.out) == ["09VALLETTA214", "09VALLETTA215"]
    counted = run(
        "tags", "--count", "--limit", "1", "--fields", "tag,count", "--no-header", cable, "other.txt"
    )
    assert len(counted.out.splitlines()) == 1


def test_a_note_by_file_by_id_and_from_standard_input(run: Run, cable: Path) -> None:
    assert run("cite", cable.name).out == NOTE
    assert run("index", cable.name).status == 0
    assert run("cite", "09VALLETTA214").out == NOTE
    assert run("cite", stdin=CABLE.encode()).out == NOTE.replace(", good.txt", "")
    assert run("cite", cable.name, "--since", "2010").out == ""
    assert run("cite", cable.name, "-f", "tsv").out == "id\tcitation\n09VALLETTA214\t" + NOTE


def test_what_is_for_a_program_is_not_laid_out_on_a_terminal(
    on_terminal: Callable[..., Ended], run: Run, cable: Path
) -> None:
    for style in ("bibtex", "ris"):
        args = ("cite", "--style", style, cable)
        assert on_terminal(*args, columns=40).out == run(*args).out
    assert json.loads(on_terminal("cite", "--style", "csl-json", cable, columns=40).out)
    note = on_terminal("cite", cable.name, columns=40).out
    assert max(map(len, note.splitlines())) <= 40
    assert " ".join(note.split()) == NOTE.strip()


def test_nothing_to_cite_is_a_file_without_entries(run: Run, cable: Path) -> None:
    assert run("cite", "--style", "csl-json", cable, "--since", "2010").out == "[]\n"
    assert run("cite", "--style", "bibtex", cable, "--since", "2010").out == ""
    assert run("cite", "--style", "mla", cable).status == 2
