"""What differs between the states of two days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from graph.ontology import RELATIONS

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Change", "ChangeKind", "compare", "merge_states", "state_within"]

Edge = tuple[str, str, str, dict[str, Any]]


class ChangeKind(StrEnum):
    """What became of an edge between the two days."""

    APPEARED = "appeared"
    ENDED = "ended"
    CHANGED = "changed"
    """The same ends and relation on both days, but another role or period: a member that was suspended."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `before` and `after` are the edges' data on the two days, None where there is none."""

    kind: ChangeKind
    subject: str
    relation: str
    object: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def day(self) -> str:
        """When it happened, as far as it is known: for sorting."""
        if self.after is not None:
            return str(self.after.get("since_day") or self.after.get("first_reported") or "")
        return str(self.before.get("until_day") or "") if self.before else ""


def compare(before: "nx.MultiDiGraph[str]", after: "nx.MultiDiGraph[str]") -> list[Change]:
    """Every difference between two projections (of the same graph, as of two days), the newest first.

    An edge that ended and one that appeared with the same ends and relation are one change.
    """
    gone = {edge[2]: edge for edge in _edges(before) if not after.has_edge(*edge[:3])}
    come = {edge[2]: edge for edge in _edges(after) if not before.has_edge(*edge[:3])}
    changes = []
    waiting = _by_ends(come.values())
    for subject, object_, _, data in gone.values():
        successors = waiting.get((subject, data["relation"], object_))
        successor = successors.pop(0) if successors else None
        kind = ChangeKind.CHANGED if successor else ChangeKind.ENDED
        changes.append(
            Change(kind, subject, data["relation"], object_, data, successor[3] if successor else None)
        )
    for left in waiting.values():
        for subject, object_, _, data in left:
            changes.append(Change(ChangeKind.APPEARED, subject, data["relation"], object_, None, data))
    order = list(RELATIONS)
    changes.sort(key=lambda c: (order.index(c.relation), c.subject, c.object))
    return sorted(changes, key=lambda c: c.day, reverse=True)


def _edges(projection: "nx.MultiDiGraph[str]") -> Iterator[Edge]:
    yield from sorted(projection.edges(keys=True, data=True), key=lambda edge: edge[:3])


def _by_ends(edges: Iterable[Edge]) -> dict[tuple[str, str, str], list[Edge]]:
    found: dict[tuple[str, str, str], list[Edge]] = {}
    for edge in edges:
        found.setdefault((edge[0], edge[3]["relation"], edge[1]), []).append(edge)
    return found


def state_within(frame: "nx.MultiDiGraph[str]", state: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    """The part of a day's state that the frame has too: the same actors for every day that is compared."""
    kept: nx.MultiDiGraph[str] = frame.__class__(**frame.graph)
    for subject, object_, key, data in _edges(frame):
        if state.has_edge(subject, object_, key):
            _add(kept, frame, (subject, object_, key, data))
    return kept


def _add(target: "nx.MultiDiGraph[str]", source: "nx.MultiDiGraph[str]", edge: Edge) -> None:
    """Adds an edge of the source with its ends; their data are copied."""
    for end in edge[:2]:
        target.add_node(end, **source.nodes[end])
    target.add_edge(edge[0], edge[1], key=edge[2], **edge[3])


def merge_states(before: "nx.MultiDiGraph[str]", after: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    """Both states in one graph; every edge says by `change` whether it `stayed`, `appeared` or `ended`."""
    merged: nx.MultiDiGraph[str] = before.__class__()
    for state in (before, after):
        for edge in _edges(state):
            _add(merged, state, edge)
    for subject, object_, key, data in merged.edges(keys=True, data=True):
        was, is_ = before.has_edge(subject, object_, key), after.has_edge(subject, object_, key)
        stayed = was and is_
        data["change"] = "stayed" if stayed else "appeared" if is_ else "ended"
    newest = [p.graph["newest"] for p in (before, after) if p.graph.get("newest")]
    merged.graph.update(newest=max(newest, default=None), articles=after.graph.get("articles"))
    return merged
