"""A projection with nothing but scalars and lists of text: what every format can hold.

Every export is made from this, and every one reads back equal to it (where a format has no lists, with
lists joined by ` | `): actors with their scalars and aliases; edges with their scalars and, in the place of
the evidence, the lists `articles`, `outlets`, `links` and `quotes`, one entry a quote.
"""

import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graph.model import ActorKind

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["EDGE_FIELDS", "LIST_SEPARATOR", "NODE_FIELDS", "QUOTE_FIELDS", "flatten", "join_lists"]

Scalar = str | int | float

NODE_FIELDS = (
    "id",
    "kind",
    "name",
    "aliases",
    "iso2",
    "region",
    "official_name",
    "bloc_kind",
    "founded",
    "dissolved",
)
QUOTE_FIELDS = ("articles", "outlets", "links", "quotes")
"""The lists of an edge: one entry a quote in each."""
EDGE_FIELDS = (
    "id",
    "relation",
    "status",
    "role",
    "since",
    "until",
    "since_day",
    "until_day",
    "sources",
    "independent_sources",
    "first_reported",
    "last_reported",
    "confidence",
    "origin",
    "disputed",
    *QUOTE_FIELDS,
)
LIST_SEPARATOR = " | "

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, lone halves of surrogate pairs included."""


def flatten(projection: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    """A new graph with the fields of this module, in order; a field without a value is absent."""
    import networkx as nx  # noqa: PLC0415 - 0.7 s

    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for key in sorted(projection):
        flat.add_node(clean(key), **_fields({**projection.nodes[key], "id": key}, NODE_FIELDS))
    for subject, object_, key in sorted(projection.edges(keys=True)):
        data = {**projection.edges[subject, object_, key], "id": key}
        data |= _evidence_lists(data.get("evidence") or ())
        flat.add_edge(clean(subject), clean(object_), key=clean(key), **_fields(data, EDGE_FIELDS))
    return flat


def join_lists(flat: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    """The same with every list joined into one text, for formats that have no lists."""
    joined = flat.copy()
    for data in (*joined.nodes.values(), *joined.edges.values()):
        for name, value in data.items():
            if isinstance(value, list):
                data[name] = LIST_SEPARATOR.join(value)
    return joined


def node_kind(data: Mapping[str, Any]) -> ActorKind:
    """The kind of an actor of the projection."""
    return ActorKind(data["kind"])


def clean(text: object) -> str:
    """The text without characters that XML cannot hold."""
    return _NOT_XML.sub("", str(text))


def _fields(data: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    found = {name: _value(data.get(name)) for name in names}
    return {name: value for name, value in found.items() if value is not None and value != []}


def _value(value: Any) -> Scalar | list[str] | None:
    if value is None or isinstance(value, bool):
        return int(value) if value else None
    if isinstance(value, list | tuple):
        return [clean(item) for item in value]
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if isinstance(value, int) else clean(value)


def _evidence_lists(evidence: Any) -> dict[str, list[str]]:
    """One entry a quote in each list; an outlet or address that is not known is empty."""
    return {
        "articles": [str(item.get("title") or item.get("article") or "") for item in evidence],
        "outlets": [str(item.get("source") or "") for item in evidence],
        "links": [str(item.get("url") or "") for item in evidence],
        "quotes": [str(item.get("quote") or "") for item in evidence],
    }
