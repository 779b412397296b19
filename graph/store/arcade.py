"""The embedded engine: ArcadeDB inside this process, a folder on disk."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from graph.errors import QueryError, StoreLockedError, StoreUnavailableError
from graph.store.engine import Parameters, Row, Transaction

__all__ = ["ArcadeEngine"]

T = TypeVar("T")
_CYPHER = "opencypher"
_PLAN = "executionPlanAsString"


_CLASS = re.compile(r".*?(?:\w+\.)+\w*(?:Exception|Error): ")
_CAUSE = " (caused by "
_NOTHING_SAID = frozenset({"", "null"})


def _reason(error: Exception) -> str:
    """The engine's own words, without the names of its classes."""
    parts = str(error).splitlines()[0].split(_CAUSE)
    parts[-1] = parts[-1].removesuffix(")" * (len(parts) - 1))
    said = [_CLASS.sub("", part).strip() for part in parts]
    reason = ": ".join(part for part in said if part not in _NOTHING_SAID)
    reason = re.sub(r", expected: one of .*", "", reason)  # three hundred names of its grammar
    return reason.replace("'<EOF>'", "the end") or "the embedded engine cannot run this statement"


def _shown(value: Any) -> Any:
    """The value without the engine's own record ids, with times as text."""
    if isinstance(value, dict):
        return {name: _shown(item) for name, item in value.items() if name != "@rid"}
    if isinstance(value, list):
        return [_shown(item) for item in value]
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


class _ArcadeTransaction:
    def __init__(self, database: Any) -> None:
        self._database = database

    def run(self, statement: str, parameters: Parameters | None = None) -> list[Row]:
        rows: list[Row] = self._database.command(_CYPHER, statement, dict(parameters or {})).to_list()
        return rows


class ArcadeEngine:
    """ArcadeDB in process. One process at a time may have a folder open.

    Raises:
        StoreLockedError: Another process has the folder open.
        StoreUnavailableError: The folder is no store, or cannot be written.
    """

    kind = "ArcadeDB"
    fulltext_index = "Article[title,text]"

    def __init__(self, path: Path) -> None:
        os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")  # it would log into the output of a command
        import arcadedb  # noqa: PLC0415 - loads the engine

        self._error = arcadedb.ArcadeDBError
        self._turn = Lock()
        self._path = path
        self._read_only = path.is_dir() and not os.access(path, os.W_OK)
        self._database = self._open(arcadedb, path)
        self.version = str(arcadedb.ENGINE_VERSION)

    def _open(self, arcadedb: Any, path: Path) -> Any:
        if path.exists() and not path.is_dir():
            raise StoreUnavailableError(f"{path} is a file; a graph is a folder")
        try:
            if arcadedb.database_exists(str(path)):
                return arcadedb.open_database(str(path), read_only=self._read_only)
            if path.exists() and any(path.iterdir()):
                raise StoreUnavailableError(f"{path} is a folder of something else; name a new one")
            path.parent.mkdir(parents=True, exist_ok=True)
            return arcadedb.create_database(str(path))
        except OSError as error:
            raise StoreUnavailableError(f"{path} cannot be used: {error.strerror}") from error
        except self._error as error:
            if "locked" in str(error).lower():
                raise StoreLockedError(path) from error
            raise StoreUnavailableError(f"{path} cannot be opened: {_reason(error)}") from error

    def read(self, statement: str, parameters: Parameters | None = None) -> list[Row]:
        """As `Engine.read`."""
        try:
            rows: list[Row] = self._database.query(_CYPHER, statement, dict(parameters or {})).to_list()
        except self._error as error:
            raise QueryError(_reason(error)) from error
        return rows

    def ask(self, statement: str, parameters: Parameters | None = None) -> list[Row]:
        """As `Engine.ask`; of a plan it has the text of `EXPLAIN`, and a path is a text too."""
        rows = [_shown(row) for row in self.read(statement, parameters)]
        if len(rows) == 1 and _PLAN in rows[0]:
            return [{"plan": line} for line in str(rows[0][_PLAN]).splitlines() if line.strip(" =")]
        return rows

    def write(self, work: Callable[[Transaction], T]) -> T:
        """As `Engine.write`."""
        self._check_writable()
        transaction = _ArcadeTransaction(self._database)
        try:
            with self._turn:  # threads of this process; other processes cannot open the folder
                result: T = self._database.run_in_transaction(lambda: work(transaction))
        except self._error as error:
            raise QueryError(_reason(error)) from error
        return result

    def _check_writable(self) -> None:
        if self._read_only:
            raise StoreUnavailableError(
                f"{self._path} cannot be written, so this graph can only be read; change a copy of the folder"
            )

    def declare(self, statement: str) -> None:
        """As `Engine.declare`."""
        self._check_writable()
        self._database.command(_CYPHER, statement)

    def declare_fulltext(self, label: str, properties: tuple[str, ...]) -> None:
        """As `Engine.declare_fulltext`."""
        for name in properties:
            self._database.command("sql", f"CREATE PROPERTY {label}.{name} IF NOT EXISTS STRING")
        columns = ", ".join(properties)
        self._database.command("sql", f"CREATE INDEX IF NOT EXISTS ON {label} ({columns}) FULL_TEXT")

    def close(self) -> None:
        """As `Engine.close`."""
        self._database.close()
