"""The server engine: Neo4j through its official driver."""

import logging
import re
import socket
import time
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, LiteralString, TypeVar

import neo4j
import neo4j.graph
from neo4j import exceptions

from graph.errors import QueryError, StoreError, StoreUnavailableError
from graph.settings import ServerAddress
from graph.store.engine import Parameters, Row, Transaction

__all__ = ["BoltEngine"]

# What the driver logs is told in our own errors; without a handler it would go to standard error as well.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

T = TypeVar("T")

_OLDEST = (5, 7)
"""The first Neo4j with unique relationships."""
_PATIENCE = 10.0
"""Seconds to wait for a server that is starting up."""
_ANSWER_SECONDS = 10.0
"""How long one attempt to connect may take; something else than Neo4j may never answer."""
_RETRY_SECONDS = 30.0
"""How long the driver tries a transaction again after a conflict or a lost connection."""


class _BoltTransaction:
    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self._transaction = transaction

    def run(self, statement: str, parameters: Parameters | None = None) -> list[Row]:
        return self._transaction.run(statement, dict(parameters or {})).data()


class BoltEngine:
    """A Neo4j server.

    `warn` turns what the server has to remark on a statement (deprecations, slow plans) into Python warnings.

    Raises:
        StoreUnavailableError: The server cannot be reached, refuses user or password, lacks the database, or
            is too old.
    """

    kind = "Neo4j"
    fulltext_index = "article_text"

    def __init__(self, address: ServerAddress, *, warn: bool = False, patience: float = _PATIENCE) -> None:
        self._address = address
        if not re.match(r"(bolt|neo4j)(\+s|\+ssc)?://", address.uri):
            raise StoreUnavailableError(
                f"{address.uri} is no address of Neo4j, which begins with bolt:// or neo4j:// (port 7687)"
            )
        try:
            self._driver = neo4j.GraphDatabase.driver(
                address.uri,
                auth=(address.username, address.password),
                user_agent="alliance-graph",
                connection_timeout=_ANSWER_SECONDS,
                connection_acquisition_timeout=_ANSWER_SECONDS,
                max_transaction_retry_time=_RETRY_SECONDS,
                # A label or property that no node has yet is no mistake here.
                notifications_disabled_classifications=[
                    neo4j.NotificationDisabledClassification.UNRECOGNIZED
                ],
                warn_notification_severity=neo4j.NotificationMinimumSeverity.INFORMATION
                if warn
                else neo4j.NotificationMinimumSeverity.OFF,
            )
        except (exceptions.ConfigurationError, ValueError) as error:
            raise StoreUnavailableError(f"{address.uri} is no address of Neo4j: {error}") from error
        try:
            self._connect(patience)
            self.version = self._server_version()
        except BaseException:
            self._driver.close()
            raise

    # --------------------------------------------------------------------------------------- the connection

    def _connect(self, patience: float) -> None:
        """Waits for a server that does not answer yet, but not for ever."""
        deadline = time.monotonic() + patience
        while True:
            try:
                self._driver.verify_connectivity()
            except exceptions.ServiceUnavailable as error:
                if time.monotonic() > deadline or _is_unknown_host(error):
                    raise self._unavailable(error) from error
                time.sleep(0.5)
            except ValueError as error:  # a port that is no number
                raise StoreUnavailableError(f"{self._address.uri} is no address of Neo4j") from error
            except (exceptions.Neo4jError, exceptions.DriverError) as error:
                raise self._unavailable(error) from error
            else:
                return

    def _server_version(self) -> str:
        """The server's version.

        Raises:
            StoreUnavailableError: It is too old.
        """
        rows = self.read("CALL dbms.components() YIELD name, versions RETURN name, versions[0] AS version")
        version = str(rows[0]["version"])
        numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
        if numbers < _OLDEST:
            oldest = ".".join(map(str, _OLDEST))
            raise StoreUnavailableError(
                f"{self._address.uri} runs Neo4j {version}; {oldest} or newer is needed"
            )
        return version

    def _unavailable(self, error: Exception) -> StoreUnavailableError:
        """What a user can do about a server that does not serve."""
        uri, database = self._address.uri, self._address.database
        code = getattr(error, "code", None) or ""
        if isinstance(error, exceptions.AuthError) or code.startswith("Neo.ClientError.Security"):
            return StoreUnavailableError(
                f"{uri} refuses the user {self._address.username!r} or the password "
                "(NEO4J_USERNAME, NEO4J_PASSWORD)"
            )
        if code == "Neo.ClientError.Database.DatabaseNotFound":
            return StoreUnavailableError(f"{uri} has no database {database!r} (NEO4J_DATABASE)")
        if code.startswith("Neo.TransientError"):
            return StoreUnavailableError(
                f"{uri} is busy or starting up: {_said(error)}; try again in a moment"
            )
        if _is_unknown_host(error):
            return StoreUnavailableError(f"{uri} cannot be reached: no such host")
        if code:
            return StoreUnavailableError(f"{uri} cannot be used: {_said(error)}")
        return StoreUnavailableError(
            f"nothing answers as Neo4j at {uri} (wrong address or port, or the server is still starting up)"
        )

    def _lost(self, error: Exception) -> StoreUnavailableError:
        return StoreUnavailableError(
            f"the connection to {self._address.uri} was lost ({type(error).__name__}); "
            "what was written before stays, and the same command goes on from there"
        )

    # ------------------------------------------------------------------------------------------- statements

    def _call(self, run: Callable[[neo4j.Session], T], access: str) -> T:
        try:
            with self._driver.session(database=self._address.database, default_access_mode=access) as session:
                return run(session)
        except (exceptions.ServiceUnavailable, exceptions.SessionExpired) as error:
            raise self._lost(error) from error
        except exceptions.TransientError as error:
            raise self._unavailable(error) from error
        except exceptions.Neo4jError as error:
            if _is_about_access(error):
                raise self._unavailable(error) from error
            raise QueryError(_said(error)) from error
        except exceptions.DriverError as error:
            raise StoreError(f"{self._address.uri}: {error}") from error

    def read(self, statement: str, parameters: Parameters | None = None) -> list[Row]:
        """As `Engine.read`."""
        return self._call(
            lambda session: session.execute_read(lambda tx: _BoltTransaction(tx).run(statement, parameters)),
            neo4j.READ_ACCESS,
        )

    def ask(self, statement: str, parameters: Parameters | None = None) -> list[Row]:
        """As `Engine.ask`."""
        return self._call(
            lambda session: session.execute_read(_ask, statement, dict(parameters or {})), neo4j.READ_ACCESS
        )

    def write(self, work: Callable[[Transaction], T]) -> T:
        """As `Engine.write`."""
        return self._call(
            lambda session: session.execute_write(lambda tx: work(_BoltTransaction(tx))),
            neo4j.WRITE_ACCESS,
        )

    def declare(self, statement: str) -> None:
        """As `Engine.declare`."""
        self.write(lambda tx: tx.run(statement))

    def declare_fulltext(self, label: str, properties: tuple[str, ...]) -> None:
        """As `Engine.declare_fulltext`; waits until all indexes can be used."""
        columns = ", ".join(f"n.{name}" for name in properties)
        self.declare(
            f"CREATE FULLTEXT INDEX {self.fulltext_index} IF NOT EXISTS FOR (n:{label}) ON EACH [{columns}]"
        )
        self.read("CALL db.awaitIndexes(300)")

    def close(self) -> None:
        """As `Engine.close`."""
        self._driver.close()


def _said(error: Exception) -> str:
    """The server's own words, the first line of them."""
    message: Any = getattr(error, "message", None) or str(error)
    return str(message).splitlines()[0]


def _is_unknown_host(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, socket.gaierror):
            return True
        error = error.__cause__
    return False


def _is_about_access(error: exceptions.Neo4jError) -> bool:
    code = error.code or ""
    return code.startswith(("Neo.ClientError.Security", "Neo.ClientError.Database"))


# ------------------------------------------------------------------------------------------ for people to see


def _ask(transaction: neo4j.ManagedTransaction, statement: LiteralString, parameters: Row) -> list[Row]:
    result = transaction.run(statement, parameters)
    rows = [{name: _shown(value) for name, value in dict(record).items()} for record in result]
    summary = result.consume()
    plan = summary.profile or summary.plan
    return rows if plan is None else list(_steps(plan, depth=0))


def _shown(value: Any) -> Any:
    if isinstance(value, (neo4j.graph.Node, neo4j.graph.Relationship)):
        type_ = ":".join(sorted(value.labels)) if isinstance(value, neo4j.graph.Node) else value.type
        return {"@type": type_, **{name: _shown(item) for name, item in dict(value).items()}}
    if isinstance(value, neo4j.graph.Path):
        ends = value.nodes[1:]
        return [_shown(e) for e in (value.start_node, *chain(*zip(value.relationships, ends, strict=True)))]
    if isinstance(value, dict):
        return {name: _shown(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_shown(item) for item in value]
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def _steps(plan: Any, depth: int) -> Iterator[Row]:
    """The operators of a plan from the last to the first, those that feed one another deeper."""
    details = plan["args"]
    yield {
        "operator": f"{'| ' * depth}{plan['operatorType'].split('@')[0]}",
        "details": details.get("Details"),
        "estimated rows": details.get("EstimatedRows"),
        "rows": details.get("Rows"),
        "database hits": details.get("DbHits"),
    }
    for child in plan.get("children", ()):
        yield from _steps(child, depth + 1)
