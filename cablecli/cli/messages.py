"""Messages to a person at the terminal during a run: complaints and progress."""

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from cablecli.cli.output import Output, complain
from cablecli.errors import CableError
from cablecli.patterns import lazy
from cablecli.reader import Item, size
from cablecli.sources import STDIN, Failure
from cablecli.text.terminal import one_line

if TYPE_CHECKING:
    from cablecli.render.progress import Bar

# So many failures of a kind are named; the rest are counted. A run with more in all ends with a sum.
FEW = 5
_PLACE = lazy("^(?:(?:line|record) [0-9]+: )+")
_NO_CABLE = "not a cable"
_EVIDENCE = (
    "; a cable shows two of these: heading lines (FM, TO, a date-time group), a classification line with post and"
    " number, E.O., TAGS or SUBJECT, paragraphs with a number and a marking"
)
_FIRST, _BETWEEN = 1.0, 0.1  # seconds before the bar is drawn, and before it is drawn again


class Watch:
    """Prints complaints as they come, with a progress bar below them if one is wanted and the run takes long enough."""

    def __init__(self, total: Callable[[], int | None] | None) -> None:
        self._total = total
        self._begun = time.monotonic()
        self._due = self._begun + _FIRST if total else float("inf")
        self._done = 0
        self._bar: Bar | None = None

    def counted(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items unchanged; their sizes are added up on the way."""
        for item in items:
            self._done += size(item)
            yield item

    def step(self, cables: int) -> None:
        """Note how many cables have been read, and redraw the bar if it is due."""
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
        line = f"cablecli: {message}"
        if self._bar:
            self._bar.say(one_line(line))
        else:
            complain(line)

    def close(self) -> None:
        if self._bar:
            self._bar.close()
            self._bar = None
        self._due = float("inf")


class Failures:
    """Counts the inputs that failed and names each at once; of a directory or archive, only a few of each kind."""

    def __init__(self, watch: Watch, directories: Sequence[str], *, verbose: bool) -> None:
        self.count = 0
        self._watch, self._verbose = watch, verbose
        self._directories = directories
        self._alike: Counter[tuple[str, str]] = Counter()

    def tell(self, failure: Failure) -> None:
        self.count += 1
        below = self._above(failure.name)
        if below and not self._verbose:
            kind = below, _kind(failure.error)
            self._alike[kind] += 1
            if self._alike[kind] > FEW:
                return
        name = "standard input" if failure.name == STDIN else failure.name
        advice = _EVIDENCE if self._verbose and _kind(failure.error) == _NO_CABLE else ""
        self._watch.complain(f"{name}: {failure.error}{advice}")

    def _above(self, name: str) -> str:
        """The directory or archive that an input was found in; empty for one that was named itself."""
        parts = name.split("!")  # which the name of a file may hold too
        begun = ("!".join(parts[:count]) for count in range(1, len(parts)))
        return next(chain(filter(name.startswith, self._directories), filter(_may_hold, begun)), "")

    def close(self) -> None:
        """Say how many were not named."""
        for (place, kind), count in self._alike.items():
            if count > FEW:
                self._watch.complain(f"{place}: {count - FEW} more: {kind} (--verbose names each)")


def _may_hold(path: str) -> bool:
    """Whether there is such a file or pipe, which may be an archive."""
    return path == STDIN or (os.path.exists(path) and not os.path.isdir(path))  # noqa: PTH110, PTH112


def _kind(error: CableError) -> str:
    """The error without line or record number, and without the list of what the text lacks to be a cable."""
    text = _PLACE.sub("", str(error))
    return _NO_CABLE if text.startswith(f"{_NO_CABLE}:") else text


def is_watched() -> bool:
    """Whether standard error is a terminal."""
    return sys.stderr is not None and sys.stderr.isatty()


def has_room(output: Output | None = None) -> bool:
    """Whether a bar can be drawn on standard error without breaking up the output."""
    is_free = output is None or not output.stream.isatty()
    return is_watched() and is_free and os.environ.get("TERM") != "dumb"
