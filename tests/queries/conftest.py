"""The made-up world in a store of every engine."""

from collections.abc import Iterator
from typing import Any

import pytest

from graph.store import Store, open_store

from .world import build


@pytest.fixture(scope="session")
def local_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The world on the embedded engine alone."""
    with open_store(tmp_path_factory.mktemp("world") / "world.db") as store:
        build(store)
        yield store


@pytest.fixture(scope="module")
def world(engine_name: str, neo4j_servers: Any, request: pytest.FixtureRequest) -> Iterator[Store]:
    """The world on every engine; no test changes it."""
    if engine_name == "arcade":
        yield request.getfixturevalue("local_world")
        return
    with open_store(neo4j_servers.address(engine_name)) as store:
        store.engine.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n"))
        build(store)
        yield store
