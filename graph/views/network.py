"""The pyvis network behind the page; the only module that imports pyvis.

pyvis gives the data structure, its copy of vis-network and the call that renders; the template is ours.
"""

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from graph.model import ActorKind
from graph.views.layout import lay_out, radius, served
from graph.views.records import actor_records, edge_records
from graph.views.world import flag_codes, map_places

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

__all__ = ["build", "vis_library"]

_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": False,
        "keyboard": False,
        "multiselect": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 1000000,
    },
}


def build(projection: "nx.MultiDiGraph[str]", title: str, pages: Mapping[str, str]) -> "Network":
    """The projection as a pyvis network, laid out; it holds every parallel edge. `pages` are actors' pages.

    Nodes carry the fields of `graph.views.records.actor_records` with their places in the network
    (`x`, `y`) and on the map (`gx`, `gy`), edges those of `edge_records`.
    """
    from pyvis.network import Network  # noqa: PLC0415 - takes a second to import

    actors = actor_records(projection)
    edges = edge_records(projection)
    places, on_map = lay_out(actors, edges), map_places(actors, edges)
    homes = served(actors, edges)
    heaviest = max((actor["weight"] for actor in actors), default=0.0)
    new: Any = Network  # it has no types
    network: Any = new(height="100%", width="100%", directed=True, cdn_resources="in_line", heading=title)
    network.options = _OPTIONS
    for actor in actors:
        x, y = places[actor["id"]]
        fields = {k: v for k, v in actor.items() if k not in {"id", "label"}}
        if actor["name"] == actor["label"]:
            del fields["name"]
        fields |= {"x": x, "y": y, "size": radius(actor, heaviest)}
        if actor["id"] in homes:
            fields["serves"] = homes[actor["id"]]
        if actor["id"] in pages:
            fields["page"] = pages[actor["id"]]
        if actor["id"] in on_map:
            fields["gx"], fields["gy"] = on_map[actor["id"]]
        if actor["kind"] == ActorKind.COUNTRY and actor.get("iso2") in flag_codes():
            fields["flag"] = flag_codes()[actor["iso2"]]
        network.add_node(actor["id"], label=actor["label"] or actor["id"], **fields)
    for node in network.nodes:  # pyvis sets these for its own template
        for name in ("shape", "color", "font"):
            node.pop(name, None)
    for edge in edges:
        fields = {k: v for k, v in edge.items() if k not in {"subject", "object"}}
        network.add_edge(edge["subject"], edge["object"], **fields)
    for drawn in network.edges:
        drawn.pop("arrows", None)
    return cast("Network", network)


def vis_library() -> str:
    """The source of the vis-network that ships inside pyvis, without its hint at a source map."""
    source = (files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text(encoding="utf-8")
    head, _, _ = source.partition("//# sourceMappingURL=")
    return head.strip()


def options_json() -> str:
    """What vis is told at its start."""
    return json.dumps(_OPTIONS, sort_keys=True)
