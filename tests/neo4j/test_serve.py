"""`make neo4j` without Docker: the server starts with the password given, and stops."""

import os
from pathlib import Path

import neo4j
import pytest

from . import serve
from .server import ServerMissingError, _free_port

PASSWORD = 'pa ss"w\\o#rd@é'


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder and ports of its own, and no Docker."""
    monkeypatch.setattr(serve, "HOME", tmp_path)
    monkeypatch.setattr(serve, "PID", tmp_path / "pid")
    monkeypatch.setattr(serve, "BOLT", _free_port())
    monkeypatch.setattr(serve, "HTTP", _free_port())
    monkeypatch.setattr(serve, "has_compose", lambda: False)
    monkeypatch.setenv("NEO4J_PASSWORD", PASSWORD)


# The server is meant to outlive whoever started it.
@pytest.mark.filterwarnings("ignore:subprocess .* is still running:ResourceWarning")
def test_it_runs_and_stops(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        code = serve.main(["start"])
        out, err = capsys.readouterr()
        if code == 3 and "install Java" in err:
            pytest.skip(f"no Neo4j from Maven Central: {err.strip()}")
        assert (code, err) == (0, "")
        assert f"bolt://localhost:{serve.BOLT}" in out
        assert PASSWORD not in out
        with neo4j.GraphDatabase.driver(f"bolt://localhost:{serve.BOLT}", auth=("neo4j", PASSWORD)) as driver:
            driver.verify_connectivity()
        assert serve.main(["start"]) == 0
        assert "running already" in capsys.readouterr().out
        monkeypatch.setenv("NEO4J_PASSWORD", "another-password")
        assert serve.main(["start"]) == 3
        assert "another password" in capsys.readouterr().err
    finally:
        assert serve.main(["stop"]) == 0
    assert "stopped" in capsys.readouterr().out
    assert not serve.running()


def test_nothing_to_stop(capsys: pytest.CaptureFixture[str]) -> None:
    assert serve.main(["stop"]) == 0
    assert "no server" in capsys.readouterr().out


def test_a_process_number_that_is_another_by_now(tmp_path: Path) -> None:
    serve.PID.write_text(str(os.getpid()), encoding="ascii")
    assert (serve.running() == 0) is (str(tmp_path) not in Path("/proc/self/cmdline").read_text("utf-8"))


@pytest.mark.parametrize("password", ["", "short"])
def test_a_password_is_wanted(
    password: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", password)
    assert serve.main(["start"]) == 3
    assert "export NEO4J_PASSWORD=" in capsys.readouterr().err


def test_what_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ServerMissingError("no Maven")

    monkeypatch.setattr(serve, "Server", missing)
    with pytest.raises(ServerMissingError, match="there is no Maven: install Java 17 and Maven"):
        serve.start_process(PASSWORD)


@pytest.mark.parametrize("arguments", [[], ["restart"]])
def test_wrong_use(arguments: list[str]) -> None:
    assert serve.main(arguments) == 2
