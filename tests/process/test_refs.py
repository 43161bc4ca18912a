"""refs: links between cables as rows and as a tree, over files and over a collection."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from running import CABLE, Ended

Run = Callable[..., Ended]

# Three cables that cite each other in a circle, one that cites two of them, and what no collection holds.
REFERENCES = {
    210: "REF: VALLETTA 214",
    213: "REF: VALLETTA 210",
    214: "REF: A. VALLETTA 213\n     B. 08 STATE 41207 (NOTAL)\n"
    "     C. VALLETTA A-25, FEBRUARY 3, 2009\n     D. QUILL-BERG TELCON",
    215: "REF: A. VALLETTA 214\n     B. VALLETTA 213",
}
CIRCLE = [
    ["09VALLETTA214", "A", "cable", "09VALLETTA213", True, 1, False],
    ["09VALLETTA214", "B", "cable", "08STATE41207", False, 1, False],
    ["09VALLETTA214", "C", "airgram", None, False, 1, False],
    ["09VALLETTA214", "D", "other", None, False, 1, False],
    ["09VALLETTA213", None, "cable", "09VALLETTA210", True, 2, False],
    ["09VALLETTA210", None, "cable", "09VALLETTA214", True, 3, True],
]


def citing(number: int, references: str) -> str:
    """The cable with another number, a subject of its own and these references."""
    text = CABLE.replace("0214", f"{number:04}").replace("000214", f"{number:06}")
    subject = f"SUBJECT: HARBOR PAPER {number} [bold]"
    return text.replace("SUBJECT: FERRY MINISTER BORODIN ASKS FOR PILOT BOATS", f"{subject}\n\n{references}")


@pytest.fixture(name="web")
def _web(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, references in REFERENCES.items():
        (folder / f"{number}.txt").write_text(citing(number, references))
    assert run("index", "in").status == 0
    return folder


def links(ended: Ended) -> list[list[Any]]:
    assert (ended.status, ended.err) == (0, "")
    names = ("id", "label", "kind", "cited", "at_hand", "depth", "cycle")
    return [[row[name] for name in names] for row in json.loads(ended.out)]


@pytest.mark.parametrize("source", [("09VALLETTA214",), ("in/214.txt",), ("VALLETTA", "214")])
def test_a_cable_is_followed_through_the_collection_until_it_comes_back(
    run: Run, web: Path, source: tuple[str, ...]
) -> None:
    assert links(run("refs", "--json", "--depth", "5", *source)) == CIRCLE
    assert links(run("refs", "--json", *source)) == CIRCLE[:4]


def test_who_cites_it_stands_behind_with_steps_backwards(run: Run, web: Path) -> None:
    found = links(run("refs", "--json", "--cited-by", "--depth", "2", "09VALLETTA213"))
    assert found == [
        ["09VALLETTA213", None, "cable", "09VALLETTA210", True, 1, False],
        ["09VALLETTA210", None, "cable", "09VALLETTA214", True, 2, False],
        ["09VALLETTA214", "A", "cable", "09VALLETTA213", True, -1, False],
        ["09VALLETTA215", "B", "cable", "09VALLETTA213", True, -1, False],
        ["09VALLETTA215", "A", "cable", "09VALLETTA214", True, -2, False],
    ]


@pytest.mark.parametrize("source", [("in",), ("-d", "cables.db"), ("in/213.txt", "in/214.txt", "in")])
def test_each_link_is_a_row_once_over_files_and_collections_alike(
    run: Run, web: Path, source: tuple[str, ...]
) -> None:
    found = run("refs", *source, "--fields", "id,text,at_hand", "--no-header", "--cited-by", "--depth", "3")
    assert found.status == 0
    assert sorted(found.out.splitlines()) == [
        "09VALLETTA210\tVALLETTA 214\ttrue",
        "09VALLETTA213\tVALLETTA 210\ttrue",
        "09VALLETTA214\t08 STATE 41207 (NOTAL)\tfalse",
        "09VALLETTA214\tQUILL-BERG TELCON\tfalse",
        "09VALLETTA214\tVALLETTA 213\ttrue",
        "09VALLETTA214\tVALLETTA A-25, FEBRUARY 3, 2009\tfalse",
        "09VALLETTA215\tVALLETTA 213\ttrue",
        "09VALLETTA215\tVALLETTA 214\ttrue",
    ]


def test_without_a_collection_files_are_looked_up_among_each_other(run: Run, web: Path) -> None:
    Path("cables.db").unlink()
    alone = links(run("refs", "--json", "--depth", "3", "in/214.txt"))
    assert alone == [[*CIRCLE[0][:4], False, 1, False], *CIRCLE[1:4]]
    together = links(run("refs", "--json", "--cited-by", "in/214.txt", "in/213.txt"))
    assert [row[4] for row in together if row[3] == "09VALLETTA213"] == [True]


def test_a_changed_file_counts_before_its_copy_in_the_collection(run: Run, web: Path) -> None:
    (web / "215.txt").write_text(citing(215, "REF: VALLETTA 210"))
    cited_by = links(run("refs", "--json", "--cited-by", "in/215.txt", "in/214.txt"))
    assert [(row[0], row[3]) for row in cited_by if row[0] == "09VALLETTA215"] == [
        ("09VALLETTA215", "09VALLETTA210")
    ]


def test_copies_of_a_cable_give_its_links_once(run: Run, web: Path) -> None:
    Path("copy.txt").write_text(citing(215, REFERENCES[215]) + "\nSeen.\n")
    assert run("index", "-q", "copy.txt").status == 0
    rows = links(run("refs", "--json", "--cited-by", "09VALLETTA213"))
    assert [row[0] for row in rows].count("09VALLETTA215") == 1
    whole = run("refs", "-d", "cables.db", "--no-header", "--fields", "id,label").out.split("\n")
    assert len(whole) == 8 + 1
    assert [line[-1] for line in whole if line.startswith("09VALLETTA214")] == ["A", "B", "C", "D"]


def test_filters_choose_where_the_walk_begins(run: Run, web: Path) -> None:
    rows = links(run("refs", "-d", "cables.db", "--json", "--ref", "09VALLETTA210", "--depth", "2"))
    assert [row[:1] + row[3:4] for row in rows] == [
        ["09VALLETTA213", "09VALLETTA210"],
        ["09VALLETTA210", "09VALLETTA214"],
    ]


TREE = """\
09VALLETTA214   2009-04-09 10:10Z   AMEMBASSY VALLETTA            [CONFIDENTIAL]
HARBOR PAPER 214 [bold]
├── cites
│   ├── A 09VALLETTA213  2009-04-09  C  HARBOR PAPER 213 [bold]
│   │   └── 09VALLETTA210  2009-04-09  C  HARBOR PAPER 210 [bold]
│   │       └── 09VALLETTA214  2009-04-09  C  cycle
│   ├── B 08STATE41207  not at hand: 08 STATE 41207 (NOTAL)
│   ├── C VALLETTA A-25, FEBRUARY 3, 2009  airgram
│   └── D QUILL-BERG TELCON
└── cited by
    ├──      09VALLETTA210  2009-04-09  C  HARBOR PAPER 210 [bold]
    │   └── 09VALLETTA213  2009-04-09  C  HARBOR PAPER 213 [bold]
    │       ├── as A 09VALLETTA214  2009-04-09  C  cycle
    │       └── as B 09VALLETTA215  2009-04-09  C  again
    └── as A 09VALLETTA215  2009-04-09  C  HARBOR PAPER 215 [bold]
"""


def test_the_tree_on_a_screen(on_terminal: Callable[..., Ended], web: Path) -> None:
    args = ("refs", "09VALLETTA214", "--depth", "3", "--cited-by")
    assert on_terminal(*args, "--color", "never").out == TREE
    colored = on_terminal(*args).out
    assert "\x1b[2m08STATE41207" in colored  # dim
    assert "\x1b[1m09VALLETTA213" in colored
    narrow = on_terminal("refs", "09VALLETTA214", "--depth", "10", "--color", "never", columns=30).out
    assert max(map(len, narrow.splitlines())) <= 30


def test_that_nobody_cites_it_is_said(on_terminal: Callable[..., Ended], web: Path) -> None:
    Path("alone.txt").write_text((web / "214.txt").read_text().replace("214", "999"))
    alone = on_terminal("refs", "alone.txt", "--cited-by", "--color", "never").out
    assert alone.endswith("└── cited by\n    └── none at hand\n")


def test_the_same_tree_without_a_screen(run: Run, web: Path) -> None:
    text = run("refs", "09VALLETTA214", "--depth", "3", "-f", "text").out
    assert "\n            09VALLETTA214  2009-04-09  C  [cycle]\n" in text
    markdown = run("refs", "09VALLETTA214", "-f", "markdown").out
    assert "\n- C · VALLETTA A-25, FEBRUARY 3, 2009 · *airgram*\n" in markdown


def test_what_cannot_be_asked(run: Run, web: Path) -> None:
    assert run("refs", "09VALLETTA999").err.endswith("the nearest there is 09VALLETTA215\n")
    cited = run("refs", "08STATE41207", "--cited-by").err
    assert cited.endswith("`cablecli list --ref 08STATE41207` lists those there that refer to it\n")
    assert "09VALLETTA214" in run("list", "--ref", "08STATE41207", "-d", "cables.db").out
    assert run("refs", "--depth", "0", "in").status == 2
    assert run("refs", "-d", "none.db", "in").status == 1


@pytest.mark.parametrize(
    ("command", "linked"),
    [
        (("refs", "in/214.txt"), ["09VALLETTA214", "09VALLETTA213"]),
        (
            ("refs", "in/210.txt", "in/214.txt"),
            ["09VALLETTA210", "09VALLETTA214", "09VALLETTA214", "09VALLETTA213"],
        ),
        (
            ("refs", "--fields", "id,cited", "09VALLETTA214"),
            ["09VALLETTA214", "09VALLETTA213"] + 3 * ["09VALLETTA214"],
        ),
        (("list", "--sort", "id", "in"), [f"09VALLETTA{number}" for number in REFERENCES]),
        (("list", "-d", "cables.db", "--limit", "2"), ["09VALLETTA210", "09VALLETTA213"]),
        (("tags", "in/214.txt"), ["09VALLETTA214"]),
        (("search", "pilot", "--limit", "1"), ["09VALLETTA210"]),
        (("search", "pilot", "--limit", "1", "--fields", "id,text"), ["09VALLETTA210"]),
    ],
)
def test_ids_are_links_to_the_files_that_are_at_hand(
    run: Run, web: Path, command: tuple[str, ...], linked: list[str]
) -> None:
    shown = run(*command, "-f", "rich", "--color", "always", "--hyperlinks", "always").out
    assert re.findall(r"]8;id=\d+;(.+?)\x1b.+?(09VALLETTA\d+)", shown) == [
        (f"file://{web}/{id[-3:]}.txt", id) for id in linked
    ]
    assert "]8;" not in run(*command, "-f", "rich", "--color", "always").out
