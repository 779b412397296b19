"""Loads that are killed, that meet a server which dies, or that run beside another one."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from graph.errors import StoreLockedError, StoreUnavailableError
from graph.settings import ServerAddress, StoreAddress
from graph.store import Store, bolt, open_store
from graph.store.bolt import BoltEngine
from tests.neo4j.server import CURRENT, LTS, Server, ServerMissingError

from .loading import BATCH
from .made import EXTRACTOR, crowd
from .watching import contents

ROOT = Path(__file__).parents[2]
MANY = 60


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """What a store holds into which all articles were loaded in one go."""
    with open_store(tmp_path_factory.mktemp("undisturbed") / "graph.db") as store:
        store.prepare()
        store.write(crowd(0, MANY), EXTRACTOR)
        return contents(store)


@pytest.fixture
def address(engine_name: str, neo4j_servers: Any, tmp_path: Path) -> StoreAddress:
    """An empty place for a store: a folder, and one on each server."""
    if engine_name == "arcade":
        return tmp_path / "graph.db"
    found: ServerAddress = neo4j_servers.address(engine_name)
    with open_store(found) as store:
        store.engine.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n"))
    return found


def loader(address: StoreAddress, numbers: list[int]) -> subprocess.Popen[str]:
    """A process that loads articles by number."""
    password = "" if isinstance(address, Path) else address.password
    place = str(address) if isinstance(address, Path) else address.uri
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.loading", place, *map(str, numbers)],
        cwd=ROOT,
        env=os.environ | {"NEO4J_PASSWORD": password},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(process: subprocess.Popen[str], batches: int) -> None:
    """Waits until so many batches are loaded."""
    out = process.stdout or pytest.fail("nothing to read from")
    for _ in range(batches):
        assert out.readline(), (process.stderr or out).read()


def finish(process: subprocess.Popen[str]) -> None:
    """Waits for a loader to be done."""
    _, complaints = process.communicate()
    assert process.returncode == 0, complaints


def kill(process: subprocess.Popen[str]) -> None:
    """Ends a process at once."""
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_a_killed_load_is_completed_by_the_next(
    address: StoreAddress, undisturbed: dict[str, list[Any]]
) -> None:
    for batches in (1, 3, 5):
        process = loader(address, list(range(MANY)))
        wait_for(process, batches)
        kill(process)
        with open_store(address) as store:
            assert store.counts()["article"] >= batches * BATCH, "what was said to be loaded is there"
            assert store.counts()["article"] % BATCH == 0, "a batch is there as a whole"
    finish(loader(address, list(range(MANY))))
    with open_store(address) as store:
        assert contents(store) == undisturbed


def test_two_loaders_at_once(server_name: str, neo4j_servers: Any, undisturbed: dict[str, list[Any]]) -> None:
    address = neo4j_servers.address(server_name)
    with open_store(address) as store:
        store.engine.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n"))
        store.prepare()
    forwards = loader(address, list(range(MANY * 2 // 3)))
    backwards = loader(address, list(range(MANY - 1, MANY // 3 - 1, -1)))
    finish(forwards)
    finish(backwards)
    with open_store(address) as store:
        assert contents(store) == undisturbed


def test_two_threads_at_once(store: Store, undisturbed: dict[str, list[Any]]) -> None:
    batches = [crowd(n, n + BATCH) for n in range(0, MANY, BATCH)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda batch: store.write(batch, EXTRACTOR), batches))
    assert contents(store) == undisturbed


def test_a_folder_that_is_open_elsewhere(tmp_path: Path) -> None:
    process = loader(tmp_path / "graph.db", list(range(MANY)))
    wait_for(process, 1)
    process.send_signal(signal.SIGSTOP)
    try:
        with pytest.raises(StoreLockedError, match=r"graph\.db is open in another process; wait until"):
            open_store(tmp_path / "graph.db")
    finally:
        kill(process)
    with open_store(tmp_path / "graph.db") as store:
        assert store.counts()["article"] >= BATCH


# ------------------------------------------------------------------------------------------ the server dies


@pytest.fixture(params=[LTS, CURRENT])
def mortal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A server of the test's own, prepared but not started."""
    try:
        server = Server(request.param, tmp_path / "neo4j")
    except ServerMissingError as error:
        pytest.skip(f"no Neo4j that may be killed: {error}")
    server.prepare()
    yield server
    server.kill()


def test_the_server_is_killed_and_comes_back(
    mortal: Server, undisturbed: dict[str, list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bolt, "_RETRY_SECONDS", 1.0)
    address = ServerAddress(mortal.uri, mortal.username, mortal.password)
    mortal.launch()
    with Store(BoltEngine(address, patience=120)) as store:  # it is still starting up
        process = loader(address, list(range(MANY)))
        wait_for(process, 2)
        mortal.kill()
        _, complaints = process.communicate()
        assert complaints.startswith(f"store: the connection to {mortal.uri} was lost")
        assert complaints.count("\n") == 1
        with pytest.raises(StoreUnavailableError, match="the same command goes on from there"):
            store.counts()
    mortal.launch()
    with Store(BoltEngine(address, patience=120)) as store:
        assert store.counts()["article"] >= 2 * BATCH
    finish(loader(address, list(range(MANY))))
    with open_store(address) as store:
        assert contents(store) == undisturbed
