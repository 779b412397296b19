"""What a run is told from outside: the options of the command line and the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import UsageError

__all__ = ["DEFAULT_STORE", "ServerAddress", "StoreAddress", "store_address"]

DEFAULT_STORE = Path("alliances.db")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A Neo4j server; the password never shows in a `repr`."""

    uri: str
    username: str = "neo4j"
    password: str = field(default="", repr=False)
    database: str | None = None


StoreAddress = Path | ServerAddress
"""A folder of the embedded engine, or a server."""


def store_address(db: str | None, environment: Mapping[str, str] = os.environ) -> StoreAddress:
    """Where the graph is: `--db` (a folder or a server's address), else `NEO4J_URI`, else `alliances.db`.

    The user, password and database of a server come from `NEO4J_USERNAME`, `NEO4J_PASSWORD` and
    `NEO4J_DATABASE`, never from the command line, where other users of the machine would see them.

    Raises:
        UsageError: `db` is empty.
    """
    if db is not None and not db.strip():
        raise UsageError("the place of the graph is empty; name a folder, or a Neo4j address (bolt://…)")
    if db is not None and "://" not in db:
        return Path(db)
    uri = db or environment.get("NEO4J_URI")
    if not uri:
        return DEFAULT_STORE
    return ServerAddress(
        uri=uri,
        username=environment.get("NEO4J_USERNAME") or "neo4j",
        password=environment.get("NEO4J_PASSWORD", ""),
        database=environment.get("NEO4J_DATABASE") or None,
    )
