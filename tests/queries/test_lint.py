"""Neo4j's own semantic checker finds no fault with the library, in either version of Cypher."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.queries import parse_query, read_queries
from graph.resources import resource
from graph.store import Store
from graph.store.schema import NODE_LABELS, RELATIONSHIPS

CHECKER = "@neo4j-cypher/language-support"
VERSION = "2.0.0-next.38"
SCRIPT = Path(__file__).with_name("lint.cjs")


@pytest.fixture(scope="session")
def checker() -> Path:
    """The folder of the checker, installed into a cache folder of the user once."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "alliance-graph"
    folder = cache / f"cypher-checker-{VERSION}"
    package = folder / "node_modules" / CHECKER
    if package.exists() and shutil.which("node"):
        return package
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm (Node.js) is not there: the queries were not checked by Neo4j's own checker")
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as fresh:
        command = [
            npm,
            "install",
            "--prefix",
            fresh,
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--silent",
        ]
        done = subprocess.run(
            [*command, f"{CHECKER}@{VERSION}"], check=False, capture_output=True, text=True, timeout=600
        )
        if done.returncode:
            pytest.skip(f"{CHECKER} could not be installed: {done.stderr.strip()[-200:]}")
        if not folder.exists():
            Path(fresh).rename(folder)
            Path(fresh).mkdir()  # for the context manager to take away
    return package


def property_keys(store: Store) -> list[str]:
    """The properties that the made-up world has."""
    statements = [f"MATCH (n:{label}) UNWIND keys(n) AS key RETURN DISTINCT key" for label in NODE_LABELS]
    types = sorted({between.type for between in RELATIONSHIPS})
    statements += [f"MATCH ()-[r:{type_}]->() UNWIND keys(r) AS key RETURN DISTINCT key" for type_ in types]
    return sorted({row["key"] for statement in statements for row in store.engine.read(statement)})


def lint(
    checker: Path, store: Store, statements: Mapping[str, tuple[str, list[str]]]
) -> dict[str, list[str]]:
    """What the checker says of each statement, with its parameters, in Cypher 5 and in Cypher 25."""
    given = {
        "schema": {
            "labels": list(NODE_LABELS),
            "relationshipTypes": sorted({between.type for between in RELATIONSHIPS}),
            "propertyKeys": property_keys(store),
        },
        "statements": [
            {
                "name": f"{name}, Cypher {version}",
                "statement": f"CYPHER {version}\n{text}",
                "parameters": takes,
            }
            for name, (text, takes) in statements.items()
            for version in (5, 25)
        ],
    }
    done = subprocess.run(
        ["node", str(SCRIPT), str(checker)],
        input=json.dumps(given),
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_the_library(checker: Path, local_world: Store) -> None:
    statements = {q.name: (q.statement, [p.name for p in q.parameters]) for q in read_queries().values()}
    assert {name: said for name, said in lint(checker, local_world, statements).items() if said} == {}


def test_the_browser_queries(checker: Path, local_world: Store) -> None:
    paths = sorted(resource("cypher/browser").glob("*.cypher"))
    queries = [parse_query(path.stem, path.read_text(encoding="utf-8")) for path in paths]
    statements = {q.name: (q.statement, [p.name for p in q.parameters]) for q in queries}
    assert {name: said for name, said in lint(checker, local_world, statements).items() if said} == {}


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ("MATCH (c:Contry) RETURN c.name", "Contry"),
        ("MATCH (c:Country)-[:MEMBER]->(b) RETURN c.name", "MEMBER"),
        ("MATCH (c:Country) RETURN c.nane", "nane"),
        ("MATCH (c:Country {id: $contry}) RETURN c.name", "contry"),
        ("MATCH (c:Country) RETURN d", "`d` not defined"),
        ("MATCH (c:Country) CALL { WITH c RETURN 1 AS x } RETURN x", "scope clause is deprecated"),
        ("MATCH (c:Country) RETRN c", "RETRN"),
    ],
)
def test_faults_are_found(checker: Path, local_world: Store, statement: str, complaint: str) -> None:
    found = lint(checker, local_world, {"faulty": (statement, ["country"])})
    assert all(any(complaint in line for line in said) for said in found.values())
    assert len(found) == 2
