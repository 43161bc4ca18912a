"""A graph of references as GraphML: nodes are cables, edges references. The only home of networkx."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import networkx as nx

from cablecli.export import Made
from cablecli.export.names import UniqueNames
from cablecli.model import Cable
from cablecli.text.terminal import sanitize
from cablecli.views.listing import headline, row


def make(cable: Cable) -> tuple[str, dict[str, Any], list[tuple[str, dict[str, Any]]]]:
    """Its node: name, attributes, and the cables that it refers to, each with the attributes of the edge."""
    values = row(headline(cable))
    name = values.pop("id") or "cable"
    edges = [
        (sanitize(r.id), _known({"reference": r.label, "text": r.text})) for r in cable.references if r.id
    ]
    return sanitize(name), {**_known(values), "at_hand": True}, edges


def _known(values: dict[str, str | None]) -> dict[str, Any]:
    """The known values, as XML can hold them: it has neither null nor most control characters."""
    return {name: sanitize(value) for name, value in values.items() if value is not None}


def write(made: Iterator[Made]) -> Iterator[str]:
    """The graph, which alone is held in memory.

    A cable that is only referred to is a node that is not `at_hand`; copies of a cable are one node.
    """
    graph = nx.MultiDiGraph()
    names, keys = UniqueNames(), count(1)
    for one in made:
        name, attributes, edges = one.value
        _add(graph, keys, name if one.id else names.new(name), attributes, edges)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    for line in nx.generate_graphml(graph):
        yield f"{line}\n"


def _add(
    graph: Any,
    keys: Iterator[int],
    node: str,
    attributes: dict[str, Any],
    edges: list[tuple[str, dict[str, Any]]],
) -> None:
    if node not in graph or not graph.nodes[node]["at_hand"]:
        graph.add_node(node, **attributes)
    for other, values in edges:
        if other not in graph:
            graph.add_node(other, at_hand=False)
        known = graph.get_edge_data(node, other) or {}
        if values not in known.values():  # a copy says the same again
            graph.add_edge(node, other, f"e{next(keys)}", **values)
