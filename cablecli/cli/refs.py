from typing import TYPE_CHECKING

import click

from cablecli.cli.options import Settings, cable_command

if TYPE_CHECKING:
    from cablecli.store.collection import Collection

_MOST = 10  # steps: the guides of a deeper tree would leave no room for its text


@cable_command(
    "refs",
    "cablecli refs cable.txt",
    "cablecli refs 07PARIS2827 --depth 3 --cited-by",
    "cablecli refs -d cables.db -f csv > edges.csv",
)
@click.option("--cited-by", is_flag=True, help="Also what refers to it.")
@click.option("--depth", type=click.IntRange(1, _MOST), default=1, metavar="N",
              help=f"Follow the references N steps, up to {_MOST}; default: 1.")  # fmt: skip
def command(settings: Settings, cited_by: bool, depth: int) -> int:
    """Show what cables refer to, as a tree; rows are links.

    Files are looked up among each other and in the collection. What is in neither is dim.
    """
    from cablecli.cli import inputs
    from cablecli.cli.run import print_answer, print_cables
    from cablecli.views.citations import citations

    def answer(collection: "Collection | None") -> int:
        if collection is not None and inputs.reads_collection(settings) and not settings.unique:
            view = citations(collection, depth=depth, cited_by=cited_by, are_in_it=True)
            return print_answer(settings, view, collection.nodes(settings.filters))
        return print_cables(settings, citations(collection, depth=depth, cited_by=cited_by))

    return inputs.asked(settings, answer) if inputs.database(settings) else answer(None)
