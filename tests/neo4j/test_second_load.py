"""What is in a Neo4j server already is loaded again without a write, by the server's own count."""

from pathlib import Path

import pytest

from graph.cli import run
from graph.settings import ServerAddress
from graph.store import bolt
from graph.store.engine import Parameters, Row

ARTICLES = Path(__file__).parents[2] / "seeds/articles"


@pytest.fixture
def changes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements of which the server says that they changed something."""
    found: list[str] = []

    def run_counted(
        self: bolt._BoltTransaction, statement: str, parameters: Parameters | None = None
    ) -> list[Row]:
        result = self._transaction.run(statement, dict(parameters or {}))
        rows: list[Row] = result.data()
        counters = result.consume().counters
        if counters.contains_updates or counters.contains_system_updates:
            found.append(statement)
        return rows

    monkeypatch.setattr(bolt._BoltTransaction, "run", run_counted)
    return found


def test_a_second_load_writes_nothing(
    server: ServerAddress,
    changes: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NEO4J_URI", server.uri)
    monkeypatch.setenv("NEO4J_USERNAME", server.username)
    monkeypatch.setenv("NEO4J_PASSWORD", server.password)
    monkeypatch.setenv("NEO4J_DATABASE", server.database or "neo4j")
    assert run(["load", str(ARTICLES)]) == 0
    assert len(changes) > 10
    changes.clear()
    assert run(["load", str(ARTICLES)]) == 0
    assert changes == []
    assert "0 new, 0 changed, 24 unchanged" in capsys.readouterr().out
