"""What every test shares: a store on every engine, and that nothing is skipped in CI."""

import os
import subprocess
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

from graph.settings import ServerAddress
from graph.store import Engine, Store, open_engine
from graph.store.bolt import BoltEngine

from .neo4j.server import CURRENT, LTS, Server, ServerMissingError

_GIVEN = "ALLIANCES_TEST_NEO4J_URI"
_IMAGES = {LTS: f"neo4j:{LTS}-community", CURRENT: f"neo4j:{CURRENT}-community"}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI nothing may be skipped: what a test needs has to be there."""
    report = yield
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says in one line what was left out, and why."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(str(report.longrepr[2]).removeprefix("Skipped: ") for report in skipped)
    for reason, number in sorted(reasons.items()):
        terminalreporter.write_line(f"left out: {number} {'test' if number == 1 else 'tests'}; {reason}")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files are written anew when asked for."""
    parser.addoption("--update-golden", action="store_true", help="write golden files anew")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--update-golden"))


# ---------------------------------------------------------------------------------------- Neo4j servers


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test that takes `engine` runs on the embedded engine and on the servers; `server` on those."""
    servers = ["neo4j-given"] if os.environ.get(_GIVEN) else ["neo4j-lts", "neo4j-current"]
    if "engine_name" in metafunc.fixturenames:
        metafunc.parametrize("engine_name", ["arcade", *servers], scope="session")
    if "server_name" in metafunc.fixturenames:
        metafunc.parametrize("server_name", servers, scope="session")


class _Servers:
    """Servers that run for the whole session, started when first asked for."""

    def __init__(self, folder: pytest.TempPathFactory) -> None:
        self._folder = folder
        self._running: dict[str, ServerAddress | str] = {}
        self._stops: list[Callable[[], object]] = []

    def address(self, name: str) -> ServerAddress:
        if name not in self._running:
            try:
                self._running[name] = _given() if name == "neo4j-given" else self._start(name)
            except ServerMissingError as error:
                self._running[name] = str(error)
        found = self._running[name]
        if isinstance(found, str):
            pytest.skip(f"no Neo4j: no Docker engine answers, {found}, and {_GIVEN} names no server")
        return found

    def _start(self, name: str) -> ServerAddress:
        version = LTS if name == "neo4j-lts" else CURRENT
        return self._container(version) if _docker_answers() else self._process(version)

    def _container(self, version: str) -> ServerAddress:
        from testcontainers.community.neo4j import Neo4jContainer

        container = Neo4jContainer(_IMAGES[version], username="neo4j", password="for-the-tests")
        container.start()
        self._stops.append(container.stop)
        return ServerAddress(container.get_connection_url(), "neo4j", "for-the-tests")

    def _process(self, version: str) -> ServerAddress:
        server = Server(version, self._folder.mktemp(f"neo4j-{version}"))
        server.prepare()
        server.start()
        self._stops.append(server.kill)
        return ServerAddress(server.uri, server.username, server.password)

    def stop(self) -> None:
        for stop in self._stops:
            stop()


def _docker_answers() -> bool:
    try:
        return (
            subprocess.run(["docker", "info"], capture_output=True, check=False, timeout=20).returncode == 0
        )
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return False


def _given() -> ServerAddress:
    """The server that the environment names; one that holds anything is refused."""
    address = ServerAddress(
        os.environ[_GIVEN],
        os.environ.get("ALLIANCES_TEST_NEO4J_USERNAME") or "neo4j",
        os.environ.get("ALLIANCES_TEST_NEO4J_PASSWORD", ""),
        os.environ.get("ALLIANCES_TEST_NEO4J_DATABASE") or None,
    )
    engine = open_engine(address)
    try:
        held = engine.read("MATCH (n) RETURN count(n) AS n")[0]["n"]
    finally:
        engine.close()
    if held:
        pytest.exit(f"{_GIVEN} names a server that holds {held} nodes; the tests take only an empty one", 3)
    return address


@pytest.fixture(scope="session")
def neo4j_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Servers]:
    """The servers of the session."""
    servers = _Servers(tmp_path_factory)
    yield servers
    servers.stop()


@pytest.fixture
def server(server_name: str, neo4j_servers: _Servers) -> ServerAddress:
    """A Neo4j server, emptied; the test runs on each."""
    address = neo4j_servers.address(server_name)
    empty(address)
    return address


@pytest.fixture
def engine(engine_name: str, neo4j_servers: _Servers, tmp_path: Path) -> Iterator[Engine]:
    """An empty engine; the test runs on the embedded one and on every Neo4j."""
    if engine_name == "arcade":
        opened = open_engine(tmp_path / "graph.db")
    else:
        address = neo4j_servers.address(engine_name)
        empty(address)
        opened = BoltEngine(address, warn=True)
    yield opened
    opened.close()


@pytest.fixture
def store(engine: Engine) -> Store:
    """An empty, prepared store on each engine."""
    opened = Store(engine)
    opened.prepare()
    return opened


def empty(address: ServerAddress) -> None:
    """Takes everything out of a server of the tests."""
    engine = open_engine(address)
    try:
        engine.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n"))
    finally:
        engine.close()
