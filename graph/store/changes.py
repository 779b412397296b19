"""Parts of the graph as values: compare two, and write what differs."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from graph.errors import StoreError
from graph.store.engine import Row, Transaction
from graph.store.schema import (
    Between,
    delete_nodes,
    delete_relationships,
    merge_nodes,
    merge_relationships,
)

__all__ = [
    "SLICE",
    "Fate",
    "Part",
    "Tally",
    "WriteReport",
    "compare",
    "fates",
    "sliced",
    "tally",
    "write_changes",
]

SLICE = 2_000
"""Rows in one statement."""

T = TypeVar("T")
K = TypeVar("K")


class Fate(StrEnum):
    """What a write did to one thing."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of something a write made, changed, found as they were, and took away."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.removed + other.removed,
        )


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What a write did to articles, claims and typed edges.

    `edge_fates` tells by id what one write did to each edge that it looked at; of a sum, the last one's.
    """

    articles: Tally = field(default_factory=Tally)
    claims: Tally = field(default_factory=Tally)
    edges: Tally = field(default_factory=Tally)
    edge_fates: Mapping[str, Fate] = field(default_factory=dict, compare=False, repr=False)

    def __add__(self, other: "WriteReport") -> "WriteReport":
        return WriteReport(
            self.articles + other.articles,
            self.claims + other.claims,
            self.edges + other.edges,
            other.edge_fates,
        )


NodeKey = tuple[str, str]
"""Label and id."""
RelationshipKey = tuple[Between, str, str, str]
"""Type with the labels of its ends, the ids of the ends, and its own id."""


@dataclass(slots=True)
class Part:
    """Nodes and relationships with all their properties."""

    nodes: dict[NodeKey, Row] = field(default_factory=dict)
    relationships: dict[RelationshipKey, Row] = field(default_factory=dict)

    def add_node(self, label: str, properties: Row) -> None:
        """Adds a node; its id is among its properties."""
        self.nodes[label, properties["id"]] = properties

    def add_relationship(self, between: Between, start: str, end: str, properties: Row) -> None:
        """Adds a relationship; its id is among its properties."""
        self.relationships[between, start, end, properties["id"]] = properties

    def labelled(self, label: str) -> dict[str, Row]:
        """The nodes of one label by id."""
        return {id_: row for (found, id_), row in self.nodes.items() if found == label}


def fates(before: Mapping[K, Row], after: Mapping[K, Row]) -> dict[K, Fate]:
    """What became of each thing that is in `before` or `after`."""
    found = dict.fromkeys(before.keys() - after.keys(), Fate.REMOVED)
    for key, row in after.items():
        if key not in before:
            found[key] = Fate.NEW
        else:
            found[key] = Fate.UNCHANGED if before[key] == row else Fate.CHANGED
    return found


def tally(found: Iterable[Fate]) -> Tally:
    """How many there are of each fate."""
    counts = Counter(found)
    return Tally(counts[Fate.NEW], counts[Fate.CHANGED], counts[Fate.UNCHANGED], counts[Fate.REMOVED])


def compare(before: Mapping[K, Row], after: Mapping[K, Row]) -> Tally:
    """How `after` differs from `before`."""
    return tally(fates(before, after).values())


def write_changes(transaction: Transaction, before: Part, after: Part) -> None:
    """Makes the graph hold `after` where it held `before`; what is equal in both is not touched.

    Raises:
        StoreError: An end of a relationship is missing.
    """
    gone = sorted(before.relationships.keys() - after.relationships.keys())
    for between, keys in _by(gone, lambda key: key[0]):
        rows = [{"start": start, "end": end, "id": id_} for _, start, end, id_ in keys]
        for some in sliced(rows):
            transaction.run(delete_relationships(between), {"rows": some})
    for label, nodes in _by(sorted(before.nodes.keys() - after.nodes.keys()), lambda key: key[0]):
        for ids in sliced([id_ for _, id_ in nodes]):
            transaction.run(delete_nodes(label), {"ids": ids})
    fresh_nodes = sorted(key for key, row in after.nodes.items() if before.nodes.get(key) != row)
    for label, nodes in _by(fresh_nodes, lambda key: key[0]):
        fresh_rows = [{"id": key[1], "properties": after.nodes[key]} for key in nodes]
        _merge(transaction, merge_nodes(label), fresh_rows, label)
    fresh = sorted(key for key, row in after.relationships.items() if before.relationships.get(key) != row)
    for between, found in _by(fresh, lambda key: key[0]):
        fresh_rows = [
            {"start": key[1], "end": key[2], "id": key[3], "properties": after.relationships[key]}
            for key in found
        ]
        _merge(transaction, merge_relationships(between), fresh_rows, between.type)


def _merge(transaction: Transaction, statement: str, rows: Sequence[Row], what: str) -> None:
    for some in sliced(rows):
        written = transaction.run(statement, {"rows": some})[0]["written"]
        if written != len(some):
            raise StoreError(
                f"{len(some) - written} of {len(some)} {what} have an end that is not in the store"
            )


def sliced(rows: Sequence[T], size: int = SLICE) -> Iterator[Sequence[T]]:
    """The rows in slices of one statement each."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _by(keys: Iterable[T], group: Callable[[T], K]) -> Iterator[tuple[K, list[T]]]:
    groups: defaultdict[K, list[T]] = defaultdict(list)
    for key in keys:
        groups[group(key)].append(key)
    yield from groups.items()
