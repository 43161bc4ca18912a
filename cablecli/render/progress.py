"""How far a long run is, drawn on standard error. Besides `terminal` the only file that imports rich."""

import time
from typing import TextIO

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text


class _Rate(ProgressColumn):
    """How many cables have been read, and how many a second since the run began."""

    def __init__(self, begun: float) -> None:
        super().__init__()
        self._begun = begun

    def render(self, task: Task) -> Text:
        cables = task.fields["cables"]
        return Text(
            f"{cables:,} cable{'s' * (cables != 1)}  {cables / (time.monotonic() - self._begun):,.0f}/s"
        )


class Bar:
    """A bar that is drawn only on request, not by a thread; closing removes it from the screen."""

    def __init__(self, stream: TextIO, begun: float, total: int | None) -> None:
        known = (BarColumn(), TextColumn("{task.percentage:>3.0f}%"), _Rate(begun), TimeRemainingColumn())
        self._progress = Progress(
            *(known if total else (_Rate(begun), TimeElapsedColumn())),
            console=Console(file=stream, markup=False, emoji=False, highlight=False),
            auto_refresh=False, transient=True, redirect_stdout=False, redirect_stderr=False,
        )  # fmt: skip
        self._task = self._progress.add_task("", total=total, cables=0)

    def update(self, cables: int, done: int) -> None:
        self._progress.update(self._task, completed=done, cables=cables)
        self._progress.start()
        self._progress.refresh()

    def say(self, line: str) -> None:
        """Write a line above it."""
        self._progress.console.print(Text(line), soft_wrap=True)

    def close(self) -> None:
        self._progress.stop()
