"""The graph's labels, relationship types and constraints, and every statement that writes to it.

One constant statement for each (label, type, label): they are made from the ontology, and values only ever
come in as parameters. Every node and every relationship has an `id` of our own, which is unique in its label
or type.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.model import ActorKind
from graph.ontology import RELATIONS

__all__ = [
    "ACTOR_LABELS",
    "FULLTEXT",
    "INDEXED",
    "NODE_LABELS",
    "RELATIONSHIPS",
    "Between",
    "delete_nodes",
    "delete_relationships",
    "merge_nodes",
    "merge_relationships",
    "read_all_relationships",
    "read_relationships",
    "read_relationships_from",
    "schema_statements",
    "typed_relationships",
]

ACTOR_LABELS = {
    ActorKind.COUNTRY: "Country",
    ActorKind.BLOC: "Bloc",
    ActorKind.MINISTER: "Minister",
}
NODE_LABELS = ("Article", "Claim", "Event", *ACTOR_LABELS.values(), "Fact", "Judgement", "Ledger")
"""`Fact` is one period of the reference, `Ledger` the one node that knows what the store holds."""

INDEXED = (("Claim", "key"), ("Claim", "article"), ("Claim", "edge"), ("Fact", "key"))
"""Properties by which nodes are looked up, beside their `id`."""

FULLTEXT = ("Article", ("title", "text"))


@dataclass(frozen=True, slots=True, order=True)
class Between:
    """A type of relationship and the labels at its ends."""

    start: str
    type: str
    end: str


def _structure() -> Iterator[Between]:
    yield Between("Article", "REPORTS", "Claim")
    for label in ACTOR_LABELS.values():
        yield Between("Article", "MENTIONS", label)
        yield Between("Claim", "SUBJECT", label)
        yield Between("Claim", "OBJECT", label)
        yield Between("Event", "PARTICIPANT", label)
    yield Between("Claim", "VIA", "Minister")
    yield Between("Claim", "PART_OF", "Event")


def typed_relationships() -> Iterator[Between]:
    """The edges between actors that the ontology allows."""
    for relation in RELATIONS.values():
        for subject, object_ in relation.end_kinds():
            yield Between(ACTOR_LABELS[subject], relation.cypher_type, ACTOR_LABELS[object_])


RELATIONSHIPS = (*_structure(), *typed_relationships())


def schema_statements() -> Iterator[tuple[str, str]]:
    """Every constraint and index: its name, and the statement that makes it."""
    for label in NODE_LABELS:
        name = f"{label.lower()}_id"
        yield name, f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for type_ in sorted({between.type for between in RELATIONSHIPS}):
        name = f"{type_.lower()}_id"
        yield name, f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR ()-[r:{type_}]-() REQUIRE r.id IS UNIQUE"
    for label, key in INDEXED:
        name = f"{label.lower()}_{key}"
        yield name, f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{key})"


@cache
def merge_nodes(label: str) -> str:
    """Takes `$rows` of `{id, properties}`; a node has exactly the properties of its row afterwards."""
    return f"""
UNWIND $rows AS row
MERGE (n:{label} {{id: row.id}})
SET n = row.properties
RETURN count(n) AS written"""


@cache
def delete_nodes(label: str) -> str:
    """Takes `$ids`; the nodes go with all their relationships."""
    return f"""
UNWIND $ids AS id
MATCH (n:{label} {{id: id}})
DETACH DELETE n"""


@cache
def merge_relationships(between: Between) -> str:
    """Takes `$rows` of `{start, end, id, properties}`."""
    return f"""
UNWIND $rows AS row
MATCH (a:{between.start} {{id: row.start}})
MATCH (b:{between.end} {{id: row.end}})
MERGE (a)-[r:{between.type} {{id: row.id}}]->(b)
SET r = row.properties
RETURN count(r) AS written"""


@cache
def delete_relationships(between: Between) -> str:
    """Takes `$rows` of `{start, end, id}`."""
    return f"""
UNWIND $rows AS row
MATCH (a:{between.start} {{id: row.start}})
MATCH (b:{between.end} {{id: row.end}})
MATCH (a)-[r:{between.type} {{id: row.id}}]->(b)
DELETE r"""


@cache
def read_relationships(between: Between) -> str:
    """Takes `$rows` of `{start, end}`; gives `{start, end, properties}` of what is between them."""
    return f"""
UNWIND $rows AS row
MATCH (a:{between.start} {{id: row.start}})
MATCH (b:{between.end} {{id: row.end}})
MATCH (a)-[r:{between.type}]->(b)
RETURN a.id AS start, b.id AS end, properties(r) AS properties"""


@cache
def read_all_relationships(between: Between) -> str:
    """Gives `{start, end, properties}` of every one."""
    return f"""
MATCH (a:{between.start})-[r:{between.type}]->(b:{between.end})
RETURN a.id AS start, b.id AS end, properties(r) AS properties"""


@cache
def read_relationships_from(between: Between) -> str:
    """Takes `$ids`; gives `{start, end, properties}` of what leaves those nodes."""
    return f"""
UNWIND $ids AS id
MATCH (a:{between.start} {{id: id}})
MATCH (a)-[r:{between.type}]->(b:{between.end})
RETURN a.id AS start, b.id AS end, properties(r) AS properties"""
