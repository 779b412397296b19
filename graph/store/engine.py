"""The seam between the store and a database that speaks Cypher."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

__all__ = ["Engine", "Parameters", "Row", "Transaction"]

Row = dict[str, Any]
"""One record of a result: scalars, lists and maps by column."""
Parameters = Mapping[str, Any]
T = TypeVar("T")


class Transaction(Protocol):
    """An open transaction: all that runs in it is written together or not at all."""

    def run(self, statement: str, parameters: Parameters | None = None) -> list[Row]:
        """Runs one statement and returns its whole result."""
        ...


class Engine(Protocol):
    """Runs parameterised Cypher in explicit transactions.

    `fulltext_index` is the name under which `db.index.fulltext.queryNodes` finds the titles and texts of
    articles.
    """

    @property
    def kind(self) -> str:
        """What the database is called, for people."""
        ...

    @property
    def version(self) -> str:
        """The database's own version."""
        ...

    @property
    def fulltext_index(self) -> str:
        """The index that `db.index.fulltext.queryNodes` takes."""
        ...

    def read(self, statement: str, parameters: Parameters | None = None) -> list[Row]:
        """Runs a statement that only reads.

        Raises:
            QueryError: The statement is faulty, or would write.
            StoreUnavailableError: The database went away.
        """
        ...

    def ask(self, statement: str, parameters: Parameters | None = None) -> list[Row]:
        """Runs a statement of a user that only reads, and gives what can be shown and written as JSON.

        Nodes and relationships are maps of their properties with `@type`, the label or type, beside them;
        dates and times are ISO text. `EXPLAIN` and `PROFILE` give the steps of the plan, where the engine
        tells them.

        Raises:
            QueryError: The statement is faulty, or would write.
            StoreUnavailableError: The database went away.
        """
        ...

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Runs `work` in one transaction and commits it; runs it again where another writer got in its way.

        Raises:
            QueryError: A statement is faulty.
            StoreUnavailableError: The database went away; nothing was written.
        """
        ...

    def declare(self, statement: str) -> None:
        """Runs one statement that makes a constraint or an index."""
        ...

    def declare_fulltext(self, label: str, properties: tuple[str, ...]) -> None:
        """Makes the full-text index, unless it is there."""
        ...

    def close(self) -> None:
        """Lets go of the database."""
        ...
