"""The graph as a Cypher script; the one place where values stand in Cypher as literals.

The script runs again without doubling anything. Asserted edges get the types of the store (`MEMBER_OF`);
what is only planned or denied becomes `PLANNED` and `DENIED` with its `relation`, never a typed edge.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from graph.exports.flat import node_kind
from graph.model import Status
from graph.ontology import relation

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["cypher_script", "cypher_statements", "literal"]

_ROWS = 200
_PLAIN = re.compile(r"[a-z][a-z0-9_]*")
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def literal(value: Any) -> str:
    """A text, number, list or map as Cypher has it.

    Raises:
        TypeError: The value is of another type, or a key is no plain name.
    """
    if isinstance(value, str):
        return "'" + "".join(_escape(c) for c in value) + "'"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_name(key)}: {literal(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    raise TypeError(f"no Cypher literal for {type(value).__name__}")


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable() or ord(character) > 0xFFFF:
        return character
    return f"\\u{ord(character):04X}"


def _name(key: object) -> str:
    if not isinstance(key, str) or not _PLAIN.fullmatch(key):
        raise TypeError(f"no property can be called {key!r}")
    return key


def cypher_statements(flat: "nx.MultiDiGraph[str]") -> Iterator[str]:
    """The statements, constraints first, in a fixed order."""
    nodes = _nodes(flat)
    edges = _edges(flat)
    for label in sorted({label for label, _ in nodes}):
        yield f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for label, rows in _grouped(nodes):
        for part in _parts(rows):
            yield (f"UNWIND {literal(part)} AS row\nMERGE (n:{label} {{id: row.id}})\nSET n = row.properties")
    for (start, type_, end), rows in _grouped(edges):
        for part in _parts(rows):
            yield (
                f"UNWIND {literal(part)} AS row\n"
                f"MATCH (a:{start} {{id: row.a}})\n"
                f"MATCH (b:{end} {{id: row.b}})\n"
                f"MERGE (a)-[r:{type_} {{id: row.id}}]->(b)\n"
                "SET r = row.properties"
            )


def cypher_script(flat: "nx.MultiDiGraph[str]") -> str:
    """The statements as one script for cypher-shell or Neo4j Browser."""
    head = (
        "// Actors and their relations. Run it on an empty database:\n"
        "//   cypher-shell --file alliances.cypher\n"
        "// Running it again changes nothing.\n\n"
    )
    return head + "".join(f"{statement};\n\n" for statement in cypher_statements(flat))


_Row = dict[str, Any]
K = TypeVar("K", str, tuple[str, str, str])


def _label(data: Mapping[str, Any]) -> str:
    return node_kind(data).value.capitalize()


def _nodes(flat: "nx.MultiDiGraph[str]") -> list[tuple[str, _Row]]:
    return [(_label(data), {"id": key, "properties": dict(data)}) for key, data in flat.nodes(data=True)]


def _edges(flat: "nx.MultiDiGraph[str]") -> list[tuple[tuple[str, str, str], _Row]]:
    found = []
    for subject, object_, key, data in flat.edges(keys=True, data=True):
        ends = _label(flat.nodes[subject]), _label(flat.nodes[object_])
        row = {"a": subject, "b": object_, "id": key, "properties": dict(data)}
        found.append(((ends[0], _type(data), ends[1]), row))
    return found


def _type(data: Mapping[str, Any]) -> str:
    if data["status"] != Status.ASSERTED:
        return Status(data["status"]).value.upper()
    return relation(data["relation"]).cypher_type


def _grouped(rows: Iterable[tuple[K, _Row]]) -> Iterator[tuple[K, list[_Row]]]:
    groups: dict[K, list[_Row]] = {}
    for key, row in rows:
        groups.setdefault(key, []).append(row)
    for key in sorted(groups):
        yield key, groups[key]


def _parts(rows: Sequence[_Row]) -> Iterator[Sequence[_Row]]:
    for first in range(0, len(rows), _ROWS):
        yield rows[first : first + _ROWS]
