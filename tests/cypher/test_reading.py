"""What is smuggled into `alliances cypher` changes nothing and reads no file, on every engine."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.cli import run
from graph.cli.console import _console
from graph.errors import QueryError
from graph.queries import run_statement
from graph.settings import ServerAddress
from graph.store import Engine, Store, open_engine, open_store
from graph.store.arcade import _reason

from .attempts import REFUSED

CANARY = "the-canary-sings"


@pytest.fixture
def secret(tmp_path: Path) -> str:
    """The address of a file that nobody may read."""
    path = tmp_path / "secret.csv"
    path.write_text(f"{CANARY}\n", encoding="utf-8")
    return path.as_uri()


def snapshot(engine: Engine) -> list[Any]:
    """All that a graph holds, and its schema."""
    nodes = engine.read("MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties ORDER BY n.id")
    edges = engine.read("MATCH ()-[r]->() RETURN type(r) AS type, properties(r) AS properties ORDER BY r.id")
    schema = [
        engine.read(f"SHOW {what} YIELD name RETURN name ORDER BY name")
        for what in ("INDEXES", "CONSTRAINTS")
    ]
    return [nodes, edges, schema]


def fill(engine: Engine) -> None:
    """A little graph to change."""
    engine.write(
        lambda tx: tx.run(
            "CREATE (m:Country {id: 'MLI', name: 'Mali'}), (r:Country {id: 'RUS', name: 'Russia'}), "
            "(m)-[:ALLIED_WITH {id: 'x'}]->(r)"
        )
    )


def test_nothing_is_changed_and_nothing_read(store: Store, secret: str) -> None:
    fill(store.engine)
    before = snapshot(store.engine)
    for statement in REFUSED:
        with pytest.raises(QueryError) as refusal:
            run_statement(statement.replace("file:///SECRET", secret), store)
        assert CANARY not in str(refusal.value)
    assert snapshot(store.engine) == before


WRITES = """
CREATE (:Country {id: 'XXX'})
MERGE (:Country {id: 'XXX'})
MATCH (n:Country) SET n.name = 'x'
MATCH (n:Country) REMOVE n.name
MATCH (n:Country) DETACH DELETE n
MATCH (n:Country) CALL (n) { SET n.name = 'x' } RETURN n.name
CREATE INDEX other FOR (n:Country) ON (n.name)
DROP CONSTRAINT country_id
""".strip().splitlines()


@pytest.mark.parametrize("statement", WRITES)
def test_a_read_of_the_engine_writes_nothing_either(store: Store, statement: str) -> None:
    """The guard is not the only bar: engines refuse what would write in a read."""
    fill(store.engine)
    before = snapshot(store.engine)
    with pytest.raises(QueryError):
        store.engine.read(statement)
    assert snapshot(store.engine) == before


def test_the_servers_here_read_no_files_of_their_own(server: ServerAddress, secret: str) -> None:
    engine = open_engine(server)
    try:
        with pytest.raises(QueryError, match=r"(?i)disabled|not allowed|configuration"):
            engine.read(f"LOAD CSV FROM '{secret}' AS line RETURN line")
    finally:
        engine.close()


READS = [
    ("MATCH (c:Country) RETURN c.name AS name ORDER BY name", [{"name": "Mali"}, {"name": "Russia"}]),
    ("MATCH (c:Country) // SET c.name\nRETURN count(c) AS `set`;", [{"set": 2}]),
    (
        "RETURN 'LOAD CSV' AS text, {set: 1}.set AS x".replace("{set:", "{`set`:"),
        [{"text": "LOAD CSV", "x": 1}],
    ),
    ("RETURN 'it\\'s' AS a, \"\\\"\" AS b, '\\\\' AS c", [{"a": "it's", "b": '"', "c": "\\"}]),
    ("CALL db.labels() YIELD label WITH label WHERE label = 'Country' RETURN label", [{"label": "Country"}]),
    ("RETURN date('2024-07-06').year AS year, size([1, 2][0..1]) AS size", [{"year": 2024, "size": 1}]),
    ("MATCH\u00a0(c:Country)\rRETURN\tcount(*) AS n", [{"n": 2}]),
]


@pytest.mark.parametrize(("statement", "rows"), READS)
def test_what_reads_is_run(store: Store, statement: str, rows: list[dict[str, Any]]) -> None:
    fill(store.engine)
    assert run_statement(statement, store) == rows


def test_parameters_are_values(store: Store) -> None:
    fill(store.engine)
    found = run_statement("RETURN $text AS text, $n + 1 AS n", store, {"text": "'; DELETE", "n": 4})
    assert found == [{"text": "'; DELETE", "n": 5}]


def test_a_faulty_statement_is_a_query_error(store: Store) -> None:
    with pytest.raises(QueryError):
        run_statement("MATCH (n) RETRUN n", store)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("MATCH (n RETURN n", "Syntax error at line 1:9 - no viable alternative at input '(n RETURN'"),
        ("MATCH (n) RETURN", "Syntax error at line 1:16 - mismatched input the end"),
        ("RETURN 1 +", "Syntax error at line 1:10 - mismatched input the end, expected: an expression"),
        ("MATCH (n) RETRUN n RETURN n", "Unexpected input 'RETRUN' at line 1, column 10"),
        ("RETURN foo(1)", "UnknownFunction: Unknown function 'foo'"),
        ("RETURN 1/0", "/ by zero"),
        (
            "CALL db.index.fulltext.queryNodes('no', 'x') YIELD node RETURN node",
            "Error executing procedure: db.index.fulltext.querynodes: Index with name 'no' was not found",
        ),
    ],
)
def test_what_the_embedded_engine_says_of_a_fault(tmp_path: Path, statement: str, reason: str) -> None:
    with open_store(tmp_path / "graph.db") as store, pytest.raises(QueryError) as error:
        run_statement(statement, store)
    assert str(error.value) == reason


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (
            "Query failed: java.lang.NullPointerException: null",
            "the embedded engine cannot run this statement",
        ),
        ("Query failed: a.b.XException: it is so (caused by c.d.YException: null)", "it is so"),
        ("a.XException: one (caused by a.YException: two (caused by b.ZError: three))", "one: two: three"),
        ("locked", "locked"),
    ],
)
def test_words_of_the_embedded_engine(said: str, reason: str) -> None:
    assert _reason(ValueError(said)) == reason


def test_a_slip_at_the_command_line(
    tmp_path: Path, secret: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    _console.cache_clear()
    db = tmp_path / "graph.db"
    assert run(["cypher", f"LOAD CSV FROM '{secret}' AS line RETURN line", "--db", str(db)]) == 2
    assert not db.exists()
    out, err = capsys.readouterr()
    assert out == ""
    assert "LOAD" in err
    assert CANARY not in err


def test_nodes_relationships_and_times_can_be_shown(store: Store) -> None:
    fill(store.engine)
    statement = "MATCH (c:Country {id: 'MLI'})-[r]->(o) RETURN c, r, [o] AS others, date('2024-07-06') AS day"
    assert run_statement(statement, store) == [
        {
            "c": {"@type": "Country", "id": "MLI", "name": "Mali"},
            "r": {"@type": "ALLIED_WITH", "id": "x"},
            "others": [{"@type": "Country", "id": "RUS", "name": "Russia"}],
            "day": "2024-07-06",
        }
    ]


def test_paths_and_points_can_be_written_as_json(store: Store) -> None:
    fill(store.engine)
    statement = (
        "MATCH p = (:Country)-->() RETURN p, point({x: 1, y: 2}) AS q, duration('P1M') AS d, true AS t"
    )
    [row] = run_statement(statement, store)
    assert json.loads(json.dumps(row)) == row
    assert row["t"] is True


@pytest.mark.parametrize("word", ["EXPLAIN", "explain", "PROFILE"])
def test_plans(store: Store, word: str) -> None:
    fill(store.engine)
    rows = run_statement(f"{word} MATCH (c:Country) WHERE c.name = 'Mali' RETURN c.id AS id", store)
    if word == "PROFILE" and store.engine.kind == "ArcadeDB":
        assert rows == [{"id": "MLI"}]
    else:
        assert len(rows) > 2
        assert any("id" in str(row) for row in rows)
