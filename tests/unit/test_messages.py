"""Messages during a run: a bar only where the run takes long."""

from pathlib import Path

import pytest

from cablecli.cli import messages
from cablecli.errors import Unreadable
from cablecli.sources import Failure


def test_a_bar_is_drawn_after_a_second_and_not_at_each_step_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    clock = iter((100.0, 100.0, 100.9, 101.0, 101.05, 101.11, 109.0))

    class Drawing:
        def update(self, cables: int, done: int) -> None:
            drawn.append(cables)

        def close(self) -> None: ...

    monkeypatch.setattr(messages.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr("cablecli.render.progress.Bar", lambda *_: Drawing())
    watch = messages.Watch(lambda: None)
    for cables in range(5):
        watch.step(cables)
    assert drawn == [2, 4]
    watch.close()
    watch.step(9)
    assert drawn == [2, 4]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("d/{}.txt", 6),
        ("a.zip!{}.txt", 6),
        ("a!b.zip!{}!.txt", 6),
        ("-!{}.txt", 6),  # in an archive on standard input
        ("x!{}.txt", 7),  # files of their own
        ("dir!{}.txt", 7),
    ],
)
def test_of_a_directory_or_an_archive_a_few_failures_are_named(
    names: str, said: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.zip", "a!b.zip"):
        Path(name).touch()
    Path("dir").mkdir()
    told = messages.Failures(messages.Watch(None), ("d/",), verbose=False)
    for number in range(7):
        told.tell(Failure(names.format(number), Unreadable("is a picture")))
    told.close()
    assert capsys.readouterr().err.count("\n") == said
