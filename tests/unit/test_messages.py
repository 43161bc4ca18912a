"""Messages during a run: a bar only where the run takes long."""

import pytest

from cablecli.cli import messages


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
