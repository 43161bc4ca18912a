from pathlib import Path

import pytest

import cablecli
from cablecli import sources
from cablecli.errors import NotACable, Unreadable
from cablecli.reader import read_each

TEXT = "E.O. 12958: DECL: 04/09/2019\nTAGS: PREL, MT\nSUBJECT: PILOT BOATS\n\n1. (C) He asked for boats.\n"


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    for name, text in (("1.txt", TEXT), ("2.txt", "no cable at all"), ("3.txt", TEXT)):
        (tmp_path / name).write_text(text)
    return tmp_path


def test_read_takes_paths_of_any_kind_and_is_lazy(folder: Path) -> None:
    cables = cablecli.read(folder / "1.txt", str(folder / "nowhere"))
    first = next(cables)
    assert first.subject == "PILOT BOATS"
    assert first.source.path == str(folder / "1.txt")
    with pytest.raises(Unreadable, match="no such file"):
        next(cables)


def test_read_says_which_input_failed(folder: Path) -> None:
    with pytest.raises(NotACable) as caught:
        list(cablecli.read(folder))
    assert str(caught.value).startswith(f"{folder / '2.txt'}: not a cable")


@pytest.mark.parametrize("errors", ["Raise", "ignore", None, 3])
def test_read_takes_no_other_way_with_errors(folder: Path, errors: object) -> None:
    with pytest.raises(ValueError, match="or a function"):
        next(cablecli.read(folder, errors=errors))  # type: ignore[arg-type]


def test_failures_come_as_values_in_their_place(folder: Path) -> None:
    results = list(read_each([str(folder)]))
    assert [isinstance(result, sources.Failure) for result in results] == [False, True, False]


def test_a_guessed_encoding_is_among_the_diagnostics(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(TEXT.replace("boats.", "boats \u2014 two.").encode("cp1252"))
    (cable,) = cablecli.read(path)
    assert cable.diagnostics[0].code == "encoding-guessed"


def test_a_file_without_permission(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(sources, "_open", refuse)
    (failure,) = read_each([str(folder / "1.txt")])
    assert isinstance(failure, sources.Failure)
    assert (failure.name, str(failure.error)) == (str(folder / "1.txt"), "permission denied")


def test_a_name_that_no_system_can_have() -> None:
    (failure,) = read_each(["a\0b"])
    assert isinstance(failure, sources.Failure)
    assert str(failure.error) == "embedded null byte"
