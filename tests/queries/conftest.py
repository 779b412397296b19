"""The made-up world in a store of every engine."""

from collections.abc import Iterator

import pytest

from graph.store import Store, open_store

from .world import build


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("world") / "world.db") as store:
        build(store)
        yield store
