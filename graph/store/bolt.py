"""The server engine: Neo4j through its official driver."""

from collections.abc import Callable
from typing import Any, TypeVar

import neo4j
from neo4j import exceptions

from graph.errors import QueryError, StoreUnavailableError
from graph.settings import ServerAddress
from graph.store.engine import Parameters, Row, Transaction

__all__ = ["BoltEngine"]

T = TypeVar("T")


class _BoltTransaction:
    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self._transaction = transaction

    def run(self, statement: str, parameters: Parameters | None = None) -> list[Row]:
        return self._transaction.run(statement, dict(parameters or {})).data()


class BoltEngine:
    """A Neo4j server."""

    kind = "Neo4j"
    fulltext_index = "article_text"

    def __init__(self, address: ServerAddress) -> None:
        self._driver = neo4j.GraphDatabase.driver(address.uri, auth=(address.username, address.password))
        self._database = address.database
        try:
            self._driver.verify_connectivity()
        except exceptions.DriverError as error:
            self._driver.close()
            raise StoreUnavailableError(f"{address.uri} cannot be reached: {error}") from error
        self.version = self._driver.get_server_info().agent

    def _session(self, **options: Any) -> neo4j.Session:
        return self._driver.session(database=self._database, **options)

    def read(self, statement: str, parameters: Parameters | None = None) -> list[Row]:
        """As `Engine.read`."""
        try:
            with self._session(default_access_mode=neo4j.READ_ACCESS) as session:
                return session.execute_read(lambda tx: _BoltTransaction(tx).run(statement, parameters))
        except exceptions.Neo4jError as error:
            raise QueryError(str(error.message)) from error

    def write(self, work: Callable[[Transaction], T]) -> T:
        """As `Engine.write`."""
        try:
            with self._session() as session:
                return session.execute_write(lambda tx: work(_BoltTransaction(tx)))
        except exceptions.Neo4jError as error:
            raise QueryError(str(error.message)) from error

    def declare(self, statement: str) -> None:
        """As `Engine.declare`."""
        self.write(lambda tx: tx.run(statement))

    def declare_fulltext(self, label: str, properties: tuple[str, ...]) -> None:
        """As `Engine.declare_fulltext`."""
        columns = ", ".join(f"n.{name}" for name in properties)
        self.declare(
            f"CREATE FULLTEXT INDEX {self.fulltext_index} IF NOT EXISTS FOR (n:{label}) ON EACH [{columns}]"
        )

    def close(self) -> None:
        """As `Engine.close`."""
        self._driver.close()
