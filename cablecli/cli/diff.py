from itertools import islice
from typing import TYPE_CHECKING

import click

from cablecli.cli.options import Settings, cable_command
from cablecli.cli.output import DIFFERENT, SAME, TROUBLE

if TYPE_CHECKING:
    from cablecli.model import Cable
    from cablecli.sources import Failure


@cable_command(
    "diff",
    "cablecli diff release-1999.txt release-2010.txt",
    "cablecli diff 07PARIS2827 copy.html",
    "cablecli diff --json a.txt b.txt | jq '.[] | select(.kind == \"redacted\")'",
)
def command(settings: Settings) -> int:
    """Compare two copies or releases of a cable, A and B: the fields that differ, and paragraph by paragraph.

    Words of one copy that the other replaces by a mark such as [2 lines not declassified], XXXXXXXX or B1
    are reported as redacted. Blanks, line ends and hyphens inside a word are not compared. The status is 0 if
    the copies are the same, 1 if they differ, 2 if they could not be compared.
    """
    from cablecli.cli.run import print_answer
    from cablecli.views.compare import DIFFERENCES, compared

    cables, failures = _read(settings)
    if len(cables) != 2:
        return TROUBLE
    result = compared(*cables)
    if print_answer(settings, DIFFERENCES, [result]) or failures:
        return TROUBLE
    return DIFFERENT if result.differs else SAME


def _read(settings: Settings) -> "tuple[list[Cable], list[Failure]]":
    """The two cables, and the failures, which are reported; UsageError if there are not two and none failed."""
    from cablecli.cli import inputs
    from cablecli.cli.recipe import wanted
    from cablecli.sources import Failure

    if not settings.files and settings.files_from is None:
        raise click.UsageError("diff compares two cables, A and B; none is named.")
    items = inputs.found(settings, inputs.Guard(settings.output))
    found = list(islice((one for item in items for one in wanted(item, settings.filters)), 3))
    failures = [one for one in found if isinstance(one, Failure)]
    cables = [one for one in found if not isinstance(one, Failure)]
    _tell(settings, failures)
    if len(cables) != 2 and not failures:
        count = ("are none", "is one", "are two", "are more")[len(cables)]
        raise click.UsageError(f"diff compares two cables; there {count}.")
    return cables, failures


def _tell(settings: Settings, failures: "list[Failure]") -> None:
    from cablecli.cli import inputs
    from cablecli.cli.messages import Failures, Watch

    told = Failures(Watch(None), inputs.directories(settings), verbose=settings.verbose)
    for failure in failures:
        told.tell(failure)
    told.close()
