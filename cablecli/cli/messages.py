"""What a person at the terminal is told while a run goes on: complaints, and how far it is."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from cablecli.cli.output import Output, complain
from cablecli.reader import Item, size
from cablecli.text.terminal import one_line

if TYPE_CHECKING:
    from cablecli.render.progress import Bar

_FIRST, _BETWEEN = 1.0, 0.1  # seconds before the bar is drawn, and before it is drawn again


class Watch:
    """Complaints as they come, and below them a bar where that is wanted and the run takes its time."""

    def __init__(self, total: Callable[[], int | None] | None) -> None:
        self._total = total
        self._begun = time.monotonic()
        self._due = self._begun + _FIRST if total else float("inf")
        self._done = 0
        self._bar: Bar | None = None

    def counted(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items, the size of each counted."""
        for item in items:
            self._done += size(item)
            yield item

    def step(self, cables: int) -> None:
        """So many cables have been read."""
        now = time.monotonic()
        if now >= self._due:
            self._due = now + _BETWEEN
            self._shown().update(cables, self._done)

    def _shown(self) -> "Bar":
        if self._bar is None:
            from cablecli.render.progress import Bar

            self._bar = Bar(sys.stderr, self._begun, self._total() if self._total else None)
        return self._bar

    def complain(self, message: str) -> None:
        """One line on standard error."""
        line = f"cablecli: {message}"
        if self._bar:
            self._bar.say(one_line(line))
        else:
            complain(line)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.close()
            self._bar = None
        self._due = float("inf")


def is_watched() -> bool:
    """Whether standard error is a terminal."""
    return sys.stderr is not None and sys.stderr.isatty()


def has_room(output: Output) -> bool:
    """Whether a bar on standard error would not stand in the middle of the output."""
    return is_watched() and not output.stream.isatty() and os.environ.get("TERM") != "dumb"
