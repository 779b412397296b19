"""What a test sees of a store: everything in it, and every write that is sent."""

from collections.abc import Callable
from typing import Any, TypeVar

from graph.store import Engine, Store
from graph.store.engine import Parameters, Row, Transaction
from graph.store.schema import NODE_LABELS, RELATIONSHIPS, read_all_relationships

T = TypeVar("T")


def contents(store: Store) -> dict[str, list[Any]]:
    """Every node and relationship with all properties, but when it was loaded and whose turn it was."""
    found: dict[str, list[Any]] = {}
    for label in NODE_LABELS:
        rows = [r["p"] for r in store.engine.read(f"MATCH (n:{label}) RETURN properties(n) AS p")]
        unlike = {"loaded_at", "turn", "made_at"}
        kept = [{k: v for k, v in sorted(row.items()) if k not in unlike} for row in rows]
        found[label] = sorted(kept, key=repr)
    for between in RELATIONSHIPS:
        rows = store.engine.read(read_all_relationships(between))
        name = f"{between.start}-{between.type}-{between.end}"
        found[name] = sorted(
            ([r["start"], r["end"], sorted(r["properties"].items())] for r in rows), key=repr
        )
    return {name: rows for name, rows in found.items() if rows}


class Watched:
    """An engine that counts transactions that write, and the statements in them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.writes = 0
        self.statements: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Counts, and does it."""
        self.writes += 1
        return self._engine.write(lambda tx: work(_WatchedTransaction(tx, self.statements)))

    def declare(self, statement: str) -> None:
        """Counts, and does it."""
        self.writes += 1
        self._engine.declare(statement)


class _WatchedTransaction:
    def __init__(self, transaction: Transaction, statements: list[str]) -> None:
        self._transaction = transaction
        self._statements = statements

    def run(self, statement: str, parameters: Parameters | None = None) -> list[Row]:
        self._statements.append(statement)
        return self._transaction.run(statement, parameters)
