"""A store moved to another engine as it is: nodes first, then what lies between them, slice by slice."""

from collections.abc import Callable, Sequence

from graph.errors import UsageError
from graph.store.changes import Part, Tally, compare, sliced, write_changes
from graph.store.engine import Engine, Row, Transaction
from graph.store.schema import NODE_LABELS, RELATIONSHIPS, read_relationships_from
from graph.store.store import Store

__all__ = ["copy"]

_SLICE = 500
"""Nodes, with all that leaves them, in one transaction."""
_LABELS = tuple(label for label in NODE_LABELS if label != "Ledger")


def copy(
    source: Store,
    target: Store,
    *,
    replace: bool = False,
    on_progress: Callable[[int], None] | None = None,
) -> Tally:
    """Makes `target` hold exactly what `source` holds, and counts nodes and relationships.

    Every slice is a transaction that writes only what differs, so a copy that was broken off is completed by
    doing it again; until then the target refuses loads. `on_progress` is told how many nodes are done, twice
    over: once for themselves, once for what leaves them.

    Raises:
        UsageError: The target holds a graph already, and `replace` does not say to overwrite it.
    """
    target.prepare()
    _begin(target.engine, replace=replace)
    done, total = 0, Tally()
    for relationships in (False, True):
        for label in _LABELS:
            ids = sorted({*_ids(source.engine, label), *_ids(target.engine, label)})
            for some in sliced(ids, _SLICE):
                total += _copy_slice(source.engine, target.engine, label, some, relationships=relationships)
                done += len(some)
                if on_progress:
                    on_progress(done)
    _end(source, target.engine)
    return total


def _begin(target: Engine, *, replace: bool) -> None:
    ledger = target.read("MATCH (ledger:Ledger {id: 'ledger'}) RETURN ledger.copying AS copying")
    unfinished = bool(ledger and ledger[0]["copying"])
    held = any(target.read(f"MATCH (n:{label}) RETURN n.id AS id LIMIT 1") for label in _LABELS)
    if held and not unfinished and not replace:
        raise UsageError("the store to copy to holds a graph already; name an empty one")
    if not unfinished:
        target.write(lambda tx: tx.run("MERGE (ledger:Ledger {id: 'ledger'}) SET ledger.copying = true"))


def _end(source: Store, target: Engine) -> None:
    digest = source.reference_digest()
    target.write(
        lambda tx: tx.run(
            "MATCH (ledger:Ledger {id: 'ledger'}) SET ledger.copying = null, ledger.reference = $digest",
            {"digest": digest},
        )
    )


def _ids(engine: Engine, label: str) -> list[str]:
    return [row["id"] for row in engine.read(f"MATCH (n:{label}) RETURN n.id AS id")]


def _copy_slice(
    source: Engine, target: Engine, label: str, ids: Sequence[str], *, relationships: bool
) -> Tally:
    wanted = _read(source.read, label, ids, relationships=relationships)

    def work(transaction: Transaction) -> Tally:
        there = _read(transaction.run, label, ids, relationships=relationships)
        write_changes(transaction, there, wanted)
        return compare(there.nodes, wanted.nodes) + compare(there.relationships, wanted.relationships)

    there = _read(target.read, label, ids, relationships=relationships)
    if there == wanted:
        return compare(there.nodes, wanted.nodes) + compare(there.relationships, wanted.relationships)
    return target.write(work)


def _read(
    read: Callable[[str, Row], list[Row]], label: str, ids: Sequence[str], *, relationships: bool
) -> Part:
    part = Part()
    if not relationships:
        statement = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN properties(n) AS properties"
        for row in read(statement, {"ids": ids}):
            part.add_node(label, row["properties"])
        return part
    for between in RELATIONSHIPS:
        if between.start == label:
            for row in read(read_relationships_from(between), {"ids": ids}):
                part.add_relationship(between, row["start"], row["end"], row["properties"])
    return part
