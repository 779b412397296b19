"""Stores that cannot be opened or reached: each says in a line what a user can do about it."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import StoreUnavailableError
from graph.settings import ServerAddress
from graph.store import bolt, open_store
from graph.store.bolt import BoltEngine


def refused(address: ServerAddress) -> str:
    with pytest.raises(StoreUnavailableError) as caught:
        BoltEngine(address, patience=0)
    text = str(caught.value)
    assert "\n" not in text
    assert address.password not in text
    return text


def test_a_wrong_password(server: ServerAddress) -> None:
    text = refused(replace(server, password="not the password"))
    assert "refuses the user 'neo4j' or the password (NEO4J_USERNAME, NEO4J_PASSWORD)" in text


def test_a_wrong_database(server: ServerAddress) -> None:
    assert "has no database 'nowhere' (NEO4J_DATABASE)" in refused(replace(server, database="nowhere"))


def test_the_right_database(server: ServerAddress) -> None:
    with open_store(replace(server, database="neo4j")) as store:
        store.prepare()
        assert store.counts()["article"] == 0


def test_a_version_that_is_too_old(server: ServerAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bolt, "_OLDEST", (9999, 1))
    text = refused(server)
    assert "runs Neo4j " in text
    assert text.endswith("; 9999.1 or newer is needed")


def test_a_port_that_nobody_listens_on() -> None:
    text = refused(ServerAddress("bolt://localhost:1", password="secret-word"))
    assert text.startswith("nothing answers as Neo4j at bolt://localhost:1 ")


def test_a_host_that_there_is_not() -> None:
    text = refused(ServerAddress("bolt://host.invalid:7687", password="secret-word"))
    assert text == "bolt://host.invalid:7687 cannot be reached: no such host"


@pytest.mark.parametrize("uri", ["http://localhost:7474", "bolt://localhost:notaport", "localhost:7687"])
def test_what_is_no_address(uri: str) -> None:
    assert refused(ServerAddress(uri, password="secret-word")).startswith(f"{uri} is no address of Neo4j")


def test_a_port_of_something_else(httpserver_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bolt, "_ANSWER_SECONDS", 0.5)
    text = refused(ServerAddress(f"bolt://localhost:{httpserver_port}", password="secret-word"))
    assert text.startswith("nothing answers as Neo4j at ")


@pytest.fixture
def httpserver_port() -> object:
    from http.server import HTTPServer, SimpleHTTPRequestHandler
    from threading import Thread

    class Silent(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with HTTPServer(("localhost", 0), Silent) as serving:
        thread = Thread(target=serving.serve_forever, daemon=True)
        thread.start()
        yield serving.server_port
        serving.shutdown()


# ------------------------------------------------------------------------------------------ folders


def test_a_file_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    path.write_text("not a graph")
    with pytest.raises(StoreUnavailableError, match="is a file; a graph is a folder"):
        open_store(path)


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(StoreUnavailableError, match="is a folder of something else"):
        open_store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailableError, match="cannot be used: "):
        open_store(tmp_path / "file" / "graph.db")


def test_a_damaged_store(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    with open_store(path) as store:
        store.prepare()
    for file in path.glob("*.json"):
        file.write_text("{")
    with pytest.raises(StoreUnavailableError, match="cannot be opened"):
        open_store(path)


def test_a_store_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "graph.db"
    for _ in range(2):
        with open_store(path) as store:
            store.prepare()
            assert store.counts()["article"] == 0
